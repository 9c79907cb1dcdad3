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

/// Where an entry is looked for.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    /// POS − 1.
    pub(crate) start: u32,
    /// 0-based, half-open.
    pub(crate) reach: Range<u32>,
}

/// Calls back with the blocks that entries of a contig cover, and the covered bases of each; `base` is
/// the contig's first block. Entries in one block are called back with together.
///
/// A function of its own, called for each contig: in wasm faster code takes the place of a function between
/// two calls of it.
#[inline(never)]
fn each_covered_of(base: u64, spots: impl Iterator<Item = Spot>, cover: &mut impl FnMut(u64, u64)) {
    let (mut block, mut bases) = (0, 0);
    for Spot { start, reach } in spots {
        let own = start / BLOCK;
        if own != block && bases != 0 {
            cover(base + u64::from(block), std::mem::take(&mut bases));
        }
        block = own;
        bases |= 1 << (start % BLOCK);
        // Most reach no further than their own base.
        if reach.end - reach.start > 1 || reach.start != start {
            for beside in reach.start / BLOCK..reach.end.div_ceil(BLOCK) {
                cover(base + u64::from(beside), mask(beside, &reach));
            }
        }
    }
    if bases != 0 {
        cover(base + u64::from(block), bases);
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
    /// From the entries of each contig (their number, and those of one), in panel order.
    ///
    /// # Errors
    ///
    /// `panel_too_large` where the contigs together exceed the limit.
    pub(crate) fn new<I: Iterator<Item = Spot>>(contigs: usize, spots: &impl Fn(usize) -> I) -> Result<Self, Error> {
        let mut index = Self { contigs: vec![0], ..Self::default() };
        for contig in 0..contigs {
            let bases = spots(contig).map(|spot| spot.reach.end.max(spot.start + 1)).max().unwrap_or_default();
            let end = index.blocks() + u64::from(bases.div_ceil(BLOCK));
            if end > MAX_BLOCKS {
                return Err(Error::new(ErrorKind::PanelTooLarge).with_detail("bases of all contigs"));
            }
            index.contigs.push(end);
        }
        index.mark(spots);
        index.number(spots);
        Ok(index)
    }

    /// All blocks of all contigs.
    fn blocks(&self) -> u64 {
        self.contigs[self.contigs.len() - 1]
    }

    /// Sets the bits of both levels: the upper one first, since it says where the words of the lower are.
    fn mark<I: Iterator<Item = Spot>>(&mut self, spots: &impl Fn(usize) -> I) {
        let mut upper = vec![0; in_memory(self.blocks().div_ceil(64))];
        self.each_covered(spots, |block, _| upper[in_memory(block / 64)] |= 1 << (block % 64));
        self.upper = upper;
        let mut set = 0;
        for word in &self.upper {
            self.rank.push(set);
            set += word.count_ones();
        }
        let mut words = vec![0; set as usize];
        self.each_covered(spots, |block, mask| words[self.slot(block)] |= mask);
        self.words = words;
    }

    fn each_covered<I: Iterator<Item = Spot>>(&self, spots: &impl Fn(usize) -> I, mut cover: impl FnMut(u64, u64)) {
        for (contig, base) in self.contigs[..self.contigs.len() - 1].iter().enumerate() {
            each_covered_of(*base, spots(contig), &mut cover);
        }
    }

    /// Finds the first entry of each block that is not empty.
    fn number<I: Iterator<Item = Spot>>(&mut self, spots: &impl Fn(usize) -> I) {
        let mut first = Vec::with_capacity(self.words.len() + 1);
        let mut entries = 0;
        for (contig, base) in self.contigs[..self.contigs.len() - 1].iter().enumerate() {
            let mut last = None;
            for spot in spots(contig) {
                let block = spot.start / BLOCK;
                if last != Some(block) {
                    // The blocks between begin with this entry, since none before it lies in them.
                    first.resize(first.len().max(self.slot(base + u64::from(block)) + 1), entries);
                    last = Some(block);
                }
                entries += 1;
            }
        }
        first.resize(self.words.len() + 1, entries);
        self.first = first;
    }

    /// The place in `words` of a block whose bit is set.
    fn slot(&self, block: u64) -> usize {
        let word = in_memory(block / 64);
        let below = self.upper[word] & ((1 << (block % 64)) - 1);
        (self.rank[word] + below.count_ones()) as usize
    }

    /// Whether a covered base lies in a range (0-based, half-open) of a contig.
    #[inline]
    pub(crate) fn covers(&self, contig: u16, range: Range<u32>) -> bool {
        let contig_start = self.contigs[usize::from(contig)];
        let block = range.start / BLOCK;
        // Nearly all records lie in one block, and nearly all blocks are empty.
        if range.end > range.start && (range.end - 1) / BLOCK == block {
            let at = contig_start + u64::from(block);
            let word = self.upper.get(in_memory(at / 64)).copied().unwrap_or_default();
            return at < self.contigs[usize::from(contig) + 1]
                && word >> (at % 64) & 1 == 1
                && self.words[self.slot(at)] & mask(block, &range) != 0;
        }
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
            let (word, bit) = (in_memory(at / 64), at % 64);
            let rest = self.upper[word] >> bit;
            if rest == 0 {
                at = (at / 64 + 1) * 64;
                continue;
            }
            at += u64::from(rest.trailing_zeros());
            if at >= to {
                return;
            }
            if visit(self.slot(at), u32::try_from(at - base).expect("blocks of a contig fit")) {
                return;
            }
            at += 1;
        }
    }
}

/// A number under the limit of blocks as an index.
fn in_memory(number: u64) -> usize {
    usize::try_from(number).expect("the limit of blocks fits")
}
