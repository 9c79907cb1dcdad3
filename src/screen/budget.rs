//! The memory that a file's samples may take.
//!
//! Of a cohort beside a large panel there can be more to keep than there is memory (a million samples
//! beside a gene panel: 23 GB), and the machine would stop the run without a word. A family is never
//! refused.

use crate::error::{Error, ErrorKind};
use crate::input::record::FAMILY;

/// Bytes for the samples beyond a family: a quarter of what a wasm instance can address.
const BYTES: u64 = 1 << 30;
/// Bytes a sample, whatever the panel: its names, summary and allocations.
const SAMPLE: u64 = 4 << 10;
/// Bytes of a record that is kept, its calls left out.
const RECORD: u64 = 500;
/// Bytes of a listed verdict, and what it takes more for each sample that has it.
const VERDICT: u64 = 1 << 10;
const LISTED: u64 = 256;

/// What is left of the memory, for a number of samples.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    samples: usize,
    /// What is left, and what was before the first record.
    left: Option<u64>,
    first: u64,
}

impl Budget {
    /// For this many samples.
    pub(crate) fn new(samples: usize) -> Self {
        let mut budget = Self { samples, left: Some(BYTES), first: 0 };
        budget.charge(SAMPLE.saturating_mul(samples as u64));
        budget.first = budget.left.unwrap_or_default();
        budget
    }

    /// A record is kept, with calls of so many bytes.
    pub(crate) fn keep(&mut self, calls: u64) {
        self.charge(RECORD + calls);
    }

    /// So many verdicts are listed, for so many samples in all.
    pub(crate) fn list(&mut self, verdicts: u64, samples: u64) {
        self.charge(VERDICT.saturating_mul(verdicts).saturating_add(LISTED.saturating_mul(samples)));
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
        if self.samples > FAMILY {
            self.take(bytes);
        }
    }

    /// # Errors
    ///
    /// `samples_too_many` once nothing is left.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "a step of the hottest loop")]
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.left.is_some() { Ok(()) } else { Err(self.too_many()) }
    }

    #[cold]
    fn too_many(&self) -> Error {
        Error::new(ErrorKind::SamplesTooMany).with_detail(self.samples.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_never_refused() {
        let mut family = Budget::new(FAMILY);
        (0..10_000_000).for_each(|_| family.keep(1 << 20));
        family.list(u64::MAX, u64::MAX);
        assert!(family.check().is_ok());
    }

    #[test]
    fn a_cohort_is_refused_for_its_samples_its_records_or_its_findings() {
        let error = Budget::new(1_000_000).check().unwrap_err();
        assert_eq!((error.kind(), error.detail()), (ErrorKind::SamplesTooMany, "1000000"));
        let mut cohort = Budget::new(2504);
        assert!(cohort.check().is_ok());
        (0..60_000).for_each(|_| cohort.keep(2504 * 4));
        assert!(cohort.check().is_ok());
        let mut listed = cohort;
        listed.list(1000, 2504 * 5000);
        assert!(listed.check().is_err());
        (0..60_000).for_each(|_| cohort.keep(2504 * 4));
        assert!(cohort.check().is_err());
    }
}
