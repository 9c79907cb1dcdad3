//! The `.gsp` container: written and read as `docs/panel-format.md` specifies.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::annotation::{Column, ColumnBuilder};
use super::bytes::{Cursor, Kept, corrupt, put_text, put_varint};
use super::complex::Complex;
use super::info::PanelInfo;
use super::store::{Announced, Panel, PanelContig, Parts, read_codes};
use crate::error::{Error, ErrorKind};
use crate::json::json_of;

/// The first bytes of a `.gsp`.
pub const MAGIC: &[u8] = b"GSP\x1a";
/// The version of the format that is written and read.
const VERSION: u16 = 2;
/// Magic, version, number of sections, SHA-256 of the head.
const FIXED: usize = 4 + 2 + 2 + 32;
/// Id, offset and length of a section.
const TABLE_ROW: usize = 4 + 8 + 8;
/// Sections, the last of which is annotation.
const SECTIONS: usize = 6;
/// Where the SHA-256 of annotation stands.
const ANNOTATION_HASH: usize = FIXED + SECTIONS * TABLE_ROW;
/// Where sections begin.
const BODY: usize = ANNOTATION_HASH + 32;

/// What the head of a container holds.
pub(super) struct Head<'a> {
    info: &'a PanelInfo,
    contigs: &'a [PanelContig],
    offsets: &'a [u32],
    positions: &'a [u32],
    codes: &'a [u8],
    complex: &'a Complex,
}

impl Parts {
    /// The bytes of a `.gsp`, whose columns are written one by one as the builders of annotation are used up:
    /// together they take as much as these bytes again. `order` names each entry by its number in the source.
    pub(super) fn into_bytes(self, mut columns: Vec<ColumnBuilder>, order: &[u32]) -> Vec<u8> {
        columns.retain(|column| column.has_any(order));
        let likely = columns.iter().map(|column| column.likely_size(order.len())).sum();
        let Self { info, contigs, offsets, positions, codes, complex } = &self;
        Head { info, contigs, offsets, positions, codes, complex }.to_bytes(likely, |out| {
            put_varint(u32::try_from(columns.len()).expect("a handful"), out);
            for column in columns {
                column.write(order, out);
            }
        })
    }
}

/// Writes a section.
type Write<'a> = dyn Fn(&mut Vec<u8>) + 'a;

impl Head<'_> {
    /// The head, and the annotation that is written behind it, for which so many bytes are reserved.
    fn to_bytes(&self, likely: usize, write_annotation: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        let writers: [&Write<'_>; SECTIONS - 1] = [
            // The checksum covers this section, so it cannot be in it.
            &|out| out.extend(json_of(&PanelInfo { sha256: String::new(), ..self.info.clone() }).as_bytes()),
            &|out| self.write_contigs(out),
            &|out| self.write_positions(out),
            &|out| out.extend_from_slice(self.codes),
            &|out| self.complex.write(out),
        ];
        let mut out = vec![0; BODY];
        let mut ends = [0; SECTIONS];
        for (end, write) in ends.iter_mut().zip(writers) {
            write(&mut out);
            *end = out.len();
        }
        let annotation = out.len();
        out.reserve_exact(likely);
        write_annotation(&mut out);
        ends[SECTIONS - 1] = out.len();
        let mut head = Vec::from(MAGIC);
        head.extend_from_slice(&VERSION.to_le_bytes());
        head.extend_from_slice(&u16::try_from(SECTIONS).expect("a handful").to_le_bytes());
        head.extend_from_slice(&[0; 32]);
        let mut from = BODY;
        for (number, end) in (1_u32..).zip(ends) {
            head.extend_from_slice(&number.to_le_bytes());
            head.extend_from_slice(&(from as u64).to_le_bytes());
            head.extend_from_slice(&((end - from) as u64).to_le_bytes());
            from = end;
        }
        head.extend_from_slice(&sha256(&out[annotation..]));
        out[..BODY].copy_from_slice(&head);
        let checksum = sha256(&out[FIXED..annotation]);
        out[FIXED - 32..FIXED].copy_from_slice(&checksum);
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
}

