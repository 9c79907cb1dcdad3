//! Whether two files are on one build.

use super::Build;
use super::contig::contig_key;
use super::evidence::{ContigDecl, Evidence, build_of};
use super::lengths::{build_with_length, length};
use crate::error::{Error, ErrorKind};
use crate::order;

/// Sites that are needed before agreement of REF says anything.
const COMPARABLE: u64 = 20;
/// Percent of comparable sites that must agree.
const PERCENT: u64 = 90;

/// One side of the comparison.
#[derive(Clone, Debug, Default)]
pub struct Side {
    build: Option<Build>,
    japanese: bool,
    /// Lengths by contig key, in its order; where two spellings of one contig differ, nothing.
    lengths: Vec<(String, Option<u64>)>,
}

impl Side {
    /// A side with the evidence of its header and its contigs (name and length in bases).
    pub fn new<'a>(evidence: &[Evidence], contigs: impl Iterator<Item = (&'a str, Option<u64>)>) -> Self {
        let japanese = evidence.iter().any(|e| e.kind == "japaneseReference");
        Self { japanese, ..Self::named(build_of(evidence), contigs) }
    }

    /// A side whose build is known by name, or known to have none.
    pub fn named<'a>(build: Option<Build>, contigs: impl Iterator<Item = (&'a str, Option<u64>)>) -> Self {
        let mut lengths: Vec<(String, Option<u64>)> =
            contigs.map(|(name, length)| (contig_key(name).into_owned(), length)).collect();
        order::sort(&mut lengths);
        lengths.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same && next.1 != kept.1 {
                kept.1 = None;
            }
            same
        });
        Self { build, japanese: false, lengths }
    }

    /// Where a contig stands in `lengths`.
    fn place(&self, key: &str) -> Option<usize> {
        self.lengths.binary_search_by(|(known, _)| known.as_str().cmp(key)).ok()
    }

    /// The length of a contig: declared, or that of the named build.
    fn length(&self, key: &str) -> Option<u64> {
        self.place(key).and_then(|at| self.lengths[at].1).or_else(|| self.build.and_then(|build| length(build, key)))
    }

    fn name(&self) -> String {
        self.build.map_or_else(|| "?".to_owned(), |build| build.to_string())
    }
}

/// How often REF of the file and of the panel agree, over sites where both state bases.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct RefAgreement {
    /// Sites that could be compared.
    pub compared: u64,
    /// Sites that agreed.
    pub agreed: u64,
}

/// The outcome.
#[derive(Clone, Debug)]
pub enum Decision {
    /// Positions mean the same bases on both sides.
    Agreed {
        /// The build's name, where either side has one.
        build: Option<Build>,
    },
    /// They do not, or nobody can tell: `build_conflict` or `build_unknown`.
    Refused(Error),
}

/// Weighs the evidence of a file against that of a panel.
///
/// A Japanese reference, a length of another build, other names and REF that disagrees refuse, in
/// this order; then one name, REF that agrees or equal lengths agree.
#[must_use]
pub fn decide(input: &Side, panel: &Side, agreement: RefAgreement) -> Decision {
    let names = format!("file {}, panel {}", input.name(), panel.name());
    let refused = |kind, detail| Decision::Refused(Error::new(kind).with_detail(detail));
    if input.japanese || panel.japanese {
        return refused(ErrorKind::BuildConflict, format!("Japanese reference genome (JG); panel {}", panel.name()));
    }
    if let Some(key) = conflicting_length(input, panel) {
        return refused(ErrorKind::BuildConflict, format!("{names}; length of contig {key}"));
    }
    if input.build.is_some() && panel.build.is_some() && input.build != panel.build {
        return refused(ErrorKind::BuildConflict, names);
    }
    let comparable = agreement.compared >= COMPARABLE;
    if comparable && agreement.agreed * 100 < agreement.compared * PERCENT {
        let detail = format!("{names}; REF agrees at {} of {} sites", agreement.agreed, agreement.compared);
        return refused(ErrorKind::BuildConflict, detail);
    }
    let build = input.build.or(panel.build);
    let same_name = input.build.is_some() && input.build == panel.build;
    if same_name || comparable || same_lengths(input, panel) {
        return Decision::Agreed { build };
    }
    refused(ErrorKind::BuildUnknown, format!("{names}; {} comparable sites", agreement.compared))
}

/// A contig whose length speaks against the panel: the length of another named build, or, where the
/// panel's build has no name, simply another length. A length that no build has says nothing beside
/// a name. The mitochondrion is judged apart.
fn conflicting_length<'a>(input: &'a Side, panel: &Side) -> Option<&'a str> {
    let declared = input.lengths.iter().filter_map(|(key, length)| Some((key.as_str(), (*length)?)));
    declared
        .filter(|(key, _)| *key != "MT")
        .find(|(key, mine)| match panel.build {
            Some(build) => build_with_length(key, *mine).is_some_and(|other| other != build),
            None => panel.length(key).is_some_and(|theirs| theirs != *mine),
        })
        .map(|(key, _)| key)
}

