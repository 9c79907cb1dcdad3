//! The `.gsp` container: written and read as `docs/panel-format.md` specifies.

use sha2::{Digest, Sha256};

use std::sync::Arc;

use super::annotation::Column;
use super::bytes::{Cursor, Kept, corrupt, put_text, put_varint};
use super::complex::Complex;
use super::info::PanelInfo;
use super::store::{Panel, PanelContig, Parts, read_codes};
use crate::error::{Error, ErrorKind};
use crate::json::json_of;

/// The first bytes of a `.gsp`.
pub const MAGIC: &[u8] = b"GSP\x1a";
/// The version of the format that is written and read.
const VERSION: u16 = 1;
/// Magic, version, number of sections, SHA-256.
const FIXED: usize = 4 + 2 + 2 + 32;
/// The first byte (0-based) that the SHA-256 in a `.gsp` covers; all others follow.
pub const HASHED_FROM: usize = FIXED;
/// Id, offset and length of a section.
const TABLE_ROW: usize = 4 + 8 + 8;

/// Sections, in their order in the file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[repr(u32)]
enum Section {
    Info = 1,
    Contigs = 2,
    Positions = 3,
    Codes = 4,
    Complex = 5,
    Annotation = 6,
}

const SECTIONS: [Section; 6] =
    [Section::Info, Section::Contigs, Section::Positions, Section::Codes, Section::Complex, Section::Annotation];

impl Panel {
    /// The bytes of a `.gsp`.
    ///
    /// # Panics
    ///
    /// Never: the model is plain data.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let sections = SECTIONS.map(|section| self.section(section));
        let mut table = Vec::new();
        let mut offset = (FIXED + SECTIONS.len() * TABLE_ROW) as u64;
        for (section, bytes) in SECTIONS.iter().zip(&sections) {
            table.extend_from_slice(&(*section as u32).to_le_bytes());
            table.extend_from_slice(&offset.to_le_bytes());
            table.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
            offset += bytes.len() as u64;
        }
        let payload = [table, sections.concat()].concat();
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&u16::try_from(SECTIONS.len()).expect("a handful").to_le_bytes());
        out.extend_from_slice(&sha256(&payload));
        out.extend_from_slice(&payload);
        out
    }

    fn section(&self, section: Section) -> Vec<u8> {
        let mut out = Vec::new();
        match section {
            Section::Info => {
                // The checksum covers this section, so it cannot be in it.
                let info = PanelInfo { sha256: String::new(), ..self.info.clone() };
                out = json_of(&info).into_bytes();
            }
            Section::Contigs => self.write_contigs(&mut out),
            Section::Positions => self.write_positions(&mut out),
            Section::Codes => out.extend_from_slice(&self.codes),
            Section::Complex => self.complex.write(&mut out),
            Section::Annotation => {
                put_varint(u32::try_from(self.columns.len()).expect("a handful"), &mut out);
                self.columns.iter().for_each(|column| column.write(&mut out));
            }
        }
        out
    }

    fn write_contigs(&self, out: &mut Vec<u8>) {
        put_varint(u32::try_from(self.contigs.len()).expect("contigs are numbered in 16 bits"), out);
        for (contig, range) in self.contigs.iter().zip(self.offsets.windows(2)) {
            put_text(&contig.name, out);
            put_text(&contig.key, out);
            out.extend_from_slice(&contig.length.unwrap_or(u64::MAX).to_le_bytes());
            put_varint(range[1] - range[0], out);
        }
    }

    fn write_positions(&self, out: &mut Vec<u8>) {
        for range in self.offsets.windows(2) {
            let mut before = 0;
            for position in &self.positions[range[0] as usize..range[1] as usize] {
                put_varint(position - before, out);
                before = *position;
            }
        }
    }

    /// Opens the bytes of a `.gsp`. Every length is checked before anything is allocated for it.
    ///
    /// # Errors
    ///
    /// `panel_magic`, `panel_version`, `panel_truncated`, `panel_checksum`, `panel_corrupt`,
    /// `panel_too_large`.
    pub fn open(bytes: &[u8]) -> Result<Self, Error> {
        Self::open_with(bytes.to_vec(), None, PanelInfo::from_json)
    }

    /// The same of bytes that it keeps, as long as it lives, since annotation is read from them when it is
    /// asked for. The SHA-256 of all bytes from [`HASHED_FROM`] on may be known: a host may compute it ten
    /// times faster than wasm does. A host that can read JSON does that too: `read_info` is the reader,
    /// [`PanelInfo::from_json`] where there is no other.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    pub fn open_with(
        bytes: Vec<u8>,
        digest: Option<&[u8]>,
        read_info: fn(&[u8]) -> Option<PanelInfo>,
    ) -> Result<Self, Error> {
        let bytes = Arc::new(bytes);
        let (sections, sha256) = sections(&bytes, digest)?;
        let of = |section: Section| sections[section as usize - 1];
        let mut info = read_info(of(Section::Info)).ok_or_else(|| corrupt("the provenance cannot be read"))?;
        info.sha256 = sha256;
        let (contigs, offsets) = read_contigs(of(Section::Contigs))?;
        let entries = of(Section::Codes).len();
        if offsets.last().map(|n| *n as usize) != Some(entries) || info.alleles != entries as u64 {
            return Err(corrupt("the numbers of entries differ"));
        }
        let positions = read_positions(of(Section::Positions), &offsets)?;
        let codes = read_codes(&mut Cursor::new(of(Section::Codes)), entries)?;
        let complex = Complex::read(of(Section::Complex), &codes, &positions)?;
        // The last section: it ends with the bytes.
        let kept = Kept { end: bytes.len(), bytes: Arc::clone(&bytes) };
        let columns = read_columns(of(Section::Annotation), entries, &kept)?;
        Self::assemble(Parts { info, contigs, offsets, positions, codes, complex, columns })
    }
}

