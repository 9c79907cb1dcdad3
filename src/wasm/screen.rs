//! Screens: bytes in, a report out.

use std::sync::Arc;

use serde::Deserialize;
use wasm_bindgen::prelude::*;

use super::panel::Panel;
use super::report::Report;
use super::value::{options, parse_build, small, thrown};
use crate::screen::{self, CallableReader, Run, ScreenOptions};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct JsScreenOptions {
    input_name: String,
    #[serde(default)]
    samples: Vec<String>,
    build: Option<String>,
    #[serde(default)]
    all: bool,
    /// Options as the command names them, without dashes.
    #[serde(default)]
    stated: Vec<String>,
    run: Option<Run>,
}

/// A screen of one file.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Screen {
    screen: screen::Screen,
    callable: Option<CallableReader>,
}

#[wasm_bindgen]
impl Screen {
    /// `{inputName, samples?, build?, all?, stated?, run?}`.
    ///
    /// # Errors
    ///
    /// Where an option has a value that it cannot have.
    #[wasm_bindgen(constructor)]
    pub fn new(panel: &Panel, value: &JsValue) -> Result<Screen, JsValue> {
        let js: JsScreenOptions = options(value)?;
        let mut options = ScreenOptions {
            build: parse_build(js.build)?,
            samples: js.samples,
            all: js.all,
            input_name: js.input_name,
            run: js.run.unwrap_or_default(),
            ..ScreenOptions::default()
        };
        for text in &js.stated {
            options.state(text).map_err(thrown)?;
        }
        Ok(Self { screen: screen::Screen::new(Arc::clone(&panel.0), options), callable: None })
    }

    /// Takes the next bytes of a BED of callable regions.
    ///
    /// # Errors
    ///
    /// As the core's reader.
    #[wasm_bindgen(js_name = pushCallable)]
    pub fn push_callable(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        self.callable.get_or_insert_default().push(bytes).map_err(thrown)
    }

    /// Ends the BED, before the first bytes of the file.
    ///
    /// # Errors
    ///
    /// As the core's reader.
    #[wasm_bindgen(js_name = callableDone)]
    pub fn callable_done(&mut self, name: &str) -> Result<(), JsValue> {
        let regions = self.callable.take().unwrap_or_default().finish(name).map_err(thrown)?;
        self.screen.assume_within(regions);
        Ok(())
    }

    /// Takes the next bytes of the file.
    ///
    /// # Errors
    ///
    /// As the core's screen.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        self.screen.push(bytes).map_err(thrown)
    }

    /// `{bytesRead, records, position}`.
    #[must_use]
    pub fn progress(&self) -> JsValue {
        small(&self.screen.progress())
    }

    /// The report. The screen is used up.
    ///
    /// # Errors
    ///
    /// As the core's screen.
    pub fn finish(self) -> Result<Report, JsValue> {
        Ok(Report(self.screen.answer().map_err(thrown)?))
    }
}
