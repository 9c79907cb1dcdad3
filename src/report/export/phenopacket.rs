//! A phenopacket of GA4GH (version 2): of one sample by itself, of several in a cohort.
//!
//! A phenopacket has variants within an interpretation of a disease. There is none here: the disease is "Unknown" and
//! the status of every variant is unknown. It holds what is observed to be carried, in any scope.

use std::io::{self, Write};
use std::sync::Arc;

use serde_json::{Value, json};

use super::facts::lines;
use super::head::{Head, KeptAccounting};
use super::identify::AlleleNames;
use super::{ExportOptions, Writer};
use crate::kernel::{State, Zygosity};
use crate::messages::Language;
use crate::report::VerdictRow;

/// What is said of every variant: whether it matters is for others to say.
const STATUS: &str = "UNKNOWN_STATUS";

/// Writes a phenopacket, or a cohort.
pub(super) struct Packets<'a> {
    options: &'a ExportOptions,
    out: &'a mut dyn Write,
    /// The variants of each sample: rows of several samples come mixed, and a phenopacket is about one.
    variants: Vec<(Option<Arc<str>>, Vec<Value>)>,
}

impl<'a> Packets<'a> {
    pub(super) fn new(options: &'a ExportOptions, out: &'a mut dyn Write) -> Self {
        Self { options, out, variants: Vec::new() }
    }

    fn packet(&self, head: &Head, sample: &str, variants: &[Value]) -> Value {
        let mut packet = json!({
            "id": format!("genosieve.{}.{sample}", &head.panel.sha256[..12.min(head.panel.sha256.len())]),
            "subject": { "id": sample },
            "metaData": self.meta(),
        });
        if !variants.is_empty() {
            packet["interpretations"] = json!([{
                "id": format!("{}.{sample}", head.panel.name),
                "progressStatus": "UNKNOWN_PROGRESS",
                "diagnosis": {
                    "disease": { "id": "NCIT:C17998", "label": "Unknown" },
                    "genomicInterpretations": variants,
                },
                "summary": self.said(head),
            }]);
        }
        packet
    }

    /// Intended use, versions, hashes, counts and notices, in both languages.
    fn said(&self, head: &Head) -> String {
        let said = [Language::Ja, Language::En].map(|language| lines(head, self.options, language).join("\n"));
        said.join("\n\n")
    }

    fn meta(&self) -> Value {
        let resource = |id: &str, name: &str, version: &str, prefix: &str| {
            json!({
                "id": id,
                "name": name,
                "url": format!("http://purl.obolibrary.org/obo/{id}.owl"),
                "version": version,
                "namespacePrefix": prefix,
                "iriPrefix": format!("http://purl.obolibrary.org/obo/{prefix}_"),
            })
        };
        let mut meta = json!({
            "createdBy": concat!("genosieve ", env!("CARGO_PKG_VERSION")),
            "phenopacketSchemaVersion": "2.0",
            "resources": [
                resource("geno", "Genotype Ontology", "2023-10-08", "GENO"),
                resource("ncit", "NCI Thesaurus", "24.04e", "NCIT"),
            ],
        });
        if let Some(created) = &self.options.created {
            meta["created"] = json!(created);
        }
        meta
    }
}

/// A carried allele.
fn variant(head: &Head, sample: &str, row: &VerdictRow) -> Value {
    let entry = &row.entry;
    let AlleleNames { vrs, spdi, hgvs } = AlleleNames::of(head.build(), row);
    let place = format!("{}-{}-{}-{}", entry.contig, entry.pos, entry.reference, entry.alternate);
    let named = [("hgvs", hgvs), ("spdi", spdi)];
    let expressions: Vec<Value> = named
        .into_iter()
        .filter_map(|(syntax, value)| value.map(|value| json!({ "syntax": syntax, "value": value })))
        .collect();
    let mut descriptor = json!({
        "id": vrs.unwrap_or_else(|| place.clone()),
        "label": entry.annotation("id").unwrap_or(&place),
        "moleculeContext": "genomic",
        "vcfRecord": {
            "genomeAssembly": head.build().map_or("", |build| build.name()),
            "chrom": entry.contig,
            "pos": entry.pos,
            "ref": entry.reference,
            "alt": entry.alternate,
        },
    });
    if !expressions.is_empty() {
        descriptor["expressions"] = json!(expressions);
    }
    if let Some((id, label)) = row.zygosity.and_then(allelic_state) {
        descriptor["allelicState"] = json!({ "id": id, "label": label });
    }
    json!({
        "subjectOrBiosampleId": sample,
        "interpretationStatus": STATUS,
        "variantInterpretation": {
            "acmgPathogenicityClassification": "NOT_PROVIDED",
            "therapeuticActionability": "UNKNOWN_ACTIONABILITY",
            "variationDescriptor": descriptor,
        },
    })
}

/// The term of the Genotype Ontology.
fn allelic_state(zygosity: Zygosity) -> Option<(&'static str, &'static str)> {
    match zygosity {
        Zygosity::Het => Some(("GENO:0000135", "heterozygous")),
        Zygosity::Hom => Some(("GENO:0000136", "homozygous")),
        Zygosity::Hemi => Some(("GENO:0000134", "hemizygous")),
        Zygosity::Homoplasmic => Some(("GENO:0000602", "homoplasmic")),
        Zygosity::Heteroplasmic => Some(("GENO:0000603", "heteroplasmic")),
        Zygosity::Copies | Zygosity::Unknown => None,
    }
}

/// The id of a sample; a file without samples has one set of answers.
fn id(sample: Option<&str>) -> &str {
    sample.unwrap_or("-")
}

impl Writer for Packets<'_> {
    fn begin(&mut self, head: &Head) -> io::Result<()> {
        self.variants = head.summary.iter().map(|of| (of.sample.clone(), Vec::new())).collect();
        Ok(())
    }

    fn row(&mut self, head: &Head, row: &VerdictRow) -> io::Result<()> {
        // A region is no allele.
        if row.state == State::Carried && row.entry.region_end.is_none() {
            let made = variant(head, id(row.sample.as_deref()), row);
            if let Some((_, variants)) = self.variants.iter_mut().find(|(sample, _)| *sample == row.sample) {
                variants.push(made);
            }
        }
        Ok(())
    }

    fn end(&mut self, head: &Head, _accounting: &KeptAccounting, _rows: u64) -> io::Result<()> {
        let samples = std::mem::take(&mut self.variants);
        let mut packets: Vec<Value> =
            samples.into_iter().map(|(sample, variants)| self.packet(head, id(sample.as_deref()), &variants)).collect();
        let whole = if packets.len() == 1 {
            packets.remove(0)
        } else {
            json!({
                "id": format!("genosieve.{}", head.panel.sha256),
                "description": self.said(head),
                "members": packets,
                "metaData": self.meta(),
            })
        };
        serde_json::to_writer(&mut *self.out, &whole)?;
        self.out.write_all(b"\n")?;
        self.out.flush()
    }
}
