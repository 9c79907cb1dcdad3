//! The user's own contig map: what names of a file mean that the alias table does not know.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::contig::{contig_key, contig_rank};
use super::evidence::ContigDecl;
use crate::error::{Error, ErrorKind, Position};

/// The largest map, in bytes of its text.
pub const LARGEST_MAP: usize = 1 << 20;
/// Characters of a map that an error shows.
const SHOWN: usize = 60;

/// Names of a file's contigs with the names that are meant. The default is none, and changes nothing.
///
/// Its text is that of `bcftools annotate --rename-chrs`: a name of the file and the name that is meant on
/// a line, with tabs or spaces between; blank lines and those that begin with `#` are passed over. A name
/// of the map is looked for as it is written, before the alias table, and what it means is not looked for
/// in the map again.
#[derive(Debug, Default)]
pub struct ContigMap {
    rows: Vec<Row>,
    /// Names of the file, to places in `rows`.
    names: HashMap<String, u32>,
}

#[derive(Debug)]
struct Row {
    name: String,
    meant: String,
    /// 1-based.
    line: u64,
}

/// What a report says of a contig map.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct ContigMapFacts {
    /// Names in the map.
    pub names: u64,
    /// Those that the file has, in the order of the map.
    pub mapped: Vec<MappedContig>,
}

/// A contig of the file that the user's map names.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct MappedContig {
    /// The file's name.
    pub name: String,
    /// The name that is meant, as the map has it.
    pub contig: String,
}

impl ContigMap {
    /// Reads the text of a map, with or without a byte order mark, lines ending with LF or CRLF.
    ///
    /// # Errors
    ///
    /// `contig_map_invalid`, mostly with a line: where one has another number of columns than two, where a
    /// name has two meanings, where there is no name at all, and beyond [`LARGEST_MAP`].
    pub fn read(text: &[u8]) -> Result<Self, Error> {
        if text.len() > LARGEST_MAP {
            return Err(Error::new(ErrorKind::ContigMapInvalid).with_detail(format!("> {LARGEST_MAP} bytes")));
        }
        let text = String::from_utf8_lossy(text);
        let mut map = Self::default();
        for (line, row) in (1..).zip(text.trim_start_matches('\u{feff}').split('\n')) {
            let mut cells = row.split_ascii_whitespace();
            match [cells.next(), cells.next(), cells.next()] {
                [None, ..] => {}
                [Some(name), ..] if name.starts_with('#') => {}
                [Some(name), Some(meant), None] => map.take(name, meant, line)?,
                _ => return Err(invalid(row.trim(), line)),
            }
        }
        if map.is_empty() {
            return Err(Error::new(ErrorKind::ContigMapInvalid).with_detail("0"));
        }
        Ok(map)
    }

    fn take(&mut self, name: &str, meant: &str, line: u64) -> Result<(), Error> {
        if let Some(before) = self.meant(name) {
            if contig_key(before) != contig_key(meant) {
                return Err(invalid(&format!("{name}: {before}, {meant}"), line));
            }
            return Ok(());
        }
        self.names.insert(name.to_owned(), u32::try_from(self.rows.len()).expect("the text is capped"));
        self.rows.push(Row { name: name.to_owned(), meant: meant.to_owned(), line });
        Ok(())
    }

    fn row(&self, name: &str) -> Option<&Row> {
        self.names.get(name).and_then(|at| self.rows.get(*at as usize))
    }

    /// Whether it has no names: none was given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What a name of the file means by this map.
    #[must_use]
    pub fn meant(&self, name: &str) -> Option<&str> {
        self.row(name).map(|row| row.meant.as_str())
    }

    /// The [`contig_key`] of what a name of the file means, by this map or else by itself.
    #[must_use]
    pub fn key<'a>(&'a self, name: &'a str) -> Cow<'a, str> {
        contig_key(self.meant(name).unwrap_or(name))
    }

    /// Says of the contigs of a header what they mean.
    pub(crate) fn apply(&self, contigs: &mut [ContigDecl]) {
        for contig in contigs {
            contig.meant = self.meant(&contig.name).map(str::to_owned);
        }
    }

    /// That each meaning is known: to the alias table, or to whoever knows keys beside it.
    ///
    /// # Errors
    ///
    /// `contig_map_invalid` at the first line whose meaning is not.
    pub(crate) fn check(&self, knows: impl Fn(&str) -> bool) -> Result<(), Error> {
        let is_known = |row: &&Row| {
            let key = contig_key(&row.meant);
            contig_rank(&key) != u32::MAX || knows(&key)
        };
        match self.rows.iter().find(|row| !is_known(row)) {
            Some(Row { meant, line, .. }) => Err(invalid(meant, *line)),
            None => Ok(()),
        }
    }

