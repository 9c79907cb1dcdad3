//! The report, one model for every surface: `genosieve.report/1` (`docs/report.schema.json`).

use std::collections::BTreeMap;
use std::io;
use std::ops::Deref;
use std::sync::Arc;

use serde::ser::{SerializeMap, SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};

use crate::genome::{Build, ContigMapFacts, Evidence};
use crate::input::Compression;
use crate::json::json_of;
use crate::kernel::{Flag, MatchKind, Reason, State, Zygosity};
use crate::panel::{EntryId, Filter, ListedBy, PanelInfo, SignificanceClass};
use crate::screen::{Accounting, CallableFacts, CopiesOfX, Run};

/// The name and version of the format.
pub const SCHEMA: &str = "genosieve.report/1";

/// What a screen answers.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The software.
    pub tool: Tool,
    /// Facts of the run that are no part of the answer.
    pub run: Run,
    /// The panel.
    pub panel: PanelInfo,
    /// Which of its entries were asked about; nothing where all were.
    pub filter: Option<ReportFilter>,
    /// The file.
    pub input: Input,
    /// What a proof of absence needed.
    pub policy: ReportPolicy,
    /// What a reader must know beside the numbers.
    pub notices: Vec<ReportNotice>,
    /// Counts, one item a sample; the six of each sum to `panel.alleles`, or to `filter.entries`.
    pub summary: Vec<Summary>,
    /// Verdicts in panel order, and within an entry in the order of the samples.
    pub verdicts: Vec<VerdictRow>,
    /// What was read and what was skipped.
    pub accounting: Accounting,
}

/// The software that made a report.
#[derive(Clone, Debug, Serialize)]
pub struct Tool {
    /// `genosieve`.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// The file that was screened.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Input {
    /// Its name, without folders.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// `vcf`, `bcf`.
    pub format: &'static str,
    /// How it is compressed.
    pub compression: Compression,
    /// The build that was decided.
    pub build: Option<Build>,
    /// Why.
    pub build_evidence: Vec<Evidence>,
    /// All samples of the file, in its order.
    pub samples: Vec<String>,
}

/// The policy of a run.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportPolicy {
    /// The lowest genotype quality that proves absence.
    pub min_gq: f32,
    /// The lowest depth that does; any where there is none.
    pub min_dp: Option<u32>,
    /// Whether imputed rows do.
    pub allow_imputed: bool,
    /// Whether the user said that absence of a record is the reference.
    pub absent_is_reference: bool,
    /// The regions where the user said so.
    pub callable: Option<CallableFacts>,
    /// The build that the user stated over all evidence.
    pub build_override: Option<Build>,
    /// What the user said of contig names.
    pub contig_map: Option<ContigMapFacts>,
    /// Whether every verdict is listed.
    pub all: bool,
}

/// Which entries of a panel were asked about.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportFilter {
    /// As many of them.
    pub entries: u64,
    /// Those whose conditions hold an id of a disease that was asked for.
    pub by_condition: u64,
    /// Those that lie in a gene of one alone.
    pub by_gene: u64,
    /// What was asked for and no entry of the panel has.
    pub unmatched: Vec<String>,
    /// What was asked for.
    pub asked: Filter,
}

/// A notice: a code of the message table and the value it speaks of.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ReportNotice {
    /// The code: `notice.<code>` in the message table.
    pub code: &'static str,
    /// The value; may be empty.
    pub detail: String,
}

/// The counts of one sample.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// The sample; nothing for a file without samples.
    pub sample: Option<Arc<str>>,
    /// Entries that it carries.
    pub carried: u64,
    /// Entries with effect allele REF that it carries if absence is reference.
    pub carried_assumed: u64,
    /// Entries that it is proved not to carry.
    pub not_carried: u64,
    /// Entries that it does not carry if absence is reference.
    pub not_carried_assumed: u64,
    /// Entries that the file does not answer.
    pub not_assessed: u64,
    /// Entries that the file speaks of and cannot decide.
    pub indeterminate: u64,
    /// How many entries have each reason.
    #[serde(serialize_with = "by_word")]
    pub reasons: BTreeMap<Reason, u64>,
    /// Copies of X as called in this file; nothing where the panel has no entry on X, the build has no
    /// name, or the file has no samples.
    #[serde(rename = "copiesOfX")]
    pub copies_of_x: Option<CopiesOfX>,
}

fn by_word<S: Serializer>(reasons: &BTreeMap<Reason, u64>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(reasons.iter().map(|(reason, count)| (reason.word(), count)))
}

impl Summary {
    /// The count of a state.
    #[must_use]
    pub const fn count(&self, state: State) -> u64 {
        match state {
            State::Carried => self.carried,
            State::CarriedAssumed => self.carried_assumed,
            State::NotCarried => self.not_carried,
            State::NotCarriedAssumed => self.not_carried_assumed,
            State::NotAssessed => self.not_assessed,
            State::Indeterminate => self.indeterminate,
        }
    }
}

/// One listed verdict of a sample. Its fields are those of [`VerdictFacts`], which samples with the same
/// calls share: in a cohort many do.
#[derive(Clone, Debug)]
pub struct VerdictRow {
    /// The sample; nothing for a file without samples.
    pub sample: Option<Arc<str>>,
    /// All else.
    pub facts: Arc<VerdictFacts>,
}

impl Deref for VerdictRow {
    type Target = VerdictFacts;

    fn deref(&self) -> &VerdictFacts {
        &self.facts
    }
}

