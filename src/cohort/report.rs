//! A kept report of all verdicts, counted as its cohort file is.
//!
//! Rows come in panel order, and those of one entry in the order of the samples. So each is counted as it is read, and of
//! what was read before nothing is needed but which entries they were.

use std::io;

use super::counts::{Counts, SampleId};
use super::file::invalid;
use super::head::Head;
use super::merge::Merger;
use super::sample::{asked_digest, sample_digest, states_copies};
use crate::error::{Error, ErrorKind};
use crate::genome::Build;
use crate::kernel::{Policy, State};
use crate::panel::{EntryId, Panel};
use crate::report::export::read::{Sink, read};
use crate::report::export::{Head as ReportHead, KeptAccounting, refusal};
use crate::report::{ReportEntry, Summary, VerdictRow};
use crate::screen::{copies_of_base, locus_on, stated};

/// Counts the samples of a report.
pub(super) fn count(report: impl io::Read, panel: &Panel, merger: &mut Merger) -> Result<(), Error> {
    let failed =
        |error: io::Error| refusal(&error).unwrap_or_else(|| Error::new(ErrorKind::Io).with_detail(error.to_string()));
    read(report, &mut Counting { panel, merger, rows: None }).map_err(failed)
}

/// Counts rows as they come.
struct Counting<'a> {
    panel: &'a Panel,
    merger: &'a mut Merger,
    /// Once the head is read.
    rows: Option<Rows>,
}

/// What rows are read by.
struct Rows {
    of: ReportHead,
    head: Head,
    autosomes: Vec<bool>,
    build: Option<Build>,
    /// Of each entry up to now, whether the report has it.
    asked: Vec<bool>,
    /// How many entries it had.
    entries: u64,
    /// The place of the next row's sample in the summary; all but the first have the entry of the row before.
    sample: usize,
    /// Of each sample, how many rows had each state.
    states: Vec<[u64; 6]>,
}

impl Rows {
    fn new(of: ReportHead, panel: &Panel) -> Result<Self, Error> {
        if !of.policy.all {
            return Err(Error::new(ErrorKind::CohortConflict).with_detail("--all"));
        }
        let policy =
            Policy { min_gq: of.policy.min_gq, min_dp: of.policy.min_dp, allow_imputed: of.policy.allow_imputed };
        let mut head = Head::new(panel, policy);
        head.check_panel(&of.panel)?;
        head.panel.clone_from(&of.panel.name);
        if of.summary.is_empty() {
            return Err(invalid("summary"));
        }
        Ok(Self {
            autosomes: head.autosomes(),
            head,
            // What genotypes on X and Y were read by.
            build: of.policy.build_override.or(of.build()),
            asked: Vec::with_capacity(panel.len()),
            entries: 0,
            sample: 0,
            states: vec![[0; 6]; of.summary.len()],
            of,
        })
    }

    /// The entry of the next row.
    fn entry(&mut self, row: &VerdictRow, panel: &Panel) -> Result<EntryId, Error> {
        let number = |at: usize| EntryId::try_from(at).expect("entries take 28 bits");
        let before = self.asked.len();
        let found = if self.sample == 0 {
            (before..panel.len()).find(|at| is_of(&row.entry, panel, number(*at)))
        } else {
            Some(before - 1).filter(|at| is_of(&row.entry, panel, number(*at)))
        };
        let of_sample = self.of.summary[self.sample].sample == row.sample;
        let Some(at) = found.filter(|_| of_sample) else {
            let ReportEntry { contig, pos, reference, alternate, .. } = &row.entry;
            return Err(invalid(&format!("{contig}:{pos} {reference}>{alternate}")));
        };
        if self.sample == 0 {
            self.asked.resize(at, false);
            self.asked.push(true);
            self.entries += 1;
        }
        Ok(number(at))
    }

    fn row(&mut self, row: &VerdictRow, panel: &Panel, counts: &mut Counts) -> Result<(), Error> {
        let entry = self.entry(row, panel)?;
        let autosome = self.autosomes[entry as usize];
        let mut copies = None;
        if row.state == State::Carried {
            let of_row = row.copies.map(|copies| (copies.carried, copies.ploidy));
            copies = stated(of_row, row.zygosity, &row.flags);
        } else if states_copies(Some(row.state), autosome) {
            let key = &panel.contigs()[usize::from(panel.contig_of(entry))].key;
            let of_x = self.of.summary[self.sample].copies_of_x.as_ref().and_then(|x| x.copies);
            let locus = locus_on(self.build, key, panel.pos(entry), of_x);
            copies = copies_of_base(key, locus, of_x).map(|ploidy| [0, ploidy]);
        }
        if copies.is_some_and(|[carried, ploidy]| carried > ploidy || row.state == State::Carried && carried == 0) {
            return Err(invalid("copies"));
        }
        counts.count(entry as usize, row.state, copies.unwrap_or_default(), autosome);
        self.states[self.sample][row.state as usize] += 1;
        self.sample = (self.sample + 1) % self.states.len();
        Ok(())
    }

    /// The samples, once all rows are read.
    fn ids(mut self, panel: &Panel) -> Result<Vec<SampleId>, Error> {
        if self.sample > 0 || self.entries != self.of.asked() {
            return Err(invalid(&format!("entries: {} / {}", self.entries, self.of.asked())));
        }
        let is_counted = |(summary, states): (&Summary, &[u64; 6])| State::ALL.map(|of| summary.count(of)) == *states;
        if !self.of.summary.iter().zip(&self.states).all(is_counted) {
            return Err(invalid("summary"));
        }
        self.asked.resize(panel.len(), false);
        let asked = asked_digest(self.asked.iter().copied());
        let input = &self.of.input;
        let of = |summary: &Summary| sample_digest(&input.name, input.bytes, summary.sample.as_deref());
        Ok(self.of.summary.iter().map(|summary| SampleId { sample: of(summary), asked }).collect())
    }
}

/// Whether a row's entry is this one of the panel.
fn is_of(row: &ReportEntry, panel: &Panel, id: EntryId) -> bool {
    if panel.pos(id) != row.pos {
        return false;
    }
    let entry = panel.entry(id);
    panel.contigs()[usize::from(entry.contig)].name == row.contig
        && entry.alleles() == [row.reference.as_str(), row.alternate.as_str()]
        && entry.region_end == row.region_end
}

/// Carries an error out of a reader.
fn out(error: Error) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

const HEAD_FIRST: &str = "a head comes before all else";

impl Sink for Counting<'_> {
    fn head(&mut self, head: ReportHead) -> io::Result<()> {
        let rows = Rows::new(head, self.panel).map_err(out)?;
        self.merger.counts(&rows.head).map_err(out)?;
        self.rows = Some(rows);
        Ok(())
    }

    fn row(&mut self, row: VerdictRow) -> io::Result<()> {
        let rows = self.rows.as_mut().expect(HEAD_FIRST);
        let counts = self.merger.counts(&rows.head).map_err(out)?;
        rows.row(&row, self.panel, counts).map_err(out)
    }

    fn end(&mut self, _accounting: &KeptAccounting) -> io::Result<()> {
        let rows = self.rows.take().expect(HEAD_FIRST);
        let counts = self.merger.counts(&rows.head).map_err(out)?;
        rows.ids(self.panel).and_then(|ids| counts.take_ids(&ids)).map_err(out)
    }
}
