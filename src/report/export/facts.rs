//! What every export says beside its rows, for people: intended use, versions, hashes, policy, counts, notices.

use super::head::Head;
use super::{ExportOptions, Scope};
use crate::kernel::State;
use crate::messages::{Language, fill, text};
use crate::panel::PanelSource;
use crate::report::Summary;

/// A fact: what it is, and what it says.
pub(super) type Fact = (&'static str, String);

/// The facts of a report in a language, without counts and notices.
pub(super) fn facts(head: &Head, options: &ExportOptions, language: Language) -> Vec<Fact> {
    let say = |key: &str| text(language, key);
    let unnamed = || say("table.build_unnamed").to_owned();
    let mut facts = vec![
        (say("export.tool"), format!("{} {}", head.tool.name, head.tool.version)),
        (say("table.panel"), format!("{} ({})", head.panel.name, alleles(head, language))),
        (say("export.panel_sha256"), head.panel.sha256.clone()),
    ];
    facts.extend(head.panel.sources.iter().map(|source| (say("panel.source"), of_source(source, language))));
    if !head.input.name.is_empty() {
        facts.push((say("table.file"), head.input.name.clone()));
    }
    facts.push((say("panel.build"), head.build().map_or_else(unnamed, |build| build.to_string())));
    facts.push((say("export.policy"), policy(head, language)));
    let scope = match options.scope {
        Scope::Carried => "export.scope_carried",
        Scope::All if head.policy.all => "export.scope_all",
        Scope::All => "export.scope_listed",
    };
    facts.push((say("export.scope"), say(scope).to_owned()));
    facts
}

fn alleles(head: &Head, language: Language) -> String {
    let all = fill(language, "table.alleles", &[&head.panel.alleles.to_string()]);
    match &head.filter {
        Some(filter) => fill(language, "export.asked", &[&all, &filter.entries.to_string()]),
        None => all,
    }
}

fn of_source(source: &PanelSource, language: Language) -> String {
    fill(language, "panel.source_value", &[&source.name, source.date.as_deref().unwrap_or("-"), &source.sha256])
}

fn policy(head: &Head, language: Language) -> String {
    let policy = &head.policy;
    let mut parts = vec![format!("GQ ≥ {}", policy.min_gq)];
    parts.extend(policy.min_dp.map(|dp| format!("DP ≥ {dp}")));
    for (set, key) in [
        (policy.allow_imputed, "export.imputed"),
        (policy.absent_is_reference, "export.absent_is_reference"),
        (policy.callable.is_some(), "export.callable"),
    ] {
        parts.extend(set.then(|| text(language, key).to_owned()));
    }
    parts.join(text(language, "table.separator"))
}

/// The six counts of a sample on a line.
pub(super) fn counts(of: &Summary, language: Language) -> String {
    let count = |state: &State| format!("{} {}", text(language, &state_key(*state)), of.count(*state));
    let counts: Vec<String> = State::ALL.iter().map(count).collect();
    let name = of.sample.as_deref().unwrap_or_else(|| text(language, "table.no_sample"));
    fill(language, "export.counts_of", &[name, &counts.join(text(language, "table.separator"))])
}

/// The key of a state's text.
pub(super) fn state_key(state: State) -> String {
    format!("state.{}", state.word())
}

/// All of it, a line each: facts, counts, notices, and what the file is for.
pub(super) fn lines(head: &Head, options: &ExportOptions, language: Language) -> Vec<String> {
    let mut lines = vec![text(language, "intended.full").to_owned()];
    lines.extend(facts(head, options, language).into_iter().map(|(what, value)| format!("{what}: {value}")));
    lines.extend(head.summary.iter().map(|of| counts(of, language)));
    lines.push(text(language, "table.no_record_is_no_answer").to_owned());
    lines.extend(head.notices.iter().map(|notice| notice.text(language)));
    lines
}
