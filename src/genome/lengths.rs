//! The lengths of the nuclear chromosomes: the strongest evidence of a build.

use crate::genome::Build;
use crate::genome::contig::contig_rank;

/// The length in bases of a chromosome (by its [`contig_key`](crate::genome::contig_key)), or `None` for the
/// mitochondrion (the same in most builds) and for other contigs.
#[must_use]
pub fn length(build: Build, key: &str) -> Option<u64> {
    let index = usize::try_from(contig_rank(key)).ok()?.checked_sub(1)?;
    table(build).get(index).copied().map(u64::from)
}

/// The build whose chromosome of this key has this length in bases.
#[must_use]
pub fn build_with_length(key: &str, bases: u64) -> Option<Build> {
    Build::ALL.into_iter().find(|build| length(*build, key) == Some(bases))
}

/// 1 to 22, X, Y; from the assembly reports of NCBI and the T2T consortium.
const fn table(build: Build) -> &'static [u32; 24] {
    match build {
        Build::NCBI36 => &NCBI36,
        Build::GRCh37 => &GRCH37,
        Build::GRCh38 => &GRCH38,
        Build::T2TCHM13v2 => &T2T_CHM13V2,
    }
}

const NCBI36: [u32; 24] = [
    247_249_719,
    242_951_149,
    199_501_827,
    191_273_063,
    180_857_866,
    170_899_992,
    158_821_424,
    146_274_826,
    140_273_252,
    135_374_737,
    134_452_384,
    132_349_534,
    114_142_980,
    106_368_585,
    100_338_915,
    88_827_254,
    78_774_742,
    76_117_153,
    63_811_651,
    62_435_964,
    46_944_323,
    49_691_432,
    154_913_754,
    57_772_954,
];

const GRCH37: [u32; 24] = [
    249_250_621,
    243_199_373,
    198_022_430,
    191_154_276,
    180_915_260,
    171_115_067,
    159_138_663,
    146_364_022,
    141_213_431,
    135_534_747,
    135_006_516,
    133_851_895,
    115_169_878,
    107_349_540,
    102_531_392,
    90_354_753,
    81_195_210,
    78_077_248,
    59_128_983,
    63_025_520,
    48_129_895,
    51_304_566,
    155_270_560,
    59_373_566,
];

const GRCH38: [u32; 24] = [
    248_956_422,
    242_193_529,
    198_295_559,
    190_214_555,
    181_538_259,
    170_805_979,
    159_345_973,
    145_138_636,
    138_394_717,
    133_797_422,
    135_086_622,
    133_275_309,
    114_364_328,
    107_043_718,
    101_991_189,
    90_338_345,
    83_257_441,
    80_373_285,
    58_617_616,
    64_444_167,
    46_709_983,
    50_818_468,
    156_040_895,
    57_227_415,
];

const T2T_CHM13V2: [u32; 24] = [
    248_387_328,
    242_696_752,
    201_105_948,
    193_574_945,
    182_045_439,
    172_126_628,
    160_567_428,
    146_259_331,
    150_617_247,
    134_758_134,
    135_127_769,
    133_324_548,
    113_566_686,
    101_161_492,
    99_753_195,
    96_330_374,
    84_276_897,
    80_542_538,
    61_707_364,
    66_210_255,
    45_090_682,
    51_324_926,
    154_259_566,
    62_460_029,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::genome::contig::KEYS;

    #[test]
    fn no_two_builds_share_a_length() {
        for key in &KEYS[..24] {
            for build in Build::ALL {
                let bases = length(build, key).expect("all chromosomes have a length");
                assert_eq!(build_with_length(key, bases), Some(build), "{key}");
            }
        }
    }

    #[test]
    fn other_contigs_have_none() {
        for key in ["MT", "GL000192.1", "", "23"] {
            assert_eq!(length(Build::GRCh38, key), None);
        }
        assert_eq!(build_with_length("1", 2000), None);
        assert_eq!(build_with_length("1", 248_956_422), Some(Build::GRCh38));
    }
}
