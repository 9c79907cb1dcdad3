//! Sets of real and adversarial files whose truth somebody else states, entry by entry.
//!
//! They read `../shared/data`, which is no part of the repository, and say that they are skipped
//! where it is absent. `tests/real_data.rs` has the files whose truth is a list of what is carried.

#[path = "../common/mod.rs"]
mod common;

mod adversarial;
mod blocks;
mod pharmacogenomics;
mod presence;
mod spellings;

use std::sync::Arc;

use common::{read, screen, shared};
use genosieve::kernel::{MatchKind, Reason};
use genosieve::panel::Panel;
use genosieve::report::{Report, VerdictRow};
use genosieve::screen::ScreenOptions;

const CLINVAR_2016: &str = "files/panel/clinvar/2016-11-02.clinvar.vcf.gz";

/// A panel of the shared data; nothing where the data are absent.
fn panel(path: &str, reference: Option<&str>) -> Option<Arc<Panel>> {
    let source = read(&shared(path)?);
    let reference = reference.map(|path| read(&shared(path).expect("the source was there")));
    Some(common::compile(&source, reference.as_deref()).unwrap())
}

/// The answer for every entry.
fn run(panel: &Arc<Panel>, input: &[u8]) -> Report {
    screen(panel, input, 1 << 20, ScreenOptions { all: true, ..ScreenOptions::default() }).unwrap()
}

fn file(path: &str) -> Vec<u8> {
    read(&shared(path).expect("the panel was there"))
}

/// State, then kind of match or reason, as words: `carried exact`, `notAssessed no_call`.
fn answer(verdict: &VerdictRow) -> String {
    let more = verdict.kind.map(MatchKind::word).or(verdict.reason.map(Reason::word));
    [Some(verdict.state.word()), more].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Text with its header lines and its records apart.
fn parts(vcf: &str) -> (Vec<&str>, Vec<Vec<&str>>) {
    let (header, records): (Vec<&str>, Vec<&str>) = vcf.lines().partition(|line| line.starts_with('#'));
    (header, records.into_iter().map(|line| line.split('\t').collect()).collect())
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}
