//! The file once more, for one entry: the records that its verdict rests on, where bits stand for them.

use std::sync::Arc;

use super::answer::Answer;
use super::derive::Joined;
use super::reread::file_changed;
use super::scan::Scan;
use super::{Progress, Screen};
use crate::error::{Error, ErrorKind};
use crate::kernel::Site;
use crate::panel::{EntryId, Significance};
use crate::report::EntryRow;

/// A screen of the same file again, for one entry. Push the bytes of the file in order, then give it
/// back to the answer.
#[derive(Debug)]
pub struct Rescreen {
    screen: Screen,
    entry: EntryId,
    sample: usize,
    column: Option<usize>,
}

impl Rescreen {
    /// Takes the next bytes of the file.
    ///
    /// # Errors
    ///
    /// As [`Screen::push`].
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.screen.push(bytes)
    }

    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.screen.progress()
    }
}

impl Answer {
    /// Begins to screen the file again for an entry (its number in panel order, from 0) in the sample
    /// that `summary` lists at this place.
    ///
    /// # Errors
    ///
    /// `option_invalid` where there is no such entry or sample.
    pub fn rescreen(&self, entry: EntryId, sample: usize) -> Result<Rescreen, Error> {
        let column = self.column(sample)?;
        if entry as usize >= self.joined.panel.len() {
            return Err(Error::new(ErrorKind::OptionInvalid).with_detail(format!("number {entry}")));
        }
        let scan = Scan::only(Arc::clone(&self.joined.panel), self.options.clone(), entry);
        Ok(Rescreen { screen: Screen::with(scan), entry, sample, column })
    }

    /// The row of the entry with all its records, whose lines can be [read](Self::reader) from then on.
    ///
    /// # Errors
    ///
    /// As [`Screen::finish`], and `file_changed` where the file is not the one that was screened.
    pub fn evidence(&mut self, rescreen: Rescreen) -> Result<EntryRow, Error> {
        let Rescreen { screen, entry, sample, column } = rescreen;
        let mut again = screen.partial()?;
        let before = &self.joined.partial;
        if again.header != before.header || (again.compression, &again.framing) != (before.compression, &before.framing)
        {
            return Err(file_changed("header"));
        }
        if before.is_by_index() {
            self.number(&mut again.sites);
        }
        // What may be assumed is what was found out about the end before.
        again.end.complete = before.end.complete;
        let again = Joined::new(Arc::clone(&self.joined.panel), again, &self.options);
        let (mine, listed) = (self.joined.verdict_in(column, entry), again.verdict_in(column, entry));
        if (mine.verdict.state, mine.verdict.reason) != (listed.verdict.state, listed.verdict.reason) {
            return Err(file_changed(format!("entry {entry}")));
        }
        let row = self.row(&Significance::new(&self.joined.panel), &again.partial.sites, &listed, sample);
        for site in listed.sites {
            let site = &again.partial.sites[site];
            if self.found.iter().all(|known| known.record.line != site.record.line) {
                self.found.push(site.clone());
            }
        }
        Ok(row)
    }

    /// Numbers the lines of sites as those that were read along an index are: those that are known as before,
    /// the others behind all of them.
    fn number(&self, sites: &mut [Site]) {
        let known = || self.joined.partial.sites.iter().chain(&self.found).map(|site| &site.record);
        let mut last = known().map(|record| record.line).max().unwrap_or_default().max(self.joined.partial.lines);
        for record in sites.iter_mut().map(|site| &mut site.record) {
            record.line = known().find(|known| known.place == record.place).map_or_else(
                || {
                    last += 1;
                    last
                },
                |known| known.line,
            );
        }
    }
}
