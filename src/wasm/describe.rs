//! What panels hold and what changed from one to another, in a module of its own: no screen needs it.

use wasm_bindgen::prelude::*;

use super::fields::Wrong;
use super::filter::filter;
use super::info::panel_info;
use super::value::{options, parse_language, thrown, to_js};
use crate::panel::{GeneList, GeneListOptions, GeneTable, Panel};

/// What a `.gsp` says of itself and of the entries that an `EntryFilter` leaves, as `panel info` prints it: JSON
/// without a language, else for people.
///
/// # Errors
///
/// As the core's panel.
#[wasm_bindgen(js_name = panelFacts)]
#[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen passes no optional text by reference")]
pub fn panel_facts(bytes: &[u8], asked: &JsValue, language: Option<String>) -> Result<String, JsValue> {
    let (panel, asked) = (open(bytes)?, options(asked, filter)?);
    let text = match language {
        None => panel.facts_json(&asked),
        Some(language) => panel.facts_table(&asked, parse_language(&language)?),
    };
    text.map_err(thrown)
}

fn open(bytes: &[u8]) -> Result<Panel, JsValue> {
    Panel::open_with(bytes, panel_info).map_err(thrown)
}

/// A gene list of `{minConfidence}`: symbols, a table of them, or JSON of `PanelApp`; a `GeneList`. The gene table is
/// HGNC's complete set.
///
/// # Errors
///
/// As the core's reader.
#[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen passes no optional slice by reference")]
#[wasm_bindgen(js_name = readGenes)]
pub fn read_genes(bytes: &[u8], table: Option<Vec<u8>>, value: &JsValue) -> Result<JsValue, JsValue> {
    let min_confidence = options(value, |fields| {
        u8::try_from(fields.number("minConfidence")?).map_err(|_| Wrong("minConfidence".to_owned()))
    })?;
    let table = table.map(|table| GeneTable::read(&table)).transpose().map_err(thrown)?;
    let asked = GeneListOptions { min_confidence, ..GeneListOptions::default() };
    Ok(to_js(&GeneList::read(bytes, &asked, table.as_ref()).map_err(thrown)?))
}

/// What changed from one `.gsp` to another, as `panel diff` prints it: `json`, `tsv`, or for people in a language.
///
/// # Errors
///
/// As the core's panel.
#[wasm_bindgen(js_name = panelDifference)]
pub fn panel_difference(from: &[u8], to: &[u8], form: &str) -> Result<String, JsValue> {
    let (from, to) = (open(from)?, open(to)?);
    let difference = from.difference(&to).map_err(thrown)?;
    Ok(match form {
        "json" => difference.to_json(),
        "tsv" => difference.to_tsv(),
        language => difference.to_table(parse_language(language)?),
    })
}
