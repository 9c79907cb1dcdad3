//! Nothing is lost silently: what was read, what was skipped and why.

use std::collections::BTreeMap;

use serde::Serialize;

/// Skipped lines of one reason that are listed one by one.
const LISTED: usize = 100;
/// Contig names that are listed one by one.
const LISTED_CONTIGS: usize = 1000;

/// The accounting of a run.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Accounting {
    /// Bytes of the file as given.
    pub bytes_read: u64,
    /// Whether the end of the file was proved: EOF block, gzip trailer, or the last line whole.
    pub complete: bool,
    /// Data lines that are records.
    pub records: u64,
    /// Records that meet the span or POS of at least one panel entry.
    pub matched: u64,
    /// Lines that were skipped, by reason.
    pub skipped: BTreeMap<&'static str, Skipped>,
    /// Contig names that neither the panel nor the alias table knows, with their records.
    pub unknown_contigs: Vec<UnknownContig>,
    /// Matched records with letters in REF or ALT that are no bases (IUPAC codes, `N`): such an allele
    /// never matches.
    pub other_letters: u64,
    /// Matched records that repeat the CHROM, POS, REF and ALT of another.
    pub duplicates: u64,
    /// The last record that was read.
    pub last_position: Option<LastPosition>,
    /// The number of the last line that was skipped; 0 where none was.
    #[serde(skip)]
    pub(super) last_skipped: u64,
}

/// Lines skipped for one reason.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Skipped {
    /// How many.
    pub count: u64,
    /// The first of them.
    pub first: Vec<SkippedLine>,
}

/// One skipped line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SkippedLine {
    /// Line number, 1-based.
    pub line: u64,
    /// The beginning of the line, for people.
    pub message: String,
}

/// A contig name that maps to nothing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnknownContig {
    /// The name as written.
    pub name: String,
    /// Records on it.
    pub records: u64,
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
        let skipped = self.skipped.entry(reason).or_default();
        skipped.count += 1;
        self.last_skipped = line;
        if skipped.first.len() < LISTED {
            skipped.first.push(SkippedLine { line, message: beginning(text) });
        }
    }

    /// Counts a record on a contig that maps to nothing. Beyond the limit of names the rest is
    /// counted together under `…`.
    pub(crate) fn unknown_contig(&mut self, at: &mut Option<usize>, name: &str) {
        let index = *at.get_or_insert_with(|| {
            let name = if self.unknown_contigs.len() < LISTED_CONTIGS { name } else { "…" };
            self.unknown_contigs.iter().position(|c| c.name == name).unwrap_or_else(|| {
                self.unknown_contigs.push(UnknownContig { name: name.to_owned(), records: 0 });
                self.unknown_contigs.len() - 1
            })
        });
        self.unknown_contigs[index].records += 1;
    }

    /// Counts records on a contig that maps to nothing, as an index states them.
    pub(super) fn unknown_contig_of(&mut self, name: &str, records: u64) {
        let mut at = None;
        self.unknown_contig(&mut at, name);
        if let Some(contig) = at.and_then(|at| self.unknown_contigs.get_mut(at)) {
            contig.records += records.saturating_sub(1);
        }
    }

    /// Counts its lines on from those of all parts before it.
    pub(super) fn count_from(&mut self, lines: u64) {
        let skipped = self.skipped.values_mut().flat_map(|skipped| &mut skipped.first).map(|skipped| &mut skipped.line);
        skipped.chain(self.last_position.as_mut().map(|last| &mut last.line)).for_each(|line| *line += lines);
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
        self.records += other.records;
        self.matched += other.matched;
        self.other_letters += other.other_letters;
        self.duplicates += other.duplicates;
        for (reason, theirs) in other.skipped {
            let mine = self.skipped.entry(reason).or_default();
            mine.count += theirs.count;
            mine.first.extend(theirs.first);
            crate::order::sort_by_key(&mut mine.first, |skipped| skipped.line);
            mine.first.truncate(LISTED);
        }
        for theirs in other.unknown_contigs {
            match self.unknown_contigs.iter_mut().find(|mine| mine.name == theirs.name) {
                Some(mine) => mine.records += theirs.records,
                None => self.unknown_contigs.push(theirs),
            }
        }
        self.last_skipped = self.last_skipped.max(other.last_skipped);
        self.last_position = other.last_position.or(self.last_position.take());
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
            accounting.unknown_contig(&mut None, &format!("scaffold{i}"));
        }
        assert_eq!(accounting.unknown_contigs.len(), LISTED_CONTIGS + 1);
        assert_eq!(accounting.unknown_contigs.last().unwrap().records, 50);
    }
}
