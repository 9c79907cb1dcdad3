//! BGZF: gzip in blocks of at most 64 KiB, with an empty block at the end as proof of completeness.
//!
//! We frame the blocks, because a reader that frames them itself passes a cut file in silence, and inflate
//! each whole block into one buffer. noodles' reader takes a buffer of its own for each block, which
//! between long-lived records took 660 MB more of memory for a genome (docs/decisions.md).

use std::ops::Range;

use flate2::{Decompress, FlushDecompress, Status};

use super::decompress::TextSink;
use super::end::{EOF_IN_MIDDLE, End, Notice, TRUNCATED};
use super::part::Seam;
use super::place::Place;
use super::sniff::is_bgzf;
use crate::error::{Error, ErrorKind, Position};
use crate::simd::crc32::Crc32;

/// Header of a block with its BSIZE.
const HEADER: usize = 18;
/// Header, an empty deflate stream, CRC32 and ISIZE.
const SMALLEST: usize = HEADER + 8;
/// The largest content of a block.
const CONTENT: usize = 1 << 16;
/// A part begins with a block within so many bytes: the rest of one, and one with its successor.
const SEARCHED: usize = 4 << 16;
/// The largest block.
pub(super) const LARGEST: usize = 1 << 16;
/// Bytes of the block that ends a file.
pub(super) const LAST: u64 = EOF.len() as u64;
/// The empty block that ends a file.
const EOF: [u8; 28] = *b"\x1f\x8b\x08\x04\0\0\0\0\0\xff\x06\0BC\x02\0\x1b\0\x03\0\0\0\0\0\0\0\0\0";

/// CRC32 and ISIZE, behind the deflate stream.
const TRAILER: usize = 8;

/// Reads BGZF in chunks of any size.
pub(super) struct Bgzf {
    inflater: Inflater,
    /// Bytes of a block that is not whole yet.
    held: Vec<u8>,
    /// Offset of the block being read, in the file as given.
    offset: u64,
    /// Of a part: the first block, and the first behind its end.
    to: u64,
    seam: Seam,
    /// Whether the first block is still to be found.
    searching: bool,
    /// The block there, and all behind it, are left alone.
    halt: u64,
    last_was_eof: bool,
    eof_in_middle: bool,
    garbage: Option<Garbage>,
}

/// What stands behind the end.
#[derive(Default)]
struct Garbage {
    bytes: u64,
    only_nul: bool,
}

impl std::fmt::Debug for Bgzf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bgzf").field("offset", &self.offset).finish_non_exhaustive()
    }
}

impl Bgzf {
    /// For blocks from a byte (0-based) of the file on.
    pub(super) fn new(offset: u64) -> Self {
        Self {
            inflater: Inflater::new(),
            held: Vec::new(),
            offset,
            to: u64::MAX,
            seam: Seam { first: Some(offset), next: u64::MAX },
            searching: false,
            halt: u64::MAX,
            last_was_eof: false,
            eof_in_middle: false,
            garbage: None,
        }
    }

    /// For the blocks that begin in a part of a file; those behind it are read on.
    pub(super) fn part(from: u64, to: u64) -> Self {
        let first = Some(from).filter(|from| *from == 0);
        Self { to, seam: Seam { first, next: u64::MAX }, searching: from > 0, ..Self::new(from) }
    }

    /// For the blocks that begin in a range, the first one where it begins, and for nothing behind them.
    pub(super) fn stretch(blocks: Range<u64>) -> Self {
        Self { halt: blocks.end, ..Self::new(blocks.start) }
    }

    /// The byte behind the last block of a stretch that was read; nothing where that is not whole, or where
    /// an end-of-file block is in it.
    pub(super) fn stretch_read(&self) -> Option<u64> {
        let whole = self.held.is_empty() && self.garbage.is_none();
        Some(self.offset).filter(|_| whole && !self.last_was_eof && !self.eof_in_middle)
    }

    /// Offset of the block that comes next, in the file as given.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// Where the part began and ended, once `read` bytes of the file are.
    pub(super) fn seam(&self, read: u64) -> Seam {
        let first = if self.is_eof_alone() { Some(read - EOF.len() as u64) } else { self.seam.first };
        Seam { first, next: self.seam.next.min(read) }
    }

