//! Several samples compared: of a family, or of a tumour and its matched sample.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use genosieve::error::{Error, ErrorKind};
use genosieve::family::{Family, Headed, Pedigree, check, found, wanted};
use genosieve::input::RelationReader;
use genosieve::messages::Language;
use genosieve::screen::{Answer, ScreenOptions};

use super::args::{FamilyArgs, Format};
use super::{asked, files, parts};

/// Bytes that are read at a time until the header is there.
const HEAD: u64 = 1 << 16;

/// A file that can be read again.
struct Opened {
    path: PathBuf,
    headed: Headed,
}

pub(crate) fn family(args: &FamilyArgs) -> Result<u8, Error> {
    refuse_what_has_no_meaning(args)?;
    let (panel, options) = asked::asked(&args.asked, &args.inputs[0])?;
    let opened: Vec<Opened> = args.inputs.iter().map(|path| head(path)).collect::<Result<_, Error>>()?;
    let headed: Vec<Headed> = opened.iter().map(|file| file.headed.clone()).collect();
    let pedigree = args.ped.as_deref().map(|path| Pedigree::read(&files::all(path)?)).transpose()?;
    let roles = found(&headed, pedigree.as_ref(), &args.roles)?;
    check(&roles)?;
    let index = asked::index(&args.asked);
    let mut answers: Vec<Answer> = Vec::new();
    for Opened { path, headed } in &opened {
        let options =
            ScreenOptions { input_name: headed.name.clone(), samples: wanted(headed, &roles)?, ..options.clone() };
        answers.push(parts::screen(path, &panel, &options, &index, args.asked.workers)?);
    }
    let family = Family::new(answers, &roles)?;
    let language: Language = args.asked.output.lang.into();
    if args.asked.output.format != Format::Table {
        family.notice_lines(language).iter().for_each(|line| eprintln!("{line}"));
    }
    let out = args.asked.out.as_deref();
    match args.asked.output.format {
        Format::Table => files::write(out, family.to_table(language).as_bytes())?,
        Format::Json => files::write_with(out, |writer| family.write_json(writer))?,
        Format::Tsv => files::write_with(out, |writer| family.write_tsv(writer))?,
    }
    Ok(family.exit_code())
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
fn head(path: &Path) -> Result<Opened, Error> {
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
    let headed = Headed { name: files::file_name(path), samples, relations };
    Ok(Opened { path: path.to_owned(), headed })
}
