//! One record: the site fields that every line is asked for, and the whole of those that matter.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter};
use noodles::vcf;

use super::call::{FormatKeys, decode_call};
use super::marks::{FIXED, Marks};
use super::place::Place;

pub use super::call::Call;
pub(crate) use super::call::genotype_of;
pub use super::calls::{Alike, Calls};
pub(crate) use super::calls::{FAMILY, Merging};
pub use super::fault::LineFault;

/// The fields that decide whether a line can matter, as they stand in it.
#[derive(Clone, Copy, Debug)]
pub struct SiteFields<'a> {
    /// CHROM, as written.
    pub contig: &'a [u8],
    /// POS, 1-based; 0 is the base before the first (telomere).
    pub pos: u32,
    /// REF, as written.
    pub reference: &'a [u8],
    /// ALT, as written, with its commas.
    pub alternates: &'a [u8],
    /// INFO, as written.
    pub info: &'a [u8],
    /// Whether ID, QUAL, FILTER or INFO is empty, which is read as missing.
    pub(crate) lacks_field: bool,
    /// Whether INFO may have END; false says that it has none.
    pub(crate) may_have_end: bool,
}

/// A record whose site is near a panel entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Line number, 1-based.
    pub line: u64,
    /// Where the line stands in the file.
    pub place: Place,
    /// CHROM, as written.
    pub contig: String,
    /// POS, 1-based.
    pub pos: u32,
    /// Last base, 1-based and inclusive: INFO END, else POS + length of REF − 1.
    pub end: u32,
    /// REF, as written.
    pub reference: String,
    /// ALT, as written, one item an allele; empty where ALT is `.`.
    pub alternates: Vec<String>,
    /// Whether FILTER names a filter that failed (neither PASS nor `.`).
    pub filtered: bool,
    /// Whether INFO says that the ends are not exact: IMPRECISE, CIPOS or CIEND.
    pub imprecise: bool,
    /// Whether INFO has a flag IMP or IMPUTED.
    pub imputed: bool,
    /// INFO NT, Strelka's genotype of the normal.
    pub normal_type: Option<String>,
    /// One item a selected sample, in the order of the selection.
    pub calls: Calls,
}

impl Record {
    /// The call of a selected sample (its place in the selection), or nothing where the file has none.
    #[must_use]
    pub fn call(&self, sample: usize) -> Option<Cow<'_, Call>> {
        match &self.calls {
            Calls::Each(calls) => calls.get(sample).map(Cow::Borrowed),
            Calls::Alike(alike) => {
                let alternates = self.alternates.iter().map(String::as_str);
                let alleles: Vec<&str> = std::iter::once(self.reference.as_str()).chain(alternates).collect();
                Some(Cow::Owned(alike.call(sample, &alleles)))
            }
        }
    }
}

/// The site fields of a line, checked.
///
/// # Errors
///
/// A [`LineFault`] where the line is no record.
pub fn site_fields(line: &[u8]) -> Result<SiteFields<'_>, LineFault> {
    site_fields_at(line, &Marks::of(line))
}

/// The site fields of a line whose tabs are known, checked.
///
/// # Errors
///
/// A [`LineFault`] where the line is no record.
pub(crate) fn site_fields_at<'a>(line: &'a [u8], marks: &Marks) -> Result<SiteFields<'a>, LineFault> {
    if (marks.tab_count as usize) < FIXED - 1 {
        return Err(LineFault::FewColumns);
    }
    let mut from = 0;
    let fields: [&[u8]; FIXED] = std::array::from_fn(|i| {
        let to = if i < marks.tab_count as usize { marks.tabs[i] as usize } else { line.len() };
        let field = &line[from..to];
        from = to + 1;
        field
    });
    let [contig, pos, id, reference, alternates, quality, filter, info] = fields;
    let pos = parse_number(pos).ok_or(LineFault::BadPosition)?;
    if contig.is_empty() || reference.is_empty() || alternates.is_empty() || reference == b"." {
        return Err(LineFault::EmptyField);
    }
    let lacks_field = id.is_empty() || quality.is_empty() || filter.is_empty() || info.is_empty();
    Ok(SiteFields { contig, pos, reference, alternates, info, lacks_field, may_have_end: marks.may_have_end })
}

