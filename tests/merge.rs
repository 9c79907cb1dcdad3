//! Cohort files: what is counted is what the reports say, in whatever order it is merged.

#[path = "common/cohorts.rs"]
mod cohorts;
mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use cohorts::{counted, file, merged, samples};
use common::random::Random;
use common::{case_panel, cases, read};
use genosieve::cohort::{CohortReader, CohortTable, Counts, EntryCounts, Head, Sample};
use genosieve::error::ErrorKind;
use genosieve::kernel::{Flag, State, Zygosity};
use genosieve::panel::{Filter, Panel};
use genosieve::screen::{Answer, ScreenOptions};
use proptest::prelude::*;
use synthetic::{InMemory, Spec};

fn answer(panel: &Arc<Panel>, genome: &[u8], options: ScreenOptions) -> Answer {
    common::answer(panel, genome, 1 << 16, options).unwrap()
}

/// A genome of nobody with samples, and a panel.
fn made(samples: u32) -> (Arc<Panel>, Vec<u8>) {
    let made = InMemory::new(&Spec { records: 400, entries: 300, samples, ..Spec::default() });
    (common::compile(&made.panel, None).unwrap(), made.genome)
}

fn of_mitochondrion(zygosity: Zygosity) -> bool {
    matches!(zygosity, Zygosity::Homoplasmic | Zygosity::Heteroplasmic)
}

/// What a report of all verdicts says of each entry, counted.
fn of_report(answer: &Answer) -> BTreeMap<String, EntryCounts> {
    let mut counts: BTreeMap<String, EntryCounts> = BTreeMap::new();
    for row in &answer.report().verdicts {
        let entry = serde_json::to_value(&row.entry).unwrap();
        let key = ["contig", "pos", "ref", "alt", "regionEnd"].map(|key| entry[key].to_string()).join(" ");
        let of = counts.entry(key).or_default();
        of.states[row.state as usize] += 1;
        of.homozygous += u64::from(matches!(row.zygosity, Some(Zygosity::Hom)));
        match (row.state, row.copies) {
            // One copy is there, whatever the genotype says of two.
            (State::Carried, Some(_)) if row.zygosity == Some(Zygosity::Hemi) => {
                of.allele_count += 1;
                of.allele_number += 1;
            }
            (State::Carried, Some(_)) if row.zygosity.is_some_and(of_mitochondrion) => {}
            (State::Carried, Some(copies)) if !row.flags.contains(&Flag::HetInHaploidRegion) => {
                of.allele_count += copies.carried as u64;
                of.allele_number += copies.ploidy as u64;
            }
            _ => {}
        }
        let autosome = genosieve::genome::contig_rank(&genosieve::genome::contig_key(&row.entry.contig)) <= 22;
        if row.state == State::NotCarried && autosome {
            of.allele_number += 2;
        }
    }
    counts
}

#[test]
fn counts_are_those_of_the_reports_in_all_cases() {
    let mut states = [0; 6];
    for case in cases() {
        let (panel, options) = case_panel(&case);
        let genome = ["input.vcf", "genome.vcf"].map(|name| case.join(name)).into_iter().find(|path| path.exists());
        let genome = read(&genome.unwrap());
        let answer = answer(&panel, &genome, ScreenOptions { all: true, ..options.clone() });
        let head = Head::new(&panel, options.policy);
        let (head, counts) = counted(&merged(&[file(&head, &samples(&answer, "a"))]));
        let table = CohortTable::new(&head, &counts, Some(&panel), 0).unwrap();
        let expected = of_report(&answer);
        for entry in 0..counts.entries() {
            let [contig, pos, reference, alternate, end, _] = table.locus(entry).unwrap();
            let quoted = |text: String| format!("\"{text}\"");
            let end = if end.is_empty() { "null".to_owned() } else { end };
            let key = [quoted(contig), pos, quoted(reference), quoted(alternate), end].join(" ");
            let (mine, theirs) = (counts.of(entry), expected[&key]);
            assert_eq!((mine.states, mine.allele_count), (theirs.states, theirs.allele_count), "{case:?} {key}");
            assert_eq!(mine.homozygous, theirs.homozygous, "{case:?} {key}");
            assert!(mine.allele_number >= theirs.allele_number, "{case:?} {key}: X has some more");
            states.iter_mut().zip(mine.states).for_each(|(sum, count)| *sum += count);
        }
    }
    assert!(states.iter().all(|count| *count > 0), "every state is in some case: {states:?}");
}

