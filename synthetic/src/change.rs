//! What is changed, apart from how it is spelled.

use std::ops::Range;

use crate::profile::Percentiles;
use crate::random::Random;
use crate::reference::{Reference, Repeat};

/// One spelling of an allele, as a VCF has it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Allele {
    /// 1-based.
    pub(crate) pos: u32,
    pub(crate) reference: String,
    pub(crate) alternate: String,
}

/// A change of the reference with all its spellings.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Bases(Allele),
    Length(LengthChange),
}

impl Change {
    /// The bases that any spelling touches, with one on each side of what can be shifted. Changes
    /// whose spans are apart have no spelling in common, alone or together.
    pub(crate) fn span(&self) -> Range<u32> {
        match self {
            Self::Bases(allele) => allele.pos..allele.pos + length(&allele.reference) + 1,
            Self::Length(change) => change.start - 1..change.start + change.deleted + change.steps + 1,
        }
    }
}

pub(crate) fn length(bases: &str) -> u32 {
    u32::try_from(bases.len()).expect("short alleles")
}

/// A deletion or an insertion, at its leftmost place.
#[derive(Clone, Debug)]
pub(crate) struct LengthChange {
    /// 1-based position of the first deleted base, or of the base before which is inserted.
    pub(crate) start: u32,
    pub(crate) deleted: u32,
    /// Empty for a deletion.
    pub(crate) inserted: String,
    /// By how many bases it can be shifted to the right.
    pub(crate) steps: u32,
}

impl LengthChange {
    pub(crate) fn new(reference: Reference, mut start: u32, deleted: u32, mut inserted: String) -> Self {
        let last =
            |start: u32, inserted: &str| inserted.chars().last().unwrap_or_else(|| reference.base(start + deleted - 1));
        while reference.base(start - 1) == last(start, &inserted) {
            start -= 1;
            inserted.pop().into_iter().for_each(|base| inserted.insert(0, base));
        }
        let mut change = Self { start, deleted, inserted, steps: 0 };
        while change.begins_with_what_follows(reference) {
            change.steps += 1;
        }
        change
    }

    /// Whether a step more to the right gives the same sequence.
    fn begins_with_what_follows(&self, reference: Reference) -> bool {
        let at = self.start + self.steps;
        let first = match self.inserted.as_bytes() {
            [] => reference.base(at),
            inserted => char::from(inserted[self.steps as usize % inserted.len()]),
        };
        first == reference.base(at + self.deleted)
    }

    /// Its spelling so many steps to the right, with the base before it.
    pub(crate) fn spelled(&self, reference: Reference, step: u32) -> Allele {
        let pos = self.start + step - 1;
        let anchor = reference.base(pos);
        let mut inserted = self.inserted.clone();
        if !inserted.is_empty() {
            inserted.rotate(step as usize % self.inserted.len());
        }
        Allele { pos, reference: reference.bases(pos, self.deleted + 1), alternate: format!("{anchor}{inserted}") }
    }

    /// Another allele here that is no spelling of it, and of nothing else of its length: an
    /// insertion of one base more than is inserted.
    pub(crate) fn another(&self, random: &mut Random, spelling: &Allele) -> String {
        format!("{}{}", spelling.reference, random.bases(length(&self.inserted) + 1))
    }
}

/// Turns the letters of a short text in a circle.
trait Rotate {
    fn rotate(&mut self, by: usize);
}

impl Rotate for String {
    fn rotate(&mut self, by: usize) {
        let head: String = self.drain(..by).collect();
        self.push_str(&head);
    }
}

/// How often and how long insertions and deletions are.
pub(crate) struct Mix {
    /// Of a thousand changes.
    pub(crate) length_changes: u32,
    pub(crate) lengths: &'static Percentiles,
    /// Substitutions of two or three bases, of a thousand changes.
    pub(crate) longer_substitutions: u32,
}

/// A change whose span begins at `pos` or behind it.
pub(crate) fn draw(random: &mut Random, reference: Reference, mix: &Mix, pos: u32) -> Change {
    let kind = random.below(1_000);
    if kind < mix.length_changes {
        let wanted = mix.lengths.draw(random);
        return Change::Length(draw_length(random, reference, wanted, pos));
    }
    let longer = kind < mix.length_changes + mix.longer_substitutions;
    let bases = if longer { 2 + random.below(2) } else { 1 };
    Change::Bases(substitution(random, reference, pos, bases))
}

/// Every one of the bases is changed.
fn substitution(random: &mut Random, reference: Reference, pos: u32, bases: u32) -> Allele {
    let reference = reference.bases(pos, bases);
    let other = |base: char| random.other_base(&base.to_string()).expect("three are left");
    Allele { pos, alternate: reference.chars().map(other).collect(), reference }
}

/// Half of them are in a repeat, where they gain or lose whole units; some of the others double what
/// follows.
fn draw_length(random: &mut Random, reference: Reference, wanted: u32, pos: u32) -> LengthChange {
    let mut from = pos + 1;
    loop {
        let repeat = if random.one_in(2) { reference.repeat_behind(from, wanted) } else { None };
        let (start, bases) = match repeat {
            Some(Repeat { start, end, unit, .. }) => (start, unit * (wanted / unit).min((end - start) / unit - 1)),
            None => (from, wanted),
        };
        let change = match random.below(5) {
            // Deletions are somewhat more frequent.
            0..=2 => LengthChange::new(reference, start, bases, String::new()),
            3 if repeat.is_none() => LengthChange::new(reference, start, 0, random.bases(bases)),
            _ => LengthChange::new(reference, start, 0, reference.bases(start, bases)),
        };
        // Shifted to the left it may reach what is before `pos`.
        if change.start > pos {
            return change;
        }
        from += pos + 1 - change.start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contigs::with_room_for;
    use crate::profile::ROW_LENGTHS;

    fn made(reference: Reference, from: u32, to: u32, allele: &Allele) -> String {
        let end = allele.pos + length(&allele.reference);
        reference.bases(from, allele.pos - from) + &allele.alternate + &reference.bases(end, to - end)
    }

    #[test]
    fn every_spelling_gives_one_sequence_and_there_are_no_others() {
        let reference = Reference::of(with_room_for(1)[0]);
        let mix = Mix { length_changes: 1_000, lengths: &ROW_LENGTHS, longer_substitutions: 0 };
        let (mut random, mut pos, mut shifted) = (Random::new(3), 20_000, 0);
        for _ in 0..2_000 {
            let Change::Length(change) = draw(&mut random, reference, &mix, pos) else { panic!("a length change") };
            let span = Change::Length(change.clone()).span();
            assert!(span.start >= pos);
            let (from, to) = (span.start - 10, span.end + change.deleted + 10);
            let first = made(reference, from, to, &change.spelled(reference, 0));
            for step in 0..=change.steps {
                let spelling = change.spelled(reference, step);
                assert!(span.start <= spelling.pos && spelling.pos + length(&spelling.reference) < span.end);
                assert_eq!(made(reference, from, to, &spelling), first);
            }
            if change.deleted > 0 {
                for start in [change.start - 1, change.start + change.steps + 1] {
                    let beyond = LengthChange { start, ..change.clone() }.spelled(reference, 0);
                    assert_ne!(made(reference, from, to, &beyond), first);
                }
            }
            shifted += u32::from(change.steps > 0);
            pos = span.end;
        }
        assert!(shifted > 600, "{shifted} can be shifted");
    }
}
