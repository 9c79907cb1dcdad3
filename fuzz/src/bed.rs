//! Callable regions.

use genosieve::error::Error;
use genosieve::screen::{Callable, CallableReader};

use super::draw::Draw;

/// Bases of a contig that are looked at one by one.
const LOOKED_AT: u32 = 64;

/// Regions are read the same in any chunks, and cover what their lines do together.
pub fn run(data: &[u8]) {
    let mut draw = Draw::new(data);
    let chunk = 1 + usize::from(draw.byte());
    let text = draw.rest();
    match (read(text, text.len().max(1)), read(text, chunk)) {
        (Ok(whole), Ok(other)) => {
            assert_eq!(whole.facts(), other.facts());
            let facts = whole.facts();
            assert!(facts.regions > 0 && facts.bases >= facts.regions);
            for start in 0..LOOKED_AT {
                let one = |base: u32| whole.covers("1", &(base..base + 1));
                assert_eq!(one(start), other.covers("1", &(start..start + 1)));
                // Regions that touch are one.
                assert_eq!(whole.covers("1", &(start..start + 2)), one(start) && one(start + 1));
            }
        }
        (Err(whole), Err(other)) => assert_eq!((whole.code(), whole.position()), (other.code(), other.position())),
        (whole, other) => panic!("{:?} and {:?}", whole.err(), other.err()),
    }
}

fn read(text: &[u8], chunk: usize) -> Result<Callable, Error> {
    let mut reader = CallableReader::new();
    text.chunks(chunk).try_for_each(|piece| reader.push(piece))?;
    reader.finish("c.bed")
}
