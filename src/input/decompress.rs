//! Bytes as given in, text out, in chunks of any size.

use super::bgzf::Bgzf;
use super::end::End;
use super::gzip::Gzip;
use super::part::Seam;
use super::place::Place;
use super::sniff::{SNIFFED_BYTES, Sniffed, sniff};
use crate::error::{Error, ErrorKind};

/// What some editors begin UTF-8 with.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How an input is compressed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Compression {
    /// Not at all.
    None,
    /// Blocked gzip.
    Bgzf,
    /// Plain gzip.
    Gzip,
}

/// Takes text and its place, in pieces of any size. One type for all: each closure that decoding was compiled for
/// took 15 KB of wasm.
pub type TextSink<'a> = dyn FnMut(Place, &[u8]) -> Result<(), Error> + 'a;

/// A push-style decompressor: any chunking of the input gives the same text.
///
/// It takes plain text, BGZF and gzip, tells them by their first bytes, and refuses everything else
/// by name, inside the compression too. A UTF-8 byte order mark is dropped. Damage is terminal:
/// after an error every call gives that error again.
#[derive(Debug)]
pub struct Decompressor {
    /// The first bytes, while there are too few to tell.
    head: Vec<u8>,
    codec: Option<Codec>,
    gate: Gate,
    bytes_read: u64,
    failed: Option<Error>,
}

/// Decodes bytes whose compression is known.
#[derive(Debug)]
pub(super) enum Codec {
    Plain,
    Bgzf(Box<Bgzf>),
    Gzip(Box<Gzip>),
}

impl Codec {
    /// For bytes of a file from `from` (0-based) on, where decoding can begin.
    pub(super) fn new(compression: Compression, from: u64) -> Self {
        match compression {
            Compression::None => Self::Plain,
            Compression::Bgzf => Self::Bgzf(Box::new(Bgzf::new(from))),
            Compression::Gzip => Self::Gzip(Box::new(Gzip::new(from))),
        }
    }

    /// Takes the next bytes, which stand at `at` of the file as given.
    pub(super) fn push(&mut self, at: u64, bytes: &[u8], sink: &mut TextSink<'_>) -> Result<(), Error> {
        match self {
            Self::Plain => sink(Place::new(at), bytes),
            Self::Bgzf(bgzf) => bgzf.push(bytes, sink),
            Self::Gzip(gzip) => gzip.push(bytes, sink),
        }
    }

    /// For a part of a file; the codec goes on behind its end. Nothing where the compression cannot be
    /// cut.
    pub(super) fn part(compression: Compression, from: u64, to: u64) -> Option<Self> {
        match compression {
            Compression::None => Some(Self::Plain),
            Compression::Bgzf => Some(Self::Bgzf(Box::new(Bgzf::part(from, to)))),
            Compression::Gzip => None,
        }
    }

    /// Where a part from one byte to another began and ended, once `read` bytes of the file are.
    pub(super) fn seam(&self, from: u64, to: u64, read: u64) -> Seam {
        match self {
            Self::Bgzf(bgzf) => bgzf.seam(read),
            Self::Plain | Self::Gzip(_) => Seam { first: Some(from), next: to.min(read) },
        }
    }

    pub(super) fn finish(&self) -> End {
        match self {
            Self::Plain => End { complete: true, notices: Vec::new() },
            Self::Bgzf(bgzf) => bgzf.finish(),
            Self::Gzip(gzip) => gzip.finish(),
        }
    }

    pub(super) fn compression(&self) -> Compression {
        match self {
            Self::Plain => Compression::None,
            Self::Bgzf(_) => Compression::Bgzf,
            Self::Gzip(_) => Compression::Gzip,
        }
    }
}

impl Default for Decompressor {
    fn default() -> Self {
        Self::new()
    }
}

impl Decompressor {
    /// A decompressor that has read nothing yet.
    #[must_use]
    pub fn new() -> Self {
        let gate = Gate::Shut { held: Vec::new(), at: Place::default() };
        Self { head: Vec::new(), codec: None, gate, bytes_read: 0, failed: None }
    }

