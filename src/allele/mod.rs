//! Alleles: the letters, the minimal spelling, and equality of haplotypes.

mod bases;
mod haplotype;
mod shift;
mod stretch;
mod trim;

pub(crate) use bases::unpack_into;
pub use bases::{fold_case, is_acgt, pack, unpack};
pub use haplotype::{Spelling, same_haplotype};
pub(crate) use shift::shift;
pub(crate) use stretch::{agree, slice};
pub(crate) use trim::len;
pub use trim::{Change, trim};
