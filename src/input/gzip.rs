//! Plain gzip of one or more members.

use flate2::{Decompress, FlushDecompress, Status};

use super::decompress::TextSink;
use super::end::{End, Notice, TRUNCATED};
use super::place::Place;
use crate::error::{Error, ErrorKind, Position};

/// Output at a time: what a bomb can take of the memory.
const OUTPUT: usize = 1 << 16;
/// The window that gzip uses, as its base-2 logarithm.
const WINDOW_BITS: u8 = 15;

/// Reads gzip in chunks of any size.
#[derive(Debug)]
pub(super) struct Gzip {
    state: State,
    output: Vec<u8>,
    /// Bytes of the file so far, and where the current member began.
    taken: u64,
    member: u64,
    /// Bytes of text that the member gave so far.
    text: u64,
}

#[derive(Debug)]
enum State {
    /// Inside a member.
    Member(Box<Decompress>),
    /// Behind a member, with the first byte of what follows where one was seen.
    Between { first: bool },
    /// Behind the last member: how many bytes, and whether they are all NUL.
    Behind { bytes: u64, only_nul: bool },
}

impl Gzip {
    /// For members from a byte (0-based) of the file on.
    pub(super) fn new(offset: u64) -> Self {
        Self { state: member(), output: vec![0; OUTPUT], taken: offset, member: offset, text: 0 }
    }

    pub(super) fn push(&mut self, mut bytes: &[u8], sink: &mut TextSink<'_>) -> Result<(), Error> {
        while let Some(&next) = bytes.first() {
            match &mut self.state {
                State::Member(_) => {
                    let used = self.inflate(bytes, sink)?;
                    self.taken += used as u64;
                    bytes = &bytes[used..];
                }
                State::Between { first: false } if next == 0x1f => {
                    self.state = State::Between { first: true };
                    bytes = &bytes[1..];
                    self.taken += 1;
                }
                State::Between { first: true } if next == 0x8b => {
                    (self.member, self.text) = (self.taken - 1, 0);
                    self.state = member();
                    self.inflate(b"\x1f", sink)?;
                }
                State::Between { first } => {
                    self.state = State::Behind { bytes: u64::from(*first), only_nul: !*first };
                }
                State::Behind { bytes: count, only_nul } => {
                    *count += bytes.len() as u64;
                    *only_nul &= bytes.iter().all(|b| *b == 0);
                    bytes = &[];
                }
            }
        }
        Ok(())
    }

    /// Inflates as much as goes; gives the count of bytes used.
    fn inflate(&mut self, bytes: &[u8], sink: &mut TextSink<'_>) -> Result<usize, Error> {
        let State::Member(inflate) = &mut self.state else { return Ok(0) };
        let mut used = 0;
        loop {
            let (before_in, before_out) = (inflate.total_in(), inflate.total_out());
            let corrupt =
                |detail: &str| Error::new(ErrorKind::GzipCorrupt).at(Position::byte(self.member)).with_detail(detail);
            let status = inflate
                .decompress(&bytes[used..], &mut self.output, FlushDecompress::None)
                .map_err(|e| corrupt(e.message().unwrap_or("deflate data")))?;
            let step = difference(before_in, inflate.total_in());
            let made = difference(before_out, inflate.total_out());
            used += step;
            if made > 0 {
                sink(Place { from: self.member, skip: self.text }, &self.output[..made])?;
                self.text += made as u64;
            }
            if status == Status::StreamEnd {
                self.state = State::Between { first: false };
                return Ok(used);
            }
            // A full output may leave more inside.
            if used == bytes.len() && made < self.output.len() {
                return Ok(used);
            }
            if step == 0 && made == 0 {
                return Err(corrupt("deflate data"));
            }
        }
    }

    pub(super) fn finish(&self) -> End {
        match &self.state {
            State::Member(_) | State::Between { first: true } => {
                End { complete: false, notices: vec![Notice::new(TRUNCATED, format!("byte {}", self.taken))] }
            }
            State::Behind { bytes, only_nul: false } => {
                End { complete: true, notices: vec![Notice::new("trailing_garbage", bytes.to_string())] }
            }
            State::Between { .. } | State::Behind { .. } => End { complete: true, notices: Vec::new() },
        }
    }
}

fn member() -> State {
    State::Member(Box::new(Decompress::new_gzip(WINDOW_BITS)))
}

/// How far a total moved. The totals of the library wrap at 2^32 where `usize` has 32 bits.
fn difference(before: u64, after: u64) -> usize {
    usize::try_from(after.wrapping_sub(before) & u64::from(u32::MAX)).unwrap_or(usize::MAX)
}
