//! From a contig's name in the file to the panel's contig.

use std::collections::HashMap;
use std::sync::Arc;

use super::accounting::{Accounting, RENAMED, UNDECLARED};
use crate::error::Error;
use crate::genome::{ContigDecl, ContigMap, ContigMapFacts, contig_key, contig_rank, mt_differs};
use crate::input::KEPT_CONTIGS;
use crate::panel::Panel;

/// Names that are kept apart at most; a file with more is read on with look-ups uncached.
const CACHED: usize = 100_000;

/// Where a name of the file leads.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Known {
    /// The panel has this contig.
    InPanel(u16),
    /// The panel has it by name, and it is another sequence.
    Differs,
    /// The alias table knows it and the panel does not have it.
    NotInPanel,
    /// Nobody knows it: its place in the accounting, once it has one.
    Unknown(Option<usize>),
}

/// What a name of the file means for a panel.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Lead {
    /// It is this contig of the panel.
    InPanel(u16),
    /// It is known and no contig of the panel, or another sequence than the panel's.
    Elsewhere,
    /// Nobody knows it.
    Unknown,
}

/// A contig that a file declares or uses.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// The canonical name of what it means.
    pub(super) key: String,
    /// The first of the names that the file has for it.
    pub(super) name: String,
}

/// A name that records have.
#[derive(Debug)]
struct Seen {
    name: String,
    /// The line of the first of them.
    line: u64,
    known: Known,
}

/// What is said of lengths that are not declared.
const ANY_LENGTH: u32 = u32::MAX - 1;

/// The contigs of a file beside those of the panel.
#[derive(Debug)]
pub(crate) struct Contigs {
    /// Names as written, to places in `seen`. In 32 bits, as the panel's builder looks up its texts: one
    /// code for all of them.
    names: HashMap<String, u32>,
    seen: Vec<Seen>,
    /// Names that the header declares, with the largest POS that each has; the telomere behind left out.
    declared: HashMap<String, u32>,
    /// The name of the line before and its place in `seen`: most lines name it again.
    last: (Vec<u8>, u32),
    /// The largest POS of the last name that was looked for.
    largest: u32,
    /// What the header declares or a record names.
    mentioned: Vec<Mention>,
    /// Their keys, to places in `mentioned`.
    keys: HashMap<String, u32>,
    map: Arc<ContigMap>,
    /// That the map makes one contig of two.
    conflict: Option<Error>,
    /// The mitochondrion, where it is another sequence.
    differing: Option<u16>,
}

impl Contigs {
    /// From the declarations of a header.
    pub(crate) fn new(declared: &[ContigDecl], panel: &Panel, map: &Arc<ContigMap>) -> Self {
        let differing =
            panel.contig_by_key("MT").filter(|&i| mt_differs(declared, panel.contigs()[usize::from(i)].length));
        let largest = |c: &ContigDecl| c.length.and_then(|length| u32::try_from(length).ok()).unwrap_or(ANY_LENGTH);
        let mut contigs = Self {
            names: HashMap::new(),
            seen: Vec::new(),
            declared: declared.iter().map(|c| (c.name.clone(), largest(c).min(ANY_LENGTH))).collect(),
            last: (Vec::new(), 0),
            largest: ANY_LENGTH,
            mentioned: Vec::new(),
            keys: HashMap::new(),
            map: Arc::clone(map),
            conflict: None,
            differing,
        };
        for contig in declared {
            contigs.mention_one(&contig_key(contig.meant()), &contig.name);
        }
        contigs
    }

    fn mention_one(&mut self, key: &str, name: &str) {
        if let Some(at) = self.keys.get(key) {
            if let Err(conflict) = self.map.join(&self.mentioned[*at as usize].name, name) {
                self.conflict.get_or_insert(conflict);
            }
            return;
        }
        let at = u32::try_from(self.mentioned.len()).expect("names are capped");
        self.keys.insert(key.to_owned(), at);
        self.mentioned.push(Mention { key: key.to_owned(), name: name.to_owned() });
    }

    /// That no two contigs of the file are one by the user's map.
    ///
    /// # Errors
    ///
    /// `contig_map_conflict`.
    pub(crate) fn check(&self) -> Result<(), Error> {
        self.conflict.clone().map_or(Ok(()), Err)
    }

    /// What a report says of the user's map.
    pub(crate) fn map_facts(&self) -> Option<ContigMapFacts> {
        self.map.facts(|name| {
            self.keys.get(&*self.map.key(name)).is_some_and(|at| self.mentioned[*at as usize].name == name)
        })
    }

    /// The panel's contig of a name that a record on this line has; nothing where the panel has none, which is
    /// counted.
    pub(crate) fn find(&mut self, name: &[u8], line: u64, panel: &Panel, accounting: &mut Accounting) -> Option<u16> {
        let mut uncached;
        let known = match self.place(name, line, panel, accounting) {
            Ok(at) => &mut self.seen[at as usize].known,
            Err(known) => {
                uncached = known;
                &mut uncached
            }
        };
        match known {
            Known::InPanel(contig) => Some(*contig),
            Known::Differs | Known::NotInPanel => None,
            Known::Unknown(at) => {
                accounting.unknown_contig(at, &String::from_utf8_lossy(name), Some(line));
                None
            }
        }
    }

