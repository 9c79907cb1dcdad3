//! Rows: made when they are asked for, all of them or those that fit a query.

use std::borrow::Borrow;
use std::ops::Range;

use super::algebra::Inheritance;
use super::build::Family;
use super::model::{Cell, FamilyReport, FamilyRow, MemberReport};
use super::view::{FamilyView, Views};
use crate::error::{Error, ErrorKind};
use crate::kernel::allele_reads;
use crate::panel::{EntryId, Significance, SignificanceClass};
use crate::report::ReportEntry;
use crate::screen::{Answer, Listed, Query, RecordReader, Rescreen};

/// What is kept of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Brief {
    number: EntryId,
    pub inheritance: Option<Inheritance>,
    pub assumed: bool,
    pub views: Views,
}

impl Brief {
    /// Of an entry of which nothing is said.
    pub(super) fn new(number: EntryId) -> Self {
        Self { number, inheritance: None, assumed: false, views: Views::default() }
    }
}

/// A row, with the verdict of each member.
pub(super) struct Row {
    pub report: FamilyRow,
    pub verdicts: Vec<Listed>,
}

/// Which rows are listed, and in what order.
#[derive(Clone, Debug, Default)]
pub struct FamilyQuery {
    /// The member (its place in `members`) whose state and so on the query is about. Its `sample` says nothing.
    pub member: usize,
    /// Views of which a row has to be in any; where there are none, all rows are.
    pub views: Vec<FamilyView>,
    /// What else a row has to have, and the order.
    pub query: Query,
}

/// The rows that fit a query, in its order.
#[derive(Clone, Debug)]
pub struct FamilyList {
    /// Their places among all rows.
    rows: Vec<u32>,
    /// How many rows of each class fit all but the query's classes.
    classes: [u64; SignificanceClass::ALL.len()],
}

impl FamilyList {
    /// How many fit.
    #[must_use]
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// How many rows of this class fit everything but the query's classes.
    #[must_use]
    pub fn class_count(&self, class: SignificanceClass) -> u64 {
        self.classes[class as usize]
    }
}

impl<A: Borrow<[Answer]>> Family<A> {
    /// How many rows there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// All but the rows.
    #[must_use]
    pub fn overview(&self) -> &FamilyReport {
        &self.report
    }

