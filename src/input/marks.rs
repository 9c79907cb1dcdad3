//! Where the fields of a line stand, found while the end of the line is looked for.

use super::place::Place;
use crate::simd::{BLOCK, Masks, masks, plain};

/// The fixed columns before FORMAT and the samples (VCF 4.3 section 1.6.1).
pub(crate) const FIXED: usize = 8;

/// What was seen of a line while its end was looked for.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Marks {
    /// Where it stands in the file.
    pub place: Place,
    /// The bytes of its first tabs, counted from its beginning; [`tab_count`](Self::tab_count) says how
    /// many are there.
    pub tabs: [u32; FIXED],
    /// All its tabs.
    pub tab_count: u32,
    /// Whether it has a NUL byte.
    pub has_nul: bool,
    /// Whether `ND=` stands in it: without it INFO has no END.
    pub may_have_end: bool,
}

impl Marks {
    /// The marks of a whole line, without its terminator.
    #[must_use]
    #[inline(never)]
    pub fn of(line: &[u8]) -> Self {
        let mut scanner = Scanner::default();
        // No line feed is in it, so it is all the rest.
        scanner.scan(line, |_, _| Ok::<(), ()>(())).expect("nothing can fail");
        scanner.marks
    }
}

/// Finds lines and the fields in them.
///
/// ```text
/// for each 64 bytes: masks of line feeds, tabs and the rest
///     for each line feed: the tabs before it belong to the line that it ends
///     what is left belongs to the line that goes on in the next block
/// ```
#[derive(Debug, Default)]
struct Scanner {
    /// Of the line that is being read.
    marks: Marks,
    /// The byte of the text that it begins with.
    from: usize,
}

/// What a block has for lines: a bit a byte.
struct Found {
    line_feed: u64,
    tab: u64,
    nul: u64,
    /// The `=` of `ND=`.
    end: u64,
}

impl Scanner {
    /// Calls back with each line of a text, as (from, to) of its bytes without the line feed.
    fn scan<E>(
        &mut self,
        text: &[u8],
        mut line: impl FnMut((usize, usize), &mut Marks) -> Result<(), E>,
    ) -> Result<(), E> {
        for at in (0..text.len()).step_by(BLOCK) {
            self.block(at, found(text, at), &mut line)?;
        }
        Ok(())
    }

    #[inline(always)]
    #[allow(clippy::inline_always, reason = "a step of the hottest loop")]
    fn block<E>(
        &mut self,
        at: usize,
        Found { mut line_feed, mut tab, mut nul, mut end }: Found,
        line: &mut impl FnMut((usize, usize), &mut Marks) -> Result<(), E>,
    ) -> Result<(), E> {
        while line_feed != 0 {
            let last = line_feed & line_feed.wrapping_neg();
            let mine = last - 1;
            self.take(at, tab & mine, nul & mine, end & mine);
            let to = at + last.trailing_zeros() as usize;
            line((self.from, to), &mut self.marks)?;
            self.marks = Marks::default();
            self.from = to + 1;
            // No bit of the next line stands before its beginning.
            (line_feed, tab, nul, end) = (line_feed ^ last, tab & !mine, nul & !mine, end & !mine);
        }
        self.take(at, tab, nul, end);
        Ok(())
    }

    /// Adds the bits of a block that belong to the line.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "a step of the hottest loop")]
    fn take(&mut self, at: usize, mut tab: u64, nul: u64, end: u64) {
        let marks = &mut self.marks;
        let mut known = marks.tab_count as usize;
        marks.tab_count += tab.count_ones();
        marks.has_nul |= nul != 0;
        marks.may_have_end |= end != 0;
        while known < FIXED && tab != 0 {
            let offset = at + tab.trailing_zeros() as usize - self.from;
            // A line is shorter than 4 GiB: whoever holds its parts has a limit for it.
            marks.tabs[known] = u32::try_from(offset).unwrap_or(u32::MAX);
            tab &= tab - 1;
            known += 1;
        }
    }
}

/// What stands in the block at a byte of a text; behind the text stand spaces.
#[inline(always)]
#[allow(clippy::inline_always, reason = "a step of the hottest loop")]
fn found(text: &[u8], at: usize) -> Found {
    if let Some(from) = at.checked_sub(2)
        && let Some(window) = text[from..].first_chunk()
        && let Some((line_feed, tab)) = plain(window)
    {
        return Found { line_feed, tab, nul: 0, end: 0 };
    }
    found_by_all(text, at)
}

#[inline(never)]
fn found_by_all(text: &[u8], at: usize) -> Found {
    let rest = &text[at..];
    let mut block = [b' '; BLOCK];
    let length = rest.len().min(BLOCK);
    block[..length].copy_from_slice(&rest[..length]);
    let Masks { line_feed, tab, nul, n, d, equals } = masks(&block);
    let before = |bytes: &[u8]| u64::from(text[..at].ends_with(bytes));
    let nd = (n << 1 | before(b"N")) & d;
    Found { line_feed, tab, nul, end: (nd << 1 | before(b"ND")) & equals }
}

/// Calls back with each line of a text that ends in it, as (from, to) of its bytes without the line
/// feed, and gives the byte behind the last of them.
///
/// # Errors
///
/// Those of the call.
pub(super) fn lines<E>(text: &[u8], line: impl FnMut((usize, usize), &mut Marks) -> Result<(), E>) -> Result<usize, E> {
    let mut scanner = Scanner::default();
    scanner.scan(text, line)?;
    Ok(scanner.from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Byte by byte.
    fn oracle(line: &[u8]) -> Marks {
        let all: Vec<u32> = (0..).zip(line).filter(|(_, b)| **b == b'\t').map(|(i, _)| i).collect();
        let mut tabs = [0; FIXED];
        tabs.iter_mut().zip(&all).for_each(|(tab, at)| *tab = *at);
        Marks {
            place: Place::default(),
            tabs,
            tab_count: u32::try_from(all.len()).unwrap(),
            has_nul: line.contains(&0),
            may_have_end: line.windows(3).any(|w| w == b"ND="),
        }
    }

    proptest! {
        #[test]
        fn lines_and_marks_as_byte_by_byte(
            text in proptest::collection::vec(proptest::sample::select(b"\n\t\t\t\0NNDD==AAAAAAAAAAAA;".to_vec()), 0..600),
            sparse in proptest::collection::vec(proptest::sample::select(b"AAAAAAAAAAAAAAAAAAAAAAAAAA\t\nND=".to_vec()), 0..600),
        ) {
            for text in [text, sparse] {
                let mut found: Vec<(Vec<u8>, Marks)> = Vec::new();
                let rest = lines(&text, |(from, to), marks| {
                    found.push((text[from..to].to_vec(), *marks));
                    Ok::<(), ()>(())
                }).unwrap();
                let mut parts: Vec<&[u8]> = text.split(|b| *b == b'\n').collect();
                let last = parts.pop().unwrap();
                prop_assert_eq!(&text[rest..], last);
                let expected: Vec<(Vec<u8>, Marks)> = parts.iter().map(|line| (line.to_vec(), oracle(line))).collect();
                prop_assert_eq!(found, expected);
                prop_assert_eq!(Marks::of(last), oracle(last));
            }
        }
    }
}
