//! The header, and what a look at a file says of it.

use std::collections::HashSet;
use std::sync::Arc;

use genosieve::error::Error;
use genosieve::genome::{build_of, header_evidence};
use genosieve::input::{Header, HeaderReader, HeaderStep};
use genosieve::screen::{Inspect, Inspection};

/// Header lines are read or refused at a line; what is kept holds together, and a look at the file says the
/// same however its bytes come.
pub fn run(data: &[u8]) {
    let lines = data.split(|byte| *byte == b'\n');
    let mut reader = HeaderReader::new();
    for (number, line) in (1..).zip(lines) {
        match reader.line(number, line) {
            Ok(HeaderStep::More) => {}
            Ok(HeaderStep::Done(header)) => {
                check(&header, number);
                break;
            }
            Err(error) => {
                assert_eq!(error.position().line, Some(number));
                break;
            }
        }
    }
    let whole = inspect(data, data.len().max(1));
    for chunk in [1, 7] {
        let again = inspect(data, chunk);
        match (&whole, &again) {
            (Ok(whole), Ok(again)) => {
                assert_eq!(serde_json::to_string(whole).unwrap(), serde_json::to_string(again).unwrap());
            }
            (Err(whole), Err(again)) => {
                assert_eq!((whole.code(), whole.position()), (again.code(), again.position()));
            }
            _ => panic!("{whole:?} and {again:?}"),
        }
    }
}

fn check(header: &Header, line: u64) {
    let names: HashSet<&String> = header.samples.iter().collect();
    assert_eq!(names.len(), header.samples.len());
    assert!(header.samples.iter().all(|name| !name.is_empty()) && (header.has_format || names.is_empty()));
    assert!(header.contigs.iter().all(|contig| !contig.name.is_empty()));
    let codes: HashSet<&str> = header.warnings.iter().map(|warning| warning.code).collect();
    assert_eq!(codes.len(), header.warnings.len());
    assert!(header.warnings.iter().all(|warning| (1..=line).contains(&warning.line)));
    let evidence = header_evidence(&header.contigs, &header.texts);
    let build = build_of(&evidence);
    assert!(build.is_none() || evidence.iter().any(|piece| piece.build == build));
}

fn inspect(data: &[u8], chunk: usize) -> Result<Inspection, Error> {
    let mut inspect = Inspect::new(None, None, Arc::default());
    for piece in data.chunks(chunk) {
        if inspect.push(piece)? {
            break;
        }
    }
    inspect.finish()
}
