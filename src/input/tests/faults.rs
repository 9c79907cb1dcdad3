//! The collection of broken files, where it is at hand (`../shared/data/faults`).

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use super::super::Lines;
use super::{Counted, read};
use crate::error::ErrorKind;

fn directory() -> Option<PathBuf> {
    let directory = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/faults");
    if !directory.is_dir() {
        eprintln!("skipped: no ../shared/data/faults");
        return None;
    }
    Some(directory)
}

/// What reading a file to its end gives.
#[derive(Debug, PartialEq)]
enum Fate {
    /// Read, with its completeness, notices and count of records.
    Read(bool, Vec<&'static str>, u64),
    Refused(ErrorKind),
}

fn fate(directory: &std::path::Path, name: &str) -> Fate {
    let mut file = File::open(directory.join(name)).expect("the file is there");
    let (mut lines, mut sink) = (Lines::new(), Counted::default());
    let mut chunk = vec![0; 1 << 20];
    loop {
        let n = file.read(&mut chunk).expect("reads");
        let step =
            if n == 0 { lines.finish(&mut sink).map(Some) } else { lines.push(&chunk[..n], &mut sink).map(|()| None) };
        match step {
            Ok(None) => {}
            // What a screen says of a file that ends before #CHROM.
            Ok(Some(_)) if sink.header.is_none() => return Fate::Refused(ErrorKind::HeaderMissing),
            Ok(Some(end)) => {
                return Fate::Read(end.complete, end.notices.iter().map(|n| n.code).collect(), sink.records);
            }
            Err(error) => return Fate::Refused(error.kind()),
        }
    }
}

#[test]
fn every_damaged_container_has_its_fate() {
    let Some(directory) = directory() else { return };
    let Fate::Read(true, _, all) = fate(&directory, "ok.vcf.gz") else { panic!("the sound file is not read") };
    let fine = || Fate::Read(true, vec![], all);
    let garbage = || Fate::Read(true, vec!["trailing_garbage"], all);
    for (name, expected) in [
        ("ok.vcf", fine()),
        ("01_noeof.vcf.gz", Fate::Read(false, vec!["no_eof_block"], all)),
        ("04_badcrc.vcf.gz", Fate::Refused(ErrorKind::BgzfCorrupt)),
        ("05_flipbit_data.vcf.gz", Fate::Refused(ErrorKind::BgzfCorrupt)),
        ("06_bad_isize.vcf.gz", Fate::Refused(ErrorKind::BgzfCorrupt)),
        ("07_bad_magic_block3.vcf.gz", Fate::Refused(ErrorKind::BgzfCorrupt)),
        ("08_bad_bsize.vcf.gz", Fate::Refused(ErrorKind::BgzfCorrupt)),
        ("09_trailing_garbage.vcf.gz", garbage()),
        ("10_concat_with_eof_in_middle.vcf.gz", Fate::Read(true, vec!["eof_block_in_middle"], all + 10)),
        ("11_plain_gzip.vcf.gz", fine()),
        ("12_multimember_gzip.vcf.gz", fine()),
        ("13_zip.vcf.gz", Fate::Refused(ErrorKind::InputZip)),
        ("14_empty.vcf", Fate::Refused(ErrorKind::InputEmpty)),
        ("14_empty.vcf.gz", Fate::Refused(ErrorKind::InputEmpty)),
        ("15_eofblock_only.vcf.gz", Fate::Refused(ErrorKind::InputEmpty)),
        ("16_header_only.vcf", Fate::Read(true, vec![], 0)),
        ("17_header_no_chrom.vcf", Fate::Refused(ErrorKind::HeaderMissing)),
        ("18_no_header.vcf", Fate::Refused(ErrorKind::HeaderMissing)),
        ("19_random_binary.vcf", Fate::Refused(ErrorKind::InputBinary)),
        ("20_utf16le.vcf", Fate::Refused(ErrorKind::InputUtf16)),
        ("21_utf8_bom.vcf", Fate::Read(true, vec![], 10)),
        ("22_cr_only.vcf", Fate::Read(true, vec![], 10)),
        ("23_crlf.vcf", Fate::Read(true, vec![], 10)),
        ("39_spaces_not_tabs.vcf", Fate::Refused(ErrorKind::HeaderMalformed)),
        ("46_nul_bytes.vcf", Fate::Read(true, vec![], 3)),
        ("56_plain_gzip_badcrc.vcf.gz", Fate::Refused(ErrorKind::GzipCorrupt)),
        ("57_plain_gzip_trailing_garbage.vcf.gz", garbage()),
        ("58_plain_gzip_trailing_zeros.vcf.gz", fine()),
    ] {
        assert_eq!(fate(&directory, name), expected, "{name}");
    }
    for (name, code) in [
        ("02_trunc_midblock.vcf.gz", "truncated"),
        ("03_trunc_blockboundary.vcf.gz", "no_eof_block"),
        ("55_plain_gzip_trunc.vcf.gz", "truncated"),
    ] {
        let Fate::Read(false, codes, records) = fate(&directory, name) else { panic!("{name} is refused or complete") };
        assert_eq!(codes, [code], "{name}");
        assert!(records > 1000 && records < all, "{name}: {records}");
    }
}

#[test]
fn bombs_are_refused_or_read_in_bounds() {
    let Some(directory) = directory() else { return };
    for (name, expected) in [
        ("50_bomb_zeros.vcf.gz", ErrorKind::InputBinary),
        ("51_longline_1GB.vcf.gz", ErrorKind::LineTooLong),
        ("54_gzip_bomb_plain.vcf.gz", ErrorKind::LineTooLong),
    ] {
        assert_eq!(fate(&directory, name), Fate::Refused(expected), "{name}");
    }
    for name in ["52_header_2M_contigs.vcf.gz", "53_1M_samples.vcf.gz"] {
        match fate(&directory, name) {
            Fate::Read(true, ..) | Fate::Refused(ErrorKind::HeaderTooLarge) => {}
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn bcf_has_the_same_fates() {
    let Some(directory) = directory() else { return };
    let all = 60_000;
    for (name, expected) in [
        ("ok.bcf", Fate::Read(true, vec![], all)),
        ("61_noeof.bcf", Fate::Read(false, vec!["no_eof_block"], all)),
        ("62_uncompressed.bcf", Fate::Read(true, vec![], all)),
        ("63_lshared_huge.bcf", Fate::Refused(ErrorKind::BcfCorrupt)),
        ("64_lindiv_huge.bcf", Fate::Refused(ErrorKind::BcfCorrupt)),
        ("65_hdrlen_huge.bcf", Fate::Refused(ErrorKind::HeaderTooLarge)),
        ("66_bad_chrom_id.bcf", Fate::Read(true, vec![], all - 1)),
        ("67_bcf21.bcf", Fate::Refused(ErrorKind::InputBcf)),
        ("68_bcf1_magic.bcf", Fate::Refused(ErrorKind::InputBcf)),
    ] {
        assert_eq!(fate(&directory, name), expected, "{name}");
    }
    let Fate::Read(false, codes, records) = fate(&directory, "60_trunc.bcf") else { panic!("is refused or complete") };
    assert_eq!(codes, ["truncated"]);
    assert!(records > 1000 && records < all, "{records}");
}

#[test]
fn odd_lines_reach_the_record_reader() {
    let Some(directory) = directory() else { return };
    for entry in directory.read_dir().expect("lists") {
        let name = entry.expect("lists").file_name().into_string().expect("is UTF-8");
        let number: u32 = name.get(..2).and_then(|n| n.parse().ok()).unwrap_or(0);
        if (24..=49).contains(&number) && number != 39 {
            let bytes = std::fs::read(directory.join(&name)).expect("reads");
            let mut sink = Counted::default();
            let outcome = read([&bytes[..]], &mut sink).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert!(outcome.end.complete && sink.header.is_some(), "{name}");
            assert_eq!(outcome.unterminated, number == 40 || number == 41, "{name}");
            assert!(sink.records > 0, "{name}");
        }
    }
}
