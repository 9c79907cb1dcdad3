//! Annotation beside the entries: one bit-packed column a key.

mod builder;
mod seen;
mod texts;

use super::bytes::{Cursor, Kept, Packed, corrupt, put_text, put_varint};
use crate::error::Error;
pub(crate) use builder::{ColumnBuilder, Kind, canonical_number};
use texts::{Lists, Texts};

/// Stands in a text for what the entry itself says: `POS` and `REF>ALT` of a single base, as in `g.32C>T`.
pub(crate) const OWN_CHANGE: char = '\u{1}';

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
    /// Whole numbers behind a text that all have in common (`ClinVar` variation ids; `CA` of `ClinGen`).
    Numbers { prefix: String },
    /// Texts, each once; [`OWN_CHANGE`] in one stands for the change of the entry.
    Texts(Texts),
    /// Lists of texts with a letter between them: each text once, each list once.
    Lists { separator: char, texts: Texts, lists: Lists },
}

impl Column {
    /// The value of an entry, as its source states it but for [`OWN_CHANGE`].
    pub(crate) fn get(&self, entry: usize) -> Option<String> {
        let code = self.codes.get(entry).checked_sub(1)?;
        match &self.values {
            Values::Numbers { prefix } => Some(format!("{prefix}{code}")),
            Values::Texts(texts) => texts.get(code as usize).map(str::to_owned),
            Values::Lists { separator, texts, lists } => {
                let list = lists.get(code as usize);
                let mut value = String::new();
                for (place, text) in list.iter().enumerate() {
                    if place > 0 {
                        value.push(*separator);
                    }
                    value.push_str(texts.get(*text as usize)?);
                }
                Some(value).filter(|_| !list.is_empty())
            }
        }
    }

    /// The number of an entry's value: in the order of its values, or the whole number that it is.
    pub(crate) fn code(&self, entry: u32) -> Option<usize> {
        self.codes.get(entry as usize).checked_sub(1).map(|code| code as usize)
    }

