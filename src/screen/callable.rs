//! Callable regions: where the user says that a base without a record is the reference.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Position};
use crate::genome::ContigMap;
use crate::input::record::LineFault;
use crate::input::{BedLine, LineSink, Lines, Marks};
use crate::order;

/// The regions of a BED, merged and in order on each contig.
#[derive(Debug)]
pub struct Callable {
    facts: CallableFacts,
    contigs: Vec<Regions>,
}

/// What the report says of the regions.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct CallableFacts {
    /// The file's name, without folders.
    pub name: String,
    /// Regions that do not touch each other, on all contigs.
    pub regions: u64,
    /// Bases in them.
    pub bases: u64,
    /// Lines that are no region.
    pub skipped: u64,
}

/// The regions of a contig, 0-based and half-open.
#[derive(Debug)]
struct Regions {
    /// As [`ContigMap::key`] gives it.
    key: String,
    /// The first of the names that the file has for it.
    name: String,
    ranges: Vec<Range<u32>>,
}

impl Callable {
    /// What the report says of them.
    #[must_use]
    pub fn facts(&self) -> &CallableFacts {
        &self.facts
    }

    /// Whether they cover a whole span (0-based, half-open) of the contig with this key.
    #[must_use]
    pub fn covers(&self, key: &str, span: &Range<u32>) -> bool {
        let Some(regions) = self.contigs.iter().find(|contig| contig.key == key) else { return false };
        let behind = regions.ranges.partition_point(|range| range.start <= span.start);
        behind > 0 && span.end <= regions.ranges[behind - 1].end
    }
}

/// Reads a BED, plain, gzip or BGZF: push its bytes in order, in chunks of any size, then finish.
///
/// Columns beyond contig, start and end are not looked at.
#[derive(Debug, Default)]
pub struct CallableReader {
    lines: Lines,
    found: Found,
}

#[derive(Debug, Default)]
struct Found {
    contigs: Vec<Regions>,
    skipped: u64,
    /// The contig of the line before, which is most often that of the next.
    last: (Vec<u8>, usize),
    map: Arc<ContigMap>,
}

impl CallableReader {
    /// One that has read nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One whose contigs mean what the user's map says.
    #[must_use]
    pub fn with_map(map: Arc<ContigMap>) -> Self {
        Self { found: Found { map, ..Found::default() }, ..Self::default() }
    }

    /// Takes the next bytes of the file.
    ///
    /// # Errors
    ///
    /// `contig_map_conflict` where the user's map makes one contig of two of this file, and
    /// where the bytes cannot be read (`input_…`, `bgzf_corrupt`, `gzip_corrupt`, `line_too_long`).
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.lines.push(bytes, &mut self.found)
    }

    /// The regions, under the name of their file.
    ///
    /// # Errors
    ///
    /// `callable_empty` where no line is a region; `bgzf_corrupt` or `gzip_corrupt` where the file is
    /// cut off: half of the regions would assume less than was asked for, and nobody would see it.
    pub fn finish(mut self, name: &str) -> Result<Callable, Error> {
        let end = match self.lines.finish(&mut self.found) {
            Err(error) if error.kind() == ErrorKind::InputEmpty => {
                return Err(Error::new(ErrorKind::CallableEmpty).with_detail(name));
            }
            other => other?,
        };
        self.lines.cut_short(&end)?;
        let Found { mut contigs, skipped, .. } = self.found;
        for contig in &mut contigs {
            contig.ranges = merged(std::mem::take(&mut contig.ranges));
        }
        let ranges = || contigs.iter().flat_map(|contig| &contig.ranges);
        let regions = ranges().count() as u64;
        if regions == 0 {
            let line = Position::line(self.lines.line_number());
            return Err(Error::new(ErrorKind::CallableEmpty).at(line).with_detail(name));
        }
        let bases = ranges().map(|range| u64::from(range.end - range.start)).sum();
        Ok(Callable { facts: CallableFacts { name: name.to_owned(), regions, bases, skipped }, contigs })
    }
}

impl LineSink for Found {
    fn line(&mut self, _number: u64, line: &[u8], _marks: &Marks) -> Result<(), Error> {
        match BedLine::of(line) {
            BedLine::Header => {}
            BedLine::Region { contig, bases, .. } => return self.take(contig, bases),
            BedLine::Other => self.skipped += 1,
        }
        Ok(())
    }

