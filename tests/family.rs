//! Families and tumours: every view of every entry against evaluations that know nothing of planes.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::io::Read;
use std::sync::Arc;

use common::random::Random;
use common::{answer, compile, read, shared};
use genosieve::error::ErrorKind;
use genosieve::family::{
    Assigned, Family, FamilyReport, FamilyRow, FamilyView, Inheritance, Pedigree, Phase, Role, StatedRole, guess, over,
};
use genosieve::kernel::{State, Zygosity};
use genosieve::panel::Panel;
use genosieve::screen::{Answer, ScreenOptions};
use serde_json::Value;

const CLINVAR_2016: &str = "files/panel/clinvar/2016-11-02.clinvar.vcf.gz";
const HEAD: &str = "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";

fn report(answers: &[Answer], roles: &[Assigned]) -> FamilyReport {
    let report = Family::new(answers, roles).unwrap().report();
    for row in &report.rows {
        assert_eq!(row.cells.len(), roles.len());
    }
    for (view, count) in &report.views {
        let rows = report.rows.iter().filter(|row| row.views.contains(view)).count() as u64;
        assert_eq!(rows, *count, "{view:?}");
    }
    report
}

fn of_file(panel: &Arc<Panel>, path: &str) -> Answer {
    let bytes = read(&shared(path).expect("the panel was there"));
    answer(panel, &bytes, 1 << 20, ScreenOptions::default()).unwrap()
}

fn samples(answer: &Answer) -> Vec<String> {
    answer.head().summary.iter().map(|counts| counts.sample.as_deref().unwrap_or_default().to_owned()).collect()
}

/// The text of a file, plain or compressed.
fn text_of(bytes: &[u8]) -> String {
    let mut text = String::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        flate2::read::MultiGzDecoder::new(bytes).read_to_string(&mut text).unwrap();
    } else {
        text = String::from_utf8(bytes.to_vec()).unwrap();
    }
    text
}

fn shared_panel(path: &str) -> Option<Arc<Panel>> {
    Some(compile(&read(&shared(path)?), None).unwrap())
}

/// What a member has, as a verdict says it, without the code that is tested.
fn inheritance(cells: &[(Role, State)]) -> Option<(Inheritance, bool)> {
    let of = |role: Role| cells.iter().find(|(other, _)| *other == role).map(|(_, state)| *state);
    let proband = of(Role::Proband)?;
    if proband != State::Carried && proband != State::CarriedAssumed {
        return None;
    }
    let (mother, father) = (of(Role::Mother), of(Role::Father));
    let known = |state: Option<State>| match state {
        Some(State::Carried) => Some(true),
        Some(State::NotCarried) => Some(false),
        _ => None,
    };
    let said = |state: Option<State>| !matches!(state, None | Some(State::NotAssessed | State::Indeterminate));
    Some(match (proband, known(mother), known(father)) {
        (State::Carried, Some(false), Some(false)) => (Inheritance::Neither, false),
        (State::Carried, Some(true), Some(false)) => (Inheritance::Mother, false),
        (State::Carried, Some(false), Some(true)) => (Inheritance::Father, false),
        (State::Carried, Some(true), Some(true)) => (Inheritance::Both, false),
        _ => (Inheritance::Cannot, said(mother) && said(father)),
    })
}

