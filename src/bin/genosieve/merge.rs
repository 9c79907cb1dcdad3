//! Cohort files counted together, one sample in memory at a time.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use genosieve::cohort::{CohortReader, CohortTable, CohortWriter, Counts, Head};
use genosieve::error::{Error, ErrorKind};

use super::args::{MergeArgs, MergeFormat};
use super::batch::inputs;
use super::{files, parquet};

/// How the names of cohort files end.
const EXTENSIONS: [&str; 1] = [".gsc"];

pub(crate) fn merge(args: &MergeArgs) -> Result<u8, Error> {
    refuse_what_has_no_meaning(args)?;
    let inputs = inputs(&args.inputs, args.list.as_deref(), &EXTENSIONS, args.lang.into())?;
    let mut merged: Option<(Head, Counts)> = None;
    let bar = files::counting(inputs.len() as u64);
    for input in &inputs {
        count(&input.path, &mut merged).map_err(|error| in_file(&input.path, &error))?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    let (head, counts) = merged.expect("there is an input");
    let panel = args.panel.as_deref().map(|path| files::panel_on(path, None)).transpose()?;
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
    let cohort = args.format == MergeFormat::Cohort;
    let given = [
        ("--summary-only", args.summary_only && !tables),
        ("--min-count", args.min_count > 0 && cohort),
        ("--panel", args.panel.is_some() && (cohort || args.summary_only)),
    ];
    match given.into_iter().find(|(_, given)| *given) {
        Some((option, _)) => Err(Error::new(ErrorKind::OptionInvalid).with_detail(option)),
        None => Ok(()),
    }
}

fn count(path: &Path, merged: &mut Option<(Head, Counts)>) -> Result<(), Error> {
    let reader = CohortReader::new(BufReader::new(File::open(path).map_err(files::failed(path))?))?;
    let (head, counts) = merged.get_or_insert_with(|| (reader.head().clone(), Counts::new(reader.head().entries())));
    head.check(reader.head())?;
    reader.count(counts)
}

/// The same error with the file that it is of.
fn in_file(path: &Path, error: &Error) -> Error {
    let of = path.display().to_string();
    if error.detail().starts_with(&of) {
        return error.clone();
    }
    Error::new(error.kind()).at(error.position()).with_detail(format!("{of}: {}", error.detail()))
}
