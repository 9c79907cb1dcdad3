//! Copies of X as a file calls them, with the evidence: never a statement about a person.

use std::str::FromStr;

use memchr::memchr;
use serde::{Deserialize, Serialize};

use super::options::ScreenOptions;
use crate::error::{Error, ErrorKind};
use crate::genome::{Build, build_of, header_evidence, par};
use crate::genotype::Genotype;
use crate::input::Header;
use crate::input::record::SiteFields;
use crate::kernel::Locus;
use crate::panel::Panel;

/// Genotypes that are needed at least.
const ENOUGH: u64 = 50;
/// One heterozygous genotype in so many is too many for one copy.
const ONE_IN: u64 = 10;

/// The user's word on the copies of X: `1` for all samples, `SAMPLE=2` for one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StatedCopies {
    /// The sample; all where there is none.
    pub sample: Option<String>,
    /// 1 or 2.
    pub copies: u8,
}

impl FromStr for StatedCopies {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let (sample, copies) = match text.rsplit_once('=') {
            Some((sample, copies)) => (Some(sample.to_owned()), copies),
            None => (None, text),
        };
        let copies = match copies {
            "1" => 1,
            "2" => 2,
            _ => return Err(Error::new(ErrorKind::OptionInvalid).with_detail(format!("copies of X: {text}"))),
        };
        Ok(Self { sample, copies })
    }
}

/// What the report says of a sample's X.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct CopiesOfX {
    /// Genotypes outside of PAR that call an alternate, of rows that passed their filters.
    pub genotypes: u64,
    /// Those with two different alleles.
    pub heterozygous: u64,
    /// 1, 2, or nothing where it is not known.
    pub copies: Option<u8>,
    /// Whether the user stated them.
    pub stated: bool,
}

/// Genotypes on X outside of PAR of one part of a file. Parts add up.
#[derive(Clone, Debug, Default)]
pub(crate) struct OnX {
    /// Where the panel has entries on X and the build is known: its contig.
    contig: Option<u16>,
    build: Option<Build>,
    /// Of each selected sample: all, and heterozygous ones.
    counts: Vec<(u64, u64)>,
}

impl OnX {
    pub(crate) fn new(header: &Header, samples: usize, panel: &Panel, options: &ScreenOptions) -> Self {
        let named = || build_of(&header_evidence(&header.contigs, &header.texts));
        let build = options.build.or(panel.info().build).or_else(named);
        let contig = panel.contig_by_key("X").filter(|_| build.is_some() && samples > 0);
        Self { contig, build, counts: vec![(0, 0); samples] }
    }

    /// Counts the genotypes of a line, where it is one of X. `samples` are columns, from 0.
    ///
    /// A call of the reference says nothing of the copies: in blocks and at listed sites it is as
    /// frequent on two copies as on one.
    pub(crate) fn line(&mut self, contig: u16, site: &SiteFields<'_>, line: &[u8], samples: &[usize]) {
        // Every line comes here, and nearly all are of another contig.
        if !self.counts_on(contig) {
            return;
        }
        let symbolic = site.alternates[0] == b'<' && memchr(b',', site.alternates).is_none();
        if site.alternates == b"." || symbolic || is_in_par(self.build, "X", site.pos) {
            return;
        }
        let columns: Vec<&[u8]> = line.split(|b| *b == b'\t').skip(6).collect();
        let [filter, _, format, calls @ ..] = columns.as_slice() else { return };
        let key = format.split(|b| *b == b':').position(|key| key == b"GT");
        let Some(key) = key.filter(|_| matches!(*filter, b"PASS" | b".")) else { return };
        for (sample, (all, heterozygous)) in samples.iter().zip(&mut self.counts) {
            let text = calls.get(*sample).and_then(|call| call.split(|b| *b == b':').nth(key));
            // Most of a cohort.
            if matches!(text, Some(b"0|0" | b"0/0")) {
                continue;
            }
            let Some(genotype) = text.and_then(Genotype::parse).filter(is_of_use) else { continue };
            *all += 1;
            *heterozygous += u64::from(genotype.alleles()[0] != genotype.alleles()[genotype.ploidy() - 1]);
        }
    }

    /// Whether genotypes on this contig of the panel count.
    pub(crate) fn counts_on(&self, contig: u16) -> bool {
        self.contig == Some(contig)
    }

    /// Has nothing known of the copies, where not all of X was read.
    pub(super) fn forget(&mut self) {
        self.contig = None;
    }

    /// The panel's contig whose genotypes are counted.
    pub(super) fn contig(&self) -> Option<u16> {
        self.contig
    }

    /// Of each selected sample: genotypes that count, and the heterozygous among them.
    pub(super) fn counts(&self) -> &[(u64, u64)] {
        &self.counts
    }

    pub(super) fn counts_mut(&mut self) -> &mut [(u64, u64)] {
        &mut self.counts
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            mine.0 += theirs.0;
            mine.1 += theirs.1;
        }
    }

    /// What is known of a selected sample; nothing where X is not looked at.
    pub(crate) fn copies(&self, column: usize, name: &str, options: &ScreenOptions) -> Option<CopiesOfX> {
        self.contig?;
        let (genotypes, heterozygous) = self.counts[column];
        let says = |of: Option<&str>| options.x_copies.iter().rev().find(|word| word.sample.as_deref() == of);
        let stated = says(Some(name)).or_else(|| says(None)).map(|word| word.copies);
        let inferred = (genotypes >= ENOUGH).then(|| if heterozygous * ONE_IN < genotypes { 1 } else { 2 });
        Some(CopiesOfX { genotypes, heterozygous, copies: stated.or(inferred), stated: stated.is_some() })
    }

    /// What the place of an entry (canonical contig, POS 1-based) means for genotypes.
    pub(crate) fn locus(&self, key: &str, pos: u32, copies_of_x: Option<u8>) -> Locus {
        locus_on(self.build, key, pos, copies_of_x)
    }
}

