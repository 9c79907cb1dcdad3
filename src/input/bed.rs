//! A line of a BED (UCSC's description of the format): contig, start, end (0-based, half-open), and a name.

use std::ops::Range;

/// What a line is. Cells are separated by tabs, or by spaces where there is no tab.
#[derive(Debug, Eq, PartialEq)]
pub(crate) enum BedLine<'a> {
    /// Blank, or begins with `#`, `browser` or `track`.
    Header,
    /// A region; it may have no base.
    Region {
        contig: &'a [u8],
        /// 0-based, half-open.
        bases: Range<u32>,
        /// Empty where there is none.
        name: &'a [u8],
    },
    /// Anything else.
    Other,
}

impl<'a> BedLine<'a> {
    pub(crate) fn of(line: &'a [u8]) -> Self {
        let header =
            |word: &[u8]| line.strip_prefix(word).is_some_and(|rest| rest.first().is_none_or(u8::is_ascii_whitespace));
        if line.trim_ascii().is_empty() || line[0] == b'#' || header(b"browser") || header(b"track") {
            return Self::Header;
        }
        let by_tab = line.contains(&b'\t');
        let cells = line.split(|b| if by_tab { *b == b'\t' } else { *b == b' ' });
        let mut cells = cells.filter(|cell| by_tab || !cell.is_empty()).map(<[u8]>::trim_ascii);
        let number = |cell: Option<&[u8]>| std::str::from_utf8(cell?).ok()?.parse::<u32>().ok();
        let (contig, start, end) = (cells.next().unwrap_or_default(), number(cells.next()), number(cells.next()));
        match (start, end) {
            (Some(start), Some(end)) if start <= end && !contig.is_empty() => {
                Self::Region { contig, bases: start..end, name: cells.next().unwrap_or_default() }
            }
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_all_kinds() {
        let region = |contig: &'static str, bases, name: &'static str| BedLine::Region {
            contig: contig.as_bytes(),
            bases,
            name: name.as_bytes(),
        };
        for (line, expected) in [
            ("", BedLine::Header),
            ("#chrom\tstart", BedLine::Header),
            ("track name=x", BedLine::Header),
            ("browser position chr1", BedLine::Header),
            ("chr1\t10\t20", region("chr1", 10..20, "")),
            ("chr1\t10\t20\tTTR exon 2\t0\t+", region("chr1", 10..20, "TTR exon 2")),
            ("chr1  10 20 x", region("chr1", 10..20, "x")),
            ("chr1\t5\t5", region("chr1", 5..5, "")),
            ("chr1\t5\t3", BedLine::Other),
            ("\t5\t7", BedLine::Other),
            ("chr1\tx\t9", BedLine::Other),
            ("chr1\t7", BedLine::Other),
            ("chr1\t7\t99999999999", BedLine::Other),
            ("tracks", BedLine::Other),
        ] {
            assert_eq!(BedLine::of(line.as_bytes()), expected, "{line:?}");
        }
    }
}
