//! What is written as JSON, and the words that enums are written as, from one declaration: that of their
//! serialisation.

use serde::Serialize;

use crate::short::split_once;

/// Plain data as JSON.
pub(crate) fn json_of(value: &(impl Serialize + ?Sized)) -> String {
    // Without the wording of an error that cannot be.
    let Ok(json) = serde_json::to_string(value) else { unreachable!("the model is plain data") };
    json
}

/// The word of an item that is written as one.
pub(crate) fn word_of(item: &impl Serialize) -> String {
    json_of(item).trim_matches('"').to_owned()
}

/// A piece of the JSON of a report that is written in pieces: `overview` is all of it with an empty list, `list` is how that
/// list begins in it, and `rows` is JSON of some of its items.
pub(crate) fn piece_of(
    overview: impl FnOnce() -> String,
    list: &str,
    rows: &str,
    is_first: bool,
    is_last: bool,
) -> String {
    // That of a cohort is long, and most pieces are within the list.
    let overview = if is_first || is_last { overview() } else { [list, "]"].concat() };
    let (head, tail) = split_once(&overview, &[list, "]"].concat()).expect("the overview has an empty list");
    let rows = &rows[1..rows.len() - 1];
    let before = if is_first { [head, list].concat() } else { ",".into() };
    let behind = if is_last { ["]", tail].concat() } else { String::new() };
    [before.as_str(), rows, &behind].concat()
}
