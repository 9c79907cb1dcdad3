//! One bit an entry.

use std::ops::{Index, Range};

/// Bits of a word. Words are of 32 bits on every target, as parts of a file are handed from one to another so.
const WORD: usize = u32::BITS as usize;

/// A bit for each entry of a panel, by its number. Bits behind the last entry are never set.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Plane {
    words: Vec<u32>,
    length: usize,
}

impl Plane {
    /// The same bit for so many entries.
    #[must_use]
    pub fn repeat(bit: bool, length: usize) -> Self {
        let mut plane = Self { words: vec![0; length.div_ceil(WORD)], length };
        if bit {
            (0..plane.words.len()).for_each(|word| plane.words[word] = within(word, &(0..length)));
        }
        plane
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Whether any bit is set.
    #[must_use]
    pub fn any(&self) -> bool {
        self.words.iter().any(|word| *word != 0)
    }

    /// Sets or unsets a bit.
    ///
    /// # Panics
    ///
    /// Where there is no such entry.
    pub fn set(&mut self, at: usize, bit: bool) {
        assert!(at < self.length, "there is no such entry");
        let (word, mask) = (&mut self.words[at / WORD], 1 << (at % WORD));
        if bit { *word |= mask } else { *word &= !mask }
    }

    /// Sets what is set in another.
    pub fn add(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Unsets what is not set in another.
    pub fn keep(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Sets those in a range (0-based, half-open) that are set in one plane, or all where there is none, and not
    /// in another; how many they are.
    pub(crate) fn set_others(&mut self, range: &Range<usize>, among: Option<&Self>, without: &Self) -> usize {
        let mut number = 0;
        for word in words(range) {
            let bits = among.map_or(u32::MAX, |among| among.words[word]);
            let bits = bits & !without.words[word] & within(word, range);
            self.words[word] |= bits;
            number += bits.count_ones() as usize;
        }
        number
    }

    /// How many bits are set in a range (0-based, half-open).
    #[must_use]
    pub fn count_in(&self, range: &Range<usize>) -> usize {
        words(range).map(|word| (self.words[word] & within(word, range)).count_ones() as usize).sum()
    }

    /// The bits that are set in a range (0-based, half-open), ascending.
    pub fn ones_in(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let (mut left, mut word, mut bits) = (words(&range), 0, 0);
        std::iter::from_fn(move || {
            while bits == 0 {
                word = left.next()?;
                bits = self.words[word] & within(word, &range);
            }
            let at = word * WORD + bits.trailing_zeros() as usize;
            bits &= bits - 1;
            Some(at)
        })
    }

    /// How many bits are set.
    #[must_use]
    pub fn count_ones(&self) -> usize {
        self.count_in(&(0..self.length))
    }

    /// The bits that are set, ascending.
    pub fn iter_ones(&self) -> impl Iterator<Item = usize> {
        self.ones_in(0..self.length)
    }

    /// All bits, from the lowest of the first word on.
    pub(crate) fn words(&self) -> &[u32] {
        &self.words
    }

    /// Takes the place of a word with all of its bits that are of entries.
    pub(crate) fn set_word(&mut self, at: usize, bits: u32) {
        self.words[at] = bits & within(at, &(0..self.length));
    }
}

impl Index<usize> for Plane {
    type Output = bool;

    fn index(&self, at: usize) -> &bool {
        if self.words[at / WORD] >> (at % WORD) & 1 == 1 { &true } else { &false }
    }
}

/// The words that a range has bits in.
fn words(range: &Range<usize>) -> Range<usize> {
    range.start / WORD..range.end.max(range.start).div_ceil(WORD)
}

/// The bits of a word that are in a range.
fn within(word: usize, range: &Range<usize>) -> u32 {
    let below = |end: usize| match end.saturating_sub(word * WORD) {
        bits @ 0..WORD => (1 << bits) - 1,
        _ => u32::MAX,
    };
    below(range.end) & !below(range.start)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn plane(bits: &[bool]) -> Plane {
        let mut plane = Plane::repeat(false, bits.len());
        (0..bits.len()).for_each(|at| plane.set(at, bits[at]));
        plane
    }

    fn ones(bits: impl Iterator<Item = bool>) -> Vec<usize> {
        bits.enumerate().filter(|(_, bit)| *bit).map(|(at, _)| at).collect()
    }

    proptest! {
        #[test]
        fn as_a_list_of_bits(all in vec((any::<bool>(), any::<bool>()), 0..140), from in 0_usize..140, to in 0_usize..140) {
            let (one, other): (Vec<bool>, Vec<bool>) = all.iter().copied().unzip();
            let (a, b) = (plane(&one), plane(&other));
            let to = to.min(all.len());
            let range = from.min(to)..to;
            let here = |at: &usize| range.contains(at);
            prop_assert_eq!(ones(one.iter().copied()), a.iter_ones().collect::<Vec<_>>());
            let of_range: Vec<_> = a.iter_ones().filter(here).collect();
            prop_assert_eq!(a.count_in(&range), of_range.len());
            prop_assert_eq!(a.ones_in(range.clone()).collect::<Vec<_>>(), of_range);
            prop_assert_eq!(a.any(), one.contains(&true));
            prop_assert!((0..one.len()).all(|at| a[at] == one[at]));
            let (mut either, mut both) = (a.clone(), a.clone());
            either.add(&b);
            both.keep(&b);
            prop_assert_eq!(ones(all.iter().map(|(a, b)| a | b)), either.iter_ones().collect::<Vec<_>>());
            prop_assert_eq!(ones(all.iter().map(|(a, b)| a & b)), both.iter_ones().collect::<Vec<_>>());
            for among in [None, Some(&a)] {
                let mut out = Plane::repeat(false, all.len());
                let number = out.set_others(&range, among, &b);
                let expected = all.iter().map(|(a, b)| (among.is_none() || *a) && !b).enumerate();
                let expected = ones(expected.map(|(at, bit)| bit && range.contains(&at)));
                prop_assert_eq!((number, out.iter_ones().collect::<Vec<_>>()), (expected.len(), expected));
            }
            let whole = Plane::repeat(true, all.len());
            prop_assert_eq!((whole.count_ones(), whole.is_empty()), (all.len(), all.is_empty()));
            let mut taken = Plane::repeat(false, all.len());
            a.words().iter().enumerate().for_each(|(at, word)| taken.set_word(at, *word));
            prop_assert_eq!(taken, a);
        }
    }
}
