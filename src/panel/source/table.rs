//! Entries from a table: values separated by tabs, commas or semicolons, below a header line.

use super::cells::{delimiter_of, split};
use super::columns::{Columns, Parts, Place};
use super::keys::kind_of;
use super::variant::{NEEDS_REFERENCE, Spelled, is_no_base, is_rs_number, variant};
use crate::error::{Error, ErrorKind};
use crate::genome::{Build, build_of_accession};
use crate::panel::annotation::ColumnBuilder;
use crate::panel::builder::Gathered;
use crate::panel::gene_list;

/// Lines that a row may have, where a cell in quotes has line feeds.
const MOST_LINES: usize = 20;
/// Bytes of such a row.
const MOST_BYTES: usize = 1 << 20;

/// Reads a table line by line.
#[derive(Debug)]
pub(in crate::panel) struct Table {
    delimiter: u8,
    columns: Columns,
    /// The build of its rows, once the user, a column or the name of a contig has said it; rows of another one are
    /// none of the panel.
    build: Option<Build>,
    /// Lines of a row whose quote is open.
    held: Vec<(u64, Vec<u8>)>,
}

/// How the first line of a table is read.
#[derive(Debug)]
pub(in crate::panel) struct Opened {
    pub(in crate::panel) table: Table,
    /// Whether the line is a row: there is no header.
    pub(in crate::panel) is_row: bool,
}

type Reason = &'static str;

impl Table {
    /// From the first line: names of columns, or a variant. Where nothing says what stands between cells, it shows
    /// in this line.
    ///
    /// # Errors
    ///
    /// `panel_columns` where a column is missing, `panel_rs_only` where only rs numbers name the variants,
    /// `panel_is_gene_list` where genes are all there is.
    pub(in crate::panel) fn open(line: &[u8], delimiter: Option<u8>, build: Option<Build>) -> Result<Opened, Error> {
        let delimiter = delimiter.unwrap_or_else(|| delimiter_of(line));
        // A comment sign stands before the names in many tables.
        let names = split(delimiter, line.strip_prefix(b"#").unwrap_or(line)).unwrap_or_default();
        let first = names.first().map_or("", String::as_str);
        let (columns, is_row) = match Columns::of(&names, build) {
            Ok(columns) => (columns, false),
            Err(_) if variant(first, false).is_ok() => (Columns::of_variants(), true),
            Err((error, known)) => {
                let missing = error.kind() == ErrorKind::PanelColumns && !known;
                return Err(if is_rs_number(first) {
                    ErrorKind::PanelRsOnly.into()
                } else if missing && line[0] != b'#' && gene_list::is_plain(line) {
                    ErrorKind::PanelIsGenes.into()
                } else {
                    error
                });
            }
        };
        let build = columns.chosen.or(build);
        Ok(Opened { table: Self { delimiter, columns, build, held: Vec::new() }, is_row })
    }

    /// Tells the panel of its columns.
    pub(in crate::panel) fn declare(&mut self, gathered: &mut Gathered) {
        gathered.columns =
            self.columns.annotation.iter().map(|(_, key)| ColumnBuilder::new(key, kind_of(key))).collect();
        gathered.mapping.clone_from(&self.columns.mapping);
    }

    pub(in crate::panel) fn build(&self) -> Option<Build> {
        self.build
    }

