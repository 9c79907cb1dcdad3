//! The user's contig map: a file whose contigs are renamed answers, with the map, as it did before.

#[path = "common/by_index.rs"]
mod by_index;
mod common;
#[path = "common/indexed.rs"]
mod indexed;
#[path = "common/pack.rs"]
mod pack;

use std::fmt::Write;
use std::sync::Arc;

use by_index::{by_index, verdicts};
use common::{case_panel, cases, compile, content, read, screen};
use genosieve::error::{Error, ErrorKind};
use genosieve::genome::{ContigMap, contig_key, contig_rank};
use genosieve::panel::Panel;
use genosieve::report::Report;
use genosieve::screen::{Inspect, Screen, ScreenOptions};
use indexed::{Format, Indexed};
use pack::bgzf;

const HEADER: &str = "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";

fn mapped(map: &str) -> ScreenOptions {
    ScreenOptions { contig_map: Arc::new(ContigMap::read(map.as_bytes()).unwrap()), ..ScreenOptions::default() }
}

fn panel() -> Arc<Panel> {
    let rows = "1\t1000\t.\tA\tG\t.\t.\t.\n1\t900000\t.\tA\tG\t.\t.\t.\n2\t1000\t.\tA\tG\t.\t.\t.\n";
    compile(format!("{HEADER}\n{rows}").as_bytes(), None).unwrap()
}

fn file(contigs: &str, records: &[(&str, u32)]) -> String {
    let mut text = HEADER.replace("#CHROM", &format!("{contigs}#CHROM")) + "\tFORMAT\tS\n";
    for (contig, pos) in records {
        writeln!(text, "{contig}\t{pos}\t.\tA\tG\t.\tPASS\t.\tGT:GQ\t0/1:50").unwrap();
    }
    text
}

fn conflict(result: Result<Report, Error>) -> (ErrorKind, Option<u64>, String) {
    let error = result.unwrap_err();
    (error.kind(), error.position().line, error.detail().to_owned())
}

/// Renames known contigs in a header and its records; gives the map back to them.
fn renamed(text: &str, panel: &Panel) -> (String, String) {
    let is_known = |name: &str| {
        let key = contig_key(name);
        contig_rank(&key) != u32::MAX || panel.contig_by_key(&key).is_some()
    };
    let (mut out, mut map) = (String::new(), String::new());
    for line in text.lines() {
        let name = match line.strip_prefix("##contig=<ID=") {
            Some(rest) => rest.split([',', '>']).next().unwrap(),
            None if line.starts_with('#') => "",
            None => line.split('\t').next().unwrap(),
        };
        if name.is_empty() || !is_known(name) {
            writeln!(out, "{line}").unwrap();
            continue;
        }
        writeln!(out, "{}", line.replacen(name, &format!("Hs~{name}"), 1)).unwrap();
        writeln!(map, "Hs~{name} {name}").unwrap();
    }
    (out, map)
}

#[test]
fn renamed_contigs_answer_as_before() {
    let mut compared = 0;
    for case in cases() {
        let (panel, options) = case_panel(&case);
        let text = String::from_utf8(read(&case.join("input.vcf"))).unwrap();
        let (other, map) = renamed(&text, &panel);
        if !options.contig_map.is_empty() || map.is_empty() {
            continue;
        }
        let options = ScreenOptions { all: true, ..options };
        let before = screen(&panel, text.as_bytes(), 999, options.clone()).unwrap();
        let options = ScreenOptions { contig_map: mapped(&map).contig_map, ..options };
        let after = screen(&panel, other.as_bytes(), 999, options)
            .unwrap_or_else(|error| panic!("{}: {error}", case.display()));
        let names = map.lines().collect::<std::collections::BTreeSet<_>>().len();
        let facts = after.policy.contig_map.as_ref().unwrap();
        assert_eq!((facts.names, facts.mapped.len()), (names as u64, names), "{}", case.display());
        let mut after = content(&after);
        after["policy"]["contigMap"].take();
        after["notices"].as_array_mut().unwrap().retain(|notice| notice["code"] != "contigs_mapped");
        assert_eq!(after.to_string().replace("Hs~", ""), content(&before).to_string(), "{}", case.display());
        compared += 1;
    }
    assert!(compared > 10, "{compared}");
}

#[test]
fn two_contigs_of_a_file_are_never_made_one() {
    let is = |line, detail: &str| (ErrorKind::ContigMapConflict, Some(line), detail.to_owned());
    let run = |text: &str, map: &str| screen(&panel(), text.as_bytes(), 64, mapped(map));
    let declared = "##contig=<ID=chr1>\n##contig=<ID=Hs1>\n";
    assert_eq!(conflict(run(&file(declared, &[]), "# x\nHs1 1\n")), is(2, "chr1, Hs1: 1"));
    let used = file("", &[("Hs1", 5), ("Hs1", 1000), ("1", 1000)]);
    assert_eq!(conflict(run(&used, "Hs1 1\n")), is(1, "Hs1, 1: 1"));
    assert_eq!(conflict(run(&file("", &[("a", 5), ("b", 5)]), "a 1\nb chr1\n")), is(2, "a, b: chr1"));
    // Known beside the panel's contigs, too.
    assert_eq!(conflict(run(&file("", &[("a", 5), ("chr9", 5)]), "a 9\n")), is(1, "a, chr9: 9"));
    // The alias table does it without the map, and names of the map that the file lacks do nothing.
    assert_eq!(run(&file("", &[("1", 5), ("chr1", 1000)]), "a 1\n").unwrap().summary[0].carried, 1);
    // An exchange is none.
    let swapped = run(&file("", &[("1", 1000), ("2", 900_000)]), "1 2\n2 1\n").unwrap();
    let carried: Vec<_> = swapped.verdicts.iter().map(|v| (v.entry.contig.as_str(), v.entry.pos)).collect();
    assert_eq!(carried, [("1", 900_000), ("2", 1000)]);
}

