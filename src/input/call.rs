//! One sample's column.

use super::decimal::decimal;
use super::fault::LineFault;
use crate::genotype::Genotype;

/// What one sample's column says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Call {
    /// The genotype; nothing where FORMAT has no GT.
    pub genotype: Option<Genotype>,
    /// The GT value as written; empty where FORMAT has no GT.
    pub text: String,
    /// GQ (or RGQ on a reference row), Phred-scaled.
    pub quality: Option<f32>,
    /// Reads: `MIN_DP` of a block, else DP.
    pub depth: Option<u32>,
    /// Whether FT names a filter that failed.
    pub filtered: bool,
    /// AD (ADT where a column tells of tumour and control): reads per allele, REF first.
    pub depths: Vec<Option<u32>>,
    /// The same of Strelka, which has no AD: tier 1 of AU, CU, GU, TU or of TAR and TIR.
    pub strelka: Vec<Option<u32>>,
    /// AF, HF, FA, VAF or FREQ: the fraction of each ALT.
    pub fractions: Vec<Option<f32>>,
    /// The phase set (PS, or GATK's PID), where the genotype is phased and one is named.
    pub phase_set: Option<String>,
}

/// Where in a sample's column the keys stand that a screen asks for.
pub(super) struct FormatKeys {
    genotype: Option<usize>,
    quality: Option<usize>,
    depth: [Option<usize>; 2],
    filter: Option<usize>,
    depths: Option<usize>,
    fractions: Option<usize>,
    /// AU, CU, GU, TU, TAR, TIR.
    strelka: [Option<usize>; 6],
    phase_set: Option<usize>,
    physical_genotype: Option<usize>,
    physical_id: Option<usize>,
}

impl FormatKeys {
    pub(super) fn new(format: &[&str]) -> Self {
        let first = |keys: &[&str]| keys.iter().find_map(|key| format.iter().position(|other| other == key));
        let at = |key: &str| first(&[key]);
        Self {
            genotype: at("GT"),
            quality: first(&["GQ", "RGQ"]),
            depth: [at("MIN_DP"), first(&["DP", "DPT"])],
            filter: at("FT"),
            depths: first(&["AD", "ADT"]),
            // Of callers of tumours: Mutect's, DRAGEN's and VarScan's.
            fractions: first(&["AF", "HF", "FA", "VAF", "FREQ"]),
            strelka: ["AU", "CU", "GU", "TU", "TAR", "TIR"].map(at),
            phase_set: at("PS"),
            physical_genotype: at("PGT"),
            physical_id: at("PID"),
        }
    }
}

impl Call {
    /// Reads per allele, REF first: AD, else Strelka's; empty where neither is stated.
    #[must_use]
    pub fn reads(&self) -> &[Option<u32>] {
        if self.depths.is_empty() { &self.strelka } else { &self.depths }
    }

    /// The fraction of alleles (0 is REF) among all: AF or HF, else from reads.
    #[must_use]
    pub fn fraction(&self, alleles: &[u16]) -> Option<f32> {
        let of_alternate = |allele: &u16| *self.fractions.get(usize::from(*allele).checked_sub(1)?)?;
        if let Some(stated) = alleles.iter().map(of_alternate).sum() {
            return Some(stated);
        }
        let reads: u32 = alleles.iter().map(|allele| *self.reads().get(usize::from(*allele))?).sum::<Option<u32>>()?;
        let all: u32 = self.reads().iter().flatten().fold(0, |sum, reads| sum.saturating_add(*reads));
        #[allow(clippy::cast_possible_truncation, reason = "rounds")]
        let fraction = (f64::from(reads) / f64::from(all)) as f32;
        (all > 0).then_some(fraction)
    }
}

/// Strelka's reads of each allele: of a base from its own column, of a length change from TAR and TIR.
fn strelka_reads(
    keys: &FormatKeys,
    first: impl Fn(Option<usize>) -> Option<u32>,
    alleles: &[&str],
) -> Vec<Option<u32>> {
    let [bases @ .., of_ref, of_indel] = keys.strelka;
    if of_indel.is_some() && alleles.len() == 2 {
        return vec![first(of_ref), first(of_indel)];
    }
    if bases.contains(&None) {
        return Vec::new();
    }
    let column = |allele: &&str| ["A", "C", "G", "T"].iter().position(|base| allele.eq_ignore_ascii_case(base));
    alleles.iter().map(|allele| first(bases[column(allele)?])).collect()
}

/// A fraction, or one in percent as `VarScan` writes it: `12.5%`.
fn fraction(text: &str) -> Option<f32> {
    match text.strip_suffix('%') {
        Some(percent) => decimal(percent).map(|percent| percent / 100.0),
        None => decimal(text),
    }
}

/// A GT value of a row with so many alternates.
pub(crate) fn genotype_of(text: &[u8], alternates: usize) -> Result<Genotype, LineFault> {
    let genotype = Genotype::parse(text).ok_or(LineFault::BadGenotype)?;
    let largest = genotype.max_allele().map_or(0, usize::from);
    if largest > alternates { Err(LineFault::GenotypeOutOfRange) } else { Ok(genotype) }
}

pub(super) fn decode_call(column: &str, keys: &FormatKeys, alleles: &[&str]) -> Result<Call, LineFault> {
    let alternates = alleles.len() - 1;
    let values: Vec<&str> = column.split(':').collect();
    // Trailing fields may be dropped (VCF 4.3 section 1.6.2); a dropped value is a missing one.
    let value = |key: Option<usize>| key.map(|i| values.get(i).copied().unwrap_or("."));
    let text = value(keys.genotype);
    let genotype = match text {
        None => None,
        Some(text) => Some(genotype_of(text.as_bytes(), alternates)?),
    };
    let first = |key| value(key).and_then(|v| v.split(',').next()?.parse().ok());
    let stated = |key| value(key).filter(|v| !matches!(*v, "." | ""));
    let physical = genotype.as_ref().and_then(|g| {
        let phased = Genotype::parse(stated(keys.physical_genotype)?.as_bytes())?;
        (!g.is_phased() && phased.is_phased() && phased.same_alleles(g)).then_some((phased, stated(keys.physical_id)))
    });
    let (genotype, phase_set) = match physical {
        Some((phased, id)) => (Some(phased), id.map(|id| format!("PID {id}"))),
        None => (genotype, stated(keys.phase_set).map(str::to_owned)),
    };
    Ok(Call {
        phase_set: phase_set.filter(|_| genotype.as_ref().is_some_and(Genotype::is_phased)),
        genotype,
        text: text.unwrap_or_default().to_owned(),
        quality: value(keys.quality).and_then(decimal),
        depth: keys.depth.into_iter().find_map(|key| value(key)?.parse().ok()),
        filtered: value(keys.filter).is_some_and(|v| !matches!(v, "." | "PASS" | "")),
        depths: value(keys.depths).map(|v| v.split(',').map(|n| n.parse().ok()).collect()).unwrap_or_default(),
        strelka: strelka_reads(keys, first, alleles),
        fractions: value(keys.fractions).map(|v| v.split(',').map(fraction).collect()).unwrap_or_default(),
    })
}
