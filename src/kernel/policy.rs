//! What quality a proof of absence needs.

use super::site::Site;
use crate::input::record::Call;

/// The policy of a run. It touches proofs of absence alone: quality never hides a finding.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Policy {
    /// The lowest genotype quality (GQ, Phred-scaled) that proves absence.
    pub min_gq: f32,
    /// The lowest depth in reads (`MIN_DP`, else DP) that proves absence; any where there is none.
    pub min_dp: Option<u32>,
    /// Whether imputed rows prove absence.
    pub allow_imputed: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self { min_gq: 20.0, min_dp: None, allow_imputed: false }
    }
}

/// How far a call can be relied on for a proof.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Quality {
    /// All that the policy asks for is stated and passes.
    Passes,
    /// Something that it asks for is not stated: it passes, with a flag.
    Unstated,
    /// FILTER or FT names a filter that failed.
    Filtered,
    /// GQ or depth is under the policy.
    Low,
    /// The row is imputed, which proves nothing.
    Imputed,
}

impl Policy {
    /// The quality of one sample's call on a row.
    #[must_use]
    pub fn quality(&self, site: &Site, call: &Call) -> Quality {
        if site.record.imputed && !self.allow_imputed {
            Quality::Imputed
        } else if site.record.filtered || call.filtered {
            Quality::Filtered
        } else if self.is_low(call) {
            Quality::Low
        } else if call.quality.is_none() || self.min_dp.is_some() && call.depth.is_none() {
            Quality::Unstated
        } else {
            Quality::Passes
        }
    }

    /// A number that two calls have in common where any row gives them the same quality.
    pub(crate) fn class(&self, call: &Call) -> u8 {
        let answers = [call.filtered, self.is_low(call), call.quality.is_none(), call.depth.is_none()];
        answers.iter().fold(0, |class, answer| class << 1 | u8::from(*answer))
    }

    /// Whether GQ or depth is stated and under the policy.
    #[must_use]
    pub fn is_low(&self, call: &Call) -> bool {
        call.quality.is_some_and(|gq| gq < self.min_gq)
            || self.min_dp.is_some_and(|least| call.depth.is_some_and(|depth| depth < least))
    }
}
