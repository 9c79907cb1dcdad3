//! The build of the file against the build of the panel.

use super::options::ScreenOptions;
use super::partial::Partial;
use crate::error::{Error, ErrorKind};
use crate::genome::{Decision, Evidence, RefAgreement, Side, decide, header_evidence};
use crate::input::Header;
use crate::panel::Panel;
use crate::report::BuildOutcome;

/// Stops a run whose header already contradicts the panel, before its records are read.
pub(crate) fn early(header: &Header, panel: &Panel, options: &ScreenOptions) -> Result<(), Error> {
    if options.build.is_some() {
        return Ok(());
    }
    match weigh(header, panel, RefAgreement::default()) {
        (Decision::Refused(error), evidence) if error.kind() == ErrorKind::BuildConflict => {
            Err(error.with_evidence(evidence))
        }
        _ => Ok(()),
    }
}

/// Decides with all evidence. A file without records, or without a contig of the panel, claims
/// nothing of any entry, so an unknown build is no reason to refuse it; a notice says which.
pub(crate) fn decided(partial: &Partial, panel: &Panel, options: &ScreenOptions) -> Result<BuildOutcome, Error> {
    let (decision, mut evidence) = weigh(&partial.header, panel, partial.agreement);
    if let Some(build) = options.build {
        evidence.push(Evidence { kind: "override", detail: build.to_string(), build: Some(build) });
        return Ok(BuildOutcome { build: Some(build), evidence });
    }
    match decision {
        Decision::Agreed { build } => Ok(BuildOutcome { build, evidence }),
        Decision::Refused(error)
            if error.kind() == ErrorKind::BuildUnknown
                && (partial.accounting.records == 0 || !partial.shares_contig(panel)) =>
        {
            Ok(BuildOutcome { build: None, evidence })
        }
        Decision::Refused(error) => Err(error.with_evidence(evidence)),
    }
}

fn weigh(header: &Header, panel: &Panel, agreement: RefAgreement) -> (Decision, Vec<Evidence>) {
    let mut evidence = header_evidence(&header.contigs, &header.texts);
    if agreement.compared > 0 {
        evidence.push(Evidence {
            kind: "refAgreement",
            detail: format!("{} of {}", agreement.agreed, agreement.compared),
            build: None,
        });
    }
    let input = Side::new(&evidence, header.contigs.iter().map(|c| (c.name.as_str(), c.length)));
    let theirs = panel.contigs().iter().map(|c| (c.name.as_str(), c.length));
    let panel = Side::named(panel.info().build, theirs);
    (decide(&input, &panel, agreement), evidence)
}
