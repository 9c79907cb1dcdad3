//! A bundle of FHIR R4 by the guide Genomics Reporting 3.0.0 (`hl7.fhir.uv.genomics-reporting`).
//!
//! An observation a row, and for each sample a report, and a study with the region that was studied: the entries of
//! the panel. All of it is preliminary. What a database says of an allele is an implication, and no row has one.
//! Answers are observed ones: what rests on an assumption is "No call", with a note that says so.

mod codes;

use std::io::{self, Write};
use std::sync::Arc;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::facts::{counts, lines, state_key};
use super::head::{Head, KeptAccounting};
use super::identify::AlleleNames;
use super::{ExportOptions, Writer};
use crate::genome::{contig_key, refseq_accession};
use crate::messages::{Language, text};
use crate::report::{Summary, VerdictRow};
use codes::{allelic_state, answer, assembly, chromosome, coding, concept, loinc};

const PROFILES: &str = "http://hl7.org/fhir/uv/genomics-reporting/StructureDefinition/";

/// Writes the bundle.
pub(super) struct Bundle<'a> {
    options: &'a ExportOptions,
    out: &'a mut dyn Write,
    /// How many resources were written.
    written: u64,
    /// The references of each sample's observations.
    results: Vec<(Option<Arc<str>>, Vec<Value>)>,
}

impl<'a> Bundle<'a> {
    pub(super) fn new(options: &'a ExportOptions, out: &'a mut dyn Write) -> Self {
        Self { options, out, written: 0, results: Vec::new() }
    }

    /// Writes a resource, and gives the URL by which others refer to it.
    fn put(&mut self, head: &Head, resource: &Value) -> io::Result<String> {
        let url = url(head, self.written);
        self.out.write_all(if self.written == 0 { b"\n" } else { b",\n" })?;
        self.written += 1;
        serde_json::to_writer(&mut *self.out, &json!({ "fullUrl": url, "resource": resource }))?;
        Ok(url)
    }

    /// The analysis and the study of a sample; the URL of the study.
    fn study(&mut self, head: &Head, of: &Summary) -> io::Result<String> {
        let said: Vec<Value> = both(|language| lines(head, self.options, language).join("\n"));
        let studied = said.iter().filter_map(|note| note["text"].as_str()).collect::<Vec<_>>().join("\n\n");
        let mut extensions = vec![extension("genomic-study-analysis-title", "valueString", head.panel.name.as_str())];
        if let Some(build) = head.build() {
            let value = assembly(build);
            extensions.push(extension("genomic-study-analysis-genome-build", "valueCodeableConcept", value));
        }
        let description = json!({ "url": "description", "valueString": studied });
        let regions = profile("genomic-study-analysis-regions");
        extensions.push(json!({ "url": regions, "extension": [description] }));
        let procedure = |name: &str, extensions: Vec<Value>| {
            json!({
                "resourceType": "Procedure",
                "meta": { "profile": [profile(name)] },
                "extension": extensions,
                "status": "completed",
                "category": concept(&coding("http://terminology.hl7.org/CodeSystem/observation-category", "laboratory", None)),
                "subject": subject(of.sample.as_deref()),
            })
        };
        let analysis = self.put(head, &procedure("genomic-study-analysis", extensions))?;
        let reference = json!({ "reference": analysis });
        let extensions = vec![extension("genomic-study-analysis-ext", "valueReference", reference)];
        self.put(head, &procedure("genomic-study", extensions))
    }

    /// The report of a sample.
    fn report(&mut self, head: &Head, of: &Summary, results: &[Value]) -> io::Result<()> {
        let study = self.study(head, of)?;
        let said = |language| format!("{}\n{}", text(language, "intended.full"), counts(of, language));
        let notices = |language| head.notices.iter().map(move |notice| notice.text(language));
        let conclusion = [Language::Ja, Language::En]
            .map(|language| std::iter::once(said(language)).chain(notices(language)).collect::<Vec<_>>().join("\n"));
        let reference = json!({ "reference": study });
        let mut report = json!({
            "resourceType": "DiagnosticReport",
            "meta": { "profile": [profile("genomic-report")] },
            "extension": [extension("genomic-study-reference", "valueReference", reference)],
            "status": "preliminary",
            "category": [genetics()],
            "code": concept(&loinc("51969-4", "Genetic analysis report")),
            "subject": subject(of.sample.as_deref()),
            "conclusion": conclusion.join("\n\n"),
        });
        if !results.is_empty() {
            report["result"] = json!(results);
        }
        self.put(head, &report).map(drop)
    }
}

/// The observation of a row.
fn observation(head: &Head, row: &VerdictRow) -> Value {
    let laboratory = coding("http://terminology.hl7.org/CodeSystem/observation-category", "laboratory", None);
    let mut observation = json!({
        "resourceType": "Observation",
        "meta": { "profile": [profile("variant")] },
        "status": "preliminary",
        "category": [concept(&laboratory), genetics()],
        "code": concept(&loinc("69548-6", "Genetic variant assessment")),
        "subject": subject(row.sample.as_deref()),
        "valueCodeableConcept": concept(&answer(row.state)),
        "component": components(head, row),
    });
    let notes = both(|language| note(row, language));
    if notes[0]["text"] != "" {
        observation["note"] = json!(notes);
    }
    observation
}

/// A note in each language.
fn both(say: impl Fn(Language) -> String) -> Vec<Value> {
    [Language::Ja, Language::En].map(|language| json!({ "text": say(language) })).into()
}

