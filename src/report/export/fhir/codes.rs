//! Codes of LOINC and of answer lists, as the guide binds them.

use serde_json::{Value, json};

use crate::genome::{Build, contig_rank};
use crate::kernel::{State, Zygosity};

const LOINC: &str = "http://loinc.org";

/// The answers of LL2938-0, from chromosome 1 to Y.
const CHROMOSOMES: [&str; 24] = [
    "LA21254-0",
    "LA21255-7",
    "LA21256-5",
    "LA21257-3",
    "LA21258-1",
    "LA21259-9",
    "LA21260-7",
    "LA21261-5",
    "LA21262-3",
    "LA21263-1",
    "LA21264-9",
    "LA21265-6",
    "LA21266-4",
    "LA21267-2",
    "LA21268-0",
    "LA21269-8",
    "LA21270-6",
    "LA21271-4",
    "LA21272-2",
    "LA21273-0",
    "LA21274-8",
    "LA21275-5",
    "LA21276-3",
    "LA21277-1",
];

pub(super) fn coding(system: &str, code: &str, display: Option<&str>) -> Value {
    let mut coding = json!({ "system": system, "code": code });
    if let Some(display) = display {
        coding["display"] = json!(display);
    }
    coding
}

pub(super) fn loinc(code: &str, display: &str) -> Value {
    coding(LOINC, code, Some(display))
}

pub(super) fn concept(coding: &Value) -> Value {
    json!({ "coding": [coding] })
}

/// Whether a state rests on what the user assumes of sites without a record.
pub(super) fn is_assumed(state: State) -> bool {
    matches!(state, State::CarriedAssumed | State::NotCarriedAssumed)
}

/// The answer of LL1971-2: only what was observed is present or absent.
pub(super) fn answer(state: State) -> Value {
    let (code, display) = match state {
        State::Carried => ("LA9633-4", "Present"),
        State::NotCarried => ("LA9634-2", "Absent"),
        State::NotAssessed | State::CarriedAssumed | State::NotCarriedAssumed => ("LA18198-4", "No call"),
        State::Indeterminate => ("LA11884-6", "Indeterminate"),
    };
    loinc(code, display)
}

/// The answer of LL381-5, where there is one.
pub(super) fn allelic_state(zygosity: Zygosity) -> Option<Value> {
    let (code, display) = match zygosity {
        Zygosity::Het => ("LA6706-1", "Heterozygous"),
        Zygosity::Hom => ("LA6705-3", "Homozygous"),
        Zygosity::Hemi => ("LA6707-9", "Hemizygous"),
        Zygosity::Homoplasmic => ("LA6704-6", "Homoplasmic"),
        Zygosity::Heteroplasmic => ("LA6703-8", "Heteroplasmic"),
        Zygosity::Copies | Zygosity::Unknown => return None,
    };
    Some(loinc(code, display))
}

/// The answer of LL1040-6, or the name of a build that it lacks.
pub(super) fn assembly(build: Build) -> Value {
    match build {
        Build::GRCh37 => concept(&loinc("LA14029-5", "GRCh37")),
        Build::GRCh38 => concept(&loinc("LA26806-2", "GRCh38")),
        Build::NCBI36 | Build::T2TCHM13v2 => json!({ "text": build.name() }),
    }
}

/// The answer of LL2938-0 by the key of a contig; it has none of the mitochondrion.
pub(super) fn chromosome(key: &str) -> Option<Value> {
    let at = usize::try_from(contig_rank(key)).ok()?.checked_sub(1)?;
    Some(loinc(CHROMOSOMES.get(at)?, &format!("Chromosome {key}")))
}

/// How far the last base of REF lies behind its first.
pub(super) fn last_base(reference: &str) -> u32 {
    u32::try_from(reference.len().saturating_sub(1)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// LOINC's check digit is that of Luhn (mod 10), in which a letter stands for its place behind `0` in ASCII.
    fn has_check_digit(code: &str) -> bool {
        let (letters, check) = code.split_once('-').expect("has one");
        let values = letters.bytes().rev().enumerate().map(|(at, letter)| {
            let value = u32::from(letter - b'0');
            if at % 2 == 0 { 2 * value - value / 5 * 9 } else { value }
        });
        check == ((10 - values.sum::<u32>() % 10) % 10).to_string()
    }

    #[test]
    fn codes_have_their_check_digits() {
        for code in CHROMOSOMES {
            assert!(has_check_digit(code), "{code}");
        }
        for state in State::ALL {
            let answer = answer(state);
            assert!(has_check_digit(answer["code"].as_str().expect("is a text")), "{answer}");
        }
        assert!(!has_check_digit("LA21254-1"));
    }

    #[test]
    fn nothing_that_is_assumed_is_present_or_absent() {
        for state in State::ALL.into_iter().filter(|state| is_assumed(*state)) {
            assert_eq!(answer(state)["code"], "LA18198-4");
        }
    }
}
