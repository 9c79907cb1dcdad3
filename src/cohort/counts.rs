//! What is counted of each entry, over any number of samples.

use super::file::invalid;
use super::sample::{Sample, states_copies};
use crate::error::{Error, ErrorKind};
use crate::kernel::State;
use crate::panel::bytes::{Cursor, put_varint};

/// Samples that can be counted: no count of alleles leaves its 32 bits.
const MOST_SAMPLES: usize = 1 << 24;

/// A sample of which some entries were asked about, as digests.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct SampleId {
    /// Of the sample.
    pub sample: [u8; 8],
    /// Of the entries.
    pub asked: [u8; 8],
}

/// The counts of an entry. Samples have one of six states; the others are further counts of those that carry the
/// entry, or are proved not to.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct EntryCounts {
    /// Samples with each state, in the order of [`State::ALL`].
    pub states: [u64; 6],
    /// Samples all of whose haplotypes carry it, two or more.
    pub homozygous: u64,
    /// Haplotypes that carry it, of samples that state them.
    pub allele_count: u64,
    /// All haplotypes of these samples, and of those that are proved not to carry it and whose copies are known.
    pub allele_number: u64,
}

/// The columns of counts.
const COLUMNS: usize = 9;
const HOMOZYGOUS: usize = 6;
const ALLELE_COUNT: usize = 7;
const ALLELE_NUMBER: usize = 8;

/// The counts of a cohort.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Counts {
    /// The samples, ascending.
    ids: Vec<SampleId>,
    /// Per count a number for each entry: six states, homozygous, allele count and number.
    columns: [Vec<u32>; COLUMNS],
}

impl EntryCounts {
    /// Samples that were asked about the entry.
    #[must_use]
    pub fn samples(&self) -> u64 {
        self.states.iter().sum()
    }

    /// Samples with a state.
    #[must_use]
    pub const fn count(&self, state: State) -> u64 {
        self.states[state as usize]
    }

    /// Takes up those of another entry.
    pub fn add(&mut self, other: &Self) {
        self.states.iter_mut().zip(other.states).for_each(|(mine, theirs)| *mine += theirs);
        self.homozygous += other.homozygous;
        self.allele_count += other.allele_count;
        self.allele_number += other.allele_number;
    }
}

impl Counts {
    /// The counts of no sample, of so many entries.
    #[must_use]
    pub fn new(entries: usize) -> Self {
        Self { ids: Vec::new(), columns: std::array::from_fn(|_| vec![0; entries]) }
    }

