//! Reports and what can be asked of them.

use wasm_bindgen::prelude::*;

use super::value::parse_language;

/// A report.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Report(pub(super) crate::report::Report);

#[wasm_bindgen]
impl Report {
    /// One line of JSON, byte for byte as the native command writes it.
    #[must_use]
    pub fn json(&self) -> String {
        self.0.to_json()
    }

    /// Tab-separated values.
    #[must_use]
    pub fn tsv(&self) -> String {
        self.0.to_tsv()
    }

    /// A table for people.
    ///
    /// # Errors
    ///
    /// Where the language is neither `en` nor `ja`.
    pub fn table(&self, language: &str) -> Result<String, JsValue> {
        Ok(self.0.to_table(parse_language(language)?))
    }

    /// 0 answered, 5 incomplete.
    #[wasm_bindgen(js_name = exitCode)]
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        self.0.exit_code()
    }
}
