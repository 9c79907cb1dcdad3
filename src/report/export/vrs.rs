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

/// What stands at the place of an allele.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum State<'a> {
    /// These bases.
    Literal(&'a str),
    /// As many bases of the reference at this place, whose first ones are repeated.
    OfReference {
        length: usize,
        /// Bases of a repeated unit.
        subunit: usize,
    },
}

impl<'a> State<'a> {
    /// That of an insertion or deletion whose place is fully justified: `reference` there becomes `alternate`
    /// (VRS 2.0, allele normalisation, step 5). An insertion is of the reference where it goes on with what stands
    /// before it, in the longest unit that divides what is gained.
    pub(super) fn of_shifted(reference: &str, alternate: &'a str) -> Self {
        let length = alternate.len();
        let Some(gained) = length.checked_sub(reference.len()) else {
            return Self::OfReference { length, subunit: reference.len() - length };
        };
        // Each base of what is gained equals the one a unit before it.
        let goes_on = |unit: usize| {
            let bases = alternate.as_bytes();
            (reference.len()..length).all(|at| bases[at] == bases[at - unit])
        };
        (1..=gained.min(reference.len()))
            .rev()
            .find(|unit| gained.is_multiple_of(*unit) && goes_on(*unit))
            .map_or(Self::Literal(alternate), |subunit| Self::OfReference { length, subunit })
    }

    /// Its canonical serialisation.
    fn serialized(self) -> String {
        match self {
            Self::Literal(sequence) => {
                format!(r#"{{"sequence":"{sequence}","type":"LiteralSequenceExpression"}}"#)
            }
            Self::OfReference { length, subunit } => {
                format!(r#"{{"length":{length},"repeatSubunitLength":{subunit},"type":"ReferenceLengthExpression"}}"#)
            }
        }
    }
}

/// The identifier of the allele that has `state` at `start..end` (0-based, half-open) of a sequence.
///
/// The caller gives the fully justified place, as VRS's normalisation has it.
pub(super) fn allele_id(refget: &str, start: u32, end: u32, state: State<'_>) -> String {
    let state = state.serialized();
    let location = digest(&format!(
        r#"{{"end":{end},"sequenceReference":{{"refgetAccession":"{refget}","type":"SequenceReference"}},"start":{start},"type":"SequenceLocation"}}"#
    ));
    let allele = digest(&format!(r#"{{"location":"{location}","state":{state},"type":"Allele"}}"#));
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
        let id = allele_id(refget, 44_908_821, 44_908_822, State::Literal("T"));
        assert_eq!(id, "ga4gh:VA.0AePZIWZUNsUlQTamyLrjm2HWUw2opLt");
    }

    /// The other allele there: `NC_000001.11:40819438:CTCCTCCT:CTCCTCCTCCT`.
    #[test]
    fn a_repeat_has_the_published_id() {
        let refget = refget(Build::GRCh38, "1").expect("is in the table");
        let state = State::of_shifted("CTCCTCCT", "CTCCTCCTCCT");
        assert_eq!(allele_id(refget, 40_819_438, 40_819_446, state), "ga4gh:VA.Oop4kjdTtKcg1kiZjIJAAR3bp7qi4aNT");
    }

    #[test]
    fn a_state_is_of_the_reference_where_the_reference_says_all_of_it() {
        let state = |length, subunit| State::OfReference { length, subunit };
        for (reference, alternate, expected) in [
            // Deletions always are: by what is lost.
            ("ACG", "", state(0, 3)),
            ("CACACA", "CA", state(2, 4)),
            // A duplication, one of half a unit more, and two units gained of one.
            ("CA", "CACA", state(4, 2)),
            ("CAC", "CACAC", state(5, 2)),
            ("CA", "CACACA", state(6, 2)),
            ("CACA", "CACACACA", state(8, 4)),
            ("A", "AAA", state(3, 1)),
            // What is new is spelled.
            ("", "GATTACA", State::Literal("GATTACA")),
            ("A", "ACA", State::Literal("ACA")),
            ("CA", "CAGCA", State::Literal("CAGCA")),
        ] {
            assert_eq!(State::of_shifted(reference, alternate), expected, "{reference}>{alternate}");
        }
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
