//! The calls of a record: one of each sample, or, of a cohort, each distinct one once.
//!
//! In a cohort most samples say the same at a site. The commonest column is kept once and stands for all
//! samples that are not named beside it, so a genotype that differs costs 8 bytes.
//!
//! ```text
//! columns   0|0  0|0  0|1  0|0  0|1
//! texts     0|0  0|1
//! others              2:1       4:1
//! ```

use std::collections::HashMap;

use super::call::{Call, FormatKeys, decode_call};
use super::fault::LineFault;
use crate::genotype::Genotype;
use crate::panel::bytes::{Cursor, corrupt, put_text, put_varint};
use crate::short::join;

/// More samples than a family: their calls are kept together.
pub(crate) const FAMILY: usize = 16;

/// The calls of a record, one a selected sample.
#[derive(Clone, Debug, PartialEq)]
pub enum Calls {
    /// One by one, in the order of the selection.
    Each(Vec<Call>),
    /// Each distinct one once.
    Alike(Alike),
}

impl Default for Calls {
    fn default() -> Self {
        Self::Each(Vec::new())
    }
}

impl Calls {
    /// All of them, where they are kept one by one.
    #[must_use]
    pub fn each(&self) -> &[Call] {
        match self {
            Self::Each(calls) => calls,
            Self::Alike(_) => &[],
        }
    }

    /// Where each distinct one is kept once.
    pub(crate) fn alike(&self) -> Option<&Alike> {
        match self {
            Self::Each(_) => None,
            Self::Alike(alike) => Some(alike),
        }
    }
}

/// Distinct calls of a cohort, and who has which.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike {
    /// The keys of FORMAT, as written.
    format: String,
    /// Columns as written, one behind the other. The first is that of whoever is not among `others`.
    texts: String,
    kinds: Vec<Kind>,
    /// Selected samples, ascending, with their kind.
    others: Vec<(u32, u32)>,
}

/// One distinct call.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Kind {
    /// The end of its text.
    end: u32,
    /// Whether samples share it that may differ in their reads, which are then not told.
    shared: bool,
}

/// Which calls of the reference are as good as each other: those that this gives the same number. Nothing
/// where they are kept as they are.
pub(crate) type Merging<'a> = Option<&'a dyn Fn(&Call) -> u8>;

impl Alike {
    /// From the columns of the selected samples.
    pub(super) fn new<'c>(
        format: &[&str],
        columns: impl Iterator<Item = Result<&'c str, LineFault>>,
        alleles: &[&str],
        merging: Merging<'_>,
    ) -> Result<Self, LineFault> {
        let keys = FormatKeys::new(format);
        let mut distinct = Distinct::default();
        let mut of: Vec<u32> = Vec::new();
        let mut last: Option<(&str, u32)> = None;
        for column in columns {
            let column = column?;
            let kind = match last.filter(|(text, _)| *text == column) {
                Some((_, kind)) => kind,
                None => distinct.kind(column, |text| decode_call(text, &keys, alleles), merging)?,
            };
            last = Some((column, kind));
            of.push(kind);
        }
        Ok(distinct.into_alike(join(format, ":"), &of))
    }

    /// The kind of a sample's call: samples of one kind are answered alike.
    pub(crate) fn kind(&self, sample: u32) -> u32 {
        self.others.binary_search_by_key(&sample, |(other, _)| *other).map_or(0, |at| self.others[at].1)
    }

    /// The samples whose call is not the commonest one, ascending.
    pub(crate) fn others(&self) -> impl Iterator<Item = u32> {
        self.others.iter().map(|(sample, _)| *sample)
    }

    /// Bytes that it takes, about.
    pub(crate) fn bytes(&self) -> u64 {
        (self.format.len() + self.texts.len() + 8 * (self.kinds.len() + self.others.len())) as u64
    }

    pub(super) fn call(&self, sample: usize, alleles: &[&str]) -> Call {
        let kind = self.kind(u32::try_from(sample).expect("samples are numbered in 32 bits")) as usize;
        let from = kind.checked_sub(1).map_or(0, |before| self.kinds[before].end);
        let Kind { end, shared } = self.kinds[kind];
        let keys = FormatKeys::new(&self.format.split(':').collect::<Vec<_>>());
        let call = decode_call(&self.texts[from as usize..end as usize], &keys, alleles);
        let call = call.expect("the column was read before");
        if shared { Call { depths: Vec::new(), strelka: Vec::new(), fractions: Vec::new(), ..call } } else { call }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let number = |n: usize| u32::try_from(n).expect("lines are shorter than 4 GiB");
        put_text(&self.format, out);
        put_text(&self.texts, out);
        put_varint(number(self.kinds.len()), out);
        for Kind { end, shared } in &self.kinds {
            put_varint(*end, out);
            out.push(u8::from(*shared));
        }
        put_varint(number(self.others.len()), out);
        for (sample, kind) in &self.others {
            put_varint(*sample, out);
            put_varint(*kind, out);
        }
    }

    /// # Errors
    ///
    /// Where the bytes are not those of calls of so many samples.
    pub(crate) fn read(cursor: &mut Cursor<'_>, samples: usize) -> Result<Self, crate::error::Error> {
        let (format, texts) = (cursor.text()?, cursor.text()?);
        let mut kinds: Vec<Kind> = Vec::new();
        for _ in 0..cursor.varint()? {
            kinds.push(Kind { end: cursor.varint()?, shared: cursor.take(1)?[0] == 1 });
        }
        let mut others = Vec::new();
        for _ in 0..cursor.varint()? {
            others.push((cursor.varint()?, cursor.varint()?));
        }
        let at_a_letter = kinds.iter().all(|kind| texts.is_char_boundary(kind.end as usize));
        let whole = kinds.last().is_some_and(|kind| kind.end as usize == texts.len());
        let whole = whole && at_a_letter && kinds.is_sorted_by_key(|kind| kind.end);
        let known = |(sample, kind): &(u32, u32)| (*sample as usize) < samples && (*kind as usize) < kinds.len();
        let known = others.iter().all(known) && others.is_sorted_by_key(|(sample, _)| *sample);
        if whole && known { Ok(Self { format, texts, kinds, others }) } else { Err(corrupt("calls")) }
    }
}

