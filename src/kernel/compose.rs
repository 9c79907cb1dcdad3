//! Several rows, one allele: do called alleles that lie on one haplotype make up the entry?

use super::carriage::Copies;
use super::relation::Target;
use super::row::Row;
use crate::allele::{Change, Spelling, agree, len, same_haplotype, slice, trim};
use crate::genotype::Genotype;

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

/// A called allele that changes bases of the entry's surroundings.
struct Part<'r, 'a> {
    row: &'r Row<'a>,
    allele: u16,
    change: Change<'a>,
}

/// Parts as a set: bit `i` is the part of that number.
type PartSet = u32;

/// Replays the rows around an entry.
///
/// ```text
/// parts      called alleles on bases that are known, on or beside the entry's span
/// makers     sets of parts that give the entry's sequence when they lie on one haplotype
/// for each way to turn the phase sets and unphased rows:
///     count the haplotypes whose parts hold a maker
/// ```
#[must_use]
pub(crate) fn compose(target: &Target<'_>, rows: &[Row<'_>]) -> Composition {
    let known = Known::around(target, rows);
    let parts = parts(target, &known, rows);
    if parts.len() < 2 {
        return Composition::Never;
    }
    if parts.len() > MAX_PARTS || heterozygous(&parts) > MAX_HETEROZYGOUS {
        return Composition::TooComplex(rows_of(&parts));
    }
    let makers: Vec<PartSet> =
        (1..1 << parts.len()).filter(|set| makes_entry(target, &known, &chosen(&parts, *set))).collect();
    if makers.is_empty() && !target.change.is_substitution() {
        return Composition::Never;
    }
    let ploidy = ploidy(&parts);
    if ploidy.is_none_or(|ploidy| ploidy > 2) {
        return without_turning(&parts, &makers);
    }
    replay(target, &parts, &makers, ploidy.unwrap_or_default())
}

/// The reference bases that are known around an entry: the panel's, and what REF of rows with an
/// alternate states where it touches them. A reference row adds none: most of them are kept as bits,
/// and an answer must not depend on which.
struct Known {
    /// 0-based.
    start: u32,
    bases: Vec<u8>,
}

impl Known {
    fn around(target: &Target<'_>, rows: &[Row<'_>]) -> Self {
        let (start, bases) = target.known();
        let mut known = Self { start, bases: bases.to_vec() };
        let stating = rows.iter().filter(|row| row.usable && !row.site.is_reference_row());
        let mut stated: Vec<(u32, &[u8])> =
            stating.map(|row| (row.site.start(), row.site.reference.as_slice())).collect();
        // What is taken up first must not depend on the order of the rows.
        crate::order::sort(&mut stated);
        while let Some(next) = stated.iter().position(|(start, bases)| known.touches(*start, bases)) {
            let (start, bases) = stated.remove(next);
            known.take(start, bases);
        }
        known
    }

    fn end(&self) -> u32 {
        self.start + len(&self.bases)
    }

    fn touches(&self, start: u32, bases: &[u8]) -> bool {
        start <= self.end() && self.start <= start + len(bases)
    }

    /// Adds the bases beyond those that are known; none where both disagree on the others.
    fn take(&mut self, start: u32, bases: &[u8]) {
        if agree(self.start, &self.bases, start, bases) == Some(false) {
            return;
        }
        if let Some(behind) = (start + len(bases)).checked_sub(self.end()) {
            self.bases.extend_from_slice(&bases[bases.len() - behind as usize..]);
        }
        if let Some(before) = self.start.checked_sub(start) {
            self.bases.splice(..0, bases[..before as usize].iter().copied());
            self.start = start;
        }
    }

    fn slice(&self, from: u32, to: u32) -> Option<&[u8]> {
        slice(self.start, &self.bases, from, to)
    }

    fn spelling<'s>(&'s self, change: Change<'s>) -> Spelling<'s> {
        Spelling { known_start: self.start, known: &self.bases, change }
    }

    /// Whether a change replaces only bases that are known.
    fn holds(&self, change: &Change<'_>) -> bool {
        self.start <= change.start && change.end() <= self.end()
    }
}

fn parts<'r, 'a>(target: &Target<'_>, known: &Known, rows: &'r [Row<'a>]) -> Vec<Part<'r, 'a>> {
    let mut parts: Vec<Part<'r, 'a>> = Vec::new();
    for row in rows.iter().filter(|row| row.usable) {
        for (allele, bases) in row.site.sequences() {
            let change = trim(row.site.start(), &row.site.reference, bases);
            let inside = known.holds(&change);
            // Of a longer substitution those bases count that the entry is about.
            let beside = target.change.is_substitution()
                && change.is_substitution()
                && change.start < target.change.end()
                && target.change.start < change.end();
            let called = row.genotype().is_some_and(|g| g.copies(allele) > 0);
            // A row that repeats an allele, shifted or not, is a duplicate and not another part.
            let repeats = |p: &Part<'_, '_>| {
                let both_inside = inside && known.holds(&p.change);
                p.change == change
                    || (both_inside && same_haplotype(&known.spelling(p.change), &known.spelling(change)))
            };
            if (inside || beside) && called && !parts.iter().any(repeats) {
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

fn chosen<'p, 'r, 'a>(parts: &'p [Part<'r, 'a>], set: PartSet) -> Vec<&'p Part<'r, 'a>> {
    parts.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, p)| p).collect()
}

fn rows_of<'p, 'r: 'p, 'a: 'r>(parts: impl IntoIterator<Item = &'p Part<'r, 'a>>) -> Vec<usize> {
    let mut rows: Vec<usize> = parts.into_iter().map(|p| p.row.index).collect();
    rows.dedup();
    rows
}

