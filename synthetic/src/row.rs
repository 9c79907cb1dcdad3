//! A row of the genome, and its text as GATK writes it.

use std::io::Write;

use crate::change::Allele;
use crate::genotype::Genotype;
use crate::random::Random;

/// A row before it is written.
pub(crate) struct Row {
    /// 1-based.
    pub(crate) pos: u32,
    pub(crate) reference: String,
    pub(crate) alternates: Vec<String>,
    /// One of each sample.
    pub(crate) genotypes: Vec<Genotype>,
}

impl Row {
    pub(crate) fn new(allele: &Allele, genotypes: Vec<Genotype>) -> Self {
        Self {
            pos: allele.pos,
            reference: allele.reference.clone(),
            alternates: vec![allele.alternate.clone()],
            genotypes,
        }
    }

    /// 1-based position behind its REF.
    pub(crate) fn end(&self) -> u32 {
        self.pos + crate::change::length(&self.reference)
    }

    fn copies_of(&self, alternate: u8) -> usize {
        self.genotypes.iter().flat_map(|genotype| genotype.alleles).filter(|a| *a == Some(alternate)).count()
    }
}

/// Decimals of GATK's QUAL: all but a few rows have one of these.
const QUAL_DECIMALS: [&str; 8] = ["77", "77", "77", "60", "60", "64", "06", "13"];

/// Writes a row. With `any_other` it has `<NON_REF>` as its last alternate, as in a gVCF.
pub(crate) fn write(out: &mut Vec<u8>, random: &mut Random, contig: &str, row: &Row, any_other: bool) {
    let samples: Vec<Sample> =
        row.genotypes.iter().map(|genotype| Sample::draw(random, row, *genotype, any_other)).collect();
    let depth: u32 = samples.iter().map(|sample| sample.depth).sum();
    let qual: u32 = samples.iter().map(Sample::qual).sum();
    let Row { pos, reference, alternates, .. } = row;
    let (other, decimals) = (if any_other { ",<NON_REF>" } else { "" }, random.pick(&QUAL_DECIMALS));
    // Four of five are in dbSNP.
    let id = if random.below(5) > 0 { format!("rs{}", random.below(1_500_000_000)) } else { ".".to_owned() };
    write!(out, "{contig}\t{pos}\t{id}\t{reference}\t{}{other}\t{qual}.{decimals}\tPASS\t", alternates.join(","))
        .expect("memory");
    info(out, random, row, any_other, (depth, qual));
    out.extend_from_slice(b"\tGT:AD:DP:GQ:PL");
    for (sample, genotype) in samples.iter().zip(&row.genotypes) {
        sample.write(out, *genotype);
    }
    out.push(b'\n');
}

fn info(out: &mut Vec<u8>, random: &mut Random, row: &Row, any_other: bool, (depth, qual): (u32, u32)) {
    let mut put = |text: std::fmt::Arguments<'_>| out.write_fmt(text).expect("memory");
    let called = 2 * row.genotypes.len();
    let alternates = row.alternates.len() + usize::from(any_other);
    let counts: Vec<usize> = (1..).take(alternates).map(|number| row.copies_of(number)).collect();
    let counted = counts.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
    let share = |count: &usize| format!("{}.{:03}", count / called, count * 1_000 / called % 1_000);
    let shares = counts.iter().map(share).collect::<Vec<_>>().join(",");
    put(format_args!("AC={counted};AF={shares};AN={called};"));
    // Rank sums compare reads of two alleles.
    let is_mixed = row.genotypes.iter().any(|genotype| genotype.alleles[0] != genotype.alleles[1]);
    if is_mixed {
        put(format_args!("BaseQRankSum={};", Signed::draw(random, 2_800)));
    }
    let strand = if random.one_in(3) { 0 } else { random.below(110) * random.below(110) };
    put(format_args!("DP={depth};ExcessHet=3.0103;FS={};MLEAC={counted};MLEAF={shares};", Thousandths(strand)));
    let mapping = if random.below(4) > 0 { 6_000 } else { 5_999 - random.below(60) * random.below(60) };
    put(format_args!("MQ={}.{:02};", mapping / 100, mapping % 100));
    if is_mixed {
        let rank = if random.one_in(2) { Signed(0) } else { Signed::draw(random, 2_000) };
        put(format_args!("MQRankSum={rank};"));
    }
    let by_depth = (qual * 100 / depth.max(1)).min(3_600);
    put(format_args!("QD={}.{:02};", by_depth / 100, by_depth % 100));
    if is_mixed {
        put(format_args!("ReadPosRankSum={};", Signed::draw(random, 2_800)));
    }
    put(format_args!("SOR={};", Thousandths(200 + random.below(50) * random.below(50))));
    put(format_args!("VQSLOD={}", Thousandths(random.below(25_000))));
}

