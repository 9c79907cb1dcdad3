//! Exports of a report: the bytes of each form (`tests/exports/`), and what every form must keep to.
//!
//! `GENOSIEVE_BLESS=1 cargo test --test export` writes the expected files anew; look at what changed.

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use common::{compile, read, screen};
use genosieve::error::{Error, ErrorKind};
use genosieve::family::Pedigree;
use genosieve::kernel::State;
use genosieve::messages::Language;
use genosieve::report::Report;
use genosieve::report::export::{
    ExportOptions, Form, MANY_SITES, SampleNames, Scope, VcfPlan, VcfSubset, export, refusal, survey,
};
use genosieve::screen::ScreenOptions;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports")
}

fn report() -> Report {
    report_of(&[])
}

/// The report about samples of the file; about all where none is named.
fn report_of(samples: &[&str]) -> Report {
    screened(&read(&folder().join("input.vcf")), samples)
}

fn screened(input: &[u8], samples: &[&str]) -> Report {
    let panel = compile(&read(&folder().join("panel.vcf")), None).unwrap();
    let input_name = "input.vcf".to_owned();
    let samples = samples.iter().map(|name| (*name).to_owned()).collect();
    let options = ScreenOptions { all: true, input_name, samples, ..ScreenOptions::default() };
    screen(&panel, input, 1 << 20, options).unwrap()
}

fn written(report: &str, form: Form, options: &ExportOptions) -> Vec<u8> {
    let found = survey(report.as_bytes(), options).unwrap();
    let mut out = Vec::new();
    export(report.as_bytes(), form, options, &found, &mut out).unwrap();
    out
}

fn subset(report: &str, options: &ExportOptions, input: &[u8]) -> Result<Vec<u8>, Error> {
    let plan = VcfPlan::of(report.as_bytes(), options).unwrap();
    let mut writer = VcfSubset::new(plan, Vec::new());
    input.chunks(100).try_for_each(|chunk| writer.push(chunk))?;
    writer.finish()
}

/// Compares with a file of the folder. The version of the software stands in none.
fn is_golden(name: &str, found: &[u8]) {
    let found = String::from_utf8(found.to_vec()).unwrap().replace(env!("CARGO_PKG_VERSION"), "VERSION");
    let path = folder().join(name);
    if std::env::var_os("GENOSIEVE_BLESS").is_some() {
        std::fs::write(&path, &found).unwrap();
    }
    let expected = String::from_utf8(read(&path)).unwrap();
    assert_eq!(found, expected, "{name}");
}

#[test]
fn each_form_has_the_expected_bytes() {
    let json = report().to_json();
    let all = ExportOptions { scope: Scope::All, ..ExportOptions::default() };
    let japanese = ExportOptions { language: Language::Ja, ..ExportOptions::default() };
    let numbered = ExportOptions { samples: SampleNames::Number, ..ExportOptions::default() };
    is_golden("carried.csv", &written(&json, Form::Csv, &japanese));
    is_golden("all.tsv", &written(&json, Form::Tsv, &all));
    is_golden("all.ndjson", &written(&json, Form::Ndjson, &all));
    is_golden("summary.json", &written(&json, Form::Summary, &numbered));
    is_golden("all.fhir.json", &written(&json, Form::Fhir, &all));
    is_golden("carried.fhir.json", &written(&json, Form::Fhir, &numbered));
    let dated = ExportOptions { created: Some("2026-11-22T00:00:00Z".into()), ..ExportOptions::default() };
    is_golden("cohort.phenopacket.json", &written(&json, Form::Phenopacket, &dated));
    let pedigree = Pedigree::read("F\t検体A\t<B&C>\tX\tfemale\taffected\nF\t<B&C>\t0\t0\t1\t1\n".as_bytes()).unwrap();
    let related = ExportOptions { pedigree: Some(pedigree), ..dated.clone() };
    is_golden("family.phenopacket.json", &written(&json, Form::Phenopacket, &related));
    let one = report_of(&["検体A"]).to_json();
    is_golden("one.phenopacket.json", &written(&one, Form::Phenopacket, &dated));
    is_golden("carried.html", &written(&json, Form::Html, &ExportOptions::default()));
    let input = read(&folder().join("input.vcf"));
    is_golden("carried.vcf", &subset(&json, &ExportOptions::default(), &input).unwrap());
    is_golden("numbered.vcf", &subset(&json, &numbered, &input).unwrap());
}

