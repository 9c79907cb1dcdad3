//! The chromosomes, and how many of them a size needs.

/// Names and lengths in bases of GRCh38 (assembly report of `GCF_000001405.40`), in karyotypic order.
pub const GRCH38: [(&str, u32); 25] = [
    ("chr1", 248_956_422),
    ("chr2", 242_193_529),
    ("chr3", 198_295_559),
    ("chr4", 190_214_555),
    ("chr5", 181_538_259),
    ("chr6", 170_805_979),
    ("chr7", 159_345_973),
    ("chr8", 145_138_636),
    ("chr9", 138_394_717),
    ("chr10", 133_797_422),
    ("chr11", 135_086_622),
    ("chr12", 133_275_309),
    ("chr13", 114_364_328),
    ("chr14", 107_043_718),
    ("chr15", 101_991_189),
    ("chr16", 90_338_345),
    ("chr17", 83_257_441),
    ("chr18", 80_373_285),
    ("chr19", 58_617_616),
    ("chr20", 64_444_167),
    ("chr21", 46_709_983),
    ("chr22", 50_818_468),
    ("chrX", 156_040_895),
    ("chrY", 57_227_415),
    ("chrM", 16_569),
];

/// Y and the mitochondrion are left out: every sample has two copies of everything.
const DIPLOID: usize = 23;

/// Telomeres hold nothing.
pub(crate) const MARGIN: u32 = 10_000;

/// A chromosome.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Contig {
    /// With `chr`.
    pub name: &'static str,
    /// Bases, as in GRCh38.
    pub length: u32,
    /// Its place among all of them, from 0.
    pub(crate) place: u32,
}

/// As many chromosomes, from 22 down and X last, as have room for `bases`; in karyotypic order.
pub(crate) fn with_room_for(bases: u64) -> Vec<Contig> {
    let all: Vec<Contig> =
        (0..).zip(GRCH38).take(DIPLOID).map(|(place, (name, length))| Contig { name, length, place }).collect();
    let (x, autosomes) = all.split_last().expect("there are 23");
    let mut chosen = Vec::new();
    let mut room = 0;
    for contig in autosomes.iter().rev().chain([x]) {
        if room >= bases {
            break;
        }
        chosen.push(*contig);
        room += u64::from(contig.length);
    }
    chosen.sort_by_key(|contig| contig.place);
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(bases: u64) -> Vec<&'static str> {
        with_room_for(bases).iter().map(|contig| contig.name).collect()
    }

    #[test]
    fn a_size_takes_what_it_needs() {
        assert_eq!(names(1), ["chr22"]);
        assert_eq!(names(300_000_000), ["chr18", "chr19", "chr20", "chr21", "chr22"]);
        assert_eq!(names(u64::MAX).len(), 23);
    }
}
