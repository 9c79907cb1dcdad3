//! A file of a whole cohort: refused at once, answered for the samples that are named.

mod common;

use std::fmt::Write;

use common::{compile, read, screen, shared};
use genosieve::error::{ErrorKind, Position};
use genosieve::screen::ScreenOptions;

const COLUMNS: &str = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
const META: &str = "##fileformat=VCFv4.2\n##contig=<ID=chr1,length=248956422>\n";

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
