//! How the records of a file are told apart in its text.

use std::sync::Arc;

use super::bcf::{Bcf, Dictionary, MAGIC};
use super::lines::{LineSink, Splitter, Terminator};
use super::place::Place;
use crate::error::Error;

/// How the records of a file are told apart, as far as its first bytes show.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Framing {
    /// By what ends a line.
    Lines(Terminator),
    /// By the sizes before them, with what their numbers stand for.
    Bcf(Arc<Dictionary>),
}

impl Default for Framing {
    fn default() -> Self {
        Self::Lines(Terminator::Unknown)
    }
}

impl Framing {
    /// Whether records can be read from the middle of a file on, where their places are known.
    pub(super) fn has_places(&self) -> bool {
        !matches!(self, Self::Lines(Terminator::Unknown | Terminator::Cr))
    }

    /// The name of a contig by the number that records of BCF state; nothing for text.
    pub(crate) fn contig(&self, number: usize) -> Option<&str> {
        match self {
            Self::Lines(_) => None,
            Self::Bcf(dictionary) => dictionary.contig(number),
        }
    }

    pub(crate) fn is_bcf(&self) -> bool {
        matches!(self, Self::Bcf(_))
    }

    /// The name of the format.
    pub(crate) fn format(&self) -> &'static str {
        match self {
            Self::Lines(_) => "vcf",
            Self::Bcf(_) => "bcf",
        }
    }
}

/// Takes text and gives lines, those of VCF as they stand and those of BCF as VCF has them.
#[derive(Debug, Default)]
pub(super) enum Records {
    /// Nothing was taken yet.
    #[default]
    Untold,
    Lines(Splitter),
    Bcf(Box<Bcf>),
}

impl Records {
    /// For text that begins with a record.
    pub(super) fn of(framing: Framing) -> Self {
        match framing {
            Framing::Lines(terminator) => Self::Lines(Splitter::new(terminator)),
            Framing::Bcf(dictionary) => Self::Bcf(Box::new(Bcf::of_records(dictionary))),
        }
    }

    /// Takes text that stands at a place; the first piece of a file holds its first bytes.
    pub(super) fn push(&mut self, place: Place, text: &[u8], sink: &mut dyn LineSink) -> Result<(), Error> {
        match self {
            Self::Untold => {
                let bcf = text.starts_with(MAGIC);
                *self = if bcf { Self::Bcf(Box::default()) } else { Self::Lines(Splitter::default()) };
                self.push(place, text, sink)
            }
            Self::Lines(splitter) => splitter.push(place, text, sink),
            Self::Bcf(bcf) => bcf.push(place, text, sink),
        }
    }

    /// Ends the text; the number of the record that it ends in the middle of, where that can be told.
    pub(super) fn finish(&mut self, sink: &mut dyn LineSink) -> Result<Option<u64>, Error> {
        match self {
            Self::Untold => Ok(None),
            Self::Lines(splitter) => splitter.finish(sink).map(|()| None),
            Self::Bcf(bcf) => Ok(bcf.cut()),
        }
    }

    /// Whether no record has begun that has not ended.
    pub(super) fn is_between(&self) -> bool {
        match self {
            Self::Untold => true,
            Self::Lines(splitter) => splitter.is_between(),
            Self::Bcf(bcf) => bcf.is_between(),
        }
    }

    pub(super) fn framing(&self) -> Framing {
        match self {
            Self::Untold => Framing::default(),
            Self::Lines(splitter) => Framing::Lines(splitter.terminator()),
            Self::Bcf(bcf) => Framing::Bcf(bcf.dictionary()),
        }
    }

    /// The number of the last line that was handed over; 0 before the first.
    pub(super) fn line_number(&self) -> u64 {
        match self {
            Self::Untold => 0,
            Self::Lines(splitter) => splitter.line_number(),
            Self::Bcf(bcf) => bcf.line_number(),
        }
    }

    /// Whether the last line had no terminator, which those of BCF do not need.
    pub(super) fn unterminated(&self) -> bool {
        matches!(self, Self::Lines(splitter) if splitter.unterminated())
    }
}
