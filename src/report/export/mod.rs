//! Exports: a kept report (`docs/report.schema.json`) in the forms that other software reads.
//!
//! One model, many writers: [`export`] reads the JSON of a report as a stream and drives the `Writer` of a
//! [`Form`], a row at a time. Nothing of a screen is needed, nor its panel. What some forms must know before
//! their first row, [`survey`] finds out in a pass of its own.
//!
//! `docs/exports.md` says what each form holds.

mod facts;
mod fhir;
mod head;
mod html;
mod identify;
mod ndjson;
mod phenopacket;
pub(crate) mod read;
mod samples;
mod summary;
mod survey;
mod table;
mod vcf;
mod vrs;

use std::io;
use std::str::FromStr;

pub use head::{Head, KeptAccounting, KeptCount, KeptFilter, KeptInput, KeptNotice, KeptTool};
pub use identify::AlleleNames;
pub use samples::SampleNames;
pub use survey::{MANY_SITES, Survey, survey};
pub use vcf::{VcfPlan, VcfSubset};

use crate::error::{Error, ErrorKind};
use crate::family::Pedigree;
use crate::kernel::State;
use crate::messages::Language;
use crate::report::VerdictRow;

/// What is exported, and how it is written.
#[derive(Clone, Debug, Default)]
pub struct ExportOptions {
    /// Which rows.
    pub scope: Scope,
    /// What becomes of the names of samples.
    pub samples: SampleNames,
    /// The language of texts, where a form has one.
    pub language: Language,
    /// Whether a table begins with a byte order mark, by which Excel knows UTF-8.
    pub bom: bool,
    /// Whether the lines of a table end with CR and LF.
    pub crlf: bool,
    /// When the export is made, as RFC 3339 has it: `2026-11-22T00:00:00Z`. A phenopacket states it.
    pub created: Option<String>,
    /// Who is whose parent: a phenopacket of several samples is then that of a family, of the samples that are one.
    pub pedigree: Option<Pedigree>,
}

impl ExportOptions {
    /// Whether the options go with each other.
    ///
    /// # Errors
    ///
    /// `option_invalid` for a pedigree where no form has one (no form: a VCF), or where the names that it has are changed.
    pub fn check(&self, form: Option<Form>) -> Result<(), Error> {
        let fits = form == Some(Form::Phenopacket) && self.samples == SampleNames::Keep;
        if self.pedigree.is_none() || fits {
            Ok(())
        } else {
            Err(Error::new(ErrorKind::OptionInvalid).with_detail("ped"))
        }
    }
}

/// Which rows of a report are exported. Counts are, always.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Scope {
    /// What is carried, observed or assumed.
    #[default]
    Carried,
    /// All that the report lists.
    All,
}

impl Scope {
    /// Whether it has rows of a state.
    #[must_use]
    pub const fn has(self, state: State) -> bool {
        matches!(self, Self::All) || matches!(state, State::Carried | State::CarriedAssumed)
    }

    /// The word in files.
    const fn word(self) -> &'static str {
        match self {
            Self::Carried => "carried",
            Self::All => "all",
        }
    }
}

/// A form that a report is exported in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// A JSON object a line: a head, rows, an end (`docs/ndjson.schema.json`).
    Ndjson,
    /// Counts alone (`docs/summary.schema.json`).
    Summary,
    /// A page for people, in Japanese and English.
    Html,
    /// A bundle of FHIR R4, Genomics Reporting 3.0.0.
    Fhir,
    /// A phenopacket (version 2), or a cohort of them.
    Phenopacket,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Csv, Self::Tsv, Self::Ndjson, Self::Summary, Self::Html, Self::Fhir, Self::Phenopacket];

    /// Its word as an option.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Ndjson => "ndjson",
            Self::Summary => "summary",
            Self::Html => "html",
            Self::Fhir => "fhir",
            Self::Phenopacket => "phenopacket",
        }
    }

    /// Whether it has rows: one without holds no genotyped site.
    #[must_use]
    pub const fn has_rows(self) -> bool {
        !matches!(self, Self::Summary)
    }

    fn writer<'a>(
        self,
        options: &'a ExportOptions,
        survey: &'a Survey,
        out: &'a mut dyn io::Write,
    ) -> Box<dyn Writer + 'a> {
        match self {
            Self::Csv => Box::new(table::Table::csv(options, survey, out)),
            Self::Tsv => Box::new(table::Table::tsv(options, survey, out)),
            Self::Ndjson => Box::new(ndjson::Ndjson::new(options, out)),
            Self::Summary => Box::new(summary::Counts::new(out)),
            Self::Html => Box::new(html::Page::new(options, out)),
            Self::Fhir => Box::new(fhir::Bundle::new(options, out)),
            Self::Phenopacket => Box::new(phenopacket::Packets::new(options, out)),
        }
    }
}

