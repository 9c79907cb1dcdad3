//! Sub-panels: counts against a count made line by line, and reports of a filter.

mod common;

use std::collections::{BTreeMap, HashSet};
use std::io::Read;
use std::sync::Arc;

use common::{answer, compile, read, shared};
use genosieve::error::ErrorKind;
use genosieve::kernel::State;
use genosieve::panel::{DiseaseFilter, Filter, Panel};
use genosieve::screen::{Query, ScreenOptions};

/// Rows with each trap of a public release, one an entry.
const ROWS: [(&str, &str, &str, &str); 12] = [
    ("100", "A", "G", "GENEINFO=RB1:5925;CLNSIG=Pathogenic;CLNREVSTAT=practice_guideline;ORIGIN=1"),
    ("101", "C", "T", "GENEINFO=CRB1:23418;CLNSIG=Pathogenic|drug_response;CLNREVSTAT=no_assertion_criteria_provided"),
    ("102", "C", "T", "GENEINFO=NBR2:10230|BRCA1:672;CLNSIG=Conflicting_classifications_of_pathogenicity;ORIGIN=3"),
    (
        "103",
        "G",
        "T",
        "GENEINFO=LDLR:3949;CLNSIG=Likely_pathogenic;MC=SO:0001583|missense_variant,SO:0001627|intron_variant",
    ),
    ("104", "G", "T", "GENEINFO=VLDLR:7436;CLNSIG=no_classification_for_the_single_variant"),
    (
        "105",
        "G",
        "GA",
        "CLNSIG=Pathogenic/Likely_pathogenic/Pathogenic,_low_penetrance;CLNDISDB=MONDO:MONDO:0007947,OMIM:154700|MedGen:C1",
    ),
    ("106", "T", "A", "CLNDISDB=MONDO:MONDO:00079471,OMIM:1547001;GENEINFO=FBN1:2200;CLNSIG=Benign"),
    ("107", "T", "A", "CLNDISDB=MedGen:C1|MONDO:MONDO:0007947;GENEINFO=FBN1:2200;ORIGIN=2"),
    ("108", "T", "A", "ONC=Oncogenic;ONCREVSTAT=criteria_provided,_single_submitter;GENEINFO=BRAF:673;ORIGIN=2"),
    ("109", "T", "A", "SCI=Tier_I_-_Strong;GENEINFO=BRAF:673"),
    ("110", "T", "C", "CLNSIG=not_provided;ORIGIN=1073741824"),
    ("111", "T", "C", "CLNSIG=Uncertain_significance/Uncertain_risk_allele;ORIGIN=0"),
];

