//! Cohort files of what was screened, in memory.
#![allow(dead_code, reason = "each test binary uses some of it")]

use genosieve::cohort::{CohortReader, CohortWriter, Counts, Head, Merger, Sample};
use genosieve::screen::Answer;

/// The samples of an answer, under a file's name.
pub(crate) fn samples(answer: &Answer, input: &str) -> Vec<Sample> {
    let of = |(number, name): (usize, Option<String>)| Sample {
        input: input.to_owned(),
        bytes: answer.head().input.bytes,
        name,
        states: answer.entry_states(number).unwrap(),
    };
    let names = answer.head().summary.iter().map(|summary| summary.sample.as_deref().map(str::to_owned));
    names.enumerate().map(of).collect()
}

pub(crate) fn file(head: &Head, samples: &[Sample]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = CohortWriter::new(&mut bytes, head).unwrap();
    for sample in samples {
        writer.sample(sample).unwrap();
    }
    writer.finish().unwrap();
    bytes
}

/// Files merged to one of counts.
pub(crate) fn merged(files: &[Vec<u8>]) -> Vec<u8> {
    let mut merger = Merger::default();
    for file in files {
        merger.cohort(&file[..]).unwrap();
    }
    written(merger)
}

/// The cohort file of counts.
pub(crate) fn written(merger: Merger) -> Vec<u8> {
    let (head, counts) = merger.finish().unwrap();
    let mut bytes = Vec::new();
    let mut writer = CohortWriter::new(&mut bytes, &head).unwrap();
    writer.counts(&counts).unwrap();
    writer.finish().unwrap();
    bytes
}

pub(crate) fn counted(file: &[u8]) -> (Head, Counts) {
    let reader = CohortReader::new(file).unwrap();
    let head = reader.head().clone();
    let mut counts = Counts::new(head.entries());
    reader.count(&mut counts).unwrap();
    (head, counts)
}
