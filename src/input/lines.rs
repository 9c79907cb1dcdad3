//! From bytes to numbered lines.

use memchr::{memchr, memchr2};

use super::decompress::{Compression, Decompressor, End};
use crate::error::{Error, ErrorKind, Position};

/// The longest line that is read, in bytes. One record of half a million samples is about a tenth
/// of it; a file without line feeds would fill the memory.
const MAX_LINE: usize = 32 << 20;

/// Takes lines.
pub trait LineSink {
    /// A line (1-based number) without its terminator.
    ///
    /// # Errors
    ///
    /// What the sink finds wrong with it; reading stops there.
    fn line(&mut self, number: u64, line: &[u8]) -> Result<(), Error>;
}

/// What ends a line, as the first one shows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Terminator {
    Unknown,
    /// `\n`, or `\r\n`: a carriage return before it is dropped.
    LineFeed,
    /// `\r` alone, as old software wrote.
    CarriageReturn,
}

/// Splits a file, compressed or not, into lines.
#[derive(Debug)]
pub struct Lines {
    decompressor: Decompressor,
    splitter: Splitter,
}

impl Default for Lines {
    fn default() -> Self {
        Self::new()
    }
}

impl Lines {
    /// One that has read nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self { decompressor: Decompressor::new(), splitter: Splitter::new() }
    }

    /// Takes the next bytes of the file.
    ///
    /// # Errors
    ///
    /// As [`Decompressor::push`], `line_too_long`, and what the sink returns.
    pub fn push(&mut self, bytes: &[u8], sink: &mut impl LineSink) -> Result<(), Error> {
        let splitter = &mut self.splitter;
        self.decompressor.push(bytes, &mut |data| splitter.push(data, sink))
    }

    /// Ends the file; a last line without terminator is a line.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push).
    pub fn finish(&mut self, sink: &mut impl LineSink) -> Result<End, Error> {
        let splitter = &mut self.splitter;
        let end = self.decompressor.finish(&mut |data| splitter.push(data, sink))?;
        splitter.finish(sink)?;
        Ok(end)
    }

    /// Bytes of the file as given.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.decompressor.bytes_read()
    }

    /// How the file is compressed, once that is known.
    #[must_use]
    pub fn compression(&self) -> Option<Compression> {
        self.decompressor.compression()
    }

    /// Lines so far.
    #[must_use]
    pub fn line_number(&self) -> u64 {
        self.splitter.number
    }

    /// Whether the file ended without a terminator.
    #[must_use]
    pub fn unterminated(&self) -> bool {
        self.splitter.unterminated
    }
}

/// The splitter proper, on bytes that are decompressed.
#[derive(Debug)]
struct Splitter {
    terminator: Terminator,
    pending: Vec<u8>,
    number: u64,
    unterminated: bool,
}

impl Splitter {
    fn new() -> Self {
        Self { terminator: Terminator::Unknown, pending: Vec::new(), number: 0, unterminated: false }
    }

    fn push(&mut self, mut data: &[u8], sink: &mut impl LineSink) -> Result<(), Error> {
        if self.terminator == Terminator::Unknown {
            // The first line is gathered whole, with the byte behind a carriage return.
            self.pending.extend_from_slice(data);
            self.check_length(self.pending.len())?;
            if !self.learn_terminator() {
                return Ok(());
            }
            let gathered = std::mem::take(&mut self.pending);
            return self.split(&gathered, sink);
        }
        if !self.pending.is_empty() {
            let Some(end) = memchr(self.terminator.byte(), data) else {
                self.check_length(self.pending.len() + data.len())?;
                self.pending.extend_from_slice(data);
                return Ok(());
            };
            self.check_length(self.pending.len() + end)?;
            let mut line = std::mem::take(&mut self.pending);
            line.extend_from_slice(&data[..end]);
            self.emit(&line, sink)?;
            line.clear();
            self.pending = line;
            data = &data[end + 1..];
        }
        self.split(data, sink)
    }

    /// Hands on the whole lines of a stretch and keeps the rest.
    fn split(&mut self, mut data: &[u8], sink: &mut impl LineSink) -> Result<(), Error> {
        while let Some(end) = memchr(self.terminator.byte(), data) {
            self.check_length(end)?;
            self.emit(&data[..end], sink)?;
            data = &data[end + 1..];
        }
        self.check_length(data.len())?;
        self.pending.extend_from_slice(data);
        Ok(())
    }

    fn learn_terminator(&mut self) -> bool {
        self.terminator = match memchr2(b'\n', b'\r', &self.pending) {
            None => return false,
            Some(at) if self.pending[at] == b'\n' => Terminator::LineFeed,
            Some(at) => match self.pending.get(at + 1) {
                None => return false,
                Some(b'\n') => Terminator::LineFeed,
                Some(_) => Terminator::CarriageReturn,
            },
        };
        true
    }

    fn emit(&mut self, line: &[u8], sink: &mut impl LineSink) -> Result<(), Error> {
        self.number += 1;
        let line =
            if self.terminator == Terminator::LineFeed { line.strip_suffix(b"\r").unwrap_or(line) } else { line };
        let line = if self.number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
        sink.line(self.number, line)
    }

    fn check_length(&self, bytes: usize) -> Result<(), Error> {
        if bytes <= MAX_LINE {
            return Ok(());
        }
        Err(Error::new(ErrorKind::LineTooLong).with_detail(MAX_LINE.to_string()).at(Position::line(self.number + 1)))
    }

    fn finish(&mut self, sink: &mut impl LineSink) -> Result<(), Error> {
        let line = std::mem::take(&mut self.pending);
        if line.is_empty() {
            return Ok(());
        }
        self.unterminated = line.last() != Some(&b'\r');
        if self.terminator == Terminator::Unknown {
            self.terminator = Terminator::LineFeed;
        }
        self.emit(&line, sink)
    }
}

