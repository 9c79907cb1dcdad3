//! Entries that one code cannot hold: records of their own, two bits a base.

use std::ops::Range;

use super::bytes::{Cursor, corrupt, put_varint};
use super::container::PIECE;
use super::entry::{Context, Entry, EntryId, length, span_without_context};
use super::store::COMPLEX;
use crate::allele::{agree, is_acgt, pack, trim, unpack, unpack_into};
use crate::error::{Error, ErrorKind};

const EFFECT_IS_REF: u8 = 1;
const NOT_REPRESENTABLE: u8 = 2;
const REF_DIFFERS: u8 = 4;
const HAS_CONTEXT: u8 = 8;
/// It has no alleles, and goes with no other flag.
const REGION: u8 = 16;
/// Bases of all regions of a panel at most: every variant there becomes evidence, and the index holds them.
pub(crate) const MAX_REGION_BASES: u64 = 100_000_000;

/// The records, with their places.
#[derive(Debug, Default)]
pub(crate) struct Complex {
    /// Entry of each record, ascending.
    ids: Vec<EntryId>,
    /// Start of each record in `bytes`.
    starts: Vec<u32>,
    /// Where records may concern each, since it is asked for more often than the rest.
    reaches: Vec<Range<u32>>,
    incomparable: Vec<EntryId>,
    regions: Vec<EntryId>,
    bytes: Vec<u8>,
}

impl Complex {
    /// Adds the record of the next entry.
    pub(crate) fn push(&mut self, id: EntryId, entry: &Entry) {
        let comparable = entry.representable && !entry.ref_differs;
        self.note(id, length(&self.bytes), entry.reach(), comparable);
        let out = &mut self.bytes;
        if let Some(end) = entry.region_end {
            self.regions.push(id);
            out.push(REGION);
            put_varint(end - (entry.pos - 1), out);
            return;
        }
        let context = entry.context.as_ref();
        let mut flags = 0;
        for (set, flag) in [
            (entry.effect_is_ref, EFFECT_IS_REF),
            (!entry.representable, NOT_REPRESENTABLE),
            (entry.ref_differs, REF_DIFFERS),
            (context.is_some(), HAS_CONTEXT),
        ] {
            flags |= if set { flag } else { 0 };
        }
        out.push(flags);
        put_varint(length(&entry.reference), out);
        put_varint(length(&entry.alternate), out);
        for allele in [&entry.reference, &entry.alternate] {
            if entry.representable { pack(allele, out) } else { out.extend_from_slice(allele) }
        }
        if let Some(context) = context {
            put_varint(zigzag(i64::from(context.start) - i64::from(entry.pos - 1)), out);
            put_varint(length(&context.bases), out);
            pack(&context.bases, out);
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.bytes);
    }

    /// Reads the records of the entries whose codes ask for one, each checked at its POS − 1.
    pub(crate) fn read(bytes: &[u8], codes: &[u8], positions: &[u32]) -> Result<Self, Error> {
        let mut reader = Reader { cursor: Cursor::new(bytes), length: bytes.len(), scratch: Scratch::default() };
        // None is shorter than two bytes.
        let records: usize = codes.iter().map(|code| usize::from(*code == COMPLEX)).sum();
        let records = records.min(bytes.len() / 2);
        let mut complex = Self {
            ids: Vec::with_capacity(records),
            starts: Vec::with_capacity(records),
            reaches: Vec::with_capacity(records),
            bytes: bytes.to_vec(),
            ..Self::default()
        };
        for (piece, codes) in codes.chunks(PIECE).enumerate() {
            reader.piece(piece * PIECE, codes, positions, &mut complex)?;
        }
        if complex.regions_are_too_long() {
            return Err(Error::new(ErrorKind::PanelTooLarge).with_detail("bases of regions"));
        }
        if reader.cursor.is_empty() { Ok(complex) } else { Err(corrupt("alleles")) }
    }

    fn note(&mut self, id: EntryId, start: u32, reach: Range<u32>, comparable: bool) {
        self.ids.push(id);
        self.starts.push(start);
        self.reaches.push(reach);
        if !comparable {
            self.incomparable.push(id);
        }
    }

