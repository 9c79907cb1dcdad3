//! Alleles that are typed in place of a panel: a table is made of them, and compiled as any other.
//!
//! `js/typed.ts` makes the same table, so both commands report the same panel, hash and all.

use genosieve::error::{Error, ErrorKind};
use genosieve::genome::Build;
use genosieve::messages::{Language, fill};
use genosieve::panel::{Panel, PanelBuilder};

use super::files;

/// The file that is made of them, by which a panel knows where it comes from.
const TYPED: &str = "typed-alleles.tsv";
/// Lines above the first row.
const HEADER_LINES: u64 = 1;

/// A panel of these alleles alone, each with what was typed as its id.
///
/// # Errors
///
/// `option_invalid` with the first that cannot be read, and why: an allele that was asked about is never left out.
pub(crate) fn panel(alleles: &[String], build: Option<Build>, language: Language) -> Result<Panel, Error> {
    let unread = |line: u64, reason: &str| {
        let at = usize::try_from(line - HEADER_LINES - 1).ok();
        let allele = at.and_then(|at| alleles.get(at)).map_or("", String::as_str);
        let why = fill(language, &format!("skip.{reason}"), &[]);
        Error::new(ErrorKind::OptionInvalid).with_detail(format!("--allele {allele} ({why})"))
    };
    let mut builder = PanelBuilder::new(files::build_options(None, TYPED, build));
    builder.push(table(alleles)?.as_bytes())?;
    builder.source_done()?;
    let panel = builder.finish().map_err(|error| match (error.kind(), error.position().line) {
        (ErrorKind::PanelEmpty | ErrorKind::PanelRsOnly, Some(line)) => unread(line, error.detail()),
        _ => error,
    })?;
    match panel.info().rejected.first() {
        Some(row) => Err(unread(row.line, &row.reason)),
        None => Ok(panel),
    }
}

/// A row for each allele; in quotes a cell holds anything but the end of a line.
fn table(alleles: &[String]) -> Result<String, Error> {
    let mut table = "variant\tid\n".to_owned();
    for allele in alleles {
        if allele.trim().is_empty() || allele.contains(['\r', '\n', '\0']) {
            return Err(Error::new(ErrorKind::OptionInvalid).with_detail(format!("--allele {allele}")));
        }
        let cell = format!("\"{}\"", allele.replace('"', "\"\""));
        table.extend([&cell, "\t", &cell, "\n"]);
    }
    Ok(table)
}
