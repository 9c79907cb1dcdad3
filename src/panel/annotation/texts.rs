//! Texts, each once, and lists of them: the dictionaries of a column.

use std::ops::Range;
use std::sync::Arc;

use crate::error::Error;
use crate::panel::bytes::{Cursor, Kept, corrupt, put_varint};

/// Texts by their number, as they stand in the bytes of an annotation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    bytes: Arc<Vec<u8>>,
    /// Where the first begins.
    from: usize,
    /// Where each ends, counted from there.
    ends: Vec<u32>,
}

impl Texts {
    /// Texts in their order.
    pub(super) fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let (mut bytes, mut ends) = (Vec::new(), Vec::new());
        for text in texts {
            bytes.extend_from_slice(text.as_bytes());
            ends.push(u32::try_from(bytes.len()).expect("texts are capped by the builder"));
        }
        Self { bytes: Arc::new(bytes), from: 0, ends }
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A text; nothing beyond the last.
    pub(crate) fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)? as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        let bytes = &self.bytes[self.from + start..self.from + end];
        Some(std::str::from_utf8(bytes).expect("texts are checked when they are read"))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|number| self.get(number))
    }

    /// Their number, the length of each, and all letters.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        put_varint(u32::try_from(self.len()).expect("at most one text an entry"), out);
        let mut before = 0;
        for end in &self.ends {
            put_varint(end - before, out);
            before = *end;
        }
        out.extend_from_slice(&self.bytes[self.from..self.from + before as usize]);
    }

    pub(super) fn read(cursor: &mut Cursor<'_>, kept: &Kept) -> Result<Self, Error> {
        let count = cursor.varint()? as usize;
        // A length takes at least a byte, so no count can ask for more than is there.
        if count > cursor.remaining() {
            return Err(corrupt("a dictionary is too long"));
        }
        let mut ends = Vec::with_capacity(count);
        let mut end = 0_u32;
        for _ in 0..count {
            end = end.checked_add(cursor.varint()?).ok_or_else(|| corrupt("a dictionary is too long"))?;
            ends.push(end);
        }
        let from = kept.end - cursor.remaining();
        let letters = cursor.take(end as usize)?;
        let letters = std::str::from_utf8(letters).map_err(|_| corrupt("a text is not UTF-8"))?;
        if ends.iter().any(|end| !letters.is_char_boundary(*end as usize)) {
            return Err(corrupt("a text is not UTF-8"));
        }
        Ok(Self { bytes: Arc::clone(&kept.bytes), from, ends })
    }
}

impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Texts {}

/// Lists of numbers of texts.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Lists {
    numbers: Vec<u32>,
    /// Where each list ends in `numbers`.
    ends: Vec<u32>,
}

impl Lists {
    pub(super) fn push(&mut self, list: impl Iterator<Item = u32>) {
        self.numbers.extend(list);
        self.ends.push(u32::try_from(self.numbers.len()).expect("lists are capped by the builder"));
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A list; an empty one beyond the last.
    pub(crate) fn get(&self, number: usize) -> &[u32] {
        let Some(end) = self.ends.get(number) else { return &[] };
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.numbers[Range { start: start as usize, end: *end as usize }]
    }

    /// Their number, then each: how many texts, and these.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        put_varint(u32::try_from(self.len()).expect("at most one list an entry"), out);
        for number in 0..self.len() {
            let list = self.get(number);
            put_varint(u32::try_from(list.len()).expect("lists are capped by the line limit"), out);
            list.iter().for_each(|text| put_varint(*text, out));
        }
    }

    /// Lists of so many texts.
    pub(super) fn read(cursor: &mut Cursor<'_>, texts: usize) -> Result<Self, Error> {
        let count = cursor.varint()? as usize;
        let too_long = || corrupt("a list is too long");
        if count > cursor.remaining() {
            return Err(too_long());
        }
        let mut lists = Self { numbers: Vec::new(), ends: Vec::with_capacity(count) };
        for _ in 0..count {
            let length = cursor.varint()? as usize;
            if length > cursor.remaining() {
                return Err(too_long());
            }
            for _ in 0..length {
                let text = cursor.varint()?;
                if text as usize >= texts {
                    return Err(corrupt("a list names a text that is not there"));
                }
                lists.numbers.push(text);
            }
            lists.ends.push(u32::try_from(lists.numbers.len()).map_err(|_| too_long())?);
        }
        Ok(lists)
    }
}
