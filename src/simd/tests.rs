use proptest::prelude::*;

use super::crc32::Crc32;
use super::scalar::Words;
use super::{BLOCK, Lanes, Masks, masks, masks_by, plain_by};

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

fn crc32_bit_by_bit(bytes: &[u8]) -> u32 {
    let bit = |crc: u32| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| bit(crc)))
}

/// Tests that a target's lanes give what the oracle gives.
macro_rules! as_byte_by_byte {
    ($($name:ident: $lanes:ty,)*) => {
        proptest! {
            $(
                #[test]
                fn $name(
                    text in proptest::collection::vec(proptest::sample::select(b"\n\t\0ND=\r\x08\x0b\x80\xff AC".to_vec()), BLOCK),
                    any in proptest::collection::vec(1..=u8::MAX, BLOCK),
                ) {
                    for bytes in [text, any] {
                        let block: [u8; BLOCK] = bytes.try_into().unwrap();
                        for before in [*b"ND", *b"xN", *b"\0x"] {
                            let with: Vec<u8> = [&before[..], &block].concat();
                            let rare = block.contains(&0) || with.windows(3).any(|three| three == b"ND=");
                            let masks = oracle(&block);
                            let expected = (!rare).then_some((masks.line_feed, masks.tab));
                            prop_assert_eq!(plain_by::<$lanes>(&with.try_into().unwrap()), expected);
                        }
                        prop_assert_eq!(masks_by::<$lanes>(&block), oracle(&block));
                    }
                }
            )*
        }

        #[test]
        fn crc_32_of_any_length() {
            let bytes: Vec<u8> = (0_u32..3000).map(|i| (i.wrapping_mul(0x9E37_79B1) >> 23).to_le_bytes()[0]).collect();
            // The check value of CRC-32/ISO-HDLC.
            assert_eq!(crc32_bit_by_bit(b"123456789"), 0xCBF4_3926);
            for length in (0..bytes.len()).step_by(7).chain(420..440) {
                let expected = crc32_bit_by_bit(&bytes[..length]);
                $(assert_eq!(Crc32::of_by::<$lanes>(&[&bytes[..length]]), expected, "{length}");)*
                let (first, rest) = bytes[..length].split_at(length / 3);
                $(assert_eq!(Crc32::of_by::<$lanes>(&[first, rest]), expected, "{length} in two");)*
            }
        }

        #[test]
        fn each_byte_at_each_place() {
            for byte in 0..=255 {
                $(assert_eq!(<$lanes as Lanes>::load(&[byte; 16]).equal(byte).bits(), u16::MAX);)*
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
