//! The header of a VCF, read tolerantly: what a screen needs is kept, the rest is not judged.
//!
//! A strict reader refuses a header for a repeated contig or a `Number=LA` that it does not know,
//! and with it a genome whose records are sound.

use std::collections::HashSet;

use super::meta::{fields, form, structured};
use crate::error::{Error, ErrorKind, Position};
use crate::genome::{ContigDecl, names_a_build};

/// The largest header in bytes.
pub(crate) const LARGEST_HEADER: u64 = 64 << 20;
/// Contigs that are kept; no assembly has as many.
pub(crate) const KEPT_CONTIGS: usize = 100_000;
/// The most samples that are told apart: their names alone take 100 MB.
const MOST_SAMPLES: usize = 1 << 20;
/// The fixed columns.
const COLUMNS: [&str; 8] = ["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO"];
/// Columns that the first record of any VCF has, at least.
const FEWEST_TABS: usize = 4;

/// Something odd in a header that does not keep it from being read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Warning {
    /// Line number, 1-based.
    pub line: u64,
    /// A code of `docs/errors.md`.
    pub code: &'static str,
    /// The value; may be empty.
    pub detail: String,
    /// How many lines have it; this is the first.
    pub count: u64,
}

impl Warning {
    const NO_FILEFORMAT: &str = "no_fileformat";
    const UNKNOWN_FILEFORMAT: &str = "fileformat_unknown";
    const MALFORMED: &str = "header_line_malformed";
    const NO_CONTIG_ID: &str = "contig_without_id";
    const CONTIG_AGAIN: &str = "contig_declared_again";
    const NOT_KEPT: &str = "contigs_not_kept";
    const NO_SAMPLES: &str = "format_without_samples";

    /// All codes.
    pub(crate) const CODES: [&str; 7] = [
        Self::NO_FILEFORMAT,
        Self::UNKNOWN_FILEFORMAT,
        Self::MALFORMED,
        Self::NO_CONTIG_ID,
        Self::CONTIG_AGAIN,
        Self::NOT_KEPT,
        Self::NO_SAMPLES,
    ];
}

/// What a header says.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Header {
    /// `##fileformat`, e.g. `VCFv4.2`.
    pub fileformat: Option<String>,
    /// `##contig` lines, in order.
    pub contigs: Vec<ContigDecl>,
    /// Sample names, in the order of their columns.
    pub samples: Vec<String>,
    /// Whether there is a FORMAT column.
    pub has_format: bool,
    /// Lines that may name the build: every `##reference` and `##assembly`, and any other free line
    /// that names one.
    pub texts: Vec<String>,
    /// Whether INFO SVLEN is declared: records may reach as far as it says.
    pub svlen: bool,
    /// Whether a symbolic allele is declared that may reach beyond its REF: any but those of reference
    /// blocks.
    pub symbolic: bool,
    /// `##fileDate`.
    pub file_date: Option<String>,
    /// The first `##source`.
    pub source: Option<String>,
    /// What is odd, each code once with its first line.
    pub warnings: Vec<Warning>,
}

/// Where the reading of a header is.
#[derive(Debug)]
pub enum HeaderStep {
    /// More lines are needed.
    More,
    /// The `#CHROM` line was this one: records follow.
    Done(Box<Header>),
}

/// Reads a header line by line.
#[derive(Debug, Default)]
pub struct HeaderReader {
    header: Header,
    bytes: u64,
    meta_lines: bool,
    /// Names of contigs, as long as they are kept.
    declared: HashSet<String>,
}

