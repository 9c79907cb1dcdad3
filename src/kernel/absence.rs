//! Rules of absence: does the file prove that the sample lacks the entry, and if not, why not?

use std::ops::Range;

use super::carriage::{SampleContext, unsupported_over};
use super::planes::Block;
use super::policy::Quality;
use super::relation::{Target, Under};
use super::row::Row;
use super::site::Alternate;
use super::verdict::{Flag, Reason, State, Verdict};

/// Stands for the rows of a range that are kept as bits.
pub(super) const KEPT_AS_BITS: usize = usize::MAX;

/// How far an answer goes, the strongest first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Strength {
    Proved,
    ProvedUnstated,
    Filtered,
    LowQuality,
    HalfCall,
    NoCall,
    GenotypeMissing,
}

impl Strength {
    fn of(quality: Quality) -> Self {
        match quality {
            Quality::Passes => Self::Proved,
            Quality::Unstated => Self::ProvedUnstated,
            Quality::Filtered => Self::Filtered,
            Quality::Low | Quality::Imputed => Self::LowQuality,
        }
    }

    pub(super) fn proves(self) -> bool {
        self <= Self::ProvedUnstated
    }

    pub(super) fn reason(self) -> Reason {
        match self {
            Self::Proved | Self::ProvedUnstated => unreachable!("a proof needs no reason"),
            Self::Filtered => Reason::Filtered,
            Self::LowQuality => Reason::LowQuality,
            Self::HalfCall => Reason::HalfCall,
            Self::NoCall => Reason::NoCall,
            Self::GenotypeMissing => Reason::GenotypeMissing,
        }
    }
}

impl From<Block> for Strength {
    fn from(block: Block) -> Self {
        match block {
            Block::Proved => Self::Proved,
            Block::ProvedUnstated => Self::ProvedUnstated,
            Block::Filtered => Self::Filtered,
            Block::LowQuality => Self::LowQuality,
            Block::NoCall => Self::NoCall,
        }
    }
}

/// What all rows say together.
#[derive(Default)]
struct Evidence {
    /// Rows that speak of the very entry or its bases.
    direct: Vec<(Strength, usize)>,
    /// Rows that speak of all alleles in a range.
    ranges: Vec<(Strength, Range<u32>, usize)>,
    unsupported: Vec<usize>,
    /// Rows whose called length change meets an insertion or deletion without covering it.
    overlapping: Vec<usize>,
    indeterminate: Vec<(Reason, usize)>,
    partial: Vec<usize>,
    mismatch: Vec<usize>,
}

