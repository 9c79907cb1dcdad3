//! Bytes as given in, text out, in chunks of any size.

use super::bgzf::Bgzf;
use super::end::End;
use super::gzip::Gzip;
use super::sniff::{SNIFFED_BYTES, Sniffed, sniff};
use crate::error::{Error, ErrorKind};

/// How an input is compressed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Compression {
    /// Not at all.
    None,
    /// Blocked gzip.
    Bgzf,
    /// Plain gzip.
    Gzip,
}

/// Takes text, in pieces of any size. One type for all: each closure that decoding was compiled for
/// took 15 KB of wasm.
pub type TextSink<'a> = dyn FnMut(&[u8]) -> Result<(), Error> + 'a;

/// A push-style decompressor: any chunking of the input gives the same text.
///
/// It takes plain text, BGZF and gzip, tells them by their first bytes, and refuses everything else
/// by name, inside the compression too. A UTF-8 byte order mark is dropped. Damage is terminal:
/// after an error every call gives that error again.
#[derive(Debug)]
pub struct Decompressor {
    codec: Codec,
    gate: Gate,
    bytes_read: u64,
    failed: Option<Error>,
}

#[derive(Debug)]
enum Codec {
    /// Too few bytes to tell.
    Unknown(Vec<u8>),
    Plain,
    Bgzf(Box<Bgzf>),
    Gzip(Box<Gzip>),
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
        Self { codec: Codec::Unknown(Vec::new()), gate: Gate::Shut(Vec::new()), bytes_read: 0, failed: None }
    }

    /// Takes the next bytes and gives the text that they hold to `sink`, in pieces of any size.
    ///
    /// # Errors
    ///
    /// An `input_…` kind where the bytes are nothing that is read, `bgzf_corrupt` or `gzip_corrupt`
    /// with the offset of the block or member, and every error of `sink`.
    pub fn push(&mut self, bytes: &[u8], sink: &mut TextSink<'_>) -> Result<(), Error> {
        self.bytes_read += bytes.len() as u64;
        self.terminal(|this| this.decode(bytes, sink))
    }

    /// Ends the input.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push), and `input_empty` where there was no byte of text at all.
    pub fn finish(&mut self, sink: &mut TextSink<'_>) -> Result<End, Error> {
        self.terminal(|this| {
            if let Codec::Unknown(held) = &mut this.codec {
                let held = std::mem::take(held);
                this.begin(&held, sink)?;
            }
            let end = match &this.codec {
                Codec::Unknown(_) | Codec::Plain => End { complete: true, notices: Vec::new() },
                Codec::Bgzf(bgzf) => bgzf.finish(),
                Codec::Gzip(gzip) => gzip.finish(),
            };
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
        match self.codec {
            Codec::Unknown(_) => None,
            Codec::Plain => Some(Compression::None),
            Codec::Bgzf(_) => Some(Compression::Bgzf),
            Codec::Gzip(_) => Some(Compression::Gzip),
        }
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

    fn decode(&mut self, bytes: &[u8], sink: &mut TextSink<'_>) -> Result<(), Error> {
        let Self { codec, gate, .. } = self;
        let mut text = |piece: &[u8]| gate.pass(piece, sink);
        match codec {
            Codec::Unknown(held) => {
                held.extend_from_slice(bytes);
                if held.len() >= SNIFFED_BYTES {
                    let held = std::mem::take(held);
                    self.begin(&held, sink)?;
                }
                Ok(())
            }
            Codec::Plain => text(bytes),
            Codec::Bgzf(bgzf) => bgzf.push(bytes, &mut text),
            Codec::Gzip(gzip) => gzip.push(bytes, &mut text),
        }
    }

    /// Tells the codec by the first bytes and decodes them.
    fn begin(&mut self, held: &[u8], sink: &mut TextSink<'_>) -> Result<(), Error> {
        self.codec = match sniff(&held[..held.len().min(SNIFFED_BYTES)])? {
            Sniffed::Text => Codec::Plain,
            Sniffed::Bgzf => Codec::Bgzf(Box::new(Bgzf::new())),
            Sniffed::Gzip => Codec::Gzip(Box::new(Gzip::new())),
            Sniffed::Panel => return Err(ErrorKind::InputIsPanel.into()),
        };
        self.decode(held, sink)
    }
}

/// Looks at the first bytes of the text before it lets any through.
#[derive(Debug)]
enum Gate {
    Shut(Vec<u8>),
    Open,
}

impl Gate {
    fn pass(&mut self, piece: &[u8], sink: &mut TextSink<'_>) -> Result<(), Error> {
        let Self::Shut(held) = self else { return sink(piece) };
        let missing = SNIFFED_BYTES.saturating_sub(held.len());
        let (first, rest) = piece.split_at(missing.min(piece.len()));
        held.extend_from_slice(first);
        if held.len() < SNIFFED_BYTES {
            return Ok(());
        }
        self.finish(sink)?;
        if rest.is_empty() { Ok(()) } else { sink(rest) }
    }

    fn is_empty(&self) -> bool {
        matches!(self, Self::Shut(held) if held.is_empty())
    }

    /// Tells what is held and lets it through.
    fn finish(&mut self, sink: &mut TextSink<'_>) -> Result<(), Error> {
        let Self::Shut(held) = std::mem::replace(self, Self::Open) else { return Ok(()) };
        match sniff(&held)? {
            Sniffed::Text => sink(held.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&held)),
            Sniffed::Gzip | Sniffed::Bgzf => {
                Err(Error::new(ErrorKind::InputCompression).with_detail("gzip inside gzip"))
            }
            Sniffed::Panel => Err(ErrorKind::InputIsPanel.into()),
        }
    }
}
