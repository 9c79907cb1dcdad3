//! What of a panel a plan is made for: all of it, or the entries that are asked about.

use std::ops::Range;

use super::answer::mask;
use super::build_check::settle;
use super::options::ScreenOptions;
use crate::error::Error;
use crate::genome::RefAgreement;
use crate::input::Header;
use crate::panel::{Mask, Panel};

/// The entries whose records are to be read.
pub(super) struct Needed<'a> {
    panel: &'a Panel,
    /// All where there is none.
    asked: Option<Mask>,
}

impl<'a> Needed<'a> {
    /// The whole panel.
    pub(super) fn whole(panel: &'a Panel) -> Self {
        Self { panel, asked: None }
    }

    /// The entries that are asked about. All are needed where the header alone does not tell that the builds agree: their
    /// REF does then, and of a part it might be too few.
    ///
    /// # Errors
    ///
    /// As those of [`mask`].
    pub(super) fn asked(panel: &'a Panel, header: &Header, options: &ScreenOptions) -> Result<Self, Error> {
        let is_told = settle(header, Some(panel), RefAgreement::default(), options.build, true).is_ok();
        let asked = if is_told { mask(panel, &options.filter)? } else { None };
        Ok(Self { panel, asked })
    }

    /// Whether these are fewer than all.
    pub(super) fn is_part(&self) -> bool {
        self.asked.is_some()
    }

    /// Whether copies of X matter: with an entry on X or Y they do.
    pub(super) fn copies_of_x(&self) -> bool {
        let is_on = |contig: u16| {
            let entries = self.panel.contig_entries(contig);
            let asked = |mask: &Mask| mask.entries[entries.start as usize..entries.end as usize].any();
            self.asked.as_ref().is_none_or(asked)
        };
        ["X", "Y"].into_iter().filter_map(|key| self.panel.contig_by_key(key)).any(is_on)
    }

    /// The bases of a contig that they cover (0-based, half-open, ascending); those with fewer than `near` (64 or more)
    /// others between them as one range.
    pub(super) fn covered(&self, contig: u16, near: u32) -> Vec<Range<u32>> {
        match &self.asked {
            Some(mask) => self.panel.covered_by(contig, &mask.entries, near),
            None => self.panel.covered(contig, near),
        }
    }
}
