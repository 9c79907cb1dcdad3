//! From the answers of files and the roles of their samples to the report.

use std::collections::BTreeMap;

use super::algebra::{Inheritance, Inherited, States, listed};
use super::check::{MendelianCheck, Shared};
use super::gene::{Allele, Parent, Phase, pairs};
use super::kind::kind_of;
use super::model::{Cell, Checks, FamilyKind, FamilyReport, FamilyRow, GenePairs, Kinship, MemberReport, SCHEMA};
use super::role::{Assigned, Role, check};
use super::tumor;
use super::view::FamilyView;
use crate::error::{Error, ErrorKind};
use crate::kernel::{State, Zygosity, allele_reads, carriers};
use crate::panel::{EntryId, Panel, Significance};
use crate::report::{Report, ReportEntry, ReportNotice, Tool};
use crate::screen::{Answer, Listed};

/// The answers of files about one panel, and whose samples they are.
#[derive(Debug)]
pub struct Family<'a> {
    answers: &'a [Answer],
    members: Vec<MemberReport>,
    /// The states of each member.
    states: Vec<States>,
}

/// An entry that is listed, with the verdict of each member.
struct Row {
    report: FamilyRow,
    verdicts: Vec<Listed>,
}

impl<'a> Family<'a> {
    /// Finds the samples of the roles in the answers. Where a file has no samples, or one, its name is as good.
    ///
    /// # Errors
    ///
    /// `roles_invalid` where the roles make no family and no pair, or a name is that of two samples;
    /// `sample_unknown` for a name that no file has; `option_invalid` where the answers are about different panels or
    /// different entries of one.
    pub fn new(answers: &'a [Answer], roles: &[Assigned]) -> Result<Self, Error> {
        check(roles)?;
        let of = |answer: &Answer| {
            (answer.report().panel.sha256.clone(), answer.report().filter.as_ref().map(|f| f.entries))
        };
        if answers.windows(2).any(|pair| of(&pair[0]) != of(&pair[1])) {
            return Err(Error::new(ErrorKind::OptionInvalid).with_detail("panel"));
        }
        let members: Vec<MemberReport> =
            roles.iter().map(|assigned| member(answers, assigned)).collect::<Result<_, Error>>()?;
        let states = members.iter().map(|m| answers[m.report].states(m.summary).into_owned()).collect();
        Ok(Self { answers, members, states })
    }

    /// What they answer together.
    ///
    /// # Panics
    ///
    /// Never: there is a file for each member.
    #[must_use]
    pub fn report(&self) -> FamilyReport {
        let pair = self.members.iter().any(|member| member.role.is_of_pair());
        let mut rows = self.rows();
        let genes = if pair {
            self.tumor_views(&mut rows);
            Vec::new()
        } else {
            self.family_views(&mut rows)
        };
        let checks = self.checks(&rows);
        let counted: &[FamilyView] = if pair { &FamilyView::OF_TUMOR } else { &FamilyView::OF_FAMILY };
        let mut views: BTreeMap<FamilyView, u64> = counted.iter().map(|view| (*view, 0)).collect();
        for view in rows.iter().flat_map(|row| &row.report.views) {
            *views.entry(*view).or_default() += 1;
        }
        FamilyReport {
            schema: SCHEMA,
            tool: Tool { name: "genosieve", version: env!("CARGO_PKG_VERSION") },
            kind: if pair { FamilyKind::Tumor } else { FamilyKind::Family },
            reports: self
                .answers
                .iter()
                .map(|answer| Report { verdicts: Vec::new(), ..answer.report().clone() })
                .collect(),
            members: self.members.clone(),
            notices: self.notices(pair, &checks),
            checks,
            views,
            rows: rows.into_iter().map(|row| row.report).collect(),
            genes,
        }
    }

    fn panel(&self) -> &Panel {
        self.answers[0].panel()
    }

    fn of(&self, role: Role) -> Option<usize> {
        self.members.iter().position(|member| member.role == role)
    }

    /// The rows without what they show together.
    fn rows(&self) -> Vec<Row> {
        let panel = self.panel();
        let significance = Significance::new(panel);
        let row = |number: EntryId| {
            let verdicts: Vec<Listed> =
                self.members.iter().map(|m| self.answers[m.report].listed(m.summary, number)).collect();
            let told = self.members.iter().zip(&verdicts).map(|(member, listed)| self.cell(member, listed));
            let (mut entries, cells): (Vec<ReportEntry>, Vec<Cell>) = told.unzip();
            let report = FamilyRow {
                number,
                // All are about the same one.
                entry: entries.swap_remove(0),
                significance_class: significance.class(number),
                stars: significance.stars(number),
                inheritance: None,
                assumed: false,
                views: Vec::new(),
                cells,
            };
            Row { report, verdicts }
        };
        let listed = listed(self.states.iter(), panel.len());
        listed.iter_ones().map(|entry| row(u32::try_from(entry).expect("entries are numbered in 32 bits"))).collect()
    }

