//! The report as one page for people, in Japanese and English, without a script; it prints on A4.

use std::io::{self, Write};

use super::facts::{facts, state_key};
use super::head::{Head, KeptAccounting};
use super::identify::AlleleNames;
use super::{ExportOptions, Writer};
use crate::kernel::{Reason, State};
use crate::messages::{Language, fill, text};
use crate::report::VerdictRow;
use crate::report::table::verdict_cells;

/// All before the first word, with the policy that lets nothing be loaded or run.
const START: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
/// Columns of rows: the keys of their names.
const COLUMNS: [&str; 7] =
    ["table.state", "table.position", "table.id", "table.name", "table.zygosity", "export.class", "table.flags"];

/// Writes the page.
pub(super) struct Page<'a> {
    options: &'a ExportOptions,
    out: &'a mut dyn Write,
}

impl<'a> Page<'a> {
    pub(super) fn new(options: &'a ExportOptions, out: &'a mut dyn Write) -> Self {
        Self { options, out }
    }

    fn title(&mut self, key: &str) -> io::Result<()> {
        writeln!(self.out, "<h2>{}</h2>", both(key))
    }

    /// Two paragraphs beside each other.
    fn two(&mut self, class: &str, say: impl Fn(Language) -> String) -> io::Result<()> {
        let [ja, en] = [Language::Ja, Language::En].map(|language| escaped(&say(language)));
        writeln!(self.out, "<div class=\"{class}\"><p lang=\"ja\">{ja}</p><p lang=\"en\">{en}</p></div>")
    }

    fn counts(&mut self, head: &Head) -> io::Result<()> {
        self.title("export.counts")?;
        write!(self.out, "<div class=\"wide\"><table><thead><tr><th scope=\"col\">{}</th>", both("table.sample"))?;
        for state in State::ALL {
            write!(self.out, "<th scope=\"col\">{}{}</th>", mark(state), both(&state_key(state)))?;
        }
        writeln!(self.out, "</tr></thead><tbody>")?;
        for of in &head.summary {
            write!(self.out, "<tr><th scope=\"row\">{}</th>", sample(of.sample.as_deref()))?;
            for state in State::ALL {
                write!(self.out, "<td class=\"n\">{}</td>", of.count(state))?;
            }
            writeln!(self.out, "</tr>")?;
        }
        writeln!(self.out, "</tbody></table></div>")?;
        self.two("two", |language| text(language, "table.no_record_is_no_answer").to_owned())
    }

    /// Why entries have no answer, a line a sample and reason.
    fn reasons(&mut self, head: &Head) -> io::Result<()> {
        if head.summary.iter().all(|of| of.reasons.is_empty()) {
            return Ok(());
        }
        self.title("export.reasons")?;
        writeln!(self.out, "<table><tbody>")?;
        for of in &head.summary {
            for (reason, count) in &of.reasons {
                let (name, word) = (sample(of.sample.as_deref()), both(&reason_key(*reason)));
                writeln!(
                    self.out,
                    "<tr><th scope=\"row\">{name}</th><td>{word}</td><td class=\"n\">{count}</td></tr>"
                )?;
            }
        }
        writeln!(self.out, "</tbody></table>")
    }

    fn notices(&mut self, head: &Head) -> io::Result<()> {
        if head.notices.is_empty() {
            return Ok(());
        }
        self.title("export.notices")?;
        for notice in &head.notices {
            self.two("two", |language| notice.text(language))?;
        }
        Ok(())
    }

    /// The run record: what a fact is, and what it says in one language or, where they differ, in two.
    fn record(&mut self, head: &Head, accounting: &KeptAccounting) -> io::Result<()> {
        self.title("export.run")?;
        writeln!(self.out, "<dl>")?;
        let all = |language| {
            let mut facts = facts(head, self.options, language);
            let counts = [accounting.records, accounting.matched].map(|n| n.to_string());
            let value = fill(language, "table.records_value", &[&counts[0], &counts[1]]);
            facts.push((text(language, "table.records"), value));
            let end = if accounting.complete { "export.complete" } else { "export.not_complete" };
            facts.push((text(language, "export.end"), text(language, end).to_owned()));
            facts
        };
        for ((what, says), (what_en, says_en)) in all(Language::Ja).into_iter().zip(all(Language::En)) {
            let (what, says) = (pair(what, what_en), pair(&says, &says_en));
            writeln!(self.out, "<dt>{what}</dt><dd>{says}</dd>")?;
        }
        writeln!(self.out, "</dl>")
    }
}

