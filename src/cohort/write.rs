//! The counts of a cohort as tab-separated values and JSON, each entry or all together.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::counts::{Counts, EntryCounts};
use super::head::Head;
use super::suppress::{Shown, suppressed};
use crate::cells::put_row;
use crate::error::Error;
use crate::json::json_of;
use crate::panel::{EntryId, Panel};

/// The name and version of the JSON.
const SCHEMA: &str = "genosieve.cohort/1";
/// What stands in a table for a count that is not shown.
const SUPPRESSED: &str = "suppressed";

/// The counts of an entry, by the names that they have in every form.
pub const COLUMNS: [&str; 10] = [
    "samples",
    "carried",
    "homozygous",
    "alleleCount",
    "alleleNumber",
    "notCarried",
    "carriedAssumed",
    "notCarriedAssumed",
    "notAssessed",
    "indeterminate",
];
const LOCUS: [&str; 6] = ["contig", "pos", "ref", "alt", "regionEnd", "id"];

/// The counts of a cohort, to be written.
#[derive(Clone, Copy, Debug)]
pub struct CohortTable<'a> {
    head: &'a Head,
    counts: &'a Counts,
    panel: Option<&'a Panel>,
    least: u64,
}

/// Counts by name; those that are not shown are null.
struct Named<'a>(&'a [(&'a str, Option<u64>)]);

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

impl Shown {
    /// In the order of [`COLUMNS`].
    #[must_use]
    pub const fn cells(&self) -> [Option<u64>; 10] {
        let [carried, carried_assumed, not_carried, not_carried_assumed, not_assessed, indeterminate] = self.states;
        [
            self.samples,
            carried,
            self.homozygous,
            self.allele_count,
            self.allele_number,
            not_carried,
            carried_assumed,
            not_carried_assumed,
            not_assessed,
            indeterminate,
        ]
    }
}

impl<'a> CohortTable<'a> {
    /// Counts from 1 to `least` − 1 are not shown. With the panel, entries are named by their alleles; else by number alone.
    ///
    /// # Errors
    ///
    /// `cohort_conflict` where the panel is another one, or where samples are counted twice.
    pub fn new(head: &'a Head, counts: &'a Counts, panel: Option<&'a Panel>, least: u64) -> Result<Self, Error> {
        counts.check()?;
        panel.map_or(Ok(()), |panel| head.check_panel(panel.info()))?;
        Ok(Self { head, counts, panel, least })
    }

    /// What is shown of an entry, by its number in panel order from 0.
    #[must_use]
    pub fn shown(&self, entry: usize) -> Shown {
        suppressed(&self.counts.of(entry), self.least)
    }

    /// Contig, POS (1-based), REF, ALT, last base of a region (1-based), and id of an entry; nothing without a panel.
    #[must_use]
    pub fn locus(&self, entry: usize) -> Option<[String; 6]> {
        let panel = self.panel?;
        let id = EntryId::try_from(entry).expect("entries take 28 bits");
        let entry = panel.entry(id);
        let [reference, alternate] = entry.alleles();
        let named = panel.annotation(id).into_iter().find(|(key, _)| *key == "id");
        Some([
            panel.contigs()[usize::from(entry.contig)].name.clone(),
            entry.pos.to_string(),
            reference,
            alternate,
            entry.region_end.map_or_else(String::new, |end| end.to_string()),
            named.map_or_else(String::new, |(_, id)| id),
        ])
    }

    /// A row for each entry.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn write_tsv(&self, mut out: impl Write) -> io::Result<()> {
        let locus = self.panel.map_or(&[][..], |_| &LOCUS);
        let mut line = String::new();
        put_row(["entry"].iter().chain(locus).chain(&COLUMNS).copied(), &mut line);
        for entry in 0..self.counts.entries() {
            out.write_all(line.as_bytes())?;
            line.clear();
            let locus = self.locus(entry);
            let cells: Vec<String> = [entry.to_string()].into_iter().chain(locus.into_iter().flatten()).collect();
            let counts = self.shown(entry).cells().map(cell);
            put_row(cells.iter().chain(&counts).map(String::as_str), &mut line);
        }
        out.write_all(line.as_bytes())
    }

    /// An object with the entries, one a line.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn write_json(&self, mut out: impl Write) -> io::Result<()> {
        write!(out, "{{{},\"entries\":[", self.facts())?;
        for entry in 0..self.counts.entries() {
            let separator = if entry == 0 { "\n" } else { ",\n" };
            write!(out, "{separator}{}", json_of(&Row(self, entry)))?;
        }
        out.write_all(b"\n]}\n")
    }

    /// All entries together, as a table of two columns: nothing in it names one.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn write_summary_tsv(&self, mut out: impl Write) -> io::Result<()> {
        let mut text = String::new();
        put_row(["count", "value"], &mut text);
        self.summary().into_iter().for_each(|(name, value)| put_row([name, &cell(value)], &mut text));
        out.write_all(text.as_bytes())
    }

    /// The same as an object.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn write_summary_json(&self, mut out: impl Write) -> io::Result<()> {
        writeln!(out, "{{{}}}", self.facts())
    }

    /// What stands before the entries.
    fn facts(&self) -> String {
        let panel = serde_json::json!({ "name": self.head.panel, "sha256": self.head.sha256 });
        let policy = serde_json::json!({
            "minGq": self.head.min_gq, "minDp": self.head.min_dp, "allowImputed": self.head.allow_imputed,
        });
        let (least, summary) = (self.least, json_of(&Named(&self.summary())));
        format!(
            "\"schema\":\"{SCHEMA}\",\"panel\":{panel},\"policy\":{policy},\"minCount\":{least},\"summary\":{summary}"
        )
    }

    /// Samples, entries, entries by how many carry them, and pairs of an entry and a sample by state.
    fn summary(&self) -> Vec<(&'static str, Option<u64>)> {
        let is_small = |count: u64| count > 0 && count < self.least;
        let (mut all, mut carried, mut few) = (EntryCounts::default(), 0, 0);
        for entry in 0..self.counts.entries() {
            let counts = self.counts.of(entry);
            all.add(&counts);
            carried += u64::from(counts.states[0] > 0);
            few += u64::from(is_small(counts.states[0]));
        }
        let samples = self.counts.samples() as u64;
        let mut summary = vec![
            ("samples", Some(samples).filter(|samples| !is_small(*samples))),
            ("entries", Some(self.counts.entries() as u64)),
            ("entriesCarried", Some(carried)),
            ("entriesCarriedByFew", Some(few)),
        ];
        summary.extend(COLUMNS.into_iter().zip(suppressed(&all, self.least).cells()).skip(1));
        summary
    }
}

fn cell(count: Option<u64>) -> String {
    count.map_or_else(|| SUPPRESSED.to_owned(), |count| count.to_string())
}

/// An entry of a table.
struct Row<'a>(&'a CohortTable<'a>, usize);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(table, entry) = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("entry", entry)?;
        for (name, value) in LOCUS.iter().zip(table.locus(*entry).into_iter().flatten()) {
            match (*name, value.parse::<u32>()) {
                ("pos" | "regionEnd", Ok(number)) => map.serialize_entry(name, &number)?,
                ("regionEnd", Err(_)) => {}
                _ => map.serialize_entry(name, &value)?,
            }
        }
        COLUMNS
            .iter()
            .zip(table.shown(*entry).cells())
            .try_for_each(|(name, count)| map.serialize_entry(name, &count))?;
        map.end()
    }
}
