//! What an index claims of the lines of its file, so that another file is told when it is read.

use std::ops::Range;

use super::bins::Bin;
use super::{FileIndex, VirtualOffset};

/// A line that an index names: where it begins, and the bases (0-based, half-open) that its record
/// begins in.
pub type Claim = (VirtualOffset, Range<u64>);

impl FileIndex {
    /// Where the records of each contig stand that has any, with its number, in the order of the file.
    /// Nothing where those of two contigs stand among each other: the file would not be sorted.
    #[must_use]
    pub fn extents(&self) -> Option<Vec<(usize, Range<VirtualOffset>)>> {
        let extents: Vec<_> = (0..self.parts.len()).filter_map(|i| Some((i, self.extent(i)?))).collect();
        let extents = sorted(&extents, |(_, extent)| extent.start);
        extents.is_sorted_by(|(_, a), (_, b)| a.end <= b.start).then_some(extents)
    }

    /// Places of records that cut a file of so many bytes in so many parts of about one size; fewer where
    /// the index names too few.
    pub(crate) fn cuts(&self, number: u64, size: u64) -> Vec<VirtualOffset> {
        let contigs = 0..self.parts.len();
        let claims: Vec<Claim> = contigs.flat_map(|contig| self.claims(contig)).collect();
        let mut cuts: Vec<VirtualOffset> = Vec::new();
        for (at, _) in sorted(&claims, |(at, _)| *at) {
            if at.block() >= size / number * (cuts.len() as u64 + 1) && cuts.len() as u64 + 1 < number {
                cuts.push(at);
            }
        }
        cuts
    }

    fn extent(&self, contig: usize) -> Option<Range<VirtualOffset>> {
        let mut extent = None;
        for (start, end) in self.record_bins(contig).flat_map(|bin| bin.chunks()) {
            let (first, last) = extent.unwrap_or((start, end));
            extent = Some((start.min(first), end.max(last)));
        }
        extent.map(|(start, end)| VirtualOffset::new(start)..VirtualOffset::new(end))
    }

    /// The lines of a contig that chunks begin with, in the order of the file.
    #[must_use]
    pub fn claims(&self, contig: usize) -> Vec<Claim> {
        let mut claims = Vec::new();
        for bin in self.record_bins(contig) {
            let span = self.layout.span(bin.id);
            claims.extend(bin.chunks().map(|(start, _)| (VirtualOffset::new(start), span.clone())));
        }
        sorted(&claims, |(at, _)| *at)
    }

    /// The bins of a contig that hold records.
    fn record_bins(&self, contig: usize) -> impl Iterator<Item = Bin<'_>> {
        let bins = self.parts.get(contig).map(|part| self.bins(part));
        bins.into_iter().flatten().filter(|bin| bin.id != self.layout.pseudo_bin())
    }
}

/// By the place in the file. Through keys: the library's sort would be another copy of itself in the wasm.
fn sorted<T: Clone>(items: &[T], at: impl Fn(&T) -> VirtualOffset) -> Vec<T> {
    let keys: Vec<u64> = items.iter().map(|item| at(item).0).collect();
    crate::order::of_keys(&keys).into_iter().map(|i| items[i as usize].clone()).collect()
}
