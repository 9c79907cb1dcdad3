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

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        put_texts((0..self.len()).filter_map(|number| self.get(number)).map(str::as_bytes), out);
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
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A list; an empty one beyond the last.
    pub(crate) fn get(&self, number: usize) -> &[u32] {
        let Some(end) = self.ends.get(number) else { return &[] };
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.numbers[Range { start: start as usize, end: *end as usize }]
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        put_lists((0..self.len()).map(|number| self.get(number)), out);
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
                    return Err(corrupt("a text is not there"));
                }
                lists.numbers.push(text);
            }
            lists.ends.push(u32::try_from(lists.numbers.len()).map_err(|_| too_long())?);
        }
        Ok(lists)
    }
}

/// Writes texts in their order: their number, the length of each, and all letters.
pub(super) fn put_texts<'a>(texts: impl Iterator<Item = &'a [u8]> + Clone, out: &mut Vec<u8>) {
    put_number(texts.clone().count(), out);
    texts.clone().for_each(|text| put_number(text.len(), out));
    texts.for_each(|text| out.extend_from_slice(text));
}

/// Writes lists: their number, then each: how many texts, and these.
pub(super) fn put_lists<'a>(lists: impl ExactSizeIterator<Item = &'a [u32]>, out: &mut Vec<u8>) {
    put_number(lists.len(), out);
    for list in lists {
        put_number(list.len(), out);
        for text in list {
            put_varint(*text, out);
        }
    }
}

fn put_number(number: usize, out: &mut Vec<u8>) {
    put_varint(u32::try_from(number).expect("the builder caps entries, the limit of a line the rest"), out);
}
