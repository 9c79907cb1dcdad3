//! Tabix (`.tbi`) and CSI (`.csi`) indexes of BGZF-compressed VCF files: bytes in, ranges out.
//!
//! ```text
//! bytes ▸ decompress, at most 64 MiB ▸ check all of it once ▸ FileIndex ▸ chunks of a contig's ranges
//! ```
//!
//! The decompressed bytes are kept as they are, and each question walks the bins of its contig again:
//! nothing is allocated by a count that the file states, and an index takes the memory of its bytes.
//! Formats: "The Tabix index file format" and "Coordinate Sorted Index (CSI) version 1" of hts-specs.

mod bins;
mod chunks;
mod claims;
mod read;

use std::ops::Range;

use bins::Layout;
pub use claims::Claim;

/// A place in a BGZF file: the offset of a block, and an offset in the content of that block.
///
/// They are ordered as the text is.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct VirtualOffset(u64);

impl VirtualOffset {
    /// From the number that an index states: the block in the upper 48 bits, the rest in the lower 16.
    #[must_use]
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// The number that an index states.
    #[must_use]
    pub(super) const fn number(self) -> u64 {
        self.0
    }

    /// The byte (0-based) of the file as given at which the block begins.
    #[must_use]
    pub const fn block(self) -> u64 {
        self.0 >> 16
    }

    /// Bytes of the block's content that stand before the place.
    #[must_use]
    pub const fn within(self) -> u16 {
        let [low, high, ..] = self.0.to_le_bytes();
        u16::from_le_bytes([low, high])
    }
}

/// An index beside a BGZF file: where the records of a contig's bases stand.
///
/// It says where its writer saw a record: from POS over REF, or to INFO END. What else a reader takes as
/// the extent of a record (SVLEN, say) is not in it. Nothing ties it to a file but [`end`](Self::end).
#[derive(Debug)]
pub struct FileIndex {
    content: Vec<u8>,
    layout: Layout,
    names: Vec<String>,
    parts: Vec<Part>,
    end: VirtualOffset,
    /// Whether the `loffset` of bins can be relied on. noodles 0.119 writes 0 for the uppermost bin, and
    /// for others where the first record stands that lies inside, not the first that overlaps.
    lows: bool,
}

/// Where in the content the index of one contig stands.
#[derive(Debug)]
struct Part {
    bins: Range<usize>,
    /// Of a tabix index; a CSI has its offsets in the bins.
    linear: Range<usize>,
}

impl FileIndex {
    /// Names of the contigs as the file spells them, by number. Empty where a CSI has no names: the
    /// numbers are then those of the contigs in the header of the file.
    #[must_use]
    pub fn contigs(&self) -> &[String] {
        &self.names
    }

    /// Number of contigs that the index has a part for. What a header declares beyond has no record.
    #[must_use]
    pub fn contig_count(&self) -> usize {
        self.parts.len()
    }

    /// The furthest place that the index names: the end of the last record, 0 where there is none. A
    /// file that has no block there, or ends before it, is not the one that was indexed.
    #[must_use]
    pub fn end(&self) -> VirtualOffset {
        self.end
    }

    /// Number of records that the index states for a contig; nothing where it does not, as old tabix
    /// and some other writers do not.
    #[must_use]
    pub fn records(&self, contig: usize) -> Option<u64> {
        let part = self.parts.get(contig)?;
        self.bins(part).find_map(|bin| bin.records(self.layout))
    }
}

#[cfg(test)]
mod tests;
