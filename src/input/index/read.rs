//! From the bytes of an index to a [`FileIndex`], all of it checked.

use super::bins::{Cursor, Layout, ascends, corrupt};
use super::{FileIndex, Part, VirtualOffset};
use crate::error::{Error, ErrorKind, Position};
use crate::input::decompress::{Codec, Compression};
use crate::input::sniff::is_bgzf;

/// The largest index, decompressed. A whole genome with a record in each window takes 10 MiB.
const LARGEST: usize = 64 << 20;
/// The most contigs, as many as are kept of a header.
const MOST_CONTIGS: u32 = 100_000;
/// The greatest depth whose bins are numbered in 32 bits, and the largest lowest bins.
const DEEPEST: u32 = 10;
const WIDEST: u32 = 30;
/// Format, columns of contig, begin and end, the character of header lines, lines to skip: what the
/// preset for VCF says. Only with it did the writer look at REF and END.
const VCF: [u32; 6] = [2, 1, 2, 0, b'#' as u32, 0];

impl FileIndex {
    /// Reads a `.tbi` or `.csi`, compressed as it stands on disk or not.
    ///
    /// # Errors
    ///
    /// `index_not_of_vcf` where it is neither, or was made for lines of another format;
    /// `index_too_large` where it is beyond 64 MiB decompressed or 100,000 contigs; `index_corrupt`
    /// where it contradicts itself, ends too early or cannot be decompressed. The position is a byte of
    /// the file as given, where the damage can be placed there.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        let (content, compression) = decompress(bytes)?;
        let mut cursor = Cursor::new(&content);
        let parsed = parse(&mut cursor);
        let at = cursor.at() as u64;
        let (layout, names, parts, seen) = parsed.map_err(|error| match compression {
            Compression::None if error.kind() == ErrorKind::IndexCorrupt => error.at(Position::byte(at)),
            _ => error,
        })?;
        let end = VirtualOffset::new(seen.end);
        Ok(Self { content, layout, names, parts, end, lows: !seen.lowless })
    }
}

fn decompress(bytes: &[u8]) -> Result<(Vec<u8>, Compression), Error> {
    let compression = match bytes {
        [0x1f, 0x8b, ..] if is_bgzf(bytes) => Compression::Bgzf,
        [0x1f, 0x8b, ..] => Compression::Gzip,
        _ => Compression::None,
    };
    let mut content = Vec::new();
    let pushed = Codec::new(compression, 0).push(0, bytes, &mut |_, piece| {
        if content.len() + piece.len() > LARGEST {
            return Err(Error::new(ErrorKind::IndexTooLarge).with_detail("64 MiB"));
        }
        content.extend_from_slice(piece);
        Ok(())
    });
    match pushed {
        Err(error) if error.kind() != ErrorKind::IndexTooLarge => Err(corrupt(error.detail()).at(error.position())),
        pushed => pushed.map(|()| (content, compression)),
    }
}

/// What was seen in the bins of all contigs.
#[derive(Default)]
struct Seen {
    /// The furthest virtual offset.
    end: u64,
    /// An uppermost bin with records whose `loffset` is 0.
    lowless: bool,
}

type Parsed = (Layout, Vec<String>, Vec<Part>, Seen);

fn parse(cursor: &mut Cursor<'_>) -> Result<Parsed, Error> {
    let (layout, aux, contigs) = match cursor.take(4) {
        Ok(b"TBI\x01") => {
            let contigs = cursor.u32()?;
            (Layout::TABIX, Some(aux(cursor)?), contigs)
        }
        Ok(b"CSI\x01") => {
            let (min_shift, depth) = (cursor.u32()?, cursor.u32()?);
            if min_shift > WIDEST || depth > DEEPEST {
                return Err(corrupt("the depth of its bins"));
            }
            let stated = cursor.items(1)?;
            let aux = if stated.is_empty() { None } else { Some(aux(&mut Cursor::new(stated))?) };
            (Layout { min_shift, depth, linear: false }, aux, cursor.u32()?)
        }
        Ok(magic) => return Err(not_of_vcf(&magic.escape_ascii().to_string())),
        Err(error) => return Err(error),
    };
    if contigs > MOST_CONTIGS {
        return Err(Error::new(ErrorKind::IndexTooLarge).with_detail(format!("{contigs} contigs")));
    }
    let mut seen = Seen::default();
    let parts = (0..contigs).map(|_| part(cursor, layout, &mut seen)).collect::<Result<Vec<_>, _>>()?;
    // The number of records without a place may follow.
    if !matches!(cursor.left(), 0 | 8) {
        return Err(corrupt("bytes behind its end"));
    }
    let names = aux.map_or(Ok(Vec::new()), |aux| names(aux, &parts))?;
    Ok((layout, names, parts, seen))
}

fn not_of_vcf(detail: &str) -> Error {
    Error::new(ErrorKind::IndexNotOfVcf).with_detail(detail)
}

/// The head that tabix and the auxiliary data of a CSI share; gives the names.
fn aux<'a>(cursor: &mut Cursor<'a>) -> Result<&'a [u8], Error> {
    for expected in VCF {
        let stated = cursor.u32()?;
        if stated != expected {
            return Err(not_of_vcf("another preset than vcf"));
        }
    }
    cursor.items(1)
}

/// The names, each with a NUL behind it. A CSI may have parts without a name, if they are empty.
fn names(bytes: &[u8], parts: &[Part]) -> Result<Vec<String>, Error> {
    let names = bytes.split_inclusive(|byte| *byte == 0).take(parts.len() + 1).collect::<Vec<_>>();
    let unnamed = parts.get(names.len()..).ok_or_else(|| corrupt("more names than contigs"))?;
    if unnamed.iter().any(|part| !part.bins.is_empty()) {
        return Err(corrupt("fewer names than contigs"));
    }
    let text = |name: &[u8]| String::from_utf8(name.strip_suffix(b"\0")?.to_vec()).ok();
    names.into_iter().map(text).collect::<Option<_>>().ok_or_else(|| corrupt("a name"))
}

/// The index of one contig.
fn part(cursor: &mut Cursor<'_>, layout: Layout, seen: &mut Seen) -> Result<Part, Error> {
    let count = cursor.u32()?;
    let from = cursor.at();
    for _ in 0..count {
        let bin = cursor.bin(layout)?;
        if bin.id == layout.pseudo_bin() {
            if bin.chunks().count() != 2 {
                return Err(corrupt("the bin of counts"));
            }
            continue;
        }
        if bin.id >= layout.bins() {
            return Err(corrupt("a bin beyond its depth"));
        }
        for (start, stop) in bin.chunks() {
            if start > stop || start < bin.low {
                return Err(corrupt("a chunk that runs backwards"));
            }
            seen.end = stop.max(seen.end);
        }
        seen.lowless |= bin.id == 0 && bin.low == 0 && bin.first().is_some();
    }
    let bins = from..cursor.at();
    let linear = if layout.linear { cursor.items(8)? } else { &[] };
    if !ascends(linear) {
        return Err(corrupt("a linear index that runs backwards"));
    }
    Ok(Part { bins, linear: cursor.at() - linear.len()..cursor.at() })
}
