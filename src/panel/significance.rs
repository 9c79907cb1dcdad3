//! What `ClinVar`'s words mean: groups of classifications, and review status as stars.
//!
//! The words differ between releases and between the tables that others derive from them; each text
//! of a panel's dictionary is read once.

use serde::Serialize;

use super::annotation::Column;
use super::entry::EntryId;
use super::store::Panel;

/// A group of classifications, the gravest first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum SignificanceClass {
    /// Pathogenic, alone or beside likely pathogenic.
    Pathogenic,
    /// Likely pathogenic.
    LikelyPathogenic,
    /// Submitters contradict each other.
    Conflicting,
    /// Uncertain significance.
    Uncertain,
    /// Drug response, risk factor, association and what else is no statement of pathogenicity.
    Other,
    /// Likely benign, alone or beside benign.
    LikelyBenign,
    /// Benign.
    Benign,
    /// Nothing is stated.
    None,
}

impl SignificanceClass {
    /// All of them, the gravest first.
    pub const ALL: [Self; 8] = [
        Self::Pathogenic,
        Self::LikelyPathogenic,
        Self::Conflicting,
        Self::Uncertain,
        Self::Other,
        Self::LikelyBenign,
        Self::Benign,
        Self::None,
    ];

    /// Its word in rows and queries.
    #[must_use]
    pub fn word(self) -> String {
        crate::json::word_of(&self)
    }

    /// The group of a `CLNSIG` text: that of its gravest word, and conflicting where a pathogenic
    /// word stands beside a benign or uncertain one.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let classes: Vec<Self> = words(text).filter_map(|word| TERMS[term(&word)].1).collect();
        let gravest = classes.iter().min().copied().unwrap_or(Self::None);
        let milder = |class: &Self| matches!(class, Self::Uncertain | Self::LikelyBenign | Self::Benign);
        if gravest <= Self::Conflicting && classes.iter().any(milder) { Self::Conflicting } else { gravest }
    }
}

/// The words of classifications that a filter knows, and the group of each; nothing for one that only qualifies
/// the word before it. What is no such word is `other`.
const TERMS: [(&str, Option<SignificanceClass>); 27] = [
    ("other", Some(SignificanceClass::Other)),
    ("pathogenic", Some(SignificanceClass::Pathogenic)),
    ("likely_pathogenic", Some(SignificanceClass::LikelyPathogenic)),
    ("conflicting", Some(SignificanceClass::Conflicting)),
    ("uncertain_significance", Some(SignificanceClass::Uncertain)),
    ("likely_benign", Some(SignificanceClass::LikelyBenign)),
    ("benign", Some(SignificanceClass::Benign)),
    ("low_penetrance", None),
    ("not_provided", Some(SignificanceClass::None)),
    ("no_classification", Some(SignificanceClass::None)),
    ("drug_response", Some(SignificanceClass::Other)),
    ("risk_factor", Some(SignificanceClass::Other)),
    ("established_risk_allele", Some(SignificanceClass::Other)),
    ("likely_risk_allele", Some(SignificanceClass::Other)),
    ("uncertain_risk_allele", Some(SignificanceClass::Other)),
    ("association", Some(SignificanceClass::Other)),
    ("association_not_found", Some(SignificanceClass::Other)),
    ("affects", Some(SignificanceClass::Other)),
    ("protective", Some(SignificanceClass::Other)),
    ("confers_sensitivity", Some(SignificanceClass::Other)),
    ("histocompatibility", Some(SignificanceClass::Other)),
    ("oncogenic", Some(SignificanceClass::Other)),
    ("likely_oncogenic", Some(SignificanceClass::Other)),
    ("tier_i", Some(SignificanceClass::Other)),
    ("tier_ii", Some(SignificanceClass::Other)),
    ("tier_iii", Some(SignificanceClass::Other)),
    ("tier_iv", Some(SignificanceClass::Other)),
];
const LOW_PENETRANCE: u32 = 1 << 7;
/// Those from `oncogenic` on.
const SOMATIC: u32 = !0 << 21;

/// A set of the words of [`TERMS`].
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct Terms(u32);

impl Terms {
    /// The words of a classification: of `CLNSIG`, `ONC` or `SCI`.
    fn of(text: &str) -> Self {
        let with_penetrance = |word: &str| if word.ends_with("low_penetrance") { LOW_PENETRANCE } else { 0 };
        Self(words(text).fold(0, |set, word| set | 1 << term(&word) | with_penetrance(&word)))
    }

