//! Along an index, of a part of a panel: what is asked about is answered as by the whole file, and less is read.

#[path = "common/by_index.rs"]
mod by_index;
mod common;
#[path = "common/indexed.rs"]
mod indexed;
#[path = "common/pack.rs"]
mod pack;
#[path = "common/routes.rs"]
mod routes;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use by_index::{by_index, by_plan, verdicts};
use common::random::{Random, cases as rounds};
use genosieve::error::ErrorKind;
use genosieve::genome::Build;
use genosieve::panel::{Filter, Panel};
use genosieve::report::Report;
use genosieve::screen::{Screen, ScreenOptions};
use indexed::{Format, Indexed};
use pack::bgzf;
use routes::{names, random_case};
use serde_json::Value;
use synthetic::{InMemory, Spec};

/// A part of a panel: around some of its entries, or whole contigs.
fn random_filter(random: &mut Random, panel: &Panel) -> Filter {
    let around = |random: &mut Random| {
        let entry = panel.entry(u32::try_from(random.below(panel.len())).unwrap());
        let contig = &panel.contigs()[usize::from(entry.contig)].name;
        match random.below(4) {
            0 => contig.clone(),
            1 => format!("{contig}:{}", entry.pos),
            _ => format!("{contig}:{}-{}", entry.pos.saturating_sub(30).max(1), entry.pos + 50_000),
        }
    };
    Filter { regions: (0..random.pick(&[1, 1, 2])).map(|_| around(random)).collect(), ..Filter::default() }
}

/// What must be the same where less was read: nothing is known of records that no entry in question needs.
fn of_asked(report: &Report) -> Value {
    let mut value = verdicts(report);
    for key in ["matched", "duplicates", "otherLetters"] {
        value["accounting"].as_object_mut().unwrap().remove(key);
    }
    value["input"]["buildEvidence"].as_array_mut().unwrap().retain(|evidence| evidence["kind"] != "refAgreement");
    for summary in value["summary"].as_array_mut().unwrap() {
        summary.as_object_mut().unwrap().remove("copiesOfX");
    }
    value
}

#[test]
fn a_part_of_a_panel_is_answered_as_by_the_whole_file() {
    let (mut used, mut less, mut without_x) = (0, 0, 0);
    let seeds = rounds("GENOSIEVE_SEEDS", 200);
    for seed in 9000..9000 + seeds as u64 {
        let mut random = Random::new(seed);
        let (text, panel) = random_case(&mut random);
        let bytes = bgzf(text.as_bytes(), random.pick(&[90, 700]));
        let index = indexed::write(&Indexed::new(&bytes).unwrap(), &names(), Format::Tabix, random.once_in(2));
        let filter = random_filter(&mut random, &panel);
        let options =
            ScreenOptions { all: random.once_in(2), build: Some(Build::GRCh38), filter, ..ScreenOptions::default() };
        let whole = common::answer(&panel, &bytes, 1 << 20, options.clone()).unwrap();
        let way = random.pick(&[(1, 1 << 20), (1, 7), (5, 4000)]);
        let Some(mut asked) = by_plan(&panel, &bytes, &index, &options, way, Screen::plan_of_asked).unwrap() else {
            continue;
        };
        used += 1;
        assert_eq!(of_asked(&asked.report()), of_asked(&whole.report()), "seed {seed}");
        assert_eq!(asked.entry_states(0).unwrap(), whole.entry_states(0).unwrap(), "seed {seed}");
        let on_x = panel.contigs().iter().position(|contig| contig.name == "chrX");
        let on_x = on_x.map(|contig| panel.contig_entries(u16::try_from(contig).unwrap()));
        let asks_x = on_x
            .is_some_and(|ids| ids.into_iter().any(|id| whole.entry_states(0).unwrap().states[id as usize].is_some()));
        let copies = |report: &Report| report.summary[0].copies_of_x.clone();
        assert_eq!(copies(asked.head()), copies(whole.head()).filter(|_| asks_x), "seed {seed}");
        without_x += usize::from(!asks_x && copies(whole.head()).is_some());
        let of_panel = by_index(&panel, &bytes, &index, &options, way).unwrap();
        let read = |report: &Report| report.accounting.bytes_read;
        let for_panel = of_panel.map_or_else(|| read(whole.head()), |answer| read(answer.head()));
        assert!(read(asked.head()) <= for_panel, "seed {seed}");
        less += usize::from(read(asked.head()) < for_panel);
        // Nothing is known of the others.
        assert_eq!(asked.set_filter(Filter::default()).unwrap_err().kind(), ErrorKind::OptionInvalid, "seed {seed}");
    }
    assert!(used > seeds / 2 && less > seeds / 4 && without_x > 10, "{used} used, {less} less, {without_x} without X");
}

