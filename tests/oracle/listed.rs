//! The panel as the file: every entry that can be matched is listed, and moved by one base exactly
//! those that an independent look-up of sets finds.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use super::generate::Case;
use super::world::World;
use crate::common::random::Random;
use crate::common::{compile, read, screen, shared};
use genosieve::genome::Build;
use genosieve::kernel::{Reason, State};
use genosieve::panel::Panel;
use genosieve::report::Report;
use genosieve::screen::ScreenOptions;

/// Contig, position of the first changed base, bases lost, bases gained.
type Key = (String, u64, String, String);

/// The records of a source without samples, each moved by some bases.
fn listed(source: &str, moved: u64) -> String {
    let mut text = String::new();
    for line in source.lines() {
        if line.starts_with("##") {
            text.push_str(line);
        } else if line.starts_with('#') {
            text.push_str("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO");
        } else {
            let cells: Vec<&str> = line.split('\t').collect();
            let pos = cells[1].parse::<u64>().unwrap() + moved;
            write!(text, "{}\t{pos}\t.\t{}\t{}\t.\t.\t.", cells[0], cells[3], cells[4]).unwrap();
        }
        text.push('\n');
    }
    text
}

/// The alleles that a file lists, as sets know them: upper case, without what both sides share at
/// their ends. Kept apart from the crate's own trimming.
fn alleles(text: &str) -> BTreeSet<Key> {
    let records = text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
    let each = |c: Vec<&str>| {
        let alternates: Vec<String> = c[4].split(',').map(str::to_owned).collect();
        let (contig, pos, reference) = (c[0].to_owned(), c[1].parse().unwrap(), c[3].to_owned());
        alternates.into_iter().map(move |a| key(&contig, pos, &reference, &a)).collect::<Vec<_>>()
    };
    records.flat_map(each).collect()
}

fn key(contig: &str, pos: u64, reference: &str, alternate: &str) -> Key {
    let (mut r, mut a) = (reference.to_uppercase(), alternate.to_uppercase());
    let mut pos = pos;
    while !r.is_empty() && !a.is_empty() && r.ends_with(&a[a.len() - 1..]) {
        r.pop();
        a.pop();
    }
    while !r.is_empty() && !a.is_empty() && r[..1] == a[..1] {
        r.remove(0);
        a.remove(0);
        pos += 1;
    }
    (contig.trim_start_matches("chr").to_owned(), pos, r, a)
}

fn run(panel: &Arc<Panel>, vcf: &str) -> Report {
    let options = ScreenOptions { all: true, build: Some(Build::GRCh37), ..ScreenOptions::default() };
    screen(panel, vcf.as_bytes(), 1 << 20, options).unwrap()
}

fn carried(report: &Report) -> BTreeSet<Key> {
    let carried = report.verdicts.iter().filter(|v| v.state == State::Carried);
    carried.map(|v| key(&v.entry.contig, u64::from(v.entry.pos), &v.entry.reference, &v.entry.alternate)).collect()
}

#[test]
fn clinvar_2016_lists_itself_and_moved_by_a_base_what_sets_have_in_common() {
    let Some(path) = shared("files/panel/clinvar/2016-11-02.clinvar.vcf.gz") else { return };
    let bytes = read(&path);
    let mut text = String::new();
    std::io::Read::read_to_string(&mut flate2::read::MultiGzDecoder::new(bytes.as_slice()), &mut text).unwrap();
    let panel = compile(&bytes, None).unwrap();
    let itself = run(&panel, &listed(&text, 0));
    let matchable = report_matchable(&itself);
    assert_eq!(itself.summary[0].carried, matchable, "{:?}", itself.summary);
    assert_eq!(itself.panel.alleles - matchable, itself.panel.not_representable);
    let moved = listed(&text, 1);
    let report = run(&panel, &moved);
    let found = carried(&report);
    let there = alleles(&moved);
    let common: BTreeSet<Key> = alleles(&text).intersection(&there).cloned().collect();
    // Sets know one spelling of each; what is found beyond them must be the same sequence elsewhere
    // in a repeat, which is a length change and nothing else.
    // A row whose REF contradicts the entry's is not used, whatever its change.
    for v in report.verdicts.iter().filter(|v| v.state != State::Carried) {
        let mine = key(&v.entry.contig, u64::from(v.entry.pos), &v.entry.reference, &v.entry.alternate);
        assert!(
            !common.contains(&mine)
                || found.contains(&mine)
                || v.reason == Some(Reason::RefMismatch)
                || !is_bases(&mine),
            "{mine:?}"
        );
    }
    let beyond: Vec<_> = found.difference(&common).collect();
    assert!(beyond.iter().all(|k| k.2.is_empty() != k.3.is_empty() || is_part(k, &there)), "{beyond:?}");
    println!("ClinVar 2016: {matchable} listed; moved by a base {} found, {} by sets", found.len(), common.len());
}

