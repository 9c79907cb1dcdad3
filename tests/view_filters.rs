//! What a view lists by match, zygosity, flag and stars is what a filter of all rows leaves.

mod common;

use std::fmt::Write as _;
use std::sync::OnceLock;

use common::{answer, case_panel, cases, compile, read, shared};
use genosieve::kernel::{Flag, MatchKind, Reason, State, Zygosity};
use genosieve::panel::SignificanceClass;
use genosieve::report::EntryRow;
use genosieve::screen::{Answer, Query, ScreenOptions, SortKey};
use proptest::prelude::*;
use proptest::sample::subsequence;
use serde_json::{Value, json};

/// An answered file, and all rows of each of its samples in panel order.
struct Answered {
    answer: Answer,
    rows: Vec<Vec<EntryRow>>,
}

impl Answered {
    fn new(answer: Answer) -> Self {
        let of = |sample| list(&answer, &Query { sample, sort: SortKey::Position, ..Query::default() });
        let rows = (0..answer.head().summary.len()).map(of).collect();
        Self { answer, rows }
    }
}

/// All cases, and one whose entries have stars.
fn answered() -> &'static [Answered] {
    static ALL: OnceLock<Vec<Answered>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all: Vec<Answered> = cases().iter().map(|case| Answered::new(answer_of(case))).collect();
        all.push(Answered::new(starred()));
        all
    })
}

fn answer_of(case: &std::path::Path) -> Answer {
    let (panel, options) = case_panel(case);
    answer(&panel, &read(&case.join("input.vcf")), 99, options).unwrap()
}

/// Entries with 0 stars, 1 star and no review status: carried, not carried and without a record.
fn starred() -> Answer {
    let columns = "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
    let reviewed = [
        "CLNREVSTAT=no_assertion_criteria_provided;CLNSIG=Pathogenic",
        "CLNREVSTAT=criteria_provided,_single_submitter;CLNSIG=Benign",
        "CLNSIG=Benign",
    ];
    let mut list = format!("{columns}\n");
    for (at, info) in (1..).zip(reviewed.iter().cycle().take(9)) {
        let _ = writeln!(list, "1\t{}\t.\tA\tG\t.\t.\t{info}", 100 * at);
    }
    let mut file = format!("{columns}\tFORMAT\tS\n");
    for (at, call) in (1..).zip(["0/1:50", "1/1:50", "1/1:5", "0/0:50", "0/0:5", "0/0:."]) {
        let _ =
            writeln!(file, "1\t{}\t.\tA\tG\t.\t{}\t.\tGT:GQ\t{call}", 100 * at, if at == 2 { "q10" } else { "PASS" });
    }
    answer(&compile(list.as_bytes(), None).unwrap(), file.as_bytes(), 99, ScreenOptions::default()).unwrap()
}

fn list(answer: &Answer, query: &Query) -> Vec<EntryRow> {
    answer.rows(&answer.view(query).unwrap(), 0, usize::MAX)
}

/// Whether a row is one that the query asks for, but for stars; read off the row alone.
fn fits(row: &EntryRow, query: &Query) -> bool {
    let verdict = &row.verdict;
    let any = |wanted: bool, nothing: bool| nothing || wanted;
    any(query.states.contains(&verdict.state), query.states.is_empty())
        && any(verdict.reason.is_some_and(|one| query.reasons.contains(&one)), query.reasons.is_empty())
        && any(verdict.kind.is_some_and(|one| query.matches.contains(&one)), query.matches.is_empty())
        && any(verdict.zygosity.is_some_and(|one| query.zygosities.contains(&one)), query.zygosities.is_empty())
        && any(verdict.flags.iter().any(|one| query.flags.contains(one)), query.flags.is_empty())
        && any(query.classes.contains(&row.significance_class), query.classes.is_empty())
}

fn assert_lists(answered: &Answered, query: &Query) {
    let all = &answered.rows[query.sample];
    let (folded, rest): (Vec<&EntryRow>, Vec<&EntryRow>) =
        all.iter().filter(|row| fits(row, query)).partition(|row| row.stars == Some(0));
    let expected = all.iter().filter(|row| fits(row, query) && !(query.fold_zero_stars && row.stars == Some(0)));
    let expected: Vec<u32> = expected.map(|row| row.number).collect();
    let view = answered.answer.view(query).unwrap();
    let found: Vec<u32> = answered.answer.rows(&view, 0, usize::MAX).iter().map(|row| row.number).collect();
    assert_eq!(found, expected, "{query:?}");
    assert_eq!(view.zero_stars(), folded.len() as u64);
    assert_eq!(view.count(), rest.len() + if query.fold_zero_stars { 0 } else { folded.len() });
}

/// Some of the words, in most cases none.
fn some<T: Copy + std::fmt::Debug + 'static>(all: &[T]) -> impl Strategy<Value = Vec<T>> + use<T> {
    let few = all.len().min(4);
    prop_oneof![2 => Just(Vec::new()), 1 => subsequence(all.to_vec(), 1..=few)]
}

