//! The summary of a batch: a row for each sample, and for each input that gave no report.

use std::fmt::Write;
use std::path::Path;

use genosieve::error::Error;
use genosieve::kernel::State;
use genosieve::messages::{Language, fill};

use super::manifest::Outcome;
use crate::files::replaced;

/// Its name in the folder.
const NAME: &str = "summary.tsv";
/// Inputs that are named on the terminal; the file has all.
const MOST_NAMED: usize = 100;
/// Exit codes, the worst last. One that stopped short of its report is worse than an incomplete file.
const WORST_LAST: [u8; 5] = [0, 5, 1, 3, 4];

/// Writes `summary.tsv`.
pub(crate) fn write(folder: &Path, outcomes: &[Outcome]) -> Result<(), Error> {
    replaced(&folder.join(NAME), |out| {
        out.write_all(head().as_bytes())?;
        outcomes.iter().try_for_each(|outcome| out.write_all(rows(outcome).as_bytes()))
    })
}

fn head() -> String {
    let states = State::ALL.map(State::word).join("\t");
    format!("input\tsample\tcode\tposition\tdetail\tnotices\t{states}\treport\n")
}

/// The rows of an input. A sample that is not named has an empty cell.
fn rows(outcome: &Outcome) -> String {
    let mut out = String::new();
    let Outcome { stamp, code, position, detail, notices, reports, .. } = outcome;
    let mut row = |sample: &str, counts: [String; 6], report: &str| {
        let cells = [&stamp.input, sample, code, position, detail, &notices.join(",")];
        let cells = cells.into_iter().chain(counts.iter().map(String::as_str)).chain([report]);
        let _ = writeln!(out, "{}", cells.map(cell).collect::<Vec<_>>().join("\t"));
    };
    for report in reports {
        row(report.sample.as_deref().unwrap_or_default(), report.counts.map(|count| count.to_string()), &report.file);
    }
    if reports.is_empty() {
        row("", Default::default(), "");
    }
    out
}

/// A tab or the end of a line within a cell would be another one.
fn cell(text: &str) -> String {
    text.replace(['\t', '\r', '\n'], " ")
}

/// What is told in the end: how many inputs came to what, and which ones are not answered as a whole.
pub(crate) fn told(outcomes: &[Outcome], before: usize, language: Language) -> String {
    let count = |code: &str| outcomes.iter().filter(|outcome| outcome.code == code).count();
    let (answered, incomplete) = (count("answered"), count("incomplete"));
    let failed = outcomes.len() - answered - incomplete;
    let values = [outcomes.len(), answered, incomplete, failed, before].map(|count| count.to_string());
    let mut out = fill(language, "batch.counts", &values.each_ref().map(String::as_str)) + "\n";
    let odd: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.code != "answered").collect();
    for Outcome { stamp, code, position, detail, .. } in odd.iter().take(MOST_NAMED) {
        let _ =
            writeln!(out, "{}", [&stamp.input, code, position, detail].map(|text| cell(text)).join("  ").trim_end());
    }
    if odd.len() > MOST_NAMED {
        let _ = writeln!(out, "{}", fill(language, "batch.more", &[&(odd.len() - MOST_NAMED).to_string(), NAME]));
    }
    out
}

/// The exit code of the whole: that of the worst of its inputs.
pub(crate) fn exit_code(outcomes: &[Outcome]) -> u8 {
    let badness = |code: &u8| WORST_LAST.iter().position(|known| known == code);
    outcomes.iter().map(|outcome| outcome.exit).max_by_key(badness).unwrap_or_default()
}
