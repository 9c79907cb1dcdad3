//! A panel in memory: packed alleles behind the position index.

use std::ops::Range;
use std::sync::OnceLock;

use bitvec::prelude::{BitSlice, Lsb0};

use super::annotation::{Column, OWN_CHANGE};
use super::bytes::Cursor;
use super::complex::Complex;
use super::entry::{Entry, EntryId};
use super::index::{Index, Spot};
use super::info::PanelInfo;
use crate::error::Error;

/// Reaches that begin this far before POS at most, and end this far behind it, are found through the
/// index; longer ones are kept in a list of their own.
const REACH: u32 = 64;
/// Codes below are single bases: four times REF and ALT (A=0, C=1, G=2, T=3); equal ones are
/// entries whose effect allele is REF. This one and no other stands for all else.
pub(crate) const COMPLEX: u8 = 16;
const BASES: [u8; 4] = *b"ACGT";

/// A contig of a panel.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PanelContig {
    /// Its name in the source.
    pub name: String,
    /// Its canonical name ([`contig_key`](crate::genome::contig_key)).
    pub key: String,
    /// Its length in bases, where the source declares it.
    pub length: Option<u64>,
}

/// An immutable, bit-packed set of entries on one build.
#[derive(Debug)]
pub struct Panel {
    pub(crate) info: PanelInfo,
    pub(crate) contigs: Vec<PanelContig>,
    /// For each contig its first entry; one more at the end.
    pub(crate) offsets: Vec<EntryId>,
    /// POS − 1 of each entry.
    pub(crate) positions: Vec<u32>,
    /// One byte an entry.
    pub(crate) codes: Vec<u8>,
    pub(crate) complex: Complex,
    /// Loaded apart: what finds entries does not need it.
    columns: OnceLock<Vec<Column>>,
    /// What a container says of annotation that is not loaded yet.
    announced: Option<Announced>,
    index: Index,
    long: Vec<LongSpans>,
}

/// Entries of one contig that reach far, by where their reach begins.
#[derive(Debug, Default)]
struct LongSpans {
    spans: Vec<(Range<u32>, EntryId)>,
    /// The furthest end of all spans up to this one.
    furthest: Vec<u32>,
}

/// Annotation that lies elsewhere: its bytes, and their SHA-256.
#[derive(Clone, Debug)]
pub(crate) struct Announced {
    pub length: u64,
    pub sha256: [u8; 32],
}

/// The parts of a panel before its index is made.
pub(crate) struct Parts {
    pub info: PanelInfo,
    pub contigs: Vec<PanelContig>,
    pub offsets: Vec<EntryId>,
    pub positions: Vec<u32>,
    pub codes: Vec<u8>,
    pub complex: Complex,
}

impl Panel {
    /// Puts a panel together, from parts that the reader has checked.
    pub(crate) fn assemble(parts: Parts) -> Result<Self, Error> {
        let Parts { info, contigs, offsets, positions, codes, complex } = parts;
        let mut panel = Self {
            info,
            contigs,
            offsets,
            positions,
            codes,
            complex,
            columns: OnceLock::new(),
            announced: None,
            index: Index::default(),
            long: Vec::new(),
        };
        panel.make_index()?;
        Ok(panel)
    }

    fn make_index(&mut self) -> Result<(), Error> {
        let contig = |number: usize| u16::try_from(number).expect("contigs are numbered in 16 bits");
        let ends: Vec<u32> = (0..self.contigs.len()).map(|number| self.end(contig(number))).collect();
        self.index = Index::new(&ends, &|number| self.spots(contig(number)))?;
        for number in 0..self.contigs.len() {
            let contig = contig(number);
            let reaches = self.complex.reaches(self.contig_entries(contig));
            let long = reaches.filter(|(reach, id)| is_long(self.positions[*id as usize], reach));
            let long = LongSpans { spans: long.collect(), ..LongSpans::default() };
            self.long.push(long.sorted());
        }
        Ok(())
    }

    /// The end of all places of a contig where entries are looked for (0-based).
    fn end(&self, contig: u16) -> u32 {
        let ids = self.contig_entries(contig);
        let last = self.positions[ids.start as usize..ids.end as usize].last().map_or(0, |start| start + 1);
        self.complex.reaches(ids).map(|(reach, _)| reach.end).fold(last, u32::max)
    }

    /// Where the entries of a contig are looked for, in panel order.
    fn spots(&self, contig: u16) -> impl Iterator<Item = Spot> {
        let ids = self.contig_entries(contig);
        let mut complex = self.complex.before(ids.start);
        let ids = ids.start as usize..ids.end as usize;
        self.positions[ids.clone()].iter().zip(&self.codes[ids]).map(move |(&start, &code)| {
            if code != COMPLEX {
                return Spot { start, reach: start..start + 1 };
            }
            complex += 1;
            Spot { start, reach: self.complex.reach(complex - 1) }
        })
    }

    /// Number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// What the panel says of itself.
    #[must_use]
    pub fn info(&self) -> &PanelInfo {
        &self.info
    }

    /// The contigs, in panel order.
    #[must_use]
    pub fn contigs(&self) -> &[PanelContig] {
        &self.contigs
    }

