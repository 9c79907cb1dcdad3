//! What a line of the panel says of its entry: INFO with the columns of `ClinVar`.
//!
//! How long values are, how often they are there, how many of them stand in one and how many differ lies between
//! two public files, of which neither is a whole release: what is pathogenic in the genes of the ACMG's list
//! (`ClinVar` of September 2025, 53,678 rows of 573 bytes), and 2,000 rows of the first genes of chromosome 1
//! (2023, 355 bytes). Names and numbers are made up, but for those of words that every release uses.

use std::io::Write;

use crate::change::{Allele, LengthChange, length};
use crate::contigs::Contig;
use crate::random::{Random, mix};
use crate::reference::Reference;

/// Versions of RefSeq's sequences of GRCh38, of chromosomes 1 to 22, X and Y.
const SEQUENCES: [u32; 24] =
    [11, 12, 12, 12, 10, 12, 14, 11, 12, 11, 10, 12, 11, 9, 10, 10, 11, 10, 10, 11, 9, 11, 11, 10];
/// Bases of a gene: there are as many genes as `ClinVar` names.
const GENE: u32 = 150_000;
/// Of these, those that it shares with one other gene, and those that it shares with two: 14% and 1%.
const SHARED: [u32; 2] = [21_000, 1_400];
/// Conditions, from which each gene has a few.
const CONDITIONS: u64 = 14_000;
/// Conditions that any gene has, with their ids and how often of a hundred: what is not of a gene.
const COMMON: [(&str, &str, u32); 5] = [
    ("not_provided", "MedGen:C3661900", 32),
    ("not_specified", "MedGen:CN169374", 7),
    ("Inborn_genetic_diseases", "MeSH:D030342,MedGen:C0950123", 9),
    ("Hereditary_cancer-predisposing_syndrome", "MONDO:MONDO:0015356,MeSH:D009386,MedGen:C0027672,Orphanet:140162", 5),
    ("Cardiovascular_phenotype", "MedGen:CN230736", 3),
];
/// How many conditions a line names.
const NAMED: [(u32, u32); 6] = [(1, 740), (2, 155), (3, 57), (4, 30), (5, 12), (7, 6)];

const CONFLICTING: &str = "Conflicting_classifications_of_pathogenicity";
const SIGNIFICANCE: [(&str, u32); 16] = [
    ("Uncertain_significance", 5_200),
    ("Likely_benign", 2_900),
    ("Benign", 560),
    (CONFLICTING, 420),
    ("Pathogenic", 460),
    ("Likely_pathogenic", 240),
    ("Benign/Likely_benign", 150),
    ("Pathogenic/Likely_pathogenic", 90),
    ("not_provided", 30),
    ("drug_response", 8),
    ("risk_factor", 6),
    ("Pathogenic|drug_response", 4),
    ("Pathogenic|risk_factor", 3),
    ("Likely_pathogenic|association", 2),
    ("Pathogenic/Likely_pathogenic/Pathogenic,_low_penetrance", 2),
    ("Uncertain_significance/Uncertain_risk_allele", 2),
];
const SINGLE_SUBMITTER: &str = "criteria_provided,_single_submitter";
const REVIEW: [(&str, u32); 4] = [
    (SINGLE_SUBMITTER, 800),
    ("criteria_provided,_multiple_submitters,_no_conflicts", 165),
    ("no_assertion_criteria_provided", 25),
    ("reviewed_by_expert_panel", 10),
];
const ORIGINS: [(u32, u32); 8] = [(1, 930), (0, 40), (3, 8), (5, 6), (33, 5), (2, 5), (32, 4), (9, 2)];

/// What a change of one base does, and what any other does.
const OF_A_BASE: [(&str, u32); 8] = [
    ("SO:0001583|missense_variant", 540),
    ("SO:0001819|synonymous_variant", 250),
    ("SO:0001627|intron_variant", 130),
    ("SO:0001587|nonsense", 35),
    ("SO:0001623|5_prime_UTR_variant", 13),
    ("SO:0001575|splice_donor_variant", 12),
    ("SO:0001574|splice_acceptor_variant", 10),
    ("SO:0001624|3_prime_UTR_variant", 10),
];
const OF_OTHERS: [(&str, u32); 4] = [
    ("SO:0001589|frameshift_variant", 640),
    ("SO:0001627|intron_variant", 200),
    ("SO:0001822|inframe_deletion", 90),
    ("SO:0001821|inframe_insertion", 70),
];
/// What it does in another transcript besides, and how often there are so many.
const BESIDES: [&str; 5] = [
    "SO:0001619|non-coding_transcript_variant",
    "SO:0001627|intron_variant",
    "SO:0001623|5_prime_UTR_variant",
    "SO:0001624|3_prime_UTR_variant",
    "SO:0001575|splice_donor_variant",
];
const MORE: [(u32, u32); 3] = [(0, 830), (1, 125), (2, 45)];

