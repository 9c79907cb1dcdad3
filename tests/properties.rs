//! Relations that hold for any file: how its bytes are cut or compressed is no part of the answer.

#[path = "common/bcf.rs"]
mod bcf;
mod common;
#[path = "common/pack.rs"]
mod pack;

use std::sync::Arc;

use common::{compile, content, screen};
use genosieve::panel::Panel;
use genosieve::report::Report;
use genosieve::screen::ScreenOptions;
use pack::{bgzf, gzip};
use proptest::prelude::*;

/// Contig lengths agree, so files of one record are on one build.
const CONTIGS: &str =
    "##fileformat=VCFv4.2\n##contig=<ID=1,length=5000>\n##contig=<ID=2,length=5000>\n##contig=<ID=3,length=5000>\n";

#[derive(Clone, Debug)]
struct Row {
    contig: u8,
    pos: u32,
    reference: String,
    alternate: String,
    genotype: &'static str,
}

/// The bases of every contig: repeats, so that spellings shift.
const REFERENCE: &str = "ACACACTTTTGCAAAACGTACGTTTTTACACACGGGTCATCATCATAAACC";

fn row() -> impl Strategy<Value = Row> {
    let genotypes =
        prop::sample::select(vec!["0/0:50", "0/1:50", "1|1:9", "./.:.", "1/.:40", "1:50", "0|1:.", "1/1/0:30"]);
    let bases = prop::sample::select(vec!["A", "C", "AC", "CA", "ACA", "T", "TT"]);
    let alternate = prop_oneof![4 => bases.prop_map(str::to_owned), 1 => Just("<NON_REF>".into()), 1 => Just(".".into()), 1 => Just("*".into())];
    (1u8..4, 1u32..40, 1usize..4, alternate, genotypes)
        .prop_map(|(contig, pos, length, alternate, genotype)| {
            let start = pos as usize - 1;
            Row { contig, pos, reference: REFERENCE[start..start + length].to_owned(), alternate, genotype }
        })
        .prop_filter("an allele that is called is listed", |r| r.alternate != "." || !r.genotype.contains('1'))
        .prop_filter("REF is no alternate of its own", |r| r.reference != r.alternate)
}

fn genome(rows: &[Row]) -> String {
    let mut text = format!("{CONTIGS}#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n");
    for r in rows {
        let line = format!(
            "{}\t{}\t.\t{}\t{}\t.\tPASS\t.\tGT:GQ\t{}\n",
            r.contig, r.pos, r.reference, r.alternate, r.genotype
        );
        text.push_str(&line);
    }
    text
}

