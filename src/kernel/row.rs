//! One row as it concerns one entry and one sample.

use super::region::alleles_inside;
use super::relation::Target;
use super::site::{Alternate, Site};
use super::verdict::MatchKind;
use crate::allele::trim;
use crate::genotype::Genotype;
use crate::input::record::Call;

/// A record with the call of the sample in question; without one in a file without samples.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The record.
    pub site: &'a Site,
    /// The sample's call.
    pub call: Option<&'a Call>,
}

/// A row, the alleles of it that are the entry, and the call of the sample in question.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// Its place among the rows that are judged.
    pub(super) index: usize,
    /// The record.
    pub(super) site: &'a Site,
    /// The sample's call; nothing in a file without samples.
    pub(super) call: Option<&'a Call>,
    /// Whether REF agrees with the panel. A row that disagrees is not used.
    pub(super) usable: bool,
    /// Allele indexes that are the entry, and how.
    pub(super) listed: Vec<(u16, MatchKind)>,
}

impl<'a> Row<'a> {
    /// Relates a row to an entry.
    #[must_use]
    pub(super) fn new(index: usize, seen: Seen<'a>, target: &Target<'_>) -> Self {
        let Seen { site, call } = seen;
        let usable = target.reference_agrees(site) != Some(false);
        let listed = if usable && !target.entry.effect_is_ref {
            let deletion = site.deleted().is_some_and(|deleted| target.is_deletion_of(&deleted));
            let symbolic = (1_u16..).zip(&site.alternates).filter(|(_, a)| deletion && **a == Alternate::Deletion);
            site.sequences()
                .filter_map(|(i, bases)| Some((i, target.match_kind(site, bases)?)))
                .chain(symbolic.map(|(i, _)| (i, MatchKind::Equivalent)))
                .collect()
        } else {
            Vec::new()
        };
        Self { index, site, call, usable, listed }
    }

    /// Relates a row to a region, whatever it says of the reference.
    pub(super) fn in_region(index: usize, seen: Seen<'a>, region: &std::ops::Range<u32>) -> Self {
        let Seen { site, call } = seen;
        Self { index, site, call, usable: true, listed: alleles_inside(site, region) }
    }

    /// The genotype, where one is stated.
    #[must_use]
    pub(super) fn genotype(&self) -> Option<&'a Genotype> {
        self.call.and_then(|call| call.genotype.as_ref())
    }

    /// Whether a genotype is stated and every haplotype of it called.
    #[must_use]
    pub(super) fn is_complete(&self) -> bool {
        self.genotype().is_some_and(Genotype::is_complete)
    }

    /// Whether ALT lists the entry itself, not only a longer allele that holds it.
    #[must_use]
    pub(super) fn lists_entry(&self) -> bool {
        self.listed.iter().any(|(_, kind)| *kind != MatchKind::Component)
    }

    /// Haplotypes that carry the entry.
    #[must_use]
    pub(super) fn copies(&self) -> usize {
        self.genotype().map_or(0, |g| self.listed.iter().map(|(allele, _)| g.copies(*allele)).sum())
    }

    /// The haplotypes that carry the entry, as a mask; nothing where the order means nothing.
    #[must_use]
    pub(super) fn haplotypes(&self) -> Option<u64> {
        let genotype = self.genotype().filter(|g| g.is_phased() || g.ploidy() == 1)?;
        self.listed.iter().try_fold(0, |mask, (allele, _)| Some(mask | genotype.haplotypes(*allele)?))
    }

    /// The name of the phase set; `|` without one is a single set over the contig.
    #[must_use]
    pub(super) fn phase_set(&self) -> Option<&'a str> {
        self.call.and_then(|call| call.phase_set.as_deref())
    }

    /// Whether an allele of this kind is called.
    #[must_use]
    pub(super) fn calls(&self, wanted: impl Fn(&Alternate) -> bool) -> bool {
        self.genotype().is_some_and(|g| {
            g.alleles().iter().flatten().any(|allele| self.site.alternate(*allele).is_some_and(&wanted))
        })
    }

    /// The bases that a called allele inserts before or takes away, 0-based and half-open; empty for
    /// an insertion. An allele that also replaces bases counts with them.
    pub(super) fn called_length_changes(&self) -> Vec<(u16, std::ops::Range<u32>)> {
        let mut changes = Vec::new();
        let Some(genotype) = self.genotype() else { return changes };
        for (allele, alternate) in (1_u16..).zip(&self.site.alternates).filter(|(i, _)| genotype.copies(*i) > 0) {
            match alternate {
                Alternate::Bases(bases) if bases.len() != self.site.reference.len() => {
                    let change = trim(self.site.start(), &self.site.reference, bases);
                    changes.push((allele, change.start..change.end()));
                }
                Alternate::Deletion => changes.extend(self.site.deleted().map(|deleted| (allele, deleted))),
                _ => {}
            }
        }
        changes
    }

    /// Whether an ALT has as many bases as REF, so that a call states the bases one by one.
    #[must_use]
    pub(super) fn has_substitution(&self) -> bool {
        self.site.sequences().any(|(_, bases)| bases.len() == self.site.reference.len())
    }

    /// Whether an ALT has more or fewer bases than REF.
    #[must_use]
    pub(super) fn has_length_change(&self) -> bool {
        self.site.sequences().any(|(_, bases)| bases.len() != self.site.reference.len())
    }
}
