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

/// Whether an ALT is an ID in angle brackets (VCF 4.3 section 1.6.1).
fn is_symbol(text: &[u8]) -> bool {
    matches!(text, [b'<', id @ .., b'>'] if !id.is_empty() && !id.iter().any(|byte| b"<> ".contains(byte)))
}

/// Whether an ALT is a breakend: bases before or behind a place in brackets, or a dot for one that is not known
/// (VCF 4.3 section 5.4).
fn is_breakend(text: &[u8]) -> bool {
    let is_bracket = |byte: &u8| matches!(byte, b'[' | b']');
    let is_bases = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_alphabetic);
    match (text.iter().position(is_bracket), text.iter().rposition(is_bracket)) {
        (Some(first), Some(last)) => {
            let (before, behind) = (&text[..first], &text[last + 1..]);
            let has_place = first + 1 < last && !text[first + 1..last].iter().any(is_bracket);
            has_place && before.is_empty() != behind.is_empty() && (is_bases(before) || is_bases(behind))
        }
        _ => matches!(text, [b'.', bases @ ..] | [bases @ .., b'.'] if is_bases(bases)),
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

    /// Whether REF or an ALT is spelled by anything else than bases (IUPAC codes, `N`), a symbol or a breakend.
    #[must_use]
    pub fn has_other_letters(&self) -> bool {
        let mut spelled = self.alternates.iter().zip(&self.record.alternates);
        !is_acgt(&self.reference)
            || spelled.any(|(alternate, text)| match alternate {
                Alternate::OtherLetters => true,
                Alternate::Unsupported => !is_symbol(text.as_bytes()) && !is_breakend(text.as_bytes()),
                _ => false,
            })
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
            ("A", "G,,T", true),
            ("A", "G T", true),
            ("C", "<INS:ME>,<[a]>", false),
            ("C", "<INS>BLAH>", true),
            ("C", "]1:100]AGT,AGT[1:100[,[<ctg>:7[A,.A,A.", false),
            ("C", "[1:100[", true),
            ("C", "A[1:100]C", true),
            ("C", "A[[", true),
            ("C", "A]1:100", true),
            ("C", "..", true),
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
