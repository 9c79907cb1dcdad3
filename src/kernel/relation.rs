//! How one row relates to one entry, before any genotype is looked at.

use super::site::{Alternate, Site};
use super::verdict::MatchKind;
use crate::allele::{Change, Spelling, agree, same_haplotype, slice, trim};
use crate::panel::Entry;

/// An entry made ready to be compared: its trimmed change and what is known of the reference.
#[derive(Debug)]
pub struct Target<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// Its trimmed change; empty on both sides where the effect allele is REF.
    pub change: Change<'a>,
    known_start: u32,
    known: &'a [u8],
    span: std::ops::Range<u32>,
}

impl<'a> Target<'a> {
    /// Takes up an entry that is spelled in bases.
    #[must_use]
    pub fn new(entry: &'a Entry) -> Self {
        let start = entry.pos - 1;
        let (known_start, known) = match &entry.context {
            Some(context) => (context.start, context.bases.as_slice()),
            None => (start, entry.reference.as_slice()),
        };
        let change = trim(start, &entry.reference, &entry.alternate);
        Self { entry, change, known_start, known, span: entry.span() }
    }

    /// The span of the entry, 0-based and half-open.
    #[must_use]
    pub fn span(&self) -> std::ops::Range<u32> {
        self.span.clone()
    }

    /// The bases over which an insertion or deletion can be shifted, with those that it deletes: its
    /// span without the base on each side, or what is known of it.
    #[must_use]
    pub fn movable(&self) -> std::ops::Range<u32> {
        match &self.entry.context {
            Some(_) => {
                let (span, change) = (self.span(), self.change.start..self.change.end());
                (span.start + 1).min(change.start)..span.end.saturating_sub(1).max(change.end)
            }
            None => self.change.start..self.change.end(),
        }
    }

    /// The reference bases that the panel knows around the entry, with the 0-based first position.
    #[must_use]
    pub fn known(&self) -> (u32, &'a [u8]) {
        (self.known_start, self.known)
    }

    /// The entry as a spelling to compare.
    #[must_use]
    pub fn spelling(&self) -> Spelling<'a> {
        Spelling { known_start: self.known_start, known: self.known, change: self.change }
    }

    /// Whether the row's REF agrees with the entry's wherever both state a base; nothing where they
    /// state none in common. Letters that are no bases count as a disagreement.
    #[must_use]
    pub fn reference_agrees(&self, site: &Site) -> Option<bool> {
        agree(self.known_start, self.known, site.start(), &site.reference)
    }

    /// How an ALT of the row is the entry, if it is.
    #[must_use]
    pub fn match_kind(&self, site: &Site, bases: &[u8]) -> Option<MatchKind> {
        let start = self.entry.pos - 1;
        if site.start() == start && site.reference == self.entry.reference && bases == self.entry.alternate {
            return Some(MatchKind::Exact);
        }
        let theirs = Spelling {
            known_start: site.start(),
            known: &site.reference,
            change: trim(site.start(), &site.reference, bases),
        };
        if same_haplotype(&self.spelling(), &theirs) {
            return Some(MatchKind::Equivalent);
        }
        self.is_component(site, bases).then_some(MatchKind::Component)
    }

    /// Whether the entry is the deletion of these bases (0-based, half-open).
    #[must_use]
    pub fn is_deletion_of(&self, deleted: &std::ops::Range<u32>) -> bool {
        if !self.change.alternate.is_empty() || self.change.reference.is_empty() {
            return false;
        }
        if *deleted == (self.change.start..self.change.end()) {
            return true;
        }
        slice(self.known_start, self.known, deleted.start, deleted.end).is_some_and(|reference| {
            let change = Change { start: deleted.start, reference, alternate: b"" };
            same_haplotype(&self.spelling(), &Spelling { change, ..self.spelling() })
        })
    }

    /// Whether both are one allele, or one is a part of the other that has as many bases.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        let holds = |long: &Self, short: &Self| {
            let Change { start, alternate, .. } = long.change;
            let wanted = (short.change.start, short.change.end());
            short.change.is_substitution()
                && long.change.is_substitution()
                && slice(start, alternate, wanted.0, wanted.1) == Some(short.change.alternate)
        };
        same_haplotype(&self.spelling(), &other.spelling()) || holds(self, other) || holds(other, self)
    }

    /// Whether the entry is a substitution whose bases a longer ALT of equal length holds.
    fn is_component(&self, site: &Site, bases: &[u8]) -> bool {
        self.change.is_substitution()
            && bases.len() == site.reference.len()
            && slice(site.start(), bases, self.change.start, self.change.end()) == Some(self.change.alternate)
    }

    /// Whether the row's REF holds a trimmed spelling of an insertion or deletion, with the base
    /// before it where nothing is replaced.
    #[must_use]
    pub fn spelling_is_covered(&self, site: &Site) -> bool {
        let anchor =
            if self.change.reference.is_empty() { self.change.start.saturating_sub(1) } else { self.change.start };
        site.start() <= anchor && self.change.end() <= site.reference_end()
    }

    /// The bases that a substitution changes: 0-based position and the new base.
    pub fn changed_bases(&self) -> impl Iterator<Item = (u32, u8)> {
        let change = self.change;
        let pairs = change.reference.iter().zip(change.alternate);
        (change.start..).zip(pairs).filter(|(_, (r, a))| r != a).map(|(position, (_, a))| (position, *a))
    }

    /// What an allele of the row (0 is REF) makes of the base at `position`.
    #[must_use]
    pub fn base_under(&self, site: &Site, allele: u16, position: u32) -> Under {
        let reference = || slice(site.start(), &site.reference, position, position + 1).map(|b| b[0]);
        match site.alternate(allele) {
            None => reference().map_or(Under::Unchanged, Under::Base),
            Some(Alternate::Star) => Under::Deleted,
            Some(Alternate::Deletion) => match site.deleted() {
                Some(deleted) if deleted.contains(&position) => Under::Deleted,
                _ => Under::Unchanged,
            },
            Some(Alternate::Bases(bases)) if bases.len() == site.reference.len() => {
                slice(site.start(), bases, position, position + 1).map_or(Under::Unchanged, |b| Under::Base(b[0]))
            }
            Some(Alternate::Bases(bases)) => {
                let change = trim(site.start(), &site.reference, bases);
                if position < change.start || position >= change.end() {
                    Under::Unchanged
                } else if change.alternate.is_empty() {
                    Under::Deleted
                } else {
                    Under::Unknown
                }
            }
            // REF of a symbolic allele is the base before what it speaks of (VCF 4.3 section 1.6.1).
            Some(Alternate::Unsupported) if site.end() > site.reference_end() => Under::Unchanged,
            Some(_) => Under::Unknown,
        }
    }
}

/// What an allele makes of one reference base.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Under {
    /// It states this base there.
    Base(u8),
    /// It takes the base away.
    Deleted,
    /// It is a length change beside it and says nothing of the base itself.
    Unchanged,
    /// It cannot be told.
    Unknown,
}
