//! Entries that one code cannot hold: records of their own, two bits a base.

use super::bytes::{Cursor, corrupt, put_varint};
use super::entry::{Context, Entry, EntryId, length};
use crate::allele::{agree, is_acgt, pack, trim, unpack};
use crate::error::Error;

const EFFECT_IS_REF: u8 = 1;
const NOT_REPRESENTABLE: u8 = 2;
const REF_DIFFERS: u8 = 4;
const HAS_CONTEXT: u8 = 8;

/// The records, with their places.
#[derive(Debug, Default)]
pub(crate) struct Complex {
    /// Entry of each record, ascending.
    ids: Vec<EntryId>,
    /// Start of each record in `bytes`.
    starts: Vec<u32>,
    bytes: Vec<u8>,
}

impl Complex {
    /// Adds the record of the next entry.
    pub(crate) fn push(&mut self, id: EntryId, entry: &Entry) {
        self.ids.push(id);
        self.starts.push(length(&self.bytes));
        let out = &mut self.bytes;
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

    /// Reads the records of these entries, each checked, at their POS − 1.
    pub(crate) fn read(bytes: &[u8], entries: &[(EntryId, u32)]) -> Result<Self, Error> {
        let mut cursor = Cursor::new(bytes);
        let mut complex = Self { bytes: bytes.to_vec(), ..Self::default() };
        for (id, position) in entries {
            let start = bytes.len() - cursor.remaining();
            complex.ids.push(*id);
            complex.starts.push(u32::try_from(start).map_err(|_| corrupt("alleles are too long"))?);
            read_record(&mut cursor, 0, position + 1)?;
        }
        if cursor.is_empty() { Ok(complex) } else { Err(corrupt("alleles without entries")) }
    }

    /// The number of an entry's record.
    pub(crate) fn number(&self, id: EntryId) -> usize {
        self.ids.binary_search(&id).expect("every complex entry has a record")
    }

    pub(crate) fn entry(&self, number: usize, contig: u16, pos: u32) -> Entry {
        let mut cursor = Cursor::new(&self.bytes[self.starts[number] as usize..]);
        read_record(&mut cursor, contig, pos).expect("records are checked when a panel is opened")
    }

    pub(crate) fn is_comparable(&self, number: usize) -> bool {
        self.bytes[self.starts[number] as usize] & (NOT_REPRESENTABLE | REF_DIFFERS) == 0
    }
}

fn read_record(cursor: &mut Cursor<'_>, contig: u16, pos: u32) -> Result<Entry, Error> {
    let flags = cursor.take(1)?[0];
    if flags > 15 {
        return Err(corrupt("an entry has unknown flags"));
    }
    let representable = flags & NOT_REPRESENTABLE == 0;
    let (r, a) = (cursor.varint()? as usize, cursor.varint()? as usize);
    let mut allele = |n: usize| {
        if representable { bases(cursor, n) } else { Ok(cursor.take(n)?.to_vec()) }
    };
    let (reference, alternate) = (allele(r)?, allele(a)?);
    if reference.is_empty() || alternate.is_empty() || pos.checked_add(length(&reference) + 1).is_none() {
        return Err(corrupt("an entry without an allele"));
    }
    if representable && (reference == alternate) != (flags & EFFECT_IS_REF != 0) {
        return Err(corrupt("an entry that changes nothing"));
    }
    let context = if flags & HAS_CONTEXT == 0 { None } else { Some(read_context(cursor, pos)?) };
    if context.as_ref().is_some_and(|context| !representable || !holds(context, pos, &reference, &alternate)) {
        return Err(corrupt("a context does not hold its entry"));
    }
    Ok(Entry {
        contig,
        pos,
        reference,
        alternate,
        effect_is_ref: flags & EFFECT_IS_REF != 0,
        representable,
        ref_differs: flags & REF_DIFFERS != 0,
        context,
    })
}

fn read_context(cursor: &mut Cursor<'_>, pos: u32) -> Result<Context, Error> {
    let start = u32::try_from(i64::from(pos - 1) + unzigzag(cursor.varint()?))
        .map_err(|_| corrupt("a context lies outside"))?;
    let n = cursor.varint()? as usize;
    let bases = bases(cursor, n)?;
    if bases.is_empty() || start.checked_add(length(&bases)).is_none_or(|end| i32::try_from(end).is_err()) {
        return Err(corrupt("a context lies outside"));
    }
    Ok(Context { start, bases })
}

/// Whether a context holds all bases that the entry changes, and agrees with its REF.
fn holds(context: &Context, pos: u32, reference: &[u8], alternate: &[u8]) -> bool {
    let change = trim(pos - 1, reference, alternate);
    context.start <= change.start
        && change.end() <= context.start + length(&context.bases)
        && agree(context.start, &context.bases, pos - 1, reference) != Some(false)
}

fn bases(cursor: &mut Cursor<'_>, n: usize) -> Result<Vec<u8>, Error> {
    let packed = cursor.take(n.div_ceil(4))?;
    unpack(packed, n).ok_or_else(|| corrupt("bases are missing"))
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
