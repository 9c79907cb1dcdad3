//! Views and rows say what the report says, of every entry.

mod common;

use std::cmp::Ordering;

use common::{answer, case_panel, cases, compile, read, shared};
use genosieve::error::{Error, ErrorKind};
use genosieve::genome::Build;
use genosieve::kernel::{Reason, State};
use genosieve::panel::SignificanceClass;
use genosieve::report::EntryRow;
use genosieve::screen::{Answer, Query, ScreenOptions, SortKey};
use serde_json::{Value, json};

const CLINVAR_2016: &str = "files/panel/clinvar/2016-11-02.clinvar.vcf.gz";
const PFEIFFER: &str = "files/single/Exomiser/Pfeiffer.vcf.gz";

/// The order of states in a table.
const STATES: [State; 6] = [
    State::Carried,
    State::CarriedAssumed,
    State::Indeterminate,
    State::NotAssessed,
    State::NotCarried,
    State::NotCarriedAssumed,
];

fn rows(answer: &Answer, query: &Query) -> Vec<EntryRow> {
    let view = answer.view(query).unwrap();
    answer.rows(&view, 0, usize::MAX)
}

fn value(row: &impl serde::Serialize) -> Value {
    serde_json::to_value(row).unwrap()
}

fn pfeiffer() -> Option<Answer> {
    let panel = compile(&read(&shared(CLINVAR_2016)?), None).unwrap();
    Some(answer(&panel, &read(&shared(PFEIFFER)?), 1 << 20, ScreenOptions::default()).unwrap())
}

#[test]
fn every_case_is_viewed_as_it_is_reported() {
    for case in cases() {
        let (panel, options) = case_panel(&case);
        let input = read(&case.join("input.vcf"));
        let all = ScreenOptions { all: true, ..options.clone() };
        let report = common::screen(&panel, &input, 1 << 20, all).unwrap();
        let answer = answer(&panel, &input, 7, options).unwrap();
        for (sample, counts) in report.summary.iter().enumerate() {
            let expected = report.verdicts.iter().filter(|verdict| verdict.sample == counts.sample);
            let query = Query { sample, sort: SortKey::Position, ..Query::default() };
            let found = rows(&answer, &query);
            assert_eq!(found.len() as u64, report.panel.alleles);
            for (number, (row, verdict)) in found.iter().zip(expected).enumerate() {
                let (mut mine, mut theirs) = (value(&row.verdict), value(verdict));
                if row.verdict.records.is_empty() {
                    // A reference row is a bit here.
                    (mine["records"], theirs["records"]) = (json!([]), json!([]));
                }
                assert_eq!((row.number as usize, mine), (number, theirs), "{}", case.display());
            }
            assert_sorts(&answer, &Query { sample, ..Query::default() });
        }
        assert_eq!(
            answer.view(&Query { sample: report.summary.len(), ..Query::default() }).map_err(|e| e.kind()).err(),
            Some(ErrorKind::OptionInvalid)
        );
    }
}

/// Sorts the rows as the documents say, and compares each order of the view.
fn assert_sorts(answer: &Answer, query: &Query) {
    let all = rows(answer, &Query { sort: SortKey::Position, ..query.clone() });
    for sort in SortKey::ALL {
        for descending in [false, true] {
            let mut expected: Vec<&EntryRow> = all.iter().collect();
            expected.sort_by(|a, b| order(a, b, sort, descending));
            let expected: Vec<u32> = expected.iter().map(|row| row.number).collect();
            let found = rows(answer, &Query { sort, descending, ..query.clone() });
            assert_eq!(found.iter().map(|row| row.number).collect::<Vec<_>>(), expected, "{sort:?} {descending}");
        }
    }
}

fn order(a: &EntryRow, b: &EntryRow, sort: SortKey, descending: bool) -> Ordering {
    let first = match (primary(a, sort), primary(b, sort)) {
        (Some(a), Some(b)) if descending => b.cmp(&a),
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    };
    first.then_with(|| ties(a).cmp(&ties(b)))
}

fn primary(row: &EntryRow, sort: SortKey) -> Option<(usize, String)> {
    let verdict = &row.verdict;
    let number = |n: usize| Some((n, String::new()));
    match sort {
        SortKey::State => number(rank(row)),
        SortKey::Gene => gene(row).map(|gene| (0, gene)),
        SortKey::Position => number(row.number as usize),
        SortKey::Zygosity => number(verdict.zygosity? as usize),
        SortKey::Significance if row.significance_class == SignificanceClass::None => None,
        SortKey::Significance => number(row.significance_class as usize),
        SortKey::Stars => number(usize::from(row.stars?)),
        SortKey::Match => number(verdict.kind? as usize),
        SortKey::Reason => number(verdict.reason? as usize),
    }
}

