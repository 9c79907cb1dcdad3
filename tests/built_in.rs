//! The tables of `panels/`: what each compiles to, on each build that it states.

use std::path::Path;

use genosieve::panel::{BuildOptions, Panel, PanelBuilder};

fn compile(name: &str, table: &[u8], build: &str) -> Panel {
    let mut builder = PanelBuilder::new(BuildOptions {
        name: name.to_owned(),
        source_name: format!("{name}.tsv"),
        build: Some(build.parse().unwrap()),
        ..BuildOptions::default()
    });
    builder.push(table).unwrap();
    builder.source_done().unwrap();
    builder.finish().unwrap()
}

fn built_in(name: &str, build: &str) -> Panel {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("panels/{name}.tsv"));
    compile(name, &std::fs::read(path).unwrap(), build)
}

/// Contig, position and allele of the entries whose effect allele is the reference.
fn effect_is_ref(panel: &Panel) -> Vec<String> {
    let entries = (0..u32::try_from(panel.len()).unwrap()).map(|id| panel.entry(id));
    entries
        .filter(|entry| entry.effect_is_ref)
        .map(|entry| {
            let contig = &panel.contigs()[usize::from(entry.contig)].key;
            format!("{contig}:{} {}", entry.pos, String::from_utf8_lossy(&entry.alternate))
        })
        .collect()
}

#[test]
fn the_sentinels_are_there_on_both_builds_as_far_as_they_are_known() {
    assert_eq!(built_in("japan-sentinels", "GRCh38").info().alleles, 17);
    assert_eq!(built_in("japan-sentinels", "GRCh37").info().alleles, 14);
}

const DUPLICATE: [(&str, u64); 1] = [("duplicate_entry", 1)];

#[test]
fn the_pharmacogenomic_positions_are_there_on_both_builds() {
    for build in ["GRCh38", "GRCh37"] {
        let panel = built_in("pharmacogenomic-positions", build);
        let info = panel.info();
        assert_eq!(info.alleles, 761, "{build}");
        // One allele stands under two genes.
        assert_eq!(info.skipped.iter().map(|(why, n)| (why.as_str(), *n)).collect::<Vec<_>>(), DUPLICATE, "{build}");
        assert_eq!((info.not_representable, info.ref_mismatch), (0, 0), "{build}");
    }
}

#[test]
fn an_effect_allele_that_is_the_reference_of_one_build_is_known_as_such() {
    assert_eq!(effect_is_ref(&built_in("pharmacogenomic-positions", "GRCh38")), [""; 0]);
    let on_37 = effect_is_ref(&built_in("pharmacogenomic-positions", "GRCh37"));
    // DPYD*9A, CYP3A5*3 and CYP2C19*1 in the order of the genome.
    assert_eq!(on_37, ["1:98348885 G", "7:99270539 C", "10:96602623 G"]);
}

#[test]
fn a_table_may_begin_with_comments() {
    let table = "# From somewhere.\n#\n\n#contig\tpos\tref\talt\n# Amid.\n1\t10\tA\tG\n";
    let panel = compile("comments", table.as_bytes(), "GRCh38");
    assert_eq!(panel.info().alleles, 1);
    assert_eq!(panel.info().skipped.len(), 0);
}
