//! What entries are asked for: which ones, and in what order.

use crate::kernel::{Flag, MatchKind, Reason, State, Verdict, Zygosity};
use crate::panel::{Column, EntryId, ListedBy, Panel, Region, SignificanceClass};

/// Which entries of a panel to list for one sample, and in what order. Empty lists leave out nothing.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Its place in `summary`.
    pub sample: usize,
    /// States to list.
    pub states: Vec<State>,
    /// Reasons to list.
    pub reasons: Vec<Reason>,
    /// How spellings came to be the entries to list; of carried ones.
    pub matches: Vec<MatchKind>,
    /// How many haplotypes carry the entries to list; of carried ones.
    pub zygosities: Vec<Zygosity>,
    /// Flags of which an entry to list has any.
    pub flags: Vec<Flag>,
    /// Groups of classifications to list.
    pub classes: Vec<SignificanceClass>,
    /// Whether entries whose review status is 0 stars are left out; a view counts them all the same.
    pub fold_zero_stars: bool,
    /// Why entries are listed under a disease that the filter names.
    pub listed_by: Vec<ListedBy>,
    /// Part of a gene symbol, name or id without regard to case (of ASCII), or a place on a contig of
    /// the panel: `chr7:140753336`, `7:140,753,300-140,753,400` (1-based, inclusive).
    pub search: String,
    /// The order.
    pub sort: SortKey,
    /// Whether the order is turned around. Missing values stay last, and ties as they are.
    pub descending: bool,
}

/// What a table of entries is sorted by; ties as by [`State`](SortKey::State).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SortKey {
    /// Carried, indeterminate, not assessed, not carried; then gravity, stars, gene, panel order.
    #[default]
    State,
    /// As the panel's source spells it.
    Gene,
    /// Panel order: contig, POS, REF, ALT.
    Position,
    /// In the order of its words in `docs/semantics.md`.
    Zygosity,
    /// The gravest first.
    Significance,
    /// Review status.
    Stars,
    /// In the order of its words in `docs/semantics.md`.
    Match,
    /// In the order of its words in `docs/semantics.md`.
    Reason,
}

impl SortKey {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::State,
        Self::Gene,
        Self::Position,
        Self::Zygosity,
        Self::Significance,
        Self::Stars,
        Self::Match,
        Self::Reason,
    ];
}

/// Bits of a gene's place in the order, and of all others.
const GENE: u32 = 31;
const OTHER: u32 = 5;

/// Makes the keys that entries are sorted by.
pub(super) struct Keys<'a> {
    sort: SortKey,
    descending: bool,
    genes: Option<&'a Column>,
    /// How tables write that there is no gene.
    no_gene: Option<usize>,
}

/// What an entry is sorted by.
pub(super) struct Facts<'a> {
    pub id: EntryId,
    pub state: State,
    pub class: SignificanceClass,
    pub stars: Option<u8>,
    /// Where the key needs it.
    pub verdict: Option<&'a Verdict>,
}

impl<'a> Keys<'a> {
    pub(super) fn new(query: &Query, panel: &'a Panel) -> Self {
        let genes = panel.column("gene");
        let no_gene = genes.and_then(|genes| {
            let none = genes.by_value(|text| text == "-", |a, b| a && b);
            none.iter().position(|none| *none == Some(true))
        });
        Self { sort: query.sort, descending: query.descending, genes, no_gene }
    }

    /// Whether the key of an entry in this state rests on its verdict.
    pub(super) fn need_verdict(&self, state: State) -> bool {
        match self.sort {
            SortKey::Zygosity | SortKey::Match => state == State::Carried,
            SortKey::Reason => has_reason(state),
            _ => false,
        }
    }

