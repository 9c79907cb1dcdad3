//! Reports and what can be asked of them.

use wasm_bindgen::prelude::*;

use super::value::{options, parse_language, thrown, to_js};
use crate::screen::{self, Answer, Query};

/// A report, with the evidence behind it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Report(pub(super) Answer);

#[wasm_bindgen]
impl Report {
    /// One line of JSON, byte for byte as the native command writes it.
    #[must_use]
    pub fn json(&self) -> String {
        self.0.report().to_json()
    }

    /// Tab-separated values.
    #[must_use]
    pub fn tsv(&self) -> String {
        self.0.report().to_tsv()
    }

    /// A table for people.
    ///
    /// # Errors
    ///
    /// Where the language is neither `en` nor `ja`.
    pub fn table(&self, language: &str) -> Result<String, JsValue> {
        Ok(self.0.report().to_table(parse_language(language)?))
    }

    /// 0 answered, 5 incomplete.
    #[wasm_bindgen(js_name = exitCode)]
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        self.0.report().exit_code()
    }

    /// The entries that fit a `Query`.
    ///
    /// # Errors
    ///
    /// Where the query holds a value that it cannot have.
    pub fn view(&self, query: &JsValue) -> Result<View, JsValue> {
        let query: Query = options(query)?;
        Ok(View(self.0.view(&query).map_err(thrown)?))
    }

    /// Rows of a view of this report, `{number, significanceClass, stars, verdict}` each.
    #[must_use]
    pub fn rows(&self, view: &View, from: usize, to: usize) -> JsValue {
        to_js(&self.0.rows(&view.0, from, to))
    }
}

/// The entries of a report that fit a query.
#[wasm_bindgen]
#[derive(Debug)]
pub struct View(screen::View);

#[wasm_bindgen]
impl View {
    /// `{count, classes}`.
    #[must_use]
    pub fn counts(&self) -> JsValue {
        to_js(&self.0)
    }
}
