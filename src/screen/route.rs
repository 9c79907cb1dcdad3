//! The way through a file that has an index: only what the panel needs of it.
//!
//! ```text
//! header, index, panel ▸ plan: stretches of the file ▸ shares, one screen each ▸ partials ▸ answer
//! ```
//!
//! What is read: the header; on each contig of the panel every record that meets or abuts a base which an
//! entry covers; where copies of X are counted, all of X; and the end of the file. That is all that a reader
//! of the whole makes verdicts from, so they are the same. An index is used where it pays and where nothing
//! at all speaks against it; else the whole file is read.
//!
//! Where a part of the panel is asked about and nothing else ever will be, that part alone is planned for.

use std::ops::Range;
use std::sync::Arc;

use super::Screen;
use super::accounting::{Accounting, UnknownContig};
use super::contigs::{Contigs, Lead, Mention};
use super::copies_of_x::OnX;
use super::guard::{Claims, Guard};
use super::needed::{Asked, Needed, Whole, leaves_x};
use super::partial::Partial;
use crate::error::{Error, ErrorKind};
use crate::genome::ContigMap;
use crate::input::{Claim, Compression, FileIndex, Framing, Header, Route, VirtualOffset, stale};

/// Stretches with fewer bytes between them are read as one: reading on is cheaper than to begin anew.
const JOIN: u64 = 32 << 10;
/// Stretches of more bytes are cut in so many, at lines that the index names, so that threads can share them.
const LONGEST: u64 = 1 << 20;
/// Covered bases with fewer others between them are asked for together: a bin is wider.
const NEAR: u32 = 4 << 10;
/// The longest REF whose record is found although its END lies inside of REF, where an index takes END.
const LONGEST_REF: u32 = 1 << 10;
/// The empty block that ends a file, and the largest before it.
const LAST_BYTES: std::ops::RangeInclusive<u64> = 28..=(1 << 16) + 28;
/// What of a file may be left to read for an index to pay: one byte in so many.
const PAYS: u64 = 2;
/// From this version on records reach as far as SVLEN and LEN say (VCF 4.5 section 3).
const REACHES_BY_LENGTH: [u32; 2] = [4, 5];

/// What to read of a file.
#[derive(Debug)]
pub struct Plan {
    stretches: Vec<Range<VirtualOffset>>,
    end: VirtualOffset,
    size: u64,
    claims: Claims,
    /// Whether it is of the entries that are asked about, and not of the whole panel.
    of_asked: bool,
    /// Whether copies of X cannot be told from what it reads.
    leaves_x: bool,
    /// Contigs that the file uses, and names that map to nothing.
    mentioned: Vec<Mention>,
    unknown: Vec<UnknownContig>,
}

/// Which stretches of a plan a screen reads.
#[derive(Clone, Debug)]
pub(super) struct Share {
    plan: Arc<Plan>,
    stretches: Range<usize>,
}

impl Screen {
    /// What to read of a BGZF file of so many bytes that has an index. The header has been read. Nothing where
    /// an index saves too little: the panel needs half of the file, or more.
    ///
    /// # Errors
    ///
    /// `index_stale` where the index is not that of this file, `index_unfit` where it cannot find all records
    /// that are looked at. The whole file is to be read then.
    pub fn plan(&self, index: &FileIndex, size: u64) -> Result<Option<Arc<Plan>>, Error> {
        self.plan_for(index, size, &Whole(&self.scan.panel))
    }

    /// The same of the entries alone that the filter asks about: the [`Answer`](super::Answer) can be asked about no others.
    /// REF is compared at what is read, so that all is read where the build is to be told from it; copies of X
    /// are not told where no entry on X or Y is asked about.
    ///
    /// # Errors
    ///
    /// As [`plan`](Self::plan), and those of the filter.
    pub fn plan_of_asked(&self, index: &FileIndex, size: u64) -> Result<Option<Arc<Plan>>, Error> {
        let Some(body) = &self.scan.body else { return Ok(None) };
        match Asked::of(&self.scan.panel, &body.header, &self.scan.options)? {
            Some(asked) => self.plan_for(index, size, &asked),
            None => self.plan(index, size),
        }
    }

    fn plan_for(&self, index: &FileIndex, size: u64, needed: &impl Needed) -> Result<Option<Arc<Plan>>, Error> {
        let Some(body) = &self.scan.body else { return Ok(None) };
        if self.lines.compression() != Some(Compression::Bgzf) || index.end() == VirtualOffset::default() {
            return Ok(None);
        }
        check_header(&body.header)?;
        if !size.checked_sub(index.end().block()).is_some_and(|rest| LAST_BYTES.contains(&rest)) {
            return Err(stale("its size"));
        }
        if needs_most(needed, &body.header, size) {
            return Ok(None);
        }
        let all_of_x = body.on_x.contig().filter(|_| !leaves_x(needed));
        let plan = Planner {
            needed,
            header: &body.header,
            index,
            framing: &self.lines.framing(),
            all_of_x,
            map: &self.scan.options.contig_map,
        }
        .plan(size)?;
        Ok(plan.pays().then(|| Arc::new(plan)))
    }

