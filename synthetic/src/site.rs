//! A site of the panel: one or more entries that nothing else in panel or genome touches.

use std::ops::Range;

use crate::change::{Allele, Change, Mix, draw};
use crate::profile::{ENTRY_LENGTH_CHANGES, ENTRY_LENGTHS, ENTRY_LONGER_SUBSTITUTIONS, ENTRY_SECOND_ALTERNATES};
use crate::random::Random;
use crate::reference::Reference;

const MIX: Mix = Mix {
    length_changes: ENTRY_LENGTH_CHANGES,
    lengths: &ENTRY_LENGTHS,
    longer_substitutions: ENTRY_LONGER_SUBSTITUTIONS,
};

/// Entries of the panel about the same bases.
pub(crate) struct Site {
    pub(crate) change: Change,
    /// How the panel spells `change`: the entry that can be carried.
    pub(crate) entry: Allele,
    /// By how many steps that is shifted to the right.
    pub(crate) step: u32,
    /// Other entries, sorted, none before `entry`: other alternates, or bases inside a deletion.
    pub(crate) others: Vec<Allele>,
}

impl Site {
    /// A site whose span begins at `pos` or behind it, with at most so many entries.
    pub(crate) fn draw(random: &mut Random, reference: Reference, pos: u32, most: u64) -> Self {
        let change = draw(random, reference, &MIX, pos);
        let (entry, step) = match &change {
            Change::Bases(allele) => (allele.clone(), 0),
            Change::Length(length) => {
                // Panels are shifted to the left, but for some that people wrote by hand.
                let step = if random.one_in(10) { random.below(length.steps + 1) } else { 0 };
                (length.spelled(reference, step), step)
            }
        };
        let mut site = Self { change, entry, step, others: Vec::new() };
        if most > 1 {
            site.others.extend(site.second(random, reference));
        }
        site
    }

    fn second(&self, random: &mut Random, reference: Reference) -> Option<Allele> {
        match &self.change {
            Change::Bases(Allele { pos, reference, alternate }) if reference.len() == 1 => {
                let second = random.per_mille(ENTRY_SECOND_ALTERNATES);
                let base = if second { random.other_base(&format!("{reference}{alternate}")) } else { None };
                base.map(|base| Allele { pos: *pos, reference: reference.clone(), alternate: base.to_string() })
            }
            Change::Length(length) if length.deleted >= 3 && self.step == 0 && random.one_in(4) => {
                let pos = length.start + random.below(length.deleted);
                let base = reference.base(pos).to_string();
                let alternate = random.other_base(&base)?.to_string();
                Some(Allele { pos, reference: base, alternate })
            }
            _ => None,
        }
    }

    pub(crate) fn span(&self) -> Range<u32> {
        self.change.span()
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = &Allele> {
        std::iter::once(&self.entry).chain(&self.others)
    }

    pub(crate) fn len(&self) -> u64 {
        1 + self.others.len() as u64
    }

    /// An alternate at the entry's place, beside its REF, that the panel does not list.
    pub(crate) fn unlisted(&self, random: &mut Random) -> Option<String> {
        match &self.change {
            Change::Length(length) => Some(length.another(random, &self.entry)),
            Change::Bases(allele) if allele.reference.len() == 1 => {
                let listed = self.others.iter().map(|other| other.alternate.as_str());
                let taken: String = [allele.reference.as_str(), &allele.alternate].into_iter().chain(listed).collect();
                random.other_base(&taken).map(String::from)
            }
            // One of its bases stays, so that it is another allele.
            Change::Bases(allele) => Some(format!("{}{}", &allele.reference[..1], &allele.alternate[1..])),
        }
    }
}
