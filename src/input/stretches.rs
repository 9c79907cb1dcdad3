//! Some stretches of a BGZF file, one after the other, as an index names them.
//!
//! ```text
//! next ▸ the bytes of a stretch ▸ push all of them ▸ its lines, first and last one whole
//! …
//! next ▸ the bytes behind the last record ▸ push ▸ nothing but the empty block that ends a file
//! ```
//!
//! An index is believed only as long as all fits: blocks begin and end where it says, lines begin and end
//! there, and the file ends right behind the last record. Everything else is an error, upon which the
//! whole file is to be read.

use std::ops::Range;

use super::bgzf::{Bgzf, LARGEST, LAST, is_last};
use super::decompress::TextSink;
use super::end::End;
use super::index::VirtualOffset;
use super::place::Place;
use crate::error::{Error, ErrorKind};

/// The index is not that of the file; `what` differs.
pub(crate) fn stale(what: &str) -> Error {
    Error::new(ErrorKind::IndexStale).with_detail(what)
}

/// What to read.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    /// Ascending, none of them empty.
    pub(crate) stretches: Vec<Range<VirtualOffset>>,
    /// The end of the last record, where the end of the file is to be proved.
    pub(crate) end: Option<VirtualOffset>,
    /// Bytes of the file.
    pub(crate) size: u64,
}

/// Reads the stretches of a route.
#[derive(Debug)]
pub(super) struct Stretches {
    route: Route,
    /// Whether what begins and ends with a stretch are no lines: their reader sees whether they are whole.
    framed: bool,
    /// How many stretches were begun.
    begun: usize,
    bgzf: Bgzf,
    step: Step,
    /// Bytes of the blocks that were read, of stretches that are over.
    read: u64,
    /// What stands behind the last record.
    tail: Vec<u8>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Step {
    Between,
    Stretch,
    Tail,
    Over,
}

impl Route {
    /// Whether it begins with the file.
    pub(super) fn has_header(&self) -> bool {
        self.stretches.first().is_some_and(|first| first.start == VirtualOffset::default())
    }
}

impl Stretches {
    /// Along a route through lines, or through records that are framed otherwise.
    pub(super) fn new(route: Route, framed: bool) -> Self {
        Self { route, framed, begun: 0, bgzf: Bgzf::new(0), step: Step::Between, read: 0, tail: Vec::new() }
    }

    /// The bytes (0-based, half-open) that are to be pushed next, all of them; nothing once all were.
    pub(super) fn next(&mut self) -> Result<Option<Range<u64>>, Error> {
        self.close()?;
        let Route { stretches, end, size } = &self.route;
        let bytes = if let Some(stretch) = stretches.get(self.begun) {
            self.begun += 1;
            self.step = Step::Stretch;
            self.bgzf = Bgzf::stretch(blocks(stretch));
            stretch.start.block()..last_byte(stretch.end).min(*size)
        } else if let (Some(end), false) = (end, matches!(self.step, Step::Over)) {
            self.step = Step::Tail;
            // Where the last record fills its block, an index names the one behind it.
            let back = if end.within() == 0 { LARGEST as u64 } else { 0 };
            end.block().saturating_sub(back)..*size
        } else {
            self.step = Step::Over;
            return Ok(None);
        };
        Ok(Some(bytes))
    }

    pub(super) fn push(&mut self, bytes: &[u8], sink: &mut TextSink<'_>) -> Result<(), Error> {
        match self.step {
            Step::Stretch => {
                let (stretch, framed) = (&self.route.stretches[self.begun - 1], self.framed);
                self.bgzf.push(bytes, &mut |place, text| {
                    let (place, text) = cut(stretch, place, text, framed)?;
                    if text.is_empty() { Ok(()) } else { sink(place, text) }
                })
            }
            Step::Tail if self.tail.len() + bytes.len() <= 2 * LARGEST => {
                self.tail.extend_from_slice(bytes);
                Ok(())
            }
            Step::Tail | Step::Between | Step::Over => Err(stale("its end")),
        }
    }

    /// Ends the stretch that was read.
    fn close(&mut self) -> Result<(), Error> {
        match std::mem::replace(&mut self.step, Step::Between) {
            Step::Stretch => {
                let blocks = blocks(&self.route.stretches[self.begun - 1]);
                self.read +=
                    self.bgzf.stretch_read().filter(|end| *end >= blocks.end).ok_or_else(|| stale("a block"))?
                        - blocks.start;
                Ok(())
            }
            Step::Tail => {
                let end = self.route.end.unwrap_or_default();
                self.step = Step::Over;
                let exact = end.within() > 0 || self.route.size - end.block() == LAST;
                if exact && is_last(&self.tail, end.within(), !self.framed) { Ok(()) } else { Err(stale("its end")) }
            }
            step => {
                self.step = step;
                Ok(())
            }
        }
    }

    /// Bytes of the blocks that were read, so far.
    pub(super) fn bytes_read(&self) -> u64 {
        let stretch = self.begun.checked_sub(1).filter(|_| self.step == Step::Stretch);
        let now = stretch.map_or(0, |at| self.bgzf.offset() - self.route.stretches[at].start.block());
        self.read + now
    }

    /// How the file ends: only where all of it fits is there an end.
    pub(super) fn finish(&self) -> Result<End, Error> {
        let over = self.step == Step::Over && self.begun == self.route.stretches.len();
        if over { Ok(End { complete: self.route.end.is_some(), notices: Vec::new() }) } else { Err(stale("its end")) }
    }
}

/// The blocks of a stretch: the first one, and what the last one begins before.
fn blocks(stretch: &Range<VirtualOffset>) -> Range<u64> {
    stretch.start.block()..stretch.end.block() + u64::from(stretch.end.within() > 0)
}

/// A byte that the block of a place ends before.
fn last_byte(end: VirtualOffset) -> u64 {
    end.block() + if end.within() > 0 { LARGEST as u64 } else { 0 }
}

/// What of a block's content belongs to a stretch, which begins and ends with whole lines.
fn cut<'a>(
    stretch: &Range<VirtualOffset>,
    place: Place,
    text: &'a [u8],
    framed: bool,
) -> Result<(Place, &'a [u8]), Error> {
    let at = |offset: VirtualOffset| Some(usize::from(offset.within())).filter(|_| offset.block() == place.from);
    let from = at(stretch.start).unwrap_or(0);
    let to = at(stretch.end).unwrap_or(text.len());
    let mine = text.get(from..to).ok_or_else(|| stale("a block"))?;
    let is_end = |n: usize| framed || n == 0 || text[n - 1] == b'\n';
    let whole = is_end(from) && (to == text.len() && at(stretch.end).is_none() || is_end(to));
    if whole { Ok((place.behind(from), mine)) } else { Err(stale("a line")) }
}
