//! Entries from a VCF: any one, and `ClinVar` of all years.

use std::borrow::Cow;

use super::keys::{BY_ALLELE, CAID, CLNSIG, HGVS, ID, Keys, Values, columns};
use crate::allele::fold_case;
use crate::error::Error;
use crate::genome::{Build, build_of, header_evidence};
use crate::input::record::{info_value, site_fields_at};
use crate::input::{Header, HeaderReader, HeaderStep, Marks};
use crate::panel::annotation::{OWN_CHANGE, canonical_number};
use crate::panel::builder::Gathered;
use crate::panel::info::PanelSource;

/// Reads a VCF line by line.
#[derive(Debug)]
pub(crate) struct VcfSource {
    reader: HeaderReader,
    header: Option<Header>,
    build: Option<Build>,
    keys: Keys,
    scratch: Scratch,
}

/// What a row needs for itself, and leaves to the next one: to ask for memory row by row took a twelfth of compiling
/// a panel.
#[derive(Debug, Default)]
struct Scratch {
    values: Values,
    codes: Vec<u32>,
    name: String,
}

impl VcfSource {
    pub(crate) fn new(kept: &[String], gathered: &mut Gathered) -> Self {
        gathered.columns = columns(kept);
        let (reader, keys) = (HeaderReader::new(), Keys::new(kept));
        Self { reader, header: None, build: None, keys, scratch: Scratch::default() }
    }

    pub(crate) fn build(&self) -> Option<Build> {
        self.build
    }

    pub(crate) fn provenance(&self) -> PanelSource {
        let header = self.header.as_ref();
        PanelSource {
            format: "vcf".into(),
            date: header.and_then(|h| h.file_date.clone()),
            origin: header.and_then(|h| h.source.clone()),
            ..PanelSource::default()
        }
    }

    /// Takes a line (1-based number), with the places of its fields.
    ///
    /// # Errors
    ///
    /// As [`HeaderReader::line`], and where the panel grows too large. A row that is no record is
    /// skipped and counted.
    pub(crate) fn line(
        &mut self,
        number: u64,
        line: &[u8],
        marks: &Marks,
        gathered: &mut Gathered,
    ) -> Result<(), Error> {
        if self.header.is_some() {
            return row(line, marks, &self.keys, &mut self.scratch, gathered);
        }
        if let HeaderStep::Done(header) = self.reader.line(number, line)? {
            self.build = build_of(&header_evidence(&header.contigs, &header.texts));
            for declared in &header.contigs {
                let contig = gathered.contig(&declared.name)?;
                gathered.contigs[usize::from(contig)].length = declared.length;
            }
            self.header = Some(*header);
        }
        Ok(())
    }
}

fn row(line: &[u8], marks: &Marks, keys: &Keys, scratch: &mut Scratch, gathered: &mut Gathered) -> Result<(), Error> {
    if line.is_empty() || line[0] == b'#' {
        return Ok(());
    }
    let site = match site_fields_at(line, marks) {
        Ok(site) => site,
        Err(fault) => {
            gathered.skip(fault.code());
            return Ok(());
        }
    };
    if site.pos == 0 {
        gathered.skip("position_zero");
        return Ok(());
    }
    let is_reference = site.alternates == b".";
    if is_reference && !describes_reference(site.info) {
        gathered.skip("no_alternate");
        return Ok(());
    }
    let contig = gathered.contig(&String::from_utf8_lossy(site.contig))?;
    let id = line.split(|b| *b == b'\t').nth(2).unwrap_or_default();
    let reference = fold_case(site.reference);
    let (id, info) = (text_of(id), text_of(site.info));
    let Scratch { values, codes, name } = scratch;
    keys.find(&info, values);
    let stated = Stated { id: &id, raw: site.info, info: &info, values };
    if is_reference {
        stated.codes(1, Change { pos: site.pos, reference: &reference, alternate: &reference }, gathered, name, codes);
        return gathered.add(contig, site.pos, &reference, &reference, codes);
    }
    for (index, alternate) in site.alternates.split(|b| *b == b',').enumerate() {
        if matches!(alternate, b"" | b".") {
            gathered.skip("empty_field");
            continue;
        }
        let alternate = fold_case(alternate);
        if alternate == reference {
            // A row that spells REF as its own alternate changes nothing.
            gathered.skip("alternate_is_reference");
            continue;
        }
        let change = Change { pos: site.pos, reference: &reference, alternate: &alternate };
        stated.codes(index + 1, change, gathered, name, codes);
        gathered.add(contig, site.pos, &reference, &alternate, codes)?;
    }
    Ok(())
}

