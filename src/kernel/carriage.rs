//! Rules of carriage: is the effect allele called, and on how many haplotypes?

use std::ops::Range;

use super::policy::Policy;
use super::row::Row;
use super::site::{Alternate, Site};
use super::verdict::{Flag, MatchKind, Reason, State, Verdict, Zygosity};
use crate::allele::trim;
use crate::genotype::Genotype;
use crate::input::record::Call;

/// What a file says about a sample besides its calls.
#[derive(Clone, Copy, Debug)]
pub struct SampleContext<'a> {
    /// Column of the sample among the selected ones; nothing for a file without samples.
    pub index: Option<usize>,
    /// The sample's name.
    pub name: &'a str,
    /// What the entry's place means for the haplotypes of a genotype.
    pub locus: Locus,
    /// The policy of the run.
    pub policy: Policy,
}

/// What a place means for the haplotypes of a genotype.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Locus {
    /// An autosome, or a contig that nothing is known of.
    Autosome,
    /// X or Y where the sample has two copies (PAR), or it is not known how many.
    Sex,
    /// X or Y where the sample has one copy.
    SingleCopy,
    /// The mitochondrion.
    Mitochondrion,
}

/// Carried haplotypes of a ploidy, with the haplotypes that were not called.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Copies {
    pub carried: usize,
    pub ploidy: usize,
    pub missing: usize,
}