    fn fault(&mut self, _number: u64, _fault: LineFault, _line: &[u8]) -> Result<(), Error> {
        self.skipped += 1;
        Ok(())
    }
}

impl Found {
    fn take(&mut self, name: &[u8], range: Range<u32>) -> Result<(), Error> {
        if self.last.0 != name || self.contigs.is_empty() {
            let at = self.place(&String::from_utf8_lossy(name))?;
            self.last = (name.to_vec(), at);
        }
        let ranges = &mut self.contigs[self.last.1].ranges;
        // A region without a base covers none.
        match ranges.last_mut() {
            _ if range.is_empty() => {}
            Some(last) if last.start <= range.start && range.start <= last.end => last.end = last.end.max(range.end),
            _ => ranges.push(range),
        }
        Ok(())
    }

    /// Where the regions of a contig are.
    fn place(&mut self, name: &str) -> Result<usize, Error> {
        let key = self.map.key(name);
        if let Some(at) = self.contigs.iter().position(|contig| contig.key == key) {
            return self.map.join(&self.contigs[at].name, name).map(|()| at);
        }
        self.contigs.push(Regions { key: key.into_owned(), name: name.to_owned(), ranges: Vec::new() });
        Ok(self.contigs.len() - 1)
    }
}

/// Ranges in order; those that touch or overlap become one.
fn merged(mut ranges: Vec<Range<u32>>) -> Vec<Range<u32>> {
    order::sort_by_key(&mut ranges, |range| (range.start, range.end));
    let mut out: Vec<Range<u32>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, chunk: usize) -> Result<Callable, Error> {
        let mut reader = CallableReader::new();
        for chunk in text.as_bytes().chunks(chunk) {
            reader.push(chunk)?;
        }
        reader.finish("r.bed")
    }

    #[test]
    fn regions_are_merged_whatever_their_order() {
        let text = "# x\nbrowser position chr1\ntrack name=r\n\nchr1\t50\t60\tname\t0\t+\nchr1\t10\t20\n\
                    1\t20\t30\nNC_000001.11\t25\t28\nchr1 55 70\nchrM\t0\t5\r\n";
        for chunk in [1, 7, 1000] {
            let callable = read(text, chunk).unwrap();
            let facts = CallableFacts { name: "r.bed".into(), regions: 3, bases: 45, skipped: 0 };
            assert_eq!(*callable.facts(), facts);
            for (key, span, covered) in [
                ("1", 10..30, true),
                ("1", 9..30, false),
                ("1", 10..31, false),
                ("1", 29..30, true),
                ("1", 30..31, false),
                ("1", 50..70, true),
                ("1", 20..60, false),
                ("MT", 0..5, true),
                ("2", 10..11, false),
            ] {
                assert_eq!(callable.covers(key, &span), covered, "{key}:{span:?}");
            }
        }
    }

    #[test]
    fn contigs_mean_what_the_map_says() {
        let read = |text: &[u8]| {
            let map = ContigMap::read(b"Hs1 1\nHs9 9\n").unwrap();
            let mut reader = CallableReader::with_map(Arc::new(map));
            reader.push(text)?;
            reader.finish("r.bed")
        };
        let callable = read(b"Hs1\t5\t9\nchr2\t5\t9\nHs1\t9\t12\n").unwrap();
        assert!(callable.covers("1", &(5..12)) && callable.covers("2", &(5..9)));
        let error = read(b"Hs1\t5\t9\nchr2\t5\t9\nchr1\t5\t9\n").unwrap_err();
        assert_eq!((error.kind(), error.detail()), (ErrorKind::ContigMapConflict, "Hs1, chr1: 1"));
    }

    #[test]
    fn what_is_no_region_is_counted() {
        let text = "chr1\t5\t3\nchr1\tx\t9\nchr1\t7\nchr1\t7\t99999999999\ntracks\nchr1\t4\t4\nchr1\t1\t2\n";
        let callable = read(text, 3).unwrap();
        assert_eq!((callable.facts().skipped, callable.facts().regions), (5, 1));
    }

    #[test]
    fn no_region_is_an_error_and_never_a_panic() {
        for text in ["", "#\n", "chr1\t4\t4\n", "a b c\n", "\u{feff}\n", "track\n"] {
            assert_eq!(read(text, 2).unwrap_err().kind(), ErrorKind::CallableEmpty, "{text:?}");
        }
    }
}
