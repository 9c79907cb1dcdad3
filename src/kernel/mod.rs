//! The kernel: from sites near a panel entry to a verdict. It sees neither files nor parsers.
//!
//! [`judge()`] is the whole of it: rules of carriage, then the replay of several rows, then rules of
//! absence (`docs/semantics.md`). [`Planes`] hold the proofs that need no more than a bit.

mod absence;
mod carriage;
mod compose;
mod judge;
mod planes;
mod policy;
mod reference_effect;
mod relation;
mod row;
mod site;
mod verdict;

pub use absence::judge_block;
pub use carriage::{Locus, SampleContext};
pub use judge::judge;
pub use planes::{Block, Plane, Planes};
pub use policy::{Policy, Quality};
pub use relation::{Target, Under};
pub use row::Seen;
pub use site::{Alternate, Site};
pub use verdict::{Flag, MatchKind, Reason, State, Verdict, Zygosity};
