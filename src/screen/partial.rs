//! What one part of a file gave: evidence, never verdicts.
//!
//! Verdicts are derived once, after all parts are merged, so that no answer depends on where a file
//! was cut or on how many workers read it.

use super::accounting::Accounting;
use super::budget::Budget;
use super::contigs::Contigs;
use super::copies_of_x::OnX;
use super::route::Share;
use super::scan::Body;
use crate::genome::RefAgreement;
use crate::input::{Compression, EOF_IN_MIDDLE, End, Framing, Header, Notice, Seam, TRUNCATED};
use crate::kernel::{Coverage, Planes, Site};
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
    /// What they said of the panel's regions; one a sample where there are planes.
    pub(crate) coverage: Vec<Coverage>,
    /// Records that need more than bits.
    pub(crate) sites: Vec<Site>,
    /// Genotypes on X.
    pub(crate) on_x: OnX,
    /// REF of the file against REF of the panel.
    pub(crate) agreement: RefAgreement,
    /// What its records take of the memory for samples.
    pub(crate) budget: Budget,
    /// What was read and skipped. Whether it is complete is known once the parts are joined.
    pub(crate) accounting: Accounting,
    /// Where it began and ended in the file.
    pub(crate) seam: Seam,
    /// What it is of a plan; the whole or a part of the file where there is none.
    pub(super) share: Option<Share>,
    /// Its lines. Line numbers of a part count from its own first.
    pub(crate) lines: u64,
    /// Whether its last line has no terminator.
    pub(crate) unterminated: bool,
    /// How its bytes ended.
    pub(crate) end: End,
    /// How the file is compressed.
    pub(crate) compression: Compression,
    /// How its records are told apart.
    pub(crate) framing: Framing,
}

/// How a part ended, beside what a scan found in it; the fields are those of [`Partial`].
pub(super) struct Ended {
    pub accounting: Accounting,
    pub share: Option<Share>,
    pub seam: Seam,
    pub lines: u64,
    pub unterminated: bool,
    pub end: End,
    pub compression: Compression,
    pub framing: Framing,
}

impl Partial {
    pub(super) fn new(body: Body, ended: Ended) -> Self {
        let Body { header, samples, contigs, planes, coverage, sites, on_x, agreement, budget, .. } = body;
        let Ended { accounting, share, seam, lines, unterminated, end, compression, framing } = ended;
        Self {
            header,
            samples,
            contigs,
            planes,
            coverage,
            sites,
            on_x,
            agreement,
            budget,
            accounting,
            seam,
            share,
            lines,
            unterminated,
            end,
            compression,
            framing,
        }
    }

    /// Whether the file declares or uses a contig of the panel.
    pub(crate) fn shares_contig(&self, panel: &Panel) -> bool {
        panel.contigs().iter().any(|contig| self.contigs.mentions(&contig.key))
    }

    /// The evidence of a whole file from that of its parts, in their order.
    ///
    /// Nothing where it would not be what one reader of the whole gives: where the parts do not fit
    /// together, or each keeps within a limit that all of them exceed.
    #[must_use]
    pub fn join(parts: Vec<Self>) -> Option<Self> {
        let mut parts = parts.into_iter();
        let mut whole = parts.next().filter(|first| first.follows(None))?;
        for part in parts {
            if !part.follows(Some(&whole)) || !whole.can_take(&part) {
                return None;
            }
            whole.take(part);
        }
        let ends = whole.share.as_ref().is_none_or(Share::is_last);
        (ends && whole.budget.check().is_ok() && whole.contigs.check().is_ok()).then_some(whole)
    }

    /// Whether it begins where another ended; the first of all with the file.
    fn follows(&self, before: Option<&Self>) -> bool {
        match (&self.share, before) {
            (Some(share), Some(before)) => before.share.as_ref().is_some_and(|before| share.follows(Some(before))),
            (Some(share), None) => share.follows(None),
            (None, before) => self.seam.first == Some(before.map_or(0, |before| before.seam.next)),
        }
    }

    /// Whether nothing that is listed is beyond a limit.
    fn can_take(&self, part: &Self) -> bool {
        self.accounting.can_take(&part.accounting) && self.contigs.can_take(&part.contigs)
    }

    /// Takes up the evidence of the next part. The order of sites does not matter: they are sorted when
    /// verdicts are derived.
    fn take(&mut self, mut other: Self) {
        other.count_from(self.lines);
        for (mine, theirs) in self.planes.iter_mut().zip(&other.planes) {
            mine.merge(theirs);
        }
        for (mine, theirs) in self.coverage.iter_mut().zip(&other.coverage) {
            mine.merge(theirs);
        }
        self.on_x.merge(&other.on_x);
        let returning = other.contigs.also_in(&self.contigs);
        other.accounting.follow(self.accounting.last_position.as_ref(), returning);
        self.contigs.merge(other.contigs);
        self.sites.extend(other.sites);
        self.agreement.compared += other.agreement.compared;
        self.agreement.agreed += other.agreement.agreed;
        self.budget.take(other.budget.taken());
        self.accounting.merge(other.accounting);
        (self.seam.next, self.lines) = (other.seam.next, other.lines);
        self.share = other.share;
        self.unterminated |= other.unterminated;
        // All but the last read on into the next one, so only that says how the file ends.
        let in_middle = |end: &End| end.notices.iter().find(|notice| notice.code == EOF_IN_MIDDLE).cloned();
        let seen = in_middle(&self.end).filter(|_| in_middle(&other.end).is_none());
        self.end = other.end;
        self.end.notices.splice(..0, seen);
    }

    /// Counts its lines on from those of all parts before it.
    fn count_from(&mut self, lines: u64) {
        self.sites.iter_mut().for_each(|site| site.record.line += lines);
        self.accounting.count_from(lines);
        self.contigs.count_from(lines);
        self.lines += lines;
    }

    /// Says in the accounting whether the bytes are complete, and in the notices what to tell of their end.
    pub(crate) fn conclude(&mut self) {
        if self.end.complete && self.unterminated {
            // A last line that could not be read is cut off; a whole one is only worth a notice.
            let cut = self.accounting.last_skipped == self.lines;
            let code = if cut { TRUNCATED } else { "no_final_newline" };
            self.end.notices.push(Notice::new(code, format!("line {}", self.lines)));
            self.end.complete = !cut;
        }
        self.accounting.complete = self.end.complete;
        self.accounting.lines = self.lines;
        self.contigs.warn(&mut self.accounting);
    }
}
