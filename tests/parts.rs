//! A file that is read in parts is answered as one that is read in one: wherever it is cut.

#[path = "common/by_parts.rs"]
mod by_parts;
mod common;
#[path = "common/pack.rs"]
mod pack;

use std::fmt::Write;
use std::sync::Arc;

use by_parts::by_parts;
use common::{compile, content, read, screen, shared};
use genosieve::genome::Build;
use genosieve::panel::Panel;
use genosieve::report::Report;
use genosieve::screen::ScreenOptions;
use pack::bgzf;
use proptest::prelude::*;

/// What a part is told by is known from the first 4 KiB, so the header is longer.
fn header() -> String {
    HEADER.replace("##contig=<ID=1", &format!("##comment={}\n##contig=<ID=1", "x".repeat(5000)))
}

const HEADER: &str = "##fileformat=VCFv4.2\n##contig=<ID=1,length=5000>\n##contig=<ID=2,length=5000>\n\
                      #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\tT\n";

/// Lines of every kind that a part may begin or end with.
fn line() -> impl Strategy<Value = String> {
    let record = (1u8..3, 1u32..60, prop::sample::select(vec!["A\tC", "A\tG,T", "AC\tA", "A\t<NON_REF>", "a\tac"]))
        .prop_map(|(contig, pos, alleles)| format!("{contig}\t{pos}\t.\t{alleles}\t.\tPASS\t.\tGT:GQ\t0/1:50\t0/0:40"));
    let block =
        (1u32..60).prop_map(|pos| format!("1\t{pos}\t.\tA\t<NON_REF>\t.\t.\tEND={}\tGT:GQ\t0/0:9\t0/0:99", pos + 20));
    let odd = prop::sample::select(vec![
        "",
        "#comment",
        "1\tx\t.\tA\tC\t.\t.\t.\tGT\t0/1\t0/1",
        "few\tcolumns",
        "scaffold7\t5\t.\tA\tC\t.\t.\t.\tGT\t0/1\t0/1",
        "1\t7\t.\tA\tC\t.\t.\t.\tGT\t0/1",
        "1\t9\t.\tA\tC\t.\t.\tEND=3\tGT\t0/1\t0/1",
        "1\t9\t.\tA\0\tC\t.\t.\t.\tGT\t0/1\t0/1",
    ]);
    prop_oneof![6 => record, 2 => block, 2 => odd.prop_map(str::to_owned)]
}

fn panel() -> Arc<Panel> {
    let mut text = HEADER.replace("\tFORMAT\tS\tT", "");
    for contig in 1..3 {
        for pos in 1..60 {
            writeln!(text, "{contig}\t{pos}\t.\tA\tC\t.\t.\t.\n{contig}\t{pos}\t.\tAC\tA\t.\t.\t.").unwrap();
        }
    }
    compile(text.as_bytes(), None).unwrap()
}

/// One of alleles, or one of regions, of which some meet.
fn panel_of(regions: bool) -> Arc<Panel> {
    if !regions {
        return panel();
    }
    let rows = ["1\t0\t1", "1\t4\t30", "1\t20\t80", "1\t25\t27", "2\t10\t20"];
    compile(rows.join("\n").as_bytes(), None).unwrap()
}

/// The build of a BED is stated.
fn options() -> ScreenOptions {
    ScreenOptions { build: Some(Build::GRCh38), ..ScreenOptions::default() }
}

fn same(parts: &Report, whole: &Report) {
    assert_eq!(content(parts), content(whole));
    assert_eq!(parts.accounting.bytes_read, whole.accounting.bytes_read);
}

proptest! {
    #[test]
    fn text_is_read_alike_wherever_it_is_cut(
        lines in prop::collection::vec(line(), 1..60), crlf: bool, mark: bool, last: bool,
        regions: bool, cuts in prop::collection::vec(0.0..1.0, 0..16), chunk in 1usize..400,
    ) {
        let end_of_line = if crlf { "\r\n" } else { "\n" };
        let text = header().replace('\n', end_of_line) + &lines.join(end_of_line) + if last { end_of_line } else { "" };
        let text = if mark { format!("\u{feff}{text}") } else { text };
        let panel = panel_of(regions);
        let whole = screen(&panel, text.as_bytes(), 1 << 20, options()).unwrap();
        let mut ends = ends(text.len(), &cuts);
        ends.retain(|end| *end > text.len() - lines.join(end_of_line).len());
        let parts = by_parts(&panel, text.as_bytes(), &ends, chunk, &options()).unwrap().expect("text can be cut anywhere");
        same(&parts, &whole);
    }

    #[test]
    fn blocks_are_read_alike_wherever_they_are_cut(
        lines in prop::collection::vec(line(), 1..60), last: bool, block in 1usize..300,
        regions: bool, cuts in prop::collection::vec(0.0..1.0, 0..16), chunk in 1usize..400,
    ) {
        let text = header() + &lines.join("\n") + if last { "\n" } else { "" };
        let bytes = bgzf(text.as_bytes(), block);
        let panel = panel_of(regions);
        let whole = screen(&panel, &bytes, 1 << 20, options()).unwrap();
        let ends = ends(bytes.len(), &cuts);
        // A part that begins behind the last block but one has nothing to tell a block by.
        if let Some(parts) = by_parts(&panel, &bytes, &ends, chunk, &options()).unwrap() {
            same(&parts, &whole);
        }
    }
}

