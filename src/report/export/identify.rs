//! Names that other software knows an allele by: VRS, SPDI and HGVS on the genome.
//!
//! A wrong name is worse than none. Substitutions, and replacements that share no base at either end, have one
//! place only. An insertion or deletion may have many, of which each name takes another: SPDI and VRS all of them,
//! HGVS the last. Without the reference around it, which a panel knows that was built with a FASTA, it has no name.

use super::vrs::{self, State};
use crate::allele::{Change, is_acgt, shift, trim};
use crate::genome::{Build, contig_key, refseq_accession};
use crate::kernel::Reason;
use crate::report::{ReportEntry, VerdictFacts};

/// The names of an allele, as far as it has them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct AlleleNames {
    /// The computed identifier of GA4GH VRS 2.0: `ga4gh:VA.…`.
    pub vrs: Option<String>,
    /// SPDI, 0-based: `NC_000012.12:111803961:G:A`.
    pub spdi: Option<String>,
    /// HGVS, 1-based: `NC_000012.12:g.111803962G>A`; on the mitochondrion `m.`.
    pub hgvs: Option<String>,
}

impl AlleleNames {
    /// The names of a row's allele on a build. It has none where the build has no name, where the bases of the
    /// panel are not the build's, and where the entry is a region.
    #[must_use]
    pub fn of(build: Option<Build>, row: &VerdictFacts) -> Self {
        let named = build.filter(|_| row.reason != Some(Reason::RefMismatch));
        named.and_then(|build| of_entry(build, &row.entry)).unwrap_or_default()
    }
}

fn of_entry(build: Build, entry: &ReportEntry) -> Option<AlleleNames> {
    let key = contig_key(&entry.contig);
    // An assembly's own name of chrM says which of two sequences it is; GRCh37 has no such name.
    let accession = refseq_accession(build, &key)?;
    let start = entry.pos.checked_sub(1)?;
    let (reference, alternate) = (entry.reference.as_bytes(), entry.alternate.as_bytes());
    if entry.region_end.is_some() || !is_acgt(reference) {
        return None;
    }
    if entry.effect_is_ref {
        return (reference.len() == 1).then(|| unchanged(&accession, entry.pos, start, &entry.reference));
    }
    let change = is_acgt(alternate).then(|| trim(start, reference, alternate))?;
    let shifted = change.reference.is_empty() || change.alternate.is_empty();
    let named = if shifted { Named::shifted(&change, entry)? } else { Named::fixed(&change) };
    let Named { start, was, is, hgvs } = &named;
    let end = start + u32::try_from(was.len()).ok()?;
    let state = if shifted { State::of_shifted(was, is) } else { State::Literal(is) };
    Some(AlleleNames {
        vrs: vrs::refget(build, &key).map(|refget| vrs::allele_id(refget, *start, end, state)),
        spdi: Some(format!("{accession}:{start}:{was}:{is}")),
        hgvs: Some(format!("{accession}:{}.{hgvs}", kind(&accession))),
    })
}

/// A change at the place that names take.
struct Named {
    /// 0-based.
    start: u32,
    was: String,
    is: String,
    /// What HGVS says behind the letter.
    hgvs: String,
}

impl Named {
    /// A replacement, which has one place.
    fn fixed(change: &Change<'_>) -> Self {
        let (was, is) = (text(change.reference), text(change.alternate));
        Self { start: change.start, was, is, hgvs: replacement(change) }
    }

    /// An insertion or deletion over all of its places. Nothing where the entry has no context, or one that does
    /// not show on either side where they end.
    fn shifted(change: &Change<'_>, entry: &ReportEntry) -> Option<Self> {
        let context = entry.context.as_ref()?;
        let (first, bases) = (context.pos.checked_sub(1)?, context.bases.as_bytes());
        let left = change.start.checked_sub(first)? as usize;
        let right = left + change.reference.len();
        if bases.get(left..right)? != change.reference {
            return None;
        }
        let (from, to) = shift(bases, left, right, change.alternate);
        if from == 0 || to == bases.len() {
            return None;
        }
        let is = [&bases[from..left], change.alternate, &bases[right..to]].concat();
        let at = |offset: usize| u32::try_from(offset).ok()?.checked_add(first);
        Some(Self {
            start: at(from)?,
            was: text(&bases[from..to]),
            is: text(&is),
            hgvs: last_place(&bases[from..to], &is, at(to)?),
        })
    }
}

/// What HGVS says of a gain or loss, at the last of its places: `reference` that ends at `end` (1-based) becomes
/// `alternate`. A gain that repeats what stands before it is a duplication.
fn last_place(reference: &[u8], alternate: &[u8], end: u32) -> String {
    let stretch = |n: usize| {
        let n = u32::try_from(n).expect("positions fit");
        if n == 1 { end.to_string() } else { format!("{}_{end}", end + 1 - n) }
    };
    let Some(gained) = alternate.get(reference.len()..) else {
        return stretch(reference.len() - alternate.len()) + "del";
    };
    if reference.ends_with(gained) {
        return stretch(gained.len()) + "dup";
    }
    format!("{end}_{}ins{}", end + 1, text(gained))
}

