//! Rows of a source that gave no entry of their own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Position};

/// Rejected rows that are listed; all are counted.
const LISTED: usize = 100;

/// Why a row that names a variant by its rs number alone is no entry.
pub(super) const RS_NUMBER: &str = "rs_number_only";

/// Every reason why a row gives no entry. Each has a text in the message table (`skip.…`).
pub const SKIP_REASONS: [&str; 29] = [
    "alternate_is_reference",
    "bad_end",
    "bad_genotype",
    "bad_position",
    "bad_region",
    "bad_variant",
    "duplicate_entry",
    "empty_field",
    "empty_region",
    "eof_block_in_middle",
    "few_columns",
    "genotype_out_of_range",
    "malformed",
    "more_cells_than_names",
    "needs_reference",
    "no_alternate",
    "no_eof_block",
    "no_position",
    "not_genomic",
    "nul_byte",
    "other_build",
    "position_zero",
    "quote_not_closed",
    "rs_number_only",
    "sample_count",
    "start_end_differ",
    "trailing_garbage",
    "truncated",
    "undeclared_name",
];

/// A row that gave no entry, or not all of its entries.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct RejectedRow {
    /// 1-based, of the decompressed text.
    pub line: u64,
    /// The code, as in the counts.
    pub reason: String,
}

/// What was rejected so far.
#[derive(Debug, Default)]
pub(crate) struct Rejects {
    line: u64,
    pub(crate) counts: BTreeMap<String, u64>,
    pub(crate) first: Vec<RejectedRow>,
}

impl Rejects {
    /// Says which line is read; 0 where what follows is about no line.
    pub(crate) fn at(&mut self, line: u64) {
        self.line = line;
    }

    /// Counts a row.
    pub(crate) fn add(&mut self, reason: &str) {
        debug_assert!(SKIP_REASONS.contains(&reason), "{reason} has no text");
        *self.counts.entry(reason.to_owned()).or_default() += 1;
        if self.line > 0 && self.first.len() < LISTED {
            self.first.push(RejectedRow { line: self.line, reason: reason.to_owned() });
        }
    }

    /// The error of a source without an entry: the first row that was rejected, and why.
    pub(crate) fn why_empty(&self) -> Error {
        let Some(first) = self.first.first() else { return ErrorKind::PanelEmpty.into() };
        let only = self.counts.len() == 1 && first.reason == RS_NUMBER;
        let kind = if only { ErrorKind::PanelRsOnly } else { ErrorKind::PanelEmpty };
        Error::new(kind).at(Position::line(first.line)).with_detail(&first.reason)
    }
}
