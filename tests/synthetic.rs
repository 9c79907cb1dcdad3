//! The generator's truth and the answers of a screen: two ways to the same entries.

mod common;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use common::{compile, screen};
use genosieve::kernel::{State, Zygosity};
use genosieve::panel::{BuildOptions, Panel, PanelBuilder};
use genosieve::report::{Report, VerdictRow};
use genosieve::screen::ScreenOptions;
use synthetic::{Carried, How, InMemory, Spec};

/// Sample, contig, POS, REF and ALT of each carried entry, with its zygosity.
type Findings = BTreeMap<(String, String, u32, String, String), String>;

const CHUNK: usize = 1 << 20;

fn planted<'a>(carried: impl IntoIterator<Item = &'a Carried>) -> Findings {
    let one = |c: &Carried| {
        let sample = format!("SYNTHETIC{}", c.sample + 1);
        let key = (sample, c.contig.to_owned(), c.pos, c.reference.clone(), c.alternate.clone());
        (key, c.zygosity.word().to_owned())
    };
    carried.into_iter().map(one).collect()
}

fn found(report: &Report) -> Findings {
    let carried = report.verdicts.iter().filter(|verdict| verdict.state == State::Carried);
    let one = |verdict: &VerdictRow| {
        let entry = &verdict.entry;
        let sample = verdict.sample.as_deref().unwrap_or_default().to_owned();
        let key = (sample, entry.contig.clone(), entry.pos, entry.reference.clone(), entry.alternate.clone());
        (key, verdict.zygosity.map(Zygosity::word).unwrap_or_default())
    };
    carried.map(one).collect()
}

/// Feeds a panel's builder with a FASTA that is written.
struct Reference(PanelBuilder);

impl Write for Reference {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.push_reference(bytes).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn compile_with_reference(spec: &Spec, panel: &[u8]) -> Arc<Panel> {
    let mut builder = PanelBuilder::new(BuildOptions { name: "synthetic".into(), ..BuildOptions::default() });
    builder.push(panel).unwrap();
    builder.source_done().unwrap();
    let mut reference = Reference(builder);
    synthetic::write_reference(spec, &mut reference).unwrap();
    Arc::new(reference.0.finish().unwrap())
}

fn answers(panel: &Arc<Panel>, genome: &[u8]) -> Findings {
    found(&screen(panel, genome, CHUNK, ScreenOptions::default()).unwrap())
}

/// What differs, so that a failure can be read.
fn assert_same(found: &Findings, planted: &Findings) {
    let beyond = |a: &Findings, b: &Findings| -> Vec<String> {
        a.iter().filter(|(key, z)| b.get(key) != Some(z)).take(5).map(|one| format!("{one:?}")).collect()
    };
    let (more, fewer) = (beyond(found, planted), beyond(planted, found));
    assert!(more.is_empty() && fewer.is_empty(), "not planted: {more:#?}\nnot found: {fewer:#?}");
}

#[test]
fn a_screen_finds_what_was_planted_and_nothing_else() {
    for seed in [1, 2] {
        let spec = Spec { seed, records: 20_000, entries: 10_000, ..Spec::default() };
        let made = InMemory::new(&spec);
        assert_eq!((made.counts.records, made.counts.entries), (20_000, 10_000));
        let panel = compile_with_reference(&spec, &made.panel);
        assert_eq!(panel.len(), 10_000, "no two entries are one allele");
        assert_same(&answers(&panel, &made.genome), &planted(&made.carried));
        assert!(made.counts.carried > 80 && made.counts.decoys > 40, "{:?}", made.counts);

        let known = made.carried.iter().filter(|carried| !carried.how.needs_reference());
        let panel = compile(&made.panel, None).unwrap();
        assert_same(&answers(&panel, &made.genome), &planted(known));
    }
}

/// Dense, so that few bases hold every spelling and every decoy often.
#[test]
fn samples_and_blocks_change_nothing() {
    let spec = Spec { seed: 3, records: 20_000, entries: 100_000, samples: 3, ..Spec::default() };
    for spec in [spec.clone(), Spec { gvcf: true, records: 3_000, samples: 1, ..spec }] {
        let made = InMemory::new(&spec);
        let panel = compile_with_reference(&spec, &made.panel);
        assert_same(&answers(&panel, &made.genome), &planted(&made.carried));
        assert_eq!(made.counts.blocks > 0, spec.gvcf);
    }
}

#[test]
fn every_spelling_is_planted() {
    let made = InMemory::new(&Spec { records: 50_000, entries: 200_000, ..Spec::default() });
    let mut counts: BTreeMap<How, usize> = BTreeMap::new();
    made.carried.iter().for_each(|carried| *counts.entry(carried.how).or_default() += 1);
    assert_eq!(counts.len(), 9, "{counts:?}");
    assert!(made.counts.decoys > 500);
    let share = made.counts.respelled * 100 / made.counts.carried;
    assert!((17..24).contains(&share), "{share}% are spelled otherwise");
}

#[test]
fn a_seed_gives_the_same_bytes() {
    let spec = Spec { records: 5_000, entries: 5_000, ..Spec::default() };
    let [one, two] = [(); 2].map(|()| InMemory::new(&spec));
    assert!(one.genome == two.genome && one.panel == two.panel && one.carried == two.carried);
    let other = InMemory::new(&Spec { seed: 5, ..spec });
    assert!(one.genome != other.genome && one.panel != other.panel);
}
