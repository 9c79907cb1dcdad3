//! The roles of the samples of several files, as far as a pedigree, headers and names tell them.

use super::guess::{guess, guess_by_files};
use super::ped::Pedigree;
use super::role::{Assigned, StatedRole, over};
use crate::error::{Error, ErrorKind};
use crate::input::Relation;

/// A file, as far as its header is read.
#[derive(Clone, Debug)]
pub struct Headed {
    /// Its name.
    pub name: String,
    /// Its samples.
    pub samples: Vec<String>,
    /// What its header says of them.
    pub relations: Vec<Relation>,
}

/// The names by which roles are given: of samples, and for a file without samples, or with one that another file has, too,
/// that of the file.
#[must_use]
pub fn names_of(files: &[Headed]) -> Vec<String> {
    let is_common = |name: &String| files.iter().filter(|file| file.samples.contains(name)).count() > 1;
    let names = files.iter().flat_map(|file| match &file.samples[..] {
        [] => vec![file.name.clone()],
        [only] if is_common(only) => vec![file.name.clone()],
        samples => samples.to_vec(),
    });
    names.collect()
}

/// Those of the pedigree, or of headers and names where nothing is stated, with what the user says over them. They may be
/// none that can be compared.
///
/// # Errors
///
/// As [`Pedigree::roles`].
pub fn found(files: &[Headed], pedigree: Option<&Pedigree>, stated: &[StatedRole]) -> Result<Vec<Assigned>, Error> {
    let names = names_of(files);
    let found = match pedigree {
        Some(pedigree) => pedigree.roles(&names)?,
        None if stated.is_empty() => {
            let relations: Vec<Relation> = files.iter().flat_map(|file| file.relations.clone()).collect();
            let found = guess(&names, &relations);
            if found.is_empty() { guess_by_files(files) } else { found }
        }
        None => Vec::new(),
    };
    Ok(over(found, stated))
}

/// The samples of a file that have a role; all where the file's name is as good as that of its only one.
///
/// # Errors
///
/// `roles_invalid` where none has one.
pub fn wanted(file: &Headed, roles: &[Assigned]) -> Result<Vec<String>, Error> {
    let samples: Vec<String> =
        file.samples.iter().filter(|name| roles.iter().any(|role| role.sample == **name)).cloned().collect();
    let by_file = file.samples.len() <= 1 && roles.iter().any(|role| role.sample == file.name);
    if samples.is_empty() && !by_file {
        return Err(Error::new(ErrorKind::RolesInvalid).with_detail(file.name.clone()));
    }
    Ok(samples)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, samples: &[&str]) -> Headed {
        let samples = samples.iter().map(|name| (*name).to_owned()).collect();
        Headed { name: name.to_owned(), samples, relations: Vec::new() }
    }

    fn words(files: &[Headed]) -> String {
        let found = found(files, None, &[]).unwrap();
        let words: Vec<String> = found.iter().map(|one| format!("{}={}", one.sample, one.role.word())).collect();
        words.join(" ")
    }

    #[test]
    fn names_of_files_say_what_those_of_samples_do_not() {
        let files = [file("fam1_child.g.vcf.gz", &["S1"]), file("fam1.Mother.vcf", &["S2"]), file("dad.bcf", &["S3"])];
        assert_eq!(words(&files), "S1=proband S2=mother S3=father");
        assert_eq!(words(&[file("a_tumor_normal.vcf", &["S1"]), file("x.vcf", &["S2"])]), "", "two roles in a name");
        let same = [file("x.tumor.vcf.gz", &["SAMPLE"]), file("x.normal.vcf.gz", &["SAMPLE"])];
        assert_eq!(words(&same), "x.tumor.vcf.gz=tumor x.normal.vcf.gz=normal", "a name of two is none");
        assert_eq!(words(&[file("mother.vcf", &["a_kid", "a_mom"])]), "a_kid=proband a_mom=mother");
    }

    #[test]
    fn a_file_without_any_role_is_no_part_of_it() {
        let roles = [Assigned::new("S1", super::super::Role::Proband)];
        assert_eq!(wanted(&file("a.vcf", &["S1", "S2"]), &roles).unwrap(), ["S1"]);
        for other in [file("b.vcf", &["S2"]), file("b.vcf", &[])] {
            assert_eq!(wanted(&other, &roles).unwrap_err().kind(), ErrorKind::RolesInvalid);
        }
        let by_file = [Assigned::new("b.vcf", super::super::Role::Proband)];
        assert!(wanted(&file("b.vcf", &["S2"]), &by_file).unwrap().is_empty(), "all of its samples");
    }
}
