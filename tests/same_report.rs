//! The report that the wasm tests compare with: the native core must give it byte for byte.

mod common;

use std::sync::Arc;

use genosieve::panel::{BuildOptions, PanelBuilder};
use genosieve::screen::{Run, Screen, ScreenOptions};

/// After a wanted change of the report: `UPDATE=1 cargo test --test same_report`.
#[test]
fn the_native_report_is_the_recorded_one() {
    let case = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/several_rows_one_allele");
    let options = BuildOptions { name: "case".into(), source_name: "panel.vcf".into(), ..BuildOptions::default() };
    let mut builder = PanelBuilder::new(options);
    builder.push(&common::read(&case.join("panel.vcf"))).unwrap();
    builder.source_done().unwrap();
    let options = ScreenOptions { input_name: "input.vcf".into(), run: Run::default(), ..ScreenOptions::default() };
    let mut screen = Screen::new(Arc::new(builder.finish().unwrap()), options);
    screen.push(&common::read(&case.join("input.vcf"))).unwrap();
    let json = screen.finish().unwrap().to_json();
    let recorded = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wasm/report.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&recorded, &json).unwrap();
    }
    assert_eq!(json.as_bytes(), common::read(&recorded));
}
