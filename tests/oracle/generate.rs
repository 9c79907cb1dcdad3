//! Cases: an island, the records of a sample on it, and the entries that a panel asks about.

use std::collections::HashMap;
use std::fmt::{self, Write};

use super::island::{Variant, island};
use super::rows::{Phase, Row};
use super::truth::{Truth, truth};
use super::world::{World, report};
use crate::common::random::Random;
use genosieve::kernel::{Reason, State};
use genosieve::report::VerdictRow;

/// One island with what is on it.
pub(crate) struct Case {
    pub reference: Vec<u8>,
    pub rows: Vec<Row>,
    /// Entries as a source spells them.
    pub entries: Vec<Variant>,
}

/// What a run has seen.
#[derive(Default)]
pub(crate) struct Tally {
    pub variants: usize,
    pub carried: usize,
    pub absent: usize,
    pub unanswered: usize,
    pub phase_unknown: usize,
    pub conflicts: usize,
    pub missed: usize,
    pub false_hits: usize,
    pub failures: Vec<String>,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} variants, {} entries carried, {} absent, {} not assessed, {} phase unknown, {} conflicts; {} missed, {} false",
            self.variants,
            self.carried,
            self.absent,
            self.unanswered,
            self.phase_unknown,
            self.conflicts,
            self.missed,
            self.false_hits
        )
    }
}

impl Case {
    pub(crate) fn random(random: &mut Random) -> Self {
        let reference = island(random);
        let variant = Variant::random(&reference, random);
        let decoys: Vec<Variant> = (0..3).map(|_| variant.decoy(&reference, random)).collect();
        let rows = match random.below(12) {
            0..5 => one_allele(&reference, &variant, &decoys, random),
            5..8 => two_alleles(&reference, &variant, &decoys[0], random),
            8 => one_allele(&reference, &decoys[0], &decoys[1..], random),
            11 => whole_and_in_parts(&reference, &variant, random),
            _ => in_parts(&reference, &variant, random),
        };
        let mut entries = vec![variant];
        entries.extend(decoys);
        let entries = entries.iter().map(|v| source_spelling(&reference, v, random)).collect();
        Self { reference, rows, entries }
    }

    /// POS, REF and ALT of an entry, where the island begins at this base (0-based).
    pub(crate) fn spelled(&self, entry: &Variant, offset: usize) -> (u32, String, String) {
        let text = |bases: &[u8]| String::from_utf8(bases.to_vec()).unwrap();
        let pos = u32::try_from(offset + entry.start + 1).unwrap();
        (pos, text(&self.reference[entry.start..entry.end]), text(&entry.alternate))
    }
}

/// Any spelling, padded or not, as a panel's source might have it.
fn source_spelling(reference: &[u8], variant: &Variant, random: &mut Random) -> Variant {
    let row = Row::new(reference, &[variant], &[Some(0)], Phase::Unphased, random);
    row.variants().remove(0)
}

fn phase(random: &mut Random) -> Phase {
    match random.below(6) {
        0 | 1 => Phase::Unphased,
        2 | 3 => Phase::Set(None),
        4 => Phase::Set(Some(random.below(2))),
        _ => Phase::Physical(random.below(2)),
    }
}

/// One allele, het, hom or hemi, perhaps beside alternates that are not called, perhaps half-called.
fn one_allele(reference: &[u8], variant: &Variant, others: &[Variant], random: &mut Random) -> Vec<Row> {
    let haplotypes: &[Option<usize>] =
        random.pick::<&[Option<usize>]>(&[&[None, Some(0)][..], &[Some(0), None], &[Some(0), Some(0)], &[Some(0)]]);
    let mut listed = vec![variant];
    if random.once_in(3) {
        listed.extend(others.iter().take(1).filter(|o| o.haplotype(reference) != variant.haplotype(reference)));
    }
    let phase = if haplotypes.len() == 2 { phase(random) } else { Phase::Unphased };
    let mut row = Row::new(reference, &listed, haplotypes, phase, random);
    if random.once_in(8) && row.genotype.contains(&Some(0)) && !matches!(row.phase, Phase::Physical(_)) {
        row.genotype.iter_mut().filter(|a| **a == Some(0)).for_each(|a| *a = None);
    }
    let mut rows = if random.once_in(4) { row.split() } else { vec![row] };
    if random.once_in(10) {
        rows.push(rows[0].clone());
    }
    rows
}

/// Two alleles on two haplotypes: one record, its split, or a record each.
fn two_alleles(reference: &[u8], a: &Variant, b: &Variant, random: &mut Random) -> Vec<Row> {
    if a.haplotype(reference) == b.haplotype(reference) {
        return one_allele(reference, a, &[], random);
    }
    let phase = phase(random);
    match random.below(3) {
        0 => vec![Row::new(reference, &[a, b], &[Some(0), Some(1)], phase, random)],
        1 => {
            let mut rows = Row::new(reference, &[a, b], &[Some(0), Some(1)], phase, random).split();
            if random.once_in(2) && rows.iter().all(|row| row.phase == Phase::Unphased) {
                rows.iter_mut().flat_map(|row| &mut row.genotype).filter(|g| **g == Some(0)).for_each(|g| *g = None);
            }
            rows
        }
        _ => vec![
            Row::new(reference, &[a], &[Some(0), None], phase.clone(), random),
            Row::new(reference, &[b], &[None, Some(0)], phase, random),
        ],
    }
}

