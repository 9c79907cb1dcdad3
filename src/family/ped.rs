//! Pedigree files (PED, FAM): who is whose parent, and who is affected.
//!
//! One line an individual: family, individual, father, mother, sex, phenotype, and whatever follows (PLINK's `.fam`,
//! <https://www.cog-genomics.org/plink/1.9/formats#fam>). Tables that others derive from it write words for numbers,
//! leave cells empty between tabs, and have a heading behind `#`.

use std::str::FromStr;

use serde::Serialize;

use super::role::{Assigned, Role};
use crate::error::{Error, ErrorKind, Position};

/// The largest file in bytes: a family is small, a register of all of Japan is not meant.
const LARGEST: usize = 64 << 20;

/// An individual of a pedigree.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Individual {
    /// The family.
    pub family: String,
    /// The name of the sample.
    pub name: String,
    /// The father's, where there is one.
    pub father: Option<String>,
    /// The mother's.
    pub mother: Option<String>,
    /// As the fifth column has it; nothing where it is another word, or none.
    pub sex: Option<Sex>,
    /// Whether it is affected; nothing where that is not known.
    pub affected: Option<bool>,
}

impl FromStr for Sex {
    type Err = Error;

    /// Reads its word: `male` or `female`.
    fn from_str(word: &str) -> Result<Self, Error> {
        match word {
            "male" => Ok(Self::Male),
            "female" => Ok(Self::Female),
            _ => Err(Error::new(ErrorKind::OptionInvalid).with_detail(format!("sex: {word}"))),
        }
    }
}

/// The sex that a pedigree states.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// `1`, `male`, `M`.
    Male,
    /// `2`, `female`, `F`.
    Female,
}

impl Individual {
    fn parents(&self) -> impl Iterator<Item = &String> {
        self.father.iter().chain(&self.mother)
    }
}

/// A pedigree.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Pedigree {
    /// In the order of the file.
    pub individuals: Vec<Individual>,
}

impl Pedigree {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// `ped_invalid` with the line for one of fewer than four columns, a name that comes twice, bytes that are no
    /// UTF-8, and for a file without any individual or above 64 MiB.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        let invalid = |line: u64, detail: &str| {
            Err(Error::new(ErrorKind::PedInvalid).at(Position::line(line)).with_detail(detail.to_owned()))
        };
        if bytes.len() > LARGEST {
            return Err(Error::new(ErrorKind::PedInvalid).with_detail(LARGEST.to_string()));
        }
        let mut individuals: Vec<Individual> = Vec::new();
        for (number, line) in (1_u64..).zip(bytes.split(|byte| *byte == b'\n')) {
            let Ok(line) = std::str::from_utf8(line) else { return invalid(number, "UTF-8") };
            let line = line.trim_start_matches('\u{feff}').trim_end_matches('\r');
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let cells = cells(line);
            if number == 1 && is_heading(&cells) {
                continue;
            }
            let [family, name, father, mother, more @ ..] = &cells[..] else { return invalid(number, line) };
            if name.is_empty() {
                return invalid(number, line);
            }
            // A pedigree of several families may use a name in each.
            if individuals.iter().any(|other| other.name == *name && other.family == *family) {
                return invalid(number, name);
            }
            individuals.push(Individual {
                family: (*family).to_owned(),
                name: (*name).to_owned(),
                father: parent(father),
                mother: parent(mother),
                sex: more.first().and_then(|word| sex(word)),
                affected: more.get(1).and_then(|word| affected(word)),
            });
        }
        if individuals.is_empty() { invalid(1, "") } else { Ok(Self { individuals }) }
    }

    /// The roles of those of these samples that are one family: whoever has a parent among them is the proband, an
    /// affected one before others; then those with the pedigree's earlier place. Others have no role.
    ///
    /// # Errors
    ///
    /// `roles_invalid` where nobody among the samples has a parent or a sibling among them.
    pub fn roles(&self, samples: &[String]) -> Result<Vec<Assigned>, Error> {
        let here = || self.individuals.iter().filter(|one| samples.contains(&one.name));
        let has_parent = |one: &&Individual| one.parents().any(|parent| samples.contains(parent));
        let has_sibling = |one: &&Individual| here().any(|other| is_sibling(one, other));
        let first = |fits: &dyn Fn(&&Individual) -> bool| {
            here().filter(fits).find(|one| one.affected == Some(true)).or_else(|| here().find(|one| fits(one)))
        };
        let Some(proband) = first(&has_parent).or_else(|| first(&has_sibling)) else {
            return Err(Error::new(ErrorKind::RolesInvalid).with_detail("PED"));
        };
        let assigned = |name: &String, role: Role| {
            let stated = here().find(|one| one.name == *name);
            Assigned {
                sample: name.clone(),
                role,
                sex: stated.and_then(|one| one.sex),
                affected: stated.and_then(|one| one.affected),
            }
        };
        let mut roles = vec![assigned(&proband.name, Role::Proband)];
        roles.extend(
            proband.mother.iter().filter(|name| samples.contains(name)).map(|name| assigned(name, Role::Mother)),
        );
        roles.extend(
            proband.father.iter().filter(|name| samples.contains(name)).map(|name| assigned(name, Role::Father)),
        );
        let siblings = here().filter(|other| is_sibling(proband, other));
        roles.extend(siblings.map(|other| assigned(&other.name, Role::Sibling)));
        Ok(roles)
    }
}

