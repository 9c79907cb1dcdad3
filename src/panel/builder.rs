//! From a source, and perhaps a FASTA, to a panel.

use std::collections::HashMap;
use std::ops::Range;

use sha2::{Digest, Sha256};

use super::annotation::ColumnBuilder;
use super::complex::MAX_REGION_BASES;
use super::container::hex;
use super::drafts::{Drafts, Ordered, Packed};
use super::entry::EntryId;
use super::info::{ColumnUse, ContextCounts, PanelInfo, PanelSource};
use super::reference::{Fasta, SequenceSink, context, has_reference, sequence_length};
use super::rejects::Rejects;
use super::source::{Reader, Source};
use super::store::{Panel, PanelContig, Parts};
use crate::error::{Error, ErrorKind};
use crate::genome::{Build, contig_key, contig_rank};
use crate::input::{Decompressor, Lines};

/// Entries of a panel at most.
const MAX_ENTRIES: usize = 1 << 30;
/// Contigs of a panel at most.
const MAX_CONTIGS: usize = u16::MAX as usize;

/// How to build a panel.
#[derive(Clone, Debug, Default)]
pub struct BuildOptions {
    /// The panel's name.
    pub name: String,
    /// The source's name, without folders.
    pub source_name: String,
    /// The build, over what the source says; for tables with columns for several builds, the one
    /// that is taken (`GRCh38` where none is given).
    pub build: Option<Build>,
    /// INFO keys of a VCF that are kept beside those that are known, as columns `INFO/KEY`.
    pub keep_info: Vec<String>,
}

/// Compiles a panel: push the source, [`source_done`](Self::source_done), push a FASTA if there is
/// one, finish.
#[derive(Debug)]
pub struct PanelBuilder {
    options: BuildOptions,
    lines: Lines,
    source: Source,
    reference: Option<Reference>,
}

/// What a source has given so far.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub contigs: Vec<PanelContig>,
    /// Numbers of contigs, by names and canonical names; in 32 bits like the other look-ups by text, so that they share their code.
    by_name: HashMap<String, u32>,
    pub drafts: Drafts,
    /// Bases of all regions.
    region_bases: u64,
    pub columns: Vec<ColumnBuilder>,
    pub rejects: Rejects,
    /// What the columns of a table are.
    pub mapping: Vec<ColumnUse>,
}

#[derive(Debug)]
struct Reference {
    decompressor: Decompressor,
    fasta: Fasta,
    checker: Checker,
    digest: Sha256,
    name: String,
}

/// Looks entries up in the sequences of a FASTA.
#[derive(Debug)]
struct Checker {
    contigs: Vec<PanelContig>,
    drafts: Drafts,
    build: Option<Build>,
    warnings: Vec<String>,
}

impl Gathered {
    /// Counts a row that gives no entry.
    pub(crate) fn skip(&mut self, reason: &str) {
        self.rejects.add(reason);
    }

    /// Says which line (1-based) is read; 0 between lines.
    pub(crate) fn at(&mut self, line: u64) {
        self.rejects.at(line);
    }

    /// The number of a contig.
    ///
    /// # Errors
    ///
    /// `panel_too_large` where there are too many.
    pub(crate) fn contig(&mut self, name: &str) -> Result<u16, Error> {
        if let Some(number) = self.by_name.get(name) {
            return Ok(u16::try_from(*number).expect("contigs are capped"));
        }
        let key = contig_key(name).into_owned();
        let known = self.by_name.get(&key).copied();
        let number = match known {
            Some(number) => number,
            None if self.contigs.len() < MAX_CONTIGS => {
                let number = u32::try_from(self.contigs.len()).expect("contigs are capped");
                self.by_name.insert(key.clone(), number);
                self.contigs.push(PanelContig { name: name.to_owned(), key, length: None });
                number
            }
            None => return Err(Error::new(ErrorKind::PanelTooLarge).with_detail("contigs")),
        };
        self.by_name.insert(name.to_owned(), number);
        Ok(u16::try_from(number).expect("contigs are capped"))
    }

    /// Adds an entry whose alleles are upper-cased, with the code of its value in each column. Where REF and ALT
    /// are the same the effect allele is REF.
    ///
    /// # Errors
    ///
    /// `panel_too_large` where there are too many.
    pub(crate) fn add(
        &mut self,
        contig: u16,
        pos: u32,
        reference: &[u8],
        alternate: &[u8],
        codes: &[u32],
    ) -> Result<(), Error> {
        if self.drafts.len() == MAX_ENTRIES {
            return Err(Error::new(ErrorKind::PanelTooLarge).with_detail("entries"));
        }
        self.drafts.push(contig, pos, reference, alternate);
        self.push_codes(codes);
        Ok(())
    }

