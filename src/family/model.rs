//! The report about a family, or about a tumour and its matched sample: `genosieve.family/1`
//! (`docs/family.schema.json`).

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::algebra::Inheritance;
use super::check::MendelianCheck;
use super::gene::Pair;
use super::ped::Sex;
use super::role::Role;
use super::view::FamilyView;
use crate::kernel::{Flag, MatchKind, Reason, State, Zygosity};
use crate::panel::{EntryId, SignificanceClass};
use crate::report::{Report, ReportCopies, ReportEntry, ReportNotice, ReportRecord, Tool};

/// The name and version of the format.
pub const SCHEMA: &str = "genosieve.family/1";

/// What the files of a family answer together.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FamilyReport {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The software.
    pub tool: Tool,
    /// Whether it is about a family, or about a tumour and its matched sample.
    pub kind: FamilyKind,
    /// The report of each file, with an empty list of verdicts: its counts, its notices, its accounting.
    pub reports: Vec<Report>,
    /// Whom it is about, in the order of [`Role`].
    pub members: Vec<MemberReport>,
    /// What a reader must know beside the numbers.
    pub notices: Vec<ReportNotice>,
    /// How the genotypes fit the roles.
    pub checks: Checks,
    /// How many rows each view has; views without any are there with 0.
    #[serde(serialize_with = "by_word")]
    pub views: BTreeMap<FamilyView, u64>,
    /// Entries that any member carries, or of whom it cannot be decided; in panel order.
    pub rows: Vec<FamilyRow>,
    /// Genes with two different entries that the proband carries once each, by name.
    pub genes: Vec<GenePairs>,
}

/// What kind of comparison it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FamilyKind {
    /// A proband and relatives.
    Family,
    /// A tumour, with its matched sample or without.
    Tumor,
}

/// One member.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MemberReport {
    /// Its role.
    pub role: Role,
    /// Its name; nothing for a file without samples.
    pub sample: Option<Arc<str>>,
    /// Which of `reports` is about its file, from 0.
    pub report: usize,
    /// Its place in that report's `summary`, from 0.
    pub summary: usize,
    /// The sex that the pedigree states.
    pub sex: Option<Sex>,
    /// Whether the pedigree says that it is affected.
    pub affected: Option<bool>,
}

/// How the genotypes fit the roles.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Checks {
    /// Inheritance from both parents; nothing where one is missing.
    pub mendelian: Option<MendelianCheck>,
    /// What two members share, of each two.
    pub kinship: Vec<Kinship>,
}

/// What two members share.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Kinship {
    /// Their places in `members`.
    pub members: [usize; 2],
    /// Autosomal entries where the copies of both are known, and one of them carries it.
    pub compared: u64,
    /// The kinship, about 0.25 for parent and child and 0.5 for one person; nothing where too little is comparable.
    pub kinship: Option<f64>,
}

/// An entry, and what each member has of it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FamilyRow {
    /// The entry's number in panel order, from 0.
    pub number: EntryId,
    /// The entry.
    pub entry: ReportEntry,
    /// The group of its classification.
    pub significance_class: SignificanceClass,
    /// Its review status, 0 to 4.
    pub stars: Option<u8>,
    /// In whom of the parents it is recorded, where the proband carries it.
    pub inheritance: Option<Inheritance>,
    /// Whether it could be told if what is assumed were proved.
    pub assumed: bool,
    /// The views that it is in.
    pub views: Vec<FamilyView>,
    /// One of each member, in their order.
    pub cells: Vec<Cell>,
}

/// What one member has of an entry.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Cell {
    /// The state.
    pub state: State,
    /// Why, where the state has reasons.
    pub reason: Option<Reason>,
    /// For carried ones.
    pub zygosity: Option<Zygosity>,
    /// For carried ones, where the genotype states them.
    pub copies: Option<ReportCopies>,
    /// The allele's fraction: as the file states it (AF, HF, FA, VAF, FREQ), else of the reads.
    #[serde(rename = "alleleFraction")]
    pub fraction: Option<f32>,
    /// Reads with the allele.
    pub reads: Option<u32>,
    /// All reads.
    pub depth: Option<u32>,
    /// How a called allele came to be the entry.
    #[serde(rename = "match")]
    pub kind: Option<MatchKind>,
    /// What to know beside it.
    pub flags: Vec<Flag>,
    /// The records behind it.
    pub records: Vec<ReportRecord>,
}

/// The entries of a gene that the proband carries once each.
#[derive(Clone, Debug, Serialize)]
pub struct GenePairs {
    /// The symbol.
    pub gene: String,
    /// How many pairs of different alleles they make.
    pub count: u64,
    /// These pairs; of more than 20, 20 of them, those in trans first. All count for the views of rows.
    pub pairs: Vec<Pair>,
}

fn by_word<S: serde::Serializer>(views: &BTreeMap<FamilyView, u64>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(views.iter().map(|(view, count)| (view.word(), count)))
}
