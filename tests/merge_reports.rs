//! Reports of all verdicts are counted as the cohort files of the same samples are, to the byte.

#[path = "common/cohorts.rs"]
mod cohorts;
mod common;

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use cohorts::{file, samples, written};
use common::random::{Random, cases as rounds};
use common::{case_panel, cases, compile, read};
use genosieve::cohort::{Head, Merger};
use genosieve::error::{Error, ErrorKind};
use genosieve::panel::{Filter, Panel};
use genosieve::screen::{Answer, ScreenOptions};
use serde_json::Value;

const CONTIGS: [(&str, u32); 5] =
    [("chr1", 248_956_422), ("chrX", 156_040_895), ("chrY", 57_227_415), ("chrM", 16_569), ("scaffold9", 90_000)];
/// Where records and entries lie: in PAR and outside of it.
const AROUND: [(&str, u32); 6] =
    [("chr1", 5000), ("chrX", 20_000), ("chrX", 50_000_000), ("chrY", 20_000), ("chrY", 9_000_000), ("chrM", 300)];

fn answer(panel: &Arc<Panel>, genome: &[u8], options: &ScreenOptions) -> Answer {
    common::answer(panel, genome, 1 << 16, ScreenOptions { all: true, ..options.clone() }).unwrap()
}

/// The counts of the cohort file of all samples of an answer.
fn of_planes(answer: &Answer, panel: &Panel, options: &ScreenOptions) -> Vec<u8> {
    let mut merger = Merger::default();
    let all = samples(answer, &answer.head().input.name);
    merger.cohort(&file(&Head::new(panel, options.policy), &all)[..]).unwrap();
    written(merger)
}

fn of_reports(reports: &[String], panel: &Panel) -> Result<Vec<u8>, Error> {
    let mut merger = Merger::default();
    reports.iter().try_for_each(|report| merger.report(report.as_bytes(), panel))?;
    Ok(written(merger))
}

/// The report of each sample, as JSON.
fn by_sample(mut answer: Answer) -> Vec<String> {
    (0..).map_while(|number| answer.set_sample(number).then(|| answer.report().to_json())).collect()
}

/// Asserts that the report of all samples, and those of each in any order, count as their states do.
fn assert_same(answer: Answer, panel: &Panel, options: &ScreenOptions, why: &str) {
    let expected = of_planes(&answer, panel, options);
    assert!(of_reports(&[answer.report().to_json()], panel).unwrap() == expected, "{why}");
    let mut each = by_sample(answer);
    each.reverse();
    assert!(of_reports(&each, panel).unwrap() == expected, "{why}: reports of samples");
}

fn header(columns: &str) -> String {
    let mut text = "##fileformat=VCFv4.2\n".to_owned();
    for (name, length) in CONTIGS {
        writeln!(text, "##contig=<ID={name},length={length}>").unwrap();
    }
    text + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO" + columns + "\n"
}

/// A file of some samples and a panel: in PAR and outside, on the mitochondrion, with genotypes of all kinds.
fn random_case(random: &mut Random) -> (String, Arc<Panel>) {
    let names = random.pick(&["", "\tFORMAT\tS1", "\tFORMAT\tS1\tS2\tS3", "\tFORMAT\ta\tb\tc\td\te\tf\tg\th\ti\tj\tk"]);
    let columns = names.split('\t').count().saturating_sub(2);
    let (mut text, mut panel) = (header(names), header(""));
    let with_x = !random.once_in(4);
    for (contig, from) in AROUND {
        for pos in (from..from + 160).step_by(2) {
            let (entry, alleles) = (random.once_in(3), random.pick(&["A\tC", "AG\tA", "A\tAC", "A\tA"]));
            if entry && (with_x || contig != "chrX") {
                writeln!(panel, "{contig}\t{pos}\trs{pos}\t{alleles}\t.\t.\tGENEINFO=G{}:1", random.below(3)).unwrap();
            }
            if random.once_in(4) {
                continue;
            }
            let alt = random.pick(&["C", "C", "C", ".", "C,T", "<NON_REF>"]);
            let filter = random.pick(&["PASS", "PASS", "PASS", "low"]);
            write!(text, "{contig}\t{pos}\t.\tA\t{alt}\t.\t{filter}\t.").unwrap();
            for column in 0..columns {
                text.push_str(if column == 0 { "\tGT:GQ:AD" } else { "" });
                let usual = ["0/0", "0/1", "1/1", "1|1", "0", "1", "./.", "1/.", "0/1/1"];
                let gt = if matches!(alt, "." | "<NON_REF>") { "0/0" } else { random.pick(&usual) };
                write!(text, "\t{gt}:{}:7,8", random.pick(&[5, 50, 50, 50])).unwrap();
            }
            text.push('\n');
        }
    }
    (text, compile(panel.as_bytes(), None).unwrap())
}