    /// Adds a region (0-based, half-open), with the code of its value in each column.
    ///
    /// # Errors
    ///
    /// `panel_too_large` where regions have too many bases together.
    pub(crate) fn add_region(&mut self, contig: u16, bases: &Range<u32>, codes: &[u32]) -> Result<(), Error> {
        self.region_bases += u64::from(bases.end - bases.start);
        if self.region_bases > MAX_REGION_BASES {
            return Err(Error::new(ErrorKind::PanelTooLarge).with_detail("bases of regions"));
        }
        self.drafts.push_region(contig, bases);
        self.push_codes(codes);
        Ok(())
    }

    fn push_codes(&mut self, codes: &[u32]) {
        self.columns.iter_mut().zip(codes).for_each(|(column, code)| column.push(*code));
    }
}

impl PanelBuilder {
    /// A builder that has read nothing yet.
    #[must_use]
    pub fn new(options: BuildOptions) -> Self {
        let source = Source::new(options.build, options.keep_info.clone());
        Self { options, lines: Lines::new(), source, reference: None }
    }

    /// Takes the next bytes of the source: VCF, a table or a BED, plain, gzip or BGZF.
    ///
    /// # Errors
    ///
    /// Where the bytes cannot be read (`input_…`, `bgzf_corrupt`, `gzip_corrupt`, `header_…`), the
    /// table lacks a column (`panel_columns`), or the panel grows too large.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.source.digest.update(bytes);
        self.lines.push(bytes, &mut self.source)
    }

    /// Ends the source.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push); `gzip_corrupt`, `bgzf_corrupt` or `bcf_corrupt` where the source is cut off: half a
    /// panel would be a wrong one.
    pub fn source_done(&mut self) -> Result<(), Error> {
        let end = self.lines.finish(&mut self.source)?;
        self.lines.cut_short(&end)?;
        self.source.finish()?;
        for notice in end.notices {
            self.source.gathered.skip(notice.code);
        }
        Ok(())
    }

    /// Takes the next bytes of a FASTA, plain, gzip or BGZF.
    ///
    /// # Errors
    ///
    /// `reference_not_fasta`, or where the bytes cannot be read.
    pub fn push_reference(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let reference = self.reference.get_or_insert_with(|| {
            let gathered = &mut self.source.gathered;
            let checker = Checker {
                contigs: gathered.contigs.clone(),
                drafts: std::mem::take(&mut gathered.drafts),
                build: self.options.build.or_else(|| self.source.reader.as_ref().and_then(Reader::build)),
                warnings: Vec::new(),
            };
            Reference {
                decompressor: Decompressor::new(),
                fasta: Fasta::default(),
                checker,
                digest: Sha256::new(),
                name: String::new(),
            }
        });
        reference.push(bytes)
    }

    /// Names the FASTA in the provenance.
    pub fn name_reference(&mut self, name: &str) {
        if let Some(reference) = &mut self.reference {
            name.clone_into(&mut reference.name);
        }
    }

    /// The panel.
    ///
    /// # Errors
    ///
    /// `panel_empty` where the source gave no entry, `header_missing` where it ended before its
    /// first record could, and what the end of the FASTA shows.
    pub fn finish(self) -> Result<Panel, Error> {
        Panel::open(&self.finish_bytes()?.0)
    }

    /// The bytes of its `.gsp`, and what is odd about the reference: without the panel itself, which takes as
    /// much memory again.
    ///
    /// # Errors
    ///
    /// As [`finish`](Self::finish), but that of an index that would be too large.
    pub fn finish_bytes(self) -> Result<(Vec<u8>, Vec<String>), Error> {
        let Self { options, lines, source, reference } = self;
        let Source { reader, mut gathered, digest, .. } = source;
        let reader = reader.ok_or(ErrorKind::PanelEmpty)?;
        let mut info =
            PanelInfo { name: options.name, build: options.build.or_else(|| reader.build()), ..PanelInfo::default() };
        let mut origin = reader.provenance();
        (origin.name, origin.bytes, origin.sha256) = (options.source_name, lines.bytes_read(), hex(&digest.finalize()));
        if lines.framing().is_bcf() {
            lines.framing().format().clone_into(&mut origin.format);
        }
        info.sources.push(origin);
        if let Some(mut reference) = reference {
            let (source, checker) = reference.finish()?;
            info.sources.push(source);
            info.reference_warnings = checker.warnings;
            gathered.drafts = checker.drafts;
        }
        let warnings = info.reference_warnings.clone();
        Ok((compile(info, gathered)?, warnings))
    }
}

