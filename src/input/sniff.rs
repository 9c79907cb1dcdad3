//! What the first bytes are.
//!
//! Everything that is not read is refused by its own name: "this is a zip archive" helps, "malformed
//! header" does not.

use crate::error::{Error, ErrorKind};
use crate::panel;

use super::bcf;

/// How many first bytes decide.
pub(crate) const SNIFFED_BYTES: usize = 4096;

/// The sixteen bytes before BSIZE that every BGZF block begins with; MTIME, XFL and OS may vary.
const BGZF: [Option<u8>; 16] = [
    Some(0x1f),
    Some(0x8b),
    Some(8),
    Some(4),
    None,
    None,
    None,
    None,
    None,
    None,
    Some(6),
    Some(0),
    Some(b'B'),
    Some(b'C'),
    Some(2),
    Some(0),
];

/// What the first bytes of an input are, among what is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Sniffed {
    /// Text, perhaps a VCF, a table or a FASTA.
    Text,
    /// Gzip of one or more members.
    Gzip,
    /// Blocked gzip, as `bgzip` writes it.
    Bgzf,
    /// BCF 2.2.
    Bcf,
    /// A compiled panel (`.gsp`).
    Panel,
}

/// Tells an input by its first bytes: give the first 4,096, or all of a smaller one.
///
/// # Errors
///
/// An `input_…` kind that names what the bytes are, where they are nothing that is read.
pub fn sniff(bytes: &[u8]) -> Result<Sniffed, Error> {
    if bytes.is_empty() {
        return Err(ErrorKind::InputEmpty.into());
    }
    if bytes.starts_with(b"\x1f\x8b") {
        return Ok(if is_bgzf(bytes) { Sniffed::Bgzf } else { Sniffed::Gzip });
    }
    if bytes.starts_with(panel::MAGIC) {
        return Ok(Sniffed::Panel);
    }
    if bytes.starts_with(bcf::MAGIC) {
        return Ok(Sniffed::Bcf);
    }
    if let Some(error) = container(bytes) {
        return Err(error);
    }
    let head = &bytes[..bytes.len().min(SNIFFED_BYTES)];
    if is_utf16(head) {
        return Err(ErrorKind::InputUtf16.into());
    }
    if is_binary(head) {
        return Err(ErrorKind::InputBinary.into());
    }
    if is_other_text(head) {
        return Err(ErrorKind::InputNotVcf.into());
    }
    Ok(Sniffed::Text)
}

/// Whether a block of BGZF can begin so; a beginning cut short can.
pub(crate) fn is_bgzf(bytes: &[u8]) -> bool {
    bytes.iter().zip(BGZF).all(|(byte, wanted)| wanted.is_none_or(|wanted| wanted == *byte))
}

fn container(bytes: &[u8]) -> Option<Error> {
    let kinds: [(&[u8], ErrorKind); 4] = [
        (b"PK\x03\x04", ErrorKind::InputZip),
        (b"PK\x05\x06", ErrorKind::InputZip),
        (b"BAM\x01", ErrorKind::InputBam),
        (b"CRAM", ErrorKind::InputCram),
    ];
    if let [b'B', b'C', b'F', major @ (2 | 4), minor, ..] = bytes {
        // The first version of BCF has a magic of its own.
        let version = if *major == 4 { "1".to_owned() } else { format!("{major}.{minor}") };
        return Some(Error::new(ErrorKind::InputBcf).with_detail(version));
    }
    let compressions: [(&[u8], &str); 6] = [
        (b"BZh", "bzip2"),
        (b"\xfd7zXZ\0", "xz"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"\x04\x22\x4d\x18", "lz4"),
        (b"\x1f\x9d", "compress"),
    ];
    let kind = kinds.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| Error::new(*kind));
    kind.or_else(|| {
        let (_, name) = compressions.iter().find(|(magic, _)| bytes.starts_with(magic))?;
        Some(Error::new(ErrorKind::InputCompression).with_detail(*name))
    })
}