/// An allele that is the reference. VRS has no identifier of one that all software agrees on.
fn unchanged(accession: &str, pos: u32, start: u32, base: &str) -> AlleleNames {
    AlleleNames {
        vrs: None,
        spdi: Some(format!("{accession}:{start}:{base}:{base}")),
        hgvs: Some(format!("{accession}:{}.{pos}{base}=", kind(accession))),
    }
}

/// The letter of HGVS for a sequence.
fn kind(accession: &str) -> char {
    if accession.starts_with("NC_012920.") { 'm' } else { 'g' }
}

/// What HGVS says of a substitution, an inversion, or another replacement.
fn replacement(change: &Change<'_>) -> String {
    let (first, last) = (change.start + 1, change.end());
    let (was, is) = (text(change.reference), text(change.alternate));
    let place = if first == last { first.to_string() } else { format!("{first}_{last}") };
    match (was.len(), is.len()) {
        (1, 1) => format!("{place}{was}>{is}"),
        _ if was.len() > 1 && reverse_complement(change.reference) == change.alternate => format!("{place}inv"),
        _ => format!("{place}delins{is}"),
    }
}

fn reverse_complement(bases: &[u8]) -> Vec<u8> {
    let complement = |base: &u8| match base {
        b'A' => b'T',
        b'C' => b'G',
        b'G' => b'C',
        _ => b'A',
    };
    bases.iter().rev().map(complement).collect()
}

fn text(bases: &[u8]) -> String {
    bases.iter().map(|base| char::from(*base)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(build: Build, contig: &str, pos: u32, reference: &str, alternate: &str) -> Option<AlleleNames> {
        let entry = ReportEntry {
            contig: contig.into(),
            pos,
            reference: reference.into(),
            alternate: alternate.into(),
            effect_is_ref: reference == alternate,
            region_end: None,
            context: None,
            annotation: Vec::new(),
        };
        of_entry(build, &entry)
    }

    /// The sentinels carry ids that were computed elsewhere.
    #[test]
    fn single_bases_have_the_ids_that_others_computed() {
        for (contig, pos, reference, alternate, id) in [
            ("12", 111_803_962, "G", "A", "0oOv7K_iDTxr5fuIhWMtZUCWXmHGfpXF"),
            ("chr13", 48_045_719, "C", "T", "Qck5u0LdDdcyFVeHTz_HimFm63g-KHK0"),
            ("NC_000010.11", 94_781_859, "G", "A", "r5fVsRyrz858RkwE0fe7t60-1rc-9gMo"),
            ("X", 101_399_747, "C", "T", "R8CC64j1yQebCeC_1nRXz5aKRvIQRH_b"),
        ] {
            let names = names(Build::GRCh38, contig, pos, reference, alternate).expect("has names");
            assert_eq!(names.vrs, Some(format!("ga4gh:VA.{id}")), "{contig}:{pos}");
        }
    }

    #[test]
    fn padding_changes_no_name() {
        let bare = names(Build::GRCh37, "1", 100, "A", "G");
        assert_eq!(names(Build::GRCh37, "chr1", 99, "CAT", "CGT"), bare);
        let bare = bare.expect("has names");
        assert_eq!(bare.spdi.as_deref(), Some("NC_000001.10:99:A:G"));
        assert_eq!(bare.hgvs.as_deref(), Some("NC_000001.10:g.100A>G"));
    }

    #[test]
    fn hgvs_names_replacements_and_inversions() {
        let hgvs = |reference, alternate| names(Build::GRCh38, "2", 10, reference, alternate).and_then(|n| n.hgvs);
        assert_eq!(hgvs("AC", "TG").as_deref(), Some("NC_000002.12:g.10_11delinsTG"));
        assert_eq!(hgvs("AC", "GT").as_deref(), Some("NC_000002.12:g.10_11inv"));
        assert_eq!(hgvs("A", "TG").as_deref(), Some("NC_000002.12:g.10delinsTG"));
        assert_eq!(hgvs("G", "G").as_deref(), Some("NC_000002.12:g.10G="));
    }

    #[test]
    fn what_has_no_sure_name_has_none() {
        for (reference, alternate) in [("A", "AT"), ("AT", "A"), ("A", "N"), ("A", "<DEL>"), (".", ".")] {
            assert_eq!(names(Build::GRCh38, "3", 10, reference, alternate), None, "{reference}>{alternate}");
        }
        assert_eq!(names(Build::GRCh37, "MT", 10, "A", "G"), None);
        assert_eq!(names(Build::NCBI36, "1", 10, "A", "G"), None);
        assert_eq!(names(Build::GRCh38, "Un_KI270742v1", 10, "A", "G"), None);
        let mitochondrial = names(Build::GRCh38, "MT", 3243, "A", "G").expect("has names");
        assert_eq!(mitochondrial.hgvs.as_deref(), Some("NC_012920.1:m.3243A>G"));
        assert_eq!(mitochondrial.vrs, None);
    }
}