/// Whether a row of `ClinVar` without an alternate is about the reference allele: its HGVS name ends with
/// `=`, "no change" (`NC_000010.11:g.87864144=`), percent-encoded as VCF 4.3 section 1.2 has it.
fn describes_reference(info: &[u8]) -> bool {
    info_value(info, b"CLNHGVS").is_some_and(|name| name.ends_with(b"=") || name.ends_with(b"%3D"))
}

/// Most is sound, and told so at once.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// What a row says of its alternates.
struct Stated<'a> {
    id: &'a str,
    /// INFO, as bytes and as text.
    raw: &'a [u8],
    info: &'a str,
    /// What INFO says for each column.
    values: &'a Values,
}

/// POS, REF and one of the alternates.
#[derive(Clone, Copy)]
struct Change<'a> {
    pos: u32,
    reference: &'a [u8],
    alternate: &'a [u8],
}

impl Stated<'_> {
    /// Makes the codes of the annotation of one of the alternates (from 1).
    fn codes(
        &self,
        allele: usize,
        change: Change<'_>,
        gathered: &mut Gathered,
        name: &mut String,
        codes: &mut Vec<u32>,
    ) {
        codes.clear();
        let place = self.place(allele);
        for (column, builder) in self.values.columns().zip(&mut gathered.columns) {
            let value = self.values.of(column, self.info);
            let text = match place {
                _ if column == ID && self.id != "." => self.id,
                Some(Place::At(place)) if BY_ALLELE.contains(&column) => {
                    value.split(',').nth(place).unwrap_or_default()
                }
                Some(Place::Nowhere) if BY_ALLELE.contains(&column) => "",
                _ => value,
            };
            codes.push(match column {
                _ if text.is_empty() => 0,
                CLNSIG if place.is_some() => {
                    let words: Vec<&str> = text.split('|').map(significance_word).collect();
                    builder.intern(&words.join("|"))
                }
                CAID => builder.intern(clingen_id(text).unwrap_or_default()),
                HGVS => builder.intern(hgvs(text, change, name)),
                _ => builder.intern(text),
            });
        }
    }
}

impl Stated<'_> {
    /// Nothing in releases since 2017. Those before state `CLNSIG` as numbers, and values by allele with commas
    /// between: gives the place of an allele among those that `CLNALLE` lists.
    fn place(&self, allele: usize) -> Option<Place> {
        let significance = self.values.of(CLNSIG, self.info);
        let numeric = significance.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'|' | b','));
        if significance.is_empty() || !numeric {
            return None;
        }
        let Some(listed) = info_value(self.raw, b"CLNALLE") else { return Some(Place::At(0)) };
        let at = text_of(listed).split(',').position(|listed| listed.parse() == Ok(allele));
        Some(at.map_or(Place::Nowhere, Place::At))
    }
}

/// Where values by allele have those of an allele.
#[derive(Clone, Copy)]
enum Place {
    At(usize),
    /// Nothing is said of it.
    Nowhere,
}

/// The allele's id in `ClinGen`'s registry, among those that CLNVI lists (`ClinGen:CA123|OMIM:…`).
fn clingen_id(sources: &str) -> Option<&str> {
    sources.split('|').find_map(|source| source.strip_prefix("ClinGen:"))
}

/// An HGVS name. One that ends with the change of its own entry, as those of single bases do
/// (`NC_000001.11:g.5A>G`), has [`OWN_CHANGE`] in its place: all of a contig have it in common then. One that is not
/// as it stands is written over `own`.
fn hgvs<'a>(name: &'a str, change: Change<'_>, own: &'a mut String) -> &'a str {
    own.clear();
    if let ([reference], [alternate]) = (change.reference, change.alternate) {
        let place = name.as_bytes().strip_suffix(&[*reference, b'>', *alternate]).map(|place| &name[..place.len()]);
        let split = place.and_then(|place| place.rsplit_once('.'));
        if let Some((sequence, _)) = split.filter(|(_, place)| canonical_number(place) == Some(change.pos)) {
            own.push_str(sequence);
            own.extend(['.', OWN_CHANGE]);
            return own;
        }
    }
    if name.contains('%') {
        own.push_str(&name.replace("%3D", "="));
        return own;
    }
    name
}

/// The words of the numbers that `CLNSIG` of NCBI's releases up to 2017 holds, as its header line has them.
fn significance_word(code: &str) -> &'static str {
    match code {
        "0" => "Uncertain_significance",
        "1" => "not_provided",
        "2" => "Benign",
        "3" => "Likely_benign",
        "4" => "Likely_pathogenic",
        "5" => "Pathogenic",
        "6" => "drug_response",
        "7" => "histocompatibility",
        _ => "other",
    }
}
