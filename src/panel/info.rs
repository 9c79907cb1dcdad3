//! What a panel says of itself.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::rejects::{RejectedRow, SKIP_REASONS};
use crate::genome::Build;
use crate::json::json_of;
use crate::messages::{Language, fill, text};
use crate::short::join;

/// Lines that the table names for a reason.
const LINES_SHOWN: usize = 5;

/// The `panel` object of the report and of `panel info`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PanelInfo {
    /// The panel's name.
    pub name: String,
    /// The build, where the source names one.
    pub build: Option<Build>,
    /// Distinct source entries: contig, POS, REF and ALT, or the bases of a region.
    pub alleles: u64,
    /// SHA-256 of the panel's content, as `docs/panel-format.md` defines it.
    #[serde(default)]
    pub sha256: String,
    /// Where the entries come from.
    pub sources: Vec<PanelSource>,
    /// How much is known of the reference around insertions and deletions.
    pub context: ContextCounts,
    /// Entries whose effect allele is REF.
    pub effect_is_ref: u64,
    /// Entries that are regions, of which any variant inside is meant.
    #[serde(default)]
    pub regions: u64,
    /// Entries that are not spelled in A, C, G, T: they are never matched.
    pub not_representable: u64,
    /// Entries whose REF disagrees with the reference: they are never matched.
    pub ref_mismatch: u64,
    /// Rows of the source that gave no entry of their own, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// The first of these rows, in the order of the source; those that repeat an entry are not listed.
    #[serde(default)]
    pub rejected: Vec<RejectedRow>,
    /// What the columns of a table were read as, in their order; of a VCF none.
    #[serde(default)]
    pub mapping: Vec<ColumnUse>,
    /// What was odd about the reference.
    pub reference_warnings: Vec<String>,
}

/// What a column of a table was read as.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct ColumnUse {
    /// Its name in the header line, empty where there is none.
    pub column: String,
    /// `contig`, `position`, `position_0_based`, `end`, `ref`, `alt`, `variant` (all of these in one cell), `build`,
    /// a key of annotation (`id`, `gene`, `clnsig`, `clnrevstat`, `clndn`), `annotation` under the column's own
    /// name, or `ignored`.
    pub role: String,
}

/// A source of entries or of reference bases.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PanelSource {
    /// Its name, without folders.
    pub name: String,
    /// `vcf`, `bcf`, `tsv`, `csv`, `bed` or `fasta`.
    pub format: String,
    /// Bytes of the file as given.
    pub bytes: u64,
    /// SHA-256 of the file as given.
    pub sha256: String,
    /// The date that it states.
    pub date: Option<String>,
    /// The origin that it states (`##source`).
    pub origin: Option<String>,
}

/// Entries by what is known of the reference around them.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct ContextCounts {
    /// Length changes with their justified interval.
    pub with: u64,
    /// Length changes with no more than their source REF.
    pub none: u64,
    /// Entries that have one spelling only.
    pub unnecessary: u64,
}

impl PanelInfo {
    /// Reads what [`to_json`](Self::to_json) writes; nothing where it is something else. Unknown fields are
    /// passed over.
    #[must_use]
    pub fn from_json(json: &[u8]) -> Option<Self> {
        serde_json::from_slice(json).ok()
    }

    /// One line of JSON, with a line feed at its end.
    ///
    /// # Panics
    ///
    /// Never: the model is plain data.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = json_of(self);
        json.push('\n');
        json
    }

    /// The lines of the first rows that were rejected for a reason, or a dash.
    fn lines_of(&self, reason: &str) -> String {
        let rows = self.rejected.iter().filter(|row| row.reason == reason).take(LINES_SHOWN);
        let lines: Vec<String> = rows.map(|row| row.line.to_string()).collect();
        if lines.is_empty() { "-".to_owned() } else { join(&lines, ", ") }
    }

    /// The same for people.
    #[must_use]
    pub fn to_table(&self, language: Language) -> String {
        let number = |n: u64| n.to_string();
        let build = self.build.map_or_else(|| text(language, "table.build_unnamed").to_owned(), |b| b.to_string());
        let mut rows = vec![
            ("panel.name", self.name.clone()),
            ("panel.build", build),
            ("panel.alleles", number(self.alleles)),
            ("panel.context_with", number(self.context.with)),
            ("panel.context_none", number(self.context.none)),
            ("panel.regions", number(self.regions)),
            ("panel.effect_is_ref", number(self.effect_is_ref)),
            ("panel.not_representable", number(self.not_representable)),
            ("panel.ref_mismatch", number(self.ref_mismatch)),
            ("panel.sha256", self.sha256.clone()),
        ];
        for source in &self.sources {
            let date = source.date.as_deref().unwrap_or("-");
            rows.push(("panel.source", fill(language, "panel.source_value", &[&source.name, date, &source.sha256])));
        }
        for column in self.mapping.iter().filter(|column| column.column != column.role) {
            rows.push(("panel.column", fill(language, "panel.column_value", &[&column.column, &column.role])));
        }
        for (reason, count) in &self.skipped {
            // A panel of a later version may have others.
            let known = SKIP_REASONS.contains(&reason.as_str());
            let why = if known { text(language, &format!("skip.{reason}")) } else { "-" };
            let value = [reason.as_str(), &count.to_string(), &self.lines_of(reason), why];
            rows.push(("panel.skipped", fill(language, "panel.skipped_value", &value)));
        }
        rows.extend(self.reference_warnings.iter().map(|warning| ("panel.warning", warning.clone())));
        let mut out = String::new();
        for (key, value) in rows {
            let _ = writeln!(out, "{}: {value}", text(language, key));
        }
        out
    }
}