    /// The screen of a share of a plan. Push what [`next_range`](Self::next_range) says. Nothing where its lines
    /// cannot be told.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push) at the end of the header.
    pub fn along(&self, plan: &Arc<Plan>, stretches: Range<usize>) -> Result<Option<Self>, Error> {
        let mine = plan.stretches.get(stretches.clone()).unwrap_or_default();
        let end = Some(plan.end).filter(|_| stretches.end == plan.stretches.len());
        let route = Route { stretches: mine.to_vec(), end, size: plan.size };
        let (Some(lines), Some(mut scan)) = (self.lines.along(route), self.scan.part(stretches.start == 0)?) else {
            return Ok(None);
        };
        scan.guard = Some(Box::new(Guard::new(plan.claims.within(mine))));
        let share = Some(Share { plan: Arc::clone(plan), stretches });
        Ok(Some(Self { lines, scan, share }))
    }

    /// The bytes (0-based, half-open) of the file that are to be pushed next, all of them and nothing else;
    /// nothing once all were.
    ///
    /// # Errors
    ///
    /// `index_stale` where what was pushed is not what the index claims.
    pub fn next_range(&mut self) -> Result<Option<Range<u64>>, Error> {
        self.lines.next_range()
    }
}

impl Plan {
    /// Bytes of the file as given that hold what is read, about.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.stretches.iter().map(length).sum()
    }

    fn pays(&self) -> bool {
        self.bytes() < self.size / PAYS
    }

    /// Its stretches in so many shares of about as many bytes; fewer where there are fewer stretches.
    #[must_use]
    pub fn shares(&self, number: u64) -> Vec<Range<usize>> {
        let (mut shares, mut from, mut bytes) = (Vec::new(), 0, 0);
        for (i, stretch) in self.stretches.iter().enumerate() {
            bytes += length(stretch);
            let done = shares.len() as u64 + 1;
            if i + 1 == self.stretches.len() || done < number && bytes >= self.bytes() / number * done {
                shares.push(from..i + 1);
                from = i + 1;
            }
        }
        shares
    }
}

fn length(stretch: &Range<VirtualOffset>) -> u64 {
    stretch.end.block() - stretch.start.block()
}

impl Share {
    /// Whether it begins with the header.
    fn is_first(&self) -> bool {
        self.stretches.start == 0
    }

    /// Whether it is the one behind another, or the first of all.
    pub(super) fn follows(&self, before: Option<&Self>) -> bool {
        self.stretches.start == before.map_or(0, |before| before.stretches.end)
    }

    pub(super) fn is_last(&self) -> bool {
        self.stretches.end == self.plan.stretches.len()
    }

    /// Bytes of the file.
    pub(super) fn size(&self) -> u64 {
        self.plan.size
    }

    /// Says what the index knows of contigs that were not read. Records that lie between two stretches and were
    /// read with them tell nothing of that, nor of copies of X.
    pub(super) fn state(&self, contigs: &mut Contigs, on_x: &mut OnX, accounting: &mut Accounting) {
        if self.plan.leaves_x {
            on_x.forget();
        }
        accounting.unknown_contigs.clear();
        if self.is_first() {
            accounting.unknown_contigs.clone_from(&self.plan.unknown);
            contigs.mention(&self.plan.mentioned);
        }
    }
}

impl Partial {
    /// Whether an index said what to read.
    pub(crate) fn is_by_index(&self) -> bool {
        self.share.is_some()
    }

    /// Whether what it was asked about alone was looked for.
    pub(super) fn is_of_asked(&self) -> bool {
        self.share.as_ref().is_some_and(|share| share.plan.of_asked)
    }

    /// Whether the file has records, read or not: an index without any is not used.
    pub(crate) fn has_records(&self) -> bool {
        self.is_by_index() || self.accounting.records > 0
    }

    /// Bytes of the file, whether or not all of them were read.
    pub(crate) fn size(&self) -> u64 {
        self.share.as_ref().map_or(self.accounting.bytes_read, Share::size)
    }
}

/// An index knows how far a record reaches by its REF and its END.
fn check_header(header: &Header) -> Result<(), Error> {
    let unfit = |what: &str| Err(Error::new(ErrorKind::IndexUnfit).with_detail(what));
    if header.svlen {
        return unfit("SVLEN");
    }
    if header.symbolic {
        return unfit("ALT");
    }
    let version = header.fileformat.as_deref().unwrap_or_default();
    let numbers: Vec<u32> =
        version.strip_prefix("VCFv").unwrap_or(version).split('.').map_while(|n| n.parse().ok()).collect();
    if numbers.as_slice() >= &REACHES_BY_LENGTH[..] { unfit(version) } else { Ok(()) }
}

