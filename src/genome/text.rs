//! Build names in free text: whole words only.
//!
//! `hg19like.fa` names no build, `/ref/b37/human_g1k_v37_decoy.fasta` names one. Words end at
//! anything that is no letter or digit, `_` included.

use crate::genome::Build;
use crate::short::split_once;

/// One build name in a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Mention<'a> {
    pub(crate) build: Build,
    /// The path segment or word around it: what a report may show of a private path.
    pub(crate) segment: &'a str,
}

/// All build names in a text, in order.
pub(crate) fn mentions(text: &str) -> Vec<Mention<'_>> {
    let mut found = Vec::new();
    for segment in text.split(is_separator) {
        let words: Vec<String> =
            segment.split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_ascii_lowercase).collect();
        if let Some(build) = lifted_to(&words) {
            found.push(Mention { build, segment });
            continue;
        }
        for i in 0..words.len() {
            if let Some(build) = word(&words, i) {
                found.push(Mention { build, segment });
            }
        }
    }
    found
}

/// The build that a text names, when it names one only.
pub(crate) fn only_build(text: &str) -> Option<Build> {
    let mentions = mentions(text);
    let first = mentions.first()?.build;
    mentions.iter().all(|mention| mention.build == first).then_some(first)
}

/// The word for the Japanese reference JG1 or JG2 (`jg2.1.0`, `JG1`) in a text.
pub(crate) fn japanese_reference(text: &str) -> Option<&str> {
    text.split(is_separator).find(|segment| {
        segment
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|w| ["jg1", "jg2", "jg3"].iter().any(|jg| w.eq_ignore_ascii_case(jg)))
    })
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '/' | '\\' | '=' | ',' | ';' | '"' | '\'' | '<' | '>' | ':' | '[' | ']')
}

/// The target of a chain file (`hg19ToHg38.over.chain`, `GRCh37_to_GRCh38.chain`): a header that names
/// one is that of a file that was lifted to it.
fn lifted_to(words: &[String]) -> Option<Build> {
    if !words.iter().any(|w| w == "chain") {
        return None;
    }
    let target = words.iter().enumerate().find_map(|(i, w)| match split_once(w, "to") {
        Some(("", "")) => words.get(i + 1).cloned(),
        Some((from, to)) if word(&[from.to_owned()], 0).is_some() => Some(to.to_owned()),
        _ => None,
    })?;
    word(&[target], 0)
}

/// The build that word `i` names, alone or after the word before it.
fn word(words: &[String], i: usize) -> Option<Build> {
    let this = words[i].as_str();
    let before = i.checked_sub(1).map_or("", |b| words[b].as_str());
    match this {
        "hg18" | "b36" | "ncbi36" | "build36" | "assembly18" => Some(Build::NCBI36),
        "hg19" | "b37" | "hs37" | "hs37d5" | "ncbi37" | "build37" | "assembly19" => Some(Build::GRCh37),
        "hg38" | "b38" | "hs38" | "hs38dh" | "hs38d1" | "build38" | "assembly38" => Some(Build::GRCh38),
        "chm13v2" | "009914755" => Some(Build::T2TCHM13v2),
        // T2T-CHM13, but not v1.0 or v1.1, whose positions differ.
        "v2" if before == "chm13" => Some(Build::T2TCHM13v2),
        "v37" if before == "g1k" => Some(Build::GRCh37),
        "36" if before == "ncbi" => Some(Build::NCBI36),
        "000001405" => assembly_accession(before, words.get(i + 1)?.parse().ok()?),
        _ => grch(this),
    }
}

/// `grch37`, `grch38`, with or without a patch (`grch37p13`).
fn grch(word: &str) -> Option<Build> {
    let rest = word.strip_prefix("grch")?;
    let (build, patch) = match rest.get(..2)? {
        "37" => (Build::GRCh37, &rest[2..]),
        "38" => (Build::GRCh38, &rest[2..]),
        _ => return None,
    };
    let is_patch = |p: &str| p.bytes().all(|b| b.is_ascii_digit()) && !p.is_empty();
    (patch.is_empty() || patch.strip_prefix('p').is_some_and(is_patch) || patch == "d1" || patch == "d5")
        .then_some(build)
}

/// `GCF_000001405.25` and its kin: the versions that NCBI's assembly pages list.
fn assembly_accession(prefix: &str, version: u32) -> Option<Build> {
    match (prefix, version) {
        ("gcf", 12) => Some(Build::NCBI36),
        ("gcf", 13..=25) | ("gca", 1..=14) => Some(Build::GRCh37),
        ("gcf", 26..) | ("gca", 15..) => Some(Build::GRCh38),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_real_headers_name_one_build() {
        for (text, build) in [
            ("file:///seq/references/Homo_sapiens_assembly19/v1/Homo_sapiens_assembly19.fasta", Build::GRCh37),
            ("file:///data/ref/b37/human_g1k_v37_decoy.fasta", Build::GRCh37),
            ("file:///x/human_g1k_v37.20.21.fasta", Build::GRCh37),
            ("file:///x/Homo_sapiens.GRCh37.d5.fasta", Build::GRCh37),
            ("cache=\"/c/homo_sapiens/95_GRCh37\"", Build::GRCh37),
            ("grch37_homo_sapiens_-d5-.fasta", Build::GRCh37),
            ("version: hg38_2.0.1", Build::GRCh38),
            ("GCF_000001405.40_GRCh38.p14_genomic.fna", Build::GRCh38),
            ("GCF_000001405.25", Build::GRCh37),
            ("T2T-CHM13v2.0.fa", Build::T2TCHM13v2),
            ("chm13.v2.0.fa", Build::T2TCHM13v2),
            ("/x/hg19Tohg38.over.chain.gz", Build::GRCh38),
            ("GRCh38_to_GRCh37.chain.gz", Build::GRCh37),
        ] {
            assert_eq!(only_build(text), Some(build), "{text}");
        }
    }

    #[test]
    fn parts_of_words_and_two_builds_decide_nothing() {
        for text in [
            "hg19Tomm10.over.chain.gz",
            "dbSNP_BUILD_ID=150",
            "hg190",
            "ab37",
            "chm13_v1.1.fa",
            "GRCh370",
            "lifted from hg19 to hg38",
            "v37",
            "GRCh",
            "grch3é",
        ] {
            assert_eq!(only_build(text), None, "{text}");
        }
    }

    #[test]
    fn the_japanese_reference_is_a_word() {
        assert_eq!(japanese_reference("file:///ref/jg2.1.0.fa"), Some("jg2.1.0.fa"));
        assert_eq!(japanese_reference("JG1"), Some("JG1"));
        assert_eq!(japanese_reference("jg20 ajg1"), None);
    }
}
