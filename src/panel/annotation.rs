//! Annotation beside the entries: one bit-packed column a key.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::bytes::{Cursor, Kept, Packed, corrupt, put_text, put_varint};
use crate::error::Error;

/// A column: one value, or none, for each entry.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Column {
    pub(crate) key: String,
    values: Values,
    /// 0 is no value; else the value (or its number in the dictionary) and 1.
    codes: Packed,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Values {
    /// Whole numbers as they stand (`ClinVar` variation ids).
    Numbers,
    /// Texts, each once.
    Dictionary(Vec<String>),
}

impl Column {
    /// The value of an entry.
    pub(crate) fn get(&self, entry: usize) -> Option<String> {
        let code = self.codes.get(entry).checked_sub(1)?;
        match &self.values {
            Values::Numbers => Some(code.to_string()),
            Values::Dictionary(texts) => texts.get(code as usize).cloned(),
        }
    }

    /// The number of an entry's value: in [`texts`](Self::texts), or the whole number that it is.
    pub(crate) fn code(&self, entry: u32) -> Option<usize> {
        self.codes.get(entry as usize).checked_sub(1).map(|code| code as usize)
    }

    /// The texts, each once and in their order; none for a column of whole numbers.
    pub(crate) fn texts(&self) -> &[String] {
        match &self.values {
            Values::Numbers => &[],
            Values::Dictionary(texts) => texts,
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        put_text(&self.key, out);
        match &self.values {
            Values::Numbers => put_varint(0, out),
            Values::Dictionary(texts) => {
                put_varint(1, out);
                put_varint(u32::try_from(texts.len()).expect("at most one text an entry"), out);
                for text in texts {
                    put_text(text, out);
                }
            }
        }
        self.codes.write(out);
    }

    pub(crate) fn read(cursor: &mut Cursor<'_>, entries: usize, kept: &Kept) -> Result<Self, Error> {
        let key = cursor.text()?;
        let values = match cursor.varint()? {
            0 => Values::Numbers,
            1 => {
                let n = cursor.varint()? as usize;
                // A text takes at least a byte, so no count can ask for more than is there.
                if n > cursor.remaining() {
                    return Err(corrupt("a dictionary is too long"));
                }
                Values::Dictionary((0..n).map(|_| cursor.text()).collect::<Result<_, _>>()?)
            }
            _ => return Err(corrupt("a column is of an unknown kind")),
        };
        Ok(Self { key, values, codes: Packed::read(cursor, entries, kept)? })
    }
}

/// Gathers a column while a source is read.
#[derive(Debug)]
pub(crate) struct ColumnBuilder {
    key: String,
    values: Vec<Value>,
    texts: HashMap<String, u32, FixedState>,
    numbers: HashMap<u32, u32, FixedState>,
    /// The last value and its code: neighbours often have it in common.
    last: (String, u32),
}

/// A value that was seen.
#[derive(Debug)]
enum Value {
    /// One that its digits give back. Variation ids are millions of them, so they take no text each.
    Number(u32),
    Text(String),
}

impl Value {
    fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Number(number) => number.to_string().into(),
            Self::Text(text) => text.into(),
        }
    }
}

impl ColumnBuilder {
    pub(crate) fn new(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            values: Vec::new(),
            texts: HashMap::default(),
            numbers: HashMap::default(),
            last: (String::new(), 0),
        }
    }

    /// The code of a value: 0 where it is missing.
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

    fn code_of(&mut self, value: &str) -> u32 {
        let next = u32::try_from(self.values.len() + 1).expect("the builder caps the entries");
        let (code, new) = if let Some(number) = canonical_number(value) {
            (*self.numbers.entry(number).or_insert(next), Value::Number(number))
        } else if let Some(code) = self.texts.get(value) {
            return *code;
        } else {
            self.texts.insert(value.to_owned(), next);
            (next, Value::Text(value.to_owned()))
        };
        if code == next {
            self.values.push(new);
        }
        code
    }

    /// The column over entries in panel order; nothing where no entry has a value. The dictionary
    /// is sorted, so that it does not depend on the order of the source.
    pub(crate) fn finish(self, codes: &[u32]) -> Option<Column> {
        if self.texts.is_empty() {
            let number = |code: &u32| match code.checked_sub(1).map(|i| &self.values[i as usize]) {
                Some(Value::Number(number)) => number + 1,
                _ => 0,
            };
            let codes: Vec<u32> = codes.iter().map(number).collect();
            let some = codes.iter().any(|code| *code > 0);
            return some.then(|| Column {
                key: self.key,
                values: Values::Numbers,
                codes: Packed::new(codes.into_iter()),
            });
        }
        let mut used: Vec<bool> = vec![false; self.values.len() + 1];
        for code in codes {
            used[*code as usize] = true;
        }
        let mut order: Vec<usize> = (0..self.values.len()).filter(|i| used[i + 1]).collect();
        crate::order::sort_by(&mut order, |a, b| self.values[*a].text().cmp(&self.values[*b].text()));
        let mut renamed = vec![0_u32; self.values.len() + 1];
        for (new, old) in (1_u32..).zip(&order) {
            renamed[old + 1] = new;
        }
        if order.is_empty() {
            return None;
        }
        let codes: Vec<u32> = codes.iter().map(|code| renamed[*code as usize]).collect();
        let texts = order.into_iter().map(|i| self.values[i].text().into_owned()).collect();
        Some(Column { key: self.key, values: Values::Dictionary(texts), codes: Packed::new(codes.into_iter()) })
    }
}

/// A number that its digits give back, and that leaves room for the code of no value.
fn canonical_number(text: &str) -> Option<u32> {
    let number: u32 = text.parse().ok().filter(|n| *n < u32::MAX)?;
    (number.to_string() == text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip(values: &[&str]) -> (Column, Vec<Option<String>>) {
        let mut builder = ColumnBuilder::new("k");
        let codes: Vec<u32> = values.iter().map(|v| builder.intern(v)).collect();
        let column = builder.finish(&codes).unwrap();
        let mut bytes = Vec::new();
        column.write(&mut bytes);
        let read = Column::read(&mut Cursor::new(&bytes), values.len(), &Kept::all(&bytes)).unwrap();
        assert_eq!(read, column);
        let back = (0..values.len()).map(|i| read.get(i)).collect();
        (column, back)
    }

    #[test]
    fn numbers_and_texts_come_back() {
        let (column, back) = round_trip(&["17", ".", "0", "17"]);
        assert_eq!(column.values, Values::Numbers);
        assert_eq!(back, [Some("17".into()), None, Some("0".into()), Some("17".into())]);
        let (_, back) = round_trip(&["B", "", "007", "A"]);
        assert_eq!(back, [Some("B".into()), None, Some("007".into()), Some("A".into())]);
    }

    #[test]
    fn a_column_without_values_is_none() {
        assert_eq!(ColumnBuilder::new("k").finish(&[0, 0]), None);
    }
}
