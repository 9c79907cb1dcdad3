//! A seeded genome of nobody and a panel to screen it with, of any size, with planted truth.
//!
//! The genome has the distributions of public ones (`profile`), the panel those of `ClinVar`. About
//! one entry in a hundred is carried, a fifth of these spelled otherwise than in the panel ([`How`]); at
//! others stand decoys, which a look at positions would take for them. What is told to be carried is
//! the whole truth.
//!
//! One pass writes everything in order and keeps nothing, so memory does not grow with the genome. Equal
//! specifications give equal bytes on every machine. The crate does no compression and knows nothing of
//! what it tests.
//!
//! ```
//! let spec = synthetic::Spec { records: 1_000, entries: 1_000, ..synthetic::Spec::default() };
//! let made = synthetic::InMemory::new(&spec);
//! assert_eq!(made.carried.len() as u64, made.counts.carried);
//! assert!(made.genome.starts_with(b"##fileformat=VCF"));
//! ```

mod annotation;
mod background;
mod blocks;
mod change;
mod contigs;
mod decoy;
mod genotype;
mod header;
mod planted;
mod profile;
mod random;
mod reference;
mod row;
mod site;
mod truth;
mod walk;

use std::io::{self, Write};

pub use contigs::{Contig, GRCH38};
use random::Random;
use reference::Reference;
pub use truth::{Carried, How, Zygosity};
use walk::{Quota, Walk};

/// What to generate. Equal specifications give equal bytes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Spec {
    /// Another one gives another genome and another panel, over the same reference.
    pub seed: u64,
    /// Rows of the genome with an alternate; reference blocks come on top. Up to 100 million.
    pub records: u64,
    /// Entries of the panel. Up to 100 million.
    pub entries: u64,
    /// Samples, 1 or more.
    pub samples: u32,
    /// Whether reference blocks fill what is between the rows, and each row has `<NON_REF>`.
    pub gvcf: bool,
}

impl Spec {
    /// A whole genome, and as many entries as all of `ClinVar`.
    #[must_use]
    pub fn large() -> Self {
        let (records, entries) = profile::LARGE;
        Self { records, entries, ..Self::default() }
    }

    /// The chromosomes that are used: as many as there are at the density of a whole genome.
    #[must_use]
    pub fn contigs(&self) -> Vec<Contig> {
        let bases = (self.records * profile::BASES_A_RECORD).max(self.entries * profile::BASES_AN_ENTRY);
        contigs::with_room_for(bases)
    }
}

/// A tenth of a genome, over chromosomes 18 to 22, of one sample.
impl Default for Spec {
    fn default() -> Self {
        let (records, entries) = profile::SHORT;
        Self { seed: 20_160_229, records, entries, samples: 1, gvcf: false }
    }
}

/// Where everything goes, as plain text and in order.
pub struct Outputs<'a> {
    /// The genome, a VCF.
    pub genome: &'a mut dyn Write,
    /// The panel, a VCF without samples.
    pub panel: &'a mut dyn Write,
    /// Takes each entry that a sample carries.
    pub carried: &'a mut dyn FnMut(Carried) -> io::Result<()>,
}

/// What was made. Where the chromosomes have no room for all, `records` and `entries` are fewer than
/// asked for.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Made {
    /// Rows with an alternate.
    pub records: u64,
    /// Reference blocks.
    pub blocks: u64,
    /// Text of both, in bytes.
    pub bytes: u64,
    /// Entries of the panel.
    pub entries: u64,
    /// Pairs of an entry and a sample that carries it.
    pub carried: u64,
    /// Of these, how many are spelled otherwise than in the panel.
    pub respelled: u64,
    /// Rows at entries that nobody carries.
    pub decoys: u64,
}

/// Generates a genome and a panel.
///
/// # Errors
///
/// What an output says.
pub fn generate(spec: &Spec, mut out: Outputs<'_>) -> io::Result<Made> {
    let contigs = spec.contigs();
    header::write_genome(out.genome, &contigs, spec.samples, spec.gvcf)?;
    header::write_panel(out.panel, &contigs)?;
    let mut random = Random::new(spec.seed);
    let mut made = Made::default();
    let room: u64 = contigs.iter().map(|contig| u64::from(contig.length)).sum();
    let mut behind = 0;
    for contig in contigs {
        behind += u64::from(contig.length);
        // Up to the share of the contigs so far: what did not fit into one goes into the next.
        let quota = Quota {
            records: spec.records * behind / room - made.records,
            entries: spec.entries * behind / room - made.entries,
        };
        Walk::new(spec, &mut random, &mut out, &mut made, (contig, quota)).run()?;
    }
    Ok(made)
}

/// Writes the reference genome of a specification as FASTA, all its chromosomes in full: 3 GB for a whole
/// genome.
///
/// # Errors
///
/// What `out` says.
pub fn write_reference(spec: &Spec, out: &mut dyn Write) -> io::Result<()> {
    spec.contigs().into_iter().try_for_each(|contig| Reference::of(contig).write(contig, out))
}

/// A genome and a panel that fit into memory.
pub struct InMemory {
    /// The genome's VCF, plain text.
    pub genome: Vec<u8>,
    /// The panel's VCF, plain text.
    pub panel: Vec<u8>,
    /// The planted truth.
    pub carried: Vec<Carried>,
    /// What there is of everything.
    pub counts: Made,
}

impl InMemory {
    /// Generates it.
    #[must_use]
    pub fn new(spec: &Spec) -> Self {
        let (mut genome, mut panel, mut carried) = (Vec::new(), Vec::new(), Vec::new());
        let mut take = |one| {
            carried.push(one);
            Ok(())
        };
        let out = Outputs { genome: &mut genome, panel: &mut panel, carried: &mut take };
        let counts = generate(spec, out).expect("memory takes everything");
        Self { genome, panel, carried, counts }
    }
}
