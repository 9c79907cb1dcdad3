//! Roles: what the samples of a family, or of a tumour and its matched sample, are to each other.

use std::str::FromStr;

use serde::Serialize;

use super::ped::Sex;
use crate::error::{Error, ErrorKind};

/// What a sample is to the others.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Whose findings are compared with the parents'.
    Proband,
    /// The proband's mother.
    Mother,
    /// The proband's father.
    Father,
    /// A brother or sister of the proband.
    Sibling,
    /// Of a tumour.
    Tumor,
    /// Of the same person, not of the tumour: blood, mostly.
    Normal,
}

impl Role {
    /// All of them, in the order of columns.
    pub const ALL: [Self; 6] = [Self::Proband, Self::Mother, Self::Father, Self::Sibling, Self::Tumor, Self::Normal];

    /// Its word in options and reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Proband => "proband",
            Self::Mother => "mother",
            Self::Father => "father",
            Self::Sibling => "sibling",
            Self::Tumor => "tumor",
            Self::Normal => "normal",
        }
    }

    /// Whether several samples may have it.
    #[must_use]
    pub const fn may_repeat(self) -> bool {
        matches!(self, Self::Sibling)
    }

    /// Whether it is one of a tumour and its matched sample, not of a family.
    #[must_use]
    pub const fn is_of_pair(self) -> bool {
        matches!(self, Self::Tumor | Self::Normal)
    }
}

impl FromStr for Role {
    type Err = Error;

    /// Reads its word; `tumour` is the same as `tumor`.
    ///
    /// # Errors
    ///
    /// `option_invalid` for any other.
    fn from_str(word: &str) -> Result<Self, Error> {
        let word = if word == "tumour" { "tumor" } else { word };
        let role = Self::ALL.into_iter().find(|role| role.word() == word);
        role.ok_or_else(|| Error::new(ErrorKind::OptionInvalid).with_detail(format!("role: {word}")))
    }
}

/// A sample and its role.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Assigned {
    /// The name of the sample.
    pub sample: String,
    /// Its role.
    pub role: Role,
    /// The sex that the pedigree states; nothing where it states none.
    pub sex: Option<Sex>,
    /// Whether the pedigree says that it is affected; nothing where it does not say.
    pub affected: Option<bool>,
}

impl Assigned {
    /// One of whom nothing else is known.
    #[must_use]
    pub fn new(sample: &str, role: Role) -> Self {
        Self { sample: sample.to_owned(), role, sex: None, affected: None }
    }
}

/// What the user says: `NAME=ROLE`, or `NAME=none` for a sample that is not to be used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StatedRole {
    /// The sample.
    pub sample: String,
    /// Its role; nothing where it is not to be used.
    pub role: Option<Role>,
}

impl FromStr for StatedRole {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let invalid = || Error::new(ErrorKind::OptionInvalid).with_detail(format!("role: {text}"));
        let (sample, role) = text.rsplit_once('=').filter(|(sample, _)| !sample.is_empty()).ok_or_else(invalid)?;
        let role = if role == "none" { None } else { Some(role.parse().map_err(|_| invalid())?) };
        Ok(Self { sample: sample.to_owned(), role })
    }
}

/// Puts what the user says over what was found otherwise.
#[must_use]
pub fn over(mut found: Vec<Assigned>, stated: &[StatedRole]) -> Vec<Assigned> {
    for StatedRole { sample, role } in stated {
        let known = found.iter().find(|one| one.sample == *sample);
        let (sex, affected) = (known.and_then(|one| one.sex), known.and_then(|one| one.affected));
        // Whoever had a role that is given to another has none any more.
        found.retain(|one| one.sample != *sample && (role.is_none_or(Role::may_repeat) || Some(one.role) != *role));
        found.extend(role.map(|role| Assigned { sample: sample.clone(), role, sex, affected }));
    }
    crate::order::sort_by_key(&mut found, |one| one.role);
    found
}

/// Whether the roles make a family or a pair.
///
/// # Errors
///
/// `roles_invalid` where they are of both, where one that a single sample has is given to several, or where there is
/// no proband and no tumour, or nobody beside.
pub fn check(roles: &[Assigned]) -> Result<(), Error> {
    let invalid = |detail: String| Err(Error::new(ErrorKind::RolesInvalid).with_detail(detail));
    let count = |role: Role| roles.iter().filter(|one| one.role == role).count();
    let pair = roles.iter().any(|one| one.role.is_of_pair());
    if pair && roles.iter().any(|one| !one.role.is_of_pair()) {
        return invalid("proband, tumor".into());
    }
    if let Some(role) = Role::ALL.into_iter().find(|role| !role.may_repeat() && count(*role) > 1) {
        return invalid(format!("{} × {}", role.word(), count(role)));
    }
    let needed = if pair { Role::Tumor } else { Role::Proband };
    if count(needed) == 0 {
        return invalid(needed.word().into());
    }
    if roles.len() < 2 && !pair {
        return invalid("mother, father, sibling".into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use Role::{Father, Mother, Normal, Proband, Sibling, Tumor};

    use super::*;

    fn stated(text: &str) -> StatedRole {
        text.parse().unwrap()
    }

    #[test]
    fn a_role_is_stated_behind_the_last_sign() {
        assert_eq!(stated("a=b=mother"), StatedRole { sample: "a=b".into(), role: Some(Role::Mother) });
        assert_eq!(stated("a=none").role, None);
        assert_eq!(stated("a=tumour").role, Some(Role::Tumor));
        for text in ["a", "=mother", "a=aunt", ""] {
            assert_eq!(text.parse::<StatedRole>().unwrap_err().kind(), ErrorKind::OptionInvalid, "{text}");
        }
    }

    #[test]
    fn what_is_stated_takes_the_place_of_what_was_found() {
        let found = vec![Assigned::new("a", Role::Proband), Assigned::new("b", Role::Mother)];
        let now = over(found, &[stated("c=proband"), stated("a=sibling"), stated("b=none")]);
        assert_eq!(now, [Assigned::new("c", Role::Proband), Assigned::new("a", Role::Sibling)]);
    }

    #[test]
    fn roles_make_a_family_or_a_pair() {
        let of = |roles: &[Role]| {
            let roles: Vec<Assigned> = roles.iter().map(|role| Assigned::new("s", *role)).collect();
            check(&roles).is_ok()
        };
        for roles in [&[Proband, Mother][..], &[Proband, Sibling, Sibling], &[Tumor], &[Tumor, Normal]] {
            assert!(of(roles));
        }
        for roles in [&[Proband][..], &[Mother, Father], &[Proband, Proband, Mother], &[Normal], &[Proband, Tumor], &[]]
        {
            assert!(!of(roles));
        }
    }
}
