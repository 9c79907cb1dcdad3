//! A file of a whole cohort: each sample is answered as if it were screened alone.

mod common;

use std::fmt::Write;
use std::sync::Arc;

use common::random::Random;
use common::{answer, case_panel, cases, compile, read, screen, shared};
use genosieve::error::{ErrorKind, Position};
use genosieve::kernel::State;
use genosieve::panel::Panel;
use genosieve::screen::{Query, ScreenOptions, SortKey};
use serde_json::{Value, json};

const COLUMNS: &str = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
const META: &str = "##fileformat=VCFv4.2\n##contig=<ID=chr1,length=248956422>\n";
/// Samples of the cohorts that are made here.
const SAMPLES: usize = 24;

/// The file of a case with more samples: at each row each has a column of the case, some with another
/// genotype or other reads.
fn cohort(text: &str, random: &mut Random) -> Option<String> {
    let mut out = String::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        if line.starts_with("##") || fields.len() < 10 {
            out.push_str(line);
        } else if line.starts_with('#') {
            out.push_str(line);
            (fields.len() - 9..SAMPLES).for_each(|i| write!(out, "\tS{i}").unwrap());
        } else {
            out.push_str(&fields[..9].join("\t"));
            for _ in 0..SAMPLES {
                let column = random.pick(&fields[9..]);
                write!(out, "\t{}", varied(column, &fields, random)).unwrap();
            }
        }
        out.push('\n');
    }
    text.contains("\tFORMAT\t").then_some(out)
}

fn varied(column: &str, fields: &[&str], random: &mut Random) -> String {
    let alternates = if fields[4] == "." { 0 } else { fields[4].split(',').count() };
    let values = fields[8].split(':').zip(column.split(':')).map(|(key, value)| match key {
        "GT" if random.once_in(3) && alternates > 0 => {
            let last = alternates.to_string();
            random.pick(&["0/0", "0|0", "0|1", "1|0", "1/1", "./.", "0/.", "0/1", last.as_str()]).to_owned()
        }
        "GQ" if random.once_in(3) => random.pick(&["3", "20", "99", "."]).to_owned(),
        "AD" if random.once_in(2) && value != "." => {
            value.split(',').map(|_| random.below(40).to_string()).collect::<Vec<_>>().join(",")
        }
        _ => value.to_owned(),
    });
    values.collect::<Vec<_>>().join(":")
}

/// A verdict without the reads of calls that call no alternate, and without its sample.
fn without_reads(row: &impl serde::Serialize) -> Value {
    let mut row = serde_json::to_value(row).unwrap();
    row.as_object_mut().unwrap().remove("sample");
    for record in row["records"].as_array_mut().unwrap() {
        let called = record["gt"].as_str().is_some_and(|gt| gt.contains(|c: char| c.is_ascii_digit() && c != '0'));
        if !called {
            record["reads"] = Value::Null;
        }
    }
    row
}

fn assert_as_alone(panel: &Arc<Panel>, file: &[u8], options: &ScreenOptions, of: &str) {
    let together = answer(panel, file, 1 << 20, options.clone()).unwrap();
    let report = together.report();
    assert_eq!(report.summary.len(), SAMPLES, "{of}");
    assert!(report.notices.iter().any(|notice| notice.code == "cohort"));
    for (sample, counts) in report.summary.iter().enumerate() {
        let name = counts.sample.as_deref().unwrap();
        let only = ScreenOptions { samples: vec![name.to_owned()], ..options.clone() };
        let alone = answer(panel, file, 1 << 20, only).unwrap();
        let of = format!("{of}, {name}");
        assert_eq!(json!(counts), json!(alone.head().summary[0]), "{of}");

        let mine: Vec<_> = report.verdicts.iter().filter(|row| row.sample.as_deref() == Some(name)).collect();
        assert_eq!(mine.len(), alone.report().verdicts.len(), "{of}");
        for (mine, alone) in mine.iter().zip(&alone.report().verdicts) {
            assert_eq!(without_reads(mine), without_reads(alone), "{of}");
            // A finding has its reads, also where it is one of the reference.
            if mine.state == State::Carried {
                assert_eq!(json!(mine), json!(alone), "{of}");
            }
        }

        let query = |sample| Query { sample, sort: SortKey::Position, ..Query::default() };
        let (mine, others) = (together.view(&query(sample)).unwrap(), alone.view(&query(0)).unwrap());
        let pairs = together.rows(&mine, 0, usize::MAX).into_iter().zip(alone.rows(&others, 0, usize::MAX));
        for (mine, alone) in pairs {
            let (mut mine, mut alone) = (without_reads(&mine.verdict), without_reads(&alone.verdict));
            if alone["records"] == json!([]) {
                // Beside few samples a reference row is a bit.
                (mine["records"], alone["records"]) = (json!([]), json!([]));
            }
            assert_eq!(mine, alone, "{of}");
        }
    }
}