    /// The contig of a canonical name.
    #[must_use]
    pub fn contig_by_key(&self, key: &str) -> Option<u16> {
        self.contigs.iter().position(|c| c.key == key).and_then(|i| u16::try_from(i).ok())
    }

    /// The entries of a contig.
    #[must_use]
    pub fn contig_entries(&self, contig: u16) -> Range<EntryId> {
        self.offsets[usize::from(contig)]..self.offsets[usize::from(contig) + 1]
    }

    /// The contig of an entry.
    pub(crate) fn contig_of(&self, id: EntryId) -> u16 {
        let contig = self.offsets.partition_point(|first| *first <= id) - 1;
        u16::try_from(contig).expect("contigs are numbered in 16 bits")
    }

    /// Decodes an entry.
    ///
    /// # Panics
    ///
    /// When the panel has no such entry.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> Entry {
        let (contig, pos) = (self.contig_of(id), self.pos(id));
        match self.codes[id as usize] {
            COMPLEX => self.complex.entry(self.complex_number(id), contig, pos),
            code => simple_entry(contig, pos, code),
        }
    }

    /// Whether an entry can be compared at all: it is spelled in bases, and its REF was not found to
    /// disagree with the reference.
    #[must_use]
    pub fn is_comparable(&self, id: EntryId) -> bool {
        self.codes[id as usize] != COMPLEX || self.incomparable().binary_search(&id).is_err()
    }

    /// Entries that cannot be compared, ascending.
    pub(crate) fn incomparable(&self) -> &[EntryId] {
        self.complex.incomparable()
    }

    /// Entries that are regions, ascending.
    pub(crate) fn regions(&self) -> &[EntryId] {
        self.complex.regions()
    }

    /// Whether all entries are regions.
    pub(crate) fn is_of_regions(&self) -> bool {
        self.regions().len() == self.len()
    }

    /// Whether an entry is a region.
    pub(crate) fn is_region(&self, id: EntryId) -> bool {
        self.codes[id as usize] == COMPLEX && self.regions().binary_search(&id).is_ok()
    }

    /// Whether the effect allele of an entry is REF.
    pub(crate) fn effect_is_ref(&self, id: EntryId) -> bool {
        match self.codes[id as usize] {
            COMPLEX => self.entry(id).effect_is_ref,
            code => code / 4 == code % 4,
        }
    }

    /// POS of an entry, 1-based.
    pub(crate) fn pos(&self, id: EntryId) -> u32 {
        self.positions[id as usize] + 1
    }

    /// The last base of an entry's REF, or of a region, 1-based.
    pub(crate) fn last(&self, id: EntryId) -> u32 {
        match self.codes[id as usize] {
            COMPLEX => {
                let entry = self.entry(id);
                entry.region_end.unwrap_or_else(|| entry.pos + super::entry::length(&entry.reference) - 1)
            }
            _ => self.pos(id),
        }
    }

    /// The annotation of a key, where any entry has it.
    pub(crate) fn column(&self, key: &str) -> Option<&Column> {
        self.columns().iter().find(|column| column.key == key)
    }

    /// All annotation. To answer without it would be to answer that there is none.
    pub(crate) fn columns(&self) -> &[Column] {
        self.columns.get().expect("annotation is loaded before anything is reported")
    }

    pub(super) fn announce(&mut self, announced: Announced) {
        self.announced = Some(announced);
    }

    /// What was said of annotation that is not there yet.
    pub(super) fn awaited(&self) -> Option<&Announced> {
        self.announced.as_ref().filter(|_| self.columns.get().is_none())
    }

    pub(super) fn annotate(&self, columns: Vec<Column>) {
        // Of two that load it at once the first counts: they agree.
        let _ = self.columns.set(columns);
    }

    fn complex_number(&self, id: EntryId) -> usize {
        self.complex.number(id)
    }

    /// The bases that a proof about an entry must cover, 0-based and half-open.
    pub(crate) fn span(&self, id: EntryId) -> Range<u32> {
        let start = self.positions[id as usize];
        if self.codes[id as usize] == COMPLEX { self.entry(id).span() } else { start..start + 1 }
    }

    /// The bases at which a record may concern an entry, 0-based and half-open.
    pub(crate) fn reach(&self, id: EntryId) -> Range<u32> {
        let start = self.positions[id as usize];
        if self.codes[id as usize] == COMPLEX { self.complex.reach(self.complex_number(id)) } else { start..start + 1 }
    }

    /// Annotation of an entry: keys and values that are there, `id` first.
    ///
    /// # Panics
    ///
    /// Where it is not loaded ([`load_annotation`](Self::load_annotation)).
    #[must_use]
    pub fn annotation(&self, id: EntryId) -> Vec<(&str, String)> {
        let value = |column: &Column| Some(self.own_change(id, column.get(id as usize)?));
        self.columns().iter().filter_map(|column| Some((column.key.as_str(), value(column)?))).collect()
    }

    /// Puts the change of an entry where a value stands for it.
    fn own_change(&self, id: EntryId, value: String) -> String {
        if !value.contains(OWN_CHANGE) {
            return value;
        }
        let entry = self.entry(id);
        let bases = |bases: &[u8]| String::from_utf8_lossy(bases).into_owned();
        let change = format!("{}{}>{}", entry.pos, bases(&entry.reference), bases(&entry.alternate));
        value.replace(OWN_CHANGE, &change)
    }

    /// The first tier: whether the reach (or POS) of any entry may meet `start..end` (0-based,
    /// half-open). It is never false where [`overlapping`](Self::overlapping) finds an entry.
    #[must_use]
    pub fn covers(&self, contig: u16, start: u32, end: u32) -> bool {
        self.index.covers(contig, start..end)
    }

    /// The bases of a contig (0-based, half-open, ascending) that [`covers`](Self::covers) finds, and what
    /// lies between those that are nearer to each other than `near` bases, 64 or more.
    pub(crate) fn covered(&self, contig: u16, near: u32) -> Vec<Range<u32>> {
        self.index.covered(contig, near)
    }

    /// The same of some entries, a bit each: where records may concern them.
    pub(crate) fn covered_by(&self, contig: u16, entries: &BitSlice<u32, Lsb0>, near: u32) -> Vec<Range<u32>> {
        let ids = self.contig_entries(contig);
        let asked = entries[ids.start as usize..ids.end as usize].iter_ones();
        let reach = |at: usize| {
            let id = ids.start + u32::try_from(at).expect("entries are numbered in 32 bits");
            let (position, reach) = (self.positions[id as usize], self.reach(id));
            reach.start.min(position)..reach.end.max(position + 1)
        };
        let mut reaches: Vec<Range<u32>> = asked.map(reach).collect();
        crate::order::sort_by_key(&mut reaches, |reach| reach.start);
        let mut covered: Vec<Range<u32>> = Vec::new();
        for reach in reaches {
            match covered.last_mut() {
                Some(last) if reach.start < last.end.saturating_add(near) => last.end = last.end.max(reach.end),
                _ => covered.push(reach),
            }
        }
        covered
    }

    /// Entries whose reach meets a range (0-based, half-open), appended in panel order.
    pub fn overlapping(&self, contig: u16, range: Range<u32>, out: &mut Vec<EntryId>) {
        let Range { start, end } = range;
        let from = out.len();
        let near = start.saturating_sub(REACH)..end.saturating_add(REACH);
        self.index.entries(contig, &near, |ids| {
            for id in ids {
                let (pos, span) = (self.positions[id as usize], self.reach(id));
                if !is_long(pos, &span) && span.start < end && start < span.end {
                    out.push(id);
                }
            }
        });
        let short = out.len();
        self.long[usize::from(contig)].meeting(start, end, out);
        if out.len() > short {
            let mut found = out.split_off(from);
            crate::order::sort(&mut found);
            out.append(&mut found);
        }
    }
}

