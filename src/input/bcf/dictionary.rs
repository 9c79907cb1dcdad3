//! What the numbers in the records of a BCF stand for (VCF 4.3 section 6.2.1).

use std::collections::HashSet;

use crate::error::{Error, ErrorKind};
use crate::input::meta::{fields, structured};

/// The most names of a kind. Genomes with tens of thousands of contigs exist.
const MOST: usize = 1 << 20;

/// Names by number: contigs, and in one list FILTER, INFO and FORMAT.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Dictionary {
    contigs: Vec<String>,
    words: Vec<String>,
    /// The number of INFO END; nothing where the header does not declare it.
    end: Option<usize>,
    /// Samples of the header; as many as can be where it has no line of columns.
    pub(super) samples: usize,
}

impl Dictionary {
    pub(crate) fn contig(&self, number: usize) -> Option<&str> {
        name(&self.contigs, number)
    }

    /// A name of FILTER, INFO or FORMAT.
    pub(super) fn word(&self, number: usize) -> Option<&str> {
        name(&self.words, number)
    }

    /// Whether this is the number of END.
    pub(super) fn is_end(&self, number: usize) -> bool {
        self.end == Some(number)
    }
}

/// Numbers that were left out have an empty name.
fn name(names: &[String], number: usize) -> Option<&str> {
    names.get(number).map(String::as_str).filter(|name| !name.is_empty())
}

/// Collects names from the lines of a header.
#[derive(Debug)]
pub(super) struct Names {
    contigs: List,
    words: List,
    /// As in [`Dictionary`].
    pub(super) samples: usize,
}

#[derive(Debug, Default)]
struct List {
    names: Vec<String>,
    known: HashSet<String>,
}

impl Default for Names {
    fn default() -> Self {
        let mut words = List::default();
        // PASS is number 0, declared or not.
        words.known.insert("PASS".to_owned());
        words.names.push("PASS".to_owned());
        Self { contigs: List::default(), words, samples: usize::MAX }
    }
}

impl Names {
    /// Takes a line of the header.
    ///
    /// # Errors
    ///
    /// `header_malformed` for an IDX that is no number or another's, `header_too_large` for too many names.
    pub(super) fn line(&mut self, line: &[u8]) -> Result<(), Error> {
        let kinds = [&b"##contig="[..], b"##FILTER=", b"##INFO=", b"##FORMAT="];
        let Some(kind) = kinds.iter().position(|kind| line.starts_with(kind)) else { return Ok(()) };
        let value = String::from_utf8_lossy(&line[kinds[kind].len()..]);
        let Some(inner) = structured(&value) else { return Ok(()) };
        let (mut id, mut number) = ("", None);
        for (key, value) in fields(inner) {
            match key {
                "ID" => id = value,
                "IDX" => number = Some(value.parse().map_err(|_| conflict(value))?),
                _ => {}
            }
        }
        // A tab in a name would shift the columns of a line. What has no name cannot be told.
        if id.is_empty() || id.bytes().any(|byte| byte < b' ') {
            return Ok(());
        }
        if kind == 0 { self.contigs.add(id, number) } else { self.words.add(id, number) }
    }

    pub(super) fn finish(self) -> Dictionary {
        let words = self.words.names;
        let end = words.iter().position(|word| word == "END");
        Dictionary { contigs: self.contigs.names, words, end, samples: self.samples }
    }
}

impl List {
    /// Adds a name under its number, else under the next one. The first to have a name keeps it.
    fn add(&mut self, name: &str, number: Option<usize>) -> Result<(), Error> {
        if self.known.contains(name) {
            return Ok(());
        }
        let number = number.unwrap_or(self.names.len());
        if number >= MOST {
            return Err(Error::new(ErrorKind::HeaderTooLarge).with_detail(MOST.to_string()));
        }
        if number >= self.names.len() {
            self.names.resize(number + 1, String::new());
        }
        if !self.names[number].is_empty() {
            return Err(conflict(name));
        }
        name.clone_into(&mut self.names[number]);
        self.known.insert(name.to_owned());
        Ok(())
    }
}

fn conflict(detail: &str) -> Error {
    Error::new(ErrorKind::HeaderMalformed).with_detail(format!("IDX {detail}"))
}
