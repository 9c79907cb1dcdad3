//! What one panel has and another does not: what a newer release changes.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt::Write;

use serde::Serialize;

use super::entry::{Entry, EntryId};
use super::info::PanelInfo;
use super::significance::{Significance, Terms};
use super::store::Panel;
use crate::cells::put_row;
use crate::error::{Error, ErrorKind};
use crate::json::json_of;
use crate::messages::{Language, text};

/// What changed from one panel to another, by allele: contig (by its canonical name), POS, REF and ALT. Lists are in
/// panel order.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PanelDifference {
    /// The former panel.
    pub from: PanelInfo,
    /// The latter.
    pub to: PanelInfo,
    /// Entries that both have, with the same words of classification and review stars.
    pub unchanged: u64,
    /// Those of them whose classification is spelled otherwise: releases renamed some words.
    pub respelled: u64,
    /// Entries that the latter alone has.
    pub added: Vec<NamedAllele>,
    /// Entries that the former alone has.
    pub removed: Vec<NamedAllele>,
    /// Entries that both have, whose words of classification (oncogenicity and clinical impact among them) or review
    /// stars differ.
    pub reclassified: Vec<Reclassified>,
}

/// An allele, as its panel's source spells it, and what identifies it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NamedAllele {
    /// Contig, as the source names it.
    pub contig: String,
    /// POS, 1-based.
    pub pos: u32,
    /// REF.
    #[serde(rename = "ref")]
    pub reference: String,
    /// ALT.
    #[serde(rename = "alt")]
    pub alternate: String,
    /// The last base of a region, 1-based; its REF and ALT are dots.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region_end: Option<u32>,
    /// Its id in the source.
    pub id: Option<String>,
    /// Its genes in the source.
    pub gene: Option<String>,
    /// Its classification.
    pub clnsig: Option<String>,
}

/// An allele that both panels have and do not classify alike.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reclassified {
    /// As the latter panel has it.
    pub allele: NamedAllele,
    /// The former classification.
    pub was: Option<String>,
    /// Review stars, before and now.
    pub stars: (Option<u8>, Option<u8>),
}

impl Panel {
    /// What changed from this panel to another.
    ///
    /// # Errors
    ///
    /// `build_conflict` where they are of different builds: their positions say nothing of each other.
    ///
    /// # Panics
    ///
    /// Where annotation of either is not loaded.
    pub fn difference(&self, other: &Self) -> Result<PanelDifference, Error> {
        if let (Some(mine), Some(theirs)) = (self.info().build, other.info().build)
            && mine != theirs
        {
            return Err(Error::new(ErrorKind::BuildConflict).with_detail(format!("{mine}, {theirs}")));
        }
        let mut out = PanelDifference {
            from: self.info().clone(),
            to: other.info().clone(),
            unchanged: 0,
            respelled: 0,
            added: Vec::new(),
            removed: Vec::new(),
            reclassified: Vec::new(),
        };
        let (before, now) = (Side::of(self), Side::of(other));
        for (number, contig) in (0_u16..).zip(self.contigs()) {
            match now.contigs.get(contig.key.as_str()) {
                Some(there) => out.of_contig((&before, number), (&now, *there)),
                None => out.removed.extend(self.contig_entries(number).map(|id| self.named(id))),
            }
        }
        for (number, contig) in (0_u16..).zip(other.contigs()) {
            if !before.contigs.contains_key(contig.key.as_str()) {
                out.added.extend(other.contig_entries(number).map(|id| other.named(id)));
            }
        }
        Ok(out)
    }

    fn named(&self, id: EntryId) -> NamedAllele {
        let entry = self.entry(id);
        let [reference, alternate] = entry.alleles();
        NamedAllele {
            contig: self.contigs()[usize::from(entry.contig)].name.clone(),
            pos: entry.pos,
            reference,
            alternate,
            region_end: entry.region_end,
            id: self.value("id", id),
            gene: self.value("gene", id),
            clnsig: self.value("clnsig", id),
        }
    }

    fn value(&self, key: &str, id: EntryId) -> Option<String> {
        self.column(key).and_then(|column| column.get(id as usize))
    }
}

impl PanelDifference {
    /// One line of JSON, with a line feed at its end.
    #[must_use]
    pub fn to_json(&self) -> String {
        json_of(self) + "\n"
    }