    /// Whether the regions have more bases than a panel may have.
    fn regions_are_too_long(&self) -> bool {
        let bases = |id: &EntryId| {
            let Range { start, end } = self.reach(self.number(*id));
            u64::from(end - start)
        };
        self.regions.iter().map(bases).sum::<u64>() > MAX_REGION_BASES
    }

    /// How many records belong to entries before this one.
    pub(crate) fn before(&self, id: EntryId) -> usize {
        self.ids.partition_point(|known| *known < id)
    }

    /// The number of an entry's record.
    pub(crate) fn number(&self, id: EntryId) -> usize {
        self.ids.binary_search(&id).expect("every complex entry has a record")
    }

    pub(crate) fn entry(&self, number: usize, contig: u16, pos: u32) -> Entry {
        let mut cursor = Cursor::new(&self.bytes[self.starts[number] as usize..]);
        let record = Record::read(&mut cursor, pos).expect("records are checked when a panel is opened");
        record.entry(contig, pos)
    }

    /// [`Entry::reach`] of a record.
    pub(crate) fn reach(&self, number: usize) -> Range<u32> {
        self.reaches[number].clone()
    }

    /// Those of some entries, and the entries.
    pub(crate) fn reaches(&self, entries: Range<EntryId>) -> impl Iterator<Item = (Range<u32>, EntryId)> {
        let numbers = self.before(entries.start)..self.before(entries.end);
        numbers.map(|number| (self.reach(number), self.ids[number]))
    }

    /// Entries that cannot be compared, ascending: not spelled in bases, or their REF disagrees with the
    /// reference.
    pub(crate) fn incomparable(&self) -> &[EntryId] {
        &self.incomparable
    }

    /// Entries that are regions, ascending.
    pub(crate) fn regions(&self) -> &[EntryId] {
        &self.regions
    }
}

/// Reads records in the order of their entries.
struct Reader<'a> {
    cursor: Cursor<'a>,
    length: usize,
    scratch: Scratch,
}

impl Reader<'_> {
    /// Those of the entries from one on that have these codes.
    #[inline(never)]
    fn piece(&mut self, first: usize, codes: &[u8], positions: &[u32], complex: &mut Complex) -> Result<(), Error> {
        for (i, _) in codes.iter().enumerate().filter(|(_, code)| **code == COMPLEX) {
            let start = self.length - self.cursor.remaining();
            let start = u32::try_from(start).map_err(|_| corrupt("alleles"))?;
            let (id, position) = (first + i, positions[first + i]);
            let record = Record::read(&mut self.cursor, position + 1)?;
            let reach = record.check(position, &mut self.scratch)?;
            let id = EntryId::try_from(id).expect("entries are numbered in 32 bits");
            complex.note(id, start, reach, record.is_comparable());
            complex.regions.extend(record.region.map(|_| id));
        }
        Ok(())
    }
}

