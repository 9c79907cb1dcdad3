//! The beginning of a file: what it says of itself, before it is screened.

use std::sync::Arc;

use serde::Serialize;

use super::accounting::Accounting;
use super::build_check::settle;
use super::contigs::Contigs;
use super::scan::compare_reference;
use crate::allele::fold_case;
use crate::error::{Error, ErrorKind, Position};
use crate::genome::{Build, ContigMap, ContigMapFacts, Evidence, RefAgreement, build_of, contig_rank};
use crate::input::record::{LineFault, SiteFields, site_fields};
use crate::input::{Compression, Header, HeaderReader, HeaderStep, LineSink, Lines, Marks};
use crate::kernel::Alternate;
use crate::panel::{Entry, Panel};
use crate::report::BuildOutcome;

/// Bytes of record lines that are looked at.
const LOOKED_AT: usize = 64 << 10;

/// What the positions of a file are.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// Those with a change alone.
    Variants,
    /// Also positions or spans that equal the reference (gVCF, all sites).
    Reference,
    /// Any, without samples.
    Sites,
}

/// What the beginning of a file says.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Inspection {
    /// `##fileformat`, e.g. `VCFv4.2`.
    pub fileformat: Option<String>,
    /// `vcf`, `bcf`.
    pub format: &'static str,
    /// How it is compressed.
    pub compression: Compression,
    /// What its positions are.
    pub kind: FileKind,
    /// Records that were looked at.
    pub records: u64,
    /// The build that the evidence names, or the user.
    pub build: Option<Build>,
    /// Why.
    pub build_evidence: Vec<Evidence>,
    /// Contigs that the header declares, in its order; else those of the records.
    pub contigs: Vec<String>,
    /// Those of them that neither the alias table knows, nor the panel, nor the contig map.
    pub unknown_contigs: Vec<String>,
    /// The user's contig map, where there is one.
    pub contig_map: Option<ContigMapFacts>,
    /// All samples, in the order of their columns.
    pub samples: Vec<String>,
}

/// Looks at the header and the first 64 KiB of records: push until it is enough or the file ends,
/// then finish.
#[derive(Debug)]
pub struct Inspect {
    lines: Lines,
    look: Look,
}

#[derive(Debug)]
struct Look {
    panel: Option<Arc<Panel>>,
    build: Option<Build>,
    map: Arc<ContigMap>,
    reader: HeaderReader,
    seen: Option<Seen>,
}

/// What was seen since the header.
#[derive(Debug)]
struct Seen {
    header: Header,
    /// Beside a panel alone.
    contigs: Option<Contigs>,
    agreement: RefAgreement,
    /// Contigs of the records, in the order of coming.
    names: Vec<String>,
    records: u64,
    bytes: usize,
    reference: bool,
}

impl Inspect {
    /// One that has read nothing yet. A file whose header contradicts the build of the panel is refused,
    /// as a screen does; a `build` that is stated overrides all evidence, and a contig map counts before the
    /// alias table. Whether its names mean anything is known beside a panel.
    #[must_use]
    pub fn new(panel: Option<Arc<Panel>>, build: Option<Build>, map: Arc<ContigMap>) -> Self {
        Self { lines: Lines::new(), look: Look { panel, build, map, reader: HeaderReader::new(), seen: None } }
    }

    /// Takes the next bytes of the file; true once it is enough.
    ///
    /// # Errors
    ///
    /// As [`Screen::push`](super::Screen::push).
    pub fn push(&mut self, bytes: &[u8]) -> Result<bool, Error> {
        self.lines.push(bytes, &mut self.look)?;
        Ok(self.look.is_enough())
    }

