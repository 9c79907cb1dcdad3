//! Rows that carry the entry of a site, in every spelling.

use crate::change::{Allele, Change, length};
use crate::genotype::{Copies, Genotype};
use crate::random::Random;
use crate::reference::Reference;
use crate::row::Row;
use crate::site::Site;
use crate::truth::How;

/// The rows of a site whose entry the samples have in so many copies, and how they spell it: four of
/// five as the panel does.
pub(crate) fn rows(random: &mut Random, reference: Reference, site: &Site, copies: &[Copies]) -> (Vec<Row>, How) {
    let mut planter = Planter { random, reference, site, copies };
    let wanted = match &site.change {
        // As many callers write them.
        Change::Bases(allele) if allele.reference.len() > 1 && planter.random.one_in(2) => How::MnvParts,
        _ if planter.random.below(5) > 0 => How::Exact,
        Change::Bases(allele) if allele.reference.len() == 1 => {
            planter.random.pick(&[How::Lowercase, How::Split, How::Multiallelic, How::Padded, How::Component])
        }
        Change::Length(change) if change.steps > 0 && planter.random.one_in(2) => How::Shifted,
        _ => planter.random.pick(&[How::Lowercase, How::Split, How::Multiallelic, How::Padded]),
    };
    planter.plant(wanted).unwrap_or_else(|| {
        let genotypes = planter.beside_reference();
        (vec![Row::new(&site.entry, genotypes)], How::Exact)
    })
}

struct Planter<'a> {
    random: &'a mut Random,
    reference: Reference,
    site: &'a Site,
    copies: &'a [Copies],
}

impl Planter<'_> {
    /// Nothing where the site cannot be spelled so.
    fn plant(&mut self, how: How) -> Option<(Vec<Row>, How)> {
        let entry = &self.site.entry;
        let row = match how {
            How::Exact => Row::new(entry, self.beside_reference()),
            How::Lowercase => Row::new(&lower(entry), self.beside_reference()),
            How::Padded => Row::new(&self.padded(), self.beside_reference()),
            How::Component => Row::new(&self.in_two_bases(), self.beside_reference()),
            How::Multiallelic => self.second_of_two()?,
            How::Split => return Some((self.split()?, how)),
            How::MnvParts => return Some((self.parts(), how)),
            How::Shifted | How::ShiftedFar => return self.shifted(),
        };
        Some((vec![row], how))
    }

    /// Genotypes with the allele as the first alternate.
    fn beside_reference(&mut self) -> Vec<Genotype> {
        self.copies.iter().map(|copies| Genotype::of(self.random, *copies, 1)).collect()
    }

    fn padded(&self) -> Allele {
        let Allele { pos, reference, alternate } = &self.site.entry;
        let behind = self.reference.base(pos + length(reference));
        Allele { pos: *pos, reference: format!("{reference}{behind}"), alternate: format!("{alternate}{behind}") }
    }

    /// The base behind is changed too.
    fn in_two_bases(&mut self) -> Allele {
        let Allele { pos, reference, alternate } = &self.site.entry;
        let behind = self.reference.base(pos + 1);
        let other = self.random.other_base(&behind.to_string()).expect("three are left");
        Allele { pos: *pos, reference: format!("{reference}{behind}"), alternate: format!("{alternate}{other}") }
    }

    fn second_of_two(&mut self) -> Option<Row> {
        let entry = &self.site.entry;
        let unlisted = self.site.unlisted(self.random)?;
        let genotypes = self.copies.iter().map(|copies| match copies {
            Copies::None => Genotype::unphased(0, 1),
            Copies::One if self.random.one_in(4) => Genotype::unphased(0, 2),
            Copies::One => Genotype::unphased(1, 2),
            Copies::Two => Genotype::unphased(2, 2),
        });
        let genotypes = genotypes.collect();
        let alternates = vec![unlisted, entry.alternate.clone()];
        Some(Row { pos: entry.pos, reference: entry.reference.clone(), alternates, genotypes })
    }

    /// Two alternates in two rows. Where a sample has both, the other haplotype of each row is said to
    /// be REF, as `bcftools norm -m-` does, or not called.
    fn split(&mut self) -> Option<Vec<Row>> {
        let entry = &self.site.entry;
        let unlisted = Allele { alternate: self.site.unlisted(self.random)?, ..entry.clone() };
        let beyond = if self.random.one_in(2) { Some(0) } else { None };
        let half = |alleles| Genotype { alleles, is_phased: false };
        let genotypes = |copies: &Copies| match copies {
            Copies::None => (Genotype::unphased(0, 1), Genotype::unphased(0, 0)),
            Copies::One => (half([Some(1), beyond]), half([beyond, Some(1)])),
            Copies::Two => (Genotype::unphased(0, 0), Genotype::unphased(1, 1)),
        };
        let (theirs, mine) = self.copies.iter().map(genotypes).unzip();
        Some(vec![Row::new(&unlisted, theirs), Row::new(entry, mine)])
    }

    /// One row for each base. Who does not carry the entry has its parts on two haplotypes.
    fn parts(&mut self) -> Vec<Row> {
        let second = self.random.one_in(2);
        let genotype = |copies: &Copies, is_first: bool| match copies {
            Copies::None if is_first == second => Genotype::phased(0, 1),
            Copies::One if second => Genotype::phased(0, 1),
            Copies::None | Copies::One => Genotype::phased(1, 0),
            Copies::Two => Genotype::phased(1, 1),
        };
        let parts = bases_of(&self.site.entry);
        let of_part = |(i, part): (usize, &Allele)| {
            Row::new(part, self.copies.iter().map(|copies| genotype(copies, i == 0)).collect())
        };
        parts.iter().enumerate().map(of_part).collect()
    }

    /// At another place of those to which it can be shifted.
    fn shifted(&mut self) -> Option<(Vec<Row>, How)> {
        let Change::Length(change) = &self.site.change else { return None };
        let step = (self.site.step + 1 + self.random.below(change.steps)) % (change.steps + 1);
        let spelling = change.spelled(self.reference, step);
        // Without a FASTA a panel knows the entry's REF and takes the base behind it for its span.
        let bases = length(&spelling.reference);
        let apart = step > self.site.step + bases || step + bases < self.site.step;
        let how = if apart { How::ShiftedFar } else { How::Shifted };
        Some((vec![Row::new(&spelling, self.beside_reference())], how))
    }
}

fn lower(allele: &Allele) -> Allele {
    Allele {
        pos: allele.pos,
        reference: allele.reference.to_ascii_lowercase(),
        alternate: allele.alternate.to_ascii_lowercase(),
    }
}

/// A substitution base by base.
pub(crate) fn bases_of(allele: &Allele) -> Vec<Allele> {
    let pairs = allele.reference.chars().zip(allele.alternate.chars());
    (allele.pos..)
        .zip(pairs)
        .map(|(pos, (reference, alternate))| Allele {
            pos,
            reference: reference.to_string(),
            alternate: alternate.to_string(),
        })
        .collect()
}