/// A record as it stands.
struct Record<'a> {
    flags: u8,
    /// Numbers of letters, and the letters: four bases a byte where it is representable.
    reference: (usize, &'a [u8]),
    alternate: (usize, &'a [u8]),
    /// Its first base, the number of bases, and these.
    context: Option<(u32, usize, &'a [u8])>,
    /// The end of a region, which has none of these.
    region: Option<u32>,
}

/// Buffers for what is checked and not kept.
#[derive(Default)]
struct Scratch {
    reference: Vec<u8>,
    alternate: Vec<u8>,
    context: Vec<u8>,
}

impl<'a> Record<'a> {
    fn read(cursor: &mut Cursor<'a>, pos: u32) -> Result<Self, Error> {
        let flags = cursor.take(1)?[0];
        if flags == REGION {
            let end = (pos - 1).checked_add(cursor.varint()?).filter(|end| i32::try_from(*end).is_ok() && *end >= pos);
            let region = Some(end.ok_or_else(|| corrupt("an entry"))?);
            return Ok(Self { flags, reference: (0, &[]), alternate: (0, &[]), context: None, region });
        }
        if flags >= REGION {
            return Err(corrupt("an entry"));
        }
        let packed = |n: usize| if flags & NOT_REPRESENTABLE == 0 { n.div_ceil(4) } else { n };
        let (r, a) = (cursor.varint()? as usize, cursor.varint()? as usize);
        let (reference, alternate) = (cursor.take(packed(r))?, cursor.take(packed(a))?);
        let end = u32::try_from(r).ok().and_then(|r| pos.checked_add(r)?.checked_add(1));
        if r == 0 || a == 0 || end.is_none() {
            return Err(corrupt("an entry"));
        }
        let context = if flags & HAS_CONTEXT == 0 { None } else { Some(read_context(cursor, pos)?) };
        Ok(Self { flags, reference: (r, reference), alternate: (a, alternate), context, region: None })
    }

    fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    fn is_comparable(&self) -> bool {
        !self.has(NOT_REPRESENTABLE | REF_DIFFERS)
    }

    /// Checks what the letters say, at POS − 1, and gives [`Entry::reach`].
    fn check(&self, position: u32, scratch: &mut Scratch) -> Result<Range<u32>, Error> {
        if let Some(end) = self.region {
            return Ok(position..end);
        }
        let effect_is_ref = self.has(EFFECT_IS_REF);
        if self.has(NOT_REPRESENTABLE) {
            let outside = self.context.is_some();
            let span = span_without_context(position, self.reference.1, self.alternate.1, effect_is_ref, false);
            return if outside { Err(corrupt("an entry")) } else { Ok(span) };
        }
        let Scratch { reference, alternate, context } = scratch;
        let unpacked = unpack_into(self.reference.1, self.reference.0, reference)
            && unpack_into(self.alternate.1, self.alternate.0, alternate);
        if !unpacked || (reference == alternate) != effect_is_ref {
            return Err(corrupt("an entry"));
        }
        let Some((start, n, bases)) = self.context else {
            return Ok(span_without_context(position, reference, alternate, effect_is_ref, true));
        };
        if unpack_into(bases, n, context) && holds(start, context, position, reference, alternate) {
            return Ok(start..start + length(context));
        }
        Err(corrupt("an entry"))
    }

    fn entry(&self, contig: u16, pos: u32) -> Entry {
        let representable = !self.has(NOT_REPRESENTABLE);
        let bases = |n: usize, packed: &[u8]| unpack(packed, n).expect("as many bytes were taken");
        let letters = |(n, packed): (usize, &[u8])| if representable { bases(n, packed) } else { packed.to_vec() };
        Entry {
            contig,
            pos,
            reference: letters(self.reference),
            alternate: letters(self.alternate),
            effect_is_ref: self.has(EFFECT_IS_REF),
            representable,
            ref_differs: self.has(REF_DIFFERS),
            context: self.context.map(|(start, n, packed)| Context { start, bases: bases(n, packed) }),
            region_end: self.region,
        }
    }
}

fn read_context<'a>(cursor: &mut Cursor<'a>, pos: u32) -> Result<(u32, usize, &'a [u8]), Error> {
    let outside = || corrupt("a context");
    let start = u32::try_from(i64::from(pos - 1) + unzigzag(cursor.varint()?)).map_err(|_| outside())?;
    let n = cursor.varint()?;
    let packed = cursor.take((n as usize).div_ceil(4))?;
    if n == 0 || start.checked_add(n).is_none_or(|end| i32::try_from(end).is_err()) {
        return Err(outside());
    }
    Ok((start, n as usize, packed))
}

/// Whether a context holds all bases that the entry changes, and agrees with its REF.
fn holds(start: u32, context: &[u8], position: u32, reference: &[u8], alternate: &[u8]) -> bool {
    let change = trim(position, reference, alternate);
    start <= change.start
        && change.end() <= start + length(context)
        && agree(start, context, position, reference) != Some(false)
}

/// Whether both alleles can be packed.
pub(crate) fn representable(reference: &[u8], alternate: &[u8]) -> bool {
    is_acgt(reference) && is_acgt(alternate)
}

fn zigzag(value: i64) -> u32 {
    u32::try_from(if value < 0 { -2 * value - 1 } else { 2 * value }).expect("contexts lie near their entry")
}

fn unzigzag(value: u32) -> i64 {
    let half = i64::from(value / 2);
    if value % 2 == 1 { -half - 1 } else { half }
}