impl Writer for Page<'_> {
    fn begin(&mut self, head: &Head) -> io::Result<()> {
        let title = escaped(&format!("{} — {}", text(Language::Ja, "export.title"), head.panel.name));
        write!(self.out, "{}", START.replace("{style}", STYLE).replace("{title}", &title))?;
        writeln!(self.out, "<h1>{}</h1>", both("export.title"))?;
        self.two("two use", |language| text(language, "intended.full").to_owned())?;
        if head.notices.iter().any(|notice| notice.code == "incomplete") {
            self.two("two use", |language| text(language, "export.not_complete").to_owned())?;
        }
        self.counts(head)?;
        self.title("export.record")?;
        write!(self.out, "<div class=\"wide\"><table><thead><tr>")?;
        for key in COLUMNS {
            write!(self.out, "<th scope=\"col\">{}</th>", both(key))?;
        }
        writeln!(self.out, "</tr></thead><tbody>")
    }

    fn row(&mut self, head: &Head, row: &VerdictRow) -> io::Result<()> {
        let (ja, en) = (verdict_cells(row, Language::Ja), verdict_cells(row, Language::En));
        let cell = |at: usize| pair(&ja[at], &en[at]);
        let [name, place, change, id, gene, state, zygosity, gt, flags] = std::array::from_fn(cell);
        let hgvs = AlleleNames::of(head.build(), row).hgvs.unwrap_or_default();
        let class = row.entry.annotation("clnsig").unwrap_or_default();
        let cells = [
            format!("{}{state}<div>{name}</div>", mark(row.state)),
            format!("<code>{place} {change}</code><div><code>{}</code></div>", escaped(&hgvs)),
            format!("<code>{id}</code>"),
            gene,
            format!("{zygosity}<div><code>{gt}</code></div>"),
            format!("<span lang=\"en\">{}</span>", escaped(class)),
            flags,
        ];
        writeln!(self.out, "<tr><td>{}</td></tr>", cells.join("</td><td>"))
    }

    fn end(&mut self, head: &Head, accounting: &KeptAccounting, rows: u64) -> io::Result<()> {
        if rows == 0 {
            writeln!(self.out, "<tr><td colspan=\"{}\">{}</td></tr>", COLUMNS.len(), both("export.none"))?;
        }
        writeln!(self.out, "</tbody></table></div>")?;
        self.reasons(head)?;
        self.notices(head)?;
        self.record(head, accounting)?;
        self.title("export.limits")?;
        self.two("two", |language| text(language, "export.not_looked_at").to_owned())?;
        writeln!(self.out, "</main>\n</body>\n</html>")?;
        self.out.flush()
    }
}

fn reason_key(reason: Reason) -> String {
    format!("reason.{}", reason.word())
}

/// A text of the table in both languages.
fn both(key: &str) -> String {
    pair(text(Language::Ja, key), text(Language::En, key))
}

/// A text in both languages, once where it is the same in both.
fn pair(ja: &str, en: &str) -> String {
    if ja == en {
        return escaped(ja);
    }
    format!("<span lang=\"ja\">{}</span> <span lang=\"en\">{}</span>", escaped(ja), escaped(en))
}

fn sample(name: Option<&str>) -> String {
    name.map_or_else(|| both("table.no_sample"), escaped)
}

/// The mark of a state, which words go with: the page is read without colours.
fn mark(state: State) -> String {
    let mark = match state {
        State::Carried => "◆",
        State::CarriedAssumed => "◇",
        State::NotCarried => "┼",
        State::NotCarriedAssumed => "┄",
        State::NotAssessed => "…",
        State::Indeterminate => "◐",
    };
    format!("<span class=\"mark\" aria-hidden=\"true\">{mark}</span>")
}

/// A text as HTML has it, in elements and in attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        assert_eq!(escaped("<b a=\"x\">&"), "&lt;b a=&quot;x&quot;&gt;&amp;");
        assert_eq!(pair("rs1", "rs1"), "rs1");
        assert_eq!(pair("位置", "Position"), "<span lang=\"ja\">位置</span> <span lang=\"en\">Position</span>");
    }
}
