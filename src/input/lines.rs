//! Lines with numbers, out of bytes in chunks of any size.

use std::ops::Range;

use memchr::{memchr, memchr2};

use super::decompress::{Codec, Compression, Decompressor};
use super::end::{End, Notice, TRUNCATED};
use super::framing::{Framing, Records};
use super::index::VirtualOffset;
use super::marks::{Marks, lines};
use super::part::{Cut, Seam};
use super::place::Place;
use super::record::LineFault;
use super::reserve;
use super::stretches::{Route, Stretches, stale};
use crate::error::{Error, ErrorKind, Position};

/// The longest line in bytes: a million samples fit, a bomb does not.
pub(crate) const LONGEST_LINE: usize = 32 << 20;

/// Takes lines.
pub trait LineSink {
    /// Takes one line, without its terminator, with its place and that of its fields. Numbers count from 1.
    ///
    /// # Errors
    ///
    /// Whatever ends the reading; it comes back from [`Lines::push`].
    fn line(&mut self, number: u64, line: &[u8], marks: &Marks) -> Result<(), Error>;

    /// Takes a record of BCF that cannot be a line of VCF, with what of the line there is.
    ///
    /// # Errors
    ///
    /// As [`line`](Self::line).
    fn fault(&mut self, number: u64, fault: LineFault, line: &[u8]) -> Result<(), Error>;

    /// Whether a record of BCF with this site is done with, so that it is not made a line of.
    fn passes(&mut self, _number: u64, _site: &PlainSite<'_>) -> bool {
        false
    }
}

/// The site of a record that reaches as far as its REF and is sound.
#[derive(Clone, Debug)]
pub struct PlainSite<'a> {
    /// CHROM, as written.
    pub contig: &'a [u8],
    /// The bases of REF, 0-based and half-open.
    pub bases: Range<u32>,
    /// How many samples the record has.
    pub samples: usize,
}

/// Splits an input into lines, decompressing it on the way.
///
/// LF, CRLF and CR-only files are read; the first terminator tells them apart. Records of BCF are given as
/// the lines that VCF has for them, counted as if they stood behind those of the header.
#[derive(Debug, Default)]
pub struct Lines {
    decompressor: Decompressor,
    records: Records,
    /// Where the bytes are those of a part, which the decompressor has no part in.
    part: Option<Part>,
    /// Where they are those of stretches.
    stretches: Option<Box<Stretches>>,
}

/// What reads a part of a file.
#[derive(Debug)]
struct Part {
    codec: Codec,
    cut: Cut,
    from: u64,
    to: u64,
    /// The byte of the file that comes next.
    at: u64,
}

impl Lines {
    /// One that has read nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Those of the lines that begin in a part of the same file, which is read from its byte `from` on
    /// (0-based) until [`is_enough`](Self::is_enough). Nothing where the file cannot be cut: plain gzip, BCF,
    /// lines that end with CR, or as long as these are not known.
    #[must_use]
    pub fn part(&self, from: u64, to: u64) -> Option<Self> {
        let compression = self.compression()?;
        let framing = self.framing();
        let lines = framing == Framing::Lines(Terminator::Lf);
        let codec = Codec::part(compression, from, to).filter(|_| lines)?;
        let cut = Cut::new(compression, from, to);
        let part = Some(Part { codec, cut, from, to, at: from });
        Some(Self { records: Records::of(framing), part, ..Self::default() })
    }

    /// Those of records of the same file, between two places where an index says that one begins, or its
    /// beginning and its end (a block that is not there). Nothing where the file is no BCF in BGZF.
    pub(crate) fn part_of_records(&self, records: Range<VirtualOffset>) -> Option<Self> {
        let framing = self.framing();
        let fits = self.compression() == Some(Compression::Bgzf) && framing.is_bcf();
        let (from, to) = (records.start.block(), records.end.block());
        let codec = Some(Codec::new(Compression::Bgzf, from)).filter(|_| fits)?;
        let whole = records.start == VirtualOffset::default();
        let cut = Cut::of_records(records);
        let records = if whole { Records::default() } else { Records::of(framing) };
        Some(Self { records, part: Some(Part { codec, cut, from, to, at: from }), ..Self::default() })
    }

    /// Those of some stretches of the same file: push what [`next_range`](Self::next_range) says, in order.
    /// Nothing where the file is not BGZF, or its lines end with CR.
    pub(crate) fn along(&self, route: Route) -> Option<Self> {
        let framing = self.framing();
        let fits = self.compression() == Some(Compression::Bgzf) && framing.has_places();
        // What begins with the header tells its framing by itself.
        let records = if route.has_header() { Records::default() } else { Records::of(framing.clone()) };
        let stretches = Some(Box::new(Stretches::new(route, framing.is_bcf()))).filter(|_| fits)?;
        Some(Self { records, stretches: Some(stretches), ..Self::default() })
    }

