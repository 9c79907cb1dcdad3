//! A tolerant header: what a screen needs of it, warnings for the rest.
//!
//! noodles' header reader refuses real files that bcftools reads (DRAGEN's `##PEDIGREE=<Child=…>`,
//! repeated contigs, reserved keys with another Number), so nothing here depends on it.

use std::collections::HashSet;

use crate::error::{Error, ErrorKind, Position};
use crate::genome::ContigDecl;

/// The largest header that is read, in bytes. That of a hundred thousand contigs is a tenth of it.
const MAX_HEADER: u64 = 64 << 20;
/// Meta lines that may name a build are kept up to this many.
const MAX_TEXTS: usize = 1000;
const FIXED: [&str; 8] = ["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO"];

/// A header.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Header {
    /// The value of `##fileformat`.
    pub fileformat: Option<String>,
    /// `##contig` lines, in order.
    pub contigs: Vec<ContigDecl>,
    /// Sample names, in the order of their columns.
    pub samples: Vec<String>,
    /// Whether the `#CHROM` line has a FORMAT column.
    pub has_format: bool,
    /// Other meta lines, whole: they may name a build.
    pub texts: Vec<String>,
    /// The value of `##fileDate`.
    pub file_date: Option<String>,
    /// The value of `##source`.
    pub source: Option<String>,
    /// What is odd about it.
    pub warnings: Vec<Warning>,
}

/// Something odd that does not stop the reading.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Warning {
    /// Line number, 1-based.
    pub line: u64,
    /// A stable code: `no_fileformat`, `contig_without_id`.
    pub code: &'static str,
    /// The value that it speaks of; may be empty.
    pub detail: String,
}

/// What a line did to the header.
#[derive(Debug)]
pub enum HeaderStep {
    /// It goes on.
    More,
    /// The `#CHROM` line ended it.
    Done(Box<Header>),
}

/// Reads a header line by line.
#[derive(Debug, Default)]
pub struct HeaderReader {
    header: Header,
    bytes: u64,
}

impl HeaderReader {
    /// One that has read nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a line (1-based number).
    ///
    /// # Errors
    ///
    /// `header_missing` at a record before `#CHROM`, `input_not_vcf` at text that is neither,
    /// `header_malformed`, `header_too_large`.
    pub fn line(&mut self, number: u64, line: &[u8]) -> Result<HeaderStep, Error> {
        let error = |kind| Error::new(kind).at(Position::line(number));
        self.bytes += line.len() as u64 + 1;
        if self.bytes > MAX_HEADER {
            return Err(error(ErrorKind::HeaderTooLarge).with_detail(MAX_HEADER.to_string()));
        }
        let text = String::from_utf8_lossy(line);
        if let Some(meta) = text.strip_prefix("##") {
            self.meta(number, meta);
        } else if text.starts_with("#CHROM") {
            return self.columns(number, &text).map(|()| HeaderStep::Done(Box::new(std::mem::take(&mut self.header))));
        } else if !text.trim().is_empty() && !text.starts_with('#') {
            let columns = text.split('\t').count();
            let kind = if columns >= 5 { ErrorKind::HeaderMissing } else { ErrorKind::InputNotVcf };
            // A VCF header before it makes the text a VCF, whatever this line is.
            let kind = if self.header.fileformat.is_some() { ErrorKind::HeaderMissing } else { kind };
            return Err(error(kind));
        }
        Ok(HeaderStep::More)
    }

    fn meta(&mut self, number: u64, meta: &str) {
        let Some((key, value)) = meta.split_once('=') else { return };
        match key {
            "fileformat" => self.header.fileformat = Some(value.to_owned()),
            "contig" => self.contig(number, value),
            "fileDate" => self.header.file_date = Some(value.to_owned()),
            "INFO" | "FORMAT" | "FILTER" | "ALT" => {}
            _ => {
                if key == "source" && self.header.source.is_none() {
                    self.header.source = Some(value.to_owned());
                }
                if self.header.texts.len() < MAX_TEXTS {
                    self.header.texts.push(format!("##{meta}"));
                }
            }
        }
    }

