//! Gathers a column while a source is read.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::texts::{Lists, Texts};
use super::{Column, Values};
use crate::panel::bytes::Packed;

/// How the values of a column are kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    /// As texts, or as whole numbers where all are.
    Text,
    /// As whole numbers behind a text, where all are such.
    Number(&'static str),
    /// As lists of texts with this letter between them.
    List(char),
}

/// Codes in one piece, packed by the largest of them.
const PIECE: usize = 1 << 14;

/// Numbers, one an entry of the source: a piece that is full is packed.
#[derive(Debug, Default)]
struct Codes {
    full: Vec<Packed>,
    last: Vec<u32>,
}

impl Codes {
    fn push(&mut self, code: u32) {
        self.last.push(code);
        if self.last.len() == PIECE {
            self.full.push(Packed::new(self.last.iter().copied()));
            self.last.clear();
        }
    }

    fn len(&self) -> usize {
        self.full.len() * PIECE + self.last.len()
    }

    fn get(&self, at: usize) -> u32 {
        self.full.get(at / PIECE).map_or_else(|| self.last[at % PIECE], |piece| piece.get(at % PIECE))
    }
}

/// Values that were seen, each once.
#[derive(Debug, Default)]
struct Seen {
    values: Vec<Box<str>>,
    codes: HashMap<Box<str>, u32, FixedState>,
}

impl Seen {
    /// The code of a value, from 1.
    fn code(&mut self, value: &str) -> u32 {
        if let Some(code) = self.codes.get(value) {
            return *code;
        }
        self.values.push(value.into());
        let code = u32::try_from(self.values.len()).expect("the builder caps the entries");
        self.codes.insert(value.into(), code);
        code
    }
}

#[derive(Debug)]
pub(crate) struct ColumnBuilder {
    key: String,
    kind: Kind,
    /// Whether each value so far was a whole number: its code is the number and 1.
    numbers: bool,
    seen: Seen,
    codes: Codes,
    /// The last value and its code: neighbours often have it in common.
    last: (String, u32),
}

impl ColumnBuilder {
    pub(crate) fn new(key: &str, kind: Kind) -> Self {
        Self {
            key: key.to_owned(),
            kind,
            numbers: !matches!(kind, Kind::List(_)),
            seen: Seen::default(),
            codes: Codes::default(),
            last: (String::new(), 0),
        }
    }

    /// The code of a value: 0 where it is missing. It is of this column until the next value that is no number.
    pub(crate) fn intern(&mut self, value: &str) -> u32 {
        if matches!(value, "" | ".") {
            return 0;
        }
        if self.last.0 != value {
            self.last.1 = self.code_of(value);
            value.clone_into(&mut self.last.0);
        }
        self.last.1
    }

    /// Takes the code of the next entry.
    pub(crate) fn push(&mut self, code: u32) {
        self.codes.push(code);
    }

    fn prefix(&self) -> &'static str {
        if let Kind::Number(prefix) = self.kind { prefix } else { "" }
    }

    fn code_of(&mut self, value: &str) -> u32 {
        if self.numbers {
            if let Some(number) = value.strip_prefix(self.prefix()).and_then(canonical_number) {
                return number + 1;
            }
            self.numbers_become_texts();
        }
        self.seen.code(value)
    }

    fn numbers_become_texts(&mut self) {
        self.numbers = false;
        let (prefix, numbers) = (self.prefix(), std::mem::take(&mut self.codes));
        for code in (0..numbers.len()).map(|at| numbers.get(at)) {
            let code = code.checked_sub(1).map_or(0, |number| self.seen.code(&format!("{prefix}{number}")));
            self.codes.push(code);
        }
    }

    /// The column over entries in panel order, each named by its number in the source; nothing where no entry
    /// has a value. Dictionaries are sorted, so that they do not depend on the order of the source.
    pub(crate) fn finish(self, order: &[u32]) -> Option<Column> {
        let Self { key, kind, numbers, seen, codes, .. } = self;
        let code = |at: &u32| codes.get(*at as usize);
        if numbers {
            let prefix = if let Kind::Number(prefix) = kind { prefix } else { "" };
            let codes = Packed::new(order.iter().map(code));
            let some = order.iter().any(|at| code(at) > 0);
            return some.then(|| Column { key, values: Values::Numbers { prefix: prefix.to_owned() }, codes });
        }
        let mut used = vec![false; seen.values.len() + 1];
        order.iter().for_each(|at| used[code(at) as usize] = true);
        let used: Vec<u32> = (0_u32..).zip(&used).skip(1).filter(|(_, used)| **used).map(|(code, _)| code).collect();
        if used.is_empty() {
            return None;
        }
        let value = |code: u32| &*seen.values[code as usize - 1];
        let (values, sorted) = match kind {
            Kind::List(separator) => lists(separator, used, value),
            _ => texts(used, value),
        };
        let mut renamed = vec![0_u32; seen.values.len() + 1];
        for (new, old) in (1_u32..).zip(sorted) {
            renamed[old as usize] = new;
        }
        Some(Column { key, values, codes: Packed::new(order.iter().map(|at| renamed[code(at) as usize])) })
    }
}

/// Texts in their order, and the codes that they had.
fn texts<'a>(mut used: Vec<u32>, value: impl Fn(u32) -> &'a str) -> (Values, Vec<u32>) {
    crate::order::sort_by(&mut used, |a, b| value(*a).cmp(value(*b)));
    (Values::Texts(Texts::new(used.iter().map(|code| value(*code)))), used)
}

/// Lists in the order of their texts, and the codes that they had.
fn lists<'a>(separator: char, used: Vec<u32>, value: impl Fn(u32) -> &'a str) -> (Values, Vec<u32>) {
    let mut items = Seen::default();
    let mut split: Vec<(Vec<u32>, u32)> = used
        .into_iter()
        .map(|code| (value(code).split(separator).map(|item| items.code(item)).collect(), code))
        .collect();
    let all = (1..).take(items.values.len()).collect();
    let (_, sorted) = texts(all, |code| &items.values[code as usize - 1]);
    let mut renamed = vec![0_u32; sorted.len() + 1];
    for (new, old) in (0_u32..).zip(&sorted) {
        renamed[*old as usize] = new;
    }
    split.iter_mut().for_each(|(list, _)| list.iter_mut().for_each(|item| *item = renamed[*item as usize]));
    crate::order::sort(&mut split);
    let texts = Texts::new(sorted.iter().map(|code| &*items.values[*code as usize - 1]));
    let mut lists = Lists::default();
    split.iter().for_each(|(list, _)| lists.push(list.iter().copied()));
    (Values::Lists { separator, texts, lists }, split.into_iter().map(|(_, code)| code).collect())
}

/// A number that its digits give back, and that leaves room for the code of no value.
fn canonical_number(text: &str) -> Option<u32> {
    let number: u32 = text.parse().ok().filter(|n| *n < u32::MAX)?;
    (number.to_string() == text).then_some(number)
}
