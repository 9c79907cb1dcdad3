//! How an input ended.

/// What to tell about the bytes, though they could be read.
#[derive(Clone, Debug, Eq, PartialEq, serde::Serialize)]
pub struct Notice {
    /// `no_eof_block`, `truncated`, `trailing_garbage`, `eof_block_in_middle`.
    pub code: &'static str,
    /// The value behind it; may be empty.
    pub detail: String,
}

impl Notice {
    pub(crate) fn new(code: &'static str, detail: String) -> Self {
        Self { code, detail }
    }
}

/// The notice of an end-of-file block that others follow.
pub(crate) const EOF_IN_MIDDLE: &str = "eof_block_in_middle";

/// The notice of an input that ends in the middle of something.
pub(crate) const TRUNCATED: &str = "truncated";

/// How an input ended.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct End {
    /// Whether its end was proved: the BGZF end-of-file block or the gzip trailer was there. Plain
    /// text proves nothing and counts as complete.
    pub complete: bool,
    /// What to tell.
    pub notices: Vec<Notice>,
}
