//! A FASTA beside the source: checks REF and finds the justified interval of length changes.

use std::collections::HashSet;

use super::entry::{Context, length};
use crate::allele::{Change, is_acgt, shift, trim};
use crate::error::{Error, ErrorKind};
use crate::genome::contig_key;

/// A longer insertion or deletion is taken apart into two only so far from its ends.
const MAX_SPLITS: usize = 64;

/// Takes whole sequences as they end.
pub(crate) trait SequenceSink {
    /// Whether a contig of this key is wanted; others are read over.
    fn wants(&self, key: &str) -> bool;
    /// A sequence from base 1 on, upper-cased.
    fn sequence(&mut self, key: &str, bases: &[u8]);
}

/// A push reader of FASTA. It holds one sequence at a time.
#[derive(Debug, Default)]
pub(crate) struct Fasta {
    state: State,
    name: Vec<u8>,
    key: String,
    bases: Vec<u8>,
    seen: HashSet<String>,
    pub(crate) repeated: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum State {
    #[default]
    LineStart,
    Name,
    Skipping,
    Bases,
}

impl Fasta {
    /// Takes the next bytes.
    ///
    /// # Errors
    ///
    /// `reference_not_fasta` where bases come before a name.
    pub(crate) fn push(&mut self, data: &[u8], sink: &mut impl SequenceSink) -> Result<(), Error> {
        for &byte in data {
            match (self.state, byte) {
                (State::Name, b'\n' | b'\r') => self.begin(sink),
                (State::Name, _) => self.name.push(byte),
                (_, b'\n' | b'\r') => self.state = State::LineStart,
                (State::LineStart, b'>') => {
                    self.end(sink);
                    self.state = State::Name;
                }
                (State::LineStart, b';') => self.state = State::Skipping,
                (State::LineStart, _) if self.seen.is_empty() => return Err(ErrorKind::ReferenceNotFasta.into()),
                (State::LineStart | State::Bases, _) if self.key.is_empty() => self.state = State::Skipping,
                (State::LineStart | State::Bases, _) => {
                    self.state = State::Bases;
                    self.bases.push(byte.to_ascii_uppercase());
                }
                (State::Skipping, _) => {}
            }
        }
        Ok(())
    }

    fn begin(&mut self, sink: &impl SequenceSink) {
        let name = std::mem::take(&mut self.name);
        let name = String::from_utf8_lossy(&name).split_whitespace().next().unwrap_or_default().to_owned();
        let key = contig_key(&name).into_owned();
        let first = self.seen.insert(key.clone());
        if !first {
            self.repeated.push(name);
        }
        self.key = if first && sink.wants(&key) { key } else { String::new() };
        self.state = State::LineStart;
    }

    fn end(&mut self, sink: &mut impl SequenceSink) {
        if !self.key.is_empty() {
            sink.sequence(&self.key, &self.bases);
        }
        self.key.clear();
        self.bases.clear();
    }

    /// Ends the last sequence.
    ///
    /// # Errors
    ///
    /// `reference_not_fasta` where there was none.
    pub(crate) fn finish(&mut self, sink: &mut impl SequenceSink) -> Result<(), Error> {
        if self.state == State::Name {
            self.begin(sink);
        }
        self.end(sink);
        if self.seen.is_empty() { Err(ErrorKind::ReferenceNotFasta.into()) } else { Ok(()) }
    }
}

/// Whether the sequence has REF at this 1-based position; nothing where it ends before.
pub(crate) fn has_reference(bases: &[u8], pos: u32, reference: &[u8]) -> Option<bool> {
    let start = pos as usize - 1;
    bases.get(start..start + reference.len()).map(|there| there == reference)
}

/// The bases over which what a length change gains or loses can be shifted, with a base on each side;
/// nothing where the sequence ends before they do, and it is not known to end there (`whole`).
///
/// Bases that are replaced by more or fewer are also written as substitutions beside an insertion or
/// deletion of the difference, which may stand at any of these bases and be shifted from there; what is
/// gained or lost, as two parts that are shifted each for itself.
pub(crate) fn context(bases: &[u8], whole: bool, pos: u32, reference: &[u8], alternate: &[u8]) -> Option<Context> {
    let change = trim(pos - 1, reference, alternate);
    let (mut left, mut right) = (change.start as usize, change.end() as usize);
    if right > bases.len() {
        return None;
    }
    for (from, to, inserted) in parts_of(&change) {
        let (from, to) = shift(bases, from, to, inserted);
        (left, right) = (left.min(from), right.max(to));
    }
    if right == bases.len() && !whole {
        return None;
    }
    let is_base = |i: usize| bases.get(i).is_some_and(|b| is_acgt(&[*b]));
    let from = if left > 0 && is_base(left - 1) { left - 1 } else { left };
    let to = if is_base(right) { right + 1 } else { right };
    let stretch = &bases[from..to];
    is_acgt(stretch).then(|| Context { start: u32::try_from(from).expect("positions fit"), bases: stretch.to_vec() })
}

/// Insertions and deletions that a change of length may be written with: what is deleted (0-based,
/// half-open) or inserted before a base.
fn parts_of<'a>(change: &Change<'a>) -> Vec<(usize, usize, &'a [u8])> {
    let (start, lost, gained) = (change.start as usize, change.reference.len(), change.alternate.len());
    let net = lost.abs_diff(gained);
    let part = |offset: usize, n: usize| {
        if lost < gained {
            let at = start + offset.min(lost);
            return (at, at, &change.alternate[offset..offset + n]);
        }
        (start + offset, start + offset + n, &b""[..])
    };
    let whole = (0..=lost.min(gained)).map(|offset| part(offset, net));
    if lost > 0 && gained > 0 {
        return whole.collect();
    }
    let in_two =
        (1..net.min(MAX_SPLITS)).flat_map(|n| [part(0, n), part(n, net - n), part(net - n, n), part(0, net - n)]);
    whole.chain(in_two).collect()
}

