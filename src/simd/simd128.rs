//! wasm with simd128.

#![allow(unsafe_code, reason = "intrinsics")]
#![allow(clippy::inline_always, reason = "each is one instruction")]

use std::arch::wasm32::{
    i8x16_bitmask, u8x16_eq, u8x16_splat, v128, v128_and, v128_any_true, v128_load, v128_or, v128_store, v128_xor,
};

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
    fn store(self, bytes: &mut [u8; 16]) {
        // SAFETY: the array has the 16 bytes that are written, and the store asks for no alignment.
        unsafe { v128_store(bytes.as_mut_ptr().cast(), self.0) }
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        Self(v128_xor(self.0, other.0))
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Self(v128_and(self.0, other.0))
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        Self(v128_or(self.0, other.0))
    }

    #[inline(always)]
    fn equal(self, byte: u8) -> Self {
        Self(u8x16_eq(self.0, u8x16_splat(byte)))
    }

    #[inline(always)]
    fn bits(self) -> u16 {
        i8x16_bitmask(self.0)
    }

    #[inline(always)]
    fn any(self) -> bool {
        v128_any_true(self.0)
    }
}