    /// Whether a part has no block but the empty one at the end, which has no successor to be told by.
    fn is_eof_alone(&self) -> bool {
        self.searching && self.held.last_chunk::<{ EOF.len() }>().is_some_and(|block| is_eof(block))
    }

    pub(super) fn push(&mut self, bytes: &[u8], sink: &mut TextSink<'_>) -> Result<(), Error> {
        if !self.searching {
            return self.blocks(bytes, sink);
        }
        self.held.extend_from_slice(bytes);
        let Some(at) = first_block(&self.held) else {
            return if self.held.len() < SEARCHED { Ok(()) } else { Err(self.corrupt("no block begins here")) };
        };
        self.offset += at as u64;
        (self.searching, self.seam.first) = (false, Some(self.offset));
        let found = std::mem::take(&mut self.held);
        self.blocks(&found[at..], sink)
    }

    fn blocks(&mut self, mut bytes: &[u8], sink: &mut TextSink<'_>) -> Result<(), Error> {
        while !bytes.is_empty() {
            if let Some(garbage) = &mut self.garbage {
                garbage.add(bytes);
                return Ok(());
            }
            if self.held.is_empty() && self.offset >= self.halt {
                return Ok(());
            }
            if let Some(block) = self.whole_block(bytes) {
                bytes = &bytes[block.len()..];
                self.block(block, sink)?;
                continue;
            }
            let wanted = if self.held.len() < HEADER { HEADER } else { self.block_size()? };
            let taken = bytes.len().min(wanted - self.held.len());
            self.held.extend_from_slice(&bytes[..taken]);
            bytes = &bytes[taken..];
            if !is_bgzf(&self.held) {
                self.not_a_block()?;
            } else if self.held.len() >= HEADER && self.held.len() == self.block_size()? {
                let mut held = std::mem::take(&mut self.held);
                let done = self.block(&held, sink);
                held.clear();
                self.held = held;
                done?;
            }
        }
        Ok(())
    }

    /// The block that the bytes begin with, where they have all of it: it need not be held.
    fn whole_block<'a>(&self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        let header = bytes.get(..HEADER).filter(|header| self.held.is_empty() && is_bgzf(header))?;
        let size = usize::from(u16::from_le_bytes([header[16], header[17]])) + 1;
        bytes.get(..size).filter(|_| size >= SMALLEST)
    }

    /// The size of the held block, whose header is whole.
    fn block_size(&self) -> Result<usize, Error> {
        let size = usize::from(u16::from_le_bytes([self.held[16], self.held[17]])) + 1;
        if size < SMALLEST { Err(self.corrupt("BSIZE")) } else { Ok(size) }
    }

    /// Bytes that no block begins with: garbage behind an end-of-file block, damage elsewhere.
    fn not_a_block(&mut self) -> Result<(), Error> {
        // Another gzip member is data, and must not be dropped as garbage.
        if !self.last_was_eof || self.held.starts_with(b"\x1f\x8b\x08") {
            return Err(self.corrupt("block header"));
        }
        let mut garbage = Garbage { bytes: 0, only_nul: true };
        garbage.add(&self.held);
        self.garbage = Some(garbage);
        self.held.clear();
        Ok(())
    }

    fn block(&mut self, block: &[u8], sink: &mut TextSink<'_>) -> Result<(), Error> {
        if self.offset >= self.to {
            self.seam.next = self.seam.next.min(self.offset);
        }
        self.eof_in_middle |= self.last_was_eof;
        self.last_was_eof = is_eof(block);
        let place = Place::new(self.offset);
        let corrupt = |what| Error::new(ErrorKind::BgzfCorrupt).at(Position::byte(self.offset)).with_detail(what);
        let content = self.inflater.inflated(block).map_err(corrupt)?;
        self.offset += block.len() as u64;
        if content.is_empty() { Ok(()) } else { sink(place, content) }
    }

    fn corrupt(&self, what: &str) -> Error {
        Error::new(ErrorKind::BgzfCorrupt).at(Position::byte(self.offset)).with_detail(what)
    }

    pub(super) fn finish(&self) -> End {
        let mut notices = Vec::new();
        if self.eof_in_middle {
            notices.push(Notice::new(EOF_IN_MIDDLE, String::new()));
        }
        let complete = self.held.is_empty() && self.last_was_eof || self.is_eof_alone();
        if complete {
            // Nothing is missing.
        } else if !self.held.is_empty() {
            notices.push(Notice::new(TRUNCATED, format!("byte {}", self.offset)));
        } else {
            notices.push(Notice::new("no_eof_block", String::new()));
        }
        if let Some(garbage) = self.garbage.as_ref().filter(|garbage| !garbage.only_nul) {
            notices.push(Notice::new("trailing_garbage", garbage.bytes.to_string()));
        }
        End { complete, notices }
    }
}

