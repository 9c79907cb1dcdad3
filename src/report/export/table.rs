//! Rows as a table for spreadsheets and scripts: comma- or tab-separated values.
//!
//! Lines that begin with `# ` stand before the table and say what it is. A spreadsheet takes a cell that begins with
//! `=`, `+`, `-` or `@` for a formula: an apostrophe stands before such a one.

use std::io::{self, Write};

use super::facts::{lines, state_key};
use super::head::{Head, KeptAccounting};
use super::identify::AlleleNames;
use super::survey::Survey;
use super::{ExportOptions, Writer};
use crate::cells::put_row;
use crate::messages::text;
use crate::report::VerdictRow;
use crate::report::tsv::{cells, columns};

/// Columns between those of the report's own table and those of annotation: the answer in words, haplotypes that
/// carry the allele and all of them, and the names of [`AlleleNames`].
const ADDED: [&str; 6] = ["answer", "copies", "ploidy", "vrs_id", "spdi", "hgvs_g"];

/// A table.
pub(super) struct Table<'a> {
    options: &'a ExportOptions,
    survey: &'a Survey,
    rows: Rows<'a>,
}

/// How rows are put.
enum Rows<'a> {
    /// Nothing but the lines before the table is written yet; then as values separated by commas, or by tabs.
    Before {
        out: &'a mut dyn Write,
        comma: bool,
    },
    Comma(Box<csv::Writer<&'a mut dyn Write>>),
    Tab(&'a mut dyn Write),
    /// In between.
    None,
}

impl<'a> Table<'a> {
    /// Of comma-separated values (RFC 4180, but for the end of lines, which is an option).
    pub(super) fn csv(options: &'a ExportOptions, survey: &'a Survey, out: &'a mut dyn Write) -> Self {
        Self { options, survey, rows: Rows::Before { out, comma: true } }
    }

    /// Of tab-separated values, in which nothing is quoted.
    pub(super) fn tsv(options: &'a ExportOptions, survey: &'a Survey, out: &'a mut dyn Write) -> Self {
        Self { options, survey, rows: Rows::Before { out, comma: false } }
    }

    /// Writes the lines before the table. They are not quoted: a reader that is told of `#` passes them over.
    fn before(&mut self, head: &Head) -> io::Result<()> {
        let Rows::Before { out, comma } = std::mem::replace(&mut self.rows, Rows::None) else { return Ok(()) };
        let end = if self.options.crlf { "\r\n" } else { "\n" };
        if self.options.bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        for line in lines(head, self.options, self.options.language) {
            let line = line.replace(['\t', '\r', '\n'], " ");
            write!(out, "# {line}{end}")?;
        }
        self.rows = if comma {
            let terminator = if self.options.crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
            Rows::Comma(Box::new(csv::WriterBuilder::new().terminator(terminator).from_writer(out)))
        } else {
            Rows::Tab(out)
        };
        Ok(())
    }

    fn put(&mut self, cells: &[String]) -> io::Result<()> {
        match &mut self.rows {
            Rows::Comma(writer) => writer.write_record(cells).map_err(io::Error::from),
            Rows::Tab(out) => {
                let mut row = String::new();
                put_row(cells.iter().map(String::as_str), &mut row);
                if self.options.crlf {
                    row.insert(row.len() - 1, '\r');
                }
                out.write_all(row.as_bytes())
            }
            Rows::Before { .. } | Rows::None => unreachable!("a head comes first"),
        }
    }

    fn keys(&self) -> Vec<&'a str> {
        self.survey.keys.iter().map(String::as_str).collect()
    }
}

impl Writer for Table<'_> {
    fn begin(&mut self, head: &Head) -> io::Result<()> {
        self.before(head)?;
        let own = columns(self.survey.regions);
        let names = own.into_iter().chain(ADDED).chain(self.keys()).map(|name| guarded(name.to_owned()));
        self.put(&names.collect::<Vec<_>>())
    }

    fn row(&mut self, head: &Head, row: &VerdictRow) -> io::Result<()> {
        let language = self.options.language;
        let mut all = cells(row, self.survey.regions, &[]);
        let mut answer = text(language, &state_key(row.state)).to_owned();
        if let Some(reason) = row.reason {
            answer = format!("{answer}: {}", text(language, &format!("reason.{}", reason.word())));
        }
        let count = |n: Option<usize>| n.map(|n| n.to_string()).unwrap_or_default();
        let AlleleNames { vrs, spdi, hgvs } = AlleleNames::of(head.build(), row);
        all.push(answer);
        all.push(count(row.copies.map(|copies| copies.carried)));
        all.push(count(row.copies.map(|copies| copies.ploidy)));
        all.extend([vrs, spdi, hgvs].map(Option::unwrap_or_default));
        all.extend(self.keys().iter().map(|key| row.entry.annotation(key).unwrap_or_default().to_owned()));
        let all: Vec<String> = all.into_iter().map(guarded).collect();
        self.put(&all)
    }

    fn end(&mut self, _head: &Head, _accounting: &KeptAccounting, _rows: u64) -> io::Result<()> {
        match &mut self.rows {
            Rows::Comma(writer) => writer.flush(),
            Rows::Tab(out) => out.flush(),
            Rows::Before { .. } | Rows::None => Ok(()),
        }
    }
}

/// A cell that neither a spreadsheet takes for a formula nor a reader for a line before the table.
fn guarded(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '#']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "# a"] {
            assert_eq!(guarded(cell.into()), format!("'{cell}"));
        }
        for cell in ["", "a=b", "１", " =", "NC_000001.11:g.5A>G"] {
            assert_eq!(guarded(cell.into()), cell);
        }
    }
}
