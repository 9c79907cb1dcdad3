//! Little-endian numbers, varints and bit-packed columns, read with every length checked.

use std::ops::Range;
use std::sync::Arc;

use crate::error::{Error, ErrorKind};

/// A reader over a section's bytes. Every read is checked.
#[derive(Debug)]
pub(crate) struct Cursor<'a> {
    bytes: &'a [u8],
}

pub(crate) fn corrupt(detail: &str) -> Error {
    Error::new(ErrorKind::PanelCorrupt).with_detail(detail)
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    pub(crate) fn take(&mut self, n: usize) -> Result<&'a [u8], Error> {
        let (head, rest) = self.bytes.split_at_checked(n).ok_or_else(|| corrupt("a section ends too early"))?;
        self.bytes = rest;
        Ok(head)
    }

    pub(crate) fn u16(&mut self) -> Result<u16, Error> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    pub(crate) fn u32(&mut self) -> Result<u32, Error> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    pub(crate) fn u64(&mut self) -> Result<u64, Error> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        Ok(self.take(N)?.try_into().expect("take gives as many bytes as asked"))
    }

    /// A number of up to 32 bits, seven bits a byte, the lowest first (LEB128).
    #[inline]
    pub(crate) fn varint(&mut self) -> Result<u32, Error> {
        // Most take one byte or two.
        match self.bytes {
            [low @ 0..0x80, rest @ ..] => {
                self.bytes = rest;
                Ok(u32::from(*low))
            }
            [low, high @ 0..0x80, rest @ ..] => {
                self.bytes = rest;
                Ok(u32::from(low & 0x7f) | u32::from(*high) << 7)
            }
            _ => self.long_varint(),
        }
    }

    #[inline(never)]
    fn long_varint(&mut self) -> Result<u32, Error> {
        let mut value = 0_u32;
        for (i, &byte) in self.bytes.iter().take(5).enumerate() {
            let bits = u32::from(byte & 0x7f);
            if i == 4 && bits > 0xf {
                break;
            }
            value |= bits << (7 * i);
            if byte & 0x80 == 0 {
                self.bytes = &self.bytes[i + 1..];
                return Ok(value);
            }
        }
        Err(corrupt("a number is too long"))
    }

    /// A text with its length before it.
    pub(crate) fn text(&mut self) -> Result<String, Error> {
        let n = self.varint()? as usize;
        String::from_utf8(self.take(n)?.to_vec()).map_err(|_| corrupt("a text is not UTF-8"))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    pub(crate) fn remaining(&self) -> usize {
        self.bytes.len()
    }
}

pub(crate) fn put_varint(mut value: u32, out: &mut Vec<u8>) {
    loop {
        let [low, ..] = value.to_le_bytes();
        value >>= 7;
        if value == 0 {
            return out.push(low & 0x7f);
        }
        out.push(low | 0x80);
    }
}

pub(crate) fn put_text(text: &str, out: &mut Vec<u8>) {
    put_varint(u32::try_from(text.len()).expect("texts are capped by the line limit"), out);
    out.extend_from_slice(text.as_bytes());
}

/// Writes numbers as a packed column.
pub(crate) fn put_packed(values: impl ExactSizeIterator<Item = u32> + Clone, out: &mut Vec<u8>) {
    let width = width(values.clone());
    put_varint(width, out);
    put_words(values, width, out);
}

/// Bits that the largest needs.
fn width(values: impl Iterator<Item = u32>) -> u32 {
    (32 - values.max().unwrap_or_default().leading_zeros()).max(1)
}

fn put_words(values: impl ExactSizeIterator<Item = u32>, width: u32, out: &mut Vec<u8>) {
    out.reserve_exact(values.len().div_ceil((64 / width) as usize) * 8);
    let (mut word, mut bits) = (0_u64, 0);
    for value in values {
        if bits + width > 64 {
            out.extend_from_slice(&word.to_le_bytes());
            (word, bits) = (0, 0);
        }
        word |= u64::from(value) << bits;
        bits += width;
    }
    if bits > 0 {
        out.extend_from_slice(&word.to_le_bytes());
    }
}

