//! The report as text for a terminal, in Japanese or English.

use std::fmt::Write;

use super::model::{Report, ReportEntry, VerdictRow};
use super::width::width;
use crate::kernel::State;
use crate::messages::{Language, fill, text};
use crate::short::join;

/// Verdicts that a table lists: those of a cohort are millions.
const MOST_ROWS: usize = 100_000;
/// Columns wider than this are cut, with `…`.
const WIDEST: usize = 28;

impl Report {
    /// File, panel, counts of each sample, listed verdicts, notices. Alignment counts East Asian
    /// wide characters as two columns.
    #[must_use]
    pub fn to_table(&self, language: Language) -> String {
        let mut out = String::new();
        self.write_facts(&mut out, language);
        self.write_counts(&mut out, language);
        self.write_verdicts(&mut out, language);
        self.write_notices(&mut out, language);
        out
    }

    fn write_facts(&self, out: &mut String, language: Language) {
        let build =
            self.input.build.map_or_else(|| text(language, "table.build_unnamed").to_owned(), |b| b.to_string());
        let facts = [
            ("table.file", format!("{} ({build})", self.input.name)),
            (
                "table.panel",
                format!(
                    "{} ({})",
                    self.panel.name,
                    fill(language, "table.alleles", &[&self.panel.alleles.to_string()])
                ),
            ),
            (
                "table.records",
                fill(
                    language,
                    "table.records_value",
                    &[&self.accounting.records.to_string(), &self.accounting.matched.to_string()],
                ),
            ),
        ];
        let widest = facts.iter().map(|(key, _)| width(text(language, key))).max().unwrap_or_default();
        for (key, value) in facts {
            let label = text(language, key);
            let _ = writeln!(out, "{label}{}  {value}", " ".repeat(widest - width(label)));
        }
    }

    fn write_counts(&self, out: &mut String, language: Language) {
        let mut header = vec![text(language, "table.sample").to_owned()];
        header.extend(State::ALL.iter().map(|state| text(language, &format!("state.{}", state.word())).to_owned()));
        let rows = self.summary.iter().map(|counts| {
            let mut row =
                vec![counts.sample.as_deref().unwrap_or_else(|| text(language, "table.no_sample")).to_owned()];
            row.extend(State::ALL.iter().map(|state| counts.count(*state).to_string()));
            row
        });
        let _ = writeln!(out);
        write_grid(out, std::iter::once(header).chain(rows).collect());
        let _ = writeln!(out, "{}", text(language, "table.no_record_is_no_answer"));
        for counts in &self.summary {
            let reasons: Vec<String> = counts
                .reasons
                .iter()
                .map(|(reason, n)| format!("{}: {n}", text(language, &format!("reason.{}", reason.word()))))
                .collect();
            let name = counts.sample.as_deref().unwrap_or("-");
            if !reasons.is_empty() {
                let _ = writeln!(out, "  {name}: {}", join(&reasons, text(language, "table.separator")));
            }
            if let Some(x) = &counts.copies_of_x {
                let copies = x.copies.map_or_else(|| text(language, "zygosity.unknown").to_owned(), |n| n.to_string());
                let key = if x.stated { "table.x_stated" } else { "table.x_copies" };
                let evidence = [copies, x.heterozygous.to_string(), x.genotypes.to_string()];
                let evidence = evidence.each_ref().map(String::as_str);
                let _ = writeln!(out, "  {name}: {}", fill(language, key, &evidence));
            }
        }
    }

    fn write_verdicts(&self, out: &mut String, language: Language) {
        if self.verdicts.is_empty() {
            return;
        }
        let columns = ["sample", "position", "change", "id", "name", "state", "zygosity", "gt", "flags"];
        let header = columns.iter().map(|c| text(language, &format!("table.{c}")).to_owned()).collect();
        let rows = self.verdicts.iter().take(MOST_ROWS).map(|verdict| verdict_cells(verdict, language));
        let _ = writeln!(out);
        write_grid(out, std::iter::once(header).chain(rows).collect());
        if let Some(more) = self.verdicts.len().checked_sub(MOST_ROWS).filter(|more| *more > 0) {
            let _ = writeln!(out, "{}", fill(language, "table.more", &[&more.to_string()]));
        }
    }

