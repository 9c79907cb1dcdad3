//! Typed values (VCF 4.3 section 6.3.3): a byte with type and count, then the values.

use super::number::{put_float, put_integer, u32_at};
use crate::input::record::LineFault;

/// The count that says that the real one follows as a value of its own.
const LONG: u8 = 15;
/// The byte of one integer of one byte.
const INT8: u8 = 0x11;
/// A missing character (htslib).
const MISSING_CHARACTER: u8 = 7;
/// The bits of a float that is missing, and of one behind the end of a vector.
const MISSING_FLOAT: u32 = 0x7f80_0001;
const END_FLOAT: u32 = 0x7f80_0002;

/// Reads typed values one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a>(pub(super) &'a [u8]);

/// The type of a value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    /// No value.
    Void = 0,
    Int8 = 1,
    Int16 = 2,
    Int32 = 3,
    Float = 5,
    Character = 7,
}

/// Values of one type, as they stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Values<'a> {
    pub(super) kind: Kind,
    pub(super) bytes: &'a [u8],
}

/// One value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    Missing,
    /// Behind the end of a vector that is shorter than others.
    End,
    Integer(i32),
    Float(f32),
}

impl Kind {
    /// By the lower half of a descriptor's byte.
    const fn of(byte: u8) -> Option<Self> {
        match byte & 0x0f {
            0 => Some(Self::Void),
            1 => Some(Self::Int8),
            2 => Some(Self::Int16),
            3 => Some(Self::Int32),
            5 => Some(Self::Float),
            7 => Some(Self::Character),
            _ => None,
        }
    }

    const fn size(self) -> usize {
        match self {
            Self::Void => 0,
            Self::Int8 | Self::Character => 1,
            Self::Int16 => 2,
            Self::Int32 | Self::Float => 4,
        }
    }

    pub(super) const fn is_integer(self) -> bool {
        matches!(self, Self::Int8 | Self::Int16 | Self::Int32)
    }
}

impl<'a> Cursor<'a> {
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], LineFault> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(LineFault::Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    /// A type and a count of values.
    pub(super) fn descriptor(&mut self) -> Result<(Kind, usize), LineFault> {
        let byte = self.take(1)?[0];
        let kind = Kind::of(byte).ok_or(LineFault::Malformed)?;
        let mut count = usize::from(byte >> 4);
        if byte >> 4 == LONG {
            // One integer, whose own count stands in its byte: none of these is within another.
            if self.0.first().is_none_or(|byte| byte >> 4 != 1) {
                return Err(LineFault::Malformed);
            }
            count = self.number().map_err(|_| LineFault::Malformed)?;
        }
        Ok((kind, count))
    }

    /// Values of `vectors` vectors of that many each.
    pub(super) fn vectors(&mut self, kind: Kind, count: usize, vectors: usize) -> Result<Values<'a>, LineFault> {
        let size = kind.size().checked_mul(count).and_then(|size| size.checked_mul(vectors));
        Ok(Values { kind, bytes: self.take(size.ok_or(LineFault::Malformed)?)? })
    }

    /// One vector with its descriptor.
    pub(super) fn values(&mut self) -> Result<Values<'a>, LineFault> {
        let (kind, count) = self.descriptor()?;
        self.vectors(kind, count, 1)
    }

    /// A single integer with its descriptor: a number of the dictionary.
    pub(super) fn number(&mut self) -> Result<usize, LineFault> {
        let values = self.values()?;
        let single = values.kind.is_integer() && values.bytes.len() == values.kind.size();
        match integer(values.bytes) {
            Value::Integer(number) if single => usize::try_from(number).map_err(|_| LineFault::UndeclaredName),
            _ => Err(LineFault::Malformed),
        }
    }

    /// A number of the dictionary and one vector behind it; the number.
    #[inline]
    pub(super) fn pair(&mut self) -> Result<usize, LineFault> {
        // As nearly all stand: a number of one byte, and values whose count is in the byte of their type.
        if let [INT8, number @ ..0x80, byte, rest @ ..] = self.0
            && let Some(kind) = Kind::of(*byte)
            && byte >> 4 < LONG
            && let Some(rest) = rest.get(usize::from(byte >> 4) * kind.size()..)
        {
            self.0 = rest;
            return Ok(usize::from(*number));
        }
        let number = self.number()?;
        self.values()?;
        Ok(number)
    }

    /// A string.
    pub(super) fn text(&mut self) -> Result<&'a [u8], LineFault> {
        let values = self.values()?;
        match values.kind {
            Kind::Void => Ok(b""),
            Kind::Character => Ok(values.text()),
            _ => Err(LineFault::Malformed),
        }
    }
}

impl<'a> Values<'a> {
    /// Those of one vector among others of that many values.
    pub(super) fn part(&self, at: usize, count: usize) -> Values<'a> {
        let size = self.kind.size() * count;
        Values { kind: self.kind, bytes: &self.bytes[at * size..(at + 1) * size] }
    }

    /// The characters before the first NUL, which fills up shorter strings.
    pub(super) fn text(&self) -> &'a [u8] {
        self.bytes.split(|byte| *byte == 0).next().unwrap_or_default()
    }

    /// Numbers, up to the end of the vector.
    pub(super) fn iter(&self) -> impl Iterator<Item = Value> + use<'a> {
        let kind = self.kind;
        let each = self.bytes.chunks_exact(kind.size().max(1));
        let values = each.map(move |bytes| if kind == Kind::Float { float(bytes) } else { integer(bytes) });
        values.take_while(|value| *value != Value::End)
    }

    /// Writes the values with commas between them; `.` where there is none.
    pub(super) fn write(&self, out: &mut Vec<u8>) -> Result<(), LineFault> {
        let begin = out.len();
        if self.kind == Kind::Character {
            put_text(self.text(), out)?;
        } else {
            for value in self.iter() {
                if out.len() > begin {
                    out.push(b',');
                }
                match value {
                    Value::Integer(number) => put_integer(i64::from(number), out),
                    Value::Float(number) => put_float(number, out),
                    Value::Missing | Value::End => out.push(b'.'),
                }
            }
        }
        if out.len() == begin {
            out.push(b'.');
        }
        Ok(())
    }
}

/// Writes a string. What would end a field or a line is in none that a VCF could hold.
pub(super) fn put_text(text: &[u8], out: &mut Vec<u8>) -> Result<(), LineFault> {
    if text.iter().any(|byte| *byte < b' ' && *byte != MISSING_CHARACTER) {
        return Err(LineFault::Malformed);
    }
    out.extend(text.iter().map(|byte| if *byte == MISSING_CHARACTER { b'.' } else { *byte }));
    Ok(())
}

/// The least two numbers of each size are no numbers (VCF 4.3 section 6.3.3).
fn integer(bytes: &[u8]) -> Value {
    let (number, least) = match *bytes {
        [a] => (i32::from(i8::from_le_bytes([a])), i32::from(i8::MIN)),
        [a, b] => (i32::from(i16::from_le_bytes([a, b])), i32::from(i16::MIN)),
        [a, b, c, d] => (i32::from_le_bytes([a, b, c, d]), i32::MIN),
        _ => return Value::Missing,
    };
    match number {
        _ if number == least => Value::Missing,
        _ if number == least + 1 => Value::End,
        _ => Value::Integer(number),
    }
}

fn float(bytes: &[u8]) -> Value {
    match u32_at(bytes, 0).unwrap_or_default() {
        MISSING_FLOAT => Value::Missing,
        END_FLOAT => Value::End,
        bits => Value::Float(f32::from_bits(bits)),
    }
}
