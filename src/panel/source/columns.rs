//! Which column of a table is what, by its name.

use crate::error::{Error, ErrorKind};
use crate::genome::Build;
use crate::panel::gene_list;
use crate::panel::info::ColumnUse;

/// Where the place and the alleles of a row stand.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// In columns of their own.
    Parts(Parts),
    /// In one cell, and whether the column says that it is SPDI, which counts from 0.
    Variant(usize, bool),
}

/// The columns of place and alleles.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    pub(super) contig: usize,
    pub(super) pos: usize,
    /// What the first base of a contig is called: 1, or 0 as in BED.
    pub(super) base: u32,
    pub(super) reference: usize,
    pub(super) alternate: usize,
    /// The last base, where the position is called a start: it shows from what bases are counted.
    pub(super) end: Option<usize>,
}

/// What the columns of a table are.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) place: Place,
    /// The build of a row.
    pub(super) build: Option<usize>,
    /// The build that the chosen columns are of, in a table with columns for several.
    pub(super) chosen: Option<Build>,
    /// Columns that become annotation, with their keys, in the order of the panel's columns.
    pub(super) annotation: Vec<(usize, String)>,
    /// Cells that a row may fill: there is no name for others.
    pub(super) named: usize,
    /// All of them, as they are read.
    pub(super) mapping: Vec<ColumnUse>,
}

// Letters and digits of the names alone, in lower case; the first name that a table has counts.
const CONTIG: &str = "contig chrom chr chromosome seqname seqnames seqid chromname chrname chromosomename \
                      sequencename chromosomescaffoldname";
const POS: &str = "positionvcf posvcf vcfpos vcfposition position1based pos1based pos1 position1 pos position \
                   chromosomeposition chromposition chrposition basepairlocation genomicposition";
/// 1-based, and beside an end that shows it.
const START: &str = "start1based start1 start startposition startpos chromosomestart";
const ZERO: &str = "chromstart start0based start0 position0based position0 pos0based pos0 zerobasedstart";
const END: &str = "end stop endposition endpos chromosomeend chromend";
const REFERENCE: &str =
    "referenceallelevcf refvcf vcfref ref referenceallele refallele referencebase refbase reference";
const ALTERNATE: &str = "alternateallelevcf altvcf vcfalt alt alternateallele altallele alternativeallele altbase \
                         tumorseqallele2 effect effectallele variantallele alternate";
const SPDI: &str = "canonicalspdi spdi";
const VARIANT: &str = "gnomadid chromposrefalt chrposrefalt cpra hgvsg hgvsgenomic genomichgvs \
                       variant variantid hgvs variation mutation uploadedvariation";
const BUILD: &str = "assembly build genomebuild genomeassembly referencegenome ncbibuild";
const RS: &str = "rsid rsids rsnumber rs rsdbsnp dbsnp dbsnpid dbsnprs snp snpid snpname";
const ID: &str = "id variationid rsid rsids rsnumber rs rsdbsnp dbsnp dbsnpid dbsnprs snp snpid snpname variantid";
/// Annotation that has a key of its own in a panel, and its names.
const KEYS: [(&str, &str); 5] = [
    ("id", ID),
    ("gene", "gene genesymbol symbol hgncsymbol genename genes"),
    ("clnsig", "clnsig clinicalsignificance germlineclassification"),
    ("clnrevstat", "clnrevstat reviewstatus germlinereviewstatus"),
    ("clndn", "clndn phenotypelist conditions"),
];

/// A name without what names are written with: `Gene Symbol` and `gene_symbol` are one. What may stand between
/// names stays, so that several are not one.
pub(in crate::panel) fn bare(name: &str) -> String {
    let counts = |c: &char| !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, ',' | ';' | '\t');
    name.chars().filter(counts).collect::<String>().to_ascii_lowercase()
}

/// The names of a header line.
struct Names<'a> {
    given: &'a [String],
    bare: Vec<String>,
}

impl Names<'_> {
    fn find(&self, wanted: &str) -> Option<usize> {
        wanted.split_ascii_whitespace().find_map(|name| self.bare.iter().position(|bare| bare == name))
    }

    fn need(&self, wanted: &str, called: &str) -> Result<usize, Error> {
        self.find(wanted).ok_or_else(|| Error::new(ErrorKind::PanelColumns).with_detail(called))
    }

    /// The columns of place and alleles, of one build where there are those of several.
    fn parts(&self, several: Option<Build>) -> Result<Parts, Error> {
        let contig = self.need(CONTIG, "contig")?;
        let alternate = self.need(ALTERNATE, "alt");
        if let Some(build) = several {
            let name = build.name().to_ascii_lowercase();
            let need = |part: &str| self.need(&bare(&[&name, part].concat()), &[&name, part].concat());
            let (pos, reference) = (need("_pos")?, need("_ref")?);
            return Ok(Parts { contig, pos, base: 1, reference, alternate: alternate?, end: None });
        }
        let start = self.find(START).map(|pos| (pos, 1, self.find(END)));
        let zero = || self.find(ZERO).map(|pos| (pos, 0, self.find(END)));
        let found = self.find(POS).map(|pos| (pos, 1, None)).or(start).or_else(zero);
        let (pos, base, end) = found.ok_or_else(|| Error::new(ErrorKind::PanelColumns).with_detail("pos"))?;
        let reference = self.need(REFERENCE, "ref")?;
        Ok(Parts { contig, pos, base, reference, alternate: alternate?, end })
    }

    fn has_any(&self, wanted: &[&str]) -> bool {
        wanted.iter().any(|names| self.find(names).is_some())
    }
}

