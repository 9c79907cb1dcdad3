//! After the merge: every entry and sample gets its verdict.

use crate::kernel::{Plane, Planes, Policy, Reason, SampleContext, Site, State, Verdict, judge};
use crate::order;
use crate::panel::{EntryId, Panel};

use super::partial::Partial;

/// One sample's verdicts: states as planes over the panel, and those that are listed one by one.
#[derive(Debug)]
pub(crate) struct SampleVerdicts {
    /// One plane a state, in the order of [`State`].
    pub planes: [Plane; 6],
    /// How many entries have each reason, in the order of [`Reason`].
    pub reasons: std::collections::BTreeMap<Reason, u64>,
    /// Listed verdicts in panel order, each with its sites.
    pub listed: Vec<Listed>,
}

/// A verdict that the report lists.
#[derive(Debug)]
pub(crate) struct Listed {
    pub entry: EntryId,
    pub verdict: Verdict,
    /// Indexes of the sites behind it.
    pub sites: Vec<usize>,
}

impl SampleVerdicts {
    /// How many entries have this state.
    pub(crate) fn count(&self, state: State) -> u64 {
        self.planes[state as usize].count_ones() as u64
    }
}

/// Sorts the sites so that nothing depends on the order of the file, and counts repeated records.
pub(crate) fn order_sites(partial: &mut Partial) {
    order::sort_by_key(&mut partial.sites, |site| (site.contig, site.record.pos, site.record.line));
    let mut duplicates = 0;
    for run in partial.sites.chunk_by(|a, b| a.contig == b.contig && a.record.pos == b.record.pos) {
        let mut spelled: Vec<_> = run.iter().map(|s| (&s.reference, s.record.alternates.as_slice())).collect();
        order::sort(&mut spelled);
        duplicates += spelled.windows(2).filter(|pair| pair[0] == pair[1]).count() as u64;
    }
    partial.accounting.duplicates = duplicates;
}

/// Which sites meet which entries, in panel order.
pub(crate) fn join(panel: &Panel, sites: &[Site]) -> Vec<(EntryId, usize)> {
    let mut pairs = Vec::new();
    let mut entries = Vec::new();
    for (index, site) in sites.iter().enumerate() {
        panel.overlapping(site.contig, site.start(), site.end(), &mut entries);
        pairs.extend(entries.drain(..).map(|entry| (entry, index)));
    }
    order::sort(&mut pairs);
    pairs
}

/// The verdicts of one sample (`column` among the selected ones; nothing for a file without samples).
pub(crate) fn derive(
    panel: &Panel,
    partial: &Partial,
    pairs: &[(EntryId, usize)],
    column: Option<usize>,
    policy: Policy,
    all: bool,
) -> SampleVerdicts {
    let name = column.map_or("", |c| partial.header.samples[partial.samples[c]].as_str());
    let mut out = SampleVerdicts {
        planes: std::array::from_fn(|_| Plane::repeat(false, panel.len())),
        reasons: std::collections::BTreeMap::new(),
        listed: Vec::new(),
    };
    let mut rest = pairs;
    for contig in 0..panel.contigs().len() {
        let contig = u16::try_from(contig).expect("contigs of a panel are numbered in 16 bits");
        let sample = SampleContext {
            index: column,
            name,
            mitochondrial: panel.contigs()[usize::from(contig)].key == "MT",
            policy,
        };
        let without_record = no_record(panel, partial, contig);
        for entry in panel.contig_entries(contig) {
            let mine = rest.iter().take_while(|(id, _)| *id == entry).count();
            let (here, later) = rest.split_at(mine);
            rest = later;
            let sites: Vec<usize> = here.iter().map(|(_, site)| *site).collect();
            let planes = column.map(|c| &partial.planes[c]);
            let verdict = verdict_of(panel, entry, &sites, partial, planes, &sample, without_record);
            out.take(entry, verdict, &sites, all);
        }
    }
    out
}

/// What an entry without any record is told, by its contig.
fn no_record(panel: &Panel, partial: &Partial, contig: u16) -> Reason {
    if partial.contigs.differs(contig) {
        Reason::ContigDiffers
    } else if partial.contigs.mentions(&panel.contigs()[usize::from(contig)].key) {
        Reason::NoRecord
    } else {
        Reason::ContigAbsent
    }
}

fn verdict_of(
    panel: &Panel,
    id: EntryId,
    sites: &[usize],
    partial: &Partial,
    planes: Option<&Planes>,
    sample: &SampleContext<'_>,
    without_record: Reason,
) -> Verdict {
    let block = planes.and_then(|planes| planes.strongest(id));
    if sites.is_empty() && block.is_none() && panel.is_comparable(id) {
        return Verdict::not_assessed(without_record);
    }
    let sites: Vec<&Site> = sites.iter().map(|&site| &partial.sites[site]).collect();
    judge(&panel.entry(id), &sites, block, sample)
}

impl SampleVerdicts {
    fn take(&mut self, entry: EntryId, verdict: Verdict, sites: &[usize], all: bool) {
        self.planes[verdict.state as usize].set(entry as usize, true);
        if let Some(reason) = verdict.reason {
            *self.reasons.entry(reason).or_default() += 1;
        }
        if all || matches!(verdict.state, State::Carried | State::CarriedAssumed | State::Indeterminate) {
            let sites = verdict.rows.iter().map(|&row| sites[row]).collect();
            self.listed.push(Listed { entry, verdict, sites });
        }
    }
}
