//! Texts and lists that were seen, each once, while a column is gathered.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

/// Values by their code, from 1: all bytes in one buffer, found by a table of codes. Millions of short ones take
/// little more than their bytes, where a map that owns each takes several times as much.
#[derive(Debug, Default)]
pub(super) struct Seen {
    bytes: Vec<u8>,
    /// Where each ends.
    ends: Vec<u32>,
    /// Codes at the place that the hash of their value says, or behind it; 0 is free. Its length is a power of two.
    table: Vec<u32>,
}

impl Seen {
    /// The code of a value.
    pub(super) fn code(&mut self, value: &[u8]) -> u32 {
        if self.ends.len() * 4 >= self.table.len() * 3 {
            self.grow();
        }
        let slot = self.slot(value);
        if self.table[slot] == 0 {
            self.bytes.extend_from_slice(value);
            self.ends.push(u32::try_from(self.bytes.len()).expect("texts are capped by the builder"));
            self.table[slot] = u32::try_from(self.ends.len()).expect("the builder caps the entries");
        }
        self.table[slot]
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes of all of them.
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// The value of a code.
    pub(super) fn get(&self, code: u32) -> &[u8] {
        let place = code as usize - 1;
        let from = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[from as usize..self.ends[place] as usize]
    }

    /// Where a value stands, or can be put.
    fn slot(&self, value: &[u8]) -> usize {
        let mask = self.table.len() - 1;
        let hash = FixedState::default().hash_one(value);
        let mut slot = usize::try_from(hash & mask as u64).expect("the mask is an index");
        while self.table[slot] != 0 && self.get(self.table[slot]) != value {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        self.table = vec![0; (self.table.len() * 2).max(16)];
        for code in (1..).take(self.ends.len()) {
            let slot = self.slot(self.get(code));
            self.table[slot] = code;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_keeps_its_code() {
        let mut seen = Seen::default();
        let texts: Vec<String> = (0..5_000).map(|n| "ab".repeat(n % 7) + &n.to_string()).collect();
        let codes: Vec<u32> = texts.iter().map(|text| seen.code(text.as_bytes())).collect();
        assert_eq!(codes, (1..=5_000).collect::<Vec<u32>>());
        assert_eq!(seen.len(), 5_000);
        for (text, code) in texts.iter().zip(codes) {
            assert_eq!((seen.code(text.as_bytes()), seen.get(code)), (code, text.as_bytes()));
        }
        assert_eq!((seen.code(b""), seen.code(b"")), (5_001, 5_001));
    }
}
