//! Real lists of genes, and real rows in tables of other shapes.

use genosieve::panel::{GeneFault, GeneList, GeneListOptions, GeneTable};

use super::common::{read, shared};
use super::{compile, entries, rejected};

fn real(path: &str) -> Option<Vec<u8>> {
    shared(&format!("files/panel/{path}")).map(|path| read(&path))
}

#[test]
fn a_real_panel_of_genes_is_resolved() {
    let (Some(table), Some(csv), Some(text)) =
        (real("scout/hgnc_reduced_set.txt"), real("scout/panel_1.csv"), real("scout/panel_1.txt"))
    else {
        return;
    };
    let table = GeneTable::read(&table).unwrap();
    assert_eq!(table.len(), 266);
    let read = |bytes: &[u8], table: Option<&GeneTable>| GeneList::from_text(bytes, &GeneListOptions::default(), table);
    let (of_csv, of_text) = (read(&csv, Some(&table)), read(&text, Some(&table)));
    assert_eq!(of_text.name, "Test panel");
    let more: Vec<&str> = of_text.symbols().skip(of_csv.symbols().count()).collect();
    assert!(of_text.symbols().zip(of_csv.symbols()).all(|(one, other)| one == other));
    assert_eq!(more, ["SMN1", "SMN2"], "which only one of the two files has");
    let plain = read(&csv, None);
    assert_eq!(of_csv.genes.len() + of_csv.rejected.len(), plain.genes.len() + plain.rejected.len());
    let renamed = of_csv.genes.iter().filter(|gene| gene.symbol != gene.as_given).count();
    eprintln!("{} genes, {renamed} renamed, rejected: {:?}", of_csv.genes.len(), of_csv.rejected);
    assert!(of_csv.genes.len() > 240);
}

#[test]
fn panels_of_panelapp_keep_their_levels() {
    let Some(json) = real("scout/panelapp_panels.jsonl") else { return };
    let read = |min_confidence| {
        let options = GeneListOptions { min_confidence, ..GeneListOptions::default() };
        GeneList::from_panel_app(&json, &options, None).unwrap()
    };
    let (all, green) = (read(0), read(3));
    assert_eq!(green.name, "Familial melanoma, Acute rhabdomyolysis, Additional findings health related");
    assert!(green.genes.iter().all(|gene| gene.confidence >= Some(3)));
    let low = green.rejected.iter().filter(|gene| gene.reason == GeneFault::LowConfidence).count();
    assert_eq!(all.genes.len() + all.rejected.len(), 8 + 69 + 14);
    assert!(low > 0 && green.genes.len() + low <= all.genes.len() + all.rejected.len());
}

/// Real alleles, written as tables and as variants of one cell, are the same panel.
#[test]
fn real_alleles_in_any_table() {
    let Some(vcf) = real("annonars/dbsnp/example/dbsnp.brca1.vcf") else { return };
    let vcf = String::from_utf8(vcf).unwrap();
    let expected = compile(&vcf, None).unwrap();
    assert!(expected.len() > 10);
    let rows: Vec<Vec<&str>> =
        vcf.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    let each = |write: &dyn Fn(&str, u32, &str, &str) -> String| -> String {
        let of_row = |row: &Vec<&str>| -> String {
            let pos: u32 = row[1].parse().unwrap();
            row[4].split(',').filter(|alt| *alt != ".").map(|alt| write(row[0], pos, row[3], alt)).collect()
        };
        rows.iter().map(of_row).collect()
    };
    for (header, rows) in [
        (
            "chromosome,start,end,reference,alternate\n",
            each(&|c, p, r, a| format!("{c},{p},{},{r},{a}\n", p as usize + r.len() - 1)),
        ),
        ("#chrom\tchromStart\tref\talt\n", each(&|c, p, r, a| format!("{c}\t{}\t{r}\t{a}\n", p - 1))),
        ("variant\n", each(&|c, p, r, a| format!("{c}-{p}-{r}-{a}\n"))),
        ("", each(&|c, p, r, a| format!("{c}:{p} {r}>{a}\n"))),
        ("spdi\n", each(&|_, p, r, a| format!("NC_000017.10:{}:{r}:{a}\n", p - 1))),
    ] {
        let panel = compile(&format!("{header}{rows}"), None).unwrap();
        assert!(rejected(&panel).is_empty(), "{header}: {:?}", rejected(&panel));
        let found: Vec<String> = entries(&panel).iter().map(|entry| entry.replace("NC_000017.10", "17")).collect();
        assert_eq!(found, entries(&expected), "{header}");
    }
}
