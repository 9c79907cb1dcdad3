//! The report, and the evidence behind it: any entry can be asked for.

use std::borrow::Cow;
use std::io;
use std::sync::Arc;

use super::build_check;
use super::cohort::Cohort;
use super::copies_of_x::CopiesOfX;
use super::derive::{Group, Joined, Listed, SampleVerdicts, Tally};
use super::listing::Listing;
use super::options::ScreenOptions;
use super::partial::Partial;
use crate::error::{Error, ErrorKind};
use crate::json::{json_of, piece_of};
use crate::kernel::{Plane, Seen, Site};
use crate::panel::{EntryId, Filter, Mask, Panel, Significance};
use crate::report::{self, EntryRow, Report, Summary, VerdictFacts, VerdictRow};
use crate::short::join;

/// How the list of verdicts begins. No text holds it: there a quotation mark follows a backslash.
const VERDICTS: &str = "\"verdicts\":[";

/// Verdicts of every selected sample.
#[derive(Debug)]
pub(crate) struct Derived {
    /// Names and counts.
    pub samples: Vec<(Option<Arc<str>>, Tally)>,
    /// Copies of X, of each sample.
    pub copies_of_x: Vec<Option<CopiesOfX>>,
    /// What is listed, in panel order.
    pub groups: Vec<Group>,
}

impl Derived {
    fn tallies(&self) -> Vec<Tally> {
        self.samples.iter().map(|(_, tally)| *tally).collect()
    }
}

