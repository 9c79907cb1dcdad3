//! What a screen says of one file, as a row of a table.
//!
//! The same row is made in `tests/js/conformance.mjs`, so that the two surfaces can be compared.

use std::fmt::Write as _;

use genosieve::error::{Error, Position};
use genosieve::report::Report;
use serde_json::Value;

/// The header of the tables.
pub(crate) const COLUMNS: &str =
    "path\toutcome\terror\tnotices\twarnings\tskipped\tunknown\theader\tblank\trecords\tlines";

/// Notices that other columns say with more, or that every file has.
const ELSEWHERE: [&str; 4] = ["build_overridden", "skipped_lines", "unknown_contigs", "incomplete"];

/// The row without its path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Row {
    /// `accepted`, `warned`, `partial`, `refused`.
    pub(crate) outcome: &'static str,
    /// The code of an error with its place.
    pub(crate) error: String,
    /// Codes with their values.
    pub(crate) notices: String,
    /// `code:count@first line`, ascending by code.
    pub(crate) warnings: String,
    pub(crate) skipped: String,
    /// `name:records@first line` of contig names that nobody knows, the first ten.
    pub(crate) unknown: String,
    /// Lines of each kind, and of the whole text that was read.
    pub(crate) header: u64,
    pub(crate) blank: u64,
    pub(crate) records: u64,
    pub(crate) lines: u64,
}

impl Row {
    pub(crate) fn new(answer: &Result<Report, Error>) -> Self {
        match answer {
            Ok(report) => Self::of_report(&serde_json::from_str(&report.to_json()).unwrap()),
            Err(error) => Self::of_error(error),
        }
    }

    fn of_error(error: &Error) -> Self {
        let place = error.position();
        let place = if place == Position::default() { String::new() } else { format!("@{place}").replace(' ', "") };
        Self {
            outcome: "refused",
            error: error.code() + &place,
            notices: String::new(),
            warnings: String::new(),
            skipped: String::new(),
            unknown: String::new(),
            header: 0,
            blank: 0,
            records: 0,
            lines: 0,
        }
    }

    fn of_report(report: &Value) -> Self {
        let accounting = &report["accounting"];
        let number = |key: &str| accounting[key].as_u64().unwrap();
        let warnings = noted(&accounting["warnings"]);
        let skipped = noted(&accounting["skipped"]);
        let unknown = accounting["unknownContigs"].as_array().unwrap();
        let odd = !(warnings.is_empty() && skipped.is_empty() && unknown.is_empty());
        let told = |code: &str| !ELSEWHERE.contains(&code) && accounting["warnings"].get(code).is_none();
        let notices = report["notices"].as_array().unwrap().iter().map(|notice| {
            let (code, detail) = (notice["code"].as_str().unwrap(), notice["detail"].as_str().unwrap());
            (code, if detail.is_empty() { code.to_owned() } else { format!("{code}({detail})") })
        });
        let notices: Vec<(&str, String)> = notices.filter(|(code, _)| told(code)).collect();
        // What the file has no part in, or what every file of its kind has.
        let of_kind = ["sites_only", "no_shared_contig", "cohort", "contig_differs"];
        let odd = odd || notices.iter().any(|(code, _)| !of_kind.contains(code));
        let names = unknown.iter().take(10).map(|contig| {
            format!("{}:{}@{}", escaped(contig["name"].as_str().unwrap()), contig["records"], contig["line"])
        });
        Self {
            outcome: match (accounting["complete"].as_bool().unwrap(), odd) {
                (false, _) => "partial",
                (true, true) => "warned",
                (true, false) => "accepted",
            },
            error: String::new(),
            notices: notices.iter().map(|(_, text)| escaped(text)).collect::<Vec<_>>().join(" "),
            warnings,
            skipped,
            unknown: names.collect::<Vec<_>>().join(" "),
            header: number("headerLines"),
            blank: number("blankLines"),
            records: number("records"),
            lines: number("lines"),
        }
    }

    /// How many lines were skipped.
    pub(crate) fn skipped_lines(&self) -> u64 {
        let count = |item: &str| item.split(':').nth(1)?.split('@').next()?.parse::<u64>().ok();
        self.skipped.split_whitespace().filter_map(count).sum()
    }

    /// Whether an error, a warning or a reason to skip stands here, with a place in the file.
    pub(crate) fn names_a_line(&self) -> bool {
        let placed = |text: &str| text.split(' ').any(|item| item.contains('@'));
        placed(&self.error)
            || placed(&self.warnings)
            || placed(&self.skipped)
            || placed(&self.unknown)
            || self.notices.contains("(line_")
    }

    pub(crate) fn text(&self, path: &str) -> String {
        let mut text = format!("{path}\t{}", self.outcome);
        for cell in [&self.error, &self.notices, &self.warnings, &self.skipped, &self.unknown] {
            write!(text, "\t{}", if cell.is_empty() { "." } else { cell }).unwrap();
        }
        write!(text, "\t{}\t{}\t{}\t{}", self.header, self.blank, self.records, self.lines).unwrap();
        text
    }
}

fn noted(codes: &Value) -> String {
    let codes = codes.as_object().unwrap().iter();
    let items = codes.map(|(code, noted)| format!("{code}:{}@{}", noted["count"], noted["first"][0]["line"]));
    items.collect::<Vec<_>>().join(" ")
}

/// Printable ASCII without spaces; all else as `?`.
fn escaped(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_graphic() || c == ' ' { c } else { '?' }).collect::<String>().replace(' ', "_")
}
