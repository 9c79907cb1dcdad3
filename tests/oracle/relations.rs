//! Relations that hold whatever the file: what is no part of the answer does not change it.
//!
//! Each is a test of its own, over a few seeds here and a thousand in `make soak`. Relations of
//! bytes, bits and evidence are in `tests/properties.rs`.

use std::sync::Arc;

use super::generate::Case;
use super::rows::{Phase, Row};
use super::world::{World, report};
use crate::common::random::{Random, cases};
use crate::common::screen;
use crate::pack::{bgzf, gzip};
use genosieve::kernel::{Reason, State};
use genosieve::panel::Panel;
use genosieve::report::{Report, VerdictRow};
use genosieve::screen::ScreenOptions;

/// One line an entry: what is answered, without the records behind it.
fn answers(report: &Report) -> Vec<String> {
    report.verdicts.iter().map(|v| format!("{} {:?}", place(v), (v.state, v.reason, v.kind, zygosity(v)))).collect()
}

/// What is carried or hangs on phase alone, however it is spelled.
fn findings(report: &Report) -> Vec<String> {
    let found = |v: &&VerdictRow| v.state == State::Carried || v.reason == Some(Reason::PhaseUnknown);
    report.verdicts.iter().filter(found).map(|v| format!("{} {:?}", place(v), (v.state, zygosity(v)))).collect()
}

fn carried(report: &Report) -> Vec<String> {
    findings(report).into_iter().filter(|line| line.contains("(Carried")).collect()
}

fn place(v: &VerdictRow) -> String {
    format!("{} {}>{}", v.entry.pos, v.entry.reference, v.entry.alternate)
}

fn zygosity(v: &VerdictRow) -> impl std::fmt::Debug + use<> {
    (v.zygosity, v.copies.map(|c| (c.carried, c.ploidy)))
}

/// A world of a seed with its panel and its report.
struct Base {
    cases: Vec<Case>,
    world: World,
    panel: Arc<Panel>,
    report: Report,
}

impl Base {
    fn new(random: &mut Random) -> Self {
        let cases: Vec<Case> = (0..12).map(|_| Case::random(random)).collect();
        let world = World::new(&cases);
        let panel = world.panel();
        let report = report(&panel, world.vcf(&world.records).as_bytes());
        Self { cases, world, panel, report }
    }

    fn with(&self, records: &[String]) -> Report {
        report(&self.panel, self.world.vcf(records).as_bytes())
    }

    /// The report after each island's rows are written in another way.
    fn rewritten(&self, mut write: impl FnMut(&Case) -> Vec<Row>) -> Report {
        let mut offset = 0;
        let mut records = Vec::new();
        for case in &self.cases {
            records.extend(write(case).iter().map(|row| row.line("chr1", offset, &case.reference)));
            offset += case.reference.len();
        }
        self.with(&records)
    }
}

