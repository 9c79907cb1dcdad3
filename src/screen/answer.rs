//! The report, and the evidence behind it: any entry can be asked for.

use std::sync::Arc;

use super::build_check;
use super::copies_of_x::CopiesOfX;
use super::derive::{Joined, Listed, SampleVerdicts};
use super::options::ScreenOptions;
use super::partial::Partial;
use crate::error::{Error, ErrorKind};
use crate::kernel::{Plane, Site, State};
use crate::panel::{EntryId, Panel, Significance};
use crate::report::{self, EntryRow, Report};

/// Verdicts of every selected sample, under its name.
#[derive(Debug)]
pub(crate) struct Derived {
    pub samples: Vec<(Option<String>, SampleVerdicts)>,
    /// Copies of X, of each sample.
    pub copies_of_x: Vec<Option<CopiesOfX>>,
}

/// An answered file: its report, and what is needed to judge any entry again.
///
/// A report lists carried and indeterminate entries. For millions of others there are states as bits,
/// and the few sites and bits of evidence that their verdicts are derived from when asked for.
#[derive(Debug)]
pub struct Answer {
    pub(super) joined: Joined,
    /// One set of planes a sample, one plane a state.
    states: Vec<[Plane; 6]>,
    report: Report,
    pub(super) options: ScreenOptions,
    /// Sites that were found when the file was screened again for an entry.
    pub(super) found: Vec<Site>,
}

impl Answer {
    /// Derives the verdicts from merged evidence and makes the report.
    ///
    /// # Errors
    ///
    /// Where the build is refused.
    pub(crate) fn new(panel: Arc<Panel>, mut partial: Partial, options: ScreenOptions) -> Result<Self, Error> {
        partial.conclude();
        let outcome = build_check::decided(&partial, &panel, &options)?;
        let mut joined = Joined::new(panel, partial, &options);
        let sample = |column| (joined.name(column).map(str::to_owned), joined.derive(column, options.all));
        let columns = joined.columns();
        let copies_of_x = columns.iter().map(|column| joined.copies_of_x(*column).cloned()).collect();
        let derived = Derived { samples: columns.into_iter().map(sample).collect(), copies_of_x };
        let report = report::build(&joined.panel, &mut joined.partial, &derived, outcome, &options);
        let states = derived.samples.into_iter().map(|(_, verdicts)| verdicts.planes).collect();
        Ok(Self { joined, states, report, options, found: Vec::new() })
    }

    /// The report.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The report without what stands behind it.
    #[must_use]
    pub fn into_report(self) -> Report {
        self.report
    }

    /// The column of the sample that `summary` lists at this place.
    ///
    /// # Errors
    ///
    /// `option_invalid` where there is none.
    pub(super) fn column(&self, sample: usize) -> Result<Option<usize>, Error> {
        let column = self.joined.columns().get(sample).copied();
        column.ok_or_else(|| Error::new(ErrorKind::OptionInvalid).with_detail(format!("sample {sample}")))
    }

    /// The state of an entry in a sample.
    pub(super) fn state(&self, sample: usize, id: EntryId) -> State {
        let planes = &self.states[sample];
        let state = State::ALL.into_iter().find(|state| planes[*state as usize][id as usize]);
        state.expect("every entry has a state")
    }

    /// The row of a verdict that rests on these sites.
    pub(super) fn row(
        &self,
        significance: &Significance<'_>,
        sites: &[Site],
        listed: &Listed,
        sample: usize,
    ) -> EntryRow {
        let name = self.report.summary[sample].sample.clone();
        EntryRow {
            number: listed.entry,
            significance_class: significance.class(listed.entry),
            stars: significance.stars(listed.entry),
            verdict: report::row(&self.joined.panel, sites, name, listed, sample),
        }
    }
}
