//! A file that is read in parts against the same as a whole.

use genosieve::screen::ScreenOptions;

use super::by_parts::by_parts;
use super::case::Case;
use super::common::{content, screen};
use super::draw::Draw;
use super::pack::stored;

/// Wherever a file is cut into parts, they give what the whole gives, or say that they cannot.
pub fn run(data: &[u8]) {
    let mut draw = Draw::new(data);
    let (sizes, packed) = ([draw.byte(), draw.byte()], draw.once_in(2));
    let fractions: Vec<u16> = (0..draw.below(8)).map(|_| draw.wide()).collect();
    let Some(Case { panel, text, options }) = Case::new(draw, "1") else { return };
    // What a part is told by is known from the first 4 KiB.
    let options = ScreenOptions { all: true, ..options };
    let text = [&text[..], &padding(&text)].concat();
    let bytes = if packed { stored(&text, [255, sizes[0]]) } else { text };
    let mut ends: Vec<usize> = fractions
        .iter()
        .map(|f| 1 + bytes.len() * usize::from(*f) / (1 << 16))
        .filter(|end| *end < bytes.len())
        .collect();
    ends.sort_unstable();
    ends.dedup();
    let whole = screen(&panel, &bytes, bytes.len().max(1), options.clone());
    match by_parts(&panel, &bytes, &ends, 1 + 8 * usize::from(sizes[1]), &options) {
        Ok(None) => {}
        Ok(Some(parts)) => {
            let whole = whole.unwrap_or_else(|error| panic!("the whole is refused: {error}"));
            assert_eq!(content(&parts), content(&whole));
            assert_eq!(parts.accounting.bytes_read, whole.accounting.bytes_read);
        }
        Err(error) => assert_eq!(Some(error.code()), whole.err().map(|error| error.code())),
    }
}

/// Lines that no verdict rests on, so that parts are longer than what a file is told by.
fn padding(text: &[u8]) -> Vec<u8> {
    let end: &[u8] = if text.ends_with(b"\r") { b"\r" } else { b"\n" };
    let missing = 6000_usize.saturating_sub(text.len()) / 100;
    [b"2\t77\t.\tA\tC\t.\t.\t".as_slice(), &[b'x'; 80], end].concat().repeat(missing)
}
