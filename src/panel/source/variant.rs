//! A variant in one cell: `1-55505599-C-G`, `chr7:140753336 A>T`, SPDI, HGVS of the genome.
//!
//! Only what names its bases is read: the base beside a deletion or an insertion stands in no such name, so
//! whoever needs it is told.

use super::super::rejects::RS_NUMBER;

/// A variant as a VCF spells it.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Spelled<'a> {
    pub(super) contig: &'a str,
    /// 1-based.
    pub(super) pos: u32,
    pub(super) reference: String,
    pub(super) alternate: String,
}

/// Bases that are gained or lost, and not the base beside them.
pub(super) const NEEDS_REFERENCE: &str = "needs_reference";
const BAD: &str = "bad_variant";
const NOT_GENOMIC: &str = "not_genomic";

type Read<'a> = Result<Spelled<'a>, &'static str>;

/// Reads a cell, which may have to be SPDI: then it must name the version of its sequence as SPDI does, since
/// `7:5:A:G` counts from 1 elsewhere.
///
/// # Errors
///
/// The reason why it is no entry.
pub(super) fn variant(text: &str, only_spdi: bool) -> Read<'_> {
    let text = text.trim_ascii();
    if is_rs_number(text) {
        return Err(RS_NUMBER);
    }
    if let Some((sequence, change)) = cut(text, ":g.").or_else(|| cut(text, ":m.")) {
        // `NC_000007.14(BRAF):g.` names a gene beside the sequence.
        return hgvs(cut(sequence, "(").map_or(sequence, |(sequence, _)| sequence), change);
    }
    if [":c.", ":n.", ":p.", ":r."].iter().any(|kind| cut(text, kind).is_some()) {
        return Err(NOT_GENOMIC);
    }
    let Some((contig, rest)) = cut(text, ":") else { return if only_spdi { Err(BAD) } else { dashed(text) } };
    if let Some((pos, alleles)) = cut(rest, ":").filter(|_| is_versioned(contig)) {
        let (deleted, inserted) = cut(alleles, ":").ok_or(BAD)?;
        return spdi(contig, pos, deleted, inserted);
    }
    if only_spdi { Err(BAD) } else { located(contig, rest) }
}

/// What stands before and behind a mark. The search of the standard library takes 2 KB of wasm.
fn cut<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let at = text.as_bytes().windows(mark.len()).position(|window| window == mark.as_bytes())?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}

/// A number of dbSNP.
pub(super) fn is_rs_number(text: &str) -> bool {
    let (rs, digits) = text.as_bytes().split_at_checked(2).unwrap_or_default();
    rs.eq_ignore_ascii_case(b"rs") && !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
}

/// A sequence of `RefSeq` or `Ensembl` that lies on no genome.
fn is_transcript(sequence: &str) -> bool {
    ["NM_", "NR_", "NP_", "NG_", "XM_", "XR_", "XP_", "LRG_", "ENST", "ENSP", "ENSG"]
        .iter()
        .any(|kind| sequence.starts_with(kind))
}

/// `NC_000007.14`: SPDI always names a version.
fn is_versioned(sequence: &str) -> bool {
    cut(sequence, ".").is_some_and(|(name, version)| cut(name, "_").is_some() && version.parse::<u32>().is_ok())
}

/// SPDI counts bases before the change: from 0.
fn spdi<'a>(sequence: &'a str, pos: &str, deleted: &str, inserted: &str) -> Read<'a> {
    let pos: u32 = pos.parse().map_err(|_| BAD)?;
    if deleted.is_empty() || inserted.is_empty() || deleted.parse::<u32>().is_ok() {
        return Err(NEEDS_REFERENCE);
    }
    spelled(sequence, pos.checked_add(1).ok_or(BAD)?, deleted, inserted)
}

