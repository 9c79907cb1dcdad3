//! `genosieve screen --out-dir` from outside: what is done is not done again, and nothing depends on how it came about.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use synthetic::{InMemory, Spec};

/// Genomes of the larger tests.
const GENOMES: u32 = 40;

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("batch").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("in")).unwrap();
    folder
}

/// The same with genomes, which are the samples of one file, and a panel.
fn generated(name: &str) -> PathBuf {
    let folder = folder(name);
    let made = InMemory::new(&Spec { records: 400, entries: 300, samples: GENOMES, ..Spec::default() });
    let text = String::from_utf8(made.genome).unwrap();
    for sample in 0..GENOMES as usize {
        let own = |line: &str| {
            let cells: Vec<&str> = line.split('\t').collect();
            if line.starts_with("##") {
                line.to_owned()
            } else {
                [&cells[..9], &[cells[9 + sample]]].concat().join("\t")
            }
        };
        let genome: Vec<String> = text.lines().map(own).collect();
        fs::write(folder.join(format!("in/{sample:02}.vcf")), genome.join("\n") + "\n").unwrap();
    }
    fs::write(folder.join("panel.vcf"), &made.panel).unwrap();
    folder
}

/// A genome of another build.
fn of_another_build(genome: &str) -> String {
    let lines = genome.lines().filter(|line| !line.starts_with("##contig"));
    lines.map(|line| line.replace("GRCh38", "GRCh37") + "\n").collect()
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_genosieve"));
    command.current_dir(folder).arg("screen").args(["--panel", "panel.vcf"]).args(arguments).stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// How many inputs had been done before.
fn before(output: &Output) -> u32 {
    told(output).split(" of them").next().and_then(|text| text.rsplit(' ').next()?.parse().ok()).unwrap()
}

/// All files below a folder, by path.
fn content(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(path) = folders.pop() {
        for item in fs::read_dir(path).unwrap().map(|item| item.unwrap().path()) {
            if item.is_dir() {
                folders.push(item);
            } else {
                let name = item.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.insert(name, fs::read(&item).unwrap());
            }
        }
    }
    found
}

fn summary(folder: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(folder.join("summary.tsv")).unwrap();
    text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
fn a_batch_that_is_cut_off_goes_on_and_gives_the_bytes_of_one_that_was_not() {
    let folder = generated("cut");
    let input = folder.join("in/20.vcf");
    let genome = fs::read(&input).unwrap();
    fs::remove_file(&input).unwrap();
    // Whoever opens a pipe waits for its writer, who never comes: the batch stops exactly there.
    if !Command::new("mkfifo").arg(&input).status().is_ok_and(|status| status.success()) {
        eprintln!("skipped: there is no mkfifo");
        return;
    }
    let mut cut = command(&folder, &["in", "--out-dir", "cut", "--jobs", "1"]).spawn().unwrap();
    let manifest = folder.join("cut/manifest.jsonl");
    let lines = || fs::read_to_string(&manifest).map_or(0, |text| text.lines().count());
    let begun = Instant::now();
    while lines() < 21 && begun.elapsed() < Duration::from_secs(50) {
        std::thread::sleep(Duration::from_millis(10));
    }
    cut.kill().unwrap();
    cut.wait().unwrap();
    assert_eq!(lines(), 21, "what was asked, and twenty genomes");
    assert!(!folder.join("cut/summary.tsv").exists());
    // A line that was being written, and a report.
    let torn = fs::read_to_string(&manifest).unwrap() + "{\"input\":\"in/20.v";
    fs::write(&manifest, torn).unwrap();
    fs::write(folder.join("cut/reports/20.json.part"), "{").unwrap();
    fs::remove_file(&input).unwrap();
    fs::write(&input, genome).unwrap();

    let resumed = run(&folder, &["in", "--out-dir", "cut", "--jobs", "2"]);
    assert_eq!(resumed.status.code(), Some(0), "{}", told(&resumed));
    assert!(told(&resumed).contains("40 inputs: 40 answered") && told(&resumed).contains("20 of them"));
    let whole = run(&folder, &["in", "--out-dir", "whole", "--jobs", "1"]);
    assert!(told(&whole).contains(" 0 of them"), "{}", told(&whole));
    let (cut, whole) = (content(&folder.join("cut")), content(&folder.join("whole")));
    assert_eq!(cut.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
    assert!(cut == whole, "the same bytes");
    assert!(summary(&folder.join("whole")).iter().any(|row| row[6] != "0"), "something is carried");
    assert_eq!(whole.len(), 42, "a report for each, the manifest, the summary");
}

#[test]
fn what_changed_is_done_again_and_nothing_else() {
    let folder = generated("changed");
    let run = |more: &[&str]| {
        let output = run(&folder, &[&["in", "--out-dir", "out"], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        before(&output)
    };
    assert_eq!(run(&[]), 0);
    let first = content(&folder.join("out"));
    assert_eq!(run(&[]), GENOMES);
    fs::remove_file(folder.join("out/reports/07.json")).unwrap();
    fs::write(folder.join("out/reports/08.json"), "{").unwrap();
    assert_eq!(run(&[]), GENOMES - 2);
    assert!(content(&folder.join("out")) == first);

    fs::copy(folder.join("in/01.vcf"), folder.join("in/00.vcf")).unwrap();
    assert_eq!(run(&[]), GENOMES - 1);
    let verdicts = |name: &str| {
        let report = fs::read(folder.join(format!("out/reports/{name}.json"))).unwrap();
        serde_json::from_slice::<serde_json::Value>(&report).unwrap()["verdicts"].take()
    };
    assert_eq!(verdicts("00"), verdicts("01"));

    assert_eq!(run(&["--min-gq", "30"]), 0, "another question");
    assert_eq!(
        run(&["--min-gq", "30", "--jobs", "1", "--lang", "ja"].map(|o| if o == "ja" { "en" } else { o })),
        GENOMES
    );
}

#[test]
fn a_bad_file_stops_nobody_and_is_in_the_summary() {
    let folder = generated("bad");
    fs::write(folder.join("in/03.vcf"), b"PK\x03\x04....").unwrap();
    let text = fs::read_to_string(folder.join("in/04.vcf")).unwrap();
    fs::write(folder.join("in/04.vcf"), of_another_build(&text)).unwrap();
    fs::write(folder.join("list"), "in\nin-no-place/x.vcf\n\n").unwrap();
    let output = run(&folder, &["--list", "list", "--out-dir", "out"]);
    assert_eq!(output.status.code(), Some(4), "{}", told(&output));
    assert!(told(&output).contains("41 inputs: 38 answered, 0 incomplete, 3 not answered"), "{}", told(&output));
    let rows = summary(&folder.join("out"));
    assert_eq!(rows.len(), 41);
    let codes: Vec<(&str, &str)> =
        rows.iter().map(|row| (row[0].as_str(), row[2].as_str())).filter(|(_, code)| *code != "answered").collect();
    assert_eq!(codes, [("in/03.vcf", "input_zip"), ("in/04.vcf", "build_conflict"), ("in-no-place/x.vcf", "io")]);

    // What may pass is tried again; what is sure is not.
    let again = run(&folder, &["--list", "list", "--out-dir", "out"]);
    assert!(told(&again).contains("40 of them"), "{}", told(&again));
}

#[test]
fn the_worst_of_all_inputs_is_the_exit_code() {
    let folder = generated("codes");
    let genome = fs::read_to_string(folder.join("in/00.vcf")).unwrap();
    fs::write(folder.join("cut.vcf"), &genome[..genome.trim_end().rfind('\n').unwrap() + 9]).unwrap();
    fs::write(folder.join("old.vcf"), of_another_build(&genome)).unwrap();
    fs::write(folder.join("zip.vcf"), b"PK\x03\x04....").unwrap();
    for (inputs, code) in [
        (&["in/00.vcf", "in/01.vcf"][..], 0),
        (&["in/00.vcf", "cut.vcf"], 5),
        (&["old.vcf", "cut.vcf"], 3),
        (&["zip.vcf", "old.vcf", "cut.vcf"], 4),
    ] {
        let out = format!("out{code}");
        let output = run(&folder, &[inputs, &["--out-dir", &out]].concat());
        assert_eq!(output.status.code(), Some(code), "{}", told(&output));
    }
}

#[test]
fn each_sample_of_a_file_has_a_report() {
    let folder = folder("samples");
    let made = InMemory::new(&Spec { records: 400, entries: 300, samples: 20, ..Spec::default() });
    fs::write(folder.join("in/many.vcf"), &made.genome).unwrap();
    fs::write(folder.join("panel.vcf"), &made.panel).unwrap();
    let output = run(&folder, &["in", "--out-dir", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let rows = summary(&folder.join("out"));
    assert_eq!(rows.len(), 20);
    for row in rows {
        let (sample, carried, path) = (&row[1], &row[6], row.last().unwrap());
        assert_eq!(*path, format!("reports/many/{sample}.json"));
        let report: serde_json::Value =
            serde_json::from_slice(&fs::read(folder.join("out").join(path)).unwrap()).unwrap();
        assert_eq!(report["summary"].as_array().unwrap().len(), 1);
        assert_eq!(report["summary"][0]["carried"].to_string(), *carried);
        let alone = self::run(&folder, &["in/many.vcf", "--sample", sample, "--format", "json", "--workers", "1"]);
        let alone: serde_json::Value = serde_json::from_slice(&alone.stdout).unwrap();
        assert_eq!(report["verdicts"], alone["verdicts"]);
        assert_eq!(report["summary"], alone["summary"]);
    }
}

#[test]
fn what_would_be_written_over_is_refused_before_anything_is_read() {
    let folder = generated("refused");
    fs::create_dir_all(folder.join("other")).unwrap();
    fs::copy(folder.join("in/00.vcf"), folder.join("other/00.VCF")).unwrap();
    fs::create_dir_all(folder.join("full")).unwrap();
    fs::write(folder.join("full/reports"), "somebody's").unwrap();
    fs::create_dir_all(folder.join("empty")).unwrap();
    for (arguments, word) in [
        (&["in/00.vcf", "other/00.VCF", "--out-dir", "out"][..], "in/00.vcf, other/00.VCF"),
        (&["in/00.vcf", "in", "--out-dir", "out"], "in/00.vcf, in/00.vcf"),
        (&["in", "--out-dir", "full"], "manifest.jsonl"),
        (&["empty", "--out-dir", "out"], "INPUT: 0"),
        (&["-", "--out-dir", "out"], "-"),
        (&["in/00.vcf", "in/01.vcf"], "--out-dir"),
        (&["--list", "panel.vcf"], "--out-dir"),
        (&["in", "--out-dir", "out", "--index", "x"], "--index"),
        (&["in/00.vcf", "--jobs", "2"], "--out-dir"),
    ] {
        let output = run(&folder, arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", told(&output));
        assert!(told(&output).contains(word), "{arguments:?}: {}", told(&output));
        assert!(!folder.join("out").exists(), "{arguments:?}");
    }
    // Two folders that hold the same name are told apart by it.
    let output = run(&folder, &[".", "--out-dir", "out", "--format", "tsv"]);
    assert!(folder.join("out/reports/in.00.tsv").exists() && folder.join("out/reports/other.00.tsv").exists());
    assert!(told(&output).contains("42 inputs"), "{}", told(&output));
}
