//! What a header says of how its samples are related.
//!
//! `##PEDIGREE=<ID=child,Mother=m,Father=f>` and `##PEDIGREE=<ID=tumour,Original=blood>` (VCF 4.3, section 1.4.10),
//! `##PEDIGREE=<Child=…>` and `<Derived=…,Original=…>` (VCF 4.2), Mutect2's `##tumor_sample` and `##normal_sample`.

use super::fault::LineFault;
use super::header::{Header, HeaderReader, HeaderStep};
use super::lines::{LineSink, Lines};
use super::marks::Marks;
use super::meta::{fields, structured};
use crate::error::{Error, ErrorKind, Position};

/// A relation between samples, by their names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Relation {
    /// A child and its parents.
    Child {
        /// The child.
        child: String,
        /// Its mother.
        mother: Option<String>,
        /// Its father.
        father: Option<String>,
    },
    /// A sample that derives from another: a tumour.
    Derived {
        /// That which derives.
        tumor: String,
        /// That which it derives from.
        normal: String,
    },
    /// A sample of a tumour.
    Tumor(String),
    /// Its matched sample.
    Normal(String),
}

impl Relation {
    /// Reads a header line without its `##`; nothing where it says no more than names.
    #[must_use]
    pub fn read(line: &str) -> Option<Self> {
        let (key, value) = line.split_once('=')?;
        let value = value.trim();
        match key.to_ascii_lowercase().as_str() {
            "tumor_sample" if !value.is_empty() => Some(Self::Tumor(value.to_owned())),
            "normal_sample" if !value.is_empty() => Some(Self::Normal(value.to_owned())),
            "pedigree" => pedigree(structured(value)?),
            _ => None,
        }
    }
}

/// Reads the header of a file for its samples and how they are related. A screen keeps none of that.
#[derive(Debug, Default)]
pub struct RelationReader {
    lines: Lines,
    found: Found,
}

#[derive(Debug, Default)]
struct Found {
    reader: HeaderReader,
    relations: Vec<Relation>,
    header: Option<Box<Header>>,
}

impl RelationReader {
    /// One that has read nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next bytes of the file; true once the header is read.
    ///
    /// # Errors
    ///
    /// Where the bytes are no VCF or BCF, or the header cannot be read.
    pub fn push(&mut self, bytes: &[u8]) -> Result<bool, Error> {
        self.lines.push(bytes, &mut self.found)?;
        Ok(self.found.header.is_some())
    }

    /// The names of the samples, and what the header says of them.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push); `header_missing` where the file ends before its header does.
    pub fn finish(mut self) -> Result<(Vec<String>, Vec<Relation>), Error> {
        if self.found.header.is_none() {
            self.lines.finish(&mut self.found)?;
        }
        let place = Position::line(self.lines.line_number());
        let header = self.found.header.ok_or_else(|| Error::new(ErrorKind::HeaderMissing).at(place))?;
        Ok((header.samples, self.found.relations))
    }
}

impl LineSink for Found {
    fn line(&mut self, number: u64, line: &[u8], _: &Marks) -> Result<(), Error> {
        if self.header.is_some() {
            return Ok(());
        }
        if let Some(meta) = line.strip_prefix(b"##") {
            self.relations.extend(Relation::read(&String::from_utf8_lossy(meta)));
        }
        if let HeaderStep::Done(header) = self.reader.line(number, line)? {
            self.header = Some(header);
        }
        Ok(())
    }

    fn fault(&mut self, _: u64, _: LineFault, _: &[u8]) -> Result<(), Error> {
        Ok(())
    }

    fn passes(&mut self, _: u64, _: &super::PlainSite<'_>) -> bool {
        true
    }
}

fn pedigree(inner: &str) -> Option<Relation> {
    let of = |names: &[&str]| {
        let mut found = fields(inner).filter(|(key, _)| names.iter().any(|name| key.eq_ignore_ascii_case(name)));
        found.next().map(|(_, value)| value.to_owned()).filter(|value| !matches!(value.as_str(), "" | "." | "0"))
    };
    if let Some(normal) = of(&["Original"]) {
        return Some(Relation::Derived { tumor: of(&["Derived", "ID"])?, normal });
    }
    let (mother, father) = (of(&["Mother"]), of(&["Father"]));
    if mother.is_none() && father.is_none() {
        return None;
    }
    Some(Relation::Child { child: of(&["Child", "ID"])?, mother, father })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_and_relations_are_read_from_the_header_alone() {
        let text = "##fileformat=VCFv4.3\n##PEDIGREE=<ID=c,Mother=m>\n##PEDIGREE=<Name_0=a>\n\
                    #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tc\tm\nthis is no record\n";
        for size in [1, 7, 1000] {
            let mut reader = RelationReader::new();
            // A small file may be held until its end is known.
            for chunk in text.as_bytes().chunks(size) {
                reader.push(chunk).unwrap();
            }
            let (samples, relations) = reader.finish().unwrap();
            assert_eq!((samples, relations.len()), (vec!["c".to_owned(), "m".to_owned()], 1));
        }
        let mut cut = RelationReader::new();
        assert!(!cut.push(b"##fileformat=VCFv4.3\n").unwrap());
        assert_eq!(cut.finish().unwrap_err().kind(), ErrorKind::HeaderMissing);
    }

    #[test]
    fn both_versions_of_the_format_are_read() {
        let child = Relation::Child { child: "c".into(), mother: Some("m".into()), father: None };
        for value in ["<ID=c,Mother=m>", "<Child=c,Mother=m,Father=.>", "<CHILD=c,MOTHER=\"m\">"] {
            assert_eq!(Relation::read(&format!("PEDIGREE={value}")), Some(child.clone()), "{value}");
        }
        let derived = Relation::Derived { tumor: "t".into(), normal: "n".into() };
        for value in ["<ID=t,Original=n>", "<Derived=t,Original=n>"] {
            assert_eq!(Relation::read(&format!("PEDIGREE={value}")), Some(derived.clone()), "{value}");
        }
        assert_eq!(Relation::read("tumor_sample=t"), Some(Relation::Tumor("t".into())));
        assert_eq!(Relation::read("normal_sample= n"), Some(Relation::Normal("n".into())));
        for (key, value) in [("PEDIGREE", "<Name_0=a>"), ("PEDIGREE", "x"), ("tumor_sample", ""), ("SAMPLE", "<ID=a>")]
        {
            assert_eq!(Relation::read(&format!("{key}={value}")), None, "{key} {value}");
        }
    }
}
