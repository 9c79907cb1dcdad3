//! A VCF as BCF 2.2. What its header does not declare is added, so both forms are given.
#![allow(dead_code, reason = "each test binary uses some of it")]

use std::collections::BTreeSet;

/// The same records twice.
pub(crate) struct Forms {
    /// As text, all names declared.
    pub(crate) vcf: Vec<u8>,
    /// As BCF, not compressed.
    pub(crate) bcf: Vec<u8>,
}

/// Both forms of a VCF; integers of BCF take so many bytes (1, 2, 4) at least. Nothing where a line cannot be
/// written as BCF.
pub(crate) fn forms(vcf: &str, width: usize) -> Option<Forms> {
    // A NUL ends a string of BCF, and a CR would be part of one.
    if vcf.contains(['\r', '\0']) {
        return None;
    }
    let (head, records): (Vec<&str>, Vec<&str>) = vcf.lines().partition(|line| line.starts_with('#'));
    let columns = head.last().filter(|line| line.starts_with("#CHROM"))?;
    let samples = columns.split('\t').count().saturating_sub(9);
    let mut names = Names::new(&head[..head.len() - 1]);
    let rows: Vec<Vec<&str>> = records.iter().map(|line| line.split('\t').collect()).collect();
    if rows.iter().any(|row| row.len() != columns.split('\t').count()) {
        return None;
    }
    for row in &rows {
        names.declare(row)?;
    }
    let head = names.lines.join("\n") + "\n" + columns + "\n";
    let mut bcf = b"BCF\x02\x02".to_vec();
    bcf.extend(u32::try_from(head.len() + 1).ok()?.to_le_bytes());
    bcf.extend(head.as_bytes());
    bcf.push(0);
    for row in &rows {
        record(row, samples, &names, width, &mut bcf)?;
    }
    let vcf = records.iter().fold(head, |text, line| text + line + "\n").into_bytes();
    Some(Forms { vcf, bcf })
}

/// The names of a header, and its lines.
struct Names {
    contigs: Vec<String>,
    words: Vec<String>,
    /// What was declared, with its kind.
    declared: BTreeSet<(String, String)>,
    lines: Vec<String>,
}

impl Names {
    fn new(head: &[&str]) -> Self {
        let mut names =
            Self { contigs: Vec::new(), words: vec!["PASS".into()], declared: BTreeSet::new(), lines: Vec::new() };
        for line in head {
            names.lines.push((*line).to_owned());
            let Some((kind, rest)) = line.strip_prefix("##").and_then(|line| line.split_once("=<ID=")) else {
                continue;
            };
            let id = rest.split([',', '>']).next().unwrap();
            names.add(kind, id);
        }
        names
    }

    fn add(&mut self, kind: &str, id: &str) {
        let list = match kind {
            "contig" => &mut self.contigs,
            "FILTER" | "INFO" | "FORMAT" => &mut self.words,
            _ => return,
        };
        if !list.iter().any(|known| known == id) {
            list.push(id.to_owned());
        }
        self.declared.insert((kind.to_owned(), id.to_owned()));
    }

    fn declare(&mut self, row: &[&str]) -> Option<()> {
        let mut wanted = vec![("contig", row[0])];
        wanted.extend(row[6].split(';').filter(|f| *f != ".").map(|f| ("FILTER", f)));
        wanted.extend(row[7].split(';').filter(|i| *i != ".").map(|i| ("INFO", i.split('=').next().unwrap())));
        wanted.extend(row.get(8).into_iter().flat_map(|keys| keys.split(':')).map(|key| ("FORMAT", key)));
        for (kind, id) in wanted {
            if id.is_empty() || id.contains([',', '>', '<', '"', '=']) {
                return None;
            }
            if kind == "FILTER" && id == "PASS" || self.declared.contains(&(kind.to_owned(), id.to_owned())) {
                continue;
            }
            let more = if matches!(kind, "INFO" | "FORMAT") { ",Number=.,Type=String,Description=\"\"" } else { "" };
            self.lines.push(format!("##{kind}=<ID={id}{more}>"));
            self.add(kind, id);
        }
        Some(())
    }

    fn word(&self, id: &str) -> i32 {
        i32::try_from(self.words.iter().position(|known| known == id).expect("is declared")).unwrap()
    }
}

