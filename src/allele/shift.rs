//! Where an insertion or deletion can be shifted to.

/// The bases over which a pure deletion of `left..right`, or insertion of `inserted` before `left`,
/// can be shifted: 0-based, half-open.
pub(crate) fn shift(bases: &[u8], left: usize, right: usize, inserted: &[u8]) -> (usize, usize) {
    let n = (right - left).max(inserted.len());
    // The unit that is gained or lost, read cyclically: a step to the left needs its last base in
    // front, a step to the right its first base behind.
    let unit = |i: usize| if inserted.is_empty() { bases[left + i % n] } else { inserted[i % n] };
    let steps_left = (1..=left).take_while(|step| bases[left - step] == unit(n * left - step)).count();
    let steps_right = (right..bases.len()).enumerate().take_while(|(i, at)| bases[*at] == unit(*i)).count();
    (left - steps_left, right + steps_right)
}
