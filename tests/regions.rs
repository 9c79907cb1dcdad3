//! Regions against an answer found base by base: what is called inside, and what reference rows leave open.

mod common;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::io::Read;

use common::{compile, read, screen, shared};
use genosieve::genome::Build;
use genosieve::kernel::State;
use genosieve::screen::ScreenOptions;
use proptest::prelude::*;

const HEADER: &str = "##fileformat=VCFv4.2\n##contig=<ID=1,length=5000>\n\
                      #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\tT\n";
const REFERENCE: &str = "ACGTTGCAACCCCTAGGATATATCGGACTAAAAGTCCGATCTTTGACCAGGGTACATCATCATGA";

/// A row: where, how many bases of the reference, what instead, and the calls.
#[derive(Clone, Debug)]
struct Row {
    start: usize,
    length: usize,
    alternates: Vec<String>,
    calls: [Vec<Option<usize>>; 2],
}

impl Row {
    fn is_block(&self) -> bool {
        self.alternates.is_empty()
    }

    fn text(&self) -> String {
        let call = |call: &Vec<Option<usize>>| {
            let alleles: Vec<String> =
                call.iter().map(|allele| allele.map_or(".".to_owned(), |allele| allele.to_string())).collect();
            alleles.join("/")
        };
        let (pos, [s, t]) = (self.start + 1, self.calls.each_ref().map(call));
        if self.is_block() {
            let (first, end) = (&REFERENCE[self.start..=self.start], self.start + self.length);
            return format!("1\t{pos}\t.\t{first}\t<NON_REF>\t.\tPASS\tEND={end}\tGT:GQ\t{s}:50\t{t}:50\n");
        }
        let (reference, alternates) = (&REFERENCE[self.start..self.start + self.length], self.alternates.join(","));
        format!("1\t{pos}\t.\t{reference}\t{alternates}\t.\tPASS\t.\tGT:GQ\t{s}:50\t{t}:50\n")
    }

    /// Places that a called allele of a sample changes, in half bases: bases are odd, what lies between them even.
    fn changed(&self, sample: usize) -> BTreeSet<usize> {
        let called: BTreeSet<usize> =
            self.calls[sample].iter().flatten().copied().filter(|allele| *allele > 0).collect();
        let mut changed = BTreeSet::new();
        for allele in called.into_iter().filter(|allele| *allele <= self.alternates.len()) {
            let reference = &REFERENCE[self.start..self.start + self.length];
            changed.extend(changes(self.start, reference, &self.alternates[allele - 1]));
        }
        changed
    }
}

/// What an allele at a 0-based place changes.
fn changes(mut start: usize, mut old: &str, mut new: &str) -> BTreeSet<usize> {
    while !old.is_empty() && !new.is_empty() && old.as_bytes().last() == new.as_bytes().last() {
        (old, new) = (&old[..old.len() - 1], &new[..new.len() - 1]);
    }
    while !old.is_empty() && !new.is_empty() && old.as_bytes()[0] == new.as_bytes()[0] {
        (old, new, start) = (&old[1..], &new[1..], start + 1);
    }
    let mut changed: BTreeSet<usize> = (start..start + old.len()).map(|base| 2 * base + 1).collect();
    changed.extend((old.is_empty() && !new.is_empty()).then_some(2 * start));
    changed
}

fn row() -> impl Strategy<Value = Row> {
    let call = || prop::collection::vec(prop::option::weighted(0.9, 0usize..3), 2);
    let change = (0usize..60, 1usize..4, prop::collection::vec("[ACGT]{1,3}", 1..3), call(), call())
        .prop_map(|(start, length, alternates, s, t)| Row { start, length, alternates, calls: [s, t] });
    let blocks = (0usize..40, 1usize..25, prop::sample::select(vec![Some(0), Some(0), Some(0), None]));
    let block = blocks.prop_map(|(start, length, allele)| Row {
        start,
        length,
        alternates: Vec::new(),
        calls: [vec![allele; 2], vec![Some(0); 2]],
    });
    prop_oneof![1 => change, 4 => block]
}

/// Calls of alleles that a row has, and no ALT that is REF.
fn sound(mut rows: Vec<Row>) -> Vec<Row> {
    for row in &mut rows {
        let reference = &REFERENCE[row.start..row.start + row.length];
        row.alternates.retain(|alternate| alternate != reference);
        let alleles = row.alternates.len();
        row.calls.iter_mut().flatten().for_each(|allele| *allele = allele.map(|allele| allele.min(alleles)));
    }
    rows.retain(|row| row.length > 3 || !row.is_block());
    rows.sort_by_key(|row| row.start);
    rows
}

