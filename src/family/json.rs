//! The report of a family as JSON, rows as they are made.

use std::borrow::Borrow;
use std::io;

use super::build::Family;
use super::model::FamilyRow;
use crate::json::{json_of, piece_of};
use crate::report::Report;
use crate::screen::Answer;

/// Rows in a piece.
const PIECE: usize = 2_000;
/// How the list of rows begins. No text holds it: there a quotation mark follows a backslash.
const ROWS: &str = "\"rows\":[";

impl<A: Borrow<[Answer]>> Family<A> {
    /// A piece of the report's one line of JSON, with its line feed, counted from 0: all of them, one behind the other, are the whole. Nothing
    /// behind the last.
    #[must_use]
    pub fn json_piece(&self, number: usize) -> Option<String> {
        let from = number.saturating_mul(PIECE);
        if from > 0 && from >= self.count() {
            return None;
        }
        let to = self.count().min(from + PIECE);
        let rows: Vec<FamilyRow> = self.rows(from..to).collect();
        let overview = || [json_of(self.overview()).as_str(), "\n"].concat();
        Some(piece_of(overview, ROWS, &json_of(&rows), number == 0, to == self.count()))
    }

    /// The report as one line of JSON, with a line feed at its end.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn write_json(&self, mut writer: impl io::Write) -> io::Result<()> {
        (0..).map_while(|number| self.json_piece(number)).try_for_each(|piece| writer.write_all(piece.as_bytes()))
    }

    /// The command's exit code: 0 answered, 5 where a file is incomplete.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        self.overview().reports.iter().map(Report::exit_code).max().unwrap_or_default()
    }
}
