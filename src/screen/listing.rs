//! What a report lists, before it is spelled out.

use std::sync::Arc;

use super::answer::Derived;
use super::derive::Group;

/// Verdicts in a piece: spelled out, a verdict takes some 2 KB with all columns of `ClinVar`.
const PIECE: usize = 2_000;

/// Verdicts that a report lists. Spelled out they would take twenty times as much memory.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Of the samples that groups name by their places.
    pub names: Vec<Option<Arc<str>>>,
    /// In panel order.
    pub groups: Vec<Group>,
    /// The group that each piece begins with, and at last the number of groups.
    pieces: Vec<usize>,
}

impl Listing {
    pub(super) fn of(derived: Derived) -> Self {
        let names = derived.samples.into_iter().map(|(name, _)| name).collect();
        Self::new(names, derived.groups)
    }

    /// In pieces that part no entry.
    fn new(names: Vec<Option<Arc<str>>>, groups: Vec<Group>) -> Self {
        let (mut pieces, mut rows, mut last) = (vec![0], 0, None);
        for (number, group) in groups.iter().enumerate() {
            let entry = Some(group.listed.entry);
            if rows >= PIECE && entry != last {
                pieces.push(number);
                rows = 0;
            }
            rows += group.samples.len();
            last = entry;
        }
        pieces.push(groups.len());
        Self { names, groups, pieces }
    }

    /// The groups of a piece, counted from 0, and whether it is the last one. The first is there without any group.
    pub(super) fn piece(&self, number: usize) -> Option<(&[Group], bool)> {
        let end = self.pieces.get(number + 1)?;
        Some((&self.groups[self.pieces[number]..*end], number + 2 == self.pieces.len()))
    }

    /// Those of one sample.
    pub(super) fn of_sample(&self, number: usize) -> Self {
        let sample = u32::try_from(number).expect("samples are numbered in 32 bits");
        let mine = self.groups.iter().filter(|group| group.samples.binary_search(&sample).is_ok());
        let groups = mine.map(|group| Group { listed: group.listed.clone(), samples: vec![sample] }).collect();
        Self::new(self.names.clone(), groups)
    }
}