/// An answered file: its report, and what is needed to judge any entry again.
///
/// A report lists carried and indeterminate entries. For millions of others there are states as bits,
/// and the few sites and bits of evidence that their verdicts are derived from when asked for.
#[derive(Debug)]
pub struct Answer {
    pub(super) joined: Joined,
    /// One set of planes a sample, one plane a state; none of a cohort, which is asked for one by one.
    states: Vec<[Plane; 6]>,
    /// What the verdicts of each sample have, counted.
    pub(super) tallies: Vec<Tally>,
    /// All but its verdicts, which are made when they are written.
    report: Report,
    listing: Listing,
    /// What the report said of all samples, once it is that of one.
    apart: Option<(Vec<Summary>, Listing)>,
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
        joined.mask = mask(&joined.panel, &options.filter)?;
        let (derived, states) = derive(&mut joined, options.all)?;
        let tallies = derived.tallies();
        let report = report::build(&mut joined, &derived, outcome, &options);
        let listing = Listing::of(derived);
        Ok(Self { joined, states, tallies, report, listing, apart: None, options, found: Vec::new() })
    }

    /// Asks about other entries of the panel: the file is not read again. Views that were made before are of no
    /// use. After an error the report is as it was.
    ///
    /// # Errors
    ///
    /// `option_invalid` where the filter has an unknown word, and where nothing but what was asked about is read
    /// ([`Screen::plan_of_asked`](super::Screen::plan_of_asked)); `filter_empty` where it leaves nothing.
    pub fn set_filter(&mut self, filter: Filter) -> Result<(), Error> {
        if self.joined.partial.is_of_asked() {
            return Err(Error::new(ErrorKind::OptionInvalid).with_detail("filter"));
        }
        let mask = mask(&self.joined.panel, &filter)?;
        let before = std::mem::replace(&mut self.joined.mask, mask);
        match derive(&mut self.joined, self.options.all) {
            Ok((derived, states)) => {
                self.options.filter = filter;
                self.states = states;
                self.tallies = derived.tallies();
                report::ask(&mut self.report, &self.joined, &derived, &self.options.filter);
                self.listing = Listing::of(derived);
                Ok(())
            }
            Err(error) => {
                self.joined.mask = before;
                Err(error)
            }
        }
    }

    /// The report but its verdicts, of which this has none.
    #[must_use]
    pub fn head(&self) -> &Report {
        &self.report
    }

    /// The report.
    #[must_use]
    pub fn report(&self) -> Report {
        Report { verdicts: self.spelled(&self.listing.groups), ..self.report.clone() }
    }

    /// Lets `look` see the same, without a copy of it.
    pub fn with_verdicts<T>(&mut self, look: impl FnOnce(&Report) -> T) -> T {
        self.report.verdicts = self.spelled(&self.listing.groups);
        let seen = look(&self.report);
        self.report.verdicts = Vec::new();
        seen
    }

    /// The report without what stands behind it.
    #[must_use]
    pub fn into_report(self) -> Report {
        let verdicts = self.spelled(&self.listing.groups);
        Report { verdicts, ..self.report }
    }

    /// The report as JSON, with an empty list of verdicts.
    #[must_use]
    pub fn overview(&self) -> String {
        self.report.to_json()
    }

    /// A piece of the report's JSON, counted from 0: all of them, one behind the other, are that of the
    /// whole. Nothing behind the last.
    ///
    /// # Panics
    ///
    /// Never: the model holds nothing that JSON cannot.
    #[must_use]
    pub fn json_piece(&self, number: usize) -> Option<String> {
        let (groups, is_last) = self.listing.piece(number)?;
        let rows = json_of(&self.spelled(groups));
        Some(piece_of(|| self.overview(), VERDICTS, &rows, number == 0, is_last))
    }

    /// The report as [`Report::to_json`] gives it, written piece by piece.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn write_json(&self, mut writer: impl io::Write) -> io::Result<()> {
        (0..).map_while(|number| self.json_piece(number)).try_for_each(|piece| writer.write_all(piece.as_bytes()))
    }

    /// Makes the report that of one sample of the file, whose place in `summary` was this before; false where there is
    /// none. From then on only what is written as text is of use.
    pub fn set_sample(&mut self, number: usize) -> bool {
        let (report, listing) = (&mut self.report, &mut self.listing);
        let (summary, all) =
            self.apart.get_or_insert_with(|| (std::mem::take(&mut report.summary), std::mem::take(listing)));
        let Some(counts) = summary.get(number) else { return false };
        report.summary = vec![counts.clone()];
        *listing = all.of_sample(number);
        true
    }

    #[inline(never)]
    fn spelled(&self, groups: &[Group]) -> Vec<VerdictRow> {
        report::rows(&self.joined, &self.listing.names, groups)
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

    /// The panel.
    pub(crate) fn panel(&self) -> &Panel {
        &self.joined.panel
    }

    /// The verdict of an entry in the sample that `summary` lists at this place, and the sites behind it.
    pub(crate) fn listed(&self, sample: usize, entry: EntryId) -> Listed {
        self.joined.verdict_in(self.joined.columns()[sample], entry)
    }

    /// What a report says of a verdict.
    pub(crate) fn facts(&self, listed: &Listed, sample: usize) -> VerdictFacts {
        report::facts(&self.joined, &self.joined.partial.sites, listed, sample)
    }

    /// Lets `look` see the rows behind a verdict, with the calls of the sample.
    pub(crate) fn seen<T>(&self, listed: &Listed, sample: usize, look: impl FnOnce(&[Seen<'_>]) -> T) -> T {
        let sites: Vec<&Site> = listed.sites.iter().map(|site| &self.joined.partial.sites[*site]).collect();
        let column = self.joined.columns()[sample];
        let calls: Vec<_> = sites.iter().map(|site| site.record.call(column?)).collect();
        let seen: Vec<Seen<'_>> =
            sites.iter().zip(&calls).map(|(site, call)| Seen { site, call: call.as_deref() }).collect();
        look(&seen)
    }

    /// The states of a sample's entries, a plane each.
    pub(crate) fn states(&self, sample: usize) -> Cow<'_, [Plane; 6]> {
        match self.states.get(sample) {
            Some(planes) => Cow::Borrowed(planes),
            None => Cow::Owned(self.joined.derive(self.joined.columns()[sample], false).planes),
        }
    }

    /// The row of a verdict that rests on these sites.
    pub(super) fn row(
        &self,
        significance: &Significance<'_>,
        sites: &[Site],
        listed: &Listed,
        sample: usize,
    ) -> EntryRow {
        let facts = report::facts(&self.joined, sites, listed, sample);
        EntryRow {
            number: listed.entry,
            significance_class: significance.class(listed.entry),
            stars: significance.stars(listed.entry),
            verdict: VerdictRow { sample: self.report.summary[sample].sample.clone(), facts: Arc::new(facts) },
        }
    }
}

/// The entries that a filter leaves; all where it is empty.
///
/// # Errors
///
/// `option_invalid` where the filter has an unknown word, `filter_empty` where it leaves nothing.
pub(super) fn mask(panel: &Panel, filter: &Filter) -> Result<Option<Mask>, Error> {
    if filter.is_empty() {
        return Ok(None);
    }
    let mask = filter.mask(panel)?;
    if mask.count.entries == 0 {
        return Err(Error::new(ErrorKind::FilterEmpty).with_detail(join(&mask.count.unmatched, " ")));
    }
    Ok(Some(mask))
}

/// Derives the verdicts of all samples; the states of each entry where there are few samples.
///
/// # Errors
///
/// `samples_too_many` where more is listed than there is memory for.
fn derive(joined: &mut Joined, all: bool) -> Result<(Derived, Vec<[Plane; 6]>), Error> {
    let columns = joined.columns();
    let (mut states, mut groups, mut tallies) = (Vec::new(), Vec::new(), Vec::new());
    if joined.is_cohort() {
        if all {
            joined.partial.budget.list(0, columns.len() as u64 * joined.asked());
            joined.partial.budget.check()?;
        }
        (tallies, groups) = Cohort::new(joined, all).derive();
        let samples = groups.iter().map(|group| group.samples.len() as u64).sum();
        joined.partial.budget.list(groups.len() as u64, samples);
        joined.partial.budget.check()?;
    } else {
        for (sample, column) in (0_u32..).zip(&columns) {
            let SampleVerdicts { planes, tally, listed } = joined.derive(*column, all);
            groups.extend(listed.into_iter().map(|listed| Group { listed, samples: vec![sample] }));
            states.push(planes);
            tallies.push(tally);
        }
        crate::order::sort_by_key(&mut groups, |group| group.listed.entry);
    }
    let names = columns.iter().map(|column| joined.name(*column).map(Arc::from));
    let samples = names.zip(tallies).collect();
    let copies_of_x = columns.iter().map(|column| joined.copies_of_x(*column).cloned()).collect();
    Ok((Derived { samples, copies_of_x, groups }, states))
}
