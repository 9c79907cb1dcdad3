//! The records of the file behind the rows, as a VCF: its header, the lines as they stand, and what the panel says of
//! them in INFO.
//!
//! The file is read once more, as a stream; a report knows its records by line, contig, position and alleles.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write;
use std::io;

use super::facts::lines;
use super::head::{Head, KeptAccounting};
use super::{ExportOptions, SampleNames, read};
use crate::error::{Error, ErrorKind};
use crate::input::record::{genotype_of, site_fields};
use crate::input::{LineSink, Lines, Marks};
use crate::kernel::MatchKind;
use crate::messages::Language;
use crate::report::{ReportEntry, ReportRecord, VerdictRow};

/// What the INFO keys of the export begin with.
const PREFIX: &str = "GS_";
/// Meta lines that stay where names are not kept: no other may say whose file it is.
const NAMELESS: [&str; 6] = ["fileformat", "INFO", "FORMAT", "FILTER", "ALT", "contig"];

/// The records that an export holds, found in a report.
#[derive(Debug)]
pub struct VcfPlan {
    options: ExportOptions,
    head: Option<Head>,
    wanted: HashMap<Site, Wanted>,
    /// All lines that are wanted: of other ones nothing more has to be known.
    lines: HashSet<u64>,
    /// INFO keys of annotation, and the keys of the panel.
    keys: BTreeMap<String, String>,
}

/// CHROM, POS, REF and ALT, as written.
type Site = (String, u32, String, String);

/// What is wanted of one site.
#[derive(Debug, Default)]
struct Wanted {
    /// Lines of the file, 1-based.
    lines: BTreeSet<u64>,
    /// The entries that it is behind, in panel order.
    entries: Vec<OfEntry>,
}

/// What is told of an entry.
#[derive(Debug)]
struct OfEntry {
    entry: ReportEntry,
    /// Of the samples.
    states: BTreeSet<String>,
    /// How the file's alleles came to be the entry.
    kinds: BTreeSet<String>,
}

impl VcfPlan {
    /// Finds the records in a report, given as its JSON.
    ///
    /// # Errors
    ///
    /// As [`export`](super::export).
    pub fn of(report: impl io::Read, options: &ExportOptions) -> io::Result<Self> {
        let mut plan = Self {
            options: options.clone(),
            head: None,
            wanted: HashMap::new(),
            lines: HashSet::new(),
            keys: BTreeMap::new(),
        };
        read::read(report, &mut plan)?;
        Ok(plan)
    }

    /// Checks that a file has the name and size (in bytes) of the one that was screened, as far as these are known.
    /// Standard input has no name.
    ///
    /// # Errors
    ///
    /// `file_changed` where it has not.
    pub fn is_of(&self, name: Option<&str>, bytes: Option<u64>) -> Result<(), Error> {
        let input = &self.head().input;
        if let Some(name) = name.filter(|name| input.name != "-" && input.name != *name) {
            return Err(changed(name));
        }
        match bytes.filter(|bytes| input.bytes != *bytes) {
            Some(bytes) => Err(changed(format!("{bytes} / {}", input.bytes))),
            None => Ok(()),
        }
    }

    fn head(&self) -> &Head {
        self.head.as_ref().expect("a report has a head")
    }

    /// Whether line numbers count the lines that an index led to, and not those of the file.
    fn is_by_index(&self) -> bool {
        self.head().notices.iter().any(|notice| notice.code == "index_used")
    }
}

fn changed(detail: impl Into<String>) -> Error {
    Error::new(ErrorKind::FileChanged).with_detail(detail)
}

impl read::Sink for VcfPlan {
    fn head(&mut self, head: Head) -> io::Result<()> {
        self.head = Some(head);
        Ok(())
    }

