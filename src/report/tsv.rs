//! The listed verdicts as a table of tab-separated values.

use std::io;

use super::model::{Report, VerdictRow};
use crate::cells::put_row;
use crate::kernel::{MatchKind, Reason, Zygosity};
use crate::short::join;

const FIXED: [&str; 10] = ["sample", "contig", "pos", "ref", "alt", "id", "state", "reason", "zygosity", "match"];

impl Report {
    /// A header line and one line a verdict, UTF-8, `\n` at the end of each. Missing values are
    /// empty. `records` holds `line:contig:pos:ref:alt:gt` of each record, separated by `;`. `region_end` is
    /// there where any verdict is of a region.
    ///
    /// # Panics
    ///
    /// Never: memory takes all that is written, and it is UTF-8.
    #[must_use]
    pub fn to_tsv(&self) -> String {
        let mut out = Vec::new();
        self.write_tsv(&mut out).expect("memory takes all");
        String::from_utf8(out).expect("cells are texts")
    }

    /// The same, written as it is made: of a cohort it may be longer than there is memory.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn write_tsv(&self, mut writer: impl io::Write) -> io::Result<()> {
        let keys = self.annotation_keys();
        let regions = self.verdicts.iter().any(|verdict| verdict.entry.region_end.is_some());
        let columns: Vec<&str> = columns(regions).into_iter().chain(keys.iter().copied()).collect();
        let mut row = String::new();
        put_row(columns, &mut row);
        writer.write_all(row.as_bytes())?;
        self.verdicts.iter().try_for_each(|verdict| {
            row.clear();
            put_row(cells(verdict, regions, &keys).iter().map(String::as_str), &mut row);
            writer.write_all(row.as_bytes())
        })
    }

    /// Annotation keys of the listed entries but `id`, in the order of their first use.
    fn annotation_keys(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = Vec::new();
        for (key, _) in self.verdicts.iter().flat_map(|v| &v.entry.annotation) {
            if key != "id" && !keys.contains(&key.as_str()) {
                keys.push(key);
            }
        }
        keys
    }
}

/// The names of the columns before those of annotation.
pub(super) fn columns(regions: bool) -> Vec<&'static str> {
    FIXED.into_iter().chain(["flags", "records"]).chain(regions.then_some("region_end")).collect()
}

/// The cells of a verdict: those of [`columns`], and of annotation under these keys.
pub(super) fn cells(verdict: &VerdictRow, regions: bool, keys: &[&str]) -> Vec<String> {
    let entry = &verdict.entry;
    let word = |text: Option<String>| text.unwrap_or_default();
    let flags: Vec<String> = verdict.flags.iter().map(|f| f.word()).collect();
    let records: Vec<String> = verdict
        .records
        .iter()
        .map(|r| {
            let gt = r.gt.as_deref().unwrap_or("");
            format!("{}:{}:{}:{}:{}:{gt}", r.line, r.contig, r.pos, r.reference, r.alt)
        })
        .collect();
    let mut cells = vec![
        verdict.sample.as_deref().unwrap_or_default().to_owned(),
        entry.contig.clone(),
        entry.pos.to_string(),
        entry.reference.clone(),
        entry.alternate.clone(),
        entry.annotation("id").unwrap_or_default().to_owned(),
        verdict.state.word(),
        word(verdict.reason.map(Reason::word)),
        word(verdict.zygosity.map(Zygosity::word)),
        word(verdict.kind.map(MatchKind::word)),
        join(&flags, ","),
        join(&records, ";"),
    ];
    cells.extend(regions.then(|| entry.region_end.map_or_else(String::new, |end| end.to_string())));
    cells.extend(keys.iter().map(|key| entry.annotation(key).unwrap_or_default().to_owned()));
    cells
}
