//! What the records of an island say of an allele, by trying every phase and comparing sequences.

use super::island::{Variant, haplotype};
use super::rows::{Phase, Row};

/// The answer that the records leave open.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Truth {
    /// Carried in every phase; on this many haplotypes, where that is the same in all.
    Always(Option<usize>),
    /// In some phases.
    Sometimes,
    Never,
    /// Called by one record, and denied by another.
    Contradicted,
}

/// Tries every placement of the called alleles that GT and phase sets allow.
pub(crate) fn truth(reference: &[u8], rows: &[Row], entry: &Variant) -> Truth {
    let entry = entry.minimal(reference);
    let goal = entry.haplotype(reference);
    let is_entry = |v: &Variant| v.haplotype(reference) == goal;
    let calls = |row: &Row, wanted: &dyn Fn(&Variant) -> bool| {
        row.variants().iter().enumerate().any(|(i, v)| wanted(v) && row.genotype.contains(&Some(i + 1)))
    };
    let component = |v: &Variant| is_component(reference, &entry, v);
    let calls_entry = |row: &Row| calls(row, &is_entry) || calls(row, &component);
    let called = rows.iter().any(calls_entry);
    let denies =
        |row: &Row| row.variants().iter().any(is_entry) && !calls(row, &is_entry) && !row.genotype.contains(&None);
    // Rows of one POS are one site: a longer allele of it holds the entry, and nothing is denied.
    let split_site =
        |row: &Row| rows.iter().filter(|r| calls_entry(r)).all(|r| r.start == row.start && !calls(r, &is_entry));
    if called && rows.iter().any(|row| denies(row) && !calls(row, &component) && !split_site(row)) {
        return Truth::Contradicted;
    }
    let window = window(reference, &entry);
    // A row beside the entry contradicts nothing that is said of it.
    let near: Vec<&Row> = rows.iter().filter(|row| row.start < window.end && window.start < row.end).collect();
    if near.iter().any(|row| calls_entry(row) && exceeds_ploidy(reference, row.start, &near)) {
        return Truth::Contradicted;
    }
    let holding = |on: &&Vec<Variant>| holds(reference, &entry, &goal, on);
    let counts: Vec<usize> =
        placements(rows).iter().map(|haplotypes| haplotypes.iter().filter(holding).count()).collect();
    let first = counts[0];
    let complete = rows.iter().all(|row| !row.genotype.contains(&None));
    if counts.iter().all(|n| *n > 0) {
        return Truth::Always(counts.iter().all(|n| *n == first).then_some(first).filter(|_| complete));
    }
    if counts.iter().all(|n| *n == 0) { Truth::Never } else { Truth::Sometimes }
}

/// The alleles of each haplotype, in every way that the phases allow. Rows of one phase set turn
/// together; an unphased row turns alone.
fn placements(rows: &[Row]) -> Vec<Vec<Vec<Variant>>> {
    let ploidy = rows[0].genotype.len();
    let mut groups: Vec<(Option<&Phase>, Vec<&Row>)> = Vec::new();
    for row in rows {
        let phase = (row.phase != Phase::Unphased).then_some(&row.phase);
        match groups.iter_mut().find(|(p, _)| phase.is_some() && *p == phase) {
            Some((_, members)) => members.push(row),
            None => groups.push((phase, vec![row])),
        }
    }
    let turns = if ploidy == 2 { groups.len() } else { 0 };
    (0..1 << turns)
        .map(|turned: usize| {
            let mut haplotypes = vec![Vec::new(); ploidy];
            for (g, (_, members)) in groups.iter().enumerate() {
                for row in members {
                    for (h, allele) in row.genotype.iter().enumerate() {
                        let Some(allele @ 1..) = *allele else { continue };
                        let h = if turned >> g & 1 == 1 { 1 - h } else { h };
                        haplotypes[h].push(row.variants()[allele - 1].clone());
                    }
                }
            }
            haplotypes
        })
        .collect()
}

/// Whether more distinct alleles are called at one POS than there are haplotypes: SEMANTICS.md has
/// that as a contradiction, also where one haplotype could hold two of them.
fn exceeds_ploidy(reference: &[u8], start: usize, rows: &[&Row]) -> bool {
    let mut most: Vec<(Vec<u8>, usize)> = Vec::new();
    for row in rows.iter().filter(|row| row.start == start) {
        for (i, variant) in row.variants().iter().enumerate() {
            let copies = row.genotype.iter().filter(|a| **a == Some(i + 1)).count();
            let sequence = variant.haplotype(reference);
            match most.iter_mut().find(|(known, _)| *known == sequence) {
                Some((_, n)) => *n = copies.max(*n),
                None => most.push((sequence, copies)),
            }
        }
    }
    most.iter().map(|(_, n)| n).sum::<usize>() > rows[0].genotype.len()
}

/// The bases that the panel knows: every place that an insertion or deletion can be shifted to, and
/// one base on each side; of a substitution its own.
fn window(reference: &[u8], entry: &Variant) -> std::ops::Range<usize> {
    if entry.is_substitution() {
        return entry.start..entry.end;
    }
    let all = entry.spellings(reference);
    let (start, end) = (all.iter().map(|v| v.start).min().unwrap(), all.iter().map(|v| v.end).max().unwrap());
    start - 1..end + 1
}

/// Whether a haplotype has the entry: one of its alleles is it or holds it, or several together.
fn holds(reference: &[u8], entry: &Variant, goal: &[u8], on: &[Variant]) -> bool {
    let mut alleles: Vec<Variant> = Vec::new();
    for variant in on.iter().map(|v| v.minimal(reference)) {
        // The same sequence spelled twice is one allele.
        if !alleles.iter().any(|a| a.haplotype(reference) == variant.haplotype(reference)) {
            alleles.push(variant);
        }
    }
    if alleles.iter().any(|v| v.haplotype(reference) == goal || is_component(reference, entry, v)) {
        return true;
    }
    if entry.is_substitution() {
        // All bases that the haplotype states, not only those that would fit.
        let stated: Vec<&Variant> = alleles.iter().filter(|v| v.is_substitution()).collect();
        if haplotype(reference, &stated).is_some_and(|h| h[entry.start..entry.end] == entry.alternate) {
            return true;
        }
    }
    (1_usize..1 << alleles.len()).any(|subset| {
        let chosen: Vec<&Variant> =
            alleles.iter().enumerate().filter(|(i, _)| subset >> i & 1 == 1).map(|(_, v)| v).collect();
        let lengths_change = !entry.is_substitution() || chosen.iter().any(|v| !v.is_substitution());
        chosen.len() > 1 && lengths_change && haplotype(reference, &chosen).is_some_and(|h| h == goal)
    })
}

/// Whether the entry is a substitution inside a longer allele of equal length.
fn is_component(reference: &[u8], entry: &Variant, allele: &Variant) -> bool {
    let allele = allele.minimal(reference);
    entry.is_substitution()
        && allele.is_substitution()
        && allele.start <= entry.start
        && entry.end <= allele.end
        && allele.alternate[entry.start - allele.start..entry.end - allele.start] == entry.alternate
}