/// What a place (canonical contig, POS 1-based) of a build means for the genotypes of a sample with these copies of X.
pub(crate) fn locus_on(build: Option<Build>, key: &str, pos: u32, copies_of_x: Option<u8>) -> Locus {
    match key {
        "MT" => Locus::Mitochondrion,
        "X" | "Y" if build.is_none() || is_in_par(build, key, pos) => Locus::Sex,
        "X" if copies_of_x != Some(1) => Locus::Sex,
        "X" | "Y" => Locus::SingleCopy,
        _ => Locus::Autosome,
    }
}

fn is_in_par(build: Option<Build>, key: &str, pos: u32) -> bool {
    let regions = build.map(par).unwrap_or_default();
    regions.iter().any(|(contig, first, last)| *contig == key && (*first..=*last).contains(&pos))
}

/// Whether a genotype counts: of one or two haplotypes, all called, one of them as an alternate.
fn is_of_use(genotype: &Genotype) -> bool {
    genotype.ploidy() <= 2 && genotype.is_complete() && !genotype.is_reference()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::record::site_fields;

    fn counted(lines: &[&str]) -> OnX {
        let mut on_x = OnX { contig: Some(3), build: Some(Build::GRCh38), counts: vec![(0, 0)] };
        for line in lines {
            on_x.line(3, &site_fields(line.as_bytes()).unwrap(), line.as_bytes(), &[1]);
        }
        on_x
    }

    #[test]
    fn genotypes_that_call_an_alternate_outside_of_par_count() {
        let row = |pos: u32, alt: &str, filter: &str, gt: &str| {
            format!("X\t{pos}\t.\tA\t{alt}\t.\t{filter}\t.\tGQ:GT\t9:0/1\t9:{gt}")
        };
        let counts = |rows: &[String]| counted(&rows.iter().map(String::as_str).collect::<Vec<_>>()).counts[0];
        let counting = [("1/1", 0), ("1", 0), ("0/1", 1), ("1|2", 1), ("2|2", 0)];
        for (gt, heterozygous) in counting {
            assert_eq!(counts(&[row(5_000_000, "C,G", "PASS", gt)]), (1, heterozygous), "{gt}");
        }
        for gt in ["0/0", "0", "./.", "./1", ".", "0/0/1", "x"] {
            assert_eq!(counts(&[row(5_000_000, "C,G", ".", gt)]), (0, 0), "{gt}");
        }
        for (pos, alt, filter) in [
            (2_781_479, "C", "PASS"),
            (10_001, "C", "PASS"),
            (155_701_383, "C", "PASS"),
            (5_000_000, "C", "LowQ"),
            (5_000_000, "<DEL>", "PASS"),
            (5_000_000, "<NON_REF>", "PASS"),
        ] {
            assert_eq!(counts(&[row(pos, alt, filter, "0/1")]), (0, 0), "{pos} {alt} {filter}");
        }
        assert_eq!(counts(&[row(2_781_480, "C", "PASS", "0/1"), row(155_701_382, "C", ".", "1/1")]), (2, 1));
        assert_eq!(counted(&["X\t5000000\t.\tA\tC\t.\tPASS\t."]).counts[0], (0, 0), "no FORMAT");
    }

    #[test]
    fn copies_need_enough_genotypes_and_the_user_is_above_them() {
        let known = |counts: (u64, u64), stated: &[&str]| {
            let on_x = OnX { contig: Some(0), build: Some(Build::GRCh37), counts: vec![counts] };
            let x_copies = stated.iter().map(|text| text.parse().unwrap()).collect();
            let options = ScreenOptions { x_copies, ..ScreenOptions::default() };
            on_x.copies(0, "S", &options).map(|x| (x.copies, x.stated)).unwrap()
        };
        assert_eq!(known((49, 0), &[]), (None, false));
        assert_eq!(known((50, 4), &[]), (Some(1), false));
        assert_eq!(known((50, 5), &[]), (Some(2), false));
        assert_eq!(known((50, 4), &["2"]), (Some(2), true));
        assert_eq!(known((50, 4), &["S=1", "2"]), (Some(1), true), "a sample's own word is the stronger one");
        assert_eq!(known((0, 0), &["T=1"]), (None, false));
        for text in ["0", "3", "", "S=", "S=x", "=0"] {
            assert!(text.parse::<StatedCopies>().is_err(), "{text}");
        }
    }

    #[test]
    fn loci() {
        let of = |build, key, pos, copies| OnX { build, ..OnX::default() }.locus(key, pos, copies);
        let b37 = Some(Build::GRCh37);
        assert_eq!(of(b37, "1", 5, Some(1)), Locus::Autosome);
        assert_eq!(of(None, "MT", 5, None), Locus::Mitochondrion);
        assert_eq!(of(b37, "X", 2_699_520, Some(1)), Locus::Sex, "PAR");
        assert_eq!(of(b37, "X", 2_699_521, Some(1)), Locus::SingleCopy);
        assert_eq!(of(b37, "X", 2_699_521, Some(2)), Locus::Sex);
        assert_eq!(of(b37, "X", 2_699_521, None), Locus::Sex);
        assert_eq!(of(b37, "Y", 2_649_520, None), Locus::Sex, "PAR");
        assert_eq!(of(b37, "Y", 2_649_521, Some(2)), Locus::SingleCopy);
        assert_eq!(of(None, "Y", 2_649_521, None), Locus::Sex);
    }
}
