//! Is any panel entry near? A bit vector in two levels, with rank.
//!
//! A bit for each block of 64 bases, a word for each block that is not empty. For all of `ClinVar`
//! the upper level takes 6 MB and the words 8 bytes for each of about a million blocks; a look-up is
//! two loads. Raw `u64` words: this is the hottest loop of a screen.

use std::iter::{Peekable, Take};
use std::ops::Range;

use super::container::PIECE;
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

impl Spot {
    /// Calls back with the blocks that it covers where the contig begins at one, and the bases there: that of its POS,
    /// and those of its reach.
    #[inline]
    fn blocks(&self, contig: u64, mut take: impl FnMut(u64, u64)) {
        take(contig + u64::from(self.start / BLOCK), 1 << (self.start % BLOCK));
        let reach = &self.reach;
        // Most reach no further than their own base.
        if reach.end - reach.start > 1 || reach.start != self.start {
            for block in reach.start / BLOCK..reach.end.div_ceil(BLOCK) {
                take(contig + u64::from(block), mask(block, reach));
            }
        }
    }
}

/// How far an index is made.
#[derive(Default)]
struct Done {
    entries: u32,
    /// Slots whose first entry is known.
    slots: usize,
}

/// Hands entries on in pieces.
fn in_pieces<I: Iterator<Item = Spot>>(spots: I, mut take: impl FnMut(Take<&mut Peekable<I>>)) {
    let mut spots = spots.peekable();
    while spots.peek().is_some() {
        take(spots.by_ref().take(PIECE));
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
    /// From the end of what is covered on each contig, and the entries of each, in panel order. They are gone through
    /// twice, so that nothing is held but what stays.
    ///
    /// # Errors
    ///
    /// `panel_too_large` where the contigs together exceed the limit.
    pub(crate) fn new<I: Iterator<Item = Spot>>(ends: &[u32], spots: &impl Fn(usize) -> I) -> Result<Self, Error> {
        let mut index = Self { contigs: vec![0], ..Self::default() };
        let mut blocks = 0;
        for end in ends {
            blocks += u64::from(end.div_ceil(BLOCK));
            if blocks > MAX_BLOCKS {
                return Err(Error::new(ErrorKind::PanelTooLarge).with_detail("bases of all contigs"));
            }
            index.contigs.push(blocks);
        }
        index.upper = vec![0; in_memory(blocks.div_ceil(64))];
        for contig in 0..ends.len() {
            in_pieces(spots(contig), |piece| index.mark(contig, piece));
        }
        let set = index.number();
        index.words = vec![0; set];
        index.first = vec![0; set + 1];
        let mut done = Done::default();
        for contig in 0..ends.len() {
            in_pieces(spots(contig), |piece| index.cover(contig, piece, &mut done));
        }
        index.first[done.slots..].fill(done.entries);
        Ok(index)
    }

    /// Sets the bits of blocks that entries of a contig cover.
    #[inline(never)]
    fn mark(&mut self, contig: usize, spots: impl Iterator<Item = Spot>) {
        let base = self.contigs[contig];
        for spot in spots {
            spot.blocks(base, |block, _| self.upper[in_memory(block / 64)] |= 1 << (block % 64));
        }
    }

    /// Counts the bits before each word, and gives that of all.
    fn number(&mut self) -> usize {
        self.rank.reserve_exact(self.upper.len());
        let mut set = 0;
        for word in &self.upper {
            self.rank.push(set);
            set += word.count_ones();
        }
        set as usize
    }

    /// Sets the bits of bases that entries of a contig cover, and notes the first entry of each block.
    #[inline(never)]
    fn cover(&mut self, contig: usize, spots: impl Iterator<Item = Spot>, done: &mut Done) {
        let base = self.contigs[contig];
        for spot in spots {
            let own = self.slot(base + u64::from(spot.start / BLOCK));
            if own >= done.slots {
                self.first[done.slots..=own].fill(done.entries);
                done.slots = own + 1;
            }
            done.entries += 1;
            spot.blocks(base, |block, bases| {
                let slot = self.slot(block);
                self.words[slot] |= bases;
            });
        }
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

    /// The covered bases of a contig, ascending; those with fewer than `near` (64 or more) others between
    /// them as one range.
    pub(crate) fn covered(&self, contig: u16, near: u32) -> Vec<Range<u32>> {
        let mut covered: Vec<Range<u32>> = Vec::new();
        self.each_block(contig, &(0..u32::MAX), |slot, block| {
            let word = self.words[slot];
            let (from, to) = (block * BLOCK + word.trailing_zeros(), (block + 1) * BLOCK - word.leading_zeros());
            match covered.last_mut() {
                Some(last) if from - last.end < near => last.end = to,
                _ => covered.push(from..to),
            }
            false
        });
        covered
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
            if visit(self.slot(at), u32::try_from(at - base).expect("positions fit")) {
                return;
            }
            at += 1;
        }
    }
}

/// A number under the limit of blocks as an index.
fn in_memory(number: u64) -> usize {
    usize::try_from(number).expect("positions fit")
}
