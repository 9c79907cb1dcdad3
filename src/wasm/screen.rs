//! Screens: bytes in, a report out.

use std::sync::Arc;

use wasm_bindgen::prelude::*;

use super::fields::{Fields, Wrong};
use super::filter::filter;
use super::panel::Panel;
use super::report::Report;
use super::value::{contig_map, options, parse_build, small, thrown};
use crate::input::FileIndex;
use crate::panel::Filter;
use crate::screen::{self, CallableReader, Run, ScreenOptions};

/// A screen of one file.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Screen {
    screen: screen::Screen,
    callable: Option<CallableReader>,
}

#[wasm_bindgen]
impl Screen {
    /// `{inputName, samples?, build?, all?, stated?, contigMap?, filter?, indexRefused?, run?}`.
    ///
    /// # Errors
    ///
    /// Where an option has a value that it cannot have.
    #[wasm_bindgen(constructor)]
    pub fn new(panel: &Panel, value: &JsValue) -> Result<Screen, JsValue> {
        let Given { mut options, build, map, stated } = options(value, read)?;
        options.build = parse_build(build)?;
        options.contig_map = contig_map(map)?;
        for text in &stated {
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
        self.callable.get_or_insert_with(|| self.screen.callable_reader()).push(bytes).map_err(thrown)
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

    /// Whether the header is read.
    #[wasm_bindgen(js_name = hasHeader)]
    #[must_use]
    pub fn has_header(&self) -> bool {
        self.screen.has_header()
    }

    /// The screen of a part, from one byte to another; nothing where the file cannot be cut.
    ///
    /// # Errors
    ///
    /// As the core's screen.
    pub fn part(&self, from: f64, to: f64) -> Result<Option<Screen>, JsValue> {
        let part = self.screen.part(byte(from), byte(to)).map_err(thrown)?;
        Ok(part.map(|screen| Self { screen, callable: None }))
    }

    /// Whether a part needs no more bytes.
    #[wasm_bindgen(js_name = isEnough)]
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.screen.is_enough()
    }

    /// The screen of what an index says of a file of so many bytes: push what [`next_range`](Self::next_range)
    /// says. The header has been read. Nothing where the index saves too little.
    ///
    /// # Errors
    ///
    /// Where the index cannot be relied on.
    #[wasm_bindgen(js_name = alongIndex)]
    pub fn along_index(&self, index: &[u8], size: f64) -> Result<Option<Screen>, JsValue> {
        let found = || {
            let Some(plan) = self.screen.plan(&FileIndex::read(index)?, byte(size))? else { return Ok(None) };
            plan.shares(1).pop().map_or(Ok(None), |all| self.screen.along(&plan, all))
        };
        Ok(found().map_err(thrown)?.map(|screen| Self { screen, callable: None }))
    }

    /// The bytes to push next, as from and to; nothing once all were.
    ///
    /// # Errors
    ///
    /// Where what was pushed is not what the index claims.
    #[wasm_bindgen(js_name = nextRange)]
    pub fn next_range(&mut self) -> Result<Option<Vec<f64>>, JsValue> {
        let range = self.screen.next_range().map_err(thrown)?;
        Ok(range.map(|range| vec![number(range.start), number(range.end)]))
    }

    /// Has a part keep its records as lines, for [`partial_bytes`](Self::partial_bytes).
    #[wasm_bindgen(js_name = keepLines)]
    pub fn keep_lines(&mut self) {
        self.screen.keep_lines();
    }

    /// What was found in a part. The screen is used up.
    ///
    /// # Errors
    ///
    /// As the core's screen.
    pub fn partial(self) -> Result<Partial, JsValue> {
        self.screen.partial().map(Partial).map_err(thrown)
    }

    /// The same as bytes, for another instance. The screen is used up.
    ///
    /// # Errors
    ///
    /// As the core's screen.
    #[wasm_bindgen(js_name = partialBytes)]
    pub fn partial_bytes(self) -> Result<Vec<u8>, JsValue> {
        self.screen.partial_bytes().map_err(thrown)
    }

    /// What another instance found in a part of the same file.
    ///
    /// # Errors
    ///
    /// Where the bytes are not those of a part.
    #[wasm_bindgen(js_name = readPartial)]
    pub fn read_partial(&self, bytes: &[u8]) -> Result<Partial, JsValue> {
        self.screen.read_partial(bytes).map(Partial).map_err(thrown)
    }

    /// The report from all parts in their order, which are used up; nothing where the file is to be
    /// screened as one.
    ///
    /// # Errors
    ///
    /// As [`finish`](Self::finish).
    #[wasm_bindgen(js_name = finishParts)]
    pub fn finish_parts(&self, parts: Vec<Partial>) -> Result<Option<Report>, JsValue> {
        let parts = parts.into_iter().map(|part| part.0).collect();
        Ok(self.screen.answer_of(parts).map_err(thrown)?.map(Report))
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

/// Options as JavaScript gives them.
struct Given {
    options: ScreenOptions,
    build: Option<String>,
    /// The text of a contig map.
    map: Option<String>,
    /// Options as the command names them, without dashes.
    stated: Vec<String>,
}

fn read(fields: &Fields) -> Result<Given, Wrong> {
    let run = fields.fields_if_any("run")?.map(|run| {
        let workers = run.number("workers")?.try_into().map_err(|_| Wrong("workers".to_owned()))?;
        Ok(Run { surface: run.text("surface")?, workers })
    });
    let options = ScreenOptions {
        samples: fields.texts("samples")?,
        all: fields.flag("all")?,
        input_name: fields.text("inputName")?,
        run: run.transpose()?.unwrap_or_default(),
        index_refused: fields.text_if_any("indexRefused")?,
        filter: fields.fields_if_any("filter")?.map_or_else(|| Ok(Filter::default()), |fields| filter(&fields))?,
        ..ScreenOptions::default()
    };
    let (build, map) = (fields.text_if_any("build")?, fields.text_if_any("contigMap")?);
    Ok(Given { options, build, map, stated: fields.texts("stated")? })
}

/// The evidence of a part of a file.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Partial(screen::Partial);

/// A byte of a file, for JavaScript.
#[allow(clippy::cast_precision_loss, reason = "no file has so many bytes")]
fn number(byte: u64) -> f64 {
    byte as f64
}

/// A byte of a file, as JavaScript counts them; infinity is its end.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
fn byte(number: f64) -> u64 {
    number as u64
}
