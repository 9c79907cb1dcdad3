//! Reference blocks of a gVCF.

use std::io::Write;

use crate::profile::BLOCKS;
use crate::random::Random;
use crate::reference::Reference;

/// Writes one block at `from`, that ends before `to` at the latest. Gives the base behind it.
pub(crate) fn write(
    out: &mut Vec<u8>,
    random: &mut Random,
    (contig, reference): (&str, Reference),
    from: u32,
    to: u32,
    samples: u32,
) -> u32 {
    let end = (from + BLOCKS.draw(random).max(1)).min(to);
    write!(out, "{contig}\t{from}\t.\t{}\t<NON_REF>\t.\t.\tEND={}\tGT:DP:GQ:MIN_DP:PL", reference.base(from), end - 1)
        .expect("memory");
    for _ in 0..samples {
        let depth = 8 + random.below(20) + random.below(20);
        let least = depth - random.below(depth / 4);
        let likelihood = least * 3;
        write!(
            out,
            "\t0/0:{depth}:{}:{least}:0,{likelihood},{}",
            likelihood.min(99),
            likelihood * 10 + random.below(least * 6)
        )
        .expect("memory");
    }
    out.push(b'\n');
    end
}
