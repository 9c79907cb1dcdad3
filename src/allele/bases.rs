//! Letters: case, and two bits a base.

/// Upper-cases ASCII letters, as VCF 4.3 section 1.6.1 has REF and ALT compare without case.
#[must_use]
pub fn fold_case(bases: &[u8]) -> Vec<u8> {
    bases.to_ascii_uppercase()
}

/// Whether all letters are upper-case A, C, G or T, and there is at least one.
///
/// IUPAC codes, `N`, `*` and symbolic alleles are not: they never match, and are counted.
#[must_use]
pub fn is_acgt(bases: &[u8]) -> bool {
    !bases.is_empty() && bases.iter().all(|b| matches!(b, b'A' | b'C' | b'G' | b'T'))
}

/// Appends bases to a buffer, four to a byte, the first in the lowest bits (A=0, C=1, G=2, T=3).
///
/// # Panics
///
/// On a letter other than A, C, G or T: packing it would make up a match.
pub fn pack(bases: &[u8], out: &mut Vec<u8>) {
    for quad in bases.chunks(4) {
        let byte = quad.iter().enumerate().fold(0, |byte, (i, &base)| byte | (code(base) << (2 * i)));
        out.push(byte);
    }
}

fn code(base: u8) -> u8 {
    match base {
        b'A' => 0,
        b'C' => 1,
        b'G' => 2,
        b'T' => 3,
        other => unreachable!("only A, C, G and T are packed, not {other}"),
    }
}

/// The first `len` bases of a packed buffer, or nothing where it is too short.
#[must_use]
pub fn unpack(packed: &[u8], len: usize) -> Option<Vec<u8>> {
    let mut bases = Vec::new();
    unpack_into(packed, len, &mut bases).then_some(bases)
}

/// The same into a buffer, whose content goes; false where there are too few.
pub(crate) fn unpack_into(packed: &[u8], len: usize, bases: &mut Vec<u8>) -> bool {
    bases.clear();
    let Some(packed) = packed.get(..len.div_ceil(4)) else { return false };
    // Four at a time: a panel with millions of entries has half a million of such alleles.
    for byte in packed {
        let base = |i: u8| b"ACGT"[usize::from(byte >> (2 * i) & 3)];
        bases.extend_from_slice(&[base(0), base(1), base(2), base(3)]);
    }
    bases.truncate(len);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn packing_loses_nothing(bases in proptest::collection::vec(proptest::sample::select(b"ACGT".to_vec()), 0..50)) {
            let mut packed = Vec::new();
            pack(&bases, &mut packed);
            prop_assert_eq!(packed.len(), bases.len().div_ceil(4));
            prop_assert_eq!(unpack(&packed, bases.len()), Some(bases));
        }
    }

    #[test]
    fn a_short_buffer_is_refused() {
        assert_eq!(unpack(&[0], 5), None);
    }

    #[test]
    fn other_letters_are_no_bases() {
        for allele in [&b"N"[..], b"AN", b"a", b"*", b"<DEL>", b".", b""] {
            assert!(!is_acgt(allele));
        }
        assert!(is_acgt(b"ACGT"));
    }
}
