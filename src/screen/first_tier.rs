//! The first tier: most lines end after a look at their first five fields.
//!
//! ```text
//! the contig of the line before, fields that are all there, POS and REF ▸ no covered base near ▸ the end
//! anything else (another contig, END, a symbolic allele, a fault, a base of the panel) ▸ the second tier
//! ```
//!
//! It never ends a line that the second tier would do anything with but count it.

use std::ops::Range;

use crate::input::{Marks, PlainSite};
use crate::panel::Panel;

/// Bytes that are compared in one step.
const WIDTH: usize = 16;
/// Tabs behind CHROM, POS, ID, REF, ALT, QUAL and FILTER: the one behind INFO is not always there.
const TABS: usize = 7;
/// Digits that always fit.
const DIGITS: usize = 9;

/// What ends lines of one contig of the panel.
#[derive(Clone, Copy, Debug)]
pub(super) struct FirstTier {
    /// The contig's name as the file spells it, in the lowest bytes.
    name: u128,
    mask: u128,
    length: u32,
    contig: u16,
    /// What each line has.
    tabs: u32,
    /// POS of its last base.
    largest: u32,
}

impl FirstTier {
    /// For lines with this CHROM, of this contig of the panel, with as many columns, up to its last
    /// base; nothing where the name is too long.
    pub(super) fn new(name: &[u8], contig: u16, columns: usize, largest: u32) -> Option<Self> {
        let mut bytes = [0; WIDTH];
        bytes.get_mut(..name.len())?.copy_from_slice(name);
        let mut mask = [0; WIDTH];
        mask[..name.len()].fill(u8::MAX);
        let tabs = u32::try_from(columns.checked_sub(1)?).ok().filter(|tabs| *tabs as usize >= TABS)?;
        Some(Self {
            name: u128::from_le_bytes(bytes),
            mask: u128::from_le_bytes(mask),
            length: u32::try_from(name.len()).ok()?,
            contig,
            tabs,
            largest,
        })
    }

    /// Whether these are lines of this contig's name.
    pub(super) fn is_of(&self, name: &[u8]) -> bool {
        name.len() == self.length as usize && name.iter().zip(self.name.to_le_bytes()).all(|(a, b)| *a == b)
    }

    /// POS of a line that has no entry near. Nothing where the second tier is to look at it.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "a step of the hottest loop")]
    #[allow(clippy::manual_contains, reason = "REF is one base mostly, and a search is a call")]
    pub(super) fn pos_of_far(&self, line: &[u8], marks: &Marks, panel: &Panel) -> Option<u32> {
        let first: &[u8; WIDTH] = line.first_chunk()?;
        let [contig, pos, id, reference, alternates, quality, filter, _] = marks.tabs;
        let plain = marks.tab_count == self.tabs && !marks.has_nul && !marks.may_have_end;
        if !plain || contig != self.length || u128::from_le_bytes(*first) & self.mask != self.name {
            return None;
        }
        let info = if self.tabs as usize == TABS { u32::try_from(line.len()).ok()? } else { marks.tabs[TABS] };
        // Written out: a loop stays one where code is compiled for size.
        #[allow(clippy::needless_bitwise_bool, reason = "one branch for all of them")]
        let empty = contig == 0
            || (pos - contig < 2)
                | (id - pos < 2)
                | (reference - id < 2)
                | (alternates - reference < 2)
                | (quality - alternates < 2)
                | (filter - quality < 2)
                | (info - filter < 2);
        if empty {
            return None;
        }
        let field = |before: u32, end: u32| line.get(before as usize + 1..end as usize);
        let number = small_number(field(contig, pos)?)?;
        // POS outside of the contig is worth a word.
        if number.wrapping_sub(1) > self.largest {
            return None;
        }
        // REF that is missing is a fault, and a symbolic allele may reach further than REF.
        if line[id as usize + 1] == b'.' || field(reference, alternates)?.iter().any(|base| *base == b'<') {
            return None;
        }
        let start = number - 1;
        let end = (number + (reference - id - 2)).max(start + 1);
        if self.is_apart(start..end, panel) { Some(number) } else { None }
    }

    /// Whether a sound record of BCF has no entry near.
    pub(super) fn is_far(&self, site: &PlainSite<'_>, panel: &Panel) -> bool {
        self.is_of(site.contig) && site.bases.start <= self.largest && self.is_apart(site.bases.clone(), panel)
    }

