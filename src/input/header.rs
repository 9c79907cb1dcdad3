//! The header of a VCF, read tolerantly: what a screen needs is kept, the rest is not judged.
//!
//! A strict reader refuses a header for a repeated contig or a `Number=LA` that it does not know,
//! and with it a genome whose records are sound.

use std::collections::HashSet;

use super::meta::{fields, structured};
use crate::error::{Error, ErrorKind, Position};
use crate::genome::{ContigDecl, names_a_build};

/// The largest header in bytes.
pub(crate) const LARGEST_HEADER: u64 = 64 << 20;
/// Contigs that are kept; no assembly has as many.
const KEPT_CONTIGS: usize = 100_000;
/// The fixed columns.
const COLUMNS: [&str; 8] = ["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO"];
/// Columns that the first record of any VCF has, at least.
const FEWEST_TABS: usize = 4;

/// Something odd in a header that does not keep it from being read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Warning {
    /// Line number, 1-based.
    pub line: u64,
    /// `no_fileformat`, `contig_without_id`, `contigs_not_kept`.
    pub code: &'static str,
    /// The value; may be empty.
    pub detail: String,
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
    /// What is odd, each code once.
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
                self.warn(number, "no_fileformat", String::new());
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
        let header = &mut self.header;
        match key.to_ascii_lowercase().as_str() {
            "fileformat" => header.fileformat = Some(value.to_owned()),
            "filedate" => header.file_date = Some(value.to_owned()),
            "reference" => header.texts.push(format!("##reference={value}")),
            "assembly" => header.texts.push(format!("##assembly={value}")),
            "contig" => self.contig(number, value),
            // Descriptions of fields speak of other builds, such as lifted-over positions.
            "info" => {
                header.svlen |= structured(value).is_some_and(|inner| fields(inner).any(|f| f == ("ID", "SVLEN")));
            }
            "alt" => {
                let of_block = |f: (&str, &str)| matches!(f, ("ID", "NON_REF" | "*"));
                header.symbolic |= !structured(value).is_some_and(|inner| fields(inner).any(of_block));
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

    fn contig(&mut self, number: u64, value: &str) {
        let Some(inner) = structured(value) else { return };
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
            return self.warn(number, "contig_without_id", String::new());
        }
        if self.header.contigs.len() == KEPT_CONTIGS {
            return self.warn(number, "contigs_not_kept", KEPT_CONTIGS.to_string());
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

    /// Warns once for each code, so that a strange header cannot flood a report.
    fn warn(&mut self, line: u64, code: &'static str, detail: String) {
        if !self.header.warnings.iter().any(|w| w.code == code) {
            self.header.warnings.push(Warning { line, code, detail });
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
        assert_eq!((header.has_format, odd), (true, vec![(6, "contig_without_id")]));
    }

    #[test]
    fn little_is_enough() {
        let header = header(&[CHROM]);
        assert!(!header.has_format && header.samples.is_empty());
        assert_eq!(header.warnings[0].code, "no_fileformat");
    }

    #[test]
    fn oddities_warn_once() {
        let contig = "##contig=<length=1>";
        let header = header(&["##fileformat=VCFv4.2", contig, contig, CHROM]);
        assert_eq!(header.warnings, [Warning { line: 2, code: "contig_without_id", detail: String::new() }]);
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
