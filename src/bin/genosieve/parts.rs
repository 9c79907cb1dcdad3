//! A file in parts, one thread each.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use genosieve::error::{Error, ErrorKind};
use genosieve::input::{FileIndex, VirtualOffset};
use genosieve::panel::Panel;
use genosieve::screen::{Answer, Partial, Plan, Run, Screen, ScreenOptions};
use indicatif::ProgressBar;

use super::files::{CHUNK, Source, bar, failed, size_of};
use super::indexed::{self, Index};

/// A part is not worth a thread of its own below so many bytes.
const SMALLEST: u64 = 4 << 20;
/// Threads where nobody says how many.
const MOST: u32 = 8;
/// Bytes that are read at a time until the header is there.
const HEAD: u64 = 1 << 16;

/// Screens a file with as many threads as there are, or as are asked for: the same answer for any
/// number.
pub(crate) fn screen(
    path: &Path,
    panel: &Arc<Panel>,
    options: &ScreenOptions,
    index: &Index,
    workers: Option<u32>,
) -> Result<Answer, Error> {
    let available = || thread::available_parallelism().ok().and_then(|n| u32::try_from(n.get()).ok());
    let workers = workers.or_else(|| available().map(|cores| cores.min(MOST))).unwrap_or(1);
    screen_with(path, panel, options, index, &Way { workers, open: Source::open, plan: Screen::plan })
}

/// How a file is read.
pub(crate) struct Way {
    pub workers: u32,
    open: fn(&Path) -> Result<Source, Error>,
    /// What is read along an index.
    pub plan: fn(&Screen, &FileIndex, u64) -> Planned,
}

type Planned = Result<Option<Arc<Plan>>, Error>;

/// Screens one file of many, of which nothing is shown; `planes`: for what is asked about alone, since it is counted in parts.
pub(crate) fn screen_alone(
    path: &Path,
    panel: &Arc<Panel>,
    options: &ScreenOptions,
    index: &Index,
    planes: bool,
) -> Result<Answer, Error> {
    let plan = if planes { Screen::plan_of_asked } else { Screen::plan };
    let way = Way { workers: 1, open: Source::without_bar, plan };
    screen_with(path, panel, options, index, &way)
}

fn screen_with(
    path: &Path,
    panel: &Arc<Panel>,
    options: &ScreenOptions,
    index: &Index,
    way: &Way,
) -> Result<Answer, Error> {
    let mut options = options.clone();
    let mut known = None;
    if let Some(found) = index.path(path) {
        // One that was not asked for is no reason to stop.
        let bytes = match (indexed::read(&found), index) {
            (Err(error), Index::At(_)) => return Err(error),
            (bytes, _) => bytes,
        };
        match bytes.and_then(|bytes| FileIndex::read(&bytes)).and_then(|index| {
            let answer = indexed::screen(path, &index, panel, &options, way)?;
            Ok((index, answer))
        }) {
            Ok((_, Some(answer))) => return Ok(answer),
            Ok((index, None)) => known = Some(index),
            Err(error) => options.index_refused = Some(indexed::refusal(&error)),
        }
    }
    let options = &options;
    if let Some(answer) = in_parts(path, panel, options, known.as_ref(), way.workers)? {
        return Ok(answer);
    }
    let mut screen = Screen::new(Arc::clone(panel), with_workers(options, 1));
    (way.open)(path)?.each(|chunk| screen.push(chunk))?;
    screen.answer()
}

pub(crate) fn with_workers(options: &ScreenOptions, workers: u32) -> ScreenOptions {
    ScreenOptions { run: Run { workers, ..options.run.clone() }, ..options.clone() }
}

/// What of a file a thread reads.
enum Piece {
    /// The lines between two bytes.
    Lines(u64, u64),
    /// The records between two places.
    Records(Range<VirtualOffset>),
}

/// Nothing where the file is not to be cut: it is small, no file on a disk, compressed as a whole, or a BCF
/// without an index. Where a part fails, the error is that of a reader of the whole, with its position:
/// nothing, too.
fn in_parts(
    path: &Path,
    panel: &Arc<Panel>,
    options: &ScreenOptions,
    index: Option<&FileIndex>,
    workers: u32,
) -> Result<Option<Answer>, Error> {
    let Some(size) = size_of(path) else { return Ok(None) };
    let number = u64::from(workers).min(size / SMALLEST);
    if number < 2 {
        return Ok(None);
    }
    let threads = u32::try_from(number).expect("no more than were asked for");
    let Some(whole) = headed(path, Screen::new(Arc::clone(panel), with_workers(options, threads)))? else {
        return Ok(None);
    };
    let bar = bar(Some(size), &options.input_name);
    let by_index = index.map(|index| whole.records_by(index, size, number)).unwrap_or_default();
    let pieces: Vec<Piece> = if by_index.is_empty() {
        let end = |i: u64| if i < number { size / number * i } else { u64::MAX };
        (0..number).map(|i| Piece::Lines(size / number * i, end(i + 1))).collect()
    } else {
        by_index.into_iter().map(Piece::Records).collect()
    };
    let parts = thread::scope(|scope| {
        let read = |piece| {
            let (whole, bar) = (&whole, &bar);
            scope.spawn(move || part(path, whole, piece, bar))
        };
        let running: Vec<_> = pieces.into_iter().map(read).collect();
        running.into_iter().map(|thread| thread.join().expect("a thread stops on broken state alone")).collect()
    });
    bar.finish_and_clear();
    let parts: Result<Option<Vec<Partial>>, Error> = parts;
    match parts {
        Ok(Some(parts)) => whole.answer_of(parts),
        Ok(None) | Err(_) => Ok(None),
    }
}

/// A screen that has read the header; nothing where there is none.
pub(crate) fn headed(path: &Path, mut screen: Screen) -> Result<Option<Screen>, Error> {
    let mut file = File::open(path).map_err(failed(path))?;
    let mut piece = Vec::new();
    while !screen.has_header() {
        piece.clear();
        let read = file.by_ref().take(HEAD).read_to_end(&mut piece).map_err(failed(path))?;
        if read == 0 || screen.push(&piece).is_err() {
            return Ok(None);
        }
    }
    Ok(Some(screen))
}

fn part(path: &Path, whole: &Screen, piece: Piece, bar: &ProgressBar) -> Result<Option<Partial>, Error> {
    let (from, screen) = match piece {
        Piece::Lines(from, to) => (from, whole.part(from, to)?),
        Piece::Records(records) => (records.start.block(), whole.part_of_records(records)?),
    };
    let Some(mut screen) = screen else { return Ok(None) };
    let mut file = File::open(path).map_err(failed(path))?;
    file.seek(SeekFrom::Start(from)).map_err(failed(path))?;
    let mut chunk = Vec::with_capacity(CHUNK);
    while !screen.is_enough() {
        chunk.clear();
        let read = file.by_ref().take(CHUNK as u64).read_to_end(&mut chunk);
        if read.map_err(|e| Error::new(ErrorKind::Io).with_detail(e.to_string()))? == 0 {
            break;
        }
        screen.push(&chunk)?;
        bar.inc(chunk.len() as u64);
    }
    screen.partial().map(Some)
}
