//! Nothing is lost silently: what was read, what was skipped and why.

use std::collections::BTreeMap;

use serde::Serialize;

/// Lines of one code that are listed one by one.
const LISTED: usize = 100;
/// Contig names that are listed one by one.
const LISTED_CONTIGS: usize = 1000;

/// A record stands before the one above it, on the same contig.
const UNSORTED: &str = "unsorted";
/// Records of a contig stand in several places of the file.
const INTERLEAVED: &str = "contig_interleaved";
/// The header declares contigs, and not the one of this record.
pub(super) const UNDECLARED: &str = "contig_undeclared";
/// A contig that the file names in another way above.
pub(super) const RENAMED: &str = "contig_names_differ";
/// POS is 0 without a breakend, or beyond the length that the header declares.
pub(super) const OUTSIDE: &str = "outside_contig";
/// REF or an ALT at the panel is spelled by anything else than bases or a known symbol.
pub(super) const LETTERS: &str = "other_letters";
/// A sample at the panel has more values than FORMAT has keys.
pub(super) const EXTRA_VALUES: &str = "extra_values";
/// An allele at the panel that another record lists too.
pub(super) const REPEATED: &str = "allele_repeated";
/// ID, QUAL, FILTER or INFO is empty.
pub(super) const NO_FIELD: &str = "field_empty";
/// INFO END cannot be, and the alleles tell the end.
pub(super) const NO_END: &str = "end_not_used";
/// All that a line is warned of below the header.
pub(super) const WARNINGS: [&str; 10] =
    [UNSORTED, INTERLEAVED, UNDECLARED, RENAMED, OUTSIDE, LETTERS, EXTRA_VALUES, REPEATED, NO_FIELD, NO_END];

/// The accounting of a run.
///
/// `lines` is the sum of `header_lines`, `blank_lines`, `records` and all that was skipped.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Accounting {
    /// Bytes of the file as given.
    pub bytes_read: u64,
    /// Whether the end of the file was proved: EOF block, gzip trailer, or the last line whole.
    pub complete: bool,
    /// Lines of the text that were read.
    pub lines: u64,
    /// Those up to the `#CHROM` line.
    pub header_lines: u64,
    /// Those below it that are empty.
    pub blank_lines: u64,
    /// Data lines that are records.
    pub records: u64,
    /// Records that meet the span or POS of at least one panel entry.
    pub matched: u64,
    /// Lines that were skipped, by reason.
    pub skipped: BTreeMap<&'static str, Noted>,
    /// Lines that were read though they are odd, by code; of contig names the first line of each.
    pub warnings: BTreeMap<&'static str, Noted>,
    /// Contig names that neither the panel nor the alias table knows, with their records.
    pub unknown_contigs: Vec<UnknownContig>,
    /// Matched records with a REF or ALT that is spelled by anything else than bases or a known symbol (IUPAC
    /// codes, `N`): such an allele never matches.
    pub other_letters: u64,
    /// Matched records that repeat the CHROM, POS, REF and ALT of another.
    pub duplicates: u64,
    /// The last record that was read.
    pub last_position: Option<LastPosition>,
    /// The first one of a part.
    #[serde(skip)]
    pub(super) first_position: Option<LastPosition>,
    /// The number of the last line that was skipped; 0 where none was.
    #[serde(skip)]
    pub(super) last_skipped: u64,
}

/// Lines of one code.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Noted {
    /// How many.
    pub count: u64,
    /// The first of them.
    pub first: Vec<NotedLine>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NotedLine {
    /// Line number, 1-based.
    pub line: u64,
    /// The beginning of the line or what is odd in it, for people.
    pub message: String,
}

impl Noted {
    fn add(&mut self, line: u64, message: impl FnOnce() -> String) {
        self.count += 1;
        if self.first.len() < LISTED {
            self.first.push(NotedLine { line, message: message() });
        }
    }

    /// Takes up lines of another part of the file, or others of this one.
    fn take(&mut self, theirs: Self) {
        self.count += theirs.count;
        self.first.extend(theirs.first);
        crate::order::sort_by_key(&mut self.first, |noted| noted.line);
        self.first.truncate(LISTED);
    }
}

/// Takes up what another part of the file has of each code.
fn take_all(mine: &mut BTreeMap<&'static str, Noted>, theirs: BTreeMap<&'static str, Noted>) {
    for (code, theirs) in theirs {
        mine.entry(code).or_default().take(theirs);
    }
}

/// A contig name that maps to nothing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnknownContig {
    /// The name as written.
    pub name: String,
    /// Records on it.
    pub records: u64,
    /// The line of the first, 1-based; nothing where an index tells of them.
    pub line: Option<u64>,
}

/// A place in the file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LastPosition {
    /// CHROM, as written.
    pub contig: String,
    /// POS, 1-based.
    pub pos: u32,
    /// Line number, 1-based.
    pub line: u64,
}

impl Accounting {
    /// Counts a skipped line.
    pub(crate) fn skip(&mut self, reason: &'static str, line: u64, text: &[u8]) {
        self.last_skipped = line;
        self.skipped.entry(reason).or_default().add(line, || beginning(text));
    }

    /// Warns of a line that is read: no earlier one than those before it of the same code.
    pub(super) fn warn(&mut self, code: &'static str, line: u64, text: &[u8]) {
        self.warnings.entry(code).or_default().add(line, || beginning(text));
    }

    /// Warns of lines that the header had so many of, the first here.
    pub(super) fn warn_of_header(&mut self, code: &'static str, count: u64, line: u64, message: &str) {
        self.warn(code, line, message.as_bytes());
        if let Some(noted) = self.warnings.get_mut(code) {
            noted.count += count - 1;
        }
    }

