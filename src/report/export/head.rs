//! What a kept report says beside its rows, as far as exports tell it.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::genome::Build;
use crate::messages::{Language, fill, rows};
use crate::panel::PanelInfo;
use crate::report::{ReportPolicy, Summary};

/// All that stands before the rows.
#[derive(Clone, Debug)]
pub struct Head {
    /// The software that made the report.
    pub tool: KeptTool,
    /// The panel.
    pub panel: PanelInfo,
    /// Which of its entries were asked about; nothing where all were.
    pub filter: Option<KeptFilter>,
    /// The file.
    pub input: KeptInput,
    /// What a proof of absence needed.
    pub policy: ReportPolicy,
    /// What a reader must know beside the numbers.
    pub notices: Vec<KeptNotice>,
    /// Counts, one item a sample.
    pub summary: Vec<Summary>,
}

/// The software that made a report.
#[derive(Clone, Debug, Deserialize)]
pub struct KeptTool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// Which entries were asked about.
#[derive(Clone, Debug, Deserialize)]
pub struct KeptFilter {
    /// As many of them.
    pub entries: u64,
}

/// The file that was screened.
#[derive(Clone, Debug, Deserialize)]
pub struct KeptInput {
    /// Its name, without folders; empty where names are not told.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// `vcf`, `bcf`.
    pub format: String,
    /// The build that was decided.
    pub build: Option<Build>,
    /// All samples of the file, in its order.
    pub samples: Vec<String>,
}

/// A notice and the value that it speaks of.
#[derive(Clone, Debug, Deserialize)]
pub struct KeptNotice {
    /// The code: `notice.<code>` in the message table.
    pub code: String,
    /// The value; may be empty.
    pub detail: String,
}

/// What stands behind the rows: what was read.
#[derive(Clone, Debug, Deserialize)]
pub struct KeptAccounting {
    /// Whether the end of the file was proved.
    pub complete: bool,
    /// Records that were read.
    pub records: u64,
    /// Those that met the panel.
    pub matched: u64,
    /// Lines that were skipped, by reason.
    pub skipped: BTreeMap<String, KeptCount>,
}

/// How many lines.
#[derive(Clone, Debug, Deserialize)]
pub struct KeptCount {
    /// As many.
    pub count: u64,
}

impl Head {
    /// The build that the rows are on.
    #[must_use]
    pub fn build(&self) -> Option<Build> {
        self.panel.build.or(self.input.build)
    }

    /// How many entries were asked about.
    #[must_use]
    pub fn asked(&self) -> u64 {
        self.filter.as_ref().map_or(self.panel.alleles, |filter| filter.entries)
    }

    /// The place of a sample among those of the report, from 1.
    #[must_use]
    pub fn number(&self, sample: &str) -> usize {
        self.input.samples.iter().position(|name| name == sample).map_or(0, |at| at + 1)
    }
}

impl KeptNotice {
    /// The notice for people; its code and value where the message table is older than the report.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let key = format!("notice.{}", self.code);
        if rows().any(|(known, ..)| known == key) {
            fill(language, &key, &[&self.detail])
        } else {
            format!("{}: {}", self.code, self.detail)
        }
    }
}