/// Rows, views and pairs of a family by what its cells say, one entry and two entries at a time.
fn assert_by_cells(report: &FamilyReport) {
    let roles: Vec<Role> = report.members.iter().map(|member| member.role).collect();
    let place = |role: Role| roles.iter().position(|other| *other == role);
    let proband = place(Role::Proband).unwrap();
    for row in &report.rows {
        let cells: Vec<(Role, State)> = roles.iter().copied().zip(row.cells.iter().map(|cell| cell.state)).collect();
        let expected = inheritance(&cells);
        assert_eq!(row.inheritance.map(|kind| (kind, row.assumed)), expected, "{row:?}");
        let has = |view: FamilyView| row.views.contains(&view);
        let hom = row.cells[proband].zygosity == Some(Zygosity::Hom);
        assert_eq!(has(FamilyView::TwoCopies), hom && expected == Some((Inheritance::Both, false)));
        let affected = report.members.iter().zip(&row.cells).any(|(member, cell)| {
            member.role == Role::Sibling && member.affected == Some(true) && cell.state == State::Carried
        });
        assert_eq!(has(FamilyView::SharedWithSibling), affected && expected.is_some());
    }
    let mut trans = BTreeSet::new();
    let mut unknown = BTreeSet::new();
    let mut cut = false;
    for gene in &report.genes {
        let listed = gene.pairs.len() as u64;
        assert!(listed == gene.count || listed == 20 && listed < gene.count, "{}", gene.gene);
        cut |= listed < gene.count;
        for pair in &gene.pairs {
            let [a, b] = pair.rows.map(|at| &report.rows[at]);
            let alone = |row: &FamilyRow| {
                row.inheritance.filter(|kind| matches!(kind, Inheritance::Mother | Inheritance::Father))
            };
            let parents = match (alone(a), alone(b)) {
                (Some(a), Some(b)) if a == b => Phase::Cis,
                (Some(_), Some(_)) => Phase::Trans,
                _ => Phase::Unknown,
            };
            assert_eq!(pair.by_parents, parents != Phase::Unknown, "{} {pair:?}", gene.gene);
            if !pair.by_phase {
                assert_eq!(pair.phase, parents, "{} {pair:?}", gene.gene);
            }
            match pair.phase {
                Phase::Trans => trans.extend(pair.rows),
                Phase::Unknown | Phase::Conflicting => unknown.extend(pair.rows),
                Phase::Cis => {}
            }
        }
    }
    for (at, row) in report.rows.iter().enumerate() {
        for (view, listed) in [(FamilyView::InTrans, &trans), (FamilyView::PhaseUnknown, &unknown)] {
            // Pairs that are not listed put their entries into views, too.
            assert!(row.views.contains(&view) == listed.contains(&at) || cut && row.views.contains(&view));
        }
    }
}

/// Copies of each alternate of single bases in each sample, from the text of a VCF; nothing where a genotype is not
/// complete, or proves no absence.
type Copies = BTreeMap<(String, u32, String, String), Vec<Option<usize>>>;

/// A plain reading of a VCF, knowing no more than its columns: rows of single bases that stand alone at their place.
fn plain(text: &str) -> Copies {
    let mut rows: BTreeMap<(String, u32), Vec<Vec<&str>>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let end = cells[1].parse::<u32>().unwrap() + u32::try_from(cells[3].len()).unwrap();
        for pos in cells[1].parse().unwrap()..end {
            rows.entry((cells[0].to_owned(), pos)).or_default().push(cells.clone());
        }
    }
    let mut found = Copies::new();
    for ((contig, pos), cells) in
        rows.into_iter().filter(|(_, rows)| rows.len() == 1).map(|(at, mut r)| (at, r.remove(0)))
    {
        let alternates: Vec<&str> = cells[4].split(',').collect();
        if cells[3].len() != 1 || alternates.iter().any(|alt| alt.len() != 1 || *alt == "*" || *alt == ".") {
            continue;
        }
        let format: Vec<&str> = cells[8].split(':').collect();
        let quality = format.iter().position(|key| *key == "GQ");
        for (number, alternate) in (1_usize..).zip(&alternates) {
            let copies = cells[9..].iter().map(|column| {
                let values: Vec<&str> = column.split(':').collect();
                let alleles: Vec<&str> = values[0].split(['/', '|']).collect();
                let copies = alleles.iter().filter(|allele| **allele == number.to_string()).count();
                let low = quality.and_then(|at| values.get(at)?.parse::<f32>().ok()).is_some_and(|gq| gq < 20.0);
                let proves = !alleles.contains(&".") && !low && matches!(cells[6], "PASS" | ".");
                if copies > 0 { (!alleles.contains(&".")).then_some(copies) } else { proves.then_some(0) }
            });
            let key = (contig.clone(), pos, cells[3].to_owned(), (*alternate).to_owned());
            found.insert(key, copies.collect());
        }
    }
    found
}

