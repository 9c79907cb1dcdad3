//! Line by line: most end at the position bit vector, the rest become evidence.

use std::ops::Range;
use std::sync::Arc;

use super::accounting::{Accounting, EXTRA_VALUES, LETTERS, LastPosition, NO_END, NO_FIELD, OUTSIDE};
use super::budget::Budget;
use super::build_check;
use super::contigs::Contigs;
use super::copies_of_x::OnX;
use super::first_tier::FirstTier;
use super::guard::Guard;
use super::options::ScreenOptions;
use super::transfer::put_line;
use crate::allele::agree;
use crate::error::{Error, ErrorKind, Position};
use crate::genome::RefAgreement;
use crate::genotype::Genotype;
use crate::input::record::{
    Alike, Call, FAMILY, LineFault, Merging, Record, SiteFields, decode_with, reach, site_fields_at,
};
use crate::input::{Header, HeaderReader, HeaderStep, LineSink, Marks, PlainSite, Warning};
use crate::kernel::{Block, Coverage, Planes, Quality, Site, Target};
use crate::panel::{Entry, EntryId, Panel};

/// The reason of a line that begins as those of a header do.
pub(super) const HEADER_IN_BODY: &str = "header_line_in_body";
/// The fixed columns and FORMAT.
pub(super) const COLUMNS_BEFORE_SAMPLES: usize = 9;

/// The state of a scan.
#[derive(Debug)]
pub(crate) struct Scan {
    pub(crate) panel: Arc<Panel>,
    pub(crate) options: ScreenOptions,
    header: HeaderReader,
    /// In a box, since it is taken out and put back for each line.
    pub(crate) body: Option<Box<Body>>,
    pub(crate) accounting: Accounting,
    /// Where records are kept for one entry alone, reference rows too.
    only: Option<Only>,
    scratch: Vec<EntryId>,
    /// The lines of records that are kept, instead of the records, where another instance joins them.
    pub(crate) lines: Option<Vec<u8>>,
    /// Where an index says what to read.
    pub(super) guard: Option<Box<Guard>>,
}

/// The entry that alone is looked at.
#[derive(Clone, Debug)]
struct Only {
    entry: EntryId,
    contig: u16,
    reach: Range<u32>,
}

/// What exists once the header is read.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) header: Header,
    pub(crate) samples: Vec<usize>,
    pub(crate) contigs: Contigs,
    pub(crate) planes: Vec<Planes>,
    pub(crate) coverage: Vec<Coverage>,
    pub(crate) sites: Vec<Site>,
    pub(crate) on_x: OnX,
    pub(crate) agreement: RefAgreement,
    pub(crate) budget: Budget,
    pub(super) columns: usize,
    /// For lines of the contig of the line before.
    first_tier: Option<FirstTier>,
}

impl Scan {
    pub(crate) fn new(panel: Arc<Panel>, options: ScreenOptions) -> Self {
        Self {
            panel,
            options,
            header: HeaderReader::new(),
            body: None,
            accounting: Accounting::default(),
            only: None,
            scratch: Vec::new(),
            lines: None,
            guard: None,
        }
    }

    /// A scan that keeps what concerns one entry, and nothing as bits.
    pub(crate) fn only(panel: Arc<Panel>, options: ScreenOptions, entry: EntryId) -> Self {
        let Entry { contig, .. } = panel.entry(entry);
        let only = Some(Only { entry, contig, reach: panel.reach(entry) });
        Self { only, ..Self::new(panel, options) }
    }

    /// A scan of a part of the same file: it reads the header again where the part is the first.
    pub(crate) fn part(&self, with_header: bool) -> Result<Option<Self>, Error> {
        let Some(body) = &self.body else { return Ok(None) };
        let mut scan = Self::new(Arc::clone(&self.panel), self.options.clone());
        scan.only.clone_from(&self.only);
        if !with_header {
            scan.body = Some(Box::new(scan.begin(body.header.clone(), 0)?));
        }
        Ok(Some(scan))
    }