/// Carried where anything called lies inside; not carried where nothing is open; neither elsewhere.
fn expected(rows: &[Row], sample: usize, region: (usize, usize)) -> Option<State> {
    let inside = 2 * region.0..=2 * region.1;
    if rows.iter().any(|row| row.changed(sample).iter().any(|place| inside.contains(place))) {
        return Some(State::Carried);
    }
    // A row about alleles inside whose call is not whole leaves them open.
    let open = rows.iter().filter(|row| !row.is_block() && row.calls[sample].contains(&None)).any(|row| {
        let all = Row { calls: [vec![Some(1), Some(2)], vec![Some(1), Some(2)]], ..row.clone() };
        all.changed(sample).iter().any(|place| inside.contains(place))
    });
    let proved: BTreeSet<usize> = rows
        .iter()
        .filter(|row| row.is_block() && row.calls[sample].iter().all(|allele| *allele == Some(0)))
        .flat_map(|row| row.start..row.start + row.length)
        .collect();
    (!open && (region.0..region.1).all(|base| proved.contains(&base))).then_some(State::NotCarried)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn regions_are_answered_as_base_by_base(
        rows in prop::collection::vec(row(), 0..12), regions in prop::collection::vec((0usize..60, 1usize..25), 1..6), chunk in 1usize..300,
    ) {
        let rows = sound(rows);
        let mut bed = String::new();
        for (start, length) in &regions {
            writeln!(bed, "1\t{start}\t{}", start + length).unwrap();
        }
        let panel = compile(bed.as_bytes(), None).unwrap();
        let text = HEADER.to_owned() + &rows.iter().map(Row::text).collect::<String>();
        let options = ScreenOptions { build: Some(Build::GRCh38), all: true, ..ScreenOptions::default() };
        let report = screen(&panel, text.as_bytes(), chunk, options.clone()).unwrap();
        prop_assert_eq!(report.verdicts.len(), 2 * panel.len());
        for verdict in &report.verdicts {
            let sample = usize::from(verdict.sample.as_deref() == Some("T"));
            let region = (verdict.entry.pos as usize - 1, verdict.entry.region_end.unwrap() as usize);
            match expected(&rows, sample, region) {
                Some(state) => prop_assert_eq!(verdict.state, state, "{:?} of\n{}", region, text),
                None => prop_assert!(!matches!(verdict.state, State::Carried | State::NotCarried), "{region:?} is {verdict:?} of\n{text}"),
            }
        }
        let few = screen(&panel, text.as_bytes(), 1 << 20, ScreenOptions { all: false, ..options }).unwrap();
        prop_assert_eq!(format!("{:?}", few.summary), format!("{:?}", report.summary));
        let carried = |report: &genosieve::report::Report| report.verdicts.iter().filter(|v| v.state == State::Carried).count();
        prop_assert_eq!(carried(&few), carried(&report));
        prop_assert!(few.to_json().contains("\"inRegion\"") == (carried(&few) > 0));
    }
}

/// A real file, line by line: which lines call anything inside of each region.
#[test]
fn a_real_chromosome_lists_the_lines_that_lie_inside() {
    let Some(path) = shared("files/single/benchmarking-tools/PG_NA12878_hg38-chr21.vcf.gz") else { return };
    let bytes = read(&path);
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_string(&mut text).unwrap();
    // A line's number, and the half-open places that it changes, as `Row::changed` counts them.
    let mut lines: Vec<(u64, BTreeSet<usize>)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let call = cells[9].split(':').next().unwrap();
        let mut changed = BTreeSet::new();
        for allele in
            call.split(['/', '|']).filter_map(|allele| allele.parse::<usize>().ok()).filter(|allele| *allele > 0)
        {
            let alternate = cells[4].split(',').nth(allele - 1).unwrap();
            changed.extend(changes(cells[1].parse::<usize>().unwrap() - 1, cells[3], alternate));
        }
        lines.push((number, changed));
    }
    let regions: Vec<(usize, usize)> = (0..400).map(|i| (9_000_000 + 97_003 * i, 1 + (i * i * 37) % 20_000)).collect();
    let mut bed = String::new();
    for (start, length) in &regions {
        writeln!(bed, "chr21\t{start}\t{}", start + length).unwrap();
    }
    let panel = compile(bed.as_bytes(), None).unwrap();
    let options = ScreenOptions { build: Some(Build::GRCh38), all: true, ..ScreenOptions::default() };
    let report = screen(&panel, &bytes, 1 << 16, options).unwrap();
    let mut carried = 0;
    for (verdict, (start, length)) in report.verdicts.iter().zip(&regions) {
        let inside = 2 * start..=2 * (start + length);
        let expected: Vec<u64> = lines
            .iter()
            .filter(|(_, changed)| changed.range(inside.clone()).next().is_some())
            .map(|(line, _)| *line)
            .collect();
        let found: Vec<u64> = verdict.records.iter().map(|record| record.line).collect();
        assert_eq!(found, expected, "{start} {length}");
        assert_eq!(verdict.state == State::Carried, !expected.is_empty());
        carried += usize::from(!expected.is_empty());
    }
    assert!((50..350).contains(&carried), "{carried}");
}