    fn row(&mut self, row: VerdictRow) -> io::Result<()> {
        if !self.options.scope.has(row.state) {
            return Ok(());
        }
        for (key, _) in &row.entry.annotation {
            self.keys.entry(info_key(key)).or_insert_with(|| key.clone());
        }
        for record in &row.records {
            let ReportRecord { line, contig, pos, reference, alt, .. } = record.clone();
            let wanted = self.wanted.entry((contig, pos, reference, alt)).or_default();
            wanted.lines.insert(line);
            self.lines.insert(line);
            wanted.add(&row);
        }
        Ok(())
    }

    fn end(&mut self, _accounting: &KeptAccounting) -> io::Result<()> {
        Ok(())
    }
}

impl Wanted {
    fn add(&mut self, row: &VerdictRow) {
        let name = |entry: &ReportEntry| entry_name(entry);
        let known = self.entries.iter().position(|of| name(&of.entry) == name(&row.entry));
        let at = known.unwrap_or_else(|| {
            let of = OfEntry { entry: row.entry.clone(), states: BTreeSet::new(), kinds: BTreeSet::new() };
            self.entries.push(of);
            self.entries.len() - 1
        });
        let of = &mut self.entries[at];
        of.states.insert(row.state.word());
        of.kinds.extend(row.kind.map(MatchKind::word));
    }

    /// Whether a sample carries one of the entries: then the row was read.
    fn is_carried(&self) -> bool {
        self.entries.iter().any(|of| !of.kinds.is_empty())
    }

    /// The INFO fields: a value for each entry, in the same order under each key.
    fn info(&self, keys: &BTreeMap<String, String>) -> String {
        let field = |key: &str, value: &dyn Fn(&OfEntry) -> String| {
            let values: Vec<String> = self.entries.iter().map(|of| escaped(&value(of))).collect();
            format!("{PREFIX}{key}={}", values.join(","))
        };
        let words = |set: &BTreeSet<String>| set.iter().map(String::as_str).collect::<Vec<_>>().join("|");
        let mut fields = vec![
            field("ENTRY", &|of| entry_name(&of.entry)),
            field("STATE", &|of| words(&of.states)),
            field("MATCH", &|of| words(&of.kinds)),
        ];
        for (key, of_panel) in keys {
            if self.entries.iter().any(|of| of.entry.annotation(of_panel).is_some()) {
                fields.push(field(key, &|of| of.entry.annotation(of_panel).unwrap_or_default().to_owned()));
            }
        }
        fields.join(";")
    }
}

/// An entry as `CHROM-POS-REF-ALT`; a region as `CHROM-FIRST-LAST`.
fn entry_name(entry: &ReportEntry) -> String {
    match entry.region_end {
        Some(end) => format!("{}-{}-{end}", entry.contig, entry.pos),
        None => format!("{}-{}-{}-{}", entry.contig, entry.pos, entry.reference, entry.alternate),
    }
}

/// An INFO key for a key of annotation, without the prefix: letters, digits and underscores.
fn info_key(key: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    format!("PANEL_{}", key.chars().map(letter).collect::<String>())
}

/// A value of INFO as VCF 4.3 encodes it; a space too, which VCF 4.2 forbids. A value that is empty is a dot.
fn escaped(value: &str) -> String {
    if value.is_empty() {
        return ".".to_owned();
    }
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            ':' | ';' | '=' | '%' | ',' | ' ' | '\t' | '\n' | '\r' => {
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out
}

/// Writes the export while the bytes of the file are pushed.
#[derive(Debug)]
pub struct VcfSubset<W> {
    lines: Lines,
    picking: Picking<W>,
}

#[derive(Debug)]
struct Picking<W> {
    plan: VcfPlan,
    by_index: bool,
    out: W,
    /// Lines that were found; with an index, sites.
    found: u64,
    /// Of the `#CHROM` line, once it is past; 0 before.
    columns: usize,
}

impl<W: io::Write> VcfSubset<W> {
    /// Before the first byte.
    #[must_use]
    pub fn new(plan: VcfPlan, out: W) -> Self {
        let picking = Picking { by_index: plan.is_by_index(), plan, out, found: 0, columns: 0 };
        Self { lines: Lines::new(), picking }
    }

    /// Takes the next bytes of the file that was screened.
    ///
    /// # Errors
    ///
    /// Where they cannot be read or the export not be written, and `file_changed` where a line is not the one that
    /// was screened.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.lines.push(bytes, &mut self.picking)
    }

    /// Where the export goes: whoever holds it in memory takes it away as it grows.
    pub fn out(&mut self) -> &mut W {
        &mut self.picking.out
    }

    /// Ends the file, and gives back where the export went.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push); `file_changed` where a record was not found.
    pub fn finish(mut self) -> Result<W, Error> {
        self.lines.finish(&mut self.picking)?;
        let Picking { plan, by_index, found, mut out, .. } = self.picking;
        let lines: usize = plan.wanted.values().map(|wanted| wanted.lines.len()).sum();
        if !by_index && found != lines as u64 {
            return Err(changed(format!("{found} / {lines}")));
        }
        out.flush().map_err(|error| failed(&error))?;
        Ok(out)
    }
}