/// A number with three decimals.
struct Thousandths(u32);

impl std::fmt::Display for Thousandths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:03}", self.0 / 1_000, self.0 % 1_000)
    }
}

/// The same with a sign, small ones the most frequent.
struct Signed(i32);

impl Signed {
    fn draw(random: &mut Random, most: u32) -> Self {
        let one = |random: &mut Random| i32::try_from(random.below(most)).expect("small");
        Self(one(random) - one(random))
    }
}

impl std::fmt::Display for Signed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", if self.0 < 0 { "-" } else { "" }, Thousandths(self.0.unsigned_abs()))
    }
}

/// What is stated of one sample: its reads by allele, and likelihoods that agree with them.
struct Sample {
    reads: Vec<u32>,
    depth: u32,
    likelihoods: Vec<u32>,
}

impl Sample {
    fn draw(random: &mut Random, row: &Row, genotype: Genotype, any_other: bool) -> Self {
        let alleles = 1 + row.alternates.len() + usize::from(any_other);
        let depth = 14 + random.below(18) + random.below(18);
        let mut reads = vec![0; alleles];
        if let [Some(first), Some(second)] = genotype.alleles.map(|allele| allele.map(usize::from)) {
            let half = depth / 2 + random.below(6) - random.below(6);
            reads[first] += half;
            reads[second] += depth - half;
        }
        let likelihoods = likelihoods(random, &reads, genotype);
        Self { reads, depth, likelihoods }
    }

    /// That the row has no alternate allele at all.
    fn qual(&self) -> u32 {
        self.likelihoods[0]
    }

    /// How much less likely the next genotype is.
    fn quality(&self) -> u32 {
        let mut likelihoods = self.likelihoods.clone();
        likelihoods.sort_unstable();
        likelihoods[1].min(99)
    }

    fn write(&self, out: &mut Vec<u8>, genotype: Genotype) {
        if genotype == Genotype::NOT_CALLED {
            out.extend_from_slice(b"\t./.");
            return;
        }
        let list = |numbers: &[u32]| numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
        let (reads, likelihoods) = (list(&self.reads), list(&self.likelihoods));
        write!(out, "\t{genotype}:{reads}:{}:{}:{likelihoods}", self.depth, self.quality()).expect("memory");
    }
}

/// PL of all pairs of alleles, in the order of VCF 4.3 section 1.6.2: reads of other alleles count against
/// a pair, and so do missing reads of one of two.
fn likelihoods(random: &mut Random, reads: &[u32], genotype: Genotype) -> Vec<u32> {
    let depth: u32 = reads.iter().sum();
    let called = genotype.alleles.map(|allele| allele.map(usize::from));
    let mut all = Vec::new();
    for second in 0..reads.len() {
        for first in 0..=second {
            let explained = if first == second { reads[first] } else { reads[first] + reads[second] };
            let one_sided = first != second && (reads[first] == 0 || reads[second] == 0);
            let against = (depth - explained) * 32 + if one_sided { depth * 3 } else { 0 };
            let is_called = called == [Some(first), Some(second)] || called == [Some(second), Some(first)];
            all.push(if is_called { 0 } else { against + random.below(5 + against / 4) });
        }
    }
    all
}