/// The parts of an allele in a record each: in cis, in trans, homozygous, or without phase.
fn in_parts(reference: &[u8], variant: &Variant, random: &mut Random) -> Vec<Row> {
    let parts = parts(reference, &variant.minimal(reference), random);
    if parts.len() < 2 || parts.len() > 4 {
        return one_allele(reference, variant, &[], random);
    }
    let phase = phase(random);
    let all_hom = random.once_in(5);
    let trans = random.once_in(5);
    parts
        .iter()
        .enumerate()
        .map(|(i, part)| {
            let hom = all_hom || random.once_in(8);
            let haplotypes: &[Option<usize>] = match (hom, trans && i == 1) {
                (true, _) => &[Some(0), Some(0)],
                (_, true) => &[None, Some(0)],
                _ => &[Some(0), None],
            };
            Row::new(reference, &[part], haplotypes, phase.clone(), random)
        })
        .collect()
}

/// The allele as one record on one haplotype, and in parts on the other.
fn whole_and_in_parts(reference: &[u8], variant: &Variant, random: &mut Random) -> Vec<Row> {
    let parts = parts(reference, &variant.minimal(reference), random);
    if parts.len() < 2 || parts.len() > 4 {
        return one_allele(reference, variant, &[], random);
    }
    let phase = if random.once_in(4) { Phase::Unphased } else { Phase::Set(None) };
    let mut rows = vec![Row::new(reference, &[variant], &[Some(0), None], phase.clone(), random)];
    for part in &parts {
        rows.push(Row::new(reference, &[part], &[None, Some(0)], phase.clone(), random));
    }
    rows
}

/// Changes that make the variant together: its bases one by one or in runs, then what is left.
fn parts(reference: &[u8], variant: &Variant, random: &mut Random) -> Vec<Variant> {
    let lost = variant.end - variant.start;
    let common = lost.min(variant.alternate.len());
    let mut parts: Vec<Variant> = Vec::new();
    for i in 0..common {
        let at = variant.start + i;
        let base = variant.alternate[i];
        if reference[at] == base {
            continue;
        }
        match parts.last_mut().filter(|p| p.end == at) {
            Some(run) if random.once_in(3) => {
                run.end += 1;
                run.alternate.push(base);
            }
            _ => parts.push(Variant::new(at, at + 1, &[base])),
        }
    }
    let rest = Variant::new(variant.start + common, variant.end, &variant.alternate[common..]);
    if rest.start < rest.end || !rest.alternate.is_empty() {
        parts.push(rest);
    }
    parts
}

/// Screens all cases as one file against one panel, and compares every answer.
pub(crate) fn check(cases: &[Case], tally: &mut Tally) {
    let world = World::new(cases);
    let mut entries: HashMap<(u32, String, String), (usize, usize)> = HashMap::new();
    let mut offset = 0;
    for (c, case) in cases.iter().enumerate() {
        let places = case.entries.iter().enumerate().map(|(e, entry)| (case.spelled(entry, offset), (c, e)));
        entries.extend(places);
        offset += case.reference.len();
    }
    let report = report(&world.panel(), world.vcf(&world.records).as_bytes());
    assert_eq!(report.accounting.skipped.len(), 0, "{:?}", report.accounting.skipped);
    assert_eq!(report.verdicts.len(), entries.len());
    tally.variants += cases.len();
    for verdict in &report.verdicts {
        let key = (verdict.entry.pos, verdict.entry.reference.clone(), verdict.entry.alternate.clone());
        let (c, e) = entries[&key];
        let case = &cases[c];
        compare(case, e, verdict, tally);
    }
}

fn compare(case: &Case, entry: usize, verdict: &VerdictRow, tally: &mut Tally) {
    let truth = truth(&case.reference, &case.rows, &case.entries[entry]);
    let ploidy = case.rows[0].genotype.len();
    match verdict.state {
        State::Carried => tally.carried += 1,
        State::NotCarried => tally.absent += 1,
        State::NotAssessed => tally.unanswered += 1,
        _ if verdict.reason == Some(Reason::PhaseUnknown) => tally.phase_unknown += 1,
        _ => tally.conflicts += 1,
    }
    let right = match truth {
        Truth::Always(copies) => {
            let counted =
                copies.is_none_or(|n| verdict.copies.as_ref().is_some_and(|c| (c.carried, c.ploidy) == (n, ploidy)));
            verdict.state == State::Carried && counted
        }
        Truth::Sometimes => verdict.reason == Some(Reason::PhaseUnknown),
        Truth::Never => verdict.state != State::Carried && verdict.reason != Some(Reason::PhaseUnknown),
        Truth::Contradicted => verdict.reason == Some(Reason::ConflictingRecords),
    };
    if right {
        return;
    }
    match truth {
        Truth::Never => tally.false_hits += 1,
        _ => tally.missed += 1,
    }
    if tally.failures.len() < 12 {
        let reference = String::from_utf8(case.reference.clone()).unwrap();
        let mut text = format!("\n{reference}\n");
        for row in &case.rows {
            writeln!(text, "  {}", row.line("1", 0, &case.reference)).unwrap();
        }
        let v = &case.entries[entry];
        write!(
            text,
            "  entry {} {}>{}: {truth:?}, answered {:?} {:?} {:?} {:?}",
            v.start + 1,
            &reference[v.start..v.end],
            String::from_utf8_lossy(&v.alternate),
            verdict.state,
            verdict.reason,
            verdict.kind,
            verdict.copies.as_ref().map(|c| (c.carried, c.ploidy)),
        )
        .unwrap();
        tally.failures.push(text);
    }
}