    fn contig(&mut self, number: u64, value: &str) {
        let inner = value.trim().trim_start_matches('<').trim_end_matches('>');
        let mut contig = ContigDecl::default();
        for (key, value) in fields(inner) {
            match key {
                "ID" => value.clone_into(&mut contig.name),
                "length" => contig.length = value.parse().ok(),
                "assembly" => contig.assembly = Some(value.to_owned()),
                _ => {}
            }
        }
        if contig.name.is_empty() {
            self.header.warnings.push(Warning { line: number, code: "contig_without_id", detail: String::new() });
        } else {
            self.header.contigs.push(contig);
        }
    }

    fn columns(&mut self, number: u64, text: &str) -> Result<(), Error> {
        let malformed =
            |detail: &str| Error::new(ErrorKind::HeaderMalformed).with_detail(detail).at(Position::line(number));
        let columns: Vec<&str> = text.trim_end_matches('\t').split('\t').collect();
        if let Some(missing) = FIXED.iter().enumerate().find(|(i, name)| columns.get(*i) != Some(name)).map(|(_, n)| *n)
        {
            return Err(malformed(missing));
        }
        self.header.has_format = columns.get(8) == Some(&"FORMAT");
        if columns.len() > 8 && !self.header.has_format {
            return Err(malformed("FORMAT"));
        }
        self.header.samples = columns.iter().skip(9).map(|name| (*name).to_owned()).collect();
        let mut seen = HashSet::new();
        if let Some(twice) = self.header.samples.iter().find(|name| !seen.insert(name.as_str())) {
            return Err(malformed(twice));
        }
        if self.header.fileformat.is_none() {
            self.header.warnings.push(Warning { line: number, code: "no_fileformat", detail: String::new() });
        }
        Ok(())
    }
}

/// Key and value pairs of a structured meta line; commas inside quotes do not separate.
fn fields(inner: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut quoted = false;
    inner
        .split(move |c| {
            quoted ^= c == '"';
            c == ',' && !quoted
        })
        .filter_map(|field| field.split_once('='))
        .map(|(key, value)| (key.trim(), value.trim_matches('"')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Header, Error> {
        let mut reader = HeaderReader::new();
        for (i, line) in text.lines().enumerate() {
            if let HeaderStep::Done(header) = reader.line(i as u64 + 1, line.as_bytes())? {
                return Ok(*header);
            }
        }
        panic!("no #CHROM line")
    }

    const COLUMNS: &str = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";

    #[test]
    fn odd_meta_lines_are_read_over() {
        let header = read(&format!(
            "##fileformat=VCFv4.2\n##PEDIGREE=<Child=A,Mother=B>\n##ID=<Description=\"x\">\n##nonsense\n\
             ##contig=<ID=1,length=10,assembly=b37,species=\"Homo sapiens, human\">\n##contig=<ID=1>\n##contig=<length=3>\n\
             ##reference=hg19.fa\n{COLUMNS}\tFORMAT\tA\tB"
        ))
        .unwrap();
        assert_eq!(header.contigs.len(), 2);
        assert_eq!(header.contigs[0].length, Some(10));
        assert_eq!(header.contigs[0].assembly.as_deref(), Some("b37"));
        assert_eq!((header.samples.len(), header.has_format, header.warnings[0].line), (2, true, 7));
        assert!(header.texts.contains(&"##reference=hg19.fa".to_owned()));
    }

    #[test]
    fn errors_have_a_kind_and_a_line() {
        let table = [
            ("chr1\t1\t.\tA\tG\t.\t.\t.", ErrorKind::HeaderMissing, 1),
            ("##fileformat=VCFv4.2\nhello", ErrorKind::HeaderMissing, 2),
            ("hello world", ErrorKind::InputNotVcf, 1),
            ("<!DOCTYPE html>", ErrorKind::InputNotVcf, 1),
            ("##fileformat=VCFv4.2\n#CHROM POS ID REF ALT", ErrorKind::HeaderMalformed, 2),
            ("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA\tA", ErrorKind::HeaderMalformed, 1),
        ];
        for (text, kind, line) in table {
            let error = read(text).unwrap_err();
            assert_eq!((error.kind(), error.position()), (kind, Position::line(line)), "{text}");
        }
    }

    #[test]
    fn a_header_without_fileformat_is_odd_and_read() {
        assert_eq!(read(COLUMNS).unwrap().warnings[0].code, "no_fileformat");
    }
}
