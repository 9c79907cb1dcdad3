//! From merged evidence to the report.

use crate::genome::{Build, Evidence};
use crate::kernel::{Site, State};
use crate::order;
use crate::panel::Panel;
use crate::screen::{CopiesOfX, Derived, Listed, Partial, SampleVerdicts, ScreenOptions};

use super::model::{
    Input, Report, ReportCopies, ReportEntry, ReportNotice, ReportPolicy, ReportRecord, SCHEMA, Summary, Tool,
    VerdictRow,
};
use super::notices::notices;

/// What was decided about the build.
pub(crate) struct BuildOutcome {
    pub build: Option<Build>,
    pub evidence: Vec<Evidence>,
}

/// Makes the report of a run, and takes the accounting out of what was gathered.
pub(crate) fn build(
    panel: &Panel,
    partial: &mut Partial,
    derived: &Derived,
    outcome: BuildOutcome,
    options: &ScreenOptions,
) -> Report {
    let summary: Vec<Summary> = derived
        .samples
        .iter()
        .zip(&derived.copies_of_x)
        .map(|((name, verdicts), x)| summarise(name.clone(), verdicts, x.clone()))
        .collect();
    for counts in &summary {
        let sum: u64 = State::ALL.iter().map(|state| counts.count(*state)).sum();
        assert_eq!(sum, panel.len() as u64, "the states of a sample partition the panel");
    }
    let notices: Vec<ReportNotice> = notices(panel, partial, options);
    Report {
        schema: SCHEMA,
        tool: Tool { name: "genosieve", version: env!("CARGO_PKG_VERSION") },
        run: options.run.clone(),
        panel: panel.info().clone(),
        input: Input {
            name: options.input_name.clone(),
            bytes: partial.accounting.bytes_read,
            format: "vcf",
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
            all: options.all,
        },
        notices,
        summary,
        verdicts: rows(panel, partial, derived),
        accounting: std::mem::take(&mut partial.accounting),
    }
}

fn summarise(sample: Option<String>, verdicts: &SampleVerdicts, copies_of_x: Option<CopiesOfX>) -> Summary {
    Summary {
        sample,
        carried: verdicts.count(State::Carried),
        carried_assumed: verdicts.count(State::CarriedAssumed),
        not_carried: verdicts.count(State::NotCarried),
        not_carried_assumed: verdicts.count(State::NotCarriedAssumed),
        not_assessed: verdicts.count(State::NotAssessed),
        indeterminate: verdicts.count(State::Indeterminate),
        reasons: verdicts.reasons.clone(),
        copies_of_x,
    }
}

/// Rows in panel order; the samples of one entry follow each other.
fn rows(panel: &Panel, partial: &Partial, derived: &Derived) -> Vec<VerdictRow> {
    let mut rows: Vec<(&Listed, usize)> = derived
        .samples
        .iter()
        .enumerate()
        .flat_map(|(sample, (_, verdicts))| verdicts.listed.iter().map(move |listed| (listed, sample)))
        .collect();
    order::sort_by_key(&mut rows, |(listed, sample)| (listed.entry, *sample));
    let name = |sample: usize| derived.samples[sample].0.clone();
    rows.into_iter().map(|(listed, sample)| row(panel, &partial.sites, name(sample), listed, sample)).collect()
}

/// The row of one verdict of one sample.
pub(crate) fn row(panel: &Panel, sites: &[Site], name: Option<String>, listed: &Listed, sample: usize) -> VerdictRow {
    let entry = panel.entry(listed.entry);
    let text = |bases: Vec<u8>| String::from_utf8_lossy(&bases).into_owned();
    VerdictRow {
        sample: name,
        entry: ReportEntry {
            contig: panel.contigs()[usize::from(entry.contig)].name.clone(),
            pos: entry.pos,
            reference: text(entry.reference),
            alternate: text(entry.alternate),
            effect_is_ref: entry.effect_is_ref,
            annotation: panel.annotation(listed.entry).into_iter().map(|(k, v)| (k.to_owned(), v)).collect(),
        },
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
    let alt = if record.alternates.is_empty() { ".".to_owned() } else { record.alternates.join(",") };
    ReportRecord {
        line: record.line,
        contig: record.contig.clone(),
        pos: record.pos,
        reference: record.reference.clone(),
        alt,
        reads: record.calls.get(sample).map(|call| call.reads().to_vec()).filter(|reads| !reads.is_empty()),
        gt: record.calls.get(sample).filter(|call| call.genotype.is_some()).map(|call| call.text.clone()),
    }
}