    /// Those of an entry: of its germline classification, and what its oncogenicity and clinical impact add to it. An
    /// allele of uncertain oncogenicity is none of uncertain significance.
    pub(crate) fn of_entries(panel: &Panel) -> impl Fn(EntryId) -> Self {
        let columns = ["clnsig", "onc", "sci"].into_iter().filter_map(|key| Some((key, panel.column(key)?)));
        let own = |key: &str| if key == "clnsig" { u32::MAX } else { SOMATIC };
        let of = |(key, column): (_, &'_ Column)| column.by_value(|text| Self(Self::of(text).0 & own(key)), Self::and);
        let terms: Vec<_> = columns.map(|(key, column)| (column, of((key, column)))).collect();
        move |id| {
            let each = terms.iter().filter_map(|(column, terms)| column.code(id).and_then(|code| *terms.get(code)?));
            each.fold(Self::default(), Self::and)
        }
    }

    /// The word that a filter names.
    pub(crate) fn named(word: &str) -> Option<Self> {
        let word = folded(word);
        TERMS.iter().position(|(known, _)| *known == word).map(|at| Self(1 << at))
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Its words, in the order of [`TERMS`].
    pub(crate) fn words(self) -> impl Iterator<Item = &'static str> {
        TERMS.iter().enumerate().filter(move |(at, _)| self.0 >> at & 1 == 1).map(|(_, (word, _))| *word)
    }
}

/// The words of a compound classification, folded.
fn words(text: &str) -> impl Iterator<Item = String> {
    // Other letters are part of a word, which is then unknown. What Unicode takes for letters is a table of 2 KB.
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || !c.is_ascii() || matches!(c, '_' | ' ' | '-')));
    words.map(folded).filter(|word| !word.is_empty())
}

fn folded(word: &str) -> String {
    word.trim_matches([' ', '_', '-']).to_ascii_lowercase().replace([' ', '-'], "_")
}

/// The place of a folded word in [`TERMS`].
fn term(word: &str) -> usize {
    let tier = word.split('_').nth(1).filter(|_| word.starts_with("tier_")).map(|tier| format!("tier_{tier}"));
    let word = tier.as_deref().unwrap_or(word);
    let word = word.strip_suffix("_low_penetrance").unwrap_or(word);
    let word = match word {
        _ if word.starts_with("conflicting_") => "conflicting",
        "not_provided" => word,
        _ if word.starts_with("no_") || word.starts_with("not_") => "no_classification",
        _ => word,
    };
    TERMS.iter().position(|(known, _)| *known == word).unwrap_or_default()
}

/// The stars of a `CLNREVSTAT` text, 0 to 4, as `ClinVar` shows them; the most where several
/// records are listed. Nothing where no word of it is known.
#[must_use]
pub fn stars(text: &str) -> Option<u8> {
    let parts = text.split(['|', ';', '&']);
    parts.filter_map(|part| stars_of(part).or_else(|| part.split(',').filter_map(stars_of).max())).max()
}

/// The stars of one status. Releases spell it with `,_` or `..`, so that letters alone count.
fn stars_of(text: &str) -> Option<u8> {
    let letters: String = text.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
    match letters.as_str() {
        "practiceguideline" | "guideline" => Some(4),
        "reviewedbyexpertpanel" | "exp" => Some(3),
        "criteriaprovidedmultiplesubmittersnoconflicts" | "criteriaprovidedmultiplesubmitters" | "mult" => Some(2),
        "criteriaprovidedsinglesubmitter" | "single" | "conf" => Some(1),
        conflicting if conflicting.starts_with("criteriaprovidedconflicting") => Some(1),
        "nocriteria" | "other" | "notclassified" => Some(0),
        none if ["noassertion", "noclassification", "nointerpretation"].iter().any(|word| none.starts_with(word)) => {
            Some(0)
        }
        _ => None,
    }
}

