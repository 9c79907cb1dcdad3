//! A report of several samples as one of each, for whoever keeps a file of each.

use wasm_bindgen::prelude::*;

use super::report::Report;

#[wasm_bindgen]
impl Report {
    /// Makes it the report of the sample alone that stood at this place of its summary before; false where none did. From
    /// then on only this and what is written as text are of use.
    #[wasm_bindgen(js_name = setSample)]
    pub fn set_sample(&mut self, number: usize) -> bool {
        self.0.set_sample(number)
    }
}
