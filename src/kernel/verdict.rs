//! The words of an answer: states, reasons, zygosity, kinds of match, flags.
//!
//! They are the contract of the report (`docs/semantics.md`), so each enum gives its own word.

use serde::{Deserialize, Serialize};

/// What a file says of one entry in one sample.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum State {
    /// A called allele is the effect allele.
    Carried,
    /// The effect allele is REF, there is no record, and the user said that absence is reference.
    CarriedAssumed,
    /// The file proves that it is not carried.
    NotCarried,
    /// There is no record, and the user said that absence is reference.
    NotCarriedAssumed,
    /// The file does not answer.
    NotAssessed,
    /// The file speaks but cannot decide.
    Indeterminate,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// No record speaks of the entry.
    NoRecord,
    /// A record does, and no haplotype is called.
    NoCall,
    /// Some haplotypes are called, and none of them carries the effect allele.
    HalfCall,
    /// The record that would prove absence has too low a quality.
    LowQuality,
    /// The record that would prove absence failed a filter.
    Filtered,
    /// Reference calls cover only part of what a proof needs.
    SpanPartlyCovered,
    /// The bases of the file and of the panel (or its reference) differ here.
    RefMismatch,
    /// The contig is neither declared nor seen.
    ContigAbsent,
    /// The file's contig of this name is another sequence.
    ContigDiffers,
    /// A called allele over the entry is of a kind that is not compared.
    UnsupportedKind,
    /// The panel's entry is not spelled in bases.
    EntryNotRepresentable,
    /// The record states no genotype.
    GenotypeMissing,
    /// Whether the parts lie on one haplotype is not stated.
    PhaseUnknown,
    /// Called alleles overlap the entry in a way that does not decompose.
    ComplexOverlap,
    /// `*` is called, and the row that deletes is not in the file.
    StarAllele,
    /// An unspecified alternate (`<NON_REF>`, `<*>`) is called.
    UnspecifiedAllele,
    /// Records contradict each other.
    ConflictingRecords,
}

/// How many of the haplotypes carry the allele.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Zygosity {
    /// One of two.
    Het,
    /// Both of two.
    Hom,
    /// The only one.
    Hemi,
    /// A number of a ploidy above two, stated beside it.
    Copies,
    /// All mitochondrial copies.
    Homoplasmic,
    /// Some mitochondrial copies.
    Heteroplasmic,
    /// Not stated.
    Unknown,
}

/// How a called allele came to be the entry.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MatchKind {
    /// The same POS, REF and ALT (upper-cased, each ALT on its own).
    Exact,
    /// Another spelling of the same haplotype.
    Equivalent,
    /// Several rows together on one haplotype.
    Composed,
    /// Part of a called allele of equal length.
    Component,
    /// Any variant inside of a region.
    #[serde(rename = "inRegion")]
    InRegion,
}

/// What to know about an answer beside it.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// A record behind it failed a filter.
    Filtered,
    /// A record behind it has a low genotype quality.
    LowQuality,
    /// The record that proves it states no genotype quality.
    QualityNotStated,
    /// No genotype is stated; the allele is listed or counted in reads.
    GenotypeMissing,
    /// The file has no samples.
    SitesOnly,
    /// A record behind it is imputed.
    Imputed,
    /// Records agree that it is carried and differ in how many copies.
    ConflictingZygosity,
    /// Several records say the same.
    DuplicateRecords,
    /// Heterozygous where the sample has one copy.
    HetInHaploidRegion,
    /// Called twice where the sample has one copy.
    DiploidInHaploidRegion,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Carried,
        Self::CarriedAssumed,
        Self::NotCarried,
        Self::NotCarriedAssumed,
        Self::NotAssessed,
        Self::Indeterminate,
    ];
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::NoRecord,
        Self::NoCall,
        Self::HalfCall,
        Self::LowQuality,
        Self::Filtered,
        Self::SpanPartlyCovered,
        Self::RefMismatch,
        Self::ContigAbsent,
        Self::ContigDiffers,
        Self::UnsupportedKind,
        Self::EntryNotRepresentable,
        Self::GenotypeMissing,
        Self::PhaseUnknown,
        Self::ComplexOverlap,
        Self::StarAllele,
        Self::UnspecifiedAllele,
        Self::ConflictingRecords,
    ];
}

impl Zygosity {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Het, Self::Hom, Self::Hemi, Self::Copies, Self::Homoplasmic, Self::Heteroplasmic, Self::Unknown];
}

impl MatchKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Exact, Self::Equivalent, Self::Composed, Self::Component, Self::InRegion];
}

impl Flag {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Filtered,
        Self::LowQuality,
        Self::QualityNotStated,
        Self::GenotypeMissing,
        Self::SitesOnly,
        Self::Imputed,
        Self::ConflictingZygosity,
        Self::DuplicateRecords,
        Self::HetInHaploidRegion,
        Self::DiploidInHaploidRegion,
    ];
}

macro_rules! words {
    ($($name:ident),*) => {$(
        impl $name {
            /// The word of the report.
            #[must_use]
            pub fn word(self) -> String {
                crate::json::word_of(&self)
            }
        }
    )*};
}
words!(State, Reason, Zygosity, MatchKind, Flag);

/// The answer for one entry in one sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The state.
    pub state: State,
    /// Why, for states that have reasons.
    pub reason: Option<Reason>,
    /// For carried ones.
    pub zygosity: Option<Zygosity>,
    /// Carried haplotypes and ploidy, where both are stated.
    pub copies: Option<(usize, usize)>,
    /// The allele's fraction on the mitochondrion, where it is carried and the file states it.
    pub fraction: Option<f32>,
    /// For carried ones.
    pub kind: Option<MatchKind>,
    /// In the order of the enum, each once.
    pub flags: Vec<Flag>,
    /// Which of the rows that were judged stand behind it, by their index.
    pub rows: Vec<usize>,
}

impl Verdict {
    /// A verdict of this state and reason without anything else.
    #[must_use]
    pub fn bare(state: State, reason: Option<Reason>) -> Self {
        Self {
            state,
            reason,
            zygosity: None,
            copies: None,
            fraction: None,
            kind: None,
            flags: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Not assessed, for a reason.
    #[must_use]
    pub fn not_assessed(reason: Reason) -> Self {
        Self::bare(State::NotAssessed, Some(reason))
    }

    /// The same with the rows behind it.
    #[must_use]
    pub fn with_rows(mut self, rows: Vec<usize>) -> Self {
        self.rows = rows;
        self
    }

    pub(crate) fn flag(&mut self, flag: Flag) {
        if let Err(at) = self.flags.binary_search(&flag) {
            self.flags.insert(at, flag);
        }
    }
}
