//! Planes of evidence: one bit an entry, for the proofs that need no more than bits.
//!
//! A reference row that covers an entry's whole span says one thing of it, so a whole-genome gVCF
//! costs five bits an entry and sample, however many rows it has. All else is kept as sites.

use bitvec::prelude::{BitVec, Lsb0};

/// A plane over the panel. Words are `u32` on every target: bitvec stores bits in `u64` on 64-bit
/// targets alone, and wasm32 is none. The hot loops of the panel's index use raw `u64` words.
pub type Plane = BitVec<u32, Lsb0>;

/// What a reference row says of the entries whose span it covers, for one sample.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Block {
    /// Called as the reference, with a quality that passes.
    Proved,
    /// Called as the reference; no quality is stated.
    ProvedUnstated,
    /// Called as the reference, with a quality under the policy.
    LowQuality,
    /// Called as the reference; a filter failed.
    Filtered,
    /// Not called.
    NoCall,
}

/// The planes of one sample.
#[derive(Clone, Debug)]
pub struct Planes([Plane; 5]);

impl Block {
    /// All of them, the strongest first.
    pub(super) const ALL: [Self; 5] =
        [Self::Proved, Self::ProvedUnstated, Self::Filtered, Self::LowQuality, Self::NoCall];
}

impl Planes {
    /// Empty planes over `entries` entries.
    #[must_use]
    pub fn new(entries: usize) -> Self {
        Self(std::array::from_fn(|_| BitVec::repeat(false, entries)))
    }

    /// Whether they are over no entry at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0[0].is_empty()
    }

    /// Records that a row says this of an entry.
    pub fn set(&mut self, entry: u32, block: Block) {
        self.0[block as usize].set(entry as usize, true);
    }

    /// The strongest that any row says of an entry: a proof beats a failed one, that a no-call.
    #[must_use]
    pub fn strongest(&self, entry: u32) -> Option<Block> {
        Block::ALL.into_iter().find(|block| self.0[*block as usize][entry as usize])
    }

    /// All planes, in one order.
    pub(crate) fn all(&self) -> &[Plane] {
        &self.0
    }

    pub(crate) fn all_mut(&mut self) -> &mut [Plane] {
        &mut self.0
    }

    /// The entries that any row says anything of.
    #[must_use]
    pub fn union(&self) -> Plane {
        let [first, others @ ..] = &self.0;
        others.iter().fold(first.clone(), |union, plane| union | plane)
    }

    /// Takes up the planes of another part of the file.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merge_is_the_union_and_the_strongest_wins() {
        let (mut a, mut b) = (Planes::new(100), Planes::new(100));
        a.set(3, Block::NoCall);
        a.set(70, Block::LowQuality);
        b.set(3, Block::Proved);
        b.set(99, Block::Filtered);
        a.merge(&b);
        let strongest: Vec<_> = [3, 70, 99, 4].into_iter().map(|e| a.strongest(e)).collect();
        assert_eq!(strongest, [Some(Block::Proved), Some(Block::LowQuality), Some(Block::Filtered), None]);
        assert_eq!(a.union().iter_ones().collect::<Vec<_>>(), [3, 70, 99]);
    }
}
