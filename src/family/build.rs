//! From the answers of files and the roles of their samples to what they answer together.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use super::algebra::{Inheritance, Inherited, States, listed as listed_by_any};
use super::check::{MendelianCheck, Shared};
use super::gene::{Allele, Pair, Parent, Phase, pairs};
use super::kind::{Kind, kind_of};
use super::model::{Cell, Checks, FamilyKind, FamilyReport, GenePairs, Kinship, MemberReport, SCHEMA};
use super::notices::notices;
use super::role::{Assigned, Role, check};
use super::rows::{Brief, Row};
use super::tumor;
use super::view::{FamilyView, Views};
use crate::error::{Error, ErrorKind};
use crate::kernel::{State, Zygosity, carriers};
use crate::panel::{EntryId, Panel, Significance};
use crate::report::Tool;
use crate::screen::Answer;

/// Pairs of a gene that are listed: benign variants alone make millions of them in a genome.
const MOST_PAIRS: usize = 20;

/// The answers of files about one panel, whose samples they are, and what they show together.
///
/// Rows are made when they are asked for: those of three genomes and all of `ClinVar` are hundreds of thousands.
#[derive(Debug)]
pub struct Family<A = Vec<Answer>> {
    pub(super) answers: A,
    /// The states of each member.
    pub(super) states: Vec<States>,
    /// All but the rows.
    pub(super) report: FamilyReport,
    /// The rows, as far as they are not made anew.
    pub(super) rows: Vec<Brief>,
    /// What annotates them, in the order of their coming.
    pub(super) annotation_keys: Vec<String>,
}

impl<A: Borrow<[Answer]>> Family<A> {
    /// Finds the samples of the roles in the answers, and compares them. Where a file has no samples, or one, its name is
    /// as good.
    ///
    /// # Errors
    ///
    /// `roles_invalid` where the roles make no family and no pair, or a name is that of two samples;
    /// `sample_unknown` for a name that no file has; `option_invalid` where the answers are about different panels or
    /// different entries of one.
    pub fn new(answers: A, roles: &[Assigned]) -> Result<Self, Error> {
        check(roles)?;
        let files: &[Answer] = answers.borrow();
        let of =
            |answer: &Answer| (answer.head().panel.sha256.clone(), answer.head().filter.as_ref().map(|f| f.entries));
        if files.windows(2).any(|pair| of(&pair[0]) != of(&pair[1])) {
            return Err(Error::new(ErrorKind::OptionInvalid).with_detail("panel"));
        }
        let members: Vec<MemberReport> =
            roles.iter().map(|assigned| member(files, assigned)).collect::<Result<_, Error>>()?;
        let states = members.iter().map(|m| files[m.report].states(m.summary).into_owned()).collect();
        let report = empty(files, members);
        let mut family = Self { answers, states, report, rows: Vec::new(), annotation_keys: Vec::new() };
        family.compare();
        Ok(family)
    }

    pub(super) fn answers(&self) -> &[Answer] {
        self.answers.borrow()
    }

    pub(super) fn panel(&self) -> &Panel {
        self.answers()[0].panel()
    }

    pub(super) fn members(&self) -> &[MemberReport] {
        &self.report.members
    }

    fn of(&self, role: Role) -> Option<usize> {
        self.members().iter().position(|member| member.role == role)
    }

    /// Goes through the rows once.
    fn gone_through(&self) -> Found {
        let comparison = Comparison::new(self);
        let mut found = Found::new(self);
        let significance = Significance::new(self.panel());
        for entry in listed_by_any(self.states.iter(), self.panel().len()).iter_ones() {
            let number = EntryId::try_from(entry).expect("entries are numbered in 32 bits");
            let row = self.row(Brief::new(number), &significance);
            found.keys(&row);
            found.check(self.panel(), &row);
            found.alleles(self, &comparison, &row);
            found.rows.push(comparison.brief(&row));
        }
        found
    }

