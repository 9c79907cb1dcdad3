//! The evidence of a part as bytes, from one wasm instance to another.
//!
//! Both instances are of one build, so there is no version in it. Records go as the lines that they
//! were read from: what decodes them is there already, and a line is shorter than what is made of it.

use std::collections::BTreeMap;

use memchr::memchr_iter;

use super::accounting::{Accounting, LastPosition, Noted, NotedLine, UnknownContig, WARNINGS};
use super::last_line::CUT_OFF;
use super::partial::{Ended, Partial};
use super::scan::{COLUMNS_BEFORE_SAMPLES, HEADER_IN_BODY, Scan};
use crate::error::Error;
use crate::input::record::{Alike, Calls, FAMILY, LineFault, Record, decode, site_fields};
use crate::input::{Compression, EOF_IN_MIDDLE, End, Framing, Notice, Place, Seam, TRUNCATED, Warning};
use crate::kernel::Site;
use crate::panel::bytes::{Cursor, corrupt, put_text, put_varint};

/// A record that is kept, as a scan that keeps lines holds it: its line, and of a cohort the columns
/// before FORMAT and the calls as they are kept.
pub(super) fn put_line(site: &Site, line: &[u8], out: &mut Vec<u8>) {
    let Record { line: number, place, calls, .. } = &site.record;
    out.extend_from_slice(&site.contig.to_le_bytes());
    put_numbers(&[*number, place.from, place.skip], out);
    let alike = calls.alike();
    let end = alike.and_then(|_| memchr_iter(b'\t', line).nth(COLUMNS_BEFORE_SAMPLES - 2));
    let kept = &line[..end.unwrap_or(line.len())];
    put_varint(length(kept), out);
    out.extend_from_slice(kept);
    if let Some(alike) = alike {
        alike.write(out);
    }
}

fn put_numbers(numbers: &[u64], out: &mut Vec<u8>) {
    for number in numbers {
        out.extend_from_slice(&number.to_le_bytes());
    }
}

fn length(items: &[impl Sized]) -> u32 {
    u32::try_from(items.len()).expect("lines and lists are capped")
}

impl Partial {
    /// The bytes of it; `kept` are the lines of its records.
    pub(super) fn to_bytes(&self, kept: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let out = &mut bytes;
        let Seam { first, next } = self.seam;
        put_numbers(&[first.unwrap_or(u64::MAX), next, self.lines], out);
        out.extend([u8::from(self.unterminated), u8::from(self.end.complete)]);
        put_varint(length(&self.end.notices), out);
        for notice in &self.end.notices {
            put_text(notice.code, out);
            put_text(&notice.detail, out);
        }
        self.accounting.write(out);
        put_numbers(&[self.agreement.compared, self.agreement.agreed, self.budget.taken()], out);
        for (all, heterozygous) in self.on_x.counts() {
            put_numbers(&[*all, *heterozygous], out);
        }
        let seen: Vec<(&str, u64)> = self.contigs.seen().collect();
        put_varint(length(&seen), out);
        for (name, line) in seen {
            put_text(name, out);
            put_numbers(&[line], out);
        }
        for plane in self.planes.iter().flat_map(crate::kernel::Planes::all) {
            out.push(u8::from(plane.any()));
            if plane.any() {
                plane.as_raw_slice().iter().for_each(|word| out.extend_from_slice(&word.to_le_bytes()));
            }
        }
        for stretches in self.coverage.iter().flat_map(crate::kernel::Coverage::all) {
            put_varint(length(stretches), out);
            for (contig, start, end) in stretches {
                out.extend_from_slice(&contig.to_le_bytes());
                put_varint(*start, out);
                put_varint(end - start, out);
            }
        }
        out.extend_from_slice(kept);
        bytes
    }

    /// The evidence of a part of the file whose screen this is.
    ///
    /// # Errors
    ///
    /// Where the bytes are not those of a part.
    pub(super) fn from_bytes(
        bytes: &[u8],
        scan: Scan,
        compression: Compression,
        framing: Framing,
    ) -> Result<Self, Error> {
        let mut cursor = Cursor::new(bytes);
        let (first, next, lines) = (cursor.u64()?, cursor.u64()?, cursor.u64()?);
        let seam = Seam { first: Some(first).filter(|first| *first != u64::MAX), next };
        let (unterminated, complete) = (flag(&mut cursor)?, flag(&mut cursor)?);
        let notices = list(&mut cursor, |cursor| {
            let code = known(&cursor.text()?)?;
            Ok(Notice::new(code, cursor.text()?))
        })?;
        let accounting = Accounting::read(&mut cursor)?;
        let mut body = *scan.body.ok_or_else(|| corrupt("no header"))?;
        (body.agreement.compared, body.agreement.agreed) = (cursor.u64()?, cursor.u64()?);
        body.budget.take(cursor.u64()?);
        for counts in body.on_x.counts_mut() {
            *counts = (cursor.u64()?, cursor.u64()?);
        }
        for (name, line) in list(&mut cursor, |cursor| Ok((cursor.text()?, cursor.u64()?)))? {
            body.contigs.take(name, line, &scan.panel);
        }
        for plane in body.planes.iter_mut().flat_map(crate::kernel::Planes::all_mut) {
            if flag(&mut cursor)? {
                for word in plane.as_raw_mut_slice() {
                    *word = cursor.u32()?;
                }
            }
        }
        for stretches in body.coverage.iter_mut().flat_map(crate::kernel::Coverage::all_mut) {
            *stretches = list(&mut cursor, |cursor| {
                let (contig, start) = (cursor.u16()?, cursor.varint()?);
                let end = start.checked_add(cursor.varint()?);
                Ok((contig, start, end.ok_or_else(|| corrupt("a stretch has no end"))?))
            })?;
        }
        while !cursor.is_empty() {
            body.sites.push(site(&mut cursor, &body.samples)?);
        }
        let end = End { complete, notices };
        Ok(Self::new(body, Ended { accounting, share: None, seam, lines, unterminated, end, compression, framing }))
    }
}

