//! A text against the same as BGZF, as gzip, and as BCF.

use genosieve::error::Error;
use genosieve::input::{Sniffed, sniff};
use genosieve::report::Report;

use super::case::Case;
use super::common::{content, screen};
use super::draw::Draw;
use super::forms::{Forms, forms};
use super::pack::{bgzf, gzip, stored};

/// However a text is packed, in blocks of any size and in any number of members, it is answered alike, or
/// refused for the same at the same line.
pub fn run(data: &[u8]) {
    let mut draw = Draw::new(data);
    let sizes = [draw.byte(), draw.byte()];
    let Some(Case { panel, text, options }) = Case::new(draw, "1") else { return };
    if !matches!(sniff(&text), Ok(Sniffed::Text)) {
        return;
    }
    // What cannot be written as BCF is packed as text instead.
    let written = std::str::from_utf8(&text).ok().filter(|_| sizes[1] % 5 == 4);
    if let Some(Forms { vcf, bcf }) = written.and_then(|text| forms(text, 1 << (sizes[0] % 3))) {
        let bcf = if sizes[0].is_multiple_of(2) { bgzf(&bcf, 1 + bcf.len() / 3) } else { bcf };
        let plain = screen(&panel, &vcf, vcf.len(), options.clone());
        return same(&plain, &screen(&panel, &bcf, bcf.len(), options));
    }
    let plain = screen(&panel, &text, text.len(), options.clone());
    let at = text.len() * usize::from(sizes[0]) / 256;
    let packed = match sizes[1] % 4 {
        0 => bgzf(&text, 1 + text.len() / (1 + usize::from(sizes[0] % 8))),
        1 => gzip(&text),
        2 => [gzip(&text[..at]), gzip(&text[at..])].concat(),
        _ => stored(&text, sizes),
    };
    same(&plain, &screen(&panel, &packed, packed.len(), options));
}

fn same(plain: &Result<Report, Error>, packed: &Result<Report, Error>) {
    match (plain, packed) {
        (Ok(plain), Ok(packed)) => assert_eq!(content(plain), content(packed)),
        (Err(plain), Err(packed)) => {
            assert_eq!(
                (plain.code(), plain.position().line, plain.detail()),
                (packed.code(), packed.position().line, packed.detail())
            );
        }
        (plain, packed) => panic!("{:?} and {:?}", plain.as_ref().err(), packed.as_ref().err()),
    }
}
