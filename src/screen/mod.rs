//! The screen: bytes in, a report out. Sans-I/O: the core never reads a file.
//!
//! ```text
//! push(bytes) ▸ lines ▸ position bit vector ▸ records at panel entries ▸ Partial (evidence)
//! merge(partials) ▸ verdicts ▸ Report
//! ```

mod accounting;
mod answer;
mod assumed;
mod budget;
mod build_check;
mod callable;
mod cohort;
mod conditions;
mod contigs;
mod copies_of_x;
mod derive;
mod first_tier;
mod guard;
mod inspect;
mod last_line;
mod listing;
mod needed;
mod options;
mod partial;
mod query;
mod reread;
mod rescreen;
mod route;
mod scan;
mod states;
mod tracks;
mod transfer;
mod unreadable;
mod view;

use std::ops::Range;
use std::sync::Arc;

pub use accounting::{Accounting, LastPosition, Noted, NotedLine, UnknownContig};
pub use answer::Answer;
pub(crate) use answer::Derived;
pub use callable::{Callable, CallableFacts, CallableReader};
pub(crate) use copies_of_x::locus_on;
pub use copies_of_x::{CopiesOfX, StatedCopies};
pub(crate) use derive::{Group, Joined, Listed, Tally};
pub use inspect::{FileKind, Inspect, Inspection};
pub use options::{Run, ScreenOptions};
use partial::Ended;
pub use partial::Partial;
pub use query::{Query, SortKey};
pub use reread::RecordReader;
pub use rescreen::Rescreen;
pub use route::Plan;
pub use states::EntryStates;
pub(crate) use states::{copies_of_base, stated};
pub use tracks::Track;
pub use view::View;

use crate::error::{Error, ErrorKind, Position};
use crate::input::{Compression, End, FileIndex, Lines, VirtualOffset, stale};
use crate::panel::Panel;
use crate::report::Report;
use route::Share;
use scan::Scan;

/// How far a screen is.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// Bytes of the file as given.
    pub bytes_read: u64,
    /// Records read.
    pub records: u64,
    /// The last of them; nothing before the first.
    pub position: Option<LastPosition>,
}

/// A screen of one file against one panel.
///
/// Push the bytes of the file in order, in chunks of any size, then finish.
#[derive(Debug)]
pub struct Screen {
    lines: Lines,
    scan: Scan,
    /// What it reads of a plan.
    share: Option<Share>,
}

impl Screen {
    /// A screen that has read nothing yet.
    #[must_use]
    pub fn new(panel: Arc<Panel>, options: ScreenOptions) -> Self {
        Self::with(Scan::new(panel, options))
    }

    fn with(scan: Scan) -> Self {
        Self { lines: Lines::new(), scan, share: None }
    }

