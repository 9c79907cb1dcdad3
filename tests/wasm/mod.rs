//! The tests of the wasm, the same in Node, on a page and in a dedicated worker.

use genosieve::wasm::{Panel, PanelBuilder, Screen};
use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const PANEL: &str = include_str!("../cases/several_rows_one_allele/panel.vcf");
const INPUT: &str = include_str!("../cases/several_rows_one_allele/input.vcf");

fn options(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

fn panel(source: &[u8]) -> Result<Panel, JsValue> {
    let mut builder = PanelBuilder::new(&options(r#"{"name":"case","sourceName":"panel.vcf"}"#))?;
    builder.push(source)?;
    builder.source_done()?;
    builder.finish()
}

fn field(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(key)).unwrap()
}

#[wasm_bindgen_test]
fn answers_as_the_native_core_does() {
    let panel = panel(PANEL.as_bytes()).unwrap();
    let run = r#"{"inputName":"input.vcf","run":{"surface":"native","workers":1}}"#;
    let mut screen = Screen::new(&panel, &options(run)).unwrap();
    for chunk in INPUT.as_bytes().chunks(100) {
        screen.push(chunk).unwrap();
    }
    let read = field(&screen.progress(), "bytesRead").as_f64();
    assert_eq!(read.map(|n| n.to_string()), Some(INPUT.len().to_string()));
    let report = screen.finish().unwrap();
    // The native test writes this file; the same bytes must come from every surface.
    assert_eq!(report.json(), include_str!("report.json"));
    assert_eq!(report.exit_code(), 0);
    assert!(report.table("ja").unwrap().contains("持っている"));
    assert!(report.tsv().starts_with("sample\t"));
}

#[wasm_bindgen_test]
fn a_panel_survives_its_container() {
    let first = panel(PANEL.as_bytes()).unwrap();
    let again = Panel::open(&first.to_bytes()).unwrap();
    assert_eq!(again.info_json(), first.info_json());
    assert_eq!(field(&again.info(), "alleles").as_f64(), Some(10.0));
}

#[wasm_bindgen_test]
fn errors_are_objects_with_a_code() {
    let error = Panel::open(b"PK\x03\x04").unwrap_err();
    assert_eq!(field(&error, "code").as_string().as_deref(), Some("panel_magic"));
    assert_eq!(field(&error, "exitCode").as_f64(), Some(4.0));
    let panel = panel(PANEL.as_bytes()).unwrap();
    let mut screen = Screen::new(&panel, &options(r#"{"inputName":"x"}"#)).unwrap();
    screen.push(b"##fileformat=VCFv4.2\nchr1\t1\t.\tA\tG\t.\t.\t.\n").unwrap();
    let error = screen.finish().unwrap_err();
    assert_eq!(field(&error, "code").as_string().as_deref(), Some("header_missing"));
    assert_eq!(field(&field(&error, "position"), "line").as_f64(), Some(2.0));
    assert!(Screen::new(&panel, &options(r#"{"inputName":"x","build":"mars"}"#)).is_err());
}