    /// The rows from one place to another (exclusive), as far as there are some, in panel order.
    pub fn rows(&self, range: Range<usize>) -> impl Iterator<Item = FamilyRow> + '_ {
        let to = range.end.min(self.rows.len());
        let significance = Significance::new(self.panel());
        self.rows[range.start.min(to)..to].iter().map(move |brief| self.row(*brief, &significance).report)
    }

    /// The report with all its rows.
    #[must_use]
    pub fn report(&self) -> FamilyReport {
        FamilyReport { rows: self.rows(0..self.count()).collect(), ..self.report.clone() }
    }

    /// Lists the rows that fit a query.
    ///
    /// # Errors
    ///
    /// `option_invalid` where there is no such member.
    pub fn list(&self, asked: &FamilyQuery) -> Result<FamilyList, Error> {
        let wrong = || Error::new(ErrorKind::OptionInvalid).with_detail(format!("member {}", asked.member));
        let MemberReport { report, summary, .. } = *self.members().get(asked.member).ok_or_else(wrong)?;
        // Classes are counted before they are left out.
        let query = Query { sample: summary, classes: Vec::new(), ..asked.query.clone() };
        let fitting = self.answers()[report].view(&query)?;
        let significance = Significance::new(self.panel());
        let (mut rows, mut classes) = (Vec::new(), [0; SignificanceClass::ALL.len()]);
        for number in fitting.entries() {
            let Ok(row) = self.rows.binary_search_by_key(number, |brief| brief.number) else { continue };
            if !asked.views.is_empty() && !asked.views.iter().any(|view| self.rows[row].views.contains(*view)) {
                continue;
            }
            let class = significance.class(*number);
            classes[class as usize] += 1;
            if asked.query.classes.is_empty() || asked.query.classes.contains(&class) {
                rows.push(u32::try_from(row).expect("rows are no more than entries"));
            }
        }
        Ok(FamilyList { rows, classes })
    }

    /// The rows of a list from one place to another (exclusive), as far as it has them.
    pub fn listed<'a>(&'a self, list: &'a FamilyList, range: Range<usize>) -> impl Iterator<Item = FamilyRow> + 'a {
        let to = range.end.min(list.count());
        let significance = Significance::new(self.panel());
        let rows = &list.rows[range.start.min(to)..to];
        rows.iter().map(move |at| self.row(self.rows[*at as usize], &significance).report)
    }

    /// A reader for the line of a record of a file (its place in `reports`), as [`Answer::reader`].
    ///
    /// # Errors
    ///
    /// `option_invalid` where there is no such file, or no row lists that line.
    pub fn reader(&self, report: usize, line: u64) -> Result<RecordReader, Error> {
        let wrong = || Error::new(ErrorKind::OptionInvalid).with_detail(format!("report {report}"));
        self.answers().get(report).ok_or_else(wrong)?.reader(line)
    }

    /// Begins to screen the file of a member again for one entry.
    ///
    /// # Errors
    ///
    /// `option_invalid` where there is no such entry or member.
    pub fn rescreen(&self, number: EntryId, member: usize) -> Result<Rescreen, Error> {
        let wrong = || Error::new(ErrorKind::OptionInvalid).with_detail(format!("member {member}"));
        let MemberReport { report, summary, .. } = *self.members().get(member).ok_or_else(wrong)?;
        self.answers()[report].rescreen(number, summary)
    }

    pub(super) fn row(&self, brief: Brief, significance: &Significance<'_>) -> Row {
        let Brief { number, inheritance, assumed, views } = brief;
        let verdicts: Vec<Listed> =
            self.members().iter().map(|m| self.answers()[m.report].listed(m.summary, number)).collect();
        let told = self.members().iter().zip(&verdicts).map(|(member, listed)| self.cell(member, listed));
        let (mut entries, cells): (Vec<ReportEntry>, Vec<Cell>) = told.unzip();
        let report = FamilyRow {
            number,
            // All are about the same one.
            entry: entries.swap_remove(0),
            significance_class: significance.class(number),
            stars: significance.stars(number),
            inheritance,
            assumed,
            views: views.iter().collect(),
            cells,
        };
        Row { report, verdicts }
    }

    /// The entry as a report spells it, and what a member has of it.
    fn cell(&self, member: &MemberReport, listed: &Listed) -> (ReportEntry, Cell) {
        let answer = &self.answers()[member.report];
        let facts = answer.facts(listed, member.summary);
        let entry = self.panel().entry(listed.entry);
        let reads =
            entry.region_end.is_none().then(|| answer.seen(listed, member.summary, |seen| allele_reads(&entry, seen)));
        let reads = reads.flatten();
        let cell = Cell {
            state: facts.state,
            reason: facts.reason,
            zygosity: facts.zygosity,
            copies: facts.copies,
            fraction: facts.fraction.or(reads.and_then(|reads| reads.fraction)),
            reads: reads.and_then(|reads| reads.carried),
            depth: reads.and_then(|reads| reads.depth),
            kind: facts.kind,
            flags: facts.flags,
            records: facts.records,
        };
        (facts.entry, cell)
    }
}

impl Family<Vec<Answer>> {
    /// A piece of the JSON of a file's own report (its place in `reports`), as [`Answer::json_piece`].
    ///
    /// # Errors
    ///
    /// `option_invalid` where there is no such file.
    pub fn report_piece(&self, report: usize, number: usize) -> Result<Option<String>, Error> {
        let wrong = || Error::new(ErrorKind::OptionInvalid).with_detail(format!("report {report}"));
        Ok(self.answers.get(report).ok_or_else(wrong)?.json_piece(number))
    }

    /// What a member has of the entry, with all its records, whose lines can be read from then on.
    ///
    /// # Errors
    ///
    /// As [`Answer::evidence`].
    pub fn evidence(&mut self, rescreen: Rescreen, member: usize) -> Result<Cell, Error> {
        let wrong = || Error::new(ErrorKind::OptionInvalid).with_detail(format!("member {member}"));
        let member = self.report.members.get(member).ok_or_else(wrong)?.clone();
        let found = self.answers[member.report].evidence(rescreen)?;
        let listed = self.answers[member.report].listed(member.summary, found.number);
        let (_, cell) = self.cell(&member, &listed);
        Ok(Cell { records: found.verdict.facts.records.clone(), ..cell })
    }
}