    fn begin(&self, header: Header, line: u64) -> Result<Body, Error> {
        let samples = select(&header.samples, &self.options.samples).map_err(|e| e.at(Position::line(line)))?;
        for name in self.options.x_copies.iter().filter_map(|word| word.sample.as_ref()) {
            if !header.samples.contains(name) {
                return Err(Error::new(ErrorKind::SampleUnknown).with_detail(name.clone()).at(Position::line(line)));
            }
        }
        let map = &self.options.contig_map;
        map.check(|key| self.panel.contig_by_key(key).is_some())?;
        let contigs = Contigs::new(&header.contigs, &self.panel, map);
        contigs.check()?;
        build_check::early(&header, &self.panel, &self.options)?;
        let entries = if self.only.is_some() { 0 } else { self.panel.len() };
        // Bits of each entry and sample are too many for a cohort: all its rows are kept as sites.
        let with_planes = if samples.len() > FAMILY { 0 } else { samples.len() };
        let budget = Budget::new(samples.len());
        budget.check().map_err(|e| e.at(Position::line(line)))?;
        let columns = match (header.samples.len(), header.has_format) {
            (0, false) => COLUMNS_BEFORE_SAMPLES - 1,
            (n, _) => COLUMNS_BEFORE_SAMPLES + n,
        };
        Ok(Body {
            contigs,
            planes: vec![Planes::new(entries); with_planes],
            coverage: vec![Coverage::default(); with_planes],
            sites: Vec::new(),
            on_x: OnX::new(&header, samples.len(), &self.panel, &self.options),
            agreement: RefAgreement::default(),
            header,
            samples,
            columns,
            budget,
            first_tier: None,
        })
    }
}

