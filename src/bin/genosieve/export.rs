//! A kept report in another form.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;

use genosieve::error::{Error, ErrorKind};
use genosieve::family::Pedigree;
use genosieve::messages::{Language, fill};
use genosieve::report::export::{
    ExportOptions, Form, MANY_SITES, Scope, VcfPlan, VcfSubset, export as write, refusal, survey,
};

use crate::args::ExportArgs;
use crate::files;

/// A report that can be read twice: once to know what is in it, once to write.
enum Kept<'a> {
    At(&'a Path),
    /// What came from standard input.
    Held(Vec<u8>),
}

impl Kept<'_> {
    fn open(&self) -> Result<Box<dyn Read + '_>, Error> {
        match self {
            Self::At(path) => Ok(Box::new(File::open(path).map_err(files::failed(path))?)),
            Self::Held(bytes) => Ok(Box::new(Cursor::new(bytes))),
        }
    }
}

/// Writes the export, and warns of one that holds many genotyped sites before.
pub(crate) fn export(args: &ExportArgs) -> Result<u8, Error> {
    // A VCF is not a form of the report alone: it needs the file.
    let form: Option<Form> = if args.format == "vcf" { None } else { Some(args.format.parse()?) };
    let language: Language = args.lang.into();
    let options = ExportOptions {
        scope: if args.all { Scope::All } else { Scope::Carried },
        samples: args.samples.into(),
        language,
        bom: args.bom,
        crlf: args.crlf,
        created: Some(args.created.clone().unwrap_or_else(now)),
        pedigree: args.ped.as_deref().map(|path| Pedigree::read(&files::all(path)?)).transpose()?,
    };
    options.check(form)?;
    let report =
        if args.report.as_os_str() == "-" { Kept::Held(files::all(&args.report)?) } else { Kept::At(&args.report) };
    let found = survey(report.open()?, &options).map_err(|error| fault(&args.report, error))?;
    if form.map_or(found.genotyped_sites >= MANY_SITES, |form| found.is_much(form)) {
        eprintln!("{}", fill(language, "export.many_sites", &[&found.genotyped_sites.to_string()]));
    }
    let again = report.open()?;
    if let Some(form) = form {
        files::write_with(args.out.as_deref(), |out| {
            let written = write(again, form, &options, &found, out);
            // What the core refuses has a code of its own.
            written.map_err(|error| refusal(&error).map_or(error, io::Error::other))
        })?;
    } else {
        let plan = VcfPlan::of(again, &options).map_err(|error| fault(&args.report, error))?;
        subset(plan, args)?;
    }
    Ok(0)
}

/// Reads the screened file once more, and writes the records that the plan holds.
fn subset(plan: VcfPlan, args: &ExportArgs) -> Result<(), Error> {
    let Some(input) = &args.input else {
        return Err(Error::new(ErrorKind::OptionInvalid).with_detail("--format vcf, --input"));
    };
    if input.as_os_str() != "-" {
        let size = std::fs::metadata(input).map_err(files::failed(input))?.len();
        plan.is_of(Some(&files::file_name(input)), Some(size))?;
    }
    let source = files::Source::open(input)?;
    files::write_with(args.out.as_deref(), |out| {
        let mut writer = VcfSubset::new(plan, out);
        source.each(|chunk| writer.push(chunk)).map_err(io::Error::other)?;
        writer.finish().map(|_| ()).map_err(io::Error::other)
    })
}

/// The time, to the second.
fn now() -> String {
    humantime::format_rfc3339_seconds(std::time::SystemTime::now()).to_string()
}

/// What the core says of a report, or what reading it came to.
fn fault(path: &Path, error: io::Error) -> Error {
    refusal(&error).unwrap_or_else(|| files::failed(path)(error))
}