/// The verdict where a row calls the entry; nothing where none does.
#[must_use]
pub(super) fn carriage(rows: &[Row<'_>], sample: &SampleContext<'_>) -> Option<Verdict> {
    let present: Vec<&Row<'_>> = rows.iter().filter(|row| is_present(row, sample)).collect();
    if present.is_empty() {
        return None;
    }
    let indexes = |rows: &[&Row<'_>]| rows.iter().map(|row| row.index).collect::<Vec<_>>();
    // A site that was split lists the entry in one row, and calls a longer allele that holds it in
    // another: they are one site, and nothing is denied.
    let of_split_site = |r: &Row<'_>| {
        let longer =
            |p: &&Row<'_>| p.site.start() == r.site.start() && called_kinds(p).all(|k| k == MatchKind::Component);
        present.iter().all(longer)
    };
    let denying: Vec<&Row<'_>> =
        rows.iter().filter(|r| r.lists_entry() && r.copies() == 0 && r.is_complete() && !of_split_site(r)).collect();
    if !denying.is_empty() || present.iter().any(|row| exceeds_ploidy(row.site.start(), rows)) {
        let mut all = indexes(&present);
        all.extend(indexes(&denying));
        crate::order::sort(&mut all);
        return Some(Verdict::bare(State::Indeterminate, Some(Reason::ConflictingRecords)).with_rows(all));
    }
    let mut verdict = Verdict::bare(State::Carried, None).with_rows(indexes(&present));
    verdict.kind = present.iter().flat_map(|row| called_kinds(row)).min();
    count(&mut verdict, &present, rows, sample);
    if sample.locus == Locus::Mitochondrion {
        verdict.fraction = present.iter().find_map(|row| row.call?.fraction(&called_alleles(row)));
    }
    quality_flags(&mut verdict, &present, sample.policy);
    Some(verdict)
}

/// Whether the row says that the sample has the entry: GT calls it, or there is no GT and the
/// allele is there all the same.
pub(super) fn is_present(row: &Row<'_>, sample: &SampleContext<'_>) -> bool {
    if row.listed.is_empty() {
        return false;
    }
    match (row.call, row.genotype()) {
        (None, _) => sample.index.is_none(),
        (Some(_), Some(_)) => row.copies() > 0,
        (Some(call), None) => present_without_genotype(row, call, sample.name),
    }
}

/// Files without GT: a column TUMOR holds what was called, Strelka's NORMAL has its type in NT,
/// other columns count reads in AD.
fn present_without_genotype(row: &Row<'_>, call: &Call, name: &str) -> bool {
    match (name, row.site.record.normal_type.as_deref()) {
        ("TUMOR", _) => true,
        ("NORMAL", Some(normal)) => matches!(normal, "het" | "hom"),
        _ => row
            .listed
            .iter()
            .any(|(allele, _)| call.depths.get(usize::from(*allele)).copied().flatten().is_some_and(|depth| depth > 0)),
    }
}

/// The alleles of a row that are the entry and called; without GT, all that are the entry.
fn called_alleles(row: &Row<'_>) -> Vec<u16> {
    let called = |allele: &u16| row.genotype().is_none_or(|g| g.copies(*allele) > 0);
    row.listed.iter().map(|(allele, _)| *allele).filter(called).collect()
}

fn called_kinds<'r>(row: &'r Row<'_>) -> impl Iterator<Item = MatchKind> + 'r {
    row.listed.iter().filter(|(allele, _)| row.genotype().is_none_or(|g| g.copies(*allele) > 0)).map(|(_, kind)| *kind)
}

/// Flags that no genotype is stated.
pub(super) fn flag_missing_genotypes(verdict: &mut Verdict, present: &[&Row<'_>], sample: &SampleContext<'_>) {
    if sample.index.is_none() {
        verdict.flag(Flag::SitesOnly);
    } else if present.iter().any(|row| row.genotype().is_none()) {
        verdict.flag(Flag::GenotypeMissing);
    }
}

/// Sets zygosity, copies and the flags that go with them.
fn count(verdict: &mut Verdict, present: &[&Row<'_>], rows: &[Row<'_>], sample: &SampleContext<'_>) {
    flag_missing_genotypes(verdict, present, sample);
    let counts: Option<Vec<Copies>> = present.iter().map(|row| row_copies(row, rows)).collect();
    verdict.zygosity = Some(Zygosity::Unknown);
    let Some(counts) = counts else { return };
    if present.windows(2).any(|pair| same_allele_row(pair[0], pair[1])) {
        verdict.flag(Flag::DuplicateRecords);
    }
    match combine(present, &counts) {
        Some(copies) => set_copies(verdict, copies, sample.locus),
        None => verdict.flag(Flag::ConflictingZygosity),
    }
}

pub(crate) fn set_copies(verdict: &mut Verdict, copies: Copies, locus: Locus) {
    verdict.zygosity = Some(zygosity(copies, locus));
    if copies.missing > 0 {
        return;
    }
    verdict.copies = Some((copies.carried, copies.ploidy));
    if locus == Locus::SingleCopy && copies.ploidy > 1 {
        let all = copies.carried == copies.ploidy;
        verdict.flag(if all { Flag::DiploidInHaploidRegion } else { Flag::HetInHaploidRegion });
    }
}

fn zygosity(copies: Copies, locus: Locus) -> Zygosity {
    if copies.missing > 0 {
        return Zygosity::Unknown;
    }
    match (copies.carried, copies.ploidy, locus) {
        (carried, ploidy, Locus::Mitochondrion) if carried == ploidy => Zygosity::Homoplasmic,
        (_, _, Locus::Mitochondrion) => Zygosity::Heteroplasmic,
        (1, 1, Locus::Sex) => Zygosity::Hemi,
        (carried, ploidy, Locus::SingleCopy) if carried == ploidy => Zygosity::Hemi,
        (1, 2, _) => Zygosity::Het,
        (2, 2, _) => Zygosity::Hom,
        _ => Zygosity::Copies,
    }
}

/// One row's copies. A haplotype that it leaves open is settled where the other rows at this POS
/// fill the ploidy (a site that was split into `1/.` and `./1`).
fn row_copies(row: &Row<'_>, rows: &[Row<'_>]) -> Option<Copies> {
    let genotype = row.genotype()?;
    let filled = called_alternates(row.site.start(), rows, is_bases) == genotype.ploidy();
    let missing = if filled { 0 } else { genotype.missing() };
    Some(Copies { carried: row.copies(), ploidy: genotype.ploidy(), missing })
}

/// Copies over all rows that call the entry; nothing where they differ and cannot be added.
fn combine(present: &[&Row<'_>], counts: &[Copies]) -> Option<Copies> {
    let first = counts[0];
    if present.len() == 1 {
        return Some(first);
    }
    if counts.iter().any(|c| c.ploidy != first.ploidy) {
        return None;
    }
    if let Some(carried) = united_haplotypes(present) {
        return Some(Copies { carried, ..first });
    }
    let one_site = present.iter().all(|row| row.site.start() == present[0].site.start());
    if one_site {
        return sum_of_alleles(present, counts).map(|carried| Copies { carried, ..first });
    }
    let same = counts.iter().all(|c| *c == first);
    (same && first.carried == first.ploidy).then_some(first)
}

/// Copies of the entry over the rows of one site: different alleles that both hold it lie on different
/// haplotypes; a row that repeats one is a duplicate, however it is padded, and must say the same.
fn sum_of_alleles(present: &[&Row<'_>], counts: &[Copies]) -> Option<usize> {
    let mut known: Vec<(Called<'_>, usize, usize)> = Vec::new();
    for (row, Copies { missing, .. }) in present.iter().zip(counts) {
        let listed = |allele: u16, _: &Alternate| row.listed.iter().any(|(listed, _)| *listed == allele);
        for (called, copies) in called_copies(row, listed) {
            match known.iter().find(|(other, ..)| *other == called) {
                Some((_, before, open)) if (before, open) != (&copies, missing) => return None,
                Some(_) => {}
                None => known.push((called, copies, *missing)),
            }
        }
    }
    let carried = known.iter().map(|(_, copies, _)| copies).sum();
    (carried <= counts[0].ploidy).then_some(carried)
}

/// Number of haplotypes over rows that are phased in one set and spell the entry differently.
fn united_haplotypes(present: &[&Row<'_>]) -> Option<usize> {
    let differently = present.windows(2).any(|pair| !same_allele_row(pair[0], pair[1]));
    let one_set = present.iter().all(|row| row.phase_set() == present[0].phase_set());
    if !differently || !one_set {
        return None;
    }
    let mask = present.iter().try_fold(0_u64, |mask, row| Some(mask | row.haplotypes()?))?;
    Some(mask.count_ones() as usize)
}

/// Whether two rows spell the entry to the letter alike.
fn same_allele_row(a: &Row<'_>, b: &Row<'_>) -> bool {
    let spelled = |row: &Row<'_>| {
        let bases = row.listed.first().and_then(|(allele, _)| row.site.alternate(*allele).cloned());
        (row.site.start(), row.site.reference.clone(), bases)
    };
    spelled(a) == spelled(b)
}

/// Whether the distinct alternates of the rows at one POS are called more often than there are
/// haplotypes, which the rows that list an alternate count: reference rows are mostly kept as bits.
fn exceeds_ploidy(start: u32, rows: &[Row<'_>]) -> bool {
    let listing = at(start, rows).filter(|row| !row.site.is_reference_row());
    let ploidy = listing.filter_map(Row::genotype).map(Genotype::ploidy).max();
    ploidy.is_some_and(|ploidy| called_alternates(start, rows, is_bases) > ploidy)
}

/// Called copies of the distinct alternates, of the wanted kinds, of all rows at one POS. A row that
/// repeats an alternate is a duplicate and is not added.
pub(crate) fn called_alternates(start: u32, rows: &[Row<'_>], wanted: impl Fn(&Alternate) -> bool) -> usize {
    let mut seen: Vec<(Called<'_>, usize)> = Vec::new();
    for row in at(start, rows) {
        for (called, copies) in called_copies(row, |_, alternate| wanted(alternate)) {
            match seen.iter_mut().find(|(known, _)| *known == called) {
                Some((_, most)) => *most = copies.max(*most),
                None => seen.push((called, copies)),
            }
        }
    }
    seen.iter().map(|(_, copies)| copies).sum()
}

/// The alternates of a row that are called, each with its copies. One that ALT lists several times is one.
fn called_copies<'a>(row: &Row<'a>, wanted: impl Fn(u16, &Alternate) -> bool) -> Vec<(Called<'a>, usize)> {
    let mut seen: Vec<(Called<'a>, usize)> = Vec::new();
    let Some(genotype) = row.genotype() else { return seen };
    let site = row.site;
    for (allele, alternate) in (1_u16..).zip(&site.alternates).filter(|(allele, a)| wanted(*allele, a)) {
        let called = match (alternate, site.deleted()) {
            (Alternate::Bases(bases), _) => {
                let change = trim(site.start(), &site.reference, bases);
                Called::Change(change.start..change.end(), change.alternate)
            }
            (Alternate::Deletion, Some(deleted)) => Called::Change(deleted, b""),
            (other, _) => Called::Other(other),
        };
        match (seen.iter_mut().find(|(known, _)| *known == called), genotype.copies(allele)) {
            (_, 0) => {}
            (Some((_, copies)), more) => *copies += more,
            (None, copies) => seen.push((called, copies)),
        }
    }
    seen
}

/// What two alternates have in common that are one allele.
#[derive(PartialEq)]
enum Called<'a> {
    /// These bases (0-based, half-open), whose letters REF says, become those.
    Change(Range<u32>, &'a [u8]),
    Other(&'a Alternate),
}

fn is_bases(alternate: &Alternate) -> bool {
    matches!(alternate, Alternate::Bases(_))
}

fn at<'r, 'a>(start: u32, rows: &'r [Row<'a>]) -> impl Iterator<Item = &'r Row<'a>> {
    rows.iter().filter(move |row| row.usable && row.site.start() == start)
}

/// Flags for the quality of the rows behind a finding, which it never hides.
pub(crate) fn quality_flags(verdict: &mut Verdict, present: &[&Row<'_>], policy: Policy) {
    for row in present {
        if row.site.record.filtered || row.call.is_some_and(|call| call.filtered) {
            verdict.flag(Flag::Filtered);
        }
        if row.site.record.imputed && row.call.is_some() {
            verdict.flag(Flag::Imputed);
        } else if row.call.is_some_and(|call| policy.is_low(call)) {
            verdict.flag(Flag::LowQuality);
        }
    }
}

/// Whether a symbolic allele or breakend is called over the entry, padding base left out.
#[must_use]
pub(super) fn unsupported_over(site: &Site, row: &Row<'_>, span: &Range<u32>) -> bool {
    let end = site.end();
    let start = if end > site.reference_end() { site.start() + 1 } else { site.start() };
    start < span.end && span.start < end && row.calls(|a| *a == Alternate::Unsupported)
}
