//! Columns of annotation, and the INFO keys of a VCF that they come from.

use std::ops::Range;

use crate::panel::annotation::{ColumnBuilder, Kind};

/// A column: its key, the INFO keys that it comes from, of which the first that is there counts (NCBI's own
/// releases, then the VCFs that others derived from its tables), and how it is kept.
struct Known {
    key: &'static str,
    from: &'static [&'static str],
    kind: Kind,
}

const fn known(key: &'static str, from: &'static [&'static str], kind: Kind) -> Known {
    Known { key, from, kind }
}

const LIST: Kind = Kind::List('|');
/// Keys of `ClinVar`, as its releases since 2024 describe them.
const KNOWN: [Known; 18] = [
    known("id", &["MEASURESET_ID", "VARIATION_ID"], Kind::Text),
    known("gene", &["GENEINFO", "SYMBOL"], LIST),
    known("clnsig", &["CLNSIG", "CLINICAL_SIGNIFICANCE"], Kind::Words),
    known("clnrevstat", &["CLNREVSTAT", "REVIEW_STATUS"], Kind::Words),
    known("clndn", &["CLNDN", "CLNDBN", "ALL_TRAITS"], LIST),
    known("clndisdb", &["CLNDISDB", "XREFS"], LIST),
    known("mc", &["MC", "MOLECULAR_CONSEQUENCE"], Kind::List(',')),
    known("origin", &["ORIGIN"], Kind::Text),
    known("onc", &["ONC"], Kind::Words),
    known("oncrevstat", &["ONCREVSTAT"], Kind::Words),
    known("oncdn", &["ONCDN"], LIST),
    known("oncdisdb", &["ONCDISDB"], LIST),
    known("sci", &["SCI"], Kind::Words),
    known("scirevstat", &["SCIREVSTAT"], Kind::Words),
    known("scidn", &["SCIDN"], LIST),
    known("scidisdb", &["SCIDISDB"], LIST),
    known("caid", &["CLNVI"], Kind::Number("CA")),
    known("hgvs", &["CLNHGVS"], Kind::Text),
];
/// Places of columns whose values are more than what INFO says.
pub(super) const ID: usize = 0;
pub(super) const CLNSIG: usize = 2;
pub(super) const CAID: usize = 16;
pub(super) const HGVS: usize = 17;
/// What releases up to 2017 state by allele: classification, review, conditions and name.
pub(super) const BY_ALLELE: [usize; 4] = [CLNSIG, 3, 4, HGVS];

/// How a column of this key is kept, whatever its source.
pub(super) fn kind_of(key: &str) -> Kind {
    KNOWN.iter().find(|known| known.key == key).map_or(Kind::Text, |known| known.kind)
}

/// Builders of the columns: those that are known, then one for each INFO key that is kept as it stands.
pub(super) fn columns(kept: &[String]) -> Vec<ColumnBuilder> {
    let known = KNOWN.iter().map(|known| ColumnBuilder::new(known.key, known.kind));
    let others = kept.iter().map(|key| ColumnBuilder::new(&format!("INFO/{key}"), Kind::Text));
    known.chain(others).collect()
}

/// Shelves of names, by what is quickly seen of a name: to compare each key of a row with each name took a
/// quarter of compiling a panel.
const SHELVES: usize = 64;

/// Finds what INFO says for each column.
#[derive(Debug)]
pub(super) struct Keys {
    shelves: Vec<Vec<Name>>,
    columns: usize,
}

/// What INFO says for each column: where its value stands, and how many keys count before that which has it.
#[derive(Debug, Default)]
pub(super) struct Values(Vec<(usize, Range<usize>)>);

impl Values {
    /// The value of a column in the INFO that was read; empty where there is none.
    pub(super) fn of<'a>(&self, column: usize, info: &'a str) -> &'a str {
        &info[self.0[column].1.clone()]
    }

    pub(super) fn columns(&self) -> Range<usize> {
        0..self.0.len()
    }
}

/// An INFO key, the column that it is for, and how many keys count before it there.
#[derive(Debug)]
struct Name {
    key: String,
    column: usize,
    rank: usize,
}

impl Keys {
    pub(super) fn new(kept: &[String]) -> Self {
        let mut keys = Self { shelves: Vec::new(), columns: KNOWN.len() + kept.len() };
        keys.shelves.resize_with(SHELVES, Vec::new);
        for (column, known) in KNOWN.iter().enumerate() {
            for (rank, name) in known.from.iter().enumerate() {
                keys.put(Name { key: (*name).to_owned(), column, rank });
            }
        }
        for (column, name) in (KNOWN.len()..).zip(kept) {
            keys.put(Name { key: name.clone(), column, rank: 0 });
        }
        keys
    }

    fn put(&mut self, name: Name) {
        self.shelves[shelf(name.key.as_bytes())].push(name);
    }

    /// Finds the value of each column in INFO, which is read once. The first of a column's keys counts, wherever
    /// it stands, and the first of two values. What was found in another INFO is forgotten: millions of rows take
    /// the memory of one.
    pub(super) fn find(&self, info: &str, Values(found): &mut Values) {
        found.clear();
        found.resize(self.columns, (usize::MAX, 0..0));
        let info = info.as_bytes();
        let mut at = 0;
        while at < info.len() {
            let end = memchr::memchr2(b'=', b';', &info[at..]).map_or(info.len(), |length| at + length);
            let key = &info[at..end];
            let mut value = end..end;
            if info.get(end) == Some(&b'=') {
                let rest = &info[end + 1..];
                value = end + 1..end + 1 + memchr::memchr(b';', rest).unwrap_or(rest.len());
            }
            at = value.end + 1;
            for Name { key: name, column, rank } in &self.shelves[shelf(key)] {
                if name.as_bytes() == key && *rank < found[*column].0 {
                    found[*column] = (*rank, value.clone());
                }
            }
        }
    }
}

fn shelf(name: &[u8]) -> usize {
    let [first, .., last] = name else { return name.len() };
    (name.len() + 3 * usize::from(*first) + 11 * usize::from(*last)) % SHELVES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_key_of_a_column_counts_and_the_first_value() {
        let keys = Keys::new(&["AF".to_owned(), "CLNSIG".to_owned(), "DB".to_owned()]);
        let mut found = Values::default();
        let info = "AF=1;DB;CLNDBN=b;SYMBOL=S;;CLNDN=a=a;CLNDN=c;CLNSIG=x;CLNSIGSCV=y;MC";
        keys.find(info, &mut found);
        let of = |column| found.of(column, info);
        assert_eq!((of(1), of(4), of(6)), ("S", "a=a", ""));
        assert_eq!((of(CLNSIG), of(18), of(19), of(20)), ("x", "1", "x", ""));
        for info in [".", ""] {
            keys.find(info, &mut found);
            assert!(found.columns().all(|column| found.of(column, info).is_empty()));
        }
    }

    #[test]
    fn shelves_are_short() {
        assert!(Keys::new(&[]).shelves.iter().all(|shelf| shelf.len() <= 3));
    }
}
