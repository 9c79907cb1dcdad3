//! Where text stands in a file, so that it can be found again.

/// A place in the text of a file.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Place {
    /// A byte (0-based) of the file as given where decoding can begin: a byte of plain text, a block of
    /// BGZF, a member of gzip.
    pub from: u64,
    /// Bytes of text between there and here.
    pub skip: u64,
}

impl Place {
    /// The place of text that begins where decoding does.
    pub(super) const fn new(from: u64) -> Self {
        Self { from, skip: 0 }
    }

    /// So many bytes of text behind.
    pub(super) const fn behind(self, bytes: usize) -> Self {
        Self { from: self.from, skip: self.skip + bytes as u64 }
    }
}
