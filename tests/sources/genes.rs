//! Lists of genes.

use std::collections::BTreeSet;

use genosieve::error::ErrorKind;
use genosieve::panel::{GeneFault, GeneItem, GeneList, GeneListOptions, GeneTable};

/// Two genes share the alias `P19`; `MLL` was the symbol of one.
const TABLE: &str = "hgnc_id\tsymbol\tstatus\talias_symbol\tprev_symbol\tentrez_id\n\
    HGNC:1787\tCDKN2A\tApproved\t\"p16|P19\"\tMLM\t1029\n\
    HGNC:1790\tCDKN2D\tApproved\tp19\t\t1032\n\
    HGNC:7132\tKMT2A\tApproved\tALL-1\tMLL\t4297\n\
    HGNC:9\tGONE\tEntry Withdrawn\t\t\t\n";

fn table() -> GeneTable {
    GeneTable::read(TABLE.as_bytes()).unwrap()
}

fn list(text: &str, table: Option<&GeneTable>) -> GeneList {
    GeneList::from_text(text.as_bytes(), &GeneListOptions::default(), table)
}

fn genes(list: &GeneList) -> Vec<String> {
    list.genes.iter().map(|gene| format!("{}={}@{}", gene.as_given, gene.symbol, gene.line)).collect()
}

fn rejected(list: &GeneList) -> Vec<String> {
    list.rejected
        .iter()
        .map(|gene| format!("{}@{} {} {}", gene.as_given, gene.line, gene.reason.code(), gene.candidates.join("|")))
        .collect()
}

#[test]
fn plain_lists_and_tables_of_all_kinds() {
    for text in [
        "KMT2A\nCDKN2A\n",
        "KMT2A, CDKN2A",
        "# mine\nKMT2A; CDKN2A # both\n",
        "gene\nKMT2A\nCDKN2A\n",
        "\u{feff}note;\"Gene Symbol\"\r\n\"a;b\";KMT2A\r\nc;CDKN2A\r\n",
        "##display_name=Mine\n#hgnc_id\thgnc_symbol\n7132\tKMT2A\n1787\tCDKN2A\n",
        "sep=,\nhgnc_id,other\nHGNC:7132,x\nHGNC:1787,\n",
        "HGNC:7132 HGNC:1787",
        "gene,note\nKMT2A,\"open\nCDKN2A,\n",
    ] {
        let list = list(text, Some(&table()));
        assert_eq!(list.symbols().collect::<Vec<_>>(), ["KMT2A", "CDKN2A"], "{text}");
        assert!(list.rejected.is_empty(), "{text}");
        assert_eq!(list.name, if text.contains("Mine") { "Mine" } else { "" });
    }
}

#[test]
fn names_are_resolved_and_never_guessed() {
    let table = table();
    let found = list("mll\nP16\nP19\nBRCA9\n99\nGONE\nKMT2A\n", Some(&table));
    assert_eq!(genes(&found), ["mll=KMT2A@1", "P16=CDKN2A@2"]);
    assert_eq!(
        rejected(&found),
        [
            "P19@3 gene_ambiguous CDKN2A|CDKN2D",
            "BRCA9@4 gene_unknown ",
            "99@5 not_a_gene ",
            "GONE@6 gene_unknown ",
            "KMT2A@7 gene_repeated KMT2A",
        ]
    );
    // Without a table symbols stand as they are given, and numbers say nothing.
    let found = list("mll\nHGNC:7132\n", None);
    assert_eq!(
        (genes(&found), rejected(&found)),
        (vec!["mll=mll@1".into()], vec!["HGNC:7132@2 gene_table_needed ".into()])
    );
    // A number decides an ambiguous symbol, and contradicts another one.
    let found =
        list("hgnc_id\tsymbol\tentrez_id\n1790\tp19\t\n1790\tKMT2A\t\n\t\t4297\n77\tMLM\t\n\t\t\n", Some(&table));
    assert_eq!(genes(&found), ["p19=CDKN2D@2", "4297=KMT2A@4", "MLM=CDKN2A@5"]);
    assert_eq!(rejected(&found), ["KMT2A@3 gene_id_differs CDKN2D|KMT2A"]);
}

#[test]
fn confidence_is_kept_and_asked_for() {
    let json = r#"{"name": "Mine", "genes": [
        {"entity_type": "gene", "entity_name": "KMT2A", "confidence_level": "3", "gene_data": {"gene_symbol": "MLL", "hgnc_id": "HGNC:7132"}},
        {"entity_type": "gene", "entity_name": "CDKN2A", "confidence_level": 2, "gene_data": {"hgnc_id": "HGNC:1787"}},
        {"entity_type": "region", "entity_name": "ISCA-1", "confidence_level": "3"}]}"#;
    let read = |min_confidence, table: Option<&GeneTable>| {
        let options = GeneListOptions { min_confidence, ..GeneListOptions::default() };
        GeneList::from_panel_app(json.as_bytes(), &options, table).unwrap()
    };
    let green = read(3, Some(&table()));
    assert_eq!((green.name.as_str(), genes(&green)), ("Mine", vec!["MLL=KMT2A@1".to_owned()]));
    assert_eq!(rejected(&green), ["CDKN2A@2 low_confidence CDKN2A", "ISCA-1@3 not_a_gene "]);
    assert_eq!(green.genes[0].confidence, Some(3));
    assert_eq!(genes(&read(2, None)), ["MLL=MLL@1", "CDKN2A=CDKN2A@2"]);
    // What JavaScript parsed gives the same.
    let item = |line, symbol: &str, confidence| GeneItem {
        line,
        symbol: symbol.into(),
        confidence: Some(confidence),
        ..GeneItem::default()
    };
    let items = GeneList::from_items(
        vec![item(1, "MLL", 3), item(2, "CDKN2A", 2)],
        &GeneListOptions::default(),
        Some(&table()),
    );
    assert_eq!(genes(&items), ["MLL=KMT2A@1"]);
    for json in ["{", "[]", "{\"name\": \"x\"}", "{}\nx"] {
        let error = GeneList::from_panel_app(json.as_bytes(), &GeneListOptions::default(), None).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::GeneListInvalid, "{json}");
    }
}

#[test]
fn a_gene_table_has_symbols() {
    assert_eq!(table().len(), 3);
    for text in ["", "a\tb\nc\td\n", "symbol\n", "symbol\tstatus\nX\tEntry Withdrawn\n"] {
        assert_eq!(GeneTable::read(text.as_bytes()).unwrap_err().kind(), ErrorKind::GeneTableInvalid, "{text}");
    }
}

#[test]
fn every_fault_of_a_gene_has_texts() {
    let rows: BTreeSet<&str> = genosieve::messages::rows().filter_map(|row| row.0.strip_prefix("gene.")).collect();
    let codes: Vec<String> = GeneFault::ALL.iter().map(|fault| fault.code()).collect();
    assert_eq!(rows, codes.iter().map(String::as_str).collect());
}

proptest::proptest! {
    #[test]
    fn any_text_gives_a_list(text in "[A-Za-z0-9,;\\t\\n \"#:.=]{0,200}") {
        let list = list(&text, Some(&table()));
        proptest::prop_assert!(list.genes.len() <= table().len());
        let _ = GeneTable::read(text.as_bytes());
    }
}