fn rank(row: &EntryRow) -> usize {
    STATES.iter().position(|state| *state == row.verdict.state).unwrap()
}

fn gene(row: &EntryRow) -> Option<String> {
    row.verdict.entry.annotation("gene").filter(|gene| *gene != "-").map(str::to_owned)
}

fn ties(row: &EntryRow) -> impl Ord + use<> {
    let stars = row.stars.map_or(9, |stars| 4 - stars);
    (rank(row), row.significance_class as usize, stars, gene(row).is_none(), gene(row), row.number)
}

/// Screens the file again for one entry.
fn evidence(answer: &mut Answer, file: &[u8], number: u32, sample: usize) -> Result<EntryRow, Error> {
    let mut rescreen = answer.rescreen(number, sample)?;
    for chunk in file.chunks(999) {
        rescreen.push(chunk)?;
    }
    answer.evidence(rescreen)
}

#[test]
fn evidence_is_what_a_report_of_all_entries_lists() {
    let mut blocks = 0;
    for case in cases() {
        let (panel, options) = case_panel(&case);
        let input = read(&case.join("input.vcf"));
        let all = ScreenOptions { all: true, ..options.clone() };
        let report = common::screen(&panel, &input, 1 << 20, all).unwrap();
        let mut answer = answer(&panel, &input, 1 << 20, options).unwrap();
        for (sample, counts) in report.summary.iter().enumerate() {
            let verdicts = report.verdicts.iter().filter(|verdict| verdict.sample == counts.sample);
            let query = Query { sample, sort: SortKey::Position, ..Query::default() };
            let before = rows(&answer, &query);
            for ((number, expected), before) in (0..).zip(verdicts).zip(before) {
                let row = evidence(&mut answer, &input, number, sample).unwrap();
                assert_eq!(value(&row.verdict), value(expected), "{} {number}", case.display());
                let same = (before.number, before.significance_class, before.stars);
                assert_eq!((row.number, row.significance_class, row.stars), same);
                blocks += usize::from(before.verdict.records.len() < row.verdict.records.len());
                assert!(row.verdict.records.iter().all(|record| answer.reader(record.line).is_ok()));
            }
        }
    }
    assert!(blocks >= 4, "{blocks} entries are proved by reference rows");
}

#[test]
fn evidence_out_of_another_file_is_refused() {
    let case = cases().into_iter().find(|case| case.ends_with("reference_blocks")).unwrap();
    let (panel, options) = case_panel(&case);
    let text = String::from_utf8(read(&case.join("input.vcf"))).unwrap();
    let mut answer = answer(&panel, text.as_bytes(), 99, options).unwrap();
    let proved = Query { states: vec![State::NotCarried], ..Query::default() };
    let number = rows(&answer, &proved)[0].number;
    assert!(evidence(&mut answer, text.as_bytes(), number, 0).is_ok());
    let header: String = text.lines().filter(|line| line.starts_with('#')).map(|line| line.to_owned() + "\n").collect();
    let others = [header.clone(), header.replace("#CHROM", "##source=x\n#CHROM"), text.replace('\n', "\r")];
    for (i, other) in others.iter().enumerate() {
        let kind = evidence(&mut answer, other.as_bytes(), number, 0).map_err(|e| e.kind()).err();
        assert_eq!(kind, Some(ErrorKind::FileChanged), "{i}");
    }
    for (number, sample) in [(u32::MAX, 0), (number, 9)] {
        assert_eq!(answer.rescreen(number, sample).map_err(|e| e.kind()).err(), Some(ErrorKind::OptionInvalid));
    }
}

#[test]
fn an_exome_against_clinvar() {
    let Some(answer) = pfeiffer() else { return };
    let report = answer.report();
    let counts = &report.summary[0];
    let count = |query: Query| answer.view(&query).unwrap().count() as u64;
    for state in STATES {
        assert_eq!(count(Query { states: vec![state], ..Query::default() }), counts.count(state), "{state:?}");
    }
    for (reason, n) in &counts.reasons {
        assert_eq!(count(Query { reasons: vec![*reason], ..Query::default() }), *n, "{reason:?}");
    }
    let of = |reason: Reason| counts.reasons.get(&reason).copied().unwrap_or_default();
    let both = Query { states: vec![State::Indeterminate], reasons: vec![Reason::NoRecord], ..Query::default() };
    let undecided = of(Reason::PhaseUnknown) + of(Reason::ComplexOverlap);
    assert_eq!((count(both), undecided), (0, counts.indeterminate));

    let listed =
        Query { states: vec![State::Carried, State::Indeterminate], sort: SortKey::Position, ..Query::default() };
    let found: Vec<Value> = rows(&answer, &listed).iter().map(|row| value(&row.verdict)).collect();
    assert_eq!(found, report.verdicts.iter().map(value).collect::<Vec<_>>());
    let proved = rows(&answer, &Query { states: vec![State::NotCarried], ..Query::default() });
    assert!(proved.iter().all(|row| !row.verdict.records.is_empty()), "no reference row is in this file");
    let some = Query { classes: vec![SignificanceClass::LikelyBenign], ..Query::default() };
    assert!(count(some.clone()) > 5000);
    assert_sorts(&answer, &some);
}

