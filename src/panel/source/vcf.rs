//! Entries from a VCF: any one, and `ClinVar` of all years.

use crate::allele::fold_case;
use crate::error::Error;
use crate::genome::{Build, build_of, header_evidence};
use crate::input::record::{info_value, site_fields};
use crate::input::{Header, HeaderReader, HeaderStep};
use crate::panel::annotation::{ColumnBuilder, Kind, OWN_CHANGE};
use crate::panel::builder::Gathered;
use crate::panel::info::PanelSource;

/// A column of annotation: its key, the INFO keys that it comes from, of which the first that is there counts
/// (NCBI's own releases, then the VCFs that others derived from its tables), and how it is kept.
struct Known {
    key: &'static str,
    from: &'static [&'static [u8]],
    kind: Kind,
}

const fn known(key: &'static str, from: &'static [&'static [u8]], kind: Kind) -> Known {
    Known { key, from, kind }
}

const LIST: Kind = Kind::List('|');
/// Keys of `ClinVar`, as its releases since 2024 describe them.
const KEYS: [Known; 18] = [
    known("id", &[b"MEASURESET_ID", b"VARIATION_ID"], Kind::Text),
    known("gene", &[b"GENEINFO", b"SYMBOL"], LIST),
    known("clnsig", &[b"CLNSIG", b"CLINICAL_SIGNIFICANCE"], Kind::Text),
    known("clnrevstat", &[b"CLNREVSTAT", b"REVIEW_STATUS"], Kind::Text),
    known("clndn", &[b"CLNDN", b"CLNDBN", b"ALL_TRAITS"], LIST),
    known("clndisdb", &[b"CLNDISDB", b"XREFS"], LIST),
    known("mc", &[b"MC", b"MOLECULAR_CONSEQUENCE"], Kind::List(',')),
    known("origin", &[b"ORIGIN"], Kind::Text),
    known("onc", &[b"ONC"], Kind::Text),
    known("oncrevstat", &[b"ONCREVSTAT"], Kind::Text),
    known("oncdn", &[b"ONCDN"], LIST),
    known("oncdisdb", &[b"ONCDISDB"], LIST),
    known("sci", &[b"SCI"], Kind::Text),
    known("scirevstat", &[b"SCIREVSTAT"], Kind::Text),
    known("scidn", &[b"SCIDN"], LIST),
    known("scidisdb", &[b"SCIDISDB"], LIST),
    known("caid", &[b"CLNVI"], Kind::Number("CA")),
    known("hgvs", &[b"CLNHGVS"], Kind::Text),
];
const ID: usize = 0;
const CLNSIG: usize = 2;
const CAID: usize = 16;
const HGVS: usize = 17;

/// Reads a VCF line by line.
#[derive(Debug)]
pub(crate) struct VcfSource {
    reader: HeaderReader,
    header: Option<Header>,
    build: Option<Build>,
    /// INFO keys that are kept as they stand, behind those that are known.
    kept: Vec<String>,
}

impl VcfSource {
    pub(crate) fn new(kept: &[String], gathered: &mut Gathered) -> Self {
        let known = KEYS.iter().map(|known| ColumnBuilder::new(known.key, known.kind));
        let others = kept.iter().map(|key| ColumnBuilder::new(&format!("INFO/{key}"), Kind::Text));
        gathered.columns = known.chain(others).collect();
        Self { reader: HeaderReader::new(), header: None, build: None, kept: kept.to_vec() }
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

    /// Takes a line (1-based number).
    ///
    /// # Errors
    ///
    /// As [`HeaderReader::line`], and where the panel grows too large. A row that is no record is
    /// skipped and counted.
    pub(crate) fn line(&mut self, number: u64, line: &[u8], gathered: &mut Gathered) -> Result<(), Error> {
        if self.header.is_some() {
            return row(line, &self.kept, gathered);
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

fn row(line: &[u8], kept: &[String], gathered: &mut Gathered) -> Result<(), Error> {
    if line.is_empty() || line[0] == b'#' {
        return Ok(());
    }
    let site = match site_fields(line) {
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
    let stated = Stated { id, info: site.info, kept };
    if is_reference {
        let codes = stated.codes(1, site.pos, &reference, &reference, gathered);
        return gathered.add(contig, site.pos, reference.clone(), reference, &codes);
    }
    for (index, alternate) in site.alternates.split(|b| *b == b',').enumerate() {
        if alternate.is_empty() {
            gathered.skip("empty_field");
            continue;
        }
        let alternate = fold_case(alternate);
        if alternate == reference {
            // A row that spells REF as its own alternate changes nothing.
            gathered.skip("alternate_is_reference");
            continue;
        }
        let codes = stated.codes(index + 1, site.pos, &reference, &alternate, gathered);
        gathered.add(contig, site.pos, reference.clone(), alternate, &codes)?;
    }
    Ok(())
}

/// Whether a row of `ClinVar` without an alternate is about the reference allele: its HGVS name ends with
/// `=`, "no change" (`NC_000010.11:g.87864144=`), percent-encoded as VCF 4.3 section 1.2 has it.
fn describes_reference(info: &[u8]) -> bool {
    info_value(info, b"CLNHGVS").is_some_and(|name| name.ends_with(b"=") || name.ends_with(b"%3D"))
}

/// What a row says of its alternates.
struct Stated<'a> {
    id: &'a [u8],
    info: &'a [u8],
    kept: &'a [String],
}

impl Stated<'_> {
    /// The codes of the annotation of one of the alternates (from 1), an entry at POS.
    fn codes(&self, allele: usize, pos: u32, reference: &[u8], alternate: &[u8], gathered: &mut Gathered) -> Vec<u32> {
        let known = stated(self.info).into_iter();
        let others = self.kept.iter().map(|key| info_value(self.info, key.as_bytes()).unwrap_or_default());
        let mut codes = Vec::with_capacity(gathered.columns.len());
        for ((column, value), builder) in known.chain(others).enumerate().zip(&mut gathered.columns) {
            let value = if column == ID && self.id != b"." { self.id } else { value };
            let text = String::from_utf8_lossy(value);
            let made = match column {
                CLNSIG => numeric_significance(&text, self.info, allele),
                CAID => Some(clingen_id(&text).unwrap_or_default().to_owned()),
                HGVS => Some(hgvs(&text, pos, reference, alternate)),
                _ => None,
            };
            codes.push(builder.intern(made.as_deref().unwrap_or(&text)));
        }
        codes
    }
}

/// The allele's id in `ClinGen`'s registry, among those that CLNVI lists (`ClinGen:CA123|OMIM:…`).
fn clingen_id(sources: &str) -> Option<&str> {
    sources.split('|').find_map(|source| source.strip_prefix("ClinGen:"))
}

/// An HGVS name. One that ends with the change of its own entry, as those of single bases do
/// (`NC_000001.11:g.5A>G`), has [`OWN_CHANGE`] in its place: all of a contig have it in common then.
fn hgvs(name: &str, pos: u32, reference: &[u8], alternate: &[u8]) -> String {
    if let ([reference], [alternate]) = (reference, alternate) {
        let change = format!(".{pos}{}>{}", char::from(*reference), char::from(*alternate));
        if let Some(sequence) = name.strip_suffix(&change) {
            return format!("{sequence}.{OWN_CHANGE}");
        }
    }
    name.replace("%3D", "=")
}

/// The value of each column in INFO, which is read once; empty where there is none. The first of its keys counts,
/// wherever it stands, and the first of two values.
fn stated(info: &[u8]) -> [&[u8]; KEYS.len()] {
    let mut found: [Option<(usize, &[u8])>; KEYS.len()] = [None; KEYS.len()];
    for item in info.split(|b| *b == b';') {
        let (key, value) = match memchr::memchr(b'=', item) {
            Some(at) => (&item[..at], &item[at + 1..]),
            None => (item, &item[item.len()..]),
        };
        for (found, known) in found.iter_mut().zip(&KEYS) {
            if let Some(rank) = known.from.iter().position(|name| *name == key) {
                let better = found.is_none_or(|(other, _)| rank < other);
                if better {
                    *found = Some((rank, value));
                }
                break;
            }
        }
    }
    found.map(|found| found.map_or(&[][..], |(_, value)| value))
}

/// `CLNSIG` of NCBI's releases up to 2017: numbers, `|` between submissions, `,` between the
/// alleles that `CLNALLE` lists. The words are those of its header line.
fn numeric_significance(text: &str, info: &[u8], allele: usize) -> Option<String> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'|' | b',')) {
        return None;
    }
    let listed = info_value(info, b"CLNALLE").map(|v| String::from_utf8_lossy(v).into_owned());
    let place = match &listed {
        Some(listed) => listed.split(',').position(|a| a == allele.to_string())?,
        None => 0,
    };
    let words: Vec<&str> = text.split(',').nth(place)?.split('|').map(significance_word).collect();
    Some(words.join("|"))
}

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