    fn compare(&mut self) {
        let found = self.gone_through();
        let checks = found.checked();
        let Found { mut rows, annotation_keys, alleles, .. } = found;
        for (gene, alleles) in alleles {
            let pairs = pairs(&alleles);
            for pair in &pairs {
                let view = match pair.phase {
                    Phase::Trans => FamilyView::InTrans,
                    Phase::Unknown | Phase::Conflicting => FamilyView::PhaseUnknown,
                    Phase::Cis => continue,
                };
                pair.rows.iter().for_each(|row| rows[*row].views.insert(view));
            }
            if !pairs.is_empty() {
                self.report.genes.push(GenePairs { gene, count: pairs.len() as u64, pairs: shortened(pairs) });
            }
        }
        for view in rows.iter().flat_map(|row| row.views.iter()) {
            *self.report.views.entry(view).or_default() += 1;
        }
        self.report.notices = notices(self.answers(), self.members(), &checks);
        (self.rows, self.annotation_keys, self.report.checks) = (rows, annotation_keys, checks);
    }
}

/// A report of these members that has compared nothing yet.
fn empty(files: &[Answer], members: Vec<MemberReport>) -> FamilyReport {
    let pair = members.iter().any(|member| member.role.is_of_pair());
    let counted = if pair { FamilyView::OF_TUMOR } else { FamilyView::OF_FAMILY };
    FamilyReport {
        schema: SCHEMA,
        tool: Tool { name: "genosieve", version: env!("CARGO_PKG_VERSION") },
        kind: if pair { FamilyKind::Tumor } else { FamilyKind::Family },
        reports: files.iter().map(|answer| answer.head().clone()).collect(),
        members,
        notices: Vec::new(),
        checks: Checks::default(),
        views: counted.iter().map(|view| (*view, 0)).collect(),
        rows: Vec::new(),
        genes: Vec::new(),
    }
}

/// What puts a row into its views.
enum Comparison<'a> {
    Family {
        proband: usize,
        inherited: Inherited,
        /// Siblings that the pedigree calls affected.
        affected: Vec<usize>,
        on_x: Option<std::ops::Range<EntryId>>,
    },
    Tumor {
        tumor: usize,
        normal: Option<usize>,
        kind_of: Box<dyn Fn(EntryId, crate::panel::SignificanceClass) -> Kind + 'a>,
    },
}

impl<'a> Comparison<'a> {
    fn new<A: Borrow<[Answer]>>(family: &'a Family<A>) -> Self {
        let of = |role| family.of(role);
        if let Some(tumor) = of(Role::Tumor) {
            return Self::Tumor { tumor, normal: of(Role::Normal), kind_of: Box::new(kind_of(family.panel())) };
        }
        let proband = of(Role::Proband).expect("roles without a tumour have a proband");
        let states = |role| of(role).map(|at| &family.states[at]);
        let inherited = Inherited::new(&family.states[proband], states(Role::Mother), states(Role::Father));
        let members = family.members();
        let affected = (0..members.len())
            .filter(|at| members[*at].role == Role::Sibling && members[*at].affected == Some(true))
            .collect();
        let on_x = family.panel().contig_by_key("X").map(|contig| family.panel().contig_entries(contig));
        Self::Family { proband, inherited, affected, on_x }
    }

    /// What is kept of a row.
    fn brief(&self, row: &Row) -> Brief {
        let report = &row.report;
        let mut brief = Brief::new(report.number);
        match self {
            Self::Tumor { tumor, normal, kind_of } => {
                let kind = kind_of(report.number, report.significance_class);
                let state = |at: usize| report.cells[at].state;
                for view in tumor::views(kind, state(*tumor), normal.map(state)) {
                    brief.views.insert(view);
                }
            }
            Self::Family { proband, inherited, affected, on_x } => {
                let Some((inheritance, assumed)) = inherited.of(report.number) else { return brief };
                (brief.inheritance, brief.assumed) = (Some(inheritance), assumed);
                let zygosity = report.cells[*proband].zygosity;
                let on_x = on_x.as_ref().is_some_and(|x| x.contains(&report.number));
                let shared = affected.iter().any(|at| report.cells[*at].state == State::Carried);
                brief.views = views(inheritance, zygosity, on_x, shared);
            }
        }
        brief
    }

