//! Computed identifiers of GA4GH VRS 2.0.
//!
//! An identifier is a digest of a canonical serialisation: `sha512t24u` of JSON with sorted keys, in which the
//! location is its own digest. The refget names of the chromosomes stand in `refget.tsv`.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha512};

use crate::genome::{Build, contig_key};

/// Build, contig, refget name of its sequence (`SQ.…`), with a header line.
const REFGET: &str = include_str!("refget.tsv");

/// The refget name of a chromosome's sequence by its [`contig_key`]; nothing for one that the table lacks.
pub(super) fn refget(build: Build, key: &str) -> Option<&'static str> {
    REFGET.lines().skip(1).find_map(|line| {
        let mut cells = line.split('\t');
        let same = cells.next()? == build.name() && contig_key(cells.next()?) == key;
        if same { cells.next() } else { None }
    })
}

/// The identifier of the allele that has `state` at `start..end` (0-based, half-open) of a sequence.
///
/// The caller gives the fully justified place, as VRS's normalisation has it.
pub(super) fn allele_id(refget: &str, start: u32, end: u32, state: &str) -> String {
    let location = digest(&format!(
        r#"{{"end":{end},"sequenceReference":{{"refgetAccession":"{refget}","type":"SequenceReference"}},"start":{start},"type":"SequenceLocation"}}"#
    ));
    let allele = digest(&format!(
        r#"{{"location":"{location}","state":{{"sequence":"{state}","type":"LiteralSequenceExpression"}},"type":"Allele"}}"#
    ));
    format!("ga4gh:VA.{allele}")
}

/// `sha512t24u`: the first 24 bytes of SHA-512, as 32 letters of base64url.
fn digest(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(&Sha512::digest(text)[..24])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `validation/functions.yaml` of GA4GH's VRS.
    #[test]
    fn digests_are_those_of_the_standard() {
        assert_eq!(digest(""), "z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXc");
        assert_eq!(digest("ACGT"), "aKF498dAxcJAqme6QYQ7EZ07-fiw8Kw2");
    }

    /// `validation/models.yaml` of GA4GH's VRS: rs7412.
    #[test]
    fn an_allele_has_the_published_id() {
        let refget = refget(Build::GRCh38, "19").expect("is in the table");
        let id = allele_id(refget, 44_908_821, 44_908_822, "T");
        assert_eq!(id, "ga4gh:VA.0AePZIWZUNsUlQTamyLrjm2HWUw2opLt");
    }

    #[test]
    fn each_chromosome_of_two_builds_has_a_sequence_of_its_own() {
        let names: std::collections::BTreeSet<_> = [Build::GRCh37, Build::GRCh38]
            .into_iter()
            .flat_map(|build| crate::genome::KEYS[..24].iter().map(move |key| refget(build, key).expect(key)))
            .collect();
        assert_eq!(names.len(), 48);
        assert_eq!(refget(Build::GRCh38, "MT"), None);
    }
}
