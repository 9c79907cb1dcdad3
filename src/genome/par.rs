//! The pseudo-autosomal regions, where X and Y are diploid in everyone.

use crate::genome::Build;

/// The pseudo-autosomal regions: contig key, first and last base, both 1-based inclusive.
///
/// Sources: the Genome Reference Consortium's assembly pages for `GRCh37` and `GRCh38`, UCSC's PAR
/// tables for hg18, the T2T consortium's `chm13v2.0_PAR.bed`.
#[must_use]
pub const fn par(build: Build) -> &'static [(&'static str, u32, u32)] {
    match build {
        Build::NCBI36 => {
            &[("X", 1, 2_709_520), ("X", 154_584_238, 154_913_754), ("Y", 1, 2_709_520), ("Y", 57_443_438, 57_772_954)]
        }
        Build::GRCh37 => &[
            ("X", 60_001, 2_699_520),
            ("X", 154_931_044, 155_260_560),
            ("Y", 10_001, 2_649_520),
            ("Y", 59_034_050, 59_363_566),
        ],
        Build::GRCh38 => &[
            ("X", 10_001, 2_781_479),
            ("X", 155_701_383, 156_030_895),
            ("Y", 10_001, 2_781_479),
            ("Y", 56_887_903, 57_217_415),
        ],
        Build::T2TCHM13v2 => {
            &[("X", 1, 2_394_410), ("X", 153_925_835, 154_259_566), ("Y", 1, 2_458_320), ("Y", 62_122_810, 62_460_029)]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::genome::length;

    #[test]
    fn regions_lie_on_their_contigs() {
        for build in Build::ALL {
            for (contig, first, last) in par(build) {
                assert!(first < last);
                assert!(u64::from(*last) <= length(build, contig).expect("X and Y have lengths"));
            }
        }
    }

    #[test]
    fn both_copies_of_a_region_are_as_long() {
        // PAR2 and GRCh's PAR1 are one sequence on both; CHM13's X and Y come from two people.
        for build in [Build::NCBI36, Build::GRCh37, Build::GRCh38] {
            let size = |i: usize| par(build)[i].2 - par(build)[i].1;
            assert_eq!(size(0), size(2), "{build}");
            assert_eq!(size(1), size(3), "{build}");
        }
    }
}
