//! The core's parts in memory, on one thread: membership, opening and compiling a panel, screening.
//!
//! Each group asserts first that the answers are equal to an oracle: a set of covered bases, the
//! planted truth of the synthetic genome, the count of the shared truth table. `docs/benchmarks.md`
//! says what the figures mean.

use std::collections::{BTreeSet, HashSet};
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use criterion::{Criterion, Throughput};
use genosieve::kernel::State;
use genosieve::panel::{BuildOptions, Panel, PanelBuilder};
use genosieve::report::Report;
use genosieve::screen::{Screen, ScreenOptions};
use noodles::bgzf;
use roaring::RoaringBitmap;
use synthetic::{InMemory, Spec};

/// Bytes that are pushed at once, as the native command does.
const CHUNK: usize = 1 << 20;

/// Contig, POS (1-based), REF, ALT.
type Key = (String, u32, String, String);

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    // Chromosomes 19 to 22 at the density of a whole genome and of all of `ClinVar`.
    let made = InMemory::new(&Spec { records: 320_000, entries: 240_000, ..Spec::default() });
    let panel = compile(&made.panel);
    membership(&mut criterion, &panel, &made.genome);
    panels(&mut criterion, &panel, &made.panel);
    screens(&mut criterion, &panel, &made);
    exome(&mut criterion);
    criterion.final_summary();
}

fn compile(source: &[u8]) -> Arc<Panel> {
    let mut builder = PanelBuilder::new(BuildOptions { name: "bench".into(), ..BuildOptions::default() });
    source.chunks(CHUNK).for_each(|chunk| builder.push(chunk).expect("a good source"));
    builder.source_done().expect("a whole source");
    Arc::new(builder.finish().expect("a panel"))
}

fn screen(panel: &Arc<Panel>, genome: &[u8]) -> Report {
    let mut screen = Screen::new(Arc::clone(panel), ScreenOptions::default());
    genome.chunks(CHUNK).for_each(|chunk| screen.push(chunk).expect("a good file"));
    screen.finish().expect("a report")
}

fn carried(report: &Report) -> BTreeSet<Key> {
    let carried = report.verdicts.iter().filter(|verdict| verdict.state == State::Carried);
    carried
        .map(|verdict| {
            let entry = &verdict.entry;
            (entry.contig.clone(), entry.pos, entry.reference.clone(), entry.alternate.clone())
        })
        .collect()
}

/// What the genome carries, as far as a panel that was built without a FASTA can know it.
fn planted(made: &InMemory) -> BTreeSet<Key> {
    let known = made.carried.iter().filter(|carried| !carried.how.needs_reference());
    known.map(|one| (one.contig.to_owned(), one.pos, one.reference.clone(), one.alternate.clone())).collect()
}

/// Contig (by its number in the panel) and 0-based position of each row of a genome.
fn positions(panel: &Panel, genome: &[u8]) -> Vec<(u16, u32)> {
    let text = std::str::from_utf8(genome).expect("ASCII");
    let position = |line: &str| {
        let (contig, rest) = line.split_once('\t')?;
        let pos: u32 = rest.split('\t').next()?.parse().ok()?;
        Some((panel.contig_by_key(contig.trim_start_matches("chr"))?, pos - 1))
    };
    text.lines().filter(|line| !line.starts_with('#')).map(|line| position(line).expect("a row")).collect()
}

fn compress(plain: &[u8]) -> Vec<u8> {
    let mut writer = bgzf::io::Writer::new(Vec::new());
    writer.write_all(plain).expect("memory");
    writer.finish().expect("memory")
}

