//! The distributions, as measured on public files.
//!
//! Percentiles of a genome are those of `NA12878` (Platinum Genomes) and `HG02102` (1000 Genomes) on
//! chromosome 21, those of the text of the Pfeiffer exome, those of a panel of `ClinVar` of November
//! 2016, those of reference blocks of a gVCF of `NA12878` on chromosome 20.

use crate::random::Random;

/// Values at percentiles: per mille and value, both rising, from 0 to 1000. Between them linear.
pub(crate) struct Percentiles(pub(crate) &'static [(u32, u32)]);

/// Records of a whole genome, and alleles of all of `ClinVar`.
pub(crate) const LARGE: (u64, u64) = (4_500_000, 3_400_000);
/// The same density over chromosomes 18 to 22.
pub(crate) const SHORT: (u64, u64) = (446_000, 337_000);
/// Bases a record and bases an entry at that density.
pub(crate) const BASES_A_RECORD: u64 = 672;
pub(crate) const BASES_AN_ENTRY: u64 = 890;

/// Of a thousand rows of a genome. `NA12878` has 171 insertions and deletions, `HG02102` 140.
pub(crate) const ROW_LENGTH_CHANGES: u32 = 155;
pub(crate) const ROW_MULTIALLELIC: u32 = 10;
/// Of a thousand genotypes of one sample: `NA12878` has 382 `1|1` and `1/1`.
pub(crate) const HOMOZYGOUS: u32 = 382;
/// 1, 7, 25 and 108 at 50, 90, 99 and 100%.
pub(crate) const ROW_LENGTHS: Percentiles = Percentiles(&[(0, 1), (500, 1), (900, 7), (990, 25), (1000, 108)]);
/// 231 to 257 at 50%, 1,222 to 1,332 at 90%. Scaled to the density that is asked for.
pub(crate) const ROW_GAPS: Percentiles =
    Percentiles(&[(0, 1), (100, 20), (250, 85), (500, 245), (750, 640), (900, 1_275), (990, 3_300), (1000, 9_000)]);

/// Of a thousand entries of a panel.
pub(crate) const ENTRY_LENGTH_CHANGES: u32 = 117;
/// 1, 6, 15 and 96 at 50, 90, 99 and 100%.
pub(crate) const ENTRY_LENGTHS: Percentiles = Percentiles(&[(0, 1), (500, 1), (900, 6), (990, 15), (1000, 96)]);
/// 14 at 50%, 2,911 at 90%. The last tenth is drawn elsewhere, to the density that is asked for.
pub(crate) const ENTRY_GAPS: Percentiles =
    Percentiles(&[(0, 1), (278, 4), (556, 14), (667, 53), (778, 202), (889, 767), (1000, 2_911)]);
/// Substitutions of more than one base, and sites with several alternates, of a thousand sites.
pub(crate) const ENTRY_LONGER_SUBSTITUTIONS: u32 = 15;
pub(crate) const ENTRY_SECOND_ALTERNATES: u32 = 35;

/// Lengths of reference blocks: 1 and 7 at 50 and 90% of `NA12878`, with a longer tail.
pub(crate) const BLOCKS: Percentiles = Percentiles(&[(0, 1), (500, 1), (900, 7), (990, 120), (1000, 900)]);

impl Percentiles {
    pub(crate) fn draw(&self, random: &mut Random) -> u32 {
        let at = random.below(1_000_000);
        let behind = self.0.iter().position(|(p, _)| p * 1_000 > at).expect("the last is 1000");
        let ((p0, v0), (p1, v1)) = (self.0[behind - 1], self.0[behind]);
        let width = u64::from((p1 - p0) * 1_000);
        let share = (u64::from(at - p0 * 1_000) * u64::from(v1 - v0) + width / 2) / width;
        v0 + u32::try_from(share).expect("it is not over v1")
    }

    pub(crate) fn mean(&self) -> u64 {
        let areas = self.0.windows(2).map(|pair| u64::from(pair[1].0 - pair[0].0) * u64::from(pair[0].1 + pair[1].1));
        areas.sum::<u64>() / 2_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawn_values_have_the_percentiles() {
        let mut random = Random::new(1);
        let mut drawn: Vec<u32> = (0..100_000).map(|_| ROW_LENGTHS.draw(&mut random)).collect();
        drawn.sort_unstable();
        let at = |share: usize| drawn[drawn.len() * share / 100];
        assert_eq!((at(50), at(90)), (1, 7));
        assert!((22..29).contains(&at(99)) && *drawn.last().unwrap() > 100);
        let mean = drawn.iter().map(|n| u64::from(*n)).sum::<u64>() / drawn.len() as u64;
        assert!(mean.abs_diff(ROW_LENGTHS.mean()) <= 1);
    }
}
