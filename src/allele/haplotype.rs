//! Equality: two spellings are one allele when they give the same haplotype sequence.
//!
//! No reference genome is at hand. What is known of it is what the two spellings bring along: a
//! panel entry its justified interval (or at least its REF), a record its REF. Over the union of
//! the two, where they touch, both haplotypes can be written out and compared, so a shifted
//! insertion or deletion is found without a FASTA and nothing is matched by its position alone.

use super::trim::{Change, len};

/// A change with the reference bases that its source states around it.
#[derive(Clone, Copy, Debug)]
pub struct Spelling<'a> {
    /// 0-based position of the first known base.
    pub known_start: u32,
    /// Reference bases from `known_start` on; they cover the change.
    pub known: &'a [u8],
    /// The trimmed change.
    pub change: Change<'a>,
}

impl Spelling<'_> {
    fn known_end(&self) -> u32 {
        self.known_start + len(self.known)
    }

    fn base(&self, position: u32) -> Option<u8> {
        let offset = position.checked_sub(self.known_start)?;
        self.known.get(offset as usize).copied()
    }
}

/// Whether two spellings on one contig are the same haplotype; false also where what is known of
/// the reference leaves a gap between them, or disagrees.
#[must_use]
pub fn same_haplotype(a: &Spelling<'_>, b: &Spelling<'_>) -> bool {
    if a.change == b.change {
        return true;
    }
    // Substitutions have one minimal spelling; only gains and losses of bases can shift.
    if a.change.net() != b.change.net() || a.change.is_substitution() || b.change.is_substitution() {
        return false;
    }
    if a.known_start > b.known_end() || b.known_start > a.known_end() {
        return false;
    }
    let start = a.known_start.min(b.known_start);
    let end = a.known_end().max(b.known_end());
    let reference: Option<Vec<u8>> = (start..end)
        .map(|position| match (a.base(position), b.base(position)) {
            (Some(x), Some(y)) if x != y => None,
            (x, y) => x.or(y),
        })
        .collect();
    reference.is_some_and(|reference| {
        let (i, j) = (haplotype(&reference, start, &a.change), haplotype(&reference, start, &b.change));
        i.eq(j)
    })
}

/// The bases of a window that starts at `start`, with one change made.
fn haplotype<'a>(reference: &'a [u8], start: u32, change: &Change<'a>) -> impl Iterator<Item = &'a u8> {
    let (from, to) = ((change.start - start) as usize, (change.end() - start) as usize);
    reference[..from].iter().chain(change.alternate).chain(&reference[to..])
}

#[cfg(test)]
mod tests {
    use super::super::trim::trim;
    use super::*;
    use proptest::prelude::*;

    fn spelling<'a>(start: u32, reference: &'a [u8], alternate: &'a [u8]) -> Spelling<'a> {
        Spelling { known_start: start, known: reference, change: trim(start, reference, alternate) }
    }

    #[test]
    fn one_deletion_at_two_places() {
        // NC_000010.11:g.94942206_94942215, as two callers spell it.
        let a = spelling(94_942_204, b"CAATGGAAAGA", b"C");
        let b = spelling(94_942_209, b"GAAAGAAATGG", b"G");
        assert!(same_haplotype(&a, &b));
        assert!(same_haplotype(&b, &a));
    }

    #[test]
    fn apart_or_different_is_not_the_same() {
        let a = spelling(10, b"CA", b"C");
        assert!(!same_haplotype(&a, &spelling(13, b"AA", b"A")), "the bases between are unknown");
        assert!(same_haplotype(&a, &spelling(11, b"AA", b"A")));
        assert!(!same_haplotype(&a, &spelling(11, b"AT", b"A")));
        assert!(!same_haplotype(&a, &spelling(11, b"CC", b"C")), "the references disagree");
    }

    proptest! {
        /// Against brute force: every spelling of a change in a random reference with repeats.
        #[test]
        fn equals_brute_force(
            reference in proptest::collection::vec(proptest::sample::select(b"AC".to_vec()), 24),
            (s1, l1) in (0usize..16, 1usize..8), (s2, l2) in (0usize..16, 1usize..8),
            alt1 in proptest::collection::vec(proptest::sample::select(b"AC".to_vec()), 0..6),
            alt2 in proptest::collection::vec(proptest::sample::select(b"AC".to_vec()), 0..6),
        ) {
            let whole = |s: usize, l: usize, alt: &[u8]| [&reference[..s], alt, &reference[s + l..]].concat();
            let (h1, h2) = (whole(s1, l1, &alt1), whole(s2, l2, &alt2));
            let a = spelling(u32::try_from(s1).unwrap(), &reference[s1..s1 + l1], &alt1);
            let b = spelling(u32::try_from(s2).unwrap(), &reference[s2..s2 + l2], &alt2);
            let touching = s1 <= s2 + l2 && s2 <= s1 + l1;
            if touching {
                prop_assert_eq!(same_haplotype(&a, &b), h1 == h2);
            } else {
                prop_assert!(!same_haplotype(&a, &b) || h1 == h2);
            }
        }
    }
}