#[test]
fn a_pedigree_is_for_a_phenopacket_with_the_names_that_it_has() {
    let pedigree = |text: &str| Some(Pedigree::read(text.as_bytes()).unwrap());
    let own = ExportOptions { pedigree: pedigree("F 検体A <B&C> 0 2 2\n"), ..ExportOptions::default() };
    assert!(own.check(Some(Form::Phenopacket)).is_ok());
    for (form, options) in [
        (Some(Form::Csv), own.clone()),
        (None, own.clone()),
        (Some(Form::Phenopacket), ExportOptions { samples: SampleNames::Number, ..own.clone() }),
    ] {
        assert_eq!(options.check(form).unwrap_err().kind(), ErrorKind::OptionInvalid, "{form:?}");
    }
    let others = ExportOptions { pedigree: pedigree("F a b c 2 2\n"), ..ExportOptions::default() };
    let json = report().to_json();
    let found = survey(json.as_bytes(), &others).unwrap();
    let failed = export(json.as_bytes(), Form::Phenopacket, &others, &found, &mut Vec::new()).unwrap_err();
    assert_eq!(refusal(&failed).unwrap().kind(), ErrorKind::RolesInvalid);
}

/// The rows of a table, by the names of its columns, without the lines before it.
fn rows_of(bytes: &[u8], delimiter: u8) -> Vec<std::collections::HashMap<String, String>> {
    let quoting = delimiter == b',';
    let mut reader = csv::ReaderBuilder::new();
    reader.comment(Some(b'#')).delimiter(delimiter).quoting(quoting);
    reader.from_reader(bytes).deserialize().map(Result::unwrap).collect()
}

#[test]
fn a_reader_of_tables_gets_every_cell_back() {
    let report = report();
    let json = report.to_json();
    let options = ExportOptions { scope: Scope::All, language: Language::Ja, crlf: true, ..ExportOptions::default() };
    let (csv, tsv) = (written(&json, Form::Csv, &options), written(&json, Form::Tsv, &options));
    let (by_comma, by_tab) = (rows_of(&csv, b','), rows_of(&tsv, b'\t'));
    assert_eq!(by_comma.len(), report.verdicts.len());
    assert_eq!(by_comma, by_tab);
    for (row, verdict) in by_comma.iter().zip(&report.verdicts) {
        assert_eq!(row["sample"], verdict.sample.as_deref().unwrap());
        assert_eq!(row["pos"], verdict.entry.pos.to_string());
        assert_eq!(row["state"], verdict.state.word());
        for (key, value) in &verdict.entry.annotation {
            let guarded = if value.starts_with('=') { format!("'{value}") } else { value.clone() };
            assert_eq!(row[key.as_str()], guarded, "{key}");
        }
    }
    assert!(by_comma.iter().any(|row| row["clndn"] == "架空の病気" && row["answer"] == "持っている"));
    assert!(by_comma.iter().any(|row| row["clndn"].starts_with("'=HYPERLINK")));
    for text in [csv, tsv] {
        let text = String::from_utf8(text).unwrap();
        assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    }
}

#[test]
fn a_mark_stands_first_and_once() {
    let options = ExportOptions { bom: true, ..ExportOptions::default() };
    for form in [Form::Csv, Form::Tsv] {
        let text = String::from_utf8(written(&report().to_json(), form, &options)).unwrap();
        assert!(text.starts_with("\u{feff}# "));
        assert_eq!(text.matches('\u{feff}').count(), 1);
    }
}