fn panel() -> Arc<Panel> {
    let rows =
        ROWS.map(|(pos, reference, alternate, info)| format!("1\t{pos}\t.\t{reference}\t{alternate}\t.\t.\t{info}\n"));
    let head = "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
    compile((head.to_owned() + &rows.concat()).as_bytes(), None).unwrap()
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn by_significance(words: &[&str]) -> Filter {
    Filter { significance: texts(words), ..Filter::default() }
}

fn by_genes(genes: &[&str]) -> Filter {
    Filter { genes: texts(genes), ..Filter::default() }
}

fn marfan() -> Filter {
    let diseases = vec![DiseaseFilter {
        name: "167".into(),
        conditions: texts(&["MONDO:0007947"]),
        genes: texts(&["FBN1", "NOT1"]),
    }];
    Filter { diseases, ..Filter::default() }
}

#[test]
fn each_trap_of_a_release() {
    let panel = panel();
    let count = |filter: &Filter| panel.count(filter).unwrap().entries;
    for (filter, expected) in [
        (Filter::default(), 12),
        (by_genes(&["RB1"]), 1),
        (by_genes(&["ldlr"]), 1),
        (by_genes(&["BRCA1"]), 1),
        (by_genes(&["672"]), 1),
        (by_significance(&["pathogenic"]), 3),
        (by_significance(&["Likely pathogenic"]), 2),
        (by_significance(&["conflicting"]), 1),
        (by_significance(&["low_penetrance", "drug_response"]), 2),
        (by_significance(&["no_classification"]), 1),
        (by_significance(&["not_provided"]), 1),
        (by_significance(&["oncogenic"]), 1),
        (by_significance(&["tier_i"]), 1),
        (by_significance(&["uncertain_risk_allele"]), 1),
        (Filter { min_stars: Some(1), ..Filter::default() }, 1),
        (Filter { conditions: texts(&["MONDO:0007947"]), ..Filter::default() }, 2),
        (Filter { conditions: texts(&["omim:154700"]), ..Filter::default() }, 1),
        (Filter { origins: texts(&["somatic"]), ..Filter::default() }, 3),
        (Filter { origins: texts(&["germline"]), ..Filter::default() }, 2),
        (Filter { origins: texts(&["other"]), ..Filter::default() }, 1),
        (Filter { origins: texts(&["unknown"]), ..Filter::default() }, 7),
        (Filter { consequences: texts(&["SO:0001583"]), ..Filter::default() }, 1),
        (Filter { consequences: texts(&["Intron variant"]), ..Filter::default() }, 1),
        (Filter { consequences: texts(&["variant"]), ..Filter::default() }, 0),
        (Filter { regions: texts(&["chr1:100-102", "1:111"]), ..Filter::default() }, 4),
        (Filter { regions: texts(&["1"]), ..Filter::default() }, 12),
        (Filter { exclude_genes: texts(&["FBN1", "BRAF", "NOT1"]), ..Filter::default() }, 8),
    ] {
        assert_eq!(count(&filter), expected, "{filter:?}");
    }
    let found = panel.count(&marfan()).unwrap();
    assert_eq!((found.entries, found.by_condition, found.by_gene), (3, 2, 1));
    assert_eq!(found.unmatched, ["NOT1"]);
    for wrong in [by_significance(&["grave"]), Filter { regions: texts(&["2:5"]), ..Filter::default() }] {
        assert_eq!(panel.count(&wrong).unwrap_err().kind(), ErrorKind::OptionInvalid);
    }
}

#[test]
fn a_report_is_about_the_entries_that_fit() {
    let genome = "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n\
        1\t100\t.\tA\tG\t.\tPASS\t.\tGT\t0/1\n1\t106\t.\tT\tA\t.\tPASS\t.\tGT\t1/1\n1\t107\t.\tT\tA\t.\tPASS\t.\tGT\t./.\n";
    let panel = panel();
    let options = ScreenOptions { filter: marfan(), ..ScreenOptions::default() };
    let mut filtered = answer(&panel, genome.as_bytes(), usize::MAX, options).unwrap();
    let whole = answer(&panel, genome.as_bytes(), usize::MAX, ScreenOptions::default()).unwrap();
    let states = |report: &genosieve::report::Report| State::ALL.map(|state| report.summary[0].count(state));
    let of_filter = filtered.report();
    assert_eq!(states(&of_filter).iter().sum::<u64>(), 3);
    assert_eq!((of_filter.summary[0].carried, of_filter.summary[0].not_assessed), (1, 2));
    let filter = of_filter.filter.as_ref().unwrap();
    assert_eq!((filter.entries, filter.by_condition, filter.by_gene), (3, 2, 1));
    assert!(of_filter.to_json().contains("\"listedBy\":\"gene\""));
    // Asking about others gives what a screen with them gives, and back.
    filtered.set_filter(Filter::default()).unwrap();
    assert_eq!(filtered.report().to_json(), whole.report().to_json());
    assert_eq!(filtered.set_filter(by_genes(&["NOT1"])).unwrap_err().kind(), ErrorKind::FilterEmpty);
    assert_eq!(filtered.report().to_json(), whole.report().to_json());
    filtered.set_filter(marfan()).unwrap();
    assert_eq!(filtered.report().to_json(), of_filter.to_json());
    let rows = |query: &Query| {
        let view = filtered.view(query).unwrap();
        filtered.rows(&view, 0, 9).iter().map(|row| row.verdict.entry.pos).collect::<Vec<_>>()
    };
    assert_eq!(rows(&Query::default()), [106, 105, 107]);
    assert_eq!(rows(&Query { listed_by: vec![genosieve::panel::ListedBy::Gene], ..Query::default() }), [106]);
}

#[test]
fn what_a_newer_release_changes() {
    let vcf = |rows: &str| {
        let head = "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
        compile((head.to_owned() + rows).as_bytes(), None).unwrap()
    };
    let former = vcf(
        "1\t5\t1\tA\tG\t.\t.\tCLNSIG=Benign\n1\t6\t2\tA\tG\t.\t.\tCLNSIG=Benign\n1\t7\t3\tA\tAG\t.\t.\tCLNSIG=Benign\nX\t7\t4\tA\tG\t.\t.\t.\n",
    );
    let latter = vcf(
        "chr1\t5\t1\tA\tG\t.\t.\tCLNSIG=Pathogenic\nchr1\t7\t3\tA\tAG\t.\t.\tCLNSIG=Benign\nchr1\t7\t5\tA\tC\t.\t.\t.\nY\t9\t6\tA\tG\t.\t.\t.\n",
    );
    let changed = former.difference(&latter).unwrap();
    let ids =
        |alleles: &[genosieve::panel::NamedAllele]| alleles.iter().map(|a| a.id.clone().unwrap()).collect::<Vec<_>>();
    assert_eq!(
        (ids(&changed.added), ids(&changed.removed), changed.unchanged),
        (texts(&["5", "6"]), texts(&["2", "4"]), 1)
    );
    let [again] = &changed.reclassified[..] else { panic!("one was reclassified") };
    assert_eq!((again.allele.id.as_deref(), again.was.as_deref()), (Some("1"), Some("Benign")));
    assert_eq!(changed.to_tsv().lines().count(), 6);
    let back = latter.difference(&former).unwrap();
    assert_eq!((back.added.len(), back.removed.len(), back.reclassified.len()), (2, 2, 1));
}

/// What a release says of its rows, line by line: alleles that a panel has once, by classification as it is spelled,
/// by whole gene symbol and by MONDO id.
#[derive(Default)]
struct Naive {
    alleles: HashSet<(String, String, String, String)>,
    skipped: u64,
    by_spelling: BTreeMap<String, u64>,
    by_gene: BTreeMap<String, u64>,
    by_mondo: BTreeMap<String, u64>,
}

impl Naive {
    fn of(vcf: &str) -> Self {
        let mut naive = Self::default();
        for line in vcf.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let cells: Vec<&str> = line.split('\t').collect();
            let value = |key: &str| cells[7].split(';').find_map(|item| item.strip_prefix(key)?.strip_prefix('='));
            let about_reference = value("CLNHGVS").is_some_and(|name| name.ends_with('=') || name.ends_with("%3D"));
            for alternate in cells[4].split(',') {
                let key = (cells[0].to_owned(), cells[1].to_owned(), cells[3].to_owned(), alternate.to_owned());
                if alternate == "." && !about_reference || !naive.alleles.insert(key) {
                    naive.skipped += 1;
                    continue;
                }
                let spelling = value("CLNSIG").or_else(|| value("CLINICAL_SIGNIFICANCE")).unwrap_or_default();
                *naive.by_spelling.entry(spelling.to_owned()).or_default() += 1;
                for gene in
                    value("GENEINFO").or_else(|| value("SYMBOL")).unwrap_or_default().split('|').collect::<HashSet<_>>()
                {
                    *naive.by_gene.entry(gene.split(':').next().unwrap().to_owned()).or_default() += 1;
                }
                let ids =
                    value("CLNDISDB").unwrap_or_default().split(['|', ',']).filter_map(|id| id.strip_prefix("MONDO:"));
                for id in ids.collect::<HashSet<_>>() {
                    *naive.by_mondo.entry(id.to_owned()).or_default() += 1;
                }
            }
        }
        naive
    }

    /// Alleles whose classification holds a word, as it is written out.
    fn word(&self, word: &str) -> u64 {
        let holds = |spelling: &&String| {
            spelling.split(['|', '/', ',', ';', '&', '.']).any(|part| {
                part.trim_matches(['_', ' '])
                    .replace(' ', "_")
                    .trim_end_matches("_low_penetrance")
                    .eq_ignore_ascii_case(word)
            })
        };
        self.by_spelling.iter().filter(|(spelling, _)| holds(spelling)).map(|(_, count)| count).sum()
    }
}

