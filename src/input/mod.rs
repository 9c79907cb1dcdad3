//! From bytes to lines and a header.
//!
//! ```text
//! bytes ▸ sniff ▸ decompress (none, BGZF, gzip) ▸ sniff ▸ lines ▸ header ▸ records
//! ```
//!
//! Everything is pushed in, in chunks of any size, and any chunking gives the same lines. Damage to
//! the compression is terminal; an early end is not: [`End`] says that it is incomplete.

mod bgzf;
mod call;
mod calls;
mod decimal;
mod decompress;
mod end;
mod fault;
mod gzip;
mod header;
mod index;
mod lines;
mod marks;
mod meta;
mod part;
mod place;
pub mod record;
mod reread;
mod sniff;
mod stretches;

pub use decompress::{Compression, Decompressor, TextSink};
pub(crate) use end::EOF_IN_MIDDLE;
pub use end::{End, Notice};
pub use header::{Header, HeaderReader, HeaderStep, Warning};
pub use index::{Claim, FileIndex, VirtualOffset};
pub(crate) use lines::Terminator;
pub use lines::{LineSink, Lines};
pub use marks::Marks;
pub use part::Seam;
pub use place::Place;
pub use reread::LineReader;
pub use sniff::{Sniffed, sniff};
pub(crate) use stretches::{Route, stale};

#[cfg(test)]
mod tests;
