//! The header of a member of gzip (RFC 1952, section 2.3).

use crate::simd::crc32::Crc32;

const MAGIC: u16 = u16::from_le_bytes([0x1f, 0x8b]);
const DEFLATE: u8 = 8;

/// Flags: which fields stand behind the fixed ones, and those that are reserved.
const HAS_CHECK: u8 = 1 << 1;
const HAS_EXTRA: u8 = 1 << 2;
const HAS_NAME: u8 = 1 << 3;
const HAS_COMMENT: u8 = 1 << 4;
const RESERVED: u8 = 0xe0;

/// Reads a header byte by byte. Its faults are worded as zlib words them.
#[derive(Debug)]
pub(super) struct Header {
    field: Field,
    /// Bytes of the field so far, and the last two of them.
    taken: usize,
    last: u16,
    flags: u8,
    /// Bytes of the extra field.
    extra: usize,
}

/// The fields in their order.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Field {
    /// Magic, method, flags, MTIME, XFL and OS.
    Fixed,
    ExtraLength,
    Extra,
    Name,
    Comment,
    Check,
    /// Behind the header.
    End,
}

impl Header {
    /// Before the first byte; `crc` then has the bytes of the header.
    pub(super) fn new(crc: &mut Crc32) -> Self {
        crc.reset();
        Self { field: Field::Fixed, taken: 0, last: 0, flags: 0, extra: 0 }
    }

    /// Takes the next byte, and whether it was the last.
    pub(super) fn take(&mut self, byte: u8, crc: &mut Crc32) -> Result<bool, &'static str> {
        self.last = self.last >> 8 | u16::from(byte) << 8;
        self.taken += 1;
        let is_last = match self.field {
            Field::Fixed => self.fixed(byte)?,
            Field::ExtraLength => self.taken == 2,
            Field::Extra => self.taken == self.extra,
            Field::Name | Field::Comment => byte == 0,
            Field::Check if self.taken < 2 => false,
            // The low half of the CRC-32 of what stands before.
            Field::Check if crc.sum().to_le_bytes()[..2] != self.last.to_le_bytes() => {
                return Err("header crc mismatch");
            }
            Field::Check | Field::End => true,
        };
        if self.field != Field::Check {
            crc.update(&[byte]);
        }
        if is_last {
            self.field = self.next();
            self.taken = 0;
        }
        Ok(self.field == Field::End)
    }

    fn fixed(&mut self, byte: u8) -> Result<bool, &'static str> {
        match self.taken {
            2 if self.last != MAGIC => Err("incorrect header check"),
            // Method and flags.
            4 if self.last.to_le_bytes()[0] != DEFLATE => Err("unknown compression method"),
            4 if byte & RESERVED != 0 => Err("unknown header flags set"),
            4 => {
                self.flags = byte;
                Ok(false)
            }
            taken => Ok(taken == 10),
        }
    }

    /// The field behind one that has ended.
    fn next(&mut self) -> Field {
        if self.field == Field::ExtraLength {
            self.extra = usize::from(self.last);
            if self.extra > 0 {
                return Field::Extra;
            }
        }
        let optional = [
            (Field::ExtraLength, HAS_EXTRA),
            (Field::Name, HAS_NAME),
            (Field::Comment, HAS_COMMENT),
            (Field::Check, HAS_CHECK),
        ];
        let behind = match self.field {
            Field::Fixed => 0,
            Field::ExtraLength | Field::Extra => 1,
            Field::Name => 2,
            Field::Comment => 3,
            Field::Check | Field::End => 4,
        };
        let present = optional[behind..].iter().find(|(_, flag)| self.flags & flag != 0);
        present.map_or(Field::End, |(field, _)| *field)
    }
}