proptest! {
    #[test]
    fn a_cohort_is_read_alike_wherever_it_is_cut(
        lines in prop::collection::vec(line(), 1..40), calls in prop::collection::vec(0usize..4, 20),
        regions: bool, cuts in prop::collection::vec(0.0..1.0, 0..8), chunk in 1usize..400,
    ) {
        let names: String = (0..calls.len()).fold(String::new(), |names, sample| names + &format!("\tC{sample}"));
        let columns: String = calls.iter().map(|call| ["\t0/0:40", "\t0/0:9", "\t0/1:50", "\t./."][*call]).collect();
        let widened = |line: &String| if line.matches('\t').count() == 10 { format!("{line}{columns}\n") } else { format!("{line}\n") };
        let body: String = lines.iter().map(widened).collect();
        let text = header().replace("\tS\tT\n", &format!("\tS\tT{names}\n")) + &body;
        let panel = panel_of(regions);
        let whole = screen(&panel, text.as_bytes(), 1 << 20, options()).unwrap();
        prop_assert_eq!(whole.summary.len(), 22);
        let mut ends = ends(text.len(), &cuts);
        ends.retain(|end| *end > text.len() - body.len());
        let parts = by_parts(&panel, text.as_bytes(), &ends, chunk, &options()).unwrap().expect("text can be cut anywhere");
        same(&parts, &whole);
    }
}

/// Where parts end, from fractions of a size.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "small numbers"
)]
fn ends(size: usize, fractions: &[f64]) -> Vec<usize> {
    let mut ends: Vec<usize> =
        fractions.iter().map(|fraction| (fraction * size as f64) as usize).filter(|at| *at > 0).collect();
    ends.sort_unstable();
    ends.dedup();
    ends
}

#[test]
fn an_exome_in_one_to_sixteen_parts() {
    let (Some(source), Some(file)) = (
        shared("files/panel/clinvar/2016-11-02.clinvar.vcf.gz"),
        shared("files/single/benchmarking-tools/PG_NA12878_hg38-chr21.vcf.gz"),
    ) else {
        return;
    };
    let panel = compile(&read(&source), None).unwrap();
    let exome = read(&shared("files/single/Exomiser/Pfeiffer.vcf.gz").unwrap());
    let mut text = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(exome.as_slice()), &mut text).unwrap();
    let blocks = bgzf(&text, 60_000);
    let whole = screen(&panel, &blocks, 1 << 20, ScreenOptions::default()).unwrap();
    assert_eq!(whole.summary[0].carried, 1342);
    for bytes in [&text, &blocks] {
        let whole = screen(&panel, bytes, 1 << 20, ScreenOptions::default()).unwrap();
        for number in 1..=16 {
            let ends: Vec<usize> = (1..number).map(|i| bytes.len() * i / number).collect();
            same(
                &by_parts(&panel, bytes, &ends, 1 << 16, &ScreenOptions::default()).unwrap().expect("it can be cut"),
                &whole,
            );
        }
    }
    // A real BGZF as its writer left it; the build differs, so it is stated.
    let bytes = read(&file);
    let options = ScreenOptions { build: Some(Build::GRCh37), ..ScreenOptions::default() };
    assert!(screen(&panel, &bytes, 1 << 20, options).is_ok());
}

#[test]
fn damage_is_left_to_one_reader_of_the_whole() {
    let text = header() + &"1\t5\t.\tA\tC\t.\tPASS\t.\tGT:GQ\t0/1:50\t0/0:40\n".repeat(4000);
    let mut bytes = bgzf(text.as_bytes(), 3000);
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    let ends: Vec<usize> = (1..5).map(|i| bytes.len() * i / 5).collect();
    assert!(
        !matches!(by_parts(&panel(), &bytes, &ends, 1 << 16, &ScreenOptions::default()), Ok(Some(_))),
        "no answer from damaged parts"
    );
}
