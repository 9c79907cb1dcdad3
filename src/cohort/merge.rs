//! Files of one panel and one policy, counted together.

use std::io::Read;

use super::counts::Counts;
use super::file::CohortReader;
use super::head::Head;
use super::report;
use crate::error::Error;
use crate::panel::Panel;

/// Counts files one by one, each as a stream. After an error it is of no use: a file may be counted in part.
#[derive(Debug, Default)]
pub struct Merger {
    /// Nothing before the first file.
    so_far: Option<(Head, Counts)>,
}

impl Merger {
    /// Counts a cohort file, a sample in memory at a time.
    ///
    /// # Errors
    ///
    /// As [`CohortReader::count`], and `cohort_conflict` where it is of another panel or policy.
    pub fn cohort(&mut self, file: impl Read) -> Result<(), Error> {
        let reader = CohortReader::new(file)?;
        let counts = self.counts(reader.head())?;
        reader.count(counts)
    }

    /// Counts the samples of a kept report of all verdicts (`docs/report.schema.json`), a row in memory at a time: just as
    /// their cohort file.
    ///
    /// # Errors
    ///
    /// `report_invalid` where it is no report, `cohort_conflict` where it lists some verdicts alone (`--all`), is of another
    /// panel or policy, or a sample is counted already; `cohort_invalid` where its rows are not those of each entry that it
    /// was asked about, once a sample and in panel order; `io` where reading fails.
    pub fn report(&mut self, report: impl Read, panel: &Panel) -> Result<(), Error> {
        report::count(report, panel, self)
    }

    /// The counts that a file with this head is taken up in.
    pub(super) fn counts(&mut self, head: &Head) -> Result<&mut Counts, Error> {
        let (mine, counts) = self.so_far.get_or_insert_with(|| (head.clone(), Counts::new(head.entries())));
        mine.check(head)?;
        Ok(counts)
    }

    /// What was counted; nothing where there was no file.
    #[must_use]
    pub fn finish(self) -> Option<(Head, Counts)> {
        self.so_far
    }
}