fn is_bases(key: &Key) -> bool {
    [&key.2, &key.3].iter().all(|text| text.bytes().all(|b| b"ACGT".contains(&b)))
}

/// Whether the change is part of a longer one of the file.
fn is_part(key: &Key, moved: &BTreeSet<Key>) -> bool {
    moved.iter().any(|longer| {
        let from = key.1.checked_sub(longer.1).and_then(|n| usize::try_from(n).ok());
        longer.0 == key.0
            && longer.2.len() == longer.3.len()
            && from.is_some_and(|n| longer.3.get(n..n + key.3.len()) == Some(key.3.as_str()))
    })
}

fn report_matchable(report: &Report) -> u64 {
    report.panel.alleles - report.panel.not_representable - report.panel.effect_is_ref
}

#[test]
fn a_generated_panel_lists_itself_and_moved_by_a_base_only_what_comes_out_the_same() {
    let mut random = Random::new(4);
    let cases: Vec<Case> = (0..400).map(|_| Case::random(&mut random)).collect();
    let world = World::new(&cases);
    let panel = world.panel();
    let source = world.source(&world.entries);
    let itself = run(&panel, &listed(&source, 0));
    assert_eq!(itself.summary[0].carried, itself.panel.alleles);
    let moved_file = listed(&source, 1);
    let moved = run(&panel, &moved_file);
    let genome = world.fasta.lines().nth(1).unwrap().as_bytes();
    // The whole genome with an allele made; nothing where its REF is not the genome's.
    let made = |genome: &[u8], pos: usize, reference: &str, alternate: &str| -> Option<Vec<u8>> {
        let (start, end) = (pos - 1, pos - 1 + reference.len());
        let there = genome.get(start..end)? == reference.to_uppercase().as_bytes();
        there.then(|| [&genome[..start], alternate.to_uppercase().as_bytes(), &genome[end..]].concat())
    };
    let moved_alleles = alleles(&moved_file);
    let mut found = BTreeSet::new();
    for v in moved.verdicts.iter().filter(|v| v.state == State::Carried) {
        let e = &v.entry;
        let mine = key(&e.contig, u64::from(e.pos), &e.reference, &e.alternate);
        // Were the genome as the row states it, both would make one sequence of it.
        let same = v.records.iter().any(|r| {
            let mut stated = genome.to_vec();
            stated[r.pos as usize - 1..][..r.reference.len()].copy_from_slice(r.reference.to_uppercase().as_bytes());
            let made = |pos: u32, reference: &str, alternate: &str| made(&stated, pos as usize, reference, alternate);
            made(e.pos, &e.reference, &e.alternate).is_some_and(|it| made(r.pos, &r.reference, &r.alt) == Some(it))
        });
        assert!(same || moved_alleles.contains(&mine) || is_part(&mine, &moved_alleles), "{mine:?}");
        found.insert(mine);
    }
    // Whatever is spelled on the genome's own bases and is the same by its letters must be found.
    let rows =
        moved_file.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
    let entries = alleles(&source);
    for c in rows.filter(|c| made(genome, c[1].parse().unwrap(), c[3], c[4]).is_some()) {
        let key = key(c[0], c[1].parse().unwrap(), c[3], c[4]);
        assert!(!entries.contains(&key) || found.contains(&key), "{key:?}");
    }
    println!("generated: {} listed; moved by a base {} found", itself.summary[0].carried, found.len());
    assert!(!found.is_empty());
}