fn failed(error: &io::Error) -> Error {
    Error::new(ErrorKind::Io).with_detail(error.to_string())
}

impl<W: io::Write> LineSink for Picking<W> {
    fn line(&mut self, number: u64, line: &[u8], _marks: &Marks) -> Result<(), Error> {
        if self.columns > 0 { self.record(number, line) } else { self.meta(line) }
    }

    fn fault(&mut self, number: u64, _fault: crate::input::record::LineFault, line: &[u8]) -> Result<(), Error> {
        self.record(number, line)
    }
}

impl<W: io::Write> Picking<W> {
    fn put(&mut self, line: &[u8]) -> Result<(), Error> {
        self.out.write_all(line).and_then(|()| self.out.write_all(b"\n")).map_err(|error| failed(&error))
    }

    /// A line of the header: those of an export before this one are left out.
    fn meta(&mut self, line: &[u8]) -> Result<(), Error> {
        let text = String::from_utf8_lossy(line);
        if text.starts_with("#CHROM") {
            self.columns = text.split('\t').count();
            return self.columns(&text);
        }
        let ours = text.starts_with("##genosieve") || text.starts_with(&format!("##INFO=<ID={PREFIX}"));
        let key = text.trim_start_matches('#').split('=').next().unwrap_or_default();
        let told = self.plan.options.samples == SampleNames::Keep || NAMELESS.contains(&key);
        if ours || !told { Ok(()) } else { self.put(line) }
    }

    /// The `#CHROM` line, and before it what the export says of itself.
    fn columns(&mut self, text: &str) -> Result<(), Error> {
        let mut head = self.plan.head().clone();
        self.plan.options.samples.tell_head(&mut head);
        for line in lines(&head, &self.plan.options, Language::En) {
            self.put(format!("##genosieve={line}").as_bytes())?;
        }
        let own = [
            ("ENTRY".to_owned(), "Entries of the panel that the record is behind, as CHROM-POS-REF-ALT"),
            ("STATE".to_owned(), "What the file says of each entry, over its samples"),
            ("MATCH".to_owned(), "How the alleles of the file came to be each entry"),
        ];
        let of_panel = self.plan.keys.keys().map(|key| (key.clone(), "The panel's annotation of each entry"));
        for (key, says) in own.into_iter().chain(of_panel).collect::<Vec<_>>() {
            let line = format!("##INFO=<ID={PREFIX}{key},Number=.,Type=String,Description=\"{says}\">");
            self.put(line.as_bytes())?;
        }
        let columns: Vec<&str> = text.split('\t').collect();
        let (fixed, samples) = columns.split_at(columns.len().min(9));
        let line = match self.plan.options.samples {
            SampleNames::Keep => text.to_owned(),
            SampleNames::Drop => fixed[..fixed.len().min(8)].join("\t"),
            SampleNames::Number => {
                let numbered = (1..=samples.len()).map(|n| format!("sample-{n}"));
                fixed.iter().map(|name| (*name).to_owned()).chain(numbered).collect::<Vec<_>>().join("\t")
            }
        };
        self.put(line.as_bytes())
    }

