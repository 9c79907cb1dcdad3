//! One name for each contig, whoever named it.

use std::borrow::Cow;

/// The canonical name: `1|chr1|NC_000001.11|CM000663.2` is `1`; `M|MT|chrM|NC_012920.1` is `MT`.
/// Any other name is itself without a leading `chr` (in any case).
#[must_use]
pub fn contig_key(name: &str) -> Cow<'_, str> {
    let bare = match name.get(..3) {
        Some(prefix) if prefix.eq_ignore_ascii_case("chr") && name.len() > 3 => &name[3..],
        _ => name,
    };
    if let Some(key) = chromosome(bare).or_else(|| accession(name).map(|a| a.key)) {
        return Cow::Borrowed(key);
    }
    Cow::Borrowed(bare)
}

/// The place of a [`contig_key`] in reading order: 1 to 22, X 23, Y 24, MT 25, all others last
/// (`u32::MAX`, to be ordered by name).
#[must_use]
pub fn contig_rank(key: &str) -> u32 {
    KEYS.iter().position(|k| *k == key).and_then(|i| u32::try_from(i + 1).ok()).unwrap_or(u32::MAX)
}

/// The canonical names, by rank.
pub(crate) const KEYS: [&str; 25] = [
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20",
    "21", "22", "X", "Y", "MT",
];

fn chromosome(bare: &str) -> Option<&'static str> {
    if bare.eq_ignore_ascii_case("M") {
        return Some("MT");
    }
    KEYS.iter().find(|key| key.eq_ignore_ascii_case(bare)).copied()
}

/// A `RefSeq` or `GenBank` name of a chromosome.
pub(crate) struct Accession {
    pub(crate) key: &'static str,
    /// The series without its version: `NC_0000` is one per chromosome, `CM000` too.
    pub(crate) series: Series,
    pub(crate) version: u32,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Series {
    /// `NC_000001` … `NC_000024`.
    RefSeq,
    /// `CM000663` … `CM000686`.
    GenBank,
    /// `NC_060925` … `NC_060948`: T2T-CHM13.
    T2t,
    /// The mitochondrion, which is the same in all builds but UCSC's hg19.
    Mitochondrion,
}

/// Reads `NC_000001.11`; without a version it is no accession.
pub(crate) fn accession(name: &str) -> Option<Accession> {
    let (stem, version) = name.split_once('.')?;
    let version = version.parse().ok()?;
    if ["NC_012920", "NC_001807", "J01415"].contains(&stem) {
        return Some(Accession { key: "MT", series: Series::Mitochondrion, version });
    }
    let (number, first, series) = if let Some(digits) = stem.strip_prefix("NC_") {
        let number = fixed_digits(digits)?;
        if number >= 60_925 { (number, 60_925, Series::T2t) } else { (number, 1, Series::RefSeq) }
    } else {
        (fixed_digits(stem.strip_prefix("CM")?)?, 663, Series::GenBank)
    };
    let index = usize::try_from(number.checked_sub(first)?).ok()?;
    let key = *KEYS[..24].get(index)?;
    Some(Accession { key, series, version })
}

/// Six digits as a number.
fn fixed_digits(digits: &str) -> Option<u32> {
    (digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_share_a_key() {
        for (key, names) in [
            ("1", &["1", "chr1", "CHR1", "Chr1", "NC_000001.10", "NC_000001.11", "CM000663.2"][..]),
            ("22", &["22", "chr22", "NC_000022.11", "CM000684.1", "NC_060946.1"]),
            ("X", &["X", "chrX", "chrx", "x", "NC_000023.11", "CM000685.2"]),
            ("Y", &["Y", "NC_000024.10", "CM000686.2", "NC_060948.1"]),
            ("MT", &["M", "MT", "chrM", "chrMT", "NC_012920.1", "mt"]),
        ] {
            for name in names {
                assert_eq!(contig_key(name), key, "{name}");
            }
        }
    }

    #[test]
    fn other_names_lose_only_their_chr() {
        for (name, key) in [
            ("23", "23"),
            ("chrUn_KI270742v1", "Un_KI270742v1"),
            ("GL000192.1", "GL000192.1"),
            ("chr", "chr"),
            ("", ""),
            ("NC_000025.1", "NC_000025.1"),
            ("NC_000001", "NC_000001"),
            ("CM000001.1", "CM000001.1"),
            ("染色体1", "染色体1"),
        ] {
            assert_eq!(contig_key(name), key);
        }
    }

    #[test]
    fn rank_is_the_reading_order() {
        assert_eq!(contig_rank("1"), 1);
        assert_eq!(contig_rank("X"), 23);
        assert_eq!(contig_rank("MT"), 25);
        assert_eq!(contig_rank("GL000192.1"), u32::MAX);
    }
}
