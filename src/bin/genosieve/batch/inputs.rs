//! The files of a batch, in one order, each with a name of its own.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use genosieve::error::{Error, ErrorKind};
use genosieve::messages::{Language, fill};

use crate::files::{all, failed, file_name};

/// How the names of genomes end.
pub(super) const GENOMES: [&[&str]; 1] = [&[".vcf", ".vcf.gz", ".vcf.bgz", ".gvcf", ".gvcf.gz", ".gvcf.bgz", ".bcf"]];

/// A file to screen.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Input {
    /// Where it is, as it was given.
    pub path: PathBuf,
    /// What its reports are called, without an extension: the file's name, and the folders between it and the one
    /// that was given.
    pub name: String,
}

/// All files that are given: arguments in their order or those of the list, and of a folder, by name, those of the first
/// of these kinds (how names end) that it has any of.
///
/// # Errors
///
/// `option_invalid` where there is none, and where one is standard input; `io` where a folder or the list cannot be read.
pub(crate) fn inputs(
    given: &[PathBuf],
    list: Option<&Path>,
    kinds: &[&[&str]],
    language: Language,
) -> Result<Vec<Input>, Error> {
    let listed = list.map(listed).transpose()?.unwrap_or_default();
    let mut inputs = Vec::new();
    for path in given.iter().chain(&listed) {
        if path.as_os_str() == "-" {
            return Err(Error::new(ErrorKind::OptionInvalid).with_detail("-"));
        }
        if !path.is_dir() {
            inputs.push(Input { path: path.clone(), name: stem(&file_name(path), &kinds.concat()).to_owned() });
            continue;
        }
        let (before, mut left) = (inputs.len(), 0);
        for extensions in kinds {
            if inputs.len() == before {
                left = 0;
                folder(path, "", extensions, &mut inputs, &mut left)?;
            }
        }
        if left > 0 {
            let (path, left) = (path.display().to_string(), left.to_string());
            eprintln!("{}", fill(language, "batch.left", &[&path, &left]));
        }
    }
    if inputs.is_empty() {
        return Err(Error::new(ErrorKind::OptionInvalid).with_detail("INPUT: 0"));
    }
    Ok(inputs)
}

/// The paths of a list; empty lines are none.
fn listed(list: &Path) -> Result<Vec<PathBuf>, Error> {
    let text = String::from_utf8(all(list)?);
    let text = text.map_err(|_| Error::new(ErrorKind::OptionInvalid).with_detail(list.display().to_string()))?;
    Ok(text.lines().filter(|line| !line.is_empty()).map(PathBuf::from).collect())
}

/// The files of a folder and of those inside of it, by name. A link to a folder is not followed: it may lead back.
fn folder(
    path: &Path,
    within: &str,
    extensions: &[&str],
    inputs: &mut Vec<Input>,
    left: &mut u64,
) -> Result<(), Error> {
    let items: Result<Vec<_>, _> = fs::read_dir(path).map_err(failed(path))?.collect();
    let mut items = items.map_err(failed(path))?;
    items.sort_by_key(fs::DirEntry::file_name);
    for item in items {
        let (path, name) = (item.path(), item.file_name().to_string_lossy().into_owned());
        if item.file_type().map_err(failed(&path))?.is_dir() {
            folder(&path, &format!("{within}{name}."), extensions, inputs, left)?;
        } else if stem(&name, extensions) != name && !path.is_dir() {
            inputs.push(Input { path, name: format!("{within}{}", stem(&name, extensions)) });
        } else {
            *left += 1;
        }
    }
    Ok(())
}

/// A file's name without such an extension.
fn stem<'a>(name: &'a str, extensions: &[&str]) -> &'a str {
    let lower = name.to_ascii_lowercase();
    let known = extensions.iter().filter(|extension| lower.ends_with(**extension)).map(|extension| extension.len());
    &name[..name.len() - known.max().filter(|length| *length < name.len()).unwrap_or(0)]
}

/// No report may be written over another one, not even where a file system takes two cases for one.
///
/// # Errors
///
/// `option_invalid` where two inputs have one name.
pub(super) fn distinct(inputs: &[Input]) -> Result<(), Error> {
    let mut known: HashMap<String, &Input> = HashMap::new();
    for input in inputs {
        if let Some(other) = known.insert(input.name.to_lowercase(), input) {
            let both = format!("{}, {}", other.path.display(), input.path.display());
            return Err(Error::new(ErrorKind::OptionInvalid).with_detail(both));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_is_never_empty_and_loses_one_extension() {
        for (name, expected) in [
            ("a.vcf.gz", "a"),
            ("a.g.vcf.gz", "a.g"),
            ("A.VCF.BGZ", "A"),
            ("a.vcf.gz.tbi", "a.vcf.gz.tbi"),
            (".vcf", ".vcf"),
            ("検体.bcf", "検体"),
        ] {
            assert_eq!(stem(name, GENOMES[0]), expected);
        }
    }
}
