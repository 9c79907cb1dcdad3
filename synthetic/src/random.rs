//! Seeded random numbers, the same on every machine: integers alone, no floating point.

/// `SplitMix64` (Steele, Lea and Flood 2014).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(mix(seed))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number under `n`.
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        u32::try_from(((self.next() >> 32) * u64::from(n)) >> 32).expect("it is under n")
    }

    /// True once in `n` times.
    pub(crate) fn one_in(&mut self, n: u32) -> bool {
        self.below(n) == 0
    }

    /// True in so many of a thousand times.
    pub(crate) fn per_mille(&mut self, n: u32) -> bool {
        self.below(1_000) < n
    }

    pub(crate) fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(u32::try_from(items.len()).expect("short lists")) as usize]
    }

    /// One of the items, each as often as the number beside it says.
    pub(crate) fn weighted<T: Copy>(&mut self, items: &[(T, u32)]) -> T {
        let mut at = self.below(items.iter().map(|(_, weight)| weight).sum());
        let found = items.iter().find(|(_, weight)| {
            let here = at < *weight;
            at = at.wrapping_sub(*weight);
            here
        });
        found.expect("it is under the sum").0
    }

    pub(crate) fn bases(&mut self, n: u32) -> String {
        (0..n).map(|_| self.pick(&['A', 'C', 'G', 'T'])).collect()
    }

    /// A base that is not among these: where all are free but one, its transition in two of three,
    /// as in people. Nothing where all four are taken.
    pub(crate) fn other_base(&mut self, taken: &str) -> Option<char> {
        let free: Vec<char> = "ACGT".chars().filter(|base| !taken.contains(*base)).collect();
        match free.as_slice() {
            [] => None,
            [_, _, _] if self.below(2) == 0 => Some(transition(taken)),
            _ => Some(self.pick(&free)),
        }
    }
}

/// The other purine or pyrimidine.
fn transition(base: &str) -> char {
    match base.as_bytes()[0] {
        b'A' => 'G',
        b'G' => 'A',
        b'C' => 'T',
        _ => 'C',
    }
}

/// The finaliser of `SplitMix64`: every bit of the result depends on every bit of `x`.
pub(crate) fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