fn random_options(random: &mut Random) -> ScreenOptions {
    let mut options = ScreenOptions { input_name: "made.vcf".into(), ..ScreenOptions::default() };
    for option in ["x-copies 1", "x-copies 2", "min-gq 0", "min-dp 3", "absent-is-reference"] {
        if random.once_in(4) {
            options.state(option).unwrap();
        }
    }
    options.filter = match random.below(4) {
        0 => Filter { genes: vec!["G1".into()], ..Filter::default() },
        1 => Filter { regions: vec!["chrY".into(), "chrM".into()], ..Filter::default() },
        _ => Filter::default(),
    };
    options
}

#[test]
fn random_reports_count_as_cohort_files() {
    let (mut copies, mut filtered) = ([0; 3], 0);
    for seed in 0..rounds("GENOSIEVE_SEEDS", 120) as u64 {
        let mut random = Random::new(seed);
        let ((text, panel), options) = (random_case(&mut random), random_options(&mut random));
        let answer = answer(&panel, text.as_bytes(), &options);
        for summary in &answer.head().summary {
            copies[usize::from(summary.copies_of_x.as_ref().and_then(|x| x.copies).unwrap_or_default())] += 1;
        }
        filtered += usize::from(answer.head().filter.is_some());
        assert_same(answer, &panel, &options, &format!("seed {seed}"));
    }
    assert!(copies.iter().all(|samples| *samples > 10) && filtered > 10, "{copies:?} {filtered}");
}

#[test]
fn the_golden_cases_count_as_cohort_files() {
    for case in cases() {
        let (panel, options) = case_panel(&case);
        let genome = ["input.vcf", "genome.vcf"].map(|name| case.join(name)).into_iter().find(|path| path.exists());
        assert_same(answer(&panel, &read(&genome.unwrap()), &options), &panel, &options, &format!("{case:?}"));
    }
}

/// A report of three samples, as a value, and its panel.
fn whole() -> (Arc<Panel>, Answer, Value) {
    let (text, panel) =
        (0..99).map(|seed| random_case(&mut Random::new(seed))).find(|(text, _)| text.contains("\tS3\n")).unwrap();
    let answer = answer(&panel, text.as_bytes(), &ScreenOptions::default());
    let value = serde_json::from_str(&answer.report().to_json()).unwrap();
    (panel, answer, value)
}

#[test]
fn what_a_report_lacks_is_never_counted_in_silence() {
    let (panel, _, whole) = whole();
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut value = whole.clone();
        change(&mut value);
        of_reports(&[value.to_string()], &panel).err().map(|error| (error.kind(), error.detail().to_owned()))
    };
    let rows = |value: &mut Value, change: &dyn Fn(&mut Vec<Value>)| change(value["verdicts"].as_array_mut().unwrap());
    let invalid = |change: &dyn Fn(&mut Vec<Value>)| {
        let (kind, detail) = refused(&|value| rows(value, change)).unwrap();
        assert_eq!(kind, ErrorKind::CohortInvalid, "{detail}");
        detail
    };
    assert_eq!(refused(&|_| ()), None);
    assert_eq!(
        refused(&|value| value["policy"]["all"] = false.into()),
        Some((ErrorKind::CohortConflict, "--all".into())),
    );
    let last = whole["verdicts"].as_array().unwrap().len() - 1;
    // A row is not there, or twice; an entry is not there, or at another place; samples are turned around.
    invalid(&|rows| drop(rows.remove(7)));
    invalid(&|rows| rows.insert(7, rows[7].clone()));
    assert!(invalid(&|rows| drop(rows.drain(6..9))).starts_with("entries: "));
    assert!(invalid(&|rows| rows.truncate(last - 2)).starts_with("entries: "));
    invalid(&|rows| rows.truncate(last));
    invalid(&|rows| rows.rotate_left(3));
    invalid(&|rows| rows.swap(0, 1));
    invalid(&|rows| rows.clear());
    let others = serde_json::json!({ "contig": "chrY", "pos": 77, "ref": "T", "alt": "T", "regionEnd": 9 });
    for (key, value) in others.as_object().unwrap() {
        invalid(&|rows| (0..3).for_each(|row| rows[row]["entry"][key] = value.clone()));
    }
    // Rows and counts contradict each other.
    let other = |state: &Value| if state == "indeterminate" { "notAssessed" } else { "indeterminate" };
    assert_eq!(invalid(&|rows| rows[4]["state"] = other(&rows[4]["state"]).into()), "summary");
    let carried = |row: &Value| row["entry"]["contig"] == "chr1" && row["copies"].is_object();
    let at = whole["verdicts"].as_array().unwrap().iter().position(carried).unwrap();
    for copies in [[3, 2], [0, 2]] {
        let copies = serde_json::json!({ "carried": copies[0], "ploidy": copies[1] });
        assert_eq!(invalid(&|rows| rows[at]["copies"] = copies.clone()), "copies");
    }
    // What is no report at all, or of something else.
    let kind = |value: Option<(ErrorKind, String)>| value.map(|(kind, _)| kind);
    assert_eq!(kind(refused(&|value| value["schema"] = "genosieve.family/1".into())), Some(ErrorKind::ReportInvalid));
    assert_eq!(
        kind(refused(&|value| value["panel"]["sha256"] = "0".repeat(64).into())),
        Some(ErrorKind::CohortConflict)
    );
    assert_eq!(kind(refused(&|value| value["summary"] = serde_json::json!([]))), Some(ErrorKind::CohortInvalid));
}

