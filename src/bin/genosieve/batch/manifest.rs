//! What a batch has done: a line of JSON for each input, after one of what was asked (`docs/batch.md`).

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use genosieve::error::{Error, ErrorKind};
use serde::{Deserialize, Serialize};

use super::inputs::Input;
use crate::files::{failed, replaced};

/// Its name in the folder.
pub(crate) const NAME: &str = "manifest.jsonl";
/// The name and version of the format.
const SCHEMA: &str = "genosieve.batch/1";

/// What was asked. What was done under another one is done anew.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Asked {
    schema: String,
    tool: String,
    /// SHA-256 of the panel's content.
    panel: String,
    options: serde_json::Value,
}

/// An input as it was when it was read.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Stamp {
    /// The path, as it was given.
    pub input: String,
    /// What its reports are called.
    pub name: String,
    /// Its size in bytes; nothing where it could not be asked for.
    pub bytes: Option<u64>,
    /// When it was changed last: seconds since 1970 with nanoseconds.
    pub modified: Option<String>,
}

/// What an input came to.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Outcome {
    #[serde(flatten)]
    pub stamp: Stamp,
    /// `answered`, `incomplete`, or the code of an error.
    pub code: String,
    /// The exit code of the command for this input alone.
    pub exit: u8,
    /// Where in the input; `-` where nowhere.
    pub position: String,
    /// The value that an error speaks of.
    pub detail: String,
    /// Codes of notices.
    pub notices: Vec<String>,
    /// A report for each sample.
    pub reports: Vec<Written>,
    /// The states of all its samples, where they are asked for.
    pub planes: Option<Planes>,
}

/// A report that was written.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Written {
    /// The sample; nothing for a file without samples.
    pub sample: Option<String>,
    /// Its path in the folder.
    pub file: String,
    /// Its size.
    pub bytes: u64,
    /// How many entries have each state, in the order of the report's summary.
    pub counts: [u64; 6],
}

/// A cohort file that was written.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Planes {
    /// Its path in the folder.
    pub file: String,
    /// Its size.
    pub bytes: u64,
}

/// The manifest of a folder, to which each outcome is added as it comes.
#[derive(Debug)]
pub(crate) struct Manifest {
    path: PathBuf,
    asked: Asked,
    file: File,
}

impl Asked {
    pub(crate) fn new(panel: &str, options: serde_json::Value) -> Self {
        let tool = format!("genosieve {}", env!("CARGO_PKG_VERSION"));
        Self { schema: SCHEMA.into(), tool, panel: panel.into(), options }
    }
}

impl Stamp {
    /// How an input is now.
    pub(crate) fn of(input: &Input) -> Self {
        let facts = fs::metadata(&input.path).ok();
        let modified = facts.as_ref().and_then(|facts| facts.modified().ok()?.duration_since(UNIX_EPOCH).ok());
        Self {
            input: input.path.to_string_lossy().into_owned(),
            name: input.name.clone(),
            bytes: facts.map(|facts| facts.len()),
            modified: modified.map(|since| format!("{}.{:09}", since.as_secs(), since.subsec_nanos())),
        }
    }
}

impl Outcome {
    /// Whether it stands as long as the input does: another try may read what could not be read, or find memory.
    fn stays(&self, folder: &Path) -> bool {
        let may_pass = [ErrorKind::Io, ErrorKind::OutOfMemory, ErrorKind::FileChanged];
        let is_there = |(file, bytes): (&String, u64)| {
            fs::metadata(folder.join(file)).is_ok_and(|facts| facts.is_file() && facts.len() == bytes)
        };
        let reports = self.reports.iter().map(|report| (&report.file, report.bytes));
        let mut files = reports.chain(self.planes.iter().map(|planes| (&planes.file, planes.bytes)));
        may_pass.iter().all(|kind| kind.code() != self.code) && files.all(is_there)
    }
}

impl Manifest {
    /// Opens the manifest of a folder, and gives the outcomes that still stand, an item for each input.
    ///
    /// # Errors
    ///
    /// `option_invalid` where the folder holds anything and no manifest: it is not that of a batch.
    pub(crate) fn open(folder: &Path, asked: Asked, inputs: &[Input]) -> Result<(Self, Vec<Option<Outcome>>), Error> {
        fs::create_dir_all(folder).map_err(failed(folder))?;
        let path = folder.join(NAME);
        let mut known = HashMap::new();
        if path.is_file() {
            known = read(&path, &asked)?;
        } else if fs::read_dir(folder).map_err(failed(folder))?.next().is_some() {
            let what = format!("--out-dir {}: {NAME}", folder.display());
            return Err(Error::new(ErrorKind::OptionInvalid).with_detail(what));
        }
        let stands = |input: &Input| {
            let stamp = Stamp::of(input);
            known.remove(&stamp.input).filter(|outcome| outcome.stamp == stamp && outcome.stays(folder))
        };
        let done: Vec<Option<Outcome>> = inputs.iter().map(stands).collect();
        write(&path, &asked, done.iter().flatten())?;
        let file = OpenOptions::new().append(true).open(&path).map_err(failed(&path))?;
        Ok((Self { path, asked, file }, done))
    }

    /// Adds an outcome, in one write.
    pub(crate) fn add(&mut self, outcome: &Outcome) -> Result<(), Error> {
        self.file.write_all(&line(outcome)).map_err(failed(&self.path))
    }

    /// Writes it in the order of the inputs.
    pub(crate) fn finish(self, outcomes: &[Outcome]) -> Result<(), Error> {
        write(&self.path, &self.asked, outcomes.iter())
    }
}

/// The outcomes of a manifest by input; none where something else was asked. What cannot be read was cut off, and is done
/// again.
fn read(path: &Path, asked: &Asked) -> Result<HashMap<String, Outcome>, Error> {
    let mut lines = BufReader::new(File::open(path).map_err(failed(path))?).split(b'\n');
    let head = lines.next().transpose().map_err(failed(path))?.unwrap_or_default();
    if serde_json::from_slice::<Asked>(&head).ok().as_ref() != Some(asked) {
        return Ok(HashMap::new());
    }
    let mut known = HashMap::new();
    for line in lines {
        if let Ok(outcome) = serde_json::from_slice::<Outcome>(&line.map_err(failed(path))?) {
            known.insert(outcome.stamp.input.clone(), outcome);
        }
    }
    Ok(known)
}

fn write<'a>(path: &Path, asked: &Asked, outcomes: impl Iterator<Item = &'a Outcome>) -> Result<(), Error> {
    let mut outcomes = outcomes;
    replaced(path, |out| {
        out.write_all(&line(asked))?;
        outcomes.try_for_each(|outcome| out.write_all(&line(outcome)))
    })
}

fn line(value: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(value).expect("plain data");
    line.push(b'\n');
    line
}