/// Whether an entry at a position (0-based) reaches beyond what is looked through around a record.
fn is_long(position: u32, reach: &Range<u32>) -> bool {
    reach.start + REACH < position || reach.end > position + REACH
}

impl LongSpans {
    fn sorted(mut self) -> Self {
        crate::order::sort_by_key(&mut self.spans, |(span, id)| (span.start, *id));
        let mut furthest = 0;
        self.furthest = self
            .spans
            .iter()
            .map(|(span, _)| {
                furthest = span.end.max(furthest);
                furthest
            })
            .collect();
        self
    }

    fn meeting(&self, start: u32, end: u32, out: &mut Vec<EntryId>) {
        let behind = self.spans.partition_point(|(span, _)| span.start < end);
        for i in (0..behind).rev() {
            if self.furthest[i] <= start {
                break;
            }
            let (span, id) = &self.spans[i];
            if start < span.end {
                out.push(*id);
            }
        }
    }
}

/// The code of an entry of single bases; nothing where it needs more than a code.
pub(crate) fn code_of_bases(reference: &[u8], alternate: &[u8]) -> Option<u8> {
    let ([reference], [alternate]) = (reference, alternate) else { return None };
    let digit = |base: &u8| BASES.iter().position(|b| b == base).and_then(|i| u8::try_from(i).ok());
    Some(4 * digit(reference)? + digit(alternate)?)
}

/// The entry of a code below [`COMPLEX`].
pub(crate) fn simple_entry(contig: u16, pos: u32, code: u8) -> Entry {
    let (reference, alternate) = (BASES[usize::from(code / 4)], BASES[usize::from(code % 4)]);
    Entry {
        contig,
        pos,
        reference: vec![reference],
        alternate: vec![alternate],
        effect_is_ref: reference == alternate,
        representable: true,
        ref_differs: false,
        context: None,
        region_end: None,
    }
}

/// Reads the codes of a section.
pub(crate) fn read_codes(cursor: &mut Cursor<'_>, entries: usize) -> Result<Vec<u8>, Error> {
    let codes = cursor.take(entries)?.to_vec();
    if codes.iter().any(|code| *code > COMPLEX) {
        return Err(super::bytes::corrupt("an allele"));
    }
    Ok(codes)
}
