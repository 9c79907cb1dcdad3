//! Panels: compiled, in a module of its own. To compile millions of alleles takes memory that an instance
//! never gives back, and code that no screen needs.

use wasm_bindgen::prelude::*;

use super::value::{options, parse_build, thrown};
use crate::json::word_of;
use crate::panel::{self, BuildOptions};

/// Compiles a panel from its source.
#[wasm_bindgen]
#[derive(Debug)]
pub struct PanelBuilder(panel::PanelBuilder);

#[wasm_bindgen]
impl PanelBuilder {
    /// `{name, sourceName, build?, keepInfo?}`.
    ///
    /// # Errors
    ///
    /// Where an option has a value that it cannot have.
    #[wasm_bindgen(constructor)]
    pub fn new(value: &JsValue) -> Result<PanelBuilder, JsValue> {
        let (given, build) = options(value, |fields| {
            let given = BuildOptions {
                name: fields.text("name")?,
                source_name: fields.text("sourceName")?,
                keep_info: fields.texts("keepInfo")?,
                ..BuildOptions::default()
            };
            Ok((given, fields.text_if_any("build")?))
        })?;
        Ok(Self(panel::PanelBuilder::new(BuildOptions { build: parse_build(build)?, ..given })))
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

    /// The bytes of a `.gsp`. The builder is used up.
    ///
    /// # Errors
    ///
    /// As the core's builder.
    pub fn finish(self) -> Result<Vec<u8>, JsValue> {
        self.0.finish_bytes().map(|(bytes, _)| bytes).map_err(thrown)
    }
}

/// What a file is, by its first 64 KiB: `vcf`, `bcf`, `gsp`, `bed`, `table`, `gene_list` or `panel_app`.
///
/// # Errors
///
/// As the core's look.
#[wasm_bindgen(js_name = kindOf)]
pub fn kind_of(bytes: &[u8]) -> Result<String, JsValue> {
    panel::kind_of(bytes).map(|kind| word_of(&kind)).map_err(thrown)
}
