//! Lists of genes that someone brings: plain, a table, or `PanelApp`'s JSON.
//!
//! A list says which genes are meant; which symbols those have now, a [`GeneTable`] says. What no symbol can be
//! told of is named in [`GeneList::rejected`] and never guessed.

mod panelapp;
mod table;

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;

use super::source::{bare, delimiter_of, split};
use crate::error::{Error, ErrorKind};
use crate::messages::{Language, fill, text};
pub use table::GeneTable;

/// The lowest confidence that `PanelApp` calls green: enough evidence to use a gene.
pub const GREEN: u8 = 3;
/// The longest symbol of a gene, in bytes: HGNC's longest has 22.
const LONGEST: usize = 40;

// Letters and digits of the names alone, in lower case; the first name that a table has counts.
const SYMBOL: [&str; 7] = ["hgncsymbol", "approvedsymbol", "genesymbol", "symbol", "gene", "genes", "genename"];
const HGNC: [&str; 2] = ["hgncid", "hgnc"];
const ENTREZ: [&str; 4] = ["entrezid", "ncbigeneid", "entrezgeneid", "ncbigene"];
const CONFIDENCE: [&str; 3] = ["confidencelevel", "confidence", "gelstatus"];
const KIND: [&str; 1] = ["entitytype"];

/// How a list is read.
#[derive(Clone, Debug)]
pub struct GeneListOptions {
    /// The list's name; empty takes what the list calls itself.
    pub name: String,
    /// Genes of a lower confidence, 0 to 4, are rejected. A gene without a stated one is never.
    pub min_confidence: u8,
}

impl Default for GeneListOptions {
    fn default() -> Self {
        Self { name: String::new(), min_confidence: GREEN }
    }
}

/// The genes of a list.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct GeneList {
    /// Its name; empty where it has none.
    pub name: String,
    /// Each gene once, in the order of the list.
    pub genes: Vec<ListedGene>,
    /// What gave no gene, in the order of the list.
    pub rejected: Vec<RejectedGene>,
}

/// A gene of a list.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedGene {
    /// The symbol: as the gene table has it, or as given where there is no table.
    pub symbol: String,
    /// The symbol or number in the list.
    pub as_given: String,
    /// 1-based line; in JSON the number of the gene.
    pub line: u64,
    /// `PanelApp`'s level: 3 and 4 green, 2 amber, 0 and 1 red.
    pub confidence: Option<u8>,
}

/// Something in a list that gave no gene.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RejectedGene {
    /// As in [`ListedGene`].
    pub line: u64,
    /// What is written there.
    pub as_given: String,
    /// Why.
    pub reason: GeneFault,
    /// The symbols that it may mean.
    pub candidates: Vec<String>,
}

/// Why an item of a list is no gene.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GeneFault {
    /// It cannot be a symbol or a number of HGNC.
    NotAGene,
    /// The gene table does not know it.
    GeneUnknown,
    /// It is an alias or a former symbol of several genes.
    GeneAmbiguous,
    /// Its number and its symbol are two genes.
    GeneIdDiffers,
    /// A number, and there is no gene table.
    GeneTableNeeded,
    /// Its confidence is lower than asked for.
    LowConfidence,
    /// The gene stands above, under this or another symbol.
    GeneRepeated,
}

impl GeneFault {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::NotAGene,
        Self::GeneUnknown,
        Self::GeneAmbiguous,
        Self::GeneIdDiffers,
        Self::GeneTableNeeded,
        Self::LowConfidence,
        Self::GeneRepeated,
    ];

    /// The stable code, e.g. `gene_unknown`.
    #[must_use]
    pub fn code(self) -> String {
        crate::json::word_of(&self)
    }
}

/// An item of a list, before it is known which gene it is. Whoever reads JSON with other means makes these.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct GeneItem {
    /// As in [`ListedGene`].
    pub line: u64,
    /// The symbol as written, or empty.
    pub symbol: String,
    /// HGNC's number, with or without `HGNC:`, or empty.
    pub hgnc_id: String,
    /// NCBI's (Entrez) number, or empty.
    pub entrez_id: String,
    /// `PanelApp`'s level.
    pub confidence: Option<u8>,
    /// Whether the list says that it is something else, such as a region.
    pub is_other: bool,
}