    /// Entries.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.columns[0].len()
    }

    /// Samples: each once, whatever entries it was asked about.
    #[must_use]
    pub fn samples(&self) -> usize {
        self.ids.chunk_by(|a, b| a.sample == b.sample).count()
    }

    /// The counts of an entry.
    #[must_use]
    pub fn of(&self, entry: usize) -> EntryCounts {
        let of = |column: usize| u64::from(self.columns[column][entry]);
        EntryCounts {
            states: std::array::from_fn(of),
            homozygous: of(HOMOZYGOUS),
            allele_count: of(ALLELE_COUNT),
            allele_number: of(ALLELE_NUMBER),
        }
    }

    /// Counts a sample of this panel; `autosomes` says of each entry whether it lies on one of chromosomes 1 to 22.
    pub(super) fn add(&mut self, sample: &Sample, autosomes: &[bool]) -> Result<(), Error> {
        self.take_ids(&[sample.id()])?;
        let mut stated = sample.states.copies.iter().peekable();
        for (entry, (state, autosome)) in sample.states.states.iter().zip(autosomes).enumerate() {
            let copies = stated.next_if(|(of, _)| *of as usize == entry).map_or([0; 2], |(_, copies)| *copies);
            if let Some(state) = state {
                self.count(entry, *state, copies, *autosome);
            }
        }
        Ok(())
    }

    /// Counts an entry of a sample. `copies` are haplotypes that carry it and all of them, where these are stated.
    pub(super) fn count(&mut self, entry: usize, state: State, copies: [u8; 2], autosome: bool) {
        self.columns[state as usize][entry] += 1;
        let [carried, ploidy] = if states_copies(Some(state), autosome) {
            copies
        } else if state == State::NotCarried {
            [0, 2]
        } else {
            return;
        };
        self.columns[HOMOZYGOUS][entry] += u32::from(carried >= 2 && carried == ploidy);
        self.columns[ALLELE_COUNT][entry] += u32::from(carried);
        self.columns[ALLELE_NUMBER][entry] += u32::from(ploidy);
    }

    /// Takes up those of other samples of the same panel.
    ///
    /// # Errors
    ///
    /// `cohort_conflict` where a sample is in both, `cohort_invalid` where there are too many.
    pub fn merge(&mut self, other: &Self) -> Result<(), Error> {
        self.take_ids(&other.ids)?;
        for (mine, theirs) in self.columns.iter_mut().zip(&other.columns) {
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                *mine = mine.checked_add(*theirs).ok_or_else(|| invalid("counts"))?;
            }
        }
        Ok(())
    }

    /// Notes samples as counted.
    pub(super) fn take_ids(&mut self, ids: &[SampleId]) -> Result<(), Error> {
        for id in ids {
            match self.ids.binary_search(id) {
                Ok(_) => {
                    let detail = format!("sample {:016x}", u64::from_be_bytes(id.sample));
                    return Err(Error::new(ErrorKind::CohortConflict).with_detail(detail));
                }
                Err(at) => self.ids.insert(at, *id),
            }
        }
        if self.ids.len() > MOST_SAMPLES { Err(invalid("samples")) } else { Ok(()) }
    }

    /// Whether no entry counts more samples than there are: samples that were asked about parts of the panel that overlap
    /// would be counted twice.
    ///
    /// # Errors
    ///
    /// `cohort_conflict` with the number of the entry.
    pub fn check(&self) -> Result<(), Error> {
        let samples = self.samples() as u64;
        match (0..self.entries()).find(|entry| self.of(*entry).samples() > samples) {
            Some(entry) => Err(Error::new(ErrorKind::CohortConflict).with_detail(format!("entry {entry}"))),
            None => Ok(()),
        }
    }

    /// Their bytes, before compression.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(u32::try_from(self.ids.len()).expect("samples take 24 bits"), &mut out);
        self.ids.iter().for_each(|id| out.extend([id.sample, id.asked].concat()));
        self.columns.iter().flatten().for_each(|count| put_varint(*count, &mut out));
        out
    }

    pub(super) fn from_bytes(bytes: &[u8], entries: usize) -> Result<Self, Error> {
        let mut cursor = Cursor::new(bytes);
        Self::read(&mut cursor, entries).ok().filter(|_| cursor.is_empty()).ok_or_else(|| invalid("counts"))
    }

    fn read(cursor: &mut Cursor<'_>, entries: usize) -> Result<Self, Error> {
        let number = cursor.varint()? as usize;
        let ids = cursor.take(number.checked_mul(16).ok_or_else(|| invalid("counts"))?)?;
        let half = |bytes: &[u8]| -> [u8; 8] { bytes.try_into().expect("chunks have 16 bytes") };
        let ids: Vec<SampleId> =
            ids.chunks_exact(16).map(|id| SampleId { sample: half(&id[..8]), asked: half(&id[8..]) }).collect();
        let mut columns: [Vec<u32>; COLUMNS] = Default::default();
        for column in &mut columns {
            column.extend((0..entries).map(|_| cursor.varint()).collect::<Result<Vec<_>, _>>()?);
        }
        let this = Self { ids, columns };
        let is_sound = |entry: usize| {
            let of = this.of(entry);
            of.homozygous <= of.count(State::Carried) && of.allele_count <= of.allele_number
        };
        let ascending = this.ids.is_sorted_by(|a, b| a < b) && this.ids.len() <= MOST_SAMPLES;
        if ascending && (0..entries).all(is_sound) { Ok(this) } else { Err(invalid("counts")) }
    }
}