/// Sorts, drops repeated entries, packs.
fn compile(mut info: PanelInfo, mut gathered: Gathered) -> Result<Vec<u8>, Error> {
    let (contigs, numbers) = order_contigs(&gathered);
    if contigs.is_empty() {
        return Err(gathered.rejects.why_empty());
    }
    let Ordered { order, repeated } = gathered.drafts.ordered(&numbers);
    if repeated > 0 {
        gathered.rejects.counts.insert("duplicate_entry".into(), repeated);
    }
    let Packed { contigs: of_entries, positions, codes, complex, counts } = gathered.drafts.pack(&numbers, &order);
    info.alleles = codes.len() as u64;
    (info.skipped, info.rejected) = (gathered.rejects.counts, gathered.rejects.first);
    info.mapping = gathered.mapping;
    info.effect_is_ref = counts.effect_is_ref;
    info.not_representable = counts.not_representable;
    info.ref_mismatch = counts.ref_differs;
    info.regions = counts.regions;
    let (with, none) = (counts.with_context, counts.without_context);
    info.context = ContextCounts { with, none, unnecessary: info.alleles - with - none };
    let offsets = offsets(&of_entries, contigs.len());
    drop(of_entries);
    Ok(Parts { info, contigs, offsets, positions, codes, complex }.into_bytes(gathered.columns, &order))
}

/// The contigs that have entries, in panel order, and the new number of each.
fn order_contigs(gathered: &Gathered) -> (Vec<PanelContig>, Vec<u16>) {
    let used = gathered.drafts.used(gathered.contigs.len());
    let mut order: Vec<usize> = (0..used.len()).filter(|i| used[*i]).collect();
    crate::order::sort_by_key(&mut order, |i| {
        let key = &gathered.contigs[*i].key;
        (contig_rank(key), key)
    });
    let mut number = vec![0; used.len()];
    for (new, old) in (0_u16..).zip(&order) {
        number[*old] = new;
    }
    (order.into_iter().map(|i| gathered.contigs[i].clone()).collect(), number)
}

/// The first entry of each contig, and how many there are.
fn offsets(of_entries: &[u16], contigs: usize) -> Vec<EntryId> {
    (0..=contigs)
        .map(|contig| of_entries.partition_point(|of_entry| usize::from(*of_entry) < contig))
        .map(|n| u32::try_from(n).expect("entries are capped"))
        .collect()
}

impl Reference {
    fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let Self { decompressor, fasta, checker, digest, .. } = self;
        digest.update(bytes);
        decompressor.push(bytes, &mut |_, data| fasta.push(data, checker))
    }

    fn finish(&mut self) -> Result<(PanelSource, Checker), Error> {
        let Self { decompressor, fasta, checker, digest, .. } = self;
        let end = decompressor.finish(&mut |_, data| fasta.push(data, checker))?;
        fasta.finish(checker)?;
        checker.warnings.extend(end.notices.iter().map(|notice| notice.code.to_owned()));
        checker.warnings.extend(fasta.repeated.iter().map(|name| format!("repeated contig {name}: the first is used")));
        let sha256 = hex(&std::mem::take(digest).finalize());
        let source = PanelSource {
            name: self.name.clone(),
            format: "fasta".into(),
            bytes: decompressor.bytes_read(),
            sha256,
            date: None,
            origin: None,
        };
        let empty = Checker { contigs: Vec::new(), drafts: Drafts::default(), build: None, warnings: Vec::new() };
        Ok((source, std::mem::replace(checker, empty)))
    }
}

impl SequenceSink for Checker {
    fn wants(&self, key: &str) -> bool {
        self.contigs.iter().any(|contig| contig.key == key)
    }

    fn sequence(&mut self, key: &str, bases: &[u8]) {
        let Some(number) = self.contigs.iter().position(|contig| contig.key == key) else { return };
        let contig = &self.contigs[number];
        let declared = contig.length.or_else(|| self.build.and_then(|build| crate::genome::length(build, key)));
        let length = sequence_length(bases);
        if let Some(declared) = declared.filter(|declared| *declared != length) {
            self.warnings
                .push(format!("contig {} has {length} bases here, and {declared} in the panel's source", contig.name));
        }
        let whole = declared == Some(length);
        let number = u16::try_from(number).expect("contigs are capped");
        let differs = |pos, reference: &[u8]| has_reference(bases, pos, reference) == Some(false);
        self.drafts.check(number, differs, |entry| {
            if !entry.representable || entry.region_end.is_some() {
                return;
            }
            match has_reference(bases, entry.pos, &entry.reference) {
                Some(false) => entry.ref_differs = true,
                Some(true) if entry.changes_length() => {
                    entry.context = context(bases, whole, entry.pos, &entry.reference, &entry.alternate);
                }
                _ => {}
            }
        });
    }
}
