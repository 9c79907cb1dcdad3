//! Cohorts: the states of many samples, kept in two bits an entry and sample, and counted.
//!
//! ```text
//! Answer ▸ EntryStates ▸ a sample of a cohort file ┐
//!              the counts of another cohort file ──┼▸ Counts ▸ rows, with small counts suppressed
//!                 the rows of a report of all ─────┘
//! ```
//!
//! Counts are sums, and samples are known by digests, so that merging in any order gives the same bytes; a sample that is
//! counted twice is refused. The file is specified in `docs/cohort-format.md`.

mod counts;
mod file;
mod head;
mod merge;
mod report;
mod sample;
mod suppress;
mod write;

pub use counts::{Counts, EntryCounts, SampleId};
pub use file::{CohortReader, CohortWriter, Part};
pub use head::Head;
pub use merge::Merger;
pub use sample::Sample;
pub use suppress::{Shown, suppressed};
pub use write::{COLUMNS, CohortTable};
