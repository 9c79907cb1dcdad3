//! Golden cases: a folder each, with a panel, a file, and every verdict that is expected.
//!
//! `expect.tsv` has the panel's id, the sample, and the words of the report; `records.tsv`, where it is
//! there, the positions of the records behind some of them. To add a case, add a folder; nothing else
//! names it.

mod common;

use std::path::Path;

use common::{case_panel, cases, content, read, screen};
use genosieve::kernel::{Flag, MatchKind, Reason, Zygosity};
use genosieve::report::{Report, VerdictRow};
use genosieve::screen::ScreenOptions;

fn line(verdict: &VerdictRow) -> String {
    let flags: Vec<String> = verdict.flags.iter().map(|flag| Flag::word(*flag)).collect();
    [
        verdict.entry.annotation("id").unwrap_or_default().to_owned(),
        verdict.sample.as_deref().unwrap_or_default().to_owned(),
        verdict.state.word(),
        verdict.reason.map(Reason::word).unwrap_or_default(),
        verdict.zygosity.map(Zygosity::word).unwrap_or_default(),
        verdict.kind.map(MatchKind::word).unwrap_or_default(),
        flags.join(","),
    ]
    .join("\t")
        + &verdict.fraction.map(|fraction| format!("\t{fraction}")).unwrap_or_default()
}

fn run(case: &Path, chunk: usize, all: bool) -> Report {
    let (panel, options) = case_panel(case);
    let options = ScreenOptions { all, ..options };
    screen(&panel, &read(&case.join("input.vcf")), chunk, options).unwrap_or_else(|e| panic!("{}: {e}", case.display()))
}

/// Checks the records behind the verdicts that `records.tsv` names.
fn has_records(case: &Path, report: &Report) {
    let path = case.join("records.tsv");
    if !path.exists() {
        return;
    }
    for row in String::from_utf8(read(&path)).unwrap().lines().skip(1) {
        let (id, expected) = row.split_once('\t').unwrap();
        let verdict = report.verdicts.iter().find(|v| v.entry.annotation("id") == Some(id)).unwrap();
        let found: Vec<String> = verdict.records.iter().map(|record| record.pos.to_string()).collect();
        assert_eq!(found.join(","), expected, "{}: {id}", case.display());
    }
}

#[test]
fn every_case_answers_as_expected() {
    for case in cases() {
        let expected = String::from_utf8(read(&case.join("expect.tsv"))).unwrap();
        let expected: Vec<&str> = expected.lines().skip(1).collect();
        let report = run(&case, 1 << 20, true);
        let found: Vec<String> = report.verdicts.iter().map(line).collect();
        assert_eq!(found, expected, "{}", case.display());
        has_records(&case, &report);
        // Without --all the proofs are bits instead of rows, and every count is the same.
        let short = run(&case, 7, false);
        for (with, without) in report.summary.iter().zip(&short.summary) {
            assert_eq!(format!("{with:?}"), format!("{without:?}"), "{}", case.display());
        }
        let listed: Vec<String> = short.verdicts.iter().map(line).collect();
        let kept = |line: &&String| {
            ["\tcarried\t", "\tcarriedAssumed\t"].iter().any(|state| line.contains(state))
                || line.contains("\tindeterminate\t")
        };
        assert_eq!(listed, found.iter().filter(kept).cloned().collect::<Vec<_>>(), "{}", case.display());
    }
}

#[test]
fn the_order_of_records_does_not_matter() {
    for case in cases() {
        let text = String::from_utf8(read(&case.join("input.vcf"))).unwrap();
        let (header, mut records): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with('#'));
        records.reverse();
        let reversed = [header, records].concat().join("\n") + "\n";
        let (panel, options) = case_panel(&case);
        let backwards = screen(&panel, reversed.as_bytes(), 64, options).unwrap();
        let forwards = run(&case, 64, false);
        let summary = |report: &Report| content(report)["summary"].clone();
        assert_eq!(summary(&backwards), summary(&forwards), "{}", case.display());
        let lines = |report: &Report| report.verdicts.iter().map(line).collect::<Vec<_>>();
        assert_eq!(lines(&backwards), lines(&forwards), "{}", case.display());
    }
}
