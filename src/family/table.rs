//! The report of a family or a tumour as text: a table for a terminal, in Japanese or English, and tab-separated values.

use std::borrow::Borrow;
use std::fmt::Write;
use std::io;

use super::build::Family;
use super::model::{Cell, FamilyRow, MemberReport};
use super::role::Role;
use crate::cells::put_row;
use crate::kernel::{Flag, MatchKind, Reason, State, Zygosity};
use crate::messages::{Language, fill, text};
use crate::report::{ReportEntry, locus_cells, write_grid};
use crate::screen::Answer;
use crate::short::join;

/// Rows that a table lists.
const MOST_ROWS: usize = 10_000;

/// The columns of a member in TSV, behind its role.
const OF_MEMBER: [&str; 11] =
    ["sample", "state", "reason", "zygosity", "copies", "fraction", "reads", "depth", "match", "flags", "gt"];

impl<A: Borrow<[Answer]>> Family<A> {
    /// Members with their counts, views with theirs, rows, genes, notices.
    #[must_use]
    pub fn to_table(&self, language: Language) -> String {
        let mut out = String::new();
        self.write_members(&mut out, language);
        self.write_views(&mut out, language);
        self.write_rows(&mut out, language);
        self.write_genes(&mut out, language);
        self.write_notices(&mut out, language);
        out
    }

    fn write_members(&self, out: &mut String, language: Language) {
        let mut header = vec![text(language, "table.role").to_owned(), text(language, "table.sample").to_owned()];
        header.push(text(language, "table.file").to_owned());
        header.extend(State::ALL.iter().map(|state| text(language, &format!("state.{}", state.word())).to_owned()));
        let row = |member: &MemberReport| {
            let report = &self.report.reports[member.report];
            let counts = &report.summary[member.summary];
            let mut row = vec![role(member.role, language), sample(member, language), report.input.name.clone()];
            row.extend(State::ALL.iter().map(|state| counts.count(*state).to_string()));
            row
        };
        write_grid(out, std::iter::once(header).chain(self.members().iter().map(row)).collect());
        let _ = writeln!(out, "{}", text(language, "table.no_record_is_no_answer"));
    }

    fn write_views(&self, out: &mut String, language: Language) {
        let _ = writeln!(out);
        for (view, count) in &self.report.views {
            let _ = writeln!(out, "{count:>8}  {}", text(language, &format!("view.{}", view.word())));
        }
    }

    fn write_rows(&self, out: &mut String, language: Language) {
        if self.count() == 0 {
            return;
        }
        let named = |key: &str| text(language, key).to_owned();
        let mut header = vec![named("table.position"), named("table.change"), named("table.name")];
        header.extend(self.members().iter().map(|member| role(member.role, language)));
        header.push(named("table.together"));
        let rows = self.rows(0..MOST_ROWS).map(|row| {
            let mut cells = locus_cells(&row.entry, language).to_vec();
            cells.extend(row.cells.iter().map(|cell| cell_text(cell, language)));
            let views: Vec<String> =
                row.views.iter().map(|view| named(&format!("view.{}.short", view.word()))).collect();
            cells.push(join(&views, text(language, "table.separator")));
            cells
        });
        let _ = writeln!(out);
        write_grid(out, std::iter::once(header).chain(rows).collect());
        if let Some(more) = self.count().checked_sub(MOST_ROWS).filter(|more| *more > 0) {
            let _ = writeln!(out, "{}", fill(language, "table.more", &[&more.to_string()]));
        }
    }

    fn write_genes(&self, out: &mut String, language: Language) {
        if self.report.genes.is_empty() {
            return;
        }
        let _ = writeln!(out, "\n{}", text(language, "table.pairs"));
        for gene in &self.report.genes {
            for pair in &gene.pairs {
                let places = pair.rows.map(|row| locus_cells(&self.entry_of(row), language)[..2].join(" "));
                let phase = text(language, &format!("phase.{}", pair.phase.word()));
                let _ = writeln!(out, "  {}: {} + {}: {phase}", gene.gene, places[0], places[1]);
            }
            let more = gene.count - gene.pairs.len() as u64;
            if more > 0 {
                let _ = writeln!(out, "  {}: {}", gene.gene, fill(language, "table.pairs_more", &[&more.to_string()]));
            }
        }
    }

    fn entry_of(&self, row: usize) -> ReportEntry {
        self.rows(row..row + 1).next().expect("pairs are of rows").entry
    }

    fn write_notices(&self, out: &mut String, language: Language) {
        let _ = writeln!(out);
        for line in self.notice_lines(language) {
            let _ = writeln!(out, "! {line}");
        }
        let _ = writeln!(out, "{}", text(language, "intended.full"));
    }