macro_rules! relations {
    ($($(#[doc = $doc:literal])* fn $name:ident($base:ident, $random:ident) $body:block)*) => {$(
        $(#[doc = $doc])*
        #[test]
        fn $name() {
            for seed in 0..cases("GENOSIEVE_SEEDS", 6) as u64 {
                let mut seeded = Random::new(seed ^ 0x5eed);
                let base = Base::new(&mut seeded);
                let run = |$base: &Base, $random: &mut Random| $body;
                let (found, expected): (Vec<String>, Vec<String>) = run(&base, &mut seeded);
                assert!(!expected.is_empty());
                assert_eq!(found, expected, "seed {seed}");
            }
        }
    )*};
}

fn cells(record: &str) -> Vec<String> {
    record.split('\t').map(str::to_owned).collect()
}

/// Records with one cell made anew.
fn map_cell(records: &[String], column: usize, mut new: impl FnMut(&str) -> String) -> Vec<String> {
    let change = |record: &String| {
        let mut cells = cells(record);
        cells[column] = new(&cells[column]);
        cells.join("\t")
    };
    records.iter().map(change).collect()
}

relations! {
    fn order_of_records(base, random) {
        let mut records = base.world.records.clone();
        random.shuffle(&mut records);
        (answers(&base.with(&records)), answers(&base.report))
    }

    fn chunks_of_bytes(base, random) {
        let vcf = base.world.vcf(&base.world.records);
        let options = ScreenOptions { all: true, ..ScreenOptions::default() };
        let chunk = random.within(1..200);
        (answers(&screen(&base.panel, vcf.as_bytes(), chunk, options).unwrap()), answers(&base.report))
    }

    fn gzip_and_bgzf(base, random) {
        let vcf = base.world.vcf(&base.world.records);
        let plain = answers(&report(&base.panel, &gzip(vcf.as_bytes())));
        let blocks = answers(&report(&base.panel, &bgzf(vcf.as_bytes(), random.within(20..400))));
        assert_eq!(plain, blocks);
        (blocks, answers(&base.report))
    }

    fn line_ends(base, _random) {
        let vcf = base.world.vcf(&base.world.records).replace('\n', "\r\n");
        (answers(&report(&base.panel, vcf.as_bytes())), answers(&base.report))
    }

    fn names_of_contigs(base, random) {
        let name = random.pick(&["1", "NC_000001.11", "CM000663.2", "chr1"]);
        let records = map_cell(&base.world.records, 0, |_| name.to_owned());
        let vcf = base.world.vcf_of(name, "S", &records);
        (answers(&report(&base.panel, vcf.as_bytes())), answers(&base.report))
    }

    fn case_of_bases(base, random) {
        let mut mixed = |text: &str| text.chars().map(|c| if random.once_in(2) { c.to_ascii_lowercase() } else { c }).collect();
        let records = map_cell(&map_cell(&base.world.records, 3, &mut mixed), 4, &mut mixed);
        (answers(&base.with(&records)), answers(&base.report))
    }

    /// Other samples beside this one, before and behind it.
    fn extra_samples_and_their_order(base, random) {
        let beside = |record: &String| {
            let cells = cells(record);
            let mine = &cells[9];
            let other = mine.replace('1', "0");
            (format!("{record}\t{other}"), format!("{}\t{other}\t{mine}", cells[..9].join("\t")))
        };
        let (behind, before): (Vec<_>, Vec<_>) = base.world.records.iter().map(beside).unzip();
        let (vcf, column) = if random.once_in(2) {
            (base.world.vcf_of("chr1", "S\tother", &behind), "S")
        } else {
            (base.world.vcf_of("chr1", "other\tS", &before), "S")
        };
        let options = ScreenOptions { all: true, samples: vec![column.into()], ..ScreenOptions::default() };
        let selected = screen(&base.panel, vcf.as_bytes(), 1 << 20, options).unwrap();
        let mut both = report(&base.panel, vcf.as_bytes());
        both.verdicts.retain(|v| v.sample.as_deref() == Some("S"));
        assert_eq!(answers(&both), answers(&selected));
        (answers(&selected), answers(&base.report))
    }

    fn extra_info_and_format(base, random) {
        let records: Vec<String> = base.world.records.iter().map(|record| {
            let mut cells = cells(record);
            cells[5] = random.below(100).to_string();
            cells[7] = format!("AC={};NOTE=END1;DB", random.below(9));
            cells[8].push_str(":DP:XX");
            cells[9].push_str(":30:a,b");
            cells.join("\t")
        }).collect();
        (answers(&base.with(&records)), answers(&base.report))
    }

    /// Counted as duplicates, and never added to the copies.
    fn duplicated_rows(base, random) {
        let mut records = base.world.records.clone();
        let again = random.below(records.len());
        records.push(records[again].clone());
        let twice = base.with(&records);
        let more = twice.accounting.duplicates - base.report.accounting.duplicates;
        // A row beside all entries is not kept, and so not counted.
        let pos: u32 = cells(&records[again])[1].parse().unwrap();
        let kept = base.report.verdicts.iter().any(|v| v.records.iter().any(|r| r.pos == pos));
        assert!(more == 1 || (more == 0 && !kept), "{more}");
        (answers(&twice), answers(&base.report))
    }

    fn unrelated_records(base, random) {
        let mut records = base.world.records.clone();
        // Other contigs, and the flanks that no entry reaches.
        records.push(format!("chr2\t{}\t.\tA\tG\t50\tPASS\t.\tGT\t0/1", random.within(1..900)));
        let mut offset = 0;
        for case in &base.cases {
            records.push(format!("chr1\t{}\t.\tG\tC\t50\tPASS\t.\tGT\t1/1", offset + 1));
            offset += case.reference.len();
        }
        (answers(&base.with(&records)), answers(&base.report))
    }

    fn order_of_alternates(base, random) {
        let relabelled = |row: &Row, random: &mut Random| {
            let mut order: Vec<usize> = (0..row.alternates.len()).collect();
            random.shuffle(&mut order);
            let alternates = order.iter().map(|i| row.alternates[*i].clone()).collect();
            let new = |old: usize| if old == 0 { 0 } else { order.iter().position(|i| i + 1 == old).unwrap() + 1 };
            Row { alternates, genotype: row.genotype.iter().map(|a| a.map(new)).collect(), ..row.clone() }
        };
        let found = base.rewritten(|case| case.rows.iter().map(|row| relabelled(row, random)).collect());
        (answers(&found), answers(&base.report))
    }

    /// A record of two alternates, and a record of each. That both cannot lie on one haplotype is lost
    /// with the split, so that what hangs on phase is left out.
    fn split_rows(base, _random) {
        let split = |case: &Case| case.rows.iter().flat_map(Row::split).collect::<Vec<_>>();
        (carried(&base.rewritten(split)), carried(&base.report))
    }

    /// Bases of the reference before and behind, on both sides.
    fn padding(base, random) {
        let padded = |row: &Row, reference: &[u8], random: &mut Random| {
            let (before, behind) = (random.below(3), random.below(3));
            let (start, end) = (row.start - before, row.end + behind);
            let pad = |a: &Vec<u8>| [&reference[start..row.start], a, &reference[row.end..end]].concat();
            Row { start, end, alternates: row.alternates.iter().map(pad).collect(), ..row.clone() }
        };
        // Rows of one site stay one: padding them apart would hide that they contradict each other.
        let alone = |case: &Case| case.rows.len() == 1;
        let found = base.rewritten(|case| {
            let pad = |row| if alone(case) { padded(row, &case.reference, random) } else { row.clone() };
            case.rows.iter().map(pad).collect()
        });
        (findings(&found), findings(&base.report))
    }

    /// Any other place and rotation of the same allele.
    fn shifted_rows(base, random) {
        let found = base.rewritten(|case| match case.rows.as_slice() {
            [row] if row.alternates.len() == 1 && row.genotype.iter().all(Option::is_some) => {
                let haplotypes: Vec<_> = row.genotype.iter().map(|a| (*a == Some(1)).then_some(0)).collect();
                let variant = row.variants().remove(0);
                vec![Row::new(&case.reference, &[&variant], &haplotypes, row.phase.clone(), random)]
            }
            rows => rows.to_vec(),
        });
        (findings(&found), findings(&base.report))
    }

    /// Where a record stands alone its phase says nothing: `/`, `|`, a phase set, another order.
    fn phase_of_single_rows(base, random) {
        let found = base.rewritten(|case| match case.rows.as_slice() {
            [row] if row.genotype.len() == 2 => {
                let mut row = row.clone();
                row.phase = phase(random.below(4));
                if row.genotype.contains(&None) {
                    row.phase = Phase::Unphased;
                }
                row.genotype.reverse();
                vec![row]
            }
            rows => rows.to_vec(),
        });
        (answers(&found), answers(&base.report))
    }

    /// All haplotypes of a phase set the other way round.
    fn phase_sets_turned(base, _random) {
        let found = base.rewritten(|case| {
            let turned = |row: &Row| Row { genotype: row.genotype.iter().copied().rev().collect(), ..row.clone() };
            case.rows.iter().map(turned).collect()
        });
        (answers(&found), answers(&base.report))
    }

    fn order_of_the_panel(base, random) {
        let mut entries = base.world.entries.clone();
        random.shuffle(&mut entries);
        let panel = base.world.panel_of(&entries);
        let vcf = base.world.vcf(&base.world.records);
        (answers(&report(&panel, vcf.as_bytes())), answers(&base.report))
    }

    fn union_of_half_panels(base, random) {
        let (mut left, mut right): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for entry in &base.world.entries {
            if random.once_in(2) { left.push(entry.clone()) } else { right.push(entry.clone()) }
        }
        // An entry that both sources repeat is in one half alone.
        right.retain(|entry| !left.contains(entry));
        let vcf = base.world.vcf(&base.world.records);
        let mut both: Vec<String> = [left, right]
            .iter()
            .filter(|half| !half.is_empty())
            .flat_map(|half| answers(&report(&base.world.panel_of(half), vcf.as_bytes())))
            .collect();
        let mut whole = answers(&base.report);
        both.sort();
        whole.sort();
        (both, whole)
    }

    fn a_panel_written_and_opened(base, _random) {
        let opened = Arc::new(Panel::open(&base.panel.to_bytes()).unwrap());
        let vcf = base.world.vcf(&base.world.records);
        (answers(&report(&opened, vcf.as_bytes())), answers(&base.report))
    }

    /// An entry spelled otherwise has the same answer.
    fn spelling_of_the_panel(base, random) {
        let mut cases: Vec<Case> = Vec::new();
        let vcf = base.world.vcf(&base.world.records);
        for case in &base.cases {
            let entries = case.entries.iter().map(|entry| {
                Row::new(&case.reference, &[entry], &[Some(0)], Phase::Unphased, random).variants().remove(0)
            });
            cases.push(Case { entries: entries.collect(), reference: case.reference.clone(), rows: case.rows.clone() });
        }
        let states = |report: &Report, cases: &[Case]| -> Vec<String> {
            let mut offset = 0;
            let mut lines = Vec::new();
            for case in cases {
                for entry in &case.entries {
                    let (pos, reference, alternate) = case.spelled(entry, offset);
                    let of = |v: &&VerdictRow| v.entry.pos == pos && v.entry.reference == reference && v.entry.alternate == alternate;
                    let v = report.verdicts.iter().find(of).unwrap();
                    let found = v.state == State::Carried || v.reason == Some(Reason::PhaseUnknown);
                    lines.push(if found { format!("{:?}", (v.state, zygosity(v))) } else { "not found".into() });
                }
                offset += case.reference.len();
            }
            lines
        };
        let again = report(&World::new(&cases).panel(), vcf.as_bytes());
        (states(&again, &cases), states(&base.report, &base.cases))
    }
}

fn phase(kind: usize) -> Phase {
    match kind {
        0 => Phase::Unphased,
        1 => Phase::Set(None),
        2 => Phase::Set(Some(7)),
        _ => Phase::Physical(7),
    }
}
