//! Families and tumours: what the samples of one file or of several answer together.
//!
//! Each sample has a [`Role`]. The states of all members are planes over one panel, and what they show together is
//! algebra on them ([`Inherited`]); zygosity, phase and reads come from the evidence behind the verdicts. A view is a
//! name for what genotypes show, never a conclusion: where a state is missing, it says that it cannot tell.
//!
//! `docs/family.md` has the rules.

mod algebra;
mod build;
mod check;
mod found;
mod gene;
mod guess;
mod json;
mod kind;
mod model;
mod notices;
mod ped;
mod role;
mod rows;
mod table;
mod tumor;
mod view;

pub use algebra::{Inheritance, Inherited, States, listed, union};
pub use build::Family;
pub use check::{MendelianCheck, Shared};
pub use found::{Headed, found, names_of, wanted};
pub use gene::{Pair, Parent, Phase};
pub use guess::guess;
pub use model::{Cell, Checks, FamilyKind, FamilyReport, FamilyRow, GenePairs, Kinship, MemberReport, SCHEMA};
pub use ped::{Individual, Pedigree, Sex};
pub use role::{Assigned, Role, StatedRole, check, over};
pub use rows::{FamilyList, FamilyQuery};
pub use view::FamilyView;
