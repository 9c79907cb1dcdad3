//! wasm with simd128.

#![allow(unsafe_code, reason = "intrinsics")]
#![allow(clippy::inline_always, reason = "each is one instruction")]

use std::arch::wasm32::{i8x16_bitmask, u8x16_eq, u8x16_splat, v128, v128_load};

use crate::simd::Lanes;

pub(crate) type Native = Simd128;

/// A register.
#[derive(Clone, Copy)]
pub(crate) struct Simd128(v128);

impl Lanes for Simd128 {
    #[inline(always)]
    fn load(bytes: &[u8; 16]) -> Self {
        // SAFETY: the array has the 16 bytes that are read, and the load asks for no alignment.
        Self(unsafe { v128_load(bytes.as_ptr().cast()) })
    }

    #[inline(always)]
    fn equal(self, byte: u8) -> u16 {
        i8x16_bitmask(u8x16_eq(self.0, u8x16_splat(byte)))
    }
}