/// How many cells of a report agree with a plain reading; none may differ.
fn assert_by_text(report: &FamilyReport, names: &[String], text: &str) -> usize {
    let plain = plain(text);
    let mut agreed = 0;
    for row in &report.rows {
        let entry = &row.entry;
        let key = (entry.contig.clone(), entry.pos, entry.reference.clone(), entry.alternate.clone());
        let Some(copies) = plain.get(&key) else { continue };
        for (member, cell) in report.members.iter().zip(&row.cells) {
            let column = names.iter().position(|name| Some(name.as_str()) == member.sample.as_deref()).unwrap();
            let Some(copies) = copies[column] else { continue };
            let expected = if copies > 0 { State::Carried } else { State::NotCarried };
            assert_eq!(cell.state, expected, "{entry:?} {:?}", member.sample);
            if copies > 0 {
                assert_eq!(cell.copies.map(|c| c.carried), Some(copies), "{entry:?} {:?}", member.sample);
            }
            agreed += 1;
        }
    }
    agreed
}

#[test]
fn the_ashkenazi_trio_is_what_its_records_say() {
    let Some(panel) = shared_panel(CLINVAR_2016) else { return };
    let path = "files/trio/slivar/ashk-trio.vcf.gz";
    let answers = [of_file(&panel, path)];
    let ped = Pedigree::read(&read(&shared("files/trio/slivar/ashk-trio.ped").unwrap())).unwrap();
    let names = samples(&answers[0]);
    let report = report(&answers, &ped.roles(&names).unwrap());
    assert_by_cells(&report);
    let text = text_of(&read(&shared(path).unwrap()));
    assert!(assert_by_text(&report, &names, &text) > 500);
    // The truth table: who of the three has how many copies.
    let truth = String::from_utf8(read(&shared("truth/ashk.cv161102.tsv").unwrap())).unwrap();
    let mut rows = 0;
    for line in truth.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let row = report.rows.iter().find(|row| {
            row.entry.contig == cells[0]
                && row.entry.pos.to_string() == cells[1]
                && row.entry.reference == cells[2]
                && row.entry.alternate == cells[3]
        });
        let row = row.unwrap_or_else(|| panic!("{line}"));
        for (name, zygosity) in ["HG002", "HG003", "HG004"].iter().zip(cells[7].split(';')) {
            let member = report.members.iter().position(|m| m.sample.as_deref() == Some(name)).unwrap();
            let word = row.cells[member].zygosity.map_or("absent".into(), Zygosity::word);
            assert_eq!(word, zygosity, "{line} {name}");
        }
        rows += 1;
    }
    let carried = report.rows.iter().filter(|row| row.cells.iter().any(|cell| cell.state == State::Carried)).count();
    assert_eq!(carried, rows, "nothing is carried besides");
    let mendelian = report.checks.mendelian.unwrap();
    assert!(mendelian.compared > 200 && !mendelian.is_implausible());
    assert!(report.notices.iter().all(|notice| notice.code == "relatives"), "{:?}", report.notices);
}

#[test]
fn a_parent_who_is_none_is_warned_of() {
    let Some(panel) = shared_panel(CLINVAR_2016) else { return };
    let answers = [of_file(&panel, "files/trio/slivar/ashk-trio.vcf.gz")];
    let roles = [("HG003", Role::Proband), ("HG004", Role::Mother), ("HG002", Role::Father)];
    let report = report(&answers, &roles.map(|(name, role)| Assigned::new(name, role)));
    let codes: BTreeSet<&str> = report.notices.iter().map(|notice| notice.code).collect();
    assert!(codes.contains("inheritance_implausible") && codes.contains("kinship_implausible"), "{codes:?}");
}

#[test]
fn the_scout_family_is_what_its_records_say() {
    let Some(panel) = shared_panel(CLINVAR_2016) else { return };
    for path in ["files/trio/scout/643594.clinical.vcf.gz", "files/trio/scout/643594.research.vcf.gz"] {
        let answers = [of_file(&panel, path)];
        let names = samples(&answers[0]);
        // Scout's demonstration: the first is the child, then father and mother.
        let roles = [Role::Proband, Role::Father, Role::Mother];
        let roles: Vec<Assigned> = names.iter().zip(roles).map(|(name, role)| Assigned::new(name, role)).collect();
        let report = report(&answers, &over(roles, &[]));
        assert_by_cells(&report);
        assert!(assert_by_text(&report, &names, &text_of(&read(&shared(path).unwrap()))) > 0, "{path}");
    }
}

