use proptest::prelude::*;

use super::scalar::Words;
use super::{BLOCK, Lanes, Masks, masks, masks_by};

/// Byte by byte.
fn oracle(block: &[u8; BLOCK]) -> Masks {
    let equal = |byte: u8| (0..BLOCK).filter(|i| block[*i] == byte).fold(0, |bits, i| bits | 1 << i);
    Masks {
        line_feed: equal(b'\n'),
        tab: equal(b'\t'),
        nul: equal(0),
        n: equal(b'N'),
        d: equal(b'D'),
        equals: equal(b'='),
    }
}

/// Tests that a target's lanes give what the oracle gives.
macro_rules! as_byte_by_byte {
    ($($name:ident: $lanes:ty,)*) => {
        proptest! {
            $(
                #[test]
                fn $name(
                    text in proptest::collection::vec(proptest::sample::select(b"\n\t\0ND=\r\x08\x0b\x80\xff AC".to_vec()), BLOCK),
                    any in proptest::collection::vec(any::<u8>(), BLOCK),
                ) {
                    for bytes in [text, any] {
                        let block: [u8; BLOCK] = bytes.try_into().unwrap();
                        prop_assert_eq!(masks_by::<$lanes>(&block), oracle(&block));
                    }
                }
            )*
        }

        #[test]
        fn each_byte_at_each_place() {
            for byte in 0..=255 {
                $(assert_eq!(<$lanes as Lanes>::load(&[byte; 16]).equal(byte), u16::MAX);)*
                for at in 0..BLOCK {
                    let mut block = [byte.wrapping_add(1); BLOCK];
                    block[at] = byte;
                    assert_eq!(masks(&block), oracle(&block));
                    $(assert_eq!(masks_by::<$lanes>(&block), oracle(&block));)*
                }
            }
        }
    };
}

as_byte_by_byte! {
    words: Words,
    native: crate::lanes::Native,
}
