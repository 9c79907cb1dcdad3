//! Names of alleles that change length (VRS, SPDI, HGVS): against those that ClinVar gives, and against what a name
//! means on a made reference.

mod common;

use std::collections::BTreeMap;
use std::io::Read;

use common::random::{Random, cases};
use common::{compile, read, screen, shared};
use genosieve::allele::trim;
use genosieve::report::VerdictRow;
use genosieve::report::export::AlleleNames;
use genosieve::screen::ScreenOptions;

/// The names of all entries of a panel with a reference, as a report that was kept has them.
fn names(panel: &str, reference: &[u8]) -> BTreeMap<(u32, String, String), AlleleNames> {
    let panel = compile(panel.as_bytes(), Some(reference)).unwrap();
    let empty = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n";
    let options = ScreenOptions { all: true, build: panel.info().build, ..ScreenOptions::default() };
    let report = screen(&panel, empty.as_bytes(), 1 << 20, options).unwrap();
    let named = |row: &VerdictRow| {
        let kept: VerdictRow = serde_json::from_str(&serde_json::to_string(row).unwrap()).unwrap();
        let names = AlleleNames::of(report.input.build, &kept);
        assert_eq!(names, AlleleNames::of(report.input.build, row));
        let entry = &row.entry;
        ((entry.pos, entry.reference.clone(), entry.alternate.clone()), names)
    };
    report.verdicts.iter().map(named).collect()
}

/// ClinVar spells gains and losses of a repeat by counting it; all others are spelled as here.
#[test]
fn clinvar_gives_the_same_names() {
    let Some(source) = shared("files/panel/Exomiser/clinvar-test.vcf.gz") else { return };
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(&*read(&source)).read_to_string(&mut text).unwrap();
    let reference = read(&shared("files/reference/gatk/Homo_sapiens_assembly19_chr1_1M.fasta").unwrap());
    // The reference ends at a million.
    let is_there = |line: &&str| {
        line.starts_with('#') || line.strip_prefix("1\t").is_some_and(|rest| rest.find('\t').is_some_and(|n| n < 7))
    };
    let panel: String = text.lines().filter(is_there).flat_map(|line| [line, "\n"]).collect();
    let names = names(&panel, &reference);
    let (mut same, mut counted) = (0, 0);
    for line in panel.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let given = cells[7].split(';').find_map(|pair| pair.strip_prefix("CLNHGVS=")).unwrap();
        let allele = (cells[1].parse().unwrap(), cells[3].to_owned(), cells[4].to_owned());
        // An allele that stands for the reference is another entry.
        let Some(names) = names.get(&allele) else { continue };
        let ours = names.hgvs.as_deref().unwrap_or_else(|| panic!("{line} has no name"));
        if given.ends_with(']') {
            counted += 1;
        } else {
            assert_eq!(ours, given, "{allele:?}");
            same += usize::from(cells[3].len() != cells[4].len());
        }
    }
    assert!(same > 80 && counted < 25, "{same} gains and losses have the same name, {counted} are counted");
}

/// A reference whose middle is of two letters, and nothing of it goes on beyond.
struct Made {
    bases: Vec<u8>,
    middle: std::ops::Range<usize>,
}

impl Made {
    fn new(random: &mut Random) -> Self {
        let middle = random.within(4..24);
        let bases = [b"GTTGCTGATG".to_vec(), random.bases(middle, b"AC"), b"GTGGTCATTG".to_vec()].concat();
        Self { bases, middle: 10..10 + middle }
    }

    /// With bases in place of others.
    fn changed(&self, from: usize, to: usize, by: &[u8]) -> Vec<u8> {
        [&self.bases[..from], by, &self.bases[to..]].concat()
    }

    /// Every insertion or deletion that makes `changed`: where it is, and what is gained.
    fn places(&self, changed: &[u8]) -> Vec<(usize, usize, Vec<u8>)> {
        let (was, is) = (self.bases.len(), changed.len());
        let place = |from: usize| {
            let (to, gained) = (from + was.saturating_sub(is), is.saturating_sub(was));
            let by = changed[from..from + gained].to_vec();
            (to <= was && self.changed(from, to, &by) == changed).then_some((from, to, by))
        };
        (0..=was.min(is)).filter_map(place).collect()
    }
}

