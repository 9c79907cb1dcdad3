//! gVCF: what blocks of real callers prove, state by state.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{CLINVAR_2016, answer, file, panel, parts, run, text};
use crate::common::{compile, shared};
use genosieve::kernel::{Reason, State, Zygosity};

type Key = (String, u32, String, String);

/// The table's status of each entry.
fn truth(path: &str) -> BTreeMap<Key, String> {
    let table = text(file(path));
    let rows = table.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.map(|c| ((c[0].into(), c[1].parse().unwrap(), c[2].into(), c[3].into()), c[4].into())).collect()
}

fn compare(input: &str, table: &str, rows: usize) {
    let Some(panel) = panel(CLINVAR_2016, None) else { return };
    let truth = truth(table);
    assert_eq!(truth.len(), rows, "{table}");
    let report = run(&panel, &file(input));
    let mut seen = 0;
    for verdict in &report.verdicts {
        let e = &verdict.entry;
        let key = (e.contig.clone(), e.pos, e.reference.clone(), e.alternate.clone());
        let Some(status) = truth.get(&key) else { continue };
        let expected = match status.as_str() {
            "hom-ref" => "notCarried",
            "low-GQ" => "notAssessed low_quality",
            other => panic!("{other}"),
        };
        assert_eq!(answer(verdict), expected, "{key:?}");
        seen += 1;
    }
    assert_eq!(seen, rows, "every row of the table is an entry");
}

#[test]
fn blocks_that_pass_prove_fifty_six_entries_absent() {
    compare("files/single/bio2zarr/NA12878.prod.chr20snippet.g.vcf.gz", "truth/gvcf.NA12878gvcf.cv161102.tsv", 56);
}

#[test]
fn blocks_without_reads_prove_nothing_of_3094_entries() {
    compare("files/trio/bio2zarr/CEUTrio.20.21.gatk3.4.g.vcf.bgz", "truth/gvcf.CEUTrioGvcf.cv161102.tsv", 3094);
}

/// A man's X outside PAR, called haploid: his own called alleles as a panel.
#[test]
fn a_mans_x_is_hemizygous() {
    let input = "files/single/gatk/NA12891.chrX.haploid.rb.g.vcf";
    if shared(input).is_none() {
        return;
    }
    let gvcf = text(file(input));
    let (_, records) = parts(&gvcf);
    let mut source =
        "##fileformat=VCFv4.2\n##contig=<ID=chrX,length=156040895>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
            .to_owned();
    let mut called = BTreeMap::new();
    for cells in &records {
        for (index, alternate) in (1..).zip(cells[4].split(',')) {
            if alternate.bytes().all(|b| b.is_ascii_alphabetic()) {
                writeln!(source, "chrX\t{}\t.\t{}\t{alternate}\t.\t.\t.", cells[1], cells[3]).unwrap();
                let genotype: u32 = cells[9].split(':').next().unwrap().parse().unwrap();
                called.insert((cells[1].to_owned(), cells[3].to_owned(), alternate.to_owned()), genotype == index);
            }
        }
    }
    let panel = compile(source.as_bytes(), None).unwrap();
    let report = run(&panel, gvcf.as_bytes());
    let mut carried = 0;
    for verdict in &report.verdicts {
        let e = &verdict.entry;
        let is_called = called[&(e.pos.to_string(), e.reference.clone(), e.alternate.clone())];
        if is_called {
            assert_eq!((verdict.state, verdict.zygosity), (State::Carried, Some(Zygosity::Hemi)), "{}", e.pos);
            carried += 1;
        } else {
            let proved = verdict.state == State::NotCarried || verdict.reason == Some(Reason::LowQuality);
            assert!(proved, "{} {}>{}: {}", e.pos, e.reference, e.alternate, answer(verdict));
        }
    }
    assert_eq!(carried, called.values().filter(|c| **c).count());
    assert!(carried > 6000, "{carried}");
}