impl HeaderReader {
    /// One that has read nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a line (1-based number, without its terminator) until the header is done.
    ///
    /// # Errors
    ///
    /// `header_too_large`, `header_malformed` for a `#CHROM` line that names no usable columns,
    /// `header_missing` for a record before it, `input_not_vcf` for a line of some other text.
    pub fn line(&mut self, number: u64, line: &[u8]) -> Result<HeaderStep, Error> {
        let at = Position::line(number);
        self.bytes += line.len() as u64 + 1;
        if self.bytes > LARGEST_HEADER {
            return Err(Error::new(ErrorKind::HeaderTooLarge).at(at).with_detail(LARGEST_HEADER.to_string()));
        }
        if let Some(meta) = line.strip_prefix(b"##") {
            self.meta_lines = true;
            self.meta(number, &String::from_utf8_lossy(meta));
        } else if line.starts_with(b"#CHROM") {
            self.columns(&String::from_utf8_lossy(line)).map_err(|e| e.at(at))?;
            if self.header.fileformat.is_none() {
                self.warn(number, Warning::NO_FILEFORMAT, "");
            }
            if self.header.has_format && self.header.samples.is_empty() {
                self.warn(number, Warning::NO_SAMPLES, "");
            }
            return Ok(HeaderStep::Done(Box::new(std::mem::take(&mut self.header))));
        } else if !line.starts_with(b"#") && !line.is_empty() {
            let record = self.meta_lines || memchr::memchr_iter(b'\t', line).count() >= FEWEST_TABS;
            let kind = if record { ErrorKind::HeaderMissing } else { ErrorKind::InputNotVcf };
            return Err(Error::new(kind).at(at));
        }
        Ok(HeaderStep::More)
    }

    /// A line behind its `##`.
    fn meta(&mut self, number: u64, meta: &str) {
        let (key, value) = meta.split_once('=').unwrap_or((meta, ""));
        let structured = structured(value);
        let (is_closed, has_bare) = form(value);
        if value.is_empty() || structured.is_some() && !is_closed {
            self.warn(number, Warning::MALFORMED, meta);
        }
        let header = &mut self.header;
        match key.to_ascii_lowercase().as_str() {
            "fileformat" => {
                header.fileformat = Some(value.to_owned());
                if !matches!(value.as_bytes(), [b'V', b'C', b'F', b'v', b'4', b'.', b'0'..=b'5']) {
                    self.warn(number, Warning::UNKNOWN_FILEFORMAT, value);
                }
            }
            "filedate" => header.file_date = Some(value.to_owned()),
            "reference" => header.texts.push(format!("##reference={value}")),
            "assembly" => header.texts.push(format!("##assembly={value}")),
            "contig" => self.contig(number, meta, structured, has_bare),
            // Descriptions of fields speak of other builds, such as lifted-over positions.
            "info" => {
                header.svlen |= structured.is_some_and(|inner| fields(inner).any(|f| f == ("ID", "SVLEN")));
            }
            "alt" => {
                let of_block = |f: (&str, &str)| matches!(f, ("ID", "NON_REF" | "*"));
                header.symbolic |= !structured.is_some_and(|inner| fields(inner).any(of_block));
            }
            "format" | "filter" | "meta" | "sample" | "pedigree" => {}
            key => {
                if key == "source" && header.source.is_none() {
                    header.source = Some(value.to_owned());
                }
                if names_a_build(meta) {
                    header.texts.push(format!("##{meta}"));
                }
            }
        }
    }

    fn contig(&mut self, number: u64, meta: &str, inner: Option<&str>, has_bare: bool) {
        if self.header.contigs.len() == KEPT_CONTIGS {
            return self.warn(number, Warning::NOT_KEPT, meta);
        }
        let Some(inner) = inner else { return self.warn(number, Warning::MALFORMED, meta) };
        let mut contig = ContigDecl::default();
        for (key, value) in fields(inner) {
            match key.to_ascii_lowercase().as_str() {
                "id" => value.clone_into(&mut contig.name),
                "length" => contig.length = value.parse().ok(),
                "assembly" => contig.assembly = Some(value.to_owned()),
                _ => {}
            }
        }
        if contig.name.is_empty() {
            return self.warn(number, Warning::NO_CONTIG_ID, meta);
        }
        if has_bare || contig.name.bytes().any(|byte| byte.is_ascii_whitespace()) {
            self.warn(number, Warning::MALFORMED, meta);
        }
        if !self.declared.insert(contig.name.clone()) {
            self.warn(number, Warning::CONTIG_AGAIN, &contig.name);
        }
        self.header.contigs.push(contig);
    }

