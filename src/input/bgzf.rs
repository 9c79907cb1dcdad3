//! BGZF: we frame the blocks, noodles inflates each whole one and checks its CRC.

use std::io::{self, BufRead, Read};

use noodles::bgzf::io::Reader;

use super::decompress::{End, Notice};
use super::sniff::is_bgzf;
use crate::error::{Error, ErrorKind, Position};

/// Bytes of a block's header that state its size (SAM specification section 4.1).
const HEADER: usize = 18;
/// Bytes of gzip's trailer: CRC-32 and ISIZE.
const TRAILER: usize = 8;
/// The empty block that ends a file.
const EOF_BLOCK: [u8; 28] =
    *b"\x1f\x8b\x08\x04\x00\x00\x00\x00\x00\xff\x06\x00BC\x02\x00\x1b\x00\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00";

/// A push reader of BGZF.
pub(crate) struct Bgzf {
    reader: Reader<Frame>,
    /// Bytes of a block that is not whole yet.
    pending: Vec<u8>,
    /// Offset of the next block in the file.
    offset: u64,
    ends_with_eof: bool,
    eof_in_middle: bool,
    garbage: u64,
}

/// One whole block, as a source for noodles' reader, which asks for it in pieces.
#[derive(Debug, Default)]
struct Frame {
    bytes: Vec<u8>,
    at: usize,
}

impl Read for Frame {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = (&self.bytes[self.at..]).read(buf)?;
        self.at += n;
        Ok(n)
    }
}

impl std::fmt::Debug for Bgzf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bgzf").field("offset", &self.offset).finish_non_exhaustive()
    }
}

impl Default for Bgzf {
    fn default() -> Self {
        Self {
            reader: Reader::new(Frame::default()),
            pending: Vec::new(),
            offset: 0,
            ends_with_eof: false,
            eof_in_middle: false,
            garbage: 0,
        }
    }
}

/// What begins at a place where a block should.
enum Next {
    /// A block of this many bytes.
    Block(usize),
    /// Perhaps a block: its header is not whole yet.
    Unknown,
    /// No block, after the end of the file.
    Garbage,
}

impl Bgzf {
    pub(crate) fn push(
        &mut self,
        mut bytes: &[u8],
        sink: &mut impl FnMut(&[u8]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        while !bytes.is_empty() {
            if self.garbage > 0 {
                self.garbage += bytes.len() as u64;
                return Ok(());
            }
            if self.pending.is_empty()
                && let Next::Block(size) = self.next(bytes)?
                && size <= bytes.len()
            {
                // Whole blocks are taken from the chunk itself; only a cut one is carried over.
                self.block(&bytes[..size], sink)?;
                bytes = &bytes[size..];
                continue;
            }
            bytes = self.carry_over(bytes, sink)?;
        }
        Ok(())
    }

    /// Adds to the block that is not whole yet, and gives back what lies behind it.
    fn carry_over<'a>(
        &mut self,
        bytes: &'a [u8],
        sink: &mut impl FnMut(&[u8]) -> Result<(), Error>,
    ) -> Result<&'a [u8], Error> {
        let mut pending = std::mem::take(&mut self.pending);
        let wanted = match self.next(&pending)? {
            Next::Block(size) => size,
            Next::Unknown | Next::Garbage => HEADER,
        };
        let (mine, rest) = bytes.split_at((wanted - pending.len()).min(bytes.len()));
        pending.extend_from_slice(mine);
        match self.next(&pending)? {
            Next::Garbage => self.garbage = pending.len() as u64,
            Next::Block(size) if size == pending.len() => self.block(&pending, sink)?,
            Next::Block(_) | Next::Unknown => self.pending = pending,
        }
        Ok(rest)
    }

    fn next(&self, bytes: &[u8]) -> Result<Next, Error> {
        let known = bytes.len().min(4);
        if bytes[..known] != EOF_BLOCK[..known] || bytes.len() >= HEADER && !is_bgzf(bytes) {
            return if self.ends_with_eof { Ok(Next::Garbage) } else { Err(self.corrupt("no block begins here")) };
        }
        if bytes.len() < HEADER {
            return Ok(Next::Unknown);
        }
        let size = usize::from(u16::from_le_bytes([bytes[16], bytes[17]])) + 1;
        if size < HEADER + TRAILER {
            Err(self.corrupt("a block states too small a size"))
        } else {
            Ok(Next::Block(size))
        }
    }

    fn block(&mut self, frame: &[u8], sink: &mut impl FnMut(&[u8]) -> Result<(), Error>) -> Result<(), Error> {
        self.eof_in_middle |= self.ends_with_eof && frame != EOF_BLOCK;
        self.ends_with_eof = frame == EOF_BLOCK;
        let source = self.reader.get_mut();
        source.bytes.clear();
        source.bytes.extend_from_slice(frame);
        source.at = 0;
        let length = match self.reader.fill_buf() {
            Ok(data) => {
                sink(data)?;
                data.len()
            }
            Err(_) => return Err(self.corrupt("inflate or CRC")),
        };
        self.reader.consume(length);
        self.offset += frame.len() as u64;
        Ok(())
    }

    fn corrupt(&self, detail: &str) -> Error {
        Error::new(ErrorKind::BgzfCorrupt).with_detail(detail).at(Position::byte(self.offset))
    }

    pub(crate) fn finish(&mut self) -> End {
        let mut notices = Vec::new();
        if self.eof_in_middle {
            notices.push(Notice::new("eof_block_in_middle", ""));
        }
        if self.garbage > 0 {
            notices.push(Notice::new("trailing_garbage", self.garbage.to_string()));
        }
        let cut = !self.pending.is_empty();
        if cut {
            notices.push(Notice::new("truncated", format!("byte {}", self.offset)));
        } else if !self.ends_with_eof {
            notices.push(Notice::new("no_eof_block", ""));
        }
        End { complete: self.ends_with_eof && !cut, notices }
    }
}
