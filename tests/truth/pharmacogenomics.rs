//! The positions of `PharmCAT`: a file that states every one of them, and a tumour that states few.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{answer, common, file, panel, run, text};
use genosieve::kernel::{State, Zygosity};
use genosieve::panel::Panel;
use genosieve::report::Report;
use std::sync::Arc;

const POSITIONS: &str = "files/panel/PharmCAT/pharmcat_positions.vcf";

type Key = (String, u32, String, String);

/// The zygosity that the table states; contigs without `chr`.
fn truth(path: &str) -> BTreeMap<Key, String> {
    let table = text(file(path));
    let rows = table.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.map(|c| ((c[0].into(), c[1].parse().unwrap(), c[2].into(), c[3].into()), c[7].into())).collect()
}

fn answers(panel: &Arc<Panel>, input: &str) -> (Report, BTreeMap<Key, (State, Option<Zygosity>)>) {
    let report = run(panel, &file(input));
    let answers = report.verdicts.iter().map(|v| {
        let e = &v.entry;
        let contig = e.contig.trim_start_matches("chr").to_owned();
        ((contig, e.pos, e.reference.clone(), e.alternate.clone()), (v.state, v.zygosity))
    });
    let answers = answers.collect();
    (report, answers)
}

#[test]
fn a_file_of_every_position_answers_every_entry() {
    let Some(panel) = panel(POSITIONS, None) else { return };
    let truth = truth("truth/pcx.pharmcat38.tsv");
    assert_eq!(truth.len(), 1_261);
    let (report, answers) = answers(&panel, "files/panel/PharmCAT/pharmcat.example.vcf");
    assert_eq!(answers.keys().collect::<BTreeSet<_>>(), truth.keys().collect::<BTreeSet<_>>());
    for (key, zygosity) in &truth {
        assert_eq!(zygosity, "absent");
        assert_eq!(answers[key].0, State::NotCarried, "{key:?}");
    }
    assert_eq!(report.summary[0].not_carried, 1_261);
}

#[test]
fn the_built_in_table_answers_as_the_definitions_that_it_comes_from() {
    if common::shared(POSITIONS).is_none() {
        return;
    }
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("panels/pharmacogenomic-positions.tsv");
    let panel = common::compile(&common::read(&table), None).unwrap();
    let truth = truth("truth/pcx.pharmcat38.tsv");
    let (report, answers) = answers(&panel, "files/panel/PharmCAT/pharmcat.example.vcf");
    assert_eq!(answers.len(), 761);
    for (key, answer) in &answers {
        assert_eq!(truth.get(key).map(String::as_str), Some("absent"), "{key:?}");
        assert_eq!(answer.0, State::NotCarried, "{key:?}");
    }
    assert_eq!(report.summary[0].not_carried, 761);
}

#[test]
fn a_tumour_that_lists_one_position_answers_one_entry() {
    let Some(panel) = panel(POSITIONS, None) else { return };
    let truth = truth("truth/coad38.pharmcat38.tsv");
    assert_eq!(truth.values().collect::<Vec<_>>(), ["het"]);
    let (report, answers) = answers(&panel, "files/somatic/pcgr/T001-COAD.grch38.vcf.gz");
    for (key, answer) in &answers {
        let expected = truth.get(key).map(|_| (State::Carried, Some(Zygosity::Het)));
        assert_eq!(Some(*answer).filter(|(state, _)| *state == State::Carried), expected, "{key:?}");
    }
    let unanswered = report.verdicts.iter().filter(|v| v.state != State::Carried);
    let denied: Vec<_> = unanswered.filter(|v| v.state != State::NotAssessed).map(answer).collect();
    assert_eq!(denied, Vec::<String>::new(), "a file of variants denies nothing that it does not list");
}
