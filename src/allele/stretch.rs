//! Stretches of reference bases at known positions.

use super::trim::len;

/// Whether two stretches agree wherever both state a base; nothing where they have none in common.
pub(crate) fn agree(a_start: u32, a: &[u8], b_start: u32, b: &[u8]) -> Option<bool> {
    let (from, to) = (a_start.max(b_start), (a_start + len(a)).min(b_start + len(b)));
    if from >= to {
        return None;
    }
    Some(slice(a_start, a, from, to) == slice(b_start, b, from, to))
}

/// The bases from `from` to `to` (0-based, half-open) of a stretch that begins at `start`.
pub(crate) fn slice(start: u32, bases: &[u8], from: u32, to: u32) -> Option<&[u8]> {
    bases.get(from.checked_sub(start)? as usize..to.checked_sub(start)? as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_common_bases_are_compared() {
        assert_eq!(agree(10, b"ACG", 12, b"GT"), Some(true));
        assert_eq!(agree(10, b"ACG", 11, b"GT"), Some(false));
        assert_eq!(agree(10, b"ACG", 13, b"GT"), None);
        assert_eq!(slice(10, b"ACG", 9, 11), None);
        assert_eq!(slice(10, b"ACG", 11, 13), Some(&b"CG"[..]));
    }
}
