//! A look at the beginning of a file.

use std::sync::Arc;

use wasm_bindgen::prelude::*;

use super::panel::Panel;
use super::value::{contig_map, parse_build, thrown, to_js};
use crate::screen;

/// A look at one file.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Inspect(screen::Inspect);

#[wasm_bindgen]
impl Inspect {
    /// Without a panel.
    ///
    /// # Errors
    ///
    /// Where the build is none that is known, or the contig map cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(build: Option<String>, map: Option<String>) -> Result<Inspect, JsValue> {
        Ok(Self(screen::Inspect::new(None, parse_build(build)?, contig_map(map)?)))
    }

    /// Beside a panel.
    ///
    /// # Errors
    ///
    /// Where the build is none that is known, or the contig map cannot be read.
    pub fn beside(panel: &Panel, build: Option<String>, map: Option<String>) -> Result<Inspect, JsValue> {
        let panel = Some(Arc::clone(&panel.0));
        Ok(Self(screen::Inspect::new(panel, parse_build(build)?, contig_map(map)?)))
    }

    /// Takes the next bytes of the file; true once it is enough.
    ///
    /// # Errors
    ///
    /// As the core's look.
    pub fn push(&mut self, bytes: &[u8]) -> Result<bool, JsValue> {
        self.0.push(bytes).map_err(thrown)
    }

    /// The `Inspection`. The look is used up.
    ///
    /// # Errors
    ///
    /// As the core's look.
    pub fn finish(self) -> Result<JsValue, JsValue> {
        Ok(to_js(&self.0.finish().map_err(thrown)?))
    }
}
