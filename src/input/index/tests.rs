//! Small indexes made by hand. Whole files are in `tests/index.rs`.
#![allow(clippy::single_range_in_vec_init, reason = "one range is asked for")]

use std::ops::Range;

use super::bins::Layout;
use super::{FileIndex, VirtualOffset};
use crate::error::{Error, Position};
use crate::input::tests::bgzf;

type Bins<'a> = &'a [(u32, &'a [(u64, u64)])];
/// Each bin has its `loffset` before its chunks.
type CsiBins<'a> = &'a [(u32, u64, &'a [(u64, u64)])];

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

fn longs(numbers: &[u64]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

/// Format, columns, character of comments, lines to skip, and names.
fn aux(format: u32, names: &[u8]) -> Vec<u8> {
    let length = u32::try_from(names.len()).unwrap();
    [numbers(&[format, 1, 2, 0, u32::from(b'#'), 0, length]), names.to_vec()].concat()
}

fn chunks(chunks: &[(u64, u64)]) -> Vec<u8> {
    let count = u32::try_from(chunks.len()).unwrap();
    [numbers(&[count]), chunks.iter().flat_map(|(start, end)| longs(&[*start, *end])).collect()].concat()
}

/// A tabix index of one contig.
fn tabix(bins: Bins<'_>, linear: &[u64]) -> Vec<u8> {
    let mut out = [b"TBI\x01".to_vec(), numbers(&[1]), aux(2, b"chr1\0")].concat();
    out.extend(numbers(&[u32::try_from(bins.len()).unwrap()]));
    for (bin, list) in bins {
        out.extend([numbers(&[*bin]), chunks(list)].concat());
    }
    out.extend(numbers(&[u32::try_from(linear.len()).unwrap()]));
    out.extend(longs(linear));
    out
}

/// A CSI of one contig.
fn csi(min_shift: u32, depth: u32, aux: &[u8], bins: CsiBins<'_>) -> Vec<u8> {
    let length = u32::try_from(aux.len()).unwrap();
    let mut out = [b"CSI\x01".to_vec(), numbers(&[min_shift, depth, length]), aux.to_vec(), numbers(&[1])].concat();
    out.extend(numbers(&[u32::try_from(bins.len()).unwrap()]));
    for (bin, low, list) in bins {
        out.extend([numbers(&[*bin]), longs(&[*low]), chunks(list)].concat());
    }
    out
}

fn at(index: &FileIndex, ranges: &[Range<u32>], join: u64) -> Vec<(u64, u64)> {
    index.chunks(0, ranges, join).iter().map(|chunk| (chunk.start.0, chunk.end.0)).collect()
}

fn refused(bytes: &[u8]) -> (String, String, Position) {
    let error: Error = FileIndex::read(bytes).unwrap_err();
    (error.code(), error.detail().to_owned(), error.position())
}

/// A virtual offset.
fn v(block: u64, within: u64) -> u64 {
    block << 16 | within
}

#[test]
fn an_offset_has_two_parts() {
    let offset = VirtualOffset::new(v(0xffff_ffff_fffe, 0xfffd));
    assert_eq!((offset.block(), offset.within()), (0xffff_ffff_fffe, 0xfffd));
}

#[test]
fn bins_span_what_the_specification_says() {
    let tabix = Layout::TABIX;
    assert_eq!((tabix.bins(), tabix.pseudo_bin()), (37449, 37450));
    for (bin, span) in [
        (0, 0..1 << 29),
        (1, 0..1 << 26),
        (8, 7 << 26..8 << 26),
        (9, 0..1 << 23),
        (585, 0..1 << 17),
        (4681, 0..1 << 14),
        (4682, 1 << 14..2 << 14),
        (37448, 32767 << 14..1 << 29),
    ] {
        assert_eq!(tabix.span(bin), span, "{bin}");
    }
    let small = Layout { min_shift: 4, depth: 2, linear: false };
    assert_eq!((small.bins(), small.span(9), small.span(72)), (73, 0..16, 1008..1024));
    let flat = Layout { min_shift: 14, depth: 0, linear: false };
    assert_eq!((flat.bins(), flat.span(0)), (1, 0..1 << 14));
    let deep = Layout { min_shift: 30, depth: 10, linear: false };
    assert_eq!(deep.span(0), 0..1 << 60);
    assert_eq!(deep.span(deep.bins() - 1).end, 1 << 60);
}

#[test]
fn a_tabix_index_is_read() {
    let counts: &[(u64, u64)] = &[(v(1, 0), v(9, 0)), (12, 3)];
    let index = FileIndex::read(&tabix(&[(4681, &[(v(1, 0), v(9, 5))]), (37450, counts)], &[v(1, 0)])).unwrap();
    assert_eq!(index.contigs(), ["chr1"]);
    assert_eq!((index.contig_count(), index.records(0), index.records(1)), (1, Some(15), None));
    assert_eq!(index.end(), VirtualOffset::new(v(9, 5)));
    assert_eq!(at(&index, &[100..200], 0), [(v(1, 0), v(9, 5))]);
    assert_eq!(at(&index, &[16384..16385], 0), []);
    assert_eq!(at(&index, &[5..5], 0), []);
    assert_eq!(at(&index, &[], 0), []);
    let with_rest = [tabix(&[], &[]), longs(&[7])].concat();
    let index = FileIndex::read(&with_rest).unwrap();
    assert_eq!((index.records(0), index.end(), index.chunks(0, &[0..9], 0)), (None, VirtualOffset::default(), vec![]));
}

/// Records at 10 to 20,000 (in bin 585), in windows 1 and 2, and in window 9 (bin 586).
#[test]
fn what_lies_before_and_behind_is_left_out() {
    let (long, second, third, last) =
        ((v(1, 0), v(1, 50)), (v(1, 50), v(2, 0)), (v(2, 0), v(3, 0)), (v(3, 0), v(4, 0)));
    let linear = [long.0, long.0, third.0, last.0, last.0, last.0, last.0, last.0, last.0, last.0];
    let bins: Bins<'_> = &[(585, &[long]), (4682, &[second]), (4683, &[third]), (586, &[last])];
    let lows = [(585, long.0), (4682, long.0), (4683, third.0), (586, last.0)];
    let with_lows: Vec<_> = bins.iter().zip(lows).map(|((bin, list), (_, low))| (*bin, low, *list)).collect();
    for bytes in [tabix(bins, &linear), csi(14, 5, &[], &with_lows)] {
        let index = FileIndex::read(&bytes).unwrap();
        // The long one begins before the range, and has its own chunk.
        assert_eq!(at(&index, &[16390..16400], 0), [(long.0, second.1)]);
        // No record that reaches window 2 stands before the third one.
        assert_eq!(at(&index, &[32768..32769], 0), [third]);
        // What begins behind the range is no part of it, whatever the bin.
        assert_eq!(at(&index, &[0..10], 0), [long]);
        assert_eq!(at(&index, &[0..10, 150_000..150_001], 0), [long, last]);
        assert_eq!(at(&index, &[0..10, 150_000..150_001], 2), [long, last]);
        assert_eq!(at(&index, &[0..10, 150_000..150_001], 3), [(long.0, last.1)]);
    }
}

/// One chunk of the uppermost bin serves ranges far apart; only what lies between their limits is given.
#[test]
fn a_chunk_is_cut_to_what_ranges_can_need() {
    let whole = (v(1, 0), v(9, 0));
    let bins: Bins<'_> = &[(0, &[whole]), (4682, &[(v(3, 0), v(4, 0))]), (4684, &[(v(6, 0), v(7, 0))])];
    let index = FileIndex::read(&tabix(bins, &[v(1, 0), v(3, 0), v(5, 0), v(6, 0)])).unwrap();
    assert_eq!(at(&index, &[20..30], 0), [(v(1, 0), v(3, 0))]);
    assert_eq!(at(&index, &[16390..16391], 0), [(v(3, 0), v(6, 0))]);
    assert_eq!(at(&index, &[60_000..60_001], 0), [(v(6, 0), v(9, 0))]);
    // Beyond the linear index its last window counts.
    assert_eq!(at(&index, &[1 << 28..1 << 29], 0), [(v(6, 0), v(9, 0))]);
    // Ranges may lie in each other.
    assert_eq!(at(&index, &[0..16391, 3..4], 0), [(v(1, 0), v(6, 0))]);
}

#[test]
fn a_loffset_counts_from_the_first_base_of_its_bin() {
    let bins: CsiBins<'_> = &[(4681, 1, &[(1, 2)]), (4682, 2, &[(2, 3)])];
    let index = FileIndex::read(&csi(14, 5, &[], bins)).unwrap();
    assert_eq!(at(&index, &[16383..16384], 0), [(1, 2)]);
    assert_eq!(at(&index, &[16383..16385], 0), [(1, 3)]);
    assert_eq!(at(&index, &[16384..16385], 0), [(2, 3)]);
    // A record of a larger bin that ends with the window before.
    let bins: CsiBins<'_> = &[(585, 1, &[(1, 2)]), (4683, 2, &[(2, 3)])];
    let index = FileIndex::read(&csi(14, 5, &[], bins)).unwrap();
    assert_eq!(at(&index, &[32767..32769], 0), [(1, 3)]);
    assert_eq!(at(&index, &[32768..32769], 0), [(2, 3)]);
}

/// As noodles writes it: the bin of window 1 does not know of the record that reaches into it.
#[test]
fn no_loffset_is_used_where_the_uppermost_bin_has_none() {
    let (far, long, short) = ((v(1, 0), v(2, 0)), (v(2, 0), v(3, 0)), (v(3, 0), v(4, 0)));
    let bins: CsiBins<'_> = &[(0, 0, &[far]), (585, long.0, &[long]), (4682, short.0, &[short])];
    let index = FileIndex::read(&csi(14, 5, &[], bins)).unwrap();
    assert_eq!(at(&index, &[16390..16391], 0), [(far.0, short.1)]);
}

#[test]
fn a_csi_may_have_no_names_or_unnamed_empty_contigs() {
    let bins: CsiBins<'_> = &[(0, 0, &[(v(1, 0), v(2, 0))])];
    let index = FileIndex::read(&csi(14, 5, &[], bins)).unwrap();
    assert!(index.contigs().is_empty());
    assert_eq!((index.contig_count(), at(&index, &[0..1], 0)), (1, vec![(v(1, 0), v(2, 0))]));
    assert!(FileIndex::read(&csi(14, 5, &aux(2, b""), &[])).unwrap().contigs().is_empty());
    assert_eq!(refused(&csi(14, 5, &aux(2, b""), bins)).1, "fewer names than contigs");
    assert_eq!(refused(&csi(14, 5, &aux(2, b"a\0b\0"), bins)).1, "more names than contigs");
    assert_eq!(refused(&csi(14, 5, &aux(2, b"a"), bins)).1, "a name");
    assert_eq!(refused(&csi(14, 5, &aux(2, b"\xff\0"), bins)).1, "a name");
}

#[test]
fn what_is_no_index_of_a_vcf_is_refused() {
    let code = |bytes: &[u8]| refused(bytes).0;
    assert_eq!(refused(b"BAI\x01and more"), ("index_not_of_vcf".into(), "BAI\\x01".into(), Position::default()));
    assert_eq!(code(b"##fileformat=VCFv4.2\n"), "index_not_of_vcf");
    assert_eq!(code(&csi(14, 5, &aux(1, b"chr1\0"), &[])), "index_not_of_vcf");
    // The generic preset on a VCF: the writer did not look at REF and END.
    assert_eq!(code(&csi(14, 5, &aux(0, b"chr1\0"), &[])), "index_not_of_vcf");
    assert_eq!(code(b""), "index_corrupt");
}

#[test]
fn contradictions_are_refused_with_their_place() {
    let detail = |bytes: &[u8]| {
        let (code, detail, position) = refused(bytes);
        assert_eq!(code, "index_corrupt");
        assert!(position.byte.is_some());
        detail
    };
    let fine: (u32, &[(u64, u64)]) = (4681, &[(5, 9)]);
    let whole = tabix(&[fine], &[5]);
    for cut in 4..whole.len() {
        assert_eq!(detail(&whole[..cut]), "it ends too early", "{cut}");
    }
    assert_eq!(refused(&whole[..50]).2, Position::byte(49));
    assert_eq!(detail(&[&whole[..], b"!"].concat()), "bytes behind its end");
    assert_eq!(detail(&tabix(&[(37449, &[])], &[])), "a bin beyond its depth");
    assert_eq!(detail(&tabix(&[(37451, &[])], &[])), "a bin beyond its depth");
    assert_eq!(detail(&tabix(&[(37450, &[(0, 0)])], &[])), "the bin of counts");
    assert_eq!(detail(&tabix(&[(4681, &[(9, 5)])], &[])), "a chunk that runs backwards");
    assert_eq!(detail(&tabix(&[fine], &[9, 0, 5])), "a linear index that runs backwards");
    assert_eq!(detail(&csi(14, 5, &[], &[(4681, 6, &[(5, 9)])])), "a chunk that runs backwards");
    assert_eq!(detail(&csi(31, 5, &[], &[])), "the depth of its bins");
    assert_eq!(detail(&csi(14, 11, &[], &[])), "the depth of its bins");
}

#[test]
fn counts_beyond_the_bytes_allocate_nothing() {
    let head = |contigs: u32| [b"CSI\x01".to_vec(), numbers(&[14, 5, 0, contigs])].concat();
    assert_eq!(refused(&head(100_001)).0, "index_too_large");
    for count in [u32::MAX, 1 << 31, 1 << 28] {
        let bins = [head(1), numbers(&[count])].concat();
        let chunks = [head(1), numbers(&[1, 0, 0, 0, count])].concat();
        let names = [b"TBI\x01".to_vec(), numbers(&[1, 2, 1, 2, 0, u32::from(b'#'), 0, count])].concat();
        for bytes in [bins, chunks, names] {
            assert_eq!(refused(&bytes).1, "it ends too early");
        }
    }
}

#[test]
fn compression_is_told_and_bombs_are_refused() {
    let body = tabix(&[(4681, &[(5, 9)])], &[5]);
    let packed = bgzf(&body);
    assert!(FileIndex::read(&packed).is_ok());
    assert_eq!(refused(&packed[..packed.len() - 40]).0, "index_corrupt");
    let mut damaged = packed.clone();
    damaged[20] ^= 0xff;
    let (code, _, position) = refused(&damaged);
    assert_eq!((code.as_str(), position), ("index_corrupt", Position::byte(0)));
    let bomb = bgzf(&vec![0; 65_280]).repeat(1100);
    assert_eq!(refused(&bomb), ("index_too_large".into(), "64 MiB".into(), Position::default()));
}
