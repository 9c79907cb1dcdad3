//! When an unknown build is a reason to refuse, and when there is nothing that it could spoil.

mod common;

use common::{compile, screen};
use genosieve::error::ErrorKind;
use genosieve::genome::Build;
use genosieve::screen::ScreenOptions;

const COLUMNS: &str = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";

#[test]
fn an_unknown_build_is_refused_where_records_could_be_compared() {
    let panel = compile(format!("{COLUMNS}\n1\t100\t.\tA\tG\t.\t.\t.\n").as_bytes(), None).unwrap();
    let run = |rows: &str| {
        let text = format!("{COLUMNS}\tFORMAT\tS\n{rows}");
        screen(&panel, text.as_bytes(), 64, ScreenOptions::default())
    };
    for rows in ["1\t100\t.\tA\tG\t.\t.\t.\tGT\t0/1\n", "1\t900\t.\tA\tG\t.\t.\t.\tGT\t0/1\n"] {
        assert_eq!(run(rows).unwrap_err().kind(), ErrorKind::BuildUnknown);
    }
    for (rows, notice) in [("", "no_records"), ("2\t100\t.\tA\tG\t.\t.\t.\tGT\t0/1\n", "no_shared_contig")] {
        let report = run(rows).unwrap();
        assert!(report.notices.iter().any(|n| n.code == notice), "{notice}");
        assert_eq!(report.summary[0].not_assessed, 1);
    }
}

#[test]
fn what_is_stated_of_regions_is_their_build_and_not_that_of_the_genome() {
    let panel = compile(b"1\t99\t120\n", None).unwrap();
    let run = |length: &str, stated| {
        let contig = if length.is_empty() { String::new() } else { format!("##contig=<ID=1,length={length}>\n") };
        let head = COLUMNS.replace("#CHROM", &format!("{contig}#CHROM"));
        let text = format!("{head}\tFORMAT\tS\n1\t110\t.\tA\tG\t.\t.\t.\tGT\t0/1\n");
        screen(&panel, text.as_bytes(), 64, ScreenOptions { build: stated, ..ScreenOptions::default() })
    };
    let (of_37, of_38, stated) = ("249250621", "248956422", Some(Build::GRCh38));
    assert_eq!(run(of_37, stated).unwrap_err().kind(), ErrorKind::BuildConflict);
    assert_eq!(run(of_38, None).unwrap_err().kind(), ErrorKind::BuildUnknown);
    for length in [of_38, ""] {
        let report = run(length, stated).unwrap();
        assert_eq!((report.input.build, report.summary[0].carried), (stated, 1));
    }
}