    /// The `#CHROM` line.
    fn columns(&mut self, line: &str) -> Result<(), Error> {
        let malformed = |detail: String| Error::new(ErrorKind::HeaderMalformed).with_detail(detail);
        // A tab too many at the end of this line alone harms nothing.
        let mut columns = line.trim_end_matches('\t').split('\t');
        for name in COLUMNS {
            match columns.next() {
                Some(column) if column == name => {}
                Some(column) if column.contains(' ') => return Err(malformed("spaces for tabs".into())),
                _ => return Err(malformed(name.into())),
            }
        }
        let Some(format) = columns.next() else { return Ok(()) };
        if format != "FORMAT" {
            return Err(malformed("FORMAT".into()));
        }
        let samples = columns.clone().count();
        if samples > MOST_SAMPLES {
            return Err(Error::new(ErrorKind::SamplesTooMany).with_detail(samples.to_string()));
        }
        self.header.has_format = true;
        self.header.samples = columns.map(str::to_owned).collect();
        let mut seen = HashSet::with_capacity(self.header.samples.len());
        for name in &self.header.samples {
            if name.is_empty() || !seen.insert(name.clone()) {
                return Err(malformed(format!("\"{name}\"")));
            }
        }
        Ok(())
    }

    /// Keeps the first line of each code, so that a strange header cannot flood a report.
    fn warn(&mut self, line: u64, code: &'static str, detail: &str) {
        match self.header.warnings.iter_mut().find(|w| w.code == code) {
            Some(warning) => warning.count += 1,
            None => self.header.warnings.push(Warning { line, code, detail: detail.to_owned(), count: 1 }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHROM: &str = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";

    fn read(lines: &[&str]) -> Result<Option<Header>, Error> {
        let mut reader = HeaderReader::new();
        for (number, line) in (1..).zip(lines) {
            if let HeaderStep::Done(header) = reader.line(number, line.as_bytes())? {
                return Ok(Some(*header));
            }
        }
        Ok(None)
    }

    fn header(lines: &[&str]) -> Header {
        read(lines).expect("reads").expect("is done")
    }

    fn refusal(lines: &[&str]) -> (ErrorKind, Option<u64>) {
        let error = read(lines).expect_err("is refused");
        (error.kind(), error.position().line)
    }

    #[test]
    fn what_matters_is_kept() {
        let header = header(&[
            "##fileformat=VCFv4.2",
            "##fileDate=20260101",
            "##source=caller 1",
            "##contig=<ID=chr1,length=248956422,assembly=38,species=\"Homo, sapiens\">",
            "##contig=<ID=HLA-A*01:01:01:01>",
            "##contig=<broken",
            "##reference=file:///x/genome.fa",
            "##INFO=<ID=P,Number=1,Type=Integer,Description=\"hg19 position\">",
            "##PEDIGREE=<Child=a,Mother=b>",
            "##CommandLine=\"call --ref /ref/hs38DH.fa\"",
            "##CommandLine=\"call --ref x.fa\"",
            "# a comment",
            "",
            &format!("{CHROM}\tFORMAT\tA\tB"),
        ]);
        assert_eq!(header.fileformat.as_deref(), Some("VCFv4.2"));
        assert_eq!(header.file_date.as_deref(), Some("20260101"));
        assert_eq!(header.source.as_deref(), Some("caller 1"));
        assert_eq!(header.samples, ["A", "B"]);
        assert_eq!(header.contigs.len(), 2);
        assert_eq!(header.contigs[0].length, Some(248_956_422));
        assert_eq!(header.contigs[0].assembly.as_deref(), Some("38"));
        assert_eq!(header.texts, ["##reference=file:///x/genome.fa", "##CommandLine=\"call --ref /ref/hs38DH.fa\""]);
        let odd: Vec<_> = header.warnings.iter().map(|w| (w.line, w.code)).collect();
        assert_eq!((header.has_format, odd), (true, vec![(6, "header_line_malformed"), (6, "contig_without_id")]));
    }

    #[test]
    fn little_is_enough() {
        let header = header(&[CHROM]);
        assert!(!header.has_format && header.samples.is_empty());
        assert_eq!(header.warnings[0].code, "no_fileformat");
    }

    #[test]
    fn oddities_have_their_code_first_line_and_count() {
        let odd = |lines: &[&str]| -> Vec<(&'static str, u64, u64)> {
            header(lines).warnings.iter().map(|w| (w.code, w.line, w.count)).collect()
        };
        let first = "##fileformat=VCFv4.2";
        for (line, code) in [
            ("##fileformat=VCF v4.3", "fileformat_unknown"),
            ("##contig=<length=1>", "contig_without_id"),
            ("##contig=<ID=1 A>", "header_line_malformed"),
            ("##contig=<ID=1,A,length=5>", "header_line_malformed"),
            ("##contig=chr1", "header_line_malformed"),
            ("##reference=", "header_line_malformed"),
            ("##plain text", "header_line_malformed"),
            ("##INFO=<ID=A,Description=\"not closed>", "header_line_malformed"),
            ("##INFO=<ID=A,Description=\"closed\"", "header_line_malformed"),
        ] {
            assert_eq!(odd(&[first, line, "##x=1", line, CHROM])[0], (code, 2, 2), "{line}");
            assert_eq!(odd(&[first, line, CHROM]).len(), 1, "{line}");
        }
        let twice = "##contig=<ID=1,length=5>";
        assert_eq!(odd(&[first, twice, twice, twice, CHROM]), [("contig_declared_again", 3, 2)]);
        assert_eq!(odd(&[first, &format!("{CHROM}\tFORMAT")]), [("format_without_samples", 2, 1)]);
        let sound = ["##META=<ID=Assay,Values=[a, b]>", "##INFO=<ID=A,Description=\"a, \\\"b\\\", <c>\">", "##x=\"a"];
        assert_eq!(odd(&[&[first], &sound[..], &[CHROM]].concat()), []);
    }

    #[test]
    fn samples_beyond_all_cohorts_are_refused() {
        let line = format!("{CHROM}\tFORMAT{}", "\ts".repeat(MOST_SAMPLES + 1));
        assert_eq!(refusal(&[&line]), (ErrorKind::SamplesTooMany, Some(1)));
    }

    #[test]
    fn refusals_have_their_kind_and_line() {
        let twice = format!("{CHROM}\tFORMAT\tA\tA");
        let unnamed = format!("{CHROM}\tFORMAT\tA\t\tB");
        for (lines, expected) in [
            (&["##fileformat=VCFv4.2", "1\t2\t.\tA\tG"][..], (ErrorKind::HeaderMissing, Some(2))),
            (&["##fileformat=VCFv4.2", "", "x"], (ErrorKind::HeaderMissing, Some(3))),
            (&["1\t2\t.\tA\tG\t.\t.\t."], (ErrorKind::HeaderMissing, Some(1))),
            (&["rs1,1,100,AA"], (ErrorKind::InputNotVcf, Some(1))),
            (&["# rsid\tchromosome\tposition\tgenotype", "rs1\t1\t100\tAA"], (ErrorKind::InputNotVcf, Some(2))),
            (&["#CHROM POS ID REF ALT QUAL FILTER INFO"], (ErrorKind::HeaderMalformed, Some(1))),
            (&["#CHROM\tPOS\tID\tREF"], (ErrorKind::HeaderMalformed, Some(1))),
            (&[&twice], (ErrorKind::HeaderMalformed, Some(1))),
            (&[&unnamed], (ErrorKind::HeaderMalformed, Some(1))),
        ] {
            assert_eq!(refusal(lines), expected, "{lines:?}");
        }
    }
}
