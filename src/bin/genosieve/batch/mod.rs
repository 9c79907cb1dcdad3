//! Many inputs at once: a report for each sample, a summary, and what is needed to go on later.

mod inputs;
mod manifest;
mod run;
mod summary;

pub(crate) use inputs::inputs;

use std::path::{Path, PathBuf};
use std::thread;

use genosieve::cohort::Head;
use genosieve::error::{Error, ErrorKind};
use genosieve::messages::Language;
use genosieve::screen::ScreenOptions;
use sha2::{Digest, Sha256};

use crate::args::{Format, ScreenArgs};
use crate::{asked, files};
use manifest::{Asked, Manifest};
use run::{Batch, run};

/// Screens every input that is not done yet, and gives the exit code of the whole.
pub(crate) fn screen(args: &ScreenArgs, folder: &Path) -> Result<u8, Error> {
    let language: Language = args.asked.output.lang.into();
    let given: Vec<_> = args.input.iter().chain(&args.batch.more).cloned().collect();
    let inputs = inputs(&given, args.batch.list.as_deref(), &inputs::GENOMES, language)?;
    inputs::distinct(&inputs)?;
    let (panel, options) = asked::asked(&args.asked, Path::new("-"))?;
    let asked = Asked::new(&panel.info().sha256, settings(args, &options)?);
    let (mut manifest, done) = Manifest::open(folder, asked, &inputs)?;
    let before = done.iter().flatten().count();
    let batch = Batch {
        cohort: args.batch.planes.then(|| Head::new(&panel, options.policy)),
        panel,
        options,
        index: asked::index(&args.asked),
        format: args.asked.output.format,
        language,
        folder,
    };
    let jobs =
        args.batch.jobs.map(|jobs| jobs as usize).or_else(|| thread::available_parallelism().ok().map(Into::into));
    let bar = files::counting(inputs.len() as u64);
    let outcomes = run(&batch, &inputs, done, &mut manifest, (jobs.unwrap_or(1), &bar));
    bar.finish_and_clear();
    let outcomes = outcomes?;
    summary::write(folder, &outcomes)?;
    manifest.finish(&outcomes)?;
    files::write(None, summary::told(&outcomes, before, language).as_bytes())?;
    Ok(summary::exit_code(&outcomes))
}

/// What else than panel and inputs an answer depends on. Files are known by their content.
fn settings(args: &ScreenArgs, options: &ScreenOptions) -> Result<serde_json::Value, Error> {
    let asked = &args.asked;
    let digest = |path: &Option<PathBuf>| match path {
        Some(path) => files::all(path).map(|bytes| Some(format!("{:x}", Sha256::digest(&bytes)))),
        None => Ok(None),
    };
    let format = asked.output.format;
    let (format, language) = match format {
        Format::Table => ("table", Some(format!("{:?}", asked.output.lang))),
        Format::Json => ("json", None),
        Format::Tsv => ("tsv", None),
    };
    let copies = options.x_copies.iter().map(|stated| (stated.sample.clone(), stated.copies)).collect::<Vec<_>>();
    let value = serde_json::json!({
        "build": options.build,
        "samples": options.samples,
        "all": options.all,
        "minGq": options.policy.min_gq,
        "minDp": options.policy.min_dp,
        "allowImputed": options.policy.allow_imputed,
        "absentIsReference": options.absent_is_reference,
        "callable": digest(&asked.callable)?,
        "callableName": asked.callable.as_deref().map(files::file_name),
        "contigMap": digest(&asked.contig_map)?,
        "xCopies": copies,
        "filter": options.filter,
        "planes": args.batch.planes,
        "index": !asked.index.no_index,
        "format": format,
        "language": language,
    });
    Ok(value)
}

/// Without a folder for the reports, what is asked for is one file.
pub(crate) fn refuse_several(args: &ScreenArgs) -> Result<(), Error> {
    if args.batch.more.is_empty() && args.batch.list.is_none() {
        return Ok(());
    }
    Err(Error::new(ErrorKind::OptionInvalid).with_detail("--out-dir"))
}