#[test]
fn carried_rows_alone_are_the_default() {
    let json = report().to_json();
    let lines = |options: &ExportOptions| -> Vec<serde_json::Value> {
        let text = String::from_utf8(written(&json, Form::Ndjson, options)).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let states = |lines: &[serde_json::Value]| -> BTreeSet<String> {
        lines.iter().filter_map(|line| line["state"].as_str()).map(str::to_owned).collect()
    };
    let carried = lines(&ExportOptions::default());
    assert_eq!(states(&carried), BTreeSet::from([State::Carried.word()]));
    let all = lines(&ExportOptions { scope: Scope::All, ..ExportOptions::default() });
    assert_eq!(states(&all).len(), 4, "{:?}", states(&all));
    for lines in [carried, all] {
        assert_eq!(lines.last().unwrap()["rows"], lines.len() - 2);
        assert_eq!(lines[0]["summary"][0]["notAssessed"], 2, "counts are of all entries");
    }
}

#[test]
fn names_that_are_not_kept_stand_nowhere() {
    let json = report().to_json();
    let input = read(&folder().join("input.vcf"));
    for samples in [SampleNames::Drop, SampleNames::Number] {
        let options = ExportOptions { scope: Scope::All, samples, ..ExportOptions::default() };
        let mut files: Vec<_> = Form::ALL.map(|form| written(&json, form, &options)).into();
        files.push(subset(&json, &options, &input).unwrap());
        for file in files {
            let text = String::from_utf8(file).unwrap();
            for name in ["検体A", "B&C", "B&amp;C", "input.vcf"] {
                assert!(!text.contains(name), "{name} in {text}");
            }
            let numbered = samples == SampleNames::Number || text.contains("resourceType") || text.contains("subject");
            assert_eq!(text.contains("sample-2"), numbered, "{text}");
        }
    }
}

#[test]
fn counts_alone_tell_of_no_variant() {
    let report = report();
    let text = String::from_utf8(written(&report.to_json(), Form::Summary, &ExportOptions::default())).unwrap();
    for verdict in &report.verdicts {
        let pos = verdict.entry.pos.to_string();
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        assert!(!words.contains(&pos.as_str()), "{pos}");
        for (key, value) in &verdict.entry.annotation {
            assert!(!text.contains(&format!("\"{value}\"")), "{key}");
        }
    }
    for genotype in ["0/1", "1|1", "./.", "chr1"] {
        assert!(!text.contains(genotype), "{genotype}");
    }
}

#[test]
fn forty_genotyped_sites_are_much() {
    let head = "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
    let found = |sites: u64| {
        let rows =
            |end: &str| (1..=sites).map(|n| format!("1\t{n}\t.\tA\tG\t.\t.\t.{end}\n")).collect::<Vec<_>>().concat();
        let panel = compile(format!("{head}\n{}", rows("")).as_bytes(), None).unwrap();
        let input = format!("{head}\tFORMAT\tS\n{}", rows("\tGT\t0/1"));
        let report = screen(&panel, input.as_bytes(), 1 << 20, ScreenOptions::default()).unwrap();
        survey(report.to_json().as_bytes(), &ExportOptions::default()).unwrap()
    };
    let (few, many) = (found(MANY_SITES - 1), found(MANY_SITES));
    assert_eq!((few.genotyped_sites, many.genotyped_sites), (39, 40));
    for form in Form::ALL {
        assert!(!few.is_much(form));
        assert_eq!(many.is_much(form), form.has_rows());
    }
}

#[test]
fn what_is_no_report_is_refused() {
    let json = report().to_json();
    let rows_first = r#"{"verdicts":[],"schema":"genosieve.report/1"}"#.to_owned();
    let cut = json[..json.len() / 2].to_owned();
    let other = json.replace("genosieve.report/1", "genosieve.report/2");
    for text in ["", "{}", "[]", "<html>", &rows_first, &cut, &other] {
        let error = survey(text.as_bytes(), &ExportOptions::default()).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::InvalidData, "{text}");
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()).unwrap();
        assert_eq!(inner.kind(), ErrorKind::ReportInvalid, "{text}");
    }
}

#[test]
fn a_subset_keeps_every_byte_of_other_columns() {
    let json = report().to_json();
    let input = String::from_utf8(read(&folder().join("input.vcf"))).unwrap();
    let out = String::from_utf8(subset(&json, &ExportOptions::default(), input.as_bytes()).unwrap()).unwrap();
    let but_info = |line: &str| {
        let mut columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
        columns.remove(7);
        columns
    };
    let whole: Vec<_> = input.lines().filter(|line| !line.starts_with('#')).map(but_info).collect();
    let kept: Vec<_> = out.lines().filter(|line| !line.starts_with('#')).map(but_info).collect();
    let ids: Vec<usize> = kept.iter().map(|row| whole.iter().position(|of| of == row).unwrap()).collect();
    assert_eq!(ids, [0, 1, 2, 5, 8, 9], "the records behind carried rows, in the order of the file");
    for line in input.lines().filter(|line| line.starts_with('#')) {
        assert!(out.lines().any(|kept| kept == line), "{line}");
    }
}

/// What `bcftools` makes of a file; nothing where it is not installed.
fn bcftools(arguments: &[&str]) -> Option<String> {
    let Ok(out) = std::process::Command::new("bcftools").args(arguments).output() else {
        eprintln!("skipped: bcftools is not installed");
        return None;
    };
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success() && !said.contains("[W::") && !said.contains("[E::"), "{said}");
    Some(String::from_utf8(out.stdout).unwrap())
}

