//! What of a panel a plan is made for: all of it, or the entries that are asked about.

use std::ops::Range;

use super::answer::mask;
use super::build_check::settle;
use super::options::ScreenOptions;
use crate::error::Error;
use crate::genome::RefAgreement;
use crate::input::Header;
use crate::panel::{Mask, Panel};

/// The entries whose records are to be read. Each kind makes a planner of its own, so that whoever plans for the
/// whole alone carries nothing of the other.
pub(super) trait Needed {
    /// Whether these are fewer than all.
    const IS_PART: bool;

    /// The panel.
    fn panel(&self) -> &Panel;

    /// Whether any entry of a contig is among them.
    fn is_on(&self, contig: u16) -> bool;

    /// The bases of a contig that they cover (0-based, half-open, ascending); those with fewer than `near` (64 or more)
    /// others between them as one range.
    fn covered(&self, contig: u16, near: u32) -> Vec<Range<u32>>;
}

/// The whole panel.
pub(super) struct Whole<'a>(pub &'a Panel);

impl Needed for Whole<'_> {
    const IS_PART: bool = false;

    fn panel(&self) -> &Panel {
        self.0
    }

    fn is_on(&self, _contig: u16) -> bool {
        true
    }

    fn covered(&self, contig: u16, near: u32) -> Vec<Range<u32>> {
        self.0.covered(contig, near)
    }
}

/// The entries that are asked about.
pub(super) struct Asked<'a> {
    panel: &'a Panel,
    mask: Mask,
}

impl<'a> Asked<'a> {
    /// Those that the filter leaves; nothing where all are needed: without a filter, and where the header alone does not
    /// tell that the builds agree. Their REF does then, and of a part it might be too few.
    ///
    /// # Errors
    ///
    /// As those of [`mask`].
    pub(super) fn of(panel: &'a Panel, header: &Header, options: &ScreenOptions) -> Result<Option<Self>, Error> {
        let is_told = settle(header, Some(panel), RefAgreement::default(), options.build, true).is_ok();
        let mask = if is_told { mask(panel, &options.filter)? } else { None };
        Ok(mask.map(|mask| Self { panel, mask }))
    }
}

impl Needed for Asked<'_> {
    const IS_PART: bool = true;

    fn panel(&self) -> &Panel {
        self.panel
    }

    fn is_on(&self, contig: u16) -> bool {
        let entries = self.panel.contig_entries(contig);
        self.mask.entries[entries.start as usize..entries.end as usize].any()
    }

    fn covered(&self, contig: u16, near: u32) -> Vec<Range<u32>> {
        self.panel.covered_by(contig, &self.mask.entries, near)
    }
}

/// Whether copies of X do not matter, of some entries: with one on X or Y they do.
pub(super) fn leaves_x<N: Needed>(needed: &N) -> bool {
    let is_on = |key: &str| needed.panel().contig_by_key(key).is_some_and(|contig| needed.is_on(contig));
    N::IS_PART && !is_on("X") && !is_on("Y")
}
