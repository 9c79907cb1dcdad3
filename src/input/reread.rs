//! One line, read again by its place.

use super::decompress::{Codec, Compression};
use super::framing::{Framing, Records};
use super::lines::LineSink;
use super::marks::Marks;
use super::place::Place;
use super::record::LineFault;
use crate::error::Error;

/// Reads one line again: push the bytes of the file from [`from`](Self::from) on until it is there.
#[derive(Debug)]
pub struct LineReader {
    codec: Codec,
    records: Records,
    from: u64,
    /// Bytes of the file that were taken, from its beginning.
    taken: u64,
    /// Bytes of text before the line.
    skip: u64,
    found: Found,
}

/// Takes the first line.
#[derive(Debug, Default)]
struct Found(Option<Vec<u8>>);

impl LineSink for Found {
    fn line(&mut self, _number: u64, line: &[u8], _marks: &Marks) -> Result<(), Error> {
        self.0.get_or_insert_with(|| line.to_vec());
        Ok(())
    }

    fn fault(&mut self, number: u64, _fault: LineFault, line: &[u8]) -> Result<(), Error> {
        self.line(number, line, &Marks::default())
    }
}

impl LineReader {
    /// For the line that a file with this compression and framing has at a place.
    #[must_use]
    pub(crate) fn new(compression: Compression, framing: Framing, place: Place) -> Self {
        // Plain text can be read from any byte on.
        let (from, skip) = match compression {
            Compression::None => (place.from + place.skip, 0),
            Compression::Bgzf | Compression::Gzip => (place.from, place.skip),
        };
        let codec = Codec::new(compression, from);
        Self { codec, records: Records::of(framing), from, taken: from, skip, found: Found::default() }
    }

    /// The byte (0-based) of the file as given that comes first.
    #[must_use]
    pub fn from(&self) -> u64 {
        self.from
    }

    /// Takes the next bytes; true once the line is there.
    ///
    /// # Errors
    ///
    /// Where they cannot be decoded before the line is there.
    pub fn push(&mut self, bytes: &[u8]) -> Result<bool, Error> {
        let Self { codec, records, taken, skip, found, .. } = self;
        let decoded = codec.push(*taken, bytes, &mut |place, text| {
            let before = usize::try_from(*skip).unwrap_or(usize::MAX).min(text.len());
            *skip -= before as u64;
            if found.0.is_none() { records.push(place.behind(before), &text[before..], found) } else { Ok(()) }
        });
        *taken += bytes.len() as u64;
        if self.found.0.is_none() {
            decoded?;
        }
        Ok(self.found.0.is_some())
    }

    /// The line, without its terminator; nothing where the file has none there. The last line of a
    /// file may have no terminator.
    ///
    /// # Errors
    ///
    /// Where it is too long.
    pub fn finish(mut self) -> Result<Option<Vec<u8>>, Error> {
        self.records.finish(&mut self.found)?;
        Ok(self.found.0)
    }
}
