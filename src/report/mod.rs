//! The report: one model, and the forms that it is written in.

mod build;
pub mod export;
mod kept;
mod model;
mod notices;
mod table;
mod tsv;
mod width;

pub(crate) use build::{BuildOutcome, ask, build, facts, rows};
pub use model::{
    EntryRow, Input, Report, ReportContext, ReportCopies, ReportEntry, ReportFilter, ReportNotice, ReportPolicy,
    ReportRecord, SCHEMA, Summary, Tool, VerdictFacts, VerdictRow,
};
pub(crate) use table::{locus_cells, write_grid};