    /// The entry as a report spells it, and what a member has of it.
    fn cell(&self, member: &MemberReport, listed: &Listed) -> (ReportEntry, Cell) {
        let answer = &self.answers[member.report];
        let facts = answer.facts(listed, member.summary);
        let entry = self.panel().entry(listed.entry);
        let reads =
            entry.region_end.is_none().then(|| answer.seen(listed, member.summary, |seen| allele_reads(&entry, seen)));
        let reads = reads.flatten();
        let cell = Cell {
            state: facts.state,
            reason: facts.reason,
            zygosity: facts.zygosity,
            copies: facts.copies,
            fraction: facts.fraction.or(reads.and_then(|reads| reads.fraction)),
            reads: reads.and_then(|reads| reads.carried),
            depth: reads.and_then(|reads| reads.depth),
            kind: facts.kind,
            flags: facts.flags,
            records: facts.records,
        };
        (facts.entry, cell)
    }

    /// Puts every row into the views of a family. Gives the genes with two entries.
    fn family_views(&self, rows: &mut [Row]) -> Vec<GenePairs> {
        let Some(proband) = self.of(Role::Proband) else { return Vec::new() };
        let parent = |role| self.of(role).map(|at| &self.states[at]);
        let inherited = Inherited::new(&self.states[proband], parent(Role::Mother), parent(Role::Father));
        let siblings: Vec<usize> = (0..self.members.len())
            .filter(|at| self.members[*at].role == Role::Sibling && self.members[*at].affected == Some(true))
            .collect();
        let on_x = self.panel().contig_by_key("X").map(|contig| self.panel().contig_entries(contig));
        for Row { report, .. } in rows.iter_mut() {
            let Some((inheritance, assumed)) = inherited.of(report.number) else { continue };
            (report.inheritance, report.assumed) = (Some(inheritance), assumed);
            report.views.push(match inheritance {
                Inheritance::Neither => FamilyView::Neither,
                Inheritance::Mother => FamilyView::Mother,
                Inheritance::Father => FamilyView::Father,
                Inheritance::Both => FamilyView::Both,
                Inheritance::Cannot => FamilyView::Cannot,
            });
            let zygosity = report.cells[proband].zygosity;
            if zygosity == Some(Zygosity::Hom) && inheritance == Inheritance::Both {
                report.views.push(FamilyView::TwoCopies);
            }
            if zygosity == Some(Zygosity::Hemi) && on_x.as_ref().is_some_and(|x| x.contains(&report.number)) {
                report.views.push(FamilyView::SingleCopyOfX);
            }
            if siblings.iter().any(|at| report.cells[*at].state == State::Carried) {
                report.views.push(FamilyView::SharedWithSibling);
            }
        }
        let genes = self.genes(rows, proband);
        for pair in genes.iter().flat_map(|gene| &gene.pairs) {
            let view = match pair.phase {
                Phase::Trans => FamilyView::InTrans,
                Phase::Unknown | Phase::Conflicting => FamilyView::PhaseUnknown,
                Phase::Cis => continue,
            };
            for row in pair.rows {
                let views = &mut rows[row].report.views;
                if !views.contains(&view) {
                    views.push(view);
                }
            }
        }
        for row in rows.iter_mut() {
            crate::order::sort(&mut row.report.views);
        }
        genes
    }

