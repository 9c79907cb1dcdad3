//! What the first bytes are.

use crate::error::{Error, ErrorKind, Position};

/// Bytes that are looked at; fewer only where the input is shorter.
pub(crate) const SNIFFED_BYTES: usize = 512;

/// What may be read on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Container {
    /// Plain text.
    Text,
    /// gzip without BGZF's extra field.
    Gzip,
    /// BGZF (SAM specification section 4.1).
    Bgzf,
}

/// The container of a file, from its first bytes.
///
/// # Errors
///
/// `input_…` where the bytes are of a kind that is not read, by name.
pub(crate) fn container(head: &[u8]) -> Result<Container, Error> {
    if head.is_empty() {
        return Err(Error::new(ErrorKind::InputEmpty));
    }
    if head.starts_with(&[0x1f, 0x8b]) {
        return Ok(if is_bgzf(head) { Container::Bgzf } else { Container::Gzip });
    }
    text(head)?;
    Ok(Container::Text)
}

/// Whether a gzip header is that of BGZF: the extra field `BC` and no other. Blocks with more extra
/// fields are read as what they are too, gzip members.
pub(crate) fn is_bgzf(head: &[u8]) -> bool {
    head.len() >= 18 && head[3] == 4 && head[10..16] == *b"\x06\x00BC\x02\x00"
}

/// Checks that bytes, decompressed where they were compressed, begin as text does.
///
/// # Errors
///
/// `input_…` where they are something else, by name.
pub(crate) fn text(head: &[u8]) -> Result<(), Error> {
    /// First bytes and what they mean.
    const KNOWN: [(&[u8], ErrorKind, &str); 15] = [
        (b"PK\x03\x04", ErrorKind::InputZip, ""),
        (b"PK\x05\x06", ErrorKind::InputZip, ""),
        (b"BAM\x01", ErrorKind::InputBam, ""),
        (b"CRAM", ErrorKind::InputCram, ""),
        (b"BCF", ErrorKind::InputBcf, ""),
        (b"\xff\xfe", ErrorKind::InputUtf16, ""),
        (b"\xfe\xff", ErrorKind::InputUtf16, ""),
        (b"BZh", ErrorKind::InputCompression, "bzip2"),
        (b"\xfd7zXZ\x00", ErrorKind::InputCompression, "xz"),
        (b"\x28\xb5\x2f\xfd", ErrorKind::InputCompression, "zstd"),
        (b"7z\xbc\xaf\x27\x1c", ErrorKind::InputCompression, "7z"),
        (b"Rar!", ErrorKind::InputCompression, "rar"),
        (b"\x1f\x8b", ErrorKind::InputCompression, "gzip in gzip"),
        (b"%PDF", ErrorKind::InputNotVcf, ""),
        (crate::panel::MAGIC, ErrorKind::InputIsPanel, ""),
    ];
    let error = |kind, detail: &str| Error::new(kind).with_detail(detail).at(Position::byte(0));
    if let Some((_, kind, detail)) = KNOWN.into_iter().find(|(magic, ..)| head.starts_with(magic)) {
        return Err(error(kind, detail));
    }
    let nuls = |odd: usize| head.iter().skip(odd).step_by(2).take(16).all(|b| *b == 0);
    if head.len() >= 4 && head[0] != 0 && nuls(1) || head.len() >= 4 && head[0] == 0 && head[1] != 0 && nuls(0) {
        return Err(error(ErrorKind::InputUtf16, ""));
    }
    let control = |b: &&u8| matches!(**b, 0..=8 | 11 | 12 | 14..=26 | 28..=31);
    // A stray control byte in a header is tolerated; a tenth of them is no text.
    if head.iter().filter(control).count() * 10 > head.len() {
        return Err(error(ErrorKind::InputBinary, ""));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_names() {
        let table: [(&[u8], ErrorKind); 9] = [
            (b"", ErrorKind::InputEmpty),
            (b"PK\x03\x04rest", ErrorKind::InputZip),
            (b"BCF\x02\x02", ErrorKind::InputBcf),
            (b"\xff\xfe#\x00#\x00", ErrorKind::InputUtf16),
            (b"#\x00#\x00f\x00i\x00", ErrorKind::InputUtf16),
            (b"\x00#\x00#\x00f\x00i", ErrorKind::InputUtf16),
            (b"BZh91AY", ErrorKind::InputCompression),
            (b"\x01\x02\x03\x04\x05\xff\xfe\x00", ErrorKind::InputBinary),
            (b"BAM\x01", ErrorKind::InputBam),
        ];
        for (bytes, kind) in table {
            assert_eq!(container(bytes).unwrap_err().kind(), kind, "{bytes:?}");
        }
    }

    #[test]
    fn text_in_any_language_is_text() {
        for bytes in ["##fileformat=VCFv4.2\n", "\u{feff}##fileformat", "##検体=あ\n"] {
            assert_eq!(container(bytes.as_bytes()).unwrap(), Container::Text);
        }
    }
}