#[test]
fn classes_sum_to_the_entries_that_fit() {
    let Some(answer) = pfeiffer() else { return };
    let all = answer.view(&Query::default()).unwrap();
    let sum: u64 = SignificanceClass::ALL.iter().map(|class| all.class_count(*class)).sum();
    assert_eq!((sum, all.count()), (132_815, 132_815));
    for class in SignificanceClass::ALL {
        let query = Query { classes: vec![class], states: vec![State::Carried], ..Query::default() };
        let one = answer.view(&query).unwrap();
        assert_eq!(one.count() as u64, one.class_count(class));
        let carried = answer.view(&Query { states: vec![State::Carried], ..Query::default() }).unwrap();
        assert_eq!(one.class_count(SignificanceClass::Benign), carried.class_count(SignificanceClass::Benign));
    }
}

#[test]
fn searches_find_what_a_filter_of_the_rows_finds() {
    let Some(answer) = pfeiffer() else { return };
    let all = rows(&answer, &Query { sort: SortKey::Position, ..Query::default() });
    let numbers = |wanted: &dyn Fn(&EntryRow) -> bool| {
        all.iter().filter(|row| wanted(row)).map(|row| row.number).collect::<Vec<_>>()
    };
    let found = |search: &str| {
        let query = Query { search: search.into(), sort: SortKey::Position, ..Query::default() };
        rows(&answer, &query).iter().map(|row| row.number).collect::<Vec<_>>()
    };
    for search in ["brca1", "BRCA", "5437", "zzz"] {
        let holds = |row: &EntryRow, key| {
            row.verdict.entry.annotation(key).is_some_and(|text| text.to_lowercase().contains(&search.to_lowercase()))
        };
        assert_eq!(found(search), numbers(&|row| holds(row, "gene") || holds(row, "id")), "{search}");
    }
    assert!(found("brca1").len() > 1000 && found("zzz").is_empty());
    let place = |first: u32, last: u32| {
        numbers(&|row| {
            let entry = &row.verdict.entry;
            let end = entry.pos + u32::try_from(entry.reference.len()).unwrap() - 1;
            entry.contig == "17" && entry.pos <= last && end >= first
        })
    };
    for (search, first, last) in [
        ("17:41223094", 41_223_094, 41_223_094),
        ("chr17:41,197,694-41,223,094", 41_197_694, 41_223_094),
        (" chr17:41197695 - 41197700 ", 41_197_695, 41_197_700),
    ] {
        assert_eq!(found(search), place(first, last), "{search}");
        assert!(!found(search).is_empty(), "{search}");
    }
    assert!(found("chr17:9-3").is_empty() && found("chrQ:41223094").is_empty());
}

#[test]
fn genes_are_found_by_their_symbol_and_names_by_any_part() {
    let source = "chrom\tpos\tref\talt\tid\tgene\tname\n\
                  1\t10\tA\tG\trs12\tABC1:77|XYZ:5\tfactor V\n1\t20\tA\tG\trs77\t-\tLeiden\n";
    let panel = compile(source.as_bytes(), None).unwrap();
    let genome = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n";
    let answer = answer(&panel, genome.as_bytes(), 99, ScreenOptions::default()).unwrap();
    let found = |search: &str| {
        let query = Query { search: search.into(), ..Query::default() };
        rows(&answer, &query).iter().map(|row| row.number).collect::<Vec<_>>()
    };
    assert_eq!(
        [found("xyz"), found("77"), found("FACTOR v"), found("lei"), found("RS")],
        [vec![0], vec![1], vec![0], vec![1], vec![0, 1]]
    );
    assert!(found("ABC1:77").is_empty(), "the number of a gene is no symbol");
    let view = answer.view(&Query::default()).unwrap();
    assert_eq!([(0, 1), (1, 9), (2, 9), (1, 0)].map(|(from, to)| answer.rows(&view, from, to).len()), [1, 1, 0, 0]);
    assert_eq!(value(&view)["classes"]["none"], 2);
}

