//! Entries while a source is read: seven bytes for each of single bases, so that millions fit into a page.

use std::cmp::Ordering;
use std::ops::Range;

use super::complex::{Complex, representable};
use super::entry::Entry;
use super::store::{COMPLEX, code_of_bases, simple_entry};
use crate::order;

/// Entries in the order of their source.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    /// Numbers of contigs, as they were gathered.
    contigs: Vec<u16>,
    /// POS − 1.
    positions: Vec<u32>,
    /// As in a panel.
    codes: Vec<u8>,
    /// Those that no code holds, by their number, ascending.
    complex: Vec<(u32, Entry)>,
    /// Those of single bases whose REF differs from the reference, in any order.
    differing: Vec<u32>,
}

/// What is made of them in panel order.
pub(crate) struct Ordered {
    /// For each entry its number in the source.
    pub order: Vec<u32>,
    /// Rows that repeat one.
    pub repeated: u64,
}

impl Drafts {
    pub(crate) fn len(&self) -> usize {
        self.codes.len()
    }

    /// Adds an entry of a contig whose alleles are upper-cased. Where REF and ALT are the same the effect
    /// allele is REF.
    pub(crate) fn push(&mut self, contig: u16, pos: u32, reference: &[u8], alternate: &[u8]) {
        let number = self.number();
        self.contigs.push(contig);
        self.positions.push(pos - 1);
        let code = code_of_bases(reference, alternate).unwrap_or(COMPLEX);
        self.codes.push(code);
        if code == COMPLEX {
            let representable = representable(reference, alternate);
            let entry = Entry {
                contig,
                pos,
                reference: reference.to_vec(),
                alternate: alternate.to_vec(),
                effect_is_ref: representable && reference == alternate,
                representable,
                ref_differs: false,
                context: None,
                region_end: None,
            };
            self.complex.push((number, entry));
        }
    }

    /// Adds a region (0-based, half-open) of a contig.
    pub(crate) fn push_region(&mut self, contig: u16, bases: &Range<u32>) {
        let number = self.number();
        self.contigs.push(contig);
        self.positions.push(bases.start);
        self.codes.push(COMPLEX);
        self.complex.push((number, Entry::region(contig, bases)));
    }

    fn number(&self) -> u32 {
        u32::try_from(self.codes.len()).expect("the builder caps the entries")
    }

    /// Looks at each entry of a contig, and lets it be changed where it is more than a code: all others are told
    /// by `differs`, from POS and REF, to differ from the reference or not.
    pub(crate) fn check(&mut self, contig: u16, differs: impl Fn(u32, &[u8]) -> bool, change: impl Fn(&mut Entry)) {
        let here = (0_u32..).zip(&self.contigs).filter(|(_, number)| **number == contig).map(|(at, _)| at);
        for at in here {
            let code = self.codes[at as usize];
            if code == COMPLEX {
                let place = self.complex_at(at);
                change(&mut self.complex[place].1);
            } else if differs(self.positions[at as usize] + 1, &simple_entry(contig, 1, code).reference) {
                self.differing.push(at);
            }
        }
    }

    fn complex_at(&self, at: u32) -> usize {
        self.complex.binary_search_by_key(&at, |(number, _)| *number).expect("every complex entry is kept")
    }

    /// An entry, on a contig of another number.
    fn entry(&self, at: u32, contig: u16) -> Entry {
        let code = self.codes[at as usize];
        if code == COMPLEX {
            return Entry { contig, ..self.complex[self.complex_at(at)].1.clone() };
        }
        simple_entry(contig, self.positions[at as usize] + 1, code)
    }

    /// The numbers of contigs that have entries.
    pub(crate) fn used(&self, contigs: usize) -> Vec<bool> {
        let mut used = vec![false; contigs];
        self.contigs.iter().for_each(|contig| used[usize::from(*contig)] = true);
        used
    }

    /// Panel order: by the new numbers of contigs, POS, REF, ALT. Of entries that repeat each other the first of
    /// the source is kept.
    pub(crate) fn ordered(&self, contigs: &[u16]) -> Ordered {
        let key = |at: u32| (contigs[usize::from(self.contigs[at as usize])], self.positions[at as usize]);
        let compare = |a: &u32, b: &u32| key(*a).cmp(&key(*b)).then_with(|| self.compare_alleles(*a, *b));
        let mut order: Vec<u32> = (0..self.number()).collect();
        order::sort_by(&mut order, compare);
        let before = order.len();
        order.dedup_by(|b, a| compare(a, b).is_eq());
        Ordered { repeated: (before - order.len()) as u64, order }
    }

    fn compare_alleles(&self, a: u32, b: u32) -> Ordering {
        let (of_a, of_b) = (self.codes[a as usize], self.codes[b as usize]);
        if of_a != COMPLEX && of_b != COMPLEX {
            return of_a.cmp(&of_b);
        }
        let (a, b) = (self.entry(a, 0), self.entry(b, 0));
        (a.reference, a.alternate, a.region_end).cmp(&(b.reference, b.alternate, b.region_end))
    }

    /// Entries in an order, as a panel keeps them.
    pub(crate) fn pack(mut self, contigs: &[u16], order: &[u32]) -> Packed {
        order::sort(&mut self.differing);
        let mut out = Packed {
            contigs: Vec::with_capacity(order.len()),
            positions: Vec::with_capacity(order.len()),
            codes: Vec::with_capacity(order.len()),
            ..Packed::default()
        };
        for (id, at) in (0_u32..).zip(order) {
            let contig = contigs[usize::from(self.contigs[*at as usize])];
            let mut code = self.codes[*at as usize];
            if code == COMPLEX || self.differing.binary_search(at).is_ok() {
                let mut entry = self.entry(*at, contig);
                entry.ref_differs |= code != COMPLEX;
                out.counts.take(&entry);
                out.complex.push(id, &entry);
                code = COMPLEX;
            } else {
                out.counts.effect_is_ref += u64::from(code / 4 == code % 4);
            }
            out.contigs.push(contig);
            out.positions.push(self.positions[*at as usize]);
            out.codes.push(code);
        }
        out
    }
}

/// Entries in panel order, as a panel keeps them.
#[derive(Default)]
pub(crate) struct Packed {
    pub contigs: Vec<u16>,
    pub positions: Vec<u32>,
    pub codes: Vec<u8>,
    pub complex: Complex,
    pub counts: Counts,
}

/// How many entries have a property.
#[derive(Default)]
pub(crate) struct Counts {
    pub effect_is_ref: u64,
    pub not_representable: u64,
    pub ref_differs: u64,
    pub regions: u64,
    pub with_context: u64,
    /// Changes of length without context.
    pub without_context: u64,
}

impl Counts {
    fn take(&mut self, entry: &Entry) {
        self.effect_is_ref += u64::from(entry.effect_is_ref);
        self.not_representable += u64::from(!entry.representable);
        self.ref_differs += u64::from(entry.ref_differs);
        self.regions += u64::from(entry.region_end.is_some());
        let with = entry.context.is_some();
        self.with_context += u64::from(entry.changes_length() && with);
        self.without_context += u64::from(entry.changes_length() && !with);
    }
}