    /// In whom of the parents alone an entry is recorded.
    fn parent(&self, entry: EntryId) -> Option<Parent> {
        let Self::Family { inherited, .. } = self else { return None };
        match inherited.of(entry)?.0 {
            Inheritance::Mother => Some(Parent::Mother),
            Inheritance::Father => Some(Parent::Father),
            _ => None,
        }
    }
}

/// The views of an entry that the proband carries, but for those of two entries in a gene.
fn views(inheritance: Inheritance, zygosity: Option<Zygosity>, on_x: bool, shared: bool) -> Views {
    let mut views = Views::default();
    views.insert(match inheritance {
        Inheritance::Neither => FamilyView::Neither,
        Inheritance::Mother => FamilyView::Mother,
        Inheritance::Father => FamilyView::Father,
        Inheritance::Both => FamilyView::Both,
        Inheritance::Cannot => FamilyView::Cannot,
    });
    if zygosity == Some(Zygosity::Hom) && inheritance == Inheritance::Both {
        views.insert(FamilyView::TwoCopies);
    }
    if zygosity == Some(Zygosity::Hemi) && on_x {
        views.insert(FamilyView::SingleCopyOfX);
    }
    if shared {
        views.insert(FamilyView::SharedWithSibling);
    }
    views
}

/// What going through the rows finds.
struct Found {
    rows: Vec<Brief>,
    annotation_keys: Vec<String>,
    /// By the symbol of a gene.
    alleles: BTreeMap<String, Vec<Allele>>,
    /// Proband, mother, father, where all are there.
    trio: Option<[usize; 3]>,
    mendelian: MendelianCheck,
    /// Of each two members.
    shared: Vec<([usize; 2], Shared)>,
}

impl Found {
    fn new<A: Borrow<[Answer]>>(family: &Family<A>) -> Self {
        let trio = match [Role::Proband, Role::Mother, Role::Father].map(|role| family.of(role)) {
            [Some(proband), Some(mother), Some(father)] => Some([proband, mother, father]),
            _ => None,
        };
        let members = family.members().len();
        let pairs = (0..members).flat_map(|a| (a + 1..members).map(move |b| [a, b]));
        Self {
            rows: Vec::new(),
            annotation_keys: Vec::new(),
            alleles: BTreeMap::new(),
            trio,
            mendelian: MendelianCheck::default(),
            shared: pairs.map(|pair| (pair, Shared::default())).collect(),
        }
    }

    fn keys(&mut self, row: &Row) {
        for (key, _) in &row.report.entry.annotation {
            if key != "id" && !self.annotation_keys.contains(key) {
                self.annotation_keys.push(key.clone());
            }
        }
    }

    /// Counts what fits the roles, of an autosomal allele whose copies are known.
    fn check(&mut self, panel: &Panel, row: &Row) {
        if !is_autosomal(panel, row.report.number) {
            return;
        }
        let cells = &row.report.cells;
        if let Some([Some(p), Some(m), Some(f)]) = self.trio.map(|trio| trio.map(|at| copies(&cells[at]))) {
            self.mendelian.add(p, m, f);
        }
        for (pair, shared) in &mut self.shared {
            if pair.iter().any(|at| cells[*at].state == State::Carried) {
                shared.add(pair.map(|at| copies(&cells[at])));
            }
        }
    }

    fn checked(&self) -> Checks {
        let kinship = |(members, shared): &([usize; 2], Shared)| Kinship {
            members: *members,
            compared: shared.compared(),
            kinship: shared.kinship(),
        };
        Checks { mendelian: self.trio.map(|_| self.mendelian), kinship: self.shared.iter().map(kinship).collect() }
    }