#[test]
fn a_block_that_disagrees_around_an_entry_proves_nothing_whatever_is_listed() {
    let columns = "##fileformat=VCFv4.2\n##contig=<ID=1,length=12>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
    let panel =
        compile(format!("{columns}\n1\t5\t.\tCA\tC\t.\t.\t.\n").as_bytes(), Some(b">1\nGGGACAAAATGG\n")).unwrap();
    // REF agrees with that of the entry, and not with the bases that the entry can be shifted over.
    for (reference, state, reason) in
        [("CAAA", State::NotCarried, None), ("CAAG", State::NotAssessed, Some(Reason::RefMismatch))]
    {
        let file = format!("{columns}\tFORMAT\tS\n1\t5\t.\t{reference}\t.\t.\tPASS\tEND=12\tGT:GQ\t0/0:50\n");
        for all in [true, false] {
            let options = ScreenOptions { all, build: Some(Build::GRCh38), ..ScreenOptions::default() };
            let answer = answer(&panel, file.as_bytes(), 7, options).unwrap();
            let [row] = &rows(&answer, &Query::default())[..] else { panic!("one entry") };
            assert_eq!((row.verdict.state, row.verdict.reason), (state, reason), "{reference} {all}");
        }
    }
}

#[test]
fn tracks_count_what_views_list() {
    let header = "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
    let rows = [
        "1\t5\t.\tA\tG",
        "1\t1000\t.\tA\tG",
        "1\t1001\t.\tC\tT",
        "1\t248956422\t.\tA\tC",
        "22\t30\t.\tA\tG",
        "MT\t9\t.\tA\tG",
    ];
    let list = rows.map(|row| format!("{row}\t.\t.\t.\n")).concat();
    let panel = compile(format!("{header}\n{list}").as_bytes(), None).unwrap();
    let file = format!("{header}\tFORMAT\tS\n1\t5\t.\tA\tG\t.\t.\t.\tGT\t0/1\n1\t1001\t.\tC\tT\t.\t.\t.\tGT\t0/0\n");
    let answer = answer(&panel, file.as_bytes(), 1 << 20, ScreenOptions::default()).unwrap();
    let tracks = answer.tracks(0, 400, None).unwrap();
    assert_eq!(tracks.len(), 24);
    assert!(tracks.iter().all(|track| track.counts.len() == 6 * track.length.div_ceil(track.width) as usize));
    let first = &tracks[0];
    assert_eq!((first.contig, first.length, first.width, first.counts.len()), ("1", 248_956_422, 622_392, 2400));
    assert_eq!((&first.counts[..6], &first.counts[2394..]), (&[1, 0, 1, 0, 1, 0][..], &[0, 0, 0, 0, 1, 0][..]));
    assert_eq!(tracks.iter().flat_map(|track| &track.counts).sum::<u32>(), 5);
    let one = answer.tracks(0, 4000, Some("22")).unwrap();
    assert_eq!((one.len(), one[0].width, one[0].counts.len(), one[0].counts[4]), (1, 12_705, 24_000, 1));
    for (sample, bins, only) in [(1, 400, None), (0, 0, None), (0, 4001, None), (0, 400, Some("MT"))] {
        assert_eq!(answer.tracks(sample, bins, only).unwrap_err().kind(), ErrorKind::OptionInvalid);
    }
}

#[test]
fn tracks_of_clinvar_are_those_of_its_rows() {
    let Some(mut answer) = pfeiffer() else { return };
    for filter in [
        genosieve::panel::Filter::default(),
        genosieve::panel::Filter { genes: vec!["FBN1".into(), "FGFR2".into()], ..Default::default() },
    ] {
        answer.set_filter(filter).unwrap();
        let mut expected = std::collections::BTreeMap::new();
        let tracks = answer.tracks(0, 100, None).unwrap();
        for row in rows(&answer, &Query::default()) {
            let Some(track) = tracks.iter().find(|track| track.contig == row.verdict.entry.contig) else { continue };
            *expected
                .entry((track.contig, (row.verdict.entry.pos - 1) / track.width, row.verdict.state as usize))
                .or_insert(0) += 1;
        }
        let mut found = std::collections::BTreeMap::new();
        for track in &tracks {
            for (at, count) in track.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                found.insert((track.contig, u32::try_from(at / 6).unwrap(), at % 6), *count);
            }
        }
        assert_eq!(found, expected);
    }
}
