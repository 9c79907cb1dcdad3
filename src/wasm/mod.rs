//! The binding: no domain logic. JavaScript pushes bytes and takes text and plain objects.

mod inspect;
mod panel;
mod report;
mod screen;
mod value;

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::messages;
pub use inspect::Inspect;
pub use panel::{Panel, PanelBuilder};
pub use report::{RecordReader, Report, Rescreen, View};
pub use screen::Screen;
use value::parse_language;

/// The version of the package.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Gives the text of `messages.tsv`, which is not built in; once for an instance, before all else.
#[wasm_bindgen(js_name = setMessages)]
pub fn set_messages(table: String) {
    messages::give(table);
}

/// The message table of a language, key to text.
///
/// # Errors
///
/// Where the language is neither `en` nor `ja`.
#[wasm_bindgen]
pub fn messages(language: &str) -> Result<JsValue, JsValue> {
    let language = parse_language(language)?;
    let table = Object::new();
    for (key, ..) in messages::rows() {
        Reflect::set(&table, &key.into(), &messages::text(language, key).into())?;
    }
    Ok(table.into())
}