    /// Rows `change`, `contig`, `pos`, `ref`, `alt`, `id`, `gene`, `was`, `is`, `stars_were`, `stars_are`.
    #[must_use]
    pub fn to_tsv(&self) -> String {
        let mut out = "change\tcontig\tpos\tref\talt\tid\tgene\twas\tis\tstars_were\tstars_are\n".to_owned();
        let stars = |stars: Option<u8>| stars.map_or_else(String::new, |stars| stars.to_string());
        let mut row = |change: &str, allele: &NamedAllele, was: &str, is: &str, of: (Option<u8>, Option<u8>)| {
            let NamedAllele { contig, pos, reference, alternate, id, gene, .. } = allele;
            let (id, gene) = (id.as_deref().unwrap_or_default(), gene.as_deref().unwrap_or_default());
            let (pos, stars) = (pos.to_string(), (stars(of.0), stars(of.1)));
            let cells = [change, contig, &pos, reference, alternate, id, gene, was, is, &stars.0, &stars.1];
            put_row(cells, &mut out);
        };
        let class = |allele: &NamedAllele| allele.clnsig.clone().unwrap_or_default();
        self.added.iter().for_each(|allele| row("added", allele, "", &class(allele), (None, None)));
        self.removed.iter().for_each(|allele| row("removed", allele, &class(allele), "", (None, None)));
        for Reclassified { allele, was, stars } in &self.reclassified {
            row("reclassified", allele, was.as_deref().unwrap_or_default(), &class(allele), *stars);
        }
        out
    }

    /// Counts, for people.
    #[must_use]
    pub fn to_table(&self, language: Language) -> String {
        let panel = |info: &PanelInfo| {
            let date = info.sources.first().and_then(|source| source.date.as_deref()).unwrap_or("-");
            format!("{} ({date})", info.name)
        };
        let mut out = String::new();
        for (key, value) in [
            ("diff.from", panel(&self.from)),
            ("diff.to", panel(&self.to)),
            ("diff.added", self.added.len().to_string()),
            ("diff.removed", self.removed.len().to_string()),
            ("diff.reclassified", self.reclassified.len().to_string()),
            ("diff.unchanged", self.unchanged.to_string()),
            ("diff.respelled", self.respelled.to_string()),
        ] {
            let _ = writeln!(out, "{}: {value}", text(language, key));
        }
        out
    }

    /// Both are in order, so that one pass finds what they have in common.
    fn of_contig(&mut self, (from, here): (&Side<'_>, u16), (to, there): (&Side<'_>, u16)) {
        let (mut left, mut right) = (from.panel.contig_entries(here), to.panel.contig_entries(there));
        while !left.is_empty() || !right.is_empty() {
            let (a, b) = (left.start, right.start);
            let order = match (left.is_empty(), right.is_empty()) {
                (true, _) => Ordering::Greater,
                (_, true) => Ordering::Less,
                _ => compare((from.panel, a), (to.panel, b)),
            };
            match order {
                Ordering::Less => self.removed.push(from.panel.named(a)),
                Ordering::Greater => self.added.push(to.panel.named(b)),
                Ordering::Equal => self.of_both((from, a), (to, b)),
            }
            left.start += u32::from(order.is_le());
            right.start += u32::from(order.is_ge());
        }
    }

    fn of_both(&mut self, (from, a): (&Side<'_>, EntryId), (to, b): (&Side<'_>, EntryId)) {
        let was = from.panel.value("clnsig", a);
        let stars = (from.significance.stars(a), to.significance.stars(b));
        if (from.terms)(a) == (to.terms)(b) && stars.0 == stars.1 {
            self.unchanged += 1;
            self.respelled += u64::from(was != to.panel.value("clnsig", b));
        } else {
            self.reclassified.push(Reclassified { allele: to.panel.named(b), was, stars });
        }
    }
}

/// POS first, which says it for nearly all.
fn compare((from, a): (&Panel, EntryId), (to, b): (&Panel, EntryId)) -> Ordering {
    let alleles = |entry: Entry| (entry.reference, entry.alternate, entry.region_end);
    from.pos(a).cmp(&to.pos(b)).then_with(|| alleles(from.entry(a)).cmp(&alleles(to.entry(b))))
}

/// One of the two panels, with what its entries are compared by.
struct Side<'a> {
    panel: &'a Panel,
    contigs: HashMap<&'a str, u16>,
    significance: Significance<'a>,
    terms: Box<dyn Fn(EntryId) -> Terms + 'a>,
}

impl<'a> Side<'a> {
    fn of(panel: &'a Panel) -> Self {
        Self {
            panel,
            contigs: panel.contigs().iter().map(|contig| contig.key.as_str()).zip(0..).collect(),
            significance: Significance::new(panel),
            terms: Box::new(Terms::of_entries(panel)),
        }
    }
}