/// What a verdict says.
#[derive(Clone, Debug)]
pub struct VerdictFacts {
    /// The entry as its source spells it.
    pub entry: ReportEntry,
    /// Why it is listed under a disease, where one is asked for.
    pub(crate) listed_by: Option<ListedBy>,
    /// The state.
    pub state: State,
    /// Why, where the state has reasons.
    pub reason: Option<Reason>,
    /// For carried ones.
    pub zygosity: Option<Zygosity>,
    /// For carried ones, where the genotype states them.
    pub copies: Option<ReportCopies>,
    /// The allele's fraction on the mitochondrion: AF or HF, else from AD.
    pub fraction: Option<f32>,
    /// How a called allele came to be the entry.
    pub kind: Option<MatchKind>,
    /// What to know beside it.
    pub flags: Vec<Flag>,
    /// The records behind it.
    pub records: Vec<ReportRecord>,
}

impl Serialize for VerdictRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("VerdictRow", 11)?;
        fields.serialize_field("sample", &self.sample.as_deref())?;
        fields.serialize_field("entry", &self.entry)?;
        if self.listed_by.is_some() {
            fields.serialize_field("listedBy", &self.listed_by)?;
        }
        fields.serialize_field("state", &self.state)?;
        fields.serialize_field("reason", &self.reason)?;
        fields.serialize_field("zygosity", &self.zygosity)?;
        fields.serialize_field("copies", &self.copies)?;
        fields.serialize_field("alleleFraction", &self.fraction)?;
        fields.serialize_field("match", &self.kind)?;
        fields.serialize_field("flags", &self.flags)?;
        fields.serialize_field("records", &self.records)?;
        fields.end()
    }
}

/// A verdict as a row of a table of entries.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EntryRow {
    /// The entry's number in panel order, from 0.
    pub number: EntryId,
    /// The group of its classification.
    pub significance_class: SignificanceClass,
    /// Its review status, 0 to 4.
    pub stars: Option<u8>,
    /// The verdict, as reports list it.
    pub verdict: VerdictRow,
}

/// Carried haplotypes of a ploidy.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct ReportCopies {
    /// Haplotypes that carry the effect allele.
    pub carried: usize,
    /// All haplotypes.
    pub ploidy: usize,
}

/// A panel entry as its source spells it, with its annotation beside.
#[derive(Clone, Debug)]
pub struct ReportEntry {
    /// Contig, as the panel's source names it.
    pub contig: String,
    /// POS, 1-based.
    pub pos: u32,
    /// REF, upper-cased; a dot for a region.
    pub reference: String,
    /// ALT, upper-cased; a dot for a region.
    pub alternate: String,
    /// Whether the effect allele is REF.
    pub effect_is_ref: bool,
    /// The last base of a region, 1-based; nothing for an allele.
    pub region_end: Option<u32>,
    /// The reference where bases are gained or lost, where the panel knows it.
    pub context: Option<ReportContext>,
    /// Annotation, `id` among it, in the panel's order.
    pub annotation: Vec<(String, String)>,
}

/// Reference bases of all places where an insertion or deletion can be spelled, and one on each side where
/// there is one. A panel that was built with a FASTA knows them.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct ReportContext {
    /// The first base, 1-based.
    pub pos: u32,
    /// The bases.
    #[serde(rename = "ref")]
    pub bases: String,
}

impl ReportEntry {
    /// The value of an annotation key.
    #[must_use]
    pub fn annotation(&self, key: &str) -> Option<&str> {
        self.annotation.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str())
    }
}

impl Serialize for ReportEntry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("contig", &self.contig)?;
        map.serialize_entry("pos", &self.pos)?;
        map.serialize_entry("ref", &self.reference)?;
        map.serialize_entry("alt", &self.alternate)?;
        map.serialize_entry("id", &self.annotation("id"))?;
        map.serialize_entry("effectIsRef", &self.effect_is_ref)?;
        if let Some(end) = self.region_end {
            map.serialize_entry("regionEnd", &end)?;
        }
        if let Some(context) = &self.context {
            map.serialize_entry("context", context)?;
        }
        for (key, value) in self.annotation.iter().filter(|(key, _)| key != "id") {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// A record of the file behind a verdict.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ReportRecord {
    /// Line number, 1-based.
    pub line: u64,
    /// CHROM, as written.
    pub contig: String,
    /// POS, 1-based.
    pub pos: u32,
    /// REF, as written.
    #[serde(rename = "ref")]
    pub reference: String,
    /// ALT, as written.
    pub alt: String,
    /// GT, as written; nothing where the record states none.
    pub gt: Option<String>,
    /// Reads per allele, REF first: AD, else Strelka's of tier 1; nothing where neither is stated.
    pub reads: Option<Vec<Option<u32>>>,
}

impl Report {
    /// The report as one line of JSON, with a line feed at its end.
    ///
    /// # Panics
    ///
    /// Never: the model holds nothing that JSON cannot.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = json_of(self);
        json.push('\n');
        json
    }

    /// The report as JSON, written as it is made: of a cohort it may be longer than there is memory.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn write_json(&self, mut writer: impl io::Write) -> io::Result<()> {
        serde_json::to_writer(&mut writer, self)?;
        writer.write_all(b"\n")
    }

    /// Whether the end of the file was proved.
    #[must_use]
    pub const fn complete(&self) -> bool {
        self.accounting.complete
    }

    /// The command's exit code: 0 answered, 5 incomplete.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        if self.complete() { 0 } else { 5 }
    }
}
