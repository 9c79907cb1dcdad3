//! What the native tests share: finding the shared data, and running a screen.
#![allow(dead_code, reason = "each test binary uses some of it")]

pub(crate) mod random;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use genosieve::error::Error;
use genosieve::genome::{Build, ContigMap};
use genosieve::panel::{BuildOptions, Panel, PanelBuilder};
use genosieve::report::Report;
use genosieve::screen::{Answer, CallableReader, Screen, ScreenOptions};

/// A file of the shared data; nothing, said once, where the folder is not there.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !root.is_dir() {
        eprintln!("skipped: ../shared/data is not there ({path})");
        return None;
    }
    Some(root.join(path))
}

pub(crate) fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Compiles a panel, with a reference where one is given.
pub(crate) fn compile(source: &[u8], reference: Option<&[u8]>) -> Result<Arc<Panel>, Error> {
    let mut builder = PanelBuilder::new(BuildOptions {
        name: "test".into(),
        source_name: "test.vcf".into(),
        build: None,
        ..BuildOptions::default()
    });
    builder.push(source)?;
    builder.source_done()?;
    if let Some(reference) = reference {
        builder.push_reference(reference)?;
    }
    Ok(Arc::new(builder.finish()?))
}

/// Screens bytes in chunks of a size.
pub(crate) fn screen(panel: &Arc<Panel>, input: &[u8], chunk: usize, options: ScreenOptions) -> Result<Report, Error> {
    let mut screen = Screen::new(Arc::clone(panel), options);
    for part in input.chunks(chunk) {
        screen.push(part)?;
    }
    screen.finish()
}

/// The same with the evidence behind the report.
pub(crate) fn answer(panel: &Arc<Panel>, input: &[u8], chunk: usize, options: ScreenOptions) -> Result<Answer, Error> {
    let mut screen = Screen::new(Arc::clone(panel), options);
    for part in input.chunks(chunk) {
        screen.push(part)?;
    }
    screen.answer()
}

/// The folders of the golden cases.
pub(crate) fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() >= 10);
    cases
}

/// The panel of a golden case, and the options that it needs: a table states no build.
pub(crate) fn case_panel(case: &Path) -> (Arc<Panel>, ScreenOptions) {
    // A table or a BED states no build.
    let source = ["panel.tsv", "panel.bed"].map(|name| case.join(name)).into_iter().find(|path| path.exists());
    let build = source.is_some().then_some(Build::GRCh38);
    let source = source.unwrap_or_else(|| case.join("panel.vcf"));
    let mut options = ScreenOptions { build, ..ScreenOptions::default() };
    let stated = case.join("options.txt");
    if stated.exists() {
        String::from_utf8(read(&stated)).unwrap().lines().for_each(|line| state(case, line, &mut options));
    }
    (compile(&read(&source), None).unwrap(), options)
}

/// Sets the option of a line of `options.txt`: its name as the command has it, and a value.
fn state(case: &Path, line: &str, options: &mut ScreenOptions) {
    let (name, value) = line.split_once(' ').unwrap_or((line, ""));
    match name {
        "build" => options.build = Some(value.parse().unwrap()),
        "contig-map" => options.contig_map = Arc::new(ContigMap::read(&read(&case.join(value))).unwrap()),
        "callable" => {
            let mut reader = CallableReader::with_map(Arc::clone(&options.contig_map));
            reader.push(&read(&case.join(value))).unwrap();
            options.callable = Some(Arc::new(reader.finish(value).unwrap()));
        }
        _ => options.state(line).unwrap(),
    }
}

/// The report as a value, without what depends on the container of the bytes or on the run.
pub(crate) fn content(report: &Report) -> serde_json::Value {
    let mut value: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
    for key in ["tool", "run"] {
        value.as_object_mut().unwrap().remove(key);
    }
    for (object, key) in
        [("input", "bytes"), ("input", "compression"), ("input", "format"), ("accounting", "bytesRead")]
    {
        value[object].as_object_mut().unwrap().remove(key);
    }
    value
}
