//! One pass over a chromosome: sites of the panel and rows of the genome, in order.
//!
//! ```text
//! until both quotas are used up:
//!     whichever is next, a site or a background row, takes the bases from where it was drawn to, or
//!         from the first free base, whatever is further
//!     of a site all entries are written; of one in a hundred also rows that carry it, of others decoys
//!     the next of its kind is drawn so that what is left of the quota fills what is left of the contig
//! ```
//!
//! What two of them take never meets. So no row can spell an entry of a site that it was not made for,
//! and what is planted is the whole truth, without a list of what was used. Nothing is kept but the
//! place.

use std::io;

use crate::background;
use crate::blocks;
use crate::contigs::{Contig, MARGIN};
use crate::decoy;
use crate::genotype::Copies;
use crate::header;
use crate::planted;
use crate::profile::{ENTRY_GAPS, ROW_GAPS};
use crate::random::Random;
use crate::reference::Reference;
use crate::row::{self, Row};
use crate::site::Site;
use crate::truth::{Carried, How, Zygosity};
use crate::{Made, Outputs, Spec};

/// One site in so many is carried; of the others one in so many has a decoy.
const CARRIED: u32 = 93;
const DECOYS: u32 = 150;
/// No site and no row needs as many bases.
const ROOM: u32 = 1_000;

/// Rows and entries that a chromosome shall have.
pub(crate) struct Quota {
    pub(crate) records: u64,
    pub(crate) entries: u64,
}

pub(crate) struct Walk<'a, 'o> {
    pub(crate) spec: &'a Spec,
    pub(crate) random: &'a mut Random,
    pub(crate) out: &'a mut Outputs<'o>,
    pub(crate) made: &'a mut Made,
    contig: Contig,
    reference: Reference,
    left: Quota,
    /// The first base that nothing has taken, and the first that no row of a gVCF speaks of.
    free: u32,
    unspoken: u32,
    line: Vec<u8>,
}

impl<'a, 'o> Walk<'a, 'o> {
    pub(crate) fn new(
        spec: &'a Spec,
        random: &'a mut Random,
        out: &'a mut Outputs<'o>,
        made: &'a mut Made,
        (contig, left): (Contig, Quota),
    ) -> Self {
        let reference = Reference::of(contig);
        Self { spec, random, out, made, contig, reference, left, free: MARGIN, unspoken: MARGIN, line: Vec::new() }
    }

    pub(crate) fn run(mut self) -> io::Result<()> {
        let mut next_site = MARGIN + self.entry_gap(MARGIN);
        let mut next_row = MARGIN + self.row_gap(MARGIN);
        while self.left.entries + self.left.records > 0 {
            let is_site = self.left.entries > 0 && (next_site <= next_row || self.left.records == 0);
            let pos = self.free.max(if is_site { next_site } else { next_row });
            if pos + ROOM > self.end() {
                break;
            }
            if is_site {
                next_site = self.site(pos)?;
                next_site += self.entry_gap(next_site);
            } else {
                next_row = self.background(pos)?;
                next_row += self.row_gap(next_row);
            }
        }
        self.blocks_before(self.end())
    }

    fn end(&self) -> u32 {
        self.contig.length - MARGIN
    }

    /// Writes a site and gives where it begins.
    fn site(&mut self, pos: u32) -> io::Result<u32> {
        let site = Site::draw(self.random, self.reference, pos, self.left.entries);
        for entry in site.entries() {
            self.line.clear();
            header::entry(&mut self.line, self.random, (self.contig, self.reference), entry);
            self.out.panel.write_all(&self.line)?;
        }
        self.made.entries += site.len();
        self.left.entries -= site.len();
        self.free = site.span().end + 1;
        // A site has three rows at most.
        if self.left.records >= 3 {
            if self.random.one_in(CARRIED) {
                self.carry(&site)?;
            } else if self.random.one_in(DECOYS) {
                let rows = decoy::rows(self.random, self.reference, &site, self.spec.samples);
                self.made.decoys += rows.len() as u64;
                self.rows(&rows)?;
            }
        }
        Ok(site.span().start)
    }