#[test]
fn what_nobody_knows_is_refused_at_its_line() {
    let text = file("", &[("Hs1", 1000)]);
    let error = screen(&panel(), text.as_bytes(), 64, mapped("Hs1 1\nHs2 two\n")).unwrap_err();
    let found = (error.kind(), error.position().line, error.detail());
    assert_eq!(found, (ErrorKind::ContigMapInvalid, Some(2), "two"));
}

#[test]
fn parts_are_told_of_what_the_others_named() {
    let cut = |second: &str, map: &str| {
        let header = format!("##comment={}\n", "x".repeat(5000));
        let text = file(&header, &[("Hs1", 1000), ("Hs1", 1001), (second, 1000)]);
        let bytes = text.as_bytes();
        let mut whole = Screen::new(panel(), mapped(map));
        whole.push(&bytes[..text.find("Hs1").unwrap() + 3]).unwrap();
        let at = text.rfind("Hs1\t1001").unwrap() + 3;
        let mut first = whole.part(0, at as u64).unwrap().unwrap();
        first.push(bytes).unwrap();
        let mut last = whole.part(at as u64, u64::MAX).unwrap().unwrap();
        last.keep_lines();
        last.push(&bytes[at..]).unwrap();
        let last = whole.read_partial(&last.partial_bytes().unwrap()).unwrap();
        let parts = whole.answer_of(vec![first.partial().unwrap(), last]).unwrap();
        (parts.map(|answer| answer.report().to_json()), screen(&panel(), bytes, 64, mapped(map)))
    };
    let (parts, whole) = cut("Hs2", "Hs2 2\nHs1 1\n");
    assert_eq!(parts.unwrap(), whole.unwrap().to_json());
    // The whole is read then, and says what is wrong.
    let (parts, whole) = cut("chr1", "Hs1 1\n");
    assert_eq!((parts, conflict(whole).0), (None, ErrorKind::ContigMapConflict));
}

#[test]
fn an_index_is_read_by_the_names_of_the_file() {
    let rows = |name, step| (0..4000u32).map(move |i| (name, 1000 + i * step));
    let of = |second, map: &str| {
        let records: Vec<_> = rows("Hs1", 1000).chain(rows(second, 999)).collect();
        let bytes = bgzf(file("", &records).as_bytes(), 2000);
        let index = write_index(&bytes, &["Hs1", second]);
        let whole = screen(&panel(), &bytes, 1 << 16, mapped(map));
        (by_index(&panel(), &bytes, &index, &mapped(map), (3, 4000)), whole)
    };
    let (found, whole) = of("Hs2", "Hs1 1\nHs2 2\n");
    let (found, whole) = (found.unwrap().unwrap().into_report(), whole.unwrap());
    assert_eq!(verdicts(&found), verdicts(&whole));
    assert_eq!((found.summary[0].carried, found.accounting.unknown_contigs.len()), (3, 0));
    assert!(found.accounting.bytes_read * 2 < whole.accounting.bytes_read);
    let (found, whole) = of("1", "Hs1 1\n");
    assert_eq!(found.unwrap_err().kind(), ErrorKind::ContigMapConflict);
    assert_eq!(conflict(whole).0, ErrorKind::ContigMapConflict);
}

fn write_index(bytes: &[u8], names: &[&str]) -> Vec<u8> {
    indexed::write(&Indexed::new(bytes).unwrap(), names, Format::Tabix, true)
}

#[test]
fn a_look_tells_which_names_are_known() {
    let look = |map: &str, beside: bool| {
        let map = if map.is_empty() { Arc::default() } else { mapped(map).contig_map };
        let mut inspect = Inspect::new(beside.then(panel), None, map);
        let contigs = "##contig=<ID=Hs1,length=248956422>\n##contig=<ID=Hs2>\n##contig=<ID=MT>\n";
        inspect.push(file(contigs, &[("Hs1", 1000)]).replace("##reference=GRCh38\n", "").as_bytes())?;
        inspect.finish()
    };
    let seen = look("", true).unwrap();
    assert_eq!((seen.build, seen.unknown_contigs), (None, vec!["Hs1".to_owned(), "Hs2".into()]));
    let seen = look("Hs1\t1\nHs7\t7\n", true).unwrap();
    assert_eq!(seen.build, Some(genosieve::genome::Build::GRCh38));
    assert_eq!((seen.unknown_contigs, seen.contigs.len()), (vec!["Hs2".to_owned()], 3));
    assert_eq!(seen.contig_map.map(|facts| (facts.names, facts.mapped.len())), Some((2, 1)));
    assert_eq!(look("Hs1 one", true).unwrap_err().kind(), ErrorKind::ContigMapInvalid);
    assert!(look("Hs1 one", false).is_ok(), "a panel may know it");
    assert_eq!(look("Hs1 M", true).unwrap_err().kind(), ErrorKind::ContigMapConflict);
}
