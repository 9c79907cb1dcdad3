//! One allele in many spellings, on real reference and in the tests of other tools.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

use super::{CLINVAR_2016, answer, file, panel, parts, run, text};
use crate::common::{compile, shared};
use genosieve::kernel::{Reason, State};
use genosieve::panel::Entry;

const DERIVED: &str = "files/norm/derived_renorm_dev";

/// 8,439 rows of 1,500 alleles, each spelled as a file of its own would: every row matches the
/// alleles that it was made from, and no other row is taken for them.
#[test]
fn each_of_8439_spellings_is_its_allele() {
    let reference = format!("{DERIVED}/ref.GRCh37.1_17_MT.fa");
    let Some(panel) = panel(&format!("{DERIVED}/panel.canonical.vcf"), Some(&reference)) else { return };
    let query = text(file(&format!("{DERIVED}/query.denormalised.vcf")));
    let (_, records) = parts(&query);
    let row_of: BTreeMap<usize, &str> = query
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#'))
        .map(|(i, line)| (i + 1, line.split('\t').nth(2).unwrap()))
        .collect();
    let called: BTreeMap<&str, &str> = records.iter().map(|c| (c[2], c[9])).collect();
    let table = text(file(&format!("{DERIVED}/truth.tsv")));
    let mut expected: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut rows = BTreeSet::new();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        for (index, id) in (1..).zip(cells[2].split(',')).filter(|(_, id)| *id != ".") {
            // Both alternates of a `1|2` row are called; the others list one.
            assert!(called[cells[0]].contains(&index.to_string()), "{line}");
            expected.entry(id.to_owned()).or_default().insert(cells[0].to_owned());
            rows.insert(cells[0].to_owned());
        }
    }
    assert_eq!(rows.len(), 8_439);
    let report = run(&panel, query.as_bytes());
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for verdict in &report.verdicts {
        let id = verdict.entry.annotation("id").unwrap().to_owned();
        let behind = verdict.records.iter().map(|r| row_of[&usize::try_from(r.line).unwrap()].to_owned());
        found.insert(id, behind.collect());
    }
    for (id, rows) in &expected {
        assert!(rows.is_subset(&found[id]), "{id}: {rows:?} is not in {:?}", found[id]);
    }
    // As one genome the file contradicts itself: at three places more alleles start than there are
    // haplotypes, which SEMANTICS.md has as conflicting_records, with the rows behind it.
    let counts = &report.summary[0];
    assert_eq!((counts.carried, counts.indeterminate), (1_492, 8), "{counts:?}");
    assert_eq!(counts.reasons, BTreeMap::from([(Reason::ConflictingRecords, 8)]));
    let listed = run(&panel, listed(&query).as_bytes());
    assert_eq!(listed.summary[0].carried, 1_500, "without genotypes nothing contradicts");
}

/// Every row on its own: what a row matches does not lean on its neighbours.
#[test]
fn each_of_8439_spellings_is_its_allele_and_no_other_alone() {
    let reference = format!("{DERIVED}/ref.GRCh37.1_17_MT.fa");
    let Some(panel) = panel(&format!("{DERIVED}/panel.canonical.vcf"), Some(&reference)) else { return };
    let query = text(file(&format!("{DERIVED}/query.denormalised.vcf")));
    let (header, records) = parts(&query);
    let table = text(file(&format!("{DERIVED}/truth.tsv")));
    let truth: BTreeMap<&str, BTreeSet<&str>> = table
        .lines()
        .skip(1)
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .map(|c| (c[0], c[2].split(',').collect()))
        .collect();
    // One sample a row would be 8,439 columns; rows that are far apart share a file instead.
    let mut files: Vec<(String, Vec<&Vec<&str>>)> = Vec::new();
    for cells in &records {
        let pos: u32 = cells[1].parse().unwrap();
        let apart = |last: &Vec<&str>| {
            let other: u32 = last[1].parse().unwrap();
            last[0] != cells[0] || pos.abs_diff(other) > 400
        };
        match files.iter_mut().find(|(_, rows)| rows.last().is_none_or(|last| apart(last))) {
            Some((_, rows)) => rows.push(cells),
            None => files.push((String::new(), vec![cells])),
        }
    }
    let mut matched = 0;
    for (vcf, rows) in &mut files {
        *vcf = header.join("\n") + "\n";
        for cells in rows.iter() {
            writeln!(vcf, "{}", cells.join("\t")).unwrap();
        }
        let report = run(&panel, vcf.as_bytes());
        let wanted: BTreeSet<&str> = rows.iter().flat_map(|cells| truth[cells[2]].iter().copied()).collect();
        let found: BTreeSet<&str> = report
            .verdicts
            .iter()
            .filter(|v| {
                v.state == State::Carried && answer(v) != "carried component" && answer(v) != "carried composed"
            })
            .map(|v| v.entry.annotation("id").unwrap())
            .collect();
        assert_eq!(found, wanted);
        matched += rows.len();
    }
    assert_eq!(matched, 8_439);
}

