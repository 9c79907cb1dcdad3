//! Entries whose effect allele is the reference base: carried where REF is called.

use super::absence::covered;
use super::carriage::{Copies, SampleContext, called_alternates, quality_flags, set_copies};
use super::policy::Quality;
use super::relation::{Target, Under};
use super::row::Row;
use super::site::Alternate;
use super::verdict::{MatchKind, Reason, State, Verdict};
use crate::genotype::Genotype;
use std::ops::Range;

/// The verdict on an entry with effect allele REF.
///
/// REF copies are the ploidy less the copies of the distinct alternates of all rows at one POS. A
/// reference row answers only where its quality passes; a row with alternates always does.
#[must_use]
pub(super) fn judge_reference_effect(target: &Target<'_>, rows: &[Row<'_>], sample: &SampleContext<'_>) -> Verdict {
    let usable = || rows.iter().filter(|row| row.usable);
    let explicit: Vec<&Row<'_>> =
        usable().filter(|row| !row.site.is_reference_row() && states_bases(target, row)).collect();
    if !explicit.is_empty() {
        return by_alternates(&explicit, rows, sample);
    }
    let meets = |range: &Range<u32>| range.start < target.span().end && target.span().start < range.end;
    let unspecified: Vec<usize> = usable()
        .filter(|row| meets(&(row.site.start()..row.site.end())) && row.calls(|a| *a == Alternate::Unspecified))
        .map(|row| row.index)
        .collect();
    if !unspecified.is_empty() {
        return Verdict::bare(State::Indeterminate, Some(Reason::UnspecifiedAllele)).with_rows(unspecified);
    }
    let pieces: Vec<(&Row<'_>, Range<u32>)> =
        usable().filter_map(|row| Some((row, piece(row)?))).filter(|(_, range)| meets(range)).collect();
    if let Some(verdict) = by_reference_rows(target, pieces, sample) {
        return verdict;
    }
    let deleted = |row: &Row<'_>| {
        let whole = |allele| row.genotype().is_some_and(|g| g.copies(allele) == g.ploidy());
        row.called_length_changes().iter().any(|(allele, range)| whole(*allele) && meets(range))
    };
    let deleting: Vec<usize> = usable().filter(|row| deleted(row)).map(|row| row.index).collect();
    if !deleting.is_empty() {
        return Verdict::bare(State::NotCarried, None).with_rows(deleting);
    }
    let mismatch: Vec<usize> = rows.iter().filter(|row| !row.usable).map(|row| row.index).collect();
    if mismatch.is_empty() {
        Verdict::not_assessed(Reason::NoRecord)
    } else {
        Verdict::not_assessed(Reason::RefMismatch).with_rows(mismatch)
    }
}

/// The bases of which a row says that they are the reference: a reference row, or one about bases that
/// is called 0 throughout.
fn piece(row: &Row<'_>) -> Option<Range<u32>> {
    if row.site.is_reference_row() {
        return Some(row.site.start()..row.site.end());
    }
    let called = row.has_substitution() && row.genotype().is_some_and(Genotype::is_reference);
    called.then(|| row.site.start()..row.site.reference_end())
}

/// Whether the row is about bases (an ALT is as long as REF, or `*`) and states each of the entry's.
fn states_bases(target: &Target<'_>, row: &Row<'_>) -> bool {
    let (start, bases) = target.known();
    let end = start + u32::try_from(bases.len()).expect("alleles are shorter than 4 GiB");
    (row.has_substitution() || row.site.alternates.contains(&Alternate::Star))
        && (start..end).all(|position| matches!(target.base_under(row.site, 0, position), Under::Base(_)))
}

