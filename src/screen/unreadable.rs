//! Rows that are skipped: what some of them are about is known, and what they say of it is not.

use super::contigs::Lead;
use super::scan::{Body, COLUMNS_BEFORE_SAMPLES, Scan};
use crate::input::Marks;
use crate::input::record::{reach, site_fields_at};

/// The number of the tab behind ALT, and of those around INFO.
const BEHIND_ALTERNATES: usize = 4;
const BEHIND_INFO: usize = 7;

impl Scan {
    /// Takes a row that was skipped for one that calls nothing, where it can be read up to ALT, and its END where
    /// it has one.
    ///
    /// It speaks of the entries there, and nobody can tell whether a sample carries them: without it another
    /// row, or the user's word for sites without a record, would prove that it does not. It counts as nothing
    /// else than skipped. A file without samples states no genotypes, so there this does nothing; nor where it cannot be
    /// read so far.
    pub(super) fn unreadable(&mut self, body: &mut Body, number: u64, line: &[u8], marks: &Marks) {
        let tabs = marks.tab_count as usize;
        if tabs <= BEHIND_ALTERNATES || body.samples.is_empty() {
            return;
        }
        let mut row = line[..marks.tabs[BEHIND_ALTERNATES] as usize].to_vec();
        row.extend_from_slice(b"\t.\t.\t");
        if tabs > BEHIND_INFO {
            row.extend_from_slice(&line[marks.tabs[BEHIND_INFO - 1] as usize + 1..marks.tabs[BEHIND_INFO] as usize]);
        }
        row.extend_from_slice(b"\tGT");
        for _ in COLUMNS_BEFORE_SAMPLES..body.columns {
            row.extend_from_slice(b"\t./.");
        }
        let marks = Marks { place: marks.place, ..Marks::of(&row) };
        let Ok(site) = site_fields_at(&row, &marks) else { return };
        let Ok((end, _)) = reach(&site) else { return };
        let Lead::InPanel(contig) = body.contigs.lead(site.contig, &self.panel) else { return };
        let accounting = std::mem::take(&mut self.accounting);
        // Its columns were written above, and can all be read.
        let _ = self.evidence(body, number, &row, &marks, &site, contig, end);
        self.accounting = accounting;
    }
}
