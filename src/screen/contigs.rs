//! From a contig's name in the file to the panel's contig.

use std::collections::{HashMap, HashSet};

use super::accounting::Accounting;
use crate::genome::{ContigDecl, contig_key, contig_rank, mt_differs};
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

/// The contigs of a file beside those of the panel.
#[derive(Debug)]
pub(crate) struct Contigs {
    /// Names as written, to places in `known`. In 32 bits, as the panel's builder looks up its texts: one
    /// code for all of them.
    names: HashMap<String, u32>,
    known: Vec<Known>,
    /// The name of the line before and its place: most lines name it again.
    last: (Vec<u8>, u32),
    /// Keys that the header declares or a record names.
    mentioned: HashSet<String>,
    /// The mitochondrion, where it is another sequence.
    differing: Option<u16>,
}

impl Contigs {
    /// From the declarations of a header.
    pub(crate) fn new(declared: &[ContigDecl], panel: &Panel) -> Self {
        let mentioned = declared.iter().map(|c| contig_key(&c.name).into_owned()).collect();
        let differing =
            panel.contig_by_key("MT").filter(|&i| mt_differs(declared, panel.contigs()[usize::from(i)].length));
        Self { names: HashMap::new(), known: Vec::new(), last: (Vec::new(), 0), mentioned, differing }
    }

    /// The panel's contig of a name; nothing where the panel has none, which is counted.
    pub(crate) fn find(&mut self, name: &[u8], panel: &Panel, accounting: &mut Accounting) -> Option<u16> {
        let mut uncached;
        let known = match self.place(name, panel) {
            Ok(at) => &mut self.known[at as usize],
            Err(known) => {
                uncached = known;
                &mut uncached
            }
        };
        match known {
            Known::InPanel(contig) => Some(*contig),
            Known::Differs | Known::NotInPanel => None,
            Known::Unknown(at) => {
                accounting.unknown_contig(at, &String::from_utf8_lossy(name));
                None
            }
        }
    }

    /// The place of a name in `known`; beyond the limit of names what is known of it.
    fn place(&mut self, name: &[u8], panel: &Panel) -> Result<u32, Known> {
        if self.last.0 == name && !self.known.is_empty() {
            return Ok(self.last.1);
        }
        let text = String::from_utf8_lossy(name);
        let at = if let Some(at) = self.names.get(&*text) {
            *at
        } else {
            let known = self.resolve(name, panel);
            let at = u32::try_from(self.known.len()).expect("names are capped");
            if self.known.len() == CACHED {
                return Err(known);
            }
            self.known.push(known);
            self.names.insert(text.into_owned(), at);
            at
        };
        self.last = (name.to_vec(), at);
        Ok(at)
    }

    fn resolve(&mut self, name: &[u8], panel: &Panel) -> Known {
        let text = String::from_utf8_lossy(name);
        let key = contig_key(&text);
        let known = match panel.contig_by_key(&key) {
            Some(contig) if self.differs(contig) => Known::Differs,
            Some(contig) => Known::InPanel(contig),
            None if contig_rank(&key) == u32::MAX => Known::Unknown(None),
            None => Known::NotInPanel,
        };
        if !matches!(known, Known::Unknown(_)) {
            self.mentioned.insert(key.into_owned());
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
        self.mentioned.contains(key)
    }

    /// Whether the file's contig is another sequence than the panel's.
    pub(crate) fn differs(&self, contig: u16) -> bool {
        self.differing == Some(contig)
    }

    /// Keys of contigs that the file declares or uses.
    pub(super) fn mentioned(&self) -> impl Iterator<Item = &String> {
        self.mentioned.iter()
    }

    pub(super) fn mention(&mut self, keys: Vec<String>) {
        self.mentioned.extend(keys);
    }

    /// Takes up the contigs of another part of the same file.
    pub(crate) fn merge(&mut self, other: Self) {
        self.mentioned.extend(other.mentioned);
    }
}
