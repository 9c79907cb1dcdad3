//! Indexes of real and random files: no record that a range needs is left out, and nothing breaks.
#![allow(clippy::single_range_in_vec_init, reason = "one range is asked for")]

mod common;
#[path = "common/indexed.rs"]
mod indexed;
#[path = "common/pack.rs"]
mod pack;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::random::Random;
use common::{read, shared};
use genosieve::error::ErrorKind;
use genosieve::input::FileIndex;
use indexed::{Format, Indexed};
use pack::{bgzf, gzip};

const HEADER: &str = "##fileformat=VCFv4.2\n##contig=<ID=chr1,length=400000000>\n##contig=<ID=2,length=400000000>\n\
                      ##contig=<ID=none,length=400000000>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
/// Bases that hold all random records.
const MOST: usize = 400_000_000;
const JOINS: [u64; 4] = [0, 1, 300, 1 << 16];

/// A sorted file of random records, most of them short and close together, some across many bins.
fn random_file(random: &mut Random) -> Vec<u8> {
    let mut text = HEADER.to_owned();
    for contig in ["chr1", "2"] {
        let spread = random.pick(&[300, 100_000, 3_000_000, MOST]);
        let from = random.below(MOST - spread + 1);
        let mut positions: Vec<usize> = (0..random.below(150)).map(|_| from + random.below(spread)).collect();
        positions.sort_unstable();
        for start in positions {
            let length = random.pick(&[1, 1, 1, 3, 20_000, 900_000, 70_000_000]).min(MOST - start);
            let end = if length > 3 { format!("END={}", start + length) } else { ".".to_owned() };
            let reference = if length > 3 { "A" } else { &"ACG"[..length] };
            let line = format!("{contig}\t{}\t.\t{reference}\t<X>\t.\t.\t{end}\n", start + 1);
            text.push_str(&line);
        }
    }
    bgzf(text.as_bytes(), random.pick(&[40, 300, 2000, 60_000]))
}

/// Sorted ranges: at the edges of records, and anywhere.
fn random_ranges(random: &mut Random, file: &Indexed, name: &str) -> Vec<Range<u32>> {
    let records: Vec<_> = file.records.iter().filter(|record| record.contig == name).collect();
    let most = records.iter().map(|record| record.bases.end).max().unwrap_or(100) + 20_000;
    let count = random.pick(&[1, 1, 2, 5, 40]);
    let mut ranges: Vec<Range<u32>> = (0..count)
        .map(|_| {
            let anywhere = u32::try_from(random.below(most as usize)).unwrap();
            let start = match records.len() {
                0 => anywhere,
                n => {
                    let bases = &records[random.below(n)].bases;
                    random.pick(&[bases.start, bases.end, bases.end - 1, bases.start.saturating_sub(1), anywhere])
                }
            };
            start..start + random.pick(&[0, 1, 1, 2, 100, 17_000, 5_000_000])
        })
        .collect();
    ranges.sort_by_key(|range| range.start);
    ranges
}

fn assert_random_ranges(random: &mut Random, file: &Indexed, index: &FileIndex, names: &[String], rounds: usize) {
    for (contig, name) in names.iter().enumerate() {
        for _ in 0..rounds {
            let ranges = random_ranges(random, file, name);
            file.assert_found(index, contig, name, &ranges, random.pick(&JOINS));
        }
        let stated = file.records.iter().filter(|record| record.contig == *name).count();
        assert!(index.records(contig).is_none_or(|records| records == stated as u64), "{name}: {stated}");
    }
    let last = file.records.last().map_or(0, |record| record.text.end);
    assert_eq!(if last == 0 { 0 } else { file.place(index.end()) }, last, "the end of the last record");
}

#[test]
fn no_record_of_a_random_file_is_left_out() {
    let names = ["chr1", "2", "none"];
    for seed in 0..common::random::cases("GENOSIEVE_SEEDS", 150) as u64 {
        let mut random = Random::new(seed);
        let file = Indexed::new(&random_file(&mut random)).unwrap();
        let deep = Format::Csi { min_shift: random.pick(&[14, 15, 17]), depth: random.pick(&[5, 6, 7]), names: true };
        for format in [Format::Tabix, deep, Format::Csi { min_shift: 14, depth: 5, names: false }] {
            let bytes = indexed::write(&file, &names, format, random.once_in(2));
            let bytes =
                random.pick(&[bytes.clone(), bgzf(&bytes, 5000), gzip(&bytes)].each_ref().map(Vec::as_slice)).to_vec();
            let index = FileIndex::read(&bytes).unwrap_or_else(|e| panic!("seed {seed}, {format:?}: {e}"));
            let unnamed = matches!(format, Format::Csi { names: false, .. });
            assert_eq!(index.contigs(), if unnamed { &[][..] } else { &names[..] });
            assert_eq!(index.contig_count(), 3);
            assert_random_ranges(&mut random, &file, &index, &names.map(str::to_owned), 30);
            assert!(index.chunks(3, &[0..u32::MAX], 0).is_empty());
        }
    }
}

#[test]
fn no_record_is_left_out_with_the_indexes_of_htslib() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("index");
    std::fs::create_dir_all(&folder).unwrap();
    for seed in 1000..1000 + common::random::cases("GENOSIEVE_SEEDS", 25) as u64 {
        let mut random = Random::new(seed);
        let bytes = random_file(&mut random);
        let (path, file) = (folder.join("random.vcf.gz"), Indexed::new(&bytes).unwrap());
        std::fs::write(&path, &bytes).unwrap();
        for (options, suffix) in [("-ft", "tbi"), ("-fc", "csi"), ("-fcm10", "csi")] {
            let Ok(out) = Command::new("bcftools").args(["index", options]).arg(&path).output() else {
                eprintln!("skipped: bcftools is not there");
                return;
            };
            assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
            let index = FileIndex::read(&read(&folder.join(format!("random.vcf.gz.{suffix}")))).unwrap();
            assert_random_ranges(&mut random, &file, &index, index.contigs(), 30);
        }
    }
}