/// The classes and stars of a panel's entries.
#[derive(Debug)]
pub(crate) struct Significance<'a> {
    classes: Option<(&'a Column, Vec<Option<SignificanceClass>>)>,
    stars: Option<(&'a Column, Vec<Option<u8>>)>,
}

impl<'a> Significance<'a> {
    /// Reads each text of the dictionaries once.
    pub(crate) fn new(panel: &'a Panel) -> Self {
        let classes = panel.column("clnsig");
        let classes = classes.map(|column| (column, column.by_value(SignificanceClass::of, |first, _| first)));
        let stars = panel.column("clnrevstat").map(|column| {
            let of_values = column.by_value(stars, |first, _| first);
            (column, of_values.into_iter().map(Option::flatten).collect())
        });
        Self { classes, stars }
    }

    /// The group of an entry. A value that is no word is of no group that is known.
    pub(crate) fn class(&self, id: EntryId) -> SignificanceClass {
        let Some((column, classes)) = &self.classes else { return SignificanceClass::None };
        let Some(code) = column.code(id) else { return SignificanceClass::None };
        classes.get(code).copied().flatten().unwrap_or(SignificanceClass::Other)
    }

    /// The stars of an entry.
    pub(crate) fn stars(&self, id: EntryId) -> Option<u8> {
        let (column, stars) = self.stars.as_ref()?;
        stars.get(column.code(id)?).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::SignificanceClass::{
        self, Benign, Conflicting, LikelyBenign, LikelyPathogenic, None as Nothing, Other, Pathogenic, Uncertain,
    };
    use super::stars;

    #[test]
    fn words_of_all_releases() {
        for (text, class) in [
            ("Pathogenic", Pathogenic),
            ("pathogenic", Pathogenic),
            ("Pathogenic/Likely_pathogenic", Pathogenic),
            ("Likely_pathogenic|Pathogenic", Pathogenic),
            ("Pathogenic,_low_penetrance", Pathogenic),
            ("Pathogenic_low_penetrance", Pathogenic),
            ("Pathogenic/Likely_pathogenic/Pathogenic,_low_penetrance|other", Pathogenic),
            ("Pathogenic|drug_response", Pathogenic),
            ("Pathogenic|not_provided", Pathogenic),
            ("Likely_pathogenic,_low_penetrance", LikelyPathogenic),
            ("Likely pathogenic", LikelyPathogenic),
            ("Likely_pathogenic/Likely_risk_allele", LikelyPathogenic),
            ("Conflicting_interpretations_of_pathogenicity", Conflicting),
            ("Conflicting_classifications_of_pathogenicity|association", Conflicting),
            ("Pathogenic|Uncertain_significance", Conflicting),
            ("Benign|Likely_benign|Likely_pathogenic", Conflicting),
            ("Likely_pathogenic, Benign", Conflicting),
            ("Uncertain_significance", Uncertain),
            ("Uncertain_significance/Uncertain_risk_allele", Uncertain),
            ("Benign|Uncertain_significance|not_provided", Uncertain),
            ("Likely_benign", LikelyBenign),
            ("Benign/Likely_benign", LikelyBenign),
            ("Benign", Benign),
            ("Benign|not_provided", Benign),
            ("Benign|other", Other),
            ("drug_response", Other),
            ("risk_factor", Other),
            ("association", Other),
            ("association_not_found", Other),
            ("protective|risk_factor", Other),
            ("Affects", Other),
            ("histocompatibility", Other),
            ("confers_sensitivity", Other),
            ("Established_risk_allele", Other),
            ("Likely_risk_allele", Other),
            ("Uncertain_risk_allele", Other),
            ("other", Other),
            ("not_provided", Nothing),
            ("no_classification_for_the_single_variant", Nothing),
            ("no_classifications_from_unflagged_records", Nothing),
            ("not_reported_for_simple_variant", Nothing),
            ("-", Nothing),
            ("", Nothing),
        ] {
            assert_eq!(SignificanceClass::of(text), class, "{text}");
        }
    }

    #[test]
    fn review_status_of_all_releases() {
        for (text, expected) in [
            ("practice_guideline", Some(4)),
            ("reviewed_by_expert_panel", Some(3)),
            ("criteria_provided,_multiple_submitters,_no_conflicts", Some(2)),
            ("criteria_provided..multiple_submitters..no_conflicts", Some(2)),
            ("criteria provided, multiple submitters, no conflicts", Some(2)),
            ("criteria_provided,_multiple_submitters", Some(2)),
            ("criteria_provided,_single_submitter", Some(1)),
            ("Criteria_provided..Single_submitter", Some(1)),
            ("criteria_provided,_conflicting_interpretations", Some(1)),
            ("criteria_provided,_conflicting_classifications", Some(1)),
            ("no_assertion_criteria_provided", Some(0)),
            ("no_assertion_provided", Some(0)),
            ("no_assertion_for_the_individual_variant", Some(0)),
            ("no_classification_provided", Some(0)),
            ("no_classification_for_the_single_variant", Some(0)),
            ("no_interpretation_for_the_single_variant", Some(0)),
            ("guideline", Some(4)),
            ("exp", Some(3)),
            ("mult", Some(2)),
            ("single|no_criteria", Some(1)),
            ("no_criteria,mult|conf", Some(2)),
            ("conf", Some(1)),
            ("no_criteria", Some(0)),
            ("no_assertion", Some(0)),
            ("other", Some(0)),
            ("looks fine", None),
            ("", None),
        ] {
            assert_eq!(stars(text), expected, "{text}");
        }
    }

    #[test]
    fn all_are_in_order_of_gravity() {
        assert!(SignificanceClass::ALL.is_sorted());
        assert!(SignificanceClass::ALL.iter().enumerate().all(|(i, class)| *class as usize == i));
    }
}
