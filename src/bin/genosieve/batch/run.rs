//! Screens the inputs of a batch, some at a time.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use genosieve::cohort::{CohortWriter, Head, Sample};
use genosieve::error::{Error, ErrorKind, Position};
use genosieve::kernel::State;
use genosieve::messages::Language;
use genosieve::panel::Panel;
use genosieve::screen::{Answer, ScreenOptions};
use indicatif::ProgressBar;

use super::inputs::Input;
use super::manifest::{Manifest, Outcome, Planes, Stamp, Written};
use crate::args::Format;
use crate::files::{failed, file_name, replaced};
use crate::indexed::Index;
use crate::{parts, written};

/// What all inputs have in common.
pub(super) struct Batch<'a> {
    pub panel: Arc<Panel>,
    /// What begins a file of states, where those are asked for.
    pub cohort: Option<Head>,
    pub options: ScreenOptions,
    pub index: Index,
    pub format: Format,
    pub language: Language,
    pub folder: &'a Path,
}

/// Screens every input that has no outcome. A file that cannot be read is an outcome; what cannot be written ends all.
pub(super) fn run(
    batch: &Batch<'_>,
    inputs: &[Input],
    done: Vec<Option<Outcome>>,
    manifest: &mut Manifest,
    (jobs, bar): (usize, &ProgressBar),
) -> Result<Vec<Outcome>, Error> {
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let outcomes = Mutex::new((done, manifest));
    let work = || {
        while !stop.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(input) = inputs.get(at) else { break };
            if outcomes.lock().expect("no thread panics").0[at].is_none() {
                let outcome = batch.outcome(input).inspect_err(|_| stop.store(true, Ordering::Relaxed))?;
                let mut outcomes = outcomes.lock().expect("no thread panics");
                outcomes.1.add(&outcome).inspect_err(|_| stop.store(true, Ordering::Relaxed))?;
                outcomes.0[at] = Some(outcome);
            }
            bar.inc(1);
        }
        Ok::<(), Error>(())
    };
    thread::scope(|scope| {
        let running: Vec<_> = (0..jobs.min(inputs.len())).map(|_| scope.spawn(work)).collect();
        running.into_iter().try_for_each(|thread| thread.join().expect("a thread stops on broken state alone"))
    })?;
    let (outcomes, _) = outcomes.into_inner().expect("no thread panics");
    Ok(outcomes.into_iter().map(|outcome| outcome.expect("each input was taken by a thread")).collect())
}

impl Batch<'_> {
    /// What an input comes to.
    ///
    /// # Errors
    ///
    /// `io` where a report cannot be written.
    fn outcome(&self, input: &Input) -> Result<Outcome, Error> {
        let stamp = Stamp::of(input);
        let mut outcome = Outcome {
            stamp,
            code: "answered".into(),
            exit: 0,
            position: Position::default().to_string(),
            detail: String::new(),
            notices: Vec::new(),
            reports: Vec::new(),
            planes: None,
        };
        match self.screened(input, &outcome.stamp) {
            Ok(answer) => self.write(answer, &mut outcome)?,
            Err(error) => {
                (outcome.code, outcome.exit) = (error.code(), error.kind().exit_code());
                (outcome.position, outcome.detail) = (error.position().to_string(), error.detail().to_owned());
            }
        }
        Ok(outcome)
    }

    fn screened(&self, input: &Input, before: &Stamp) -> Result<Answer, Error> {
        let options = ScreenOptions { input_name: file_name(&input.path), ..self.options.clone() };
        let answer = parts::screen_alone(&input.path, &self.panel, &options, &self.index, self.cohort.is_some())?;
        if Stamp::of(input) == *before { Ok(answer) } else { Err(ErrorKind::FileChanged.into()) }
    }

    /// Writes a report for each sample; those of a file with several are in a folder of its name.
    fn write(&self, mut answer: Answer, outcome: &mut Outcome) -> Result<(), Error> {
        let file = format!("planes/{}.gsc", outcome.stamp.name);
        if let Some(head) = &self.cohort {
            let bytes = self.file(&self.folder.join(&file), |out| states(&answer, head, out))?;
            outcome.planes = Some(Planes { file, bytes });
        }
        let head = answer.head();
        if !head.complete() {
            (outcome.code, outcome.exit) = ("incomplete".into(), head.exit_code());
        }
        outcome.notices = head.notices.iter().map(|notice| notice.code.to_owned()).collect();
        let samples = head.summary.len();
        let several = samples > 1;
        for number in 0..samples {
            // Of a single one it is the report already.
            if several {
                answer.set_sample(number);
            }
            let summary = answer.head().summary[0].clone();
            let sample = summary.sample.as_deref();
            let within = if several { format!("/{}", encoded(sample.unwrap_or_default())) } else { String::new() };
            let file = format!("reports/{}{within}.{}", outcome.stamp.name, extension(self.format));
            let bytes = self
                .file(&self.folder.join(&file), |out| written::write(&mut answer, self.format, self.language, out))?;
            let counts = State::ALL.map(|state| summary.count(state));
            outcome.reports.push(Written { sample: sample.map(str::to_owned), file, bytes, counts });
        }
        Ok(())
    }

    /// Writes a file, and gives its size in bytes.
    fn file(&self, path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<u64, Error> {
        let folder = path.parent().unwrap_or(self.folder);
        fs::create_dir_all(folder).map_err(failed(folder))?;
        replaced(path, write)?;
        Ok(fs::metadata(path).map_err(failed(path))?.len())
    }
}

/// Writes the states of all samples of a file.
fn states(answer: &Answer, head: &Head, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = CohortWriter::new(out, head)?;
    let report = answer.head();
    for (number, summary) in report.summary.iter().enumerate() {
        writer.sample(&Sample {
            input: report.input.name.clone(),
            bytes: report.input.bytes,
            name: summary.sample.as_deref().map(str::to_owned),
            states: answer.entry_states(number).expect("the summary lists the sample"),
        })?;
    }
    writer.finish()
}

const fn extension(format: Format) -> &'static str {
    match format {
        Format::Table => "txt",
        Format::Json => "json",
        Format::Tsv => "tsv",
    }
}

/// The name of a sample as that of a file, different for different ones: what is no letter, digit, dot, hyphen or
/// underscore of ASCII is written as in URLs, and so is a dot in front.
fn encoded(sample: &str) -> String {
    let keep = |at: usize, byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte) || (byte == b'.' && at > 0);
    let one = |(at, byte): (usize, u8)| if keep(at, byte) { char::from(byte).into() } else { format!("%{byte:02X}") };
    sample.bytes().enumerate().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn samples_have_file_names_of_their_own() {
        let names = ["NA1", "NA/1", "NA%2F1", "..", "検体", "a.b"].map(encoded);
        assert_eq!(names, ["NA1", "NA%2F1", "NA%252F1", "%2E.", "%E6%A4%9C%E4%BD%93", "a.b"]);
    }
}
