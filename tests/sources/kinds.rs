//! What a dropped file is.

use genosieve::error::ErrorKind;
use genosieve::panel::{FileKind, kind_of};

use super::common::{read, shared};

#[test]
fn a_file_is_told_by_its_beginning() {
    let long = format!("{}chr\tpos\tref\talt\n", "# a comment\n".repeat(100));
    for (text, kind) in [
        ("##fileformat=VCFv4.2\n", FileKind::Vcf),
        ("##source=x\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n", FileKind::Vcf),
        ("\u{feff}##fileformat=VCFv4.2\n", FileKind::Vcf),
        ("GSP\u{1a}\u{2}\0", FileKind::Gsp),
        ("BCF\u{2}\u{2}", FileKind::Bcf),
        ("chr7\t100\t200\tname\n", FileKind::Bed),
        ("browser position chr7\n", FileKind::Bed),
        ("chr7  100 200 name\n", FileKind::Bed),
        ("chr,pos,ref,alt\n", FileKind::Table),
        ("sep=;\r\nchr;pos;ref;alt\r\n", FileKind::Table),
        ("1-5-A-G\n", FileKind::Table),
        (&long, FileKind::Table),
        ("BRCA1\nBRCA2\n", FileKind::GeneList),
        ("C9orf72;HLA-DRB1 # two\n", FileKind::GeneList),
        ("# mine\nBRCA1\n", FileKind::GeneList),
        ("##panel_id=x\n#hgnc_id\thgnc_symbol\n", FileKind::GeneList),
        ("Gene Symbol,note\n", FileKind::GeneList),
        ("{\"id\": 1, \"relevant_disorders\": [], \"genes\": []}", FileKind::PanelApp),
        ("[{\"gene_data\": {}}]", FileKind::PanelApp),
    ] {
        assert_eq!(kind_of(text.as_bytes()).unwrap(), kind, "{text}");
    }
    for (text, kind) in [
        ("", ErrorKind::InputEmpty),
        ("\n\n", ErrorKind::PanelEmpty),
        ("PK\u{3}\u{4}", ErrorKind::InputZip),
        ("{\"genes\": 1}", ErrorKind::InputNotVcf),
        ("rsid\tgenotype\n", ErrorKind::PanelRsOnly),
        ("chr\tpos\tref\n", ErrorKind::PanelColumns),
        ("some words of a letter.\n", ErrorKind::PanelColumns),
    ] {
        assert_eq!(kind_of(text.as_bytes()).unwrap_err().kind(), kind, "{text}");
    }
}

#[test]
fn real_files_are_told() {
    for (path, kind) in [
        ("panel/clinvar/2016-11-02.clinvar.vcf.gz", FileKind::Vcf),
        ("panel/scout/clinvar.vcf", FileKind::Vcf),
        ("panel/scout/panel_1.csv", FileKind::GeneList),
        ("panel/scout/panel_1.txt", FileKind::GeneList),
        ("panel/scout/hgnc_reduced_set.txt", FileKind::GeneList),
        ("panel/scout/panelapp_panels.jsonl", FileKind::PanelApp),
        ("panel/varfish-db-downloader/acmg_sf.tsv", FileKind::GeneList),
        ("panel/varfish-db-downloader/patho-mms-grch38.bed", FileKind::Bed),
        ("panel/pathogenic-variants/ACMG_SF_Annotations_Download_-_ACMG_SF_v3.3_List.tsv", FileKind::GeneList),
        ("panel/annonars/dbsnp/example/dbsnp.brca1.vcf", FileKind::Vcf),
    ] {
        let Some(path) = shared(&format!("files/{path}")) else { return };
        let bytes = read(&path);
        // A head of a file is enough, of a compressed one that of its first block.
        let shortest = if bytes[0] == 0x1f { 64 << 10 } else { 4 << 10 };
        for head in [64 << 10, shortest].map(|head| bytes.len().min(head)) {
            assert_eq!(kind_of(&bytes[..head]).unwrap(), kind, "{}", path.display());
        }
    }
}
