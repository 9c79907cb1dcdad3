//! Whether the lines that are read are those that an index claims.
//!
//! Each line is looked at: it stands where the index has records of its contig, contigs and positions
//! ascend, and where a chunk of the index begins there begins a line, whose record lies in the bases of
//! that chunk's bin. So an index of another file, or of another state of the file, is found out even where
//! its blocks happen to fit.

use std::ops::Range;

use crate::error::{Error, ErrorKind};
use crate::input::{Claim, Marks, VirtualOffset, stale};

/// What an index claims of the lines of its file.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// Where the records of each contig stand, with its name, in the order of the file.
    pub(super) extents: Vec<(Range<VirtualOffset>, Vec<u8>)>,
    /// Lines that begin with a chunk, in the order of the file.
    pub(super) lines: Vec<Claim>,
}

impl Claims {
    /// Those of the lines within some stretches, which are ascending.
    pub(super) fn within(&self, stretches: &[Range<VirtualOffset>]) -> Self {
        let in_any = |at: VirtualOffset| {
            let behind = stretches.partition_point(|stretch| stretch.end <= at);
            stretches.get(behind).is_some_and(|stretch| stretch.start <= at)
        };
        let lines = self.lines.iter().filter(|(at, _)| in_any(*at)).cloned().collect();
        Self { extents: self.extents.clone(), lines }
    }
}

/// Compares lines with claims, in the order of the file.
#[derive(Debug)]
pub(super) struct Guard {
    claims: Claims,
    /// The extent of the line before, and how many claims were met.
    extent: usize,
    met: usize,
    /// POS of the line before, on the same contig.
    last: u32,
}

impl Guard {
    pub(super) fn new(claims: Claims) -> Self {
        Self { claims, extent: 0, met: 0, last: 0 }
    }

    /// Looks at a line that follows the header.
    ///
    /// # Errors
    ///
    /// `index_stale` where the index claims something else.
    pub(super) fn line(&mut self, marks: &Marks, line: &[u8]) -> Result<(), Error> {
        if reaches(marks, line) {
            return Err(Error::new(ErrorKind::IndexUnfit).with_detail("ALT"));
        }
        if self.fits(marks, line) { Ok(()) } else { Err(stale("a line")) }
    }

    fn fits(&mut self, marks: &Marks, line: &[u8]) -> bool {
        let at = VirtualOffset::new(marks.place.from << 16 | marks.place.skip);
        let Some((contig, pos)) = contig_and_position(marks, line) else { return false };
        let Self { claims: Claims { extents, lines }, extent, met, last } = self;
        while extents.get(*extent).is_some_and(|(place, _)| place.end <= at) {
            (*extent, *last) = (*extent + 1, 0);
        }
        let in_place = extents.get(*extent).is_some_and(|(place, name)| place.start <= at && name == contig);
        let in_order = std::mem::replace(last, pos) <= pos;
        let mut claimed = true;
        while let Some((place, bases)) = lines.get(*met).filter(|(place, _)| *place <= at) {
            claimed &= *place == at && bases.contains(&u64::from(pos.saturating_sub(1)));
            *met += 1;
        }
        in_place && in_order && claimed
    }

    /// Whether all claims were met.
    pub(super) fn is_met(&self) -> bool {
        self.met == self.claims.lines.len()
    }
}

/// Whether a symbolic allele may reach further than an index knows, which is as far as END says.
fn reaches(marks: &Marks, line: &[u8]) -> bool {
    if marks.may_have_end {
        return false;
    }
    let alternates = line.get(marks.tabs[3] as usize + 1..marks.tabs[4] as usize).filter(|_| marks.tab_count > 4);
    let mut symbolic = alternates.unwrap_or_default().split(|byte| *byte == b',').filter(|a| a.first() == Some(&b'<'));
    symbolic.any(|allele| !matches!(allele, b"<NON_REF>" | b"<*>"))
}

/// CHROM and POS of a line; nothing where it is no record.
fn contig_and_position<'a>(marks: &Marks, line: &'a [u8]) -> Option<(&'a [u8], u32)> {
    let [first, second, ..] = marks.tabs.map(|tab| tab as usize);
    let pos = line.get(first + 1..second).filter(|_| marks.tab_count > 1)?;
    let digits = !pos.is_empty() && pos.len() < 10 && pos.iter().all(u8::is_ascii_digit);
    digits.then(|| (&line[..first], pos.iter().fold(0, |n, digit| n * 10 + u32::from(digit - b'0'))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Place;

    fn guard() -> Guard {
        let at = VirtualOffset::new;
        let extents = vec![(at(10)..at(100), b"chr1".to_vec()), (at(100)..at(200), b"chr2".to_vec())];
        Guard::new(Claims { extents, lines: vec![(at(10), 0..50), (at(100), 0..50), (at(150), 50..99)] })
    }

    fn read(lines: &[(u64, &str)]) -> Result<bool, Error> {
        let mut guard = guard();
        for (skip, line) in lines {
            let place = Place { from: 0, skip: *skip };
            guard.line(&Marks { place, ..Marks::of(line.as_bytes()) }, line.as_bytes())?;
        }
        Ok(guard.is_met())
    }

    #[test]
    fn lines_as_claimed_pass() {
        let all =
            [(10, "chr1\t5\t."), (30, "chr1\t5\t."), (100, "chr2\t1\t."), (150, "chr2\t51\t."), (180, "chr2\t99\t.")];
        assert!(read(&all).unwrap());
        assert!(!read(&all[..3]).unwrap());
    }

    #[test]
    fn an_allele_whose_reach_an_index_does_not_know_speaks_against_it() {
        for (allele, info, fits) in [
            ("<DEL>", "SVLEN=-9", false),
            ("G,<DUP>", ".", false),
            ("<DEL>", "END=9", true),
            ("<NON_REF>,<*>", ".", true),
        ] {
            let read = read(&[(10, &format!("chr1\t5\t.\tA\t{allele}\t.\t.\t{info}"))]);
            assert_eq!(read.map_err(|error| error.code()), if fits { Ok(false) } else { Err("index_unfit".into()) });
        }
    }

    #[test]
    fn all_else_is_found_out() {
        for lines in [
            &[(9, "chr1\t5\t.")][..],
            &[(10, "chr2\t5\t.")],
            &[(10, "chr1\t51\t.")],
            &[(11, "chr1\t5\t.")],
            &[(10, "chr1\t5\t."), (30, "chr1\t4\t.")],
            &[(10, "chr1\t5\t."), (100, "chr1\t5\t.")],
            &[(10, "chr1\t5\t."), (101, "chr2\t5\t.")],
            &[(10, "chr1\t5\t."), (200, "chr2\t5\t.")],
            &[(10, "")],
            &[(10, "#chr1")],
            &[(10, "chr1\t5")],
            &[(10, "chr1\tx\t.")],
        ] {
            assert_eq!(read(lines).unwrap_err().code(), "index_stale", "{lines:?}");
        }
    }
}
