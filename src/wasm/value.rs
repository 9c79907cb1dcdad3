//! Values on their way between Rust and JavaScript: plain objects.
//!
//! They leave as JSON, which is written for reports anyway: serde-wasm-bindgen for all of them took 12 KB
//! of wasm, and is kept for progress, which is told while a file is read. They come in as [`Fields`].

#[cfg(feature = "wasm-screen")]
use std::sync::Arc;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::fields::{Fields, Wrong};
use crate::error::{Error, ErrorKind, Position};
#[cfg(feature = "wasm-screen")]
use crate::genome::ContigMap;
use crate::genome::{Build, Evidence};
use crate::json::json_of;
use crate::messages::Language;

/// An error as JavaScript sees it: a plain object.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Thrown {
    code: String,
    message: String,
    remedy: String,
    position: Position,
    detail: String,
    exit_code: u8,
    evidence: Vec<Evidence>,
}

/// A plain object.
pub(super) fn to_js(value: &impl Serialize) -> JsValue {
    let json = json_of(value);
    js_sys::JSON::parse(&json).expect("serde writes JSON")
}

#[allow(clippy::needless_pass_by_value, reason = "the shape that map_err wants")]
pub(super) fn thrown(error: Error) -> JsValue {
    to_js(&Thrown {
        code: error.code(),
        message: error.message(Language::En),
        remedy: error.remedy(Language::En),
        position: error.position(),
        detail: error.detail().to_owned(),
        exit_code: error.kind().exit_code(),
        evidence: error.evidence().to_vec(),
    })
}

/// A plain object of few fields that is made often: without a detour through text.
#[cfg(feature = "wasm-screen")]
pub(super) fn small(value: &impl Serialize) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).expect("the model is plain data")
}

/// Options out of a plain object.
pub(super) fn options<T>(value: &JsValue, read: impl Fn(&Fields) -> Result<T, Wrong>) -> Result<T, JsValue> {
    Fields::of(value, "options").and_then(|fields| read(&fields)).map_err(|Wrong(name)| invalid(&name))
}

pub(super) fn invalid(detail: &str) -> JsValue {
    thrown(Error::new(ErrorKind::OptionInvalid).with_detail(detail))
}

pub(super) fn parse_build(build: Option<String>) -> Result<Option<Build>, JsValue> {
    build.map(|b| b.parse().map_err(|_| invalid(&b))).transpose()
}

/// A contig map from its text; none where there is none.
#[cfg(feature = "wasm-screen")]
pub(super) fn contig_map(text: Option<String>) -> Result<Arc<ContigMap>, JsValue> {
    let map = text.map(|text| ContigMap::read(text.as_bytes())).transpose().map_err(thrown)?;
    Ok(Arc::new(map.unwrap_or_default()))
}

pub(super) fn parse_language(language: &str) -> Result<Language, JsValue> {
    match language {
        "en" => Ok(Language::En),
        "ja" => Ok(Language::Ja),
        other => Err(invalid(other)),
    }
}