#[test]
fn small_pedigrees_of_several_families_give_the_first_whole_one() {
    let Some(path) = shared("files/trio/gemini/test.auto_rec.vcf") else { return };
    let text = text_of(&read(&path));
    let source: String = text.lines().filter(|line| !line.starts_with("##")).fold(HEAD.to_owned(), |mut all, line| {
        if !line.starts_with('#') {
            let cells: Vec<&str> = line.split('\t').collect();
            write!(all, "\n{}\t{}\t.\t{}\t{}\t.\t.\tGENEINFO=G{}:1", cells[0], cells[1], cells[3], cells[4], cells[0])
                .unwrap();
        }
        all
    });
    let panel = compile((source + "\n").replace("GRCh38", "GRCh37").as_bytes(), None).unwrap();
    let options = ScreenOptions { build: Some(genosieve::genome::Build::GRCh37), ..ScreenOptions::default() };
    let answers = [answer(&panel, text.as_bytes(), 4096, options).unwrap()];
    let names = samples(&answers[0]);
    let ped = |name: &str| Pedigree::read(&read(&shared(&format!("files/trio/gemini/{name}")).unwrap())).unwrap();
    let roles = ped("test.auto_rec.ped").roles(&names).unwrap();
    assert_eq!(roles.iter().map(|role| role.sample.as_str()).collect::<Vec<_>>(), ["1_kid", "1_mom", "1_dad"]);
    let found = report(&answers, &roles);
    assert_by_cells(&found);
    assert!(!found.rows.is_empty() && assert_by_text(&found, &names, &text) > 0);
    let error = ped("test.auto_rec.no_parents.ped").roles(&["1_kid".into(), "1_mom".into()]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RolesInvalid, "a pedigree without parents makes no family");
}

#[test]
fn a_tumour_alone_says_what_it_cannot_tell() {
    let Some(panel) = shared_panel(CLINVAR_2016) else { return };
    let answers = [of_file(&panel, "files/somatic/pcgr/T001-COAD.grch37.vcf.gz")];
    let [name] = &samples(&answers[0])[..] else { panic!("one column") };
    let report = report(&answers, &[Assigned::new(name, Role::Tumor)]);
    let carried = report.rows.iter().filter(|row| row.cells[0].state == State::Carried).count();
    assert_eq!(carried, 16, "as in the truth table");
    let views = |view| report.views[&view];
    assert_eq!((views(FamilyView::NormalUnknown), views(FamilyView::AlsoInNormal)), (16, 0));
    assert_eq!(report.notices.iter().map(|notice| notice.code).collect::<Vec<_>>(), ["no_matched_sample"]);
    let braf = report.rows.iter().find(|row| (row.entry.contig.as_str(), row.entry.pos) == ("7", 140_453_136)).unwrap();
    // DPC:DPT:ADC:ADT of that row.
    let text = text_of(&read(&shared("files/somatic/pcgr/T001-COAD.grch37.vcf.gz").unwrap()));
    let line = text.lines().find(|line| line.starts_with("7\t140453136\t")).unwrap();
    let values: Vec<&str> = line.split('\t').nth(9).unwrap().split(':').collect();
    let reads: Vec<u32> = values[4].split(',').map(|n| n.parse().unwrap()).collect();
    let cell = &braf.cells[0];
    assert_eq!((cell.reads, cell.depth), (Some(reads[1]), Some(reads[0] + reads[1])));
    #[allow(clippy::cast_precision_loss, reason = "reads of a site")]
    let fraction = reads[1] as f32 / (reads[0] + reads[1]) as f32;
    assert!((cell.fraction.unwrap() - fraction).abs() < 1e-6);
}

