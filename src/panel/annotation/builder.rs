//! Gathers a column while a source is read.

use super::seen::Seen;
use super::texts::{put_lists, put_texts};
use crate::panel::bytes::{Cursor, Packed, put_packed, put_text, put_varint};

/// How the values of a column are kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    /// As texts, or as whole numbers where all are.
    Text,
    /// As texts, also where all are numbers: what they mean is looked up by their words.
    Words,
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
    /// How many of 0 come behind them: half of the columns seldom have a value.
    missing: usize,
    /// Whether one of them is not 0.
    some: bool,
}

impl Codes {
    fn push(&mut self, code: u32) {
        if code == 0 {
            self.missing += 1;
            return;
        }
        self.some = true;
        while self.missing > 0 {
            let zeros = self.missing.min(PIECE - self.last.len());
            self.missing -= zeros;
            self.last.resize(self.last.len() + zeros, 0);
            self.pack_if_full();
        }
        self.last.push(code);
        self.pack_if_full();
    }

    fn pack_if_full(&mut self) {
        if self.last.len() == PIECE {
            self.full.push(Packed::new(self.last.iter().copied()));
            self.last.clear();
        }
    }

    /// Bits of the largest, at least.
    fn width(&self) -> usize {
        let width = self.full.iter().map(Packed::width).max().unwrap_or_default();
        (32 - self.last.iter().max().map_or(32, |code| code.leading_zeros())).max(width) as usize
    }

    fn get(&self, at: usize) -> u32 {
        let last = || self.last.get(at - self.full.len() * PIECE).copied().unwrap_or_default();
        self.full.get(at / PIECE).map_or_else(last, |piece| piece.get(at % PIECE))
    }

    /// All of them, one behind the other.
    fn unpacked(self) -> Vec<u32> {
        let mut codes = Vec::with_capacity(self.full.len() * PIECE + self.last.len() + self.missing);
        self.full.iter().for_each(|piece| codes.extend(piece.iter().take(PIECE)));
        codes.extend(self.last);
        codes.resize(codes.len() + self.missing, 0);
        codes
    }
}

#[derive(Debug)]
pub(crate) struct ColumnBuilder {
    key: String,
    kind: Kind,
    /// Whether each value so far was a whole number: its code is the number and 1.
    numbers: bool,
    /// The texts; of a column of lists, those in them.
    texts: Seen,
    /// Of a column of lists: each as the codes of its texts, in varints.
    lists: Seen,
    codes: Codes,
    /// The last value and its code: neighbours often have it in common.
    last: (String, u32),
    /// A list that is looked up.
    list: Vec<u8>,
}

