//! What a reader must know beside the numbers.

use super::model::ReportNotice;
use crate::input::record::FAMILY;
use crate::panel::Panel;
use crate::screen::{Partial, ScreenOptions};

/// The notices of a run: always in the same order.
pub(crate) fn notices(panel: &Panel, partial: &Partial, options: &ScreenOptions) -> Vec<ReportNotice> {
    let mut notices = Vec::new();
    let mut say = |code: &'static str, detail: String| notices.push(ReportNotice { code, detail });
    let accounting = &partial.accounting;
    if !accounting.complete {
        let last = accounting.last_position.as_ref();
        say("incomplete", last.map_or_else(|| "-".into(), |l| format!("{}:{}", l.contig, l.pos)));
    }
    for notice in &partial.end.notices {
        say(notice.code, notice.detail.clone());
    }
    if partial.is_by_index() {
        say("index_used", format!("{} / {}", accounting.bytes_read, partial.size()));
    } else if let Some(code) = &options.index_refused {
        say("index_not_used", code.clone());
    }
    if !partial.has_records() {
        say("no_records", String::new());
    } else if !partial.shares_contig(panel) {
        say("no_shared_contig", String::new());
    }
    if partial.header.samples.is_empty() {
        say("sites_only", String::new());
    }
    if partial.samples.len() > FAMILY {
        say("cohort", partial.samples.len().to_string());
    }
    if let Some(build) = options.build {
        say("build_overridden", build.to_string());
    }
    if let Some(facts) = partial.contigs.map_facts() {
        say("contigs_mapped", format!("{} / {}", facts.mapped.len(), facts.names));
    }
    if !accounting.complete && (options.absent_is_reference || options.callable.is_some()) {
        say("nothing_assumed", String::new());
    } else if let Some(facts) = options.callable.as_ref().map(|callable| callable.facts()) {
        say("assumed_in_regions", facts.name.clone());
        if facts.skipped > 0 {
            say("callable_skipped", facts.skipped.to_string());
        }
    } else if options.absent_is_reference {
        say("assumed_everywhere", String::new());
    }
    for (index, contig) in (0_u16..).zip(panel.contigs()) {
        if partial.contigs.differs(index) {
            say("contig_differs", contig.name.clone());
        }
    }
    for (code, noted) in &accounting.warnings {
        say(code, noted.first.first().map_or_else(String::new, |first| first.line.to_string()));
    }
    let skipped: u64 = accounting.skipped.values().map(|skipped| skipped.count).sum();
    if skipped > 0 {
        say("skipped_lines", skipped.to_string());
    }
    if !accounting.unknown_contigs.is_empty() {
        say("unknown_contigs", accounting.unknown_contigs.len().to_string());
    }
    notices
}
