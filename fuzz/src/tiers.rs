//! The first look at a line against the second.

use genosieve::error::Error;
use genosieve::input::sniff;
use genosieve::report::Report;
use serde_json::Value;

use super::case::Case;
use super::common::{content, screen};
use super::draw::Draw;

/// Too long for the first look, which compares sixteen bytes: all lines go to the second.
const LONG: &str = "contig_with_a_long_name";
const SHORT: &str = "contig";

/// Most lines end after a look at their first bytes, if the name of their contig is short. A file with a long
/// one is answered alike.
pub fn run(data: &[u8]) {
    let answer = |contig: &str| {
        let Case { panel, text, options } = Case::new(Draw::new(data), contig)?;
        // How many control characters are too many depends on the length.
        sniff(&text).ok()?;
        Some(screen(&panel, &text, text.len().max(1), options))
    };
    let (Some(short), Some(long)) = (answer(SHORT), answer(LONG)) else { return };
    match (short, long) {
        (Ok(short), Ok(long)) => {
            let [short, long] = [&short, &long].map(comparable);
            assert_eq!(short.to_string(), long.to_string().replace(LONG, SHORT));
        }
        (short, long) => assert_eq!(code(short), code(long)),
    }
}

fn code(answer: Result<Report, Error>) -> Option<String> {
    answer.err().map(|error| error.code())
}

/// Without what depends on the length of a name: the source's checksum, and the beginnings of lines that are told.
fn comparable(report: &Report) -> Value {
    let mut value = content(report);
    value.as_object_mut().expect("it is an object").remove("panel");
    for part in ["skipped", "warnings"] {
        let told = value["accounting"][part].as_object_mut().expect("it is an object");
        for line in told.values_mut().flat_map(|reason| reason["first"].as_array_mut().into_iter().flatten()) {
            line.as_object_mut().expect("it is an object").remove("message");
        }
    }
    value
}
