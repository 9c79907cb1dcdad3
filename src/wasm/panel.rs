//! Panels: opened, described.

use std::sync::Arc;

use wasm_bindgen::prelude::*;

use super::info::panel_info;
use super::value::{parse_language, thrown, to_js};
use crate::panel;

/// A panel in memory.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Panel(pub(super) Arc<panel::Panel>);

#[wasm_bindgen]
impl Panel {
    /// Opens the bytes of a `.gsp`, whose SHA-256 from byte 40 on may be known.
    ///
    /// # Errors
    ///
    /// Where they are no sound `.gsp`.
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen passes no optional slice by reference")]
    pub fn open(bytes: Vec<u8>, digest: Option<Vec<u8>>) -> Result<Panel, JsValue> {
        Ok(Self(Arc::new(panel::Panel::open_with(bytes, digest.as_deref(), panel_info).map_err(thrown)?)))
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

    /// The bytes of a `.gsp`.
    #[wasm_bindgen(js_name = toBytes)]
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes()
    }
}