    /// What was seen.
    ///
    /// # Errors
    ///
    /// Where the header is missing. What REF says of the build, and that it is unknown, is told at the
    /// end of a file.
    pub fn finish(mut self) -> Result<Inspection, Error> {
        if !self.look.is_enough() {
            self.lines.finish(&mut self.look)?;
        }
        let place = Position::line(self.lines.line_number());
        let Look { panel, build, map, seen, .. } = self.look;
        let Seen { header, agreement, names, records, reference, .. } =
            seen.ok_or_else(|| Error::new(ErrorKind::HeaderMissing).at(place))?;
        // The header was settled as soon as it was read. That REF disagrees so far is evidence to show and
        // no more: the rest of the file may make up for it.
        let BuildOutcome { build, evidence } = settle(&header, panel.as_deref(), agreement, build, false)
            .unwrap_or_else(|refused| BuildOutcome { build: None, evidence: refused.evidence().to_vec() });
        let declared: Vec<String> = header.contigs.into_iter().map(|contig| contig.name).collect();
        let contigs = if declared.is_empty() { names } else { declared };
        let is_known = |name: &&String| {
            let key = map.key(name);
            contig_rank(&key) != u32::MAX || panel.as_ref().is_some_and(|panel| panel.contig_by_key(&key).is_some())
        };
        Ok(Inspection {
            fileformat: header.fileformat,
            format: self.lines.framing().format(),
            compression: self.lines.compression().unwrap_or(Compression::None),
            kind: match reference {
                _ if header.samples.is_empty() => FileKind::Sites,
                true => FileKind::Reference,
                false => FileKind::Variants,
            },
            records,
            build: build.or_else(|| build_of(&evidence)),
            build_evidence: evidence,
            unknown_contigs: contigs.iter().filter(|name| !is_known(name)).cloned().collect(),
            contig_map: map.facts(|name| contigs.iter().any(|contig| contig == name)),
            contigs,
            samples: header.samples,
        })
    }
}

impl LineSink for Look {
    fn line(&mut self, number: u64, line: &[u8], _marks: &Marks) -> Result<(), Error> {
        let Some(seen) = &mut self.seen else {
            if let HeaderStep::Done(mut header) = self.reader.line(number, line)? {
                self.map.apply(&mut header.contigs);
                let contigs = self.panel.as_ref().map(|panel| Contigs::new(&header.contigs, panel, &self.map));
                if let Some((panel, contigs)) = self.panel.as_ref().zip(contigs.as_ref()) {
                    self.map.check(|key| panel.contig_by_key(key).is_some())?;
                    contigs.check()?;
                }
                settle(&header, self.panel.as_deref(), RefAgreement::default(), self.build, false)?;
                self.seen = Some(Seen::new(*header, contigs));
            }
            return Ok(());
        };
        if seen.bytes >= LOOKED_AT || line.is_empty() || line[0] == b'#' {
            return Ok(());
        }
        seen.bytes += line.len();
        if let Ok(site) = site_fields(line) {
            seen.record(&site, self.panel.as_deref());
        }
        seen.contigs.as_ref().map_or(Ok(()), Contigs::check)
    }

    fn fault(&mut self, _number: u64, _fault: LineFault, line: &[u8]) -> Result<(), Error> {
        if let Some(seen) = &mut self.seen {
            seen.bytes += line.len() + 1;
        }
        Ok(())
    }
}

impl Look {
    fn is_enough(&self) -> bool {
        self.seen.as_ref().is_some_and(|seen| seen.bytes >= LOOKED_AT)
    }
}

impl Seen {
    fn new(header: Header, contigs: Option<Contigs>) -> Self {
        Self {
            header,
            contigs,
            agreement: RefAgreement::default(),
            names: Vec::new(),
            records: 0,
            bytes: 0,
            reference: false,
        }
    }

