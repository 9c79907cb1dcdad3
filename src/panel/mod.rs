//! Panels: entries, the builder, the bit-packed store with its index, the `.gsp` container.
//!
//! A panel is immutable and ordered: contigs 1–22, X, Y, MT, others by name, then POS, REF, ALT.
//! `docs/panel-format.md` specifies the container.

mod annotation;
mod builder;
pub(crate) mod bytes;
mod complex;
mod container;
mod counts;
mod difference;
mod drafts;
mod entry;
mod filter;
mod gene_list;
mod index;
mod info;
mod kind;
mod reference;
mod region;
mod rejects;
mod shards;
mod significance;
mod source;
mod store;
#[cfg(test)]
mod tests;

pub(crate) use annotation::Column;
pub use builder::{BuildOptions, PanelBuilder};
pub use container::MAGIC;
pub use counts::PanelCounts;
pub use difference::{NamedAllele, PanelDifference, Reclassified};
pub use entry::{Context, Entry, EntryId};
pub use filter::{DiseaseFilter, Filter, FilterCount, ListedBy};
pub(crate) use filter::{Mask, origins_of};
pub use gene_list::{GREEN, GeneFault, GeneItem, GeneList, GeneListOptions, GeneTable, ListedGene, RejectedGene};
pub use info::{ColumnUse, ContextCounts, PanelInfo, PanelSource};
pub use kind::{FileKind, kind_of};
pub(crate) use region::Region;
pub use rejects::{RejectedRow, SKIP_REASONS};
pub(crate) use significance::Significance;
pub use significance::{SignificanceClass, stars};
pub use store::{Panel, PanelContig};
