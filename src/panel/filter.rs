//! A sub-panel: which entries of a panel are meant, as a bit mask over them.

use std::collections::HashMap;

use bitvec::prelude::{BitVec, Lsb0};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::entry::EntryId;
use super::region::Region;
use super::significance::{Significance, Terms};
use super::store::Panel;
use crate::error::{Error, ErrorKind};
use crate::short::replace;

/// Which entries make a sub-panel. Each list that is not empty must be met; of one list any item is enough.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Filter {
    /// Words of classifications (`pathogenic`, `drug_response`), any case: an entry fits whose set holds one.
    pub significance: Vec<String>,
    /// Review stars at least, 0 to 4.
    pub min_stars: Option<u8>,
    /// Whole gene symbols, any case, or NCBI gene ids.
    pub genes: Vec<String>,
    /// The same: entries in one of these genes are held back.
    pub exclude_genes: Vec<String>,
    /// Exact ids of conditions: `MONDO:0007947`, `OMIM:154700`, `MedGen:C0024796`, `Orphanet:558`.
    pub conditions: Vec<String>,
    /// Entries of any of these diseases.
    pub diseases: Vec<DiseaseFilter>,
    /// Words of `ORIGIN`: `germline`, `somatic`.
    pub origins: Vec<String>,
    /// Terms of the Sequence Ontology: `missense_variant` or `SO:0001583`.
    pub consequences: Vec<String>,
    /// `chr7:140753336`, `7:140,753,300-140,753,400` (1-based, inclusive), or a contig.
    pub regions: Vec<String>,
}

/// A disease: entries whose conditions hold one of its ids, and, told apart, others that lie in its genes.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct DiseaseFilter {
    /// Its name, for people.
    pub name: String,
    /// As [`Filter::conditions`].
    pub conditions: Vec<String>,
    /// As [`Filter::genes`].
    pub genes: Vec<String>,
}

/// How many entries a filter leaves.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FilterCount {
    /// Entries that fit.
    pub entries: u64,
    /// Of these, entries whose conditions hold an id of a disease.
    pub by_condition: u64,
    /// Of these, all others, which lie in a gene of a disease.
    pub by_gene: u64,
    /// Genes and ids that no entry of the panel has.
    pub unmatched: Vec<String>,
}

/// Why an entry is listed under a disease.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ListedBy {
    /// Its conditions hold an id of it.
    Condition,
    /// It lies in one of its genes.
    Gene,
}

impl ListedBy {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Condition, Self::Gene];

    /// Its word in rows and queries.
    #[must_use]
    pub fn word(self) -> String {
        crate::json::word_of(&self)
    }
}

type Plane = BitVec<u32, Lsb0>;

/// The entries that a filter leaves.
#[derive(Debug)]
pub(crate) struct Mask {
    /// Those that fit.
    pub entries: Plane,
    /// Those that fit by a gene of a disease alone; nothing where no disease is asked for.
    by_gene: Option<Plane>,
    pub count: FilterCount,
}

impl Mask {
    pub(crate) fn listed_by(&self, id: EntryId) -> Option<ListedBy> {
        let by_gene = self.by_gene.as_ref()?[id as usize];
        Some(if by_gene { ListedBy::Gene } else { ListedBy::Condition })
    }
}

impl Filter {
    /// Whether it leaves every entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The entries of a panel that fit.
    ///
    /// # Errors
    ///
    /// `option_invalid` where a word is unknown, or a region is none of the panel's.
    pub(crate) fn mask(&self, panel: &Panel) -> Result<Mask, Error> {
        let mut work = Work { panel, entries: Plane::repeat(true, panel.len()), unmatched: Vec::new() };
        for (asked, keys, is) in [
            (&self.consequences, "mc", consequences as Names),
            (&self.genes, "gene", genes),
            (&self.conditions, "clndisdb", conditions),
        ] {
            if !asked.is_empty() {
                let fitting = work.fitting(keys, asked, is);
                work.entries &= fitting;
            }
        }
        if !self.exclude_genes.is_empty() {
            // What is held back need not be there.
            let known = work.unmatched.len();
            let fitting = work.fitting("gene", &self.exclude_genes, genes);
            work.unmatched.truncate(known);
            work.keep(&|id| !fitting[id as usize]);
        }
        work.significance(&self.significance)?;
        work.stars(self.min_stars);
        work.origins(&self.origins)?;
        work.regions(&self.regions)?;
        let by_gene = work.diseases(&self.diseases);
        let Work { entries, unmatched, .. } = work;
        let mut count = FilterCount { entries: entries.count_ones() as u64, unmatched, ..FilterCount::default() };
        if let Some(by_gene) = &by_gene {
            count.by_gene = entries.iter_ones().filter(|id| by_gene[*id]).count() as u64;
            count.by_condition = count.entries - count.by_gene;
        }
        Ok(Mask { entries, by_gene, count })
    }
}

