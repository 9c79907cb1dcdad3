//! One sample in two bits an entry.
//!
//! ```text
//! 0 not assessed   1 not carried   2 carried   3 another, which two more bits tell:
//! 0 indeterminate  1 not carried (assumed)  2 carried (assumed)  3 not asked about
//! ```

use sha2::{Digest, Sha256};

use super::counts::SampleId;
use super::file::invalid;
use crate::error::Error;
use crate::kernel::State;
use crate::panel::bytes::{Cursor, put_text, put_varint};
use crate::screen::EntryStates;

/// Two bits each, four in a byte, the lowest first.
#[derive(Default)]
struct Pairs {
    bytes: Vec<u8>,
    number: usize,
}

/// The code of another state.
const OTHER: u8 = 3;
/// Copies that take a byte of their own: the number of those that carry and of all, four bits each. From here on
/// each takes a byte after this one.
const LONG: u8 = 0xff;
const SHORT: u8 = 14;

/// A sample as a cohort file holds it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sample {
    /// The file's name, without folders.
    pub input: String,
    /// The file's size in bytes.
    pub bytes: u64,
    /// The sample; nothing for a file without samples.
    pub name: Option<String>,
    /// Its entries.
    pub states: EntryStates,
}

impl Pairs {
    fn push(&mut self, pair: u8) {
        let at = self.number % 4 * 2;
        if at == 0 {
            self.bytes.push(0);
        }
        *self.bytes.last_mut().expect("was pushed") |= pair << at;
        self.number += 1;
    }
}

fn pair(bytes: &[u8], number: usize) -> u8 {
    bytes[number / 4] >> (number % 4 * 2) & 3
}

/// The code of a state, and that of another one.
const fn codes(state: Option<State>) -> (u8, u8) {
    match state {
        Some(State::NotAssessed) => (0, 0),
        Some(State::NotCarried) => (1, 0),
        Some(State::Carried) => (2, 0),
        Some(State::Indeterminate) => (OTHER, 0),
        Some(State::NotCarriedAssumed) => (OTHER, 1),
        Some(State::CarriedAssumed) => (OTHER, 2),
        None => (OTHER, 3),
    }
}

const OF_CODE: [State; 3] = [State::NotAssessed, State::NotCarried, State::Carried];
const OF_OTHER: [Option<State>; 4] =
    [Some(State::Indeterminate), Some(State::NotCarriedAssumed), Some(State::CarriedAssumed), None];

/// Whether copies are stated one by one: where two are not what an entry has for sure.
pub(super) fn states_copies(state: Option<State>, autosome: bool) -> bool {
    state == Some(State::Carried) || state == Some(State::NotCarried) && !autosome
}

/// The digest of a sample: of its file's name and size and its own name.
pub(super) fn sample_digest(input: &str, bytes: u64, name: Option<&str>) -> [u8; 8] {
    let mut sample = Sha256::new();
    for text in [input, name.unwrap_or_default()] {
        sample.update((text.len() as u64).to_le_bytes());
        sample.update(text);
    }
    sample.update(bytes.to_le_bytes());
    sample.update([u8::from(name.is_some())]);
    first(&sample.finalize())
}

/// The digest of which entries, in panel order, a sample was asked about.
pub(super) fn asked_digest(asked: impl Iterator<Item = bool>) -> [u8; 8] {
    let mut pairs = Pairs::default();
    asked.for_each(|asked| pairs.push(u8::from(asked)));
    first(&Sha256::digest(&pairs.bytes))
}

fn first(digest: &[u8]) -> [u8; 8] {
    digest[..8].try_into().expect("a digest is longer")
}

impl Sample {
    /// By what it is known that a sample is counted once: its file's name and size and its own name; and the entries that
    /// it was asked about.
    #[must_use]
    pub fn id(&self) -> SampleId {
        SampleId {
            sample: sample_digest(&self.input, self.bytes, self.name.as_deref()),
            asked: asked_digest(self.states.states.iter().map(Option::is_some)),
        }
    }

    /// Its bytes, before compression.
    pub(super) fn to_bytes(&self, autosomes: &[bool]) -> Vec<u8> {
        let mut out = Vec::new();
        put_text(&self.input, &mut out);
        out.extend(self.bytes.to_le_bytes());
        out.push(u8::from(self.name.is_some()));
        put_text(self.name.as_deref().unwrap_or_default(), &mut out);
        let (mut all, mut others, mut copies) = (Pairs::default(), Pairs::default(), Vec::new());
        let mut stated = self.states.copies.iter().peekable();
        for (entry, (state, autosome)) in (0..).zip(self.states.states.iter().zip(autosomes)) {
            let (code, other) = codes(*state);
            all.push(code);
            if code == OTHER {
                others.push(other);
            }
            let known = stated.next_if(|(of, _)| *of == entry).map_or([0; 2], |(_, known)| *known);
            if states_copies(*state, *autosome) {
                match known {
                    [carried @ ..=SHORT, ploidy @ ..=SHORT] => copies.push(carried << 4 | ploidy),
                    [carried, ploidy] => copies.extend([LONG, carried, ploidy]),
                }
            }
        }
        for part in [&all.bytes, &others.bytes, &copies] {
            put_varint(u32::try_from(part.len()).expect("entries take 28 bits"), &mut out);
            out.extend(part);
        }
        out
    }

    pub(super) fn from_bytes(bytes: &[u8], autosomes: &[bool]) -> Result<Self, Error> {
        let mut cursor = Cursor::new(bytes);
        Self::read(&mut cursor, autosomes).ok().filter(|_| cursor.is_empty()).ok_or_else(|| invalid("sample"))
    }

    fn read(cursor: &mut Cursor<'_>, autosomes: &[bool]) -> Result<Self, Error> {
        let (input, bytes) = (cursor.text()?, cursor.u64()?);
        let named = cursor.take(1)? == [1];
        let name = cursor.text()?;
        let mut part = || {
            let length = cursor.varint()? as usize;
            cursor.take(length)
        };
        let (all, others, copies) = (part()?, part()?, part()?);
        let mut copies = copies.iter().copied();
        if all.len() != autosomes.len().div_ceil(4) {
            return Err(invalid("sample"));
        }
        let mut states = EntryStates { states: Vec::with_capacity(autosomes.len()), copies: Vec::new() };
        let mut other = 0..others.len() * 4;
        for (entry, autosome) in autosomes.iter().enumerate() {
            let state = match pair(all, entry) {
                OTHER => OF_OTHER[usize::from(pair(others, other.next().ok_or_else(|| invalid("sample"))?))],
                code => Some(OF_CODE[usize::from(code)]),
            };
            if states_copies(state, *autosome) {
                let mut next = || copies.next().ok_or_else(|| invalid("sample"));
                let known = match next()? {
                    LONG => [next()?, next()?],
                    short => [short >> 4, short & 0xf],
                };
                if known != [0; 2] {
                    let is_sound = known[0] <= known[1] && (known[0] > 0) == (state == Some(State::Carried));
                    let entry = u32::try_from(entry).expect("entries take 28 bits");
                    states.copies.push(Some((entry, known)).filter(|_| is_sound).ok_or_else(|| invalid("copies"))?);
                }
            }
            states.states.push(state);
        }
        if copies.next().is_some() || other.len() >= 4 {
            return Err(invalid("sample"));
        }
        Ok(Self { input, bytes, name: Some(name).filter(|_| named), states })
    }
}