impl ColumnBuilder {
    pub(crate) fn new(key: &str, kind: Kind) -> Self {
        Self {
            key: key.to_owned(),
            kind,
            numbers: matches!(kind, Kind::Text | Kind::Number(_)),
            texts: Seen::default(),
            lists: Seen::default(),
            codes: Codes::default(),
            last: (String::new(), 0),
            list: Vec::new(),
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
        let Kind::List(separator) = self.kind else { return self.texts.code(value.as_bytes()) };
        let separator = u8::try_from(separator).expect("lists have a letter of ASCII between their texts");
        self.list.clear();
        let mut rest = value.as_bytes();
        while let Some(end) = memchr::memchr(separator, rest) {
            put_varint(self.texts.code(&rest[..end]), &mut self.list);
            rest = &rest[end + 1..];
        }
        put_varint(self.texts.code(rest), &mut self.list);
        self.lists.code(&self.list)
    }

    fn numbers_become_texts(&mut self) {
        self.numbers = false;
        let (prefix, numbers) = (self.prefix(), std::mem::take(&mut self.codes));
        for code in numbers.unpacked() {
            let code = code.checked_sub(1).map_or(0, |number| self.texts.code(format!("{prefix}{number}").as_bytes()));
            self.codes.push(code);
        }
    }

    /// Whether one of these entries, each named by its number in the source, has a value.
    pub(crate) fn has_any(&self, order: &[u32]) -> bool {
        self.codes.some && order.iter().any(|at| self.codes.get(*at as usize) > 0)
    }

    /// Bytes to reserve for it, of so many entries: seldom fewer than it takes.
    pub(crate) fn likely_size(&self, entries: usize) -> usize {
        let dictionary = |seen: &Seen| seen.size() + 2 * seen.len();
        dictionary(&self.texts) + dictionary(&self.lists) + (entries * self.codes.width()).div_ceil(7) + 64
    }

    /// Writes the column over entries in panel order. Dictionaries are sorted, so that they do not depend on the
    /// order of the source.
    pub(crate) fn write(self, order: &[u32], out: &mut Vec<u8>) {
        let prefix = self.prefix();
        let Self { key, kind, numbers, texts, lists, codes, .. } = self;
        let gathered = codes.unpacked();
        let mut codes: Vec<u32> = order.iter().map(|at| gathered[*at as usize]).collect();
        drop(gathered);
        put_text(&key, out);
        if numbers {
            put_varint(0, out);
            put_text(prefix, out);
            return put_packed(codes.iter().copied(), out);
        }
        let values = if matches!(kind, Kind::List(_)) { &lists } else { &texts };
        let mut renamed = vec![0_u32; values.len() + 1];
        for code in &codes {
            renamed[*code as usize] = 1;
        }
        let used = marked(&renamed);
        let sorted = match kind {
            Kind::List(separator) => {
                put_varint(2, out);
                put_varint(u32::from(separator), out);
                sorted_lists(&texts, &lists, used, out)
            }
            Kind::Text | Kind::Words | Kind::Number(_) => {
                put_varint(1, out);
                sorted_texts(&texts, used, out)
            }
        };
        renamed[0] = 0;
        for (new, old) in (1_u32..).zip(sorted) {
            renamed[old as usize] = new;
        }
        for code in &mut codes {
            *code = renamed[*code as usize];
        }
        put_packed(codes.iter().copied(), out);
    }
}

/// Writes texts in their order, and gives the codes that they had.
fn sorted_texts(texts: &Seen, mut codes: Vec<u32>, out: &mut Vec<u8>) -> Vec<u32> {
    crate::order::sort_by(&mut codes, |a, b| texts.get(*a).cmp(texts.get(*b)));
    put_texts(codes.iter().map(|code| texts.get(*code)), out);
    codes
}

/// Writes lists in the order of their texts, and gives the codes that they had.
fn sorted_lists(texts: &Seen, lists: &Seen, codes: Vec<u32>, out: &mut Vec<u8>) -> Vec<u32> {
    let mut lists: Vec<(Vec<u32>, u32)> = codes.into_iter().map(|code| (numbers(lists.get(code)), code)).collect();
    let mut renamed = vec![0_u32; texts.len() + 1];
    for text in lists.iter().flat_map(|(list, _)| list) {
        renamed[*text as usize] = 1;
    }
    for (new, old) in (0_u32..).zip(sorted_texts(texts, marked(&renamed), out)) {
        renamed[old as usize] = new;
    }
    for text in lists.iter_mut().flat_map(|(list, _)| list) {
        *text = renamed[*text as usize];
    }
    crate::order::sort(&mut lists);
    put_lists(lists.iter().map(|(list, _)| list.as_slice()), out);
    lists.into_iter().map(|(_, code)| code).collect()
}

/// The codes, from 1, at whose place stands a number.
fn marked(places: &[u32]) -> Vec<u32> {
    (0..).zip(places).skip(1).filter(|(_, mark)| **mark > 0).map(|(code, _)| code).collect()
}

/// The numbers that were written as varints.
fn numbers(bytes: &[u8]) -> Vec<u32> {
    let mut cursor = Cursor::new(bytes);
    let mut numbers = Vec::new();
    while let Ok(number) = cursor.varint() {
        numbers.push(number);
    }
    numbers
}

/// A number that its digits give back, and that leaves room for the code of no value.
pub(crate) fn canonical_number(text: &str) -> Option<u32> {
    let is_plain = text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|n| is_plain && *n < u32::MAX)
}