impl Panel {
    /// How many entries a filter leaves.
    ///
    /// # Errors
    ///
    /// `option_invalid` where a word is unknown, or a region is none of the panel's.
    ///
    /// # Panics
    ///
    /// Where annotation is not loaded.
    pub fn count(&self, filter: &Filter) -> Result<FilterCount, Error> {
        Ok(filter.mask(self)?.count)
    }
}

fn invalid(word: &str) -> Error {
    Error::new(ErrorKind::OptionInvalid).with_detail(word)
}

/// What is asked for, and nothing else.
impl Serialize for Filter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let lists = [
            ("significance", &self.significance),
            ("genes", &self.genes),
            ("excludeGenes", &self.exclude_genes),
            ("conditions", &self.conditions),
            ("origins", &self.origins),
            ("consequences", &self.consequences),
            ("regions", &self.regions),
        ];
        let mut map = serializer.serialize_map(None)?;
        for (name, list) in lists {
            if !list.is_empty() {
                map.serialize_entry(name, list)?;
            }
        }
        if let Some(stars) = self.min_stars {
            map.serialize_entry("minStars", &stars)?;
        }
        if !self.diseases.is_empty() {
            map.serialize_entry("diseases", &self.diseases)?;
        }
        map.end()
    }
}

/// A mask that is being made.
struct Work<'a> {
    panel: &'a Panel,
    entries: Plane,
    unmatched: Vec<String>,
}

impl Work<'_> {
    fn keep(&mut self, fits: &dyn Fn(EntryId) -> bool) {
        let ids = 0..u32::try_from(self.panel.len()).expect("entries are numbered in 32 bits");
        for id in ids {
            if self.entries[id as usize] && !fits(id) {
                self.entries.set(id as usize, false);
            }
        }
    }

    fn significance(&mut self, words: &[String]) -> Result<(), Error> {
        let mut wanted = Terms::default();
        for word in words {
            wanted = wanted.and(Terms::named(word).ok_or_else(|| invalid(word))?);
        }
        if words.is_empty() {
            return Ok(());
        }
        let terms = Terms::of_entries(self.panel);
        self.keep(&|id| terms(id).meets(wanted));
        Ok(())
    }

    fn stars(&mut self, least: Option<u8>) {
        if let Some(least) = least.filter(|least| *least > 0) {
            let significance = Significance::new(self.panel);
            self.keep(&|id| significance.stars(id).is_some_and(|stars| stars >= least));
        }
    }

    fn regions(&mut self, regions: &[String]) -> Result<(), Error> {
        let panel = self.panel;
        let read = |text: &String| Region::read(text, panel).or_else(|| Region::whole(text, panel));
        let regions: Vec<Region> =
            regions.iter().map(|text| read(text).ok_or_else(|| invalid(text))).collect::<Result<_, _>>()?;
        if regions.is_empty() {
            return Ok(());
        }
        for contig in (0_u16..).take(panel.contigs().len()) {
            for id in panel.contig_entries(contig) {
                if !regions.iter().any(|region| region.meets(panel, contig, id)) {
                    self.entries.set(id as usize, false);
                }
            }
        }
        Ok(())
    }

    /// Entries that have one of the wanted names in a column. Wanted ones that none has are noted.
    fn fitting(&mut self, key: &str, wanted: &[String], names: Names) -> Plane {
        let mut plane = Plane::repeat(false, self.panel.len());
        // Of names that are one, the first place.
        let mut places: HashMap<String, u32> = HashMap::new();
        let place_of: Vec<Vec<u32>> = (0_u32..)
            .zip(wanted)
            .map(|(place, wanted)| names(wanted).into_iter().map(|name| *places.entry(name).or_insert(place)).collect())
            .collect();
        let mut found = vec![false; wanted.len()];
        if let Some(column) = self.panel.column(key) {
            let fits = |text: &str| {
                let mut any = false;
                for place in names(text).iter().filter_map(|name| places.get(name)) {
                    (any, found[*place as usize]) = (true, true);
                }
                any
            };
            let fits = column.by_value(fits, |a, b| a || b);
            for id in (0..).take(self.panel.len()) {
                if column.code(id).is_some_and(|code| fits.get(code) == Some(&Some(true))) {
                    plane.set(id as usize, true);
                }
            }
        }
        for (wanted, places) in wanted.iter().zip(place_of) {
            if !places.iter().any(|place| found[*place as usize]) {
                self.unmatched.push(wanted.clone());
            }
        }
        plane
    }

    /// Leaves the entries of diseases, and gives those that lie in their genes alone.
    fn diseases(&mut self, diseases: &[DiseaseFilter]) -> Option<Plane> {
        if diseases.is_empty() {
            return None;
        }
        let of_conditions: Vec<String> = diseases.iter().flat_map(|disease| disease.conditions.clone()).collect();
        let of_genes: Vec<String> = diseases.iter().flat_map(|disease| disease.genes.clone()).collect();
        let by_condition = self.fitting("clndisdb", &of_conditions, conditions);
        let mut by_gene = self.fitting("gene", &of_genes, genes);
        by_condition.iter_ones().for_each(|id| by_gene.set(id, false));
        self.keep(&|id| by_condition[id as usize] || by_gene[id as usize]);
        Some(by_gene)
    }

    /// Leaves entries of one of the origins.
    fn origins(&mut self, words: &[String]) -> Result<(), Error> {
        let mut wanted = 0;
        for word in words {
            wanted |= origin(word).ok_or_else(|| invalid(word))?;
        }
        if !words.is_empty() {
            let origins = origins_of(self.panel);
            self.keep(&|id| origins(id) & wanted != 0);
        }
        Ok(())
    }
}