    /// Takes the next bytes and gives the text that they hold to `sink`, in pieces of any size.
    ///
    /// # Errors
    ///
    /// An `input_…` kind where the bytes are nothing that is read, `bgzf_corrupt` or `gzip_corrupt`
    /// with the offset of the block or member, and every error of `sink`.
    pub fn push(&mut self, bytes: &[u8], sink: &mut TextSink<'_>) -> Result<(), Error> {
        let at = self.bytes_read;
        self.bytes_read += bytes.len() as u64;
        self.terminal(|this| this.decode(at, bytes, sink))
    }

    /// Ends the input.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push), and `input_empty` where there was no byte of text at all.
    pub fn finish(&mut self, sink: &mut TextSink<'_>) -> Result<End, Error> {
        self.terminal(|this| {
            if this.codec.is_none() {
                this.begin(sink)?;
            }
            let end = this.codec.as_ref().map(Codec::finish).unwrap_or_default();
            if this.gate.is_empty() {
                // A cut so early that nothing came out is not an empty file.
                return if end.complete { Err(ErrorKind::InputEmpty.into()) } else { Ok(end) };
            }
            this.gate.finish(sink)?;
            Ok(end)
        })
    }

    /// How the input is compressed, once its first bytes are there.
    #[must_use]
    pub fn compression(&self) -> Option<Compression> {
        self.codec.as_ref().map(Codec::compression)
    }

    /// Bytes of the input as given, so far.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    fn terminal<T>(&mut self, step: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        step(self).inspect_err(|error| self.failed = Some(error.clone()))
    }

    fn decode(&mut self, at: u64, bytes: &[u8], sink: &mut TextSink<'_>) -> Result<(), Error> {
        let Self { codec, gate, .. } = self;
        if let Some(codec) = codec {
            return codec.push(at, bytes, &mut |place, piece| gate.pass(place, piece, sink));
        }
        self.head.extend_from_slice(bytes);
        if self.head.len() < SNIFFED_BYTES { Ok(()) } else { self.begin(sink) }
    }

    /// Tells the codec by the first bytes and decodes them.
    fn begin(&mut self, sink: &mut TextSink<'_>) -> Result<(), Error> {
        let head = std::mem::take(&mut self.head);
        let compression = match sniff(&head[..head.len().min(SNIFFED_BYTES)])? {
            Sniffed::Text | Sniffed::Bcf => Compression::None,
            Sniffed::Bgzf => Compression::Bgzf,
            Sniffed::Gzip => Compression::Gzip,
            Sniffed::Panel => return Err(ErrorKind::InputIsPanel.into()),
        };
        self.codec = Some(Codec::new(compression, 0));
        self.decode(0, &head, sink)
    }
}

/// Looks at the first bytes of the text before it lets any through.
#[derive(Debug)]
enum Gate {
    /// What is held, and the place of its beginning.
    Shut {
        held: Vec<u8>,
        at: Place,
    },
    Open,
}

impl Gate {
    fn pass(&mut self, place: Place, piece: &[u8], sink: &mut TextSink<'_>) -> Result<(), Error> {
        let Self::Shut { held, at } = self else { return sink(place, piece) };
        if held.is_empty() {
            *at = place;
        }
        let missing = SNIFFED_BYTES.saturating_sub(held.len());
        let (first, rest) = piece.split_at(missing.min(piece.len()));
        held.extend_from_slice(first);
        if held.len() < SNIFFED_BYTES {
            return Ok(());
        }
        self.finish(sink)?;
        if rest.is_empty() { Ok(()) } else { sink(place.behind(first.len()), rest) }
    }

    fn is_empty(&self) -> bool {
        matches!(self, Self::Shut { held, .. } if held.is_empty())
    }

    /// Tells what is held and lets it through.
    fn finish(&mut self, sink: &mut TextSink<'_>) -> Result<(), Error> {
        let Self::Shut { held, at } = std::mem::replace(self, Self::Open) else { return Ok(()) };
        match sniff(&held)? {
            Sniffed::Text => {
                let text = held.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&held);
                sink(at.behind(held.len() - text.len()), text)
            }
            Sniffed::Bcf => sink(at, &held),
            Sniffed::Gzip | Sniffed::Bgzf => {
                Err(Error::new(ErrorKind::InputCompression).with_detail("gzip inside gzip"))
            }
            Sniffed::Panel => Err(ErrorKind::InputIsPanel.into()),
        }
    }
}