/// A number from 0 to 2^31 − 1 (the range of positions in BCF and its indexes).
fn parse_number(text: &[u8]) -> Option<u32> {
    if text.is_empty() || text.len() > 10 || !text.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = text.iter().fold(0_u64, |n, d| n * 10 + u64::from(d - b'0'));
    u32::try_from(value).ok().filter(|v| i32::try_from(*v).is_ok())
}

/// The last base of a record, 1-based and inclusive, from INFO END where it is there; that of a
/// symbolic allele without it from SVLEN, which counts from the base behind POS.
///
/// # Errors
///
/// [`LineFault::BadEnd`] where END lies before POS or is no number, and the alleles do not tell the end.
pub fn end_position(site: &SiteFields<'_>) -> Result<u32, LineFault> {
    reach(site).map(|(end, _)| end)
}

/// The same, and whether an END that cannot be was left out, since bases tell the end.
pub(crate) fn reach(site: &SiteFields<'_>) -> Result<(u32, bool), LineFault> {
    let of_reference =
        site.pos.saturating_add(u32::try_from(site.reference.len()).unwrap_or(u32::MAX)).saturating_sub(1);
    let stated = if site.may_have_end { info_value(site.info, b"END") } else { None };
    match stated {
        // Some callers write END of the remote breakend here; it says nothing about this contig.
        Some(_) if site.alternates.iter().any(|b| matches!(b, b'[' | b']')) => Ok((of_reference, false)),
        Some(text) => match parse_number(text) {
            Some(end) if end >= site.pos => Ok((end.max(of_reference), false)),
            _ if site.alternates == b"." || memchr(b'<', site.alternates).is_some() => Err(LineFault::BadEnd),
            _ => Ok((of_reference, true)),
        },
        None => Ok((of_reference.max(site.pos.saturating_add(symbolic_length(site))), false)),
    }
}

/// The longest SVLEN of the symbolic alleles that take up reference bases; 0 where there is none. An
/// insertion's length is not one of the reference.
fn symbolic_length(site: &SiteFields<'_>) -> u32 {
    if memchr(b'<', site.alternates).is_none() {
        return 0;
    }
    let lengths = info_value(site.info, b"SVLEN").unwrap_or_default().split(|b| *b == b',');
    // A single length stands for all alleles.
    let mut last = None;
    let alternates = site.alternates.split(|b| *b == b',');
    let pairs = alternates.zip(lengths.map(Some).chain(std::iter::repeat(None))).filter_map(|(alternate, length)| {
        last = length.or(last);
        let spans = alternate.first() == Some(&b'<') && !alternate.starts_with(b"<INS");
        spans.then(|| parse_number(last?.strip_prefix(b"-").unwrap_or(last?)))?
    });
    pairs.max().unwrap_or_default()
}

/// The value of an INFO key; empty for a flag.
pub(crate) fn info_value<'a>(info: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    info.split(|b| *b == b';').find_map(|item| {
        let rest = item.strip_prefix(key)?;
        match rest.first() {
            None => Some(rest),
            Some(b'=') => Some(&rest[1..]),
            Some(_) => None,
        }
    })
}

/// Decodes a line whose site is near a panel entry. noodles splits the fields.
///
/// `samples` holds the column of each selected sample, counted from 0. The place is left to whoever
/// knows it.
///
/// # Errors
///
/// A [`LineFault`] where a field that is needed cannot be read.
pub fn decode(number: u64, line: &[u8], site: &SiteFields<'_>, samples: &[usize]) -> Result<Record, LineFault> {
    decode_with(number, line, site, samples, None)
}