    /// What a reader must know, a line each: of the members together, then of each file.
    #[must_use]
    pub fn notice_lines(&self, language: Language) -> Vec<String> {
        let said = |code: &str, detail: &str| fill(language, &format!("notice.{code}"), &[detail]);
        let own = self.report.notices.iter().map(|notice| said(notice.code, &notice.detail));
        let of_files = self.report.reports.iter().flat_map(|report| {
            report
                .notices
                .iter()
                .map(move |notice| format!("{}: {}", report.input.name, said(notice.code, &notice.detail)))
        });
        own.chain(of_files).collect()
    }

    /// A header line and one line an entry, UTF-8. The columns of each member begin with its role.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn write_tsv(&self, mut writer: impl io::Write) -> io::Result<()> {
        let mut columns: Vec<String> =
            ["contig", "pos", "ref", "alt", "id", "inheritance", "assumed", "views"].map(str::to_owned).to_vec();
        for (member, name) in self.members().iter().zip(self.column_names()) {
            debug_assert!(name.starts_with(member.role.word()), "columns are named by roles");
            columns.extend(OF_MEMBER.iter().map(|column| format!("{name}_{column}")));
        }
        columns.extend(self.annotation_keys.iter().cloned());
        let mut line = String::new();
        put_row(columns.iter().map(String::as_str), &mut line);
        for row in self.rows(0..self.count()) {
            put_row(self.cells(&row).iter().map(String::as_str), &mut line);
            writer.write_all(line.as_bytes())?;
            line.clear();
        }
        writer.write_all(line.as_bytes())
    }

    /// `proband`, `sibling`, `sibling2`.
    fn column_names(&self) -> Vec<String> {
        let number = |at: usize| self.members()[..at].iter().filter(|m| m.role == self.members()[at].role).count() + 1;
        let named = |(at, member): (usize, &MemberReport)| match number(at) {
            1 => member.role.word().to_owned(),
            number => format!("{}{number}", member.role.word()),
        };
        self.members().iter().enumerate().map(named).collect()
    }

    fn cells(&self, row: &FamilyRow) -> Vec<String> {
        let entry = &row.entry;
        let views: Vec<String> = row.views.iter().map(|view| view.word()).collect();
        let mut cells = vec![
            entry.contig.clone(),
            entry.pos.to_string(),
            entry.reference.clone(),
            entry.alternate.clone(),
            entry.annotation("id").unwrap_or_default().to_owned(),
            row.inheritance.map_or_else(String::new, super::Inheritance::word),
            row.assumed.to_string(),
            join(&views, ","),
        ];
        for (member, cell) in self.members().iter().zip(&row.cells) {
            cells.extend(member_cells(member, cell));
        }
        cells.extend(self.annotation_keys.iter().map(|key| entry.annotation(key).unwrap_or_default().to_owned()));
        cells
    }
}

fn member_cells(member: &MemberReport, cell: &Cell) -> [String; OF_MEMBER.len()] {
    fn or_empty<T: ToString>(value: Option<T>) -> String {
        value.map_or_else(String::new, |value| value.to_string())
    }
    let flags: Vec<String> = cell.flags.iter().copied().map(Flag::word).collect();
    let genotypes: Vec<&str> = cell.records.iter().filter_map(|record| record.gt.as_deref()).collect();
    [
        member.sample.as_deref().unwrap_or_default().to_owned(),
        cell.state.word(),
        or_empty(cell.reason.map(Reason::word)),
        or_empty(cell.zygosity.map(Zygosity::word)),
        or_empty(cell.copies.map(|copies| format!("{}/{}", copies.carried, copies.ploidy))),
        or_empty(cell.fraction),
        or_empty(cell.reads),
        or_empty(cell.depth),
        or_empty(cell.kind.map(MatchKind::word)),
        join(&flags, ","),
        join(&genotypes, " "),
    ]
}

fn role(role: Role, language: Language) -> String {
    text(language, &format!("role.{}", role.word())).to_owned()
}

fn sample(member: &MemberReport, language: Language) -> String {
    member.sample.as_deref().unwrap_or_else(|| text(language, "table.no_sample")).to_owned()
}

/// State with reason or zygosity, and the fraction with its reads where the reads are counted.
fn cell_text(cell: &Cell, language: Language) -> String {
    let say = |kind: &str, word: String| text(language, &format!("{kind}.{word}")).to_owned();
    let mut said = say("state", cell.state.word());
    if let Some(reason) = cell.reason {
        let _ = write!(said, ": {}", say("reason", reason.word()));
    } else if let Some(zygosity) = cell.zygosity.filter(|z| *z != Zygosity::Copies) {
        let _ = write!(said, ", {}", say("zygosity", zygosity.word()));
    }
    if let (Some(fraction), State::Carried) = (cell.fraction, cell.state) {
        let _ = write!(said, " {fraction:.2}");
    }
    if let (Some(reads), Some(depth)) = (cell.reads, cell.depth) {
        let _ = write!(said, " {reads}/{depth}");
    }
    said
}
