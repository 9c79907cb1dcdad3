//! Nothing is lost silently: each oddity has its code, count and first line, and each line is counted once.

mod common;
#[path = "common/pack.rs"]
mod pack;

use std::collections::BTreeMap;
use std::sync::Arc;

use common::{compile, screen};
use genosieve::panel::Panel;
use genosieve::report::Report;
use genosieve::screen::{Accounting, Noted, ScreenOptions};
use pack::bgzf;

const COLUMNS: &str = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n";
const HEADER: &str = "##fileformat=VCFv4.2\n##reference=GRCh38\n##contig=<ID=chr1,length=1000>\n##contig=<ID=chr2>\n";

fn panel() -> Arc<Panel> {
    let head = "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
    compile(format!("{head}chr1\t100\t.\tA\tG\t.\t.\t.\nchr1\t200\t.\tA\tG\t.\t.\t.\n").as_bytes(), None).unwrap()
}

fn read(bytes: &[u8]) -> Report {
    let report = screen(&panel(), bytes, 7, ScreenOptions::default()).unwrap();
    let Accounting { lines, header_lines, blank_lines, records, skipped, .. } = &report.accounting;
    let skipped: u64 = skipped.values().map(|noted| noted.count).sum();
    assert_eq!(header_lines + blank_lines + records + skipped, *lines, "each line is counted once");
    report
}

/// Reads records below the header, whose `#CHROM` line is the fifth: the first record is on line 6.
fn records(lines: &[&str]) -> Report {
    read(format!("{HEADER}{COLUMNS}{}\n", lines.join("\n")).as_bytes())
}

fn told(noted: &BTreeMap<&'static str, Noted>) -> Vec<(&'static str, u64, u64)> {
    noted.iter().map(|(code, noted)| (*code, noted.count, noted.first[0].line)).collect()
}

#[test]
fn each_oddity_of_records_is_warned_of() {
    let one = "chr1\t100\t.\tA\tG\t.\t.\t.\tGT\t0/1";
    let far = "chr1\t700\t.\tA\tG\t.\t.\t.\tGT\t0/1";
    let other = "chr2\t5\t.\tA\tG\t.\t.\t.\tGT\t0/1";
    for (lines, code, count, line) in [
        (&[far, one][..], "unsorted", 1, 7),
        (&[far, far, "chr1\t699\t.\tA\tG\t.\t.\t.\tGT\t0/1", far], "unsorted", 1, 8),
        (&[one, other, one.replace("100", "300").as_str()], "contig_interleaved", 1, 8),
        (&["chr3\t5\t.\tA\tG\t.\t.\t.\tGT\t0/1", one], "contig_undeclared", 1, 6),
        (&["chr1\t1002\t.\tA\tG\t.\t.\t.\tGT\t0/1"], "outside_contig", 1, 6),
        (&[far, "chr1\t1002\t.\tA\tG\t.\t.\t.\tGT\t0/1"], "outside_contig", 1, 7),
        (&["chr1\t0\t.\tA\tG\t.\t.\t.\tGT\t0/1"], "outside_contig", 1, 6),
        (&["chr1\t100\t.\tA\tR\t.\t.\t.\tGT\t0/1"], "other_letters", 1, 6),
        (&["chr1\t100\t.\tA\t<DEL>X>\t.\t.\t.\tGT\t0/1"], "other_letters", 1, 6),
        (&["chr1\t100\t.\tA\tG\t.\t.\t.\tGT\t0/1:7"], "extra_values", 1, 6),
        (&[one, one, one], "allele_repeated", 2, 7),
        (&["chr1\t99\t.\tCA\tCG\t.\t.\t.\tGT\t0/1", one], "allele_repeated", 1, 7),
        (&["chr1\t100\t.\tA\tG\t.\t\t.\tGT\t0/1"], "field_empty", 1, 6),
        (&["chr1\t100\t.\tA\tG\t.\t.\tEND=7\tGT\t0/1"], "end_not_used", 1, 6),
    ] {
        let report = records(lines);
        assert_eq!(told(&report.accounting.warnings), [(code, count, line)], "{lines:?}");
        assert_eq!(report.accounting.records, lines.len() as u64, "{lines:?}");
        let notice = report.notices.iter().find(|notice| notice.code == code).unwrap();
        assert_eq!(notice.detail, line.to_string());
    }
    let mixed = records(&[one, "1\t300\t.\tA\tG\t.\t.\t.\tGT\t0/1"]);
    assert_eq!(told(&mixed.accounting.warnings), [("contig_names_differ", 1, 7), ("contig_undeclared", 1, 7)]);
    let unknown = &records(&[one, "scaffold\t300\t.\tA\tG\t.\t.\t.\tGT\t0/1"]).accounting.unknown_contigs;
    assert_eq!((unknown[0].name.as_str(), unknown[0].records, unknown[0].line), ("scaffold", 1, Some(7)));
}

