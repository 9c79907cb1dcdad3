//! What is read along an index answers as the whole file does; an index that does not fit is found out.

#[path = "common/by_index.rs"]
mod by_index;
mod common;
#[path = "common/indexed.rs"]
mod indexed;
#[path = "common/pack.rs"]
mod pack;
#[path = "common/routes.rs"]
mod routes;

use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use by_index::{by_index, verdicts};
use common::random::{Random, cases as rounds};
use common::{case_panel, cases, compile, read, screen, shared};
use genosieve::error::Error;
use genosieve::genome::Build;
use genosieve::panel::Panel;
use genosieve::screen::ScreenOptions;
use indexed::{Format, Indexed};
use pack::bgzf;
use routes::{CONTIGS, names, random_case};

fn all() -> ScreenOptions {
    // Entries are made of anything, so their REF may disagree.
    ScreenOptions { all: true, build: Some(Build::GRCh38), ..ScreenOptions::default() }
}

/// Asserts that a file is answered along an index as it is without; false where the whole is to be read.
fn is_same(panel: &Arc<Panel>, bytes: &[u8], index: &[u8], options: &ScreenOptions, why: &str) -> Result<bool, Error> {
    let whole = screen(panel, bytes, 1 << 20, options.clone());
    let mut first = None;
    for way in [(1, 1 << 20), (1, 7), (5, 4000)] {
        let Some(answer) = by_index(panel, bytes, index, options, way)? else { return Ok(false) };
        let report = answer.into_report();
        let whole = whole.as_ref().unwrap_or_else(|e| panic!("{why}: the whole is refused: {e}"));
        assert_eq!(verdicts(&report), verdicts(whole), "{why}");
        assert_eq!(report.input.bytes, bytes.len() as u64, "{why}");
        assert!(report.accounting.records <= whole.accounting.records, "{why}");
        assert_eq!(report.notices[0].code, "index_used", "{why}");
        // Nothing depends on the number of shares or the size of chunks.
        let first = first.get_or_insert_with(|| report.to_json());
        assert_eq!(*first, report.to_json(), "{why}");
    }
    Ok(true)
}

#[test]
fn random_files_are_answered_as_without_their_index() {
    let (seeds, mut used) = (rounds("GENOSIEVE_SEEDS", 150), 0);
    for seed in 0..seeds as u64 {
        let mut random = Random::new(seed);
        let (text, panel) = random_case(&mut random);
        let bytes = bgzf(text.as_bytes(), random.pick(&[90, 700, 4000]));
        let file = Indexed::new(&bytes).unwrap();
        let format = random.pick(&[Format::Tabix, Format::Csi { min_shift: 14, depth: 6, names: true }]);
        let index = indexed::write(&file, &names(), format, random.once_in(2));
        let options = ScreenOptions { all: random.once_in(2), ..all() };
        used += usize::from(is_same(&panel, &bytes, &index, &options, &format!("seed {seed}")).unwrap());
    }
    assert!(used > seeds / 3, "an index paid in {used} of {seeds}");
}

/// The golden cases, sorted, with other records behind them that are not read.
#[test]
fn golden_cases_are_answered_as_without_an_index() {
    let (mut used, mut refused) = (0, 0);
    for case in cases() {
        let (panel, options) = case_panel(&case);
        let text = String::from_utf8(read(&case.join("input.vcf"))).unwrap();
        let (head, mut records): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with('#'));
        let site = |line: &str| line.split('\t').nth(1).and_then(|pos| pos.parse::<u32>().ok());
        records.retain(|line| site(line).is_some());
        records.sort_by_key(|line| (line.split('\t').next(), site(line)));
        let columns = head[head.len() - 1].split('\t').count();
        let rest = ["zz_filler", "1", ".", "A", "C", ".", ".", ".", "GT"].into_iter().chain(std::iter::repeat("0/1"));
        let filler: Vec<&str> = rest.take(columns).collect();
        let mut text = [&head[..], &records].concat().join("\n") + "\n";
        (1..4000).for_each(|pos| writeln!(text, "zz_filler\t{pos}\t{}", filler[2..].join("\t")).unwrap());
        if head.iter().any(|line| line.starts_with("##contig")) {
            text = text.replacen("#CHROM", "##contig=<ID=zz_filler>\n#CHROM", 1);
        }
        let bytes = bgzf(text.as_bytes(), 400);
        let file = Indexed::new(&bytes).unwrap();
        let mut contigs: Vec<&str> = records.iter().filter_map(|line| line.split('\t').next()).collect();
        contigs.dedup();
        contigs.push("zz_filler");
        let index = indexed::write(&file, &contigs, Format::Tabix, true);
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        match is_same(&panel, &bytes, &index, &options, &name) {
            Ok(true) => used += 1,
            Ok(false) => eprintln!("{name}: does not pay"),
            Err(error) => {
                eprintln!("{name}: {error}");
                refused += 1;
            }
        }
    }
    assert!(used > 15 && refused < 5, "{used} used, {refused} refused");
}

