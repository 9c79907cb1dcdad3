//! Panels: opened, described.

use std::sync::Arc;

use wasm_bindgen::prelude::*;

use super::filter::filter;
use super::info::panel_info;
use super::value::{options, parse_language, thrown, to_js};
use crate::panel;

/// A panel in memory.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Panel(pub(super) Arc<panel::Panel>);

#[wasm_bindgen]
impl Panel {
    /// Opens the head of a `.gsp` of so many bytes, where that is known. The SHA-256 of its head and of its
    /// annotation may be known, one behind the other.
    ///
    /// # Errors
    ///
    /// Where they are no sound `.gsp`.
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen passes no optional slice by reference")]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    pub fn open(head: &[u8], length: Option<f64>, digests: Option<Vec<u8>>) -> Result<Panel, JsValue> {
        let length = length.map(|length| length as u64);
        let panel = panel::Panel::open_head(head, length, digests.as_deref(), panel_info).map_err(thrown)?;
        Ok(Self(Arc::new(panel)))
    }

    /// Loads the annotation, whose SHA-256 may be known: it comes before anything is reported, counted or listed.
    ///
    /// # Errors
    ///
    /// Where the bytes are not those of the panel's annotation.
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen passes no optional slice by reference")]
    #[wasm_bindgen(js_name = loadAnnotation)]
    pub fn load_annotation(&self, bytes: Vec<u8>, digest: Option<Vec<u8>>) -> Result<(), JsValue> {
        self.0.load_annotation(bytes, digest.as_deref()).map_err(thrown)
    }

    /// How many entries an `EntryFilter` leaves: a `FilterCount`.
    ///
    /// # Errors
    ///
    /// Where it has a value that it cannot have.
    pub fn count(&self, value: &JsValue) -> Result<JsValue, JsValue> {
        Ok(to_js(&self.0.count(&options(value, filter)?).map_err(thrown)?))
    }

    /// The `panel` object of the report.
    #[must_use]
    pub fn info(&self) -> JsValue {
        to_js(self.0.info())
    }

    /// The same as one line of JSON, as `panel info --format json` prints it.
    #[wasm_bindgen(js_name = infoJson)]
    #[must_use]
    pub fn info_json(&self) -> String {
        self.0.info().to_json()
    }

    /// The same for people, as `panel info` prints it.
    ///
    /// # Errors
    ///
    /// Where the language is neither `en` nor `ja`.
    #[wasm_bindgen(js_name = infoTable)]
    pub fn info_table(&self, language: &str) -> Result<String, JsValue> {
        Ok(self.0.info().to_table(parse_language(language)?))
    }
}
