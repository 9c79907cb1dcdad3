//! Symbols of genes, and what they were and are called besides: HGNC's complete set.

use std::collections::HashMap;

use super::{GeneFault, GeneItem, Resolved};
use crate::error::{Error, ErrorKind};
use crate::order;
use crate::panel::source::{bare, split};

/// Approved symbols, by all that a gene is called. Look-ups are without case.
#[derive(Clone, Debug, Default)]
pub struct GeneTable {
    symbols: Vec<String>,
    /// Genes by approved symbol, and by number with a letter before it.
    approved: HashMap<String, u32>,
    /// Former symbols and aliases with their genes, sorted.
    others: Vec<(String, u32)>,
}

/// What stands before numbers of HGNC and of NCBI; no symbol begins so.
const HGNC: &str = "#H";
const ENTREZ: &str = "#E";

impl GeneTable {
    /// Reads a table with a header and tabs: `symbol`, and what there is of `alias_symbol`, `prev_symbol` (items
    /// separated by `|`), `hgnc_id`, `entrez_id` and `status`. Only approved symbols are taken.
    ///
    /// # Errors
    ///
    /// `gene_table_invalid` where no line gives a symbol.
    pub fn read(text: &[u8]) -> Result<Self, Error> {
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        let mut lines = text.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end).filter(|line| !line.is_empty());
        let names = lines.next().and_then(|line| split(b'\t', line)).unwrap_or_default();
        let names: Vec<String> = names.iter().map(|name| bare(name)).collect();
        let find = |wanted: &[&str]| wanted.iter().find_map(|name| names.iter().position(|n| n == name));
        let symbol = find(&["symbol", "approvedsymbol"]);
        let called = [find(&["prevsymbol", "previoussymbols"]), find(&["aliassymbol", "aliassymbols"])];
        let (hgnc, entrez, status) = (find(&["hgncid"]), find(&["entrezid", "ncbigeneid"]), find(&["status"]));
        let mut table = Self::default();
        for line in lines {
            let cells = split(b'\t', line).unwrap_or_default();
            let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or("", String::as_str);
            if !matches!(cell(status), "" | "Approved") || cell(symbol).is_empty() {
                continue;
            }
            let gene = u32::try_from(table.symbols.len()).unwrap_or(u32::MAX);
            table.symbols.push(cell(symbol).to_owned());
            table.approved.insert(key(cell(symbol)), gene);
            for name in called.into_iter().flat_map(|at| cell(at).split(['|', ','])) {
                if !name.trim_ascii().is_empty() {
                    table.others.push((key(name), gene));
                }
            }
            for (kind, at) in [(HGNC, hgnc), (ENTREZ, entrez)] {
                if let Some(number) = number(kind, cell(at)) {
                    table.approved.insert(number, gene);
                }
            }
        }
        order::sort(&mut table.others);
        table.others.dedup();
        if table.symbols.is_empty() { Err(ErrorKind::GeneTableInvalid.into()) } else { Ok(table) }
    }

    /// How many genes it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.symbols.len()
    }

    /// Whether it has none; a table that was read never.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.symbols.is_empty()
    }

    /// The approved symbol of an item: by its number where it has one, else by its symbol, which counts as
    /// approved before it counts as a former one or an alias.
    pub(super) fn resolve(&self, item: &GeneItem) -> Resolved {
        let by_symbol = self.called(&item.symbol);
        let by_number = |kind: &str, id: &str| number(kind, id).and_then(|number| self.approved.get(&number));
        let numbered = by_number(HGNC, &item.hgnc_id).or_else(|| by_number(ENTREZ, &item.entrez_id));
        let gene = match (numbered, &by_symbol[..]) {
            (Some(gene), []) | (None, [gene]) => *gene,
            (Some(gene), called) if called.contains(gene) => *gene,
            (Some(gene), called) => return Err((GeneFault::GeneIdDiffers, self.names(&[&[*gene], called].concat()))),
            (None, []) => return Err((GeneFault::GeneUnknown, Vec::new())),
            (None, called) => return Err((GeneFault::GeneAmbiguous, self.names(called))),
        };
        Ok(self.symbols[gene as usize].clone())
    }

    /// The genes that are called so.
    fn called(&self, symbol: &str) -> Vec<u32> {
        let key = key(symbol);
        if let Some(gene) = self.approved.get(&key) {
            return vec![*gene];
        }
        let from = self.others.partition_point(|(name, _)| *name < key);
        self.others[from..].iter().take_while(|(name, _)| *name == key).map(|(_, gene)| *gene).collect()
    }

    fn names(&self, genes: &[u32]) -> Vec<String> {
        genes.iter().map(|gene| self.symbols[*gene as usize].clone()).collect()
    }
}

fn key(symbol: &str) -> String {
    symbol.trim_ascii().to_ascii_uppercase()
}

/// The digits of `HGNC:1100` and of `1100`, behind what tells the kind of number.
fn number(kind: &str, id: &str) -> Option<String> {
    let digits = id.rsplit(':').next().unwrap_or_default();
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| [kind, digits].concat())
}
