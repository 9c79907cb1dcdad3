//! What a header says of how its samples are related.
//!
//! `##PEDIGREE=<ID=child,Mother=m,Father=f>` and `##PEDIGREE=<ID=tumour,Original=blood>` (VCF 4.3, section 1.4.10),
//! `##PEDIGREE=<Child=…>` and `<Derived=…,Original=…>` (VCF 4.2), Mutect2's `##tumor_sample` and `##normal_sample`.

use super::meta::{fields, structured};

/// A relation between samples, by their names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Relation {
    /// A child and its parents.
    Child {
        /// The child.
        child: String,
        /// Its mother.
        mother: Option<String>,
        /// Its father.
        father: Option<String>,
    },
    /// A sample that derives from another: a tumour.
    Derived {
        /// That which derives.
        tumor: String,
        /// That which it derives from.
        normal: String,
    },
    /// A sample of a tumour.
    Tumor(String),
    /// Its matched sample.
    Normal(String),
}

impl Relation {
    /// Reads a line of [`Header::relations`](super::Header::relations); nothing where it says no more than names.
    #[must_use]
    pub fn read(line: &str) -> Option<Self> {
        let (key, value) = line.split_once('=')?;
        let value = value.trim();
        match key.to_ascii_lowercase().as_str() {
            "tumor_sample" if !value.is_empty() => Some(Self::Tumor(value.to_owned())),
            "normal_sample" if !value.is_empty() => Some(Self::Normal(value.to_owned())),
            "pedigree" => pedigree(structured(value)?),
            _ => None,
        }
    }
}

fn pedigree(inner: &str) -> Option<Relation> {
    let of = |names: &[&str]| {
        let mut found = fields(inner).filter(|(key, _)| names.iter().any(|name| key.eq_ignore_ascii_case(name)));
        found.next().map(|(_, value)| value.to_owned()).filter(|value| !matches!(value.as_str(), "" | "." | "0"))
    };
    if let Some(normal) = of(&["Original"]) {
        return Some(Relation::Derived { tumor: of(&["Derived", "ID"])?, normal });
    }
    let (mother, father) = (of(&["Mother"]), of(&["Father"]));
    if mother.is_none() && father.is_none() {
        return None;
    }
    Some(Relation::Child { child: of(&["Child", "ID"])?, mother, father })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_versions_of_the_format_are_read() {
        let child = Relation::Child { child: "c".into(), mother: Some("m".into()), father: None };
        for value in ["<ID=c,Mother=m>", "<Child=c,Mother=m,Father=.>", "<CHILD=c,MOTHER=\"m\">"] {
            assert_eq!(Relation::read(&format!("PEDIGREE={value}")), Some(child.clone()), "{value}");
        }
        let derived = Relation::Derived { tumor: "t".into(), normal: "n".into() };
        for value in ["<ID=t,Original=n>", "<Derived=t,Original=n>"] {
            assert_eq!(Relation::read(&format!("PEDIGREE={value}")), Some(derived.clone()), "{value}");
        }
        assert_eq!(Relation::read("tumor_sample=t"), Some(Relation::Tumor("t".into())));
        assert_eq!(Relation::read("normal_sample= n"), Some(Relation::Normal("n".into())));
        for (key, value) in [("PEDIGREE", "<Name_0=a>"), ("PEDIGREE", "x"), ("tumor_sample", ""), ("SAMPLE", "<ID=a>")]
        {
            assert_eq!(Relation::read(&format!("{key}={value}")), None, "{key} {value}");
        }
    }
}
