//! One entry: a locus and an effect allele, or a region.

use std::ops::Range;

use crate::allele::{shift, slice, trim};

/// The number of an entry in panel order: contigs 1–22, X, Y, MT, others by name; then POS, REF,
/// ALT.
pub type EntryId = u32;

/// Reference bases around a change of length: all places that the gained or lost bases, or parts of
/// them, can be shifted to (the fully-justified interval of an insertion or deletion is among them) and,
/// where it is a base, one on each side.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Context {
    /// 0-based position of the first base.
    pub start: u32,
    /// The bases.
    pub bases: Vec<u8>,
}

/// An entry as its source states it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    /// Index of the contig in the panel.
    pub contig: u16,
    /// POS, 1-based.
    pub pos: u32,
    /// REF, upper-cased; empty for a region.
    pub reference: Vec<u8>,
    /// ALT, upper-cased; REF where the effect allele is the reference; empty for a region.
    pub alternate: Vec<u8>,
    /// Whether the effect allele is REF.
    pub effect_is_ref: bool,
    /// Whether both alleles are spelled in A, C, G, T, so that they can be compared.
    pub representable: bool,
    /// Whether REF disagrees with the FASTA that the panel was built with.
    pub ref_differs: bool,
    /// What the FASTA says around a change of length.
    pub context: Option<Context>,
    /// The end of a region, 0-based and exclusive: any variant inside is meant. Nothing for an allele.
    pub region_end: Option<u32>,
}

impl Entry {
    /// A region of a contig, 0-based and half-open.
    #[must_use]
    pub fn region(contig: u16, bases: &Range<u32>) -> Self {
        Self {
            contig,
            pos: bases.start + 1,
            reference: Vec::new(),
            alternate: Vec::new(),
            effect_is_ref: false,
            representable: true,
            ref_differs: false,
            context: None,
            region_end: Some(bases.end),
        }
    }

    /// REF and ALT as text; a dot each for a region.
    #[must_use]
    pub fn alleles(&self) -> [String; 2] {
        if self.region_end.is_some() {
            return [".".into(), ".".into()];
        }
        [text(&self.reference), text(&self.alternate)]
    }

    /// Whether the entry changes the number of bases, so that it may have several spellings.
    #[must_use]
    pub fn changes_length(&self) -> bool {
        self.representable && !self.effect_is_ref && self.reference.len() != self.alternate.len()
    }

    /// The bases that a proof must cover, 0-based and half-open: a region; for a substitution its trimmed
    /// REF; for an insertion or deletion its justified interval and a base on each side, and so for
    /// bases replaced by more or fewer, which cannot be shifted as a whole; without context, its
    /// source REF and the next base.
    #[must_use]
    pub fn span(&self) -> Range<u32> {
        let start = self.pos - 1;
        if let Some(end) = self.region_end {
            return start..end;
        }
        if let Some(context) = self.context.as_ref().filter(|_| self.changes_length()) {
            let known = context.range();
            let change = trim(start, &self.reference, &self.alternate);
            let (mut from, mut to) = ((change.start - known.start) as usize, (change.end() - known.start) as usize);
            if change.reference.is_empty() || change.alternate.is_empty() {
                (from, to) = shift(&context.bases, from, to, change.alternate);
            }
            let at = |offset: usize| known.start + u32::try_from(offset).expect("positions fit");
            return at(from.saturating_sub(1))..at(to + 1).min(known.end);
        }
        span_without_context(start, &self.reference, &self.alternate, self.effect_is_ref, self.representable)
    }

    /// The reference around a change of length, as far as [`Entry::span`] reaches: 0-based position of the
    /// first base, and the bases. Nothing where the panel does not know it.
    #[must_use]
    pub fn surroundings(&self) -> Option<(u32, String)> {
        let context = self.context.as_ref().filter(|_| self.changes_length())?;
        let span = self.span();
        Some((span.start, text(slice(context.start, &context.bases, span.start, span.end)?)))
    }

    /// The bases at which a record may concern the entry, 0-based and half-open: its span, and where
    /// the parts lie that make it up together.
    #[must_use]
    pub fn reach(&self) -> Range<u32> {
        self.context.as_ref().map_or_else(|| self.span(), Context::range)
    }
}

impl Context {
    /// Its positions, 0-based and half-open.
    #[must_use]
    pub fn range(&self) -> Range<u32> {
        self.start..self.start + length(&self.bases)
    }
}

fn text(letters: &[u8]) -> String {
    String::from_utf8_lossy(letters).into_owned()
}

/// [`Entry::span`] of an entry at POS − 1 that has no context.
pub(crate) fn span_without_context(
    start: u32,
    reference: &[u8],
    alternate: &[u8],
    effect_is_ref: bool,
    representable: bool,
) -> Range<u32> {
    let end = start + length(reference);
    if effect_is_ref || !representable {
        return start..end;
    }
    if reference.len() != alternate.len() {
        return start..end + 1;
    }
    let change = trim(start, reference, alternate);
    if change.reference.is_empty() { start..end } else { change.start..change.end() }
}

/// A length in 32 bits: alleles are capped by the line limit and by the builder.
pub(crate) fn length(bases: &[u8]) -> u32 {
    u32::try_from(bases.len()).expect("alleles are shorter than 4 GiB")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(pos: u32, reference: &str, alternate: &str) -> Entry {
        Entry {
            contig: 0,
            pos,
            reference: reference.into(),
            alternate: alternate.into(),
            effect_is_ref: false,
            representable: true,
            ref_differs: false,
            context: None,
            region_end: None,
        }
    }

    #[test]
    fn spans() {
        assert_eq!(entry(10, "A", "G").span(), 9..10);
        assert_eq!(entry(10, "ACT", "AGT").span(), 10..11, "trimmed");
        assert_eq!(entry(10, "CA", "C").span(), 9..12, "source REF and the next base");
        assert_eq!(entry(10, "C", "CA").span(), 9..11);
        let shifted =
            Entry { context: Some(Context { start: 7, bases: b"TGCAAATT".to_vec() }), ..entry(10, "CA", "C") };
        assert_eq!((shifted.span(), shifted.reach()), (9..14, 7..15), "all places of A, and more is known");
        let replaced =
            Entry { context: Some(Context { start: 5, bases: b"GAAAACCT".to_vec() }), ..entry(10, "AC", "T") };
        assert_eq!((replaced.span(), replaced.reach()), (8..12, 5..13), "parts of it can be shifted, and it cannot");
        let region = Entry::region(0, &(9..25));
        assert_eq!((region.pos, region.span(), region.reach(), region.changes_length()), (10, 9..25, 9..25, false));
        assert_eq!(Entry { effect_is_ref: true, ..entry(10, "A", "A") }.span(), 9..10);
    }
}
