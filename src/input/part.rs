//! A part of a file, from one byte to another: the lines that begin in it.
//!
//! ```text
//! plain text  a part begins at any byte; BGZF: at the first block in it
//! its lines   those behind the first line feed in it, up to the first one behind its end
//! ```
//!
//! The line that a part begins with belongs to the part before, also where it begins with the part
//! itself: so each line belongs to one part, as Hadoop splits text. What the parts say of where they
//! began and ended must fit together, which shows that no byte was left out or read twice.

use std::ops::Range;

use memchr::memchr;

use super::decompress::{BYTE_ORDER_MARK, Compression, TextSink};
use super::index::VirtualOffset;
use super::place::Place;
use super::stretches::stale;
use crate::error::Error;

/// Where a part began and ended, in bytes of the file as given; where a part of records, in virtual offsets.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Seam {
    /// Its first byte of text or block; nothing where none was found.
    pub first: Option<u64>,
    /// The first byte or block behind it.
    pub next: u64,
}

/// Lets the text of a part through.
#[derive(Debug)]
pub(super) struct Cut {
    /// Where the part is one of records, which begin and end where an index says so.
    records: Option<Range<VirtualOffset>>,
    compression: Compression,
    to: u64,
    /// What may still come of a byte order mark. The header was read, so whatever begins like one is one.
    mark: &'static [u8],
    /// Whether the rest of a line of the part before is still to come.
    skipping: bool,
    done: bool,
}

impl Cut {
    pub(super) fn new(compression: Compression, from: u64, to: u64) -> Self {
        let mark = if from == 0 { BYTE_ORDER_MARK } else { b"" };
        Self { records: None, compression, to, mark, skipping: from > 0, done: false }
    }

    /// For records of BGZF.
    pub(super) fn of_records(records: Range<VirtualOffset>) -> Self {
        Self { records: Some(records), ..Self::new(Compression::Bgzf, 0, u64::MAX) }
    }

    /// Where the records of such a part are.
    pub(super) fn records(&self) -> Option<&Range<VirtualOffset>> {
        self.records.as_ref()
    }

    /// Whether all lines of the part were let through.
    pub(super) fn is_done(&self) -> bool {
        self.done
    }

    /// Takes the text that comes next.
    pub(super) fn pass(&mut self, place: Place, text: &[u8], sink: &mut TextSink<'_>) -> Result<(), Error> {
        if self.done {
            return Ok(());
        }
        if let Some(Range { start, end }) = &self.records {
            // A block comes as a whole.
            let within = |offset: &VirtualOffset| usize::from(offset.within());
            let from = if place.from == start.block() { within(start) } else { 0 };
            let to = if place.from == end.block() { within(end) } else { text.len() };
            self.done = place.from >= end.block();
            let mine =
                if place.from > end.block() { &[] } else { text.get(from..to).ok_or_else(|| stale("a block"))? };
            return if mine.is_empty() { Ok(()) } else { sink(place.behind(from), mine) };
        }
        let marked = text.iter().zip(self.mark).take_while(|(byte, of_mark)| byte == of_mark).count();
        self.mark = if marked < text.len() { b"" } else { &self.mark[marked..] };
        let (place, text) = (place.behind(marked), &text[marked..]);
        let mine = match self.compression {
            Compression::None => {
                let left = self.to.saturating_sub(place.from + place.skip);
                usize::try_from(left).map_or(text.len(), |left| left.min(text.len()))
            }
            Compression::Bgzf | Compression::Gzip if place.from < self.to => text.len(),
            Compression::Bgzf | Compression::Gzip => 0,
        };
        let skipped = if self.skipping { memchr(b'\n', &text[..mine]).map_or(mine, |at| at + 1) } else { 0 };
        self.skipping &= skipped == 0 || text[skipped - 1] != b'\n';
        let mut to = mine;
        if mine < text.len() {
            // A part without a line feed has no line of its own.
            let last = if self.skipping { Some(mine) } else { memchr(b'\n', &text[mine..]).map(|at| mine + at + 1) };
            self.done = last.is_some();
            to = last.unwrap_or(text.len());
        }
        if skipped < to { sink(place.behind(skipped), &text[skipped..to]) } else { Ok(()) }
    }
}
