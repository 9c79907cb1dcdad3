//! Input: bytes to lines, lines to a header and to records. The only place that names noodles.

mod bgzf;
mod decompress;
mod gzip;
mod header;
mod lines;
pub mod record;
mod sniff;

pub use decompress::{Compression, Decompressor, End, Notice};
pub use header::{Header, HeaderReader, HeaderStep, Warning};
pub use lines::{LineSink, Lines};
