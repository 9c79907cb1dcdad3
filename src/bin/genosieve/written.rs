//! A report as it is written.

use std::io::{self, Write};

use genosieve::messages::Language;
use genosieve::screen::Answer;

use crate::args::Format;

/// Writes the report of an answer.
pub(crate) fn write(answer: &mut Answer, format: Format, language: Language, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Table => out.write_all(answer.with_verdicts(|report| report.to_table(language)).as_bytes()),
        Format::Json => answer.write_json(out),
        Format::Tsv => answer.with_verdicts(|report| report.write_tsv(out)),
    }
}