/// A word of the type of change, its term, and the name of the change behind `g.`.
struct Named {
    class: &'static str,
    term: &'static str,
    change: String,
}

/// Writes INFO of an entry. It draws from numbers of its own, so that nothing else depends on how much it says.
pub(crate) fn write(out: &mut Vec<u8>, seed: u64, id: u32, (contig, reference): (Contig, Reference), entry: &Allele) {
    let random = &mut Random::new(seed);
    let gene = contig.place * 2_000 + entry.pos / GENE;
    if random.per_mille(80) {
        put(out, "AF_EXAC", format_args!("0.{:05};", 1 + random.below(30) * random.below(30)));
    }
    put(out, "ALLELEID", format_args!("{};", id + 15_041));
    let conditions = conditions(random, gene);
    list(out, "CLNDISDB", conditions.iter().map(|(_, ids)| ids.as_str()));
    list(out, "CLNDN", conditions.iter().map(|(name, _)| name.as_str()));
    let Named { class, term, change } = named(reference, entry);
    let version = SEQUENCES[contig.place as usize];
    put(out, "CLNHGVS", format_args!("NC_{:06}.{version}:g.{change};", contig.place + 1));
    classification(out, random);
    put(out, "CLNVC", format_args!("{class};CLNVCSO={term};"));
    sources(out, random, id);
    genes(out, gene, entry.pos);
    consequences(out, random, entry);
    somatic(out, random);
    put(out, "ORIGIN", format_args!("{}", random.weighted(&ORIGINS)));
    if random.per_mille(850) {
        put(out, ";RS", format_args!("{}", 1_000 + random.below(2_600_000_000)));
    }
}

fn put(out: &mut Vec<u8>, key: &str, value: std::fmt::Arguments<'_>) {
    write!(out, "{key}={value}").expect("memory");
}

fn list<'a>(out: &mut Vec<u8>, key: &str, items: impl Iterator<Item = &'a str>) {
    put(out, key, format_args!("{};", items.collect::<Vec<_>>().join("|")));
}

/// Names and ids of what the entry is about, each once.
fn conditions(random: &mut Random, gene: u32) -> Vec<(String, String)> {
    let mut conditions: Vec<(String, String)> = Vec::new();
    for _ in 0..random.weighted(&NAMED) {
        let condition = condition(random, gene);
        if !conditions.contains(&condition) {
            conditions.push(condition);
        }
    }
    // Mostly in the same order.
    if !random.one_in(4) {
        conditions.sort_unstable();
    }
    conditions
}

fn condition(random: &mut Random, gene: u32) -> (String, String) {
    let mut at = random.below(100);
    for (name, ids, share) in COMMON {
        if at < share {
            return (name.to_owned(), ids.to_owned());
        }
        at -= share;
    }
    // Those of a gene; the first of them is by far the most frequent.
    let place = random.below(2) * random.below(2) * random.below(5);
    let number = mix(u64::from(gene) << 8 | u64::from(place)) % CONDITIONS;
    (format!("Synthetic_{}_{number}", name_of(number)), ids_of(number))
}

fn name_of(condition: u64) -> &'static str {
    const NAMES: [&str; 6] = [
        "syndrome",
        "neurodevelopmental_disorder,_type",
        "cardiomyopathy,_familial",
        "intellectual_disability,_autosomal_dominant",
        "deafness,_autosomal_recessive",
        "retinal_dystrophy",
    ];
    NAMES[usize::try_from(condition % 6).expect("a small number")]
}