#[test]
fn callers_of_tumours_are_read_with_their_reads() {
    let roles = |answer: &Answer| guess(&samples(answer), &[]);
    let panel = |rows: &str| {
        let head = HEAD.replace("GRCh38", "GRCh37");
        compile(format!("{head}\n{rows}\n").as_bytes(), None).unwrap()
    };
    let b37 = || ScreenOptions { build: Some(genosieve::genome::Build::GRCh37), ..ScreenOptions::default() };
    for (path, rows, expected) in [
        // Strelka: no GT; NT=ref of the matched sample is no call.
        (
            "strelka-example.vcf",
            "1\t16385738\t.\tGC\tG\t.\t.\tGENEINFO=A:1",
            (Some(78), Some(91), FamilyView::NormalUnknown),
        ),
        // Mutect: haploid 0 of the matched sample.
        ("mutect-example.vcf", "1\t10033\t.\tA\tG\t.\t.\tGENEINFO=A:1", (Some(0), Some(48), FamilyView::NormalUnknown)),
    ] {
        let Some(file) = shared(&format!("files/somatic/varcode/{path}")) else { return };
        let answers = [answer(&panel(rows), &read(&file), 4096, b37()).unwrap()];
        let report = report(&answers, &roles(&answers[0]));
        let [row] = &report.rows[..] else { panic!("{path}: {:?}", report.rows) };
        let tumor = &row.cells[0];
        assert_eq!((tumor.reads, tumor.depth), (expected.0, expected.1), "{path}");
        assert!(row.views.contains(&expected.2), "{path} {:?}", row.views);
    }
}

/// A family in one file, or each member in one of its own, over two genes and X.
struct Made {
    rows: Vec<(String, Vec<String>)>,
}

const MEMBERS: [&str; 4] = ["kid", "mom", "dad", "sib"];

impl Made {
    fn new(mut random: Random) -> Self {
        let calls = ["0/0", "0/1", "1/1", "./.", "0|1", "1|0", "1|1", "0|0", "1/.", "0/1:5", "0/0:5"];
        let rows = (0..40_u32).map(|at| {
            let (contig, pos) = if at < 30 { ("1", 100 + 10 * at) } else { ("X", 5_000_000 + at) };
            let mut call = || {
                let call = random.pick(&calls);
                if call.contains(':') { call.to_owned() } else { format!("{call}:60") }
            };
            (format!("{contig}\t{pos}\t.\tA\tG\t.\tPASS\t.\tGT:GQ"), MEMBERS.iter().map(|_| call()).collect())
        });
        Self { rows: rows.collect() }
    }

    fn file(&self, members: &[usize]) -> String {
        let names: Vec<&str> = members.iter().map(|at| MEMBERS[*at]).collect();
        let mut text = format!("{HEAD}\tFORMAT\t{}\n", names.join("\t"));
        for (row, calls) in &self.rows {
            let calls: Vec<&str> = members.iter().map(|at| calls[*at].as_str()).collect();
            writeln!(text, "{row}\t{}", calls.join("\t")).unwrap();
        }
        text
    }

    fn panel(&self) -> Arc<Panel> {
        let mut text = format!("{HEAD}\n");
        for (at, (row, _)) in self.rows.iter().enumerate() {
            let cells: Vec<&str> = row.split('\t').collect();
            // Every third stands in both genes.
            let gene = ["G1:1", "G2:2", "G1:1|G2:2"][at % 3];
            writeln!(text, "{}\t{}\t.\tA\tG\t.\t.\tGENEINFO={gene}", cells[0], cells[1]).unwrap();
        }
        compile(text.as_bytes(), None).unwrap()
    }
}

fn roles_of_made() -> Vec<Assigned> {
    let ped = "f kid dad mom 1 2\nf mom 0 0 2 1\nf dad 0 0 1 1\nf sib dad mom 1 2\n";
    let names: Vec<String> = MEMBERS.iter().map(|name| (*name).to_owned()).collect();
    // Both children are affected: the first is the proband.
    Pedigree::read(ped.as_bytes()).unwrap().roles(&names).unwrap()
}