    /// The texts, each once and in their order: those of lists one by one. None for a column of whole numbers.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = match &self.values {
            Values::Numbers { .. } => None,
            Values::Texts(texts) | Values::Lists { texts, .. } => Some(texts),
        };
        texts.into_iter().flat_map(Texts::iter)
    }

    /// What stands before a whole number; nothing for a column of texts.
    pub(crate) fn prefix(&self) -> Option<&str> {
        match &self.values {
            Values::Numbers { prefix } => Some(prefix),
            _ => None,
        }
    }

    /// The texts of a value, by its [`code`](Self::code): those of its list, or the one that it is.
    pub(crate) fn items(&self, code: usize) -> Vec<String> {
        match &self.values {
            Values::Numbers { prefix } => vec![format!("{prefix}{code}")],
            Values::Texts(texts) => texts.get(code).map(str::to_owned).into_iter().collect(),
            Values::Lists { texts, lists, .. } => {
                lists.get(code).iter().filter_map(|text| texts.get(*text as usize).map(str::to_owned)).collect()
            }
        }
    }

    /// For each value, by its [`code`](Self::code), what is made of it: of a list, of its texts one by one.
    pub(crate) fn by_value<T: Copy>(&self, of_text: impl FnMut(&str) -> T, join: impl Fn(T, T) -> T) -> Vec<Option<T>> {
        let of_texts: Vec<T> = self.texts().map(of_text).collect();
        match &self.values {
            Values::Numbers { .. } => Vec::new(),
            Values::Texts(_) => of_texts.into_iter().map(Some).collect(),
            Values::Lists { lists, .. } => {
                let of_list = |list: &[u32]| list.iter().map(|text| of_texts[*text as usize]).reduce(&join);
                (0..lists.len()).map(|number| of_list(lists.get(number))).collect()
            }
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        put_text(&self.key, out);
        match &self.values {
            Values::Numbers { prefix } => {
                put_varint(0, out);
                put_text(prefix, out);
            }
            Values::Texts(texts) => {
                put_varint(1, out);
                texts.write(out);
            }
            Values::Lists { separator, texts, lists } => {
                put_varint(2, out);
                put_varint(u32::from(*separator), out);
                texts.write(out);
                lists.write(out);
            }
        }
        self.codes.write(out);
    }

    pub(crate) fn read(cursor: &mut Cursor<'_>, entries: usize, kept: &Kept) -> Result<Self, Error> {
        let key = cursor.text()?;
        let values = match cursor.varint()? {
            0 => Values::Numbers { prefix: cursor.text()? },
            1 => Values::Texts(Texts::read(cursor, kept)?),
            2 => {
                let separator = char::from_u32(cursor.varint()?).ok_or_else(|| corrupt("a list has no separator"))?;
                let texts = Texts::read(cursor, kept)?;
                let lists = Lists::read(cursor, texts.len())?;
                Values::Lists { separator, texts, lists }
            }
            _ => return Err(corrupt("a column is of an unknown kind")),
        };
        Ok(Self { key, values, codes: Packed::read(cursor, entries, kept)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip(kind: Kind, values: &[&str]) -> (Column, Vec<Option<String>>) {
        let mut builder = ColumnBuilder::new("k", kind);
        for value in values {
            let code = builder.intern(value);
            builder.push(code);
        }
        let order: Vec<u32> = (0..).take(values.len()).collect();
        let (mut bytes, mut again) = (Vec::new(), Vec::new());
        builder.write(&order, &mut bytes);
        let read = Column::read(&mut Cursor::new(&bytes), values.len(), &Kept::all(&bytes)).unwrap();
        read.write(&mut again);
        assert_eq!(again, bytes);
        let back = (0..values.len()).map(|i| read.get(i)).collect();
        (read, back)
    }

    fn some(values: &[&str]) -> Vec<Option<String>> {
        values.iter().map(|value| Some((*value).to_owned()).filter(|v| v != ".")).collect()
    }

    #[test]
    fn numbers_and_texts_come_back() {
        let (column, back) = round_trip(Kind::Text, &["17", ".", "0", "17"]);
        assert_eq!(column.prefix(), Some(""));
        assert_eq!(back, some(&["17", ".", "0", "17"]));
        let (column, back) = round_trip(Kind::Text, &["12", "B", "", "007", "A", "12", "4294967295"]);
        assert_eq!(back, some(&["12", "B", ".", "007", "A", "12", "4294967295"]));
        assert_eq!(column.texts().collect::<Vec<_>>(), ["007", "12", "4294967295", "A", "B"]);
        let (column, back) = round_trip(Kind::Number("CA"), &["CA9", ".", "CA2580060607"]);
        assert_eq!((column.prefix(), back), (Some("CA"), some(&["CA9", ".", "CA2580060607"])));
        let (column, back) = round_trip(Kind::Number("CA"), &["CA9", "ca9", "CA25800606070"]);
        assert_eq!((column.prefix(), back), (None, some(&["CA9", "ca9", "CA25800606070"])));
    }

    #[test]
    fn lists_come_back_as_they_stand() {
        let values = ["A:1|B:2", "B:2", ".", "B:2|A:1", "A:1|B:2", "|A:1", "C|"];
        let (column, back) = round_trip(Kind::List('|'), &values);
        assert_eq!(back, some(&values));
        assert_eq!(column.texts().collect::<Vec<_>>(), ["", "A:1", "B:2", "C"]);
        let fits = column.by_value(|text| text == "A:1", |a, b| a || b);
        let holds: Vec<bool> = (0..7).map(|id| column.code(id).and_then(|code| fits[code]).unwrap_or(false)).collect();
        assert_eq!(holds, [true, false, false, true, true, true, false]);
    }

    #[test]
    fn a_column_may_have_no_value() {
        let mut builder = ColumnBuilder::new("k", Kind::Text);
        builder.push(0);
        assert!(!builder.has_any(&[0]));
        builder.push(1);
        assert!(builder.has_any(&[0, 1]) && !builder.has_any(&[0]));
    }
}