    /// That two names of one file may be one contig: not where the map brings them together. Each would
    /// answer for the other, and nobody could tell which of them the user meant.
    ///
    /// # Errors
    ///
    /// `contig_map_conflict` with the line of the map.
    pub(crate) fn join(&self, one: &str, other: &str) -> Result<(), Error> {
        match self.row(other).or_else(|| self.row(one)).filter(|_| one != other) {
            Some(Row { meant, line, .. }) => Err(Error::new(ErrorKind::ContigMapConflict)
                .with_detail(shown(&format!("{one}, {other}: {meant}")))
                .at(Position::line(*line))),
            None => Ok(()),
        }
    }

    /// What a report says of it, where there is one; `has` says whether the file has a name.
    pub(crate) fn facts(&self, has: impl Fn(&str) -> bool) -> Option<ContigMapFacts> {
        let rows = self.rows.iter().filter(|row| has(&row.name));
        let mapped = rows.map(|row| MappedContig { name: row.name.clone(), contig: row.meant.clone() }).collect();
        (!self.is_empty()).then_some(ContigMapFacts { names: self.rows.len() as u64, mapped })
    }
}

fn invalid(what: &str, line: u64) -> Error {
    Error::new(ErrorKind::ContigMapInvalid).with_detail(shown(what)).at(Position::line(line))
}

fn shown(text: &str) -> String {
    text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line_of(text: &str) -> Option<u64> {
        let error = ContigMap::read(text.as_bytes()).expect_err(text);
        assert_eq!(error.kind(), ErrorKind::ContigMapInvalid, "{text:?}");
        error.position().line
    }

    #[test]
    fn two_columns_in_any_of_the_usual_shapes() {
        let text = "\u{feff}# of the machine\r\nHs1\tchr1\r\n\r\n  Hs2   NC_000002.12  \n#Hs9 9\nHs1 1\nchr3 X";
        let map = ContigMap::read(text.as_bytes()).unwrap();
        for (name, key) in [("Hs1", "1"), ("Hs2", "2"), ("chr3", "X"), ("3", "3"), ("hs1", "hs1"), ("#Hs9", "#Hs9")] {
            assert_eq!(map.key(name), key, "{name}");
        }
        let facts = map.facts(|name| name != "Hs2").unwrap();
        let names: Vec<_> = facts.mapped.iter().map(|m| (m.name.as_str(), m.contig.as_str())).collect();
        assert_eq!((facts.names, names), (3, vec![("Hs1", "chr1"), ("chr3", "X")]));
        assert_eq!(ContigMap::default().facts(|_| true), None);
    }

    #[test]
    fn what_is_no_map_is_told_by_its_line() {
        assert_eq!(line_of("a 1\n\nb\n"), Some(3));
        assert_eq!(line_of("a 1 2\n"), Some(1));
        assert_eq!(line_of("a 1\nb 2\na 2\n"), Some(3));
        assert_eq!(line_of(""), None);
        assert_eq!(line_of("# nothing\n\n"), None);
        assert_eq!(line_of(&"a 1\n".repeat(LARGEST_MAP / 4 + 1)), None);
        assert!(ContigMap::read("a 1\n".repeat(LARGEST_MAP / 4).as_bytes()).is_ok());
    }

    #[test]
    fn bytes_that_are_no_text_are_no_panic() {
        for bytes in [&b"\xff\xfea\0 \x001\0\n\0"[..], b"\x1f\x8b\x08\x00", b"\0 \0", b"\xff \xff\n"] {
            if let Ok(map) = ContigMap::read(bytes) {
                assert!(map.check(|_| false).is_err());
            }
        }
    }

    #[test]
    fn meanings_must_be_known() {
        let map = ContigMap::read(b"a CM000663.2\nb M\nc chrUn_x\n").unwrap();
        assert!(map.check(|key| key == "Un_x").is_ok());
        let error = map.check(|_| false).unwrap_err();
        assert_eq!((error.position().line, error.detail()), (Some(3), "chrUn_x"));
    }

    #[test]
    fn the_map_alone_brings_no_two_contigs_together() {
        let map = ContigMap::read(b"a 1\nb 1\n").unwrap();
        for (one, other, line) in [("a", "chr1", Some(1)), ("1", "b", Some(2)), ("a", "b", Some(2))] {
            let error = map.join(one, other).unwrap_err();
            assert_eq!((error.kind(), error.position().line), (ErrorKind::ContigMapConflict, line));
        }
        assert!(map.join("chr1", "1").is_ok() && map.join("a", "a").is_ok());
    }
}