/// What does not depend on files: rows, views, genes.
fn essence(report: &FamilyReport) -> Value {
    let mut json = serde_json::to_value(report).unwrap();
    for row in json["rows"].as_array_mut().unwrap() {
        row["cells"].as_array_mut().unwrap().iter_mut().for_each(|cell| cell["records"] = Value::Null);
    }
    serde_json::json!({ "rows": json["rows"], "views": json["views"], "genes": json["genes"], "checks": json["checks"] })
}

#[test]
fn random_families_agree_with_each_entry_in_one_file_and_in_four() {
    for seed in 0..40 {
        let made = Made::new(Random::new(seed));
        let panel = made.panel();
        let options = || ScreenOptions { x_copies: vec!["2".parse().unwrap()], ..ScreenOptions::default() };
        let screen = |members: &[usize]| answer(&panel, made.file(members).as_bytes(), 777, options()).unwrap();
        let together = [screen(&[0, 1, 2, 3])];
        let roles = roles_of_made();
        let report_of_one = report(&together, &roles);
        assert_by_cells(&report_of_one);
        assert!(!report_of_one.genes.is_empty());
        let alone: Vec<Answer> = (0..4).map(|member| screen(&[member])).collect();
        let report_of_four = report(&alone, &roles);
        assert_eq!(essence(&report_of_one), essence(&report_of_four), "seed {seed}");
        // Parents in each other's place swap their words, and nothing else.
        let swap = |role: Role| match role {
            Role::Mother => Role::Father,
            Role::Father => Role::Mother,
            other => other,
        };
        let swapped: Vec<Assigned> = roles.iter().map(|one| Assigned { role: swap(one.role), ..one.clone() }).collect();
        let turned = report(&together, &over(swapped, &[]));
        for (row, other) in report_of_one.rows.iter().zip(&turned.rows) {
            let expected = row.inheritance.map(|kind| match kind {
                Inheritance::Mother => Inheritance::Father,
                Inheritance::Father => Inheritance::Mother,
                kind => kind,
            });
            assert_eq!(other.inheritance, expected);
        }
        let pairs = |report: &FamilyReport| serde_json::to_value(&report.genes).unwrap();
        assert_eq!(pairs(&report_of_one), pairs(&turned), "seed {seed}");
    }
}

/// Rows of a proband alone, with phase; whether two entries of one gene are on one haplotype.
fn phase_of(rows: &[(&str, &str)]) -> Vec<(Phase, bool)> {
    let mut panel = format!("{HEAD}\n");
    let mut file = format!("{HEAD}\tFORMAT\tkid\tmom\n");
    for (at, (change, call)) in rows.iter().enumerate() {
        let (reference, alternate) = change.split_once('>').unwrap();
        let pos = 100 + 10 * at;
        for alternate in alternate.split(',') {
            writeln!(panel, "1\t{pos}\t.\t{reference}\t{alternate}\t.\t.\tGENEINFO=G:1").unwrap();
        }
        writeln!(file, "1\t{pos}\t.\t{reference}\t{alternate}\t.\tPASS\t.\tGT:PS\t{call}\t./.:.").unwrap();
    }
    let answers =
        [answer(&compile(panel.as_bytes(), None).unwrap(), file.as_bytes(), 999, ScreenOptions::default()).unwrap()];
    let roles = guess(&samples(&answers[0]), &[]);
    let genes = report(&answers, &roles).genes;
    genes.iter().flat_map(|gene| &gene.pairs).map(|pair| (pair.phase, pair.by_phase)).collect()
}

/// Sixty genotypes of X that call an alternate, one copy or two, for each sample.
fn called_on_x(copies: &[(&str, u8)]) -> String {
    let names: Vec<&str> = copies.iter().map(|(name, _)| *name).collect();
    let mut text = format!("{HEAD}\tFORMAT\t{}\n", names.join("\t"));
    for at in 0..60 {
        let calls: Vec<&str> = copies.iter().map(|(_, copies)| if *copies == 2 { "0/1" } else { "1/1" }).collect();
        writeln!(text, "chrX\t{}\t.\tA\tG\t50\tPASS\t.\tGT\t{}", 50_000_000 + at * 1000, calls.join("\t")).unwrap();
    }
    text
}

