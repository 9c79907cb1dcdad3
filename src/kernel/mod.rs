//! The kernel: from sites near a panel entry to a verdict. It sees neither files nor parsers.
//!
//! [`judge()`] is the whole of it: rules of carriage, then the replay of several rows, then rules of
//! absence (`docs/semantics.md`). [`Planes`] hold the proofs that need no more than a bit. Regions, of which any
//! variant inside is meant, have rules of their own ([`judge_region`]) and proofs by range ([`Coverage`]).

mod absence;
mod carriage;
mod carriers;
mod compose;
mod coverage;
mod judge;
mod planes;
mod policy;
mod reference_effect;
mod region;
mod relation;
mod row;
mod site;
mod verdict;

pub use absence::judge_block;
pub use carriage::{Locus, SampleContext};
pub use carriers::{AlleleReads, Carriers, allele_reads, carriers};
pub use coverage::Coverage;
pub use judge::judge;
pub use planes::{Block, Plane, Planes};
pub use policy::{Policy, Quality};
pub use region::judge_region;
pub use relation::{Target, Under};
pub use row::Seen;
pub use site::{Alternate, Site};
pub use verdict::{Flag, MatchKind, Reason, State, Verdict, Zygosity};
