//! BCF gives the report of the VCF of the same records, which bcftools writes.

#[path = "common/bcf.rs"]
mod bcf;
#[path = "common/by_index.rs"]
mod by_index;
mod common;
#[path = "common/pack.rs"]
mod pack;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use common::{case_panel, cases, compile, content, read, screen, shared};
use genosieve::error::Error;
use genosieve::input::record::LineFault;
use genosieve::input::{FileIndex, LineSink, Lines, Marks};
use genosieve::kernel::Reason;
use genosieve::panel::Panel;
use genosieve::screen::{Screen, ScreenOptions};

/// What bcftools makes of a file, or nothing where it cannot read it.
fn bcftools(form: &str, input: &[u8]) -> Option<Vec<u8>> {
    let mut child = Command::new("bcftools")
        .args(["view", "--no-version", form, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("was asked for its version");
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    // It stops reading where it gives up.
    let _ = writer.join().unwrap();
    output.status.success().then_some(output.stdout)
}

/// Whether bcftools is there; said where it is not.
fn is_there() -> bool {
    let there = Command::new("bcftools").arg("--version").stdout(Stdio::null()).status().is_ok_and(|s| s.success());
    if !there {
        eprintln!("skipped: bcftools is not there");
    }
    there
}

/// All lines.
#[derive(Default)]
struct Kept(Vec<String>);

impl LineSink for Kept {
    fn line(&mut self, _number: u64, line: &[u8], _marks: &Marks) -> Result<(), Error> {
        self.0.push(String::from_utf8_lossy(line).into_owned());
        Ok(())
    }

    fn fault(&mut self, number: u64, fault: LineFault, line: &[u8]) -> Result<(), Error> {
        panic!("line {number}: {fault:?}: {}", String::from_utf8_lossy(line))
    }
}

fn lines(bytes: &[u8]) -> Vec<String> {
    let (mut lines, mut kept) = (Lines::new(), Kept::default());
    lines.push(bytes, &mut kept).unwrap();
    assert!(lines.finish(&mut kept).unwrap().complete);
    kept.0.retain(|line| !line.is_empty() && !line.starts_with('#'));
    kept.0
}

/// Compares lines and reports of the BCF of a file with those of the VCF that bcftools makes of it.
fn agrees(name: &str, panel: &Arc<Panel>, options: &ScreenOptions, input: &[u8]) -> bool {
    let Some(bcf) = bcftools("-Ob", input) else { return false };
    let (vcf, raw) = (bcftools("-Ov", &bcf).expect("reads its own"), bcftools("-Ou", &bcf).expect("reads its own"));
    let (mine, theirs) = (lines(&bcf), lines(&vcf));
    assert_eq!(mine.len(), theirs.len(), "{name}");
    for (mine, theirs) in mine.iter().zip(&theirs) {
        assert_eq!(mine, theirs, "{name}");
    }
    let answer = |bytes: &[u8], chunk: usize| {
        screen(panel, bytes, chunk, options.clone()).map(|report| content(&report)).map_err(|error| error.code())
    };
    let expected = answer(&vcf, 1 << 20);
    for (bytes, chunk) in [(&bcf, 1 << 20), (&bcf, 4099), (&raw, 997)] {
        assert_eq!(answer(bytes, chunk), expected, "{name} in chunks of {chunk}");
    }
    true
}

/// Files that bcftools does not write, for names that they do not declare: by a writer of the tests.
#[test]
fn golden_cases_are_answered_alike_with_integers_of_any_size() {
    let mut compared = 0;
    for case in cases() {
        let (panel, options) = case_panel(&case);
        let text = String::from_utf8(read(&case.join("input.vcf"))).unwrap();
        for width in [1, 2, 4] {
            let Some(forms) = bcf::forms(&text, width) else { continue };
            compared += 1;
            for all in [false, true] {
                let options = ScreenOptions { all, ..options.clone() };
                let answer = |bytes: &[u8]| content(&screen(&panel, bytes, 4099, options.clone()).unwrap());
                let expected = answer(&forms.vcf);
                assert_eq!(answer(&forms.bcf), expected, "{} {width}", case.display());
                assert_eq!(answer(&pack::bgzf(&forms.bcf, 777)), expected, "{} {width}", case.display());
            }
        }
    }
    assert!(compared >= 3 * 15, "{compared}");
}

/// Faults in one record are that record's; faults in the framing are terminal.
#[test]
fn faults_have_names_and_places() {
    let text = "##fileformat=VCFv4.2\n##contig=<ID=chr1,length=1000>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n\
                chr1\t100\t.\tA\tG\t.\tPASS\tDP=3\tGT\t0/1\nchr1\t100\t.\tA\tT\t.\tPASS\tDP=3\tGT\t0/1\n";
    let panel = compile(
        b"##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\nchr1\t100\t.\tA\tG\t.\t.\t.\n",
        None,
    )
    .unwrap();
    let options = ScreenOptions { build: Some(genosieve::genome::Build::GRCh38), ..ScreenOptions::default() };
    let sound = bcf::forms(text, 1).unwrap().bcf;
    let first = 9 + u32::from_le_bytes(sound[5..9].try_into().unwrap()) as usize;
    let lines = text.lines().count() as u64 + 2;
    let changed = |at: usize, bytes: &[u8]| {
        let mut file = sound.clone();
        file[first + at..first + at + bytes.len()].copy_from_slice(bytes);
        screen(&panel, &file, 4096, options.clone())
    };
    let whole = changed(0, b"").unwrap();
    assert_eq!((whole.accounting.records, whole.accounting.complete, whole.summary[0].carried), (2, true, 1));
    // Behind the two sizes: contig, position, length, quality, counts; then ID, REF, ALT, FILTER, INFO.
    for (at, bytes, code) in [
        (8, &9_i32.to_le_bytes()[..], "undeclared_name"),
        (8, &(-1_i32).to_le_bytes(), "undeclared_name"),
        (12, &(-2_i32).to_le_bytes(), "bad_position"),
        (12, &i32::MAX.to_le_bytes(), "bad_position"),
        (28, &[0, 0, 0, 0], "sample_count"),
        (28, &[2, 0, 0, 1], "malformed"),
        (32, b"\x06", "malformed"),
        (33, b"\x87", "malformed"),
        (33, b"\x17\t", "malformed"),
        (37, b"\x11\x55", "undeclared_name"),
        (39, b"\x11\x56", "undeclared_name"),
        (46, b"\x12", "genotype_out_of_range"),
    ] {
        let report = changed(at, bytes).unwrap();
        let skipped: Vec<_> =
            report.accounting.skipped.iter().map(|(code, s)| (*code, s.count, s.first[0].line)).collect();
        assert_eq!(skipped, [(code, 1, lines - 1)], "{at}");
        assert!(report.accounting.complete && report.summary[0].carried == 0, "{at}");
    }
    // Of a record alone: where its alleles were read, nothing is proved of its entry.
    let (head, _) = text.trim_end().rsplit_once('\n').unwrap();
    let alone = bcf::forms(&format!("{head}\n"), 1).unwrap().bcf;
    for (at, bytes, read) in [(33, b"\x87", false), (28, b"\0", true), (37, b"\x13", true), (47, b"\x09", true)] {
        let mut file = alone.clone();
        file[first + at] = bytes[0];
        let assuming = ScreenOptions { absent_is_reference: true, ..options.clone() };
        let report = screen(&panel, &file, 4096, assuming).unwrap();
        assert_eq!((report.accounting.records, report.summary[0].carried), (0, 0), "{at}: {:?}", report.accounting);
        assert_eq!(report.summary[0].reasons.contains_key(&Reason::NoCall), read, "{at}: {:?}", report.accounting);
    }
    for (at, bytes, code) in [(0, 23_u32, "bcf_corrupt"), (0, 1 << 30, "bcf_corrupt"), (4, u32::MAX, "bcf_corrupt")] {
        let error = changed(at, &bytes.to_le_bytes()).unwrap_err();
        assert_eq!((error.code().as_str(), error.position().line), (code, Some(lines - 1)), "{at}");
    }
    for cut in 1..sound.len() - first {
        let report = screen(&panel, &sound[..sound.len() - cut], 4096, options.clone()).unwrap();
        let notices: Vec<_> = report.notices.iter().map(|n| n.code).collect();
        let whole = cut == (sound.len() - first) / 2;
        assert_eq!(report.accounting.complete, whole, "{cut}");
        assert_eq!(notices.contains(&"truncated"), !whole, "{cut}: {notices:?}");
    }
    let refusals = ["input_empty", "input_binary", "input_not_vcf", "header_missing", "input_bcf"];
    for cut in 0..first {
        match screen(&panel, &sound[..cut], 4096, options.clone()) {
            // The columns are known as soon as their line has ended.
            Ok(report) => assert!(cut + 1 == first && !report.accounting.complete, "{cut}"),
            Err(error) => assert!(refusals.contains(&error.code().as_str()), "{cut}: {error}"),
        }
    }
}

/// With an index: in parts of any number the report of one reader, along it its verdicts.
#[test]
fn indexes_of_bcf_are_used() {
    let files = [
        ("faults/ok.bcf", "chr1\t26000\t.\tA\tG\t.\t.\t.\nchr2\t700000\t.\tACGT\tA\t.\t.\t.\n"),
        ("files/edge/bio2zarr/vcf/1kg_2020_chrM.bcf", "chrM\t3243\t.\tA\tG\t.\t.\t.\n"),
        ("files/trio/bio2zarr/CEUTrio.20.21.gatk3.4.g.bcf", "20\t10000000\t.\tT\tG\t.\t.\t.\n"),
    ];
    let mut along = 0;
    for (name, rows) in files {
        let Some(path) = shared(name) else { return };
        let (bytes, index) = (read(&path), read(&path.with_extension("bcf.csi")));
        let head = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
        let panel = compile(format!("{head}{rows}").as_bytes(), None).unwrap();
        let options =
            ScreenOptions { build: Some(genosieve::genome::Build::GRCh38), all: true, ..ScreenOptions::default() };
        let whole = screen(&panel, &bytes, 1 << 20, options.clone()).unwrap();
        assert!(whole.accounting.complete && whole.accounting.skipped.is_empty(), "{name}");
        for number in [1, 2, 3, 7] {
            let mut head = Screen::new(Arc::clone(&panel), options.clone());
            for piece in bytes.chunks(1 << 16) {
                if !head.has_header() {
                    head.push(piece).unwrap();
                }
            }
            let index = FileIndex::read(&index).unwrap();
            let ranges = head.records_by(&index, bytes.len() as u64, number);
            assert!(number == 1 || ranges.len() > 1 || bytes.len() < 100_000, "{name}: {ranges:?}");
            let partials = ranges.into_iter().map(|range| {
                let from = usize::try_from(range.start.block()).unwrap();
                let mut part = head.part_of_records(range).unwrap().unwrap();
                for piece in bytes[from..].chunks(50_000) {
                    if !part.is_enough() {
                        part.push(piece).unwrap();
                    }
                }
                part.partial().unwrap()
            });
            let answer = head.answer_of(partials.collect()).unwrap().expect("the parts fit together");
            let report = answer.into_report();
            assert_eq!(report.accounting, whole.accounting, "{name} in {number}");
            assert_eq!(content(&report), content(&whole), "{name} in {number}");
        }
        let found = by_index::by_index(&panel, &bytes, &index, &options, (2, 40_000)).unwrap();
        if let Some(answer) = found {
            along += 1;
            assert_eq!(by_index::verdicts(&answer.into_report()), by_index::verdicts(&whole), "{name}");
        }
    }
    assert!(along > 0);
}

/// Half a panel would be a wrong one.
#[test]
fn a_cut_source_of_a_panel_is_refused() {
    let text = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n1\t9\t.\tA\tG\t.\t.\t.\n";
    let whole = bcf::forms(text, 1).unwrap().bcf;
    let panel = compile(&whole, None).unwrap();
    assert_eq!((panel.len(), panel.info().sources[0].format.as_str()), (1, "bcf"));
    let cut = &whole[..whole.len() - 1];
    for (bytes, code) in
        [(cut.to_vec(), "bcf_corrupt"), (pack::bgzf(cut, 99), "bgzf_corrupt"), (pack::gzip(cut), "gzip_corrupt")]
    {
        let error = compile(&bytes, None).unwrap_err();
        assert_eq!((error.code().as_str(), error.detail()), (code, "truncated"));
    }
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<_> = entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect();
    all.sort();
    all
}

#[test]
fn real_files_are_answered_alike() {
    let (Some(folder), true) = (shared("files"), is_there()) else { return };
    let panel = compile(&read(&folder.join("panel/clinvar/2016-11-02.clinvar.vcf.gz")), None).unwrap();
    let options = ScreenOptions { build: Some(genosieve::genome::Build::GRCh37), ..ScreenOptions::default() };
    // GT twice in FORMAT: bcftools writes the first as the numbers that code it.
    let odd = folder.join("edge/htslib/test/noroundtrip.vcf");
    let is_vcf = |path: &PathBuf| {
        let name = path.to_string_lossy();
        if *path == odd {
            return false;
        }
        let small = path.metadata().unwrap().len() < 3 << 20;
        small && [".vcf", ".vcf.gz", ".bcf"].iter().any(|end| name.ends_with(end))
    };
    let all: Vec<PathBuf> =
        ["edge", "single", "somatic", "trio"].iter().flat_map(|part| files(&folder.join(part))).collect();
    let (mut compared, mut seen) = (0, 0);
    for path in all.iter().filter(|path| is_vcf(path)) {
        seen += 1;
        compared += usize::from(agrees(&path.display().to_string(), &panel, &options, &read(path)));
    }
    eprintln!("{compared} of {seen} files were compared");
    assert!(compared > 100, "{compared} of {seen}");
}