fn ids_of(condition: u64) -> String {
    let hash = mix(condition);
    let holds = |bit: u32, of_sixteen: u64| (hash >> (4 * bit)) % 16 < of_sixteen;
    let mut ids = Vec::new();
    if holds(0, 1) {
        ids.push(format!("Human_Phenotype_Ontology:HP:{:07}", condition + 1_000));
    }
    if holds(1, 14) {
        ids.push(format!("MONDO:MONDO:{:07}", condition + 5_000));
    }
    if holds(2, 2) {
        ids.push(format!("MeSH:D{:06}", condition + 2_000));
    }
    ids.push(format!("MedGen:C{:07}", condition * 251 % 5_000_000));
    if holds(3, 11) {
        ids.push(format!("OMIM:{}", 100_000 + condition * 31 % 520_000));
    }
    if holds(4, 8) {
        ids.push(format!("Orphanet:{}", condition * 17 % 300_000));
    }
    ids.join(",")
}

fn classification(out: &mut Vec<u8>, random: &mut Random) {
    let (word, mut status) = (random.weighted(&SIGNIFICANCE), random.weighted(&REVIEW));
    let mut submissions = if status == SINGLE_SUBMITTER { 1 } else { 2 + random.below(3) };
    if word == CONFLICTING {
        (status, submissions) = ("criteria_provided,_conflicting_classifications", 2 + random.below(4));
    }
    put(out, "CLNREVSTAT", format_args!("{status};CLNSIG={word};"));
    if word == CONFLICTING {
        put(out, "CLNSIGCONF", format_args!("Uncertain_significance({})|Likely_benign(1);", submissions - 1));
    }
    let submissions: Vec<String> = (0..submissions).map(|_| format!("SCV{:09}", random.below(6_500_000))).collect();
    list(out, "CLNSIGSCV", submissions.iter().map(String::as_str));
}

/// Ids of the allele elsewhere: most have that of `ClinGen`, a tenth of these one more.
fn sources(out: &mut Vec<u8>, random: &mut Random, id: u32) {
    if random.per_mille(850) {
        let from = random.pick(&[0, 16_000_000, 350_000_000, 2_570_000_000]);
        let number = from + random.below(350_000_000) / if from == 0 { 200 } else { 1 };
        put(out, "CLNVI", format_args!("ClinGen:CA{number}"));
        if random.one_in(10) {
            write!(out, "|OMIM:{}.{:04}", 100_000 + id % 520_000, random.below(90)).expect("memory");
        }
        out.push(b';');
    }
}

fn genes(out: &mut Vec<u8>, gene: u32, pos: u32) {
    put(out, "GENEINFO", format_args!("SYN{gene}:{gene}"));
    let others = SHARED.iter().filter(|shared| pos % GENE < **shared).count();
    for (other, number) in [("AS1", 100_000_000 + gene), ("DT", 127_000_000 + gene)].into_iter().take(others) {
        write!(out, "|SYN{gene}-{other}:{number}").expect("memory");
    }
    out.push(b';');
}

fn consequences(out: &mut Vec<u8>, random: &mut Random, entry: &Allele) {
    let is_base = entry.reference.len() == 1 && entry.alternate.len() == 1;
    let mut terms = vec![if is_base { random.weighted(&OF_A_BASE) } else { random.weighted(&OF_OTHERS) }];
    for _ in 0..random.weighted(&MORE) {
        terms.push(random.pick(&BESIDES));
    }
    terms.sort_unstable();
    terms.dedup();
    put(out, "MC", format_args!("{};", terms.join(",")));
}

/// Classifications of a few in tumours.
fn somatic(out: &mut Vec<u8>, random: &mut Random) {
    const NEOPLASM: &str = "Human_Phenotype_Ontology:HP:0002664,MONDO:MONDO:0005070,MeSH:D009369,MedGen:C0027651";
    if random.per_mille(5) {
        let word = random.pick(&["Oncogenic", "Likely_oncogenic"]);
        put(out, "ONC", format_args!("{word};ONCDISDB={NEOPLASM};ONCDN=Neoplasm;ONCREVSTAT={SINGLE_SUBMITTER};"));
    }
    if random.per_mille(1) {
        let word = random.pick(&["Tier_I_-_Strong", "Tier_IV_-_Benign/Likely_benign"]);
        put(out, "SCI", format_args!("{word};SCIDISDB={NEOPLASM};SCIDN=Neoplasm;SCIREVSTAT={SINGLE_SUBMITTER};"));
    }
}

