//! Reading files and standard input in chunks, with a bar on a terminal.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::Path;
use std::sync::Arc;

use genosieve::error::{Error, ErrorKind};
use genosieve::genome::{Build, ContigMap, LARGEST_MAP};
use genosieve::panel::{BuildOptions, MAGIC, Panel, PanelBuilder};
use genosieve::screen::{Callable, CallableReader};
use indicatif::{ProgressBar, ProgressStyle};

/// Bytes that are read and pushed at a time.
pub(crate) const CHUNK: usize = 1 << 20;

/// A file or standard input.
pub(crate) struct Source {
    reader: Box<dyn Read>,
    bar: ProgressBar,
    /// Its name without folders.
    pub name: String,
}

pub(crate) fn failed(path: &Path) -> impl Fn(io::Error) -> Error {
    let path = path.display().to_string();
    move |e| Error::new(ErrorKind::Io).with_detail(format!("{path}: {e}"))
}

impl Source {
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let mut source = Self::without_bar(path)?;
        source.bar = bar(size_of(path), &source.name);
        Ok(source)
    }

    /// The same, of which nothing is shown while it is read.
    pub(crate) fn without_bar(path: &Path) -> Result<Self, Error> {
        let (name, bar) = (file_name(path), ProgressBar::hidden());
        if path.as_os_str() == "-" {
            return Ok(Self { reader: Box::new(io::stdin().lock()), bar, name });
        }
        let file = File::open(path).map_err(failed(path))?;
        if file.metadata().map_err(failed(path))?.is_dir() {
            return Err(Error::new(ErrorKind::Io).with_detail(format!("{}: is a folder", path.display())));
        }
        Ok(Self { reader: Box::new(file), bar, name })
    }

    /// Hands on chunk after chunk, each full but the last: a pipe gives its bytes in small pieces.
    pub(crate) fn each(mut self, mut take: impl FnMut(&[u8]) -> Result<(), Error>) -> Result<(), Error> {
        let mut chunk = Vec::with_capacity(CHUNK);
        loop {
            chunk.clear();
            let read = self.reader.by_ref().take(CHUNK as u64).read_to_end(&mut chunk);
            let read = read.map_err(failed(Path::new(&self.name)));
            let taken = read.and_then(|_| if chunk.is_empty() { Ok(()) } else { take(&chunk) });
            self.bar.inc(chunk.len() as u64);
            if taken.is_err() || chunk.len() < CHUNK {
                self.bar.finish_and_clear();
                return taken;
            }
        }
    }
}

pub(crate) fn bar(size: Option<u64>, name: &str) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let template = match size {
        Some(_) => "{msg} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta}",
        None => "{msg} {spinner} {bytes} {bytes_per_sec}",
    };
    let style = ProgressStyle::with_template(template).expect("the template is a constant");
    let bar = size.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
    bar.with_style(style).with_message(name.to_owned())
}

/// The bytes of a file on a disk; nothing for anything else.
pub(crate) fn size_of(path: &Path) -> Option<u64> {
    std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|file| file.len())
}

/// A bar of files, of which so many are to be done.
pub(crate) fn counting(files: u64) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} {per_sec} {eta}");
    ProgressBar::new(files).with_style(style.expect("the template is a constant"))
}

/// Writes to a file, or to standard output where there is none.
pub(crate) fn write(path: Option<&Path>, bytes: &[u8]) -> Result<(), Error> {
    write_with(path, |writer| writer.write_all(bytes))
}

/// The same with what writes as it goes. An error of the core goes through as `io::Error::other`.
pub(crate) fn write_with(
    path: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    match path {
        // What is no file on a disk (`/dev/stdout`, a named pipe) cannot be put in place of another.
        Some(path) if std::fs::metadata(path).is_ok_and(|there| !there.is_file()) => {
            let file = File::options().write(true).open(path).map_err(failed(path))?;
            flushed(file, write).map_err(told(path))
        }
        Some(path) => replaced(path, write),
        None => match flushed(io::stdout().lock(), write) {
            // Whoever reads has seen enough (`| head`).
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other.map_err(told(Path::new("-"))),
        },
    }
}

/// Writes a file under another name beside it first: at any time it is there whole, or not at all.
pub(crate) fn replaced(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
    // A link stays, and leads to the new file.
    let path = &std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let written = File::create(&part).and_then(|file| flushed(file, write));
    let placed = written.and_then(|()| std::fs::rename(&part, path));
    if placed.is_err() {
        // What went wrong is told; that nothing was there to be removed is not.
        let _ = std::fs::remove_file(&part);
    }
    placed.map_err(told(path))
}