/// Distinct calls while the columns of a record are read.
#[derive(Default)]
struct Distinct {
    /// Columns as written, and what merges behind a NUL, which no column has.
    known: HashMap<String, u32>,
    kinds: Vec<(String, bool)>,
}

impl Distinct {
    fn kind(
        &mut self,
        text: &str,
        decode: impl Fn(&str) -> Result<Call, LineFault>,
        merging: Merging<'_>,
    ) -> Result<u32, LineFault> {
        if let Some(kind) = self.known.get(text) {
            return Ok(*kind);
        }
        let call = decode(text)?;
        let no_alternate = |g: &Genotype| g.max_allele().is_none_or(|allele| allele == 0);
        let merging = merging.filter(|_| call.genotype.as_ref().is_some_and(no_alternate));
        let merged = merging.map(|class| format!("\0{} {}", class(&call), call.text));
        let next = u32::try_from(self.kinds.len()).expect("samples are numbered in 32 bits");
        let kind = merged.as_ref().and_then(|key| self.known.get(key).copied()).unwrap_or(next);
        if kind == next {
            self.kinds.push((text.to_owned(), merged.is_some() && text != call.text));
        }
        if let Some(key) = merged {
            self.known.insert(key, kind);
        }
        self.known.insert(text.to_owned(), kind);
        Ok(kind)
    }

    /// The commonest comes first; of several the one that was seen first.
    fn into_alike(self, format: String, of: &[u32]) -> Alike {
        let mut counts = vec![0_u32; self.kinds.len()];
        for kind in of {
            counts[*kind as usize] += 1;
        }
        let most = counts.iter().max().copied().unwrap_or_default();
        let common = counts.iter().position(|count| *count == most).unwrap_or_default();
        let place = |kind: usize| match kind {
            first if first == common => 0,
            before if before < common => before + 1,
            behind => behind,
        };
        let (mut texts, mut kinds) = (String::new(), Vec::new());
        let mut take = |(text, shared): &(String, bool)| {
            texts.push_str(text);
            kinds
                .push(Kind { end: u32::try_from(texts.len()).expect("lines are shorter than 4 GiB"), shared: *shared });
        };
        self.kinds.get(common).into_iter().for_each(&mut take);
        self.kinds.iter().enumerate().filter(|(kind, _)| *kind != common).for_each(|(_, kind)| take(kind));
        let narrow = |n: usize| u32::try_from(n).expect("samples are numbered in 32 bits");
        let others = of.iter().enumerate().filter(|(_, kind)| **kind as usize != common);
        let others = others.map(|(sample, kind)| (narrow(sample), narrow(place(*kind as usize)))).collect();
        Alike { format, texts, kinds, others }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALLELES: [&str; 2] = ["A", "G"];

    fn alike(columns: &[&str], merging: Merging<'_>) -> Alike {
        Alike::new(&["GT", "AD", "GQ"], columns.iter().copied().map(Ok), &ALLELES, merging).unwrap()
    }

    #[test]
    fn the_commonest_is_kept_once_and_every_call_is_given_back() {
        let columns = ["0/1:3,4:50", "0/0:9,0:9", "0/0:9,0:9", "./.", "0/1:3,4:50", "0/0:9,0:9"];
        let calls = alike(&columns, None);
        assert_eq!((calls.kinds.len(), calls.others().collect::<Vec<_>>()), (3, vec![0, 3, 4]));
        let keys = FormatKeys::new(&["GT", "AD", "GQ"]);
        for (sample, column) in columns.iter().enumerate() {
            assert_eq!(calls.call(sample, &ALLELES), decode_call(column, &keys, &ALLELES).unwrap());
        }
        let mut bytes = Vec::new();
        calls.write(&mut bytes);
        assert_eq!(Alike::read(&mut Cursor::new(&bytes), 6).unwrap(), calls);
        assert!((0..bytes.len()).all(|n| Alike::read(&mut Cursor::new(&bytes[..n]), 6).is_err()));
        assert!(Alike::read(&mut Cursor::new(&bytes), 4).is_err(), "a sample that is not there");
    }

    #[test]
    fn calls_of_the_reference_merge_without_their_reads() {
        let low = |call: &Call| u8::from(call.quality < Some(20.0));
        let calls = alike(&["0/0:9,0:99", "0/0:8,0:50", "0/0:7,0:3", "0/1:3,4:50", "0/1:4,4:50"], Some(&low));
        assert_eq!((0..5).map(|sample| calls.kind(sample)).collect::<Vec<_>>(), [0, 0, 1, 2, 3]);
        assert_eq!(calls.call(1, &ALLELES).depths, [], "whose reads they are is not known");
        assert_eq!(calls.call(4, &ALLELES).depths, [Some(4), Some(4)]);
    }

    #[test]
    fn faults_are_those_of_the_first_sample_that_has_one() {
        let columns = ["0/0", "0/x", "0/7"];
        let fault = Alike::new(&["GT"], columns.into_iter().map(Ok), &ALLELES, None).unwrap_err();
        assert_eq!(fault, LineFault::BadGenotype);
    }
}
