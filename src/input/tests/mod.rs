//! Tests of the whole layer: bytes in, lines and a header out.

mod builds;
mod chunks;
mod faults;
mod places;

use std::io::Write;

use super::record::LineFault;
use super::{Compression, End, Header, HeaderReader, HeaderStep, LineSink, Lines, Marks};
use crate::error::Error;

/// Keeps the lines.
#[derive(Default)]
struct Kept(Vec<Vec<u8>>);

impl LineSink for Kept {
    fn line(&mut self, number: u64, line: &[u8], _marks: &Marks) -> Result<(), Error> {
        self.0.push(line.to_vec());
        assert_eq!(number, self.0.len() as u64);
        Ok(())
    }

    fn fault(&mut self, number: u64, fault: LineFault, _line: &[u8]) -> Result<(), Error> {
        panic!("line {number}: {fault:?}")
    }
}

/// Reads a header and counts what follows, as a screen does.
#[derive(Default)]
struct Counted {
    reader: HeaderReader,
    header: Option<Header>,
    records: u64,
    longest: usize,
    faults: Vec<LineFault>,
}

impl LineSink for Counted {
    fn line(&mut self, number: u64, line: &[u8], _marks: &Marks) -> Result<(), Error> {
        self.longest = self.longest.max(line.len());
        if self.header.is_some() {
            self.records += 1;
        } else if let HeaderStep::Done(header) = self.reader.line(number, line)? {
            self.header = Some(*header);
        }
        Ok(())
    }

    fn fault(&mut self, _number: u64, fault: LineFault, _line: &[u8]) -> Result<(), Error> {
        self.faults.push(fault);
        Ok(())
    }
}

/// What reading gave.
#[derive(Debug, PartialEq)]
struct Outcome {
    end: End,
    compression: Option<Compression>,
    unterminated: bool,
    bytes: u64,
}

/// Pushes chunks and finishes.
fn read<'a>(chunks: impl IntoIterator<Item = &'a [u8]>, sink: &mut impl LineSink) -> Result<Outcome, Error> {
    let mut lines = Lines::new();
    for chunk in chunks {
        lines.push(chunk, sink)?;
    }
    let end = lines.finish(sink)?;
    Ok(Outcome { end, compression: lines.compression(), unterminated: lines.unterminated(), bytes: lines.bytes_read() })
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).expect("writes");
    encoder.finish().expect("writes")
}

pub(super) fn bgzf(text: &[u8]) -> Vec<u8> {
    let mut writer = noodles::bgzf::io::Writer::new(Vec::new());
    for part in text.chunks(3000) {
        writer.write_all(part).expect("writes");
        writer.flush().expect("writes");
    }
    writer.finish().expect("writes")
}