    /// Warns of a line wherever it stands among those of the same code.
    pub(super) fn warn_late(&mut self, code: &'static str, line: u64, text: &[u8]) {
        let mut noted = Noted::default();
        noted.add(line, || beginning(text));
        self.warnings.entry(code).or_default().take(noted);
    }

    /// Warns of the last record, which stands before the one above it.
    #[cold]
    pub(super) fn unsorted(&mut self, line: u64) {
        let place = self.last_position.as_ref().map(LastPosition::place).unwrap_or_default();
        self.warn(UNSORTED, line, place.as_bytes());
    }

    /// Warns of a contig that has records above, and others between.
    #[cold]
    pub(super) fn interleaved(&mut self, line: u64, name: &[u8]) {
        self.warn(INTERLEAVED, line, name);
    }

    /// The same of contigs that records of parts before this one have, and of its first record behind the last of
    /// theirs. `returning` has their names and first lines here.
    pub(super) fn follow<'a>(&mut self, last: Option<&LastPosition>, returning: impl Iterator<Item = (&'a str, u64)>) {
        let (Some(last), Some(first)) = (last, self.first_position.clone()) else { return };
        if first.contig == last.contig && first.pos < last.pos {
            self.warn_late(UNSORTED, first.line, first.place().as_bytes());
        }
        for (name, line) in returning.filter(|(name, line)| *line != first.line || *name != last.contig) {
            self.warn_late(INTERLEAVED, line, name.as_bytes());
        }
    }

    /// Counts a record on a contig that maps to nothing. Beyond the limit of names the rest is
    /// counted together under `…`.
    pub(crate) fn unknown_contig(&mut self, at: &mut Option<usize>, name: &str, line: Option<u64>) {
        let index = *at.get_or_insert_with(|| {
            let name = if self.unknown_contigs.len() < LISTED_CONTIGS { name } else { "…" };
            self.unknown_contigs.iter().position(|c| c.name == name).unwrap_or_else(|| {
                self.unknown_contigs.push(UnknownContig { name: name.to_owned(), records: 0, line });
                self.unknown_contigs.len() - 1
            })
        });
        self.unknown_contigs[index].records += 1;
    }

    /// Counts records on a contig that maps to nothing, as an index states them.
    pub(super) fn unknown_contig_of(&mut self, name: &str, records: u64) {
        let mut at = None;
        self.unknown_contig(&mut at, name, None);
        if let Some(contig) = at.and_then(|at| self.unknown_contigs.get_mut(at)) {
            contig.records += records.saturating_sub(1);
        }
    }

    /// Counts its lines on from those of all parts before it.
    pub(super) fn count_from(&mut self, lines: u64) {
        let noted = self.skipped.values_mut().chain(self.warnings.values_mut());
        let positions = self.first_position.iter_mut().chain(&mut self.last_position);
        let contigs = self.unknown_contigs.iter_mut().filter_map(|contig| contig.line.as_mut());
        let noted = noted.flat_map(|noted| &mut noted.first).map(|noted| &mut noted.line);
        noted.chain(positions.map(|at| &mut at.line)).chain(contigs).for_each(|line| *line += lines);
        if self.last_skipped > 0 {
            self.last_skipped += lines;
        }
    }

    /// Whether the parts' lists of unknown contigs together are within the limit; beyond it, which names
    /// are listed depends on all lines before.
    pub(super) fn can_take(&self, other: &Self) -> bool {
        self.unknown_contigs.len() + other.unknown_contigs.len() <= LISTED_CONTIGS
    }

    /// Takes up the accounting of a later part of the file.
    pub(crate) fn merge(&mut self, other: Self) {
        self.bytes_read += other.bytes_read;
        self.header_lines += other.header_lines;
        self.blank_lines += other.blank_lines;
        self.records += other.records;
        self.matched += other.matched;
        self.other_letters += other.other_letters;
        self.duplicates += other.duplicates;
        take_all(&mut self.skipped, other.skipped);
        take_all(&mut self.warnings, other.warnings);
        for theirs in other.unknown_contigs {
            match self.unknown_contigs.iter_mut().find(|mine| mine.name == theirs.name) {
                Some(mine) => mine.records += theirs.records,
                None => self.unknown_contigs.push(theirs),
            }
        }
        self.last_skipped = self.last_skipped.max(other.last_skipped);
        self.first_position = self.first_position.take().or(other.first_position);
        self.last_position = other.last_position.or(self.last_position.take());
    }
}

impl LastPosition {
    fn place(&self) -> String {
        format!("{}:{}", self.contig, self.pos)
    }
}

/// The first 60 characters of a line.
fn beginning(text: &[u8]) -> String {
    let head = &text[..text.len().min(240)];
    String::from_utf8_lossy(head).chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_go_on_after_the_list_is_full() {
        let mut accounting = Accounting::default();
        for line in 0..250 {
            accounting.skip("few_columns", line, "é\tx".repeat(100).as_bytes());
        }
        let skipped = &accounting.skipped["few_columns"];
        assert_eq!((skipped.count, skipped.first.len()), (250, LISTED));
        assert_eq!(skipped.first[0].message.chars().count(), 60);
    }

    #[test]
    fn contig_names_are_capped_and_none_is_lost() {
        let mut accounting = Accounting::default();
        for i in 0..LISTED_CONTIGS + 50 {
            accounting.unknown_contig(&mut None, &format!("scaffold{i}"), Some(7));
        }
        assert_eq!(accounting.unknown_contigs.len(), LISTED_CONTIGS + 1);
        assert_eq!(accounting.unknown_contigs.last().unwrap().records, 50);
    }
}
