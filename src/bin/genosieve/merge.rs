//! Cohort files and reports counted together, one sample or row in memory at a time.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use genosieve::cohort::{CohortTable, CohortWriter, Merger};
use genosieve::error::{Error, ErrorKind};
use genosieve::panel::Panel;

use super::args::{MergeArgs, MergeFormat};
use super::batch::inputs;
use super::{files, parquet};

/// How the names of cohort files and of reports end. A batch leaves both of a sample, which is counted once.
const KINDS: [&[&str]; 2] = [&[".gsc"], &[".json"]];

pub(crate) fn merge(args: &MergeArgs) -> Result<u8, Error> {
    refuse_what_has_no_meaning(args)?;
    let inputs = inputs(&args.inputs, args.list.as_deref(), &KINDS, args.lang.into())?;
    let panel = args.panel.as_deref().map(|path| files::panel_on(path, None)).transpose()?;
    let mut merger = Merger::default();
    let bar = files::counting(inputs.len() as u64);
    for input in &inputs {
        count(&input.path, &mut merger, panel.as_ref()).map_err(|error| in_file(&input.path, &error))?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    let (head, counts) = merger.finish().expect("there is an input");
    let table = CohortTable::new(&head, &counts, panel.as_ref(), args.min_count)?;
    files::write_with(args.out.as_deref(), |out| match (args.format, args.summary_only) {
        (MergeFormat::Tsv, false) => table.write_tsv(out),
        (MergeFormat::Tsv, true) => table.write_summary_tsv(out),
        (MergeFormat::Json, false) => table.write_json(out),
        (MergeFormat::Json, true) => table.write_summary_json(out),
        (MergeFormat::Parquet, _) => parquet::write(&table, counts.entries(), out).map_err(io::Error::other),
        (MergeFormat::Cohort, _) => {
            let mut writer = CohortWriter::new(out, &head)?;
            writer.counts(&counts)?;
            writer.finish()
        }
    })?;
    Ok(0)
}

/// A form without entries has no Parquet, and what is suppressed cannot be counted on.
fn refuse_what_has_no_meaning(args: &MergeArgs) -> Result<(), Error> {
    let tables = matches!(args.format, MergeFormat::Tsv | MergeFormat::Json);
    let given = [
        ("--summary-only", args.summary_only && !tables),
        ("--min-count", args.min_count > 0 && args.format == MergeFormat::Cohort),
    ];
    match given.into_iter().find(|(_, given)| *given) {
        Some((option, _)) => Err(Error::new(ErrorKind::OptionInvalid).with_detail(option)),
        None => Ok(()),
    }
}

/// Counts a file: a report is an object of JSON.
fn count(path: &Path, merger: &mut Merger, panel: Option<&Panel>) -> Result<(), Error> {
    let mut file = BufReader::new(File::open(path).map_err(files::failed(path))?);
    let start = file.fill_buf().map_err(files::failed(path))?;
    if start.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
        return merger.cohort(file);
    }
    // Its rows name entries by their alleles.
    let panel = panel.ok_or_else(|| Error::new(ErrorKind::OptionInvalid).with_detail("--panel"))?;
    merger.report(file, panel)
}

/// The same error with the file that it is of.
fn in_file(path: &Path, error: &Error) -> Error {
    let of = path.display().to_string();
    if error.detail().starts_with(&of) {
        return error.clone();
    }
    Error::new(error.kind()).at(error.position()).with_detail(format!("{of}: {}", error.detail()))
}