#[test]
fn copies_of_x_that_fit_no_role_and_no_stated_sex_are_warned_of() {
    let panel = compile(format!("{HEAD}\nchrX\t40000000\t.\tA\tG\t.\t.\t.\n").as_bytes(), None).unwrap();
    let warned = |ped: &str, copies: &[(&str, u8)]| -> Vec<String> {
        let names: Vec<String> = copies.iter().map(|(name, _)| (*name).to_owned()).collect();
        let roles = Pedigree::read(ped.as_bytes()).unwrap().roles(&names).unwrap();
        let answers = [answer(&panel, called_on_x(copies).as_bytes(), 777, ScreenOptions::default()).unwrap()];
        let notices = report(&answers, &roles).notices;
        notices.into_iter().filter(|notice| notice.code == "x_implausible").map(|notice| notice.detail).collect()
    };
    let ped = |sex: &str| format!("f\tkid\tdad\tmom\t{sex}\t2\nf\tsib\tdad\tmom\t2\t1\n");
    let fitting = [("kid", 1), ("sib", 2), ("mom", 2), ("dad", 1)];
    for sex in ["1", "male", "0", ""] {
        assert_eq!(warned(&ped(sex), &fitting), Vec::<String>::new(), "{sex}");
    }
    assert_eq!(warned(&ped("2"), &fitting), ["kid: 1"]);
    let other = [("kid", 2), ("sib", 1), ("mom", 1), ("dad", 2)];
    assert_eq!(warned(&ped("1"), &other), ["kid: 2", "mom: 1", "dad: 2", "sib: 1"]);
}

#[test]
fn phase_sets_say_what_shares_a_haplotype() {
    let (trans, cis, unknown) = ((Phase::Trans, true), (Phase::Cis, true), (Phase::Unknown, false));
    for (rows, expected) in [
        (&[("A>G", "0|1:5"), ("C>T", "1|0:5")][..], vec![trans]),
        (&[("A>G", "0|1:5"), ("C>T", "0|1:5")], vec![cis]),
        (&[("A>G", "0|1:5"), ("C>T", "1|0:6")], vec![unknown]),
        (&[("A>G", "0|1:."), ("C>T", "1|0:.")], vec![trans]),
        (&[("A>G", "0/1:."), ("C>T", "1|0:.")], vec![unknown]),
        // Two alternates of one site lie on different haplotypes, where that is phased.
        (&[("A>G,T", "1|2:5")], vec![trans]),
        (&[("A>G,T", "1/2:.")], vec![unknown]),
        // A deletion and a base.
        (&[("AT>A", "0|1:5"), ("C>T", "1|0:5")], vec![trans]),
        // Two copies are no half of a pair.
        (&[("A>G", "1|1:5"), ("C>T", "1|0:5")], vec![]),
        // Half of it is not called: it may be two.
        (&[("A>G", "1|.:5"), ("C>T", "1|0:5")], vec![unknown]),
    ] {
        assert_eq!(phase_of(rows), expected, "{rows:?}");
    }
}

#[test]
fn an_entry_spelled_twice_is_no_pair() {
    let panel = format!(
        "{HEAD}\n1\t100\t.\tAC\tGT\t.\t.\tGENEINFO=G:1\n1\t100\t.\tA\tG\t.\t.\tGENEINFO=G:1\n1\t99\t.\tTA\tTG\t.\t.\tGENEINFO=G:1\n"
    );
    let file = format!("{HEAD}\tFORMAT\tkid\tmom\n1\t100\t.\tAC\tGT\t.\tPASS\t.\tGT\t0/1\t0/0\n");
    let answers =
        [answer(&compile(panel.as_bytes(), None).unwrap(), file.as_bytes(), 99, ScreenOptions::default()).unwrap()];
    let found = report(&answers, &guess(&samples(&answers[0]), &[]));
    assert_eq!((found.rows.len(), found.genes.len()), (3, 0), "one allele and its parts");
}

