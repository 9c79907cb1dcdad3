//! Any chunking gives the same lines, the same end and the same refusal.

use proptest::prelude::*;

use super::super::Notice;
use super::{Kept, Outcome, bgzf, gzip, read};
use crate::error::{Error, ErrorKind, Position};

fn text(terminator: &str, lines: usize) -> Vec<u8> {
    let header = format!("##fileformat=VCFv4.2{terminator}#CHROM\tPOS{terminator}{terminator}");
    let records = (0..lines).map(|i| format!("chr1\t{i}\t.\tA\tG\t{}{terminator}", "x".repeat(i % 70)));
    header.into_bytes().into_iter().chain(records.flat_map(String::into_bytes)).collect()
}

/// Forms of the same text, and of damaged ones.
pub(super) fn forms() -> Vec<Vec<u8>> {
    let lf = text("\n", 300);
    let mut cut_line = lf.clone();
    cut_line.truncate(lf.len() - 3);
    let mut with_mark = b"\xef\xbb\xbf".to_vec();
    with_mark.extend(&lf);
    let blocks = bgzf(&lf);
    let mut garbage = blocks.clone();
    garbage.extend(b"garbage");
    let mut flipped = blocks.clone();
    flipped[100] ^= 4;
    let mut joined = blocks.clone();
    joined.extend(bgzf(b"chr2\t1\n"));
    let mut members = gzip(&lf[..5000]);
    members.extend(gzip(&lf[5000..]));
    let mut padded = members.clone();
    padded.extend([0; 700]);
    let mut behind = members.clone();
    behind.extend(b"\x1fgarbage");
    let mut bad_sum = members.clone();
    let last = bad_sum.len() - 6;
    bad_sum[last] ^= 1;
    let mut mixed = gzip(&lf);
    mixed.extend(&blocks);
    vec![
        text("\r\n", 300),
        text("\r", 300),
        b"one line".to_vec(),
        b"a\r\r\nb\rc".to_vec(),
        b"a\r".to_vec(),
        b"\n\n\nx\r\n".to_vec(),
        cut_line,
        with_mark,
        blocks[..blocks.len() - 28].to_vec(),
        blocks[..blocks.len() - 10].to_vec(),
        blocks[..blocks.len() / 2].to_vec(),
        garbage,
        flipped,
        joined,
        members[..members.len() - 4].to_vec(),
        members,
        padded,
        behind,
        bad_sum,
        mixed,
        gzip(&gzip(&lf)),
        gzip(b""),
        bgzf(b""),
        b"\x1f\x8b".to_vec(),
        gzip(b"PK\x03\x04"),
        lf,
        blocks,
    ]
}

type Read = (Result<Outcome, (ErrorKind, Position)>, Vec<Vec<u8>>);

fn read_in(chunks: &[&[u8]]) -> Read {
    let mut kept = Kept::default();
    let outcome = read(chunks.iter().copied(), &mut kept).map_err(|e: Error| (e.kind(), e.position()));
    (outcome, kept.0)
}

#[test]
fn single_bytes_and_small_chunks_read_as_the_whole() {
    for (i, form) in forms().iter().enumerate() {
        let whole = read_in(&[form]);
        for size in [1, 2, 7, 28, 4095, 4096, 4097] {
            assert_eq!(read_in(&form.chunks(size).collect::<Vec<_>>()), whole, "form {i} in chunks of {size}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_cuts_read_as_the_whole(form in prop::sample::select(forms()), sizes in prop::collection::vec(0_usize..9000, 1..40)) {
        let mut chunks = Vec::new();
        let mut rest = &form[..];
        for size in sizes {
            let (chunk, more) = rest.split_at(size.min(rest.len()));
            chunks.push(chunk);
            rest = more;
        }
        chunks.push(rest);
        prop_assert_eq!(read_in(&chunks), read_in(&[&form]));
    }

    #[test]
    fn no_bytes_panic(mut bytes in prop::sample::select(forms()), at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let place = at.index(bytes.len());
        bytes[place] = with;
        bytes.truncate(cut.index(bytes.len()) + 1);
        let whole = read_in(&[&bytes]);
        prop_assert_eq!(read_in(&bytes.chunks(5).collect::<Vec<_>>()), whole);
    }
}

#[test]
fn compressed_text_gives_the_lines_of_the_text() {
    for terminator in ["\n", "\r\n", "\r"] {
        let text = text(terminator, 500);
        let (_, lines) = read_in(&[&text]);
        assert_eq!(lines.len(), 503);
        assert_eq!((&lines[0][..], &lines[2][..]), (&b"##fileformat=VCFv4.2"[..], &b""[..]));
        assert_eq!(read_in(&[&gzip(&text)]).1, lines);
        assert_eq!(read_in(&[&bgzf(&text)]).1, lines);
    }
}

#[test]
fn ends_are_told_apart() {
    let blocks = bgzf(&text("\n", 300));
    let end = |bytes: &[u8]| {
        let outcome = read_in(&[bytes]).0.expect("reads").end;
        (outcome.complete, outcome.notices.into_iter().map(|n: Notice| n.code).collect::<Vec<_>>())
    };
    assert_eq!(end(&blocks), (true, vec![]));
    assert_eq!(end(&blocks[..blocks.len() - 28]), (false, vec!["no_eof_block"]));
    assert_eq!(end(&blocks[..blocks.len() - 27]), (false, vec!["truncated"]));
    assert_eq!(end(&[&blocks[..], b"junk"].concat()), (true, vec!["trailing_garbage"]));
    assert_eq!(end(&[&blocks[..], &[0; 99]].concat()), (true, vec![]));
    assert_eq!(end(&[&blocks[..], &blocks].concat()), (true, vec!["eof_block_in_middle"]));
    let member = gzip(b"##fileformat=VCFv4.2\n");
    assert_eq!(end(&member), (true, vec![]));
    assert_eq!(end(&member[..member.len() - 1]), (false, vec!["truncated"]));
}

#[test]
fn a_gzip_member_behind_the_end_block_is_no_garbage() {
    let joined = [bgzf(b"##a\n"), gzip(b"##b\n")].concat();
    assert_eq!(read_in(&[&joined]).0.map_err(|(kind, _)| kind), Err(ErrorKind::BgzfCorrupt));
}

#[test]
fn an_error_stays() {
    let mut blocks = bgzf(&text("\n", 9000));
    assert!(blocks.len() > 4096, "the first bytes are held until there are enough to tell");
    blocks[16..18].copy_from_slice(&[1, 0]);
    let mut lines = super::Lines::new();
    let mut kept = Kept::default();
    let first = lines.push(&blocks, &mut kept).map_err(|e| e.kind());
    assert_eq!(first, Err(ErrorKind::BgzfCorrupt));
    assert_eq!(lines.push(b"more", &mut kept).map_err(|e| e.kind()), first);
    assert_eq!(lines.finish(&mut kept).map_err(|e| e.kind()).err(), first.err());
}

#[test]
fn a_line_without_end_is_refused() {
    let chunk = vec![b'x'; 1 << 20];
    let outcome = read(std::iter::repeat_n(&chunk[..], 33), &mut Kept::default());
    assert_eq!(outcome.map_err(|e| (e.kind(), e.position().line)), Err((ErrorKind::LineTooLong, Some(1))));
}