#[test]
fn real_releases_count_as_their_lines_do() {
    let files = [
        "pathogenic-variants/acmg_with_chr.vcf.gz",
        "Exomiser/clinvar-test.vcf.gz",
        "clinvar/2016-11-02.clinvar.vcf.gz",
        "clinvar/clinvar_alleles_example_750_rows.single.b37.vcf",
        "clinvar/clinvar_alleles_example_750_rows.single.b38.vcf",
    ];
    for file in files {
        let Some(path) = shared(&format!("files/panel/{file}")) else { return };
        let bytes = read(&path);
        let panel = compile(&bytes, None).unwrap();
        let mut vcf = Vec::new();
        let gzipped = bytes.starts_with(&[0x1f, 0x8b]);
        if gzipped {
            flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_end(&mut vcf).unwrap();
        } else {
            vcf = bytes;
        }
        let naive = Naive::of(&String::from_utf8_lossy(&vcf));
        assert_eq!(panel.len(), naive.alleles.len(), "{file}");
        assert_eq!(
            panel.info().skipped.values().sum::<u64>(),
            naive.skipped,
            "{file}: nothing is skipped without a reason"
        );
        for word in [
            "Pathogenic",
            "Likely_pathogenic",
            "Uncertain_significance",
            "Likely_benign",
            "Benign",
            "drug_response",
            "risk_factor",
        ] {
            assert_eq!(panel.count(&by_significance(&[word])).unwrap().entries, naive.word(word), "{file} {word}");
        }
        let frequent = |counts: &BTreeMap<String, u64>| {
            let mut all: Vec<(String, u64)> = counts.iter().map(|(name, count)| (name.clone(), *count)).collect();
            all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            all.into_iter().filter(|(name, _)| !matches!(name.as_str(), "" | "." | "-")).take(40).collect::<Vec<_>>()
        };
        for (gene, count) in frequent(&naive.by_gene) {
            assert_eq!(panel.count(&by_genes(&[&gene])).unwrap().entries, count, "{file} {gene}");
        }
        for (id, count) in frequent(&naive.by_mondo) {
            let filter = Filter { conditions: vec![id.clone()], ..Filter::default() };
            assert_eq!(panel.count(&filter).unwrap().entries, count, "{file} {id}");
        }
        let counts = panel.counts(&Filter::default()).unwrap();
        assert_eq!(counts.classes.values().sum::<u64>(), panel.len() as u64, "{file}");
        assert_eq!(counts.stars.values().sum::<u64>(), panel.len() as u64, "{file}");
    }
}

