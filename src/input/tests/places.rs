//! Every line can be read again by its place.

use super::super::record::LineFault;
use super::super::{Framing, LineReader, LineSink, Lines, Marks, Place};
use super::chunks::forms;
use super::{Compression, bgzf, gzip};
use crate::error::Error;

/// Keeps the lines with their places.
#[derive(Default)]
struct Placed {
    lines: Vec<(Place, Vec<u8>)>,
}

impl LineSink for Placed {
    fn line(&mut self, _number: u64, line: &[u8], marks: &Marks) -> Result<(), Error> {
        self.lines.push((marks.place, line.to_vec()));
        Ok(())
    }

    fn fault(&mut self, number: u64, fault: LineFault, _line: &[u8]) -> Result<(), Error> {
        panic!("line {number}: {fault:?}")
    }
}

/// The lines of a file up to its end or its damage, with their places, and a reader for each.
fn placed(file: &[u8], chunk: usize) -> Vec<(Place, Vec<u8>, LineReader)> {
    let (mut lines, mut sink) = (Lines::new(), Placed::default());
    let read = file.chunks(chunk).try_for_each(|part| lines.push(part, &mut sink));
    let _ = read.and_then(|()| lines.finish(&mut sink).map(drop));
    let Some(compression) = lines.compression() else { return Vec::new() };
    let reader = |place| LineReader::new(compression, lines.framing(), place);
    sink.lines.into_iter().map(|(place, line)| (place, line, reader(place))).collect()
}

fn again(file: &[u8], mut reader: LineReader, chunk: usize) -> Option<Vec<u8>> {
    let from = usize::try_from(reader.from()).unwrap();
    for part in file[from..].chunks(chunk) {
        if reader.push(part).expect("was decoded before") {
            break;
        }
    }
    reader.finish().expect("is short")
}

#[test]
fn every_line_of_every_form_is_found_again() {
    for (i, form) in forms().iter().enumerate() {
        for chunk in [1, 7, 4096, 1 << 20] {
            for (n, (_, line, reader)) in placed(form, chunk).into_iter().enumerate().step_by(13) {
                assert_eq!(again(form, reader, chunk), Some(line), "form {i} in chunks of {chunk}: line {n}");
            }
        }
    }
}

#[test]
fn reading_begins_near_the_line() {
    let rows: Vec<String> = (0..9000).map(|i| format!("chr1\t{i}\t.\tA\tG\t.\t.\t.\n")).collect();
    let text = rows.concat().into_bytes();
    let starts = |place: usize| memchr::memchr_iter(b'\n', &text[..place]).count();
    for (n, (_, _, reader)) in placed(&text, 5000).into_iter().enumerate() {
        assert_eq!(starts(usize::try_from(reader.from()).unwrap()), n, "plain text: the line itself");
    }
    let blocks = bgzf(&text);
    let far = placed(&blocks, 999).into_iter().map(|(place, ..)| place.skip).max();
    assert!(far < Some(4096 + 3000), "{far:?}: a block of 3000, and what is held to tell the first bytes");
    let members = [gzip(&text[..100_000]), gzip(&text[100_000..])].concat();
    let last = placed(&members, 999).pop().unwrap();
    assert_eq!(last.0.from, gzip(&text[..100_000]).len() as u64, "gzip: the member");
}

#[test]
fn what_is_not_there_is_not_found() {
    let text = b"one\ntwo\nthree";
    let reader = |from| LineReader::new(Compression::None, Framing::default(), Place { from, skip: 0 });
    let read = |from: u64, file: &[u8]| {
        let mut reader = reader(from);
        reader.push(&file[usize::try_from(from).unwrap()..]).unwrap();
        reader.finish().unwrap()
    };
    assert_eq!(read(8, text), Some(b"three".to_vec()), "the last line has no end");
    assert_eq!(read(13, text), None);
    let mut damaged = LineReader::new(Compression::Bgzf, Framing::default(), Place::default());
    assert!(damaged.push(&[b'x'; 99]).is_err());
    let blocks = bgzf(&[b'x'; 9000]);
    let mut beyond = LineReader::new(Compression::Bgzf, Framing::default(), Place { from: 0, skip: 9000 });
    assert!(!beyond.push(&blocks).unwrap());
    assert_eq!(beyond.finish().unwrap(), None);
}
