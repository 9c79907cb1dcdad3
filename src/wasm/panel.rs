//! Panels: compiled, opened, described.

use std::sync::Arc;

use serde::Deserialize;
use wasm_bindgen::prelude::*;

use super::value::{options, parse_build, parse_language, thrown, to_js};
use crate::panel::{self, BuildOptions};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct JsBuildOptions {
    name: String,
    source_name: String,
    build: Option<String>,
}

/// Compiles a panel from its source.
#[wasm_bindgen]
#[derive(Debug)]
pub struct PanelBuilder(panel::PanelBuilder);

#[wasm_bindgen]
impl PanelBuilder {
    /// `{name, sourceName, build?}`.
    ///
    /// # Errors
    ///
    /// Where an option has a value that it cannot have.
    #[wasm_bindgen(constructor)]
    pub fn new(value: &JsValue) -> Result<PanelBuilder, JsValue> {
        let js: JsBuildOptions = options(value)?;
        let build = parse_build(js.build)?;
        Ok(Self(panel::PanelBuilder::new(BuildOptions { name: js.name, source_name: js.source_name, build })))
    }

    /// Takes the next bytes of the source.
    ///
    /// # Errors
    ///
    /// As the core's builder.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        self.0.push(bytes).map_err(thrown)
    }

    /// Ends the source, before a reference or the finish.
    ///
    /// # Errors
    ///
    /// As the core's builder.
    #[wasm_bindgen(js_name = sourceDone)]
    pub fn source_done(&mut self) -> Result<(), JsValue> {
        self.0.source_done().map_err(thrown)
    }

    /// Takes the next bytes of a FASTA.
    ///
    /// # Errors
    ///
    /// As the core's builder.
    #[wasm_bindgen(js_name = pushReference)]
    pub fn push_reference(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        self.0.push_reference(bytes).map_err(thrown)
    }

    /// Names the FASTA in the provenance, after its first bytes.
    #[wasm_bindgen(js_name = nameReference)]
    pub fn name_reference(&mut self, name: &str) {
        self.0.name_reference(name);
    }

    /// The panel. The builder is used up.
    ///
    /// # Errors
    ///
    /// As the core's builder.
    pub fn finish(self) -> Result<Panel, JsValue> {
        Ok(Panel(Arc::new(self.0.finish().map_err(thrown)?)))
    }
}

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
        Ok(Self(Arc::new(panel::Panel::open_with(bytes, digest.as_deref()).map_err(thrown)?)))
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