/// Whether two have the same parents, of whom one at least is named.
fn is_sibling(one: &Individual, other: &Individual) -> bool {
    let named = one.father.is_some() || one.mother.is_some();
    let same = one.father == other.father && one.mother == other.mother && one.family == other.family;
    named && same && one.name != other.name
}

/// Between tabs, where there are any, cells may be empty.
fn cells(line: &str) -> Vec<&str> {
    if line.contains('\t') { line.split('\t').map(str::trim).collect() } else { line.split_whitespace().collect() }
}

fn is_heading(cells: &[&str]) -> bool {
    let word = |at: usize| cells.get(at).map(|cell| cell.to_ascii_lowercase()).unwrap_or_default();
    ["family", "fid", "kindred"].iter().any(|name| word(0).starts_with(name))
        && ["sample", "individual", "iid", "person", "name"].iter().any(|name| word(1).starts_with(name))
}

fn parent(cell: &str) -> Option<String> {
    (!matches!(cell, "" | "0" | "-9" | "-1" | "." | "None" | "none" | "NA")).then(|| cell.to_owned())
}

fn sex(word: &str) -> Option<Sex> {
    match word.to_ascii_lowercase().as_str() {
        "1" | "male" | "m" => Some(Sex::Male),
        "2" | "female" | "f" => Some(Sex::Female),
        _ => None,
    }
}

fn affected(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "2" | "affected" => Some(true),
        "1" | "unaffected" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Pedigree {
        Pedigree::read(text.as_bytes()).unwrap()
    }

    fn words(text: &str, samples: &[&str]) -> Vec<(String, &'static str, Option<bool>)> {
        let samples: Vec<String> = samples.iter().map(|s| (*s).to_owned()).collect();
        let roles = read(text).roles(&samples).unwrap();
        roles.into_iter().map(|one| (one.sample, one.role.word(), one.affected)).collect()
    }

    #[test]
    fn a_trio_has_its_roles() {
        let text = "ash HG002 HG003 HG004 1 2\nash HG003 0 0 1 0\r\nash HG004 0 0 2 1\n";
        let expected = [("HG002", "proband", Some(true)), ("HG004", "mother", Some(false)), ("HG003", "father", None)];
        let expected = expected.map(|(name, role, affected)| (name.to_owned(), role, affected));
        assert_eq!(words(text, &["HG002", "HG003", "HG004"]), expected);
        assert_eq!(words(text, &["HG002", "HG003"]).len(), 2, "the mother is in no file");
    }

    #[test]
    fn words_empty_cells_and_headings_are_read() {
        let text = "#Kindred_ID\tSample_ID\nK\ta\t\t\tfemale\tunaffected\nK\tb\t\ta\tmale\taffected\tmore\n";
        let pedigree = read(text);
        assert_eq!(pedigree.individuals.len(), 2);
        let b = &pedigree.individuals[1];
        assert_eq!((b.father.as_deref(), b.mother.as_deref(), b.affected), (None, Some("a"), Some(true)));
        assert_eq!(
            pedigree.individuals.iter().map(|one| one.sex).collect::<Vec<_>>(),
            [Some(Sex::Female), Some(Sex::Male)]
        );
        assert_eq!(read("family_id sample_id x y\n1 k 0 0\n").individuals.len(), 1);
    }

    #[test]
    fn the_affected_child_is_the_proband_and_the_other_its_sibling() {
        let text = "f a d m 1 1\nf b d m 2 2\nf d 0 0 1 1\nf m 0 0 2 1\n";
        let found = words(text, &["a", "b", "d", "m"]);
        let roles: Vec<_> = found.iter().map(|(name, role, _)| (name.as_str(), *role)).collect();
        assert_eq!(roles, [("b", "proband"), ("m", "mother"), ("d", "father"), ("a", "sibling")]);
        assert_eq!(words(text, &["a", "b"])[1].1, "sibling", "without parents in the file");
    }

    #[test]
    fn what_is_no_pedigree_says_where() {
        for (text, line) in [("f a d m 1 2\nf b\n", 2), ("f a 0 0\nf a 0 0\n", 2), ("\n#x\n", 1), ("f\t\t0\t0\n", 1)] {
            let error = Pedigree::read(text.as_bytes()).unwrap_err();
            assert_eq!((error.kind(), error.position().line), (ErrorKind::PedInvalid, Some(line)), "{text}");
        }
        assert_eq!(Pedigree::read(b"f a \xff 0").unwrap_err().kind(), ErrorKind::PedInvalid);
        let alone = read("f a 0 0 1 2\n").roles(&["a".into()]).unwrap_err();
        assert_eq!(alone.kind(), ErrorKind::RolesInvalid);
    }
}
