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

/// Makes CRC-32s of whole blocks.
#[derive(Debug, Default)]
pub(crate) struct Crc32 {
    /// The block as it changes, behind as many bytes as are looked back.
    work: Vec<u8>,
}

impl Crc32 {
    /// The CRC-32 of a block.
    pub(crate) fn of(&mut self, block: &[u8]) -> u32 {
        if crate::CRC_INSTRUCTIONS { by_library(block) } else { self.of_by::<crate::lanes::Native>(block) }
    }

    pub(super) fn of_by<L: Lanes>(&mut self, block: &[u8]) -> u32 {
        let steps = block.len().saturating_sub(FURTHEST) / STEP;
        if steps == 0 {
            return by_library(block);
        }
        let (taken, left) = block.split_at(steps * STEP);
        let enough = self.work.len().max(FURTHEST + block.len());
        self.work.resize(enough, 0);
        self.work[..FURTHEST].fill(0);
        for (i, step) in taken.as_chunks::<STEP>().0.iter().enumerate() {
            let (before, here) = self.work.split_at_mut(FURTHEST + i * STEP);
            add::<L>(step, before, here);
            if i == 0 {
                turn(here);
            }
        }
        let (before, rest) = self.work.split_at_mut(FURTHEST + taken.len());
        let rest = &mut rest[..left.len()];
        rest.copy_from_slice(left);
        for behind in BEHIND {
            let from = &before[before.len() - behind..];
            rest.iter_mut().zip(from).for_each(|(to, from)| *to ^= from);
        }
        // The library turns the first bits, too, and here they are not the first.
        turn(rest);
        by_library(rest)
    }
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

/// Turns the bits that a CRC-32 begins with.
fn turn(bytes: &mut [u8]) {
    bytes.iter_mut().take(4).for_each(|byte| *byte = !*byte);
}

fn by_library(block: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(block);
    crc.sum()
}
