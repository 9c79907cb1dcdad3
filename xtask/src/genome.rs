//! A synthetic genome: seeded, labelled, and right where the demonstration panel looks.
//!
//! Away from the panel the bases are drawn by lot and agree with no reference; nothing there is
//! about a person. At the panel's positions REF is the reference's base.

use std::fmt::Write as _;

use synthetic::GRCH38;

use crate::demo::Position;

/// The seed. Another one makes another genome; tests expect this one.
const SEED: u64 = 20_261_123;

/// Records drawn by lot, in addition to those at the panel's positions.
const RECORDS: u64 = 30_000;

/// No random record starts this close to a panel position (bases), so that none speaks of it.
const CLEAR: u64 = 1_000;

/// The last base of PAR1 on X and on Y, 1-based: calls beyond it are haploid here.
const PAR1_END: u64 = 2_781_479;

/// One record that is set, not drawn: contig, POS (1-based), REF, ALT, GT.
pub(crate) type Set = (&'static str, u64, &'static str, &'static str, &'static str);

/// What the genome says about the panel. The panel's other positions have no record.
pub(crate) const SET: [Set; 10] = [
    ("chr2", 233_760_498, "G", "A", "0/1"),   // UGT1A1*6, heterozygous
    ("chr4", 88_131_171, "G", "T", "0/0"),    // ABCG2: called, and not carried
    ("chr7", 99_672_916, "T", "C", "1/1"),    // CYP3A5*3, homozygous
    ("chr8", 18_400_593, "G", "A", "./."),    // NAT2 R197Q: a row without a call
    ("chr8", 18_400_860, "G", "A", "0|1"),    // NAT2 G286E, phased
    ("chr10", 94_781_859, "G", "A", "1|0"),   // CYP2C19*2, phased
    ("chr12", 21_178_615, "T", "C", "0/1"),   // SLCO1B1 V174A
    ("chr12", 111_803_962, "G", "A", "0/1"),  // ALDH2 rs671
    ("chr16", 31_096_368, "C", "A,T", "1/2"), // VKORC1: one of two alternates
    ("chr18", 31_592_974, "G", "A,C", "0/2"), // TTR: listed, the other alternate is called
];

/// The whole VCF text. `panel` says which places only [`SET`] may speak of.
pub(crate) fn vcf(panel: &[Position]) -> String {
    let mut dice = Dice(SEED);
    let mut out = header();
    let total: u64 = GRCH38.iter().map(|(_, length)| u64::from(*length)).sum();
    for (contig, length) in GRCH38.map(|(contig, length)| (contig, u64::from(length))) {
        let share = (RECORDS * length / total).max(12);
        let mut rows: Vec<(u64, Option<&Set>)> =
            SET.iter().filter(|set| set.0 == contig).map(|set| (set.1, Some(set))).collect();
        rows.extend((0..share).map(|_| (1 + dice.below(length - 100), None)).filter(|row| clear(panel, contig, row.0)));
        rows.sort_by_key(|row| row.0);
        rows.dedup_by_key(|row| row.0);
        for (pos, set) in rows {
            record(&mut out, &mut dice, contig, pos, set);
        }
    }
    out
}

/// Whether no position of the panel is near. The margin keeps absent entries absent.
fn clear(panel: &[Position], contig: &str, pos: u64) -> bool {
    panel.iter().all(|place| place.contig != contig || place.pos.abs_diff(pos) > CLEAR)
}

