//! Genotypes of diploid samples.

use std::fmt;

use crate::profile::HOMOZYGOUS;
use crate::random::Random;

/// GT of one sample. An allele that is not called is `None`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Genotype {
    pub(crate) alleles: [Option<u8>; 2],
    pub(crate) is_phased: bool,
}

/// How many copies of an allele a sample has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Copies {
    None,
    One,
    Two,
}

impl Copies {
    /// Of one that has the allele.
    pub(crate) fn of_carrier(random: &mut Random) -> Self {
        if random.per_mille(HOMOZYGOUS) { Self::Two } else { Self::One }
    }

    /// Of all samples. At least one has the allele; of several each has it in half of the cases.
    pub(crate) fn draw(random: &mut Random, samples: u32) -> Vec<Self> {
        let certain = random.below(samples);
        let one = |sample| {
            if sample == certain || random.one_in(2) { Self::of_carrier(random) } else { Self::None }
        };
        (0..samples).map(one).collect()
    }
}

impl Genotype {
    pub(crate) fn unphased(first: u8, second: u8) -> Self {
        Self { alleles: [Some(first), Some(second)], is_phased: false }
    }

    pub(crate) fn phased(first: u8, second: u8) -> Self {
        Self { alleles: [Some(first), Some(second)], is_phased: true }
    }

    pub(crate) const NOT_CALLED: Self = Self { alleles: [None, None], is_phased: false };

    /// Copies of an allele beside REF; one of twenty is phased.
    pub(crate) fn of(random: &mut Random, copies: Copies, allele: u8) -> Self {
        let (first, second) = match copies {
            Copies::None => (0, 0),
            Copies::One => (0, allele),
            Copies::Two => (allele, allele),
        };
        match random.below(40) {
            0 => Self::phased(first, second),
            1 => Self::phased(second, first),
            _ => Self::unphased(first, second),
        }
    }
}

impl fmt::Display for Genotype {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second] = self.alleles.map(|allele| allele.map_or('.', |allele| char::from(b'0' + allele)));
        write!(f, "{first}{}{second}", if self.is_phased { '|' } else { '/' })
    }
}
