//! Where the records stand that may overlap some ranges.
//!
//! ```text
//! for each range:  low  = what the index says no record of this range stands before
//!                  high = the first record of any bin that begins behind the range
//! for each bin that meets ranges, for each of its chunks:
//!                  the chunk, cut to low of the first and high of the last range that it can serve
//! ```
//!
//! Both limits hold because the file is sorted by POS, and no index can be made of another.

use std::ops::Range;

use super::{FileIndex, Part, VirtualOffset};

/// A range of bases that is asked for, and where in the file its records can stand.
struct Wanted {
    start: u64,
    end: u64,
    low: u64,
    high: u64,
}

/// A stretch of the file, as virtual offsets.
type Stretch = (u64, u64);

impl FileIndex {
    /// The stretches of the file that hold every record which may overlap any of the ranges (bases of
    /// the contig, 0-based and half-open, sorted by their begin), and others besides.
    ///
    /// Half-open, ascending and apart: stretches that touch are one, and those with fewer than `join`
    /// compressed bytes from the block where one ends to the block where the next begins. Each begins
    /// at the beginning of a line. Empty where the index has no such contig.
    #[must_use]
    pub fn chunks(&self, contig: usize, ranges: &[Range<u32>], join: u64) -> Vec<Range<VirtualOffset>> {
        let Some(part) = self.parts.get(contig) else { return Vec::new() };
        let wanted = self.wanted(part, ranges);
        let mut found = Vec::new();
        for bin in self.bins(part).filter(|bin| bin.id != self.layout.pseudo_bin()) {
            let span = self.layout.span(bin.id);
            let behind = wanted.partition_point(|w| w.start < span.end);
            let met = wanted.partition_point(|w| w.end <= span.start)..behind;
            let met = wanted.get(met).unwrap_or_default();
            for (start, end) in bin.chunks() {
                let served = met.partition_point(|w| w.high <= start)..met.partition_point(|w| w.low < end);
                let served = met.get(served).unwrap_or_default();
                if let (Some(first), Some(last)) = (served.first(), served.last()) {
                    add(&mut found, (start.max(first.low), end.min(last.high)), join);
                }
            }
        }
        crate::order::sort(&mut found);
        let mut joined = Vec::new();
        for stretch in found {
            add(&mut joined, stretch, join);
        }
        joined.into_iter().map(|(start, end)| VirtualOffset::new(start)..VirtualOffset::new(end)).collect()
    }

    /// The ranges, apart, with their limits in the file.
    fn wanted(&self, part: &Part, ranges: &[Range<u32>]) -> Vec<Wanted> {
        let mut wanted: Vec<Wanted> = Vec::new();
        for range in ranges.iter().filter(|range| !range.is_empty()) {
            let (start, end) = (u64::from(range.start), u64::from(range.end));
            match wanted.last_mut() {
                Some(last) if start <= last.end => last.end = last.end.max(end),
                _ => wanted.push(Wanted { start, end, low: self.low(part, range.start), high: u64::MAX }),
            }
        }
        for bin in self.bins(part) {
            let Some(first) = bin.first().filter(|_| bin.id != self.layout.pseudo_bin()) else { continue };
            let start = self.layout.span(bin.id).start;
            let from = wanted.partition_point(|w| w.start < start);
            if let Some(behind) = wanted.get_mut(from).filter(|_| self.lows) {
                behind.low = behind.low.max(bin.low);
            }
            let before = wanted.partition_point(|w| w.end <= start);
            if let Some(before) = wanted[..before].last_mut() {
                before.high = before.high.min(first);
            }
        }
        // What holds for one range holds for those behind it, or before it.
        let (mut low, mut high) = (0, u64::MAX);
        for w in &mut wanted {
            low = w.low.max(low);
            w.low = low;
        }
        for w in wanted.iter_mut().rev() {
            high = w.high.min(high);
            w.high = high;
        }
        wanted
    }
}

/// Adds a stretch, to the last one where they overlap, touch or are near.
fn add(found: &mut Vec<Stretch>, (start, end): Stretch, join: u64) {
    if start >= end {
        return;
    }
    match found.last_mut() {
        Some(last) if start >= last.0 && (start <= last.1 || (start >> 16) - (last.1 >> 16) < join) => {
            last.1 = last.1.max(end);
        }
        _ => found.push((start, end)),
    }
}