    fn write_notices(&self, out: &mut String, language: Language) {
        let _ = writeln!(out);
        for notice in &self.notices {
            let _ = writeln!(out, "! {}", fill(language, &format!("notice.{}", notice.code), &[&notice.detail]));
        }
        let _ = writeln!(out, "{}", text(language, "intended.full"));
    }
}

/// The cells of a row: sample, position, change, id, name, state, zygosity, GT, notes.
pub(super) fn verdict_cells(verdict: &VerdictRow, language: Language) -> Vec<String> {
    let entry = &verdict.entry;
    let say = |kind: &str, word: String| text(language, &format!("{kind}.{word}")).to_owned();
    let mut state = say("state", verdict.state.word());
    if let Some(reason) = verdict.reason.filter(|_| verdict.state != State::Carried) {
        state = format!("{state}: {}", say("reason", reason.word()));
    }
    let zygosity = match (verdict.zygosity, verdict.copies) {
        (Some(z), Some(copies)) if z.word() == "copies" => {
            fill(language, "zygosity.copies", &[&copies.carried.to_string(), &copies.ploidy.to_string()])
        }
        (Some(z), _) => say("zygosity", z.word()) + &percent(verdict.fraction),
        (None, _) => String::new(),
    };
    let mut flags: Vec<String> = verdict.flags.iter().map(|flag| say("flag", flag.word())).collect();
    flags.extend(verdict.kind.filter(|kind| kind.word() != "exact").map(|kind| say("match", kind.word())));
    let genotypes: Vec<&str> = verdict.records.iter().filter_map(|r| r.gt.as_deref()).collect();
    let [position, change, name] = locus_cells(entry, language);
    vec![
        verdict.sample.as_deref().unwrap_or_else(|| text(language, "table.no_sample")).to_owned(),
        position,
        change,
        entry.annotation("id").unwrap_or_default().to_owned(),
        name,
        state,
        zygosity,
        join(&genotypes, " "),
        join(&flags, text(language, "table.separator")),
    ]
}

/// Position, change and name of an entry.
pub(crate) fn locus_cells(entry: &ReportEntry, language: Language) -> [String; 3] {
    let ReportEntry { contig, pos, reference, alternate, .. } = entry;
    let name = entry.annotation("name").or_else(|| entry.annotation("gene")).unwrap_or_default().to_owned();
    match entry.region_end {
        Some(end) => [format!("{contig}:{pos}-{end}"), text(language, "table.region").to_owned(), name],
        None => [format!("{contig}:{pos}"), format!("{reference}>{alternate}"), name],
    }
}

/// A fraction for people: ` 12.5%`.
fn percent(fraction: Option<f32>) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a fraction times a thousand")]
    let tenths = fraction.map(|fraction| (fraction * 1000.0).round() as u32);
    tenths.map_or_else(String::new, |n| format!(" {}.{}%", n / 10, n % 10))
}

/// Writes rows with aligned columns, the first row underlined.
pub(crate) fn write_grid(out: &mut String, rows: Vec<Vec<String>>) {
    let rows: Vec<Vec<String>> = rows.into_iter().map(|row| row.into_iter().map(|cell| cut(&cell)).collect()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|c| rows.iter().filter_map(|r| r.get(c)).map(|cell| width(cell)).max().unwrap_or_default())
        .collect();
    for (index, row) in rows.iter().enumerate() {
        let line: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, widest)| format!("{cell}{}", " ".repeat(widest - width(cell))))
            .collect();
        let _ = writeln!(out, "{}", join(&line, "  ").trim_end());
        if index == 0 {
            let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
            let _ = writeln!(out, "{}", join(&rule, "  "));
        }
    }
}

fn cut(cell: &str) -> String {
    if width(cell) <= WIDEST {
        return cell.to_owned();
    }
    let mut out = String::new();
    for c in cell.chars() {
        if width(&out) + 2 > WIDEST - 1 {
            break;
        }
        out.push(c);
    }
    out + "…"
}
