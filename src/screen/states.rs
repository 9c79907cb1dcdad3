//! The state of every entry in one sample, with the copies that alleles are counted by.

use super::answer::Answer;
use super::derive::Listed;
use crate::error::Error;
use crate::genome::contig_rank;
use crate::kernel::{Flag, Locus, State, Zygosity};
use crate::panel::EntryId;

/// What a sample has of each entry of the panel.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct EntryStates {
    /// In panel order; nothing where an entry was not asked about.
    pub states: Vec<Option<State>>,
    /// Of carried entries, and of those not carried outside of chromosomes 1 to 22 (where there are two copies), in panel
    /// order, where it is known: haplotypes that carry the allele, and all of them.
    pub copies: Vec<(EntryId, [u8; 2])>,
}

/// Haplotypes that carry an allele, and all of them, as a verdict that it is carried states them. A caller that knows of two
/// copies where there is one tells nothing where it says that one of the two carries it.
pub(crate) fn stated(copies: Option<(usize, usize)>, zygosity: Option<Zygosity>, flags: &[Flag]) -> Option<[u8; 2]> {
    let (carried, ploidy) = copies?;
    match zygosity {
        Some(Zygosity::Hemi) => Some([1, 1]),
        // Of which there are hundreds, whatever a genotype says of two.
        Some(Zygosity::Homoplasmic | Zygosity::Heteroplasmic) => None,
        _ if flags.contains(&Flag::HetInHaploidRegion) => None,
        _ => Some([u8::try_from(carried).ok()?, u8::try_from(ploidy).ok()?]),
    }
}

/// How many copies of a base on X or Y a sample has, where that is known; of other contigs (canonical name) nothing is.
pub(crate) fn copies_of_base(key: &str, locus: Locus, copies_of_x: Option<u8>) -> Option<u8> {
    match (key, locus, copies_of_x) {
        // With one copy of X, two copies are those of a PAR.
        ("X", Locus::Sex, Some(_)) => Some(2),
        ("X", Locus::SingleCopy, _) | ("Y", Locus::SingleCopy, Some(1)) => Some(1),
        _ => None,
    }
}

impl Answer {
    /// The states of the sample that `summary` lists at this place.
    ///
    /// # Errors
    ///
    /// `option_invalid` where there is none.
    pub fn entry_states(&self, sample: usize) -> Result<EntryStates, Error> {
        let column = self.column(sample)?;
        let verdicts = self.joined.derive(column, false);
        let mut states = vec![None; self.panel().len()];
        for (state, plane) in State::ALL.into_iter().zip(&verdicts.planes) {
            plane.iter_ones().for_each(|entry| states[entry] = Some(state));
        }
        let carried = verdicts.listed.iter().filter(|listed| listed.verdict.state == State::Carried);
        let mut copies: Vec<(EntryId, [u8; 2])> = carried
            .filter_map(|Listed { entry, verdict, .. }| {
                Some((*entry, stated(verdict.copies, verdict.zygosity, &verdict.flags)?))
            })
            .collect();
        let of_x = self.joined.copies_of_x(column).and_then(|x| x.copies);
        for contig in (0_u16..).take(self.panel().contigs().len()) {
            let key = &self.panel().contigs()[usize::from(contig)].key;
            if contig_rank(key) > 22 {
                let absent = |entry: &EntryId| states[*entry as usize] == Some(State::NotCarried);
                let entries = self.panel().contig_entries(contig).filter(absent);
                copies.extend(entries.filter_map(|entry| {
                    Some((entry, [0, copies_of_base(key, self.joined.locus(entry, column), of_x)?]))
                }));
            }
        }
        copies.sort_unstable();
        Ok(EntryStates { states, copies })
    }
}