impl FromStr for Form {
    type Err = Error;

    /// Reads its word.
    ///
    /// # Errors
    ///
    /// `option_invalid` for any other.
    fn from_str(word: &str) -> Result<Self, Error> {
        let form = Self::ALL.into_iter().find(|form| form.word() == word);
        form.ok_or_else(|| Error::new(ErrorKind::OptionInvalid).with_detail(word))
    }
}

/// Writes one form. Rows come in the order of the report, those of the scope alone, with the names of samples
/// as they are to be told.
trait Writer {
    /// Writes what stands before the rows.
    fn begin(&mut self, head: &Head) -> io::Result<()>;

    /// Writes a row, or counts it.
    fn row(&mut self, head: &Head, row: &VerdictRow) -> io::Result<()>;

    /// Writes what stands behind them; `rows` is how many there were.
    fn end(&mut self, head: &Head, accounting: &KeptAccounting, rows: u64) -> io::Result<()>;
}

/// Writes a report, given as its JSON, in a form. `survey` is that of the same report and options.
///
/// # Errors
///
/// Those of `report` and `out`; [`InvalidData`](io::ErrorKind::InvalidData) with an [`Error`] inside where it is
/// no report.
pub fn export(
    report: impl io::Read,
    form: Form,
    options: &ExportOptions,
    survey: &Survey,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let writer = form.writer(options, survey, out);
    // A resource is about someone: samples are told apart, if not by their names.
    let samples = match (options.samples, form) {
        (SampleNames::Drop, Form::Fhir | Form::Phenopacket) => SampleNames::Number,
        (samples, _) => samples,
    };
    read::read(report, &mut Drive { samples, scope: options.scope, writer, head: None, rows: 0 })
}

/// Why a report is refused, out of the error of reading it; nothing where its reader failed.
#[must_use]
pub fn refusal(error: &io::Error) -> Option<Error> {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
    let invalid = || (error.kind() == io::ErrorKind::InvalidData).then(|| Error::new(ErrorKind::ReportInvalid));
    inner.cloned().or_else(invalid)
}

/// Drives a writer by what is read.
struct Drive<'a> {
    samples: SampleNames,
    scope: Scope,
    writer: Box<dyn Writer + 'a>,
    head: Option<Head>,
    rows: u64,
}

const HEAD_FIRST: &str = "a head comes before all else";

impl read::Sink for Drive<'_> {
    fn head(&mut self, mut head: Head) -> io::Result<()> {
        self.samples.tell_head(&mut head);
        self.writer.begin(&head)?;
        self.head = Some(head);
        Ok(())
    }

    fn row(&mut self, mut row: VerdictRow) -> io::Result<()> {
        if !self.scope.has(row.state) {
            return Ok(());
        }
        let head = self.head.as_ref().expect(HEAD_FIRST);
        self.samples.tell_row(head, &mut row);
        self.rows += 1;
        self.writer.row(head, &row)
    }

    fn end(&mut self, accounting: &KeptAccounting) -> io::Result<()> {
        self.writer.end(self.head.as_ref().expect(HEAD_FIRST), accounting, self.rows)
    }
}
