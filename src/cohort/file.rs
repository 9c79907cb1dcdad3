//! The file of a cohort, written and read as `docs/cohort-format.md` specifies.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use sha2::{Digest, Sha256};

use super::counts::Counts;
use super::head::Head;
use super::sample::Sample;
use crate::error::{Error, ErrorKind};

/// The first bytes of a cohort file.
const MAGIC: &[u8] = b"GSC\x1a";
/// The version of the format that is written and read.
const VERSION: u16 = 1;
/// The longest head, in bytes.
const LONGEST_HEAD: u32 = 16 << 20;
/// Kinds of blocks.
const END: u8 = 0;
const SAMPLE: u8 = 1;
const COUNTS: u8 = 2;

/// What a block holds.
#[derive(Debug)]
pub enum Part {
    /// A sample.
    Sample(Sample),
    /// The counts of some.
    Counts(Counts),
}

pub(super) fn invalid(detail: &str) -> Error {
    Error::new(ErrorKind::CohortInvalid).with_detail(detail)
}

/// Writes a cohort file.
#[derive(Debug)]
pub struct CohortWriter<W: Write> {
    out: W,
    hash: Sha256,
    autosomes: Vec<bool>,
}

impl<W: Write> CohortWriter<W> {
    /// Begins a file.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn new(out: W, head: &Head) -> io::Result<Self> {
        let mut this = Self { out, hash: Sha256::new(), autosomes: head.autosomes() };
        let json = head.to_json();
        let length = u32::try_from(json.len()).expect("contigs are numbered in 16 bits");
        this.put(&[MAGIC, &VERSION.to_le_bytes(), &length.to_le_bytes(), json.as_bytes()].concat())?;
        Ok(this)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.out.write_all(bytes)
    }

    fn block(&mut self, kind: u8, bytes: &[u8]) -> io::Result<()> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes)?;
        let packed = encoder.finish()?;
        let length = |bytes: &[u8]| u32::try_from(bytes.len()).map_err(io::Error::other).map(u32::to_le_bytes);
        self.put(&[&[kind][..], &length(bytes)?, &length(&packed)?, &packed].concat())
    }

    /// Writes a sample.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn sample(&mut self, sample: &Sample) -> io::Result<()> {
        let bytes = sample.to_bytes(&self.autosomes);
        self.block(SAMPLE, &bytes)
    }

    /// Writes the counts of samples.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn counts(&mut self, counts: &Counts) -> io::Result<()> {
        self.block(COUNTS, &counts.to_bytes())
    }

    /// Ends the file.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<()> {
        self.put(&[END])?;
        let hash = self.hash.finalize_reset();
        self.out.write_all(&hash)?;
        self.out.flush()
    }
}

/// Reads a cohort file, a block at a time.
#[derive(Debug)]
pub struct CohortReader<R: Read> {
    input: R,
    hash: Sha256,
    head: Head,
    autosomes: Vec<bool>,
    ended: bool,
}

impl<R: Read> CohortReader<R> {
    /// Reads the head.
    ///
    /// # Errors
    ///
    /// `cohort_invalid` where it is none of this version, `io` where reading fails.
    pub fn new(mut input: R) -> Result<Self, Error> {
        let mut hash = Sha256::new();
        let start: [u8; 10] = take(&mut input, &mut hash)?;
        if &start[..4] != MAGIC {
            return Err(invalid("magic"));
        }
        if start[4..6] != VERSION.to_le_bytes() {
            return Err(invalid("version"));
        }
        let length = u32::from_le_bytes(start[6..].try_into().expect("four bytes"));
        if length > LONGEST_HEAD {
            return Err(invalid("head"));
        }
        let head = Head::from_json(&take_all(&mut input, &mut hash, length)?)?;
        Ok(Self { input, hash, autosomes: head.autosomes(), head, ended: false })
    }

    /// What all its samples have in common.
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// The next block; nothing behind the last, once the checksum is right.
    ///
    /// # Errors
    ///
    /// `cohort_invalid` where it is damaged or cut off, `io` where reading fails.
    pub fn part(&mut self) -> Result<Option<Part>, Error> {
        if self.ended {
            return Ok(None);
        }
        let [kind] = take(&mut self.input, &mut self.hash)?;
        if kind == END {
            return self.end().map(|()| None);
        }
        let [length, packed] = [self.number()?, self.number()?];
        if u64::from(length) > self.longest() {
            return Err(invalid("block"));
        }
        let packed = take_all(&mut self.input, &mut self.hash, packed)?;
        let mut bytes = Vec::new();
        let read = DeflateDecoder::new(&packed[..]).take(u64::from(length) + 1).read_to_end(&mut bytes);
        if read.ok() != Some(length as usize) {
            return Err(invalid("block"));
        }
        match kind {
            SAMPLE => Sample::from_bytes(&bytes, &self.autosomes).map(Part::Sample).map(Some),
            COUNTS => Counts::from_bytes(&bytes, self.head.entries()).map(Part::Counts).map(Some),
            _ => Err(invalid("block")),
        }
    }

    /// Counts all that is left of the file.
    ///
    /// # Errors
    ///
    /// As [`part`](Self::part), and `cohort_conflict` where a sample is counted already.
    pub fn count(mut self, counts: &mut Counts) -> Result<(), Error> {
        while let Some(part) = self.part()? {
            match part {
                Part::Sample(sample) => counts.add(&sample, &self.autosomes)?,
                Part::Counts(other) => counts.merge(&other)?,
            }
        }
        Ok(())
    }

    fn number(&mut self) -> Result<u32, Error> {
        take(&mut self.input, &mut self.hash).map(u32::from_le_bytes)
    }

    /// More than any block of so many entries has: names of a line's length, 28 bits an entry of a sample; nine
    /// numbers of 5 bytes an entry and the digests of all samples of counts.
    fn longest(&self) -> u64 {
        self.head.entries() as u64 * 45 + (1 << 29)
    }

    fn end(&mut self) -> Result<(), Error> {
        let expected = self.hash.clone().finalize();
        let stated: [u8; 32] = take(&mut self.input, &mut self.hash)?;
        let more = self.input.read(&mut [0]).map_err(|error| failed(&error))?;
        if stated[..] != expected[..] || more > 0 {
            return Err(invalid("checksum"));
        }
        self.ended = true;
        Ok(())
    }
}

fn failed(error: &io::Error) -> Error {
    if error.kind() == io::ErrorKind::UnexpectedEof {
        return invalid("truncated");
    }
    Error::new(ErrorKind::Io).with_detail(error.to_string())
}

fn take<const N: usize>(input: &mut impl Read, hash: &mut Sha256) -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    input.read_exact(&mut bytes).map_err(|error| failed(&error))?;
    hash.update(bytes);
    Ok(bytes)
}

/// So many bytes, which are not reserved before they are there.
fn take_all(input: &mut impl Read, hash: &mut Sha256, length: u32) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = input.take(u64::from(length)).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    if read < length as usize {
        return Err(invalid("truncated"));
    }
    hash.update(&bytes);
    Ok(bytes)
}