fn flag(cursor: &mut Cursor<'_>) -> Result<bool, Error> {
    Ok(cursor.take(1)?[0] == 1)
}

fn list<T>(
    cursor: &mut Cursor<'_>,
    mut item: impl FnMut(&mut Cursor<'_>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    (0..cursor.varint()?).map(|_| item(cursor)).collect()
}

fn site(cursor: &mut Cursor<'_>, samples: &[usize]) -> Result<Site, Error> {
    let contig = cursor.u16()?;
    let (number, place) = (cursor.u64()?, Place { from: cursor.u64()?, skip: cursor.u64()? });
    let n = cursor.varint()? as usize;
    let line = cursor.take(n)?;
    let each = if samples.len() > FAMILY { &[] } else { samples };
    let record = site_fields(line).and_then(|site| decode(number, line, &site, each));
    let mut record = record.map_err(|fault| corrupt(fault.code()))?;
    if samples.len() > FAMILY {
        record.calls = Calls::Alike(Alike::read(cursor, samples.len())?);
    }
    Ok(Site::new(contig, Record { place, ..record }))
}

/// The code itself, as the accounting and notices hold it.
fn known(code: &str) -> Result<&'static str, Error> {
    let others = [HEADER_IN_BODY, CUT_OFF, EOF_IN_MIDDLE, "no_eof_block", TRUNCATED, "trailing_garbage"];
    let faults = LineFault::ALL.map(LineFault::code);
    let all = [&faults[..], &others, &WARNINGS, &Warning::CODES];
    all.into_iter().flatten().find(|known| **known == code).copied().ok_or_else(|| corrupt("a code is unknown"))
}

fn put_noted(noted: &BTreeMap<&'static str, Noted>, out: &mut Vec<u8>) {
    put_varint(u32::try_from(noted.len()).expect("there are few codes"), out);
    for (code, Noted { count, first }) in noted {
        put_text(code, out);
        put_numbers(&[*count], out);
        put_varint(length(first), out);
        for NotedLine { line, message } in first {
            put_numbers(&[*line], out);
            put_text(message, out);
        }
    }
}

fn noted(cursor: &mut Cursor<'_>) -> Result<BTreeMap<&'static str, Noted>, Error> {
    let noted = list(cursor, |cursor| {
        let (code, count) = (known(&cursor.text()?)?, cursor.u64()?);
        let first = list(cursor, |cursor| Ok(NotedLine { line: cursor.u64()?, message: cursor.text()? }))?;
        Ok((code, Noted { count, first }))
    })?;
    // To collect would sort, with 5 KB of wasm.
    let mut map = BTreeMap::new();
    map.extend(noted);
    Ok(map)
}

fn put_position(position: Option<&LastPosition>, out: &mut Vec<u8>) {
    out.push(u8::from(position.is_some()));
    if let Some(LastPosition { contig, pos, line }) = position {
        put_text(contig, out);
        put_varint(*pos, out);
        put_numbers(&[*line], out);
    }
}

fn position(cursor: &mut Cursor<'_>) -> Result<Option<LastPosition>, Error> {
    let known = flag(cursor)?;
    known.then(|| Ok(LastPosition { contig: cursor.text()?, pos: cursor.varint()?, line: cursor.u64()? })).transpose()
}

impl Accounting {
    fn write(&self, out: &mut Vec<u8>) {
        put_numbers(&[self.bytes_read, self.records, self.matched, self.other_letters, self.last_skipped], out);
        put_numbers(&[self.header_lines, self.blank_lines], out);
        put_noted(&self.skipped, out);
        put_noted(&self.warnings, out);
        put_varint(length(&self.unknown_contigs), out);
        for UnknownContig { name, records, line } in &self.unknown_contigs {
            put_text(name, out);
            put_numbers(&[*records, line.unwrap_or_default()], out);
        }
        put_position(self.first_position.as_ref(), out);
        put_position(self.last_position.as_ref(), out);
    }

    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Error> {
        let unknown = |cursor: &mut Cursor<'_>| {
            let (name, records, line) = (cursor.text()?, cursor.u64()?, cursor.u64()?);
            Ok(UnknownContig { name, records, line: (line > 0).then_some(line) })
        };
        Ok(Self {
            bytes_read: cursor.u64()?,
            records: cursor.u64()?,
            matched: cursor.u64()?,
            other_letters: cursor.u64()?,
            last_skipped: cursor.u64()?,
            header_lines: cursor.u64()?,
            blank_lines: cursor.u64()?,
            skipped: noted(cursor)?,
            warnings: noted(cursor)?,
            unknown_contigs: list(cursor, unknown)?,
            first_position: position(cursor)?,
            last_position: position(cursor)?,
            ..Self::default()
        })
    }
}
