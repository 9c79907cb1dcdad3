//! What a file itself says of the roles of its samples: header lines, then common names.

use super::found::{Headed, names_of};
use super::role::{Assigned, Role};
use crate::input::Relation;

/// Names of columns and last parts of names, folded; those of one role stand together.
const NAMES: [(Role, &[&str]); 6] = [
    (Role::Proband, &["proband", "index", "child", "kid", "patient", "case"]),
    (Role::Mother, &["mother", "mom", "mum", "mam", "maternal"]),
    (Role::Father, &["father", "dad", "pat", "paternal"]),
    (Role::Sibling, &["sibling", "sib", "brother", "sister", "bro", "sis"]),
    (Role::Tumor, &["tumor", "tumour", "tumorsample", "somaticsample", "somatic"]),
    (Role::Normal, &["normal", "normalsample", "germline", "blood", "control"]),
];

/// The roles that the header and the names of the samples suggest; none where they say nothing, or too much. They
/// are a guess, for the user to look at.
#[must_use]
pub fn guess(samples: &[String], relations: &[Relation]) -> Vec<Assigned> {
    let stated = by_header(samples, relations);
    let found = if stated.is_empty() { by_name(samples) } else { stated };
    if super::role::check(&found).is_ok() { found } else { Vec::new() }
}

fn by_header(samples: &[String], relations: &[Relation]) -> Vec<Assigned> {
    let mut found: Vec<Assigned> = Vec::new();
    let mut add = |name: &String, role: Role| {
        if samples.contains(name) && !found.iter().any(|one| one.sample == *name) {
            found.push(Assigned::new(name, role));
        }
    };
    for relation in relations {
        match relation {
            Relation::Child { child, mother, father } => {
                // Of several families the first one is taken.
                add(child, Role::Proband);
                if let Some(name) = mother {
                    add(name, Role::Mother);
                }
                if let Some(name) = father {
                    add(name, Role::Father);
                }
            }
            Relation::Derived { tumor, normal } => {
                add(tumor, Role::Tumor);
                add(normal, Role::Normal);
            }
            Relation::Tumor(name) => add(name, Role::Tumor),
            Relation::Normal(name) => add(name, Role::Normal),
        }
    }
    super::role::over(found, &[])
}

fn by_name(samples: &[String]) -> Vec<Assigned> {
    let found = samples.iter().filter_map(|name| Some(Assigned::new(name, role_of(name)?))).collect();
    super::role::over(found, &[])
}

/// By the whole name or its last part: `NA1_mother`, `1.dad`, `TUMOR`.
fn role_of(name: &str) -> Option<Role> {
    let folded = name.to_ascii_lowercase();
    let last = folded.rsplit(['_', '-', '.', ' ']).next().unwrap_or_default();
    role_by_word(&folded).or_else(|| role_by_word(last))
}

/// The roles that names of files suggest, each of a file with one sample or none: `NA1.mother.vcf.gz`, `dad.vcf`.
pub(super) fn guess_by_files(files: &[Headed]) -> Vec<Assigned> {
    if files.iter().any(|file| file.samples.len() > 1) {
        return Vec::new();
    }
    let found = names_of(files).into_iter().zip(files);
    let found = found.filter_map(|(name, file)| Some(Assigned::new(&name, role_of_file(&file.name)?))).collect();
    let found = super::role::over(found, &[]);
    if super::role::check(&found).is_ok() { found } else { Vec::new() }
}

/// By the one part of a name that says a role.
fn role_of_file(name: &str) -> Option<Role> {
    let folded = name.to_ascii_lowercase();
    let parts = folded.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut roles: Vec<Role> = parts.filter_map(role_by_word).collect();
    roles.dedup();
    if let [role] = roles[..] { Some(role) } else { None }
}

fn role_by_word(word: &str) -> Option<Role> {
    NAMES.iter().find(|(_, names)| names.contains(&word)).map(|(role, _)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(names: &[&str], relations: &[Relation]) -> String {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let found = guess(&names, relations);
        let words: Vec<String> = found.iter().map(|one| format!("{}={}", one.sample, one.role.word())).collect();
        words.join(" ")
    }

    #[test]
    fn names_say_what_they_are() {
        assert_eq!(words(&["NORMAL", "TUMOR"], &[]), "TUMOR=tumor NORMAL=normal");
        assert_eq!(words(&["SomaticSample", "NormalSample"], &[]), "SomaticSample=tumor NormalSample=normal");
        assert_eq!(words(&["1_dad", "1_mom", "1_kid"], &[]), "1_kid=proband 1_mom=mother 1_dad=father");
        assert_eq!(words(&["TUMOR"], &[]), "TUMOR=tumor");
        for names in [&["HG002", "HG003"][..], &["1_dad", "1_mom"], &["1_kid", "2_kid", "1_mom"], &["a_kid", "tumor"]] {
            assert_eq!(words(names, &[]), "", "{names:?}");
        }
    }

    #[test]
    fn a_header_counts_before_names() {
        let derived = Relation::Derived { tumor: "normal".into(), normal: "tumor".into() };
        assert_eq!(words(&["tumor", "normal"], &[derived]), "normal=tumor tumor=normal");
        let child = Relation::Child { child: "a".into(), mother: Some("b".into()), father: Some("x".into()) };
        assert_eq!(words(&["b", "a"], &[child]), "a=proband b=mother", "whoever is in no column has no role");
        assert_eq!(words(&["a"], &[Relation::Normal("a".into())]), "", "nothing is compared");
    }
}
