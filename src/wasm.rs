//! The binding: no domain logic. JavaScript pushes bytes and takes text.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::error::Error;
use crate::genome::{Build, Evidence};
use crate::messages::{self, Language};
use crate::panel::{self, BuildOptions};
use crate::screen::{self, Run, ScreenOptions};

/// An error as JavaScript sees it: a plain object.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Thrown {
    code: String,
    message: String,
    remedy: String,
    position: crate::error::Position,
    detail: String,
    exit_code: u8,
    evidence: Vec<Evidence>,
}

fn to_js(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).expect("the model is plain data")
}

#[allow(clippy::needless_pass_by_value, reason = "the shape that map_err wants")]
fn thrown(error: Error) -> JsValue {
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

fn options<T: for<'de> Deserialize<'de>>(value: JsValue) -> Result<T, JsValue> {
    serde_wasm_bindgen::from_value(value).map_err(|e| invalid(&e.to_string()))
}

fn invalid(detail: &str) -> JsValue {
    thrown(Error::new(crate::error::ErrorKind::OptionInvalid).with_detail(detail))
}

fn parse_build(build: Option<String>) -> Result<Option<Build>, JsValue> {
    build.map(|b| b.parse().map_err(|_| invalid(&b))).transpose()
}

fn parse_language(language: &str) -> Result<Language, JsValue> {
    match language {
        "en" => Ok(Language::En),
        "ja" => Ok(Language::Ja),
        other => Err(invalid(other)),
    }
}

/// The version of the package.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// The message table of a language, key to text.
///
/// # Errors
///
/// Where the language is neither `en` nor `ja`.
#[wasm_bindgen]
pub fn messages(language: &str) -> Result<JsValue, JsValue> {
    let language = parse_language(language)?;
    let table: std::collections::BTreeMap<_, _> =
        messages::rows().map(|(key, ..)| (key, messages::text(language, key))).collect();
    Ok(to_js(&table))
}

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
    pub fn new(value: JsValue) -> Result<PanelBuilder, JsValue> {
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
pub struct Panel(Arc<panel::Panel>);

#[wasm_bindgen]
impl Panel {
    /// Opens the bytes of a `.gsp`.
    ///
    /// # Errors
    ///
    /// Where they are no sound `.gsp`.
    pub fn open(bytes: &[u8]) -> Result<Panel, JsValue> {
        Ok(Self(Arc::new(panel::Panel::open(bytes).map_err(thrown)?)))
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

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct JsScreenOptions {
    input_name: String,
    #[serde(default)]
    samples: Vec<String>,
    build: Option<String>,
    #[serde(default)]
    all: bool,
    run: Option<Run>,
}

/// A screen of one file.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Screen(screen::Screen);

#[wasm_bindgen]
impl Screen {
    /// `{inputName, samples?, build?, all?, run?}`.
    ///
    /// # Errors
    ///
    /// Where an option has a value that it cannot have.
    #[wasm_bindgen(constructor)]
    pub fn new(panel: &Panel, value: JsValue) -> Result<Screen, JsValue> {
        let js: JsScreenOptions = options(value)?;
        let options = ScreenOptions {
            build: parse_build(js.build)?,
            samples: js.samples,
            all: js.all,
            input_name: js.input_name,
            run: js.run.unwrap_or_default(),
        };
        Ok(Self(screen::Screen::new(Arc::clone(&panel.0), options)))
    }

    /// Takes the next bytes of the file.
    ///
    /// # Errors
    ///
    /// As the core's screen.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        self.0.push(bytes).map_err(thrown)
    }

    /// `{bytesRead, records}`.
    #[must_use]
    pub fn progress(&self) -> JsValue {
        to_js(&self.0.progress())
    }

    /// The report. The screen is used up.
    ///
    /// # Errors
    ///
    /// As the core's screen.
    pub fn finish(self) -> Result<Report, JsValue> {
        Ok(Report(self.0.finish().map_err(thrown)?))
    }
}

/// A report.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Report(crate::report::Report);

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