/// What stands behind `g.`: `140753336A>T`, `5_6delACinsT`, `5_6dupAC`.
fn hgvs<'a>(sequence: &'a str, change: &str) -> Read<'a> {
    let (first, rest) = number(change)?;
    let (last, rest) = match rest.strip_prefix('_') {
        Some(rest) => number(rest)?,
        None => (first, rest),
    };
    if is_transcript(sequence) {
        return Err(NOT_GENOMIC);
    }
    let (reference, alternate) = if let Some(bases) = rest.strip_prefix("dup") {
        (bases, bases.repeat(2))
    } else if let Some((deleted, inserted)) = rest.strip_prefix("del").and_then(|rest| cut(rest, "ins")) {
        (deleted, inserted.to_owned())
    } else if let Some((before, after)) = cut(rest, ">") {
        (before, after.to_owned())
    } else {
        let known = ["del", "ins", "inv", "="].iter().any(|kind| rest.starts_with(kind)) || rest.ends_with('=');
        return Err(if known { NEEDS_REFERENCE } else { BAD });
    };
    if reference.is_empty() || alternate.is_empty() {
        return Err(NEEDS_REFERENCE);
    }
    if u64::from(last) + 1 != u64::from(first) + reference.len() as u64 {
        return Err(BAD);
    }
    spelled(sequence, first, reference, &alternate)
}

/// What stands behind `chr7:`.
fn located<'a>(contig: &'a str, rest: &str) -> Read<'a> {
    let (pos, change) = number(rest)?;
    let change = change.trim_ascii_start();
    let change = [":", "-", "_"].iter().find_map(|mark| change.strip_prefix(*mark)).unwrap_or(change);
    let alleles = [">", "/", ":", "_", "-"].iter().find_map(|mark| cut(change, mark));
    let (reference, alternate) = alleles.ok_or(BAD)?;
    spelled(contig, pos, reference.trim_ascii(), alternate.trim_ascii())
}

/// `1-55505599-C-G`, from its end: names of contigs hold `-` and `_`, too.
fn dashed(text: &str) -> Read<'_> {
    let mark = if cut(text, "-").is_some() { b'-' } else { b'_' };
    let mut rest = text;
    let mut part = || {
        let at = rest.bytes().rposition(|b| b == mark)?;
        let part = rest.get(at + 1..)?;
        rest = rest.get(..at)?;
        Some(part)
    };
    let (Some(alternate), Some(reference), Some(pos)) = (part(), part(), part()) else { return Err(BAD) };
    let (pos, behind) = number(pos)?;
    if behind.is_empty() { spelled(rest, pos, reference, alternate) } else { Err(BAD) }
}

/// The number at the beginning, and what follows.
fn number(text: &str) -> Result<(u32, &str), &'static str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits).ok_or(BAD)?;
    Ok((number.parse().map_err(|_| BAD)?, rest))
}

fn spelled<'a>(contig: &'a str, pos: u32, reference: &str, alternate: &str) -> Read<'a> {
    if is_transcript(contig) {
        return Err(NOT_GENOMIC);
    }
    let letters = |bases: &str| bases.bytes().all(|b| b.is_ascii_alphabetic());
    let no_bases = [is_no_base(reference), is_no_base(alternate)];
    let sound = (no_bases[0] || letters(reference)) && (no_bases[1] || letters(alternate));
    if contig.is_empty() || pos == 0 || i32::try_from(pos).is_err() || !sound || no_bases == [true; 2] {
        return Err(BAD);
    }
    if no_bases != [false; 2] {
        return Err(NEEDS_REFERENCE);
    }
    let upper = |bases: &str| bases.to_ascii_uppercase();
    Ok(Spelled { contig, pos, reference: upper(reference), alternate: upper(alternate) })
}

