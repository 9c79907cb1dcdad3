//! Random files of which a panel needs little.
#![allow(dead_code, reason = "each test binary uses some of it")]

use std::fmt::Write;
use std::sync::Arc;

use genosieve::panel::Panel;

use crate::common::compile;
use crate::common::random::Random;

pub(crate) const CONTIGS: [(&str, u32); 4] =
    [("chr1", 248_956_422), ("chr2", 242_193_529), ("chrX", 156_040_895), ("scaffold9", 90_000_000)];

pub(crate) fn header(columns: &str) -> String {
    let mut text = "##fileformat=VCFv4.2\n".to_owned();
    for (name, length) in CONTIGS {
        writeln!(text, "##contig=<ID={name},length={length}>").unwrap();
    }
    text + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO" + columns + "\n"
}

/// Sorted records in clusters: substitutions, deletions, blocks that reach far, long REFs.
fn random_records(random: &mut Random, contig: &str, out: &mut Vec<(u32, String)>) {
    for _ in 0..random.pick(&[1, 3, 12]) {
        let from = 10_000_000 + random.below(60_000_000);
        for _ in 0..random.pick(&[1, 20, 120]) {
            let spread = random.pick(&[60, 3000, 400_000]);
            let pos = u32::try_from(from + random.below(spread)).unwrap();
            let long = "ACGT".repeat(random.pick(&[2, 300]));
            let (reference, alt, info) = match random.below(9) {
                0 => ("AC", "A", ".".to_owned()),
                1 => ("A", "AC", ".".to_owned()),
                2 => ("A", "<NON_REF>", format!("END={}", pos + random.pick(&[3, 200, 90_000, 3_000_000]))),
                3 => (long.as_str(), "A", ".".to_owned()),
                4 => ("A", "<DEL>", format!("END={}", pos + random.pick(&[1, 700, 40_000]))),
                5 => ("A", "*", ".".to_owned()),
                _ => ("A", "C", ".".to_owned()),
            };
            let gt = if alt == "<NON_REF>" { "0/0" } else { random.pick(&["0/1", "1/1", "0|1", "./.", "0/0"]) };
            let filter = random.pick(&["PASS", "PASS", "low"]);
            out.push((
                pos,
                format!(
                    "{contig}\t{pos}\t.\t{reference}\t{alt}\t.\t{filter}\t{info}\tGT:GQ\t{gt}:{}\n",
                    random.pick(&[9, 50])
                ),
            ));
        }
    }
}

/// A file of which a panel needs little, and the panel: entries at, beside and far from some of its records.
pub(crate) fn random_case(random: &mut Random) -> (String, Arc<Panel>) {
    let (mut text, mut panel) = (header("\tFORMAT\tS"), header(""));
    let with_x = random.once_in(2);
    for (contig, _) in CONTIGS {
        let mut records = Vec::new();
        random_records(random, contig, &mut records);
        records.sort_by_key(|(pos, _)| *pos);
        for (_, line) in &records {
            text.push_str(line);
        }
        if contig == "scaffold9" || contig == "chrX" && !with_x {
            continue;
        }
        let mut entries: Vec<u32> = (0..random.pick(&[0, 1, 3, 9]))
            .map(|_| records[random.below(records.len())].0 + random.pick(&[0, 0, 1, 2, 60, 70_000]))
            .collect();
        entries.sort_unstable();
        for pos in entries {
            let alleles = random.pick(&["A\tC", "AC\tA", "A\tAC", "ACGTACGT\tA"]);
            writeln!(panel, "{contig}\t{pos}\t.\t{alleles}\t.\t.\t.").unwrap();
        }
    }
    panel.push_str("chr2\t200000000\t.\tG\tT\t.\t.\t.\n");
    (text, compile(panel.as_bytes(), None).unwrap())
}

pub(crate) fn names() -> Vec<&'static str> {
    CONTIGS.iter().map(|(name, _)| *name).collect()
}