impl GeneList {
    /// Reads a file: JSON of `PanelApp` or text.
    ///
    /// # Errors
    ///
    /// `gene_list_invalid` where it names no gene, or is JSON of something else.
    pub fn read(bytes: &[u8], options: &GeneListOptions, table: Option<&GeneTable>) -> Result<Self, Error> {
        let is_vcf = bytes.starts_with(b"##fileformat") || bytes.starts_with(b"#CHROM");
        if is_vcf {
            return Err(Error::new(ErrorKind::GeneListInvalid).with_detail("VCF"));
        }
        let json = matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'['));
        let list =
            if json { Self::from_panel_app(bytes, options, table)? } else { Self::from_text(bytes, options, table) };
        if list.genes.is_empty() {
            // Why the first one is none says most.
            let why = list.rejected.first().map_or_else(|| "genes".to_owned(), |rejected| rejected.reason.code());
            return Err(Error::new(ErrorKind::GeneListInvalid).with_detail(why));
        }
        Ok(list)
    }

    /// One line for each item that gave no gene: its line, what is written there, why, and what it may mean.
    #[must_use]
    pub fn rejected_lines(&self, language: Language) -> Vec<String> {
        let line = |rejected: &RejectedGene| {
            let why = text(language, &format!("gene.{}", rejected.reason.code()));
            let values = [&rejected.line.to_string(), &rejected.as_given, why, &rejected.candidates.join(", ")];
            fill(
                language,
                if rejected.candidates.is_empty() { "table.gene_rejected" } else { "table.gene_rejected_for" },
                &values,
            )
        };
        self.rejected.iter().map(line).collect()
    }

    /// Reads text: a plain list, or a table with a column of symbols or of HGNC's numbers.
    #[must_use]
    pub fn from_text(text: &[u8], options: &GeneListOptions, table: Option<&GeneTable>) -> Self {
        let (name, items) = items(text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text));
        let mut list = Self::from_items(items, options, table);
        if list.name.is_empty() {
            list.name = name;
        }
        list
    }

    /// Makes a list of its items.
    #[must_use]
    pub fn from_items(items: Vec<GeneItem>, options: &GeneListOptions, table: Option<&GeneTable>) -> Self {
        let mut list = Self { name: options.name.clone(), ..Self::default() };
        // The kind of map that the builder has, too: another one is 2 KB of wasm.
        let mut seen: HashMap<String, u32> = HashMap::new();
        for item in items {
            let as_given = [&item.symbol, &item.hgnc_id, &item.entrez_id].into_iter().find(|text| !text.is_empty());
            let as_given = as_given.cloned().unwrap_or_default();
            let (line, confidence) = (item.line, item.confidence);
            let found = resolve(&item, table).and_then(|symbol| {
                if confidence.is_some_and(|level| level < options.min_confidence) {
                    return Err((GeneFault::LowConfidence, vec![symbol]));
                }
                let new = seen.insert(symbol.to_ascii_uppercase(), 0).is_none();
                if new { Ok(symbol) } else { Err((GeneFault::GeneRepeated, vec![symbol])) }
            });
            match found {
                Ok(symbol) => list.genes.push(ListedGene { symbol, as_given, line, confidence }),
                Err((reason, candidates)) => {
                    list.rejected.push(RejectedGene { line, as_given, reason, candidates });
                }
            }
        }
        list
    }

    /// The symbols alone.
    pub fn symbols(&self) -> impl Iterator<Item = &str> {
        self.genes.iter().map(|gene| gene.symbol.as_str())
    }
}

type Resolved = Result<String, (GeneFault, Vec<String>)>;

/// The symbol of an item.
fn resolve(item: &GeneItem, table: Option<&GeneTable>) -> Resolved {
    let numbered = !item.hgnc_id.is_empty() || !item.entrez_id.is_empty();
    let named = is_symbol(&item.symbol);
    let can_be = named || item.symbol.is_empty() && numbered;
    if item.is_other || !can_be {
        return Err((GeneFault::NotAGene, Vec::new()));
    }
    match table {
        Some(table) => table.resolve(item),
        None if named => Ok(item.symbol.clone()),
        None => Err((GeneFault::GeneTableNeeded, Vec::new())),
    }
}

/// Whether a text can be the symbol of a gene.
fn is_symbol(text: &str) -> bool {
    let (mut bytes, letter) = (text.bytes(), |b: u8| b.is_ascii_alphabetic());
    text.len() <= LONGEST
        && text.bytes().any(letter)
        && bytes.next().is_some_and(|b| b.is_ascii_alphanumeric())
        && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'@'))
}