/// What writing came to: an error of the core that was met meanwhile, or else one of the file.
fn told(path: &Path) -> impl Fn(io::Error) -> Error {
    let failed = failed(path);
    move |e| e.get_ref().and_then(|inner| inner.downcast_ref::<Error>()).cloned().unwrap_or_else(|| failed(e))
}

fn flushed(to: impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut writer = BufWriter::new(to);
    write(&mut writer)?;
    writer.flush()
}

/// A panel that was compiled before, or what compiles one.
enum Given {
    Compiled(Vec<u8>),
    Builder(Box<PanelBuilder>),
}

fn read_panel(path: &Path, options: BuildOptions, reference: Option<&Path>) -> Result<Given, Error> {
    let source = Source::open(path)?;
    let mut builder = PanelBuilder::new(options);
    let mut container: Option<Vec<u8>> = None;
    let mut first = true;
    source.each(|chunk| {
        if let Some(container) = &mut container {
            container.extend_from_slice(chunk);
            return Ok(());
        }
        if std::mem::take(&mut first) && chunk.starts_with(MAGIC) {
            container = Some(chunk.to_vec());
            return Ok(());
        }
        builder.push(chunk)
    })?;
    if let Some(container) = container {
        return Ok(Given::Compiled(container));
    }
    builder.source_done()?;
    if let Some(path) = reference {
        let reference = Source::open(path)?;
        let name = reference.name.clone();
        reference.each(|chunk| builder.push_reference(chunk))?;
        builder.name_reference(&name);
    }
    Ok(Given::Builder(Box::new(builder)))
}

/// The bytes of a `.gsp`, and what was odd about the reference. One that is compiled is checked, and stays as it is.
pub(crate) fn compiled(
    path: &Path,
    options: BuildOptions,
    reference: Option<&Path>,
) -> Result<(Vec<u8>, Vec<String>), Error> {
    match read_panel(path, options, reference)? {
        Given::Compiled(bytes) => {
            let warnings = Panel::open(&bytes)?.info().reference_warnings.clone();
            Ok((bytes, warnings))
        }
        Given::Builder(builder) => builder.finish_bytes(),
    }
}

/// All bytes of a small file.
pub(crate) fn all(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    Source::open(path)?.each(|chunk| {
        bytes.extend_from_slice(chunk);
        Ok(())
    })?;
    Ok(bytes)
}

/// A contig map, read no further than one may be long.
pub(crate) fn contig_map(path: &Path) -> Result<ContigMap, Error> {
    let mut text = Vec::new();
    let reader = Source::open(path)?.reader;
    reader.take(LARGEST_MAP as u64 + 1).read_to_end(&mut text).map_err(failed(path))?;
    ContigMap::read(&text)
}

/// Callable regions from a BED, whose contigs mean what the map says.
pub(crate) fn callable(path: &Path, map: &Arc<ContigMap>) -> Result<Callable, Error> {
    let source = Source::open(path)?;
    let name = source.name.clone();
    let mut reader = CallableReader::with_map(Arc::clone(map));
    source.each(|chunk| reader.push(chunk))?;
    reader.finish(&name)
}

/// A panel that is compiled on the way, under its source's name. A build that the user states also
/// chooses the columns of a table that has several.
pub(crate) fn panel_on(path: &Path, build: Option<Build>) -> Result<Panel, Error> {
    match read_panel(path, build_options(None, &file_name(path), build), None)? {
        Given::Compiled(bytes) => Panel::open(&bytes),
        Given::Builder(builder) => builder.finish(),
    }
}

/// The name of a file without its folders; `-` is standard input.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| "-".into(), |name| name.to_string_lossy().into_owned())
}

/// The options of a build: the name is the source's without its extensions.
pub(crate) fn build_options(name: Option<String>, source_name: &str, build: Option<Build>) -> BuildOptions {
    let stem = || {
        let mut stem = source_name;
        for extension in [".gz", ".bgz", ".vcf", ".tsv", ".txt"] {
            stem = stem.strip_suffix(extension).unwrap_or(stem);
        }
        stem.to_owned()
    };
    BuildOptions { name: name.unwrap_or_else(stem), source_name: source_name.to_owned(), build, keep_info: Vec::new() }
}
