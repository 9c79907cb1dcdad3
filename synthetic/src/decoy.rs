//! Rows at a site whose entries nobody carries.

use crate::change::{Allele, Change};
use crate::genotype::{Copies, Genotype};
use crate::planted::bases_of;
use crate::random::Random;
use crate::reference::Reference;
use crate::row::Row;
use crate::site::Site;

/// Rows that a look at positions, or at ALT alone, would take for the entry; none where the drawn kind
/// does not fit the site.
pub(crate) fn rows(random: &mut Random, reference: Reference, site: &Site, samples: u32) -> Vec<Row> {
    match random.below(6) {
        0 | 1 => another_alternate(random, site, samples).into_iter().collect(),
        2 => vec![listed(random, site, samples)],
        3 => listed_beside_another(random, site, samples).into_iter().collect(),
        _ => match &site.change {
            Change::Bases(allele) if allele.reference.len() == 1 => {
                vec![neighbour(random, reference, allele, samples)]
            }
            Change::Bases(allele) => on_two_haplotypes(random, allele, samples),
            Change::Length(_) => another_shifted(random, reference, site, samples).into_iter().collect(),
        },
    }
}

fn carried(random: &mut Random, samples: u32) -> Vec<Genotype> {
    Copies::draw(random, samples).into_iter().map(|copies| Genotype::of(random, copies, 1)).collect()
}

/// Another alternate in the entry's place.
fn another_alternate(random: &mut Random, site: &Site, samples: u32) -> Option<Row> {
    let alternate = site.unlisted(random)?;
    Some(Row::new(&Allele { alternate, ..site.entry.clone() }, carried(random, samples)))
}

/// The entry itself, called as REF or not called.
fn listed(random: &mut Random, site: &Site, samples: u32) -> Row {
    let genotype = if random.one_in(4) { Genotype::NOT_CALLED } else { Genotype::unphased(0, 0) };
    Row::new(&site.entry, (0..samples).map(|_| genotype).collect())
}

/// The entry itself, with another alternate that is called.
fn listed_beside_another(random: &mut Random, site: &Site, samples: u32) -> Option<Row> {
    let Allele { pos, reference, alternate } = site.entry.clone();
    let alternates = vec![alternate, site.unlisted(random)?];
    let genotypes = Copies::draw(random, samples).into_iter().map(|copies| Genotype::of(random, copies, 2)).collect();
    Some(Row { pos, reference, alternates, genotypes })
}

/// The base behind, changed to what the entry's is changed to where it is not that already.
fn neighbour(random: &mut Random, reference: Reference, entry: &Allele, samples: u32) -> Row {
    let base = reference.base(entry.pos + 1).to_string();
    let alternate = if base == entry.alternate {
        random.other_base(&base).expect("three are left").to_string()
    } else {
        entry.alternate.clone()
    };
    Row::new(&Allele { pos: entry.pos + 1, reference: base, alternate }, carried(random, samples))
}

/// The bases of a longer substitution, the first of them on the other haplotype.
fn on_two_haplotypes(random: &mut Random, entry: &Allele, samples: u32) -> Vec<Row> {
    let (one, other) = if random.one_in(2) { ((0, 1), (1, 0)) } else { ((1, 0), (0, 1)) };
    let of_part = |(i, part): (usize, &Allele)| {
        let (first, second) = if i == 0 { one } else { other };
        Row::new(part, (0..samples).map(|_| Genotype::phased(first, second)).collect())
    };
    bases_of(entry).iter().enumerate().map(of_part).collect()
}

/// Another allele at a place to which the entry can be shifted.
fn another_shifted(random: &mut Random, reference: Reference, site: &Site, samples: u32) -> Option<Row> {
    let Change::Length(change) = &site.change else { return None };
    let mut allele = change.spelled(reference, random.below(change.steps + 1));
    allele.alternate = change.another(random, &allele);
    Some(Row::new(&allele, carried(random, samples)))
}