/// The ploidy that all rows have in common.
fn ploidy(parts: &[Part<'_, '_>]) -> Option<usize> {
    let mut all = parts.iter().filter_map(|p| p.row.genotype()).map(Genotype::ploidy);
    let first = all.next()?;
    all.all(|ploidy| ploidy == first).then_some(first)
}

/// Counts the haplotypes with the entry for every way to turn phase sets and unphased rows.
fn replay(target: &Target<'_>, parts: &[Part<'_, '_>], makers: &[PartSet], ploidy: usize) -> Composition {
    // What turns together: a phase set, or one row without phase.
    let mut groups: Vec<(Option<Option<&str>>, usize)> = Vec::new();
    let group_of: Vec<usize> = parts
        .iter()
        .map(|p| {
            let phased = p.row.genotype().is_some_and(Genotype::is_phased);
            let group = (phased.then(|| p.row.phase_set()), if phased { 0 } else { p.row.index });
            groups.iter().position(|g| *g == group).unwrap_or_else(|| {
                groups.push(group);
                groups.len() - 1
            })
        })
        .collect();
    let turns = if ploidy == 2 { groups.len() } else { 0 };
    let on = |haplotype: usize, turned: usize| -> PartSet {
        let lies = |p: &Part<'_, '_>, group: usize| {
            let at = if turned >> group & 1 == 1 { 1 - haplotype } else { haplotype };
            p.row.genotype().is_some_and(|g| g.alleles()[at] == Some(p.allele))
        };
        parts.iter().zip(&group_of).enumerate().filter(|(_, (p, g))| lies(p, **g)).fold(0, |set, (i, _)| set | 1 << i)
    };
    let mut behind: Option<PartSet> = None;
    let (mut least, mut most) = (usize::MAX, 0);
    for turned in 0..1_usize << turns {
        let holding: Vec<PartSet> =
            (0..ploidy).filter_map(|haplotype| holds(target, parts, makers, on(haplotype, turned))).collect();
        (least, most) = (least.min(holding.len()), most.max(holding.len()));
        behind = behind.or(holding.first().copied());
    }
    let Some(behind) = behind else { return Composition::Never };
    if least == 0 {
        return Composition::Sometimes(rows_of(chosen(parts, behind)));
    }
    let complete = chosen(parts, behind).iter().all(|p| p.row.is_complete());
    // Where phases differ in how many copies there are, the number is not known.
    let missing = usize::from(least != most || !complete);
    Composition::Always(Copies { carried: least, ploidy, missing }, rows_of(chosen(parts, behind)))
}

/// The parts that give the entry on a haplotype that has `on`.
fn holds(target: &Target<'_>, parts: &[Part<'_, '_>], makers: &[PartSet], on: PartSet) -> Option<PartSet> {
    let stating = (0..parts.len())
        .filter(|i| on >> i & 1 == 1 && parts[*i].change.is_substitution())
        .fold(0, |set, i| set | 1 << i);
    let is_substitution = target.change.is_substitution();
    let stated = || bases_of(target, &chosen(parts, stating));
    if is_substitution && stated().is_some_and(|bases| bases == target.change.alternate) {
        return Some(stating);
    }
    makers.iter().copied().find(|maker| {
        // Substitutions alone were asked for above, with all that the haplotype has.
        on & *maker == *maker && !(is_substitution && *maker & stating == *maker)
    })
}

/// The bases in place of the entry's, as all substitutions of a haplotype state them together; nothing
/// where two of them are about the same bases.
fn bases_of(target: &Target<'_>, stating: &[&Part<'_, '_>]) -> Option<Vec<u8>> {
    let entry = &target.change;
    if stating.windows(2).any(|pair| pair[0].change.end() > pair[1].change.start) {
        return None;
    }
    let mut bases = entry.reference.to_vec();
    for Part { change, .. } in stating {
        for (position, base) in (change.start..).zip(change.alternate) {
            if entry.start <= position && position < entry.end() {
                bases[(position - entry.start) as usize] = *base;
            }
        }
    }
    Some(bases)
}

/// More than two haplotypes, or rows that differ in how many: only what lies in one phase set or is
/// on every haplotype is told.
fn without_turning(parts: &[Part<'_, '_>], makers: &[PartSet]) -> Composition {
    let mut best = Composition::Never;
    for maker in makers.iter().filter(|maker| maker.count_ones() > 1) {
        match (together(&chosen(parts, *maker)), &best) {
            (outcome @ Composition::Always(..), _) => return outcome,
            (outcome @ Composition::Sometimes(_), Composition::Never) => best = outcome,
            _ => {}
        }
    }
    best
}

/// Whether the parts, all made on one haplotype, give the entry's haplotype.
fn makes_entry(target: &Target<'_>, known: &Known, parts: &[&Part<'_, '_>]) -> bool {
    // An insertion goes before what begins at the same base; of two insertions neither is first.
    let is_insertion = |change: &Change<'_>| change.reference.is_empty();
    let clash = |a: &Change<'_>, b: &Change<'_>| a.end() > b.start || (a.start == b.start && is_insertion(b));
    if parts.windows(2).any(|pair| clash(&pair[0].change, &pair[1].change)) {
        return false;
    }
    let (first, last) = (parts[0].change.start, parts[parts.len() - 1].change.end());
    let Some(reference) = known.slice(first, last) else { return false };
    let mut alternate = Vec::new();
    let mut at = first;
    for part in parts {
        let Some(between) = known.slice(at, part.change.start) else { return false };
        alternate.extend_from_slice(between);
        alternate.extend_from_slice(part.change.alternate);
        at = part.change.end();
    }
    same_haplotype(&target.spelling(), &known.spelling(trim(first, reference, &alternate)))
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
