//! What a header says about its build.

use serde::Serialize;

use super::Build;
use super::contig::{Series, accession, contig_key, contig_rank};
use super::lengths::build_with_length;
use super::text::{japanese_reference, mentions, only_build};

/// A contig that a header declares.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ContigDecl {
    /// ID, as written.
    pub name: String,
    /// Length in bases.
    pub length: Option<u64>,
    /// `assembly=`, as written.
    pub assembly: Option<String>,
    /// The name that is meant, where the user's map says so.
    pub meant: Option<String>,
}

impl ContigDecl {
    /// The name that is meant: by the user's map, or else by itself.
    #[must_use]
    pub fn meant(&self) -> &str {
        self.meant.as_deref().unwrap_or(&self.name)
    }
}

/// One piece of evidence about a build.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// `lengths`, `assembly`, `reference`, `accession`, `text`, `japaneseReference`,
    /// `refAgreement`, `override`.
    pub kind: &'static str,
    /// What was seen.
    pub detail: String,
    /// The build that it names, if any.
    pub build: Option<Build>,
}

impl Evidence {
    fn new(kind: &'static str, build: Option<Build>, detail: String) -> Self {
        Self { kind, detail, build }
    }
}

/// All evidence of a header, kind by kind. `texts` are its lines that may name a build.
#[must_use]
pub fn header_evidence(contigs: &[ContigDecl], texts: &[String]) -> Vec<Evidence> {
    let mut evidence = by_lengths(contigs);
    evidence.extend(by_accessions(contigs));
    evidence.extend(by_assembly(contigs));
    let (reference, other): (Vec<_>, Vec<_>) =
        texts.iter().partition(|text| text.starts_with("##reference=") || text.starts_with("##assembly="));
    evidence.extend(by_text("reference", &reference));
    evidence.extend(by_text("text", &other));
    let mut japanese =
        contigs.iter().filter_map(|c| c.assembly.as_deref()).chain(reference.into_iter().map(String::as_str));
    if let Some(name) = japanese.find_map(japanese_reference) {
        evidence.push(Evidence::new("japaneseReference", None, name.to_owned()));
    }
    evidence
}

/// Whether a text names any build, the Japanese reference included.
pub(crate) fn names_a_build(text: &str) -> bool {
    !mentions(text).is_empty() || japanese_reference(text).is_some()
}

/// The build that the evidence names: the strongest kind that names one build and no other.
///
/// Nothing where the strongest kind that speaks contradicts itself.
#[must_use]
pub fn build_of(evidence: &[Evidence]) -> Option<Build> {
    ["lengths", "accession", "reference", "assembly", "text"].into_iter().find_map(|kind| {
        let mut builds = evidence.iter().filter(|e| e.kind == kind).filter_map(|e| e.build);
        let first = builds.next()?;
        Some(builds.all(|build| build == first).then_some(first))
    })?
}

/// One item a build: how many nuclear chromosomes have its length.
fn by_lengths(contigs: &[ContigDecl]) -> Vec<Evidence> {
    let mut named = Vec::new();
    for contig in contigs {
        let key = contig_key(contig.meant());
        if let Some(build) = contig.length.and_then(|length| build_with_length(&key, length)) {
            named.push(build);
        }
    }
    count(&named)
        .into_iter()
        .map(|(build, n)| Evidence::new("lengths", Some(build), format!("{n} of chromosomes 1-22, X, Y")))
        .collect()
}

fn by_accessions(contigs: &[ContigDecl]) -> Vec<Evidence> {
    let named: Vec<Build> = contigs.iter().filter_map(|c| build_of_accession(&c.name)).collect();
    count(&named)
        .into_iter()
        .map(|(build, n)| Evidence::new("accession", Some(build), format!("{n} contig names")))
        .collect()
}

/// `RefSeq` versions of chromosomes 1 to 22, X, Y in `GRCh38`; those of `GRCh37` are one lower.
const GRCH38: [u32; 24] =
    [11, 12, 12, 12, 10, 12, 14, 11, 12, 11, 10, 12, 11, 9, 10, 10, 11, 10, 10, 11, 9, 11, 11, 10];

/// The `RefSeq` name of a chromosome by its [`contig_key`](super::contig_key). The mitochondrion has one in
/// `GRCh38` alone: what is called `chrM` on `GRCh37` may be either of two sequences.
#[must_use]
pub fn refseq_accession(build: Build, key: &str) -> Option<String> {
    let number = contig_rank(key);
    if key == "MT" {
        return (build == Build::GRCh38).then(|| "NC_012920.1".to_owned());
    }
    let newest = *GRCH38.get(usize::try_from(number).ok()?.checked_sub(1)?)?;
    match build {
        Build::GRCh38 => Some(format!("NC_{number:06}.{newest}")),
        Build::GRCh37 => Some(format!("NC_{number:06}.{}", newest - 1)),
        Build::T2TCHM13v2 => Some(format!("NC_{:06}.1", 60_924 + number)),
        Build::NCBI36 => None,
    }
}