/// As HGVS has it: what can be shifted stands as far to the right as it can.
fn named(reference: Reference, entry: &Allele) -> Named {
    let Allele { pos, reference: before, alternate: after } = entry;
    if before.len() == after.len() {
        return match before.len() {
            1 => Named {
                class: "single_nucleotide_variant",
                term: "SO:0001483",
                change: format!("{pos}{before}>{after}"),
            },
            _ => Named {
                class: "Indel",
                term: "SO:1000032",
                change: format!("{}delins{after}", places(*pos, length(before))),
            },
        };
    }
    let change = LengthChange::new(reference, pos + 1, length(before) - 1, after[1..].to_owned());
    let Allele { pos, alternate, .. } = change.spelled(reference, change.steps);
    let (inserted, bases) = (&alternate[1..], length(&alternate) - 1);
    if inserted.is_empty() {
        let change = format!("{}del", places(pos + 1, change.deleted));
        Named { class: "Deletion", term: "SO:0000159", change }
    } else if reference.bases(pos + 1 - bases, bases) == inserted {
        Named { class: "Duplication", term: "SO:1000035", change: format!("{}dup", places(pos + 1 - bases, bases)) }
    } else {
        Named { class: "Insertion", term: "SO:0000667", change: format!("{pos}_{}ins{inserted}", pos + 1) }
    }
}

fn places(pos: u32, bases: u32) -> String {
    if bases == 1 { pos.to_string() } else { format!("{pos}_{}", pos + bases - 1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contigs::with_room_for;

    fn info(seed: u64, pos: u32) -> String {
        let contig = with_room_for(1)[0];
        let reference = Reference::of(contig);
        let base = reference.base(pos);
        let alternate = if base == 'A' { "C" } else { "A" };
        let entry = Allele { pos, reference: base.into(), alternate: alternate.into() };
        let mut out = Vec::new();
        write(&mut out, seed, 200_000, (contig, reference), &entry);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn shares_are_those_of_releases() {
        let rows: Vec<String> = (0..20_000).map(|n| info(u64::from(n), 20_000_000 + n * 97)).collect();
        let bytes: usize = rows.iter().map(String::len).sum();
        assert!((330..460).contains(&(bytes / rows.len())), "{} bytes of INFO", bytes / rows.len());
        let count = |holds: &dyn Fn(&str) -> bool| rows.iter().filter(|row| holds(row)).count() * 1_000 / rows.len();
        let value = |row: &str, key: &str| row.split(';').find_map(|item| item.strip_prefix(key).map(str::to_owned));
        let lists = |key: &'static str| count(&|row| value(row, key).is_some_and(|value| value.contains('|')));
        for (share, least, most) in [
            (lists("CLNDN="), 200, 300),
            (lists("CLNDISDB="), 200, 300),
            (lists("GENEINFO="), 120, 160),
            (count(&|row| value(row, "MC=").is_some_and(|value| value.contains(','))), 120, 180),
            (count(&|row| row.contains(";CLNVI=ClinGen:CA")), 820, 880),
            (count(&|row| row.contains(";RS=")), 820, 880),
            (count(&|row| row.contains(";ONC=")), 3, 8),
            (count(&|row| row.contains("CLNSIG=Uncertain_significance;")), 480, 560),
        ] {
            assert!((least..most).contains(&share), "{share}, not from {least} to {most}");
        }
    }

    #[test]
    fn changes_are_named_at_their_rightmost_place() {
        let reference = Reference::of(with_room_for(1)[0]);
        let repeat = reference.repeat_behind(20_000, 1).unwrap();
        let unit = reference.base(repeat.start).to_string();
        let before = reference.base(repeat.start - 1).to_string();
        let of = |alleles: (&str, &str)| {
            let entry = Allele { pos: repeat.start - 1, reference: alleles.0.into(), alternate: alleles.1.into() };
            let Named { class, change, .. } = named(reference, &entry);
            (class, change)
        };
        let (longer, mut last) = (format!("{before}{unit}"), repeat.end - 1);
        while reference.base(last + 1).to_string() == unit {
            last += 1;
        }
        assert_eq!(of((&longer, &before)), ("Deletion", format!("{last}del")));
        assert_eq!(of((&before, &longer)), ("Duplication", format!("{last}dup")));
        let at = repeat.start - 1;
        let (class, change) = of((&longer, &format!("{unit}{before}")));
        assert_eq!((class, change), ("Indel", format!("{at}_{}delins{unit}{before}", at + 1)));
    }
}