#[test]
fn of_many_pairs_those_in_trans_are_listed_and_all_of_them_count() {
    let (mut panel, mut file) = (HEAD.to_owned(), format!("{HEAD}\tFORMAT\tkid\tmom"));
    for at in 0_u32..9 {
        let pos = 100 * (at + 1);
        // The last is on the other haplotype.
        let genotype = if at == 8 { "1|0" } else { "0|1" };
        write!(panel, "\n1\t{pos}\t.\tA\tG\t.\t.\tGENEINFO=G:1").unwrap();
        write!(file, "\n1\t{pos}\t.\tA\tG\t.\tPASS\t.\tGT\t{genotype}\t0/0").unwrap();
    }
    let answers = [answer(
        &compile(format!("{panel}\n").as_bytes(), None).unwrap(),
        format!("{file}\n").as_bytes(),
        99,
        ScreenOptions::default(),
    )
    .unwrap()];
    let found = report(&answers, &guess(&samples(&answers[0]), &[]));
    let [gene] = &found.genes[..] else { panic!("{:?}", found.genes) };
    assert_eq!((gene.count, gene.pairs.len()), (36, 20));
    let trans: Vec<_> = gene.pairs.iter().filter(|pair| pair.phase == Phase::Trans).map(|pair| pair.rows).collect();
    assert_eq!(trans, (0..8).map(|at| [at, 8]).collect::<Vec<_>>());
    assert!(gene.pairs.is_sorted_by_key(|pair| pair.rows));
    assert_eq!(found.views[&FamilyView::InTrans], 9);
}

#[test]
fn roles_that_do_not_fit_are_refused() {
    let made = Made::new(Random::new(1));
    let panel = made.panel();
    let screen =
        |members: &[usize]| answer(&panel, made.file(members).as_bytes(), 777, ScreenOptions::default()).unwrap();
    let refusal = |answers: &[Answer], roles: &[(&str, Role)]| {
        let roles: Vec<Assigned> = roles.iter().map(|(name, role)| Assigned::new(name, *role)).collect();
        Family::new(answers, &roles).unwrap_err().kind()
    };
    let trio = [screen(&[0, 1, 2])];
    assert_eq!(refusal(&trio, &[("kid", Role::Proband), ("aunt", Role::Mother)]), ErrorKind::SampleUnknown);
    assert_eq!(refusal(&trio, &[("kid", Role::Proband), ("mom", Role::Normal)]), ErrorKind::RolesInvalid);
    let twice = [screen(&[0, 1]), screen(&[1])];
    assert_eq!(refusal(&twice, &[("kid", Role::Proband), ("mom", Role::Mother)]), ErrorKind::RolesInvalid);
    let other = made.panel().info().sha256.clone();
    assert_eq!(other, panel.info().sha256);
    let narrowed = ScreenOptions {
        filter: genosieve::panel::Filter { genes: vec!["G1".into()], ..Default::default() },
        ..ScreenOptions::default()
    };
    let apart = [screen(&[0]), answer(&panel, made.file(&[1]).as_bytes(), 777, narrowed).unwrap()];
    assert_eq!(refusal(&apart, &[("kid", Role::Proband), ("mom", Role::Mother)]), ErrorKind::OptionInvalid);
    assert!("kid=aunt".parse::<StatedRole>().is_err());
}

#[test]
fn every_word_has_its_texts() {
    let known: BTreeSet<&str> = genosieve::messages::rows().map(|(key, ..)| key).collect();
    let views = FamilyView::ALL.map(FamilyView::word);
    let phases = [Phase::Trans, Phase::Cis, Phase::Unknown, Phase::Conflicting].map(Phase::word);
    let keys = views.iter().flat_map(|word| [format!("view.{word}"), format!("view.{word}.short")]);
    let keys = keys.chain(phases.iter().map(|word| format!("phase.{word}")));
    for key in keys.chain(Role::ALL.map(|role| format!("role.{}", role.word()))) {
        assert!(known.contains(key.as_str()), "messages.tsv lacks {key}");
    }
    let documented = include_str!("../docs/family.md");
    for word in views {
        assert!(documented.contains(&format!("`{word}`")), "docs/family.md lacks {word}");
    }
}
