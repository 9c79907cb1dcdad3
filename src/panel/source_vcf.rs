//! Entries from a VCF: any one, and `ClinVar` of all years.

use super::annotation::ColumnBuilder;
use super::builder::Gathered;
use super::info::PanelSource;
use crate::allele::fold_case;
use crate::error::Error;
use crate::genome::{Build, build_of, header_evidence};
use crate::input::record::{info_value, site_fields};
use crate::input::{Header, HeaderReader, HeaderStep};

/// Annotation keys, and the INFO keys that they come from: NCBI's own releases first, then the
/// VCFs that others derived from its tables.
const KEYS: [(&str, &[&str]); 5] = [
    ("id", &["MEASURESET_ID", "VARIATION_ID"]),
    ("gene", &["GENEINFO", "SYMBOL"]),
    ("clnsig", &["CLNSIG", "CLINICAL_SIGNIFICANCE"]),
    ("clnrevstat", &["CLNREVSTAT", "REVIEW_STATUS"]),
    ("clndn", &["CLNDN", "CLNDBN", "ALL_TRAITS"]),
];
const CLNSIG: usize = 2;

/// Reads a VCF line by line.
#[derive(Debug)]
pub(crate) struct VcfSource {
    reader: HeaderReader,
    header: Option<Header>,
    build: Option<Build>,
}

impl VcfSource {
    pub(crate) fn new(gathered: &mut Gathered) -> Self {
        gathered.columns = KEYS.iter().map(|(key, _)| ColumnBuilder::new(key)).collect();
        Self { reader: HeaderReader::new(), header: None, build: None }
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
            return row(line, gathered);
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

fn row(line: &[u8], gathered: &mut Gathered) -> Result<(), Error> {
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
    if is_reference {
        let codes = annotate(id, site.info, 1, gathered);
        return gathered.add(contig, site.pos, reference.clone(), reference, codes);
    }
    for (index, alternate) in site.alternates.split(|b| *b == b',').enumerate() {
        if alternate.is_empty() {
            gathered.skip("empty_field");
            continue;
        }
        let codes = annotate(id, site.info, index + 1, gathered);
        let alternate = fold_case(alternate);
        if alternate == reference {
            // A row that spells REF as its own alternate changes nothing.
            gathered.skip("alternate_is_reference");
            continue;
        }
        gathered.add(contig, site.pos, reference.clone(), alternate, codes)?;
    }
    Ok(())
}

/// Whether a row of `ClinVar` without an alternate is about the reference allele: its HGVS name ends with
/// `=`, "no change" (`NC_000010.11:g.87864144=`), percent-encoded as VCF 4.3 section 1.2 has it.
fn describes_reference(info: &[u8]) -> bool {
    info_value(info, b"CLNHGVS").is_some_and(|name| name.ends_with(b"=") || name.ends_with(b"%3D"))
}

/// The codes of a row's annotation for one of its alternates (from 1).
fn annotate(id: &[u8], info: &[u8], allele: usize, gathered: &mut Gathered) -> Vec<u32> {
    stated(info)
        .into_iter()
        .enumerate()
        .map(|(column, stated)| {
            let value = if column == 0 && id != b"." { id } else { stated };
            let text = String::from_utf8_lossy(value);
            let decoded = if column == CLNSIG { numeric_significance(&text, info, allele) } else { None };
            gathered.columns[column].intern(decoded.as_deref().unwrap_or(&text))
        })
        .collect()
}

/// The value of each column in INFO, which is read once; empty where there is none. The first of two keys
/// counts, wherever it stands, and the first of two values.
fn stated(info: &[u8]) -> [&[u8]; KEYS.len()] {
    let mut found: [[Option<&[u8]>; 2]; KEYS.len()] = [[None; 2]; KEYS.len()];
    for item in info.split(|b| *b == b';') {
        let (key, value) = match memchr::memchr(b'=', item) {
            Some(at) => (&item[..at], &item[at + 1..]),
            None => (item, &item[item.len()..]),
        };
        for (values, (_, keys)) in found.iter_mut().zip(&KEYS) {
            for (known, name) in values.iter_mut().zip(*keys) {
                if key == name.as_bytes() {
                    known.get_or_insert(value);
                }
            }
        }
    }
    found.map(|[first, second]| first.or(second).unwrap_or_default())
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
