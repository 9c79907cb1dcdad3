//! A synthetic panel and genome, the same on every machine: a fixed seed and no data of anybody.
//!
//! Four chromosomes of GRCh38 at the density of a whole genome (a row every 690 bases) and of all of
//! `ClinVar` (an entry every 920 bases, in clusters). The reference is a hash of the position. What
//! the genome carries is planted: one entry in 93, a fifth of them spelled otherwise than in the panel.

use std::collections::{BTreeSet, HashSet};
use std::io::Write;

/// Names and GRCh38 lengths in bases.
pub(crate) const CONTIGS: [(&str, u32); 4] =
    [("chr19", 58_617_616), ("chr20", 64_444_167), ("chr21", 46_709_983), ("chr22", 50_818_468)];
const SEED: u64 = 20_160_229;
const BASES: [u8; 4] = *b"ACGT";
/// Telomeres hold nothing.
const MARGIN: u32 = 10_000;
/// Mean distance of background rows, in bases.
const ROW_SPACING: u32 = 690;

/// Contig, POS (1-based), REF, ALT.
pub(crate) type Key = (String, u32, String, String);

/// A panel, a genome, and what the genome carries of the panel.
pub(crate) struct Synthetic {
    /// The panel's VCF, plain text.
    pub(crate) panel: Vec<u8>,
    /// The genome's VCF, plain text.
    pub(crate) genome: Vec<u8>,
    /// The planted truth.
    pub(crate) carried: BTreeSet<Key>,
    /// Contig (its place in [`CONTIGS`]) and POS of each row of the genome, in its order.
    pub(crate) rows: Vec<(usize, u32)>,
}

struct Allele {
    pos: u32,
    reference: String,
    alternate: String,
}

struct Row {
    pos: u32,
    reference: String,
    alternates: String,
    genotype: &'static str,
}

/// `SplitMix64`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number under `n`.
    fn below(&mut self, n: u32) -> u32 {
        u32::try_from(((self.next() >> 32) * u64::from(n)) >> 32).expect("it is under n")
    }

    fn one_in(&mut self, n: u32) -> bool {
        self.below(n) == 0
    }

    fn base(&mut self) -> char {
        char::from(BASES[self.below(4) as usize])
    }
}

fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The synthetic reference, `length` bases from POS on.
fn reference(contig: usize, pos: u32, length: u32) -> String {
    let place = |p: u32| ((contig as u64 + 1) << 32) | u64::from(p);
    (pos..pos + length).map(|p| char::from(BASES[(mix(place(p)) & 3) as usize])).collect()
}

/// A base that is none of these.
fn other_base(random: &mut Random, taken: &str) -> Option<char> {
    let free: Vec<char> = "ACGT".chars().filter(|base| !taken.contains(*base)).collect();
    (!free.is_empty()).then(|| free[random.below(u32::try_from(free.len()).expect("four")) as usize])
}

/// One allele: a substitution in four of five, else a deletion or an insertion of up to 10 bases.
/// Only such that cannot be shifted: then no two spellings of the panel mean the same, and what is
/// planted is the whole truth.
fn allele(random: &mut Random, contig: usize, pos: u32) -> Allele {
    let kind = random.below(100);
    let length = 1 + random.below(4) * random.below(4);
    let bases = reference(contig, pos, length + 2);
    let (anchor, last) = (&bases[..1], length as usize);
    if kind < 16 && !bases[last..].starts_with(anchor) && !bases[last + 1..].starts_with(&bases[1..2]) {
        return Allele { pos, reference: bases[..=last].to_owned(), alternate: anchor.to_owned() };
    }
    if kind >= 92 {
        let inserted: String = (0..length).map(|_| random.base()).collect();
        if !inserted.ends_with(anchor) && !inserted.starts_with(&bases[1..2]) {
            return Allele { pos, reference: anchor.to_owned(), alternate: anchor.to_owned() + &inserted };
        }
    }
    let alternate = other_base(random, anchor).expect("three are left").to_string();
    Allele { pos, reference: anchor.to_owned(), alternate }
}

/// Entries of a contig: clusters with small gaps, and wide gaps between them.
fn entries(random: &mut Random, contig: usize) -> Vec<Allele> {
    let mut entries: Vec<Allele> = Vec::new();
    let mut pos = MARGIN;
    loop {
        pos += 1 + if random.one_in(10) { random.below(18_000) } else { random.below(40) };
        if pos + MARGIN > CONTIGS[contig].1 {
            return entries;
        }
        let entry = allele(random, contig, pos);
        if entry.reference.len() == 1 && entry.alternate.len() == 1 && random.one_in(30) {
            let taken = entry.reference.clone() + &entry.alternate;
            let alternate = other_base(random, &taken).expect("two are left").to_string();
            entries.push(Allele { pos, reference: entry.reference.clone(), alternate });
        }
        entries.push(entry);
    }
}