impl Terminator {
    const fn byte(self) -> u8 {
        match self {
            Self::CarriageReturn => b'\r',
            Self::LineFeed | Self::Unknown => b'\n',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;

    #[derive(Default)]
    struct Collected(Vec<(u64, Vec<u8>)>);

    impl LineSink for Collected {
        fn line(&mut self, number: u64, line: &[u8]) -> Result<(), Error> {
            self.0.push((number, line.to_vec()));
            Ok(())
        }
    }

    fn read(bytes: &[u8], chunk: usize) -> (Vec<(u64, Vec<u8>)>, End, bool) {
        let (mut lines, mut sink) = (Lines::new(), Collected::default());
        for part in bytes.chunks(chunk) {
            lines.push(part, &mut sink).unwrap();
        }
        let end = lines.finish(&mut sink).unwrap();
        (sink.0, end, lines.unterminated())
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn bgzf(bytes: &[u8], block: usize) -> Vec<u8> {
        let mut writer = noodles::bgzf::io::Writer::new(Vec::new());
        for part in bytes.chunks(block.max(1)) {
            writer.write_all(part).unwrap();
            writer.flush().unwrap();
        }
        writer.finish().unwrap()
    }

    fn texts(bytes: &[u8]) -> Vec<Vec<u8>> {
        read(bytes, 7).0.into_iter().map(|(_, line)| line).collect()
    }

    #[test]
    fn terminators_of_all_kinds() {
        for text in ["##a\n#b\nc", "##a\r\n#b\r\nc\r\n", "##a\r#b\rc\r", "\u{feff}##a\n#b\nc\n"] {
            assert_eq!(texts(text.as_bytes()), [b"##a".to_vec(), b"#b".to_vec(), b"c".to_vec()], "{text:?}");
        }
        assert!(read(b"a\nb", 9).2 && !read(b"a\nb\n", 9).2);
    }

    #[test]
    fn a_line_without_end_is_refused() {
        let mut lines = Lines::new();
        let chunk = vec![b'A'; 1 << 20];
        let error = (0..64).find_map(|_| lines.push(&chunk, &mut Collected::default()).err()).unwrap();
        assert_eq!(error.kind(), ErrorKind::LineTooLong);
    }

    #[test]
    fn gzip_of_two_members_with_padding_and_garbage() {
        let two = [gzip(b"a\nb\n"), gzip(b"c\n")].concat();
        assert_eq!(texts(&two).len(), 3);
        let (lines, end, _) = read(&[&two[..], &[0; 700]].concat(), 5);
        assert_eq!((lines.len(), end.complete, end.notices.len()), (3, true, 0));
        let (lines, end, _) = read(&[&two[..], b"GARBAGE"].concat(), 5);
        assert_eq!((lines.len(), end.complete, end.notices[0].code), (3, true, "trailing_garbage"));
    }

    #[test]
    fn cut_and_damaged_gzip() {
        let whole = gzip(&b"chr1\t100\t.\tA\tG\n".repeat(400));
        for cut in 1..12 {
            let (_, end, _) = read(&whole[..whole.len() - cut], 11);
            assert!(!end.complete, "cut by {cut}");
        }
        let mut damaged = whole.clone();
        let crc = damaged.len() - 8;
        damaged[crc] ^= 1;
        let (mut lines, mut sink) = (Lines::new(), Collected::default());
        let error = lines.push(&damaged, &mut sink).and_then(|()| lines.finish(&mut sink).map(|_| ())).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::GzipCorrupt);
    }

    #[test]
    fn cut_damaged_and_joined_bgzf() {
        let text = b"chr1\t100\t.\tA\tG\n".repeat(4000);
        let whole = bgzf(&text, 9000);
        assert_eq!(read(&whole, 4096).1, End { complete: true, notices: vec![] });
        let (lines, end, _) = read(&whole[..whole.len() - 28], 4096);
        assert_eq!((lines.len(), end.complete, end.notices[0].code), (4000, false, "no_eof_block"));
        assert_eq!(read(&whole[..whole.len() - 30], 4096).1.notices[0].code, "truncated");
        let joined = [&whole[..], &whole[..]].concat();
        let (lines, end, _) = read(&joined, 4096);
        assert_eq!((lines.len(), end.complete, end.notices[0].code), (8000, true, "eof_block_in_middle"));
        for chunk in [1, 17, 4096] {
            let (lines, end, _) = read(&[&whole[..], b"GARBAGE".repeat(9).as_slice()].concat(), chunk);
            assert_eq!((lines.len(), end.complete, end.notices[0].detail.as_str()), (4000, true, "63"));
        }
        let mut damaged = whole;
        damaged[60] ^= 0x10;
        let error = Lines::new().push(&damaged, &mut Collected::default()).unwrap_err();
        assert_eq!((error.kind(), error.position()), (ErrorKind::BgzfCorrupt, Position::byte(0)));
    }

    proptest! {
        #[test]
        fn neither_chunks_nor_compression_matter(
            lines in proptest::collection::vec("[a-zA-Z0-9\t<>.]{0,40}", 1..60),
            crlf: bool, chunk in 1usize..3000, block in 1usize..700, last: bool,
        ) {
            let separator = if crlf { "\r\n" } else { "\n" };
            let mut text = format!("##x{separator}{}", lines.join(separator));
            if last { text.push_str(separator); }
            let plain = read(text.as_bytes(), usize::MAX);
            prop_assert_eq!(&read(text.as_bytes(), chunk), &plain);
            prop_assert_eq!(&read(&gzip(text.as_bytes()), chunk), &plain);
            prop_assert_eq!(&read(&bgzf(text.as_bytes(), block), chunk), &plain);
        }
    }
}
