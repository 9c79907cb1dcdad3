//! One entry, one sample, all rows that concern it: the verdict.

use super::absence::absence;
use super::carriage::{SampleContext, carriage, quality_flags, set_copies};
use super::compose::{Composition, compose};
use super::planes::Block;
use super::reference_effect::judge_reference_effect;
use super::relation::Target;
use super::row::{Row, Seen};
use super::verdict::{Flag, MatchKind, Reason, State, Verdict};
use crate::panel::Entry;

/// Judges an entry from the sites that meet or abut its span, and from what reference rows said of
/// the whole span (`block`). What only abuts is replayed with the others, and says nothing by itself
/// unless it lists the entry.
///
/// The order of the sites does not matter. `rows` of the verdict are indexes into `sites`.
#[must_use]
pub fn judge(entry: &Entry, sites: &[Seen<'_>], block: Option<Block>, sample: &SampleContext<'_>) -> Verdict {
    if !entry.representable {
        return Verdict::not_assessed(Reason::EntryNotRepresentable);
    }
    if entry.ref_differs {
        return Verdict::not_assessed(Reason::RefMismatch);
    }
    let target = Target::new(entry);
    let span = target.span();
    let (mut rows, beside): (Vec<Row<'_>>, Vec<Row<'_>>) = sites
        .iter()
        .enumerate()
        .map(|(i, seen)| Row::new(i, *seen, &target))
        .partition(|row| row.site.start() < span.end && span.start < row.site.end() || !row.listed.is_empty());
    let meeting = rows.len();
    rows.extend(beside);
    let near = &rows[..meeting];
    if entry.effect_is_ref {
        return judge_reference_effect(&target, near, sample);
    }
    if let Some(verdict) = carriage(near, sample) {
        return with_composed_copies(verdict, &target, &rows, sample);
    }
    match compose(&target, &rows) {
        Composition::Always(copies, parts) => composed(copies, parts, &rows, sample),
        Composition::Sometimes(parts) => indeterminate(Reason::PhaseUnknown, parts),
        Composition::TooComplex(parts) => indeterminate(Reason::ComplexOverlap, parts),
        Composition::Never => absence(&target, near, block, sample),
    }
}

/// Adds the haplotypes that have the entry in parts to those that have it as one allele.
fn with_composed_copies(
    mut verdict: Verdict,
    target: &Target<'_>,
    rows: &[Row<'_>],
    sample: &SampleContext<'_>,
) -> Verdict {
    let Some((carried, _)) = verdict.copies.filter(|(carried, ploidy)| carried < ploidy && rows.len() > 1) else {
        return verdict;
    };
    let Composition::Always(copies, _) = compose(target, rows) else { return verdict };
    if copies.missing == 0 && copies.carried > carried {
        verdict.flags.retain(|flag| *flag != Flag::HetInHaploidRegion);
        set_copies(&mut verdict, copies, sample.locus);
    }
    verdict
}

fn composed(
    copies: super::carriage::Copies,
    parts: Vec<usize>,
    rows: &[Row<'_>],
    sample: &SampleContext<'_>,
) -> Verdict {
    let behind: Vec<&Row<'_>> = rows.iter().filter(|row| parts.contains(&row.index)).collect();
    let mut verdict = Verdict::bare(State::Carried, None).with_rows(parts);
    verdict.kind = Some(MatchKind::Composed);
    set_copies(&mut verdict, copies, sample.locus);
    quality_flags(&mut verdict, &behind, sample.policy);
    verdict
}

fn indeterminate(reason: Reason, rows: Vec<usize>) -> Verdict {
    Verdict::bare(State::Indeterminate, Some(reason)).with_rows(rows)
}