#[test]
fn bcftools_reads_the_subset() {
    for name in ["carried.vcf", "numbered.vcf"] {
        let path = folder().join(name).to_string_lossy().into_owned();
        let Some(ids) = bcftools(&["query", "-f", "%POS %INFO/GS_PANEL_ID[ %GT]\n", &path]) else { return };
        let expected = "1000 p_snv 0/1 0/0\n2000 p_hom 1|1 0/1\n2999 p_deletion 0/1 0/0\n\
                        1000 p_replacement 0/1 0/1\n30000000 p_hemi 1 0/0\n3243 p_mito 0/1 0/0\n";
        assert_eq!(ids, expected);
        // Through BCF every key must be declared and of its type.
        let bcf = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).with_extension("bcf");
        let bcf = bcf.to_string_lossy().into_owned();
        bcftools(&["view", "-Ob", "-o", &bcf, &path]);
        let records = |path: &str| bcftools(&["view", "-H", path]);
        assert_eq!(records(&bcf), records(&path));
    }
}

/// Another reader of VCF, which is there always.
#[test]
fn the_subset_is_sound_by_another_reader() {
    for name in ["carried.vcf", "numbered.vcf"] {
        let bytes = read(&folder().join(name));
        let mut reader = noodles::vcf::io::Reader::new(bytes.as_slice());
        let header = reader.read_header().unwrap();
        let records: Vec<_> = reader.record_bufs(&header).map(Result::unwrap).collect();
        assert_eq!(records.len(), 6);
        for record in records {
            for key in ["GS_ENTRY", "GS_STATE", "GS_MATCH", "GS_PANEL_ID"] {
                assert!(header.infos().contains_key(key) && record.info().get(key).is_some(), "{key}");
            }
        }
    }
}

#[test]
fn rows_that_were_skipped_are_no_part_of_a_subset() {
    let input = String::from_utf8(read(&folder().join("input.vcf"))).unwrap();
    let all = ExportOptions { scope: Scope::All, ..ExportOptions::default() };
    let whole = String::from_utf8(subset(&report().to_json(), &all, input.as_bytes()).unwrap()).unwrap();
    let rows = |text: &str| text.lines().filter(|line| line.starts_with("chr")).count();
    let row = input.lines().find(|line| line.starts_with("chr1\t1000\t")).unwrap();
    for (why, spoiled) in [
        ("too few columns", row.rsplit_once('\t').unwrap().0.to_owned()),
        ("no samples at all", row.split('\t').take(6).collect::<Vec<_>>().join("\t")),
        ("a genotype of letters", row.replacen("\t0/1", "\t0/x", 1)),
        ("an allele that there is not", row.replacen("\t0/1", "\t0/7", 1)),
    ] {
        assert_ne!(spoiled, row, "{why}");
        let odd = input.replace(row, &spoiled);
        let report = screened(odd.as_bytes(), &[]);
        assert_eq!(report.accounting.skipped.values().map(|skipped| skipped.count).sum::<u64>(), 1, "{why}");
        let out = String::from_utf8(subset(&report.to_json(), &all, odd.as_bytes()).unwrap()).unwrap();
        assert_eq!(rows(&out), rows(&whole) - 1, "{why}");
    }
    // An empty field is a warning, and the row was read.
    let odd = input.replace(row, &row.replacen("\trs1\t", "\t\t", 1).replace("\t0/1:", "\t0/0:"));
    let report = screened(odd.as_bytes(), &[]);
    assert!(report.accounting.skipped.is_empty());
    let out = String::from_utf8(subset(&report.to_json(), &all, odd.as_bytes()).unwrap()).unwrap();
    assert!(out.lines().any(|line| line.contains("GS_ENTRY=1-1000-A-G;")), "{out}");
}

#[test]
fn a_subset_of_another_file_is_refused() {
    let json = report().to_json();
    let input = String::from_utf8(read(&folder().join("input.vcf"))).unwrap();
    let shifted = input.replace("#CHROM", "##more=x\n#CHROM");
    let other = input.replace("chr1\t1000", "chr1\t1001");
    for changed in [shifted, other] {
        let error = subset(&json, &ExportOptions::default(), changed.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::FileChanged);
    }
    let plan = VcfPlan::of(json.as_bytes(), &ExportOptions::default()).unwrap();
    let bytes = input.len() as u64;
    assert!(plan.is_of(Some("input.vcf"), Some(bytes)).is_ok());
    assert!(plan.is_of(None, None).is_ok());
    for (name, bytes) in
        [(Some("input.vcf"), Some(bytes + 1)), (Some("other.vcf"), Some(bytes)), (Some("other.vcf"), None)]
    {
        assert_eq!(plan.is_of(name, bytes).unwrap_err().kind(), ErrorKind::FileChanged);
    }
}
