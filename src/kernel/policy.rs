//! What quality a proof of absence needs.

use serde::Serialize;

use super::site::Site;
use crate::input::record::Call;

/// The policy of a run. It touches proofs of absence alone: quality never hides a finding.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    /// The lowest genotype quality (GQ, Phred-scaled) that proves absence.
    pub min_gq: f32,
}

impl Default for Policy {
    fn default() -> Self {
        Self { min_gq: 20.0 }
    }
}

/// How far a call can be relied on for a proof.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Quality {
    /// GQ passes.
    Passes,
    /// No GQ is stated: it passes, with a flag.
    Unstated,
    /// FILTER or FT names a filter that failed.
    Filtered,
    /// GQ is under the policy.
    Low,
    /// The row is imputed, which proves nothing.
    Imputed,
}

impl Policy {
    /// The quality of one sample's call on a row.
    #[must_use]
    pub fn quality(&self, site: &Site, call: &Call) -> Quality {
        if site.record.imputed {
            Quality::Imputed
        } else if site.record.filtered || call.filtered {
            Quality::Filtered
        } else {
            match call.quality {
                None => Quality::Unstated,
                Some(gq) if gq < self.min_gq => Quality::Low,
                Some(_) => Quality::Passes,
            }
        }
    }
}
