//! Counts alone: by panel, sample and state, with reasons (`docs/summary.schema.json`).
//!
//! No coordinate, allele, genotype or id of a variant: so notices go without their values, which may be a place,
//! and what was asked for goes as a number.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::Writer;
use super::head::{Head, KeptAccounting};
use super::ndjson::{Both, ToolFacts, intended_use};
use crate::genome::Build;
use crate::kernel::{Reason, State};
use crate::report::{Summary, VerdictRow};

/// The name and version of the format.
const SCHEMA: &str = "genosieve.summary/1";

/// Writes the counts.
pub(super) struct Counts<'a> {
    out: &'a mut dyn Write,
}

impl<'a> Counts<'a> {
    pub(super) fn new(out: &'a mut dyn Write) -> Self {
        Self { out }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Whole<'a> {
    schema: &'static str,
    intended_use: Both,
    tool: ToolFacts<'a>,
    panel: PanelFacts<'a>,
    asked: u64,
    build: Option<Build>,
    policy: PolicyFacts,
    complete: bool,
    notices: Vec<&'a str>,
    samples: Vec<OfSample<'a>>,
}

#[derive(Serialize)]
struct PanelFacts<'a> {
    name: &'a str,
    build: Option<Build>,
    alleles: u64,
    sha256: &'a str,
    sources: Vec<SourceFacts<'a>>,
}

#[derive(Serialize)]
struct SourceFacts<'a> {
    date: Option<&'a str>,
    sha256: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PolicyFacts {
    min_gq: f32,
    min_dp: Option<u32>,
    allow_imputed: bool,
    absent_is_reference: bool,
    callable_regions: bool,
}

#[derive(Serialize)]
struct OfSample<'a> {
    sample: Option<&'a str>,
    states: BTreeMap<String, u64>,
    reasons: BTreeMap<String, u64>,
}

impl<'a> OfSample<'a> {
    fn of(summary: &'a Summary) -> Self {
        Self {
            sample: summary.sample.as_deref(),
            states: State::ALL.iter().map(|state| (state.word(), summary.count(*state))).collect(),
            reasons: summary.reasons.iter().map(|(reason, n)| (Reason::word(*reason), *n)).collect(),
        }
    }
}

impl Writer for Counts<'_> {
    fn begin(&mut self, _head: &Head) -> io::Result<()> {
        Ok(())
    }

    fn row(&mut self, _head: &Head, _row: &VerdictRow) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, head: &Head, accounting: &KeptAccounting, _rows: u64) -> io::Result<()> {
        let (panel, policy) = (&head.panel, &head.policy);
        let sources = panel.sources.iter();
        let whole = Whole {
            schema: SCHEMA,
            intended_use: intended_use(),
            tool: ToolFacts::of(head),
            panel: PanelFacts {
                name: &panel.name,
                build: panel.build,
                alleles: panel.alleles,
                sha256: &panel.sha256,
                sources: sources.map(|of| SourceFacts { date: of.date.as_deref(), sha256: &of.sha256 }).collect(),
            },
            asked: head.asked(),
            build: head.build(),
            policy: PolicyFacts {
                min_gq: policy.min_gq,
                min_dp: policy.min_dp,
                allow_imputed: policy.allow_imputed,
                absent_is_reference: policy.absent_is_reference,
                callable_regions: policy.callable.is_some(),
            },
            complete: accounting.complete,
            notices: head.notices.iter().map(|notice| notice.code.as_str()).collect(),
            samples: head.summary.iter().map(OfSample::of).collect(),
        };
        serde_json::to_writer(&mut *self.out, &whole)?;
        self.out.write_all(b"\n")?;
        self.out.flush()
    }
}
