//! Is any panel entry near? A bit vector in two levels, with rank.
//!
//! A bit for each block of 64 bases, a word for each block that is not empty. For all of `ClinVar`
//! the upper level takes 6 MB and the words 8 bytes for each of about a million blocks; a look-up is
//! two loads. Raw `u64` words: this is the hottest loop of a screen.

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

/// Blocks that entries cover, while entries are read in order.
#[derive(Debug, Default)]
struct Blocks {
    /// Blocks with the POS of an entry, ascending; for each its covered bases and its first entry.
    own: Vec<u32>,
    words: Vec<u64>,
    first: Vec<u32>,
    entries: u32,
    /// Blocks that entries of others reach into, and the bases there.
    beside: Vec<(u32, u64)>,
}

impl Blocks {
    /// Takes the entries of a contig that begins with a block, and gives the first block behind it.
    fn contig(&mut self, contig: u64, spots: impl Iterator<Item = Spot>) -> u64 {
        let base = u32::try_from(contig).expect("positions fit");
        let mut spots = spots.peekable();
        let mut end = 0;
        while spots.peek().is_some() {
            end = end.max(self.piece(base, spots.by_ref().take(PIECE)));
        }
        contig + u64::from(end.div_ceil(BLOCK))
    }

    /// Takes some entries, and gives the last base that they cover.
    #[inline(never)]
    fn piece(&mut self, base: u32, spots: impl Iterator<Item = Spot>) -> u32 {
        let mut end = 0;
        // The last block and its bases, which may go on.
        let mut last = self.own.last().copied();
        let mut covered = self.words.pop();
        for Spot { start, reach } in spots {
            let own = base + start / BLOCK;
            if last != Some(own) {
                self.words.extend(covered);
                self.own.push(own);
                self.first.push(self.entries);
                (last, covered) = (Some(own), Some(0));
            }
            self.entries += 1;
            let mut bases = 1 << (start % BLOCK);
            end = end.max(start + 1);
            // Most reach no further than their own base.
            if reach.end - reach.start > 1 || reach.start != start {
                end = end.max(reach.end);
                for beside in reach.start / BLOCK..reach.end.div_ceil(BLOCK) {
                    let (block, mask) = (base + beside, mask(beside, &reach));
                    if block == own { bases |= mask } else { self.beside.push((block, mask)) }
                }
            }
            covered = covered.map(|covered| covered | bases);
        }
        self.words.extend(covered);
        end
    }

    /// Puts the blocks together that entries have and reach into.
    fn index(mut self, contigs: Vec<u64>) -> Index {
        crate::order::sort(&mut self.beside);
        let blocks = contigs.last().copied().unwrap_or_default();
        let mut index = Index { contigs, upper: vec![0; in_memory(blocks.div_ceil(64))], ..Index::default() };
        let mut beside = self.beside.into_iter().peekable();
        for ((own, word), first) in self.own.into_iter().zip(self.words).zip(self.first) {
            while let Some((block, mask)) = beside.next_if(|(block, _)| *block < own) {
                index.add(block, mask, first);
            }
            index.add(own, word, first);
        }
        for (block, mask) in beside {
            index.add(block, mask, self.entries);
        }
        index.first.push(self.entries);
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
    /// From the entries of each contig (their number, and those of one), in panel order.
    ///
    /// # Errors
    ///
    /// `panel_too_large` where the contigs together exceed the limit.
    pub(crate) fn new<I: Iterator<Item = Spot>>(contigs: usize, spots: &impl Fn(usize) -> I) -> Result<Self, Error> {
        let mut blocks = Blocks::default();
        let mut starts = vec![0];
        for contig in 0..contigs {
            let end = blocks.contig(starts[contig], spots(contig));
            if end > MAX_BLOCKS {
                return Err(Error::new(ErrorKind::PanelTooLarge).with_detail("bases of all contigs"));
            }
            starts.push(end);
        }
        Ok(blocks.index(starts))
    }

    /// Adds covered bases of the block that was last added, or of one behind it.
    fn add(&mut self, block: u32, mask: u64, first: u32) {
        let (word, bit) = (block as usize / 64, 1 << (block % 64));
        if self.upper[word] & bit == 0 {
            self.upper[word] |= bit;
            self.words.push(0);
            self.first.push(first);
        }
        if let Some(word) = self.words.last_mut() {
            *word |= mask;
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