fn table(text: &str) -> Arc<Panel> {
    compile(text.as_bytes(), None).unwrap()
}

#[test]
fn lists_and_numbers_of_a_table_are_met_as_those_of_a_vcf() {
    let panel = table(
        "chrom\tpos\tref\talt\tgene\tCLNSIG\tCLNDISDB\tMC\n\
         1\t100\tA\tG\t2200\t5\tMONDO:MONDO:0007947,OMIM:154700|MONDO:MONDO:0018053\tSO:0001583|missense_variant,SO:0001624|x\n\
         1\t101\tA\tG\t5925\t2\tOrphanet:ORPHA558\t.\n",
    );
    let count = |filter: Filter| panel.count(&filter).unwrap().entries;
    assert_eq!(count(by_genes(&["2200"])), 1);
    assert_eq!(count(by_significance(&["other"])), 2, "a number is no word that is known");
    for id in ["OMIM:154700", "MONDO:0018053", "Orphanet:558"] {
        assert_eq!(count(Filter { conditions: texts(&[id]), ..Filter::default() }), 1, "{id}");
    }
    assert_eq!(count(Filter { consequences: texts(&["missense_variant"]), ..Filter::default() }), 1);
    assert_eq!(count(Filter { origins: texts(&["unknown"]), ..Filter::default() }), 2, "nothing states an origin");
    let counts = panel.counts(&Filter::default()).unwrap();
    assert_eq!((counts.origins["unknown"], counts.conditions.len()), (2, 2));
}

#[test]
fn what_is_counted_is_what_a_filter_leaves() {
    let panel = panel();
    let counts = panel.counts(&Filter::default()).unwrap();
    for (word, count) in &counts.origins {
        let filter = Filter { origins: vec![word.clone()], ..Filter::default() };
        assert_eq!(panel.count(&filter).unwrap().entries, *count, "{word}");
    }
    for (word, count) in &counts.significance {
        assert_eq!(panel.count(&by_significance(&[word])).unwrap().entries, *count, "{word}");
    }
    for (gene, count) in &counts.genes {
        assert_eq!(panel.count(&by_genes(&[gene.split(':').next().unwrap()])).unwrap().entries, *count, "{gene}");
    }
}

