//! The header text of a BCF: the lines of a VCF's header.

use super::dictionary::{Dictionary, Names};
use crate::error::{Error, ErrorKind, Position};
use crate::input::lines::{LineSink, Splitter};
use crate::input::marks::{FIXED, Marks};
use crate::input::place::Place;
use crate::input::record::LineFault;

/// Hands the lines over and keeps what they number.
#[derive(Debug, Default)]
pub(super) struct Head {
    splitter: Splitter,
    names: Names,
    /// Lines that were handed over.
    lines: u64,
    /// Whether the line of columns was one of them.
    columns: bool,
}

impl Head {
    pub(super) fn push(&mut self, place: Place, text: &[u8], sink: &mut dyn LineSink) -> Result<(), Error> {
        let Self { splitter, names, lines, columns } = self;
        splitter.push(place, text, &mut Through { names, lines, columns, sink })
    }

    /// Ends the header; what its numbers stand for, and how many lines it has.
    pub(super) fn finish(&mut self, sink: &mut dyn LineSink) -> Result<(Dictionary, u64), Error> {
        let Self { splitter, names, lines, columns } = self;
        splitter.finish(&mut Through { names, lines, columns, sink })?;
        if !self.columns {
            return Err(Error::new(ErrorKind::HeaderMissing).at(Position::line(self.lines)));
        }
        Ok((std::mem::take(&mut self.names).finish(), self.lines))
    }
}

struct Through<'h> {
    names: &'h mut Names,
    lines: &'h mut u64,
    columns: &'h mut bool,
    sink: &'h mut dyn LineSink,
}

impl LineSink for Through<'_> {
    fn line(&mut self, _number: u64, line: &[u8], marks: &Marks) -> Result<(), Error> {
        // The text ends with a NUL, and some writers fill it up with more.
        let filled = line.iter().rev().take_while(|byte| **byte == 0).count();
        let line = &line[..line.len() - filled];
        if line.is_empty() && (filled > 0 || *self.columns) {
            return Ok(());
        }
        *self.lines += 1;
        let at = Position::line(*self.lines);
        if *self.columns {
            return Err(Error::new(ErrorKind::HeaderMalformed).at(at).with_detail("#CHROM"));
        }
        *self.columns = line.starts_with(b"#CHROM");
        // Eight tabs stand before FORMAT, and one before each sample; the line of columns is the last one.
        self.names.samples = (marks.tab_count as usize).saturating_sub(FIXED);
        self.names.line(line).map_err(|error| error.at(at))?;
        self.sink.line(*self.lines, line, marks)
    }

    fn fault(&mut self, number: u64, fault: LineFault, line: &[u8]) -> Result<(), Error> {
        self.sink.fault(number, fault, line)
    }
}
