//! Tables: names of columns, what stands between cells, variants in one cell, rows that are refused.

use std::collections::BTreeSet;

use genosieve::error::ErrorKind;
use genosieve::genome::Build;
use genosieve::panel::{Panel, SKIP_REASONS};
use proptest::prelude::*;

use super::{compile, compile_as, entries, rejected, roles};

#[test]
fn every_name_of_a_place_is_read() {
    let rest = "\tref\talt\n";
    for name in [
        "contig",
        "chrom",
        "chr",
        "chromosome",
        "#CHROM",
        "Chromosome",
        "seqname",
        "seqnames",
        "seqid",
        "chr_name",
        "Chromosome/scaffold name",
    ] {
        let panel = compile(&format!("{name}\tpos{rest}7\t5\tA\tG\n"), None).unwrap();
        assert_eq!(
            (entries(&panel), roles(&panel)),
            (vec!["7:5 A>G".into()], "contig position ref alt".into()),
            "{name}"
        );
    }
    for (name, pos, role) in [
        ("pos", 5, "position"),
        ("POSITION", 5, "position"),
        ("start", 5, "position"),
        ("Start", 5, "position"),
        ("Start_Position", 5, "position"),
        ("position_1_based", 5, "position"),
        ("Position (1-based)", 5, "position"),
        ("PositionVCF", 5, "position"),
        ("chromStart", 6, "position_0_based"),
        ("start0", 6, "position_0_based"),
        ("start_0_based", 6, "position_0_based"),
        ("Position (0-based)", 6, "position_0_based"),
    ] {
        let panel = compile(&format!("chrom\t{name}{rest}7\t5\tA\tG\n"), None).unwrap();
        assert_eq!(entries(&panel), [format!("7:{pos} A>G")], "{name}");
        assert_eq!(roles(&panel), format!("contig {role} ref alt"), "{name}");
        assert_eq!(panel.info().mapping[1].column, name);
    }
}

#[test]
fn every_name_of_an_allele_is_read() {
    for reference in ["ref", "Reference", "reference_allele", "Ref_Allele", "ReferenceAlleleVCF"] {
        for alternate in [
            "alt",
            "alternate",
            "Alternate Allele",
            "alt_allele",
            "effect",
            "effect_allele",
            "variant_allele",
            "AlternateAlleleVCF",
            "Tumor_Seq_Allele2",
        ] {
            let panel = compile(&format!("chr,pos,{reference},{alternate}\n7,5,a,g\n"), None).unwrap();
            assert_eq!(entries(&panel), ["7:5 A>G"], "{reference} {alternate}");
            assert_eq!(panel.info().sources[0].format, "csv");
        }
    }
}

#[test]
fn annotation_has_the_keys_of_a_panel() {
    let source = "chr\tpos\tref\talt\tVariationID\tGene Symbol\tClinicalSignificance\tReviewStatus\tNote\t\n\
                  7\t5\tA\tG\t17\tBRAF\tPathogenic\tpractice guideline\tmine\tx\n";
    let panel = compile(source, None).unwrap();
    assert_eq!(roles(&panel), "contig position ref alt id gene clnsig clnrevstat annotation ignored");
    let expected = [
        ("id", "17"),
        ("gene", "BRAF"),
        ("clnsig", "Pathogenic"),
        ("clnrevstat", "practice guideline"),
        ("note", "mine"),
    ];
    assert_eq!(panel.annotation(0), expected.map(|(key, value)| (key, value.to_owned())));
}