#[test]
fn all_is_read_where_ref_has_to_tell_the_build() {
    let mut random = Random::new(2);
    let (text, panel) = random_case(&mut random);
    let text: Vec<&str> = text.split_inclusive('\n').filter(|line| !line.starts_with("##contig")).collect();
    let bytes = bgzf(text.concat().as_bytes(), 300);
    let index = indexed::write(&Indexed::new(&bytes).unwrap(), &names(), Format::Tabix, false);
    let filter = Filter { regions: vec!["chr2:200000000".into()], ..Filter::default() };
    let planned = |build| {
        let mut screen = Screen::new(
            Arc::clone(&panel),
            ScreenOptions { filter: filter.clone(), build, ..ScreenOptions::default() },
        );
        bytes.chunks(300).find(|piece| screen.push(piece).is_err() || screen.has_header());
        let index = genosieve::input::FileIndex::read(&index).unwrap();
        let plans = [screen.plan(&index, bytes.len() as u64), screen.plan_of_asked(&index, bytes.len() as u64)];
        plans.map(|plan| plan.unwrap().map(|plan| plan.bytes()))
    };
    let [whole, asked] = planned(None);
    assert_eq!(asked, whole);
    let [whole, asked] = planned(Some(Build::GRCh38));
    assert!(asked.unwrap() < whole.unwrap_or(u64::MAX));
}

/// A file of samples in BGZF with its index, and a panel, in a folder of its own.
fn made(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let made = InMemory::new(&Spec { records: 20_000, entries: 2000, samples: 12, ..Spec::default() });
    let bytes = bgzf(&made.genome, 4000);
    let file = Indexed::new(&bytes).unwrap();
    let mut contigs: Vec<&str> = file.records.iter().map(|record| record.contig.as_str()).collect();
    contigs.dedup();
    fs::write(folder.join("many.vcf.gz.tbi"), indexed::write(&file, &contigs, Format::Tabix, true)).unwrap();
    fs::write(folder.join("many.vcf.gz"), &bytes).unwrap();
    fs::write(folder.join("panel.vcf"), &made.panel).unwrap();
    folder
}

/// The shards of a panel, each screened by a command of its own, are counted as the whole.
#[test]
fn shards_of_a_file_are_counted_as_the_whole() {
    let folder = made("route_shards");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_genosieve"));
        let output = command.current_dir(&folder).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let panel = ["--panel", "panel.vcf"];
    run(&[&["screen", "many.vcf.gz", "--out-dir", "whole", "--planes", "--no-index"], &panel[..]].concat());
    let shards = run(&["panel", "shards", "panel.vcf", "--number", "6"]);
    assert_eq!(shards.lines().count(), 6);
    for (number, shard) in shards.lines().enumerate() {
        let (out, regions) = (format!("shards/{number}"), shard.split(' ').flat_map(|region| ["--region", region]));
        let screen = ["screen", "many.vcf.gz", "--out-dir", &out, "--planes"].into_iter().chain(panel);
        run(&screen.chain(regions).collect::<Vec<_>>());
    }
    let table = |planes: &str| run(&[&["merge", planes], &panel[..]].concat());
    assert!(table("shards") == table("whole/planes"));
    assert!(table("shards").lines().count() > 1000);
}

#[test]
fn a_batch_reads_the_ranges_that_are_asked_about() {
    let folder = made("route_asked");
    let run = |arguments: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_genosieve"));
        let output = command.current_dir(&folder).args(arguments.split(' ')).output().unwrap();
        assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    };
    let panel = common::compile(&fs::read(folder.join("panel.vcf")).unwrap(), None).unwrap();
    let contig = &panel.contigs()[0].name;
    let last = panel.entry(u32::try_from(panel.contig_entries(0).len() / 20).unwrap()).pos;
    run(&format!("screen many.vcf.gz --panel panel.vcf --region {contig}:1-{last} --out-dir by --planes"));
    run(&format!(
        "screen many.vcf.gz --panel panel.vcf --region {contig}:1-{last} --out-dir whole --planes --no-index"
    ));
    let planes = |out: &str| fs::read(folder.join(out).join("planes/many.gsc")).unwrap();
    assert!(planes("by") == planes("whole"));
    let report = |out: &str| -> Value {
        let reports = fs::read_dir(folder.join(out).join("reports/many")).unwrap();
        let first = reports.map(|report| report.unwrap().path()).min().unwrap();
        serde_json::from_slice(&fs::read(first).unwrap()).unwrap()
    };
    let [by, whole] = [report("by"), report("whole")];
    assert!(by["accounting"]["bytesRead"].as_u64() < whole["accounting"]["bytesRead"].as_u64().map(|bytes| bytes / 4));
    assert_eq!(by["notices"][0]["code"], "index_used");
    for (by, whole) in by["verdicts"].as_array().unwrap().iter().zip(whole["verdicts"].as_array().unwrap()) {
        assert_eq!((&by["entry"], &by["state"], &by["copies"]), (&whole["entry"], &whole["state"], &whole["copies"]));
    }
    assert!(!by["verdicts"].as_array().unwrap().is_empty());
    assert_eq!(by["summary"][0]["carried"], whole["summary"][0]["carried"]);
}
