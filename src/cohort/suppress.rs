//! Small counts are not shown, nor what would give them away.
//!
//! The six states of an entry sum to its samples, so a count that is left out alone could be worked out. What is shown of an
//! entry is decided in two steps (`docs/cohort-format.md`):
//!
//! 1. Of the six states, those from 1 to N − 1 are hidden, and with them the largest others until the hidden ones together
//!    are so many that each small one can still be anything from 1 to N − 1. Where there are not so many, all are
//!    hidden, zeros too.
//! 2. Counts of alleles tell of carriers and of those that are proved not to carry. They are hidden where either is, and where
//!    they would tell a small number: of homozygous samples, of others, or of samples with other copies than two.

use super::counts::EntryCounts;
use crate::kernel::State;

/// The counts of an entry as far as they are shown; nothing for a suppressed one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Shown {
    /// Samples that were asked about it.
    pub samples: Option<u64>,
    /// Samples with each state, in the order of [`State::ALL`].
    pub states: [Option<u64>; 6],
    /// Samples all of whose haplotypes carry it.
    pub homozygous: Option<u64>,
    /// Haplotypes that carry it.
    pub allele_count: Option<u64>,
    /// Haplotypes that it was looked for in.
    pub allele_number: Option<u64>,
}

/// What is shown of counts where those from 1 to `least` − 1 are not; all where `least` is 0 or 1.
#[must_use]
pub fn suppressed(counts: &EntryCounts, least: u64) -> Shown {
    let is_small = |count: u64| count > 0 && count < least;
    let samples = Some(counts.samples()).filter(|samples| !is_small(*samples));
    let hidden = hidden_states(&counts.states, least);
    let states = std::array::from_fn(|state| Some(counts.states[state]).filter(|_| !hidden[state]));
    let (carried, absent) = (counts.count(State::Carried), counts.count(State::NotCarried));
    let is_shown = !hidden[State::Carried as usize] && !hidden[State::NotCarried as usize];
    let others = carried - counts.homozygous;
    // What counts of alleles are where every sample has two copies, and states them.
    let unlike = |count: u64, usual: u64| is_small(count.abs_diff(usual));
    let split = is_shown && !is_small(counts.homozygous) && !is_small(others);
    let of_alleles = split && !unlike(counts.allele_count, carried + counts.homozygous);
    let of_all = is_shown && !unlike(counts.allele_number, 2 * (carried + absent));
    Shown {
        samples,
        states,
        homozygous: Some(counts.homozygous).filter(|_| split),
        allele_count: Some(counts.allele_count).filter(|_| of_alleles),
        allele_number: Some(counts.allele_number).filter(|_| of_all),
    }
}

fn hidden_states(states: &[u64; 6], least: u64) -> [bool; 6] {
    let mut hidden = states.map(|count| count > 0 && count < least);
    let small = hidden.iter().filter(|hidden| **hidden).count() as u64;
    if small == 0 {
        return hidden;
    }
    // So many that each small one may be 1 or `least` - 1 while a larger one beside stays one.
    let enough = small * (least - 1) + least;
    let sum =
        |hidden: &[bool; 6]| states.iter().zip(hidden).filter(|(_, hidden)| **hidden).map(|(n, _)| n).sum::<u64>();
    while sum(&hidden) < enough {
        let largest = (0..6).filter(|state| !hidden[*state] && states[*state] > 0).max_by_key(|state| states[*state]);
        match largest {
            Some(state) => hidden[state] = true,
            None => return [true; 6],
        }
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn counts(states: [u64; 6]) -> EntryCounts {
        EntryCounts { states, homozygous: 0, allele_count: states[0], allele_number: 2 * (states[0] + states[2]) }
    }

    #[test]
    fn what_is_small_hides_the_largest_beside_it() {
        let shown = suppressed(&counts([3, 0, 900, 0, 50, 0]), 11);
        assert_eq!(shown.states, [None, Some(0), None, Some(0), Some(50), Some(0)]);
        assert_eq!((shown.samples, shown.allele_count, shown.allele_number), (Some(953), None, None));
        let all = suppressed(&counts([3, 0, 8, 0, 0, 0]), 11);
        assert_eq!(all.states, [None; 6]);
        assert_eq!(suppressed(&counts([3, 0, 900, 0, 50, 0]), 0).states[0], Some(3));
    }

    #[test]
    fn homozygous_samples_are_not_given_away_by_alleles() {
        let of = |homozygous| {
            let counts = EntryCounts { homozygous, allele_count: 100 + homozygous, ..counts([100, 0, 400, 0, 0, 0]) };
            suppressed(&counts, 11)
        };
        assert_eq!((of(5).homozygous, of(5).allele_count, of(5).allele_number), (None, None, Some(1000)));
        assert_eq!((of(95).homozygous, of(95).allele_count), (None, None), "five others");
        assert_eq!((of(50).homozygous, of(50).allele_count), (Some(50), Some(150)));
        let males = EntryCounts { allele_number: 1000 - 4, ..counts([100, 0, 400, 0, 0, 0]) };
        assert_eq!(suppressed(&males, 11).allele_number, None, "four samples with one copy");
    }

    proptest! {
        /// Whoever knows the rule and all that is shown cannot tell a small count: each value from 1 to N - 1 is possible.
        #[test]
        fn nothing_that_is_shown_tells_a_small_count(
            states in prop::array::uniform6(prop_oneof![Just(0_u64), 1_u64..6, 1_u64..200]), least in 2_u64..6,
        ) {
            let shown = suppressed(&counts(states), least);
            for (count, shown) in states.iter().zip(shown.states) {
                prop_assert!(shown.is_none_or(|shown| shown == *count && (shown == 0 || shown >= least)));
            }
            let Some(samples) = shown.samples else { return Ok(()) };
            let rest = samples - shown.states.iter().flatten().sum::<u64>();
            let small = states.iter().filter(|count| **count > 0 && **count < least).count() as u64;
            let hidden = shown.states.iter().filter(|shown| shown.is_none()).count() as u64;
            if small == 0 {
                prop_assert_eq!(hidden, 0);
            } else if hidden < 6 {
                prop_assert!(hidden > small && rest >= small * (least - 1) + least, "{rest} in {hidden}");
            }
        }
    }
}