/// The same; calls of the reference of a cohort may merge.
///
/// # Errors
///
/// As [`decode`].
pub(crate) fn decode_with(
    number: u64,
    line: &[u8],
    site: &SiteFields<'_>,
    samples: &[usize],
    merging: Merging<'_>,
) -> Result<Record, LineFault> {
    // noodles panics where bytes on both sides of a tab join to valid UTF-8, so it only ever sees
    // valid UTF-8; other bytes are replaced, which concerns free text alone.
    let text = filled(String::from_utf8_lossy(line));
    let record = vcf::Record::try_from(text.as_bytes()).map_err(|_| LineFault::Malformed)?;
    let (filters, info) = (record.filters(), record.info());
    let Told { imprecise, imputed, normal_type } = Told::by(info.as_ref().as_bytes());
    let alternates = split_alternates(record.alternate_bases().as_ref());
    let alleles: Vec<&str> =
        std::iter::once(record.reference_bases()).chain(alternates.iter().map(String::as_str)).collect();
    let calls = calls(&record, samples, &alleles, merging)?;
    Ok(Record {
        line: number,
        place: Place::default(),
        contig: record.reference_sequence_name().to_owned(),
        pos: site.pos,
        end: end_position(site)?,
        reference: record.reference_bases().to_owned(),
        alternates,
        filtered: !matches!(filters.as_ref(), "." | "PASS" | ""),
        imprecise,
        imputed,
        normal_type: normal_type.map(|v| String::from_utf8_lossy(v).into_owned()),
        calls,
    })
}

/// What INFO says of a whole record.
#[derive(Default)]
struct Told<'a> {
    imprecise: bool,
    imputed: bool,
    normal_type: Option<&'a [u8]>,
}

impl<'a> Told<'a> {
    /// In one pass.
    fn by(info: &'a [u8]) -> Self {
        let mut told = Self::default();
        for item in info.split(|b| *b == b';') {
            let end = item.iter().position(|b| *b == b'=').unwrap_or(item.len());
            match &item[..end] {
                b"IMPRECISE" | b"CIPOS" | b"CIEND" => told.imprecise = true,
                b"IMP" | b"IMPUTED" => told.imputed = true,
                b"NT" => told.normal_type = told.normal_type.or(Some(item.get(end + 1..).unwrap_or_default())),
                _ => {}
            }
        }
        told
    }
}

/// A line with dots for fields that are empty, which noodles refuses.
fn filled(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.ends_with('\t')
        && !memchr_iter(b'\t', text.as_bytes()).any(|at| text.as_bytes().get(at + 1) == Some(&b'\t'))
    {
        return text;
    }
    let fields: Vec<&str> = text.split('\t').map(|field| if field.is_empty() { "." } else { field }).collect();
    Cow::Owned(fields.join("\t"))
}

fn calls(record: &vcf::Record, samples: &[usize], alleles: &[&str], merging: Merging<'_>) -> Result<Calls, LineFault> {
    let columns = record.samples();
    let texts: Vec<_> = columns.iter().collect();
    let selected = samples.iter().map(|&i| texts.get(i).map(AsRef::as_ref).ok_or(LineFault::SampleCount));
    let keys = columns.keys();
    let keys: Vec<&str> = keys.iter().collect();
    if samples.len() > FAMILY {
        return Alike::new(&keys, selected, alleles, merging).map(Calls::Alike);
    }
    let keys = FormatKeys::new(&keys);
    let calls: Result<_, _> = selected.map(|column| decode_call(column?, &keys, alleles)).collect();
    calls.map(Calls::Each)
}