/// A key of annotation that no other column has, and that says nothing else of an entry in a report.
fn key_of(name: String, annotation: &[(usize, String)]) -> String {
    const TAKEN: [&str; 7] = ["contig", "pos", "ref", "alt", "id", "effectisref", "regionend"];
    let is_free = |key: &String| !TAKEN.contains(&key.as_str()) && annotation.iter().all(|(_, known)| known != key);
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    std::iter::once(name.clone()).chain(numbered).find(is_free).unwrap_or(name)
}

impl Columns {
    /// From the names in a header line.
    ///
    /// # Errors
    ///
    /// `panel_columns` where one is missing, `panel_rs_only` where rs numbers are all that names a variant,
    /// `panel_is_gene_list` where genes are all there is; and whether any name is one of a place or an allele.
    pub(super) fn of(given: &[String], build: Option<Build>) -> Result<Self, (Error, bool)> {
        let names = Names { given, bare: given.iter().map(|name| bare(name)).collect() };
        let several = Build::ALL.iter().any(|build| names.find(&[&bare(build.name()), "pos"].concat()).is_some());
        let chosen = several.then(|| build.unwrap_or(Build::GRCh38));
        let missing = match names.parts(chosen) {
            Ok(parts) => return Ok(Self::with(Place::Parts(parts), &names, chosen)),
            Err(missing) => missing,
        };
        for (wanted, spdi) in [(SPDI, true), (VARIANT, false)] {
            if let Some(at) = names.find(wanted) {
                return Ok(Self::with(Place::Variant(at, spdi), &names, chosen));
            }
        }
        let located = names.has_any(&[CONTIG, POS, START, ZERO]);
        let error = if !located && names.has_any(&[RS]) {
            ErrorKind::PanelRsOnly.into()
        } else if !located && gene_list::has_gene_column(&names.bare) {
            ErrorKind::PanelIsGenes.into()
        } else {
            missing
        };
        Err((error, located || names.has_any(&[REFERENCE, ALTERNATE])))
    }

    /// Those of a table without a header whose first cell is a variant.
    pub(super) fn of_variants() -> Self {
        let names = Names { given: &[String::new()], bare: vec![String::new()] };
        Self { named: usize::MAX, ..Self::with(Place::Variant(0, false), &names, None) }
    }

    fn with(place: Place, names: &Names<'_>, chosen: Option<Build>) -> Self {
        let mut roles: Vec<Option<&'static str>> = vec![None; names.given.len()];
        match place {
            Place::Variant(at, _) => roles[at] = Some("variant"),
            Place::Parts(parts) => {
                roles[parts.contig] = Some("contig");
                roles[parts.pos] = Some(if parts.base == 0 { "position_0_based" } else { "position" });
                roles[parts.reference] = Some("ref");
                roles[parts.alternate] = Some("alt");
                if let Some(end) = parts.end {
                    roles[end] = Some("end");
                }
            }
        }
        let build = names.find(BUILD).filter(|at| roles[*at].is_none());
        if let Some(build) = build {
            roles[build] = Some("build");
        }
        let mut annotation = Vec::new();
        for (key, wanted) in KEYS {
            if let Some(at) = names.find(wanted).filter(|at| roles[*at].is_none()) {
                roles[at] = Some(key);
                annotation.push((at, key.to_owned()));
            }
        }
        for (at, role) in roles.iter_mut().enumerate().filter(|(_, role)| role.is_none()) {
            let name = names.given[at].to_ascii_lowercase();
            let other_build = chosen.is_some() && (name.ends_with("_pos") || name.ends_with("_ref"));
            if name.is_empty() || other_build {
                *role = Some("ignored");
            } else {
                *role = Some("annotation");
                annotation.push((at, key_of(name, &annotation)));
            }
        }
        let used = |(name, role): (&String, Option<&str>)| ColumnUse {
            column: name.clone(),
            role: role.unwrap_or_default().to_owned(),
        };
        let mapping = names.given.iter().zip(roles).map(used).collect();
        Self { place, build, chosen, annotation, named: names.given.len(), mapping }
    }
}
