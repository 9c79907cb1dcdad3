//! Typed values (VCF 4.3 section 6.3.3): a byte with type and count, then the values.

use super::number::{put_float, put_integer};
use crate::input::record::LineFault;

/// The count that says that the real one follows as a value of its own.
const LONG: u8 = 15;
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
    Void,
    /// Integers of so many bytes.
    Integer(usize),
    Float,
    Character,
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
    const fn size(self) -> usize {
        match self {
            Self::Void => 0,
            Self::Integer(size) => size,
            Self::Float => 4,
            Self::Character => 1,
        }
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
        let kind = match byte & 0x0f {
            0 => Kind::Void,
            1 => Kind::Integer(1),
            2 => Kind::Integer(2),
            3 => Kind::Integer(4),
            5 => Kind::Float,
            7 => Kind::Character,
            _ => return Err(LineFault::Malformed),
        };
        let mut count = usize::from(byte >> 4);
        if byte >> 4 == LONG {
            let stated = self.take(1)?[0];
            let size = match stated {
                0x11 => 1,
                0x12 => 2,
                0x13 => 4,
                _ => return Err(LineFault::Malformed),
            };
            count = match integer(self.take(size)?) {
                Value::Integer(count) => usize::try_from(count).map_err(|_| LineFault::Malformed)?,
                _ => return Err(LineFault::Malformed),
            };
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
        match (values.kind, values.iter().next(), values.count()) {
            (Kind::Integer(_), Some(Value::Integer(number)), 1) => {
                usize::try_from(number).map_err(|_| LineFault::UndeclaredName)
            }
            _ => Err(LineFault::Malformed),
        }
    }

    /// A string.
    pub(super) fn text(&mut self) -> Result<&'a [u8], LineFault> {
        let values = self.values()?;
        match values.kind {
            Kind::Void => Ok(b""),
            Kind::Character => Ok(values.text()),
            Kind::Integer(_) | Kind::Float => Err(LineFault::Malformed),
        }
    }
}

impl<'a> Values<'a> {
    pub(super) fn count(&self) -> usize {
        self.bytes.len().checked_div(self.kind.size()).unwrap_or_default()
    }

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
    match u32::from_le_bytes(bytes.try_into().unwrap_or_default()) {
        MISSING_FLOAT => Value::Missing,
        END_FLOAT => Value::End,
        bits => Value::Float(f32::from_bits(bits)),
    }
}