    /// Keeps an entry of which the proband carries one copy, or it is not known how many, under its genes.
    fn alleles<A: Borrow<[Answer]>>(&mut self, family: &Family<A>, comparison: &Comparison<'_>, row: &Row) {
        let Comparison::Family { proband, .. } = comparison else { return };
        let cell = &row.report.cells[*proband];
        if cell.state != State::Carried || !matches!(cell.zygosity, Some(Zygosity::Het | Zygosity::Unknown)) {
            return;
        }
        let symbols = symbols(row.report.entry.annotation("gene").unwrap_or_default());
        let entry = family.panel().entry(row.report.number);
        if symbols.is_empty() || entry.region_end.is_some() {
            return;
        }
        let MemberReport { report, summary, .. } = family.members()[*proband];
        let listed = &row.verdicts[*proband];
        let copies = listed.verdict.copies;
        let carriers = copies.and_then(|(copies, _)| {
            family.answers()[report].seen(listed, summary, |seen| carriers(&entry, seen, copies))
        });
        let parent = comparison.parent(row.report.number);
        let allele = Allele { row: self.rows.len(), entry, parent, carriers };
        for symbol in symbols {
            self.alleles.entry(symbol.to_owned()).or_default().push(allele.clone());
        }
    }
}

/// No more pairs of a gene than are listed: of more, those that lie in trans are taken first.
fn shortened(mut pairs: Vec<Pair>) -> Vec<Pair> {
    if pairs.len() > MOST_PAIRS {
        crate::order::sort_by_key(&mut pairs, |pair| pair.phase != Phase::Trans);
        pairs.truncate(MOST_PAIRS);
        crate::order::sort_by_key(&mut pairs, |pair| pair.rows);
    }
    pairs
}

/// The copies of a diploid member; nothing where they are not known.
fn copies(cell: &Cell) -> Option<usize> {
    match cell.state {
        State::NotCarried => Some(0),
        State::Carried => cell.copies.filter(|copies| copies.ploidy == 2).map(|copies| copies.carried),
        _ => None,
    }
}

/// Whether an entry is an allele on a numbered chromosome.
fn is_autosomal(panel: &Panel, entry: EntryId) -> bool {
    let key = &panel.contigs()[usize::from(panel.contig_of(entry))].key;
    key.parse::<u8>().is_ok() && !panel.is_region(entry)
}

/// The sample of a role.
fn member(answers: &[Answer], assigned: &Assigned) -> Result<MemberReport, Error> {
    let mut found = Vec::new();
    for (report, answer) in answers.iter().enumerate() {
        let summary = &answer.head().summary;
        for (place, counts) in summary.iter().enumerate() {
            let by_file = summary.len() == 1 && answer.head().input.name == assigned.sample;
            if counts.sample.as_deref() == Some(assigned.sample.as_str()) || by_file {
                found.push(MemberReport {
                    role: assigned.role,
                    sample: counts.sample.clone(),
                    report,
                    summary: place,
                    sex: assigned.sex,
                    affected: assigned.affected,
                });
            }
        }
    }
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Error::new(ErrorKind::SampleUnknown).with_detail(assigned.sample.clone())),
        _ => Err(Error::new(ErrorKind::RolesInvalid).with_detail(assigned.sample.clone())),
    }
}

/// The symbols of an annotation `SYMBOL:id|SYMBOL:id`, each once.
fn symbols(genes: &str) -> Vec<&str> {
    let mut symbols: Vec<&str> = Vec::new();
    for symbol in genes.split('|').map(|gene| gene.split(':').next().unwrap_or_default()) {
        if !matches!(symbol, "" | "-" | ".") && !symbols.contains(&symbol) {
            symbols.push(symbol);
        }
    }
    symbols
}