#[test]
fn cells_are_told_apart_in_any_table() {
    for source in [
        "chr\tpos\tref\talt\tnote\n7\t5\tA\tG\ta, b\n",
        "chr,pos,ref,alt,note\n7,5,A,G,\"a, b\"\n",
        "chr;pos;ref;alt;note\n7;5;A;G;a, b\n",
        "sep=;\nchr;pos;ref;alt;note\n7;5;A;G;a, b\n",
        "\"sep=,\"\r\nchr,pos,ref,alt,note\r\n7,5,A,G,\"a, b\"\r\n",
        "sep=\t\nchr\tpos\tref\talt\tnote\n7\t5\tA\tG\ta, b\n",
        "\u{feff}\"chr\",\"pos\",\"ref\",\"alt\",\"note\"\r\n\"7\",\"5\",\"A\",\"G\",\"a, b\"\r\n\r\n",
        "# a table, with a comment\n##and=another\n\nchr;pos;ref;alt;note\n# between\n7;5.0;A;G;a, b\n;;;;\n",
        "chr,pos,ref,alt,note\r7,5,A,G,\"a, b\"\r",
    ] {
        let panel = compile(source, None).unwrap();
        assert_eq!(entries(&panel), ["7:5 A>G"], "{source}");
        assert_eq!(panel.annotation(0), [("note", "a, b".to_owned())], "{source}");
        assert!(panel.info().skipped.is_empty(), "{source}");
    }
}

#[test]
fn a_cell_may_have_line_feeds_and_a_stray_quote_costs_one_row() {
    let source = "chr,pos,ref,alt,note\n1,5,A,G,\"two\nlines, and \"\"more\"\"\"\n1,x,A,G,\n1,6,A,G,\"open\n1,7,A,G,\n1,8,A,G,b\n";
    let panel = compile(source, None).unwrap();
    assert_eq!(entries(&panel), ["1:5 A>G", "1:7 A>G", "1:8 A>G"]);
    assert_eq!(panel.annotation(0), [("note", "two\nlines, and \"more\"".to_owned())]);
    // Lines are those of the file.
    assert_eq!(rejected(&panel), ["4 bad_position", "5 quote_not_closed"]);
    let many = (1..=50).map(|pos| format!("1,{pos},A,G,\n")).collect::<Vec<_>>().concat();
    let panel = compile(&format!("chr,pos,ref,alt,note\n\"1,9,A,G\n{many}"), None).unwrap();
    assert_eq!((panel.len(), rejected(&panel)), (50, vec!["2 quote_not_closed".to_owned()]));
}

#[test]
fn variants_of_one_cell_need_no_header() {
    let variants = "1-55505599-C-G\nchr7:140753336 A>T\nNC_000007.14:140753335:A:T\nNC_000007.14:g.140753337A>C\n";
    let expected = ["1:55505599 C>G", "chr7:140753336 A>T", "chr7:140753337 A>C"];
    for header in ["", "variant\n", "HGVS_g\n", "gnomAD ID\n"] {
        let panel = compile(&format!("{header}{variants}"), None).unwrap();
        assert_eq!(entries(&panel), expected, "{header}");
        assert_eq!(panel.info().skipped["duplicate_entry"], 1, "SPDI counts from 0");
        assert_eq!(panel.info().build, Some(Build::GRCh38), "by the version of NC_000007");
        assert_eq!(roles(&panel), "variant");
    }
    let panel = compile("Canonical SPDI\nNC_000007.14:4:A:T\n7:4:A:C\n", None).unwrap();
    assert_eq!((entries(&panel), rejected(&panel)), (vec!["NC_000007.14:5 A>T".into()], vec!["3 bad_variant".into()]));
    let panel = compile("variant,id,gene\n7-5-A-G,one,BRAF\n", None).unwrap();
    assert_eq!(panel.annotation(0), [("id", "one".to_owned()), ("gene", "BRAF".to_owned())]);
}