    fn carry(&mut self, site: &Site) -> io::Result<()> {
        let copies = Copies::draw(self.random, self.spec.samples);
        let (rows, how) = planted::rows(self.random, self.reference, site, &copies);
        for (sample, copies) in (0..).zip(copies) {
            let zygosity = match copies {
                Copies::None => continue,
                Copies::One => Zygosity::Het,
                Copies::Two => Zygosity::Hom,
            };
            self.made.carried += 1;
            self.made.respelled += u64::from(how != How::Exact);
            (self.out.carried)(Carried {
                contig: self.contig.name,
                pos: site.entry.pos,
                reference: site.entry.reference.clone(),
                alternate: site.entry.alternate.clone(),
                how,
                zygosity,
                sample,
            })?;
        }
        self.rows(&rows)
    }

    /// Writes a row without an entry and gives where it begins.
    fn background(&mut self, pos: u32) -> io::Result<u32> {
        let (row, span) = background::row(self.random, self.reference, pos, self.spec.samples);
        self.free = span.end + 1;
        self.rows(&[row])?;
        Ok(span.start)
    }

    fn rows(&mut self, rows: &[Row]) -> io::Result<()> {
        for row in rows {
            self.blocks_before(row.pos)?;
            self.line.clear();
            row::write(&mut self.line, self.random, self.contig.name, row, self.spec.gvcf);
            self.write_line()?;
            self.unspoken = self.unspoken.max(row.end());
        }
        self.made.records += rows.len() as u64;
        self.left.records -= rows.len() as u64;
        Ok(())
    }

    /// Reference blocks of a gVCF up to here.
    fn blocks_before(&mut self, pos: u32) -> io::Result<()> {
        while self.spec.gvcf && self.unspoken < pos {
            self.line.clear();
            let place = (self.contig.name, self.reference);
            self.unspoken = blocks::write(&mut self.line, self.random, place, self.unspoken, pos, self.spec.samples);
            self.write_line()?;
            self.made.blocks += 1;
        }
        Ok(())
    }

    fn write_line(&mut self) -> io::Result<()> {
        self.made.bytes += self.line.len() as u64;
        self.out.genome.write_all(&self.line)
    }

    /// Nine of ten gaps are those within clusters, the others fill the contig; all are smaller where
    /// there is no room for them.
    fn entry_gap(&mut self, pos: u32) -> u32 {
        let left = u64::from(self.end().saturating_sub(pos));
        let mean = left / self.left.entries.max(1);
        let (within, last) = (ENTRY_GAPS.mean() * 9 / 10, 2_911);
        let needed = within + last / 10;
        let gap = if !self.random.one_in(10) {
            u64::from(ENTRY_GAPS.draw(self.random))
        } else if mean > needed {
            let most = 2 * ((mean - within) * 10 - last);
            last + u64::from(self.random.below(u32::try_from(most).unwrap_or(u32::MAX)))
        } else {
            last
        };
        let gap = if mean < needed { gap * mean / needed } else { gap };
        at_most(gap, left)
    }

    fn row_gap(&mut self, pos: u32) -> u32 {
        let left = u64::from(self.end().saturating_sub(pos));
        let gap = u64::from(ROW_GAPS.draw(self.random)) * left / (ROW_GAPS.mean() * self.left.records.max(1));
        at_most(gap, left)
    }
}

/// A gap that leaves room for what is still to come: half of the contig's rest, whose end is kept free
/// until then.
fn at_most(gap: u64, left: u64) -> u32 {
    let most = left.saturating_sub(8 * u64::from(ROOM)) / 2;
    u32::try_from(gap.min(most).max(1)).expect("contigs are shorter")
}
