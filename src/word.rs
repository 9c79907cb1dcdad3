//! The words that enums are written as, from one declaration: that of their serialisation.

use serde::Serialize;

/// The word of an item that is written as one.
pub(crate) fn word_of(item: &impl Serialize) -> String {
    let json = serde_json::to_string(item).expect("the item is a plain word");
    json.trim_matches('"').to_owned()
}
