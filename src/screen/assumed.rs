//! What the user chose to assume where there is no record.

use std::sync::Arc;

use super::callable::Callable;
use super::options::ScreenOptions;
use crate::kernel::{Reason, State, Verdict};
use crate::panel::{EntryId, Panel};

/// Where no record is taken as the reference.
#[derive(Clone, Debug)]
pub(super) enum Assumed {
    Nowhere,
    Everywhere,
    Within(Arc<Callable>),
}

impl Assumed {
    /// What the user chose; nowhere where the end of the file is not proved (`complete` is false): nobody knows
    /// what stood behind.
    pub(super) fn new(options: &ScreenOptions, complete: bool) -> Self {
        match &options.callable {
            _ if !complete => Self::Nowhere,
            Some(callable) => Self::Within(Arc::clone(callable)),
            None if options.absent_is_reference => Self::Everywhere,
            None => Self::Nowhere,
        }
    }

    /// Whether nothing is assumed.
    pub(super) fn is_nowhere(&self) -> bool {
        matches!(self, Self::Nowhere)
    }

    /// The verdict, or what is assumed instead of `no_record`. Other reasons stay: there the file, or
    /// its lack of the whole contig, speaks against the reference as much as for it.
    pub(super) fn answer(&self, panel: &Panel, entry: EntryId, verdict: Verdict) -> Verdict {
        if verdict.reason != Some(Reason::NoRecord) || !self.holds(panel, entry) {
            return verdict;
        }
        let state = if panel.effect_is_ref(entry) { State::CarriedAssumed } else { State::NotCarriedAssumed };
        Verdict { state, reason: None, ..verdict }
    }

    /// Whether the reference is assumed over the entry's whole span.
    fn holds(&self, panel: &Panel, entry: EntryId) -> bool {
        match self {
            Self::Nowhere => false,
            Self::Everywhere => true,
            Self::Within(callable) => {
                let contig = &panel.contigs()[usize::from(panel.contig_of(entry))];
                callable.covers(&contig.key, &panel.span(entry))
            }
        }
    }
}
