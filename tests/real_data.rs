//! Real files against their truth tables, entry by entry.

mod common;

use std::collections::BTreeMap;
use std::sync::Arc;

use common::{compile, read, screen, shared};
use genosieve::error::ErrorKind;
use genosieve::kernel::{MatchKind, State};
use genosieve::panel::Panel;
use genosieve::report::Report;
use genosieve::screen::ScreenOptions;

const CLINVAR_2016: &str = "files/panel/clinvar/2016-11-02.clinvar.vcf.gz";
const ACMG_38: &str = "files/panel/pathogenic-variants/acmg_with_chr.vcf.gz";
const PFEIFFER: &str = "files/single/Exomiser/Pfeiffer.vcf.gz";

fn panel(path: &str) -> Option<Arc<Panel>> {
    Some(compile(&read(&shared(path)?), None).unwrap())
}

fn run(panel: &Arc<Panel>, input: &str) -> Result<Report, genosieve::error::Error> {
    let bytes = read(&shared(input).expect("the panel was there"));
    let report = screen(panel, &bytes, 1 << 20, ScreenOptions::default())?;
    for counts in &report.summary {
        let sum = counts.carried
            + counts.carried_assumed
            + counts.not_carried
            + counts.not_carried_assumed
            + counts.not_assessed
            + counts.indeterminate;
        assert_eq!(sum, report.panel.alleles, "the six counts sum to the panel");
    }
    Ok(report)
}

/// Carried entries: contig, POS, REF, ALT and sample to zygosity.
type Findings = BTreeMap<(String, u32, String, String, String), String>;

/// A truth table has a zygosity for each sample of its header's `gt(…)`; `absent` is none.
fn truth(path: &str) -> Findings {
    let text = String::from_utf8(read(&shared(path).expect("the panel was there"))).unwrap();
    let mut lines = text.lines();
    let header = lines.next().unwrap();
    let names = header.split('\t').nth(6).unwrap().trim_start_matches("gt(").trim_end_matches(')');
    let mut findings = Findings::new();
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        for (name, zygosity) in names.split(';').zip(cells[7].split(';')) {
            if zygosity != "absent" {
                let key = (cells[0].into(), cells[1].parse().unwrap(), cells[2].into(), cells[3].into(), name.into());
                let mitochondrial = if zygosity == "hom" { "homoplasmic" } else { "heteroplasmic" };
                findings.insert(key, if cells[0] == "MT" { mitochondrial } else { zygosity }.into());
            }
        }
    }
    findings
}

/// Carried entries whose own spelling, or one equal to it, a row lists: the truth tables know no
/// parts of longer alleles.
fn found(report: &Report) -> Findings {
    findings(report, |kind| kind != MatchKind::Component)
}

fn findings(report: &Report, wanted: impl Fn(MatchKind) -> bool) -> Findings {
    let carried = report.verdicts.iter().filter(|v| v.state == State::Carried && v.kind.is_some_and(&wanted));
    carried
        .map(|v| {
            let e = &v.entry;
            let sample = v.sample.as_deref().unwrap_or_default().to_owned();
            ((e.contig.clone(), e.pos, e.reference.clone(), e.alternate.clone(), sample), v.zygosity.unwrap().word())
        })
        .collect()
}

#[test]
fn pfeiffer_exome_against_clinvar_2016() {
    let Some(panel) = panel(CLINVAR_2016) else { return };
    assert_eq!(panel.len(), 132_815);
    let report = run(&panel, PFEIFFER).unwrap();
    let findings = found(&report);
    assert_eq!(report.summary[0].carried, 1342);
    assert_eq!(findings.values().filter(|z| *z == "het").count(), 1292);
    assert_eq!(findings.values().filter(|z| *z == "hom").count(), 50);
    assert!(findings.contains_key(&("10".into(), 123_256_215, "T".into(), "G".into(), "manuel".into())), "FGFR2");
    assert_eq!(findings, truth("truth/Pfeiffer.cv161102.tsv"));
}

