//! A file that has an index: only what the panel needs of it is read.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use genosieve::error::{Error, ErrorKind};
use genosieve::input::FileIndex;
use genosieve::panel::Panel;
use genosieve::screen::{Answer, Partial, Plan, Screen, ScreenOptions};

use super::files::{CHUNK, failed, size_of};
use super::parts::{Way, headed, with_workers};

/// A share is not worth a thread of its own below so many bytes.
const SMALLEST: u64 = 1 << 20;
/// The largest index that is looked at; decompressed it may take 64 MiB.
const LARGEST: u64 = 64 << 20;

/// Where the index of a file is.
#[derive(Debug)]
pub(crate) enum Index {
    /// Beside the file, where there is one.
    Beside,
    At(PathBuf),
    /// It is not to be used.
    None,
}

impl Index {
    /// The file that it is in.
    pub(crate) fn path(&self, input: &Path) -> Option<PathBuf> {
        let named = |extension: &str| {
            let mut name = input.as_os_str().to_owned();
            name.push(extension);
            Some(PathBuf::from(name)).filter(|path| path.is_file())
        };
        match self {
            Self::Beside => named(".tbi").or_else(|| named(".csi")),
            Self::At(path) => Some(path.clone()),
            Self::None => None,
        }
    }
}

/// The bytes of an index.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed(path))?;
    // Whatever is cut off here is too large in any case, or damaged.
    file.take(LARGEST).read_to_end(&mut bytes).map_err(failed(path))?;
    Ok(bytes)
}

/// The code to tell of an index that was not used. Any other error shows that it is of another file, or the
/// reader of the whole finds it again.
pub(crate) fn refusal(error: &Error) -> String {
    let kinds = [
        ErrorKind::IndexNotOfVcf,
        ErrorKind::IndexTooLarge,
        ErrorKind::IndexCorrupt,
        ErrorKind::IndexUnfit,
        ErrorKind::Io,
    ];
    let kind = kinds.into_iter().find(|kind| *kind == error.kind());
    kind.unwrap_or(ErrorKind::IndexStale).to_string()
}

/// The answer from what an index finds. Nothing where the whole file is to be read, since that costs as
/// much, and an error where it is since the index cannot be relied on, or since reading failed.
pub(crate) fn screen(
    path: &Path,
    index: &FileIndex,
    panel: &Arc<Panel>,
    options: &ScreenOptions,
    way: &Way,
) -> Result<Option<Answer>, Error> {
    let Some(size) = size_of(path) else { return Ok(None) };
    let Some(whole) = headed(path, Screen::new(Arc::clone(panel), options.clone()))? else { return Ok(None) };
    let Some(plan) = (way.plan)(&whole, index, size)? else { return Ok(None) };
    let shares = plan.shares(u64::from(way.workers).min(plan.bytes() / SMALLEST).max(1));
    let threads = u32::try_from(shares.len()).unwrap_or(u32::MAX);
    let Some(whole) = headed(path, Screen::new(Arc::clone(panel), with_workers(options, threads)))? else {
        return Ok(None);
    };
    let partials: Result<Option<Vec<Partial>>, Error> = thread::scope(|scope| {
        let (whole, plan) = (&whole, &plan);
        let read = |share: Range<usize>| scope.spawn(move || along(path, whole, plan, share));
        let running: Vec<_> = shares.into_iter().map(read).collect();
        running.into_iter().map(|thread| thread.join().expect("a thread stops on broken state alone")).collect()
    });
    let Some(partials) = partials? else { return Ok(None) };
    whole.answer_of(partials)
}

fn along(path: &Path, whole: &Screen, plan: &Arc<Plan>, share: Range<usize>) -> Result<Option<Partial>, Error> {
    let Some(mut screen) = whole.along(plan, share)? else { return Ok(None) };
    let mut file = File::open(path).map_err(failed(path))?;
    let mut chunk = Vec::new();
    while let Some(Range { start, end }) = screen.next_range()? {
        file.seek(SeekFrom::Start(start)).map_err(failed(path))?;
        let mut rest = file.by_ref().take(end - start);
        while rest.limit() > 0 {
            chunk.clear();
            if rest.by_ref().take(CHUNK as u64).read_to_end(&mut chunk).map_err(failed(path))? == 0 {
                break;
            }
            screen.push(&chunk)?;
        }
    }
    screen.partial().map(Some)
}
