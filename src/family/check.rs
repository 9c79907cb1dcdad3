//! Whether the samples look like what they are said to be: inheritance, and how many genotypes two of them share.
//!
//! Both are counted over autosomal entries that a member carries. Kinship is the robust estimator of Manichaikul et
//! al. 2010 (Bioinformatics 26, 2867, equation 11): it needs no frequencies. Parents and children have about 0.25, one
//! person's samples 0.5, strangers 0.

use serde::Serialize;

/// Entries that are needed at least for a word on inheritance, and on kinship.
const ENOUGH: u64 = 50;
/// More than one of so many that is not as inherited is too many.
const ONE_IN: u64 = 20;
/// Of the entries that either sample carries so many parts in ten must be comparable: where absence is not proved,
/// only what both carry would be left.
const COMPARABLE: u64 = 8;
/// Below this kinship nobody is a parent or a child (KING's lower bound of the first degree is 0.177; few entries
/// give a rough estimate).
const LEAST_OF_PARENT: f64 = 0.15;
/// Above it two samples are of one person, or of twins (KING's bound is 0.354, likewise).
const MOST_OF_PARENT: f64 = 0.4;
/// Below it a tumour and its sample are not of one person; lost copies lower what is estimated.
const LEAST_OF_PAIR: f64 = 0.25;

/// How often the proband has what the parents cannot have given.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MendelianCheck {
    /// Entries where the copies of all three are known, and one of them carries it.
    pub compared: u64,
    /// Those that are not as inherited.
    pub inconsistent: u64,
    /// Of these, entries that neither parent carries.
    pub in_neither_parent: u64,
}

impl MendelianCheck {
    /// Takes up the copies of proband, mother and father, 0 to 2 each.
    pub fn add(&mut self, proband: usize, mother: usize, father: usize) {
        self.compared += 1;
        if !is_inherited(proband, mother, father) {
            self.inconsistent += 1;
            self.in_neither_parent += u64::from(mother + father == 0);
        }
    }

    /// Whether it is too often.
    #[must_use]
    pub fn is_implausible(&self) -> bool {
        self.compared >= ENOUGH && self.inconsistent * ONE_IN > self.compared
    }
}

/// Whether a parent each can have given what makes up the proband's copies.
fn is_inherited(proband: usize, mother: usize, father: usize) -> bool {
    let least = usize::from(mother == 2) + usize::from(father == 2);
    let most = usize::from(mother > 0) + usize::from(father > 0);
    (least..=most).contains(&proband)
}

/// What two samples share.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shared {
    /// Entries that either carries.
    either: u64,
    /// Those where the copies of both are known.
    compared: u64,
    heterozygous: [u64; 2],
    both_heterozygous: u64,
    /// Two copies in one, none in the other.
    opposite: u64,
}

impl Shared {
    /// Takes up an entry that either carries, with the copies of both where they are known, 0 to 2 each.
    pub fn add(&mut self, copies: [Option<usize>; 2]) {
        self.either += 1;
        let [Some(a), Some(b)] = copies else { return };
        self.compared += 1;
        self.heterozygous[0] += u64::from(a == 1);
        self.heterozygous[1] += u64::from(b == 1);
        self.both_heterozygous += u64::from(a == 1 && b == 1);
        self.opposite += u64::from(a.abs_diff(b) == 2);
    }

    /// Entries where the copies of both are known.
    #[must_use]
    pub fn compared(&self) -> u64 {
        self.compared
    }

    /// The kinship; nothing where too little is comparable.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "counts of entries")]
    pub fn kinship(&self) -> Option<f64> {
        let fewest = *self.heterozygous.iter().min()? as f64;
        let comparable = self.compared * 10 >= self.either * COMPARABLE;
        if !comparable || fewest < ENOUGH as f64 {
            return None;
        }
        let sum = self.heterozygous.iter().sum::<u64>() as f64;
        let shared = self.both_heterozygous as f64 - 2.0 * self.opposite as f64;
        Some(shared / (2.0 * fewest) + 0.5 - sum / (4.0 * fewest))
    }

    /// Whether two samples, of which one is said to be the other's parent, do not look it.
    #[must_use]
    pub fn is_no_parent(kinship: f64) -> bool {
        !(LEAST_OF_PARENT..=MOST_OF_PARENT).contains(&kinship)
    }

    /// Whether two samples that are said to be of one person do not look it.
    #[must_use]
    pub fn is_no_pair(kinship: f64) -> bool {
        kinship < LEAST_OF_PAIR
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cross_gives_what_it_can() {
        for mother in 0..=2 {
            for father in 0..=2 {
                let given = |copies: usize| match copies {
                    0 => &[0][..],
                    1 => &[0, 1],
                    _ => &[1],
                };
                for proband in 0..=2 {
                    let possible = given(mother).iter().any(|a| given(father).iter().any(|b| a + b == proband));
                    assert_eq!(is_inherited(proband, mother, father), possible, "{proband} of {mother} and {father}");
                }
            }
        }
    }

    #[test]
    fn what_neither_parent_has_is_counted_apart() {
        let mut check = MendelianCheck::default();
        for [proband, mother, father] in [[1, 0, 0], [0, 2, 1], [1, 1, 0], [2, 1, 1]] {
            check.add(proband, mother, father);
        }
        assert_eq!(check, MendelianCheck { compared: 4, inconsistent: 2, in_neither_parent: 1 });
        assert!(!check.is_implausible(), "four entries say nothing");
        (0..100).for_each(|_| check.add(1, 0, 0));
        assert!(check.is_implausible());
    }

    #[test]
    fn kinship_is_that_of_the_textbook() {
        let mut shared = Shared::default();
        // Genotypes of a child and a parent over sites of frequency 1/2, in their proportions: 1 4 1 of each kind.
        for (copies, times) in
            [([2, 2], 100), ([2, 1], 100), ([1, 2], 100), ([1, 1], 200), ([1, 0], 100), ([0, 1], 100)]
        {
            (0..times).for_each(|_| shared.add(copies.map(Some)));
        }
        let kinship = shared.kinship().unwrap();
        assert!((kinship - 0.25).abs() < 1e-9, "{kinship}");
        assert!(!Shared::is_no_parent(kinship) && Shared::is_no_pair(0.1));
        let mut same = Shared::default();
        (0..100).for_each(|_| same.add([Some(1), Some(1)]));
        let kinship = same.kinship().unwrap();
        assert!((kinship - 0.5).abs() < 1e-9 && Shared::is_no_parent(kinship) && !Shared::is_no_pair(kinship));
        let mut apart = Shared::default();
        (0..100).for_each(|_| apart.add([Some(1), Some(0)]));
        (0..100).for_each(|_| apart.add([Some(0), Some(1)]));
        let kinship = apart.kinship().unwrap();
        assert!(Shared::is_no_parent(kinship) && Shared::is_no_pair(kinship), "{kinship}");
    }

    #[test]
    fn where_absence_is_not_proved_nothing_is_said() {
        let mut shared = Shared::default();
        (0..100).for_each(|_| shared.add([Some(1), Some(1)]));
        (0..100).for_each(|_| shared.add([Some(1), None]));
        assert_eq!((shared.compared(), shared.kinship()), (100, None));
    }
}