/// A byte order mark, or NULs in every second place.
fn is_utf16(head: &[u8]) -> bool {
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return true;
    }
    let nuls = |first: usize| head.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let half = head.len() / 2;
    half >= 4 && ((odd * 10 >= half * 9 && even * 10 <= half) || (even * 10 >= half * 9 && odd * 10 <= half))
}

/// More control characters than a damaged line of text could hold. Random bytes have 11%.
fn is_binary(head: &[u8]) -> bool {
    let controls = head.iter().filter(|b| matches!(b, 0..=8 | 14..=31 | 127)).count();
    controls * 16 > head.len()
}

/// A page or a document that nobody reads variants from.
fn is_other_text(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let begins = |with: &[u8]| text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    [&b"<!doctype"[..], b"<html", b"<?xml", b"{", b"[", b"%PDF"].into_iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EOF_BLOCK: &[u8] = b"\x1f\x8b\x08\x04\0\0\0\0\0\xff\x06\0BC\x02\0\x1b\0\x03\0\0\0\0\0\0\0\0\0";

    fn refused(bytes: &[u8]) -> Option<ErrorKind> {
        sniff(bytes).err().map(|e| e.kind())
    }

    #[test]
    fn what_is_read() {
        for (bytes, kind) in [
            (&b"##fileformat=VCFv4.2\n"[..], Sniffed::Text),
            (b"\xef\xbb\xbf##fileformat=VCFv4.2\n", Sniffed::Text),
            (b"x", Sniffed::Text),
            (b"GSP\tB\n", Sniffed::Text),
            (b"chr1\t1\t\0\0\tA\tG\t.\t.\t.\tGT\t0/1 and a longer line\n", Sniffed::Text),
            ("#名前\tchrom\n".as_bytes(), Sniffed::Text),
            (b"##x=M\xfcller\n", Sniffed::Text),
            (panel::MAGIC, Sniffed::Panel),
            (b"BCF\x02\x02", Sniffed::Bcf),
            (b"\x1f\x8b\x08\0\0\0\0\0\0\x03", Sniffed::Gzip),
            (EOF_BLOCK, Sniffed::Bgzf),
        ] {
            assert_eq!(sniff(bytes).ok(), Some(kind), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn what_is_refused_has_its_name() {
        let utf16: Vec<u8> = "##fileformat=VCFv4.2".bytes().flat_map(|b| [b, 0]).collect();
        let big_endian: Vec<u8> = "##fileformat=VCFv4.2".bytes().flat_map(|b| [0, b]).collect();
        for (bytes, kind) in [
            (&b""[..], ErrorKind::InputEmpty),
            (b"PK\x03\x04....", ErrorKind::InputZip),
            (b"BAM\x01....", ErrorKind::InputBam),
            (b"CRAM\x03\0", ErrorKind::InputCram),
            (b"BCF\x02\x01", ErrorKind::InputBcf),
            (b"BCF\x04\0", ErrorKind::InputBcf),
            (b"BZh91AY", ErrorKind::InputCompression),
            (b"\x28\xb5\x2f\xfd", ErrorKind::InputCompression),
            (b"\xff\xfe#\0#\0", ErrorKind::InputUtf16),
            (&utf16, ErrorKind::InputUtf16),
            (&big_endian, ErrorKind::InputUtf16),
            (&[0; 100], ErrorKind::InputBinary),
            (b" <!DOCTYPE html><html>", ErrorKind::InputNotVcf),
            (b"{\"resourceType\": \"Bundle\"}", ErrorKind::InputNotVcf),
        ] {
            assert_eq!(refused(bytes), Some(kind), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_beginning_of_a_block_can_be_one() {
        for n in 0..EOF_BLOCK.len() {
            assert!(is_bgzf(&EOF_BLOCK[..n]));
        }
        assert!(!is_bgzf(b"\x1f\x8b\x08\0"));
    }
}