impl Panel {
    /// The bytes of a `.gsp`.
    ///
    /// # Panics
    ///
    /// Where annotation is not loaded.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let Self { info, contigs, offsets, positions, codes, complex, .. } = self;
        let columns = self.columns();
        Head { info, contigs, offsets, positions, codes, complex }.to_bytes(0, |out| {
            put_varint(u32::try_from(columns.len()).expect("a handful"), out);
            for column in columns {
                column.write(out);
            }
        })
    }

    /// Opens the bytes of a `.gsp`. Every length is checked before anything is allocated for it.
    ///
    /// # Errors
    ///
    /// `panel_magic`, `panel_version`, `panel_truncated`, `panel_checksum`, `panel_corrupt`,
    /// `panel_too_large`.
    pub fn open(bytes: &[u8]) -> Result<Self, Error> {
        Self::open_with(bytes, PanelInfo::from_json)
    }

    /// The same with a reader of its JSON: a host may have one of its own.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    pub fn open_with(bytes: &[u8], read_info: fn(&[u8]) -> Option<PanelInfo>) -> Result<Self, Error> {
        let sections = Sections::read(bytes, Some(bytes.len() as u64))?;
        let panel = Self::open_head(bytes, Some(bytes.len() as u64), None, read_info)?;
        panel.load_annotation(bytes[sections.annotation..].to_vec(), None)?;
        Ok(panel)
    }

    /// Opens the head of a `.gsp`: all but its annotation, which is wanted once there is something to report, and
    /// never by what reads a part of a genome. The bytes may go on behind it. `length` is that of the whole, where
    /// it is known.
    ///
    /// The two SHA-256 that a `.gsp` states may be known, that of the head and that of the annotation, one behind
    /// the other: a host may compute them ten times faster than wasm does. `read_info` reads its JSON,
    /// [`PanelInfo::from_json`] where there is no other.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    pub fn open_head(
        bytes: &[u8],
        length: Option<u64>,
        digests: Option<&[u8]>,
        read_info: fn(&[u8]) -> Option<PanelInfo>,
    ) -> Result<Self, Error> {
        let sections = Sections::read(bytes, length)?;
        let sha256 = sections.verify(bytes, digests)?;
        let [info, contigs, positions, codes, complex] = sections.head.map(|(from, to)| &bytes[from..to]);
        let mut info = read_info(info).ok_or_else(|| corrupt("provenance"))?;
        info.sha256 = sha256;
        let (contigs, offsets) = read_contigs(contigs)?;
        let entries = codes.len();
        if offsets.last().map(|n| *n as usize) != Some(entries) || info.alleles != entries as u64 {
            return Err(corrupt("entries"));
        }
        let positions = read_positions(positions, &offsets)?;
        let codes = read_codes(&mut Cursor::new(codes), entries)?;
        let complex = Complex::read(complex, &codes, &positions)?;
        let parts = Parts { info, contigs, offsets, positions, codes, complex };
        let mut panel = Self::assemble(parts)?;
        panel.announce(sections.announced);
        Ok(panel)
    }

    /// Loads the annotation of a panel that was opened without it. It keeps the bytes, from which values are read
    /// when they are asked for. Their SHA-256 may be known. What is loaded already is not loaded again.
    ///
    /// # Errors
    ///
    /// `panel_truncated`, `panel_checksum`, `panel_corrupt`.
    pub fn load_annotation(&self, bytes: Vec<u8>, digest: Option<&[u8]>) -> Result<(), Error> {
        let Some(announced) = self.awaited() else { return Ok(()) };
        if bytes.len() as u64 != announced.length {
            return Err(ErrorKind::PanelTruncated.into());
        }
        same(&announced.sha256, digest, &bytes)?;
        let kept = Kept { end: bytes.len(), bytes: Arc::new(bytes) };
        self.annotate(read_columns(&kept.bytes, self.len(), &kept)?);
        Ok(())
    }
}

/// Where sections lie.
struct Sections {
    /// From and to.
    head: [(usize, usize); SECTIONS - 1],
    /// Where the head ends.
    annotation: usize,
    announced: Announced,
}

