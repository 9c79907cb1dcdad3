//! A record's line, read again from the file.

use super::answer::Answer;
use crate::error::{Error, ErrorKind, Position};
use crate::input::LineReader;
use crate::input::record::{Record, site_fields};
use crate::short::join;

/// Reads the line of a record again: push the bytes of the file from [`from`](Self::from) on until it
/// is there, then finish.
#[derive(Debug)]
pub struct RecordReader {
    reader: LineReader,
    record: Record,
}

impl Answer {
    /// A reader for the line of a record (1-based number) that a row of this answer lists.
    ///
    /// # Errors
    ///
    /// `option_invalid` where none does.
    pub fn reader(&self, line: u64) -> Result<RecordReader, Error> {
        let partial = &self.joined.partial;
        let site = partial.sites.iter().chain(&self.found).find(|site| site.record.line == line);
        let record = site.map(|site| site.record.clone());
        let record = record.ok_or_else(|| Error::new(ErrorKind::OptionInvalid).with_detail(format!("line {line}")))?;
        let reader = LineReader::new(partial.compression, partial.framing.clone(), record.place);
        Ok(RecordReader { reader, record })
    }
}

impl RecordReader {
    /// The byte (0-based) of the file as given that comes first.
    #[must_use]
    pub fn from(&self) -> u64 {
        self.reader.from()
    }

    /// Takes the next bytes; true once the line is there.
    ///
    /// # Errors
    ///
    /// `file_changed` where the bytes are not those that were screened.
    pub fn push(&mut self, bytes: &[u8]) -> Result<bool, Error> {
        self.reader.push(bytes).map_err(|_| changed(&self.record))
    }

    /// The line, without its terminator; bytes that are no UTF-8 are replaced.
    ///
    /// # Errors
    ///
    /// `file_changed` where the line is not that of the record.
    pub fn finish(self) -> Result<String, Error> {
        let Self { reader, record } = self;
        let line = reader.finish().ok().flatten().filter(|line| is_line_of(&record, line));
        line.map(|line| String::from_utf8_lossy(&line).into_owned()).ok_or_else(|| changed(&record))
    }
}

fn is_line_of(record: &Record, line: &[u8]) -> bool {
    let same = |bytes: &[u8], text: &str| String::from_utf8_lossy(bytes) == text;
    site_fields(line).is_ok_and(|site| {
        let alternates = join(&record.alternates, ",");
        site.pos == record.pos
            && same(site.contig, &record.contig)
            && same(site.reference, &record.reference)
            && same(site.alternates, if alternates.is_empty() { "." } else { &alternates })
    })
}

/// The file is another than the one that was screened; `what` differs.
pub(super) fn file_changed(what: impl Into<String>) -> Error {
    Error::new(ErrorKind::FileChanged).with_detail(what)
}

fn changed(record: &Record) -> Error {
    file_changed(format!("line {}", record.line)).at(Position::line(record.line))
}
