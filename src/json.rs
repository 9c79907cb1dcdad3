//! What is written as JSON, and the words that enums are written as, from one declaration: that of their
//! serialisation.

use serde::Serialize;

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
