//! A record as the line that VCF has for it.

use super::dictionary::Dictionary;
use super::number::{put_integer, u32_at};
use super::typed::{Cursor, Kind, Value, Values, put_text};
use crate::input::lines::{LONGEST_LINE, PlainSite};
use crate::input::record::LineFault;

/// Bytes of a site before its strings.
pub(super) const FIXED: usize = 24;
/// The sizes of the two parts.
const SIZES: usize = 8;

/// The site of a record, its values still as they stand.
#[derive(Debug)]
pub(super) struct Site<'a> {
    pub(super) contig: &'a [u8],
    /// 0-based; −1 is the base before the first.
    position: i32,
    /// Bases of the reference that the record speaks of.
    length: i32,
    quality: Values<'a>,
    alleles: usize,
    infos: usize,
    formats: usize,
    samples: usize,
    /// ID, the alleles, FILTER and INFO.
    rest: Cursor<'a>,
    /// FORMAT and the samples.
    columns: Cursor<'a>,
    /// The numbers of FILTER, INFO and FORMAT.
    dictionary: &'a Dictionary,
}

impl<'a> Site<'a> {
    /// Of a record with its sizes, which are right.
    pub(super) fn read(record: &'a [u8], dictionary: &'a Dictionary) -> Result<Self, LineFault> {
        let word = |at: usize| u32_at(record, SIZES + 4 * at).unwrap_or_default();
        let (site, columns) = record[SIZES..].split_at(u32_at(record, 0).unwrap_or_default() as usize);
        let contig = usize::try_from(word(0)).ok().and_then(|number| dictionary.contig(number));
        let (counts, sizes) = (word(4), word(5));
        Ok(Self {
            contig: contig.ok_or(LineFault::UndeclaredName)?.as_bytes(),
            position: word(1).cast_signed(),
            length: word(2).cast_signed(),
            quality: Values { kind: Kind::Float, bytes: &site[12..16] },
            alleles: (counts >> 16) as usize,
            infos: (counts & 0xffff) as usize,
            formats: (sizes >> 24) as usize,
            samples: (sizes & 0x00ff_ffff) as usize,
            rest: Cursor(&site[FIXED..]),
            columns: Cursor(columns),
            dictionary,
        })
    }

    /// What is enough to know of a record that is far from all entries: it is whole, and neither END nor a
    /// symbolic allele makes it reach further than its REF.
    pub(super) fn bases_alone(&self) -> Option<PlainSite<'a>> {
        let mut rest = self.rest;
        rest.text().ok()?;
        let mut length = 0;
        for number in 0..self.alleles {
            let allele = rest.text().ok()?;
            if allele.is_empty() || allele.contains(&b'<') || number == 0 && allele == b"." {
                return None;
            }
            length = if number == 0 { i32::try_from(allele.len()).ok()? } else { length };
        }
        rest.values().ok()?;
        for _ in 0..self.infos {
            if self.dictionary.is_end(rest.pair().ok()?) {
                return None;
            }
        }
        let first = u32::try_from(self.position).ok()?;
        let end = self.position.checked_add(length)?;
        let bases = first..u32::try_from(end).ok()?;
        let plain = length > 0 && length == self.length;
        plain.then_some(PlainSite { contig: self.contig, bases, samples: self.samples })
    }
}

/// Writes the line of a record, without its end.
pub(super) fn write_line(site: &Site<'_>, dictionary: &Dictionary, out: &mut Vec<u8>) -> Result<(), LineFault> {
    let mut rest = site.rest;
    out.extend_from_slice(site.contig);
    out.push(b'\t');
    put_integer(i64::from(site.position) + 1, out);
    out.push(b'\t');
    put_or_dot(rest.text()?, out)?;
    out.push(b'\t');
    for number in 0..site.alleles {
        if number > 0 {
            out.push(if number == 1 { b'\t' } else { b',' });
        }
        put_or_dot(rest.text()?, out)?;
    }
    match site.alleles {
        0 => out.extend_from_slice(b".\t."),
        1 => out.extend_from_slice(b"\t."),
        _ => {}
    }
    out.push(b'\t');
    site.quality.write(out)?;
    out.push(b'\t');
    write_filters(&mut rest, dictionary, out)?;
    out.push(b'\t');
    write_infos(site.infos, &mut rest, dictionary, out)?;
    write_samples(site, dictionary, out)
}

