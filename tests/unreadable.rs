//! Rows that are skipped near entries: they count as skipped alone, and nothing is proved where they stand.

mod common;

use common::{answer, compile, screen};
use genosieve::genome::Build;
use genosieve::kernel::{Reason, State};
use genosieve::report::Report;
use genosieve::screen::ScreenOptions;

const HEAD: &str = "##fileformat=VCFv4.2\n##contig=<ID=1,length=5000>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";

/// The report of two entries, where the user takes sites without a record as the reference.
fn screened(rows: &str, samples: &str) -> Report {
    let panel = format!("{HEAD}\n1\t1000\t.\tA\tG\t.\t.\t.\n1\t2000\t.\tA\tG\t.\t.\t.\n");
    let panel = compile(panel.as_bytes(), None).unwrap();
    let file = format!("{HEAD}\tFORMAT{samples}\n{rows}");
    let options =
        ScreenOptions { all: true, absent_is_reference: true, build: Some(Build::GRCh38), ..ScreenOptions::default() };
    screen(&panel, file.as_bytes(), 1 << 20, options).unwrap()
}

#[test]
fn what_cannot_be_read_of_a_row_leaves_its_entries_open() {
    for (row, fault) in [
        ("1\t1000\t.\tA\tG\t.\t.\t.\tGT\t0/x\n", "bad_genotype"),
        ("1\t1000\t.\tA\tG\t.\t.\t.\tGT\t0/2\n", "genotype_out_of_range"),
        ("1\t1000\t.\tA\tG\t.\t.\t.\tGT\t0/1\t0/1\n", "sample_count"),
        ("1\t1000\t.\tA\tG\t.\t.\t.\n", "sample_count"),
        ("1\t1000\t.\tA\tG\t.\t.\tX=\0\tGT\t0/1\n", "nul_byte"),
        ("1\t1000\t.\tA\tG\t.\t.\n", "few_columns"),
    ] {
        // A block that would prove the absence, and a sound row behind it.
        for block in ["", "1\t900\t.\tC\t<*>\t.\t.\tEND=1100\tGT\t0/0\n"] {
            let text = format!("{block}{row}1\t2000\t.\tA\tG\t.\t.\t.\tGT\t0/1\n");
            let report = screened(&text, "\tS");
            let [open, sound] = &report.verdicts[..] else { panic!("{fault}") };
            assert_eq!((open.state, open.reason), (State::NotAssessed, Some(Reason::NoCall)), "{fault} {block}");
            assert_eq!(sound.state, State::Carried, "{fault}");
            let accounting = serde_json::to_value(&report.accounting).unwrap();
            assert_eq!(accounting["skipped"][fault]["count"], 1, "{accounting}");
            let records = text.lines().count() - 1;
            assert_eq!((&accounting["records"], &accounting["matched"]), (&records.into(), &records.into()), "{fault}");
            assert_eq!(accounting["lastPosition"]["pos"], 2000);
            assert!(report.notices.iter().any(|notice| notice.code == "skipped_lines"), "{fault}");
        }
    }
}

/// A row of another person's columns tells nothing of anybody.
#[test]
fn every_sample_is_left_open() {
    let row = "1\t1000\t.\tA\tG\t.\t.\t.\tGT\t0/1\t0/0\n";
    let report = screened(row, "\tS\tT\tU");
    let here: Vec<_> = report.verdicts.iter().filter(|verdict| verdict.entry.pos == 1000).collect();
    assert_eq!(here.len(), 3);
    assert!(here.iter().all(|verdict| verdict.reason == Some(Reason::NoCall)));
    let many = (0..40).fold(String::new(), |names, number| names + "\tS" + &number.to_string());
    let report = screened("1\t1000\t.\tA\tG\t.\t.\t.\tGT\t0/1\n", &many);
    assert!(report.summary.iter().all(|counts| (counts.not_assessed, counts.not_carried_assumed) == (1, 1)));
}

/// Where what it is about cannot be read, no entry is known to be concerned.
#[test]
fn a_row_without_a_place_concerns_nothing() {
    for row in ["1\tx\t.\tA\tG\t.\t.\t.\tGT\t0/1\n", "1\t1000\t.\tA\n", "1\t1000\t.\tA\t<*>\t.\t.\tEND=7\tGT\t0/1\n"] {
        let report = screened(row, "\tS");
        assert!(report.verdicts.iter().all(|verdict| verdict.state == State::NotCarriedAssumed), "{row}");
        assert!(report.notices.iter().any(|notice| notice.code == "skipped_lines"), "{row}");
    }
}

/// What is lost behind a cut is not known: nothing is assumed of it, wherever in the file it would stand.
#[test]
fn nothing_is_assumed_of_a_file_that_is_cut_off() {
    let whole = format!("{HEAD}\tFORMAT\tS\n1\t1000\t.\tA\tG\t.\t.\t.\tGT\t0/0\n1\t1500\t.\tA\tG\t.\t.\t.\tGT\t0/1\n");
    let panel = format!("{HEAD}\n1\t500\t.\tA\tG\t.\t.\t.\n1\t1000\t.\tA\tG\t.\t.\t.\n1\t2000\t.\tA\tG\t.\t.\t.\n");
    let panel = compile(panel.as_bytes(), None).unwrap();
    let options = |absent_is_reference| ScreenOptions {
        all: true,
        absent_is_reference,
        build: Some(Build::GRCh38),
        ..ScreenOptions::default()
    };
    let states = |text: &str, assume| {
        let report = screen(&panel, text.as_bytes(), 1 << 20, options(assume)).unwrap();
        let told = report.notices.iter().map(|notice| notice.code).filter(|code| code.contains("assumed"));
        (report.verdicts.iter().map(|verdict| verdict.state).collect::<Vec<_>>(), told.collect::<Vec<_>>())
    };
    let (assumed, proved, open) = (State::NotCarriedAssumed, State::NotCarried, State::NotAssessed);
    assert_eq!(states(&whole, true), (vec![assumed, proved, assumed], vec!["assumed_everywhere"]));
    let cut = &whole[..whole.len() - 5];
    assert_eq!(states(cut, true), (vec![open, proved, open], vec!["nothing_assumed"]));
    assert_eq!(states(cut, false), (vec![open, proved, open], vec![]));
    // An entry that is asked for again is answered as before.
    let mut answered = answer(&panel, cut.as_bytes(), 1 << 20, options(true)).unwrap();
    for entry in 0..3 {
        let mut again = answered.rescreen(entry, 0).unwrap();
        again.push(cut.as_bytes()).unwrap();
        let row = answered.evidence(again).unwrap();
        assert_eq!(row.verdict.state, if entry == 1 { proved } else { open });
    }
}
