//! Islands: stretches of reference with repeats, far enough from each other, and variants on them.

use crate::common::random::Random;

/// No variant reaches into the ends, and no repeat runs through them.
const FLANK: &[u8] = b"GATCCTGAGTCA";

/// A change of the bases `start..end` (0-based on its island, half-open).
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Variant {
    pub start: usize,
    pub end: usize,
    pub alternate: Vec<u8>,
}

/// The bases of an island: segments of random letters and tandem repeats of short motifs.
pub(crate) fn island(random: &mut Random) -> Vec<u8> {
    let letters: &[u8] = random.pick::<&[u8]>(&[&b"AC"[..], b"AT", b"ACGT", b"ACGT", b"A"]);
    let length = random.within(20..70);
    let mut bases = FLANK.to_vec();
    while bases.len() < FLANK.len() + length {
        if random.once_in(2) {
            let n = random.within(1..7);
            bases.extend(random.bases(n, letters));
        } else {
            let n = random.within(1..5);
            let motif = random.bases(n, b"ACGT");
            (0..random.within(2..8)).for_each(|_| bases.extend(&motif));
        }
    }
    bases.extend(FLANK);
    bases
}

/// Sequences alone are compared: the reference with these changes made; nothing where two of them
/// are about the same bases.
pub(crate) fn haplotype(reference: &[u8], variants: &[&Variant]) -> Option<Vec<u8>> {
    let mut sorted = variants.to_vec();
    sorted.sort_by_key(|v| (v.start, v.end));
    let (mut bases, mut at, mut inserted_at) = (Vec::new(), 0, None);
    for variant in sorted {
        let insertion = variant.start == variant.end;
        if variant.start < at || (insertion && inserted_at == Some(variant.start)) {
            return None;
        }
        bases.extend(&reference[at..variant.start]);
        bases.extend(&variant.alternate);
        at = variant.end;
        inserted_at = insertion.then_some(variant.start);
    }
    bases.extend(&reference[at..]);
    Some(bases)
}

impl Variant {
    pub(crate) fn new(start: usize, end: usize, alternate: &[u8]) -> Self {
        Self { start, end, alternate: alternate.to_vec() }
    }

    /// A random change that is one.
    pub(crate) fn random(reference: &[u8], random: &mut Random) -> Self {
        loop {
            let start = random.within(FLANK.len()..reference.len() - FLANK.len() - 8);
            let (end, n) = match random.below(10) {
                0..3 => (start + 1, 1),
                3..5 => {
                    let n = random.within(2..5);
                    (start + n, n)
                }
                5..7 => (start, random.within(1..7)),
                7..9 => (start + random.within(1..8), 0),
                _ => (start + random.within(1..5), random.within(1..5)),
            };
            let mut alternate = random.bases(n, b"ACGT");
            if end == start && random.once_in(2) {
                // A copy of what follows can be shifted.
                alternate = reference[start..start + n].to_vec();
            }
            let variant = Self { start, end, alternate };
            if variant.haplotype(reference) != reference {
                return variant;
            }
        }
    }

    /// Nearly the same: moved by a base, another letter, or a base longer or shorter.
    pub(crate) fn decoy(&self, reference: &[u8], random: &mut Random) -> Self {
        loop {
            let mut decoy = self.clone();
            match random.below(5) {
                0 => (decoy.start, decoy.end) = (self.start + 1, self.end + 1),
                1 => (decoy.start, decoy.end) = (self.start - 1, self.end - 1),
                2 => decoy.end = (self.end + 1).max(self.start),
                3 if !self.alternate.is_empty() => {
                    let at = random.below(self.alternate.len());
                    decoy.alternate[at] = random.pick(b"ACGT");
                }
                _ => decoy.alternate.push(random.pick(b"ACGT")),
            }
            if decoy.haplotype(reference) != reference {
                return decoy;
            }
        }
    }

    pub(crate) fn haplotype(&self, reference: &[u8]) -> Vec<u8> {
        haplotype(reference, &[self]).expect("one change meets no other")
    }

    /// Without the letters that both sides share at their ends.
    pub(crate) fn minimal(&self, reference: &[u8]) -> Self {
        let mut v = self.clone();
        while v.start < v.end && v.alternate.last() == Some(&reference[v.end - 1]) {
            v.end -= 1;
            v.alternate.pop();
        }
        while v.start < v.end && v.alternate.first() == Some(&reference[v.start]) {
            v.start += 1;
            v.alternate.remove(0);
        }
        v
    }

    /// Whether both sides have the same number of bases.
    pub(crate) fn is_substitution(&self) -> bool {
        self.end - self.start == self.alternate.len()
    }

    /// Every place and rotation at which the same sequence comes out, by trying them all.
    pub(crate) fn spellings(&self, reference: &[u8]) -> Vec<Self> {
        let minimal = self.minimal(reference);
        let goal = self.haplotype(reference);
        let (lost, gained) = (minimal.end - minimal.start, minimal.alternate.len());
        if lost > 0 && gained > 0 {
            return vec![minimal];
        }
        (1..reference.len() - lost)
            .map(|start| Self::new(start, start + lost, &goal[start..start + gained]))
            .filter(|v| v.haplotype(reference) == goal)
            .collect()
    }
}
