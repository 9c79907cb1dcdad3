//! Traps of real releases, on real rows: what a panel must make of each.

mod common;

use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;

use common::{answer, compile, read, shared};
use genosieve::panel::{Filter, Panel};
use genosieve::screen::{Query, ScreenOptions};

const ACMG: &str = "files/panel/pathogenic-variants/acmg_with_chr.vcf.gz";
const YEAR_2016: &str = "files/panel/clinvar/2016-11-02.clinvar.vcf.gz";
const MITOCHONDRION: &str = "files/reference/gatk/Homo_sapiens_assembly38_chrM_only.fasta";

fn text(path: &str) -> Option<String> {
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(&read(&shared(path)?)[..]).read_to_string(&mut text).unwrap();
    Some(text)
}

fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

fn value(panel: &Panel, id: u32, key: &str) -> Option<String> {
    panel.annotation(id).into_iter().find(|(known, _)| *known == key).map(|(_, value)| value)
}

fn genes(genes: &[&str]) -> Filter {
    Filter { genes: genes.iter().map(|gene| (*gene).to_owned()).collect(), ..Filter::default() }
}

#[test]
fn a_gene_is_its_whole_symbol() {
    let Some(vcf) = text(ACMG) else { return };
    let panel = compile(vcf.as_bytes(), None).unwrap();
    for gene in ["RB1", "LDLR", "APC", "RET", "BRCA1", "TTN", "GLA"] {
        let inside =
            rows(&vcf).filter(|row| row[7].contains(&format!("GENEINFO={gene}")) || row[7].contains(gene)).count();
        let whole = rows(&vcf).filter(|row| {
            let listed = row[7].split(';').find_map(|item| item.strip_prefix("GENEINFO=")).unwrap_or_default();
            listed.split('|').any(|one| one.split(':').next() == Some(gene))
        });
        let (whole, counted) = (whole.count() as u64, panel.count(&genes(&[gene])).unwrap().entries);
        assert_eq!(counted, whole, "{gene}");
        assert!(inside as u64 >= whole, "{gene}");
    }
    let wrong = rows(&vcf).filter(|row| {
        let listed = row[7].split(';').find_map(|item| item.strip_prefix("GENEINFO=")).unwrap_or_default();
        let symbols: Vec<&str> = listed.split('|').filter_map(|one| one.split(':').next()).collect();
        listed.contains("RB1") && !symbols.contains(&"RB1") || listed.contains("LDLR") && !symbols.contains(&"LDLR")
    });
    assert!(wrong.count() > 0, "the extract has rows that a search by substring takes for others");
}

#[test]
fn rows_without_an_alternate_are_about_the_reference_allele() {
    let Some(vcf) = text(ACMG) else { return };
    let panel = compile(vcf.as_bytes(), None).unwrap();
    let of_reference: Vec<&str> = rows(&vcf).filter(|row| row[4] == ".").map(|row| row[2]).collect();
    assert_eq!(panel.info().effect_is_ref, of_reference.len() as u64);
    assert_eq!(panel.info().skipped.values().sum::<u64>(), 0, "{:?}", panel.info().skipped);
    let entries = (0..u32::try_from(panel.len()).unwrap()).filter(|id| panel.entry(*id).effect_is_ref);
    let mut ids: Vec<String> = entries.filter_map(|id| value(&panel, id, "id")).collect();
    let mut expected: Vec<String> = of_reference.into_iter().map(str::to_owned).collect();
    ids.sort();
    expected.sort();
    assert_eq!(ids, expected);
}

#[test]
fn many_entries_at_a_position_and_long_alleles_are_each_answered() {
    let Some(vcf) = text(ACMG) else { return };
    let panel = compile(vcf.as_bytes(), None).unwrap();
    let mut at: HashMap<(&str, &str), usize> = HashMap::new();
    rows(&vcf).for_each(|row| *at.entry((row[0], row[1])).or_default() += 1);
    let ((contig, pos), most) = at.into_iter().max_by_key(|(_, count)| *count).unwrap();
    assert!(most >= 8, "{most}");
    let number = panel.contigs().iter().position(|known| known.name == contig).unwrap();
    let (pos, mut found) = (pos.parse::<u32>().unwrap(), Vec::new());
    panel.overlapping(u16::try_from(number).unwrap(), pos - 1..pos, &mut found);
    assert_eq!(found.iter().filter(|id| panel.entry(**id).pos == pos).count(), most);
    let longest = rows(&vcf).map(|row| row[3].len().max(row[4].len())).max().unwrap();
    let lengths = (0..u32::try_from(panel.len()).unwrap()).map(|id| panel.entry(id));
    assert_eq!(lengths.map(|entry| entry.reference.len().max(entry.alternate.len())).max(), Some(longest));
    assert!(longest > 9_000, "{longest}");
    let changed = rows(&vcf).filter(|row| row[4] != "." && row[3].len() != row[4].len()).count();
    assert!(2 * changed > panel.len(), "more than half of a pathogenic subset are insertions and deletions");
}

