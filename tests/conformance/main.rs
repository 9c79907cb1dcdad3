//! Any input, and nothing lost: every odd and broken file of the shared data, beside what is expected of it.
//!
//! `GENOSIEVE_REWRITE=1` writes the tables anew; `docs/conformance.md` says what is asserted beyond them.

#[path = "../common/mod.rs"]
mod common;
mod faults;
mod policy;
mod row;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use common::{compile, read, screen, shared};
use genosieve::genome::Build;
use genosieve::panel::Panel;
use genosieve::screen::ScreenOptions;
use row::{COLUMNS, Row};

fn tables() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance")
}

fn panel() -> Arc<Panel> {
    compile(&read(&tables().join("panel.vcf")), None).unwrap()
}

/// Screens a file; the build is stated, so that evidence of another does not hide how it is read.
fn row(panel: &Arc<Panel>, file: &Path) -> Row {
    let options = ScreenOptions { build: Some(Build::GRCh37), ..ScreenOptions::default() };
    Row::new(&screen(panel, &read(file), 1 << 20, options))
}

/// All files below a folder, by their path in it.
fn files(folder: &Path) -> BTreeMap<String, PathBuf> {
    let (mut found, mut open) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/"), path);
            }
        }
    }
    found
}

/// The rows of a folder, or nothing where it is not there.
fn rows(folder: &str) -> Option<BTreeMap<String, Row>> {
    let folder = shared(folder)?;
    let panel = panel();
    Some(files(&folder).into_iter().map(|(path, file)| (path, row(&panel, &file))).collect())
}

fn compare(table: &str, rows: &BTreeMap<String, Row>) {
    let path = tables().join(format!("{table}.tsv"));
    let lines = rows.iter().map(|(path, row)| row.text(path) + "\n");
    let found = format!("{COLUMNS}\n") + &lines.collect::<String>();
    if std::env::var_os("GENOSIEVE_REWRITE").is_some() {
        std::fs::write(&path, &found).unwrap();
    }
    let expected = String::from_utf8(read(&path)).unwrap();
    let known: Vec<&str> = expected.lines().collect();
    let new: Vec<&str> = found.lines().collect();
    let differing: Vec<String> = new.iter().filter(|line| !known.contains(line)).map(|l| format!("+ {l}")).collect();
    let gone: Vec<String> = known.iter().filter(|line| !new.contains(line)).map(|l| format!("- {l}")).collect();
    assert!(differing.is_empty() && gone.is_empty(), "{table}.tsv:\n{}\n{}", gone.join("\n"), differing.join("\n"));
}

/// Each line of what was read is a header line, a blank one, a record, or skipped for a reason.
fn assert_nothing_lost(rows: &BTreeMap<String, Row>) {
    for (path, row) in rows {
        let told = row.header + row.blank + row.records + row.skipped_lines();
        assert_eq!(told, row.lines, "{path}: {row:?}");
        assert!(row.outcome != "partial" || row.notices.contains("no_eof_block") || row.notices.contains("truncated"));
    }
}

#[test]
fn edge_files() {
    let Some(rows) = rows("files/edge") else { return };
    compare("edge", &rows);
    assert_nothing_lost(&rows);
    policy::assert_must_pass(&rows);
    policy::assert_failed(&rows);
}

#[test]
fn fault_files() {
    let Some(rows) = rows("faults") else { return };
    compare("faults", &rows);
    assert_nothing_lost(&rows);
    faults::assert_classes(&rows);
}

#[test]
fn files_that_break_noodles() {
    let Some(rows) = rows("repro") else { return };
    compare("repro", &rows);
    assert_nothing_lost(&rows);
}