/// Every VCF of a folder of the shared data.
fn vcfs(folder: &str) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), Vec::from_iter(shared(folder)));
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if [".vcf", ".vcf.gz", ".vcf.bgz"].iter().any(|end| path.to_string_lossy().ends_with(end)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The index that htslib makes of a file; nothing where it cannot, or is not there.
fn htslib(bytes: &[u8], option: &str) -> Option<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("route");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("file{option}.vcf.gz"));
    std::fs::write(&path, bytes).unwrap();
    let index = path.with_extension(if option.contains('t') { "gz.tbi" } else { "gz.csi" });
    let done = Command::new("bcftools").args(["index", "-f", option]).arg(&path).output().ok()?;
    done.status.success().then(|| read(&index))
}

/// A panel of some of the file's own alleles, on its own contigs.
fn own_panel(random: &mut Random, text: &[u8]) -> Option<Arc<Panel>> {
    let mut panel = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n".to_owned();
    let text = String::from_utf8_lossy(text);
    let records: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let first = random.below(records.len().max(1));
    for line in records.iter().skip(first).take(3) {
        let cells: Vec<&str> = line.split('\t').collect();
        let alt = cells.get(4)?.split(',').next()?;
        writeln!(panel, "{}\t{}\t.\t{}\t{}\t.\t.\t.", cells[0], cells[1], cells[3], alt).unwrap();
    }
    compile(panel.as_bytes(), None).ok()
}

#[test]
fn real_files_are_answered_as_without_their_index() {
    let mut used = [0, 0];
    let paths: Vec<PathBuf> =
        vcfs("files").into_iter().filter(|path| (8 << 10..3 << 20).contains(&size(path))).collect();
    let mut random = Random::new(11);
    for path in &paths {
        let (stored, mut text) = (read(path), Vec::new());
        if stored.starts_with(b"##") {
            text = stored;
        } else if flate2::read::MultiGzDecoder::new(&stored[..]).read_to_end(&mut text).is_err() {
            continue;
        }
        if text.is_empty() {
            continue;
        }
        // In small blocks, so that there is something to save.
        let bytes = bgzf(&text, (text.len() / 300).clamp(200, 60_000));
        for (option, used) in ["-t", "-c"].into_iter().zip(&mut used) {
            let Some(index) = htslib(&bytes, option) else { continue };
            let Some(panel) = own_panel(&mut random, &text) else { continue };
            let options = all();
            if screen(&panel, &bytes, 1 << 20, options.clone()).is_err() {
                continue;
            }
            match is_same(&panel, &bytes, &index, &options, &path.to_string_lossy()) {
                Ok(same) => *used += usize::from(same),
                // What speaks against an index is in the header, or htslib has another idea of a record.
                Err(error) => eprintln!("{}: {} {}", path.display(), error.code(), error.detail()),
            }
        }
    }
    eprintln!("{used:?} of {}", paths.len());
    let there = Command::new("bcftools").arg("--version").output().is_ok();
    assert!(paths.is_empty() || !there || used.iter().all(|n| *n > 15), "{used:?}");
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(path).unwrap().len()
}

