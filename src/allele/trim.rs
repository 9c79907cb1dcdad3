//! The minimal spelling of one REF→ALT pair.

/// A change of reference bases: `reference` at `start` becomes `alternate`, and neither begins nor
/// ends as the other does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Change<'a> {
    /// 0-based position of the first replaced base; for an insertion, of the base after it.
    pub start: u32,
    /// The bases that are replaced; empty for an insertion.
    pub reference: &'a [u8],
    /// The bases that stand there instead; empty for a deletion.
    pub alternate: &'a [u8],
}

impl Change<'_> {
    /// 0-based end of the replaced bases, exclusive.
    #[must_use]
    pub fn end(&self) -> u32 {
        self.start + len(self.reference)
    }

    /// Whether both sides have the same, non-zero number of bases.
    #[must_use]
    pub fn is_substitution(&self) -> bool {
        self.reference.len() == self.alternate.len() && !self.reference.is_empty()
    }

    /// Bases gained (positive) or lost (negative).
    #[must_use]
    pub fn net(&self) -> i64 {
        i64::from(len(self.alternate)) - i64::from(len(self.reference))
    }
}

/// A length that fits: alleles are capped by the line limit, far below `u32::MAX`.
pub(crate) fn len(bases: &[u8]) -> u32 {
    u32::try_from(bases.len()).expect("alleles are shorter than 4 GiB")
}

/// Drops the shared suffix, then the shared prefix.
///
/// Suffix first, so that an insertion or deletion in a repeat comes out at its leftmost place
/// inside the given REF.
#[must_use]
pub fn trim<'a>(start: u32, reference: &'a [u8], alternate: &'a [u8]) -> Change<'a> {
    let suffix = reference.iter().rev().zip(alternate.iter().rev()).take_while(|(r, a)| r == a).count();
    let (reference, alternate) = (&reference[..reference.len() - suffix], &alternate[..alternate.len() - suffix]);
    let prefix = reference.iter().zip(alternate).take_while(|(r, a)| r == a).count();
    Change {
        start: start + u32::try_from(prefix).expect("alleles are shorter than 4 GiB"),
        reference: &reference[prefix..],
        alternate: &alternate[prefix..],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shared_ends_go() {
        let change = trim(100, b"CTGAG", b"CTG");
        assert_eq!(change, Change { start: 102, reference: b"GA", alternate: b"" });
        assert_eq!(trim(100, b"GAA", b"GAAA"), Change { start: 101, reference: b"", alternate: b"A" });
        assert_eq!(trim(100, b"ACG", b"ATG"), Change { start: 101, reference: b"C", alternate: b"T" });
        assert_eq!(trim(100, b"AC", b"AC"), Change { start: 100, reference: b"", alternate: b"" });
    }

    proptest! {
        #[test]
        fn padding_does_not_matter(
            r in "[ACGT]{1,8}", a in "[ACGT]{1,8}", left in "[ACGT]{0,5}", right in "[ACGT]{0,5}",
        ) {
            let bare = trim(50, r.as_bytes(), a.as_bytes());
            let (padded_r, padded_a) = (format!("{left}{r}{right}"), format!("{left}{a}{right}"));
            let padded = trim(50 - u32::try_from(left.len()).unwrap(), padded_r.as_bytes(), padded_a.as_bytes());
            prop_assert_eq!(bare.net(), padded.net());
            prop_assert_eq!(bare.is_substitution(), padded.is_substitution());
            if bare.is_substitution() { prop_assert_eq!(bare, padded); }
        }
    }
}
