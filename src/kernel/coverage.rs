//! What reference rows say of regions: ranges, since a bit of an entry cannot tell how much of it is meant.

use std::ops::Range;

use super::planes::Block;
use crate::order;

/// Stretches of a panel's contigs (by their number; 0-based, half-open) of one sample, by what is said of them.
#[derive(Clone, Debug, Default)]
pub struct Coverage([Vec<Stretch>; Block::ALL.len()]);

/// Contig, first base, and the base behind the last.
type Stretch = (u16, u32, u32);

impl Coverage {
    /// Records that a row says this of some bases. Rows that follow each other are one stretch.
    pub fn add(&mut self, block: Block, contig: u16, bases: &Range<u32>) {
        push(&mut self.0[block as usize], (contig, bases.start, bases.end));
    }

    /// Takes up what another part of the file says.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            for stretch in theirs {
                push(mine, *stretch);
            }
        }
    }

    /// Puts the stretches in order, which nothing depends on then; those that touch become one.
    pub fn settle(&mut self) {
        for stretches in &mut self.0 {
            order::sort(stretches);
            let mut settled = Vec::new();
            for stretch in stretches.iter() {
                push(&mut settled, *stretch);
            }
            *stretches = settled;
        }
    }

    /// What is said within some bases of a contig, once it is settled.
    #[must_use]
    pub fn within(&self, contig: u16, bases: &Range<u32>) -> Vec<(Block, Range<u32>)> {
        let mut found = Vec::new();
        for block in Block::ALL {
            let stretches = &self.0[block as usize];
            // Settled ones end in the order in which they begin.
            let first = stretches.partition_point(|(c, _, end)| (*c, *end) <= (contig, bases.start));
            let near = stretches[first..].iter().take_while(|(c, start, _)| *c == contig && *start < bases.end);
            found.extend(near.map(|(_, start, end)| (block, *start..*end)));
        }
        found
    }

    /// All of it, in one order.
    pub(crate) fn all(&self) -> &[Vec<Stretch>] {
        &self.0
    }

    pub(crate) fn all_mut(&mut self) -> &mut [Vec<Stretch>] {
        &mut self.0
    }
}

fn push(stretches: &mut Vec<Stretch>, next: Stretch) {
    match stretches.last_mut() {
        Some((contig, start, end)) if *contig == next.0 && *start <= next.1 && next.1 <= *end => {
            *end = next.2.max(*end);
        }
        _ => stretches.push(next),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_the_same_in_any_order() {
        let rows = [(0, 5..9), (0, 9..12), (0, 20..30), (1, 4..6), (0, 1..5), (0, 22..24)];
        for turn in 0..rows.len() {
            let (mut a, mut b) = (Coverage::default(), Coverage::default());
            for (i, (contig, bases)) in rows.iter().enumerate() {
                if (i + turn) % rows.len() < 3 { &mut a } else { &mut b }.add(Block::Proved, *contig, bases);
            }
            b.add(Block::NoCall, 0, &(12..16));
            b.add(Block::LowQuality, 0, &(16..20));
            a.merge(&b);
            a.settle();
            let gap = [(Block::LowQuality, 16..20), (Block::NoCall, 12..16)];
            let around = [(Block::Proved, 1..12), (Block::Proved, 20..30)];
            assert_eq!(a.within(0, &(2..21)), [around, gap.clone()].concat());
            assert_eq!(a.within(0, &(12..20)), gap);
            assert_eq!(a.within(1, &(0..100)), [(Block::Proved, 4..6)]);
            assert_eq!(a.within(2, &(0..100)), []);
        }
    }
}