/// Whether the lengths of all shared contigs are declared on both sides and equal; the
/// mitochondrion counts only where nothing else is shared.
fn same_lengths(input: &Side, panel: &Side) -> bool {
    let shared = || input.lengths.iter().filter(|(key, _)| panel.place(key).is_some());
    let only_mt = shared().all(|(key, _)| key == "MT");
    let mut judged = shared().filter(|(key, _)| only_mt || *key != "MT").peekable();
    judged.peek().is_some() && judged.all(|(key, mine)| mine.is_some() && *mine == panel.length(key))
}

/// Whether the file's mitochondrion is another sequence than the panel's: UCSC's hg19 has one of
/// 16,571 bases beside the usual 16,569 (rCRS).
#[must_use]
pub fn mt_differs(declared: &[ContigDecl], panel_length: Option<u64>) -> bool {
    const RCRS: u64 = 16_569;
    let mine = declared.iter().find(|c| contig_key(c.meant()) == "MT").and_then(|c| c.length);
    mine.is_some_and(|mine| mine != panel_length.unwrap_or(RCRS))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: RefAgreement = RefAgreement { compared: 0, agreed: 0 };

    fn side(build: Option<Build>, contigs: &[(&'static str, Option<u64>)]) -> Side {
        Side::named(build, contigs.iter().copied())
    }

    fn kind(decision: Decision) -> Option<ErrorKind> {
        match decision {
            Decision::Agreed { .. } => None,
            Decision::Refused(error) => Some(error.kind()),
        }
    }

    #[test]
    fn names_lengths_and_bases() {
        let (g37, g38) = (Some(Build::GRCh37), Some(Build::GRCh38));
        let good = RefAgreement { compared: 20, agreed: 18 };
        let bad = RefAgreement { compared: 100, agreed: 89 };
        let few = RefAgreement { compared: 19, agreed: 0 };
        let conflict = Some(ErrorKind::BuildConflict);
        let table = [
            ("same name", side(g37, &[]), side(g37, &[]), NONE, None),
            ("other name", side(g37, &[]), side(g38, &[]), good, conflict),
            ("bases disagree", side(g37, &[]), side(g37, &[]), bad, conflict),
            ("fewer decide nothing", side(g37, &[]), side(g37, &[]), few, None),
            ("unknown, bases agree", side(None, &[]), side(g37, &[]), good, None),
            ("unknown, too few", side(None, &[]), side(g37, &[]), few, Some(ErrorKind::BuildUnknown)),
            (
                "nameless, equal lengths",
                side(None, &[("1", Some(2000))]),
                side(None, &[("chr1", Some(2000))]),
                NONE,
                None,
            ),
            (
                "nameless, other lengths",
                side(None, &[("1", Some(2000))]),
                side(None, &[("chr1", Some(2001))]),
                good,
                conflict,
            ),
            ("no lengths", side(None, &[("1", None)]), side(None, &[("1", None)]), NONE, Some(ErrorKind::BuildUnknown)),
            (
                "a length of another build",
                side(None, &[("1", Some(248_956_422))]),
                side(g37, &[("1", None)]),
                NONE,
                conflict,
            ),
            ("a length of no build", side(g37, &[("1", Some(54_321))]), side(g37, &[("1", None)]), NONE, None),
            (
                "nameless, mitochondria differ",
                side(None, &[("1", Some(9)), ("M", Some(16_571))]),
                side(None, &[("1", Some(9)), ("MT", Some(16_569))]),
                NONE,
                None,
            ),
            (
                "hg19 mitochondrion",
                side(g37, &[("chrM", Some(16_571))]),
                side(g37, &[("MT", Some(16_569))]),
                NONE,
                None,
            ),
        ];
        for (name, input, panel, agreement, expected) in table {
            assert_eq!(kind(decide(&input, &panel, agreement)), expected, "{name}");
        }
    }

    #[test]
    fn the_japanese_reference_is_refused() {
        let evidence = [Evidence { kind: "japaneseReference", detail: "jg2".into(), build: None }];
        let input = Side::new(&evidence, std::iter::empty());
        let decision = decide(&input, &side(Some(Build::GRCh37), &[]), RefAgreement { compared: 50, agreed: 50 });
        assert_eq!(kind(decision), Some(ErrorKind::BuildConflict));
    }

    #[test]
    fn the_mitochondrion_of_hg19_differs() {
        let mt = |length| [ContigDecl { name: "chrM".into(), length: Some(length), ..ContigDecl::default() }];
        assert!(mt_differs(&mt(16_571), None) && mt_differs(&mt(16_571), Some(16_569)));
        assert!(!mt_differs(&mt(16_569), None) && !mt_differs(&[], None));
    }
}