impl Sections {
    /// From the beginning of a `.gsp`, in which the whole head must lie.
    fn read(bytes: &[u8], length: Option<u64>) -> Result<Self, Error> {
        if !bytes.starts_with(MAGIC) {
            return Err(ErrorKind::PanelMagic.into());
        }
        let truncated = || Error::new(ErrorKind::PanelTruncated);
        let mut fixed = Cursor::new(&bytes[MAGIC.len()..]);
        let version = fixed.u16().map_err(|_| truncated())?;
        if version != VERSION {
            return Err(Error::new(ErrorKind::PanelVersion).with_detail(version.to_string()));
        }
        let count = usize::from(fixed.u16().map_err(|_| truncated())?);
        let mut table = Cursor::new(bytes.get(FIXED..BODY).ok_or_else(truncated)?);
        if count != SECTIONS {
            return Err(corrupt("sections"));
        }
        let mut ranges = [(0, 0); SECTIONS];
        let mut expected = BODY as u64;
        for (number, range) in (1_u32..).zip(&mut ranges) {
            let (id, offset, length) = (table.u32()?, table.u64()?, table.u64()?);
            if id != number || offset != expected {
                return Err(corrupt("sections"));
            }
            expected = offset.checked_add(length).ok_or_else(|| corrupt("sections"))?;
            // What lies beyond the memory of a machine is not in these bytes either.
            *range = (usize::try_from(offset).unwrap_or(usize::MAX), usize::try_from(expected).unwrap_or(usize::MAX));
        }
        let [head @ .., (annotation, _)] = ranges;
        match length {
            _ if annotation > bytes.len() => return Err(truncated()),
            Some(length) if length < expected => return Err(truncated()),
            Some(length) if length > expected => return Err(corrupt("bytes behind")),
            _ => {}
        }
        let sha256 = table.take(32)?.try_into().expect("take gives as many bytes as asked");
        Ok(Self { head, annotation, announced: Announced { length: expected - annotation as u64, sha256 } })
    }

    /// Checks what is stated of the head, and of annotation where its digest is known; gives the panel's own, in
    /// hexadecimal.
    fn verify(&self, bytes: &[u8], digests: Option<&[u8]>) -> Result<String, Error> {
        let stated = &bytes[FIXED - 32..FIXED];
        let of_head = digests.map(|digests| &digests[..digests.len().min(32)]);
        same(stated, of_head, &bytes[FIXED..self.annotation])?;
        match digests.and_then(|digests| digests.get(32..)) {
            Some(of_annotation) if of_annotation != self.announced.sha256 => Err(ErrorKind::PanelChecksum.into()),
            _ => Ok(hex(stated)),
        }
    }
}

/// Whether the SHA-256 of bytes is as stated. It may be known.
fn same(stated: &[u8], digest: Option<&[u8]>, bytes: &[u8]) -> Result<(), Error> {
    let matches = match digest {
        Some(digest) => digest == stated,
        None => sha256(bytes) == stated,
    };
    if matches { Ok(()) } else { Err(ErrorKind::PanelChecksum.into()) }
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
        return Err(corrupt("contigs"));
    }
    let (mut contigs, mut offsets) = (Vec::new(), vec![0_u32]);
    for _ in 0..count {
        let (name, key) = (cursor.text()?, cursor.text()?);
        let length = Some(cursor.u64()?).filter(|length| *length != u64::MAX);
        let entries = cursor.varint()?;
        let end = offsets[offsets.len() - 1].checked_add(entries).ok_or_else(|| corrupt("entries"))?;
        contigs.push(PanelContig { name, key, length });
        offsets.push(end);
    }
    if cursor.is_empty() { Ok((contigs, offsets)) } else { Err(corrupt("bytes behind")) }
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
    if cursor.is_empty() { Ok(positions) } else { Err(corrupt("bytes behind")) }
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
            .ok_or_else(|| corrupt("positions"))?;
        positions.push(at);
    }
    Ok(at)
}

fn read_columns(bytes: &[u8], entries: usize, kept: &Kept) -> Result<Vec<Column>, Error> {
    let mut cursor = Cursor::new(bytes);
    let count = cursor.varint()?;
    let columns: Vec<Column> =
        (0..count).map(|_| Column::read(&mut cursor, entries, kept)).collect::<Result<_, _>>()?;
    if cursor.is_empty() { Ok(columns) } else { Err(corrupt("bytes behind")) }
}
