//! The texts that people read, in Japanese and English, from one table.
//!
//! `messages/messages.tsv` has three columns: key, English, Japanese. A text holds `{0}`, `{1}` …
//! where values go. The wording rules are those of `docs/semantics.md`; a test checks the table.

use serde::Deserialize;

const TABLE: &str = include_str!("../messages/messages.tsv");

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

/// All rows of the table: key, English, Japanese.
pub fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    TABLE.lines().skip(1).filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?, columns.next()?))
    })
}

/// The text behind a key.
///
/// # Panics
///
/// When the table has no such key: that is a broken build, and a test finds it first.
#[must_use]
pub fn text(language: Language, key: &str) -> &'static str {
    let (_, en, ja) = rows().find(|row| row.0 == key).unwrap_or_else(|| panic!("message table lacks {key}"));
    match language {
        Language::En => en,
        Language::Ja => ja,
    }
}

/// The text behind a key with `{0}`, `{1}` … replaced.
#[must_use]
pub fn fill(language: Language, key: &str, values: &[&str]) -> String {
    let mut out = text(language, key).to_owned();
    for (i, value) in values.iter().enumerate() {
        out = out.replace(&format!("{{{i}}}"), value);
    }
    out
}
