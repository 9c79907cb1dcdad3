//! What a run is asked to do.

use serde::{Deserialize, Serialize};

use crate::genome::Build;

/// Options of a screen. Equal options and equal bytes give an equal report.
#[derive(Clone, Debug, Default)]
pub struct ScreenOptions {
    /// The build of both file and panel, as the user states it: overrides all evidence.
    pub build: Option<Build>,
    /// Samples to screen, by name; all where empty.
    pub samples: Vec<String>,
    /// Whether the report lists every verdict, not only carried and indeterminate ones.
    pub all: bool,
    /// Name of the input, without folders.
    pub input_name: String,
    /// What differs between runs and surfaces, and nothing else.
    pub run: Run,
}

/// Facts of the run that are no part of the answer.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Run {
    /// Where it ran: `native`, `node`, `browser`.
    pub surface: String,
    /// How many workers took part.
    pub workers: u32,
}

impl Default for Run {
    fn default() -> Self {
        Self { surface: "native".into(), workers: 1 }
    }
}
