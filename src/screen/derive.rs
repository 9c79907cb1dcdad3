//! After the merge: every entry and sample gets its verdict.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use bitvec::prelude::{BitSlice, Lsb0};

use crate::allele::{Change, trim};
use crate::input::record::FAMILY;
use crate::kernel::{
    Coverage, Flag, Locus, MatchKind, Plane, Planes, Policy, Reason, SampleContext, Seen, Site, State, Verdict,
    Zygosity, judge, judge_block, judge_region,
};
use crate::order;
use crate::panel::{EntryId, Mask, Panel};

use super::accounting::REPEATED;
use super::assumed::Assumed;
use super::copies_of_x::CopiesOfX;
use super::options::ScreenOptions;
use super::partial::Partial;

/// How many entries have each state and reason, and each match, zygosity and flag.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    states: [i64; State::ALL.len()],
    reasons: [i64; Reason::ALL.len()],
    pub(super) kinds: [i64; MatchKind::ALL.len()],
    pub(super) zygosities: [i64; Zygosity::ALL.len()],
    pub(super) flags: [i64; Flag::ALL.len()],
}

impl Tally {
    /// Counts a verdict so many times more.
    pub(super) fn add(&mut self, verdict: &Verdict, times: i64) {
        self.states[verdict.state as usize] += times;
        if let Some(reason) = verdict.reason {
            self.reasons[reason as usize] += times;
        }
        if let Some(kind) = verdict.kind {
            self.kinds[kind as usize] += times;
        }
        if let Some(zygosity) = verdict.zygosity {
            self.zygosities[zygosity as usize] += times;
        }
        verdict.flags.iter().for_each(|flag| self.flags[*flag as usize] += times);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        let pairs: [(&mut [i64], &[i64]); 5] = [
            (&mut self.states, &other.states),
            (&mut self.reasons, &other.reasons),
            (&mut self.kinds, &other.kinds),
            (&mut self.zygosities, &other.zygosities),
            (&mut self.flags, &other.flags),
        ];
        for (mine, theirs) in pairs {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        }
    }

    /// How many entries have this state.
    pub(crate) fn count(&self, state: State) -> u64 {
        self.states[state as usize].try_into().expect("what is taken away was counted")
    }

    /// How many entries have each reason.
    pub(crate) fn reasons(&self) -> BTreeMap<Reason, u64> {
        let count = |reason: Reason| self.reasons[reason as usize].try_into().expect("what is taken away was counted");
        let counts = Reason::ALL.into_iter().map(|reason| (reason, count(reason))).filter(|(_, count)| *count > 0);
        // To collect would sort, with 5 KB of wasm.
        let mut reasons = BTreeMap::new();
        reasons.extend(counts);
        reasons
    }
}

/// One sample's verdicts: states as planes over the panel, and those that are listed one by one.
#[derive(Debug)]
pub(crate) struct SampleVerdicts {
    /// One plane a state, in the order of [`State`].
    pub planes: [Plane; 6],
    pub tally: Tally,
    /// Listed verdicts in panel order, each with its sites.
    pub listed: Vec<Listed>,
}

/// A verdict that the report lists.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    pub entry: EntryId,
    pub verdict: Verdict,
    /// Indexes of the sites behind it.
    pub sites: Vec<usize>,
}

/// A verdict and the samples that have it, with the same calls.
#[derive(Debug)]
pub(crate) struct Group {
    pub listed: Listed,
    /// Places of the samples in the selection, ascending; one in a file without samples.
    pub samples: Vec<u32>,
}

/// Whether a report lists a verdict unasked.
pub(super) fn is_listed(verdict: &Verdict) -> bool {
    matches!(verdict.state, State::Carried | State::CarriedAssumed | State::Indeterminate)
}

impl SampleVerdicts {
    /// Takes up the entries of a range that nothing speaks of, as far as they are asked about.
    fn take_untouched(
        &mut self,
        entries: Range<EntryId>,
        touched: &BitSlice<u32, Lsb0>,
        mask: Option<&Mask>,
        without_record: Reason,
    ) {
        let range = entries.start as usize..entries.end as usize;
        let plane = &mut self.planes[State::NotAssessed as usize][range.clone()];
        match mask {
            Some(mask) => plane.copy_from_bitslice(&mask.entries[range]),
            None => plane.fill(true),
        }
        touched.iter_ones().for_each(|entry| plane.set(entry, false));
        let number = i64::try_from(plane.count_ones()).expect("entries are numbered in 32 bits");
        self.tally.add(&Verdict::not_assessed(without_record), number);
    }

