//! A whole screen of a VCF around a panel.

use std::sync::Arc;

use genosieve::kernel::State;
use genosieve::panel::Panel;
use genosieve::report::Report;
use genosieve::screen::{Answer, Query, ScreenOptions, SortKey};

use super::case::Case;
use super::common::answer;
use super::draw::Draw;

/// A file is answered or refused; the counts of each sample sum to the panel, are those of the verdicts, and
/// of the views, and are the same whether or not all verdicts are listed.
pub fn run(data: &[u8]) {
    let mut draw = Draw::new(data);
    let (sort, search) = (draw.pick(&SortKey::ALL), draw.pick(&["", "AB", "1", "1:3-9", "x:4"]));
    let Some(Case { panel, text, options }) = Case::new(draw, "1") else { return };
    let of = |all: bool| answer(&panel, &text, text.len().max(1), ScreenOptions { all, ..options.clone() });
    match (of(true), of(false)) {
        (Ok(all), Ok(few)) => {
            let counts = |report: &Report| serde_json::to_value(&report.summary).expect("it is plain data");
            assert_eq!(counts(all.head()), counts(few.head()));
            check(&panel, &all.into_report());
            check(&panel, &few.report());
            for sample in 0..few.head().summary.len().min(3) {
                views(&few, &panel, &Query { sample, sort, search: search.into(), ..Query::default() });
            }
        }
        (Err(all), Err(few)) => assert_eq!((all.code(), all.position()), (few.code(), few.position())),
        (all, few) => panic!("{:?} and {:?}", all.err(), few.err()),
    }
}

/// Counts sum to the panel and are those of what is listed.
pub(super) fn check(panel: &Arc<Panel>, report: &Report) {
    assert_eq!(report.panel.alleles, panel.len() as u64);
    for summary in &report.summary {
        assert_eq!(State::ALL.iter().map(|state| summary.count(*state)).sum::<u64>(), report.panel.alleles);
        let reasoned = summary.not_assessed + summary.indeterminate;
        assert_eq!(summary.reasons.values().sum::<u64>(), reasoned);
        let listed = |state| report.verdicts.iter().filter(|v| v.sample == summary.sample && v.state == state).count();
        for state in State::ALL {
            let always = matches!(state, State::Carried | State::CarriedAssumed | State::Indeterminate);
            if report.policy.all || always {
                assert_eq!(listed(state) as u64, summary.count(state), "{state:?}");
            }
        }
    }
    for verdict in &report.verdicts {
        let copies = verdict.copies.is_none_or(|copies| copies.carried <= copies.ploidy && copies.carried > 0);
        assert!(copies && verdict.fraction.is_none_or(f32::is_finite), "{verdict:?}");
        let reasoned = matches!(verdict.state, State::NotAssessed | State::Indeterminate);
        assert_eq!(verdict.reason.is_some(), reasoned, "{verdict:?}");
    }
    assert!(serde_json::from_str::<serde_json::Value>(&report.to_json()).is_ok());
}

/// Every entry is in one state, and the rows of a view say what the counts do.
fn views(answer: &Answer, panel: &Panel, query: &Query) {
    let summary = &answer.head().summary[query.sample];
    let mut count = 0;
    for state in State::ALL {
        let one = Query { states: vec![state], search: String::new(), ..query.clone() };
        let view = answer.view(&one).expect("the sample is there");
        assert_eq!(view.count() as u64, summary.count(state));
        count += view.count();
        let rows = answer.rows(&view, 0, usize::MAX);
        assert!(rows.iter().all(|row| row.verdict.state == state));
    }
    assert_eq!(count, panel.len());
    let found = answer.view(query).expect("the sample is there");
    assert_eq!(answer.rows(&found, 0, usize::MAX).len(), found.count());
}
