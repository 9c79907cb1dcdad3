//! x86-64, where SSE2 is always there.

#![allow(unsafe_code, reason = "intrinsics")]
#![allow(clippy::inline_always, reason = "each is one instruction")]

use std::arch::x86_64::{
    __m128i, _mm_and_si128, _mm_cmpeq_epi8, _mm_loadu_si128, _mm_movemask_epi8, _mm_or_si128, _mm_set1_epi8,
    _mm_storeu_si128, _mm_xor_si128,
};

use crate::simd::Lanes;

pub(crate) type Native = Sse2;

/// A register.
#[derive(Clone, Copy)]
pub(crate) struct Sse2(__m128i);

impl Lanes for Sse2 {
    #[inline(always)]
    fn load(bytes: &[u8; 16]) -> Self {
        // SAFETY: the array has the 16 bytes that are read, and the load asks for no alignment.
        Self(unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) })
    }

    #[inline(always)]
    fn store(self, bytes: &mut [u8; 16]) {
        // SAFETY: the array has the 16 bytes that are written, and the store asks for no alignment.
        unsafe { _mm_storeu_si128(bytes.as_mut_ptr().cast(), self.0) }
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        // SAFETY: SSE2 belongs to every x86-64.
        Self(unsafe { _mm_xor_si128(self.0, other.0) })
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        // SAFETY: SSE2 belongs to every x86-64.
        Self(unsafe { _mm_and_si128(self.0, other.0) })
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        // SAFETY: SSE2 belongs to every x86-64.
        Self(unsafe { _mm_or_si128(self.0, other.0) })
    }

    #[inline(always)]
    fn equal(self, byte: u8) -> Self {
        // SAFETY: SSE2 belongs to every x86-64.
        Self(unsafe { _mm_cmpeq_epi8(self.0, _mm_set1_epi8(byte.cast_signed())) })
    }

    #[inline(always)]
    fn bits(self) -> u16 {
        // SAFETY: SSE2 belongs to every x86-64.
        let mask = unsafe { _mm_movemask_epi8(self.0) };
        u16::try_from(mask).expect("sixteen bits")
    }

    #[inline(always)]
    fn any(self) -> bool {
        self.bits() != 0
    }
}
