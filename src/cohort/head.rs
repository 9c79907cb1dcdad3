//! What all samples of a cohort have in common.

use serde::{Deserialize, Serialize};

use super::file::invalid;
use crate::error::{Error, ErrorKind};
use crate::genome::contig_rank;
use crate::json::json_of;
use crate::kernel::Policy;
use crate::panel::{Panel, PanelInfo};

/// Entries that a cohort may have: numbers of entries take 28 bits.
const MOST_ENTRIES: u64 = 1 << 28;
/// Chromosomes 1 to 22: of what is not carried there, two copies are not carried.
const AUTOSOMES: u32 = 22;

/// The panel and the policy of a cohort. Files with another one are not merged.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Head {
    /// The panel's name.
    pub panel: String,
    /// SHA-256 of the panel's content.
    pub sha256: String,
    /// Its contigs in their order: canonical name and number of entries.
    pub contigs: Vec<(String, u32)>,
    /// The lowest genotype quality that proved absence.
    pub min_gq: f32,
    /// The lowest depth that did; any where there is none.
    pub min_dp: Option<u32>,
    /// Whether imputed rows did.
    pub allow_imputed: bool,
}

impl Head {
    /// The head of a cohort that is screened by a panel.
    #[must_use]
    pub fn new(panel: &Panel, policy: Policy) -> Self {
        let entries = |contig: u16| u32::try_from(panel.contig_entries(contig).len()).expect("entries have 32 bits");
        Self {
            panel: panel.info().name.clone(),
            sha256: panel.info().sha256.clone(),
            contigs: (0..).zip(panel.contigs()).map(|(number, contig)| (contig.key.clone(), entries(number))).collect(),
            min_gq: policy.min_gq,
            min_dp: policy.min_dp,
            allow_imputed: policy.allow_imputed,
        }
    }

    /// Entries of the panel.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.contigs.iter().map(|(_, entries)| *entries as usize).sum()
    }

    /// For each entry in panel order, whether it lies on one of chromosomes 1 to 22.
    pub(super) fn autosomes(&self) -> Vec<bool> {
        let of = |(key, entries): &(String, u32)| std::iter::repeat_n(contig_rank(key) <= AUTOSOMES, *entries as usize);
        self.contigs.iter().flat_map(of).collect()
    }

    pub(super) fn to_json(&self) -> String {
        json_of(self)
    }

    pub(super) fn from_json(json: &[u8]) -> Result<Self, Error> {
        let head: Self = serde_json::from_slice(json).map_err(|_| invalid("head"))?;
        let entries: u64 = head.contigs.iter().map(|(_, entries)| u64::from(*entries)).sum();
        if entries > MOST_ENTRIES { Err(invalid("head")) } else { Ok(head) }
    }

    /// Whether this is its panel.
    ///
    /// # Errors
    ///
    /// `cohort_conflict` with both.
    pub(super) fn check_panel(&self, other: &PanelInfo) -> Result<(), Error> {
        if self.sha256 == other.sha256 { Ok(()) } else { Err(self.conflict(&other.name, &other.sha256)) }
    }

    fn conflict(&self, name: &str, sha256: &str) -> Error {
        let detail = format!("{} ({}), {name} ({sha256})", self.panel, self.sha256);
        Error::new(ErrorKind::CohortConflict).with_detail(detail)
    }

    /// Whether it is that of a cohort that this one may be merged with.
    ///
    /// # Errors
    ///
    /// `cohort_conflict` with what differs.
    pub fn check(&self, other: &Self) -> Result<(), Error> {
        let conflict = |detail: String| Err(Error::new(ErrorKind::CohortConflict).with_detail(detail));
        if (&self.sha256, &self.contigs) != (&other.sha256, &other.contigs) {
            return Err(self.conflict(&other.panel, &other.sha256));
        }
        let policy = |head: &Self| (head.min_gq.to_bits(), head.min_dp, head.allow_imputed);
        if policy(self) != policy(other) {
            return conflict("--min-gq, --min-dp, --allow-imputed".into());
        }
        if self.panel == other.panel { Ok(()) } else { conflict(format!("{}, {}", self.panel, other.panel)) }
    }
}