/// What HGVS says behind the accession, done to a reference. Only what is written for gains and losses is read.
fn done(made: &Made, hgvs: &str) -> (usize, Vec<u8>) {
    let said = hgvs.split_once(":g.").unwrap().1;
    let letters = said.find(|c: char| c.is_ascii_lowercase()).unwrap();
    let mut numbers = said[..letters].split('_').map(|n| n.parse::<usize>().unwrap());
    let first = numbers.next().unwrap();
    let last = numbers.next().unwrap_or(first);
    match said[letters..].split_at(3) {
        ("del", "") => (first - 1, made.changed(first - 1, last, b"")),
        ("dup", "") => (last, made.changed(last, last, &made.bases[first - 1..last])),
        ("ins", by) => {
            assert_eq!(last, first + 1, "{hgvs}");
            assert!(!made.bases[..first].ends_with(by.as_bytes()), "{hgvs} is a duplication");
            (first, made.changed(first, first, by.as_bytes()))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_spellings_of_a_gain_or_loss_have_one_name_which_says_it() {
    let mut random = Random::new(20_261_201);
    for _ in 0..cases("GENOSIEVE_NAMES", 400) {
        let made = Made::new(&mut random);
        let from = random.within(made.middle.clone());
        let changed = if random.once_in(2) {
            made.changed(from, random.within(from + 1..made.middle.end + 1), b"")
        } else {
            let gained = random.within(1..7);
            made.changed(from, from, &random.bases(gained, b"AC"))
        };
        let places = made.places(&changed);
        let mut rows: Vec<(usize, String)> = Vec::new();
        for (from, to, by) in &places {
            let (before, behind) = (random.within(1..4), random.below(3));
            let padded = |middle: &[u8]| {
                let all = [&made.bases[from - before..*from], middle, &made.bases[*to..to + behind]].concat();
                String::from_utf8(all).unwrap()
            };
            let (pos, was, is) = (from - before + 1, padded(&made.bases[*from..*to]), padded(by));
            rows.push((pos, format!("1\t{pos}\t.\t{was}\t{is}\t.\t.\t.\n")));
        }
        rows.sort();
        let body: String = rows.into_iter().map(|(_, row)| row).collect();
        let panel =
            format!("##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n{body}");
        let reference = [b">1\n", &made.bases[..], b"\n"].concat();
        let names = names(&panel, &reference);
        assert!(!names.is_empty());
        let text = String::from_utf8_lossy(&made.bases).into_owned();
        let first = names.values().next().unwrap();
        assert!(names.values().all(|other| other == first), "{text}: {names:?}");
        assert!(first.vrs.is_some());

        let spdi: Vec<&str> = first.spdi.as_deref().unwrap().split(':').collect();
        let start: usize = spdi[1].parse().unwrap();
        let end = start + spdi[2].len();
        assert_eq!(&text[start..end], spdi[2]);
        assert_eq!(made.changed(start, end, spdi[3].as_bytes()), changed, "{text} {spdi:?}");
        // It is over all of its places, and over no more.
        assert_eq!((start, end), (places[0].0, places.last().unwrap().1), "{text} {spdi:?}");

        let hgvs = first.hgvs.as_deref().unwrap();
        assert_eq!(done(&made, hgvs), (places.last().unwrap().0, changed), "{text} {hgvs}");
    }
}

/// A place that may go on where the reference is not known has no name.
#[test]
fn what_may_go_on_has_no_name() {
    let panel = "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n\
        1\t2\t.\tGA\tG\t.\t.\t.\n1\t5\t.\tAC\tA\t.\t.\t.\n";
    let names = |reference: &str| {
        names(panel, reference.as_bytes()).into_values().map(|names| names.hgvs.is_some()).collect::<Vec<_>>()
    };
    assert_eq!(names(">1\nTGAAACCCG\n"), [true, true]);
    assert_eq!(names(">1\nTGAAACCCN\n"), [true, false]);
    assert_eq!(names(">1\nTGAAACCC\n"), [true, false]);
}

/// The trimmed alleles of a replacement by more bases have one place, whatever stands around it.
#[test]
fn a_replacement_keeps_its_name() {
    let rows = "1\t4\t.\tAC\tAGTT\t.\t.\t.\n";
    let panel =
        format!("##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n{rows}");
    let names = names(&panel, b">1\nTGAACCTTG\n");
    let change = trim(3, b"AC", b"AGTT");
    assert_eq!((change.start, change.reference, change.alternate), (4, &b"C"[..], &b"GTT"[..]));
    let hgvs: Vec<_> = names.into_values().map(|names| names.hgvs).collect();
    assert_eq!(hgvs, [Some("NC_000001.11:g.5delinsGTT".to_owned())]);
}
