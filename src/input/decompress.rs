//! Compressed bytes in, bytes out: plain text, BGZF and gzip, in chunks of any size.

use serde::Serialize;

use super::bgzf::Bgzf;
use super::gzip::Gzip;
use super::sniff::{self, Container, SNIFFED_BYTES};
use crate::error::Error;

/// How a file is compressed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Compression {
    /// Not at all.
    None,
    /// Blocks of gzip with their sizes stated (SAM specification section 4.1).
    Bgzf,
    /// gzip, of one member or several (RFC 1952).
    Gzip,
}

/// Something to tell about the bytes, which is no error.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Notice {
    /// A stable code: `no_eof_block`, `truncated`, `trailing_garbage`, `eof_block_in_middle`,
    /// `no_final_newline`.
    pub code: &'static str,
    /// The value that it speaks of; may be empty.
    pub detail: String,
}

impl Notice {
    pub(crate) fn new(code: &'static str, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into() }
    }
}

/// How a file ended.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct End {
    /// Whether nothing is missing at the end, as far as the format can tell.
    pub complete: bool,
    /// What to tell.
    pub notices: Vec<Notice>,
}

/// A push decompressor.
#[derive(Debug)]
pub struct Decompressor {
    state: State,
    bytes_read: u64,
}

#[derive(Debug)]
enum State {
    /// Too few bytes yet to tell what they are.
    Sniffing(Vec<u8>),
    Text,
    Bgzf(Box<Bgzf>, Inside),
    Gzip(Box<Gzip>, Inside),
}

/// The check of what lies inside a compression: the first bytes, until there are enough.
#[derive(Debug, Default)]
struct Inside {
    head: Vec<u8>,
    checked: bool,
}

impl Inside {
    /// Passes bytes on once their beginning is known to be text.
    fn pass(&mut self, bytes: &[u8], sink: &mut impl FnMut(&[u8]) -> Result<(), Error>) -> Result<(), Error> {
        if self.checked {
            return sink(bytes);
        }
        self.head.extend_from_slice(bytes);
        if self.head.len() >= SNIFFED_BYTES { self.release(sink) } else { Ok(()) }
    }

    fn release(&mut self, sink: &mut impl FnMut(&[u8]) -> Result<(), Error>) -> Result<(), Error> {
        if self.checked {
            return Ok(());
        }
        self.checked = true;
        let head = std::mem::take(&mut self.head);
        sniff::text(&head[..head.len().min(SNIFFED_BYTES)])?;
        if head.is_empty() { Ok(()) } else { sink(&head) }
    }
}

impl Default for Decompressor {
    fn default() -> Self {
        Self::new()
    }
}

impl Decompressor {
    /// One that has read nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self { state: State::Sniffing(Vec::new()), bytes_read: 0 }
    }

    /// Bytes of the file as given.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// The compression, once enough bytes are there to tell.
    #[must_use]
    pub fn compression(&self) -> Option<Compression> {
        match self.state {
            State::Sniffing(_) => None,
            State::Text => Some(Compression::None),
            State::Bgzf(..) => Some(Compression::Bgzf),
            State::Gzip(..) => Some(Compression::Gzip),
        }
    }

    /// Takes the next bytes and hands on what they hold.
    ///
    /// # Errors
    ///
    /// Where the bytes are of a kind that is not read or are damaged, and what `sink` returns.
    /// All are terminal.
    pub fn push(&mut self, bytes: &[u8], sink: &mut impl FnMut(&[u8]) -> Result<(), Error>) -> Result<(), Error> {
        self.bytes_read += bytes.len() as u64;
        if let State::Sniffing(head) = &mut self.state {
            head.extend_from_slice(bytes);
            return if head.len() < SNIFFED_BYTES { Ok(()) } else { self.start(sink) };
        }
        self.feed(bytes, sink)
    }

    fn start(&mut self, sink: &mut impl FnMut(&[u8]) -> Result<(), Error>) -> Result<(), Error> {
        let State::Sniffing(head) = &mut self.state else { return Ok(()) };
        let head = std::mem::take(head);
        self.state = match sniff::container(&head[..head.len().min(SNIFFED_BYTES)])? {
            Container::Text => State::Text,
            Container::Bgzf => State::Bgzf(Box::default(), Inside::default()),
            Container::Gzip => State::Gzip(Box::default(), Inside::default()),
        };
        self.feed(&head, sink)
    }

    fn feed(&mut self, bytes: &[u8], sink: &mut impl FnMut(&[u8]) -> Result<(), Error>) -> Result<(), Error> {
        match &mut self.state {
            State::Sniffing(_) => unreachable!("the container is known before bytes are fed"),
            State::Text => sink(bytes),
            State::Bgzf(bgzf, inside) => bgzf.push(bytes, &mut |data| inside.pass(data, sink)),
            State::Gzip(gzip, inside) => gzip.push(bytes, &mut |data| inside.pass(data, sink)),
        }
    }

    /// Ends the input.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push): a short input is looked at only now.
    pub fn finish(&mut self, sink: &mut impl FnMut(&[u8]) -> Result<(), Error>) -> Result<End, Error> {
        if matches!(self.state, State::Sniffing(_)) {
            self.start(sink)?;
        }
        match &mut self.state {
            State::Sniffing(_) | State::Text => Ok(End { complete: true, notices: Vec::new() }),
            State::Bgzf(bgzf, inside) => {
                inside.release(sink)?;
                Ok(bgzf.finish())
            }
            State::Gzip(gzip, inside) => {
                inside.release(sink)?;
                gzip.finish(sink)
            }
        }
    }
}
