//! The reference genome: a pure function of contig and position, with repeats planted in it.
//!
//! ```text
//! a stretch of 64 bases       a hash of contig and stretch says whether it holds a tandem repeat,
//!                             of which unit, from where to where
//! a base inside the repeat    the unit's, cyclically
//! any other base              two bits of a hash of contig and position
//! ```
//!
//! So any base can be asked for at any time, nothing is kept, and insertions and deletions can be
//! shifted as in real genomes.

use std::io::{self, Write};

use crate::contigs::Contig;
use crate::random::mix;

const STRETCH: u32 = 64;
const LINE: u32 = 60;
/// Bases of the units of repeats. One stretch in four has a repeat.
const UNITS: [u32; 16] = [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 4, 5, 6];

/// The reference sequence of one contig. Positions are 1-based.
#[derive(Clone, Copy)]
pub(crate) struct Reference {
    key: u64,
}

/// A tandem repeat: its first base, the base behind it, the length of its unit.
#[derive(Clone, Copy)]
pub(crate) struct Repeat {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) unit: u32,
    letters: u32,
}

impl Reference {
    pub(crate) fn of(contig: Contig) -> Self {
        Self { key: u64::from(contig.place + 1) << 40 }
    }

    pub(crate) fn base(self, pos: u32) -> char {
        let code = match self.repeat(pos / STRETCH) {
            Some(repeat) if (repeat.start..repeat.end).contains(&pos) => {
                u64::from(repeat.letters >> (2 * ((pos - repeat.start) % repeat.unit)))
            }
            _ => mix(self.key | u64::from(pos / 32)) >> (2 * (pos % 32)),
        };
        ['A', 'C', 'G', 'T'][usize::try_from(code & 3).expect("two bits")]
    }

    /// `length` bases from `pos` on.
    pub(crate) fn bases(self, pos: u32, length: u32) -> String {
        (pos..pos + length).map(|pos| self.base(pos)).collect()
    }

    /// The first repeat of units up to `most` that begins at `pos` or within some stretches behind it.
    pub(crate) fn repeat_behind(self, pos: u32, most: u32) -> Option<Repeat> {
        let stretch = pos / STRETCH;
        let fits = |repeat: &Repeat| repeat.start >= pos && repeat.unit <= most;
        (stretch..stretch + 4).filter_map(|stretch| self.repeat(stretch)).find(fits)
    }

    fn repeat(self, stretch: u32) -> Option<Repeat> {
        let hash = mix(self.key | 1 << 39 | u64::from(stretch));
        let take = |from: u32, bits: u32| u32::try_from(hash >> from & ((1 << bits) - 1)).expect("few bits");
        if take(0, 2) != 0 {
            return None;
        }
        let unit = UNITS[take(2, 4) as usize];
        // Small counts are frequent, as two numbers are combined.
        let length = (unit * 2 + 2 + take(6, 3) * take(9, 2)).max(5);
        let start = stretch * STRETCH + 4 + take(11, 4);
        Some(Repeat { start, end: start + length, unit, letters: take(20, 12) })
    }

    /// Writes the whole sequence as FASTA.
    pub(crate) fn write(self, contig: Contig, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, ">{} synthetic", contig.name)?;
        for start in (1..=contig.length).step_by(LINE as usize) {
            let mut line = self.bases(start, LINE.min(contig.length + 1 - start));
            line.push('\n');
            out.write_all(line.as_bytes())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contigs::with_room_for;

    #[test]
    fn repeats_are_where_they_are_said_to_be() {
        let reference = Reference::of(with_room_for(1)[0]);
        let mut pos = 20_000;
        for _ in 0..1_000 {
            let Some(repeat) = reference.repeat_behind(pos, 6) else {
                pos += STRETCH;
                continue;
            };
            assert!(repeat.start >= pos && repeat.end / STRETCH == repeat.start / STRETCH);
            let bases = reference.bases(repeat.start, repeat.end - repeat.start);
            assert_eq!(bases[repeat.unit as usize..], bases[..bases.len() - repeat.unit as usize]);
            pos = repeat.end;
        }
    }

    #[test]
    fn contigs_differ_and_all_bases_are_used() {
        let contigs = with_room_for(u64::MAX);
        let [a, b] = [contigs[0], contigs[1]].map(|contig| Reference::of(contig).bases(50_000, 4_000));
        assert_ne!(a, b);
        for base in "ACGT".chars() {
            assert!((800..1_200).contains(&a.matches(base).count()), "{base}");
        }
    }
}
