//! Plain gzip of one member or several, through flate2.

use std::io::Write;

use flate2::write::GzDecoder;

use super::decompress::{End, Notice};
use crate::error::{Error, ErrorKind, Position};

/// Compressed bytes that are inflated at once. Deflate grows at most about 1,032 times, so what
/// comes out of them stays under 9 MiB.
const STEP: usize = 8 << 10;
/// gzip's magic bytes and its only method.
const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// A push reader of gzip.
#[derive(Debug, Default)]
pub(crate) struct Gzip {
    member: Option<GzDecoder<Vec<u8>>>,
    /// First bytes behind a member that may begin another.
    between: Vec<u8>,
    offset: u64,
    members: u64,
    garbage: u64,
}

impl Gzip {
    pub(crate) fn push(
        &mut self,
        bytes: &[u8],
        sink: &mut impl FnMut(&[u8]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        for step in bytes.chunks(STEP) {
            let mut rest = step;
            while !rest.is_empty() {
                let taken = if self.garbage > 0 {
                    self.garbage += rest.len() as u64;
                    rest.len()
                } else if self.member.is_some() {
                    self.inflate(rest, sink)?
                } else {
                    self.begin(rest, sink)?
                };
                rest = &rest[taken..];
                self.offset += taken as u64;
            }
        }
        Ok(())
    }

    /// Looks for the next member. Zeros between members are padding; anything else is garbage.
    fn begin(&mut self, bytes: &[u8], sink: &mut impl FnMut(&[u8]) -> Result<(), Error>) -> Result<usize, Error> {
        if self.between.is_empty() && bytes[0] == 0 && self.members > 0 {
            return Ok(bytes.iter().take_while(|b| **b == 0).count());
        }
        let taken = (MAGIC.len() - self.between.len()).min(bytes.len());
        self.between.extend_from_slice(&bytes[..taken]);
        if self.between[..] != MAGIC[..self.between.len()] {
            if self.members == 0 {
                return Err(self.corrupt("no gzip header"));
            }
            self.garbage = self.between.len() as u64;
        } else if self.between.len() == MAGIC.len() {
            let head = std::mem::take(&mut self.between);
            self.member = Some(GzDecoder::new(Vec::new()));
            self.inflate(&head, sink)?;
        }
        Ok(taken)
    }

    fn inflate(&mut self, bytes: &[u8], sink: &mut impl FnMut(&[u8]) -> Result<(), Error>) -> Result<usize, Error> {
        let corrupt = self.corrupt("inflate");
        let Some(member) = self.member.as_mut() else { return Ok(0) };
        // A write that takes nothing says that the member has ended.
        let taken = member.write(bytes).map_err(|_| corrupt)?;
        let data = std::mem::take(member.get_mut());
        if !data.is_empty() {
            sink(&data)?;
        }
        if taken == 0 {
            self.end_member(sink)?;
        }
        Ok(taken)
    }

    fn end_member(&mut self, sink: &mut impl FnMut(&[u8]) -> Result<(), Error>) -> Result<(), Error> {
        if let Some(member) = self.member.take() {
            let data = member.finish().map_err(|_| self.corrupt("CRC"))?;
            self.members += 1;
            if !data.is_empty() {
                sink(&data)?;
            }
        }
        Ok(())
    }

    fn corrupt(&self, detail: &str) -> Error {
        Error::new(ErrorKind::GzipCorrupt).with_detail(detail).at(Position::byte(self.offset))
    }

    /// Ends the input.
    ///
    /// # Errors
    ///
    /// Where the last member is whole and its CRC is wrong.
    pub(crate) fn finish(&mut self, sink: &mut impl FnMut(&[u8]) -> Result<(), Error>) -> Result<End, Error> {
        let mut notices = Vec::new();
        let mut complete = true;
        if let Some(mut member) = self.member.take() {
            // What cannot be flushed of a cut member is part of what is missing.
            let _ = member.flush();
            let data = std::mem::take(member.get_mut());
            sink(&data)?;
            // A whole member takes no more bytes; a cut one would.
            if matches!(member.write(&[0]), Ok(0)) {
                let data = member.finish().map_err(|_| self.corrupt("CRC"))?;
                sink(&data)?;
            } else {
                complete = false;
            }
        }
        if !self.between.is_empty() {
            self.garbage += self.between.len() as u64;
        }
        if !complete {
            notices.push(Notice::new("truncated", format!("byte {}", self.offset)));
        }
        if self.garbage > 0 {
            notices.push(Notice::new("trailing_garbage", self.garbage.to_string()));
        }
        Ok(End { complete, notices })
    }
}
