//! Plain text, BGZF and gzip, whole and damaged.

use genosieve::error::Error;
use genosieve::input::{Decompressor, End, Sniffed, sniff};

use super::draw::Draw;
use super::pack::{bgzf, gzip, stored};

/// What a bomb may grow to: the fuzzer's inputs are short, so no honest one comes near.
const MOST: usize = 8 << 20;

/// Any cut of the bytes gives the same text and the same end or error; what is packed comes back;
/// an error stays.
pub fn run(data: &[u8]) {
    let mut draw = Draw::new(data);
    let kind = draw.below(5);
    let chunk = 1 + usize::from(draw.byte());
    let (sizes, changes) = ([draw.byte(), draw.byte()], draw.below(4));
    let places: Vec<(u16, u8)> = (0..changes).map(|_| (draw.wide(), draw.byte())).collect();
    let text = draw.rest();
    let packed = match kind {
        0 => text.to_vec(),
        1 => stored(text, sizes),
        2 => bgzf(text, 1 + text.len() / (1 + usize::from(sizes[0] % 8))),
        3 => gzip(text),
        _ => members(text, usize::from(sizes[0])),
    };
    let whole = read(&packed, packed.len().max(1));
    if kind > 0 && !text.is_empty() && matches!(sniff(text), Ok(Sniffed::Text)) {
        let (out, end) = &whole;
        let expected = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        assert!(out == expected && end.as_ref().is_ok_and(|end| end.complete && end.notices.is_empty()), "{end:?}");
    }
    same(&whole, &read(&packed, chunk));
    if places.is_empty() || packed.is_empty() {
        return;
    }
    let mut damaged = packed.clone();
    for (place, value) in places {
        let place = usize::from(place) % damaged.len();
        if value == 0 && place > 0 {
            damaged.truncate(place);
        } else {
            damaged[place] ^= value;
        }
    }
    same(&read(&damaged, damaged.len()), &read(&damaged, chunk));
}

/// Two members of gzip.
fn members(text: &[u8], at: usize) -> Vec<u8> {
    let (first, second) = text.split_at(at.min(text.len()));
    [gzip(first), gzip(second)].concat()
}

type Read = (Vec<u8>, Result<End, Error>);

fn read(bytes: &[u8], chunk: usize) -> Read {
    let mut out = Vec::new();
    let mut decompressor = Decompressor::new();
    let mut keep = |_, piece: &[u8]| {
        out.extend_from_slice(piece);
        assert!(out.len() < MOST);
        Ok(())
    };
    let mut done = Ok(());
    for piece in bytes.chunks(chunk) {
        done = decompressor.push(piece, &mut keep);
        if let Err(error) = &done {
            let again = decompressor.push(b"x", &mut keep).unwrap_err();
            assert_eq!(again.code(), error.code());
            break;
        }
    }
    let end = done.and_then(|()| decompressor.finish(&mut keep));
    (out, end)
}

fn same((text, end): &Read, (again, ended): &Read) {
    match (end, ended) {
        (Ok(end), Ok(ended)) => assert_eq!((text, end), (again, ended)),
        (Err(error), Err(other)) => {
            assert_eq!(
                (error.code(), error.position(), error.detail()),
                (other.code(), other.position(), other.detail())
            );
        }
        _ => panic!("{end:?} and {ended:?}"),
    }
}