#[test]
fn reports_and_cohort_files_are_counted_together() {
    let (panel, answer, whole) = whole();
    let together = |values: &[&Value]| {
        let texts: Vec<String> = values.iter().map(ToString::to_string).collect();
        of_reports(&texts, &panel).map_err(|error| error.kind())
    };
    let [mut other, mut strict] = [whole.clone(), whole.clone()];
    other["input"]["name"] = "another.vcf".into();
    strict["policy"]["minGq"] = 30.into();
    strict["input"]["name"] = "another.vcf".into();
    assert!(together(&[&whole, &other]).is_ok());
    assert_eq!(together(&[&whole, &whole]).unwrap_err(), ErrorKind::CohortConflict);
    assert_eq!(together(&[&whole, &strict]).unwrap_err(), ErrorKind::CohortConflict);

    let mut mixed = Merger::default();
    mixed.cohort(&of_reports(&[other.to_string()], &panel).unwrap()[..]).unwrap();
    for report in by_sample(answer) {
        mixed.report(report.as_bytes(), &panel).unwrap();
    }
    assert!(written(mixed) == together(&[&whole, &other]).unwrap());
}

#[test]
fn the_command_merges_reports() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("merge_reports");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("in/more")).unwrap();
    let made =
        synthetic::InMemory::new(&synthetic::Spec { records: 400, entries: 300, samples: 5, ..Default::default() });
    fs::write(folder.join("in/many.vcf"), &made.genome).unwrap();
    // Samples of two files have reports of one name.
    fs::write(folder.join("in/more/many.vcf"), [&made.genome[..], b"\n"].concat()).unwrap();
    fs::write(folder.join("panel.vcf"), &made.panel).unwrap();
    let run = |arguments: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_genosieve"));
        let output = command.current_dir(&folder).args(arguments.split(' ')).output().unwrap();
        (output.status.code(), output.stdout, String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let done = |arguments: &str| {
        let (code, out, said) = run(arguments);
        assert_eq!(code, Some(0), "{arguments}: {said}");
        out
    };
    done("screen in --panel panel.vcf --out-dir out --planes --all");
    done("screen in/many.vcf --panel panel.vcf --all --format json -o one.json");
    done("screen in/many.vcf --panel panel.vcf --format json -o carried.json");

    let expected = done("merge out/planes --format cohort");
    for given in
        ["out", "out/reports", "one.json out/planes/more.many.gsc", "out/planes/many.gsc out/reports/more.many"]
    {
        assert!(done(&format!("merge {given} --panel panel.vcf --format cohort")) == expected, "{given}");
    }
    let table = done("merge out/planes --panel panel.vcf --min-count 3");
    assert!(done("merge out/reports --panel panel.vcf --min-count 3") == table);
    for (arguments, code, words) in [
        ("out/reports", 1, ["option_invalid", "--panel"]),
        ("carried.json --panel panel.vcf", 1, ["cohort_conflict", "carried.json: --all"]),
        ("one.json out/planes --panel panel.vcf", 1, ["cohort_conflict", "many.gsc"]),
        ("out/manifest.jsonl --panel panel.vcf", 4, ["report_invalid", "manifest.jsonl"]),
    ] {
        let (exit, out, said) = run(&format!("merge {arguments}"));
        assert_eq!((exit, out.is_empty()), (Some(code), true), "{arguments}: {said}");
        assert!(words.iter().all(|word| said.contains(word)), "{arguments}: {said}");
    }
}
