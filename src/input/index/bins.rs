//! The numbers of an index, read with every length checked, and what a bin's number says.

use std::ops::Range;

use super::{FileIndex, Part};
use crate::error::{Error, ErrorKind};

/// The base-2 logarithm of the bases of a window of tabix' linear index.
const WINDOW: u32 = 14;
/// Bytes of the two virtual offsets of a chunk.
const CHUNK: usize = 16;

/// An index that contradicts itself, or ends too early.
pub(super) fn corrupt(what: &str) -> Error {
    Error::new(ErrorKind::IndexCorrupt).with_detail(what)
}

/// Reads little-endian numbers.
#[derive(Debug)]
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Bytes before the next number.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Bytes behind.
    pub(super) fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    pub(super) fn take(&mut self, n: usize) -> Result<&'a [u8], Error> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let taken = rest.get(..n).ok_or_else(|| corrupt("it ends too early"))?;
        self.at += n;
        Ok(taken)
    }

    /// Sizes and counts are signed in the formats; a negative one is beyond all bytes that are left.
    pub(super) fn u32(&mut self) -> Result<u32, Error> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    pub(super) fn u64(&mut self) -> Result<u64, Error> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        self.take(N)?.try_into().map_err(|_| corrupt("it ends too early"))
    }

    /// A count and as many items of a size.
    pub(super) fn items(&mut self, size: usize) -> Result<&'a [u8], Error> {
        let count = usize::try_from(self.u32()?).ok().and_then(|n| n.checked_mul(size));
        self.take(count.unwrap_or(usize::MAX))
    }

    pub(super) fn bin(&mut self, layout: Layout) -> Result<Bin<'a>, Error> {
        let id = u64::from(self.u32()?);
        let low = if layout.linear { 0 } else { self.u64()? };
        Ok(Bin { id, low, chunks: self.items(CHUNK)? })
    }
}

/// One bin: a stretch of a contig, and where the records stand that lie in it and in no smaller one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bin<'a> {
    pub(super) id: u64,
    /// `loffset` of a CSI, else 0: no record that reaches the beginning of the bin, or lies behind it,
    /// stands before.
    pub(super) low: u64,
    chunks: &'a [u8],
}

impl<'a> Bin<'a> {
    /// Begin and end of the chunks, as virtual offsets.
    pub(super) fn chunks(&self) -> impl Iterator<Item = (u64, u64)> + use<'a> {
        let (pairs, _) = numbers(self.chunks).as_chunks::<2>();
        pairs.iter().map(|[start, end]| (u64::from_le_bytes(*start), u64::from_le_bytes(*end)))
    }

    /// Where the first of its records stands.
    pub(super) fn first(&self) -> Option<u64> {
        self.chunks().map(|(start, _)| start).min()
    }

    /// The second "chunk" of the pseudo-bin holds the numbers of mapped and unmapped records.
    pub(super) fn records(&self, layout: Layout) -> Option<u64> {
        let (mapped, unmapped) = self.chunks().nth(1).filter(|_| self.id == layout.pseudo_bin())?;
        mapped.checked_add(unmapped)
    }
}

fn numbers(bytes: &[u8]) -> &[[u8; 8]] {
    bytes.as_chunks().0
}

/// How bins are numbered: each level has eight times the bins of the one above, the lowest ones
/// 2^`min_shift` bases long.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    pub(super) min_shift: u32,
    pub(super) depth: u32,
    /// Whether there is a linear index (tabix), or an offset in each bin (CSI).
    pub(super) linear: bool,
}

impl Layout {
    pub(super) const TABIX: Self = Self { min_shift: WINDOW, depth: 5, linear: true };

    /// The number of bins: numbers are below it.
    pub(super) fn bins(self) -> u64 {
        first_of_level(self.depth + 1)
    }

    /// The number of the bin that holds counts instead of chunks.
    pub(super) fn pseudo_bin(self) -> u64 {
        self.bins() + 1
    }

    /// The bases of a bin, 0-based and half-open.
    pub(super) fn span(self, bin: u64) -> Range<u64> {
        let level = (0..self.depth).find(|level| bin < first_of_level(level + 1)).unwrap_or(self.depth);
        let shift = self.min_shift + 3 * (self.depth - level);
        let number = bin - first_of_level(level);
        number << shift..(number + 1) << shift
    }
}

/// The number of the first bin of a level, 0 to 11: all of the levels above come before.
const fn first_of_level(level: u32) -> u64 {
    (1 << (3 * level)) / 7
}

impl FileIndex {
    /// The bins of a contig with the pseudo-bin. They were read once before, so all of them can be.
    pub(super) fn bins(&self, part: &Part) -> impl Iterator<Item = Bin<'_>> {
        let mut cursor = Cursor::new(&self.content[part.bins.clone()]);
        std::iter::from_fn(move || cursor.bin(self.layout).ok())
    }

    /// By the linear index: no record that reaches a base (0-based) or lies behind stands before. An
    /// entry of 0 says nothing.
    pub(super) fn low(&self, part: &Part, base: u32) -> u64 {
        let windows = numbers(&self.content[part.linear.clone()]);
        let window = usize::try_from(base >> WINDOW).unwrap_or(usize::MAX);
        windows.get(window).or(windows.last()).map_or(0, |low| u64::from_le_bytes(*low))
    }
}

/// Whether a linear index ascends, as it does in a sorted file; entries of 0 are empty windows.
pub(super) fn ascends(linear: &[u8]) -> bool {
    numbers(linear).iter().map(|low| u64::from_le_bytes(*low)).filter(|low| *low != 0).is_sorted()
}