/// Numbers of equal width in `u64` words, the first in the lowest bits; none lies across words.
///
/// The words stay where they were read from: of a panel's bytes annotation is the most, and nothing of it
/// is asked for before there is something to report.
#[derive(Clone, Debug)]
pub(crate) struct Packed {
    width: u32,
    bytes: Arc<Vec<u8>>,
    /// Those of the words.
    words: Range<usize>,
}

/// A section of bytes that are kept.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) bytes: Arc<Vec<u8>>,
    /// Where the section ends in them.
    pub(crate) end: usize,
}

impl Packed {
    /// Packs numbers in as few bits as the largest needs.
    pub(crate) fn new(values: impl ExactSizeIterator<Item = u32> + Clone) -> Self {
        let mut bytes = Vec::new();
        let width = width(values.clone());
        put_words(values, width, &mut bytes);
        Self { width, words: 0..bytes.len(), bytes: Arc::new(bytes) }
    }

    pub(crate) fn width(&self) -> u32 {
        self.width
    }

    fn words(&self) -> &[[u8; 8]] {
        self.bytes[self.words.clone()].as_chunks().0
    }

    pub(crate) fn get(&self, i: usize) -> u32 {
        let per_word = (64 / self.width) as usize;
        let shifted = u64::from_le_bytes(self.words()[i / per_word]) >> (self.width as usize * (i % per_word));
        u32::try_from(shifted & ((1_u64 << self.width) - 1)).expect("a column is at most 32 bits wide")
    }

    /// All numbers, and what fills the last word.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> {
        let (width, mask) = (self.width, u64::MAX >> (64 - self.width));
        self.words().iter().flat_map(move |word| {
            let word = u64::from_le_bytes(*word);
            (0..64 / width).map(move |place| {
                u32::try_from(word >> (width * place) & mask).expect("a column is at most 32 bits wide")
            })
        })
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        put_varint(self.width, out);
        out.extend_from_slice(self.words().as_flattened());
    }

    /// Reads as many words as `n` numbers need, from a cursor over a section that is kept.
    pub(crate) fn read(cursor: &mut Cursor<'_>, n: usize, kept: &Kept) -> Result<Self, Error> {
        let width = cursor.varint()?;
        if !(1..=32).contains(&width) {
            return Err(corrupt("a column has no width"));
        }
        let length = n.div_ceil((64 / width) as usize).checked_mul(8).ok_or_else(|| corrupt("a column is too long"))?;
        let from = kept.end - cursor.remaining();
        cursor.take(length)?;
        Ok(Self { width, bytes: Arc::clone(&kept.bytes), words: from..from + length })
    }
}

impl PartialEq for Packed {
    fn eq(&self, other: &Self) -> bool {
        self.width == other.width && self.words() == other.words()
    }
}

impl Eq for Packed {}

impl Kept {
    /// All of some bytes.
    #[cfg(test)]
    pub(crate) fn all(bytes: &[u8]) -> Self {
        Self { bytes: Arc::new(bytes.to_vec()), end: bytes.len() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(values in proptest::collection::vec(any::<u32>(), 0..80), shift in 0u32..32) {
            let values: Vec<u32> = values.into_iter().map(|v| v >> shift).collect();
            let mut bytes = Vec::new();
            for v in &values { put_varint(*v, &mut bytes); }
            Packed::new(values.iter().copied()).write(&mut bytes);
            let mut cursor = Cursor::new(&bytes);
            for v in &values { prop_assert_eq!(cursor.varint().unwrap(), *v); }
            let packed = Packed::read(&mut cursor, values.len(), &Kept::all(&bytes)).unwrap();
            prop_assert!(cursor.is_empty());
            for (i, v) in values.iter().enumerate() { prop_assert_eq!(packed.get(i), *v); }
        }

        #[test]
        fn random_bytes_are_refused_or_read(bytes in proptest::collection::vec(any::<u8>(), 0..40), n in any::<usize>()) {
            let mut cursor = Cursor::new(&bytes);
            let _ = cursor.varint();
            let _ = cursor.text();
            let _ = Packed::read(&mut cursor, n, &Kept::all(&bytes));
        }
    }
}
