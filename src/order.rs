//! One sort for all that is not in a hot loop.
//!
//! Each type that the library sorts brings its own copy of the sort, 5 to 9 KB of wasm; eighteen of
//! them were a fifth of the whole. Here one sort is for indexes, and each type only moves its items.

use std::cmp::Ordering;

/// Sorts by a comparison; equal items keep their order.
pub(crate) fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    if items.is_sorted_by(|a, b| compare(a, b).is_le()) {
        return;
    }
    let order = permutation(items.len(), &|a, b| compare(&items[a], &items[b]));
    let mut slots: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|at| slots[at].take()));
}

/// Sorts by a key; equal items keep their order.
pub(crate) fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts; equal items keep their order.
pub(crate) fn sort<T: Ord>(items: &mut Vec<T>) {
    sort_by(items, T::cmp);
}

/// Merges runs that double in length: 0.5 KB of wasm where the library's sort takes 5.
fn permutation(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    let mut next = order.clone();
    let mut run = 1;
    while run < length {
        for (pair, out) in order.chunks(2 * run).zip(next.chunks_mut(2 * run)) {
            merge(pair.split_at(run.min(pair.len())), out, compare);
        }
        std::mem::swap(&mut order, &mut next);
        run *= 2;
    }
    order
}

fn merge((left, right): (&[usize], &[usize]), out: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    let in_order = |a: Option<&usize>, b: Option<&usize>| match (a, b) {
        (Some(a), Some(b)) => compare(*a, *b).is_le(),
        (a, _) => a.is_some(),
    };
    // Files are sorted but for their chromosomes.
    if right.is_empty() || in_order(left.last(), right.first()) {
        out[..left.len()].copy_from_slice(left);
        out[left.len()..].copy_from_slice(right);
        return;
    }
    let (mut l, mut r) = (0, 0);
    for slot in out {
        if in_order(left.get(l), right.get(r)) {
            *slot = left[l];
            l += 1;
        } else {
            *slot = right[r];
            r += 1;
        }
    }
}

/// The order of keys: indexes of `keys`, those of equal keys ascending.
///
/// A radix sort, byte by byte from the lowest: millions of keys compare too slowly one by one. A byte
/// in which all keys agree costs nothing.
pub(crate) fn of_keys(keys: &[u64]) -> Vec<u32> {
    let count = u32::try_from(keys.len()).expect("keys are numbered in 32 bits");
    let mut order: Vec<u32> = (0..count).collect();
    let mut next = vec![0; keys.len()];
    let differing = keys.iter().fold(0, |bits, key| bits | (key ^ keys[0]));
    for shift in (0..u64::BITS).step_by(8).filter(|shift| differing >> shift & 0xff != 0) {
        let byte = |at: u32| (keys[at as usize] >> shift & 0xff) as usize;
        let mut starts = [0_usize; 257];
        for at in &order {
            starts[byte(*at) + 1] += 1;
        }
        (1..257).for_each(|i| starts[i] += starts[i - 1]);
        for at in &order {
            let place = &mut starts[byte(*at)];
            next[*place] = *at;
            *place += 1;
        }
        std::mem::swap(&mut order, &mut next);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_as_the_library_sorts(keys in proptest::collection::vec((any::<u64>(), 0..65_u32).prop_map(|(key, shift)| key.checked_shr(shift).unwrap_or(0)), 0..60)) {
            let mut expected: Vec<u32> = (0..).take(keys.len()).collect();
            expected.sort_by_key(|at| keys[*at as usize]);
            prop_assert_eq!(of_keys(&keys), expected);
        }

        #[test]
        fn as_the_library_sorts(items in proptest::collection::vec((0u8..9, any::<u16>()), 0..60)) {
            let (mut ours, mut theirs) = (items.clone(), items);
            sort_by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(&ours, &theirs);
            sort(&mut ours);
            theirs.sort_unstable();
            prop_assert_eq!(ours, theirs);
        }
    }
}