    fn record(&mut self, site: &SiteFields<'_>, panel: Option<&Panel>) {
        self.records += 1;
        let name = String::from_utf8_lossy(site.contig);
        if !self.names.iter().any(|known| *known == name) {
            self.names.push(name.into_owned());
        }
        self.reference |= site.alternates == b"."
            || String::from_utf8_lossy(site.alternates)
                .split(',')
                .any(|text| Alternate::new(text) == Alternate::Unspecified);
        let (Some(panel), Some(contigs)) = (panel, &mut self.contigs) else { return };
        // What the contigs of a whole file count is of no use for a beginning.
        let Some(contig) = contigs.find(site.contig, self.records, panel, &mut Accounting::default()) else { return };
        let (start, reference) = (site.pos.saturating_sub(1), fold_case(site.reference));
        let end = start.saturating_add(u32::try_from(reference.len()).unwrap_or(u32::MAX));
        let mut ids = Vec::new();
        panel.overlapping(contig, start..end, &mut ids);
        let entries: Vec<Entry> = ids.into_iter().map(|id| panel.entry(id)).collect();
        compare_reference(start, &reference, &entries, &mut self.agreement);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::{BuildOptions, PanelBuilder};

    const HEADER: &str = "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";

    fn inspect(text: &str, panel: Option<Arc<Panel>>, build: Option<Build>) -> Result<Inspection, Error> {
        let mut inspect = Inspect::new(panel, build, Arc::default());
        for chunk in text.as_bytes().chunks(999) {
            if inspect.push(chunk)? {
                break;
            }
        }
        inspect.finish()
    }

    /// A row at every tenth base.
    fn rows(row: impl Fn(u32) -> String) -> String {
        (10..400).step_by(10).map(row).collect::<Vec<_>>().concat()
    }

    /// Entries at every tenth base of chr1, whose REF is A.
    fn panel() -> Arc<Panel> {
        let rows = rows(|pos| format!("chr1\t{pos}\t.\tA\tG\t.\t.\t.\n"));
        let mut builder = PanelBuilder::new(BuildOptions::default());
        builder.push(format!("{HEADER}\n{rows}").as_bytes()).unwrap();
        builder.source_done().unwrap();
        Arc::new(builder.finish().unwrap())
    }

    fn records(reference: &str) -> String {
        rows(|pos| format!("1\t{pos}\t.\t{reference}\tC\t.\t.\t.\tGT\t0/1\n"))
    }

    #[test]
    fn kinds() {
        let with = |columns: &str, alternate: &str| {
            inspect(&format!("{HEADER}{columns}\nchr1\t5\t.\tA\t{alternate}\t.\t.\t.\n"), None, None).unwrap()
        };
        assert_eq!(with("\tFORMAT\tS", "G").kind, FileKind::Variants);
        for alternate in [".", "<NON_REF>", "<*>", "G,<NON_REF>"] {
            assert_eq!(with("\tFORMAT\tS", alternate).kind, FileKind::Reference, "{alternate}");
        }
        assert_eq!(with("", "<*>").kind, FileKind::Sites);
    }

    #[test]
    fn a_header_alone_is_enough_and_none_is_not() {
        let seen = inspect(&format!("{HEADER}\tFORMAT\tS\tT\n"), Some(panel()), None).unwrap();
        assert_eq!((seen.records, seen.kind, seen.build), (0, FileKind::Variants, Some(Build::GRCh38)));
        assert_eq!((seen.samples, seen.contigs), (vec!["S".to_owned(), "T".into()], vec![]));
        let kind = |text: &str| inspect(text, None, None).map_err(|e| e.kind()).err();
        assert_eq!(kind("##fileformat=VCFv4.2\n"), Some(ErrorKind::HeaderMissing));
        assert_eq!(kind(""), Some(ErrorKind::InputEmpty));
        assert_eq!(kind("PK\u{3}\u{4}"), Some(ErrorKind::InputZip));
    }

    #[test]
    fn it_stops_after_its_share_of_records() {
        let row = format!("chr2\t5\t.\tA\tG\t.\t.\t{}\n", "x".repeat(1000));
        let text = format!("{HEADER}\n{}", row.repeat(900));
        let mut inspect = Inspect::new(None, None, Arc::default());
        let pushed = text.as_bytes().chunks(1024).take_while(|chunk| !inspect.push(chunk).unwrap()).count();
        assert!((60..70).contains(&pushed), "{pushed} KiB");
        let seen = inspect.finish().unwrap();
        assert_eq!((seen.records, seen.contigs), (65, vec!["chr2".to_owned()]));
    }

    #[test]
    fn reference_bases_are_evidence() {
        let genome = |reference: &str| format!("{}\tFORMAT\tS\n{}", HEADER.replace("GRCh38", "x"), records(reference));
        let seen = inspect(&genome("A"), Some(panel()), None).unwrap();
        assert_eq!(seen.build, Some(Build::GRCh38), "the panel's, which REF confirms");
        assert_eq!(seen.build_evidence[0].detail, "39 of 39");
        assert_eq!(inspect(&genome("A"), None, None).unwrap().build, None);
        let seen = inspect(&genome("T"), Some(panel()), None).unwrap();
        assert_eq!((seen.build, seen.build_evidence[0].detail.as_str()), (None, "0 of 39"));
        let stated = inspect(&genome("T"), Some(panel()), Some(Build::GRCh37)).unwrap();
        assert_eq!(stated.build, Some(Build::GRCh37));
    }

    #[test]
    fn the_header_refuses_at_once() {
        let mut inspect = Inspect::new(Some(panel()), None, Arc::default());
        let text = format!("{}\n{}", HEADER.replace("GRCh38", "hg19"), "#\n".repeat(3000));
        assert_eq!(inspect.push(text.as_bytes()).map_err(|e| e.kind()), Err(ErrorKind::BuildConflict));
    }
}