    fn record(&mut self, number: u64, line: &[u8]) -> Result<(), Error> {
        if !self.by_index && !self.plan.lines.contains(&number) {
            return Ok(());
        }
        let Some(wanted) = site_of(line).and_then(|site| self.plan.wanted.get(&site)) else { return Ok(()) };
        if !self.by_index && !wanted.lines.contains(&number) {
            return Ok(());
        }
        self.found += 1;
        let mut columns: Vec<Vec<u8>> = parts(line, b'\t').map(<[u8]>::to_vec).collect();
        if !wanted.is_carried() && !is_sound(line, &columns, self.columns) {
            return Ok(());
        }
        let info = wanted.info(&self.plan.keys);
        if self.plan.options.samples == SampleNames::Drop {
            columns.truncate(8);
        }
        if let Some(column) = columns.get_mut(7) {
            *column = joined(column, &info);
        }
        self.put(&columns.join(&b'\t'))
    }
}

/// What stands between marks.
fn parts(text: &[u8], mark: u8) -> impl Iterator<Item = &[u8]> {
    text.split(move |byte| *byte == mark)
}

/// What a row is known by, as far as it has that.
fn site_of(line: &[u8]) -> Option<Site> {
    let mut texts = parts(line, b'\t').map(|column| String::from_utf8_lossy(column).into_owned());
    let (contig, pos, _) = (texts.next()?, texts.next()?.parse().ok()?, texts.next()?);
    Some((contig, pos, texts.next()?, texts.next()?))
}

/// Whether a reader of VCF takes a row: it is one that the screen reads, whatever samples are asked about. What was
/// skipped stands in the accounting.
fn is_sound(line: &[u8], columns: &[Vec<u8>], expected: usize) -> bool {
    let Ok(site) = site_fields(line) else { return false };
    // A file with FORMAT and no samples may leave FORMAT out of its records.
    let as_many = columns.len() == expected || expected == 9 && columns.len() == 8;
    if !as_many || line.contains(&0) {
        return false;
    }
    let [_, _, _, _, _, _, _, _, format, samples @ ..] = columns else { return true };
    let Some(at) = parts(format, b':').position(|key| key == b"GT") else { return true };
    let alternates = if site.alternates == b"." { 0 } else { parts(site.alternates, b',').count() };
    samples.iter().all(|sample| match parts(sample, b':').nth(at) {
        None => true,
        Some(text) => genotype_of(text, alternates).is_ok(),
    })
}

/// INFO with the export's fields behind those of the file.
fn joined(of_file: &[u8], info: &str) -> Vec<u8> {
    let ours = |field: &&[u8]| field.starts_with(PREFIX.as_bytes());
    let mut fields: Vec<&[u8]> = of_file.split(|byte| *byte == b';').filter(|field| !ours(field)).collect();
    if fields.len() == 1 && matches!(fields[0], b"." | b"") {
        fields.clear();
    }
    fields.push(info.as_bytes());
    fields.join(&b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_encoded_as_the_format_has_them() {
        assert_eq!(escaped("a=b;c,d:e%f g\t"), "a%3Db%3Bc%2Cd%3Ae%25f%20g%09");
        assert_eq!(escaped("難聴"), "難聴");
        assert_eq!(escaped(""), ".");
        assert_eq!(info_key("clnsig conf-3"), "PANEL_CLNSIG_CONF_3");
    }

    #[test]
    fn info_of_the_file_stays_before_ours() {
        assert_eq!(joined(b".", "GS_ENTRY=x"), b"GS_ENTRY=x");
        assert_eq!(joined(b"DB;AF=0.5", "GS_ENTRY=x"), b"DB;AF=0.5;GS_ENTRY=x");
        assert_eq!(joined(b"DB;GS_ENTRY=w", "GS_ENTRY=x"), b"DB;GS_ENTRY=x");
    }
}
