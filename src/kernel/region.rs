//! A region, one sample: is any variant called inside, and if not, is all of it proved to be the reference?

use std::ops::Range;

use super::absence::{KEPT_AS_BITS, decide_by_ranges, strength};
use super::carriage::{
    Locus, SampleContext, carriage, flag_missing_genotypes, is_present, quality_flags, unsupported_over,
};
use super::planes::Block;
use super::row::{Row, Seen};
use super::site::{Alternate, Site};
use super::verdict::{MatchKind, Reason, State, Verdict};
use crate::allele::trim;
use crate::genotype::Genotype;

/// Judges a region (0-based, half-open) from the sites that meet or abut it, and from what reference rows said
/// of bases in it that are not among them. `rows` of the verdict are indexes into `sites`. `locus_of` says what the
/// place of a site means for its genotypes: a region may begin in another part of a sex chromosome.
#[must_use]
pub fn judge_region(
    region: &Range<u32>,
    sites: &[Seen<'_>],
    covered: &[(Block, Range<u32>)],
    sample: &SampleContext<'_>,
    locus_of: &dyn Fn(&Site) -> Locus,
) -> Verdict {
    let rows: Vec<Row<'_>> = sites.iter().enumerate().map(|(i, seen)| Row::in_region(i, *seen, region)).collect();
    let present: Vec<&Row<'_>> = rows.iter().filter(|row| is_present(row, sample)).collect();
    match present[..] {
        [] => absence(region, &rows, covered, sample),
        // A single variant has its zygosity.
        [row] if called(row) == 1 => {
            let only = [Row::in_region(row.index, sites[row.index], region)];
            let sample = SampleContext { locus: locus_of(row.site), ..*sample };
            carriage(&only, &sample).expect("the row is present")
        }
        _ => {
            let mut verdict =
                Verdict::bare(State::Carried, None).with_rows(present.iter().map(|row| row.index).collect());
            verdict.kind = Some(MatchKind::InRegion);
            flag_missing_genotypes(&mut verdict, &present, sample);
            quality_flags(&mut verdict, &present, sample.policy);
            verdict
        }
    }
}

/// The alleles of a row that lie in a region, with their indexes: what they change lies there, or they insert at
/// one of its ends.
pub(super) fn alleles_inside(site: &Site, region: &Range<u32>) -> Vec<(u16, MatchKind)> {
    let meets = |bases: &Range<u32>| {
        if bases.is_empty() {
            region.start <= bases.start && bases.start <= region.end
        } else {
            bases.start < region.end && region.start < bases.end
        }
    };
    let inside = |alternate: &Alternate| match alternate {
        Alternate::Bases(bases) => {
            let change = trim(site.start(), &site.reference, bases);
            !(change.reference.is_empty() && change.alternate.is_empty()) && meets(&(change.start..change.end()))
        }
        Alternate::Deletion => site.deleted().is_some_and(|deleted| meets(&deleted)),
        _ => false,
    };
    let alleles = (1_u16..).zip(&site.alternates).filter(|(_, alternate)| inside(alternate));
    alleles.map(|(allele, _)| (allele, MatchKind::InRegion)).collect()
}

/// How many alleles of a row are called, or listed where there is no genotype.
fn called(row: &Row<'_>) -> usize {
    row.listed.iter().filter(|(allele, _)| row.genotype().is_none_or(|g| g.copies(*allele) > 0)).count()
}

/// Why no variant is found: it is proved, or something stands against that.
fn absence(
    region: &Range<u32>,
    rows: &[Row<'_>],
    covered: &[(Block, Range<u32>)],
    sample: &SampleContext<'_>,
) -> Verdict {
    let mut ranges: Vec<_> =
        covered.iter().map(|(block, bases)| ((*block).into(), bases.clone(), KEPT_AS_BITS)).collect();
    let (mut unsupported, mut unclear, mut open) = (Vec::new(), Vec::new(), Vec::new());
    // What is not spelled in bases may insert at either end.
    let ends = region.start.saturating_sub(1)..region.end.saturating_add(1);
    for row in rows {
        let touches = row.site.start() < ends.end && ends.start < row.site.end();
        let strength = strength(row, sample);
        let is_reference = row.site.is_reference_row();
        if unsupported_over(row.site, row, &ends) {
            unsupported.push(row.index);
        } else if let Some(reason) = cannot_tell(row).filter(|_| touches) {
            unclear.push((reason, row.index));
        } else if !is_reference && !strength.proves() && (!row.listed.is_empty() || touches && lists_others(row)) {
            // It speaks of an allele inside, and what it says of it is no proof: no block beside it is one.
            open.push((strength, row.index));
        } else if row.site.record.pos > 0
            && (is_reference || row.site.has_unspecified() && row.genotype().is_some_and(Genotype::is_reference))
        {
            // Reference rows are kept as bits but in a cohort, and are no more evidence there.
            let index = if is_reference { KEPT_AS_BITS } else { row.index };
            ranges.push((strength, row.site.start()..row.site.end(), index));
        }
    }
    if !unsupported.is_empty() {
        return Verdict::not_assessed(Reason::UnsupportedKind).with_rows(unsupported);
    }
    // The same reason whatever the order of the rows.
    if let Some((reason, row)) = unclear.iter().min() {
        return Verdict::bare(State::Indeterminate, Some(*reason)).with_rows(vec![*row]);
    }
    if let Some((strength, _)) = open.iter().min() {
        return Verdict::not_assessed(strength.reason()).with_rows(open.iter().map(|(_, row)| *row).collect());
    }
    let all = std::slice::from_ref(region);
    decide_by_ranges(all, &ranges).unwrap_or_else(|| Verdict::not_assessed(Reason::NoRecord))
}

/// Whether a row lists an allele that is spelled in no bases, `<NON_REF>` aside.
fn lists_others(row: &Row<'_>) -> bool {
    let others = [Alternate::Unsupported, Alternate::OtherLetters, Alternate::Star];
    row.site.alternates.iter().any(|alternate| others.contains(alternate))
}

/// Why what a row calls cannot be told to be a variant or none.
fn cannot_tell(row: &Row<'_>) -> Option<Reason> {
    if row.calls(|a| *a == Alternate::OtherLetters) {
        Some(Reason::ComplexOverlap)
    } else if row.calls(|a| *a == Alternate::Star) {
        // The row that deletes would be present.
        Some(Reason::StarAllele)
    } else {
        row.calls(|a| *a == Alternate::Unspecified).then_some(Reason::UnspecifiedAllele)
    }
}