/// Columns of the wanted samples; all where none is named.
fn select(names: &[String], wanted: &[String]) -> Result<Vec<usize>, Error> {
    if wanted.is_empty() {
        return Ok((0..names.len()).collect());
    }
    let mut columns = Vec::new();
    for name in wanted {
        let column = names.iter().position(|n| n == name);
        let column = column.ok_or_else(|| Error::new(ErrorKind::SampleUnknown).with_detail(name.clone()))?;
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    Ok(columns)
}

impl LineSink for Scan {
    fn line(&mut self, number: u64, line: &[u8], marks: &Marks) -> Result<(), Error> {
        if let Some(guard) = self.guard.as_mut().filter(|_| self.body.is_some()) {
            guard.line(marks, line)?;
        }
        if self.is_far(number, line, marks) {
            return Ok(());
        }
        let Some(mut body) = self.body.take() else {
            if let HeaderStep::Done(mut header) = self.header.line(number, line)? {
                self.accounting.header_lines = number;
                for Warning { line, code, detail, count } in &header.warnings {
                    self.accounting.warn_of_header(code, *count, *line, detail);
                }
                self.options.contig_map.apply(&mut header.contigs);
                self.body = Some(Box::new(self.begin(*header, number)?));
            }
            return Ok(());
        };
        if line.is_empty() {
            // It holds nothing that could be lost.
            self.accounting.blank_lines += 1;
        } else if line[0] == b'#' {
            self.accounting.skip(HEADER_IN_BODY, number, line);
        } else {
            match self.record(&mut body, number, line, marks) {
                Ok(()) => self.accounting.records += 1,
                Err(fault) => {
                    self.accounting.skip(fault.code(), number, line);
                    self.unreadable(&mut body, number, line, marks);
                }
            }
        }
        let enough = body.budget.check().map_err(|e| e.at(Position::line(number))).and(body.contigs.check());
        self.body = Some(body);
        enough
    }

    fn fault(&mut self, number: u64, fault: LineFault, line: &[u8]) -> Result<(), Error> {
        self.accounting.skip(fault.code(), number, line);
        if let Some(mut body) = self.body.take() {
            self.unreadable(&mut body, number, line, &Marks::of(line));
            self.body = Some(body);
        }
        Ok(())
    }

    fn passes(&mut self, number: u64, site: &PlainSite<'_>) -> bool {
        // What an index claims is checked line by line.
        let Some(body) = self.body.as_ref().filter(|_| self.guard.is_none()) else { return false };
        let columns = body.columns == COLUMNS_BEFORE_SAMPLES + site.samples
            || body.samples.is_empty() && body.columns < COLUMNS_BEFORE_SAMPLES && site.samples == 0;
        let tier = body.first_tier.filter(|_| columns);
        let far = tier.is_some_and(|tier| tier.is_far(site, &self.panel));
        if far {
            self.count_far(number, site.bases.start + 1);
        }
        far
    }
}

impl Scan {
    /// The first tier: whether all is done about a line.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "a step of the hottest loop")]
    fn is_far(&mut self, number: u64, line: &[u8], marks: &Marks) -> bool {
        let tier = self.body.as_ref().and_then(|body| body.first_tier.as_ref());
        let Some(pos) = tier.and_then(|tier| tier.pos_of_far(line, marks, &self.panel)) else { return false };
        self.count_far(number, pos);
        true
    }

    /// Counts a record that the first tier is done with.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "a step of the hottest loop")]
    fn count_far(&mut self, number: u64, pos: u32) {
        self.accounting.records += 1;
        // The line that set up the tier was noted, with the same contig.
        if let Some(last) = &mut self.accounting.last_position {
            let before = std::mem::replace(&mut last.pos, pos);
            last.line = number;
            if pos < before {
                self.accounting.unsorted(number);
            }
        }
    }

    fn record(&mut self, body: &mut Body, number: u64, line: &[u8], marks: &Marks) -> Result<(), LineFault> {
        let site = site_fields_at(line, marks)?;
        if marks.has_nul {
            return Err(LineFault::NulByte);
        }
        let columns = marks.tab_count as usize + 1;
        // A file with FORMAT and no samples may leave FORMAT out of its records.
        if columns != body.columns && !(body.samples.is_empty() && columns == COLUMNS_BEFORE_SAMPLES - 1) {
            return Err(LineFault::SampleCount);
        }
        let (end, without_end) = reach(&site)?;
        self.note_position(body, number, &site);
        let contig = body.contigs.find(site.contig, number, &self.panel, &mut self.accounting);
        let largest = body.contigs.largest();
        // The telomeres are at 0 and behind the last base; at 0 only a breakend has a meaning.
        let telomere = site.pos == 0 && site.alternates.iter().any(|b| matches!(b, b'[' | b']'));
        if site.pos.wrapping_sub(1) > largest && !telomere {
            self.accounting.warn(OUTSIDE, number, line);
        }
        if site.lacks_field {
            self.accounting.warn(NO_FIELD, number, line);
        }
        if without_end {
            self.accounting.warn(NO_END, number, line);
        }
        let Some(contig) = contig else { return Ok(()) };
        body.on_x.line(contig, &site, line, &body.samples);
        if !body.first_tier.is_some_and(|tier| tier.is_of(site.contig)) {
            // Lines of X are counted one by one, and where one entry is asked for its reach says what is near.
            let may = self.only.is_none() && !body.on_x.counts_on(contig);
            body.first_tier = FirstTier::new(site.contig, contig, body.columns, largest).filter(|_| may);
        }
        self.evidence(body, number, line, marks, &site, contig, end)
    }

    /// Takes what is near an entry for evidence: a line of a contig of the panel, that ends at a base (1-based).
    /// In no other function: a second time its code is large.
    #[inline(never)]
    #[allow(clippy::too_many_arguments, reason = "a line and what is known of it")]
    pub(super) fn evidence(
        &mut self,
        body: &mut Body,
        number: u64,
        line: &[u8],
        marks: &Marks,
        site: &SiteFields<'_>,
        contig: u16,
        end: u32,
    ) -> Result<(), LineFault> {
        let start = site.pos.saturating_sub(1);
        let end = end.max(start + 1);
        // A row that only abuts an entry may still be a part of it.
        let (from, to) = (start.saturating_sub(1), end.saturating_add(1));
        let wanted = match &self.only {
            Some(only) => contig == only.contig && from < only.reach.end && only.reach.start < to,
            None => self.panel.covers(contig, from, to),
        };
        if !wanted {
            return Ok(());
        }
        let record = self.decode(number, line, site, contig, from..to, &body.samples)?;
        let record = Record { place: marks.place, ..record };
        let meets = self.panel.covers(contig, start, end);
        self.accounting.matched += u64::from(meets);
        let site = Site::new(contig, record);
        if !meets && site.is_reference_row() {
            return Ok(());
        }
        if site.has_other_letters() {
            self.accounting.other_letters += 1;
            self.accounting.warn(LETTERS, number, line);
        }
        if has_extra_values(line, marks) {
            self.accounting.warn(EXTRA_VALUES, number, line);
        }
        if self.keep(body, &site) {
            body.budget.keep(site.record.calls.alike().map_or(0, Alike::bytes));
            match &mut self.lines {
                Some(lines) => put_line(&site, line, lines),
                None => body.sites.push(site),
            }
        }
        Ok(())
    }

    /// Decodes a line at these bases of a contig (0-based, half-open).
    ///
    /// Calls of the reference in a cohort merge where their quality is as good. Where REF is an effect
    /// allele they are findings, and kept as they are.
    fn decode(
        &mut self,
        number: u64,
        line: &[u8],
        site: &SiteFields<'_>,
        contig: u16,
        near: Range<u32>,
        samples: &[usize],
    ) -> Result<Record, LineFault> {
        let policy = self.options.policy;
        let class = |call: &Call| policy.class(call);
        let mut merging: Merging<'_> = None;
        if samples.len() > FAMILY {
            self.scratch.clear();
            self.panel.overlapping(contig, near, &mut self.scratch);
            let of_reference = self.scratch.iter().any(|id| self.panel.effect_is_ref(*id));
            self.scratch.clear();
            merging = (!of_reference).then_some(&class);
        }
        decode_with(number, line, site, samples, merging)
    }

    fn note_position(&mut self, body: &mut Body, line: u64, site: &SiteFields<'_>) {
        let last = self.accounting.last_position.get_or_insert_with(|| LastPosition {
            contig: String::new(),
            pos: 0,
            line: 0,
        });
        if last.contig.as_bytes() != site.contig {
            (last.contig, last.pos) = (String::from_utf8_lossy(site.contig).into_owned(), 0);
            body.first_tier = None;
        }
        let before = std::mem::replace(&mut last.pos, site.pos);
        last.line = line;
        if site.pos < before {
            self.accounting.unsorted(line);
        }
        if self.accounting.first_position.is_none() {
            self.accounting.first_position.clone_from(&self.accounting.last_position);
        }
    }

    /// Turns a record into evidence where bits are enough; else the site itself is kept (true).
    fn keep(&mut self, body: &mut Body, site: &Site) -> bool {
        let mut entries = std::mem::take(&mut self.scratch);
        self.panel.overlapping(site.contig, site.reach(), &mut entries);
        if let Some(only) = &self.only {
            entries.retain(|id| *id == only.entry);
        }
        let decoded: Vec<Entry> = entries.iter().map(|&id| self.panel.entry(id)).collect();
        compare_reference(site.start(), &site.reference, &decoded, &mut body.agreement);
        let as_bits = site.is_reference_row() && !body.planes.is_empty();
        let blocks = if as_bits { self.blocks(site) } else { None };
        let rows_wanted = self.options.all || self.only.is_some();
        let mut kept = blocks.is_none() || rows_wanted && entries.is_empty();
        if let Some(blocks) = blocks {
            for (&id, entry) in entries.iter().zip(&decoded) {
                if entry.region_end.is_some() {
                    // The base before the first one proves nothing of that.
                    if site.record.pos == 0 {
                        continue;
                    }
                    for (coverage, block) in body.coverage.iter_mut().zip(&blocks) {
                        coverage.add(*block, site.contig, &(site.start()..site.end()));
                    }
                } else if !rows_wanted && is_plain(site, entry) {
                    for (planes, block) in body.planes.iter_mut().zip(&blocks) {
                        planes.set(id, *block);
                    }
                } else {
                    kept = true;
                }
            }
        }
        entries.clear();
        self.scratch = entries;
        kept
    }

    /// What a reference row says for each sample, where one word says it all.
    fn blocks(&self, site: &Site) -> Option<Vec<Block>> {
        site.record
            .calls
            .each()
            .iter()
            .map(|call| {
                let genotype = call.genotype.as_ref()?;
                if genotype.missing() == genotype.ploidy() {
                    return Some(Block::NoCall);
                }
                if !Genotype::is_reference(genotype) {
                    return None;
                }
                match self.options.policy.quality(site, call) {
                    Quality::Passes => Some(Block::Proved),
                    Quality::Unstated => Some(Block::ProvedUnstated),
                    Quality::Filtered => Some(Block::Filtered),
                    Quality::Low => Some(Block::LowQuality),
                    Quality::Imputed => None,
                }
            })
            .collect()
    }
}

/// Whether a sample has more values than FORMAT has keys.
fn has_extra_values(line: &[u8], marks: &Marks) -> bool {
    let before_format = COLUMNS_BEFORE_SAMPLES - 2;
    if marks.tab_count as usize <= before_format {
        return false;
    }
    let (mut column, mut keys, mut values) = (COLUMNS_BEFORE_SAMPLES, 0, 0);
    line[marks.tabs[before_format] as usize + 1..].iter().any(|byte| {
        match byte {
            b'\t' => (column, values) = (column + 1, 0),
            b':' if column == COLUMNS_BEFORE_SAMPLES => keys += 1,
            b':' => values += 1,
            _ => {}
        }
        column > COLUMNS_BEFORE_SAMPLES && values > keys
    })
}

/// Whether the row covers the entry's whole span, agrees with all that is known of the reference there, and
/// nothing else about it needs to be known.
fn is_plain(site: &Site, entry: &Entry) -> bool {
    if !entry.representable || entry.effect_is_ref {
        return false;
    }
    let target = Target::new(entry);
    let span = target.span();
    site.start() <= span.start && span.end <= site.end() && target.reference_agrees(site) != Some(false)
}

/// Counts whether a record's REF (upper-cased, from 0-based `start`) agrees with the panel's, where
/// both state bases in common.
pub(super) fn compare_reference(start: u32, reference: &[u8], entries: &[Entry], agreement: &mut RefAgreement) {
    if !crate::allele::is_acgt(reference) {
        return;
    }
    let agreements: Vec<bool> = entries
        .iter()
        .filter(|entry| entry.region_end.is_none() && crate::allele::is_acgt(&entry.reference))
        .filter_map(|entry| agree(entry.pos - 1, &entry.reference, start, reference))
        .collect();
    if !agreements.is_empty() {
        agreement.compared += 1;
        // Entries of one place may contradict each other; one that agrees shows the right build.
        agreement.agreed += u64::from(agreements.contains(&true));
    }
}
