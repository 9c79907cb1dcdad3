//! Of an entry that is carried: on which haplotypes it lies, and what the reads say of it.

use super::relation::Target;
use super::row::{Row, Seen};
use crate::genotype::Genotype;
use crate::panel::Entry;

/// The haplotypes that carry an entry, where phase is stated.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Carriers {
    /// The name of the phase set; nothing for the one of a whole contig (`|` without PS).
    pub phase_set: Option<String>,
    /// A mask, bit 0 for the first haplotype of the genotype.
    pub haplotypes: u64,
}

/// What the reads say of an entry in one sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlleleReads {
    /// The fraction that the file states (AF, HF, FA, VAF, FREQ), else that of the reads.
    pub fraction: Option<f32>,
    /// Reads with the entry.
    pub carried: Option<u32>,
    /// Reads of all alleles where each is counted, else the stated depth.
    pub depth: Option<u32>,
}

/// On which haplotypes an entry lies that is carried so many times. `behind` are the rows that its verdict rests on.
/// Nothing where they are not phased, lie in different phase sets, or do not come to as many copies.
#[must_use]
pub fn carriers(entry: &Entry, behind: &[Seen<'_>], copies: usize) -> Option<Carriers> {
    let target = Target::new(entry);
    let rows: Vec<Row<'_>> = behind.iter().enumerate().map(|(i, seen)| Row::new(i, *seen, &target)).collect();
    let lists = |row: &&Row<'_>| row.copies() > 0;
    let haplotypes = if rows.iter().any(|row| lists(&row)) {
        // Each row that calls it adds what it says.
        rows.iter().filter(lists).try_fold(0, |mask, row| Some(mask | row.haplotypes()?))?
    } else {
        // It is made of parts: it lies where all of them do.
        rows.iter().try_fold(u64::MAX, |mask, row| Some(mask & changed(row.genotype()?)?))?
    };
    let mut calling = rows.iter().filter(|row| row.genotype().is_some_and(|g| !g.is_reference()));
    let phase_set = calling.next()?.phase_set();
    let one_set = calling.all(|row| row.phase_set() == phase_set);
    let counted = haplotypes.count_ones() as usize == copies;
    (one_set && counted).then(|| Carriers { phase_set: phase_set.map(str::to_owned), haplotypes })
}

/// The haplotypes with an allele other than REF, where their order means something.
fn changed(genotype: &Genotype) -> Option<u64> {
    let alternates = 1..=genotype.max_allele()?;
    genotype.is_phased().then_some(())?;
    alternates.into_iter().try_fold(0, |mask, allele| Some(mask | genotype.haplotypes(allele)?))
}

/// What the first row that lists the entry says of its reads; nothing where none does.
#[must_use]
pub fn allele_reads(entry: &Entry, rows: &[Seen<'_>]) -> Option<AlleleReads> {
    let target = Target::new(entry);
    let mut listing = rows.iter().filter_map(|seen| {
        let row = Row::new(0, *seen, &target);
        let mut alleles: Vec<u16> = row.listed.iter().map(|(allele, _)| *allele).collect();
        if entry.effect_is_ref && row.usable {
            alleles.push(0);
        }
        (!alleles.is_empty()).then_some((row.call?, alleles))
    });
    let (call, alleles) = listing.next()?;
    let of = |allele: &u16| *call.reads().get(usize::from(*allele))?;
    let carried: Option<u32> = alleles.iter().map(of).sum();
    let all = call.reads().iter().flatten().fold(0_u32, |sum, reads| sum.saturating_add(*reads));
    let depth = if carried.is_some() && all > 0 { Some(all) } else { call.depth };
    Some(AlleleReads { fraction: call.fraction(&alleles), carried, depth })
}