/// Does the panel cover this base? Sorted look-ups, one for each row of the genome, beside the
/// containers that one would take first.
fn membership(criterion: &mut Criterion, panel: &Panel, genome: &[u8]) {
    let lookups = positions(panel, genome);
    let mut covered: Vec<(u16, u32)> = Vec::new();
    for id in 0..u32::try_from(panel.len()).expect("entries are numbered in 32 bits") {
        let entry = panel.entry(id);
        covered.push((entry.contig, entry.pos - 1));
        covered.extend(entry.reach().map(|base| (entry.contig, base)));
    }
    covered.sort_unstable();
    covered.dedup();
    let set: HashSet<(u16, u32)> = covered.iter().copied().collect();
    let mut roaring: Vec<RoaringBitmap> = vec![RoaringBitmap::new(); panel.contigs().len()];
    for (contig, base) in &covered {
        roaring[usize::from(*contig)].insert(*base);
    }

    let by_panel = || lookups.iter().filter(|(contig, base)| panel.covers(*contig, *base, base + 1)).count();
    let by_search = || lookups.iter().filter(|lookup| covered.binary_search(lookup).is_ok()).count();
    let by_set = || lookups.iter().filter(|lookup| set.contains(lookup)).count();
    let by_roaring = || lookups.iter().filter(|(contig, base)| roaring[usize::from(*contig)].contains(*base)).count();
    for lookup in &lookups {
        assert_eq!(panel.covers(lookup.0, lookup.1, lookup.1 + 1), set.contains(lookup), "{lookup:?}");
    }
    assert_eq!((by_panel(), by_search(), by_roaring()), (by_set(), by_set(), by_set()));
    println!("membership: {} look-ups, {} hits, {} entries", lookups.len(), by_set(), panel.len());

    let mut group = criterion.benchmark_group("membership of sorted positions");
    group.throughput(Throughput::Elements(lookups.len() as u64));
    group.bench_function("Panel::covers", |b| b.iter(|| black_box(by_panel())));
    group.bench_function("binary search in sorted bases", |b| b.iter(|| black_box(by_search())));
    group.bench_function("roaring bitmaps of bases", |b| b.iter(|| black_box(by_roaring())));
    group.bench_function("HashSet of bases", |b| b.iter(|| black_box(by_set())));
    group.finish();
}

/// A panel from its container and from its source.
fn panels(criterion: &mut Criterion, panel: &Panel, source: &[u8]) {
    let container = panel.to_bytes();
    let opened = Panel::open(&container).expect("a good container");
    assert_eq!(opened.info(), panel.info());
    assert_eq!(opened.to_bytes(), container);
    println!("panel: {} entries, {} B of VCF, {} B of .gsp", panel.len(), source.len(), container.len());

    let mut group = criterion.benchmark_group("panel");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(container.len() as u64));
    group.bench_function("open .gsp", |b| b.iter(|| Panel::open(black_box(&container))));
    group.throughput(Throughput::Bytes(source.len() as u64));
    group.bench_function("compile from plain VCF", |b| b.iter(|| compile(black_box(source))));
    group.finish();
}

/// A whole screen, from the first byte to the report; throughput in decompressed bytes.
fn screens(criterion: &mut Criterion, panel: &Arc<Panel>, made: &InMemory) {
    let compressed = compress(&made.genome);
    for genome in [&made.genome, &compressed] {
        let report = screen(panel, genome);
        assert_eq!(report.accounting.records, made.counts.records);
        assert_eq!(carried(&report), planted(made), "what is carried is what was planted");
    }
    println!(
        "genome: {} records, {} B plain, {} B as BGZF, {} carried",
        made.counts.records,
        made.genome.len(),
        compressed.len(),
        planted(made).len()
    );

    let mut group = criterion.benchmark_group("screen synthetic genome (decompressed bytes)");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(made.genome.len() as u64));
    group.bench_function("plain VCF", |b| b.iter(|| screen(panel, black_box(&made.genome))));
    group.bench_function("BGZF", |b| b.iter(|| screen(panel, black_box(&compressed))));
    group.finish();
}

/// The Pfeiffer exome and `ClinVar` of November 2016, where the shared data is.
fn exome(criterion: &mut Criterion) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/files");
    let read = |path: &str| std::fs::read(data.join(path)).ok();
    let (Some(source), Some(genome)) =
        (read("panel/clinvar/2016-11-02.clinvar.vcf.gz"), read("single/Exomiser/Pfeiffer.vcf.gz"))
    else {
        println!("Pfeiffer exome: skipped, ../shared/data is absent");
        return;
    };
    let panel = compile(&source);
    let report = screen(&panel, &genome);
    assert_eq!((panel.len(), report.summary[0].carried), (132_815, 1_342));

    let mut group = criterion.benchmark_group("Pfeiffer exome, ClinVar 2016-11 (compressed bytes)");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(source.len() as u64));
    group.bench_function("compile ClinVar", |b| b.iter(|| compile(black_box(&source))));
    group.throughput(Throughput::Bytes(genome.len() as u64));
    group.bench_function("screen the exome", |b| b.iter(|| screen(&panel, black_box(&genome))));
    group.finish();
}
