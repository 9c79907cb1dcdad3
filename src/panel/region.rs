//! Bases of a contig that a person names.

use super::entry::EntryId;
use super::store::Panel;
use crate::genome::contig_key;

/// Bases of a contig of a panel, 1-based and inclusive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Region {
    contig: u16,
    first: u32,
    last: u32,
}

impl Region {
    /// `chr7:140753336`, `7:140,753,300-140,753,400`; nothing where it is none, or on no contig of the panel.
    pub(crate) fn read(text: &str, panel: &Panel) -> Option<Self> {
        let (contig, range) = text.rsplit_once(':')?;
        let contig = panel.contig_by_key(&contig_key(contig.trim()))?;
        let number = |text: &str| text.trim().replace(',', "").parse::<u32>().ok();
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let (first, last) = (number(first)?, number(last)?);
        (first <= last).then_some(Self { contig, first, last })
    }

    /// All bases of a contig.
    pub(crate) fn whole(contig: &str, panel: &Panel) -> Option<Self> {
        let contig = panel.contig_by_key(&contig_key(contig.trim()))?;
        Some(Self { contig, first: 0, last: u32::MAX })
    }

    /// Whether REF of an entry meets it.
    pub(crate) fn meets(&self, panel: &Panel, contig: u16, id: EntryId) -> bool {
        contig == self.contig && panel.pos(id) <= self.last && self.first <= panel.last(id)
    }
}