/// Every index of the shared data.
fn shared_indexes() -> Vec<PathBuf> {
    let Some(root) = shared("") else { return Vec::new() };
    let (mut found, mut folders) = (Vec::new(), vec![root]);
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "tbi" || e == "csi") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The file beside an index: a VCF in BGZF, else why not.
fn file_of(index: &Path) -> Result<Indexed, &'static str> {
    let path = index.with_extension("");
    if path.extension().is_some_and(|e| e == "bcf") {
        return Err("BCF");
    }
    let bytes = std::fs::read(&path).map_err(|_| "the file is not there")?;
    Indexed::new(&bytes).ok_or("not BGZF")
}

#[test]
fn no_record_of_a_real_file_is_left_out() {
    let (mut compared, paths) = (0, shared_indexes());
    for path in &paths {
        let index = FileIndex::read(&read(path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let file = match file_of(path) {
            Ok(file) => file,
            Err(why) => {
                eprintln!("{}: read, not compared: {why}", path.display());
                continue;
            }
        };
        if !file.has(index.end()) {
            // PharmCAT ships an index of another version of its file; bcftools cannot use it either.
            assert!(path.ends_with("PharmCAT/pharmcat_positions.vcf.bgz.csi"), "{}", path.display());
            let size = std::fs::metadata(path.with_extension("")).unwrap().len();
            assert!(index.end().block() + 28 > size, "no end-of-file block can follow");
            continue;
        }
        compared += 1;
        assert_random_ranges(&mut Random::new(1), &file, &index, index.contigs(), 15);
        let all: usize = index
            .contigs()
            .iter()
            .enumerate()
            .map(|(at, name)| file.assert_found(&index, at, name, &[0..u32::MAX], 0))
            .sum();
        let records: usize = file.records.iter().map(|record| record.text.len()).sum();
        assert_eq!(all, records, "{}: all ranges are all records", path.display());
    }
    assert!(paths.is_empty() || compared > 40, "{compared} files were compared");
}

/// What a damaged index is asked: whatever comes, it ends soon and breaks nothing.
fn ask(bytes: &[u8]) {
    let index = match FileIndex::read(bytes) {
        Ok(index) => index,
        Err(error) => {
            use ErrorKind::{IndexCorrupt, IndexNotOfVcf, IndexTooLarge};
            return assert!(matches!(error.kind(), IndexCorrupt | IndexNotOfVcf | IndexTooLarge), "{error}");
        }
    };
    let ranges: Vec<_> = (0..200_u32).map(|i| i * 1_000_003..i * 1_000_003 + 50_000).collect();
    for contig in 0..index.contig_count().min(30) {
        for ranges in [&ranges[..], &[0..u32::MAX], &[u32::MAX - 1..u32::MAX], &[3..9, 3..20, 4..4]] {
            let chunks = index.chunks(contig, ranges, 100);
            assert!(chunks.iter().all(|chunk| chunk.start < chunk.end && chunk.end <= index.end()));
        }
        let _ = index.records(contig);
    }
}

/// The most address space that this process has had, in bytes; nothing where the system does not say.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmPeak:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? * 1024)
}

/// A few bytes, or one number, become something else.
fn damage(random: &mut Random, bytes: &mut [u8]) {
    for _ in 0..random.pick(&[1, 1, 2, 10]) {
        let at = random.below(bytes.len());
        match (random.once_in(2), bytes[at..].first_chunk_mut()) {
            (true, Some(number)) => {
                *number = random.pick(&[0, 1, -1, i32::MAX, i32::MIN, 1 << 28, 37450, 100_000]).to_le_bytes();
            }
            _ => bytes[at] = u8::try_from(random.below(256)).unwrap(),
        }
    }
}

#[test]
fn damaged_indexes_break_nothing_and_take_little_memory() {
    let mut random = Random::new(7);
    let names = ["chr1", "2", "none"];
    let mut bodies: Vec<Vec<u8>> = Vec::new();
    for format in [Format::Tabix, Format::Csi { min_shift: 14, depth: 6, names: true }] {
        let file = Indexed::new(&random_file(&mut random)).unwrap();
        bodies.push(indexed::write(&file, &names, format, false));
    }
    for path in shared_indexes() {
        let mut body = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(&read(&path)[..]), &mut body).unwrap();
        bodies.push(body);
    }
    for name in ["noodles-csi-0.62_19GB_alloc.csi-body", "noodles-csi-0.62_tbi_query_index_oob.fuzzinput"] {
        // The first byte chooses the format in the fuzzer that found them.
        bodies.extend(shared(&format!("repro/{name}")).map(|path| read(&path)[1..].to_vec()));
    }
    let before = peak();
    for body in bodies {
        ask(&body);
        let rounds = if body.len() > 200_000 { 30 } else { 600 };
        for _ in 0..rounds {
            let mut bytes = body.clone();
            if random.once_in(2) {
                bytes.truncate(1 + random.below(body.len()));
            }
            damage(&mut random, &mut bytes);
            ask(&bytes);
        }
        let mut packed = bgzf(&body, 60_000);
        damage(&mut random, &mut packed);
        ask(&packed);
        ask(&packed[..random.below(packed.len())]);
    }
    if let (Some(before), Some(after)) = (before, peak()) {
        assert!(after - before < 1 << 29, "{} MiB more", (after - before) >> 20);
    }
}
