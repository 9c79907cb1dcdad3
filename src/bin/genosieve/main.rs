//! The native command: the core with files around it.

mod alleles;
mod args;
mod diseases;
mod export;
mod files;
mod indexed;
mod parts;

use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;

use args::{BuildArgs, Cli, Command, DiffArgs, FilterArgs, Format, InfoArgs, PanelCommand, ScreenArgs};
use genosieve::error::{Error, ErrorKind};
use genosieve::genome::Build;
use genosieve::kernel::Policy;
use genosieve::messages::{Language, fill};
use genosieve::panel::{BuildOptions, Filter, GeneList, GeneListOptions, GeneTable};
use genosieve::report::Report;
use genosieve::screen::{Run, ScreenOptions};
use indexed::Index;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::from(error.use_stderr()));
        }
    };
    let (language, result) = match cli.command {
        Command::Screen(args) => (args.output.lang.into(), screen(&args)),
        Command::Export(args) => (args.lang.into(), export::export(&args)),
        Command::Panel(PanelCommand::Build(args)) => (args.lang.into(), build(&args)),
        Command::Panel(PanelCommand::Info(args)) => (args.output.lang.into(), info(&args)),
        Command::Panel(PanelCommand::Diff(args)) => (args.output.lang.into(), diff(&args)),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            complain(&error, language);
            ExitCode::from(error.kind().exit_code())
        }
    }
}

/// Evidence line by line, then the error on one line.
fn complain(error: &Error, language: Language) {
    for evidence in error.evidence() {
        let build = evidence.build.map_or_else(|| "-".into(), |b| b.to_string());
        eprintln!("{}", fill(language, "table.evidence", &[evidence.kind, &build, &evidence.detail]));
    }
    eprintln!("{}", error.line(language));
}

fn parse_build(build: Option<&String>) -> Result<Option<Build>, Error> {
    build.map(|name| name.parse()).transpose()
}

fn screen(args: &ScreenArgs) -> Result<u8, Error> {
    let build = parse_build(args.build.as_ref())?;
    let panel = match &args.panel {
        Some(path) => files::panel_on(path, build)?,
        None => alleles::panel(&args.alleles, build, args.output.lang.into())?,
    };
    let contig_map = Arc::new(args.contig_map.as_deref().map(files::contig_map).transpose()?.unwrap_or_default());
    let callable = args.callable.as_deref().map(|path| files::callable(path, &contig_map)).transpose()?;
    let options = ScreenOptions {
        build,
        samples: args.samples.clone(),
        all: args.all,
        policy: Policy { min_gq: args.min_gq.into(), min_dp: args.min_dp, allow_imputed: args.allow_imputed },
        absent_is_reference: args.absent_is_reference,
        callable: callable.map(Arc::new),
        contig_map,
        x_copies: args.x_copies.clone(),
        filter: filter(&args.filter, args.output.lang.into())?,
        index_refused: None,
        input_name: files::file_name(&args.input),
        run: Run { surface: "native".into(), workers: 1 },
    };
    let index = match &args.index.index {
        Some(path) => Index::At(path.clone()),
        None if args.index.no_index => Index::None,
        None => Index::Beside,
    };
    let report = parts::screen(&args.input, &Arc::new(panel), &options, &index, args.workers)?;
    let language = args.output.lang.into();
    if args.output.format != Format::Table {
        say_notices(&report, language);
    }
    let out = args.out.as_deref();
    match args.output.format {
        Format::Table => files::write(out, report.to_table(language).as_bytes())?,
        Format::Json => files::write_with(out, |writer| report.write_json(writer))?,
        Format::Tsv => files::write_with(out, |writer| report.write_tsv(writer))?,
    }
    Ok(report.exit_code())
}

/// Notices beside a machine's format go to standard error.
fn say_notices(report: &Report, language: Language) {
    for notice in &report.notices {
        eprintln!("{}", fill(language, &format!("notice.{}", notice.code), &[&notice.detail]));
    }
}

fn build(args: &BuildArgs) -> Result<u8, Error> {
    let build = parse_build(args.build.as_ref())?;
    let options = files::build_options(args.name.clone(), &files::file_name(&args.source), build);
    let options = BuildOptions { keep_info: args.keep_info.clone(), ..options };
    let (bytes, warnings) = files::compiled(&args.source, options, args.reference.as_deref())?;
    files::write(Some(&args.out), &bytes)?;
    for warning in warnings {
        eprintln!("{warning}");
    }
    Ok(0)
}

fn info(args: &InfoArgs) -> Result<u8, Error> {
    let panel = files::panel_on(&args.panel, None)?;
    let filter = filter(&args.filter, args.output.lang.into())?;
    let text = match args.output.format {
        Format::Json => panel.facts_json(&filter)?,
        Format::Table => panel.facts_table(&filter, args.output.lang.into())?,
        Format::Tsv => return Err(Error::new(ErrorKind::OptionInvalid).with_detail("--format tsv")),
    };
    files::write(None, text.as_bytes())?;
    Ok(0)
}

fn diff(args: &DiffArgs) -> Result<u8, Error> {
    let (from, to) = (files::panel_on(&args.from, None)?, files::panel_on(&args.to, None)?);
    let difference = from.difference(&to)?;
    let text = match args.output.format {
        Format::Json => difference.to_json(),
        Format::Table => difference.to_table(args.output.lang.into()),
        Format::Tsv => difference.to_tsv(),
    };
    files::write(None, text.as_bytes())?;
    Ok(0)
}

/// The genes of a list; what is none is told.
fn genes(args: &FilterArgs, language: Language) -> Result<Vec<String>, Error> {
    let Some(path) = &args.gene_list else { return Ok(Vec::new()) };
    let table = args.gene_table.as_deref().map(|path| GeneTable::read(&files::all(path)?)).transpose()?;
    let options = GeneListOptions { min_confidence: args.min_confidence, ..GeneListOptions::default() };
    let list = GeneList::read(&files::all(path)?, &options, table.as_ref())?;
    list.rejected_lines(language).iter().for_each(|line| eprintln!("{line}"));
    Ok(list.symbols().map(str::to_owned).collect())
}

fn filter(args: &FilterArgs, language: Language) -> Result<Filter, Error> {
    if let Some(stars) = args.min_stars.filter(|stars| *stars > 4) {
        return Err(Error::new(ErrorKind::OptionInvalid).with_detail(format!("--min-stars {stars}")));
    }
    Ok(Filter {
        significance: args.significance.clone(),
        min_stars: args.min_stars.filter(|stars| *stars > 0),
        genes: [args.genes.clone(), genes(args, language)?].concat(),
        exclude_genes: args.exclude_genes.clone(),
        conditions: args.conditions.clone(),
        diseases: args.diseases.iter().map(|number| diseases::filter(number)).collect::<Result<_, _>>()?,
        origins: args.origins.clone(),
        consequences: args.consequences.clone(),
        regions: args.regions.clone(),
    })
}