    fn take(&mut self, listed: Listed, all: bool) {
        let Listed { entry, verdict, .. } = &listed;
        self.planes[verdict.state as usize].set(*entry as usize, true);
        self.tally.add(verdict, 1);
        if all || is_listed(verdict) {
            self.listed.push(listed);
        }
    }
}

/// All evidence of a file beside its panel: whatever is answered is judged from it.
#[derive(Debug)]
pub(crate) struct Joined {
    pub panel: Arc<Panel>,
    /// The entries that are asked about; all where there is none.
    pub mask: Option<Mask>,
    /// Its sites are in panel order.
    pub partial: Partial,
    policy: Policy,
    /// Of each selected sample, where X is looked at.
    copies_of_x: Vec<Option<CopiesOfX>>,
    assumed: Assumed,
    /// Which sites meet or abut which entries, in panel order.
    pairs: Vec<(EntryId, usize)>,
}

/// What the verdicts of a contig have in common.
pub(crate) struct OnContig<'a> {
    sample: SampleContext<'a>,
    /// Nothing where everything is kept as sites.
    planes: Option<&'a Planes>,
    /// What an entry without any record is told.
    without_record: Reason,
}

impl OnContig<'_> {
    /// What an entry without any record is told.
    pub(super) fn without_record(&self) -> Reason {
        self.without_record
    }
}

impl Joined {
    pub(crate) fn new(panel: Arc<Panel>, mut partial: Partial, options: &ScreenOptions) -> Self {
        order_sites(&mut partial);
        partial.coverage.iter_mut().for_each(Coverage::settle);
        let pairs = join(&panel, &partial.sites);
        let name = |column: usize| partial.header.samples[partial.samples[column]].as_str();
        let copies_of_x =
            (0..partial.samples.len()).map(|column| partial.on_x.copies(column, name(column), options)).collect();
        let assumed = Assumed::new(options, partial.end.complete);
        Self { panel, mask: None, partial, policy: options.policy, copies_of_x, assumed, pairs }
    }

    /// The column of each answer among the selected samples; one without a column for a file without
    /// samples.
    pub(crate) fn columns(&self) -> Vec<Option<usize>> {
        match self.partial.samples.len() {
            0 => vec![None],
            n => (0..n).map(Some).collect(),
        }
    }

    /// The sample of a column.
    pub(crate) fn name(&self, column: Option<usize>) -> Option<&str> {
        column.map(|c| self.partial.header.samples[self.partial.samples[c]].as_str())
    }

    /// Copies of X in the sample of a column.
    pub(crate) fn copies_of_x(&self, column: Option<usize>) -> Option<&CopiesOfX> {
        self.copies_of_x[column?].as_ref()
    }

    /// What the place of an entry means for a sample's genotypes.
    pub(super) fn locus(&self, entry: EntryId, column: Option<usize>) -> Locus {
        self.locus_at(entry, self.panel.pos(entry), column)
    }

    /// The same for a position (1-based) on its contig.
    fn locus_at(&self, entry: EntryId, pos: u32, column: Option<usize>) -> Locus {
        let key = self.panel.contigs()[usize::from(self.panel.contig_of(entry))].key.as_str();
        let copies = self.copies_of_x(column).and_then(|x| x.copies);
        self.partial.on_x.locus(key, pos, copies)
    }

    /// The verdicts of one sample.
    ///
    /// Of 3.4 million entries a file speaks of a few ten thousand: all others are answered together.
    pub(crate) fn derive(&self, column: Option<usize>, all: bool) -> SampleVerdicts {
        let panel = &*self.panel;
        let mut out = SampleVerdicts {
            planes: std::array::from_fn(|_| Plane::repeat(false, panel.len())),
            tally: Tally::default(),
            listed: Vec::new(),
        };
        let touched = self.touched_unless(all, column);
        let mut rest = &self.pairs[..];
        for contig in (0_u16..).take(panel.contigs().len()) {
            let here = self.on_contig(column, contig);
            let entries = panel.contig_entries(contig);
            let mut judge = |entry: EntryId, out: &mut SampleVerdicts| {
                out.take(self.judge(entry, pairs_of(&mut rest, entry), &here), all);
            };
            let Some(touched) = &touched else {
                entries.filter(|entry| self.asks(*entry)).for_each(|entry| judge(entry, &mut out));
                continue;
            };
            let touched = &touched[entries.start as usize..entries.end as usize];
            out.take_untouched(entries.clone(), touched, self.mask.as_ref(), here.without_record);
            for offset in touched.iter_ones() {
                judge(entries.start + u32::try_from(offset).expect("entries are numbered in 32 bits"), &mut out);
            }
        }
        out
    }

