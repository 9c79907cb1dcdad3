//! Views: names for what genotypes show of an entry in all members.

use serde::Serialize;

/// What the states of all members show of an entry. None of them is a conclusion about a person.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum FamilyView {
    /// In the proband and in neither parent, both of whom are proved not to carry it.
    Neither,
    /// In the proband and the mother; the father is proved not to carry it.
    Mother,
    /// In the proband and the father; the mother is proved not to carry it.
    Father,
    /// In the proband and in both parents.
    Both,
    /// In the proband; of a parent there is no proof.
    Cannot,
    /// Two copies in the proband, and both parents carry it: one from each.
    TwoCopies,
    /// Two different entries in one gene, on different haplotypes by phase or by the parents.
    InTrans,
    /// Two different entries in one gene; whether they share a haplotype is not known, or is contradicted.
    PhaseUnknown,
    /// The single copy of X, outside of the pseudo-autosomal regions.
    SingleCopyOfX,
    /// A sibling that is affected carries it, too.
    SharedWithSibling,
    /// Carried in the tumour; the matched sample is proved not to carry it.
    TumorOnly,
    /// Carried in the tumour and in the matched sample.
    AlsoInNormal,
    /// Carried in the tumour; of the matched sample there is no proof, or there is none.
    NormalUnknown,
    /// A germline entry that the tumour carries, and the matched sample not as far as is known: its origin is not shown.
    OriginNotShown,
    /// Stands in the section of the matched sample.
    GermlineSection,
    /// Stands in the section of the tumour.
    TumorSection,
}

impl FamilyView {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Neither,
        Self::Mother,
        Self::Father,
        Self::Both,
        Self::Cannot,
        Self::TwoCopies,
        Self::InTrans,
        Self::PhaseUnknown,
        Self::SingleCopyOfX,
        Self::SharedWithSibling,
        Self::TumorOnly,
        Self::AlsoInNormal,
        Self::NormalUnknown,
        Self::OriginNotShown,
        Self::GermlineSection,
        Self::TumorSection,
    ];

    /// Those of a family.
    pub const OF_FAMILY: &[Self] = Self::ALL.split_at(10).0;

    /// Those of a tumour.
    pub const OF_TUMOR: &[Self] = Self::ALL.split_at(10).1;

    /// Its word in reports.
    #[must_use]
    pub fn word(self) -> String {
        crate::json::word_of(&self)
    }
}

/// Views as a set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Views(u16);

impl Views {
    pub(super) fn insert(&mut self, view: FamilyView) {
        self.0 |= 1 << view as u16;
    }

    pub(super) fn contains(self, view: FamilyView) -> bool {
        self.0 >> view as u16 & 1 == 1
    }

    /// In their order.
    pub(super) fn iter(self) -> impl Iterator<Item = FamilyView> {
        FamilyView::ALL.into_iter().filter(move |view| self.contains(*view))
    }
}
