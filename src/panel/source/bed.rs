//! Entries from a BED: regions, of which any variant inside is meant.

use crate::error::Error;
use crate::input::BedLine;
use crate::panel::annotation::{ColumnBuilder, Kind};
use crate::panel::builder::Gathered;

/// Takes a line of a BED. What is no region is counted.
///
/// # Errors
///
/// `panel_too_large` where regions have too many bases together, or there are too many contigs.
pub(super) fn bed_line(line: &[u8], gathered: &mut Gathered) -> Result<(), Error> {
    let BedLine::Region { contig, bases, name } = BedLine::of(line) else {
        if BedLine::of(line) == BedLine::Other {
            gathered.skip("bad_region");
        }
        return Ok(());
    };
    if bases.is_empty() || i32::try_from(bases.end).is_err() {
        gathered.skip(if bases.is_empty() { "empty_region" } else { "bad_region" });
        return Ok(());
    }
    let contig = gathered.contig(&String::from_utf8_lossy(contig))?;
    let name = gathered.columns[0].intern(&String::from_utf8_lossy(name));
    gathered.add_region(contig, &bases, &[name])
}

/// The column of a BED's names.
pub(super) fn column() -> ColumnBuilder {
    ColumnBuilder::new("id", Kind::Text)
}
