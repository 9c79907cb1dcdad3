//! Records of a sample, and every way to spell them.

use super::island::Variant;
use crate::common::random::Random;

/// One record: a stretch of REF and its alternates, called in one sample.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub start: usize,
    pub end: usize,
    pub alternates: Vec<Vec<u8>>,
    /// Allele of each haplotype; nothing where it is not called.
    pub genotype: Vec<Option<usize>>,
    pub phase: Phase,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Phase {
    Unphased,
    /// `|`, with PS or without.
    Set(Option<usize>),
    /// GATK's PGT and PID beside an unphased GT.
    Physical(usize),
}

impl Row {
    /// A record of these variants, padded at random, alternates in random order.
    /// `haplotypes` has the variant of each haplotype, by its index.
    pub(crate) fn new(
        reference: &[u8],
        variants: &[&Variant],
        haplotypes: &[Option<usize>],
        phase: Phase,
        random: &mut Random,
    ) -> Self {
        let spelled: Vec<Variant> = variants
            .iter()
            .map(|v| {
                let mut all = v.spellings(reference);
                all.swap_remove(random.below(all.len()))
            })
            .collect();
        let mut start = spelled.iter().map(|v| v.start).min().unwrap();
        let mut end = spelled.iter().map(|v| v.end).max().unwrap();
        if random.once_in(2) {
            (start, end) = (start - random.below(4), end + random.below(4));
        }
        if spelled.iter().any(|v| v.alternate.is_empty() && v.start == start && v.end == end) || start == end {
            // An anchor is before the change, or seldom behind it.
            if random.once_in(6) { end += 1 } else { start -= 1 }
        }
        let mut order: Vec<usize> = (0..spelled.len()).collect();
        random.shuffle(&mut order);
        let mut alternates: Vec<Vec<u8>> = order
            .iter()
            .map(|i| {
                let v = &spelled[*i];
                [&reference[start..v.start], &v.alternate, &reference[v.end..end]].concat()
            })
            .collect();
        if random.once_in(8) {
            for alternate in &mut alternates {
                alternate.make_ascii_lowercase();
            }
        }
        let allele = |variant: usize| order.iter().position(|i| *i == variant).unwrap() + 1;
        let genotype = haplotypes.iter().map(|h| Some(h.map_or(0, allele))).collect();
        Self { start, end, alternates, genotype, phase }
    }

    /// The variants that it lists, REF left out.
    pub(crate) fn variants(&self) -> Vec<Variant> {
        self.alternates.iter().map(|a| Variant::new(self.start, self.end, &a.to_ascii_uppercase())).collect()
    }

    /// The same site with one alternate a record, as `bcftools norm -m-` writes it.
    pub(crate) fn split(&self) -> Vec<Self> {
        (1..=self.alternates.len())
            .map(|kept| Self {
                alternates: vec![self.alternates[kept - 1].clone()],
                genotype: self.genotype.iter().map(|a| a.map(|a| usize::from(a == kept))).collect(),
                ..self.clone()
            })
            .collect()
    }

    /// The line of a VCF; `offset` is the island's first base, 0-based.
    pub(crate) fn line(&self, contig: &str, offset: usize, reference: &[u8]) -> String {
        let upper = String::from_utf8(reference[self.start..self.end].to_vec()).unwrap();
        let lower = self.alternates[0][0].is_ascii_lowercase();
        let alternates: Vec<_> = self.alternates.iter().map(|a| String::from_utf8(a.clone()).unwrap()).collect();
        let texts: Vec<_> =
            self.genotype.iter().map(|a| a.map_or(".".to_owned(), |allele| allele.to_string())).collect();
        let (format, value) = match self.phase {
            Phase::Unphased => ("GT:GQ", format!("{}:50", texts.join("/"))),
            Phase::Set(None) => ("GT:GQ", format!("{}:50", texts.join("|"))),
            Phase::Set(Some(set)) => ("GT:GQ:PS", format!("{}:50:{set}", texts.join("|"))),
            Phase::Physical(id) => {
                let mut sorted = texts.clone();
                sorted.sort();
                ("GT:GQ:PGT:PID", format!("{}:50:{}:{id}_A_C", sorted.join("/"), texts.join("|")))
            }
        };
        format!(
            "{contig}\t{}\t.\t{}\t{}\t50\tPASS\t.\t{format}\t{value}",
            offset + self.start + 1,
            if lower { upper.to_lowercase() } else { upper },
            alternates.join(",")
        )
    }
}
