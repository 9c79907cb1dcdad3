//! The line behind a row, read again from the file.

mod common;

use std::io::{Read, Write};

use common::{answer, case_panel, cases, compile, read, shared};
use genosieve::error::{Error, ErrorKind};
use genosieve::report::ReportRecord;
use genosieve::screen::{Answer, Query, ScreenOptions};

/// The line of a record out of a file.
fn line(answer: &Answer, file: &[u8], number: u64, chunk: usize) -> Result<String, Error> {
    let mut reader = answer.reader(number)?;
    let from = usize::try_from(reader.from()).unwrap().min(file.len());
    for part in file[from..].chunks(chunk) {
        if reader.push(part)? {
            break;
        }
    }
    reader.finish()
}

fn records(answer: &Answer) -> Vec<ReportRecord> {
    let view = answer.view(&Query::default()).unwrap();
    answer.rows(&view, 0, usize::MAX).into_iter().flat_map(|row| row.verdict.records.clone()).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Blocks of a few bytes, with garbage behind the last.
fn bgzf(bytes: &[u8]) -> Vec<u8> {
    let mut writer = noodles::bgzf::io::Writer::new(Vec::new());
    for part in bytes.chunks(83) {
        writer.write_all(part).unwrap();
        writer.flush().unwrap();
    }
    [writer.finish().unwrap(), b"garbage".to_vec()].concat()
}

/// The same text in other forms.
fn forms(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let bytes = text.as_bytes();
    let marked = format!("\u{feff}{text}");
    let half = bytes.len() / 2;
    vec![
        ("plain", bytes.to_vec()),
        ("with a byte order mark", marked.into_bytes()),
        ("CRLF", text.replace('\n', "\r\n").into_bytes()),
        ("CR", text.replace('\n', "\r").into_bytes()),
        ("without a last line feed", text.trim_end().as_bytes().to_vec()),
        ("bgzf", bgzf(bytes)),
        ("bgzf, CRLF", bgzf(text.replace('\n', "\r\n").as_bytes())),
        ("gzip", gzip(bytes)),
        ("gzip of two members", [gzip(&bytes[..half]), gzip(&bytes[half..])].concat()),
    ]
}

#[test]
fn every_record_of_every_case_is_found_in_every_form() {
    let mut found = 0;
    for case in cases() {
        let (panel, options) = case_panel(&case);
        let text = String::from_utf8(read(&case.join("input.vcf"))).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for (name, form) in forms(&text) {
            for chunk in [1, 50, 1 << 20] {
                let answer = answer(&panel, &form, chunk, options.clone()).unwrap();
                for record in records(&answer) {
                    let expected = lines[usize::try_from(record.line).unwrap() - 1];
                    let again = line(&answer, &form, record.line, chunk).unwrap();
                    assert_eq!(again, expected, "{} {name} in chunks of {chunk}", case.display());
                    found += 1;
                }
            }
        }
    }
    assert!(found > 1000, "{found}");
}

#[test]
fn a_file_that_changed_is_no_answer() {
    let case = cases().into_iter().find(|case| case.ends_with("carriage")).unwrap();
    let (panel, options) = case_panel(&case);
    let text = String::from_utf8(read(&case.join("input.vcf"))).unwrap();
    for (name, form) in forms(&text) {
        let answer = answer(&panel, &form, 99, options.clone()).unwrap();
        let number = records(&answer).last().unwrap().line;
        assert!(line(&answer, &form, number, 99).is_ok());
        let others = [
            text.replace("\tA\t", "\tC\t").into_bytes(),
            gzip(text.replace('1', "2").as_bytes()),
            form[..form.len() / 3].to_vec(),
            Vec::new(),
        ];
        for (i, other) in others.iter().enumerate() {
            let error = line(&answer, other, number, 99).unwrap_err();
            let found = (error.kind(), error.position().line);
            assert_eq!(found, (ErrorKind::FileChanged, Some(number)), "{name}, {i}");
        }
        for unlisted in [0, 1, 1_000_000] {
            assert_eq!(answer.reader(unlisted).map_err(|e| e.kind()).err(), Some(ErrorKind::OptionInvalid));
        }
    }
}

#[test]
fn every_line_behind_an_exome_is_that_of_an_independent_reader() {
    let Some(panel) = shared("files/panel/clinvar/2016-11-02.clinvar.vcf.gz") else { return };
    let panel = compile(&read(&panel), None).unwrap();
    let file = read(&shared("files/single/Exomiser/Pfeiffer.vcf.gz").unwrap());
    let answer = answer(&panel, &file, 1 << 20, ScreenOptions::default()).unwrap();
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(&file[..]).read_to_string(&mut text).unwrap();
    let lines: Vec<&str> = text.split('\n').collect();
    let report = answer.report();
    let records: Vec<&ReportRecord> = report.verdicts.iter().flat_map(|v| &v.records).collect();
    assert!(records.len() >= 1342);
    for record in records {
        let expected = lines[usize::try_from(record.line).unwrap() - 1].trim_end_matches('\r');
        assert_eq!(line(&answer, &file, record.line, 1 << 16).unwrap(), expected);
        assert!(expected.starts_with(&format!("{}\t{}\t", record.contig, record.pos)));
    }
}
