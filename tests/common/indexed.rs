//! A BGZF VCF with its records, and a small writer of indexes after the text of the specifications.
#![allow(dead_code, reason = "each test binary uses some of it")]

use std::collections::{BTreeMap, HashMap};
use std::io::Read as _;
use std::ops::Range;

use genosieve::input::{FileIndex, VirtualOffset};

/// A record: its contig, the bases that an index gives it (0-based, half-open), its bytes of the text.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) contig: String,
    pub(crate) bases: Range<u32>,
    pub(crate) text: Range<usize>,
}

/// What a whole file holds.
pub(crate) struct Indexed {
    pub(crate) text: Vec<u8>,
    /// Where the content of each block begins in the text, by the offset of the block.
    blocks: HashMap<u64, usize>,
    /// The same, ascending: begin in the text, offset of the block.
    order: Vec<(usize, u64)>,
    pub(crate) records: Vec<Record>,
}

impl Indexed {
    /// Decompresses a file; nothing where it is not BGZF.
    pub(crate) fn new(bytes: &[u8]) -> Option<Self> {
        let (mut text, mut blocks, mut order, mut at) = (Vec::new(), HashMap::new(), Vec::new(), 0);
        while let Some(head) = bytes[at..].get(..18) {
            if !head.starts_with(b"\x1f\x8b\x08\x04") || &head[12..14] != b"BC" {
                return None;
            }
            let size = usize::from(u16::from_le_bytes([head[16], head[17]])) + 1;
            let offset = u64::try_from(at).unwrap();
            blocks.insert(offset, text.len());
            order.push((text.len(), offset));
            noodles::bgzf::io::Reader::new(&bytes[at..at + size]).read_to_end(&mut text).unwrap();
            at += size;
        }
        let records = records(&text);
        Some(Self { text, blocks, order, records })
    }

    /// Whether a block begins where a place says so.
    pub(crate) fn has(&self, offset: VirtualOffset) -> bool {
        self.blocks.contains_key(&offset.block())
    }

    /// A place in the file as one in the text.
    pub(crate) fn place(&self, offset: VirtualOffset) -> usize {
        self.blocks[&offset.block()] + usize::from(offset.within())
    }

    /// The virtual offset of a place in the text: of two at the boundary of blocks the one in the second.
    fn offset(&self, place: usize) -> u64 {
        let behind = self.order.partition_point(|(begin, _)| *begin <= place);
        let (begin, block) = self.order[behind - 1];
        block << 16 | u64::try_from(place - begin).unwrap()
    }

    /// Asserts that the chunks hold every record that overlaps the ranges, and are as promised; gives the
    /// bytes of the text that they hold.
    pub(crate) fn assert_found(
        &self,
        index: &FileIndex,
        contig: usize,
        name: &str,
        ranges: &[Range<u32>],
        join: u64,
    ) -> usize {
        let chunks = index.chunks(contig, ranges, join);
        let found: Vec<_> = chunks.iter().map(|chunk| self.place(chunk.start)..self.place(chunk.end)).collect();
        let wanted = |record: &Record| {
            ranges.iter().any(|r| !r.is_empty() && r.start < record.bases.end && record.bases.start < r.end)
        };
        for record in self.records.iter().filter(|record| record.contig == name && wanted(record)) {
            let within = found.iter().any(|text| text.start <= record.text.start && record.text.end <= text.end);
            assert!(within, "{record:?} is in none of {chunks:?} for {ranges:?}");
        }
        for (text, chunk) in found.iter().zip(&chunks) {
            assert!(chunk.start < chunk.end, "{chunk:?}");
            assert!(text.start == 0 || self.text[text.start - 1] == b'\n', "{chunk:?} begins inside a line");
        }
        for pair in chunks.windows(2) {
            let apart = pair[1].start > pair[0].end && pair[1].start.block() - pair[0].end.block() >= join;
            assert!(apart, "{pair:?} could be one");
        }
        found.iter().map(Range::len).sum()
    }
}

fn records(text: &[u8]) -> Vec<Record> {
    let mut at = 0;
    let lines = text.split_inclusive(|byte| *byte == b'\n').map(|line| {
        at += line.len();
        (at - line.len()..at, line)
    });
    lines
        .filter(|(_, line)| !line.starts_with(b"#") && line.len() > 1)
        .map(|(place, line)| record(place, line))
        .collect()
}

/// The bases from POS over REF, or to INFO END where that is behind POS.
fn record(text: Range<usize>, line: &[u8]) -> Record {
    let line = String::from_utf8_lossy(line);
    let cells: Vec<&str> = line.trim_end().split('\t').collect();
    let start = cells[1].parse::<u32>().unwrap().saturating_sub(1);
    let stated = cells.get(7).and_then(|info| info.split(';').find_map(|item| item.strip_prefix("END=")?.parse().ok()));
    let end = stated.filter(|end| *end > start).unwrap_or(start + u32::try_from(cells[3].len()).unwrap());
    Record { contig: cells[0].to_owned(), bases: start..end, text }
}

/// What to write.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Format {
    Tabix,
    Csi { min_shift: u32, depth: u32, names: bool },
}

/// A bin that is being made: chunks as begin and end.
type Bins = BTreeMap<u32, Vec<(u64, u64)>>;