    /// Whether no entry meets these bases or those beside them: a row that only abuts an entry may still be
    /// a part of it.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "a step of the hottest loop")]
    fn is_apart(&self, bases: Range<u32>, panel: &Panel) -> bool {
        !panel.covers(self.contig, bases.start.saturating_sub(1), bases.end + 1)
    }
}

/// A number of few digits.
#[inline(always)]
#[allow(clippy::inline_always, reason = "a step of the hottest loop")]
fn small_number(text: &[u8]) -> Option<u32> {
    if text.len() > DIGITS {
        return None;
    }
    text.iter().try_fold(0_u32, |number, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit < 10).then(|| number * 10 + u32::from(digit))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::input::record::{end_position, site_fields_at};
    use crate::panel::{BuildOptions, PanelBuilder};

    /// Entries of several kinds, among them one that reaches far and one before the first base.
    fn panel() -> Panel {
        let mut builder = PanelBuilder::new(BuildOptions { name: "few".into(), ..BuildOptions::default() });
        let rows =
            ["1\t100\t.\tA\tG", "1\t120\t.\tCTT\tC", "1\t1\t.\tC\tCA", "1\t300\t.\tACGTACGTACGT\tA", "2\t7\t.\tG\tT"];
        let rows = rows.map(|row| row.to_owned() + "\t.\t.\t.\n").concat();
        let head = "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
        builder.push(format!("{head}{rows}").as_bytes()).unwrap();
        builder.source_done().unwrap();
        builder.finish().unwrap()
    }

    /// Words for each of the nine fields, the usual ones more than once.
    const WORDS: [&[&str]; 9] = [
        &["chr1", "chr1", "chr1", "chr2", "1", "", "chromosome-with-a-long-name"],
        &[
            "100",
            "97",
            "98",
            "99",
            "101",
            "118",
            "122",
            "1",
            "0",
            "298",
            "313",
            "5000",
            "5001",
            "",
            "x7",
            "-1",
            "99999999999",
        ],
        &[".", "rs1", ""],
        &["A", "A", "AC", "ACGTACGTACGT", ".", "", "n"],
        &["G", ".", "A,<DEL>", "<NON_REF>", "C[chr2:9[", "", "*"],
        &[".", "50", ""],
        &["PASS", ".", ""],
        &[".", "AC=1;ND=7", "END=120", "SVLEN=-300", "DP=\0", ""],
        &["GT", "GT\t0/1", "GT:AD\t0/1:3,4\t1/1:0,9", ""],
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        /// What it ends is a sound record of the contig with no covered base near, as the second tier reads it.
        #[test]
        fn it_never_drops_what_the_second_tier_would_have_matched(
            picks in proptest::collection::vec(any::<prop::sample::Index>(), 9), fields in prop_oneof![8 => Just(9_usize), 4 => Just(8), 1 => 1_usize..8],
        ) {
            let panel = panel();
            let line: Vec<&str> = WORDS.iter().zip(&picks).map(|(words, pick)| *pick.get(words)).take(fields).collect();
            let line = line.join("\t");
            let (line, marks) = (line.as_bytes(), Marks::of(line.as_bytes()));
            for columns in [8, 10, 11] {
                let tier = FirstTier::new(b"chr1", 0, columns, 4999).unwrap();
                let Some(pos) = tier.pos_of_far(line, &marks, &panel) else { continue };
                let site = site_fields_at(line, &marks).unwrap();
                let (start, end) = (site.pos.saturating_sub(1), end_position(&site).unwrap());
                prop_assert_eq!((site.contig, site.pos), (&b"chr1"[..], pos));
                prop_assert!((1..=5000).contains(&pos));
                prop_assert_eq!((marks.tab_count as usize + 1, marks.has_nul), (columns, false));
                prop_assert!(!panel.covers(0, start.saturating_sub(1), end.max(start + 1) + 1));
            }
        }
    }

    #[test]
    fn most_lines_end_here() {
        let tier = FirstTier::new(b"chr1", 0, 10, 5000).unwrap();
        let ends = |line: &str| tier.pos_of_far(line.as_bytes(), &Marks::of(line.as_bytes()), &panel());
        assert_eq!(ends("chr1\t5000\t.\tA\tG\t50\tPASS\tDP=3\tGT\t0/1"), Some(5000));
        assert_eq!(ends("chr1\t100\t.\tA\tG\t50\tPASS\tDP=3\tGT\t0/1"), None);
        assert_eq!(FirstTier::new(b"a-name-of-17-byte", 0, 10, 5000).map(|_| ()), None);
    }
}
