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

    fn equal(self, byte: u8) -> u16 {
        u16::from(equal(self.0, byte)) | u16::from(equal(self.1, byte)) << 8
    }
}

/// A bit for each byte of a word that equals this one.
fn equal(word: u64, byte: u8) -> u8 {
    const LOW: u64 = u64::from_le_bytes([0x7f; 8]);
    let differing = word ^ u64::from_le_bytes([byte; 8]);
    // The highest bit of each byte is set where the byte differs; no carry leaves a byte.
    let differs = ((differing & LOW) + LOW) | differing;
    let zero = !differs & !LOW;
    // Gathers the highest bits: byte i of the product's top byte is bit i.
    (zero >> 7).wrapping_mul(0x0102_0408_1020_4080).to_le_bytes()[7]
}
