//! The build of the file against the build of the panel.

use super::options::ScreenOptions;
use super::partial::Partial;
use crate::error::{Error, ErrorKind};
use crate::genome::{Build, Decision, Evidence, RefAgreement, Side, build_of, decide, header_evidence};
use crate::input::Header;
use crate::panel::Panel;
use crate::report::BuildOutcome;

/// Stops a run whose header already contradicts the panel, before its records are read.
pub(crate) fn early(header: &Header, panel: &Panel, options: &ScreenOptions) -> Result<(), Error> {
    settle(header, Some(panel), RefAgreement::default(), options.build, false).map(drop)
}

/// Decides with all evidence. A file without records, or without a contig of the panel, claims
/// nothing of any entry, so an unknown build is no reason to refuse it; a notice says which.
pub(crate) fn decided(partial: &Partial, panel: &Panel, options: &ScreenOptions) -> Result<BuildOutcome, Error> {
    let claims = partial.has_records() && partial.shares_contig(panel);
    settle(&partial.header, Some(panel), partial.agreement, options.build, claims)
}

/// Weighs what is known so far. Only where something is claimed of an entry is an unknown build
/// refused; a build that the user `stated` overrides all evidence. A list of regions that names no build has no
/// base that could tell of one, so what is stated is that of the list: a genome of another one is refused.
pub(crate) fn settle(
    header: &Header,
    panel: Option<&Panel>,
    agreement: RefAgreement,
    stated: Option<Build>,
    claims: bool,
) -> Result<BuildOutcome, Error> {
    let mut evidence = header_evidence(&header.contigs, &header.texts);
    if agreement.compared > 0 {
        let detail = format!("{} of {}", agreement.agreed, agreement.compared);
        evidence.push(Evidence { kind: "refAgreement", detail, build: None });
    }
    let theirs = |panel: &Panel, build| {
        let contigs = panel.contigs().iter().map(|c| (c.name.as_str(), c.length));
        Side::named(build, contigs)
    };
    let input = Side::new(&evidence, header.contigs.iter().map(|c| (c.meant(), c.length)));
    if let Some(build) = stated {
        if let Some(panel) = panel.filter(|panel| panel.is_of_regions() && panel.info().build.is_none())
            && let Decision::Refused(error) = decide(&input, &theirs(panel, Some(build)), agreement)
            && error.kind() == ErrorKind::BuildConflict
        {
            return Err(error.with_evidence(evidence));
        }
        evidence.push(Evidence { kind: "override", detail: build.to_string(), build: Some(build) });
        return Ok(BuildOutcome { build: Some(build), evidence });
    }
    let Some(panel) = panel else { return Ok(BuildOutcome { build: build_of(&evidence), evidence }) };
    match decide(&input, &theirs(panel, panel.info().build), agreement) {
        Decision::Agreed { build } => Ok(BuildOutcome { build, evidence }),
        Decision::Refused(error) if error.kind() == ErrorKind::BuildUnknown && !claims => {
            Ok(BuildOutcome { build: None, evidence })
        }
        Decision::Refused(error) => Err(error.with_evidence(evidence)),
    }
}