/// The verdict on an entry that no row and no composition of rows carries.
/// The caller has replayed them: the parts of a substitution never lie together.
///
/// `block` is what reference rows over the whole span said that were not kept as sites.
#[must_use]
pub(crate) fn absence(
    target: &Target<'_>,
    rows: &[Row<'_>],
    block: Option<Block>,
    sample: &SampleContext<'_>,
) -> Verdict {
    let mut evidence = Evidence::default();
    if let Some(block) = block {
        evidence.ranges.push((block.into(), target.span(), KEPT_AS_BITS));
    }
    for row in rows {
        gather(target, row, rows, sample, &mut evidence);
    }
    if let Some(proof) = proof_by_haplotypes(target, rows, sample) {
        evidence.direct.push(proof);
    }
    decide(target, evidence)
}

/// The verdict on an entry that can be compared and of which reference rows over its whole span are all
/// that the file says.
#[must_use]
pub fn judge_block(block: Block) -> Verdict {
    settle(block.into(), Vec::new())
}

fn gather(target: &Target<'_>, row: &Row<'_>, rows: &[Row<'_>], sample: &SampleContext<'_>, evidence: &mut Evidence) {
    if unsupported_over(row.site, row, &target.span()) {
        evidence.unsupported.push(row.index);
        return;
    }
    if !row.usable {
        evidence.mismatch.push(row.index);
        return;
    }
    if row.calls(|a| *a == Alternate::Unspecified) {
        if row.site.start() < target.span().end && target.span().start < row.site.end() {
            evidence.indeterminate.push((Reason::UnspecifiedAllele, row.index));
        }
        return;
    }
    let strength = strength(row, sample);
    if row.site.is_reference_row() {
        evidence.ranges.push((strength, row.site.start()..row.site.end(), row.index));
        return;
    }
    if row.site.has_unspecified() && row.genotype().is_some_and(crate::genotype::Genotype::is_reference) {
        evidence.ranges.push((strength, row.site.start()..row.site.end(), row.index));
    }
    match relevance(target, row, rows) {
        Relevance::Speaks => evidence.direct.push((strength, row.index)),
        Relevance::Cannot(reason) => evidence.indeterminate.push((reason, row.index)),
        Relevance::Overlaps => evidence.overlapping.push(row.index),
        Relevance::Partly => evidence.partial.push(row.index),
        Relevance::Silent => {}
    }
}

/// How far a row's call can be relied on, leaving open what it speaks of.
pub(super) fn strength(row: &Row<'_>, sample: &SampleContext<'_>) -> Strength {
    let (Some(call), Some(genotype)) = (row.call, row.genotype()) else { return Strength::GenotypeMissing };
    if genotype.missing() == genotype.ploidy() {
        Strength::NoCall
    } else if !genotype.is_complete() {
        Strength::HalfCall
    } else {
        Strength::of(sample.policy.quality(row.site, call))
    }
}

enum Relevance {
    /// The row speaks of the entry, and what is called of it is something else.
    Speaks,
    /// What is called cannot be compared.
    Cannot(Reason),
    /// A called length change meets the entry and does not cover it.
    Overlaps,
    /// What is called holds some of the entry's changed bases, and not all.
    Partly,
    /// The row says nothing of the entry.
    Silent,
}

/// Rules 1, 3 and 4 of absence for one row.
fn relevance(target: &Target<'_>, row: &Row<'_>, rows: &[Row<'_>]) -> Relevance {
    if row.lists_entry() {
        return Relevance::Speaks;
    }
    if target.change.is_substitution() {
        substitution_relevance(target, row)
    } else {
        length_change_relevance(target, row, rows)
    }
}

fn substitution_relevance(target: &Target<'_>, row: &Row<'_>) -> Relevance {
    let mut partly = false;
    let mut speaks = false;
    for (position, wanted) in target.changed_bases() {
        let states: Vec<Under> = called_or_listed(target, row, position);
        if states.contains(&Under::Unknown) {
            return Relevance::Cannot(Reason::ComplexOverlap);
        }
        if states.is_empty() || states.contains(&Under::Unchanged) {
            continue;
        }
        let holds = states.contains(&Under::Base(wanted));
        partly |= holds;
        speaks |= !holds;
    }
    match (speaks, partly) {
        (true, _) => Relevance::Speaks,
        (false, true) => Relevance::Partly,
        (false, false) => Relevance::Silent,
    }
}

/// What the called alleles make of one base. A REF call states it only where the row is about
/// bases: an ALT of equal length (rule 3). Where nothing is called, what REF would be.
fn called_or_listed(target: &Target<'_>, row: &Row<'_>, position: u32) -> Vec<Under> {
    let end = row.site.deleted().map_or(row.site.reference_end(), |deleted| deleted.end);
    if position < row.site.start() || position >= end {
        return Vec::new();
    }
    let about_bases = row.has_substitution();
    let under = |allele: u16| match target.base_under(row.site, allele, position) {
        Under::Base(_) if !about_bases => Under::Unchanged,
        other => other,
    };
    match row.genotype() {
        Some(g) if g.missing() < g.ploidy() => g.alleles().iter().flatten().map(|a| under(*a)).collect(),
        _ => vec![under(0)],
    }
}

fn length_change_relevance(target: &Target<'_>, row: &Row<'_>, rows: &[Row<'_>]) -> Relevance {
    let over = row.site.start() < target.span().end && target.span().start < row.site.reference_end();
    if over && row.calls(|a| *a == Alternate::Star) && !deleting_row_is_there(row, rows) {
        return Relevance::Cannot(Reason::StarAllele);
    }
    if row.has_length_change() && target.spelling_is_covered(row.site) {
        return Relevance::Speaks;
    }
    let bases = target.movable();
    let mut overlapping = row.called_length_changes();
    overlapping.retain(|(_, called)| meets(called, &bases));
    if overlapping.is_empty() {
        return Relevance::Silent;
    }
    // What is deleted on every haplotype holds no insertion or deletion of its own.
    let gone = |(allele, called): &(u16, Range<u32>)| {
        let all = row.genotype().is_some_and(|g| g.copies(*allele) == g.ploidy());
        all && called.start < bases.start && bases.end < called.end
    };
    if overlapping.iter().all(gone) { Relevance::Speaks } else { Relevance::Overlaps }
}

/// Whether bases that are taken away or replaced are common to both, or the place of an insertion
/// lies inside the other's bases.
fn meets(a: &Range<u32>, b: &Range<u32>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether another row calls a deletion over this row's first base.
fn deleting_row_is_there(star: &Row<'_>, rows: &[Row<'_>]) -> bool {
    let position = star.site.start();
    rows.iter().filter(|row| row.index != star.index && row.usable).any(|row| {
        row.called_length_changes().iter().any(|(allele, called)| {
            let shorter = match row.site.alternate(*allele) {
                Some(Alternate::Bases(bases)) => bases.len() < row.site.reference.len(),
                _ => true,
            };
            shorter && called.contains(&position)
        })
    })
}

/// A longer substitution whose bases are all stated, row by row: the replay has shown that no
/// haplotype holds all of them (rule 3 with rule 3 of matching).
fn proof_by_haplotypes(target: &Target<'_>, rows: &[Row<'_>], sample: &SampleContext<'_>) -> Option<(Strength, usize)> {
    if !target.change.is_substitution() || target.change.reference.len() < 2 {
        return None;
    }
    let mut weakest: Option<(Strength, usize)> = None;
    for (position, _) in target.changed_bases() {
        let best = rows
            .iter()
            .filter(|row| row.usable && row.is_complete())
            .filter(|row| {
                let states = called_or_listed(target, row, position);
                !states.is_empty() && states.iter().all(|s| matches!(s, Under::Base(_) | Under::Deleted))
            })
            .map(|row| (strength(row, sample), row.index))
            .min()?;
        weakest = Some(weakest.map_or(best, |w| w.max(best)));
    }
    weakest
}

fn decide(target: &Target<'_>, evidence: Evidence) -> Verdict {
    if !evidence.unsupported.is_empty() {
        return Verdict::not_assessed(Reason::UnsupportedKind).with_rows(evidence.unsupported);
    }
    // The same reason whatever the order of the rows.
    if let Some((reason, row)) = evidence.indeterminate.iter().min().copied() {
        return Verdict::bare(State::Indeterminate, Some(reason)).with_rows(vec![row]);
    }
    if let Some((strength, row)) = evidence.direct.iter().min().copied() {
        // An explicit row beats a block, whatever it says.
        return settle(strength, vec![row]);
    }
    if !evidence.overlapping.is_empty() {
        let verdict = Verdict::bare(State::Indeterminate, Some(Reason::ComplexOverlap));
        return verdict.with_rows(evidence.overlapping);
    }
    if let Some(verdict) = decide_by_ranges(&goals(target), &evidence.ranges) {
        return verdict;
    }
    if !evidence.partial.is_empty() {
        return Verdict::not_assessed(Reason::SpanPartlyCovered).with_rows(evidence.partial);
    }
    if !evidence.mismatch.is_empty() {
        return Verdict::not_assessed(Reason::RefMismatch).with_rows(evidence.mismatch);
    }
    Verdict::not_assessed(Reason::NoRecord)
}

fn settle(strength: Strength, rows: Vec<usize>) -> Verdict {
    if !strength.proves() {
        return Verdict::not_assessed(strength.reason()).with_rows(rows);
    }
    let mut verdict = Verdict::bare(State::NotCarried, None).with_rows(rows);
    if strength == Strength::ProvedUnstated {
        verdict.flag(Flag::QualityNotStated);
    }
    verdict
}

/// What ranges must cover to prove an entry absent: the span, or any changed base of a substitution.
fn goals(target: &Target<'_>) -> Vec<Range<u32>> {
    if target.change.is_substitution() {
        target.changed_bases().map(|(position, _)| position..position + 1).collect()
    } else {
        vec![target.span()]
    }
}

/// Rule 2: ranges join; together they must cover one of the goals. Nothing where none of them meets any.
pub(super) fn decide_by_ranges(goals: &[Range<u32>], ranges: &[(Strength, Range<u32>, usize)]) -> Option<Verdict> {
    let meets = |range: &Range<u32>, goal: &Range<u32>| range.start < goal.end && goal.start < range.end;
    let near: Vec<_> = ranges.iter().filter(|(_, range, _)| goals.iter().any(|goal| meets(range, goal))).collect();
    let rows = || near.iter().map(|(_, _, row)| *row).filter(|row| *row != KEPT_AS_BITS).collect::<Vec<_>>();
    let strongest = near.iter().map(|(strength, _, _)| *strength).min()?;
    let mut levels: Vec<Strength> = near.iter().map(|(strength, _, _)| *strength).collect();
    crate::order::sort(&mut levels);
    levels.dedup();
    for level in levels {
        let upto: Vec<Range<u32>> = near.iter().filter(|(s, _, _)| *s <= level).map(|(_, r, _)| r.clone()).collect();
        if goals.iter().any(|goal| covered(goal, &upto)) {
            return Some(settle(level, rows()));
        }
    }
    if strongest.proves() {
        return Some(Verdict::not_assessed(Reason::SpanPartlyCovered).with_rows(rows()));
    }
    Some(settle(strongest, rows()))
}

/// Whether the union of ranges covers a goal.
pub(super) fn covered(goal: &Range<u32>, ranges: &[Range<u32>]) -> bool {
    let mut sorted: Vec<&Range<u32>> = ranges.iter().collect();
    crate::order::sort_by_key(&mut sorted, |range| range.start);
    let mut reached = goal.start;
    for range in sorted {
        if range.start > reached {
            break;
        }
        reached = reached.max(range.end);
    }
    reached >= goal.end
}
