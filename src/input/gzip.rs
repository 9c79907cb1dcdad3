//! Plain gzip of one or more members.

use flate2::{Decompress, FlushDecompress, Status};

use super::decompress::TextSink;
use super::end::{End, Notice, TRUNCATED};
use super::gzip_header::Header;
use super::place::Place;
use crate::error::{Error, ErrorKind, Position};
use crate::simd::crc32::Crc32;

/// Output at a time: what a bomb can take of the memory.
const OUTPUT: usize = 1 << 16;
/// CRC32 and ISIZE, behind the deflate stream.
const TRAILER: usize = 8;

/// Reads gzip in chunks of any size. The library inflates; header and trailer are read here, as the code of the
/// library for them brings tables for CRC-32 into the wasm, a 25th of all that is downloaded.
#[derive(Debug)]
pub(super) struct Gzip {
    state: State,
    inflate: Decompress,
    output: Vec<u8>,
    /// Of the header, then of the text.
    crc: Crc32,
    /// Bytes of the file so far, and where the current member began.
    taken: u64,
    member: u64,
    /// Bytes of text that the member gave so far.
    text: u64,
}

#[derive(Debug)]
enum State {
    Header(Header),
    /// Inside a deflate stream.
    Deflate,
    /// Behind it, with what is there of the trailer.
    Trailer(Vec<u8>),
    /// Behind a member, with the first byte of what follows where one was seen.
    Between {
        first: bool,
    },
    /// Behind the last member: how many bytes, and whether they are all NUL.
    Behind {
        bytes: u64,
        only_nul: bool,
    },
}

impl Gzip {
    /// For members from a byte (0-based) of the file on.
    pub(super) fn new(offset: u64) -> Self {
        let mut crc = Crc32::default();
        Self {
            state: State::Header(Header::new(&mut crc)),
            inflate: Decompress::new(false),
            output: vec![0; OUTPUT],
            crc,
            taken: offset,
            member: offset,
            text: 0,
        }
    }

    pub(super) fn push(&mut self, mut bytes: &[u8], sink: &mut TextSink<'_>) -> Result<(), Error> {
        while let Some(&next) = bytes.first() {
            let used = match &mut self.state {
                State::Header(_) => {
                    self.header(next)?;
                    1
                }
                State::Deflate => self.inflate(bytes, sink)?,
                State::Trailer(_) => self.trailer(bytes)?,
                State::Between { first: false } if next == 0x1f => {
                    self.state = State::Between { first: true };
                    1
                }
                State::Between { first: true } if next == 0x8b => {
                    (self.member, self.text) = (self.taken - 1, 0);
                    self.state = State::Header(Header::new(&mut self.crc));
                    self.header(0x1f)?;
                    0
                }
                State::Between { first } => {
                    self.state = State::Behind { bytes: u64::from(*first), only_nul: !*first };
                    0
                }
                State::Behind { bytes: count, only_nul } => {
                    *count += bytes.len() as u64;
                    *only_nul &= bytes.iter().all(|b| *b == 0);
                    return Ok(());
                }
            };
            self.taken += used as u64;
            bytes = &bytes[used..];
        }
        Ok(())
    }

    fn header(&mut self, byte: u8) -> Result<(), Error> {
        let State::Header(header) = &mut self.state else { return Ok(()) };
        match header.take(byte, &mut self.crc) {
            Err(detail) => return Err(self.corrupt(detail)),
            Ok(false) => {}
            Ok(true) => {
                self.inflate.reset(false);
                self.crc.reset();
                self.state = State::Deflate;
            }
        }
        Ok(())
    }

    /// Inflates as much as goes; gives the count of bytes used.
    fn inflate(&mut self, bytes: &[u8], sink: &mut TextSink<'_>) -> Result<usize, Error> {
        let mut used = 0;
        loop {
            let Self { inflate, output, .. } = self;
            let (before_in, before_out) = (inflate.total_in(), inflate.total_out());
            let status = inflate.decompress(&bytes[used..], output, FlushDecompress::None);
            // Its own words for what is wrong depend on where the bytes were cut.
            let status = status.map_err(|_| self.corrupt("deflate stream"))?;
            let step = difference(before_in, self.inflate.total_in());
            let made = difference(before_out, self.inflate.total_out());
            used += step;
            let place = Place { from: self.member, skip: self.text };
            self.crc.update(&self.output[..made]);
            self.text += made as u64;
            let ended = status == Status::StreamEnd;
            if ended {
                self.state = State::Trailer(Vec::new());
                // Text whose trailer is there and wrong is given to nobody.
                used += self.trailer(&bytes[used..])?;
            }
            if made > 0 {
                sink(place, &self.output[..made])?;
            }
            // A full output may leave more inside.
            if ended || used == bytes.len() && made < self.output.len() {
                return Ok(used);
            }
            if step == 0 && made == 0 {
                return Err(self.corrupt("deflate stream"));
            }
        }
    }

    /// Takes what is there of the trailer and checks it; gives the count of bytes used.
    fn trailer(&mut self, bytes: &[u8]) -> Result<usize, Error> {
        let State::Trailer(held) = &mut self.state else { return Ok(0) };
        let used = bytes.len().min(TRAILER - held.len());
        held.extend_from_slice(&bytes[..used]);
        let (numbers, _) = held.as_chunks::<4>();
        if numbers.first().is_some_and(|number| u32::from_le_bytes(*number) != self.crc.sum()) {
            return Err(self.corrupt("incorrect data check"));
        }
        if let Some(length) = numbers.get(1) {
            // Modulo 2^32.
            if self.text.to_le_bytes()[..4] != *length {
                return Err(self.corrupt("incorrect length check"));
            }
            self.state = State::Between { first: false };
        }
        Ok(used)
    }

    fn corrupt(&self, detail: &str) -> Error {
        Error::new(ErrorKind::GzipCorrupt).at(Position::byte(self.member)).with_detail(detail)
    }

    pub(super) fn finish(&self) -> End {
        match &self.state {
            State::Between { first: false } => End { complete: true, notices: Vec::new() },
            State::Behind { bytes, only_nul } => {
                let notice = || Notice::new("trailing_garbage", bytes.to_string());
                End { complete: true, notices: (!only_nul).then(notice).into_iter().collect() }
            }
            _ => End { complete: false, notices: vec![Notice::new(TRUNCATED, format!("byte {}", self.taken))] },
        }
    }
}

/// How far a total moved. The totals of the library wrap at 2^32 where `usize` has 32 bits.
fn difference(before: u64, after: u64) -> usize {
    usize::try_from(after.wrapping_sub(before) & u64::from(u32::MAX)).unwrap_or(usize::MAX)
}