fn by_alternates(explicit: &[&Row<'_>], rows: &[Row<'_>], sample: &SampleContext<'_>) -> Verdict {
    let indexes: Vec<usize> = explicit.iter().map(|row| row.index).collect();
    let called: Vec<_> = explicit.iter().filter_map(|row| Some((row, row.genotype()?))).collect();
    let Some((first, _)) = called.first() else {
        return Verdict::not_assessed(Reason::GenotypeMissing).with_rows(indexes);
    };
    let ploidy = called.iter().map(|(_, g)| g.ploidy()).max().unwrap_or_default();
    let alternates = called_alternates(first.site.start(), rows, |_| true);
    let stated = called.iter().map(|(_, g)| g.copies(0)).min().unwrap_or_default();
    let missing = called.iter().map(|(_, g)| g.missing()).min().unwrap_or_default();
    if alternates > ploidy {
        return Verdict::bare(State::Indeterminate, Some(Reason::ConflictingRecords)).with_rows(indexes);
    }
    let carried = if missing == 0 { ploidy - alternates } else { stated };
    if carried == 0 {
        let reason = match missing {
            0 => return Verdict::bare(State::NotCarried, None).with_rows(indexes),
            all if all == ploidy => Reason::NoCall,
            _ if alternates == ploidy => return Verdict::bare(State::NotCarried, None).with_rows(indexes),
            _ => Reason::HalfCall,
        };
        return Verdict::not_assessed(reason).with_rows(indexes);
    }
    carried_verdict(Copies { carried, ploidy, missing }, explicit, sample)
}

/// What pieces of the reference say: those that pass must cover the entry together, and the fewest
/// copies of REF among them are those of the entry.
fn by_reference_rows(
    target: &Target<'_>,
    pieces: Vec<(&Row<'_>, Range<u32>)>,
    sample: &SampleContext<'_>,
) -> Option<Verdict> {
    let mut reasons = Vec::new();
    let mut passed: Vec<(&Row<'_>, Range<u32>, Copies)> = Vec::new();
    for (row, range) in pieces {
        let (Some(call), Some(genotype)) = (row.call, row.genotype()) else {
            reasons.push((Reason::GenotypeMissing, row.index));
            continue;
        };
        let copies = Copies { carried: genotype.copies(0), ploidy: genotype.ploidy(), missing: genotype.missing() };
        match sample.policy.quality(row.site, call) {
            _ if copies.carried == 0 => reasons.push((Reason::NoCall, row.index)),
            Quality::Passes | Quality::Unstated => passed.push((row, range, copies)),
            Quality::Filtered => reasons.push((Reason::Filtered, row.index)),
            Quality::Low | Quality::Imputed => reasons.push((Reason::LowQuality, row.index)),
        }
    }
    let span = target.span();
    // One row that covers all of it says more than several.
    if let Some((row, _, copies)) = passed.iter().find(|(_, r, _)| r.start <= span.start && span.end <= r.end) {
        return Some(carried_verdict(*copies, &[row], sample));
    }
    let ranges: Vec<Range<u32>> = passed.iter().map(|(_, range, _)| range.clone()).collect();
    let rows: Vec<&Row<'_>> = passed.iter().map(|(row, ..)| *row).collect();
    if let Some(fewest) = passed.iter().map(|(.., copies)| *copies).min_by_key(|c| c.carried) {
        if covered(&span, &ranges) {
            return Some(carried_verdict(fewest, &rows, sample));
        }
        let rows = rows.iter().map(|row| row.index).collect();
        return Some(Verdict::not_assessed(Reason::SpanPartlyCovered).with_rows(rows));
    }
    let (reason, row) = reasons.into_iter().min()?;
    Some(Verdict::not_assessed(reason).with_rows(vec![row]))
}

fn carried_verdict(copies: Copies, rows: &[&Row<'_>], sample: &SampleContext<'_>) -> Verdict {
    let mut verdict = Verdict::bare(State::Carried, None).with_rows(rows.iter().map(|row| row.index).collect());
    verdict.kind = Some(MatchKind::Exact);
    set_copies(&mut verdict, copies, sample.locus);
    quality_flags(&mut verdict, rows, sample.policy);
    verdict
}