/// Writes the index of a sorted file, not compressed. `merge`: small bins are merged into the one above
/// where that exists, as htslib does.
pub(crate) fn write(file: &Indexed, names: &[&str], format: Format, merge: bool) -> Vec<u8> {
    let (min_shift, depth) = match format {
        Format::Tabix => (14, 5),
        Format::Csi { min_shift, depth, .. } => (min_shift, depth),
    };
    let joined: Vec<u8> = names.iter().flat_map(|name| name.bytes().chain([0])).collect();
    let mut aux = Vec::new();
    put(&mut aux, &[2, 1, 2, 0, u32::from(b'#'), 0, u32::try_from(joined.len()).unwrap()]);
    aux.extend(joined);
    let count = u32::try_from(names.len()).unwrap();
    let mut out = Vec::new();
    match format {
        Format::Tabix => {
            out.extend(b"TBI\x01");
            put(&mut out, &[count]);
            out.extend(aux);
        }
        Format::Csi { names, .. } => {
            out.extend(b"CSI\x01");
            let aux = if names { aux } else { Vec::new() };
            put(&mut out, &[min_shift, depth, u32::try_from(aux.len()).unwrap()]);
            out.extend(aux);
            put(&mut out, &[count]);
        }
    }
    for name in names {
        contig(file, name, format, (min_shift, depth), merge, &mut out);
    }
    out.extend(0_u64.to_le_bytes());
    out
}

fn contig(file: &Indexed, name: &str, format: Format, (min_shift, depth): (u32, u32), merge: bool, out: &mut Vec<u8>) {
    let (mut bins, mut linear, mut count) = (Bins::new(), Vec::<Option<u64>>::new(), 0_u64);
    for record in file.records.iter().filter(|record| record.contig == name) {
        let (start, end) = (file.offset(record.text.start), file.offset(record.text.end));
        let chunks = bins.entry(reg2bin(&record.bases, min_shift, depth)).or_default();
        match chunks.last_mut() {
            Some(last) if last.1 == start => last.1 = end,
            _ => chunks.push((start, end)),
        }
        let windows = record.bases.start >> min_shift..=(record.bases.end - 1) >> min_shift;
        for window in windows.map(|window| window as usize) {
            linear.resize(linear.len().max(window + 1), None);
            linear[window].get_or_insert(start);
        }
        count += 1;
    }
    // An empty window takes the next one's offset.
    for window in (1..linear.len()).rev() {
        linear[window - 1] = linear[window - 1].or(linear[window]);
    }
    let linear: Vec<u64> = linear.into_iter().map(Option::unwrap_or_default).collect();
    if merge {
        merge_small(&mut bins);
    }
    let metadata = (first(depth + 1) + 1, vec![(0, 0), (count, 0)]);
    let bins: Vec<_> = if bins.is_empty() { Vec::new() } else { bins.into_iter().chain([metadata]).collect() };
    put(out, &[u32::try_from(bins.len()).unwrap()]);
    for (bin, chunks) in bins {
        put(out, &[bin]);
        if !matches!(format, Format::Tabix) {
            out.extend(linear.get(bottom(bin, depth)).copied().unwrap_or_default().to_le_bytes());
        }
        put(out, &[u32::try_from(chunks.len()).unwrap()]);
        out.extend(chunks.into_iter().flat_map(|(start, end)| [start, end]).flat_map(u64::to_le_bytes));
    }
    if matches!(format, Format::Tabix) {
        put(out, &[u32::try_from(linear.len()).unwrap()]);
        out.extend(linear.into_iter().flat_map(u64::to_le_bytes));
    }
}

/// From the highest number on, a bin of fewer than 200 compressed bytes goes to the one above.
fn merge_small(bins: &mut Bins) {
    for bin in bins.keys().copied().filter(|bin| *bin > 0).collect::<Vec<_>>().into_iter().rev() {
        let chunks = &bins[&bin];
        let small = (chunks[chunks.len() - 1].1 >> 16) - (chunks[0].0 >> 16) < 200;
        if small && bins.contains_key(&((bin - 1) / 8)) {
            let chunks = bins.remove(&bin).unwrap();
            let above = bins.get_mut(&((bin - 1) / 8)).unwrap();
            above.extend(chunks);
            above.sort_unstable();
        }
    }
}

fn put(out: &mut Vec<u8>, numbers: &[u32]) {
    out.extend(numbers.iter().flat_map(|n| n.to_le_bytes()));
}

/// The first bin of a level.
fn first(level: u32) -> u32 {
    (0..level).map(|level| 8_u32.pow(level)).sum()
}

/// The smallest bin that holds the bases (`reg2bin` of the CSI specification, climbing).
fn reg2bin(bases: &Range<u32>, min_shift: u32, depth: u32) -> u32 {
    let (mut level, mut start, mut end) = (depth, bases.start >> min_shift, (bases.end - 1) >> min_shift);
    while start != end {
        (level, start, end) = (level - 1, start >> 3, end >> 3);
    }
    first(level) + start
}

/// The lowest bin at the beginning of a bin, as the number of its window.
fn bottom(bin: u32, depth: u32) -> usize {
    let mut bin = bin;
    while bin < first(depth) {
        bin = 8 * bin + 1;
    }
    (bin - first(depth)) as usize
}