/// Whether it is plain without a plan, which costs more than that look, that a panel's bases lie all over a
/// file whose records do: what is read on over between them belongs to what is needed.
fn needs_most(needed: &impl Needed, header: &Header, size: u64) -> bool {
    let bases: u64 = header.contigs.iter().filter_map(|contig| contig.length).fold(0, u64::saturating_add);
    let near = u32::try_from(JOIN.saturating_mul(bases) / size.max(1)).unwrap_or(u32::MAX).max(NEAR);
    let contigs = (0_u16..).take(needed.panel().contigs().len());
    let bases_of =
        contigs.flat_map(|contig| needed.covered(contig, near)).map(|bases| u64::from(bases.end - bases.start));
    bases > 0 && bases_of.sum::<u64>() > bases / PAYS
}

struct Planner<'a, N> {
    needed: &'a N,
    header: &'a Header,
    index: &'a FileIndex,
    framing: &'a Framing,
    /// The panel's X, where all of it is to be read.
    all_of_x: Option<u16>,
    map: &'a Arc<ContigMap>,
}

impl<N: Needed> Planner<'_, N> {
    fn plan(&self, size: u64) -> Result<Plan, Error> {
        let Self { index, header, .. } = self;
        let panel = self.needed.panel();
        let extents = index.extents().ok_or_else(|| stale("its order"))?;
        let first = extents.first().map(|(_, extent)| extent.start).unwrap_or_default();
        let mut contigs = Contigs::new(&header.contigs, panel, self.map);
        let mut stretches = vec![VirtualOffset::default()..first];
        let (mut claims, mut unknown) = (Claims::default(), Vec::new());
        for (contig, extent) in extents {
            // The index of a BCF has the numbers of its header.
            let named = index.contigs().get(contig).map(String::as_str);
            let name = named.or_else(|| self.framing.contig(contig)).ok_or_else(unnamed)?;
            if !header.contigs.is_empty() && header.contigs.iter().all(|declared| declared.name != name) {
                return Err(stale("its contigs"));
            }
            match contigs.lead(name.as_bytes(), panel) {
                Lead::InPanel(at) => {
                    let found = index.chunks(contig, &self.bases(at), JOIN);
                    stretches.extend(found);
                }
                Lead::Elsewhere => {}
                Lead::Unknown => unknown.push((index.records(contig).ok_or_else(unnamed)?, name)),
            }
            claims.extents.push((extent, name.as_bytes().to_vec()));
            let lines = index.claims(contig);
            if !ascend(&lines) {
                return Err(stale("its order"));
            }
            claims.lines.extend(lines);
        }
        // The reader of the whole finds it again, and says so.
        contigs.check()?;
        let mut accounting = Accounting::default();
        for (records, name) in unknown {
            accounting.unknown_contig_of(name, records);
        }
        let mentioned = contigs.mentioned().to_vec();
        let end = index.end();
        let stretches = cut(joined(stretches), &claims.lines);
        let (of_asked, leaves_x) = (N::IS_PART, leaves_x(self.needed));
        Ok(Plan { stretches, end, size, claims, of_asked, leaves_x, mentioned, unknown: accounting.unknown_contigs })
    }

    /// The bases of a contig of the panel whose records are looked at.
    fn bases(&self, contig: u16) -> Vec<Range<u32>> {
        if self.all_of_x == Some(contig) {
            let all = 0..u32::MAX;
            return vec![all];
        }
        let covered = self.needed.covered(contig, NEAR);
        // A record that only abuts an entry may still be a part of it.
        covered.into_iter().map(|bases| bases.start.saturating_sub(LONGEST_REF)..bases.end.saturating_add(2)).collect()
    }
}

/// Whether records can begin where these claims say: none of them before one that stands earlier.
fn ascend(lines: &[Claim]) -> bool {
    let mut first = 0;
    lines.iter().all(|(_, bases)| {
        first = first.max(bases.start);
        first < bases.end
    })
}

fn unnamed() -> Error {
    Error::new(ErrorKind::IndexUnfit).with_detail("contigs")
}

/// Long stretches in pieces. The number of threads has no part in it: each block that a piece ends in is read
/// twice, and counted so.
fn cut(stretches: Vec<Range<VirtualOffset>>, lines: &[Claim]) -> Vec<Range<VirtualOffset>> {
    let mut pieces = Vec::new();
    for mut rest in stretches {
        let within =
            lines.partition_point(|(at, _)| *at <= rest.start)..lines.partition_point(|(at, _)| *at < rest.end);
        for (at, _) in lines.get(within).unwrap_or_default() {
            let (piece, left) = (rest.start..*at, *at..rest.end);
            if length(&piece) >= LONGEST && length(&left) >= LONGEST / 2 {
                pieces.push(piece);
                rest = left;
            }
        }
        pieces.push(rest);
    }
    pieces
}

/// Ascending stretches, as one where they touch or are near.
fn joined(stretches: Vec<Range<VirtualOffset>>) -> Vec<Range<VirtualOffset>> {
    let mut joined: Vec<Range<VirtualOffset>> = Vec::new();
    for stretch in stretches {
        match joined.last_mut() {
            Some(last) if stretch.start.block() < last.end.block() + JOIN => last.end = last.end.max(stretch.end),
            _ => joined.push(stretch),
        }
    }
    joined
}
