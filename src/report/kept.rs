//! Rows of a report, read back from its JSON (`docs/report.schema.json`).

use std::fmt;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{self, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::model::{ReportCopies, ReportEntry, ReportRecord, VerdictFacts, VerdictRow};
use crate::kernel::{Flag, MatchKind, Reason, State, Zygosity};
use crate::panel::ListedBy;

/// A row as its JSON has it: flat.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Flat {
    sample: Option<Arc<str>>,
    entry: ReportEntry,
    listed_by: Option<ListedBy>,
    state: State,
    reason: Option<Reason>,
    zygosity: Option<Zygosity>,
    copies: Option<ReportCopies>,
    allele_fraction: Option<f32>,
    #[serde(rename = "match")]
    kind: Option<MatchKind>,
    flags: Vec<Flag>,
    records: Vec<ReportRecord>,
}

impl<'de> Deserialize<'de> for VerdictRow {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Flat { sample, entry, listed_by, state, reason, zygosity, copies, allele_fraction, kind, flags, records } =
            Flat::deserialize(deserializer)?;
        let fraction = allele_fraction;
        let facts = VerdictFacts { entry, listed_by, state, reason, zygosity, copies, fraction, kind, flags, records };
        Ok(Self { sample, facts: Arc::new(facts) })
    }
}

impl<'de> Deserialize<'de> for ReportEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntryVisitor)
    }
}

/// Every key that is not the entry's own is one of annotation.
struct EntryVisitor;

impl<'de> Visitor<'de> for EntryVisitor {
    type Value = ReportEntry;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entry of a panel")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ReportEntry, A::Error> {
        let (mut contig, mut pos, mut reference, mut alternate) = (None, None, None, None);
        let (mut effect_is_ref, mut region_end, mut context, mut annotation) = (false, None, None, Vec::new());
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "contig" => contig = Some(map.next_value()?),
                "pos" => pos = Some(map.next_value()?),
                "ref" => reference = Some(map.next_value()?),
                "alt" => alternate = Some(map.next_value()?),
                "effectIsRef" => effect_is_ref = map.next_value()?,
                "regionEnd" => region_end = map.next_value()?,
                "context" => context = map.next_value()?,
                "id" => annotation.extend(map.next_value::<Option<String>>()?.map(|id| (key, id))),
                _ => match map.next_value()? {
                    Cell::Text(text) => annotation.push((key, text)),
                    Cell::Other(_) => {}
                },
            }
        }
        Ok(ReportEntry {
            contig: contig.ok_or_else(|| de::Error::missing_field("contig"))?,
            pos: pos.ok_or_else(|| de::Error::missing_field("pos"))?,
            reference: reference.ok_or_else(|| de::Error::missing_field("ref"))?,
            alternate: alternate.ok_or_else(|| de::Error::missing_field("alt"))?,
            effect_is_ref,
            region_end,
            context,
            annotation,
        })
    }
}

/// A value of annotation; a later version may have others than texts.
#[derive(Deserialize)]
#[serde(untagged)]
enum Cell {
    Text(String),
    Other(IgnoredAny),
}