#[test]
fn a_header_that_is_not_as_it_should_be_is_read() {
    let (Some(new), Some(old)) = (text(ACMG), text(YEAR_2016)) else { return };
    assert!(new.contains("\n##ID=<Description="));
    assert_eq!(compile(new.as_bytes(), None).unwrap().info().sources[0].date.as_deref(), Some("2025-09-28"));
    let declared = |key: &str| old.contains(&format!("##INFO=<ID={key},"));
    let used = old.lines().rfind(|line| !line.starts_with('#')).unwrap().split('\t').nth(7).unwrap();
    let undeclared = used.split(';').filter_map(|item| item.split('=').next()).filter(|key| !declared(key)).count();
    let panel = compile(old.as_bytes(), None).unwrap();
    assert_eq!(panel.len(), 132_815, "whatever of {undeclared} keys is not declared");
}

#[test]
fn entries_that_disagree_with_the_reference_are_told_and_never_matched() {
    let Some(vcf) = text(YEAR_2016) else { return };
    let fasta = String::from_utf8(read(&shared(MITOCHONDRION).unwrap())).unwrap();
    let bases: String = fasta.lines().skip(1).collect();
    let wrong = |row: &Vec<&str>| {
        let from = row[1].parse::<usize>().unwrap() - 1;
        bases.get(from..from + row[3].len()).is_some_and(|there| !there.eq_ignore_ascii_case(row[3]))
    };
    let of_mt: Vec<Vec<&str>> = rows(&vcf).filter(|row| row[0] == "MT").collect();
    let disagree: Vec<&Vec<&str>> = of_mt.iter().filter(|row| wrong(row)).collect();
    assert_eq!(disagree.len(), 8);
    let panel: Arc<Panel> = compile(vcf.as_bytes(), Some(fasta.as_bytes())).unwrap();
    assert_eq!(panel.info().ref_mismatch, 8);
    let [_, pos, _, reference, alternate, ..] = disagree[0][..] else { panic!("a row has its columns") };
    let genome = format!(
        "##fileformat=VCFv4.2\n##reference=GRCh37\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n\
         MT\t{pos}\t.\t{reference}\t{alternate}\t.\tPASS\t.\tGT\t1\n"
    );
    let options = ScreenOptions { build: Some(genosieve::genome::Build::GRCh37), ..ScreenOptions::default() };
    let answer = answer(&panel, genome.as_bytes(), usize::MAX, options).unwrap();
    let view = answer.view(&Query { search: format!("MT:{pos}"), ..Query::default() }).unwrap();
    let rows = answer.rows(&view, 0, 99);
    let row =
        rows.iter().find(|row| row.verdict.entry.reference == reference && row.verdict.entry.alternate == alternate);
    assert_eq!(row.unwrap().verdict.reason.map(genosieve::kernel::Reason::word).as_deref(), Some("ref_mismatch"));
}

#[test]
fn no_star_drops_an_entry_and_somatic_alone_is_told() {
    let Some(vcf) = text(ACMG) else { return };
    let panel = compile(vcf.as_bytes(), None).unwrap();
    let counts = panel.counts(&Filter::default()).unwrap();
    let unreviewed = rows(&vcf).filter(|row| row[7].contains("CLNREVSTAT=no_")).count() as u64;
    assert_eq!(counts.stars["0"], unreviewed);
    assert_eq!(counts.stars.values().sum::<u64>(), panel.len() as u64);
    let of = |key: &str, wanted: &str| {
        let ids = 0..u32::try_from(panel.len()).unwrap();
        ids.filter(|id| value(&panel, *id, key).as_deref() == Some(wanted)).count()
    };
    assert_eq!(of("origin", "2"), 226, "somatic and nothing else");
    let with = |key: &str| {
        rows(&vcf)
            .filter(|row| row[7].split(';').any(|item| item.strip_prefix(key).is_some_and(|value| value != ".")))
            .count()
    };
    let panel_has = |key: &str| {
        let ids = 0..u32::try_from(panel.len()).unwrap();
        ids.filter(|id| value(&panel, *id, key).is_some()).count()
    };
    for (key, info) in
        [("onc", "ONC="), ("sci", "SCI="), ("clndisdb", "CLNDISDB="), ("mc", "MC="), ("hgvs", "CLNHGVS=")]
    {
        assert_eq!(panel_has(key), with(info), "{key}");
    }
}

#[test]
fn what_a_row_says_is_what_its_entry_says() {
    let Some(vcf) = text(ACMG) else { return };
    let panel = compile(vcf.as_bytes(), None).unwrap();
    let by_id: HashMap<String, u32> =
        (0..u32::try_from(panel.len()).unwrap()).filter_map(|id| Some((value(&panel, id, "id")?, id))).collect();
    for row in rows(&vcf).step_by(7) {
        let info = |key: &str| row[7].split(';').find_map(|item| item.strip_prefix(key)?.strip_prefix('='));
        let id = by_id[row[2]];
        for (key, from) in [
            ("gene", "GENEINFO"),
            ("clnsig", "CLNSIG"),
            ("clndn", "CLNDN"),
            ("clndisdb", "CLNDISDB"),
            ("mc", "MC"),
            ("origin", "ORIGIN"),
        ] {
            assert_eq!(value(&panel, id, key).as_deref(), info(from).filter(|value| *value != "."), "{} {key}", row[2]);
        }
        assert_eq!(value(&panel, id, "hgvs"), info("CLNHGVS").map(|name| name.replace("%3D", "=")), "{}", row[2]);
        let clingen = info("CLNVI").and_then(|all| all.split('|').find_map(|one| one.strip_prefix("ClinGen:")));
        assert_eq!(value(&panel, id, "caid").as_deref(), clingen, "{}", row[2]);
    }
}
