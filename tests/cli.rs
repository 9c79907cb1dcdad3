//! The native command from outside: exit codes, what goes where, and the forms of a panel.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const HEADER: &str = "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
const ROW: &str = "12\t111803962\trs671\tG\tA\t.\t.\t.";

fn panel_text() -> String {
    format!("{HEADER}\n{ROW}\n")
}

fn genome_text() -> String {
    format!("{HEADER}\tFORMAT\tS\nchr12\t111803962\t.\tG\tA\t50\tPASS\t.\tGT:GQ\t0/1:99\n")
}

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("makes a folder");
    std::fs::write(folder.join("panel.vcf"), panel_text()).expect("writes");
    std::fs::write(folder.join("genome.vcf"), genome_text()).expect("writes");
    folder
}

fn command(folder: &PathBuf, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_genosieve"));
    command.current_dir(folder).args(arguments);
    command
}

fn run(folder: &PathBuf, arguments: &[&str]) -> Output {
    command(folder, arguments).stdin(Stdio::null()).output().expect("runs")
}

/// Runs with pieces on standard input, each written apart.
fn run_with(folder: &PathBuf, arguments: &[&str], pieces: &[&[u8]]) -> Output {
    let mut child = command(folder, arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut stdin = child.stdin.take().expect("is piped");
    for piece in pieces {
        stdin.write_all(piece).expect("writes");
        stdin.flush().expect("writes");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    drop(stdin);
    child.wait_with_output().expect("ends")
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn an_answer_goes_to_standard_output_or_to_a_file() {
    let folder = folder("answer");
    let json = run(&folder, &["screen", "genome.vcf", "--panel", "panel.vcf", "--format", "json"]);
    assert_eq!(code(&json), Some(0), "{}", stderr(&json));
    let report: serde_json::Value = serde_json::from_slice(&json.stdout).expect("is JSON");
    assert_eq!(report["summary"][0]["carried"], 1);
    assert_eq!(report["input"]["name"], "genome.vcf");
    assert_eq!(report["panel"]["name"], "panel");
    assert!(json.stdout.ends_with(b"}\n") && json.stderr.is_empty());

    let filed =
        run(&folder, &["screen", "genome.vcf", "--panel", "panel.vcf", "--format", "json", "-o", "report.json"]);
    assert_eq!((code(&filed), filed.stdout.len()), (Some(0), 0));
    assert_eq!(std::fs::read(folder.join("report.json")).expect("was written"), json.stdout);

    let table = run(&folder, &["screen", "genome.vcf", "--panel", "panel.vcf"]);
    assert!(String::from_utf8_lossy(&table.stdout).contains("111803962"));
}

#[test]
fn standard_input_and_many_threads_answer_the_same() {
    let folder = folder("stdin");
    let report = |output: &Output| {
        let mut report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("is JSON");
        report["input"]["name"].take();
        report["run"].take();
        report
    };
    let file = run(&folder, &["screen", "genome.vcf", "--panel", "panel.vcf", "--format", "json", "--threads", "8"]);
    let genome = genome_text();
    let (first, rest) = genome.as_bytes().split_at(30);
    let piped = run_with(&folder, &["screen", "-", "--panel", "panel.vcf", "--format", "json"], &[first, rest]);
    assert_eq!(report(&file), report(&piped));
}

#[test]
fn a_compiled_panel_is_known_by_its_bytes() {
    let folder = folder("compiled");
    let built = run(&folder, &["panel", "build", "panel.vcf", "-o", "panel.gsp"]);
    assert_eq!((code(&built), stderr(&built).as_str()), (Some(0), ""));
    std::fs::copy(folder.join("panel.gsp"), folder.join("no-extension")).expect("copies");
    let info = |panel| run(&folder, &["panel", "info", panel, "--format", "json"]);
    assert_eq!(info("panel.gsp").stdout, info("no-extension").stdout);
    assert_eq!(info("panel.gsp").stdout, info("panel.vcf").stdout);

    let screened = run(&folder, &["screen", "genome.vcf", "--panel", "panel.gsp", "--format", "tsv"]);
    let compiled = run(&folder, &["screen", "genome.vcf", "--panel", "panel.vcf", "--format", "tsv"]);
    assert_eq!((code(&screened), screened.stdout), (Some(0), compiled.stdout));

    // A pipe may give less than the magic bytes at first.
    let container = std::fs::read(folder.join("panel.gsp")).expect("was written");
    let (first, rest) = container.split_at(2);
    let piped = run_with(&folder, &["panel", "info", "-", "--format", "json"], &[first, rest]);
    assert_eq!((code(&piped), &piped.stdout), (Some(0), &info("panel.gsp").stdout), "{}", stderr(&piped));
}

#[test]
fn usage_errors_exit_with_1() {
    let folder = folder("usage");
    for arguments in [
        &["screen", "genome.vcf"][..],
        &["frobnicate"],
        &[],
        &["screen", "genome.vcf", "--panel", "panel.vcf", "--format", "xml"],
        &["screen", "genome.vcf", "--panel", "panel.vcf", "--build", "mm10"],
        &["screen", "genome.vcf", "--panel", "panel.vcf", "--sample", "nobody"],
        &["screen", "genome.vcf", "--panel", "panel.vcf", "--workers", "0"],
        &["panel", "build", "panel.vcf"],
        &["panel", "info", "panel.vcf", "--format", "tsv"],
    ] {
        let output = run(&folder, arguments);
        assert_eq!(code(&output), Some(1), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
    let help = run(&folder, &["--help"]);
    assert_eq!(code(&help), Some(0));
    assert!(String::from_utf8_lossy(&help.stdout).contains("genosieve screen genome.vcf.gz"));
}

#[test]
fn what_cannot_be_read_exits_with_4_and_one_line() {
    let folder = folder("unreadable");
    std::fs::write(folder.join("archive.vcf"), b"PK\x03\x04....").expect("writes");
    std::fs::write(folder.join("empty.vcf"), b"").expect("writes");
    for (input, error) in [
        ("archive.vcf", "input_zip"),
        ("empty.vcf", "input_empty"),
        ("missing.vcf", "io"),
        (".", "io"),
        ("panel.gsp", "input_is_panel"),
    ] {
        if input == "panel.gsp" {
            run(&folder, &["panel", "build", "panel.vcf", "-o", input]);
        }
        let output = run(&folder, &["screen", input, "--panel", "panel.vcf"]);
        assert_eq!(code(&output), Some(4), "{input}");
        let said = stderr(&output);
        assert!(said.starts_with(error) && said.lines().count() == 1, "{input}: {said}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_wrong_build_exits_with_3_and_shows_the_evidence() {
    let folder = folder("build");
    std::fs::write(folder.join("old.vcf"), genome_text().replace("GRCh38", "GRCh37")).expect("writes");
    let output = run(&folder, &["screen", "old.vcf", "--panel", "panel.vcf"]);
    let said = stderr(&output);
    assert_eq!((code(&output), output.stdout.len()), (Some(3), 0), "{said}");
    assert!(
        said.lines().count() == 2 && said.lines().last().is_some_and(|l| l.starts_with("build_conflict")),
        "{said}"
    );
    let stated = run(&folder, &["screen", "old.vcf", "--panel", "panel.vcf", "--build", "GRCh38", "--format", "json"]);
    assert_eq!(code(&stated), Some(0));
    assert_eq!(stderr(&stated).lines().count(), 1, "the notice of it: {}", stderr(&stated));
}

#[test]
fn an_incomplete_file_is_answered_with_5() {
    let folder = folder("incomplete");
    let mut writer = noodles::bgzf::io::Writer::new(Vec::new());
    writer.write_all(genome_text().as_bytes()).expect("writes");
    let bytes = writer.finish().expect("writes");
    std::fs::write(folder.join("cut.vcf.gz"), &bytes[..bytes.len() - 28]).expect("writes");
    let output = run(&folder, &["screen", "cut.vcf.gz", "--panel", "panel.vcf", "--format", "json", "--lang", "ja"]);
    assert_eq!(code(&output), Some(5), "{}", stderr(&output));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("is JSON");
    assert_eq!(report["accounting"]["complete"], false);
    assert_eq!(report["summary"][0]["carried"], 1);
    assert!(stderr(&output).contains("終端ブロック"));
}

#[test]
fn a_report_is_exported_from_a_file_and_from_standard_input() {
    let folder = folder("export");
    let screened =
        run(&folder, &["screen", "genome.vcf", "--panel", "panel.vcf", "--format", "json", "-o", "report.json"]);
    assert_eq!(code(&screened), Some(0));
    let report = std::fs::read(folder.join("report.json")).expect("was written");
    for form in ["csv", "tsv", "ndjson", "summary", "html", "fhir", "phenopacket"] {
        let arguments = ["--format", form, "--created", "2026-11-22T00:00:00Z"];
        let filed = run(&folder, &[&["export", "report.json"], &arguments[..]].concat());
        assert_eq!((code(&filed), stderr(&filed).as_str()), (Some(0), ""), "{form}");
        let piped = run_with(&folder, &[&["export", "-"], &arguments[..]].concat(), &[&report]);
        assert_eq!(piped.stdout, filed.stdout, "{form}");
        assert_eq!(filed.stdout.windows(9).any(|part| part == b"111803962"), form != "summary", "{form}");
    }
    let vcf = run(&folder, &["export", "report.json", "--format", "vcf", "--input", "genome.vcf"]);
    assert_eq!(code(&vcf), Some(0), "{}", stderr(&vcf));
    assert!(String::from_utf8_lossy(&vcf.stdout).contains("\tGT:GQ\t0/1:99\n"));
}

#[test]
fn an_export_that_cannot_be_made_says_why() {
    let folder = folder("no-export");
    run(&folder, &["screen", "genome.vcf", "--panel", "panel.vcf", "--format", "json", "-o", "report.json"]);
    std::fs::write(folder.join("other.vcf"), genome_text().replace("0/1:99", "0/1:98")).expect("writes");
    std::fs::write(folder.join("longer.vcf"), genome_text() + "chr13\t5\t.\tA\tC\t.\t.\t.\tGT\t0/1\n").expect("writes");
    for (arguments, exit, error) in [
        (&["report.json", "--format", "vcf"][..], 1, ""),
        (&["report.json", "--format", "xml"], 1, ""),
        (&["report.json", "--format", "vcf", "--input", "other.vcf"], 4, "file_changed"),
        (&["report.json", "--format", "vcf", "--input", "longer.vcf"], 4, "file_changed"),
        (&["genome.vcf", "--format", "csv"], 4, "report_invalid"),
        (&["missing.json", "--format", "csv"], 4, "io"),
    ] {
        let output = run(&folder, &[&["export"], arguments].concat());
        assert_eq!(code(&output), Some(exit), "{arguments:?}");
        assert!(stderr(&output).starts_with(error) && output.stdout.is_empty(), "{}", stderr(&output));
    }
}

#[test]
fn an_export_of_many_sites_is_warned_of() {
    let folder = folder("many");
    let rows = |end: &str| (1..=40).map(|n| format!("12\t{n}\t.\tA\tG\t.\t.\t.{end}\n")).collect::<Vec<_>>().concat();
    std::fs::write(folder.join("panel.vcf"), format!("{HEADER}\n{}", rows(""))).expect("writes");
    std::fs::write(folder.join("genome.vcf"), format!("{HEADER}\tFORMAT\tS\n{}", rows("\tGT\t0/1"))).expect("writes");
    run(&folder, &["screen", "genome.vcf", "--panel", "panel.vcf", "--format", "json", "-o", "report.json"]);
    let said = |form| stderr(&run(&folder, &["export", "report.json", "--format", form, "--lang", "ja"]));
    assert!(said("csv").contains("40 か所"), "{}", said("csv"));
    assert_eq!(said("summary"), "");
}

#[test]
fn a_stated_build_chooses_the_columns_of_a_table() {
    let folder = std::env::temp_dir().join(format!("genosieve-table-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let genome = folder.join("old.vcf");
    let text = "##fileformat=VCFv4.2\n##reference=GRCh37\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n\
                12\t112241766\t.\tG\tA\t.\tPASS\t.\tGT\t0/1\n";
    std::fs::write(&genome, text).unwrap();
    let table = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("panels/japan-sentinels.tsv");
    let run = |build: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_genosieve"))
            .arg("screen")
            .arg(&genome)
            .arg("--panel")
            .arg(&table)
            .args(["--format", "json"])
            .args(build)
            .output()
            .unwrap()
    };
    assert_eq!(run(&[]).status.code(), Some(3), "the table's own build is GRCh38");
    let stated = run(&["--build", "hg19"]);
    let report: serde_json::Value = serde_json::from_slice(&stated.stdout).unwrap();
    assert_eq!(report["summary"][0]["carried"], 1, "rs671 by its GRCh37 position");
    assert_eq!(report["panel"]["alleles"], 14);
    std::fs::remove_dir_all(folder).unwrap();
}
