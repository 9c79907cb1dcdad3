//! A report of several samples as one of each, for whoever keeps a file of each.

use wasm_bindgen::prelude::*;

use super::report::Report;

/// How many samples of a file were reported alone.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Split(usize);

#[wasm_bindgen]
impl Split {
    /// Begins before the first sample of a report.
    #[wasm_bindgen(constructor)]
    #[must_use]
    #[allow(clippy::new_without_default, reason = "the other side has no defaults")]
    pub fn new() -> Split {
        Self(0)
    }

    /// Makes it the report of the next sample alone; false behind the last. From then on only this and what is written
    /// as text are of use.
    pub fn next(&mut self, report: &mut Report) -> bool {
        self.0 += 1;
        report.0.set_sample(self.0 - 1)
    }
}