    /// The bytes (0-based, half-open) of the file as given that are to be pushed next, all of them; nothing
    /// once all were, and for readers of a whole or a part.
    ///
    /// # Errors
    ///
    /// `index_stale` where what was pushed is not what an index says.
    pub fn next_range(&mut self) -> Result<Option<Range<u64>>, Error> {
        let Some(stretches) = &mut self.stretches else { return Ok(None) };
        if !self.records.is_between() {
            return Err(stale("a line"));
        }
        stretches.next()
    }

    /// Takes the next bytes of the input as given and hands every line that ends in them to `sink`.
    ///
    /// # Errors
    ///
    /// As [`Decompressor::push`], `line_too_long` beyond 32 MiB, and every error of `sink`. All are
    /// terminal.
    pub fn push(&mut self, bytes: &[u8], sink: &mut dyn LineSink) -> Result<(), Error> {
        let Self { decompressor, records, part, stretches } = self;
        let mut split = |place: Place, text: &[u8]| records.push(place, text, sink);
        if let Some(stretches) = stretches {
            return stretches.push(bytes, &mut split);
        }
        let Some(Part { codec, cut, at, .. }) = part else { return decompressor.push(bytes, &mut split) };
        if cut.is_done() {
            return Ok(());
        }
        let before = std::mem::replace(at, *at + bytes.len() as u64);
        codec.push(before, bytes, &mut |place, text| cut.pass(place, text, &mut split))
    }

    /// Ends the input and hands over a last line that has no terminator.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push), and `input_empty`.
    pub fn finish(&mut self, sink: &mut dyn LineSink) -> Result<End, Error> {
        let Self { decompressor, records, part, stretches } = self;
        let mut end = match (part, stretches) {
            (Some(part), _) => part.codec.finish(),
            (None, Some(stretches)) => stretches.finish()?,
            (None, None) => decompressor.finish(&mut |place, text| records.push(place, text, sink))?,
        };
        if let Some(cut) = records.finish(sink)? {
            end.complete = false;
            if end.notices.iter().all(|notice| notice.code != TRUNCATED) {
                end.notices.push(Notice::new(TRUNCATED, format!("line {cut}")));
            }
        }
        Ok(end)
    }

    /// What is wrong with an input that has to be whole, where it ends in the middle of something.
    pub(crate) fn cut_short(&self, end: &End) -> Result<(), Error> {
        if end.notices.iter().all(|notice| notice.code != TRUNCATED) {
            return Ok(());
        }
        let kind = match self.compression() {
            Some(Compression::Bgzf) => ErrorKind::BgzfCorrupt,
            Some(Compression::None) => ErrorKind::BcfCorrupt,
            Some(Compression::Gzip) | None => ErrorKind::GzipCorrupt,
        };
        Err(Error::new(kind).with_detail(TRUNCATED))
    }

    /// Whether a part needs no more bytes.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.part.as_ref().is_some_and(|part| part.cut.is_done())
    }

    /// Where a part began and ended; of a whole file its beginning and its bytes.
    #[must_use]
    pub fn seam(&self) -> Seam {
        match (&self.part, &self.stretches) {
            (Some(Part { codec, cut, from, to, at }), _) => match cut.records() {
                Some(records) => Seam { first: Some(records.start.number()), next: records.end.number() },
                None => codec.seam(*from, *to, *at),
            },
            (None, Some(stretches)) => Seam { first: Some(0), next: stretches.bytes_read() },
            (None, None) => Seam { first: Some(0), next: self.decompressor.bytes_read() },
        }
    }

    /// Bytes between the beginning of a part and that of the next one; of a whole file all.
    pub(crate) fn span(&self) -> u64 {
        match &self.part {
            Some(Part { cut, from, to, at, .. }) if cut.records().is_some() => (*at).min(*to) - from,
            _ => {
                let Seam { first, next } = self.seam();
                next.saturating_sub(first.unwrap_or_default())
            }
        }
    }

    /// Bytes of the input as given, so far.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        match (&self.part, &self.stretches) {
            (Some(part), _) => part.at - part.from,
            (None, Some(stretches)) => stretches.bytes_read(),
            (None, None) => self.decompressor.bytes_read(),
        }
    }

    /// How the input is compressed, once its first bytes are there.
    #[must_use]
    pub fn compression(&self) -> Option<Compression> {
        match (&self.part, &self.stretches) {
            (Some(part), _) => Some(part.codec.compression()),
            (None, Some(_)) => Some(Compression::Bgzf),
            (None, None) => self.decompressor.compression(),
        }
    }

    /// The number of the last line that was handed over; 0 before the first. A part counts its own.
    #[must_use]
    pub fn line_number(&self) -> u64 {
        self.records.line_number()
    }

    /// How records are told apart, as far as it shows.
    pub(crate) fn framing(&self) -> Framing {
        self.records.framing()
    }

    /// Whether the last line had no terminator. Known after [`finish`](Self::finish).
    #[must_use]
    pub fn unterminated(&self) -> bool {
        self.records.unterminated()
    }
}

/// What ends a line.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Terminator {
    /// No terminator was seen yet.
    #[default]
    Unknown,
    /// LF, with or without a CR before it.
    Lf,
    /// CR, as on classic Mac OS; an LF in such a file ends a line too.
    Cr,
}