/// The items of ALT; none where it is missing, which noodles gives as an empty text.
fn split_alternates(text: &str) -> Vec<String> {
    if matches!(text, "" | ".") { Vec::new() } else { text.split(',').map(str::to_owned).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str, samples: &[usize]) -> Result<Record, LineFault> {
        let site = site_fields(line.as_bytes())?;
        decode(7, line.as_bytes(), &site, samples)
    }

    #[test]
    fn a_whole_record() {
        let line = "chr1\t10\trs1\tA\tG,<NON_REF>\t50\tLowQ\tDP=3;END=12;IMP\tGT:AD:GQ:FT\t0/1:3,4,0:14.79:PASS\t./.";
        let record = parse(line, &[1, 0]).unwrap();
        assert_eq!((record.pos, record.end, record.filtered, record.imputed), (10, 12, true, true));
        assert_eq!(record.alternates, ["G", "<NON_REF>"]);
        assert_eq!(record.calls.each()[0].genotype.as_ref().unwrap().missing(), 2);
        assert_eq!(record.calls.each()[1].quality, Some(14.79));
        assert_eq!(record.calls.each()[1].depths, [Some(3), Some(4), Some(0)]);
    }

    #[test]
    fn info_is_told_by_whole_keys() {
        let told = |info: &'static str| {
            let Told { imprecise, imputed, normal_type } = Told::by(info.as_bytes());
            (imprecise, imputed, normal_type.map(|text| std::str::from_utf8(text).unwrap()))
        };
        assert_eq!(told("."), (false, false, None));
        assert_eq!(told("DP=3;CIPOS=-5,5"), (true, false, None));
        assert_eq!(told("IMPRECISE;IMPUTED=1"), (true, true, None));
        assert_eq!(told("CIEND=0,1;IMP"), (true, true, None));
        assert_eq!(told("NT=het;NT=ref"), (false, false, Some("het")));
        assert_eq!(told("NT;IMPACT=HIGH;ANT=x;X=IMP"), (false, false, Some("")));
    }

    #[test]
    fn faults_have_names() {
        let cases = [
            ("chr1\t1\t.\tA", LineFault::FewColumns),
            ("chr1\t-5\t.\tA\tG\t.\t.\t.", LineFault::BadPosition),
            ("chr1\t99999999999999999999\t.\tA\tG\t.\t.\t.", LineFault::BadPosition),
            ("chr1\t2147483648\t.\tA\tG\t.\t.\t.", LineFault::BadPosition),
            ("chr1\t1\t.\t\tG\t.\t.\t.", LineFault::EmptyField),
            ("chr1\t9\t.\tA\t.\t.\t.\tEND=x\tGT\t0/0", LineFault::BadEnd),
            ("chr1\t1\t.\tA\tG\t.\t.\t.\tGT\t0/7", LineFault::GenotypeOutOfRange),
            ("chr1\t1\t.\tA\t.\t.\t.\t.\tGT\t0/1", LineFault::GenotypeOutOfRange),
            ("chr1\t1\t.\tA\tG\t.\t.\t.\tGT\tx", LineFault::BadGenotype),
            ("chr1\t9\t.\tA\t<DEL>\t.\t.\tEND=3\tGT\t0/1", LineFault::BadEnd),
        ];
        for (line, fault) in cases {
            assert_eq!(parse(line, &[0]).unwrap_err(), fault, "{line}");
        }
    }

    #[test]
    fn what_is_empty_is_missing() {
        let record = parse("chr1\t1\t\tA\tG\t\t\t\tGT:GQ\t\t1/1:9\t", &[0, 1, 2]).unwrap();
        assert!(!record.filtered && !record.imputed);
        let missing: Vec<_> = record.calls.each().iter().map(|c| c.genotype.as_ref().unwrap().missing()).collect();
        assert_eq!(missing, [1, 0, 1]);
    }

    #[test]
    fn an_end_that_cannot_be_does_not_hide_alleles_that_are_spelled() {
        let line = b"chr1\t9\t.\tACC\tA\t.\t.\tEND=3\tGT\t1/1";
        let site = site_fields(line).unwrap();
        assert_eq!((reach(&site), decode(1, line, &site, &[0]).unwrap().end), (Ok((11, true)), 11));
    }

    #[test]
    fn bytes_that_are_no_utf8_do_not_stop_a_record() {
        let line = b"chr1\t9\tM\xfc\t\xc3A\tG\t.\t.\t.\tGT\t0/1";
        let site = site_fields(line).unwrap();
        assert!(decode(1, line, &site, &[0]).is_ok());
    }

    #[test]
    fn phase_comes_from_gt_or_from_gatk() {
        let call = |format: &str, value: &str| {
            parse(&format!("1\t5\t.\tA\tG\t.\tPASS\t.\t{format}\t{value}"), &[0]).unwrap().calls.each()[0].clone()
        };
        assert_eq!(call("GT:PS", "0|1:77").phase_set.as_deref(), Some("77"));
        assert_eq!(call("GT:PS", "0/1:77").phase_set, None);
        let physical = call("GT:PGT:PID", "0/1:1|0:5_A_G");
        assert_eq!(physical.phase_set.as_deref(), Some("PID 5_A_G"));
        assert_eq!(physical.genotype.unwrap().alleles(), [Some(1), Some(0)]);
        assert!(!call("GT:PGT:PID", "0/1:.:.").genotype.unwrap().is_phased());
        assert!(!call("GT:PGT", "1/1:0|1").genotype.unwrap().is_phased(), "PGT of other alleles is not used");
    }

    #[test]
    fn svlen_is_the_reach_where_end_is_missing() {
        for (alternates, info, end) in [
            ("<DEL>", "SVLEN=-10", 110),
            ("<DEL>", "SVLEN=10;END=105", 105),
            ("<DUP>,<DEL>", "SVLEN=5,-20", 120),
            ("<DUP>,<DEL>", "SVLEN=5", 105),
            ("<INS>", "SVLEN=50", 100),
            ("<INS:ME>,<DEL>", "SVLEN=50,7", 107),
            ("G", "SVLEN=50", 100),
            ("<NON_REF>", ".", 100),
            ("<DEL>", "SVLEN=.", 100),
            ("<DEL>", "SVLEN=99999999999", 100),
        ] {
            let record = parse(&format!("1\t100\t.\tA\t{alternates}\t.\tPASS\t{info}\tGT\t0/0"), &[0]).unwrap();
            assert_eq!(record.end, end, "{alternates} {info}");
        }
    }

    #[test]
    fn fractions_come_from_af_or_hf_else_from_reads() {
        let fraction = |format: &str, value: &str, alleles: &[u16]| {
            let line = format!("MT\t5\t.\tA\tG,AT\t.\tPASS\t.\tGT:{format}\t0/1:{value}");
            parse(&line, &[0]).unwrap().calls.each()[0].fraction(alleles)
        };
        assert_eq!(fraction("AF", "0.125,0.5", &[1]), Some(0.125));
        assert_eq!(fraction("AF:HF", "0.125,0.5:1,1", &[1, 2]), Some(0.625));
        assert_eq!(fraction("HF:AD", ".:30,10,0", &[1]), Some(0.25));
        assert_eq!(fraction("AD", "30,10,0", &[0]), Some(0.75));
        assert_eq!(fraction("ADT", "21,7,0", &[1]), Some(0.25));
        assert_eq!((fraction("FA", "0.5,0", &[1]), fraction("VAF", "0.5,0", &[1])), (Some(0.5), Some(0.5)));
        assert_eq!((fraction("FREQ", "12.5%,1%", &[1]), fraction("FREQ", ".", &[1])), (Some(0.125), None));
        assert_eq!((fraction("AD", "0,0,0", &[1]), fraction("DP", "3", &[1])), (None, None));
    }

    #[test]
    fn strelka_counts_bases_and_length_changes_apart() {
        let reads = |alternate: &str, format: &str, value: &str| {
            let line = format!("1\t5\t.\tA\t{alternate}\t.\tPASS\t.\t{format}\t{value}");
            parse(&line, &[0]).unwrap().calls.each()[0].reads().to_vec()
        };
        assert_eq!(reads("g,T", "DP:AU:CU:GU:TU", "9:5,6:0,0:3,4:1,1"), [Some(5), Some(3), Some(1)]);
        assert_eq!(reads("AT", "DP:TAR:TIR:TOR", "9:7,8:2,2:0,0"), [Some(7), Some(2)]);
        assert_eq!(reads("G", "DP", "9"), []);
    }

    #[test]
    fn the_depth_of_a_block_is_its_lowest() {
        let depth = |format: &str, value: &str| {
            parse(&format!("1\t5\t.\tA\t.\t.\tPASS\t.\tGT:{format}\t0/0:{value}"), &[0]).unwrap().calls.each()[0].depth
        };
        assert_eq!((depth("DP:MIN_DP", "30:12"), depth("DP", "30")), (Some(12), Some(30)));
        assert_eq!(
            (depth("DP:MIN_DP", "30:."), depth("MIN_DP:DP", "30"), depth("DP", ".")),
            (Some(30), Some(30), None)
        );
    }

    #[test]
    fn dropped_trailing_values_are_missing() {
        let record = parse("1\t5\t.\tA\tG\t.\tPASS\t.\tGT:GQ:FT\t0/1", &[0]).unwrap();
        assert_eq!((record.calls.each()[0].quality, record.calls.each()[0].filtered), (None, false));
    }
}
