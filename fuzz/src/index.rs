//! Indexes beside a BGZF file.

use std::fmt::Write;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use genosieve::error::{Error, ErrorKind};
use genosieve::genome::Build;
use genosieve::input::FileIndex;
use genosieve::panel::Panel;
use genosieve::report::Report;
use genosieve::screen::ScreenOptions;

use super::by_index::{by_index, verdicts};
use super::common::{compile, screen};
use super::draw::Draw;
use super::indexed::{Format, Indexed, write};
use super::pack::stored;
use super::screen::check;

/// Records of a contig, and bases from one to the next.
const RECORDS: u32 = 1500;
const APART: u32 = 500;

/// Bytes are read as an index or refused; its stretches ascend and lie apart; a file is answered along it, or
/// the whole is to be read. A sound index gives the answer of the whole file.
pub fn run(data: &[u8]) {
    let mut draw = Draw::new(data);
    let kind = draw.below(4);
    let (first, length, join) = (draw.wide(), draw.wide(), draw.wide());
    // Without names no file is read along it.
    let sound = matches!(kind, 1 | 2) && draw.is_empty();
    let bytes = if kind == 0 { draw.rest().to_vec() } else { changed(&world().indexes[kind - 1], draw) };
    let index = match FileIndex::read(&bytes) {
        Ok(index) => index,
        Err(error) => return assert!(is_of_index(&error)),
    };
    let first = u32::from(first) * 16;
    let ranges = [first..first + u32::from(length), first + 70_000..first + 70_000 + 4 * u32::from(length)];
    for contig in 0..=index.contig_count().min(8) {
        stretches(&index, contig, &ranges, u64::from(join));
    }
    plan(&bytes, sound);
}

fn is_of_index(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::IndexNotOfVcf | ErrorKind::IndexTooLarge | ErrorKind::IndexCorrupt)
}

/// Bytes set, put in or taken out.
fn changed(sound: &[u8], mut draw: Draw<'_>) -> Vec<u8> {
    let mut bytes = sound.to_vec();
    while !draw.is_empty() {
        let (kind, value) = (draw.below(6), draw.byte());
        let at = usize::from(draw.wide()) % (bytes.len() + 1);
        match kind {
            0 => bytes.insert(at, value),
            1 if at < bytes.len() => drop(bytes.remove(at)),
            2 if value == 0 => bytes.truncate(at),
            _ if at < bytes.len() => bytes[at] = value,
            _ => {}
        }
    }
    bytes
}

fn stretches(index: &FileIndex, contig: usize, ranges: &[Range<u32>], join: u64) {
    let found = index.chunks(contig, ranges, join);
    assert!(found.iter().all(|stretch| stretch.start < stretch.end && stretch.end <= index.end()));
    assert!(found.is_sorted_by(|a, b| a.end < b.start && b.start.block() - a.end.block() >= join), "{found:?}");
    let claims = index.claims(contig);
    assert!(claims.is_sorted_by_key(|(at, _)| *at));
    assert!(claims.iter().all(|(at, bases)| *at <= index.end() && bases.start < bases.end));
    if let Some(extents) = index.extents() {
        assert!(extents.is_sorted_by(|(_, a), (_, b)| a.end <= b.start), "{extents:?}");
    }
    assert!(contig < index.contig_count() || found.is_empty() && claims.is_empty() && index.records(contig).is_none());
}

fn plan(bytes: &[u8], sound: bool) {
    let World { panel, file, options, whole, .. } = world();
    match by_index(panel, file, bytes, options, (2, 4096)) {
        Ok(Some(answer)) => {
            let report = answer.into_report();
            check(panel, &report);
            if sound {
                assert_eq!(verdicts(&report), verdicts(whole));
            }
        }
        Ok(None) => assert!(!sound, "it pays"),
        // Any error of a reader along an index sends its host to the whole file.
        Err(error) => assert!(!sound, "{error}"),
    }
}

struct World {
    panel: Arc<Panel>,
    file: Vec<u8>,
    /// A tabix index, and CSI with names and without.
    indexes: [Vec<u8>; 3],
    options: ScreenOptions,
    whole: Report,
}

/// A file of which the panel needs little.
fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let contigs = "##fileformat=VCFv4.2\n##contig=<ID=1,length=1000000>\n##contig=<ID=2,length=1000000>\n";
        let columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
        let mut text = format!("{contigs}{columns}\tFORMAT\tS\n");
        for (contig, number) in [("1", 0), ("2", 0)].into_iter().flat_map(|(c, n)| (n..RECORDS).map(move |i| (c, i))) {
            let pos = 1 + APART * number;
            let info = "x".repeat(40);
            writeln!(text, "{contig}\t{pos}\t.\tA\tC\t.\tPASS\t{info}\tGT\t0/1").expect("a text takes all");
        }
        let source = format!("{contigs}{columns}\n1\t300001\t.\tA\tC\t.\t.\t.\n1\t300002\t.\tA\tC\t.\t.\t.\n");
        let panel = compile(source.as_bytes(), None).expect("it is sound");
        let file = stored(text.as_bytes(), [255, 251]);
        let layout = Indexed::new(&file).expect("it is BGZF");
        let csi = |names| Format::Csi { min_shift: 14, depth: 5, names };
        let indexes = [Format::Tabix, csi(true), csi(false)].map(|format| write(&layout, &["1", "2"], format, false));
        let options = ScreenOptions { build: Some(Build::GRCh38), ..ScreenOptions::default() };
        let whole = screen(&panel, &file, file.len(), options.clone()).expect("it is sound");
        World { panel, file, indexes, options, whole }
    })
}
