//! Views: the entries that fit a query, in its order.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::answer::Answer;
use super::conditions::Conditions;
use super::derive::Tally;
use super::query::{Facts, Keys, Query, Search, SortKey};
use crate::error::Error;
use crate::kernel::{Flag, MatchKind, State, Zygosity};
use crate::order;
use crate::panel::{EntryId, Significance, SignificanceClass};
use crate::report::EntryRow;

/// The entries that fit a query, in its order. Four bytes an entry.
#[derive(Debug)]
pub struct View {
    sample: usize,
    entries: Vec<EntryId>,
    classes: [i64; 8],
    zero_stars: i64,
    tally: Tally,
}

impl View {
    /// How many entries fit.
    #[must_use]
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// The entries, in the order of the query.
    pub(crate) fn entries(&self) -> &[EntryId] {
        &self.entries
    }

    /// How many entries of this class fit everything but the query's classes.
    #[must_use]
    pub fn class_count(&self, class: SignificanceClass) -> u64 {
        self.classes[class as usize].unsigned_abs()
    }

    /// How many entries that fit have a review status of 0 stars, whether or not they are listed.
    #[must_use]
    pub fn zero_stars(&self) -> u64 {
        self.zero_stars.unsigned_abs()
    }
}

/// `count`, `classes` and `zeroStars`; and of all entries that the sample is asked about `matches`, `zygosities`
/// and `flags`, whatever the query is: to count what fits would take the verdicts of all entries, for each query.
impl Serialize for View {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("View", 6)?;
        fields.serialize_field("count", &self.count())?;
        let (classes, tally) = (SignificanceClass::ALL.map(SignificanceClass::word), &self.tally);
        fields.serialize_field("classes", &Counted(&classes, &self.classes))?;
        fields.serialize_field("zeroStars", &self.zero_stars())?;
        fields.serialize_field("matches", &Counted(&MatchKind::ALL.map(MatchKind::word), &tally.kinds))?;
        fields.serialize_field("zygosities", &Counted(&Zygosity::ALL.map(Zygosity::word), &tally.zygosities))?;
        fields.serialize_field("flags", &Counted(&Flag::ALL.map(Flag::word), &tally.flags))?;
        fields.end()
    }
}

/// Words, and how many entries have each: of texts, so that it is there once for all kinds of words.
struct Counted<'a>(&'a [String], &'a [i64]);

impl Serialize for Counted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().zip(self.1.iter().map(|count| count.unsigned_abs())))
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
        let conditions = Conditions::new(query, &self.joined, column);
        let conditional = !conditions.are_none();
        let significance = Significance::new(panel);
        let states = self.states(query.sample);
        let state_of = |id: EntryId| State::ALL.into_iter().find(|state| states[*state as usize][id as usize]);
        let (mut entries, mut sorted_by, mut classes, mut zero_stars) = (Vec::new(), Vec::new(), [0; 8], 0);
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
                if !fits(&query.states, &state) || !conditions.can_meet(id, state) || !search.finds(panel, contig, id) {
                    continue;
                }
                let listed = (conditional || keys.need_verdict(state)).then(|| self.joined.verdict(id, &here));
                let verdict = listed.as_ref().map(|listed| &listed.verdict);
                if conditional && !verdict.is_some_and(|verdict| conditions.meets(verdict)) {
                    continue;
                }
                let (class, stars) = (significance.class(id), significance.stars(id));
                classes[class as usize] += 1;
                if !fits(&query.classes, &class) {
                    continue;
                }
                zero_stars += i64::from(stars == Some(0));
                if !(query.fold_zero_stars && stars == Some(0)) {
                    entries.push(id);
                    sorted_by.push(keys.key(&Facts { id, state, class, stars, verdict }));
                }
            }
        }
        if query.sort == SortKey::Position && query.descending {
            entries.reverse();
        } else {
            let sorted = order::of_keys(&sorted_by);
            entries = sorted.into_iter().map(|at| entries[at as usize]).collect();
        }
        Ok(View { sample: query.sample, entries, classes, zero_stars, tally: self.tallies[query.sample] })
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