    /// Takes the next bytes of the file.
    ///
    /// # Errors
    ///
    /// Where the bytes are no VCF or are damaged, where the header is missing or too large, where a
    /// wanted sample is not there, and where the header already contradicts the panel's build.
    /// After an error the screen is over.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.lines.push(bytes, &mut self.scan)
    }

    /// A reader of such regions, whose contigs mean what those of the file do.
    #[must_use]
    pub fn callable_reader(&self) -> CallableReader {
        CallableReader::with_map(Arc::clone(&self.scan.options.contig_map))
    }

    /// Has no record mean the reference in these regions, as [`ScreenOptions::callable`].
    pub fn assume_within(&mut self, callable: Callable) {
        self.scan.options.callable = Some(Arc::new(callable));
    }

    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let Accounting { records, last_position, .. } = &self.scan.accounting;
        Progress { bytes_read: self.lines.bytes_read(), records: *records, position: last_position.clone() }
    }

    /// Ends the file and answers.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push), and where the build is refused on all evidence.
    pub fn finish(self) -> Result<Report, Error> {
        Ok(self.answer()?.into_report())
    }

    /// Ends the file and gives the report with the evidence behind it, for questions about any entry.
    ///
    /// # Errors
    ///
    /// As [`finish`](Self::finish).
    pub fn answer(self) -> Result<Answer, Error> {
        let (panel, options) = (Arc::clone(&self.scan.panel), self.scan.options.clone());
        Answer::new(panel, self.partial()?, options)
    }

    /// The screen of a part of the same file, from one of its bytes (0-based) to another: the lines that
    /// begin there. Push the bytes from `from` on until it [has enough](Self::is_enough) or the file
    /// ends. Nothing before the header is read, and where the file cannot be cut (plain gzip, lines that
    /// end with CR).
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push) at the end of the header.
    pub fn part(&self, from: u64, to: u64) -> Result<Option<Self>, Error> {
        let (Some(lines), Some(scan)) = (self.lines.part(from, to), self.scan.part(from == 0)?) else {
            return Ok(None);
        };
        Ok(Some(Self { lines, scan, share: None }))
    }

    /// The parts of records that a file of so many bytes can be cut in where an index says that they begin,
    /// for [`part_of_records`](Self::part_of_records). None but for BCF: lines are found without one.
    #[must_use]
    pub fn records_by(&self, index: &FileIndex, size: u64, number: u64) -> Vec<Range<VirtualOffset>> {
        if !self.lines.framing().is_bcf() || self.lines.compression() != Some(Compression::Bgzf) {
            return Vec::new();
        }
        let cuts = index.cuts(number.max(1), size);
        let starts = std::iter::once(VirtualOffset::default()).chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain([VirtualOffset::new(u64::MAX)]);
        starts.zip(ends).map(|(start, end)| start..end).collect()
    }

    /// The screen of a part of records, as [`part`](Self::part): push the bytes from the block of its start on.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push) at the end of the header.
    pub fn part_of_records(&self, records: Range<VirtualOffset>) -> Result<Option<Self>, Error> {
        let first = records.start == VirtualOffset::default();
        let (Some(lines), Some(scan)) = (self.lines.part_of_records(records), self.scan.part(first)?) else {
            return Ok(None);
        };
        Ok(Some(Self { lines, scan, share: None }))
    }

    /// Whether the header is read.
    #[must_use]
    pub fn has_header(&self) -> bool {
        self.scan.body.is_some()
    }

    /// Whether a part needs no more bytes.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.lines.is_enough()
    }

    /// The answer from all parts of the file, in their order. Nothing where they do not fit together, or
    /// where only one reader of the whole can count on; then the file is to be screened as one.
    ///
    /// # Errors
    ///
    /// As [`finish`](Self::finish).
    pub fn answer_of(&self, parts: Vec<Partial>) -> Result<Option<Answer>, Error> {
        let Some(whole) = Partial::join(parts) else { return Ok(None) };
        Answer::new(Arc::clone(&self.scan.panel), whole, self.scan.options.clone()).map(Some)
    }

    /// Has a part keep its records as lines, for [`partial_bytes`](Self::partial_bytes).
    pub fn keep_lines(&mut self) {
        self.scan.lines = Some(Vec::new());
    }

    /// Ends the part and gives what was found in it as bytes, which another instance of this very build
    /// [reads](Self::read_partial).
    ///
    /// # Errors
    ///
    /// As [`partial`](Self::partial).
    pub fn partial_bytes(mut self) -> Result<Vec<u8>, Error> {
        let end = self.scan.finish(&mut self.lines)?;
        let kept = self.scan.lines.take().unwrap_or_default();
        Ok(self.ended(end)?.to_bytes(&kept))
    }

    /// What was found in a part of this file by another instance, which it gave as bytes.
    ///
    /// # Errors
    ///
    /// Where the bytes are not those of a part, and before the header is read.
    pub fn read_partial(&self, bytes: &[u8]) -> Result<Partial, Error> {
        let scan = self.scan.part(false)?.ok_or_else(|| Error::new(ErrorKind::HeaderMissing))?;
        let compression = self.lines.compression().unwrap_or(Compression::None);
        Partial::from_bytes(bytes, scan, compression, self.lines.framing())
    }

    /// Ends the file, or the part, and gives what was found in it.
    ///
    /// # Errors
    ///
    /// As [`finish`](Self::finish), but for the build.
    pub fn partial(mut self) -> Result<Partial, Error> {
        let end = self.scan.finish(&mut self.lines)?;
        self.ended(end)
    }

    fn ended(self, end: End) -> Result<Partial, Error> {
        let Self { lines, scan, share } = self;
        if scan.guard.is_some_and(|guard| !guard.is_met()) {
            return Err(stale("a line"));
        }
        let last_line = lines.line_number();
        let mut body = scan.body.ok_or_else(|| Error::new(ErrorKind::HeaderMissing).at(Position::line(last_line)))?;
        let seam = lines.seam();
        let mut accounting = scan.accounting;
        accounting.bytes_read = lines.span();
        if let Some(share) = &share {
            share.state(&mut body.contigs, &mut body.on_x, &mut accounting);
        }
        let ended = Ended {
            accounting,
            share,
            seam,
            lines: last_line,
            unterminated: lines.unterminated(),
            end,
            compression: lines.compression().unwrap_or(Compression::None),
            framing: lines.framing(),
        };
        Ok(Partial::new(*body, ended))
    }
}
