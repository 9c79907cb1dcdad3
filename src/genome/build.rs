//! The named builds.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind};
use crate::genome::text;

/// A human reference build with a name. Patches (`GRCh38.p14`) do not move a base, so they have
/// none of their own.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Deserialize, serde::Serialize)]
pub enum Build {
    /// NCBI36, UCSC hg18.
    NCBI36,
    /// `GRCh37`, UCSC hg19, the Broad's b37.
    GRCh37,
    /// `GRCh38`, UCSC hg38.
    GRCh38,
    /// T2T-CHM13v2.0, UCSC hs1.
    #[serde(rename = "T2T-CHM13v2")]
    T2TCHM13v2,
}

impl Build {
    /// All of them, oldest first.
    pub const ALL: [Self; 4] = [Self::NCBI36, Self::GRCh37, Self::GRCh38, Self::T2TCHM13v2];

    /// The name in output: `NCBI36`, `GRCh37`, `GRCh38` or `T2T-CHM13v2`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NCBI36 => "NCBI36",
            Self::GRCh37 => "GRCh37",
            Self::GRCh38 => "GRCh38",
            Self::T2TCHM13v2 => "T2T-CHM13v2",
        }
    }
}

impl fmt::Display for Build {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Build {
    type Err = Error;

    /// Reads a name or a usual synonym (`hg19`, `b37`, `hs37d5`, `38`, `GRCh38.p14` …), in any case.
    ///
    /// # Errors
    ///
    /// `option_invalid` when the name is not known, or names two builds.
    fn from_str(name: &str) -> Result<Self, Error> {
        let bare = name.trim();
        let known = match bare.to_ascii_lowercase().as_str() {
            "36" | "18" => Some(Self::NCBI36),
            "37" | "19" => Some(Self::GRCh37),
            "38" => Some(Self::GRCh38),
            "hs1" | "t2t" | "chm13" => Some(Self::T2TCHM13v2),
            _ => text::only_build(bare),
        };
        known.ok_or_else(|| Error::new(ErrorKind::OptionInvalid).with_detail(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synonyms_are_read_in_any_case() {
        for (build, names) in [
            (Build::NCBI36, &["NCBI36", "hg18", "b36", "build36"][..]),
            (
                Build::GRCh37,
                &[
                    "grch37",
                    "HG19",
                    "b37",
                    "hs37d5",
                    "37",
                    "GRCh37.p13",
                    "human_g1k_v37",
                    "Homo_sapiens_assembly19",
                    "gnomAD_GRCh37",
                ],
            ),
            (Build::GRCh38, &["GRCh38", "hg38", "38", "GRCh38.p14", "hs38DH", "GRCh38p13"]),
            (Build::T2TCHM13v2, &["T2T-CHM13v2", "T2T-CHM13v2.0", "hs1", "chm13v2.0"]),
        ] {
            for name in names {
                assert_eq!(name.parse::<Build>().ok(), Some(build), "{name}");
            }
        }
    }

    #[test]
    fn names_survive_their_own_parser_and_serde() {
        for build in Build::ALL {
            assert_eq!(build.name().parse::<Build>().ok(), Some(build));
            let json = serde_json::to_string(&build).expect("serializes");
            assert_eq!(json, format!("\"{build}\""));
            assert_eq!(serde_json::from_str::<Build>(&json).ok(), Some(build));
        }
    }

    #[test]
    fn an_unknown_name_is_a_usage_error() {
        for name in ["", "GRCh39", "mm10", "hg190", "GRCh37 GRCh38"] {
            let error = name.parse::<Build>().expect_err(name);
            assert_eq!(error.kind(), ErrorKind::OptionInvalid);
        }
    }
}