    /// Genes with two different entries of which the proband carries one copy each, or it is not known how many.
    fn genes(&self, rows: &[Row], proband: usize) -> Vec<GenePairs> {
        let mut alleles: BTreeMap<&str, Vec<Allele>> = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            let cell = &row.report.cells[proband];
            let once = matches!(cell.zygosity, Some(Zygosity::Het | Zygosity::Unknown));
            let entry = self.panel().entry(row.report.number);
            if cell.state != State::Carried || !once || entry.region_end.is_some() {
                continue;
            }
            let allele = self.allele(at, row, entry, proband);
            for symbol in symbols(row.report.entry.annotation("gene").unwrap_or_default()) {
                alleles.entry(symbol).or_default().push(allele.clone());
            }
        }
        let genes =
            alleles.into_iter().map(|(gene, alleles)| GenePairs { gene: gene.to_owned(), pairs: pairs(&alleles) });
        genes.filter(|gene| !gene.pairs.is_empty()).collect()
    }

    fn allele(&self, at: usize, row: &Row, entry: crate::panel::Entry, proband: usize) -> Allele {
        let MemberReport { report, summary, .. } = self.members[proband];
        let listed = &row.verdicts[proband];
        let carriers = listed
            .verdict
            .copies
            .and_then(|(copies, _)| self.answers[report].seen(listed, summary, |seen| carriers(&entry, seen, copies)));
        let parent = match row.report.inheritance {
            Some(Inheritance::Mother) => Some(Parent::Mother),
            Some(Inheritance::Father) => Some(Parent::Father),
            _ => None,
        };
        Allele { row: at, entry, parent, carriers }
    }

    fn tumor_views(&self, rows: &mut [Row]) {
        let Some(tumor) = self.of(Role::Tumor) else { return };
        let normal = self.of(Role::Normal);
        let kind_of = kind_of(self.panel());
        for Row { report, .. } in rows.iter_mut() {
            let kind = kind_of(report.number, report.significance_class);
            let state = |at: usize| report.cells[at].state;
            report.views = tumor::views(kind, state(tumor), normal.map(state));
        }
    }

    /// Counts what fits the roles, over autosomal entries whose copies are known.
    fn checks(&self, rows: &[Row]) -> Checks {
        let autosomal: Vec<&Row> = rows.iter().filter(|row| self.is_autosomal(row.report.number)).collect();
        let trio = [Role::Proband, Role::Mother, Role::Father].map(|role| self.of(role));
        let mendelian = match trio {
            [Some(proband), Some(mother), Some(father)] => {
                let mut check = MendelianCheck::default();
                for row in &autosomal {
                    if let [Some(p), Some(m), Some(f)] = [proband, mother, father].map(|at| copies(row, at)) {
                        check.add(p, m, f);
                    }
                }
                Some(check)
            }
            _ => None,
        };
        let mut kinship = Vec::new();
        for a in 0..self.members.len() {
            for b in a + 1..self.members.len() {
                let shared = shared(&autosomal, [a, b]);
                kinship.push(Kinship { members: [a, b], compared: shared.compared(), kinship: shared.kinship() });
            }
        }
        Checks { mendelian, kinship }
    }

    /// Whether an entry is an allele on a numbered chromosome.
    fn is_autosomal(&self, entry: EntryId) -> bool {
        let panel = self.panel();
        let key = &panel.contigs()[usize::from(panel.contig_of(entry))].key;
        key.parse::<u8>().is_ok() && !panel.is_region(entry)
    }

    fn notices(&self, pair: bool, checks: &Checks) -> Vec<ReportNotice> {
        let mut notices = Vec::new();
        let mut say = |code: &'static str, detail: String| notices.push(ReportNotice { code, detail });
        if pair {
            if self.of(Role::Normal).is_none() {
                say("no_matched_sample", String::new());
            }
        } else {
            say("relatives", String::new());
            if self.of(Role::Mother).is_none() || self.of(Role::Father).is_none() {
                say("parent_missing", String::new());
            }
        }
        if let Some(check) = checks.mendelian.filter(MendelianCheck::is_implausible) {
            say("inheritance_implausible", format!("{} / {}", check.inconsistent, check.compared));
        }
        for Kinship { members, kinship, .. } in &checks.kinship {
            let roles = members.map(|at| self.members[at].role);
            if kinship.is_some_and(|kinship| is_implausible(roles, kinship)) {
                let names = members.map(|at| self.name(at));
                say("kinship_implausible", format!("{} – {}: {:.2}", names[0], names[1], kinship.unwrap_or_default()));
            }
        }
        notices
    }

    /// The name of a member, for people.
    fn name(&self, member: usize) -> String {
        let MemberReport { sample, report, .. } = &self.members[member];
        sample.as_deref().map_or_else(|| self.answers[*report].report().input.name.clone(), str::to_owned)
    }
}

fn is_implausible(roles: [Role; 2], kinship: f64) -> bool {
    match roles {
        [Role::Proband | Role::Sibling, Role::Mother | Role::Father] | [Role::Mother | Role::Father, Role::Sibling] => {
            Shared::is_no_parent(kinship)
        }
        [Role::Tumor, Role::Normal] => Shared::is_no_pair(kinship),
        _ => false,
    }
}

fn shared(rows: &[&Row], members: [usize; 2]) -> Shared {
    let mut shared = Shared::default();
    for row in rows {
        let known = members.map(|at| copies(row, at));
        if members.iter().any(|at| row.report.cells[*at].state == State::Carried) {
            shared.add(known);
        }
    }
    shared
}

/// The copies of a diploid member; nothing where they are not known.
fn copies(row: &Row, member: usize) -> Option<usize> {
    let cell = &row.report.cells[member];
    match cell.state {
        State::NotCarried => Some(0),
        State::Carried => cell.copies.filter(|copies| copies.ploidy == 2).map(|copies| copies.carried),
        _ => None,
    }
}

/// The sample of a role.
fn member(answers: &[Answer], assigned: &Assigned) -> Result<MemberReport, Error> {
    let mut found = Vec::new();
    for (report, answer) in answers.iter().enumerate() {
        let summary = &answer.report().summary;
        for (place, counts) in summary.iter().enumerate() {
            let by_file = summary.len() == 1 && answer.report().input.name == assigned.sample;
            if counts.sample.as_deref() == Some(assigned.sample.as_str()) || by_file {
                found.push(MemberReport {
                    role: assigned.role,
                    sample: counts.sample.clone(),
                    report,
                    summary: place,
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