prop_compose! {
    fn queries()(
        states in some(&State::ALL),
        reasons in some(&Reason::ALL),
        matches in some(&MatchKind::ALL),
        zygosities in some(&Zygosity::ALL),
        flags in some(&Flag::ALL),
        classes in some(&SignificanceClass::ALL),
        fold_zero_stars in any::<bool>(),
    ) -> Query {
        let sort = SortKey::Position;
        Query { states, reasons, matches, zygosities, flags, classes, fold_zero_stars, sort, ..Query::default() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_query_lists_what_a_filter_of_the_rows_leaves(query in queries()) {
        for answered in answered() {
            for sample in 0..answered.rows.len() {
                assert_lists(answered, &Query { sample, ..query.clone() });
            }
        }
    }
}

#[test]
fn each_word_lists_the_rows_that_have_it_and_the_cases_know_most() {
    let mut met = std::collections::BTreeSet::new();
    let mut queries = Vec::new();
    let none = Query { sort: SortKey::Position, ..Query::default() };
    queries.extend(MatchKind::ALL.map(|one| Query { matches: vec![one], ..none.clone() }));
    queries.extend(Zygosity::ALL.map(|one| Query { zygosities: vec![one], ..none.clone() }));
    queries.extend(Flag::ALL.map(|one| Query { flags: vec![one], ..none.clone() }));
    for answered in answered() {
        for sample in 0..answered.rows.len() {
            for (at, query) in queries.iter().enumerate() {
                let query = Query { sample, ..query.clone() };
                assert_lists(answered, &query);
                if answered.answer.view(&query).unwrap().count() > 0 {
                    met.insert(at);
                }
            }
        }
    }
    assert!(met.len() >= queries.len() - 1, "{met:?} of {}", queries.len());
}

/// How many rows have each word at a place of their JSON.
fn counted(rows: &[EntryRow], words: &[String], has: impl Fn(&EntryRow, &str) -> bool) -> Value {
    let count = |word: &String| (word.clone(), json!(rows.iter().filter(|row| has(row, word)).count()));
    Value::Object(words.iter().map(count).collect())
}

fn assert_counts(answered: &Answered) {
    for (sample, rows) in answered.rows.iter().enumerate() {
        let view = answered.answer.view(&Query { sample, search: "nothing has this".into(), ..Query::default() });
        let view = serde_json::to_value(view.unwrap()).unwrap();
        assert_eq!(view["count"], 0);
        let kinds = MatchKind::ALL.map(MatchKind::word);
        assert_eq!(
            view["matches"],
            counted(rows, &kinds, |row, word| row.verdict.kind.is_some_and(|one| one.word() == word))
        );
        let zygosities = Zygosity::ALL.map(Zygosity::word);
        let has = |row: &EntryRow, word: &str| row.verdict.zygosity.is_some_and(|one| one.word() == word);
        assert_eq!(view["zygosities"], counted(rows, &zygosities, has));
        let flags = Flag::ALL.map(Flag::word);
        let has = |row: &EntryRow, word: &str| row.verdict.flags.iter().any(|one| one.word() == word);
        assert_eq!(view["flags"], counted(rows, &flags, has));
    }
}

#[test]
fn words_are_counted_over_all_entries_whatever_is_asked() {
    answered().iter().for_each(assert_counts);
}

#[test]
fn counts_follow_the_part_of_the_panel_that_is_asked_about() {
    let mut answer = starred();
    let filter = genosieve::panel::Filter { min_stars: Some(1), ..Default::default() };
    answer.set_filter(filter).unwrap();
    let narrowed = Answered::new(answer);
    assert_eq!(narrowed.rows[0].len(), 3);
    assert_counts(&narrowed);
}

#[test]
fn an_exome_is_filtered_as_its_rows_are() {
    let Some(path) = shared("files/panel/clinvar/2016-11-02.clinvar.vcf.gz") else { return };
    let panel = compile(&read(&path), None).unwrap();
    let file = read(&shared("files/single/Exomiser/Pfeiffer.vcf.gz").unwrap());
    let answered = Answered::new(answer(&panel, &file, 1 << 20, ScreenOptions::default()).unwrap());
    assert_counts(&answered);
    let query = Query { sort: SortKey::Position, ..Query::default() };
    for query in [
        Query { fold_zero_stars: true, ..query.clone() },
        Query { matches: vec![MatchKind::Equivalent], ..query.clone() },
        Query { zygosities: vec![Zygosity::Hom], fold_zero_stars: true, ..query.clone() },
        Query { flags: vec![Flag::Filtered, Flag::LowQuality], ..query.clone() },
        Query { flags: vec![Flag::QualityNotStated], states: vec![State::NotCarried], ..query },
    ] {
        assert_lists(&answered, &query);
    }
}
