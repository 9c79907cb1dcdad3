//! What a query asks of verdicts, as bits: read once for a view, not for each entry.

use super::derive::Joined;
use super::query::{Query, has_reason};
use crate::kernel::{Plane, State, Verdict};
use crate::panel::EntryId;

/// What a verdict must have. Of each kind of condition any one is enough; no bit at all asks for nothing.
pub(super) struct Conditions {
    reasons: u32,
    kinds: u32,
    zygosities: u32,
    flags: u32,
    /// Entries that a row speaks of, where flags are asked for: no other entry has one.
    spoken_of: Option<Plane>,
}

impl Conditions {
    /// Those of a query about the sample of a column.
    pub(super) fn new(query: &Query, joined: &Joined, column: Option<usize>) -> Self {
        Self {
            reasons: bits(query.reasons.iter().map(|reason| *reason as u32)),
            kinds: bits(query.matches.iter().map(|kind| *kind as u32)),
            zygosities: bits(query.zygosities.iter().map(|zygosity| *zygosity as u32)),
            flags: bits(query.flags.iter().map(|flag| *flag as u32)),
            spoken_of: (!query.flags.is_empty()).then(|| joined.touched(column)),
        }
    }

    /// Whether there is nothing that a verdict must have.
    pub(super) fn are_none(&self) -> bool {
        self.reasons | self.kinds | self.zygosities | self.flags == 0
    }

    /// Whether an entry in this state can meet them at all: only then is its verdict worth deriving.
    pub(super) fn can_meet(&self, id: EntryId, state: State) -> bool {
        (self.reasons == 0 || has_reason(state))
            && (self.kinds | self.zygosities == 0 || state == State::Carried)
            && self.spoken_of.as_ref().is_none_or(|plane| plane[id as usize])
    }

    /// Whether a verdict meets them.
    pub(super) fn meets(&self, verdict: &Verdict) -> bool {
        has(self.reasons, verdict.reason.map(|reason| reason as u32))
            && has(self.kinds, verdict.kind.map(|kind| kind as u32))
            && has(self.zygosities, verdict.zygosity.map(|zygosity| zygosity as u32))
            && (self.flags == 0 || self.flags & bits(verdict.flags.iter().map(|flag| *flag as u32)) != 0)
    }
}

/// A bit for each place.
fn bits(places: impl Iterator<Item = u32>) -> u32 {
    places.fold(0, |bits, place| bits | 1 << place)
}

/// Whether one that is asked for is there; none asked for is met by anything.
fn has(asked: u32, there: Option<u32>) -> bool {
    asked == 0 || there.is_some_and(|place| asked & 1 << place != 0)
}