    /// The same, unless every entry is to be judged one by one.
    pub(super) fn touched_unless(&self, all: bool, column: Option<usize>) -> Option<Plane> {
        (!all && self.assumed.is_nowhere()).then(|| self.touched(column))
    }

    /// Which sites meet or abut which entries, in panel order.
    pub(super) fn pairs(&self) -> &[(EntryId, usize)] {
        &self.pairs
    }

    /// Whether the samples are too many for states of each entry and sample.
    pub(crate) fn is_cohort(&self) -> bool {
        self.partial.samples.len() > FAMILY
    }

    /// What is kept as bits of a sample.
    fn planes(&self, column: Option<usize>) -> Option<&Planes> {
        column.and_then(|c| self.partial.planes.get(c)).filter(|planes| !planes.is_empty())
    }

    /// The entries that may be more than without a record: some row speaks of them, they cannot be compared, or
    /// they are regions.
    pub(super) fn touched(&self, column: Option<usize>) -> Plane {
        let planes = self.planes(column);
        let mut touched = planes.map_or_else(|| Plane::repeat(false, self.panel.len()), Planes::union);
        let spoken_of = self.pairs.iter().map(|(entry, _)| *entry);
        let others = self.panel.incomparable().iter().chain(self.panel.regions()).copied();
        spoken_of.chain(others).for_each(|entry| touched.set(entry as usize, true));
        if let Some(mask) = &self.mask {
            touched &= &mask.entries;
        }
        touched
    }

    /// Whether an entry is asked about.
    pub(super) fn asks(&self, entry: EntryId) -> bool {
        self.mask.as_ref().is_none_or(|mask| mask.entries[entry as usize])
    }

    /// How many entries are.
    pub(crate) fn asked(&self) -> u64 {
        self.mask.as_ref().map_or(self.panel.len() as u64, |mask| mask.count.entries)
    }

    /// What the verdicts of a contig have in common, for one sample.
    pub(crate) fn on_contig(&self, column: Option<usize>, contig: u16) -> OnContig<'_> {
        let key = self.panel.contigs()[usize::from(contig)].key.as_str();
        OnContig {
            sample: SampleContext {
                index: column,
                name: self.name(column).unwrap_or_default(),
                locus: Locus::Autosome,
                policy: self.policy,
            },
            planes: self.planes(column),
            without_record: if self.partial.contigs.differs(contig) {
                Reason::ContigDiffers
            } else if self.partial.contigs.mentions(key) {
                Reason::NoRecord
            } else {
                Reason::ContigAbsent
            },
        }
    }

    /// The verdict of any entry of a contig.
    pub(crate) fn verdict(&self, entry: EntryId, here: &OnContig<'_>) -> Listed {
        let first = self.pairs.partition_point(|(id, _)| *id < entry);
        let mine = self.pairs[first..].iter().take_while(|(id, _)| *id == entry).count();
        self.judge(entry, &self.pairs[first..first + mine], here)
    }

    /// The verdict of any entry in any sample.
    pub(crate) fn verdict_in(&self, column: Option<usize>, entry: EntryId) -> Listed {
        self.verdict(entry, &self.on_contig(column, self.panel.contig_of(entry)))
    }

    /// Judges an entry from its pairs.
    pub(super) fn judge(&self, entry: EntryId, pairs: &[(EntryId, usize)], here: &OnContig<'_>) -> Listed {
        if self.panel.is_region(entry) {
            return self.judge_region(entry, pairs, here);
        }
        let block = here.planes.and_then(|planes| planes.strongest(entry));
        if pairs.is_empty() && block.is_none() && self.panel.is_comparable(entry) {
            let verdict = self.assumed.answer(&self.panel, entry, Verdict::not_assessed(here.without_record));
            return Listed { entry, verdict, sites: Vec::new() };
        }
        if let (true, Some(block), true) = (pairs.is_empty(), block, self.panel.is_comparable(entry)) {
            return Listed { entry, verdict: judge_block(block), sites: Vec::new() };
        }
        self.judge_sites(entry, pairs, here, &|seen, sample| judge(&self.panel.entry(entry), seen, block, sample))
    }

    fn judge_region(&self, entry: EntryId, pairs: &[(EntryId, usize)], here: &OnContig<'_>) -> Listed {
        let region = self.panel.span(entry);
        let coverage = here.sample.index.and_then(|column| self.partial.coverage.get(column));
        let covered = coverage.map(|coverage| coverage.within(self.panel.contig_of(entry), &region));
        let covered = covered.unwrap_or_default();
        if pairs.is_empty() && covered.is_empty() {
            let verdict = self.assumed.answer(&self.panel, entry, Verdict::not_assessed(here.without_record));
            return Listed { entry, verdict, sites: Vec::new() };
        }
        self.judge_sites(entry, pairs, here, &|seen, sample| {
            let locus_of = |site: &Site| self.locus_at(entry, site.record.pos, sample.index);
            judge_region(&region, seen, &covered, sample, &locus_of)
        })
    }

    fn judge_sites(
        &self,
        entry: EntryId,
        pairs: &[(EntryId, usize)],
        here: &OnContig<'_>,
        judge: &dyn Fn(&[Seen<'_>], &SampleContext<'_>) -> Verdict,
    ) -> Listed {
        let sites: Vec<&Site> = pairs.iter().map(|(_, site)| &self.partial.sites[*site]).collect();
        let calls: Vec<_> = sites.iter().map(|site| site.record.call(here.sample.index?)).collect();
        let seen = sites.iter().zip(&calls).map(|(site, call)| Seen { site, call: call.as_deref() });
        let seen: Vec<Seen<'_>> = seen.collect();
        let sample = SampleContext { locus: self.locus(entry, here.sample.index), ..here.sample };
        let verdict = self.assumed.answer(&self.panel, entry, judge(&seen, &sample));
        let sites = verdict.rows.iter().map(|row| pairs[*row].1).collect();
        Listed { entry, verdict, sites }
    }
}

