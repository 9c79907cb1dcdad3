//! A brute-force oracle: random variants in repeats, spelled at random, against whole sequences.
//!
//! The oracle knows nothing of the implementation. It makes the alleles of each haplotype in a
//! string of bases, for every phase that the records allow, and compares the strings. The short run
//! is part of `make test`; `make soak` sets the numbers of the long one.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/pack.rs"]
mod pack;

mod blocks;
mod generate;
mod island;
mod listed;
mod relations;
mod rows;
mod truth;
mod world;

use common::random::{Random, cases};
use generate::{Case, Tally, check};

/// The short run of variants.
const SHORT: usize = 6_000;
/// Variants of one file.
const BATCH: usize = 500;

#[test]
fn every_spelling_of_every_variant_against_whole_sequences() {
    let seed = cases("GENOSIEVE_SEED", 20_261_128) as u64;
    let wanted = cases("GENOSIEVE_VARIANTS", SHORT);
    let mut tally = Tally::default();
    for batch in 0..wanted.div_ceil(BATCH) {
        let mut random = Random::new(seed.wrapping_add((batch as u64) << 32));
        let number = BATCH.min(wanted - batch * BATCH);
        let islands: Vec<Case> = (0..number).map(|_| Case::random(&mut random)).collect();
        check(&islands, &mut tally);
    }
    println!("seed {seed}: {tally}");
    assert!(tally.failures.is_empty(), "seed {seed}: {tally}\n{}", tally.failures.join("\n"));
    assert!(tally.carried > wanted / 2 && tally.absent > 0 && tally.phase_unknown > 0, "{tally}");
}
