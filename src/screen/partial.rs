//! What one part of a file gave: evidence, never verdicts.
//!
//! Verdicts are derived once, after all parts are merged, so that no answer depends on where a file
//! was cut or on how many workers read it.

use super::accounting::Accounting;
use super::contigs::Contigs;
use super::copies_of_x::OnX;
use crate::genome::RefAgreement;
use crate::input::{Compression, Header, Notice, Terminator};
use crate::kernel::{Planes, Site};
use crate::panel::Panel;

/// Evidence of one part of a file.
#[derive(Debug)]
pub struct Partial {
    /// The header; every part has the same.
    pub(crate) header: Header,
    /// Columns of the selected samples, counted from 0.
    pub(crate) samples: Vec<usize>,
    /// The file's contigs beside the panel's.
    pub(crate) contigs: Contigs,
    /// What reference rows said, one set of planes a sample.
    pub(crate) planes: Vec<Planes>,
    /// Records that need more than bits.
    pub(crate) sites: Vec<Site>,
    /// Genotypes on X.
    pub(crate) on_x: OnX,
    /// REF of the file against REF of the panel.
    pub(crate) agreement: RefAgreement,
    /// What was read and skipped.
    pub(crate) accounting: Accounting,
    /// What to tell about the bytes.
    pub(crate) notices: Vec<Notice>,
    /// How the file is compressed.
    pub(crate) compression: Compression,
    /// What ends its lines.
    pub(crate) terminator: Terminator,
}

impl Partial {
    /// Whether the file declares or uses a contig of the panel.
    pub(crate) fn shares_contig(&self, panel: &Panel) -> bool {
        panel.contigs().iter().any(|contig| self.contigs.mentions(&contig.key))
    }

    /// Takes up the evidence of a later part of the same file. The order of sites does not matter:
    /// they are sorted when verdicts are derived.
    pub fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.planes.iter_mut().zip(&other.planes) {
            mine.merge(theirs);
        }
        self.on_x.merge(&other.on_x);
        self.contigs.merge(other.contigs);
        self.sites.extend(other.sites);
        self.agreement.compared += other.agreement.compared;
        self.agreement.agreed += other.agreement.agreed;
        self.accounting.merge(other.accounting);
        self.notices.extend(other.notices);
    }
}