#[test]
fn rows_of_another_build_are_none_of_the_panel() {
    let source = "Assembly\tChromosome\tPositionVCF\tReferenceAlleleVCF\tAlternateAlleleVCF\tStart\tStop\n\
                  GRCh37\t7\t140453136\tA\tT\t1\t1\nGRCh38\t7\t140753336\tA\tT\t1\t1\nna\t7\t5\tA\tT\t1\t1\n\
                  \t7\t6\tA\tT\t1\t1\n";
    let panel = compile(source, Some(Build::GRCh38)).unwrap();
    assert_eq!(entries(&panel), ["7:6 A>T", "7:140753336 A>T"]);
    assert_eq!(rejected(&panel), ["2 other_build", "4 other_build"]);
    assert_eq!(roles(&panel), "build contig position ref alt annotation annotation");
    let panel = compile(source, None).unwrap();
    assert_eq!(panel.info().build, Some(Build::GRCh37), "that of the first row");
    assert_eq!(rejected(&panel), ["3 other_build", "4 other_build"]);
    let panel = compile("variant\nNC_000007.13:g.5A>T\nNC_000007.14:g.6A>T\n", None).unwrap();
    assert_eq!((panel.info().build, rejected(&panel)), (Some(Build::GRCh37), vec!["3 other_build".to_owned()]));
}

#[test]
fn a_start_must_agree_with_its_end() {
    let one = "chrom\tstart\tend\tref\talt\n7\t5\t5\tA\tG\n7\t6\t7\tAC\tG\n7\t8\t9\tA\tG\n";
    let panel = compile(one, None).unwrap();
    assert_eq!(
        (entries(&panel), rejected(&panel)),
        (vec!["7:5 A>G".into(), "7:6 AC>G".into()], vec!["4 start_end_differ".into()])
    );
    assert_eq!(roles(&panel), "contig position end ref alt");
    let zero = "#chrom\tchromStart\tchromEnd\tref\talt\nchr7\t4\t5\tA\tG\nchr7\t5\t5\tA\tG\n";
    let panel = compile(zero, None).unwrap();
    assert_eq!((entries(&panel), rejected(&panel)), (vec!["chr7:5 A>G".into()], vec!["3 start_end_differ".into()]));
}

/// A row for each reason that a table can have, with the reason.
const REFUSED: [(&str, &str); 19] = [
    ("7\t\tA\tG", "no_position"),
    ("7\tNA\tA\tG", "no_position"),
    ("7\t-1\tA\tG", "bad_position"),
    ("7\t0\tA\tG", "bad_position"),
    ("7\t1.4E+08\tA\tG", "bad_position"),
    ("7\t5.5\tA\tG", "bad_position"),
    ("7\t2147483648\tA\tG", "bad_position"),
    ("\t5\tA\tG", "empty_field"),
    ("7\t5\t.\tG", "empty_field"),
    ("7\t5\t\t", "empty_field"),
    ("7\t5\t-\t-", "empty_field"),
    ("7\t5\tA\t.", "empty_field"),
    ("7\t5\tA\t-", "needs_reference"),
    ("7\t5\t-\tA", "needs_reference"),
    ("7\t5\tA", "needs_reference"),
    ("7\t5\t\tA", "needs_reference"),
    ("7\t5\tA\tG,-", "needs_reference"),
    ("7\t5\tA\tG\tx", "more_cells_than_names"),
    ("7\t5\t\"A\tG", "quote_not_closed"),
];

#[test]
fn every_refused_row_is_listed_with_its_line_and_reason() {
    for (row, reason) in REFUSED {
        let panel = compile(&format!("chr\tpos\tref\talt\n{row}\n1\t1\tA\tG\n"), None).unwrap();
        assert_eq!(rejected(&panel), [format!("2 {reason}")], "{row}");
        assert_eq!(panel.info().skipped, [(reason.to_owned(), 1)].into(), "{row}");
    }
    for (cell, reason) in [
        ("BRAF", "bad_variant"),
        ("rs113488022", "rs_number_only"),
        ("NM_004333.6:c.1799T>A", "not_genomic"),
        ("NC_000007.14:g.5_6del", "needs_reference"),
        (".", "empty_field"),
    ] {
        let panel = compile(&format!("variant\n{cell}\n1-1-A-G\n"), None).unwrap();
        assert_eq!(rejected(&panel), [format!("2 {reason}")], "{cell}");
    }
    let panel = compile(&format!("chr\tpos\tref\talt\n{}1\t1\tA\tG\n", "1\tx\tA\tG\n".repeat(150)), None).unwrap();
    assert_eq!((panel.info().rejected.len(), panel.info().skipped["bad_position"]), (100, 150));
}