/// The names that a text of a column has, or that someone asks for, folded: they are the same or not.
type Names = fn(&str) -> Vec<String>;

/// Genes (`SYMBOL:id`, `SYMBOL:id|SYMBOL:id` or symbols alone), each by its whole symbol and by its id.
fn genes(text: &str) -> Vec<String> {
    let names = text.split(['|', ',', ';', ' ', ':']).filter(|name| !matches!(*name, "" | "-" | "."));
    names.map(str::to_ascii_uppercase).collect()
}

/// Ids of a condition, as `CLNDISDB` lists them: `MONDO:MONDO:0007947,OMIM:154700`.
fn conditions(text: &str) -> Vec<String> {
    condition_ids(text).map(|id| replace(&id.to_ascii_uppercase(), "ORPHANET:ORPHA", "ORPHANET:")).collect()
}

/// The same as they stand.
pub(crate) fn condition_ids(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(condition_id)
}

/// An id without the name of its database where it has one of its own (`MONDO:MONDO:…`, `…:HP:…`).
fn condition_id(id: &str) -> &str {
    let id = id.trim();
    id.split_once(':').map_or(id, |(_, own)| if own.contains(':') { own } else { id })
}

/// Terms of the Sequence Ontology, by number and name: `SO:0001583|missense_variant`, or behind a transcript.
fn consequences(text: &str) -> Vec<String> {
    let parts = text.split('|').chain(text.rsplit(':').take(1));
    parts.map(|part| part.trim().to_ascii_uppercase().replace(' ', "_")).collect()
}

/// Words of `ORIGIN`, each behind its bit, as the header of `ClinVar`'s releases lists them.
const ORIGINS: [&str; 10] = [
    "germline",
    "somatic",
    "inherited",
    "paternal",
    "maternal",
    "de_novo",
    "biparental",
    "uniparental",
    "not_tested",
    "tested_inconclusive",
];
const OTHER_ORIGIN: u32 = 1 << 30;
/// Ours for what states 0 or nothing.
const UNKNOWN_ORIGIN: u32 = 1 << 31;

/// The bits of each entry: those of a number or of words.
pub(crate) fn origins_of(panel: &Panel) -> impl Fn(EntryId) -> u32 {
    let column = panel.column("origin");
    let bits = |text: &str| {
        let bit = |word: &str| word.parse().ok().or_else(|| origin(word)).unwrap_or(OTHER_ORIGIN);
        text.split(['|', ',', ';', '/']).fold(0, |set, word| set | bit(word))
    };
    let of_values = column.map(|column| column.by_value(bits, |a, b| a | b)).unwrap_or_default();
    let numbers = column.is_some_and(|column| column.prefix().is_some());
    move |id| {
        let code = column.and_then(|column| column.code(id));
        let stated = code
            .and_then(|code| if numbers { u32::try_from(code).ok() } else { of_values.get(code).copied().flatten() });
        stated.filter(|bits| *bits > 0).unwrap_or(UNKNOWN_ORIGIN)
    }
}

/// The words of such bits.
pub(crate) fn origin_words(bits: u32) -> Vec<&'static str> {
    let known = ORIGINS.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, word)| *word);
    let others = [(OTHER_ORIGIN, "other"), (UNKNOWN_ORIGIN, "unknown")];
    known.chain(others.iter().filter(|(bit, _)| bits & bit != 0).map(|(_, word)| *word)).collect()
}

/// The bit of a word.
fn origin(word: &str) -> Option<u32> {
    let word = word.trim().to_ascii_lowercase().replace([' ', '-'], "_");
    match &*word {
        "other" => Some(OTHER_ORIGIN),
        "unknown" | "not_provided" => Some(UNKNOWN_ORIGIN),
        _ => ORIGINS.iter().position(|known| *known == word).map(|at| 1 << at),
    }
}