fn panel(rows: &[Row]) -> Option<Arc<Panel>> {
    let mut text = format!("{CONTIGS}#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
    for r in rows.iter().filter(|r| r.alternate != ".") {
        let line = format!("chr{}\t{}\t.\t{}\t{}\t.\t.\t.\n", r.contig, r.pos, r.reference, r.alternate);
        text.push_str(&line);
    }
    compile(text.as_bytes(), None).ok()
}

fn answer(panel: &Arc<Panel>, bytes: &[u8], chunk: usize, all: bool) -> Result<Report, String> {
    let options = ScreenOptions { all, ..ScreenOptions::default() };
    screen(panel, bytes, chunk, options).map_err(|e| e.code())
}

proptest! {
    #[test]
    fn neither_chunks_nor_compression_matter(
        rows in prop::collection::vec(row(), 1..40), entries in prop::collection::vec(row(), 1..30),
        chunk in 1usize..500, block in 1usize..300, cut in 1usize..150,
    ) {
        let Some(panel) = panel(&entries) else { return Ok(()) };
        let text = genome(&rows);
        let whole = answer(&panel, text.as_bytes(), 64 << 20, true).unwrap();
        let two = [gzip(&text.as_bytes()[..cut]), gzip(&text.as_bytes()[cut..])].concat();
        for (name, bytes) in [("text", text.clone().into_bytes()), ("bgzf", bgzf(text.as_bytes(), block)), ("gzip", gzip(text.as_bytes())), ("members", two)] {
            for chunk in [1, chunk, 64 << 20] {
                let report = answer(&panel, &bytes, chunk, true).unwrap();
                prop_assert_eq!(content(&report), content(&whole), "{} in chunks of {}", name, chunk);
            }
        }
    }

    #[test]
    fn bcf_is_answered_as_the_vcf_of_its_records(
        rows in prop::collection::vec(row(), 1..40), entries in prop::collection::vec(row(), 1..30),
        width in prop::sample::select(vec![1_usize, 2, 4]), chunk in 1usize..500, block in 1usize..300,
    ) {
        let Some(panel) = panel(&entries) else { return Ok(()) };
        let Some(forms) = bcf::forms(&genome(&rows), width) else { return Ok(()) };
        let whole = answer(&panel, &forms.vcf, 4096, true).unwrap();
        for bytes in [&forms.bcf, &bgzf(&forms.bcf, block), &gzip(&forms.bcf)] {
            let report = answer(&panel, bytes, chunk, true).unwrap();
            prop_assert_eq!(content(&report), content(&whole));
        }
    }

    #[test]
    fn counts_sum_and_bits_say_what_rows_say(
        rows in prop::collection::vec(row(), 1..40), entries in prop::collection::vec(row(), 1..30),
    ) {
        let Some(panel) = panel(&entries) else { return Ok(()) };
        let text = genome(&rows);
        let all = answer(&panel, text.as_bytes(), 4096, true).unwrap();
        let short = answer(&panel, text.as_bytes(), 4096, false).unwrap();
        prop_assert_eq!(all.verdicts.len() as u64, all.panel.alleles);
        prop_assert_eq!(content(&all)["summary"].clone(), content(&short)["summary"].clone());
    }

    #[test]
    fn evidence_and_lines_are_those_of_the_records(
        rows in prop::collection::vec(row(), 1..40), entries in prop::collection::vec(row(), 1..20), block in 1usize..300,
    ) {
        let Some(panel) = panel(&entries) else { return Ok(()) };
        let text = genome(&rows);
        let lines: Vec<&str> = text.lines().collect();
        let all = answer(&panel, text.as_bytes(), 4096, true).unwrap();
        let file = bgzf(text.as_bytes(), block);
        let mut answer = common::answer(&panel, &file, 4096, ScreenOptions::default()).unwrap();
        for (number, verdict) in (0..).zip(&all.verdicts) {
            let mut rescreen = answer.rescreen(number, 0).unwrap();
            rescreen.push(&file).unwrap();
            let row = answer.evidence(rescreen).unwrap();
            let value = |row| serde_json::to_value(row).unwrap();
            prop_assert_eq!(value(&row.verdict), value(verdict));
            for record in &row.verdict.records {
                let mut reader = answer.reader(record.line).unwrap();
                reader.push(&file[usize::try_from(reader.from()).unwrap()..]).unwrap();
                let line = usize::try_from(record.line).unwrap() - 1;
                prop_assert_eq!(reader.finish().unwrap(), lines[line]);
            }
        }
    }

    #[test]
    fn neither_the_order_of_records_nor_the_names_of_contigs_matter(
        rows in prop::collection::vec(row(), 1..30), entries in prop::collection::vec(row(), 1..30),
    ) {
        let Some(panel) = panel(&entries) else { return Ok(()) };
        let summary = |text: &str| content(&answer(&panel, text.as_bytes(), 4096, false).unwrap())["summary"].clone();
        let plain = genome(&rows);
        let mut backwards = rows.clone();
        backwards.reverse();
        prop_assert_eq!(summary(&genome(&backwards)), summary(&plain));
        let named: String = plain.lines().map(|line| if line.starts_with('#') { format!("{line}\n") } else { format!("chr{line}\n") }).collect();
        prop_assert_eq!(summary(&named), summary(&plain));
        let lower: String = plain.lines().map(|line| if line.starts_with('#') { format!("{line}\n") } else {
            let mut cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
            (cells[3], cells[4]) = (cells[3].to_lowercase(), cells[4].to_lowercase());
            cells.join("\t") + "\n"
        }).collect();
        prop_assert_eq!(summary(&lower), summary(&plain));
    }
}