/// The rows of a VCF without their samples: alleles are listed, and no genotype is in the way.
fn listed(vcf: &str) -> String {
    let (header, records) = parts(vcf);
    let meta = header.iter().filter(|line| line.starts_with("##"));
    let mut out = meta.fold(String::new(), |out, line| out + line + "\n");
    out.push_str("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
    for cells in &records {
        writeln!(out, "{}", cells[..8].join("\t")).unwrap();
    }
    out
}

/// What `bcftools norm` and `vt normalize` make of a file is, allele for allele, what the file lists.
#[test]
fn the_outputs_of_other_normalisers_are_listed_in_their_inputs() {
    let bcftools = |name: &str| format!("files/norm/bcftools/test/{name}");
    let table = [
        ("norm.split.and.norm.out", "norm.split.vcf", "norm.fa", 26),
        ("norm.out", "norm.vcf", "norm.fa", 35),
        ("norm.right-align.1.out", "norm.right-align.vcf", "norm.right-align.fa", 2),
        ("norm.right-align.2.out", "norm.right-align.vcf", "norm.right-align.fa", 2),
    ];
    for (output, input, reference, least) in table {
        if shared(&bcftools(output)).is_none() {
            return;
        }
        let panel =
            compile(listed(&text(file(&bcftools(output)))).as_bytes(), Some(&file(&bcftools(reference)))).unwrap();
        let report = run(&panel, listed(&text(file(&bcftools(input)))).as_bytes());
        let missing: Vec<_> = report
            .verdicts
            .iter()
            .filter(|v| v.state != State::Carried && v.reason != Some(Reason::EntryNotRepresentable))
            .map(|v| {
                format!("{}:{} {}>{} {}", v.entry.contig, v.entry.pos, v.entry.reference, v.entry.alternate, answer(v))
            })
            .collect();
        assert_eq!(missing, Vec::<String>::new(), "{output}");
        assert!(report.verdicts.len() >= least, "{output}: {}", report.verdicts.len());
    }
}

/// No FASTA is at hand for these: an allele that moved past what both rows state is not claimed, and
/// neither is it denied.
#[test]
fn without_a_fasta_what_vt_moved_is_found_as_far_as_bases_are_stated() {
    let Some(panel) = panel("files/norm/vt/normalize/01_OUT.vcf", None) else { return };
    let report = run(&panel, &file("files/norm/vt/normalize/01_IN.vcf"));
    let counts = &report.summary[0];
    assert_eq!(counts.carried + counts.not_assessed, report.panel.alleles, "{counts:?}");
    let output = text(file("files/norm/vt/normalize/01_OUT.vcf"));
    let moved: BTreeSet<&str> =
        parts(&output).1.iter().filter(|c| c[7].contains("OLD_VARIANT")).map(|c| c[1]).collect();
    for verdict in report.verdicts.iter().filter(|v| v.state != State::Carried) {
        assert!(["notAssessed no_record", "notAssessed genotype_missing"].contains(&answer(verdict).as_str()));
        assert!(moved.contains(verdict.entry.pos.to_string().as_str()), "{}", verdict.entry.pos);
    }
    println!("vt: {} of {} alleles, {} of them moved", counts.carried, report.panel.alleles, moved.len());
}

/// hap.py moves the alleles of both files to the left: each is carried in the file that it came from.
#[test]
fn what_hap_py_moved_is_carried_in_both_of_its_inputs() {
    let at = |name: &str| format!("files/norm/hap.py/leftshifting_example/{name}");
    if shared(&at("expected.vcf")).is_none() {
        return;
    }
    let expected = text(file(&at("expected.vcf")));
    let reference = file(&at("ref.fa"));
    for (column, input) in [(9, "truth.vcf"), (10, "query.vcf")] {
        let mut source =
            "##fileformat=VCFv4.2\n##contig=<ID=chrT,length=6651>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
                .to_owned();
        let (_, records) = parts(&expected);
        let mine: Vec<_> = records.iter().filter(|cells| !cells[column].starts_with("./.")).collect();
        for cells in &mine {
            writeln!(source, "{}\t.\t.\t.", cells[..5].join("\t")).unwrap();
        }
        let panel = compile(source.as_bytes(), Some(&reference)).unwrap();
        assert_eq!(panel.info().ref_mismatch, 0);
        let report = run(&panel, &file(&at(input)));
        let missing: Vec<_> = report
            .verdicts
            .iter()
            .filter(|v| v.state != State::Carried)
            .map(|v| format!("{} {}>{} {}", v.entry.pos, v.entry.reference, v.entry.alternate, answer(v)))
            .collect();
        assert_eq!(missing, Vec::<String>::new(), "{input}");
        assert!(mine.len() >= 11, "{input}: {}", mine.len());
    }
}

/// ClinVar of 2016 as callers like RTG's write alleles: beside bases of the reference that others trim,
/// and at another place of a repeat. What is known of the reference is what all entries state of it
/// together; the panel is built without a FASTA, so a row has to touch the REF of its entry.
#[test]
fn clinvar_2016_padded_and_shifted_is_found() {
    let Some(panel) = panel(CLINVAR_2016, None) else { return };
    let entries: Vec<Entry> = (0..u32::try_from(panel.len()).unwrap()).map(|id| panel.entry(id)).collect();
    let known = known_bases(&entries);
    let (mut padded, mut shifted) = (String::new(), String::new());
    let mut expected = [BTreeSet::new(), BTreeSet::new()];
    for entry in entries.iter().filter(|entry| entry.representable) {
        let contig = &panel.contigs()[usize::from(entry.contig)].name;
        let base = |pos: u32| known.get(&(entry.contig, pos)).copied().flatten();
        let mut put = |out: &mut String, set: usize, (pos, reference, alternate): (u32, Vec<u8>, Vec<u8>)| {
            let (r, a) = (String::from_utf8(reference).unwrap(), String::from_utf8(alternate).unwrap());
            writeln!(out, "{contig}\t{pos}\t.\t{r}\t{a}\t.\t.\t.").unwrap();
            expected[set].insert(key(contig, entry));
        };
        let behind = base(entry.pos + u32::try_from(entry.reference.len()).unwrap());
        if let Some(behind) = behind {
            let with = |bases: &[u8]| [bases, &[behind]].concat();
            put(&mut padded, 0, (entry.pos, with(&entry.reference), with(&entry.alternate)));
        }
        if let Some(moved) = moved_right(entry, base) {
            put(&mut shifted, 1, moved);
        }
    }
    println!("ClinVar 2016: {} entries, {} padded, {} shifted", panel.len(), expected[0].len(), expected[1].len());
    assert!(expected[0].len() > 10_000 && expected[1].len() > 500);
    let header = "##fileformat=VCFv4.2\n##reference=GRCh37\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
    for (rows, expected) in [padded, shifted].iter().zip(&expected) {
        let report = run(&panel, format!("{header}{rows}").as_bytes());
        let carried = report.verdicts.iter().filter(|v| v.state == State::Carried);
        let found: BTreeSet<String> = carried
            .map(|v| format!("{}:{} {}>{}", v.entry.contig, v.entry.pos, v.entry.reference, v.entry.alternate))
            .collect();
        let missing: Vec<_> = expected.difference(&found).take(5).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

fn key(contig: &str, entry: &Entry) -> String {
    let text = |bases: &[u8]| String::from_utf8(bases.to_vec()).unwrap();
    format!("{contig}:{} {}>{}", entry.pos, text(&entry.reference), text(&entry.alternate))
}

/// The base at each contig and 1-based position that entries state; nothing where they contradict.
fn known_bases(entries: &[Entry]) -> HashMap<(u16, u32), Option<u8>> {
    let mut known = HashMap::new();
    for entry in entries.iter().filter(|entry| entry.representable) {
        for (pos, base) in (entry.pos..).zip(&entry.reference) {
            let stated = known.entry((entry.contig, pos)).or_insert(Some(*base));
            *stated = stated.filter(|known| known == base);
        }
    }
    known
}

/// An insertion or deletion behind one shared base, moved one place to the right where the same sequence
/// comes out.
fn moved_right(entry: &Entry, base: impl Fn(u32) -> Option<u8>) -> Option<(u32, Vec<u8>, Vec<u8>)> {
    let (reference, alternate) = (&entry.reference, &entry.alternate);
    let pure = reference[0] == alternate[0] && reference.len().min(alternate.len()) == 1 && reference != alternate;
    let behind = base(entry.pos + u32::try_from(reference.len()).unwrap()).filter(|_| pure)?;
    // The first base that is gained or lost stands behind the others too.
    let unit = if reference.len() > 1 { &reference[1..] } else { &alternate[1..] };
    let turned = [unit, &[behind]].concat();
    let anchored = if reference.len() > 1 { (turned, vec![unit[0]]) } else { (vec![behind], turned) };
    (unit[0] == behind).then_some((entry.pos + 1, anchored.0, anchored.1))
}
