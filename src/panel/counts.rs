//! How many entries of a panel there are of each kind: what it can be asked for.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

use serde::Serialize;

use super::entry::EntryId;
use super::filter::{Filter, Mask, condition_ids, origin_words, origins_of};
use super::significance::{Significance, Terms};
use super::store::Panel;
use crate::error::Error;
use crate::json::json_of;
use crate::messages::{Language, text};
use crate::short::join;

type Counts = BTreeMap<String, u64>;

/// Entries by each of the things that a [`Filter`] asks for. Where an entry has several of a kind it counts for
/// each, so that these counts do not sum to `entries`; those of `classes`, `stars` and `contigs` do.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PanelCounts {
    /// Entries that were counted.
    pub entries: u64,
    /// By the group of their classification.
    pub classes: Counts,
    /// By each word of their classifications, oncogenicity and clinical impact among them.
    pub significance: Counts,
    /// By review stars; `none` where no review status is stated.
    pub stars: Counts,
    /// By words of `ORIGIN`.
    pub origins: Counts,
    /// By consequence, as the source names it.
    pub consequences: Counts,
    /// By contig, as the source names it.
    pub contigs: Counts,
    /// By gene, as the source names it.
    pub genes: Counts,
    /// By MONDO id of their conditions.
    pub conditions: Counts,
}

impl Panel {
    /// What the panel says of itself and how many entries it has of each kind, as one line of JSON; with a filter
    /// that of the entries that it leaves, and what it asks for.
    ///
    /// # Errors
    ///
    /// As [`counts`](Self::counts).
    pub fn facts_json(&self, filter: &Filter) -> Result<String, Error> {
        let (info, counts) = (json_of(self.info()), json_of(&self.counts(filter)?));
        let info = info.strip_suffix('}').expect("it is an object");
        if filter.is_empty() {
            return Ok(format!("{info},\"counts\":{counts}}}\n"));
        }
        let (count, asked) = (json_of(&self.count(filter)?), json_of(filter));
        let count = count.strip_suffix('}').expect("it is an object");
        Ok(format!("{info},\"counts\":{counts},\"filter\":{count},\"asked\":{asked}}}}}\n"))
    }

    /// The same for people, without what is counted by gene and condition.
    ///
    /// # Errors
    ///
    /// As [`counts`](Self::counts).
    pub fn facts_table(&self, filter: &Filter, language: Language) -> Result<String, Error> {
        let counts = self.counts(filter)?;
        let mut out = self.info().to_table(language);
        let mut line = |key: &str, value: &str| {
            let _ = writeln!(out, "{}: {value}", text(language, key));
        };
        if !filter.is_empty() {
            let count = self.count(filter)?;
            line("panel.filtered", &count.entries.to_string());
            if !filter.diseases.is_empty() {
                line("panel.by_condition", &count.by_condition.to_string());
                line("panel.by_gene", &count.by_gene.to_string());
            }
            if !count.unmatched.is_empty() {
                line("panel.unmatched", &join(&count.unmatched, " "));
            }
        }
        for (key, counts) in [
            ("panel.significance", &counts.significance),
            ("panel.stars", &counts.stars),
            ("panel.origins", &counts.origins),
        ] {
            let of: Vec<String> = counts.iter().map(|(word, count)| format!("{word} {count}")).collect();
            if !of.is_empty() {
                line(key, &join(&of, text(language, "table.separator")));
            }
        }
        line("panel.genes", &counts.genes.len().to_string());
        line("panel.conditions", &counts.conditions.len().to_string());
        Ok(out)
    }

    /// Counts the entries that a filter leaves; all where it is empty.
    ///
    /// # Errors
    ///
    /// `option_invalid` where the filter has an unknown word, or a region that is none of the panel's.
    ///
    /// # Panics
    ///
    /// Where annotation is not loaded.
    pub fn counts(&self, filter: &Filter) -> Result<PanelCounts, Error> {
        let mask = filter.mask(self)?;
        let mut counts = PanelCounts { entries: mask.count.entries, ..PanelCounts::default() };
        let significance = Significance::new(self);
        for id in ids(&mask) {
            let stars = significance.stars(id).map_or_else(|| "none".to_owned(), |stars| stars.to_string());
            *counts.stars.entry(stars).or_default() += 1;
            *counts.classes.entry(significance.class(id).word()).or_default() += 1;
            let contig = &self.contigs()[usize::from(self.contig_of(id))].name;
            match counts.contigs.get_mut(contig) {
                Some(count) => *count += 1,
                None => drop(counts.contigs.insert(contig.clone(), 1)),
            }
        }
        counts.significance = self.words_of(&mask);
        // A dash is how tables write that there is none.
        let same = |text: &str| {
            Some(text.to_owned()).filter(|text| !matches!(text.as_str(), "" | "-" | ".")).into_iter().collect()
        };
        let origins = origins_of(self);
        for word in ids(&mask).flat_map(|id| origin_words(origins(id))) {
            match counts.origins.get_mut(word) {
                Some(count) => *count += 1,
                None => drop(counts.origins.insert(word.to_owned(), 1)),
            }
        }
        counts.consequences = self.by(&mask, "mc", same);
        counts.genes = self.by(&mask, "gene", same);
        counts.conditions = self.by(&mask, "clndisdb", |text| {
            condition_ids(text).filter(|id| id.starts_with("MONDO:")).map(str::to_owned).collect()
        });
        Ok(counts)
    }

    /// Entries by what is made of each text of a column.
    fn by(&self, mask: &Mask, key: &str, of: impl Fn(&str) -> Vec<String>) -> Counts {
        let mut counts = Counts::new();
        let Some(column) = self.column(key) else { return counts };
        let mut by_code: HashMap<usize, u64> = HashMap::new();
        for code in ids(mask).filter_map(|id| column.code(id)) {
            *by_code.entry(code).or_default() += 1;
        }
        for (code, count) in by_code {
            let items = column.items(code);
            let made: BTreeSet<String> = items.iter().flat_map(|text| of(text)).collect();
            for item in made {
                *counts.entry(item).or_default() += count;
            }
        }
        counts
    }

    fn words_of(&self, mask: &Mask) -> Counts {
        let terms = Terms::of_entries(self);
        let mut sets: HashMap<Terms, u64> = HashMap::new();
        for id in ids(mask) {
            *sets.entry(terms(id)).or_default() += 1;
        }
        let mut counts = Counts::new();
        for (set, count) in sets {
            for word in set.words() {
                *counts.entry(word.to_owned()).or_default() += count;
            }
        }
        counts
    }
}

fn ids(mask: &Mask) -> impl Iterator<Item = EntryId> {
    mask.entries.iter_ones().map(|id| EntryId::try_from(id).expect("entries are numbered in 32 bits"))
}
