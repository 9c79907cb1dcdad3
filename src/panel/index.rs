//! Is any panel entry near? A bit vector in two levels, with rank.
//!
//! A bit for each block of 64 bases, a word for each block that is not empty. For all of `ClinVar`
//! the upper level takes 6 MB and the words 8 bytes for each of about a million blocks; a look-up is
//! two loads. Raw `u64` words: this is the hottest loop of a screen.

use std::ops::Range;

use crate::error::{Error, ErrorKind};

/// Bases of a block.
const BLOCK: u32 = 64;
/// Blocks of an index at most: 17 gigabases, several human genomes.
const MAX_BLOCKS: u64 = 1 << 28;

/// Covered bases of all contigs, and the first entry of each block.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// For each contig, its first block; one more item at the end.
    contigs: Vec<u64>,
    /// A bit for each block.
    upper: Vec<u64>,
    /// For each word of `upper`, how many bits are set before it.
    rank: Vec<u32>,
    /// A word for each block whose bit is set: a bit for each covered base.
    words: Vec<u64>,
    /// For each of these, the first entry whose POS lies in this block or behind; one more at the end.
    first: Vec<u32>,
}

/// Gathers bases; entries come in panel order.
#[derive(Debug, Default)]
pub(crate) struct IndexBuilder {
    contigs: Vec<u64>,
    /// Blocks with their covered bases, in the order of coming.
    covered: Vec<(u64, u64)>,
    /// Block of each entry's POS.
    starts: Vec<u64>,
}

impl IndexBuilder {
    /// Begins the next contig, of bases 0 to `bases` (exclusive).
    ///
    /// # Errors
    ///
    /// `panel_too_large` where the contigs together exceed the limit.
    pub(crate) fn contig(&mut self, bases: u32) -> Result<(), Error> {
        if self.contigs.is_empty() {
            self.contigs.push(0);
        }
        let end = self.contigs[self.contigs.len() - 1] + u64::from(bases.div_ceil(BLOCK));
        if end > MAX_BLOCKS {
            return Err(Error::new(ErrorKind::PanelTooLarge).with_detail("bases of all contigs"));
        }
        self.contigs.push(end);
        Ok(())
    }

    /// Adds an entry of the current contig: its POS (0-based) and its span.
    pub(crate) fn entry(&mut self, start: u32, span: Range<u32>) {
        let base = self.contigs[self.contigs.len() - 2];
        self.starts.push(base + u64::from(start / BLOCK));
        self.cover(base, start..start + 1);
        self.cover(base, span);
    }

    fn cover(&mut self, base: u64, span: Range<u32>) {
        for block in span.start / BLOCK..span.end.div_ceil(BLOCK) {
            let mask = mask(block, &span);
            let block = base + u64::from(block);
            match self.covered.last_mut() {
                Some((last, bits)) if *last == block => *bits |= mask,
                _ => self.covered.push((block, mask)),
            }
        }
    }

    /// The index.
    pub(crate) fn finish(mut self) -> Index {
        crate::order::sort_by_key(&mut self.covered, |(block, _)| *block);
        let blocks = self.contigs.last().copied().unwrap_or_default();
        let upper_words = usize::try_from(blocks.div_ceil(64)).expect("the limit of blocks fits");
        let mut index = Index { contigs: self.contigs, upper: vec![0; upper_words], ..Index::default() };
        let mut next = 0;
        for run in self.covered.chunk_by(|a, b| a.0 == b.0) {
            let block = run[0].0;
            let word = usize::try_from(block / 64).expect("the limit of blocks fits");
            index.upper[word] |= 1 << (block % 64);
            index.words.push(run.iter().fold(0, |bits, (_, mask)| bits | mask));
            while self.starts.get(next).is_some_and(|start| *start < block) {
                next += 1;
            }
            index.first.push(u32::try_from(next).expect("entries are numbered in 32 bits"));
        }
        index.first.push(u32::try_from(self.starts.len()).expect("entries are numbered in 32 bits"));
        let mut set = 0;
        for word in &index.upper {
            index.rank.push(set);
            set += word.count_ones();
        }
        index
    }
}

/// The bits of a block that lie within a span.
fn mask(block: u32, span: &Range<u32>) -> u64 {
    let (first, end) = (u64::from(block) * 64, u64::from(block) * 64 + 64);
    let (from, to) = (u64::from(span.start).max(first), u64::from(span.end).min(end));
    if from >= to {
        return 0;
    }
    let width = to - from;
    (if width == 64 { u64::MAX } else { (1 << width) - 1 }) << (from - first)
}

impl Index {
    /// Whether a covered base lies in a range (0-based, half-open) of a contig.
    pub(crate) fn covers(&self, contig: u16, range: Range<u32>) -> bool {
        let mut found = false;
        self.each_block(contig, &range, |slot, block| {
            found = self.words[slot] & mask(block, &range) != 0;
            found
        });
        found
    }

    /// Calls back with the entries whose POS lies in the blocks of a range, block by block, in order.
    pub(crate) fn entries(&self, contig: u16, range: &Range<u32>, mut take: impl FnMut(Range<u32>)) {
        self.each_block(contig, range, |slot, _| {
            take(self.first[slot]..self.first[slot + 1]);
            false
        });
    }

    /// Visits the blocks of a range that are not empty: slot in `words`, number on the contig. A
    /// visit that gives true ends it.
    fn each_block(&self, contig: u16, range: &Range<u32>, mut visit: impl FnMut(usize, u32) -> bool) {
        let (base, end) = (self.contigs[usize::from(contig)], self.contigs[usize::from(contig) + 1]);
        let from = base + u64::from(range.start / BLOCK);
        let to = (base + u64::from(range.end.div_ceil(BLOCK))).min(end);
        let mut at = from;
        while at < to {
            let (word, bit) = ((at / 64) as usize, at % 64);
            let rest = self.upper[word] >> bit;
            if rest == 0 {
                at = (at / 64 + 1) * 64;
                continue;
            }
            at += u64::from(rest.trailing_zeros());
            if at >= to {
                return;
            }
            let below = self.upper[word] & ((1 << (at % 64)) - 1);
            let slot = (self.rank[word] + below.count_ones()) as usize;
            if visit(slot, u32::try_from(at - base).expect("blocks of a contig fit")) {
                return;
            }
            at += 1;
        }
    }
}