#[test]
fn rows_of_a_vcf_are_listed_too() {
    let head = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
    let rows = "1\t0\t.\tA\tG\t.\t.\t.\n1\t5\t.\tA\t.\t.\t.\t.\n1\t5\t.\tA\tG,A\t.\t.\t.\n1\t5\n1\tx\t.\tA\tG\t.\t.\t.\n\
                1\t5\t.\tA\tG,\t.\t.\t.\n";
    let panel = compile(&format!("{head}{rows}"), None).unwrap();
    let expected = [
        "3 position_zero",
        "4 no_alternate",
        "5 alternate_is_reference",
        "6 few_columns",
        "7 bad_position",
        "8 empty_field",
    ];
    assert_eq!(rejected(&panel), expected);
    assert!(panel.info().mapping.is_empty());
    // Without its first line a VCF is still told by its columns.
    let panel =
        compile("##source=x\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n1\t5\t.\tA\tG\t.\t.\t.\n", None).unwrap();
    assert_eq!(panel.info().sources[0].format, "vcf");
}

#[test]
fn sources_that_are_no_panel_are_refused_by_name() {
    for (source, kind, line, detail) in [
        ("rsid\nrs1\n", ErrorKind::PanelRsOnly, Some(1), ""),
        ("rs1\nrs2\n", ErrorKind::PanelRsOnly, Some(1), ""),
        ("SNP,gene,p\nrs1,BRAF,0.1\n", ErrorKind::PanelRsOnly, Some(1), ""),
        ("# rsid\tgenotype\nrs1\tAA\n", ErrorKind::PanelRsOnly, Some(2), ""),
        ("variant\nrs1\nrs2\n", ErrorKind::PanelRsOnly, Some(2), "rs_number_only"),
        ("variant\nrs1\nBRAF\n", ErrorKind::PanelEmpty, Some(2), "rs_number_only"),
        ("chr\tpos\tref\talt\n\n7\tx\tA\tG\n", ErrorKind::PanelEmpty, Some(3), "bad_position"),
        ("chr\tpos\tref\talt\n", ErrorKind::PanelEmpty, None, ""),
        ("rsid\tchromosome\tposition\tgenotype\n", ErrorKind::PanelColumns, Some(1), "ref"),
        ("chr\tref\talt\n", ErrorKind::PanelColumns, Some(1), "pos"),
        ("chr\tbegin\tref\talt\n", ErrorKind::PanelColumns, Some(1), "pos"),
        ("chr;pos;ref\n", ErrorKind::PanelColumns, Some(1), "alt"),
        ("name\tvalue\n", ErrorKind::PanelColumns, Some(1), "contig"),
        ("track name=x\n", ErrorKind::PanelEmpty, None, ""),
        ("chr7\t100\t100\n", ErrorKind::PanelEmpty, Some(1), "empty_region"),
        ("chr7\t100\t200\nchr1\t0\t99999901\n", ErrorKind::PanelTooLarge, Some(2), "bases of regions"),
        ("gene,note\nBRAF,x\n", ErrorKind::PanelIsGenes, Some(1), ""),
        ("BRCA1, BRCA2\n", ErrorKind::PanelIsGenes, Some(1), ""),
        ("#hgnc_id\thgnc_symbol\n1097\tBRAF\n", ErrorKind::PanelIsGenes, Some(1), ""),
    ] {
        let error = compile(source, None).unwrap_err();
        let found = (error.kind(), error.position().line, error.detail());
        assert_eq!(found, (kind, line, detail), "{source}");
    }
}

