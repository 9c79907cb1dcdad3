//! Screening a file in parts, as a host with several workers does.
#![allow(dead_code, reason = "each test binary uses some of it")]

use std::sync::Arc;

use genosieve::error::{Error, ErrorKind};
use genosieve::panel::Panel;
use genosieve::report::Report;
use genosieve::screen::{Partial, Screen, ScreenOptions};

/// The report from parts that end at these bytes; nothing where the file cannot be read so. Every other
/// part comes as bytes, as from another wasm instance.
pub(crate) fn by_parts(
    panel: &Arc<Panel>,
    bytes: &[u8],
    ends: &[usize],
    chunk: usize,
    options: &ScreenOptions,
) -> Result<Option<Report>, Error> {
    let mut whole = Screen::new(Arc::clone(panel), options.clone());
    for piece in bytes.chunks(chunk) {
        if !whole.has_header() {
            whole.push(piece)?;
        }
    }
    let mut parts: Vec<Partial> = Vec::new();
    let starts = std::iter::once(&0).chain(ends);
    for (from, to) in starts.zip(ends.iter().copied().chain([usize::MAX])) {
        let Some(mut part) = whole.part(*from as u64, to as u64)? else { return Ok(None) };
        let elsewhere = parts.len() % 2 == 1;
        if elsewhere {
            part.keep_lines();
        }
        for piece in bytes[*from..].chunks(chunk) {
            part.push(piece)?;
            if part.is_enough() {
                break;
            }
        }
        let partial = if elsewhere {
            part.partial_bytes().map(|bytes| whole.read_partial(&bytes).unwrap())
        } else {
            part.partial()
        };
        match partial {
            // The first part ended within the header.
            Err(error) if error.kind() == ErrorKind::HeaderMissing => return Ok(None),
            partial => parts.push(partial?),
        }
    }
    Ok(whole.answer_of(parts)?.map(genosieve::screen::Answer::into_report))
}
