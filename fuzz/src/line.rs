//! One line of records.

use genosieve::genotype::Genotype;
use genosieve::input::Marks;
use genosieve::input::record::{Call, LineFault, Record, SiteFields, decode, end_position, site_fields};

/// More samples than are kept one by one.
const COHORT: usize = 17;

/// A line is read as a reader byte by byte would, or has a fault; a cohort's calls, of which each distinct
/// one is kept once, are those of its samples one by one.
pub fn run(data: &[u8]) {
    let line = data.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let cells: Vec<&[u8]> = line.split(|byte| *byte == b'\t').collect();
    let marks = Marks::of(line);
    assert_eq!(marks.tab_count as usize, cells.len() - 1);
    assert_eq!((marks.has_nul, marks.may_have_end), (line.contains(&0), line.windows(3).any(|w| w == b"ND=")));
    let site = match site_fields(line) {
        Ok(site) => site,
        Err(fault) => {
            assert_eq!(Some(fault), fault_of(&cells), "{fault:?}");
            return;
        }
    };
    assert_eq!(fault_of(&cells), None);
    assert_eq!((site.contig, site.reference, site.alternates, site.info), (cells[0], cells[3], cells[4], cells[7]));
    assert_eq!(Some(site.pos), position(cells[1]));
    let end = end_position(&site);
    let samples: Vec<usize> = (0..cells.len().saturating_sub(9)).collect();
    let few = decode(1, line, &site, &samples[..samples.len().min(COHORT - 1)]);
    if let Ok(record) = &few {
        check(record, &site, &cells);
        assert_eq!(end, Ok(record.end));
    }
    // A screen looks at the end before it looks at calls.
    if samples.len() >= COHORT && end.is_ok() {
        cohort(line, &site, &samples);
    }
}

fn position(text: &[u8]) -> Option<u32> {
    let text = std::str::from_utf8(text).ok().filter(|text| text.len() <= 10 && !text.starts_with('+'))?;
    text.parse::<i32>().ok().filter(|_| !text.starts_with('-'))?.try_into().ok()
}

fn fault_of(cells: &[&[u8]]) -> Option<LineFault> {
    let Some(fixed) = cells.get(..8) else { return Some(LineFault::FewColumns) };
    if position(fixed[1]).is_none() {
        return Some(LineFault::BadPosition);
    }
    ([0, 3, 4].iter().any(|i| fixed[*i].is_empty()) || fixed[3] == b".").then_some(LineFault::EmptyField)
}

fn check(record: &Record, site: &SiteFields<'_>, cells: &[&[u8]]) {
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    assert_eq!((record.pos, &record.contig, &record.reference), (site.pos, &text(site.contig), &text(site.reference)));
    let alternates = record.alternates.join(",");
    assert_eq!(if alternates.is_empty() { ".".into() } else { alternates }, text(site.alternates));
    assert_eq!(record.filtered, !matches!(cells[6], b"." | b"PASS" | b""));
    assert_eq!(record.calls.each().len(), cells.len().saturating_sub(9).min(COHORT - 1));
    for call in record.calls.each() {
        let highest = call.genotype.as_ref().and_then(Genotype::max_allele).unwrap_or_default();
        assert!(usize::from(highest) <= record.alternates.len());
        let alleles: Vec<u16> = (0..=highest).collect();
        let fraction = call.fraction(&alleles);
        assert!(call.quality.is_none_or(f32::is_finite) || fraction.is_none_or(|f| !f.is_sign_negative()), "{call:?}");
    }
}

fn cohort(line: &[u8], site: &SiteFields<'_>, samples: &[usize]) {
    let together = decode(1, line, site, samples);
    let apart: Result<Vec<Call>, LineFault> = samples
        .chunks(COHORT - 1)
        .map(|samples| decode(1, line, site, samples).map(|record| record.calls.each().to_vec()))
        .collect::<Result<Vec<_>, _>>()
        .map(|calls| calls.concat());
    match (together, apart) {
        (Ok(record), Ok(calls)) => {
            for (sample, call) in calls.iter().enumerate() {
                assert_eq!(record.call(sample).as_deref(), Some(call), "sample {sample}");
            }
        }
        (together, apart) => assert_eq!(together.err(), apart.err()),
    }
}
