//! What is planted: the entries that a sample carries, and how its rows spell them.

use std::fmt;
use std::io::{self, Write};

/// How rows spell an entry that is carried.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum How {
    /// As the panel does, as the only alternate of a row.
    Exact,
    /// As the panel does, in lower case.
    Lowercase,
    /// As the panel does, beside an unlisted alternate that stands in a row of its own.
    Split,
    /// As the second of two alternates.
    Multiallelic,
    /// With the base behind it.
    Padded,
    /// Shifted within a repeat; REF of the row meets REF of the entry or the base behind it.
    Shifted,
    /// Shifted within a repeat further than that, so that bases of the reference genome are needed.
    ShiftedFar,
    /// A longer substitution, as one row for each base, in phase.
    MnvParts,
    /// Within a substitution of two bases.
    Component,
}

impl How {
    /// The word in `truth.tsv`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Lowercase => "lowercase",
            Self::Split => "split",
            Self::Multiallelic => "multiallelic",
            Self::Padded => "padded",
            Self::Shifted => "shifted",
            Self::ShiftedFar => "shifted_far",
            Self::MnvParts => "mnv_parts",
            Self::Component => "component",
        }
    }

    /// Whether a panel that was built without a FASTA cannot know it.
    #[must_use]
    pub fn needs_reference(self) -> bool {
        self == Self::ShiftedFar
    }
}

/// The zygosity of a carried entry.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Zygosity {
    /// On one of two haplotypes.
    Het,
    /// On both.
    Hom,
}

impl Zygosity {
    /// The word in `truth.tsv`, and of a report.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Het => "het",
            Self::Hom => "hom",
        }
    }
}

/// An entry of the panel that a sample carries.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Carried {
    /// With `chr`.
    pub contig: &'static str,
    /// 1-based, as the panel spells it; REF and ALT too.
    pub pos: u32,
    /// REF of the entry.
    pub reference: String,
    /// ALT of the entry.
    pub alternate: String,
    /// How the rows spell it.
    pub how: How,
    /// On how many haplotypes.
    pub zygosity: Zygosity,
    /// The place of the sample in the header, from 0.
    pub sample: u32,
}

impl Carried {
    /// Writes the first line of `truth.tsv`.
    ///
    /// # Errors
    ///
    /// What `out` says.
    pub fn write_header(out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"contig\tpos\tref\talt\thow\tzygosity\tsample\n")
    }
}

/// A line of `truth.tsv`, without its end.
impl fmt::Display for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { contig, pos, reference, alternate, how, zygosity, sample } = self;
        let (how, zygosity, sample) = (how.word(), zygosity.word(), sample_name(*sample));
        write!(f, "{contig}\t{pos}\t{reference}\t{alternate}\t{how}\t{zygosity}\t{sample}")
    }
}

/// The name of a sample in the header.
pub(crate) fn sample_name(sample: u32) -> String {
    format!("SYNTHETIC{}", sample + 1)
}
