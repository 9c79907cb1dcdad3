//! The binding: no domain logic. JavaScript pushes bytes and takes text and plain objects.
//!
//! Five modules are made of it, one with each feature: `wasm-screen` is downloaded by everyone,
//! `wasm-compile` by those who compile a panel, `wasm-describe` by those who ask what panels hold, `wasm-export` by
//! those who take a report elsewhere, `wasm-family` (which screens, too) by those who compare samples or keep a report
//! of each.

#[cfg(feature = "wasm-family")]
mod by_sample;
#[cfg(feature = "wasm-compile")]
mod compile;
#[cfg(feature = "wasm-describe")]
mod describe;
#[cfg(feature = "wasm-export")]
mod export;
#[cfg(feature = "wasm-family")]
mod family;
#[cfg_attr(not(feature = "wasm-screen"), allow(dead_code, reason = "the other modules have few options"))]
mod fields;
#[cfg(any(feature = "wasm-screen", feature = "wasm-describe"))]
mod filter;
#[cfg(any(feature = "wasm-screen", feature = "wasm-describe"))]
mod info;
#[cfg(feature = "wasm-screen")]
mod inspect;
#[cfg(feature = "wasm-screen")]
mod panel;
#[cfg(feature = "wasm-screen")]
mod report;
#[cfg(feature = "wasm-screen")]
mod screen;
#[cfg(any(feature = "wasm-export", feature = "wasm-family"))]
mod taker;
#[cfg_attr(not(feature = "wasm-compile"), allow(dead_code, reason = "the other modules have few options"))]
mod value;

use dlmalloc::GlobalDlmalloc;
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::messages;
#[cfg(feature = "wasm-compile")]
pub use compile::{PanelBuilder, kind_of};
#[cfg(feature = "wasm-describe")]
pub use describe::{panel_difference, panel_facts, read_genes};
#[cfg(feature = "wasm-export")]
pub use export::{Export, Subset};
#[cfg(feature = "wasm-family")]
pub use family::{Family, FamilyList, Roles};
#[cfg(feature = "wasm-screen")]
pub use inspect::Inspect;
#[cfg(feature = "wasm-screen")]
pub use panel::Panel;
#[cfg(feature = "wasm-screen")]
pub use report::{RecordReader, Report, Rescreen, View};
#[cfg(feature = "wasm-screen")]
pub use screen::Screen;
use value::parse_language;

/// The allocator that the standard library has for wasm, too, but compiled as small as the rest.
#[global_allocator]
static MEMORY: GlobalDlmalloc = GlobalDlmalloc;

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
