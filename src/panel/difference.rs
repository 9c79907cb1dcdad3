//! What one panel has and another does not: what a newer release changes.

use std::fmt::Write;

use serde::Serialize;

use super::entry::{Entry, EntryId};
use super::info::PanelInfo;
use super::significance::Significance;
use super::store::Panel;
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
    /// Entries that both have, with the same classification and review status.
    pub unchanged: u64,
    /// Entries that the latter alone has.
    pub added: Vec<NamedAllele>,
    /// Entries that the former alone has.
    pub removed: Vec<NamedAllele>,
    /// Entries that both have, whose classification or review status differs.
    pub reclassified: Vec<Reclassified>,
}

/// An allele, as its panel's source spells it, and what identifies it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
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
            added: Vec::new(),
            removed: Vec::new(),
            reclassified: Vec::new(),
        };
        for (number, contig) in (0_u16..).zip(self.contigs()) {
            match other.contig_by_key(&contig.key) {
                Some(there) => out.of_contig((self, number), (other, there)),
                None => out.removed.extend(self.contig_entries(number).map(|id| self.named(id))),
            }
        }
        for (number, contig) in (0_u16..).zip(other.contigs()) {
            if self.contig_by_key(&contig.key).is_none() {
                out.added.extend(other.contig_entries(number).map(|id| other.named(id)));
            }
        }
        Ok(out)
    }

    fn named(&self, id: EntryId) -> NamedAllele {
        let Entry { contig, pos, reference, alternate, .. } = self.entry(id);
        let text = |bases: Vec<u8>| String::from_utf8_lossy(&bases).into_owned();
        let value = |key: &str| self.column(key).and_then(|column| column.get(id as usize));
        NamedAllele {
            contig: self.contigs()[usize::from(contig)].name.clone(),
            pos,
            reference: text(reference),
            alternate: text(alternate),
            id: value("id"),
            gene: value("gene"),
            clnsig: value("clnsig"),
        }
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
            let _ = writeln!(
                out,
                "{change}\t{contig}\t{pos}\t{reference}\t{alternate}\t{id}\t{gene}\t{was}\t{is}\t{}\t{}",
                stars(of.0),
                stars(of.1)
            );
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
        ] {
            let _ = writeln!(out, "{}: {value}", text(language, key));
        }
        out
    }

    /// Both are in order, so that one pass finds what they have in common.
    fn of_contig(&mut self, (from, here): (&Panel, u16), (to, there): (&Panel, u16)) {
        let (of_from, of_to) = (Significance::new(from), Significance::new(to));
        let (mut left, mut right) = (from.contig_entries(here), to.contig_entries(there));
        let key = |entry: Entry| (entry.pos, entry.reference, entry.alternate);
        while !left.is_empty() || !right.is_empty() {
            let (a, b) = (left.start, right.start);
            let order = match (left.is_empty(), right.is_empty()) {
                (true, _) => std::cmp::Ordering::Greater,
                (_, true) => std::cmp::Ordering::Less,
                _ => from.pos(a).cmp(&to.pos(b)).then_with(|| key(from.entry(a)).cmp(&key(to.entry(b)))),
            };
            if order.is_lt() {
                self.removed.push(from.named(a));
            } else if order.is_gt() {
                self.added.push(to.named(b));
            } else {
                let clnsig = |panel: &Panel, id| panel.column("clnsig").and_then(|column| column.get(id as usize));
                let (was, stars) = (clnsig(from, a), (of_from.stars(a), of_to.stars(b)));
                if was == clnsig(to, b) && stars.0 == stars.1 {
                    self.unchanged += 1;
                } else {
                    self.reclassified.push(Reclassified { allele: to.named(b), was, stars });
                }
            }
            left.start += u32::from(order.is_le());
            right.start += u32::from(order.is_ge());
        }
    }
}
