//! Genome builds, contig names, and deciding which build a file is on.

/// One piece of evidence about a build.
#[derive(Clone, Debug, Eq, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// What kind of evidence.
    pub kind: &'static str,
    /// The value that was seen.
    pub detail: String,
}
