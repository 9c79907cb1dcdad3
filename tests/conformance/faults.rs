//! What a user must be told of each fault that `faults/gen.py` of the shared data makes: by name, derived from
//! how the fault is made and not from what the program says.

use std::collections::{BTreeMap, BTreeSet};

use crate::row::Row;

/// All of it is read, and there is nothing to say.
const READ: &str = "accepted";
/// All of it is read; something is odd, and it is said what and where.
const WARNED: &str = "warned";
/// It ends early: what was read is answered, what ended it and where is said.
const PARTIAL: &str = "partial";
/// Nothing is answered: it is said why, and where that has a place.
const REFUSED: &str = "refused";

/// File, class, what must be told (whole items of the row), records that are read.
type Fault = (&'static str, &'static str, &'static [&'static str], u64);

/// The whole of the file that all faults are made of: 7 header lines and 30,000 records on each of two contigs.
const ALL: u64 = 60_000;

const FAULTS: &[Fault] = &[
    ("ok.vcf", READ, &[], ALL),
    ("ok.vcf.gz", READ, &[], ALL),
    // The end of the compressed data is missing: nothing is known to be lost, and nothing proves that it is not.
    ("01_noeof.vcf.gz", PARTIAL, &["no_eof_block"], ALL),
    // Block 21 of 42 is cut in its middle; it begins at this byte. The line that it cuts is not used.
    ("02_trunc_midblock.vcf.gz", PARTIAL, &["truncated(byte_295837)", "cut_off:1@30942"], 30_934),
    ("03_trunc_blockboundary.vcf.gz", PARTIAL, &["no_eof_block", "cut_off:1@30942"], 30_934),
    // Damage in block 3, which begins at this byte: what follows cannot be trusted, so nothing is answered.
    ("04_badcrc.vcf.gz", REFUSED, &["bgzf_corrupt@byte43552"], 0),
    ("05_flipbit_data.vcf.gz", REFUSED, &["bgzf_corrupt@byte43552"], 0),
    ("06_bad_isize.vcf.gz", REFUSED, &["bgzf_corrupt@byte43552"], 0),
    ("07_bad_magic_block3.vcf.gz", REFUSED, &["bgzf_corrupt@byte43552"], 0),
    ("08_bad_bsize.vcf.gz", REFUSED, &["bgzf_corrupt@byte43552"], 0),
    // 7 letters, ten times, behind the end-of-file block.
    ("09_trailing_garbage.vcf.gz", WARNED, &["trailing_garbage(70)"], ALL),
    // Ten records of chr1 once more behind those of chr2.
    (
        "10_concat_with_eof_in_middle.vcf.gz",
        WARNED,
        &["eof_block_in_middle", "contig_interleaved:1@60008", "allele_repeated:10@60008"],
        ALL + 10,
    ),
    ("11_plain_gzip.vcf.gz", READ, &[], ALL),
    ("12_multimember_gzip.vcf.gz", READ, &[], ALL),
    ("13_zip.vcf.gz", REFUSED, &["input_zip"], 0),
    ("14_empty.vcf", REFUSED, &["input_empty"], 0),
    ("14_empty.vcf.gz", REFUSED, &["input_empty"], 0),
    ("15_eofblock_only.vcf.gz", REFUSED, &["input_empty"], 0),
    // Zero found must not look like zero compared.
    ("16_header_only.vcf", WARNED, &["no_records"], 0),
    ("17_header_no_chrom.vcf", REFUSED, &["header_missing@line6"], 0),
    ("18_no_header.vcf", REFUSED, &["header_missing@line1"], 0),
    ("19_random_binary.vcf", REFUSED, &["input_binary"], 0),
    ("20_utf16le.vcf", REFUSED, &["input_utf16"], 0),
    ("21_utf8_bom.vcf", READ, &[], 10),
    ("22_cr_only.vcf", READ, &[], 10),
    ("23_crlf.vcf", READ, &[], 10),
    // Latin-1 in ID alone harms nothing that is read.
    ("24_latin1.vcf", READ, &[], 7),
    // Of ten records the third and the eighth changed places: the fourth and the eighth step back.
    ("25_unsorted.vcf", WARNED, &["unsorted:2@11"], 10),
    ("26_contig_interleaved.vcf", WARNED, &["contig_interleaved:1@10"], 3),
    // chr1, 1 and NC_000001.11 are one contig; only the first is declared.
    ("27_mixed_contig_names.vcf", WARNED, &["contig_names_differ:2@9", "contig_undeclared:2@9"], 3),
    ("28_dup_records.vcf", WARNED, &["allele_repeated:2@9"], 4),
    ("29_pos_overflow.vcf", WARNED, &["bad_position:1@8"], 1),
    ("30_pos_neg.vcf", WARNED, &["bad_position:1@8"], 1),
    ("31_pos_zero.vcf", WARNED, &["outside_contig:1@8"], 2),
    ("32_pos_beyond_contig.vcf", WARNED, &["outside_contig:1@8"], 1),
    ("33_pos_i32max.vcf", WARNED, &["bad_position:1@8", "no_records"], 0),
    ("34_few_columns.vcf", WARNED, &["few_columns:1@9"], 2),
    // A column too few or too many: any genotype of the line could be another person's.
    ("35_few_samples.vcf", WARNED, &["sample_count:1@8", "no_records"], 0),
    ("36_extra_samples.vcf", WARNED, &["sample_count:1@8", "no_records"], 0),
    // ID alone is empty: the columns are in place, and the genotype is not to be lost.
    ("37_empty_field.vcf", WARNED, &["field_empty:1@9"], 4),
    ("38_blank_lines.vcf", READ, &[], 2),
    ("39_spaces_not_tabs.vcf", REFUSED, &["header_malformed@line7"], 0),
    ("40_no_trailing_newline.vcf", WARNED, &["no_final_newline(line_9)"], 2),
    ("41_trunc_last_line.vcf", PARTIAL, &["truncated(line_9)", "few_columns:1@9"], 1),
    ("42_lowercase_bases.vcf", READ, &[], 2),
    ("43_iupac_ref.vcf", WARNED, &["other_letters:1@8"], 1),
    ("44_gt_out_of_range.vcf", WARNED, &["genotype_out_of_range:1@8", "no_records"], 0),
    ("45_undeclared_contig_filter_info.vcf", WARNED, &["contig_undeclared:1@8"], 1),
    ("46_nul_bytes.vcf", WARNED, &["nul_byte:1@9"], 2),
    ("47_gvcf.vcf", READ, &[], 3),
    // Text is data: no part of the reading of a file depends on what an ID or a description says.
    ("48_html_in_id.vcf", READ, &[], 1),
    ("49_formula.vcf", READ, &[], 1),
    // 2 GB of NUL bytes; a REF of 1 GB behind 7 header lines; a million samples.
    ("50_bomb_zeros.vcf.gz", REFUSED, &["input_binary"], 0),
    ("51_longline_1GB.vcf.gz", REFUSED, &["line_too_long@line8"], 0),
    ("53_1M_samples.vcf.gz", REFUSED, &["samples_too_many@line7"], 0),
    // 1 GB of NUL bytes in one line behind all records.
    ("54_gzip_bomb_plain.vcf.gz", REFUSED, &["line_too_long@line60008"], 0),
    // 58 MB of contigs, within the limit of a header: drafts of assemblies have as many. The first 100,000 are kept.
    ("52_header_2M_contigs.vcf.gz", WARNED, &["contigs_not_kept:1900000@100002", "c5:1@2000003"], 1),
    ("55_plain_gzip_trunc.vcf.gz", PARTIAL, &["truncated(byte_300000)", "cut_off:1@30666"], 30_658),
    ("56_plain_gzip_badcrc.vcf.gz", REFUSED, &["gzip_corrupt@byte0"], 0),
    ("57_plain_gzip_trailing_garbage.vcf.gz", WARNED, &["trailing_garbage(16)"], ALL),
    // Padding, as tapes and some copies leave it.
    ("58_plain_gzip_trailing_zeros.vcf.gz", READ, &[], ALL),
    // The same as BCF, whose header has two lines more.
    ("ok.bcf", READ, &[], ALL),
    // Cut in the middle of a block, which begins at this byte; what stands before it are whole records and a cut one.
    ("60_trunc.bcf", PARTIAL, &["truncated(byte_315371)"], 31_093),
    ("61_noeof.bcf", PARTIAL, &["no_eof_block"], ALL),
    ("62_uncompressed.bcf", READ, &[], ALL),
    // The first record states a size that none can have: where the next one begins is not known.
    ("63_lshared_huge.bcf", REFUSED, &["bcf_corrupt@line10"], 0),
    ("64_lindiv_huge.bcf", REFUSED, &["bcf_corrupt@line10"], 0),
    ("65_hdrlen_huge.bcf", REFUSED, &["header_too_large"], 0),
    // The first record has a contig that the header does not know, and its size is right.
    ("66_bad_chrom_id.bcf", WARNED, &["undeclared_name:1@10"], ALL - 1),
    // Versions that are not read.
    ("67_bcf21.bcf", REFUSED, &["input_bcf"], 0),
    ("68_bcf1_magic.bcf", REFUSED, &["input_bcf"], 0),
    // An index is no genome, nor is the script.
    ("ok.bcf.csi", REFUSED, &["input_binary"], 0),
    ("ok.vcf.gz.tbi", REFUSED, &["input_binary"], 0),
    ("gen.py", REFUSED, &["input_not_vcf@line1"], 0),
];

pub(crate) fn assert_classes(rows: &BTreeMap<String, Row>) {
    for (name, class, told, records) in FAULTS {
        let row = rows.get(*name).unwrap_or_else(|| panic!("{name} is not there"));
        assert_eq!((row.outcome, row.records), (*class, *records), "{name}: {row:?}");
        let cells = [&row.error, &row.notices, &row.warnings, &row.skipped, &row.unknown];
        let items: BTreeSet<&str> = cells.iter().flat_map(|cell| cell.split_whitespace()).collect();
        for told in *told {
            assert!(items.contains(told), "{name} tells {items:?}, not {told}");
        }
        let others =
            items.iter().filter(|item| !told.contains(item) && **item != "no_shared_contig" && **item != "sites_only");
        assert_eq!(others.count(), 0, "{name} tells more: {items:?}");
    }
    let named: BTreeSet<&str> = FAULTS.iter().map(|(name, ..)| *name).collect();
    let present: BTreeSet<&str> = rows.keys().map(String::as_str).collect();
    assert_eq!(named, present, "every file has its class");
}
