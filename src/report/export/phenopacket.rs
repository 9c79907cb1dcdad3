//! A phenopacket of GA4GH (version 2): of one sample by itself, of several in a cohort, or in a family by a pedigree.
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
use crate::family::{Pedigree, Role, Sex};
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

    /// The phenopackets of those samples that are one family: the proband's, and the relatives'.
    fn family(&self, head: &Head, pedigree: &Pedigree, names: &[String], packets: Vec<Value>) -> io::Result<Value> {
        let roles = pedigree.roles(names).map_err(io::Error::other)?;
        let role_of = |name: &String| roles.iter().find(|one| one.sample == *name).map(|one| one.role);
        let (mut proband, mut relatives, mut persons) = (Value::Null, Vec::new(), Vec::new());
        for (name, packet) in names.iter().zip(packets) {
            match role_of(name) {
                Some(Role::Proband) => proband = packet,
                Some(_) => relatives.push(packet),
                None => continue,
            }
            persons.extend(person(pedigree, name, |other| role_of(other).is_some()));
        }
        Ok(json!({
            "id": format!("genosieve.{}.family", head.panel.sha256),
            "proband": proband,
            "relatives": relatives,
            "pedigree": { "persons": persons },
            "metaData": self.meta(),
        }))
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

/// What a pedigree says of a sample; of parents those alone that are in the report.
fn person(pedigree: &Pedigree, name: &str, is_here: impl Fn(&String) -> bool) -> Option<Value> {
    let individual = pedigree.individuals.iter().find(|one| one.name == name)?;
    let mut person = json!({
        "familyId": individual.family,
        "individualId": name,
        "sex": match individual.sex {
            Some(Sex::Female) => "FEMALE",
            Some(Sex::Male) => "MALE",
            None => "UNKNOWN_SEX",
        },
        "affectedStatus": match individual.affected {
            Some(true) => "AFFECTED",
            Some(false) => "UNAFFECTED",
            None => "MISSING",
        },
    });
    for (key, parent) in [("paternalId", &individual.father), ("maternalId", &individual.mother)] {
        if let Some(parent) = parent.as_ref().filter(|parent| is_here(parent)) {
            person[key] = json!(parent);
        }
    }
    Some(person)
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
        let (names, mut packets): (Vec<String>, Vec<Value>) = samples
            .into_iter()
            .map(|(sample, variants)| {
                let name = id(sample.as_deref()).to_owned();
                let packet = self.packet(head, &name, &variants);
                (name, packet)
            })
            .unzip();
        let whole = if let Some(pedigree) = &self.options.pedigree {
            self.family(head, pedigree, &names, packets)?
        } else if packets.len() == 1 {
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