#[test]
fn a_sample_is_read_as_it_was_written() {
    let (panel, genome) = made(20);
    let answer = answer(&panel, &genome, ScreenOptions::default());
    let all = samples(&answer, "many.vcf");
    let bytes = file(&Head::new(&panel, ScreenOptions::default().policy), &all);
    let mut reader = CohortReader::new(&bytes[..]).unwrap();
    for sample in all {
        let Some(genosieve::cohort::Part::Sample(read)) = reader.part().unwrap() else { panic!("a sample") };
        assert_eq!(read, sample);
    }
    assert!(reader.part().unwrap().is_none() && reader.part().unwrap().is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_order_and_any_tree_give_the_same_bytes(seed: u64) {
        let (panel, genome) = made(12);
        let answer = answer(&panel, &genome, ScreenOptions::default());
        let head = Head::new(&panel, ScreenOptions::default().policy);
        let mut files: Vec<Vec<u8>> =
            samples(&answer, "many.vcf").chunks(2).map(|samples| file(&head, samples)).collect();
        let whole = merged(&files);
        prop_assert_eq!(counted(&whole).1.samples(), 12);
        let mut random = Random::new(seed);
        while files.len() > 1 {
            let one = files.swap_remove(random.below(files.len()));
            let other = files.swap_remove(random.below(files.len()));
            files.push(merged(&[one, other]));
        }
        prop_assert!(files[0] == whole);
    }

    #[test]
    fn a_damaged_file_is_refused_and_never_panics(at: usize, flip in 1_u8.., cut: bool) {
        let (panel, genome) = made(3);
        let answer = answer(&panel, &genome, ScreenOptions::default());
        let sound = file(&Head::new(&panel, ScreenOptions::default().policy), &samples(&answer, "a"));
        for mut bytes in [sound.clone(), merged(&[sound])] {
            let at = at % bytes.len();
            bytes[at] ^= flip;
            if cut {
                bytes.truncate(at);
            }
            let error = CohortReader::new(&bytes[..]).and_then(|reader| {
                let entries = reader.head().entries();
                // A head that is damaged may speak of more entries than there is memory for.
                if entries > 1 << 20 { Err(ErrorKind::CohortInvalid.into()) } else { reader.count(&mut Counts::new(entries)) }
            });
            prop_assert_eq!(error.unwrap_err().kind(), ErrorKind::CohortInvalid);
        }
    }
}

#[test]
fn what_cannot_be_counted_together_is_refused() {
    let (panel, genome) = made(2);
    let head = Head::new(&panel, ScreenOptions::default().policy);
    let whole = answer(&panel, &genome, ScreenOptions::default());
    let both = samples(&whole, "a");
    let conflict = |parts: &[Vec<Sample>]| {
        let mut counts = Counts::new(head.entries());
        let files: Vec<Vec<u8>> = parts.iter().map(|samples| file(&head, samples)).collect();
        let added = files.iter().try_for_each(|file| CohortReader::new(&file[..]).unwrap().count(&mut counts));
        added.and_then(|()| counts.check()).err().map(|error| error.kind())
    };
    assert_eq!(conflict(&[both.clone(), samples(&whole, "b")]), None, "other files");
    assert_eq!(conflict(&[both.clone(), both[1..].to_vec()]), Some(ErrorKind::CohortConflict));

    // Parts of the panel that make up the whole are counted as the whole; those that overlap are refused.
    let contig = &panel.contigs()[0].name;
    let half = u32::try_from(panel.len() / 2).unwrap();
    let middle = panel.entry(half).pos;
    let part = |region: String| {
        let filter = Filter { regions: vec![region], ..Filter::default() };
        samples(&answer(&panel, &genome, ScreenOptions { filter, ..ScreenOptions::default() }), "a")
    };
    let (first, last) = (part(format!("{contig}:1-{}", middle - 1)), part(format!("{contig}:{middle}-400000000")));
    assert_eq!(conflict(&[first.clone(), last.clone()]), None);
    assert_eq!(conflict(&[first.clone(), both.clone()]), Some(ErrorKind::CohortConflict));
    let parts = counted(&merged(&[file(&head, &last), file(&head, &first)])).1;
    let all = counted(&file(&head, &both)).1;
    assert_eq!(parts.samples(), all.samples());
    assert!((0..all.entries()).all(|entry| parts.of(entry) == all.of(entry)));

    let other = Head::new(&panel, genosieve::kernel::Policy { min_gq: 30.0, ..ScreenOptions::default().policy });
    assert_eq!(head.check(&other).unwrap_err().kind(), ErrorKind::CohortConflict);
    let others = common::compile(
        b"##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n1\t5\t.\tA\tC\t.\t.\t.\n",
        None,
    );
    let others = others.unwrap();
    assert_eq!(
        head.check(&Head::new(&others, ScreenOptions::default().policy)).unwrap_err().kind(),
        ErrorKind::CohortConflict
    );
    let refused = CohortTable::new(&head, &all, Some(&others), 0).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::CohortConflict);
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, Vec<u8>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_genosieve")).current_dir(folder).args(arguments).output().unwrap();
    (output.status.code(), output.stdout, String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn the_command_merges_a_batch() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("merge");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let made = InMemory::new(&Spec { records: 400, entries: 300, samples: 20, ..Spec::default() });
    fs::write(folder.join("many.vcf"), &made.genome).unwrap();
    fs::write(folder.join("panel.vcf"), &made.panel).unwrap();
    let screened = run(&folder, &["screen", "many.vcf", "--panel", "panel.vcf", "--out-dir", "out", "--planes"]);
    assert_eq!(screened.0, Some(0), "{}", screened.2);

    let table = |arguments: &[&str]| {
        let (code, out, said) = run(&folder, &[&["merge", "out/planes"], arguments].concat());
        assert_eq!(code, Some(0), "{said}");
        String::from_utf8(out).unwrap()
    };
    let tsv = table(&["--panel", "panel.vcf"]);
    let mut carried: BTreeMap<String, usize> = BTreeMap::new();
    for truth in &made.carried {
        *carried
            .entry(format!("{} {} {} {}", truth.contig, truth.pos, truth.reference, truth.alternate))
            .or_default() += 1;
    }
    let mut seen = 0;
    for row in tsv.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>()) {
        let expected = carried.get(&row[1..5].join(" ")).copied().unwrap_or_default();
        assert_eq!(row[8], expected.to_string(), "{row:?}");
        seen += expected;
    }
    assert_eq!(seen, made.carried.len(), "every planted allele is counted");

    let json: serde_json::Value = serde_json::from_str(&table(&["--panel", "panel.vcf", "--format", "json"])).unwrap();
    assert_eq!(json["entries"].as_array().unwrap().len(), tsv.lines().count() - 1);
    let summary: serde_json::Value = serde_json::from_str(&table(&["--summary-only", "--format", "json"])).unwrap();
    assert_eq!(summary["summary"], json["summary"]);
    assert_eq!(summary["summary"]["carried"], made.carried.len());
    assert!(summary.get("entries").is_none() && !summary.to_string().contains("contig"));

    // Suppressed cells are those of the table without, or larger than it.
    let hidden = table(&["--panel", "panel.vcf", "--min-count", "15"]);
    assert!(hidden.contains("suppressed"));
    for (row, whole) in hidden.lines().skip(1).zip(tsv.lines().skip(1)) {
        for (cell, whole) in row.split('\t').zip(whole.split('\t')).skip(7) {
            let small = whole.parse::<u64>().is_ok_and(|count| (1..15).contains(&count));
            assert!(cell == whole && !small || cell == "suppressed", "{row}");
        }
    }

    let parquet =
        run(&folder, &["merge", "out/planes", "--panel", "panel.vcf", "--format", "parquet", "-o", "all.parquet"]);
    assert_eq!(parquet.0, Some(0), "{}", parquet.2);
    let bytes = fs::read(folder.join("all.parquet")).unwrap();
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));

    fs::write(folder.join("torn.gsc"), &fs::read(folder.join("out/planes/many.gsc")).unwrap()[..200]).unwrap();
    for (arguments, code, word) in [
        (&["out/planes", "out/planes/many.gsc"][..], 1, "many.gsc"),
        (&["out/planes", "--min-count", "5", "--format", "cohort"], 1, "--min-count"),
        (&["out/planes", "--summary-only", "--format", "parquet"], 1, "--summary-only"),
        (&["torn.gsc"], 4, "cohort_invalid"),
        (&["many.vcf"], 4, "cohort_invalid"),
        (&["no.gsc"], 4, "io"),
    ] {
        let (exit, out, said) = run(&folder, &[&["merge"], arguments].concat());
        assert_eq!((exit, out.is_empty()), (Some(code), true), "{arguments:?} {said}");
        assert!(said.contains(word), "{arguments:?} {said}");
    }
}
