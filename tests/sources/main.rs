//! What panels are made of: every way of naming columns and variants, and every refusal.

#[path = "../common/mod.rs"]
mod common;
mod genes;
mod kinds;
mod real;
mod tables;

use genosieve::error::Error;
use genosieve::genome::Build;
use genosieve::panel::{BuildOptions, Panel, PanelBuilder};

/// Compiles a source that is pushed in chunks.
fn compile_as(source: &[u8], build: Option<Build>, chunk: usize) -> Result<Panel, Error> {
    let mut builder = PanelBuilder::new(BuildOptions { build, ..BuildOptions::default() });
    source.chunks(chunk).try_for_each(|piece| builder.push(piece))?;
    builder.source_done()?;
    builder.finish()
}

/// Compiles a source, which gives the same in any chunks.
fn compile(source: &str, build: Option<Build>) -> Result<Panel, Error> {
    let whole = compile_as(source.as_bytes(), build, usize::MAX);
    let pieces = compile_as(source.as_bytes(), build, 3);
    match (&whole, &pieces) {
        (Ok(whole), Ok(pieces)) => assert_eq!(whole.to_bytes(), pieces.to_bytes()),
        (Err(whole), Err(pieces)) => assert_eq!((whole.code(), whole.position()), (pieces.code(), pieces.position())),
        _ => panic!("{source}: chunks make a difference"),
    }
    whole
}

/// The entries as text: `1:5 A>G`.
fn entries(panel: &Panel) -> Vec<String> {
    let text = |bases: Vec<u8>| String::from_utf8(bases).unwrap();
    (0..u32::try_from(panel.len()).unwrap())
        .map(|id| panel.entry(id))
        .map(|entry| {
            let contig = &panel.contigs()[usize::from(entry.contig)].name;
            format!("{contig}:{} {}>{}", entry.pos, text(entry.reference), text(entry.alternate))
        })
        .collect()
}

/// Rows that were rejected: `3 bad_position`.
fn rejected(panel: &Panel) -> Vec<String> {
    panel.info().rejected.iter().map(|row| format!("{} {}", row.line, row.reason)).collect()
}

/// What the columns were read as, in one line.
fn roles(panel: &Panel) -> String {
    panel.info().mapping.iter().map(|column| column.role.as_str()).collect::<Vec<_>>().join(" ")
}