#[derive(Debug, Default)]
pub(super) struct Splitter {
    terminator: Terminator,
    /// The beginning of a line that goes on in the next piece, and its place.
    held: Vec<u8>,
    held_at: Place,
    /// Whether the last terminator was a CR, whose LF may follow.
    after_cr: bool,
    number: u64,
    unterminated: bool,
}

impl Splitter {
    /// For text whose lines end so.
    pub(super) fn new(terminator: Terminator) -> Self {
        Self { terminator, ..Self::default() }
    }

    pub(super) fn terminator(&self) -> Terminator {
        self.terminator
    }

    pub(super) fn line_number(&self) -> u64 {
        self.number
    }

    pub(super) fn unterminated(&self) -> bool {
        self.unterminated
    }

    pub(super) fn is_between(&self) -> bool {
        self.held.is_empty()
    }

    /// Takes text that stands at a place.
    pub(super) fn push(&mut self, mut place: Place, mut text: &[u8], sink: &mut dyn LineSink) -> Result<(), Error> {
        if self.terminator == Terminator::Unknown {
            self.terminator = self.tell(text);
            match self.terminator {
                Terminator::Unknown => return self.hold(place, text),
                Terminator::Cr if self.held.ends_with(b"\r") => {
                    self.held.pop();
                    self.after_cr = true;
                    self.emit_held(sink)?;
                }
                Terminator::Cr | Terminator::Lf => {}
            }
        }
        while !text.is_empty() {
            if self.terminator == Terminator::Lf && self.held.is_empty() {
                let rest = lines(text, |(from, to), marks| {
                    marks.place = place.behind(from);
                    self.emit(&text[from..to], marks, sink)
                })?;
                return if rest < text.len() { self.hold(place.behind(rest), &text[rest..]) } else { Ok(()) };
            }
            if self.terminator == Terminator::Cr && std::mem::take(&mut self.after_cr) && text[0] == b'\n' {
                (text, place) = (&text[1..], place.behind(1));
                continue;
            }
            let at = match self.terminator {
                Terminator::Cr => memchr2(b'\r', b'\n', text),
                Terminator::Lf | Terminator::Unknown => memchr(b'\n', text),
            };
            let Some(at) = at else { return self.hold(place, text) };
            self.after_cr = text[at] == b'\r';
            self.hold(place, &text[..at])?;
            self.emit_held(sink)?;
            (text, place) = (&text[at + 1..], place.behind(at + 1));
        }
        Ok(())
    }

    /// What the first terminator is, where the text shows it yet.
    ///
    /// A CR at the very end is held back, since the next byte tells whether it is CRLF.
    fn tell(&self, text: &[u8]) -> Terminator {
        let after = |byte: Option<&u8>| match byte {
            None => Terminator::Unknown,
            Some(b'\n') => Terminator::Lf,
            Some(_) => Terminator::Cr,
        };
        if self.held.ends_with(b"\r") {
            return after(text.first());
        }
        match memchr2(b'\r', b'\n', text) {
            Some(at) if text[at] == b'\n' => Terminator::Lf,
            Some(at) => after(text.get(at + 1)),
            None => Terminator::Unknown,
        }
    }

    fn hold(&mut self, place: Place, text: &[u8]) -> Result<(), Error> {
        self.check_length(self.held.len() + text.len())?;
        if self.held.is_empty() {
            self.held_at = place;
        }
        reserve(&mut self.held, text.len())?;
        self.held.extend_from_slice(text);
        Ok(())
    }

    #[inline(always)]
    #[allow(clippy::inline_always, reason = "a step of the hottest loop")]
    fn check_length(&self, length: usize) -> Result<(), Error> {
        if length > LONGEST_LINE { Err(self.too_long()) } else { Ok(()) }
    }

    #[cold]
    fn too_long(&self) -> Error {
        let detail = LONGEST_LINE.to_string();
        Error::new(ErrorKind::LineTooLong).at(Position::line(self.number + 1)).with_detail(detail)
    }

    fn emit_held(&mut self, sink: &mut dyn LineSink) -> Result<(), Error> {
        let mut held = std::mem::take(&mut self.held);
        let marks = Marks { place: self.held_at, ..Marks::of(&held) };
        let done = self.emit(&held, &marks, sink);
        held.clear();
        self.held = held;
        done
    }

    #[inline(always)]
    #[allow(clippy::inline_always, reason = "a step of the hottest loop")]
    fn emit(&mut self, line: &[u8], marks: &Marks, sink: &mut dyn LineSink) -> Result<(), Error> {
        self.check_length(line.len())?;
        self.number += 1;
        let line = match line {
            [before @ .., b'\r'] if self.terminator != Terminator::Cr => before,
            line => line,
        };
        sink.line(self.number, line, marks)
    }

    pub(super) fn finish(&mut self, sink: &mut dyn LineSink) -> Result<(), Error> {
        if self.held.is_empty() {
            return Ok(());
        }
        self.unterminated = !(self.terminator == Terminator::Unknown && self.held.ends_with(b"\r"));
        self.emit_held(sink)
    }
}