/// Rows at panel entries: what is carried, and alleles at an entry's place that the panel does not list.
fn planted(random: &mut Random, contig: usize, entries: &[Allele], carried: &mut BTreeSet<Key>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut free_from = 0;
    for site in entries.chunk_by(|a, b| a.pos == b.pos) {
        let entry = &site[0];
        let is_carrier = random.one_in(93);
        if !(is_carrier || random.one_in(900)) || entry.pos < free_from {
            continue;
        }
        let pos = entry.pos;
        let taken: String = entry.reference.clone() + &site.iter().map(|e| e.alternate.as_str()).collect::<String>();
        let unlisted = if entry.reference.len() == 1 { other_base(random, &taken) } else { None };
        let substitution = entry.reference.len() == 1 && entry.alternate.len() == 1;
        let genotype = if random.below(5) < 3 { "0/1" } else { "1/1" };
        let plain = |alternates: String| Row { pos, reference: entry.reference.clone(), alternates, genotype };
        let row = match (is_carrier, unlisted, random.below(10)) {
            (false, Some(base), _) => plain(base.to_string()),
            (false, None, _) => continue,
            // Listed second of two alternates.
            (true, Some(base), 0) if substitution => {
                Row { genotype: "1/2", ..plain(format!("{base},{}", entry.alternate)) }
            }
            // Written with the base behind it, as callers of haplotypes do.
            (true, _, 1) if substitution => {
                let behind = reference(contig, pos + 1, 1);
                Row { reference: entry.reference.clone() + &behind, ..plain(entry.alternate.clone() + &behind) }
            }
            (true, ..) => plain(entry.alternate.clone()),
        };
        if is_carrier {
            let key = (CONTIGS[contig].0.to_owned(), pos, entry.reference.clone(), entry.alternate.clone());
            carried.insert(key);
        }
        free_from = pos + u32::try_from(row.reference.len()).expect("short") + 1;
        rows.push(row);
    }
    rows
}

/// Rows away from all entries.
fn background(random: &mut Random, contig: usize, entries: &[Allele]) -> Vec<Row> {
    let reach = |allele: &Allele| allele.pos..=allele.pos + u32::try_from(allele.reference.len()).expect("short");
    let near: HashSet<u32> = entries.iter().flat_map(reach).collect();
    let mut rows = Vec::new();
    let mut pos = MARGIN;
    loop {
        // Skewed to small distances, as real ones are.
        pos += 1 + random.below(2 * ROW_SPACING) * random.below(200) / 100;
        if pos + MARGIN > CONTIGS[contig].1 {
            return rows;
        }
        let found = allele(random, contig, pos);
        if reach(&found).any(|p| near.contains(&p)) {
            continue;
        }
        let genotype = if random.below(5) < 3 { "0/1" } else { "1/1" };
        pos = *reach(&found).end();
        rows.push(Row { pos: found.pos, reference: found.reference, alternates: found.alternate, genotype });
    }
}

fn header(out: &mut Vec<u8>, source: &str) {
    write!(out, "##fileformat=VCFv4.2\n##source={source}\n##reference=GRCh38\n").expect("memory");
    for (name, length) in CONTIGS {
        writeln!(out, "##contig=<ID={name},length={length}>").expect("memory");
    }
    out.extend_from_slice(b"#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO");
}

fn write_entry(out: &mut Vec<u8>, random: &mut Random, contig: &str, entry: &Allele) {
    const SIGNIFICANCE: [&str; 5] =
        ["Uncertain_significance", "Likely_benign", "Benign", "Pathogenic", "Likely_pathogenic"];
    let (id, gene) = (100_000 + random.below(4_000_000), entry.pos / 150_000);
    let significance = SIGNIFICANCE[random.below(5) as usize];
    let condition = random.below(4_000);
    let Allele { pos, reference, alternate } = entry;
    writeln!(
        out,
        "{contig}\t{pos}\t{id}\t{reference}\t{alternate}\t.\t.\tALLELEID={};CLNDN=Synthetic_condition_{condition};\
         CLNREVSTAT=criteria_provided,_single_submitter;CLNSIG={significance};GENEINFO=SYN{gene}:{gene}",
        id + 15_041
    )
    .expect("memory");
}

fn write_row(out: &mut Vec<u8>, random: &mut Random, contig: &str, row: &Row) {
    let Row { pos, reference, alternates, genotype } = row;
    let (depth, quality) = (20 + random.below(30), 100 + random.below(1_500));
    let (first, second) = (random.below(1_000), random.below(1_000));
    // Two alternates have a depth more and three likelihoods more.
    let alleles = if alternates.contains(',') { ",9" } else { "" };
    let likelihoods = if alternates.contains(',') { ",812,77,640" } else { "" };
    writeln!(
        out,
        "{contig}\t{pos}\t.\t{reference}\t{alternates}\t{quality}.77\tPASS\tAC=1;AF=0.500;AN=2;\
         BaseQRankSum=0.{first:03};DP={depth};ExcessHet=3.0103;FS=1.{second:03};MLEAC=1;MLEAF=0.500;MQ=60.00;\
         MQRankSum=0.000;QD=14.{first:03};ReadPosRankSum=-0.{second:03};SOR=0.693\tGT:AD:DP:GQ:PL\t\
         {genotype}:{},{}{alleles}:{depth}:99:{quality},0,{}{likelihoods}",
        depth / 2,
        depth - depth / 2,
        quality + 91
    )
    .expect("memory");
}

impl Synthetic {
    /// Generates it.
    pub(crate) fn new() -> Self {
        let mut random = Random(SEED);
        let mut made = Self { panel: Vec::new(), genome: Vec::new(), carried: BTreeSet::new(), rows: Vec::new() };
        header(&mut made.panel, "synthetic_panel");
        header(&mut made.genome, "synthetic_genome");
        made.panel.push(b'\n');
        made.genome.extend_from_slice(b"\tFORMAT\tSYNTHETIC\n");
        for (contig, (name, _)) in CONTIGS.into_iter().enumerate() {
            let entries = entries(&mut random, contig);
            let mut rows = planted(&mut random, contig, &entries, &mut made.carried);
            rows.extend(background(&mut random, contig, &entries));
            rows.sort_by_key(|row| row.pos);
            for entry in &entries {
                write_entry(&mut made.panel, &mut random, name, entry);
            }
            for row in &rows {
                write_row(&mut made.genome, &mut random, name, row);
            }
            made.rows.extend(rows.iter().map(|row| (contig, row.pos)));
        }
        made
    }
}
