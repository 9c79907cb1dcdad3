//! Any target: eight bytes in a word.

use super::Lanes;

#[allow(dead_code, reason = "used where a target has nothing faster")]
pub(crate) type Native = Words;

/// Two words.
#[derive(Clone, Copy)]
pub(crate) struct Words(u64, u64);

impl Lanes for Words {
    fn load(bytes: &[u8; 16]) -> Self {
        let half = |i: usize| u64::from_le_bytes(bytes[8 * i..8 * (i + 1)].try_into().expect("eight bytes"));
        Self(half(0), half(1))
    }

    fn store(self, bytes: &mut [u8; 16]) {
        bytes[..8].copy_from_slice(&self.0.to_le_bytes());
        bytes[8..].copy_from_slice(&self.1.to_le_bytes());
    }

    fn xor(self, other: Self) -> Self {
        Self(self.0 ^ other.0, self.1 ^ other.1)
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 & other.0, self.1 & other.1)
    }

    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0, self.1 | other.1)
    }

    fn equal(self, byte: u8) -> Self {
        Self(equal(self.0, byte), equal(self.1, byte))
    }

    fn bits(self) -> u16 {
        u16::from(bits(self.0)) | u16::from(bits(self.1)) << 8
    }

    fn any(self) -> bool {
        self.0 | self.1 != 0
    }
}

/// The highest bit of each byte of a word that equals this one.
fn equal(word: u64, byte: u8) -> u64 {
    const LOW: u64 = u64::from_le_bytes([0x7f; 8]);
    let differing = word ^ u64::from_le_bytes([byte; 8]);
    // The highest bit of each byte is set where the byte differs; no carry leaves a byte.
    let differs = ((differing & LOW) + LOW) | differing;
    !differs & !LOW
}

/// Gathers the highest bits: byte i of the product's top byte is bit i.
fn bits(marked: u64) -> u8 {
    (marked >> 7).wrapping_mul(0x0102_0408_1020_4080).to_le_bytes()[7]
}