#[test]
fn a_bed_gives_regions() {
    let text = "browser position chr7\n#chrom\tstart\tend\n\nchr7\t100\t200\tB exon\nchr7 99 300\nchr7\t100\t200\nchr1\t4\t5\n\
                chr7\t9\t3\nchr7\t9\n1\t7\t7\nchr7\t1\t2147483648\nchr7\t100\t150\tshorter\n";
    let panel = compile(text, None).unwrap();
    let text_of = |id: u32| {
        let (entry, annotation) = (panel.entry(id), panel.annotation(id));
        format!("{} {}-{:?} {annotation:?}", entry.contig, entry.pos, entry.region_end)
    };
    let regions: Vec<String> = (0..u32::try_from(panel.len()).unwrap()).map(text_of).collect();
    let expected = [
        "0 5-Some(5) []",
        "1 100-Some(300) []",
        "1 101-Some(150) [(\"id\", \"shorter\")]",
        "1 101-Some(200) [(\"id\", \"B exon\")]",
    ];
    assert_eq!(regions, expected);
    assert_eq!(rejected(&panel), ["8 bad_region", "9 bad_region", "10 empty_region", "11 bad_region"]);
    let info = panel.info();
    assert_eq!((info.alleles, info.regions, info.sources[0].format.as_str()), (4, 4, "bed"));
    assert_eq!(info.skipped["duplicate_entry"], 1);
    let again = Panel::open(&panel.to_bytes()).unwrap();
    assert_eq!((again.entry(2), again.info()), (panel.entry(2), info));
}

#[test]
fn every_reason_has_texts_in_both_languages() {
    let rows: BTreeSet<&str> = genosieve::messages::rows().filter_map(|row| row.0.strip_prefix("skip.")).collect();
    assert_eq!(rows, SKIP_REASONS.into_iter().collect());
    let panel = compile("Chromosome\tpos\tref\talt\n7\t5\tA\t-\n7\tx\tA\tG\n7\ty\tA\tG\n7\t5\tA\tG\n", None).unwrap();
    let table = panel.info().to_table(genosieve::messages::Language::En);
    assert!(table.contains("Chromosome: read as contig\n"), "{table}");
    assert!(table.contains("bad_position: 2 (lines 3, 4): the position is no number in range\n"), "{table}");
}

proptest! {
    /// Rows of pieces that tables are made of give a panel or an error, in any chunks the same.
    #[test]
    fn any_table_gives_a_panel_or_an_error(
        pieces in proptest::collection::vec(prop_oneof![
            6 => proptest::sample::select(vec![
                "chr", "pos", "ref", "alt", "variant", "start", "end", "rsid", "gene", "build", "7", "5", "A", "G", "-",
                "NC_000007.14:g.5A>G", "7-5-A-G", "GRCh38", "rs1", "BRAF", "sep=", "#", "##", "\"", "\"\"", "\u{feff}",
            ]),
            6 => proptest::sample::select(vec!["\t", "\t", ",", ";", "\n", "\n", "\r\n", " "]),
            1 => proptest::sample::select(vec!["é", "\0", "染色体", "NaN", "1e9", "99999999999"]),
        ], 0..80),
        chunk in 1usize..50,
    ) {
        let source = pieces.concat();
        match (compile_as(source.as_bytes(), None, usize::MAX), compile_as(source.as_bytes(), None, chunk)) {
            (Ok(whole), Ok(other)) => prop_assert_eq!(whole.to_bytes(), other.to_bytes()),
            (Err(whole), Err(other)) => prop_assert_eq!((whole.code(), whole.position()), (other.code(), other.position())),
            (whole, other) => prop_assert!(false, "{:?} {:?}", whole.err(), other.err()),
        }
    }

    #[test]
    fn any_bytes_give_a_panel_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = compile_as(&bytes, None, 7);
        let _ = genosieve::panel::kind_of(&bytes);
    }
}