/// How tables write that there are no bases, where they do not write the base before as VCF does.
pub(super) fn is_no_base(bases: &str) -> bool {
    bases.bytes().all(|b| b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_its_bases_is_read() {
        for (text, contig, pos, reference, alternate) in [
            ("1-55505599-C-G", "1", 55_505_599, "C", "G"),
            ("chr7_140753336_A_T", "chr7", 140_753_336, "A", "T"),
            ("chrUn_KI270742v1_5_A_T", "chrUn_KI270742v1", 5, "A", "T"),
            ("HLA-A-5-A-T", "HLA-A", 5, "A", "T"),
            ("chr7:140753336:A:T", "chr7", 140_753_336, "A", "T"),
            ("chr7:140753336 A>T", "chr7", 140_753_336, "A", "T"),
            ("7:140753336a/t", "7", 140_753_336, "A", "T"),
            (" X:5-AC-G ", "X", 5, "AC", "G"),
            ("NC_000007.14:140753335:A:T", "NC_000007.14", 140_753_336, "A", "T"),
            ("NC_000017.11:43124027:CTCT:CT", "NC_000017.11", 43_124_028, "CTCT", "CT"),
            ("NC_000007.14:g.140753336A>T", "NC_000007.14", 140_753_336, "A", "T"),
            ("NC_000007.14(BRAF):g.140753336A>T", "NC_000007.14", 140_753_336, "A", "T"),
            ("chr7:g.140753336A>T", "chr7", 140_753_336, "A", "T"),
            ("NC_012920.1:m.3243A>G", "NC_012920.1", 3_243, "A", "G"),
            ("NC_000007.14:g.5_6dupAC", "NC_000007.14", 5, "AC", "ACAC"),
            ("NC_000007.14:g.5_7delACTinsG", "NC_000007.14", 5, "ACT", "G"),
        ] {
            let (reference, alternate) = (reference.to_owned(), alternate.to_owned());
            assert_eq!(variant(text, false), Ok(Spelled { contig, pos, reference, alternate }), "{text}");
        }
    }

    #[test]
    fn spdi_names_a_version() {
        assert_eq!(variant("NC_000007.14:4:A:T", true).map(|spelled| spelled.pos), Ok(5));
        assert_eq!(variant("7:4:A:T", true), Err(BAD));
        assert_eq!(variant("7-4-A-T", true), Err(BAD));
    }

    #[test]
    fn what_does_not_is_refused_with_its_reason() {
        for (reason, texts) in [
            (
                NEEDS_REFERENCE,
                &[
                    "NC_000007.14:g.5_6del",
                    "NC_000007.14:g.5_6delAC",
                    "NC_000007.14:g.5_6insT",
                    "NC_000007.14:g.5_6dup",
                    "NC_000007.14:g.5_6delinsT",
                    "NC_000007.14:g.5_9inv",
                    "NC_000007.14:g.5=",
                    "NC_000007.14:4:A:",
                    "NC_000007.14:4::T",
                    "NC_000007.14:4:2:T",
                    "7:5:A:-",
                    "7:5:-:A",
                ][..],
            ),
            (NOT_GENOMIC, &["NM_004333.6:c.1799T>A", "NP_004324.2:p.Val600Glu", "NG_007873.3:g.5A>T", "NM_4.1:5:A:T"]),
            (RS_NUMBER, &["rs113488022", "RS1"]),
            (
                BAD,
                &[
                    "",
                    "-",
                    "7",
                    "7:",
                    "7:x:A:T",
                    "7:5",
                    "7:0:A:T",
                    "7:2147483648:A:T",
                    "7:99999999999:A:T",
                    "NC_000007.14:4294967295:A:T",
                    "7:5:A:1",
                    ":5:A:T",
                    "7-5-A",
                    "7-5x-A-T",
                    "NC_000007.14:g.5_9dupAC",
                    "NC_000007.14:g.A",
                    "NC_000007.14:g.5[9]",
                    "rs",
                    "BRCA1",
                    "7:5:A:<DEL>",
                    "7:5-",
                ],
            ),
        ] {
            for text in texts {
                assert_eq!(variant(text, false), Err(reason), "{text}");
            }
        }
    }
}
