//! Views: the entries that fit a query, in its order.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::answer::Answer;
use super::query::{Facts, Keys, Query, Search, SortKey, has_reason};
use crate::error::Error;
use crate::kernel::State;
use crate::order;
use crate::panel::{EntryId, Significance, SignificanceClass};
use crate::report::EntryRow;

/// The entries that fit a query, in its order. Four bytes an entry.
#[derive(Debug)]
pub struct View {
    sample: usize,
    entries: Vec<EntryId>,
    classes: [u64; 8],
}

impl View {
    /// How many entries fit.
    #[must_use]
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// How many entries of this class fit everything but the query's classes.
    #[must_use]
    pub fn class_count(&self, class: SignificanceClass) -> u64 {
        self.classes[class as usize]
    }
}

/// `count` and `classes`.
impl Serialize for View {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Classes<'a>(&'a View);
        impl Serialize for Classes<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(SignificanceClass::ALL.map(|class| (class, self.0.class_count(class))))
            }
        }
        let mut fields = serializer.serialize_struct("View", 2)?;
        fields.serialize_field("count", &self.count())?;
        fields.serialize_field("classes", &Classes(self))?;
        fields.end()
    }
}

impl Answer {
    /// Lists the entries that fit a query.
    ///
    /// # Errors
    ///
    /// `option_invalid` where there is no such sample.
    pub fn view(&self, query: &Query) -> Result<View, Error> {
        let column = self.column(query.sample)?;
        let panel = &*self.joined.panel;
        let (search, keys) = (Search::new(&query.search, panel), Keys::new(query, panel));
        let significance = Significance::new(panel);
        let states = self.states(query.sample);
        let state_of = |id: EntryId| State::ALL.into_iter().find(|state| states[*state as usize][id as usize]);
        let (mut entries, mut sorted_by, mut classes) = (Vec::new(), Vec::new(), [0; 8]);
        for contig in (0_u16..).take(panel.contigs().len()) {
            let here = self.joined.on_contig(column, contig);
            for id in panel.contig_entries(contig) {
                let Some(state) = state_of(id) else {
                    assert!(!self.joined.asks(id), "every entry that is asked about has a state");
                    continue;
                };
                let listed_by = self.joined.mask.as_ref().and_then(|mask| mask.listed_by(id));
                if !(query.listed_by.is_empty() || listed_by.is_some_and(|by| query.listed_by.contains(&by))) {
                    continue;
                }
                if !fits(&query.states, &state) || !search.finds(panel, contig, id) {
                    continue;
                }
                let reasoned = !query.reasons.is_empty();
                let asked = reasoned && has_reason(state) || keys.need_verdict(state);
                let listed = asked.then(|| self.joined.verdict(id, &here));
                let verdict = listed.as_ref().map(|listed| &listed.verdict);
                let reason = verdict.and_then(|verdict| verdict.reason);
                if reasoned && !reason.is_some_and(|reason| query.reasons.contains(&reason)) {
                    continue;
                }
                let class = significance.class(id);
                classes[class as usize] += 1;
                if fits(&query.classes, &class) {
                    entries.push(id);
                    sorted_by.push(keys.key(&Facts { id, state, class, stars: significance.stars(id), verdict }));
                }
            }
        }
        if query.sort == SortKey::Position && query.descending {
            entries.reverse();
        } else {
            let sorted = order::of_keys(&sorted_by);
            entries = sorted.into_iter().map(|at| entries[at as usize]).collect();
        }
        Ok(View { sample: query.sample, entries, classes })
    }

    /// The rows of a view from one place to another (exclusive), as far as it has them. Where bits
    /// prove a verdict, no record stands behind it here.
    #[must_use]
    pub fn rows(&self, view: &View, from: usize, to: usize) -> Vec<EntryRow> {
        let significance = Significance::new(&self.joined.panel);
        let column = self.joined.columns()[view.sample];
        let to = to.min(view.count());
        let entries = &view.entries[from.min(to)..to];
        let row = |id: &EntryId| {
            let listed = self.joined.verdict_in(column, *id);
            self.row(&significance, &self.joined.partial.sites, &listed, view.sample)
        };
        entries.iter().map(row).collect()
    }
}

/// Whether a list leaves an item in: an empty one leaves out nothing.
fn fits<T: PartialEq>(wanted: &[T], item: &T) -> bool {
    wanted.is_empty() || wanted.contains(item)
}