/// What is to be known beside an answer: a state that is assumed, a reason, flags.
fn note(row: &VerdictRow, language: Language) -> String {
    let say = |kind: &str, word: String| text(language, &format!("{kind}.{word}"));
    let mut notes = Vec::new();
    if codes::is_assumed(row.state) {
        notes.push(text(language, &state_key(row.state)));
    }
    notes.extend(row.reason.map(|reason| say("reason", reason.word())));
    notes.extend(row.flags.iter().map(|flag| say("flag", flag.word())));
    notes.join(text(language, "table.separator"))
}

/// The place and the alleles of a row, and how many copies there are.
fn components(head: &Head, row: &VerdictRow) -> Vec<Value> {
    let entry = &row.entry;
    let mut all = Vec::new();
    let mut add = |code: &str, display: &str, kind: &str, value: Value| {
        all.push(json!({ "code": concept(&loinc(code, display)), (kind): value }));
    };
    let concepts = "valueCodeableConcept";
    if let Some(gene) = entry.annotation("gene") {
        add("48018-6", "Gene studied [ID]", concepts, json!({ "text": gene }));
    }
    let key = contig_key(&entry.contig);
    if let Some(build) = head.build() {
        add("62374-4", "Human reference sequence assembly version", concepts, assembly(build));
        if let Some(accession) = refseq_accession(build, &key) {
            let value = concept(&coding("http://www.ncbi.nlm.nih.gov/nuccore", &accession, None));
            add("48013-7", "Genomic reference sequence [ID]", concepts, value);
        }
    }
    if let Some(value) = chromosome(&key) {
        add(
            "48000-4",
            "Chromosome [Identifier] in Blood or Tissue by Molecular genetics method",
            concepts,
            concept(&value),
        );
    }
    let AlleleNames { vrs, spdi, hgvs } = AlleleNames::of(head.build(), row);
    if let Some(hgvs) = hgvs {
        let value = concept(&coding("http://varnomen.hgvs.org", &hgvs, None));
        add("81290-9", "Genomic DNA change (gHGVS)", concepts, value);
    }
    let coordinates = loinc("LA30102-0", "1-based character counting");
    add("92822-6", "Genomic coord system", concepts, concept(&coordinates));
    let last = entry.region_end.unwrap_or_else(|| entry.pos + codes::last_base(&entry.reference));
    let range = json!({ "low": { "value": entry.pos }, "high": { "value": last } });
    add("81254-5", "Genomic allele start-end", "valueRange", range);
    if entry.region_end.is_none() {
        add("69547-8", "Genomic ref allele [ID]", "valueString", json!(entry.reference));
        add("69551-0", "Genomic alt allele [ID]", "valueString", json!(entry.alternate));
    }
    if let Some(state) = row.zygosity.and_then(allelic_state) {
        add("53034-5", "Allelic state", concepts, concept(&state));
    }
    if let Some(fraction) = row.fraction {
        let value = json!({ "value": fraction, "system": "http://unitsofmeasure.org", "code": "1" });
        add("81258-6", "Sample variant allelic frequency [NFr]", "valueQuantity", value);
    }
    let names = [("https://w3id.org/ga4gh", vrs), ("https://api.ncbi.nlm.nih.gov/variation/v0/", spdi)];
    for (system, name) in names {
        if let Some(name) = name {
            add("81252-9", "Discrete genetic variant", concepts, concept(&coding(system, &name, None)));
        }
    }
    if let Some(id) = entry.annotation("id") {
        add("81252-9", "Discrete genetic variant", concepts, json!({ "text": id }));
    }
    all
}

fn profile(name: &str) -> String {
    format!("{PROFILES}{name}")
}

fn extension(name: &str, kind: &str, value: impl Into<Value>) -> Value {
    json!({ "url": profile(name), (kind): value.into() })
}

fn genetics() -> Value {
    concept(&coding("http://terminology.hl7.org/CodeSystem/v2-0074", "GE", None))
}

/// Whom a resource is about: the name of the sample alone. Nothing else is known of a person.
fn subject(sample: Option<&str>) -> Value {
    json!({ "display": sample.unwrap_or("-") })
}

/// The URL of the nth resource of an export: the same report gives the same ones.
fn url(head: &Head, number: u64) -> String {
    let of = format!("{}\0{}\0{}\0{number}", head.panel.sha256, head.input.name, head.input.bytes);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&Sha256::digest(of)[..16]);
    // RFC 9562: version 8, made by a rule of one's own.
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = format!("{:032x}", u128::from_be_bytes(bytes));
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

impl Writer for Bundle<'_> {
    fn begin(&mut self, head: &Head) -> io::Result<()> {
        self.results = head.summary.iter().map(|of| (of.sample.clone(), Vec::new())).collect();
        self.out.write_all(b"{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[")
    }

    fn row(&mut self, head: &Head, row: &VerdictRow) -> io::Result<()> {
        let observation = observation(head, row);
        let url = self.put(head, &observation)?;
        if let Some((_, results)) = self.results.iter_mut().find(|(sample, _)| *sample == row.sample) {
            results.push(json!({ "reference": url }));
        }
        Ok(())
    }

    fn end(&mut self, head: &Head, _accounting: &KeptAccounting, _rows: u64) -> io::Result<()> {
        for (of, (_, results)) in head.summary.iter().zip(std::mem::take(&mut self.results)) {
            self.report(head, of, &results)?;
        }
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()
    }
}