/// Whether a header, by the bare names of its columns, has one of genes.
pub(super) fn has_gene_column(names: &[String]) -> bool {
    names.iter().any(|name| SYMBOL.contains(&name.as_str()) || HGNC.contains(&name.as_str()))
}

/// Whether a line is of a plain list: symbols in capitals, as all human ones but for `orf`, and nothing else.
pub(super) fn is_plain(line: &[u8]) -> bool {
    let capital = |word: &str| is_symbol(word) && word.bytes().all(|b| !b.is_ascii_lowercase() || b"orf".contains(&b));
    let words = words(line);
    !words.is_empty() && words.iter().all(|word| capital(word))
}

/// What stands between commas, semicolons and white space, up to a `#`.
fn words(line: &[u8]) -> Vec<Cow<'_, str>> {
    let line = line.split(|b| *b == b'#').next().unwrap_or_default();
    let words = line.split(|b| matches!(b, b',' | b';') || b.is_ascii_whitespace());
    words.filter(|word| !word.is_empty()).map(String::from_utf8_lossy).collect()
}

/// Where the columns of a table of genes stand.
struct Columns {
    delimiter: u8,
    symbol: Option<usize>,
    hgnc: Option<usize>,
    entrez: Option<usize>,
    confidence: Option<usize>,
    kind: Option<usize>,
}

impl Columns {
    /// From a header line; nothing where it is none.
    fn of(line: &[u8]) -> Option<Self> {
        let delimiter = delimiter_of(line);
        let names = split(delimiter, line.strip_prefix(b"#").unwrap_or(line))?;
        let names: Vec<String> = names.iter().map(|name| bare(name)).collect();
        let find = |wanted: &[&str]| wanted.iter().find_map(|name| names.iter().position(|n| n == name));
        let (symbol, hgnc) = (find(&SYMBOL), find(&HGNC));
        symbol.or(hgnc)?;
        Some(Self { delimiter, symbol, hgnc, entrez: find(&ENTREZ), confidence: find(&CONFIDENCE), kind: find(&KIND) })
    }

    /// The item of a row; nothing where none of its cells is filled.
    fn item(&self, line: u64, row: &[u8]) -> Option<GeneItem> {
        // A quote that stays open is none.
        let cells = split(self.delimiter, row).or_else(|| {
            let bare: Vec<u8> = row.iter().copied().filter(|b| *b != b'"').collect();
            split(self.delimiter, &bare)
        })?;
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).cloned().unwrap_or_default();
        let item = GeneItem {
            line,
            symbol: cell(self.symbol),
            hgnc_id: cell(self.hgnc),
            entrez_id: cell(self.entrez),
            confidence: cell(self.confidence).parse().ok(),
            is_other: !matches!(cell(self.kind).to_ascii_lowercase().as_str(), "" | "gene"),
        };
        cells.iter().any(|cell| !cell.is_empty()).then_some(item)
    }
}

/// The list's own name and its items.
fn items(text: &[u8]) -> (String, Vec<GeneItem>) {
    let (mut name, mut columns, mut items) = (String::new(), None::<Columns>, Vec::new());
    let mut begun = false;
    // With the CR that may stand before the line feed.
    let lines = text.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end);
    for (number, line) in (1..).zip(lines) {
        if let Some(stated) = line.strip_prefix(b"##display_name=") {
            name = String::from_utf8_lossy(stated.trim_ascii()).into_owned();
        }
        if line.is_empty() || line.starts_with(b"##") || line.starts_with(b"sep=") {
            continue;
        }
        if !begun {
            columns = Columns::of(line);
            begun = columns.is_some() || !line.starts_with(b"#");
            if columns.is_some() {
                continue;
            }
        }
        if line.starts_with(b"#") {
            continue;
        }
        match &columns {
            Some(columns) => items.extend(columns.item(number, line)),
            None => items.extend(words(line).into_iter().map(|word| plain(number, word.into_owned()))),
        }
    }
    (name, items)
}

/// An item of a plain list.
fn plain(line: u64, word: String) -> GeneItem {
    let is_number = word.as_bytes().get(..5).is_some_and(|start| start.eq_ignore_ascii_case(b"HGNC:"));
    let (symbol, hgnc_id) = if is_number { (String::new(), word) } else { (word, String::new()) };
    GeneItem { line, symbol, hgnc_id, ..GeneItem::default() }
}