/// The sections in their order, and the checksum in hexadecimal.
fn sections<'a>(bytes: &'a [u8], digest: Option<&[u8]>) -> Result<(Vec<&'a [u8]>, String), Error> {
    if !bytes.starts_with(MAGIC) {
        return Err(ErrorKind::PanelMagic.into());
    }
    let truncated = || Error::new(ErrorKind::PanelTruncated);
    let mut head = Cursor::new(&bytes[MAGIC.len()..]);
    let version = head.u16().map_err(|_| truncated())?;
    if version != VERSION {
        return Err(Error::new(ErrorKind::PanelVersion).with_detail(version.to_string()));
    }
    let count = usize::from(head.u16().map_err(|_| truncated())?);
    let checksum = head.take(32).map_err(|_| truncated())?;
    let mut table = Cursor::new(head.take(count * TABLE_ROW).map_err(|_| truncated())?);
    let mut sections = Vec::new();
    let mut expected = (FIXED + count * TABLE_ROW) as u64;
    for _ in 0..count {
        let (id, offset, length) = (table.u32()?, table.u64()?, table.u64()?);
        if id != u32::try_from(sections.len() + 1).expect("a handful") || offset != expected {
            return Err(corrupt("the table of sections is out of order"));
        }
        expected = offset.checked_add(length).ok_or_else(|| corrupt("a section is too long"))?;
        let (from, to) =
            (usize::try_from(offset).map_err(|_| truncated())?, usize::try_from(expected).map_err(|_| truncated())?);
        sections.push(bytes.get(from..to).ok_or_else(truncated)?);
    }
    if sections.len() != SECTIONS.len() || expected != bytes.len() as u64 {
        return Err(corrupt("sections are missing or too many"));
    }
    let matches = match digest {
        Some(digest) => digest == checksum,
        None => sha256(&bytes[FIXED..]) == checksum,
    };
    if matches { Ok((sections, hex(checksum))) } else { Err(ErrorKind::PanelChecksum.into()) }
}

/// In pieces: an engine replaces the code of a wasm function by faster code between its calls, and a
/// single call over 36 MB took 1.7 s where many take a tenth of it.
fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    bytes.chunks(1 << 16).for_each(|piece| hasher.update(piece));
    hasher.finalize().into()
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|b| [b >> 4, b & 15])
        .map(|n| char::from_digit(u32::from(n), 16).expect("four bits"))
        .collect()
}

fn read_contigs(bytes: &[u8]) -> Result<(Vec<PanelContig>, Vec<u32>), Error> {
    let mut cursor = Cursor::new(bytes);
    let count = cursor.varint()?;
    if count > u32::from(u16::MAX) || count as usize > bytes.len() {
        return Err(corrupt("too many contigs"));
    }
    let (mut contigs, mut offsets) = (Vec::new(), vec![0_u32]);
    for _ in 0..count {
        let (name, key) = (cursor.text()?, cursor.text()?);
        let length = Some(cursor.u64()?).filter(|length| *length != u64::MAX);
        let entries = cursor.varint()?;
        let end = offsets[offsets.len() - 1].checked_add(entries).ok_or_else(|| corrupt("too many entries"))?;
        contigs.push(PanelContig { name, key, length });
        offsets.push(end);
    }
    if cursor.is_empty() { Ok((contigs, offsets)) } else { Err(corrupt("bytes behind the contigs")) }
}

fn read_positions(bytes: &[u8], offsets: &[u32]) -> Result<Vec<u32>, Error> {
    let mut cursor = Cursor::new(bytes);
    let mut positions = Vec::with_capacity(offsets.last().map_or(0, |n| *n as usize).min(bytes.len()));
    for range in offsets.windows(2) {
        let mut at = 0_u32;
        for from in (range[0]..range[1]).step_by(PIECE) {
            let piece = (range[1] - from).min(u32::try_from(PIECE).expect("a piece is short"));
            at = read_piece(&mut cursor, at, piece, &mut positions)?;
        }
    }
    if cursor.is_empty() { Ok(positions) } else { Err(corrupt("bytes behind the positions")) }
}

/// Entries that are read by one call: an engine replaces the code of a wasm function by faster code
/// between its calls, not within one.
pub(super) const PIECE: usize = 1 << 14;

#[inline(never)]
fn read_piece(cursor: &mut Cursor<'_>, mut at: u32, count: u32, positions: &mut Vec<u32>) -> Result<u32, Error> {
    for _ in 0..count {
        at = at
            .checked_add(cursor.varint()?)
            .filter(|p| *p < i32::MAX.unsigned_abs())
            .ok_or_else(|| corrupt("a position is too large"))?;
        positions.push(at);
    }
    Ok(at)
}

fn read_columns(bytes: &[u8], entries: usize, kept: &Kept) -> Result<Vec<Column>, Error> {
    let mut cursor = Cursor::new(bytes);
    let count = cursor.varint()?;
    let columns: Vec<Column> =
        (0..count).map(|_| Column::read(&mut cursor, entries, kept)).collect::<Result<_, _>>()?;
    if cursor.is_empty() { Ok(columns) } else { Err(corrupt("bytes behind the annotation")) }
}