#[test]
fn whole_chromosome_tumour_and_trios_against_clinvar_2016() {
    let Some(panel) = panel(CLINVAR_2016) else { return };
    let table = [
        ("files/single/htsget_app/HG02102.vcf.gz", "truth/HG02102.cv161102.tsv", 71),
        ("files/somatic/pcgr/T001-COAD.grch37.vcf.gz", "truth/coad37.cv161102.tsv", 16),
        ("files/trio/slivar/ashk-trio.vcf.gz", "truth/ashk.cv161102.tsv", 246),
        ("files/trio/scout/643594.clinical.vcf.gz", "truth/scout.cv161102.tsv", 22),
    ];
    for (input, table, rows) in table {
        let expected = truth(table);
        let entries: std::collections::BTreeSet<_> = expected.keys().map(|(c, p, r, a, _)| (c, p, r, a)).collect();
        assert_eq!(entries.len(), rows, "{table}");
        assert_eq!(found(&run(&panel, input).unwrap()), expected, "{input}");
    }
}

#[test]
fn complete_genomics_half_calls_and_components() {
    let Some(panel) = panel(CLINVAR_2016) else { return };
    let report = run(&panel, "files/single/vcf2fhir/HG00403A.vcf.gz").unwrap();
    let keys = |f: Findings| f.into_keys().map(|(c, p, r, a, _)| (c, p, r, a)).collect::<Vec<_>>();
    let key = |c: &str, p: u32, r: &str, a: &str| (c.to_owned(), p, r.to_owned(), a.to_owned());
    let components = keys(findings(&report, |kind| kind == MatchKind::Component));
    assert_eq!(components, [key("11", 32_456_714, "C", "T"), key("2", 21_232_804, "G", "A")]);
    // The table gives the row's spelling where it differs from the panel's.
    let mut expected = keys(truth("truth/HG00403.cv161102.tsv"));
    let padded = expected.iter_mut().find(|k| **k == key("5", 112_181_574, "AGG", "AGA")).unwrap();
    *padded = key("5", 112_181_576, "G", "A");
    expected.sort();
    assert_eq!(expected.len(), 361);
    assert_eq!(keys(found(&report)), expected);
}

#[test]
fn grch38_with_chr_names() {
    let Some(panel) = panel(ACMG_38) else { return };
    let tumour = run(&panel, "files/somatic/pcgr/T001-COAD.grch38.vcf.gz").unwrap();
    let findings: Vec<_> =
        found(&tumour).into_keys().map(|(c, p, r, a, s)| (c.replace("chr", ""), p, r, a, s)).collect();
    assert_eq!(findings, truth("truth/coad38.acmg38.tsv").into_keys().collect::<Vec<_>>());
    let platinum = run(&panel, "files/single/benchmarking-tools/PG_NA12878_hg38-chr21.vcf.gz").unwrap();
    assert_eq!(platinum.summary[0].carried, 0);
    assert_eq!(platinum.accounting.records, 65_370, "nothing found is not nothing read");
    assert!(!platinum.notices.iter().any(|n| n.code == "no_shared_contig"), "the contig was compared");
}

#[test]
fn the_wrong_build_is_refused_with_evidence() {
    let Some(panel) = panel(ACMG_38) else { return };
    let error = run(&panel, PFEIFFER).unwrap_err();
    assert_eq!((error.kind(), error.kind().exit_code()), (ErrorKind::BuildConflict, 3));
    assert!(error.evidence().iter().any(|e| e.kind == "lengths"), "{:?}", error.evidence());
}

#[test]
fn pharmacogenomic_positions_of_a_whole_genotype() {
    let Some(panel) = panel("files/panel/PharmCAT/pharmcat_positions.vcf") else { return };
    let report = run(&panel, "files/panel/PharmCAT/pharmcat.example.vcf").unwrap();
    assert_eq!(report.summary[0].carried, 0, "the example is the reference at every position");
    assert_eq!(report.summary[0].not_carried + report.summary[0].not_assessed, report.panel.alleles);
}
