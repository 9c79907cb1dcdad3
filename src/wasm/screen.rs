//! Screens: bytes in, a report out.

use std::sync::Arc;

use serde::Deserialize;
use wasm_bindgen::prelude::*;

use super::panel::Panel;
use super::report::Report;
use super::value::{options, parse_build, small, thrown};
use crate::screen::{self, Run, ScreenOptions};

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
    pub fn new(panel: &Panel, value: &JsValue) -> Result<Screen, JsValue> {
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

    /// `{bytesRead, records, position}`.
    #[must_use]
    pub fn progress(&self) -> JsValue {
        small(&self.0.progress())
    }

    /// The report. The screen is used up.
    ///
    /// # Errors
    ///
    /// As the core's screen.
    pub fn finish(self) -> Result<Report, JsValue> {
        Ok(Report(self.0.answer().map_err(thrown)?))
    }
}
