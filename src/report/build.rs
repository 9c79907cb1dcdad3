//! From merged evidence to the report.

use std::sync::Arc;

use crate::genome::{Build, Evidence};
use crate::kernel::{Site, State};
use crate::order;
use crate::panel::{Filter, FilterCount};
use crate::screen::{CopiesOfX, Derived, Group, Joined, Listed, ScreenOptions, Tally};
use crate::short::join;

use super::model::{
    Input, Report, ReportContext, ReportCopies, ReportEntry, ReportFilter, ReportNotice, ReportPolicy, ReportRecord,
    SCHEMA, Summary, Tool, VerdictFacts, VerdictRow,
};
use super::notices::notices;

/// What was decided about the build.
pub(crate) struct BuildOutcome {
    pub build: Option<Build>,
    pub evidence: Vec<Evidence>,
}

/// Makes the report of a run, in which no verdict stands yet, and takes the accounting out of what was gathered.
pub(crate) fn build(joined: &mut Joined, derived: &Derived, outcome: BuildOutcome, options: &ScreenOptions) -> Report {
    let notices: Vec<ReportNotice> = notices(&joined.panel, &joined.partial, options);
    let summary = counts(joined, derived);
    let filter = filter(joined, &options.filter);
    let (panel, partial) = (&*joined.panel, &mut joined.partial);
    Report {
        schema: SCHEMA,
        tool: Tool { name: "genosieve", version: env!("CARGO_PKG_VERSION") },
        run: options.run.clone(),
        panel: panel.info().clone(),
        filter,
        input: Input {
            name: options.input_name.clone(),
            bytes: partial.size(),
            format: partial.framing.format(),
            compression: partial.compression,
            build: outcome.build,
            build_evidence: outcome.evidence,
            samples: partial.header.samples.clone(),
        },
        policy: ReportPolicy {
            min_gq: options.policy.min_gq,
            min_dp: options.policy.min_dp,
            allow_imputed: options.policy.allow_imputed,
            absent_is_reference: options.absent_is_reference,
            callable: options.callable.as_ref().map(|callable| callable.facts().clone()),
            build_override: options.build,
            contig_map: partial.contigs.map_facts(),
            all: options.all,
        },
        notices,
        summary,
        verdicts: Vec::new(),
        accounting: std::mem::take(&mut partial.accounting),
    }
}

/// Counts in a report other entries than before.
pub(crate) fn ask(report: &mut Report, joined: &Joined, derived: &Derived, asked: &Filter) {
    report.summary = counts(joined, derived);
    report.filter = filter(joined, asked);
}

fn counts(joined: &Joined, derived: &Derived) -> Vec<Summary> {
    let summary: Vec<Summary> = derived
        .samples
        .iter()
        .zip(&derived.copies_of_x)
        .map(|((name, tally), x)| summarise(name.clone(), tally, x.clone()))
        .collect();
    for counts in &summary {
        let sum: u64 = State::ALL.iter().map(|state| counts.count(*state)).sum();
        assert_eq!(sum, joined.asked(), "the states of a sample partition the entries that are asked about");
    }
    summary
}

fn filter(joined: &Joined, asked: &Filter) -> Option<ReportFilter> {
    let FilterCount { entries, by_condition, by_gene, unmatched } = joined.mask.as_ref()?.count.clone();
    Some(ReportFilter { entries, by_condition, by_gene, unmatched, asked: asked.clone() })
}

fn summarise(sample: Option<Arc<str>>, tally: &Tally, copies_of_x: Option<CopiesOfX>) -> Summary {
    Summary {
        sample,
        carried: tally.count(State::Carried),
        carried_assumed: tally.count(State::CarriedAssumed),
        not_carried: tally.count(State::NotCarried),
        not_carried_assumed: tally.count(State::NotCarriedAssumed),
        not_assessed: tally.count(State::NotAssessed),
        indeterminate: tally.count(State::Indeterminate),
        reasons: tally.reasons(),
        copies_of_x,
    }
}

/// Rows of verdicts, all those of each entry, in panel order; the samples of one entry follow each other.
pub(crate) fn rows(joined: &Joined, names: &[Option<Arc<str>>], groups: &[Group]) -> Vec<VerdictRow> {
    let mut rows = Vec::with_capacity(groups.iter().map(|group| group.samples.len()).sum());
    for of_entry in groups.chunk_by(|a, b| a.listed.entry == b.listed.entry) {
        let mut mine: Vec<(u32, Arc<VerdictFacts>)> = Vec::new();
        for Group { listed, samples } in of_entry {
            let facts = Arc::new(facts(joined, &joined.partial.sites, listed, samples[0] as usize));
            mine.extend(samples.iter().map(|sample| (*sample, Arc::clone(&facts))));
        }
        order::sort_by_key(&mut mine, |(sample, _)| *sample);
        let row = |(sample, facts): (u32, _)| VerdictRow { sample: names[sample as usize].clone(), facts };
        rows.extend(mine.into_iter().map(row));
    }
    rows
}

/// What the verdict of a sample says.
pub(crate) fn facts(joined: &Joined, sites: &[Site], listed: &Listed, sample: usize) -> VerdictFacts {
    let panel = &*joined.panel;
    let entry = panel.entry(listed.entry);
    let [reference, alternate] = entry.alleles();
    VerdictFacts {
        entry: ReportEntry {
            contig: panel.contigs()[usize::from(entry.contig)].name.clone(),
            pos: entry.pos,
            reference,
            alternate,
            effect_is_ref: entry.effect_is_ref,
            region_end: entry.region_end,
            context: entry.surroundings().map(|(start, bases)| ReportContext { pos: start + 1, bases }),
            annotation: panel.annotation(listed.entry).into_iter().map(|(k, v)| (k.to_owned(), v)).collect(),
        },
        listed_by: joined.mask.as_ref().and_then(|mask| mask.listed_by(listed.entry)),
        state: listed.verdict.state,
        reason: listed.verdict.reason,
        zygosity: listed.verdict.zygosity,
        copies: listed.verdict.copies.map(|(carried, ploidy)| ReportCopies { carried, ploidy }),
        fraction: listed.verdict.fraction,
        kind: listed.verdict.kind,
        flags: listed.verdict.flags.clone(),
        records: listed.sites.iter().map(|&site| record(&sites[site], sample)).collect(),
    }
}

fn record(site: &Site, sample: usize) -> ReportRecord {
    let record = &site.record;
    let call = record.call(sample);
    let alt = if record.alternates.is_empty() { ".".to_owned() } else { join(&record.alternates, ",") };
    ReportRecord {
        line: record.line,
        contig: record.contig.clone(),
        pos: record.pos,
        reference: record.reference.clone(),
        alt,
        reads: call.as_ref().map(|call| call.reads().to_vec()).filter(|reads| !reads.is_empty()),
        gt: call.filter(|call| call.genotype.is_some()).map(|call| call.into_owned().text),
    }
}
