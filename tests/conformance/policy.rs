//! What is asserted of the conformance files of hts-specs, as `docs/conformance.md` says it in words.

use std::collections::BTreeMap;

use crate::row::Row;

/// What files that must pass may be told nevertheless, by the name of the file.
const MUST_PASS: &[(&str, &[&str])] = &[
    // A contig that the header does not declare, and chr1 left and come back to.
    ("complexfile_passed_000.vcf", &["contig_interleaved", "contig_undeclared"]),
    // POS 0 with an allele that is no breakend.
    ("passed_body_id.vcf", &["outside_contig", "allele_repeated"]),
    ("passed_body_pos.vcf", &["outside_contig"]),
    // Twice the same ID.
    ("passed_meta_contig.vcf", &["contig_declared_again"]),
    // An ID that holds a quotation mark.
    ("passed_meta_alt.vcf", &["header_line_malformed"]),
    ("zero_length_LAA.vcf", &["unsorted"]),
];
/// Files that must pass with a line that is skipped: GT `0|1` where ALT is `.`.
const SKIPPED: (&str, &str) = ("passed_body_alt.vcf", "genotype_out_of_range:1@22");

pub(crate) fn assert_must_pass(rows: &BTreeMap<String, Row>) {
    let passed = rows.iter().filter(|(path, _)| path.starts_with("hts-specs/") && path.contains("/passed/"));
    let mut number = 0;
    for (path, row) in passed {
        number += 1;
        let name = path.rsplit('/').next().unwrap();
        assert!(matches!(row.outcome, "accepted" | "warned"), "{path}: {row:?}");
        let skipped = if name == SKIPPED.0 { SKIPPED.1 } else { "" };
        assert_eq!(row.skipped, skipped, "{path}");
        let may = MUST_PASS.iter().find(|(file, _)| *file == name).map_or(&[][..], |(_, codes)| codes);
        for warning in row.warnings.split_whitespace() {
            let code = warning.split(':').next().unwrap();
            assert!(may.contains(&code), "{path} is warned of {warning}");
        }
    }
    assert_eq!(number, 75 + 1, "files that must pass");
}

/// Beginnings of the names of files that touch what a screen reads: contig, POS, REF, ALT, genotype, samples, order,
/// duplicates, the header's own form.
const TOUCHING: &[&str] = &[
    "body_alt_",
    "body_chrom_",
    "body_contiguous_",
    "body_duplicated_",
    "body_no_newline_",
    "body_pos_",
    "body_ref_",
    "body_unsorted_",
    // GT that is no genotype or names an allele that is not there, more values than keys, a sample twice; of each
    // version.
    "body_sample_000",
    "body_sample_001",
    "body_sample_002",
    "body_sample_003",
    "body_sample_011",
    // GT that is not the first key.
    "body_format_002",
    // END of a record.
    "body_info_016",
    "body_info_017",
    "body_info_018",
    "empty",
    "fileformat_",
    "header_",
    "meta_00",
    "meta_contig_",
];

/// Kinds of faults in what a screen does not read, and how many files have them; the policy says why each is
/// tolerated.
const TOLERATED: &[(&str, usize)] = &[
    ("body_filter_", 16),
    ("body_format_", 12),
    ("body_id_", 10),
    ("body_info_", 98),
    ("body_qual_", 6),
    ("body_sample_", 20),
    ("body_samples_ploidy_", 12),
    ("meta_alt_", 29),
    ("meta_assembly_", 3),
    ("meta_format_", 95),
    ("meta_info_", 112),
    ("meta_meta_", 4),
    ("meta_pedigree_", 4),
    ("meta_pedigreedb_", 6),
    ("meta_sample_", 8),
];

/// Files that touch what a screen reads; each is told of, with a line.
const TOLD: usize = 153;

pub(crate) fn assert_failed(rows: &BTreeMap<String, Row>) {
    let touches = |name: &str| TOUCHING.iter().any(|kind| name.starts_with(kind));
    let (mut counts, mut touching) = (BTreeMap::new(), 0);
    for (path, row) in rows.iter().filter(|(path, _)| path.starts_with("hts-specs/") && path.contains("/failed/")) {
        let name = path.rsplit('/').next().and_then(|name| name.strip_prefix("failed_")).unwrap();
        // An empty file has no line to name.
        if row.names_a_line() || row.error == "input_empty" {
            touching += usize::from(touches(name));
            continue;
        }
        assert!(!touches(name), "{path} says nothing of what is wrong: {row:?}");
        let kind = TOLERATED.iter().map(|(kind, _)| *kind).find(|kind| name.starts_with(kind));
        let kind = kind.unwrap_or_else(|| panic!("no policy says what becomes of {path}"));
        assert!(matches!(row.outcome, "accepted" | "warned"), "{path}: {row:?}");
        assert_eq!((row.skipped.as_str(), row.records > 0), ("", true), "{path}: every record is read");
        *counts.entry(kind).or_insert(0) += 1;
    }
    let expected: BTreeMap<&str, usize> = TOLERATED.iter().copied().collect();
    assert_eq!((counts, touching), (expected, TOLD), "what is tolerated, and what touches the screen and is told");
}