#[test]
fn what_is_sound_is_not() {
    let report = records(&[
        "chr1\t0\t.\tN\t]chr2:5]A\t.\t.\t.\tGT\t0/1",
        "chr1\t100\t.\tA\tG\t.\t.\tEND=100\tGT:GQ\t0/1",
        "chr1\t100\t.\tA\tT\t.\t.\t.\tGT:GQ\t0/1:9",
        "",
        "chr1\t1001\t.\tA\tG\t.\t.\t.\tGT\t0/1",
        "chr2\t5\t.\tA\t<DEL>,<X:Y>\t.\t.\t.\tGT\t0/1",
    ]);
    assert_eq!((told(&report.accounting.warnings), told(&report.accounting.skipped)), (vec![], vec![]));
    assert_eq!((report.accounting.records, report.accounting.blank_lines, report.accounting.lines), (5, 1, 11));
}

#[test]
fn oddities_of_the_header_have_their_first_line() {
    let header =
        "##fileformat=VCFv5\n##reference=GRCh38\n##contig=<ID=chr1>\n##contig=<ID=chr1>\n##contig=<ID=chr1>\n##x\n";
    let report = read(format!("{header}{COLUMNS}chr1\t300\t.\tA\tG\t.\t.\t.\tGT\t0/1\n").as_bytes());
    let expected = [("contig_declared_again", 2, 4), ("fileformat_unknown", 1, 1), ("header_line_malformed", 1, 6)];
    assert_eq!(told(&report.accounting.warnings), expected);
    assert_eq!(report.accounting.header_lines, 7);
}

/// A genotype that was `1/0` is cut to `1`: nobody wrote that.
#[test]
fn a_line_that_is_cut_off_is_not_a_record() {
    let text = format!("{HEADER}{COLUMNS}chr1\t100\t.\tA\tG\t.\t.\t.\tGT\t0/1\nchr1\t200\t.\tA\tG\t.\t.\t.\tGT\t1");
    let whole = bgzf(text.as_bytes(), 50);
    let report = read(&whole);
    assert!(report.complete() && report.summary[0].carried == 2, "a last line without a line feed is one");
    let cut = &whole[..whole.len() - 28];
    let report = read(cut);
    assert_eq!((report.complete(), report.summary[0].carried, report.accounting.records), (false, 1, 1));
    assert_eq!(told(&report.accounting.skipped), [("cut_off", 1, 7)]);
    // Cut at the end of a line, the file has lost no part of one.
    let whole = bgzf(format!("{text}/0\n").as_bytes(), 50);
    let report = read(&whole[..whole.len() - 28]);
    assert_eq!((report.complete(), report.summary[0].carried), (false, 2));
    assert_eq!(told(&report.accounting.skipped), []);
    // A header that is cut off has no samples that could be relied on.
    let header = format!("{HEADER}{}", COLUMNS.trim_end());
    let bytes = bgzf(header.as_bytes(), 50);
    let cut = screen(&panel(), &bytes[..bytes.len() - 28], 7, ScreenOptions::default()).unwrap_err();
    assert_eq!((cut.code().as_str(), cut.position().line), ("header_missing", Some(5)));
}
