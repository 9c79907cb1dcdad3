//! Families as algebra on planes: one bit an entry.
//!
//! ```text
//! neither   proband AND NOT carried by the mother AND NOT carried by the father, both proved
//! mother    proband AND mother AND NOT carried by the father, which is proved
//! father    proband AND father AND NOT carried by the mother, which is proved
//! both      proband AND mother AND father
//! cannot    proband AND NOT (neither OR mother OR father OR both)
//! ```
//!
//! What is assumed proves nothing: entries that would be told if it did are `cannot`, and `assumed` besides.

use serde::Serialize;

use crate::kernel::{Plane, State};

/// In whom of the parents an entry is recorded that the proband carries.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Inheritance {
    /// In neither of them: both are proved not to carry it.
    Neither,
    /// In the mother; the father is proved not to carry it.
    Mother,
    /// In the father; the mother is proved not to carry it.
    Father,
    /// In both.
    Both,
    /// Of the mother or the father the file gives no proof, or there is none.
    Cannot,
}

impl Inheritance {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Neither, Self::Mother, Self::Father, Self::Both, Self::Cannot];

    /// Its word in reports.
    #[must_use]
    pub fn word(self) -> String {
        crate::json::word_of(&self)
    }
}

/// The states of one member: a plane each, in the order of [`State`].
pub type States = [Plane; State::ALL.len()];

/// In whom the proband's entries are recorded.
#[derive(Clone, Debug)]
pub struct Inherited {
    /// One plane for each of [`Inheritance`].
    planes: [Plane; Inheritance::ALL.len()],
    /// Entries that would be told if what is assumed were proved.
    assumed: Plane,
}

impl Inherited {
    /// Of a proband and the parents that there are.
    #[must_use]
    pub fn new(proband: &States, mother: Option<&States>, father: Option<&States>) -> Self {
        let carried = union(proband, &[State::Carried, State::CarriedAssumed]);
        let empty = Plane::repeat(false, carried.len());
        let plane = |member: Option<&States>, states: &[State]| member.map_or(empty.clone(), |m| union(m, states));
        let has = |member| plane(member, &[State::Carried]);
        let lacks = |member| plane(member, &[State::NotCarried]);
        let known = proband[State::Carried as usize].clone();

        let neither = known.clone() & lacks(mother) & lacks(father);
        let from_mother = known.clone() & has(mother) & lacks(father);
        let from_father = known.clone() & has(father) & lacks(mother);
        let both = known & has(mother) & has(father);
        let told = neither.clone() | &from_mother | &from_father | &both;
        let cannot = carried & !told;
        let said = |member| {
            use State::{Carried, CarriedAssumed, NotCarried, NotCarriedAssumed};
            plane(member, &[Carried, CarriedAssumed, NotCarried, NotCarriedAssumed])
        };
        let assumed = cannot.clone() & said(mother) & said(father);
        Self { planes: [neither, from_mother, from_father, both, cannot], assumed }
    }

    /// The entries of one kind.
    #[must_use]
    pub fn plane(&self, inheritance: Inheritance) -> &Plane {
        &self.planes[inheritance as usize]
    }

    /// What is told of an entry, and whether that rests on an assumption; nothing where the proband does not carry it.
    #[must_use]
    pub fn of(&self, entry: u32) -> Option<(Inheritance, bool)> {
        let at = entry as usize;
        let kind = Inheritance::ALL.into_iter().find(|kind| self.planes[*kind as usize][at])?;
        Some((kind, self.assumed[at]))
    }
}

/// The entries in any of these states.
#[must_use]
pub fn union(states: &States, wanted: &[State]) -> Plane {
    let empty = Plane::repeat(false, states[0].len());
    wanted.iter().fold(empty, |union, state| union | &states[*state as usize])
}

/// The entries that a report lists for any of the members.
#[must_use]
pub fn listed<'a>(members: impl Iterator<Item = &'a States>, entries: usize) -> Plane {
    let wanted = [State::Carried, State::CarriedAssumed, State::Indeterminate];
    members.fold(Plane::repeat(false, entries), |all, member| all | union(member, &wanted))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn states(of: &[State]) -> States {
        std::array::from_fn(|at| of.iter().map(|state| *state as usize == at).collect())
    }

    /// The rules as they are read, an entry at a time.
    fn naive(proband: State, mother: Option<State>, father: Option<State>) -> Option<(Inheritance, bool)> {
        use State::{Carried, CarriedAssumed, NotCarried, NotCarriedAssumed};
        if !matches!(proband, Carried | CarriedAssumed) {
            return None;
        }
        let told = match (proband, mother, father) {
            (Carried, Some(NotCarried), Some(NotCarried)) => Some(Inheritance::Neither),
            (Carried, Some(Carried), Some(NotCarried)) => Some(Inheritance::Mother),
            (Carried, Some(NotCarried), Some(Carried)) => Some(Inheritance::Father),
            (Carried, Some(Carried), Some(Carried)) => Some(Inheritance::Both),
            _ => None,
        };
        let says =
            |state: Option<State>| matches!(state, Some(Carried | CarriedAssumed | NotCarried | NotCarriedAssumed));
        Some(told.map_or((Inheritance::Cannot, says(mother) && says(father)), |told| (told, false)))
    }

    fn state() -> impl Strategy<Value = State> {
        prop::sample::select(State::ALL.to_vec())
    }

    fn swapped(found: Option<(Inheritance, bool)>) -> Option<(Inheritance, bool)> {
        found.map(|(kind, assumed)| match kind {
            Inheritance::Mother => (Inheritance::Father, assumed),
            Inheritance::Father => (Inheritance::Mother, assumed),
            other => (other, assumed),
        })
    }

    proptest! {
        #[test]
        fn planes_are_the_rules_of_each_entry(
            of in prop::collection::vec((state(), state(), state()), 1..200),
            has_mother: bool,
            has_father: bool,
        ) {
            let proband = states(&of.iter().map(|(p, ..)| *p).collect::<Vec<_>>());
            let mother = states(&of.iter().map(|(_, m, _)| *m).collect::<Vec<_>>());
            let father = states(&of.iter().map(|(.., f)| *f).collect::<Vec<_>>());
            let (mother, father) = (has_mother.then_some(&mother), has_father.then_some(&father));
            let found = Inherited::new(&proband, mother, father);
            let turned = Inherited::new(&proband, father, mother);
            for (at, (p, m, f)) in (0_u32..).zip(&of) {
                let naive = naive(*p, mother.map(|_| *m), father.map(|_| *f));
                prop_assert_eq!(found.of(at), naive);
                prop_assert_eq!(turned.of(at), swapped(naive), "parents in each other's place");
                let kinds = Inheritance::ALL.into_iter().filter(|kind| found.plane(*kind)[at as usize]).count();
                prop_assert_eq!(kinds, usize::from(naive.is_some()), "an entry is told once");
            }
        }
    }
}