fn header() -> String {
    let mut out = String::from("##fileformat=VCFv4.3\n");
    let _ = writeln!(out, "##source=Genosieve synthetic demonstration genome, seed {SEED}: no person's data");
    out.push_str("##reference=GRCh38\n");
    for (contig, length) in GRCH38 {
        let _ = writeln!(out, "##contig=<ID={contig},length={length},assembly=GRCh38>");
    }
    out.push_str("##FILTER=<ID=PASS,Description=\"All filters passed\">\n");
    out.push_str("##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">\n");
    out.push_str("##FORMAT=<ID=GQ,Number=1,Type=Integer,Description=\"Genotype quality\">\n");
    out.push_str("##FORMAT=<ID=DP,Number=1,Type=Integer,Description=\"Read depth\">\n");
    out.push_str("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tSYNTHETIC\n");
    out
}

fn record(out: &mut String, dice: &mut Dice, contig: &str, pos: u64, set: Option<&Set>) {
    let depth = 18 + dice.below(30);
    if let Some((_, _, reference, alternate, genotype)) = set {
        let quality = if *genotype == "./." { ".".to_owned() } else { "99".to_owned() };
        let _ = writeln!(
            out,
            "{contig}\t{pos}\t.\t{reference}\t{alternate}\t200\tPASS\t.\tGT:GQ:DP\t{genotype}:{quality}:{depth}"
        );
        return;
    }
    let (reference, alternate) = alleles(dice);
    let haploid = contig == "chrM" || (matches!(contig, "chrX" | "chrY") && pos > PAR1_END);
    let genotype = match (haploid, dice.below(100)) {
        (true, _) => "1",
        (false, 0..=59) => "0/1",
        (false, 60..=95) => "1/1",
        (false, _) => "0|1",
    };
    let quality = 30 + dice.below(70);
    let _ = writeln!(
        out,
        "{contig}\t{pos}\t.\t{reference}\t{alternate}\t{}\tPASS\t.\tGT:GQ:DP\t{genotype}:{quality}:{depth}",
        quality * 2
    );
}

/// 85 substitutions in 100; the rest insertions and deletions of 1 to 8 bases.
fn alleles(dice: &mut Dice) -> (String, String) {
    let first = dice.base();
    match dice.below(100) {
        0..=84 => {
            let mut other = dice.base();
            while other == first {
                other = dice.base();
            }
            (first.to_string(), other.to_string())
        }
        kind => {
            let mut long = first.to_string();
            for _ in 0..=dice.below(8) {
                long.push(dice.base());
            }
            if kind < 92 { (long, first.to_string()) } else { (first.to_string(), long) }
        }
    }
}

/// `SplitMix64` (Steele, Lea, Flood 2014): small, seeded, the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number in `0..limit`. The bias of the remainder does not matter here.
    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn base(&mut self) -> char {
        ['A', 'C', 'G', 'T'][usize::try_from(self.below(4)).unwrap_or(0)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panel() -> Vec<Position> {
        let silent = Position { contig: "chr13".to_owned(), pos: 48_045_719, reference: "C".to_owned() };
        let set = SET.iter().map(|set| Position { contig: set.0.to_owned(), pos: set.1, reference: set.2.to_owned() });
        set.chain([silent]).collect()
    }

    fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
        text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
    }

    #[test]
    fn the_seed_decides_all() {
        assert_eq!(vcf(&panel()), vcf(&panel()));
    }

    #[test]
    fn rows_are_sorted_distinct_and_within_their_contigs() {
        let text = vcf(&panel());
        let mut last = ("", 0);
        for row in rows(&text) {
            let pos: u64 = row[1].parse().expect("POS is a number");
            let (_, length) = GRCH38.iter().find(|(name, _)| *name == row[0]).expect("a declared contig");
            assert!(pos + row[3].len() as u64 <= u64::from(*length) + 1);
            assert!(row[0] != last.0 || pos > last.1, "{}:{pos}", row[0]);
            assert_ne!(row[3], row[4]);
            last = (row[0], pos);
        }
        assert!(rows(&text).count() > 20_000);
    }

    #[test]
    fn only_the_set_rows_speak_of_the_panel() {
        let text = vcf(&panel());
        for place in panel() {
            let near: Vec<_> = rows(&text)
                .filter(|row| row[0] == place.contig)
                .filter(|row| row[1].parse::<u64>().is_ok_and(|pos| pos.abs_diff(place.pos) <= CLEAR))
                .collect();
            let set: Vec<_> =
                SET.iter().filter(|set| set.0 == place.contig && set.1.abs_diff(place.pos) <= CLEAR).collect();
            assert_eq!(near.len(), set.len(), "{}:{}", place.contig, place.pos);
        }
    }
}
