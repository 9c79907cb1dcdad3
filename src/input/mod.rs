//! From bytes to lines and a header.
//!
//! ```text
//! bytes ▸ sniff ▸ decompress (none, BGZF, gzip) ▸ sniff ▸ lines, or BCF as lines ▸ header ▸ records
//! ```
//!
//! Everything is pushed in, in chunks of any size, and any chunking gives the same lines. Damage to
//! the compression is terminal; an early end is not: [`End`] says that it is incomplete.

mod bcf;
mod bed;
mod bgzf;
mod call;
mod calls;
mod decimal;
mod decompress;
mod end;
mod fault;
mod framing;
mod gzip;
mod gzip_header;
mod header;
mod index;
mod lines;
mod marks;
mod meta;
mod part;
mod place;
pub mod record;
mod relation;
mod reread;
mod sniff;
mod stretches;

pub(crate) use bed::BedLine;
pub use decompress::{Compression, Decompressor, TextSink};
pub(crate) use end::{EOF_IN_MIDDLE, TRUNCATED};
pub use end::{End, Notice};
pub(crate) use framing::Framing;
pub(crate) use header::KEPT_CONTIGS;
pub use header::{Header, HeaderReader, HeaderStep, Warning};
pub use index::{Claim, FileIndex, VirtualOffset};
pub use lines::{LineSink, Lines, PlainSite};
pub use marks::Marks;
pub use part::Seam;
pub use place::Place;
pub use relation::{Relation, RelationReader};
pub use reread::LineReader;
pub use sniff::{Sniffed, sniff};
pub(crate) use stretches::{Route, stale};

use crate::error::{Error, ErrorKind};

/// Makes room for so many bytes more, by whose number the input decides.
///
/// # Errors
///
/// `out_of_memory` where there is none.
fn reserve(held: &mut Vec<u8>, bytes: usize) -> Result<(), Error> {
    held.try_reserve(bytes).map_err(|_| ErrorKind::OutOfMemory.into())
}

#[cfg(test)]
mod tests;