    /// `tsv` or `csv`.
    pub(in crate::panel) fn format(&self) -> &'static str {
        if self.delimiter == b'\t' { "tsv" } else { "csv" }
    }

    /// Takes a line (1-based number). A row that is no entry is skipped and counted.
    ///
    /// # Errors
    ///
    /// Where the panel grows too large.
    pub(in crate::panel) fn line(&mut self, number: u64, line: &[u8], gathered: &mut Gathered) -> Result<(), Error> {
        let done = if let Some((first, _)) = self.held.first() {
            let first = *first;
            let mut row: Vec<u8> = self.held.iter().flat_map(|(_, line)| [line, &b"\n"[..]].concat()).collect();
            row.extend_from_slice(line);
            self.row(first, &row, gathered)?
        } else {
            line.trim_ascii().is_empty() || line[0] == b'#' || self.row(number, line, gathered)?
        };
        if done {
            self.held.clear();
            return Ok(());
        }
        self.held.push((number, line.to_vec()));
        let bytes: usize = self.held.iter().map(|(_, line)| line.len()).sum();
        if self.held.len() == MOST_LINES || bytes > MOST_BYTES {
            self.give_up(gathered)?;
        }
        Ok(())
    }

    /// Ends the table: a quote that is open stays so.
    ///
    /// # Errors
    ///
    /// As [`line`](Self::line).
    pub(in crate::panel) fn finish(&mut self, gathered: &mut Gathered) -> Result<(), Error> {
        while !self.held.is_empty() {
            self.give_up(gathered)?;
        }
        Ok(())
    }

    /// Rejects the line where the quote was opened, and reads those behind it as if it were not there: one stray
    /// quote must not swallow a table.
    fn give_up(&mut self, gathered: &mut Gathered) -> Result<(), Error> {
        let mut held = std::mem::take(&mut self.held).into_iter();
        if let Some((number, _)) = held.next() {
            gathered.at(number);
            gathered.skip("quote_not_closed");
        }
        held.try_for_each(|(number, line)| self.line(number, &line, gathered))
    }

    /// Reads a row; false where a quote is open at its end.
    fn row(&mut self, number: u64, row: &[u8], gathered: &mut Gathered) -> Result<bool, Error> {
        let Some(cells) = split(self.delimiter, row) else { return Ok(false) };
        gathered.at(number);
        if cells.iter().all(String::is_empty) {
            return Ok(true);
        }
        match self.spell(&cells) {
            Err(reason) => gathered.skip(reason),
            Ok(spelled) => {
                let Spelled { contig, pos, reference, alternate } = spelled;
                let codes: Vec<u32> = (self.columns.annotation.iter().zip(&mut gathered.columns))
                    .map(|((at, _), column)| column.intern(cell(&cells, *at)))
                    .collect();
                let contig = gathered.contig(contig)?;
                for alternate in alternate.split(',') {
                    if is_no_base(alternate) || alternate == "." {
                        gathered.skip(if alternate == "." { "empty_field" } else { NEEDS_REFERENCE });
                        continue;
                    }
                    gathered.add(contig, pos, reference.as_bytes(), alternate.as_bytes(), &codes)?;
                }
            }
        }
        Ok(true)
    }

    /// The variant of a row.
    fn spell<'a>(&mut self, cells: &'a [String]) -> Result<Spelled<'a>, Reason> {
        if cells.iter().skip(self.columns.named).any(|cell| !cell.is_empty()) {
            return Err("more_cells_than_names");
        }
        let stated = self.columns.build.map(|at| cell(cells, at)).filter(|build| !build.is_empty());
        let stated = stated.map(|build| build.parse().map_err(|_| OTHER_BUILD)).transpose()?;
        let spelled = match self.columns.place {
            Place::Variant(at, spdi) => match cell(cells, at) {
                "" | "." | "NA" => return Err("empty_field"),
                text => variant(text, spdi)?,
            },
            Place::Parts(parts) => parts.spell(cells)?,
        };
        for build in stated.into_iter().chain(build_of_accession(spelled.contig)) {
            // Of the first row that is sound, unless the user named one.
            if *self.build.get_or_insert(build) != build {
                return Err(OTHER_BUILD);
            }
        }
        Ok(spelled)
    }
}

const OTHER_BUILD: Reason = "other_build";

fn cell(cells: &[String], at: usize) -> &str {
    cells.get(at).map_or("", String::as_str)
}

impl Parts {
    /// The variant of a row with a column for each part.
    fn spell<'a>(&self, cells: &'a [String]) -> Result<Spelled<'a>, Reason> {
        let contig = cell(cells, self.contig);
        let pos = match cell(cells, self.pos) {
            "" | "." | "-" | "NA" | "na" => return Err("no_position"),
            text => position(text).and_then(|pos| pos.checked_add(1 - self.base)).filter(|pos| *pos > 0),
        };
        let pos = pos.filter(|pos| i32::try_from(*pos).is_ok()).ok_or("bad_position")?;
        let (reference, alternate) = (cell(cells, self.reference), cell(cells, self.alternate));
        if is_no_base(reference) != is_no_base(alternate) {
            return Err(NEEDS_REFERENCE);
        }
        if [contig, reference, alternate].iter().any(|value| matches!(*value, "" | "." | "-")) {
            return Err("empty_field");
        }
        if let Some(end) = self.end.and_then(|at| position(cell(cells, at))) {
            agrees(pos, end, reference)?;
        }
        let upper = |bases: &str| bases.trim().to_ascii_uppercase();
        let alternates: Vec<String> = alternate.split(',').map(upper).collect();
        let is_spelled = |bases: &str| bases.bytes().all(|b| b.is_ascii_uppercase());
        let none = |bases: &str| bases == "." || is_no_base(bases);
        if !is_spelled(&upper(reference)) || !alternates.iter().all(|bases| none(bases) || is_spelled(bases)) {
            return Err("bad_variant");
        }
        Ok(Spelled { contig, pos, reference: upper(reference), alternate: alternates.join(",") })
    }
}

/// Whether REF reaches from a start (counted from 1) to an end, which is counted as the start's name says.
fn agrees(pos: u32, end: u32, reference: &str) -> Result<(), Reason> {
    let behind = u64::from(pos) + reference.len() as u64;
    // The last base counted from 1 has the number of the base behind it counted from 0.
    if behind == u64::from(end) + 1 { Ok(()) } else { Err("start_end_differ") }
}

/// A whole number; spreadsheets write one as `5.0`, too.
fn position(text: &str) -> Option<u32> {
    text.strip_suffix(".0").unwrap_or(text).parse().ok()
}
