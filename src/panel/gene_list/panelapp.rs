//! Genes as `PanelApp` gives them: panels or their genes, in one JSON or one a line.

use serde_json::Value;

use super::{GeneItem, GeneList, GeneListOptions, GeneTable};
use crate::error::{Error, ErrorKind, Position};

impl GeneList {
    /// Reads JSON of `PanelApp`: one panel, several in a list or a line each, or a page of `results`.
    ///
    /// The name is that of the panel, of several those of all.
    ///
    /// # Errors
    ///
    /// `gene_list_invalid` where it is no such JSON.
    pub fn from_panel_app(json: &[u8], options: &GeneListOptions, table: Option<&GeneTable>) -> Result<Self, Error> {
        let (mut names, mut items) = (Vec::new(), Vec::new());
        for value in serde_json::Deserializer::from_slice(json).into_iter::<Value>() {
            let value = value.map_err(|error| {
                let line = Position::line(error.line() as u64);
                Error::new(ErrorKind::GeneListInvalid).at(line).with_detail("JSON")
            })?;
            take(&value, &mut names, &mut items);
        }
        if items.is_empty() {
            return Err(Error::new(ErrorKind::GeneListInvalid).with_detail("genes"));
        }
        let mut list = Self::from_items(items, options, table);
        if list.name.is_empty() {
            list.name = names.join(", ");
        }
        Ok(list)
    }
}

/// The genes of a panel, of a list, of a page of results, or one gene.
fn take(value: &Value, names: &mut Vec<String>, items: &mut Vec<GeneItem>) {
    if let Some(list) = value.as_array() {
        for value in list {
            take(value, names, items);
        }
    } else if let Some(genes) = value["genes"].as_array() {
        names.extend(value["name"].as_str().map(str::to_owned));
        for gene in genes {
            items.push(item(gene, items.len()));
        }
    } else if let Some(results) = value["results"].as_array() {
        for value in results {
            take(value, names, items);
        }
    } else if value["gene_data"].is_object() {
        items.push(item(value, items.len()));
    }
}

fn item(gene: &Value, before: usize) -> GeneItem {
    let data = &gene["gene_data"];
    let text = |value: &Value| value.as_str().unwrap_or_default().trim().to_owned();
    let named = [&data["gene_symbol"], &data["hgnc_symbol"], &gene["entity_name"]].map(text);
    let level = &gene["confidence_level"];
    let confidence = level.as_str().and_then(|level| level.parse().ok()).or_else(|| level.as_u64());
    GeneItem {
        line: before as u64 + 1,
        symbol: named.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
        hgnc_id: text(&data["hgnc_id"]),
        entrez_id: String::new(),
        confidence: confidence.map(|level| u8::try_from(level).unwrap_or(u8::MAX)),
        is_other: gene["entity_type"].as_str().is_some_and(|kind| kind != "gene"),
    }
}
