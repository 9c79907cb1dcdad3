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
        // Other letters are part of a word, which is then unknown. What Unicode takes for letters is a table of 2 KB.
        let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || !c.is_ascii() || matches!(c, '_' | ' ' | '-')));
        let classes: Vec<Self> = words.filter_map(class_of_word).collect();
        let gravest = classes.iter().min().copied().unwrap_or(Self::None);
        let milder = |class: &Self| matches!(class, Self::Uncertain | Self::LikelyBenign | Self::Benign);
        if gravest <= Self::Conflicting && classes.iter().any(milder) { Self::Conflicting } else { gravest }
    }
}

/// The group of one word; nothing for what only qualifies the word before it.
fn class_of_word(word: &str) -> Option<SignificanceClass> {
    let word = word.trim_matches([' ', '_', '-']).to_ascii_lowercase().replace([' ', '-'], "_");
    let word = word.strip_suffix("_low_penetrance").unwrap_or(&word);
    Some(match word {
        "" | "low_penetrance" => return None,
        "pathogenic" => SignificanceClass::Pathogenic,
        "likely_pathogenic" => SignificanceClass::LikelyPathogenic,
        "uncertain_significance" => SignificanceClass::Uncertain,
        "likely_benign" => SignificanceClass::LikelyBenign,
        "benign" => SignificanceClass::Benign,
        _ if word.starts_with("conflicting_") => SignificanceClass::Conflicting,
        _ if word.starts_with("no_") || word.starts_with("not_") => SignificanceClass::None,
        _ => SignificanceClass::Other,
    })
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
        none if none.starts_with("noassertion") || none.starts_with("noclassification") => Some(0),
        _ => None,
    }
}

/// The classes and stars of a panel's entries.
#[derive(Debug)]
pub(crate) struct Significance<'a> {
    classes: Option<(&'a Column, Vec<SignificanceClass>)>,
    stars: Option<(&'a Column, Vec<Option<u8>>)>,
}

impl<'a> Significance<'a> {
    /// Reads each text of the dictionaries once.
    pub(crate) fn new(panel: &'a Panel) -> Self {
        let classes = panel.column("clnsig").map(|column| {
            let classes = column.texts().iter().map(|text| SignificanceClass::of(text)).collect();
            (column, classes)
        });
        let stars = panel.column("clnrevstat").map(|column| {
            let stars = column.texts().iter().map(|text| stars(text)).collect();
            (column, stars)
        });
        Self { classes, stars }
    }

    /// The group of an entry. A value that is no word is of no group that is known.
    pub(crate) fn class(&self, id: EntryId) -> SignificanceClass {
        let Some((column, classes)) = &self.classes else { return SignificanceClass::None };
        let Some(code) = column.code(id) else { return SignificanceClass::None };
        classes.get(code).copied().unwrap_or(SignificanceClass::Other)
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
