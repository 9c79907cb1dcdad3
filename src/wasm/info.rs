//! The provenance in a `.gsp`, which is JSON: JavaScript has a reader of it.

use std::collections::BTreeMap;

use js_sys::JSON;

use super::fields::{Fields, Wrong};
use crate::genome::Build;
use crate::panel::{ColumnUse, ContextCounts, PanelInfo, PanelSource, RejectedRow};

/// As [`PanelInfo::from_json`].
pub(super) fn panel_info(json: &[u8]) -> Option<PanelInfo> {
    let value = JSON::parse(std::str::from_utf8(json).ok()?).ok()?;
    Fields::of(&value, "info").and_then(|fields| info(&fields)).ok()
}

fn info(fields: &Fields) -> Result<PanelInfo, Wrong> {
    let context = fields.fields("context")?;
    fields.must_have("referenceWarnings")?;
    let mut skipped = BTreeMap::new();
    skipped.extend(fields.fields("skipped")?.numbers()?);
    Ok(PanelInfo {
        name: fields.text("name")?,
        build: fields.text_if_any("build")?.map(build).transpose()?,
        alleles: fields.number("alleles")?,
        sha256: fields.text_if_any("sha256")?.unwrap_or_default(),
        sources: fields.each("sources")?.iter().map(source).collect::<Result<_, _>>()?,
        context: ContextCounts {
            with: context.number("with")?,
            none: context.number("none")?,
            unnecessary: context.number("unnecessary")?,
        },
        effect_is_ref: fields.number("effectIsRef")?,
        regions: fields.number_if_any("regions")?,
        not_representable: fields.number("notRepresentable")?,
        ref_mismatch: fields.number("refMismatch")?,
        skipped,
        rejected: fields.each_if_any("rejected")?.iter().map(rejected).collect::<Result<_, _>>()?,
        mapping: fields.each_if_any("mapping")?.iter().map(mapped).collect::<Result<_, _>>()?,
        reference_warnings: fields.texts("referenceWarnings")?,
    })
}

fn source(fields: &Fields) -> Result<PanelSource, Wrong> {
    Ok(PanelSource {
        name: fields.text("name")?,
        format: fields.text("format")?,
        bytes: fields.number("bytes")?,
        sha256: fields.text("sha256")?,
        date: fields.text_if_any("date")?,
        origin: fields.text_if_any("origin")?,
    })
}

fn rejected(fields: &Fields) -> Result<RejectedRow, Wrong> {
    Ok(RejectedRow { line: fields.number("line")?, reason: fields.text("reason")? })
}

fn mapped(fields: &Fields) -> Result<ColumnUse, Wrong> {
    Ok(ColumnUse { column: fields.text("column")?, role: fields.text("role")? })
}

/// By its own name: synonyms are for people.
fn build(name: String) -> Result<Build, Wrong> {
    Build::ALL.into_iter().find(|build| build.name() == name).ok_or(Wrong(name))
}