    /// The key of an entry: equal ones are in panel order.
    pub(super) fn key(&self, facts: &Facts<'_>) -> u64 {
        let gene = self.genes.and_then(|genes| genes.code(facts.id)).filter(|code| Some(*code) != self.no_gene);
        let gene = gene.map(|code| code as u64);
        let ties = rank(facts.state) << 6 | (facts.class as u64) << 3 | facts.stars.map_or(5, |s| 4 - u64::from(s));
        let verdict = facts.verdict;
        let first = match self.sort {
            SortKey::Gene => return self.directed(gene, GENE) << 9 | ties,
            // Panel order is the order that entries come in.
            SortKey::Position => return 0,
            SortKey::State => Some(rank(facts.state)),
            SortKey::Significance => Some(facts.class as u64).filter(|_| facts.class != SignificanceClass::None),
            SortKey::Stars => facts.stars.map(u64::from),
            SortKey::Zygosity => verdict.and_then(|v| v.zygosity).map(|zygosity| zygosity as u64),
            SortKey::Match => verdict.and_then(|v| v.kind).map(|kind| kind as u64),
            SortKey::Reason => verdict.and_then(|v| v.reason).map(|reason| reason as u64),
        };
        (self.directed(first, OTHER) << 9 | ties) << GENE | place(gene, GENE)
    }

    /// A place in the order of so many bits, turned around where that is asked for.
    fn directed(&self, value: Option<u64>, bits: u32) -> u64 {
        let last = (1 << bits) - 1;
        match value {
            Some(_) if self.descending => last - 1 - place(value, bits),
            _ => place(value, bits),
        }
    }
}

/// A place in an order of so many bits: what is missing comes last.
fn place(value: Option<u64>, bits: u32) -> u64 {
    let last = (1 << bits) - 1;
    value.map_or(last, |value| value.min(last - 1))
}

/// States that have a reason.
pub(super) fn has_reason(state: State) -> bool {
    matches!(state, State::NotAssessed | State::Indeterminate)
}

/// The order of states in a table.
fn rank(state: State) -> u64 {
    match state {
        State::Carried => 0,
        State::CarriedAssumed => 1,
        State::Indeterminate => 2,
        State::NotAssessed => 3,
        State::NotCarried => 4,
        State::NotCarriedAssumed => 5,
    }
}

/// What is searched for, read once.
pub(super) enum Search<'a> {
    Anything,
    /// Entries whose REF meets these bases.
    Place(Region),
    /// Entries with one of the values, in any of the columns.
    Text(Vec<Found<'a>>),
}

/// A column and which of its values fit.
pub(super) enum Found<'a> {
    Texts(&'a Column, Vec<Option<bool>>),
    /// Numbers that hold these digits.
    Numbers(&'a Column, String),
}

impl<'a> Search<'a> {
    pub(super) fn new(search: &str, panel: &'a Panel) -> Self {
        let search = search.trim();
        if search.is_empty() {
            return Self::Anything;
        }
        if let Some(region) = Region::read(search, panel) {
            return Self::Place(region);
        }
        let columns = ["gene", "name", "id"].into_iter().filter_map(|key| Some((key, panel.column(key)?)));
        Self::Text(columns.filter_map(|(key, column)| Found::new(key, column, search)).collect())
    }

    pub(super) fn finds(&self, panel: &Panel, contig: u16, id: EntryId) -> bool {
        match self {
            Self::Anything => true,
            Self::Place(region) => region.meets(panel, contig, id),
            Self::Text(columns) => columns.iter().any(|found| found.holds(id)),
        }
    }
}

impl<'a> Found<'a> {
    /// Nothing where no value of the column can fit.
    fn new(key: &str, column: &'a Column, search: &str) -> Option<Self> {
        let fits = |text: &str| match key {
            // `SYMBOL:id|SYMBOL:id`: the numbers of genes are no names.
            "gene" => text.split('|').any(|gene| holds(gene.split(':').next().unwrap_or_default(), search)),
            _ => holds(text, search),
        };
        if column.prefix().is_some() {
            return search.bytes().all(|b| b.is_ascii_digit()).then(|| Self::Numbers(column, search.to_owned()));
        }
        Some(Self::Texts(column, column.by_value(fits, |a, b| a || b)))
    }

    fn holds(&self, id: EntryId) -> bool {
        match self {
            // A code beyond the dictionary is no value.
            Self::Texts(column, fit) => column.code(id).is_some_and(|code| fit.get(code) == Some(&Some(true))),
            Self::Numbers(column, digits) => column.code(id).is_some_and(|number| holds(&number.to_string(), digits)),
        }
    }
}

/// Whether a text holds another, without regard to the case of ASCII letters.
fn holds(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len()).any(|window| window.eq_ignore_ascii_case(part.as_bytes()))
}