/// The pairs of an entry, off the front of those that are left; entries come in panel order.
pub(super) fn pairs_of<'a>(rest: &mut &'a [(EntryId, usize)], entry: EntryId) -> &'a [(EntryId, usize)] {
    let before = rest.iter().take_while(|(id, _)| *id < entry).count();
    let (mine, later) = rest[before..].split_at(rest[before..].iter().take_while(|(id, _)| *id == entry).count());
    *rest = later;
    mine
}

/// Sorts the sites so that nothing depends on the order of the file, and counts repeated records.
fn order_sites(partial: &mut Partial) {
    order::sort_by_key(&mut partial.sites, |site| (site.contig, site.record.pos, site.record.line));
    let mut duplicates = 0;
    for run in partial.sites.chunk_by(|a, b| a.contig == b.contig && a.record.pos == b.record.pos) {
        let mut spelled: Vec<_> = run.iter().map(|s| (&s.reference, s.record.alternates.as_slice())).collect();
        order::sort(&mut spelled);
        duplicates += spelled.windows(2).filter(|pair| pair[0] == pair[1]).count() as u64;
    }
    partial.accounting.duplicates = duplicates;
    warn_of_repeated(partial);
}

/// Warns of alleles that a record above lists too, in the same spelling once both are trimmed.
fn warn_of_repeated(partial: &mut Partial) {
    let mut alleles = Vec::new();
    for site in &partial.sites {
        for (_, bases) in site.sequences() {
            let Change { start, reference, alternate } = trim(site.start(), &site.reference, bases);
            alleles.push((site.contig, start, reference, alternate, &site.record));
        }
    }
    // Sites are in order, so those of one allele stay in that of POS and line.
    order::sort_by(&mut alleles, |a, b| (a.0, a.1, a.2, a.3).cmp(&(b.0, b.1, b.2, b.3)));
    for pair in alleles.windows(2) {
        let (before, this) = (&pair[0], &pair[1]);
        let same = (before.0, before.1, before.2, before.3) == (this.0, this.1, this.2, this.3);
        if same && before.4.line != this.4.line {
            let place = format!("{}:{}", this.4.contig, this.4.pos);
            partial.accounting.warn_late(REPEATED, this.4.line, place.as_bytes());
        }
    }
}

/// Which sites meet or abut which entries, in panel order.
fn join(panel: &Panel, sites: &[Site]) -> Vec<(EntryId, usize)> {
    let mut pairs = Vec::new();
    let mut entries = Vec::new();
    for (index, site) in sites.iter().enumerate() {
        panel.overlapping(site.contig, site.reach(), &mut entries);
        pairs.extend(entries.drain(..).map(|entry| (entry, index)));
    }
    order::sort(&mut pairs);
    pairs
}
