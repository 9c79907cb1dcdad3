//! The texts that people read, in Japanese and English, from one table.
//!
//! `messages/messages.tsv` (and those beside it) has three columns: key, English, Japanese. A text holds `{0}`, `{1}` …
//! where values go. The wording rules are those of `docs/semantics.md`; a test checks the table.
//!
//! With the feature `messages` the table is built in. A wasm is downloaded and goes without: whoever
//! loads it gives the table ([`give`]) or shows texts of its own.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::short::replace;

/// What is said of families and cohorts has no heading and stands behind: a wasm that does neither goes without.
#[cfg(feature = "messages")]
const BUILT_IN: &str = concat!(
    include_str!("../messages/messages.tsv"),
    include_str!("../messages/families.tsv"),
    include_str!("../messages/cohorts.tsv")
);
#[cfg(not(feature = "messages"))]
const BUILT_IN: &str = "";

/// The table of a build that has none.
static GIVEN: OnceLock<String> = OnceLock::new();

/// What is said where no table was given: codes are there all the same.
const NO_TEXT: &str = "No text was loaded for this code.";

/// A language of the message table.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

/// Gives the text of `messages.tsv` to a build without the feature `messages`. The first one stays.
pub fn give(table: String) {
    let _ = GIVEN.set(table);
}

fn table() -> &'static str {
    GIVEN.get().map_or(BUILT_IN, String::as_str)
}

/// All rows of the table: key, English, Japanese.
pub fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    table().lines().skip(1).filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?, columns.next()?))
    })
}

/// The text behind a key; a sentence that there is none where no table was given.
#[must_use]
pub fn text(language: Language, key: &str) -> &'static str {
    let row = rows().find(|row| row.0 == key);
    debug_assert!(row.is_some() || table().is_empty(), "message table lacks {key}");
    match (row, language) {
        (Some((_, en, _)), Language::En) => en,
        (Some((.., ja)), Language::Ja) => ja,
        (None, _) => NO_TEXT,
    }
}

/// The text behind a key with `{0}`, `{1}` … replaced.
#[must_use]
pub fn fill(language: Language, key: &str, values: &[&str]) -> String {
    let mut out = text(language, key).to_owned();
    for (i, value) in values.iter().enumerate() {
        out = replace(&out, &format!("{{{i}}}"), value);
    }
    out
}
