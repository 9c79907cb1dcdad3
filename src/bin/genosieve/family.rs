//! Several samples compared: of a family, or of a tumour and its matched sample.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use genosieve::error::{Error, ErrorKind};
use genosieve::family::{Assigned, Family, Pedigree, check, guess, over};
use genosieve::input::{Relation, RelationReader};
use genosieve::messages::Language;
use genosieve::screen::{Answer, ScreenOptions};

use super::args::{FamilyArgs, Format};
use super::{asked, files, parts};

/// Bytes that are read at a time until the header is there.
const HEAD: u64 = 1 << 16;

/// A file, as far as its header is read.
struct Headed {
    path: PathBuf,
    name: String,
    samples: Vec<String>,
    relations: Vec<Relation>,
}

pub(crate) fn family(args: &FamilyArgs) -> Result<u8, Error> {
    refuse_what_has_no_meaning(args)?;
    let (panel, options) = asked::asked(&args.asked, &args.inputs[0])?;
    let headed: Vec<Headed> = args.inputs.iter().map(|path| head(path)).collect::<Result<_, Error>>()?;
    let roles = roles(args, &headed)?;
    let index = asked::index(&args.asked);
    let mut answers: Vec<Answer> = Vec::new();
    for file in &headed {
        let options =
            ScreenOptions { input_name: file.name.clone(), samples: wanted(file, &roles)?, ..options.clone() };
        answers.push(parts::screen(&file.path, &panel, &options, &index, args.asked.workers)?);
    }
    let report = Family::new(&answers, &roles)?.report();
    let language: Language = args.asked.output.lang.into();
    if args.asked.output.format != Format::Table {
        report.notice_lines(language).iter().for_each(|line| eprintln!("{line}"));
    }
    let out = args.asked.out.as_deref();
    match args.asked.output.format {
        Format::Table => files::write(out, report.to_table(language).as_bytes())?,
        Format::Json => files::write_with(out, |writer| report.write_json(writer))?,
        Format::Tsv => files::write_with(out, |writer| report.write_tsv(writer))?,
    }
    Ok(report.exit_code())
}

/// Options of a screen that would be passed over: roles say which samples, and rows are those of any member.
fn refuse_what_has_no_meaning(args: &FamilyArgs) -> Result<(), Error> {
    let asked = &args.asked;
    let several = asked.index.index.is_some() && args.inputs.len() > 1;
    let given = [("--sample", !asked.samples.is_empty()), ("--all", asked.all), ("--index", several)];
    match given.into_iter().find(|(_, given)| *given) {
        Some((option, _)) => Err(Error::new(ErrorKind::OptionInvalid).with_detail(option)),
        None => Ok(()),
    }
}

/// Reads the header of a file. It is read again later, so that standard input is none.
fn head(path: &Path) -> Result<Headed, Error> {
    if path.as_os_str() == "-" {
        return Err(Error::new(ErrorKind::OptionInvalid).with_detail("-"));
    }
    let mut reader = RelationReader::new();
    let mut file = File::open(path).map_err(files::failed(path))?;
    let mut piece = Vec::new();
    loop {
        piece.clear();
        let read = file.by_ref().take(HEAD).read_to_end(&mut piece).map_err(files::failed(path))?;
        if read == 0 || reader.push(&piece)? {
            break;
        }
    }
    let (samples, relations) = reader.finish()?;
    Ok(Headed { path: path.to_owned(), name: files::file_name(path), samples, relations })
}

/// Those of the pedigree, or of headers and names, with what the user says over them.
fn roles(args: &FamilyArgs, files: &[Headed]) -> Result<Vec<Assigned>, Error> {
    let names: Vec<String> = files.iter().flat_map(|file| file.samples.clone()).collect();
    let found = match &args.ped {
        Some(path) => Pedigree::read(&files::all(path)?)?.roles(&names)?,
        None if args.roles.is_empty() => {
            let relations: Vec<Relation> = files.iter().flat_map(|file| file.relations.clone()).collect();
            guess(&names, &relations)
        }
        None => Vec::new(),
    };
    let roles = over(found, &args.roles);
    check(&roles)?;
    Ok(roles)
}

/// The samples of a file that have a role; all where the file's name is as good as that of its only one.
fn wanted(file: &Headed, roles: &[Assigned]) -> Result<Vec<String>, Error> {
    let samples: Vec<String> =
        file.samples.iter().filter(|name| roles.iter().any(|role| role.sample == **name)).cloned().collect();
    let by_file = file.samples.len() <= 1 && roles.iter().any(|role| role.sample == file.name);
    if samples.is_empty() && !by_file && !file.samples.is_empty() {
        return Err(Error::new(ErrorKind::RolesInvalid).with_detail(file.name.clone()));
    }
    Ok(samples)
}
