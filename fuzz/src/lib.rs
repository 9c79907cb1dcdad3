//! The bodies of the fuzz targets: each takes bytes and asserts what must hold of any.
//!
//! They stand here once: `fuzz_targets/` gives them to libFuzzer, and `tests/fuzz_corpus.rs` replays seeds and
//! past findings through them on every commit.

pub mod bcf;
pub mod bed;
#[path = "../../tests/common/by_index.rs"]
mod by_index;
#[path = "../../tests/common/by_parts.rs"]
mod by_parts;
mod case;
pub mod chunks;
#[path = "../../tests/common/mod.rs"]
mod common;
pub mod containers;
mod draw;
#[path = "../../tests/common/bcf.rs"]
mod forms;
pub mod genotype;
pub mod header;
pub mod index;
#[path = "../../tests/common/indexed.rs"]
mod indexed;
pub mod line;
mod pack;
pub mod panel;
pub mod parts;
pub mod screen;
pub mod sniff;
pub mod source;
pub mod stream;
pub mod tiers;

/// A target: its name and its body.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 15] = [
    ("bcf", bcf::run),
    ("bed", bed::run),
    ("chunks", chunks::run),
    ("containers", containers::run),
    ("genotype", genotype::run),
    ("header", header::run),
    ("index", index::run),
    ("line", line::run),
    ("panel", panel::run),
    ("parts", parts::run),
    ("screen", screen::run),
    ("sniff", sniff::run),
    ("source", source::run),
    ("stream", stream::run),
    ("tiers", tiers::run),
];

/// A sound panel as bytes, and its sections, for seeds.
#[must_use]
pub fn panel_bytes() -> &'static (Vec<u8>, Vec<Vec<u8>>) {
    panel::sound()
}

/// Random bytes, for seeds.
#[must_use]
pub fn random_bytes(seed: u64, length: usize) -> Vec<u8> {
    let mut random = common::random::Random::new(seed);
    let bytes: Vec<u8> = (0..=u8::MAX).collect();
    (0..length).map(|_| random.pick(&bytes)).collect()
}

/// BGZF of stored blocks of two sizes by turns, for seeds.
#[must_use]
pub fn stored_blocks(bytes: &[u8], sizes: [u8; 2]) -> Vec<u8> {
    pack::stored(bytes, sizes)
}
