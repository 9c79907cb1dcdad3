//! Genome builds, contig names, and deciding which build a file is on.
//!
//! A file names its build in several voices: the lengths of its contigs, `assembly=`, the
//! `##reference` line, the version of a RefSeq name, a path in a command line. Each becomes a piece
//! of [`Evidence`]; [`decide()`] weighs the evidence of two files and says whether their positions
//! mean the same bases. `chr` in a name says nothing, and a build need not have a name.

mod build;
mod contig;
mod decide;
mod evidence;
mod lengths;
mod map;
mod par;
mod text;

pub use build::Build;
#[cfg(test)]
pub(crate) use contig::KEYS;
pub use contig::{contig_key, contig_rank};
pub use decide::{Decision, RefAgreement, Side, decide, mt_differs};
pub use evidence::{ContigDecl, Evidence, build_of, header_evidence, refseq_accession};
pub(crate) use evidence::{build_of_accession, names_a_build};
pub use lengths::{build_with_length, length};
pub use map::{ContigMap, ContigMapFacts, LARGEST_MAP, MappedContig};
pub use par::par;
