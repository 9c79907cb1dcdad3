//! Rows away from all entries.

use std::ops::Range;

use crate::change::{Allele, Change, Mix, draw};
use crate::genotype::{Copies, Genotype};
use crate::profile::{ROW_LENGTH_CHANGES, ROW_LENGTHS, ROW_MULTIALLELIC};
use crate::random::Random;
use crate::reference::Reference;
use crate::row::Row;

const MIX: Mix = Mix { length_changes: ROW_LENGTH_CHANGES, lengths: &ROW_LENGTHS, longer_substitutions: 0 };

/// A row at `pos` or behind it, and the bases that it takes.
pub(crate) fn row(random: &mut Random, reference: Reference, pos: u32, samples: u32) -> (Row, Range<u32>) {
    let change = draw(random, reference, &MIX, pos);
    let allele = match &change {
        Change::Bases(allele) => allele.clone(),
        Change::Length(length) => length.spelled(reference, 0),
    };
    let second = if random.per_mille(ROW_MULTIALLELIC) { second(random, &change, &allele) } else { None };
    let copies = Copies::draw(random, samples);
    let row = match second {
        Some(second) => Row {
            pos: allele.pos,
            reference: allele.reference,
            alternates: vec![allele.alternate, second],
            genotypes: copies.into_iter().map(of_two).collect(),
        },
        None => Row::new(&allele, copies.into_iter().map(|copies| Genotype::of(random, copies, 1)).collect()),
    };
    (row, change.span())
}

fn second(random: &mut Random, change: &Change, allele: &Allele) -> Option<String> {
    match change {
        Change::Bases(_) => random.other_base(&format!("{}{}", allele.reference, allele.alternate)).map(String::from),
        Change::Length(length) => Some(length.another(random, allele)),
    }
}

fn of_two(copies: Copies) -> Genotype {
    match copies {
        Copies::None => Genotype::unphased(0, 1),
        Copies::One | Copies::Two => Genotype::unphased(1, 2),
    }
}
