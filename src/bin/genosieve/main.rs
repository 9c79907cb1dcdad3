//! The native command: the core with files around it.

mod alleles;
mod args;
mod asked;
mod batch;
mod diseases;
mod export;
mod family;
mod files;
mod indexed;
mod merge;
mod parquet;
mod parts;
mod written;

use std::process::ExitCode;

use clap::Parser;

use args::{BuildArgs, Cli, Command, DiffArgs, Format, InfoArgs, PanelCommand, ScreenArgs, ShardsArgs};
use genosieve::error::{Error, ErrorKind};
use genosieve::genome::Build;
use genosieve::messages::{Language, fill};
use genosieve::panel::BuildOptions;
use genosieve::report::Report;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::from(error.use_stderr()));
        }
    };
    let (language, result) = match cli.command {
        Command::Screen(args) => (args.asked.output.lang.into(), screen(&args)),
        Command::Family(args) => (args.asked.output.lang.into(), family::family(&args)),
        Command::Merge(args) => (args.lang.into(), merge::merge(&args)),
        Command::Export(args) => (args.lang.into(), export::export(&args)),
        Command::Panel(PanelCommand::Build(args)) => (args.lang.into(), build(&args)),
        Command::Panel(PanelCommand::Info(args)) => (args.output.lang.into(), info(&args)),
        Command::Panel(PanelCommand::Diff(args)) => (args.output.lang.into(), diff(&args)),
        Command::Panel(PanelCommand::Shards(args)) => (args.lang.into(), shards(&args)),
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

pub(crate) fn parse_build(build: Option<&String>) -> Result<Option<Build>, Error> {
    build.map(|name| name.parse()).transpose()
}

fn screen(args: &ScreenArgs) -> Result<u8, Error> {
    if let Some(folder) = &args.batch.out_dir {
        return batch::screen(args, folder);
    }
    batch::refuse_several(args)?;
    let ScreenArgs { input: Some(input), asked, .. } = args else { unreachable!("a list is refused without a folder") };
    let (panel, options) = asked::asked(asked, input)?;
    let mut answer = parts::screen(input, &panel, &options, &asked::index(asked), asked.workers)?;
    let language = asked.output.lang.into();
    if asked.output.format != Format::Table {
        say_notices(answer.head(), language);
    }
    files::write_with(asked.out.as_deref(), |out| written::write(&mut answer, asked.output.format, language, out))?;
    Ok(answer.head().exit_code())
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
    let filter = asked::filter(&args.filter, args.output.lang.into())?;
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

fn shards(args: &ShardsArgs) -> Result<u8, Error> {
    let shards = files::panel_on(&args.panel, None)?.shards(args.number as usize);
    let lines: Vec<String> = shards.iter().map(|regions| regions.join(" ") + "\n").collect();
    files::write(None, lines.concat().as_bytes())?;
    Ok(0)
}
