//! BCF 2.2: records in binary, handed over as the lines that VCF has for them.
//!
//! ```text
//! "BCF" 2 2 ▸ size, header text ▸ lines of the header, names by number
//! size, size, site, samples     ▸ far from all entries: the end (first tier)
//!                               ▸ else a line, which is decoded as those of a VCF are
//! ```
//!
//! One decoder for both gives one answer. The framing is our own: noodles 0.119 allocates by the sizes
//! that a file states, takes a header of a wrong size for an empty file, and stops on valid genotypes of
//! 16 bits. Format: "The BCF2 format", hts-specs, VCF 4.3 section 6.

mod dictionary;
mod header;
mod line;
mod number;
mod typed;

use std::sync::Arc;

pub(crate) use dictionary::Dictionary;
use header::Head;
use line::{Site, write_line};

use super::header::LARGEST_HEADER;
use super::lines::{LONGEST_LINE, LineSink};
use super::marks::Marks;
use super::place::Place;
use crate::error::{Error, ErrorKind, Position};

/// What a file begins with: the name of the format and its version.
pub(super) const MAGIC: &[u8] = b"BCF\x02\x02";
/// The magic and the size of the header text.
const BEFORE_HEADER: usize = 9;
/// The sizes of a record's two parts.
const SIZES: usize = 8;

/// Reads the records of a BCF.
#[derive(Debug)]
pub(super) struct Bcf {
    step: Step,
    /// The beginning of what goes on in the next piece, and its place.
    held: Vec<u8>,
    held_at: Place,
    /// Of the last line that was handed over.
    number: u64,
    dictionary: Arc<Dictionary>,
    /// A record as text.
    line: Vec<u8>,
}

#[derive(Debug)]
enum Step {
    Magic,
    /// Bytes of the header text that are still to come.
    Header(usize, Box<Head>),
    Records,
}

impl Default for Bcf {
    fn default() -> Self {
        Self { step: Step::Magic, ..Self::of_records(Arc::default()) }
    }
}

impl Bcf {
    /// For bytes that begin with a record.
    pub(super) fn of_records(dictionary: Arc<Dictionary>) -> Self {
        let (held, line) = (Vec::new(), Vec::new());
        Self { step: Step::Records, held, held_at: Place::default(), number: 0, dictionary, line }
    }

    /// Takes bytes that stand at a place.
    pub(super) fn push(&mut self, mut place: Place, mut bytes: &[u8], sink: &mut dyn LineSink) -> Result<(), Error> {
        while !bytes.is_empty() {
            let taken = match &mut self.step {
                Step::Magic => {
                    let taken = self.hold_to(BEFORE_HEADER, place, bytes)?;
                    if self.held.len() == BEFORE_HEADER {
                        self.step = Step::Header(header_size(&self.held)?, Box::default());
                        self.held.clear();
                    }
                    taken
                }
                Step::Header(left, head) => {
                    let taken = bytes.len().min(*left);
                    head.push(place, &bytes[..taken], sink)?;
                    *left -= taken;
                    taken
                }
                Step::Records if self.held.is_empty() => match size(bytes, self.number)? {
                    Some(size) if size <= bytes.len() => {
                        self.record(place, &bytes[..size], sink)?;
                        size
                    }
                    _ => self.hold_to(usize::MAX, place, bytes)?,
                },
                Step::Records => {
                    let whole = size(&self.held, self.number)?.unwrap_or(SIZES);
                    let taken = self.hold_to(whole, place, bytes)?;
                    if size(&self.held, self.number)? == Some(self.held.len()) {
                        let mut held = std::mem::take(&mut self.held);
                        self.record(self.held_at, &held, sink)?;
                        held.clear();
                        self.held = held;
                    }
                    taken
                }
            };
            (place, bytes) = (place.behind(taken), &bytes[taken..]);
            if let Step::Header(0, head) = &mut self.step {
                let (dictionary, lines) = head.finish(sink)?;
                (self.dictionary, self.number) = (Arc::new(dictionary), lines);
                self.step = Step::Records;
            }
        }
        Ok(())
    }

    /// Holds bytes until so many are held; how many were taken.
    fn hold_to(&mut self, wanted: usize, place: Place, bytes: &[u8]) -> Result<usize, Error> {
        if self.held.is_empty() {
            self.held_at = place;
        }
        let taken = bytes.len().min(wanted - self.held.len());
        super::reserve(&mut self.held, taken)?;
        self.held.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn record(&mut self, place: Place, record: &[u8], sink: &mut dyn LineSink) -> Result<(), Error> {
        self.number += 1;
        let Self { number, dictionary, line, .. } = self;
        line.clear();
        let site = match Site::read(record, dictionary) {
            Ok(site) => site,
            Err(fault) => return sink.fault(*number, fault, line),
        };
        if site.bases_alone().is_some_and(|site| sink.passes(*number, &site)) {
            return Ok(());
        }
        match write_line(&site, dictionary, line) {
            Err(fault) => sink.fault(*number, fault, line),
            Ok(()) if line.len() > LONGEST_LINE => Err(too_long(*number)),
            Ok(()) => sink.line(*number, line, &Marks { place, ..Marks::of(line) }),
        }
    }

    /// The number of the line that the bytes end in the middle of.
    pub(super) fn cut(&self) -> Option<u64> {
        (!self.is_between()).then_some(self.number + 1)
    }

    pub(super) fn is_between(&self) -> bool {
        matches!(self.step, Step::Records) && self.held.is_empty()
    }

    pub(super) fn dictionary(&self) -> Arc<Dictionary> {
        Arc::clone(&self.dictionary)
    }

    pub(super) fn line_number(&self) -> u64 {
        self.number
    }
}

/// The size of the header text, behind the magic.
fn header_size(bytes: &[u8]) -> Result<usize, Error> {
    let size = number::u32_at(bytes, MAGIC.len()).map_or(u64::MAX, u64::from);
    if size > LARGEST_HEADER {
        return Err(Error::new(ErrorKind::HeaderTooLarge).with_detail(LARGEST_HEADER.to_string()));
    }
    usize::try_from(size).map_err(|_| ErrorKind::HeaderTooLarge.into())
}

/// The bytes of the record that begins here, its sizes included; nothing where they are not all there.
fn size(bytes: &[u8], number: u64) -> Result<Option<usize>, Error> {
    let (Some(site), Some(samples)) = (number::u32_at(bytes, 0), number::u32_at(bytes, 4)) else { return Ok(None) };
    let (site, samples) = (site as usize, samples as usize);
    for (size, right) in [(site, line::FIXED..=LONGEST_LINE), (samples, 0..=LONGEST_LINE)] {
        if !right.contains(&size) {
            let error = Error::new(ErrorKind::BcfCorrupt).with_detail(format!("size {size}"));
            return Err(error.at(Position::line(number + 1)));
        }
    }
    Ok(Some(SIZES + site + samples))
}

fn too_long(number: u64) -> Error {
    Error::new(ErrorKind::LineTooLong).at(Position::line(number)).with_detail(LONGEST_LINE.to_string())
}
