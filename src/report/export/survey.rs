//! What a form must know of the rows before the first of them.

use std::collections::HashSet;
use std::io;

use super::head::{Head, KeptAccounting};
use super::{ExportOptions, Form, read};
use crate::report::VerdictRow;

/// From so many genotyped sites on, an export is to be warned of. Japan's guideline on the protection of personal
/// information takes genotypes at 40 or more independent SNPs for a code that identifies a person.
pub const MANY_SITES: u64 = 40;

/// Facts of the rows that an export would hold.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Survey {
    /// Rows.
    pub rows: u64,
    /// Places of the panel with a genotype of the file, each counted once.
    pub genotyped_sites: u64,
    /// Keys of annotation but `id`, in the order of their first use.
    pub keys: Vec<String>,
    /// Whether any row is of a region.
    pub regions: bool,
}

impl Survey {
    /// Whether an export in a form is to be warned of.
    #[must_use]
    pub const fn is_much(&self, form: Form) -> bool {
        form.has_rows() && self.genotyped_sites >= MANY_SITES
    }
}

/// Reads a report, given as its JSON, to its end.
///
/// # Errors
///
/// As [`export`](super::export).
pub fn survey(report: impl io::Read, options: &ExportOptions) -> io::Result<Survey> {
    let mut counting = Counting { options, survey: Survey::default(), known: HashSet::new(), last: None };
    read::read(report, &mut counting)?;
    Ok(counting.survey)
}

struct Counting<'a> {
    options: &'a ExportOptions,
    survey: Survey,
    known: HashSet<String>,
    /// The last place with a genotype: rows come in panel order, so those of one place stand together.
    last: Option<(String, u32)>,
}

impl read::Sink for Counting<'_> {
    fn head(&mut self, _head: Head) -> io::Result<()> {
        Ok(())
    }

    fn row(&mut self, row: VerdictRow) -> io::Result<()> {
        if !self.options.scope.has(row.state) {
            return Ok(());
        }
        let entry = &row.entry;
        self.survey.rows += 1;
        self.survey.regions |= entry.region_end.is_some();
        for (key, _) in &entry.annotation {
            if key != "id" && self.known.insert(key.clone()) {
                self.survey.keys.push(key.clone());
            }
        }
        let genotyped = row.records.iter().any(|record| record.gt.is_some());
        let same = self.last.as_ref().is_some_and(|(contig, pos)| *contig == entry.contig && *pos == entry.pos);
        if genotyped && !same {
            self.survey.genotyped_sites += 1;
            self.last = Some((entry.contig.clone(), entry.pos));
        }
        Ok(())
    }

    fn end(&mut self, _accounting: &KeptAccounting) -> io::Result<()> {
        Ok(())
    }
}
