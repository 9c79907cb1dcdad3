//! What entries come from: a VCF, a table or a BED, line by line.

mod bed;
mod cells;
mod columns;
mod keys;
mod table;
mod variant;
mod vcf;

use sha2::{Digest, Sha256};

use super::builder::Gathered;
use super::info::PanelSource;
use super::kind::{Beginning, beginning};
use crate::error::{Error, ErrorKind, Position};
use crate::genome::Build;
use crate::input::record::LineFault;
use crate::input::{LineSink, Marks};
pub(super) use cells::{DELIMITERS, delimiter_of, split};
pub(super) use columns::bare;
pub(super) use table::Table;
use vcf::VcfSource;

/// Bytes of lines that begin with `##` and belong to a VCF or a table, which the line behind them tells.
const MOST_META: usize = 1 << 20;

/// What reads the lines of the source.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) reader: Option<Reader>,
    /// `##` lines before it is known what they belong to.
    meta: Vec<(u64, Vec<u8>)>,
    meta_bytes: usize,
    /// What `sep=` says.
    delimiter: Option<u8>,
    build: Option<Build>,
    keep_info: Vec<String>,
    pub(super) gathered: Gathered,
    pub(super) digest: Sha256,
}

#[derive(Debug)]
pub(super) enum Reader {
    Vcf(Box<VcfSource>),
    Table(Box<Table>),
    Bed,
}

impl Source {
    /// One that has read nothing. `build` is what the user says, over what the source says; `keep_info` names INFO
    /// keys that are kept beside those that are known.
    pub(super) fn new(build: Option<Build>, keep_info: Vec<String>) -> Self {
        Self {
            reader: None,
            meta: Vec::new(),
            meta_bytes: 0,
            delimiter: None,
            build,
            keep_info,
            gathered: Gathered::default(),
            digest: Sha256::new(),
        }
    }

    /// Ends it.
    ///
    /// # Errors
    ///
    /// Where the panel grows too large.
    pub(super) fn finish(&mut self) -> Result<(), Error> {
        match &mut self.reader {
            Some(Reader::Table(table)) => table.finish(&mut self.gathered),
            Some(Reader::Vcf(_) | Reader::Bed) | None => Ok(()),
        }?;
        self.gathered.at(0);
        Ok(())
    }

    /// Takes a line before it is known what reads it.
    fn begin(&mut self, number: u64, line: &[u8]) -> Result<(), Error> {
        match beginning(line) {
            Beginning::Blank => Ok(()),
            Beginning::Vcf => self.read_as_vcf(number, line),
            Beginning::Meta if self.meta_bytes > MOST_META => self.read_as_vcf(number, line),
            Beginning::Meta => {
                self.meta_bytes += line.len();
                self.meta.push((number, line.to_vec()));
                Ok(())
            }
            Beginning::Separator(delimiter) => {
                self.delimiter = Some(delimiter);
                Ok(())
            }
            Beginning::Bed => {
                self.gathered.columns = vec![bed::column()];
                self.reader = Some(Reader::Bed);
                self.read(number, line, &Marks::of(line))
            }
            Beginning::Row => self.read_as_table(number, line),
        }
    }

    fn read_as_vcf(&mut self, number: u64, line: &[u8]) -> Result<(), Error> {
        let mut vcf = VcfSource::new(&self.keep_info, &mut self.gathered);
        for (number, line) in std::mem::take(&mut self.meta) {
            vcf.line(number, &line, &Marks::of(&line), &mut self.gathered)?;
        }
        self.reader = Some(Reader::Vcf(Box::new(vcf)));
        self.read(number, line, &Marks::of(line))
    }

    fn read_as_table(&mut self, number: u64, line: &[u8]) -> Result<(), Error> {
        let opened = match Table::open(line, self.delimiter, self.build) {
            // A comment above the names.
            Err(error) if line[0] == b'#' && error.kind() != ErrorKind::PanelIsGenes => return Ok(()),
            opened => opened.map_err(|error| error.at(Position::line(number)))?,
        };
        let mut table = opened.table;
        table.declare(&mut self.gathered);
        self.reader = Some(Reader::Table(Box::new(table)));
        if opened.is_row { self.read(number, line, &Marks::of(line)) } else { Ok(()) }
    }

    fn read(&mut self, number: u64, line: &[u8], marks: &Marks) -> Result<(), Error> {
        match &mut self.reader {
            Some(Reader::Vcf(vcf)) => vcf.line(number, line, marks, &mut self.gathered),
            Some(Reader::Table(table)) => table.line(number, line, &mut self.gathered),
            Some(Reader::Bed) => {
                bed::bed_line(line, &mut self.gathered).map_err(|error| error.at(Position::line(number)))
            }
            None => self.begin(number, line),
        }
    }
}

impl Reader {
    /// The build that the source states.
    pub(super) fn build(&self) -> Option<Build> {
        match self {
            Self::Vcf(vcf) => vcf.build(),
            Self::Table(table) => table.build(),
            Self::Bed => None,
        }
    }

    /// What the source says of itself.
    pub(super) fn provenance(&self) -> PanelSource {
        match self {
            Self::Vcf(vcf) => vcf.provenance(),
            Self::Bed => PanelSource { format: "bed".into(), ..PanelSource::default() },
            Self::Table(table) => PanelSource { format: table.format().into(), ..PanelSource::default() },
        }
    }
}

impl LineSink for Source {
    fn line(&mut self, number: u64, line: &[u8], marks: &Marks) -> Result<(), Error> {
        self.gathered.at(number);
        self.read(number, line, marks)?;
        self.gathered.at(0);
        Ok(())
    }

    fn fault(&mut self, number: u64, fault: LineFault, _line: &[u8]) -> Result<(), Error> {
        self.gathered.at(number);
        self.gathered.skip(fault.code());
        self.gathered.at(0);
        Ok(())
    }
}
