//! What a run is asked to do.

use std::sync::Arc;

use serde::Serialize;

use super::callable::Callable;
use super::copies_of_x::StatedCopies;
use crate::error::{Error, ErrorKind};
use crate::genome::{Build, ContigMap};
use crate::kernel::Policy;
use crate::panel::Filter;

/// Options of a screen. Equal options and equal bytes give an equal report.
#[derive(Clone, Debug, Default)]
pub struct ScreenOptions {
    /// The build of both file and panel, as the user states it: overrides all evidence.
    pub build: Option<Build>,
    /// Samples to screen, by name; all where empty.
    pub samples: Vec<String>,
    /// Whether the report lists every verdict, not only carried and indeterminate ones.
    pub all: bool,
    /// What quality a proof of absence needs.
    pub policy: Policy,
    /// Whether the user says that a base without a record is the reference.
    pub absent_is_reference: bool,
    /// Where the user says so; everywhere else it is not assumed, whatever `absent_is_reference` says.
    pub callable: Option<Arc<Callable>>,
    /// What names of the file's contigs mean, as the user says; it counts before the alias table.
    pub contig_map: Arc<ContigMap>,
    /// Copies of X as the user states them, over what the genotypes say; of two words on one sample
    /// the later one counts.
    pub x_copies: Vec<StatedCopies>,
    /// The entries that are asked about; all where it is empty.
    pub filter: Filter,
    /// Name of the input, without folders.
    pub input_name: String,
    /// Why an index that was given is not used: the code of an error.
    pub index_refused: Option<String>,
    /// What differs between runs and surfaces, and nothing else.
    pub run: Run,
}

impl ScreenOptions {
    /// Sets an option as the command names it, without dashes: `min-gq 30`, `x-copies SAMPLE=1`.
    ///
    /// # Errors
    ///
    /// `option_invalid` where there is none of this name, or where it cannot have this value.
    pub fn state(&mut self, text: &str) -> Result<(), Error> {
        let (name, value) = text.split_once(' ').unwrap_or((text, ""));
        let invalid = || Error::new(ErrorKind::OptionInvalid).with_detail(text);
        let number = || value.parse::<u32>().map_err(|_| invalid());
        match name {
            "absent-is-reference" => self.absent_is_reference = true,
            "min-gq" => self.policy.min_gq = u16::try_from(number()?).map_err(|_| invalid())?.into(),
            "min-dp" => self.policy.min_dp = Some(number()?),
            "allow-imputed" => self.policy.allow_imputed = true,
            "x-copies" => self.x_copies.push(value.parse()?),
            _ => return Err(invalid()),
        }
        Ok(())
    }
}

/// Facts of the run that are no part of the answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
