//! `genosieve family` from outside: whole reports of small families, as JSON, TSV and tables.
//!
//! After a wanted change: `UPDATE=1 cargo test --test family_cases`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/families");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(root).unwrap().map(|case| case.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() >= 3);
    cases
}

fn run(case: &Path, more: &[&str]) -> Output {
    let arguments = std::fs::read_to_string(case.join("arguments.txt")).unwrap();
    let arguments = arguments.split_whitespace().chain(more.iter().copied());
    Command::new(env!("CARGO_BIN_EXE_genosieve")).current_dir(case).arg("family").args(arguments).output().unwrap()
}

/// The version of the software differs from release to release.
fn without_version(text: &str) -> String {
    text.replace(&format!("\"version\":\"{}\"", env!("CARGO_PKG_VERSION")), "\"version\":\"0\"")
}

fn golden(path: &Path, text: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, text).unwrap();
    }
    let expected = std::fs::read_to_string(path).unwrap();
    assert_eq!(text, expected, "{}", path.display());
}

#[test]
fn whole_reports_are_as_recorded() {
    for case in cases() {
        for (file, more) in [
            ("expected.json", &["--format", "json"][..]),
            ("expected.tsv", &["--format", "tsv"]),
            ("expected.en.txt", &[]),
            ("expected.ja.txt", &["--lang", "ja"]),
        ] {
            let out = run(&case, more);
            assert_eq!(out.status.code(), Some(0), "{} {}", case.display(), String::from_utf8_lossy(&out.stderr));
            golden(&case.join(file), &without_version(&String::from_utf8(out.stdout).unwrap()));
        }
    }
}

#[test]
fn what_makes_no_family_is_refused_by_its_code() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/families/trio");
    let run = |arguments: &[&str]| {
        let command = &mut Command::new(env!("CARGO_BIN_EXE_genosieve"));
        command.current_dir(&case).arg("family").args(arguments).output().unwrap()
    };
    for (arguments, exit, code) in [
        (&["family.vcf", "--panel", "panel.vcf", "--role", "kid=proband"][..], 1, "roles_invalid"),
        (&["family.vcf", "--panel", "panel.vcf", "--role", "kid=proband", "--role", "no=mother"], 1, "sample_unknown"),
        (&["family.vcf", "--panel", "panel.vcf", "--ped", "arguments.txt"], 1, "roles_invalid"),
        (&["family.vcf", "--panel", "panel.vcf", "--ped", "expected.en.txt"], 4, "ped_invalid"),
        (&["-", "--panel", "panel.vcf"], 1, "option_invalid"),
        (&["family.vcf", "--panel", "panel.vcf", "--all"], 1, "option_invalid"),
        (&["family.vcf", "--panel", "panel.vcf", "--sample", "kid"], 1, "option_invalid"),
        (&["family.vcf", "family.vcf", "--panel", "panel.vcf", "--index", "x.tbi"], 1, "option_invalid"),
        (&["family.ped", "--panel", "panel.vcf", "--role", "family.ped=tumor"], 4, "header_missing"),
    ] {
        let out = run(arguments);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(exit), "{arguments:?} {said}");
        assert!(said.contains(code), "{arguments:?} {said}");
    }
}
