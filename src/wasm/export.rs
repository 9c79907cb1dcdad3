//! Kept reports in other forms, in a module of its own: no screen needs it.
//!
//! A report comes in pieces and an export goes in pieces, through functions of JavaScript: those of a cohort are
//! longer than wasm memory.

use std::io::{self, Read};

use js_sys::{Function, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::fields::Wrong;
use super::taker::taking;
use super::value::{options, parse_language, thrown, to_js};
use crate::error::{Error, ErrorKind};
use crate::family::Pedigree;
use crate::report::export::{
    ExportOptions, Form, SampleNames, Scope, Survey, VcfPlan, VcfSubset, export, refusal, survey,
};

/// A report that is to be exported with some options, once it was read through.
///
/// Each function that reads it takes a function: called again and again it gives a `Uint8Array` of the report's JSON,
/// and undefined behind the last.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Export {
    options: ExportOptions,
    survey: Survey,
}

/// What an export would hold.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    rows: u64,
    genotyped_sites: u64,
    many: bool,
}

#[wasm_bindgen]
impl Export {
    /// `{scope, samples, language, bom, crlf, created}`, and the bytes of a pedigree.
    ///
    /// # Errors
    ///
    /// Where an option has a value that it cannot have, where it is no report, and whatever the function throws.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen passes no optional bytes by reference")]
    pub fn new(value: &JsValue, next: &Function, pedigree: Option<Vec<u8>>) -> Result<Export, JsValue> {
        let pedigree = pedigree.map(|bytes| Pedigree::read(&bytes)).transpose().map_err(thrown)?;
        let options = ExportOptions { pedigree, ..export_options(value)? };
        let survey = reading(next, |report| survey(report, &options))?;
        Ok(Self { options, survey })
    }

    /// `{rows, genotypedSites, many}`: whether a form with rows is to be warned of.
    #[must_use]
    pub fn survey(&self) -> JsValue {
        let Survey { rows, genotyped_sites, .. } = self.survey;
        to_js(&Found { rows, genotyped_sites, many: self.survey.is_much(Form::Csv) })
    }

    /// Writes a form: `take` is called with each piece of its bytes.
    ///
    /// # Errors
    ///
    /// Where there is no such form, where it is no report, and whatever a function throws.
    pub fn write(&self, form: &str, next: &Function, take: &Function) -> Result<(), JsValue> {
        let form: Form = form.parse().map_err(thrown)?;
        self.options.check(Some(form)).map_err(thrown)?;
        taking(take, |out| reading(next, |report| export(report, form, &self.options, &self.survey, out)))
    }

    /// Begins to look for the records of the screened file that are behind the rows. Its name and size are compared
    /// with what the report says, where they are known.
    ///
    /// # Errors
    ///
    /// Where it is another file, where it is no report, and whatever the function throws.
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen passes no optional text by reference")]
    pub fn subset(&self, next: &Function, name: Option<String>, bytes: Option<u64>) -> Result<Subset, JsValue> {
        self.options.check(None).map_err(thrown)?;
        let plan = reading(next, |report| VcfPlan::of(report, &self.options))?;
        plan.is_of(name.as_deref(), bytes).map_err(thrown)?;
        Ok(Subset(VcfSubset::new(plan, Vec::new())))
    }
}

/// The records behind a report, out of the bytes of the file that was screened.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Subset(VcfSubset<Vec<u8>>);

#[wasm_bindgen]
impl Subset {
    /// Takes the next bytes of the file, and gives those of the export that they lead to.
    ///
    /// # Errors
    ///
    /// As the core's subset.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
        self.0.push(bytes).map_err(thrown)?;
        Ok(std::mem::take(self.0.out()))
    }

    /// Ends the file, and gives what is left of the export. It is used up.
    ///
    /// # Errors
    ///
    /// As the core's subset.
    pub fn finish(self) -> Result<Vec<u8>, JsValue> {
        self.0.finish().map_err(thrown)
    }
}

fn export_options(value: &JsValue) -> Result<ExportOptions, JsValue> {
    let (given, language) = options(value, |fields| {
        let given = ExportOptions {
            scope: match fields.text("scope")?.as_str() {
                "carried" => Scope::Carried,
                "all" => Scope::All,
                other => return Err(Wrong(other.to_owned())),
            },
            samples: match fields.text("samples")?.as_str() {
                "keep" => SampleNames::Keep,
                "drop" => SampleNames::Drop,
                "number" => SampleNames::Number,
                other => return Err(Wrong(other.to_owned())),
            },
            bom: fields.flag("bom")?,
            crlf: fields.flag("crlf")?,
            created: Some(fields.text("created")?),
            ..ExportOptions::default()
        };
        Ok((given, fields.text("language")?))
    })?;
    Ok(ExportOptions { language: parse_language(&language)?, ..given })
}

/// Reads a report through a function; what that throws is thrown on.
fn reading<T>(next: &Function, read: impl FnOnce(&mut Pieces<'_>) -> io::Result<T>) -> Result<T, JsValue> {
    let mut pieces = Pieces { next, piece: Vec::new(), at: 0, thrown: None };
    let read = read(&mut pieces);
    let otherwise = |error: &io::Error| Error::new(ErrorKind::Io).with_detail(error.to_string());
    read.map_err(|error| pieces.thrown.unwrap_or_else(|| thrown(refusal(&error).unwrap_or_else(|| otherwise(&error)))))
}

/// Reads what a function gives.
struct Pieces<'a> {
    next: &'a Function,
    piece: Vec<u8>,
    /// How much of the piece was read.
    at: usize,
    thrown: Option<JsValue>,
}

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.piece.len() {
            match self.next.call0(&JsValue::NULL) {
                Ok(end) if end.is_undefined() => return Ok(0),
                Ok(piece) => self.piece = piece.unchecked_into::<Uint8Array>().to_vec(),
                Err(thrown) => {
                    self.thrown = Some(thrown);
                    return Err(io::ErrorKind::Other.into());
                }
            }
            self.at = 0;
        }
        let taken = (&self.piece[self.at..]).read(into)?;
        self.at += taken;
        Ok(taken)
    }
}
