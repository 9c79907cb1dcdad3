//! The tests of the wasm, the same in Node, on a page and in a dedicated worker.

use genosieve::wasm::{Panel, PanelBuilder, Report, Screen, kind_of, set_messages};
use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const MESSAGES: &str = include_str!("../../messages/messages.tsv");
const PANEL: &str = include_str!("../cases/several_rows_one_allele/panel.vcf");
const INPUT: &str = include_str!("../cases/several_rows_one_allele/input.vcf");

fn options(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

fn panel(source: &[u8]) -> Result<Panel, JsValue> {
    let mut builder = PanelBuilder::new(&options(r#"{"name":"case","sourceName":"panel.vcf"}"#))?;
    builder.push(source)?;
    builder.source_done()?;
    open(&builder.finish()?)
}

/// A panel with its annotation, which stands behind the head.
fn open(bytes: &[u8]) -> Result<Panel, JsValue> {
    let head = bytes
        .get(144..152)
        .map_or(bytes.len(), |at| usize::try_from(u64::from_le_bytes(at.try_into().unwrap())).unwrap());
    let panel = Panel::open(&bytes[..head], None, None)?;
    panel.load_annotation(bytes[head..].to_vec(), None)?;
    Ok(panel)
}

fn field(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(key)).unwrap()
}

/// The pieces of a report, together.
fn json(report: &mut Report) -> String {
    (0..).map_while(|number| report.json_piece(number)).collect()
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
    let mut report = screen.finish().unwrap();
    // The native test writes this file; the same bytes must come from every surface.
    assert_eq!(json(&mut report), include_str!("report.json"));
    assert_eq!(report.exit_code(), 0);
    set_messages(MESSAGES.to_owned());
    assert!(report.table("ja").unwrap().contains("持っている"));
    assert!(report.tsv().starts_with("sample\t"));
}

#[wasm_bindgen_test]
fn every_entry_can_be_asked_for() {
    let panel = panel(PANEL.as_bytes()).unwrap();
    let mut screen = Screen::new(&panel, &options(r#"{"inputName":"x","all":true}"#)).unwrap();
    screen.push(INPUT.as_bytes()).unwrap();
    let mut report = screen.finish().unwrap();
    let view = report.view(&options(r#"{"sort":"position"}"#)).unwrap();
    assert_eq!(field(&view.counts(), "count").as_f64(), Some(10.0));
    let rows = js_sys::Array::from(&report.rows(&view, 0, 99));
    let listed = js_sys::Array::from(&field(&JSON::parse(&json(&mut report)).unwrap(), "verdicts"));
    let text = |value: &JsValue| String::from(JSON::stringify(value).unwrap());
    assert_eq!((rows.length(), listed.length()), (10, 10));
    for (row, verdict) in rows.iter().zip(listed.iter()) {
        assert_eq!(text(&field(&row, "verdict")), text(&verdict));
    }
    let mut rescreen = report.rescreen(3, 0).unwrap();
    rescreen.push(INPUT.as_bytes()).unwrap();
    assert_eq!(text(&report.evidence(rescreen).unwrap()), text(&rows.get(3)));
    let number = INPUT.lines().position(|line| !line.starts_with('#')).unwrap() + 1;
    let mut reader = report.reader(number as u64).unwrap();
    assert!(reader.push(&INPUT.as_bytes()[usize::try_from(reader.from()).unwrap()..]).unwrap());
    assert_eq!(reader.finish().unwrap(), INPUT.lines().nth(number - 1).unwrap());
}

#[wasm_bindgen_test]
fn a_panel_is_counted() {
    let panel = panel(PANEL.as_bytes()).unwrap();
    assert_eq!(field(&panel.info(), "alleles").as_f64(), Some(10.0));
    assert!(panel.info_json().contains("\"alleles\":10,"));
    let count = |json: &str| panel.count(&options(json)).map(|count| field(&count, "entries").as_f64());
    assert_eq!(count("{}").unwrap(), Some(10.0));
    assert_eq!(count(r#"{"genes":["NOT1"]}"#).unwrap(), Some(0.0));
    assert!(count(r#"{"significance":["grave"]}"#).is_err());
}

#[wasm_bindgen_test]
fn errors_are_objects_with_a_code() {
    let error = Panel::open(b"PK\x03\x04", None, None).unwrap_err();
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

#[wasm_bindgen_test]
fn a_file_is_told_by_its_beginning() {
    assert_eq!(kind_of(b"sep=;\nchr;pos;ref;alt\n").unwrap(), "table");
    assert_eq!(kind_of(INPUT.as_bytes()).unwrap(), "vcf");
    assert_eq!(field(&kind_of(b"rsid\nrs1\n").unwrap_err(), "code").as_string().as_deref(), Some("panel_rs_only"));
}

#[wasm_bindgen_test]
fn a_panel_says_what_became_of_its_table() {
    let panel = panel(b"Chromosome,pos,ref,alt\n1,5,A,G\n1,6,A,-\n").unwrap();
    let info = JSON::parse(&panel.info_json()).unwrap();
    let first = |list: &str, key: &str| field(&js_sys::Array::from(&field(&info, list)).get(0), key).as_string();
    assert_eq!(first("mapping", "role").as_deref(), Some("contig"));
    assert_eq!(first("rejected", "reason").as_deref(), Some("needs_reference"));
}