    /// The place of a name in `seen`; beyond the limit of names what is known of it.
    fn place(&mut self, name: &[u8], line: u64, panel: &Panel, accounting: &mut Accounting) -> Result<u32, Known> {
        if self.last.0 == name && !self.seen.is_empty() {
            return Ok(self.last.1);
        }
        let text = String::from_utf8_lossy(name);
        self.largest = self.declared.get(&*text).copied().unwrap_or(ANY_LENGTH);
        let at = if let Some(at) = self.names.get(&*text) {
            let at = *at;
            accounting.interleaved(line, name);
            at
        } else {
            let known = self.resolve(name, panel);
            if self.seen.len() == CACHED {
                return Err(known);
            }
            self.see(text.into_owned(), line, known)
        };
        self.last = (name.to_vec(), at);
        Ok(at)
    }

    fn see(&mut self, name: String, line: u64, known: Known) -> u32 {
        let at = u32::try_from(self.seen.len()).expect("names are capped");
        self.names.insert(name.clone(), at);
        self.seen.push(Seen { name, line, known });
        at
    }

    /// The names that records have, with the line of the first of each.
    pub(super) fn seen(&self) -> impl Iterator<Item = (&str, u64)> {
        self.seen.iter().map(|seen| (seen.name.as_str(), seen.line))
    }

    /// Takes up a name that records of a part have, read elsewhere.
    pub(super) fn take(&mut self, name: String, line: u64, panel: &Panel) {
        let known = self.resolve(name.as_bytes(), panel);
        self.see(name, line, known);
    }

    /// The largest POS of the contig that was looked for last.
    pub(super) fn largest(&self) -> u32 {
        self.largest
    }

    /// Warns of names that the header does not declare, and of those of one contig of the panel that differ.
    pub(super) fn warn(&self, accounting: &mut Accounting) {
        let mut in_panel: Vec<u16> = Vec::new();
        for Seen { name, line, known } in &self.seen {
            if !self.declared.is_empty() && self.declared.len() < KEPT_CONTIGS && !self.declared.contains_key(name) {
                accounting.warn(UNDECLARED, *line, name.as_bytes());
            }
            if let Known::InPanel(contig) = known {
                if in_panel.contains(contig) {
                    accounting.warn(RENAMED, *line, name.as_bytes());
                }
                in_panel.push(*contig);
            }
        }
    }

    #[inline(never)]
    fn resolve(&mut self, name: &[u8], panel: &Panel) -> Known {
        let text = String::from_utf8_lossy(name);
        let map = Arc::clone(&self.map);
        let key = map.key(&text);
        let known = match panel.contig_by_key(&key) {
            Some(contig) if self.differs(contig) => Known::Differs,
            Some(contig) => Known::InPanel(contig),
            None if contig_rank(&key) == u32::MAX => Known::Unknown(None),
            None => Known::NotInPanel,
        };
        if !matches!(known, Known::Unknown(_)) {
            self.mention_one(&key, &text);
        }
        known
    }

    /// What a name that the file uses means.
    pub(super) fn lead(&mut self, name: &[u8], panel: &Panel) -> Lead {
        match self.resolve(name, panel) {
            Known::InPanel(contig) => Lead::InPanel(contig),
            Known::Differs | Known::NotInPanel => Lead::Elsewhere,
            Known::Unknown(_) => Lead::Unknown,
        }
    }

    /// Whether the file declares or uses the contig of this key.
    pub(crate) fn mentions(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    /// Whether the file's contig is another sequence than the panel's.
    pub(crate) fn differs(&self, contig: u16) -> bool {
        self.differing == Some(contig)
    }

    /// Contigs that the file declares or uses.
    pub(super) fn mentioned(&self) -> &[Mention] {
        &self.mentioned
    }

    pub(super) fn mention(&mut self, contigs: &[Mention]) {
        for Mention { key, name } in contigs {
            self.mention_one(key, name);
        }
    }

    /// Whether the names of another part can be told apart beside these.
    pub(super) fn can_take(&self, other: &Self) -> bool {
        self.seen.len() + other.seen.len() <= CACHED
    }

    /// Counts its lines on from those of all parts before it.
    pub(super) fn count_from(&mut self, lines: u64) {
        self.seen.iter_mut().for_each(|seen| seen.line += lines);
    }

    /// Those of its names that records of another part have too, with the first line of each.
    pub(super) fn also_in<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (&'a str, u64)> {
        self.seen().filter(|(name, _)| other.names.contains_key(*name))
    }

    /// Takes up the contigs of a later part of the same file.
    pub(super) fn merge(&mut self, other: Self) {
        self.mention(&other.mentioned);
        for Seen { name, line, known } in other.seen {
            if !self.names.contains_key(&name) {
                self.see(name, line, known);
            }
        }
    }
}
