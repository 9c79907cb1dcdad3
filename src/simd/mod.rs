//! Sixty-four bytes at a time: which of them end lines and fields, as bits.
//!
//! ```text
//! 64 bytes ▸ compared with \n, \t, D, N, = and NUL, all at once ▸ a word of 64 bits each
//! ```
//!
//! The algorithm stands once, over [`Lanes`], sixteen bytes that a target compares in one step. Each
//! target has a file of its own with its `Lanes`, the only places with `unsafe`; the scalar one is
//! always there and is the oracle of the others.

pub(crate) mod crc32;
pub(crate) mod scalar;
#[cfg(test)]
mod tests;

/// Bytes of a block.
pub(crate) const BLOCK: usize = 64;

/// The bytes of a block that a reader of lines looks for; bit `i` is byte `i`.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Masks {
    /// LF.
    pub(crate) line_feed: u64,
    /// Tab.
    pub(crate) tab: u64,
    /// NUL.
    pub(crate) nul: u64,
    /// `N`, `D` and `=`, which stand one behind the other in `END=`.
    pub(crate) n: u64,
    pub(crate) d: u64,
    pub(crate) equals: u64,
}

/// Sixteen bytes.
pub(crate) trait Lanes: Copy {
    fn load(bytes: &[u8; 16]) -> Self;
    fn store(self, bytes: &mut [u8; 16]);
    fn xor(self, other: Self) -> Self;
    fn and(self, other: Self) -> Self;
    fn or(self, other: Self) -> Self;
    /// Marks each byte that equals this one.
    fn equal(self, byte: u8) -> Self;
    /// A bit for each byte that is marked.
    fn bits(self) -> u16;
    /// Whether any byte is marked.
    fn any(self) -> bool;
}

/// The masks of a block, as fast as the target can.
#[inline(always)]
#[allow(clippy::inline_always, reason = "a step of the hottest loop")]
pub(crate) fn masks(block: &[u8; BLOCK]) -> Masks {
    masks_by::<crate::lanes::Native>(block)
}

/// The masks of a block.
#[inline(always)]
#[allow(clippy::inline_always, reason = "a step of the hottest loop")]
fn masks_by<L: Lanes>(block: &[u8; BLOCK]) -> Masks {
    let quarter = |i: usize| L::load(block[16 * i..16 * (i + 1)].try_into().expect("sixteen bytes"));
    let lanes = [quarter(0), quarter(1), quarter(2), quarter(3)];
    let equal = |byte: u8| equal(&lanes, byte);
    Masks {
        line_feed: equal(b'\n'),
        tab: equal(b'\t'),
        nul: equal(0),
        n: equal(b'N'),
        d: equal(b'D'),
        equals: equal(b'='),
    }
}

/// Written out, since a loop over the quarters stays one where code is compiled for size.
#[inline(always)]
#[allow(clippy::inline_always, reason = "a step of the hottest loop")]
fn equal<L: Lanes>(lanes: &[L; 4], byte: u8) -> u64 {
    let [first, second, third, fourth] = *lanes;
    u64::from(first.equal(byte).bits())
        | u64::from(second.equal(byte).bits()) << 16
        | u64::from(third.equal(byte).bits()) << 32
        | u64::from(fourth.equal(byte).bits()) << 48
}

/// Line feeds and tabs of the last 64 of these bytes, where no NUL is among them and no `ND=` ends in
/// them: most blocks are so, and need no more. The others are left to [`masks`].
#[inline(always)]
#[allow(clippy::inline_always, reason = "a step of the hottest loop")]
pub(crate) fn plain(bytes: &[u8; BLOCK + 2]) -> Option<(u64, u64)> {
    plain_by::<crate::lanes::Native>(bytes)
}

#[inline(always)]
#[allow(clippy::inline_always, reason = "a step of the hottest loop")]
fn plain_by<L: Lanes>(bytes: &[u8; BLOCK + 2]) -> Option<(u64, u64)> {
    let lanes: [L; 4] = [load(bytes, 2), load(bytes, 18), load(bytes, 34), load(bytes, 50)];
    let rare = rare(bytes, 0, lanes[0])
        .or(rare(bytes, 16, lanes[1]))
        .or(rare(bytes, 32, lanes[2]))
        .or(rare(bytes, 48, lanes[3]));
    if rare.any() { None } else { Some((equal(&lanes, b'\n'), equal(&lanes, b'\t'))) }
}

/// Marks each NUL of these lanes, which stand two bytes behind `from`, and each `=` that ends an `ND=`.
#[inline(always)]
#[allow(clippy::inline_always, reason = "a step of the hottest loop")]
fn rare<L: Lanes>(bytes: &[u8; BLOCK + 2], from: usize, lanes: L) -> L {
    let end = lanes.equal(b'=').and(load::<L>(bytes, from + 1).equal(b'D')).and(load::<L>(bytes, from).equal(b'N'));
    end.or(lanes.equal(0))
}

#[inline(always)]
#[allow(clippy::inline_always, reason = "a step of the hottest loop")]
fn load<L: Lanes>(bytes: &[u8; BLOCK + 2], from: usize) -> L {
    L::load(bytes[from..from + 16].try_into().expect("sixteen bytes"))
}