fn put_or_dot(text: &[u8], out: &mut Vec<u8>) -> Result<(), LineFault> {
    put_text(if text.is_empty() { b"." } else { text }, out)
}

fn word(dictionary: &Dictionary, number: usize) -> Result<&[u8], LineFault> {
    dictionary.word(number).map(str::as_bytes).ok_or(LineFault::UndeclaredName)
}

fn write_filters(rest: &mut Cursor<'_>, dictionary: &Dictionary, out: &mut Vec<u8>) -> Result<(), LineFault> {
    let filters = rest.values()?;
    let begin = out.len();
    for value in filters.iter() {
        let Value::Integer(number) = value else { continue };
        if out.len() > begin {
            out.push(b';');
        }
        let number = usize::try_from(number).map_err(|_| LineFault::UndeclaredName)?;
        out.extend_from_slice(word(dictionary, number)?);
    }
    if out.len() == begin {
        out.push(b'.');
    }
    Ok(())
}

fn write_infos(
    count: usize,
    rest: &mut Cursor<'_>,
    dictionary: &Dictionary,
    out: &mut Vec<u8>,
) -> Result<(), LineFault> {
    if count == 0 {
        out.push(b'.');
    }
    for number in 0..count {
        if number > 0 {
            out.push(b';');
        }
        out.extend_from_slice(word(dictionary, rest.number()?)?);
        let values = rest.values()?;
        // A flag has no value.
        if !values.bytes.is_empty() {
            out.push(b'=');
            values.write(out)?;
        }
    }
    Ok(())
}

/// One key of FORMAT, with its values in all samples.
struct Format<'a> {
    genotype: bool,
    values: Values<'a>,
    /// Values of each sample.
    count: usize,
}

fn write_samples(site: &Site<'_>, dictionary: &Dictionary, out: &mut Vec<u8>) -> Result<(), LineFault> {
    if site.samples == 0 {
        return Ok(());
    }
    let mut columns = site.columns;
    let mut formats = Vec::with_capacity(site.formats);
    for number in 0..site.formats {
        out.push(if number == 0 { b'\t' } else { b':' });
        let name = word(dictionary, columns.number()?)?;
        out.extend_from_slice(name);
        let (kind, count) = columns.descriptor()?;
        let values = columns.vectors(kind, count, site.samples)?;
        formats.push(Format { genotype: name == b"GT" && kind.is_integer(), values, count });
    }
    if site.formats == 0 {
        out.extend_from_slice(b"\t.");
    }
    // More than the header has are as wrong as one more, and without values they cost the file nothing.
    for sample in 0..site.samples.min(dictionary.samples.saturating_add(1)) {
        for (number, format) in formats.iter().enumerate() {
            out.push(if number == 0 { b'\t' } else { b':' });
            let values = format.values.part(sample, format.count);
            if format.genotype { write_genotype(&values, out)? } else { values.write(out)? }
        }
        if formats.is_empty() {
            out.extend_from_slice(b"\t.");
        }
        // Values take more bytes as text; the reader refuses a line that is too long.
        if out.len() > LONGEST_LINE {
            return Ok(());
        }
    }
    Ok(())
}

/// Alleles are counted from 1, 0 is a missing one; the lowest bit says that the allele is phased with the
/// one before it.
fn write_genotype(values: &Values<'_>, out: &mut Vec<u8>) -> Result<(), LineFault> {
    let begin = out.len();
    for value in values.iter() {
        let coded = match value {
            Value::Integer(coded) => u32::try_from(coded).map_err(|_| LineFault::BadGenotype)?,
            _ => 0,
        };
        if out.len() > begin {
            out.push(if coded & 1 == 1 { b'|' } else { b'/' });
        }
        match (coded >> 1).checked_sub(1) {
            Some(allele) => put_integer(i64::from(allele), out),
            None => out.push(b'.'),
        }
    }
    if out.len() == begin {
        out.push(b'.');
    }
    Ok(())
}
