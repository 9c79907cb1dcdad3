//! A file in one piece against the same in many.

use genosieve::error::Error;
use genosieve::report::Report;
use genosieve::screen::Screen;

use super::case::Case;
use super::common::screen;
use super::draw::Draw;
use super::pack::{gzip, stored};

/// Wherever the bytes are cut there is the same report, or the same error at the same place.
pub fn run(data: &[u8]) {
    let mut draw = Draw::new(data);
    let (kind, sizes) = (draw.below(4), [draw.byte(), draw.byte()]);
    let cuts: Vec<u16> = (0..draw.below(8)).map(|_| draw.wide()).collect();
    let Some(Case { panel, text, options }) = Case::new(draw, "1") else { return };
    let bytes = match kind {
        0 => stored(&text, sizes),
        1 => gzip(&text),
        _ => text,
    };
    let whole = screen(&panel, &bytes, bytes.len().max(1), options.clone());
    let mut cuts: Vec<usize> = cuts.iter().map(|cut| usize::from(*cut) % bytes.len().max(1)).collect();
    cuts.sort_unstable();
    let mut cut = Screen::new(panel.clone(), options.clone());
    let mut from = 0;
    let mut pushed = Ok(());
    for to in cuts.into_iter().chain([bytes.len()]) {
        pushed = pushed.and_then(|()| cut.push(&bytes[from..to]));
        from = to;
    }
    same(&whole, &pushed.and_then(|()| cut.finish()));
    same(&whole, &screen(&panel, &bytes, 1 + usize::from(sizes[1]), options));
}

/// The same report to the byte, or the same error.
pub(super) fn same(whole: &Result<Report, Error>, other: &Result<Report, Error>) {
    match (whole, other) {
        (Ok(whole), Ok(other)) => assert_eq!(whole.to_json(), other.to_json()),
        (Err(whole), Err(other)) => assert_eq!(
            (whole.code(), whole.position(), whole.detail()),
            (other.code(), other.position(), other.detail())
        ),
        (whole, other) => panic!("{:?} and {:?}", whole.as_ref().err(), other.as_ref().err()),
    }
}
