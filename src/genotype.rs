//! GT bytes: alleles, phase, ploidy, completeness.

/// A genotype of any ploidy, as one GT value states it.
///
/// VCF 4.3 section 1.6.2, and the leading phase mark of VCF 4.4.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Genotype {
    /// One item a haplotype: the allele index (0 = REF), or nothing where it was not called.
    alleles: Vec<Option<u16>>,
    /// Whether every separator is `|`, and there is at least one.
    phased: bool,
}

impl Genotype {
    /// Reads a GT value. Nothing where it is no genotype.
    #[must_use]
    pub fn parse(text: &[u8]) -> Option<Self> {
        let text = text.strip_prefix(b"|").or_else(|| text.strip_prefix(b"/")).unwrap_or(text);
        let alleles: Option<Vec<_>> = text.split(|b| matches!(b, b'/' | b'|')).map(parse_allele).collect();
        let phased = text.contains(&b'|') && !text.contains(&b'/');
        Some(Self { alleles: alleles?, phased })
    }

    /// The called alleles, one item a haplotype.
    #[must_use]
    pub fn alleles(&self) -> &[Option<u16>] {
        &self.alleles
    }

    /// Number of haplotypes, called or not.
    #[must_use]
    pub fn ploidy(&self) -> usize {
        self.alleles.len()
    }

    /// Whether the order of the alleles says on which haplotype each lies.
    #[must_use]
    pub fn is_phased(&self) -> bool {
        self.phased
    }

    /// Number of haplotypes that carry this allele index.
    #[must_use]
    pub fn copies(&self, allele: u16) -> usize {
        self.alleles.iter().filter(|a| **a == Some(allele)).count()
    }

    /// Whether both state the same alleles, in whatever order.
    #[must_use]
    pub fn same_alleles(&self, other: &Self) -> bool {
        let sorted = |g: &Self| {
            let mut alleles = g.alleles.clone();
            crate::order::sort(&mut alleles);
            alleles
        };
        sorted(self) == sorted(other)
    }

    /// The haplotypes that carry this allele index, as a mask (bit 0 is the first). Nothing where
    /// the ploidy exceeds 64.
    #[must_use]
    pub fn haplotypes(&self, allele: u16) -> Option<u64> {
        (self.ploidy() <= 64).then(|| {
            self.alleles.iter().enumerate().filter(|(_, a)| **a == Some(allele)).fold(0, |mask, (i, _)| mask | 1 << i)
        })
    }

    /// Number of haplotypes that were not called.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.alleles.iter().filter(|a| a.is_none()).count()
    }

    /// Whether every haplotype was called.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.missing() == 0
    }

    /// Whether every haplotype was called as the reference.
    #[must_use]
    pub fn is_reference(&self) -> bool {
        self.alleles.iter().all(|a| *a == Some(0))
    }

    /// The highest allele index that was called.
    #[must_use]
    pub fn max_allele(&self) -> Option<u16> {
        self.alleles.iter().flatten().max().copied()
    }
}

#[allow(clippy::option_option, reason = "outer: is it a GT value at all; inner: was it called")]
fn parse_allele(text: &[u8]) -> Option<Option<u16>> {
    match text {
        b"." => Some(None),
        digits if !digits.is_empty() && digits.len() <= 4 && digits.iter().all(u8::is_ascii_digit) => {
            Some(Some(digits.iter().fold(0, |n, d| n * 10 + u16::from(d - b'0'))))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gt(text: &str) -> Genotype {
        Genotype::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn ploidy_phase_and_missing() {
        let table = [
            ("0/1", 2, false, 0),
            ("0|1", 2, true, 0),
            (".", 1, false, 1),
            ("./.", 2, false, 2),
            ("1/.", 2, false, 1),
            ("1", 1, false, 0),
            ("0/1/1", 3, false, 0),
            ("|0|1", 2, true, 0),
            ("/1", 1, false, 0),
            ("0|1/2", 3, false, 0),
        ];
        for (text, ploidy, phased, missing) in table {
            let g = gt(text);
            assert_eq!((g.ploidy(), g.is_phased(), g.missing()), (ploidy, phased, missing), "{text}");
        }
    }

    #[test]
    fn copies_are_counted_per_allele() {
        let g = gt("1/1/2");
        assert_eq!((g.copies(1), g.copies(2), g.copies(0), g.max_allele()), (2, 1, 0, Some(2)));
        assert!(gt("0|0").is_reference() && !gt("0/.").is_reference());
    }

    #[test]
    fn haplotypes_are_a_mask() {
        let g = gt("0|1|.|1");
        assert_eq!((g.haplotypes(1), g.haplotypes(0), g.haplotypes(2)), (Some(0b1010), Some(0b0001), Some(0)));
    }

    #[test]
    fn other_texts_are_no_genotype() {
        for text in ["", "/", "0/", "0//1", "a", "-1", "0/x", "99999", "0 1"] {
            assert_eq!(Genotype::parse(text.as_bytes()), None, "{text}");
        }
    }
}
