//! A record as evidence: alleles in upper case and by kind, on a contig of the panel.

use crate::allele::{fold_case, is_acgt};
use crate::input::record::Record;

/// One ALT of a record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Alternate {
    /// A, C, G, T, in upper case.
    Bases(Vec<u8>),
    /// `*`: deleted by another row (VCF 4.3 section 1.6.1).
    Star,
    /// `<NON_REF>`, `<*>`: any allele that is not listed.
    Unspecified,
    /// A precise `<DEL>`: the bases behind POS up to the end of the record are deleted.
    Deletion,
    /// Symbolic alleles and breakends, which are not compared with sequences.
    Unsupported,
    /// Letters that are no bases (IUPAC codes, `N`): never match.
    OtherLetters,
}

impl Alternate {
    /// The kind of one ALT as written.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let folded = fold_case(text.as_bytes());
        match folded.as_slice() {
            b"*" => Self::Star,
            b"<NON_REF>" | b"<*>" | b"<X>" | b"X" => Self::Unspecified,
            bases if is_acgt(bases) => Self::Bases(folded),
            other if other.iter().all(u8::is_ascii_alphabetic) => Self::OtherLetters,
            _ => Self::Unsupported,
        }
    }
}

/// A record near panel entries.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// Index of the contig in the panel.
    pub contig: u16,
    /// The record as read.
    pub record: Record,
    /// REF in upper case.
    pub reference: Vec<u8>,
    /// ALT by kind; empty where ALT is `.`.
    pub alternates: Vec<Alternate>,
}

impl Site {
    /// Takes up a record.
    #[must_use]
    pub fn new(contig: u16, record: Record) -> Self {
        let reference = fold_case(record.reference.as_bytes());
        let mut alternates: Vec<Alternate> = record.alternates.iter().map(|text| Alternate::new(text)).collect();
        // Beside another symbolic allele the end may be that one's.
        let symbolic = alternates.iter().filter(|a| **a == Alternate::Unsupported).count();
        if symbolic == 1 && !record.imprecise && record.end > record.pos {
            for (alternate, text) in alternates.iter_mut().zip(&record.alternates) {
                if text.eq_ignore_ascii_case("<DEL>") {
                    *alternate = Alternate::Deletion;
                }
            }
        }
        Self { contig, record, reference, alternates }
    }

    /// 0-based first base; POS 0 (telomere) counts as the first base.
    #[must_use]
    pub fn start(&self) -> u32 {
        self.record.pos.saturating_sub(1)
    }

    /// 0-based end of REF, exclusive.
    #[must_use]
    pub fn reference_end(&self) -> u32 {
        self.start() + u32::try_from(self.reference.len()).expect("lines are shorter than 4 GiB")
    }

    /// 0-based end, exclusive, of all that the record speaks of (INFO END, else REF).
    #[must_use]
    pub fn end(&self) -> u32 {
        self.record.end.max(self.reference_end())
    }

    /// Where entries lie that the row may concern, 0-based and half-open: what it speaks of, with a
    /// base on each side where it may be a part of an entry that it abuts.
    #[must_use]
    pub fn reach(&self) -> std::ops::Range<u32> {
        if self.is_reference_row() {
            return self.start()..self.end();
        }
        self.start().saturating_sub(1)..self.end().saturating_add(1)
    }

    /// The bases that a precise `<DEL>` of the row deletes, 0-based and half-open.
    #[must_use]
    pub fn deleted(&self) -> Option<std::ops::Range<u32>> {
        self.alternates.contains(&Alternate::Deletion).then(|| self.start() + 1..self.end())
    }

    /// Whether REF or an ALT has letters that are no bases (IUPAC codes, `N`).
    #[must_use]
    pub fn has_other_letters(&self) -> bool {
        self.alternates.contains(&Alternate::OtherLetters) || !crate::allele::is_acgt(&self.reference)
    }

    /// Whether the row lists no alternate of its own: ALT is `.`, `<NON_REF>` or `<*>`.
    #[must_use]
    pub fn is_reference_row(&self) -> bool {
        self.alternates.iter().all(|a| *a == Alternate::Unspecified)
    }

    /// Whether an unspecified alternate stands beside others, so that the row speaks of all alleles.
    #[must_use]
    pub fn has_unspecified(&self) -> bool {
        self.alternates.contains(&Alternate::Unspecified)
    }

    /// The alternate behind an allele index of GT (from 1).
    #[must_use]
    pub fn alternate(&self, index: u16) -> Option<&Alternate> {
        usize::from(index).checked_sub(1).and_then(|i| self.alternates.get(i))
    }

    /// ALT items that are spelled in bases, with their allele index.
    pub fn sequences(&self) -> impl Iterator<Item = (u16, &[u8])> {
        (1_u16..).zip(&self.alternates).filter_map(|(i, a)| match a {
            Alternate::Bases(bases) => Some((i, bases.as_slice())),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::record::{decode, site_fields};

    fn site(reference: &str, alternates: &str) -> Site {
        let line = format!("1\t10\t.\t{reference}\t{alternates}\t.\t.\t.");
        Site::new(0, decode(1, line.as_bytes(), &site_fields(line.as_bytes()).unwrap(), &[]).unwrap())
    }

    #[test]
    fn letters_that_are_no_bases() {
        for (reference, alternates, expected) in [
            ("A", "G", false),
            ("a", "g,<NON_REF>", false),
            ("N", "G", true),
            ("A", "R", true),
            ("A", "G,N", true),
            ("A", "*", false),
        ] {
            assert_eq!(site(reference, alternates).has_other_letters(), expected, "{reference} {alternates}");
        }
    }

    #[test]
    fn a_row_reaches_one_base_beyond_itself_unless_it_is_a_reference_row() {
        assert_eq!(site("ACG", "A").reach(), 8..13);
        assert_eq!(site("A", "<NON_REF>").reach(), 9..10);
        assert_eq!(site("A", ".").reach(), 9..10);
    }
}
