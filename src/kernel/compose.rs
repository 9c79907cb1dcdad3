//! Several rows, one allele: do called alleles that lie on one haplotype make up the entry?

use super::carriage::Copies;
use super::relation::Target;
use super::row::Row;
use crate::allele::{Change, Spelling, same_haplotype, trim};

/// Heterozygous rows that are replayed at most; beyond it the overlap is called complex.
const MAX_HETEROZYGOUS: usize = 6;
/// Parts that are combined at most.
const MAX_PARTS: usize = 12;

/// What the replay of all phase assignments gives.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Composition {
    /// The entry is on this many haplotypes in every assignment, by these rows.
    Always(Copies, Vec<usize>),
    /// In some assignments, by these rows.
    Sometimes(Vec<usize>),
    /// In none.
    Never,
    /// There are too many heterozygous rows to replay.
    TooComplex(Vec<usize>),
}

/// A called allele that changes bases within the entry's window.
struct Part<'r, 'a> {
    row: &'r Row<'a>,
    allele: u16,
    change: Change<'a>,
}

/// Replays the rows around an entry that no single row calls.
#[must_use]
pub(crate) fn compose(target: &Target<'_>, rows: &[Row<'_>]) -> Composition {
    let parts = parts(target, rows);
    if parts.len() < 2 {
        return Composition::Never;
    }
    let indexes = || {
        let mut all: Vec<usize> = parts.iter().map(|p| p.row.index).collect();
        all.dedup();
        all
    };
    if parts.len() > MAX_PARTS || heterozygous(&parts) > MAX_HETEROZYGOUS {
        return Composition::TooComplex(indexes());
    }
    let mut best = Composition::Never;
    for subset in 1_u32..1 << parts.len() {
        let chosen: Vec<&Part<'_, '_>> =
            parts.iter().enumerate().filter(|(i, _)| subset >> i & 1 == 1).map(|(_, p)| p).collect();
        if chosen.len() < 2 || !makes_entry(target, &chosen) {
            continue;
        }
        match (together(&chosen), &best) {
            (outcome @ Composition::Always(..), _) => return outcome,
            (outcome @ Composition::Sometimes(_), Composition::Never) => best = outcome,
            _ => {}
        }
    }
    best
}

fn parts<'r, 'a>(target: &Target<'_>, rows: &'r [Row<'a>]) -> Vec<Part<'r, 'a>> {
    let window = target.window();
    let mut parts: Vec<Part<'r, 'a>> = Vec::new();
    for row in rows.iter().filter(|row| row.usable) {
        for (allele, bases) in row.site.sequences() {
            let change = trim(row.site.start(), &row.site.reference, bases);
            let inside = window.start <= change.start && change.end() <= window.end;
            let called = row.genotype().is_some_and(|g| g.copies(allele) > 0);
            // A row that repeats an allele is a duplicate, not another part.
            if inside && called && !parts.iter().any(|p| p.change == change) {
                parts.push(Part { row, allele, change });
            }
        }
    }
    crate::order::sort_by_key(&mut parts, |part| (part.change.start, part.change.end()));
    parts
}

fn heterozygous(parts: &[Part<'_, '_>]) -> usize {
    parts.iter().filter(|p| p.row.genotype().is_some_and(|g| g.copies(p.allele) < g.ploidy())).count()
}

/// Whether the parts, all made on one haplotype, give the entry's haplotype.
fn makes_entry(target: &Target<'_>, parts: &[&Part<'_, '_>]) -> bool {
    if parts
        .windows(2)
        .any(|pair| pair[0].change.end() > pair[1].change.start || pair[0].change.start == pair[1].change.start)
    {
        return false;
    }
    let (known_start, known) = target.known();
    let (first, last) = (parts[0].change.start, parts[parts.len() - 1].change.end());
    let base = |from: u32, to: u32| known.get((from - known_start) as usize..(to - known_start) as usize);
    let Some(reference) = base(first, last) else { return false };
    let mut alternate = Vec::new();
    let mut at = first;
    for part in parts {
        let Some(between) = base(at, part.change.start) else { return false };
        alternate.extend_from_slice(between);
        alternate.extend_from_slice(part.change.alternate);
        at = part.change.end();
    }
    let joined = Spelling { known_start, known, change: trim(first, reference, &alternate) };
    same_haplotype(&target.spelling(), &joined)
}

/// On how many haplotypes the parts lie together, as far as GT and phase sets tell.
fn together(parts: &[&Part<'_, '_>]) -> Composition {
    let rows: Vec<usize> = parts.iter().map(|p| p.row.index).collect();
    let genotypes: Vec<_> = parts.iter().filter_map(|p| Some((p, p.row.genotype()?))).collect();
    let ploidy = genotypes[0].1.ploidy();
    if genotypes.iter().any(|(_, g)| !g.is_complete() || g.ploidy() != ploidy) {
        return Composition::Sometimes(rows);
    }
    let het: Vec<_> = genotypes.iter().filter(|(p, g)| g.copies(p.allele) < ploidy).collect();
    let carried = match het.as_slice() {
        [] => ploidy,
        [(part, genotype)] => genotype.copies(part.allele),
        [(first, _), ..] => {
            let one_set = het.iter().all(|(p, g)| g.is_phased() && p.row.phase_set() == first.row.phase_set());
            let mask = het.iter().try_fold(u64::MAX, |mask, (p, g)| Some(mask & g.haplotypes(p.allele)?));
            // Two alleles of one row are on different haplotypes, whatever the phase.
            let one_row = het.windows(2).any(|pair| pair[0].0.row.index == pair[1].0.row.index);
            match mask {
                _ if one_row => 0,
                Some(mask) if one_set => mask.count_ones() as usize,
                _ => return Composition::Sometimes(rows),
            }
        }
    };
    if carried == 0 {
        return Composition::Never;
    }
    Composition::Always(Copies { carried, ploidy, missing: 0 }, rows)
}
