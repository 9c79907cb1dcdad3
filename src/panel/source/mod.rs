//! What entries come from: a VCF or a table, line by line.

mod tsv;
mod vcf;

use sha2::{Digest, Sha256};

use super::builder::Gathered;
use super::info::PanelSource;
use crate::error::Error;
use crate::genome::Build;
use crate::input::record::LineFault;
use crate::input::{LineSink, Marks};
use tsv::TsvSource;
use vcf::VcfSource;

/// What reads the lines of the source.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) reader: Option<Reader>,
    build: Option<Build>,
    keep_info: Vec<String>,
    pub(super) gathered: Gathered,
    pub(super) digest: Sha256,
}

#[derive(Debug)]
pub(super) enum Reader {
    Vcf(Box<VcfSource>),
    Tsv(TsvSource),
}

impl Source {
    /// One that has read nothing. `build` is what the user says, over what the source says; `keep_info` names INFO
    /// keys that are kept beside those that are known.
    pub(super) fn new(build: Option<Build>, keep_info: Vec<String>) -> Self {
        Self { reader: None, build, keep_info, gathered: Gathered::default(), digest: Sha256::new() }
    }
}

impl Reader {
    /// The build that the source states.
    pub(super) fn build(&self) -> Option<Build> {
        match self {
            Self::Vcf(vcf) => vcf.build(),
            Self::Tsv(tsv) => tsv.build(),
        }
    }

    /// What the source says of itself.
    pub(super) fn provenance(&self) -> PanelSource {
        match self {
            Self::Vcf(vcf) => vcf.provenance(),
            Self::Tsv(_) => PanelSource { format: "tsv".into(), ..PanelSource::default() },
        }
    }
}

impl LineSink for Source {
    fn line(&mut self, number: u64, line: &[u8], _marks: &Marks) -> Result<(), Error> {
        if self.reader.is_none() {
            let vcf = line.starts_with(b"##") || line.starts_with(b"#CHROM\tPOS\tID");
            // A table may say where it comes from before its header line, which has a tab.
            let comment = !vcf && line.starts_with(b"#") && !line.contains(&b'\t');
            if line.is_empty() || comment {
                return Ok(());
            }
            self.reader = Some(if vcf {
                Reader::Vcf(Box::new(VcfSource::new(&self.keep_info, &mut self.gathered)))
            } else {
                let tsv = TsvSource::new(line, self.build, &mut self.gathered)?;
                self.reader = Some(Reader::Tsv(tsv));
                return Ok(());
            });
        }
        match &mut self.reader {
            Some(Reader::Vcf(vcf)) => vcf.line(number, line, &mut self.gathered),
            Some(Reader::Tsv(tsv)) => tsv.line(line, &mut self.gathered),
            None => unreachable!("the first line chose a reader"),
        }
    }

    fn fault(&mut self, _number: u64, fault: LineFault, _line: &[u8]) -> Result<(), Error> {
        self.gathered.skip(fault.code());
        Ok(())
    }
}