#[test]
fn each_sample_of_a_cohort_is_answered_as_alone() {
    let mut tried = 0;
    for case in cases() {
        // One column that cannot be read skips the row for all who are asked about, and alone for that sample.
        if case.ends_with("rows_that_cannot_be_read") {
            continue;
        }
        let (panel, options) = case_panel(&case);
        let text = String::from_utf8(read(&case.join("input.vcf"))).unwrap();
        for seed in 0..6 {
            let Some(file) = cohort(&text, &mut Random::new(seed)) else { continue };
            for all in [false, true] {
                let options = ScreenOptions { all, ..options.clone() };
                assert_as_alone(&panel, file.as_bytes(), &options, &format!("{} {seed}", case.display()));
            }
            tried += 1;
        }
    }
    assert!(tried > 60, "{tried} cases have samples");
}

#[test]
fn an_entry_of_a_cohort_is_screened_again() {
    let case = cases().into_iter().find(|case| case.ends_with("reference_blocks")).unwrap();
    let (panel, options) = case_panel(&case);
    let file = cohort(&String::from_utf8(read(&case.join("input.vcf"))).unwrap(), &mut Random::new(1)).unwrap();
    let mut together = answer(&panel, file.as_bytes(), 1 << 20, options).unwrap();
    let whole = together.report().to_json();
    assert_eq!((0..).map_while(|number| together.json_piece(number)).collect::<String>(), whole);
    let view = together.view(&Query { sample: SAMPLES - 1, ..Query::default() }).unwrap();
    for row in together.rows(&view, 0, usize::MAX) {
        let mut again = together.rescreen(row.number, SAMPLES - 1).unwrap();
        again.push(file.as_bytes()).unwrap();
        assert_eq!(json!(together.evidence(again).unwrap()), json!(row));
        for record in &row.verdict.records {
            assert!(together.reader(record.line).is_ok());
        }
    }
}

#[test]
fn a_cohort_is_refused_and_its_samples_are_answered() {
    let panel = compile(format!("{META}{COLUMNS}\nchr1\t100\t.\tA\tG\t.\t.\t.\n").as_bytes(), None).unwrap();
    let mut cohort = format!("{META}{COLUMNS}\tFORMAT");
    (0..300_000).for_each(|i| write!(cohort, "\tS{i}").expect("writes to memory"));
    cohort.push_str("\nchr1\t100\t.\tA\tG\t.\t.\t.\tGT");
    cohort.push_str(&"\t0/1".repeat(300_000));
    cohort.push('\n');

    let error = screen(&panel, cohort.as_bytes(), 1 << 20, ScreenOptions::default()).unwrap_err();
    assert_eq!((error.kind(), error.position()), (ErrorKind::SamplesTooMany, Position::line(3)));
    assert_eq!(error.kind().exit_code(), 1);

    let options = ScreenOptions { samples: vec!["S299999".into()], ..ScreenOptions::default() };
    let report = screen(&panel, cohort.as_bytes(), 1 << 20, options).unwrap();
    assert_eq!((report.summary.len(), report.summary[0].carried), (1, 1));
}

#[test]
fn a_million_samples_do_not_fill_the_memory() {
    let (Some(panel), Some(file)) =
        (shared("files/panel/pathogenic-variants/acmg_with_chr.vcf.gz"), shared("faults/53_1M_samples.vcf.gz"))
    else {
        return;
    };
    let panel = compile(&read(&panel), None).unwrap();
    let error = screen(&panel, &read(&file), 1 << 20, ScreenOptions::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::SamplesTooMany);
}

#[test]
fn what_is_longer_than_a_piece_is_written_in_pieces() {
    let rows: String =
        (0..1001).fold(String::new(), |rows, i| rows + &format!("chr1\t{}\t.\tA\tG\t.\t.\t.", i * 9 + 9) + "\n");
    let panel = compile(format!("{META}{COLUMNS}\n{rows}").as_bytes(), None).unwrap();
    let names: String = (0..20).fold(String::new(), |names, i| names + &format!("\t\"verdicts\":[]{i}"));
    let calls = format!("GT{}\n", "\t0/1".repeat(20));
    let file = format!("{META}{COLUMNS}\tFORMAT{names}\n{}", rows.replace('\n', &format!("\t{calls}")));
    let answer = answer(&panel, file.as_bytes(), 1 << 20, ScreenOptions::default()).unwrap();
    let pieces: Vec<String> = (0..).map_while(|number| answer.json_piece(number)).collect();
    assert_eq!((pieces.len(), answer.report().verdicts.len()), (11, 20_020));
    let report = answer.report();
    assert_eq!(pieces.concat(), report.to_json());
    let mut written = Vec::new();
    report.write_json(&mut written).unwrap();
    assert_eq!(String::from_utf8(written).unwrap(), report.to_json());
    assert_eq!(report.to_tsv().lines().count(), 20_021);
}