/// Where the first block begins: its header, and behind it the header of another.
fn first_block(bytes: &[u8]) -> Option<usize> {
    let is_header = |at: usize| bytes.get(at..at + HEADER).is_some_and(is_bgzf);
    memchr::memchr_iter(EOF[0], bytes).find(|at| {
        is_header(*at) && is_header(at + usize::from(u16::from_le_bytes([bytes[at + 16], bytes[at + 17]])) + 1)
    })
}

/// Inflates whole blocks, one after the other into the same bytes.
struct Inflater {
    inflate: Decompress,
    content: Vec<u8>,
    crc: Crc32,
}

impl Inflater {
    fn new() -> Self {
        Self { inflate: Decompress::new(false), content: vec![0; CONTENT], crc: Crc32::default() }
    }

    /// The content of a block, checked against its trailer, or what is wrong with it.
    fn inflated(&mut self, block: &[u8]) -> Result<&[u8], &'static str> {
        let (stream, trailer) = block[HEADER..].split_at(block.len() - HEADER - TRAILER);
        let number = |i: usize| u32::from_le_bytes(trailer[i..i + 4].try_into().expect("four bytes"));
        let length = number(4) as usize;
        let Self { inflate, content, crc } = self;
        let content = content.get_mut(..length).ok_or("ISIZE")?;
        inflate.reset(false);
        let end = inflate.decompress(stream, content, FlushDecompress::Finish).map_err(|_| "deflate stream")?;
        let all = inflate.total_out() == length as u64 && inflate.total_in() == stream.len() as u64;
        if end != Status::StreamEnd || !all {
            return Err("deflate stream");
        }
        if crc.of(content) == number(0) { Ok(content) } else { Err("CRC32") }
    }
}

/// Whether a block is the empty one; writers differ in MTIME, XFL and OS.
fn is_eof(block: &[u8]) -> bool {
    block.len() == EOF.len() && block[16..] == EOF[16..]
}

/// Whether the bytes end with the empty block, and before it with a sound one, whose last line is whole where
/// it has lines. That one begins with the bytes and has so much content, or somewhere in them where none is said.
pub(super) fn is_last(bytes: &[u8], content: u16, lines: bool) -> bool {
    let Some((before, end)) = bytes.len().checked_sub(EOF.len()).map(|at| bytes.split_at(at)) else { return false };
    let sound = |at: usize| content_of(&before[at..]).filter(|content| !lines || content.ends_with(b"\n"));
    let whole = match content {
        0 => memchr::memchr_iter(EOF[0], before).any(|at| sound(at).is_some()),
        length => sound(0).is_some_and(|content| content.len() == usize::from(length)),
    };
    whole && is_eof(end)
}

/// The content of the bytes, where they are one sound block.
fn content_of(block: &[u8]) -> Option<Vec<u8>> {
    let size = block.get(16..HEADER).filter(|_| is_bgzf(block))?;
    let size = usize::from(size[0]) + (usize::from(size[1]) << 8) + 1;
    let whole = size == block.len() && size >= SMALLEST;
    whole.then(|| Inflater::new().inflated(block).ok().map(<[u8]>::to_vec)).flatten()
}

impl Garbage {
    fn add(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        self.only_nul &= bytes.iter().all(|b| *b == 0);
    }
}
