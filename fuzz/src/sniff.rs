//! What the first bytes are.

use genosieve::error::{Error, ErrorKind};
use genosieve::input::{Decompressor, Sniffed, sniff};

/// The first 4,096 bytes decide, and an input is refused by the decompressor with the very name that the
/// look at them gives.
pub fn run(data: &[u8]) {
    let found = sniff(data);
    let head = sniff(&data[..data.len().min(4096)]);
    assert_eq!(found.as_ref().ok(), head.as_ref().ok());
    assert_eq!(found.as_ref().err().map(Error::code), head.as_ref().err().map(Error::code));
    let pushed = Decompressor::new().finish(&mut |_, _| Ok(())).unwrap_err();
    assert_eq!(pushed.kind(), ErrorKind::InputEmpty);
    let mut decompressor = Decompressor::new();
    let read = decompressor.push(data, &mut |_, _| Ok(())).and_then(|()| decompressor.finish(&mut |_, _| Ok(())));
    match found {
        Err(error) => assert_eq!(read.unwrap_err().code(), error.code()),
        Ok(Sniffed::Panel) => assert_eq!(read.unwrap_err().kind(), ErrorKind::InputIsPanel),
        Ok(Sniffed::Text | Sniffed::Bcf) => assert!(read.unwrap().complete),
        // What is inside may be damaged, or be refused in its turn.
        Ok(Sniffed::Gzip | Sniffed::Bgzf) => {}
    }
}