/// The index of one state of a file beside another state: it is found out, or it answers as the whole does.
#[test]
fn a_stale_index_never_gives_another_answer() {
    let mut found_out = 0;
    let seeds = rounds("GENOSIEVE_SEEDS", 150);
    for seed in 5000..5000 + seeds as u64 {
        let mut random = Random::new(seed);
        let (text, panel) = random_case(&mut random);
        let block = random.pick(&[90, 700]);
        let before = bgzf(text.as_bytes(), block);
        let index = indexed::write(&Indexed::new(&before).unwrap(), &names(), Format::Tabix, false);
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        let head = CONTIGS.len() + 2;
        let at = head + random.below(lines.len() - head);
        let mut after = match random.below(7) {
            0 => {
                lines.remove(at);
                bgzf(lines.concat().as_bytes(), block)
            }
            1 => {
                lines.insert(at, lines[at]);
                bgzf(lines.concat().as_bytes(), block)
            }
            2 => {
                lines[head..].reverse();
                bgzf(lines.concat().as_bytes(), block)
            }
            3 => bgzf(text.as_bytes(), block + 1),
            4 => bgzf(text.replace("##contig", "##Contig").as_bytes(), block),
            5 => {
                let other = random_case(&mut random).0;
                bgzf(other.as_bytes(), block)
            }
            _ => before.clone(),
        };
        if after == before {
            // The end of the file, cut or longer.
            let behind = random.pick(&[1, 28, 29, 300]);
            if random.once_in(2) {
                after.truncate(after.len() - behind);
            } else {
                after.extend(bgzf(lines[at].as_bytes(), 99));
            }
        }
        match is_same(&panel, &after, &index, &all(), &format!("seed {seed}")) {
            Ok(_) => {}
            Err(_) => found_out += 1,
        }
    }
    assert!(found_out > seeds / 2, "{found_out} of {seeds}");
}

/// What a header or an index says that speaks against it, each with the code that a report tells.
#[test]
fn what_speaks_against_an_index_has_a_code() {
    let mut random = Random::new(3);
    let (text, panel) = loop {
        let (text, panel) = random_case(&mut random);
        if text.len() > 40_000 {
            break (text, panel);
        }
    };
    let code = |text: &str, change: &dyn Fn(&mut Vec<u8>, &mut Vec<u8>)| {
        let mut bytes = bgzf(text.as_bytes(), 300);
        let mut index = indexed::write(&Indexed::new(&bytes).unwrap(), &names(), Format::Tabix, false);
        change(&mut bytes, &mut index);
        by_index(&panel, &bytes, &index, &all(), (1, 1 << 20)).map(|answer| answer.is_some()).map_err(|e| e.code())
    };
    let none = &|_: &mut Vec<u8>, _: &mut Vec<u8>| ();
    assert_eq!(code(&text, none), Ok(true));
    let with = |line: &str| text.replacen("#CHROM", &format!("{line}\n#CHROM"), 1);
    let svlen = with("##INFO=<ID=SVLEN,Number=A,Type=Integer,Description=\"x\">");
    assert_eq!(code(&svlen, none), Err("index_unfit".into()));
    assert_eq!(code(&with("##ALT=<ID=DEL,Description=\"x\">"), none), Err("index_unfit".into()));
    assert_eq!(code(&with("##ALT=<ID=NON_REF,Description=\"x\">"), none), Ok(true));
    assert_eq!(code(text.trim_end(), none), Err("index_stale".into()), "the last line is cut");
    assert_eq!(code(&with("##INFO=<ID=END,Number=1,Type=Integer,Description=\"SVLEN\">"), none), Ok(true));
    for (version, expected) in
        [("4.4", Ok(true)), ("4.5", Err("index_unfit".into())), ("5.0", Err("index_unfit".into()))]
    {
        assert_eq!(code(&text.replacen("VCFv4.2", &format!("VCFv{version}"), 1), none), expected);
    }
    // A contig that has records and is not declared beside others that are.
    assert_eq!(code(&text.replacen("##contig=<ID=chr2", "##contig=<ID=two", 1), none), Err("index_stale".into()));
    let stale = Err("index_stale".to_owned());
    assert_eq!(code(&text, &|bytes, _| bytes.truncate(bytes.len() - 28)), stale, "no end-of-file block");
    assert_eq!(code(&text, &|bytes, _| bytes.extend([0; 28])), stale, "something behind the end");
    assert_eq!(code(&text, &|_, index| index.truncate(index.len() - 9)), Err("index_corrupt".into()));
    assert_eq!(code(&text, &|_, index| index[0] = b'X'), Err("index_not_of_vcf".into()));
    // Plain text has no blocks.
    assert_eq!(code(&text, &|bytes, _| *bytes = text.clone().into_bytes()), Ok(false));
}
