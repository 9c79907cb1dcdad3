//! Two different entries in one gene: whether they lie on different haplotypes, by phase or by the parents.

use serde::Serialize;

use crate::kernel::{Carriers, Target};
use crate::panel::Entry;

/// An entry of a gene that the proband carries once.
#[derive(Clone, Debug)]
pub(super) struct Allele {
    /// Its place among the rows.
    pub row: usize,
    /// The entry.
    pub entry: Entry,
    /// Whose alone it is.
    pub parent: Option<Parent>,
    /// On which haplotypes it lies, where that is stated.
    pub carriers: Option<Carriers>,
}

/// The one parent in whom an entry is recorded; the other is proved not to carry it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Parent {
    /// The mother.
    Mother,
    /// The father.
    Father,
}

/// How two entries lie to each other.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// On different haplotypes.
    Trans,
    /// On one haplotype.
    Cis,
    /// Nothing says it.
    Unknown,
    /// Phase says one thing, the parents another.
    Conflicting,
}

impl Phase {
    /// Its word in reports.
    #[must_use]
    pub fn word(self) -> String {
        crate::json::word_of(&self)
    }
}

/// Two different entries of a gene.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Pair {
    /// Places of both among the rows, ascending.
    pub rows: [usize; 2],
    /// How they lie.
    pub phase: Phase,
    /// Whether the genotypes' phase says so.
    pub by_phase: bool,
    /// Whether the parents say so.
    pub by_parents: bool,
}

/// All pairs of different entries, in the order of the rows.
pub(super) fn pairs(alleles: &[Allele]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (at, one) in alleles.iter().enumerate() {
        for other in alleles[at + 1..].iter().filter(|other| are_different(&one.entry, &other.entry)) {
            let (phase, parents) = (by_phase(one, other), by_parents(one, other));
            let told = match (phase, parents) {
                (Phase::Unknown, told) | (told, Phase::Unknown) => told,
                (phase, parents) if phase == parents => phase,
                _ => Phase::Conflicting,
            };
            pairs.push(Pair {
                rows: [one.row, other.row],
                phase: told,
                by_phase: phase != Phase::Unknown,
                by_parents: parents != Phase::Unknown,
            });
        }
    }
    pairs
}

/// Whether neither is the other, nor a part of it.
fn are_different(one: &Entry, other: &Entry) -> bool {
    // Entries that lie apart need not be looked at; a region is no allele.
    let (a, b) = (one.span(), other.span());
    let meet = a.start < b.end && b.start < a.end;
    !meet || !Target::new(one).is_like(&Target::new(other))
}

fn by_phase(one: &Allele, other: &Allele) -> Phase {
    let (Some(a), Some(b)) = (&one.carriers, &other.carriers) else { return Phase::Unknown };
    match a.haplotypes & b.haplotypes {
        _ if a.phase_set != b.phase_set || one.entry.contig != other.entry.contig => Phase::Unknown,
        0 => Phase::Trans,
        _ => Phase::Cis,
    }
}

/// What comes from one parent alone lies on the haplotype that came from it.
fn by_parents(one: &Allele, other: &Allele) -> Phase {
    match (one.parent, other.parent) {
        (Some(a), Some(b)) if a == b => Phase::Cis,
        (Some(_), Some(_)) => Phase::Trans,
        _ => Phase::Unknown,
    }
}