/// The build of `NC_000001.11` and its kin, by version.
pub(crate) fn build_of_accession(name: &str) -> Option<Build> {
    let accession = accession(name)?;
    let index = usize::try_from(contig_rank(accession.key)).ok()?.checked_sub(1)?;
    match (accession.series, accession.version) {
        (Series::RefSeq, version) => {
            let newest = *GRCH38.get(index)?;
            [(newest, Build::GRCh38), (newest - 1, Build::GRCh37)]
                .into_iter()
                .find(|(v, _)| *v == version)
                .map(|(_, b)| b)
        }
        (Series::GenBank, 1) => Some(Build::GRCh37),
        (Series::GenBank, 2) => Some(Build::GRCh38),
        (Series::T2t, 1) => Some(Build::T2TCHM13v2),
        _ => None,
    }
}

fn by_assembly(contigs: &[ContigDecl]) -> Vec<Evidence> {
    let mut texts: Vec<&str> = contigs.iter().filter_map(|c| c.assembly.as_deref()).collect();
    crate::order::sort(&mut texts);
    texts.dedup();
    texts
        .into_iter()
        .filter_map(|text| Some(Evidence::new("assembly", Some(text.parse().ok()?), text.to_owned())))
        .collect()
}

/// One item a build, with the first word that names it; private paths are not shown.
fn by_text(kind: &'static str, texts: &[&String]) -> Vec<Evidence> {
    let mut evidence: Vec<Evidence> = Vec::new();
    for text in texts {
        let Some(build) = only_build(text) else { continue };
        let word = mentions(text).first().map(|m| m.segment.to_owned()).unwrap_or_default();
        if !evidence.iter().any(|e| e.build == Some(build)) {
            evidence.push(Evidence::new(kind, Some(build), word));
        }
    }
    evidence
}

fn count(builds: &[Build]) -> Vec<(Build, usize)> {
    Build::ALL
        .into_iter()
        .map(|build| (build, builds.iter().filter(|b| **b == build).count()))
        .filter(|(_, n)| *n > 0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contig(name: &str, length: Option<u64>, assembly: Option<&str>) -> ContigDecl {
        ContigDecl { name: name.into(), length, assembly: assembly.map(str::to_owned), meant: None }
    }

    fn decided(contigs: &[ContigDecl], texts: &[&str]) -> Option<Build> {
        build_of(&header_evidence(contigs, &texts.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>()))
    }

    #[test]
    fn lengths_win_over_words() {
        let contigs = [contig("chr1", Some(248_956_422), Some("b37"))];
        assert_eq!(decided(&contigs, &["##reference=hg19.fa"]), Some(Build::GRCh38));
    }

    #[test]
    fn lengths_that_contradict_each_other_decide_nothing() {
        let contigs = [contig("chr1", Some(248_956_422), None), contig("chr2", Some(243_199_373), None)];
        assert_eq!(decided(&contigs, &["##reference=hg19.fa"]), None);
    }

    #[test]
    fn lengths_count_for_what_a_contig_means() {
        let mut contigs = [contig("Hs1", Some(248_956_422), None), contig("NC_000002.11", None, None)];
        assert_eq!(decided(&contigs, &[]), Some(Build::GRCh37), "a name is evidence as it is written");
        contigs[0].meant = Some("chr1".into());
        contigs[1].meant = Some("2".into());
        assert_eq!(decided(&contigs, &[]), Some(Build::GRCh38));
    }

    #[test]
    fn words_and_accessions() {
        assert_eq!(decided(&[contig("chr1", None, Some("GRCh38.p14"))], &[]), Some(Build::GRCh38));
        assert_eq!(decided(&[contig("1", None, Some("38"))], &[]), Some(Build::GRCh38));
        assert_eq!(decided(&[contig("NC_000001.10", None, None)], &[]), Some(Build::GRCh37));
        assert_eq!(decided(&[contig("chr1", None, None)], &[]), None, "chr says nothing");
        assert_eq!(decided(&[], &["##reference=ftp://x/build37.fa.bz2"]), Some(Build::GRCh37));
        assert_eq!(decided(&[], &["##cmd=lift hg19 hg38", "##x=GRCh38"]), Some(Build::GRCh38));
    }

    #[test]
    fn the_japanese_reference_is_named() {
        let evidence = header_evidence(&[], &["##reference=file:///ref/jg2.1.0.fa".to_owned()]);
        assert_eq!(evidence[0].kind, "japaneseReference");
    }
}