/// The length of a sequence as positions count it.
pub(crate) fn sequence_length(bases: &[u8]) -> u64 {
    u64::from(length(bases))
}

#[cfg(test)]
mod tests {
    use super::super::entry::Entry;
    use super::*;
    use proptest::prelude::*;

    #[derive(Default)]
    struct All(Vec<(String, Vec<u8>)>);

    impl SequenceSink for All {
        fn wants(&self, key: &str) -> bool {
            key != "skip"
        }
        fn sequence(&mut self, key: &str, bases: &[u8]) {
            self.0.push((key.into(), bases.to_vec()));
        }
    }

    #[test]
    fn names_lines_and_chunks() {
        let text = b">chr1 first\r\nacgt\r\nACGT\n>skip\nTTTT\n>2\nGG\n\nCC\n>1\nAAAA";
        for chunk in 1..text.len() {
            let (mut fasta, mut all) = (Fasta::default(), All::default());
            text.chunks(chunk).for_each(|part| fasta.push(part, &mut all).unwrap());
            fasta.finish(&mut all).unwrap();
            assert_eq!(all.0, [("1".into(), b"ACGTACGT".to_vec()), ("2".into(), b"GGCC".to_vec())]);
            assert_eq!(fasta.repeated, ["1"]);
        }
        assert!(Fasta::default().push(b"ACGT\n", &mut All::default()).is_err());
        assert!(Fasta::default().finish(&mut All::default()).is_err());
    }

    proptest! {
        /// The interval against all shifted spellings by brute force.
        #[test]
        fn the_interval_holds_every_spelling(
            bases in proptest::collection::vec(proptest::sample::select(b"AC".to_vec()), 30),
            at in 3usize..24, n in 1usize..5, insert: bool, ins in proptest::collection::vec(proptest::sample::select(b"AC".to_vec()), 1..5),
        ) {
            let n = n.min(bases.len() - at - 1);
            let (reference, alternate) = if insert {
                (vec![bases[at - 1]], [&bases[at - 1..at], &ins].concat())
            } else {
                (bases[at - 1..at + n].to_vec(), vec![bases[at - 1]])
            };
            let size = if insert { ins.len() } else { n };
            let change = trim(u32::try_from(at - 1).unwrap(), &reference, &alternate);
            let made = |s: usize, e: usize, alt: &[u8]| [&bases[..s], alt, &bases[e..]].concat();
            let goal = made(change.start as usize, change.end() as usize, change.alternate);
            let (mut low, mut high) = (usize::MAX, 0);
            for s in 0..=bases.len() {
                let spelled = if insert {
                    goal.get(s..s + size).is_some_and(|unit| made(s, s, unit) == goal).then_some((s, s))
                } else {
                    (s + size <= bases.len() && made(s, s + size, b"") == goal).then_some((s, s + size))
                };
                if let Some((from, to)) = spelled { low = low.min(from); high = high.max(to); }
            }
            let pos = u32::try_from(at).unwrap();
            let found = context(&bases, true, pos, &reference, &alternate).unwrap();
            let expected = (low.saturating_sub(1), (high + 1).min(bases.len()));
            let entry = Entry {
                contig: 0, pos, reference, alternate, effect_is_ref: false, representable: true, ref_differs: false,
                context: Some(found), region_end: None,
            };
            prop_assert_eq!((entry.span().start as usize, entry.span().end as usize), expected);
            prop_assert!(entry.reach().start <= entry.span().start && entry.span().end <= entry.reach().end);
        }
    }
}