#[test]
fn releases_before_2018_state_values_by_allele() {
    let head = "##fileformat=VCFv4.0\n##reference=GRCh37\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
    let rows = "1\t100\trs1\tC\tA,T\t.\t.\tCLNALLE=2,1;CLNSIG=5|5,2;CLNREVSTAT=single|exp,mult;CLNDBN=Ill|Other,not_specified;\
                CLNHGVS=NC_1:g.100C>T,NC_1:g.100C>A\n\
                1\t200\trs2\tC\tA,T\t.\t.\tCLNALLE=2;CLNSIG=5;CLNREVSTAT=exp;CLNDBN=Ill\n\
                1\t300\trs3\tC\tA\t.\t.\tCLNALLE=-1;CLNSIG=4;CLNREVSTAT=exp\n";
    let panel = table(&(head.to_owned() + rows));
    let value = |id: u32, key: &str| {
        panel.annotation(id).into_iter().find(|(known, _)| *known == key).map(|(_, value)| value).unwrap_or_default()
    };
    assert_eq!([value(0, "clnsig"), value(1, "clnsig")], texts(&["Benign", "Pathogenic|Pathogenic"])[..]);
    assert_eq!([value(0, "clnrevstat"), value(1, "clnrevstat")], texts(&["mult", "single|exp"])[..]);
    assert_eq!([value(0, "clndn"), value(1, "clndn")], texts(&["not_specified", "Ill|Other"])[..]);
    assert_eq!([value(0, "hgvs"), value(1, "hgvs")], texts(&["NC_1:g.100C>A", "NC_1:g.100C>T"])[..]);
    assert_eq!([value(2, "clnsig"), value(3, "clnsig"), value(4, "clnsig")], texts(&["", "Pathogenic", ""])[..]);
    assert_eq!(panel.count(&Filter { min_stars: Some(3), ..Filter::default() }).unwrap().entries, 2);
}

#[test]
fn columns_of_one_name_are_told_apart() {
    let panel =
        table("chrom\tpos\tref\talt\tgene\tGene\tpos\tcontig\tid\tnote\tNOTE\n7\t100\tA\tT\tBRAF\tX\t1\tz\tv1\ta\tb\n");
    let keys: Vec<&str> = panel.annotation(0).into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["id", "gene", "chrom", "gene_2", "pos_2", "note", "note_2"]);
}

#[test]
fn a_row_that_is_none_says_nothing_of_its_table() {
    let panel = table(
        "chrom,pos,ref,alt,assembly\n1,x,A,T,GRCh37\n1,5,A,T,GRCh38\n1,6,A,\" T\",GRCh38\n1,7,A,foo!,GRCh38\n1,8,A,<DEL>,GRCh38\n",
    );
    assert_eq!((panel.len(), panel.info().build), (2, Some(genosieve::genome::Build::GRCh38)));
    assert_eq!(panel.entry(1).alternate, b"T");
    assert_eq!(panel.info().skipped["bad_variant"], 2);
}

#[test]
fn a_renamed_word_is_no_reclassification_and_a_cell_is_one_cell() {
    let release = |word: &str, onc: &str| {
        table(&format!(
            "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n\
             1\t5\t1\tA\tG\t.\t.\tCLNSIG={word};CLNREVSTAT=criteria_provided,_conflicting_interpretations\n\
             1\t6\t2\tA\tG\t.\t.\tONC={onc}\n"
        ))
    };
    let former = release("Conflicting_interpretations_of_pathogenicity", "Uncertain_significance");
    let latter = release("Conflicting_classifications_of_pathogenicity", "Oncogenic");
    let changed = former.difference(&latter).unwrap();
    assert_eq!((changed.unchanged, changed.respelled, changed.reclassified.len()), (1, 1, 1));
    assert_eq!(changed.reclassified[0].allele.id.as_deref(), Some("2"));
    let odd = table("chrom,pos,ref,alt,id\n1,5,A,T,\"x\ty\nremoved\"\n");
    let text = odd.difference(&former).unwrap().to_tsv();
    assert!(text.lines().all(|line| line.split('\t').count() == 11), "{text}");
}
