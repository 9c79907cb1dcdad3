//! The memory that a file's samples may take.
//!
//! Evidence and verdicts are kept for every selected sample, so a file of a whole cohort beside a large
//! panel asks for more than there is (a million samples beside a gene panel: 23 GB), and the machine
//! would stop the run without a word. A family is never refused.

use crate::error::{Error, ErrorKind};

/// Bytes for the samples beyond a family: a quarter of what a wasm instance can address.
const BYTES: u64 = 1 << 30;
/// Samples that cost nothing here.
const FAMILY: usize = 16;
/// Bits an entry and sample: five planes of evidence and six of states.
const BITS: u64 = 11;
/// Bytes a sample, whatever the panel: its names, summary and allocations.
const SAMPLE: u64 = 4 << 10;
/// Bytes of a call that is kept, with its texts and lists.
const CALL: u64 = 300;

/// What is left of the memory, for a number of samples.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    samples: usize,
    /// What is left, and what was before the first record.
    left: Option<u64>,
    first: u64,
}

impl Budget {
    /// For this many samples beside a panel of this many entries.
    pub(crate) fn new(samples: usize, entries: usize) -> Self {
        let mut budget = Self { samples, left: Some(BYTES), first: 0 };
        budget.charge((entries as u64).saturating_mul(BITS) / 8 + SAMPLE);
        budget.first = budget.left.unwrap_or_default();
        budget
    }

    /// A record is kept, with a call of each sample.
    pub(crate) fn keep(&mut self) {
        self.charge(CALL);
    }

    /// What records took; more than there is once nothing is left.
    pub(crate) fn taken(&self) -> u64 {
        self.left.map_or(u64::MAX, |left| self.first.saturating_sub(left))
    }

    /// Takes up what the records of another part of the same file took.
    pub(crate) fn take(&mut self, taken: u64) {
        self.left = self.left.and_then(|left| left.checked_sub(taken));
    }

    fn charge(&mut self, bytes: u64) {
        let samples = self.samples.saturating_sub(FAMILY) as u64;
        self.left = self.left.and_then(|left| left.checked_sub(samples.saturating_mul(bytes)));
    }

    /// # Errors
    ///
    /// `samples_too_many` once nothing is left.
    pub(crate) fn check(&self) -> Result<(), Error> {
        match self.left {
            Some(_) => Ok(()),
            None => Err(Error::new(ErrorKind::SamplesTooMany).with_detail(self.samples.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_never_refused() {
        let mut family = Budget::new(FAMILY, usize::MAX);
        (0..10_000_000).for_each(|_| family.keep());
        assert!(family.check().is_ok());
    }

    #[test]
    fn a_cohort_is_refused_for_the_panel_or_for_its_records() {
        let error = Budget::new(1_000_000, 10_000).check().unwrap_err();
        assert_eq!((error.kind(), error.detail()), (ErrorKind::SamplesTooMany, "1000000"));
        let mut cohort = Budget::new(2504, 10_000);
        assert!(cohort.check().is_ok());
        (0..2000).for_each(|_| cohort.keep());
        assert!(cohort.check().is_err());
    }
}
