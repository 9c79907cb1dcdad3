//! CRC-32 (ISO 3309, as RFC 1952 has it) without a table, where a target has no instruction for it.
//!
//! ```text
//! x^300 = x^155 + x^117 + x^89 + 1 modulo the polynomial, and so with bytes for bits, its eighth power:
//! a byte may be taken away and added to those 145, 183, 211 and 300 behind it, and the CRC stays
//! ```
//!
//! All bytes but the last few hundred are taken away so, sixteen at a time; these go through a table. The
//! method is that of Chorba (arXiv 2412.16398). This multiple of the polynomial has the lowest degree of
//! all with five terms whose second lies 64 or more below the first.

use flate2::Crc;

use super::Lanes;

/// Where a byte that is taken away is added, in bytes behind it.
const BEHIND: [usize; 4] = [145, 183, 211, FURTHEST];
const FURTHEST: usize = 300;
/// Bytes that are taken away in one step: all of what they are added to lies beyond.
const STEP: usize = 128;

/// The polynomial, its bits turned.
const POLYNOMIAL: u32 = 0xEDB8_8320;

/// Makes the CRC-32 of blocks that stand one behind the other.
#[derive(Debug)]
pub(crate) struct Crc32 {
    /// What the bytes so far have, with all bits turned.
    register: u32,
    /// The register after each byte. Made here, as gzip makes no table smaller and the wasm is downloaded.
    table: [u32; 256],
    /// The block as it changes, behind as many bytes as are looked back.
    work: Vec<u8>,
    /// For targets that have an instruction.
    library: Crc,
}

impl Default for Crc32 {
    fn default() -> Self {
        let bit = |register: u32, _| if register & 1 == 1 { register >> 1 ^ POLYNOMIAL } else { register >> 1 };
        let mut table = [0; 256];
        (0..).zip(&mut table).for_each(|(byte, after)| *after = (0..8).fold(byte, bit));
        Self { register: u32::MAX, table, work: Vec::new(), library: Crc::new() }
    }
}

impl Crc32 {
    /// Forgets the bytes so far.
    pub(crate) fn reset(&mut self) {
        self.register = u32::MAX;
        self.library.reset();
    }

    /// The CRC-32 of the bytes so far.
    pub(crate) fn sum(&self) -> u32 {
        if crate::CRC_INSTRUCTIONS { self.library.sum() } else { !self.register }
    }

    /// Takes the next bytes.
    pub(crate) fn update(&mut self, block: &[u8]) {
        if crate::CRC_INSTRUCTIONS { self.library.update(block) } else { self.update_by::<crate::lanes::Native>(block) }
    }

    /// The CRC-32 of a block alone.
    pub(crate) fn of(&mut self, block: &[u8]) -> u32 {
        self.reset();
        self.update(block);
        self.sum()
    }

    fn update_by<L: Lanes>(&mut self, block: &[u8]) {
        let steps = block.len().saturating_sub(FURTHEST) / STEP;
        if steps == 0 {
            self.register = after(&self.table, self.register, block);
            return;
        }
        let (taken, left) = block.split_at(steps * STEP);
        let enough = self.work.len().max(FURTHEST + block.len());
        self.work.resize(enough, 0);
        self.work[..FURTHEST].fill(0);
        for (i, step) in taken.as_chunks::<STEP>().0.iter().enumerate() {
            let (before, here) = self.work.split_at_mut(FURTHEST + i * STEP);
            add::<L>(step, before, here);
            if i == 0 {
                // A register is the same as these bits in the bytes that come next.
                here.iter_mut().zip(self.register.to_le_bytes()).for_each(|(byte, bits)| *byte ^= bits);
            }
        }
        let (before, rest) = self.work.split_at_mut(FURTHEST + taken.len());
        let rest = &mut rest[..left.len()];
        rest.copy_from_slice(left);
        for behind in BEHIND {
            let from = &before[before.len() - behind..];
            rest.iter_mut().zip(from).for_each(|(to, from)| *to ^= from);
        }
        self.register = after(&self.table, 0, rest);
    }

    #[cfg(test)]
    pub(super) fn of_by<L: Lanes>(blocks: &[&[u8]]) -> u32 {
        let mut crc = Self::default();
        for block in blocks {
            crc.update_by::<L>(block);
        }
        !crc.register
    }
}

/// The register after these bytes.
fn after(table: &[u32; 256], register: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(register, |register, byte| table[usize::from(register.to_le_bytes()[0] ^ byte)] ^ register >> 8)
}

/// A step of the block, with what was taken away before it.
#[inline(always)]
#[allow(clippy::inline_always, reason = "a step of a hot loop")]
fn add<L: Lanes>(step: &[u8; STEP], before: &[u8], here: &mut [u8]) {
    let (from, _) = step.as_chunks::<16>();
    let (to, _) = here[..STEP].as_chunks_mut::<16>();
    let [a, b, c, d] = BEHIND;
    let [a, b, c, d] = [behind(before, a), behind(before, b), behind(before, c), behind(before, d)];
    for i in 0..STEP / 16 {
        let sum = L::load(&from[i]).xor(L::load(&a[i])).xor(L::load(&b[i])).xor(L::load(&c[i])).xor(L::load(&d[i]));
        sum.store(&mut to[i]);
    }
}

/// A step of what stands so many bytes before the end.
#[inline(always)]
#[allow(clippy::inline_always, reason = "a step of a hot loop")]
fn behind(before: &[u8], bytes: usize) -> &[[u8; 16]; STEP / 16] {
    let step = &before[before.len() - bytes..][..STEP];
    step.as_chunks().0.try_into().expect("a step")
}
