//! A report of several samples as one of each, for whoever keeps a file of each.

use std::vec;

use wasm_bindgen::prelude::*;

use super::report::Report;
use crate::report::OfSample;

/// What the report of a file says of its samples, one after the other.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Split(vec::IntoIter<OfSample>);

#[wasm_bindgen]
impl Split {
    /// Takes apart what a report lists. From then on only [`next`](Self::next) and what is written as text are of use.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(report: &mut Report) -> Split {
        Self(report.0.report_mut().take_samples())
    }

    /// Makes it the report of the next sample alone; false behind the last.
    pub fn next(&mut self, report: &mut Report) -> bool {
        self.0.next().map(|part| report.0.report_mut().put_sample(part)).is_some()
    }
}
