//! A JSON object a line, for streams: a head, the rows, an end (`docs/ndjson.schema.json`).

use std::io::{self, Write};

use serde::Serialize;

use super::head::{Head, KeptAccounting};
use super::identify::AlleleNames;
use super::{ExportOptions, Writer};
use crate::genome::Build;
use crate::messages::{Language, text};
use crate::panel::PanelInfo;
use crate::report::{ReportPolicy, Summary, VerdictRow};

/// The name and version of the format.
const SCHEMA: &str = "genosieve.ndjson/1";

/// Writes lines.
pub(super) struct Ndjson<'a> {
    options: &'a ExportOptions,
    out: &'a mut dyn Write,
}

impl<'a> Ndjson<'a> {
    pub(super) fn new(options: &'a ExportOptions, out: &'a mut dyn Write) -> Self {
        Self { options, out }
    }

    fn put(&mut self, line: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut *self.out, line)?;
        self.out.write_all(b"\n")
    }
}

/// A text in both languages.
#[derive(Serialize)]
pub(super) struct Both {
    en: &'static str,
    ja: &'static str,
}

/// What exports are for.
pub(super) fn intended_use() -> Both {
    let key = "intended.full";
    Both { en: text(Language::En, key), ja: text(Language::Ja, key) }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HeadLine<'a> {
    r#type: &'static str,
    schema: &'static str,
    intended_use: Both,
    tool: ToolFacts<'a>,
    panel: &'a PanelInfo,
    /// How many of the panel's entries were asked about.
    asked: u64,
    input: InputFacts<'a>,
    policy: &'a ReportPolicy,
    notices: Vec<NoticeFacts<'a>>,
    summary: &'a [Summary],
    scope: &'static str,
}

#[derive(Serialize)]
pub(super) struct ToolFacts<'a> {
    name: &'a str,
    version: &'a str,
}

impl<'a> ToolFacts<'a> {
    pub(super) fn of(head: &'a Head) -> Self {
        Self { name: &head.tool.name, version: &head.tool.version }
    }
}

#[derive(Serialize)]
struct InputFacts<'a> {
    name: &'a str,
    bytes: u64,
    format: &'a str,
    build: Option<Build>,
}

#[derive(Serialize)]
struct NoticeFacts<'a> {
    code: &'a str,
    detail: &'a str,
    en: String,
    ja: String,
}

#[derive(Serialize)]
struct RowLine<'a> {
    r#type: &'static str,
    #[serde(flatten)]
    row: &'a VerdictRow,
    names: NameFacts,
}

#[derive(Serialize)]
struct NameFacts {
    vrs: Option<String>,
    spdi: Option<String>,
    hgvs: Option<String>,
}

#[derive(Serialize)]
struct EndLine {
    r#type: &'static str,
    rows: u64,
    complete: bool,
}

impl Writer for Ndjson<'_> {
    fn begin(&mut self, head: &Head) -> io::Result<()> {
        let notices = head.notices.iter().map(|notice| NoticeFacts {
            code: &notice.code,
            detail: &notice.detail,
            en: notice.text(Language::En),
            ja: notice.text(Language::Ja),
        });
        let input = &head.input;
        self.put(&HeadLine {
            r#type: "head",
            schema: SCHEMA,
            intended_use: intended_use(),
            tool: ToolFacts::of(head),
            panel: &head.panel,
            asked: head.asked(),
            input: InputFacts { name: &input.name, bytes: input.bytes, format: &input.format, build: input.build },
            policy: &head.policy,
            notices: notices.collect(),
            summary: &head.summary,
            scope: self.options.scope.word(),
        })
    }

    fn row(&mut self, head: &Head, row: &VerdictRow) -> io::Result<()> {
        let AlleleNames { vrs, spdi, hgvs } = AlleleNames::of(head.build(), row);
        self.put(&RowLine { r#type: "row", row, names: NameFacts { vrs, spdi, hgvs } })
    }

    fn end(&mut self, _head: &Head, accounting: &KeptAccounting, rows: u64) -> io::Result<()> {
        self.put(&EndLine { r#type: "end", rows, complete: accounting.complete })?;
        self.out.flush()
    }
}
