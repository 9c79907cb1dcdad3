//! Generated gVCFs against a model that knows each base apart: what blocks prove, and what not.

use std::fmt::Write;

use super::world::report;
use crate::common::random::{Random, cases};
use crate::common::{compile, screen};
use genosieve::kernel::{Reason, State};
use genosieve::screen::ScreenOptions;

/// What the file says of one base.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Base {
    Proved,
    LowQuality,
    NoCall,
    Silent,
}

/// Blocks, short and long, touching or apart, and the word for each base that they leave.
fn blocks(genome: &[u8], random: &mut Random) -> (String, Vec<Base>) {
    let mut bases = vec![Base::Silent; genome.len()];
    let mut rows = String::new();
    let mut at = 0;
    while at + 12 < genome.len() {
        let end = at + random.within(1..12);
        let (word, value) = match random.below(6) {
            0 => (Base::LowQuality, "0/0:19"),
            1 => (Base::NoCall, "./.:."),
            2 => (Base::Silent, ""),
            3 => (Base::Proved, "0/0:20"),
            _ => (Base::Proved, "0/0:60"),
        };
        if word != Base::Silent {
            let alternate = random.pick(&["<NON_REF>", "<*>", "."]);
            let reference = genome[at] as char;
            writeln!(rows, "1\t{}\t.\t{reference}\t{alternate}\t.\t.\tEND={end}\tGT:GQ\t{value}", at + 1).unwrap();
            bases[at..end].fill(word);
        }
        at = end;
    }
    (rows, bases)
}

/// The state and reason of bases that all must be proved: levels join from the strongest down.
fn expected(span: &[Base]) -> (State, Option<Reason>) {
    let (strongest, weakest) = (*span.iter().min().unwrap(), *span.iter().max().unwrap());
    let reason = match (strongest, weakest) {
        (_, Base::Proved) => return (State::NotCarried, None),
        (Base::Silent, _) => Reason::NoRecord,
        (Base::Proved, Base::Silent) => Reason::SpanPartlyCovered,
        (Base::LowQuality, Base::Silent) | (_, Base::LowQuality) => Reason::LowQuality,
        _ => Reason::NoCall,
    };
    (State::NotAssessed, Some(reason))
}

#[test]
fn generated_blocks_against_each_base_apart() {
    let mut states = std::collections::BTreeMap::new();
    for seed in 0..cases("GENOSIEVE_SEEDS", 20) as u64 {
        let mut random = Random::new(seed ^ 0xb10c);
        let genome = random.bases(600, b"ACGT");
        let (rows, bases) = blocks(&genome, &mut random);
        let meta = "##fileformat=VCFv4.2\n##contig=<ID=1,length=600>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
        let mut source = format!("{meta}\n");
        for pos in (2..580).step_by(7) {
            // A substitution, an insertion, or a deletion whose every base must be proved.
            let start = pos - 1;
            let n = random.within(1..5);
            let text = |bases: &[u8]| String::from_utf8(bases.to_vec()).unwrap();
            let other = *b"ACGT".iter().find(|b| **b != genome[start]).unwrap();
            let (reference, alternate) = match random.below(3) {
                0 => (text(&genome[start..=start]), text(&[other])),
                1 => {
                    (text(&genome[start..=start]), text(&[&genome[start..=start], &random.bases(n, b"ACGT")].concat()))
                }
                _ => (text(&genome[start..=start + n]), text(&genome[start..=start])),
            };
            writeln!(source, "1\t{pos}\t.\t{reference}\t{alternate}\t.\t.\t.").unwrap();
        }
        let fasta = format!(">1\n{}\n", String::from_utf8(genome.clone()).unwrap());
        let panel = compile(source.as_bytes(), Some(fasta.as_bytes())).unwrap();
        let vcf = format!("{meta}\tFORMAT\tS\n{rows}");
        let all = report(&panel, vcf.as_bytes());
        for v in &all.verdicts {
            let (start, reference, alternate) = (v.entry.pos as usize - 1, &v.entry.reference, &v.entry.alternate);
            let span = span(&genome, start, reference.as_bytes(), alternate.as_bytes());
            let found = (v.state, v.reason);
            assert_eq!(
                found,
                expected(&bases[span.clone()]),
                "seed {seed}: {} {reference}>{alternate} {span:?}\n{rows}",
                start + 1
            );
            *states.entry(format!("{found:?}")).or_insert(0) += 1;
        }
        // As bits, without the rows: the same counts.
        let bits = screen(&panel, vcf.as_bytes(), 1 << 20, ScreenOptions::default()).unwrap();
        assert_eq!(format!("{:?}", bits.summary), format!("{:?}", all.summary), "seed {seed}");
    }
    println!("{states:?}");
    assert!(states.len() >= 5, "{states:?}");
}

/// The bases that a proof must cover: of a substitution its own; of a length change every place
/// where the same sequence comes out, and one base on each side.
fn span(genome: &[u8], start: usize, reference: &[u8], alternate: &[u8]) -> std::ops::Range<usize> {
    let variant = super::island::Variant::new(start, start + reference.len(), alternate);
    if reference.len() == alternate.len() {
        return start..start + reference.len();
    }
    let all = variant.spellings(genome);
    let (first, last) = (all.iter().map(|v| v.start).min().unwrap(), all.iter().map(|v| v.end).max().unwrap());
    first - 1..last + 1
}