fn record(row: &[&str], samples: usize, names: &Names, width: usize, out: &mut Vec<u8>) -> Option<()> {
    if row.iter().any(|cell| cell.is_empty()) || row.iter().skip(9).any(|column| column.split(':').any(str::is_empty)) {
        return None;
    }
    let pos: i32 = row[1].parse().ok().filter(|pos| *pos >= 0)?;
    let contig = names.contigs.iter().position(|known| known == row[0])?;
    // One that is a dot among others is an allele of its own, as htslib has it.
    let alternates: Vec<&str> = if row[4] == "." { Vec::new() } else { row[4].split(',').collect() };
    let infos: Vec<&str> = row[7].split(';').filter(|i| *i != ".").collect();
    let keys: Vec<&str> = row.get(8).map(|keys| keys.split(':').collect()).unwrap_or_default();
    let end = infos.iter().find_map(|info| info.strip_prefix("END=")?.parse::<i32>().ok());
    let length = i32::try_from(row[3].len()).ok()?;
    let quality: Option<f32> = if row[5] == "." { None } else { Some(row[5].parse().ok()?) };
    let mut site = Vec::new();
    site.extend(i32::try_from(contig).ok()?.to_le_bytes());
    site.extend((pos - 1).to_le_bytes());
    site.extend(end.filter(|end| *end >= pos).map_or(length, |end| end - pos + 1).to_le_bytes());
    site.extend(quality.map_or(0x7f80_0001, f32::to_bits).to_le_bytes());
    site.extend((u32::try_from((alternates.len() + 1) << 16 | infos.len()).ok()?).to_le_bytes());
    site.extend((u32::try_from(keys.len() << 24 | samples).ok()?).to_le_bytes());
    put_text(if row[2] == "." { "" } else { row[2] }, &mut site);
    put_text(row[3], &mut site);
    for allele in alternates {
        put_text(allele, &mut site);
    }
    let filters: Vec<i32> = row[6].split(';').filter(|f| *f != ".").map(|f| names.word(f)).collect();
    put_integers(&filters, width, &mut site);
    for info in infos {
        let (key, value) = info.split_once('=').unwrap_or((info, ""));
        put_integers(&[names.word(key)], width, &mut site);
        match integers(value) {
            _ if !info.contains('=') => site.push(0),
            _ if value.is_empty() => return None,
            Some(numbers) => put_integers(&numbers, width, &mut site),
            None => put_text(value, &mut site),
        }
    }
    let mut columns = Vec::new();
    for (i, key) in keys.iter().enumerate() {
        put_integers(&[names.word(key)], width, &mut columns);
        let values: Vec<&str> =
            row.get(9..).unwrap_or_default().iter().map(|column| column.split(':').nth(i).unwrap_or(".")).collect();
        put_vectors(*key == "GT", &values, width, &mut columns)?;
    }
    if row.get(9..).unwrap_or_default().iter().any(|column| column.split(':').count() > keys.len()) {
        return None;
    }
    for part in [&site, &columns] {
        out.extend(u32::try_from(part.len()).ok()?.to_le_bytes());
    }
    out.extend(site);
    out.extend(columns);
    Some(())
}

/// The numbers of a value that reads the same when they are written again.
fn integers(value: &str) -> Option<Vec<i32>> {
    let number = |text: &str| match text {
        "." => Some(i32::MIN),
        text => text.parse().ok().filter(|n: &i32| n.to_string() == text && *n > i32::MIN + 8),
    };
    value.split(',').map(number).collect()
}

/// The numbers that code a genotype.
fn genotype(value: &str) -> Option<Vec<i32>> {
    let mut phased = 0;
    let mut coded = Vec::new();
    for part in value.split_inclusive(['/', '|']) {
        let allele = part.trim_end_matches(['/', '|']);
        let number = if allele == "." { 0 } else { allele.parse::<i32>().ok().filter(|n| *n < 1 << 20)? + 1 };
        coded.push(number << 1 | phased);
        phased = i32::from(part.ends_with('|'));
    }
    (!value.ends_with(['/', '|']) && !value.starts_with(['/', '|'])).then_some(coded)
}

fn put_vectors(genotypes: bool, values: &[&str], width: usize, out: &mut Vec<u8>) -> Option<()> {
    let numbers: Option<Vec<Vec<i32>>> =
        values.iter().map(|v| if genotypes { genotype(v) } else { integers(v) }).collect();
    if let Some(numbers) = numbers {
        let longest = numbers.iter().map(Vec::len).max().unwrap_or(0);
        let size = numbers.iter().map(|n| size_of(n, width)).max().unwrap_or(width);
        put_descriptor(kind(size), longest, out);
        for vector in numbers {
            (0..longest).for_each(|i| put_integer(vector.get(i).copied().unwrap_or(i32::MIN + 1), size, out));
        }
        return Some(());
    }
    if values.iter().any(|value| value.is_empty()) {
        return None;
    }
    let longest = values.iter().map(|value| value.len()).max().unwrap_or(0);
    put_descriptor(7, longest, out);
    for value in values {
        out.extend(value.as_bytes());
        out.resize(out.len() + longest - value.len(), 0);
    }
    Some(())
}

fn put_text(text: &str, out: &mut Vec<u8>) {
    put_descriptor(7, text.len(), out);
    out.extend(text.as_bytes());
}

fn put_integers(numbers: &[i32], width: usize, out: &mut Vec<u8>) {
    let size = size_of(numbers, width);
    put_descriptor(kind(size), numbers.len(), out);
    for number in numbers {
        put_integer(*number, size, out);
    }
}

/// The bytes that all of these numbers fit into.
fn size_of(numbers: &[i32], width: usize) -> usize {
    let real = || numbers.iter().filter(|n| **n > i32::MIN + 1);
    match width {
        1 if real().all(|n| (-120..=127).contains(n)) => 1,
        1 | 2 if real().all(|n| (-32_760..=32_767).contains(n)) => 2,
        _ => 4,
    }
}

fn kind(size: usize) -> u8 {
    [1, 2, 0, 3][size - 1]
}

/// A number of a size; the least two of 32 bits stand for missing and for the end of a vector.
fn put_integer(number: i32, size: usize, out: &mut Vec<u8>) {
    let least = [i32::from(i8::MIN), i32::from(i16::MIN), 0, i32::MIN][size - 1];
    let number = match number.wrapping_sub(i32::MIN) {
        special @ (0 | 1) => least + special,
        _ => number,
    };
    out.extend(&number.to_le_bytes()[..size]);
}

fn put_descriptor(kind: u8, count: usize, out: &mut Vec<u8>) {
    if count < 15 {
        return out.push(u8::try_from(count).unwrap() << 4 | kind);
    }
    out.extend([0xf0 | kind, 0x13]);
    out.extend(u32::try_from(count).expect("is short").to_le_bytes());
}
