//! Panels as bytes.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use genosieve::error::ErrorKind;
use genosieve::genome::Build;
use genosieve::kernel::State;
use genosieve::panel::Panel;
use genosieve::screen::{Query, Screen, ScreenOptions, SortKey};
use sha2::{Digest, Sha256};

use super::common::compile;
use super::draw::Draw;

/// Sections of a panel, and where their table stands.
const SECTIONS: usize = 6;
const TABLE: usize = 40;
const TABLE_ROW: usize = 20;
/// Where sections begin: behind the SHA-256 of annotation.
const BODY: usize = TABLE + SECTIONS * TABLE_ROW + 32;
/// Entries that are looked at one by one.
const LOOKED_AT: u32 = 64;

/// Bytes are opened as a panel or refused; what is opened is written again as it is, its entries are found
/// where they lie, and it can be screened with. `data` is a panel as it stands, the bytes of its sections, or
/// changes to a sound panel; of the latter two the checksum is made right.
pub fn run(data: &[u8]) {
    let mut draw = Draw::new(data);
    let bytes = match draw.below(4) {
        0 => draw.rest().to_vec(),
        1 => from_sections(draw),
        _ => changed(draw),
    };
    match Panel::open(&bytes) {
        Ok(panel) => walk(panel),
        Err(error) => assert!(matches!(
            error.kind(),
            ErrorKind::PanelMagic
                | ErrorKind::PanelVersion
                | ErrorKind::PanelTruncated
                | ErrorKind::PanelChecksum
                | ErrorKind::PanelCorrupt
                | ErrorKind::PanelTooLarge
        )),
    }
}

/// Six sections, with their lengths in front.
fn from_sections(mut draw: Draw<'_>) -> Vec<u8> {
    let info = draw.once_in(2);
    let lengths: Vec<usize> = (1..SECTIONS).map(|_| usize::from(draw.byte())).collect();
    let mut sections: Vec<Vec<u8>> = lengths.iter().map(|length| draw.take(*length).to_vec()).collect();
    sections.push(draw.rest().to_vec());
    if !info {
        // A provenance that can be read, of as many entries as there are codes.
        let alleles = sections[3].len();
        sections[0] =
            String::from_utf8_lossy(&sound().1[0]).replace("\"alleles\":9", &format!("\"alleles\":{alleles}")).into();
    }
    container(&sections)
}

/// A sound panel with some bytes of its sections set, put in or taken out.
fn changed(mut draw: Draw<'_>) -> Vec<u8> {
    let mut sections = sound().1.clone();
    while !draw.is_empty() {
        let (section, kind) = (draw.below(SECTIONS), draw.below(4));
        let section = &mut sections[section];
        let at = usize::from(draw.wide()) % (section.len() + 1);
        match kind {
            0 => section.insert(at, draw.byte()),
            1 if at < section.len() => drop(section.remove(at)),
            2 => section.truncate(at),
            _ if at < section.len() => section[at] = draw.byte(),
            _ => {}
        }
    }
    container(&sections)
}

fn container(sections: &[Vec<u8>]) -> Vec<u8> {
    let (mut payload, mut offset) = (Vec::new(), BODY as u64);
    for (number, section) in (1_u32..).zip(sections) {
        payload.extend_from_slice(&number.to_le_bytes());
        payload.extend_from_slice(&offset.to_le_bytes());
        payload.extend_from_slice(&(section.len() as u64).to_le_bytes());
        offset += section.len() as u64;
    }
    let (annotation, head) = sections.split_last().expect("there are six");
    payload.extend_from_slice(&Sha256::digest(annotation));
    payload.extend(head.concat());
    [&sound().0[..8], &Sha256::digest(&payload), &payload, annotation].concat()
}

/// A panel with every kind of entry and annotation, and its sections.
pub(crate) fn sound() -> &'static (Vec<u8>, Vec<Vec<u8>>) {
    static SOUND: OnceLock<(Vec<u8>, Vec<Vec<u8>>)> = OnceLock::new();
    SOUND.get_or_init(|| {
        let panel = compile(SOURCE.as_bytes(), Some(FASTA.as_bytes())).expect("it is sound");
        let bytes = panel.to_bytes();
        let number = |at: usize| {
            usize::try_from(u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight bytes")))
                .expect("it is small")
        };
        let rows = (0..SECTIONS).map(|i| TABLE + i * TABLE_ROW);
        let sections = rows.map(|row| bytes[number(row + 4)..][..number(row + 12)].to_vec()).collect();
        (bytes, sections)
    })
}

const SOURCE: &str = "##fileformat=VCFv4.2\n##reference=GRCh38\n##contig=<ID=chr1,length=248956422>\n\
    #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n\
    chr1\t2\t17\tC\tA\t.\t.\tGENEINFO=AB:1|CD:2;CLNSIG=Pathogenic;CLNREVSTAT=practice_guideline;CLNHGVS=NC_000001.11:g.2C>A;CLNVI=ClinGen:CA7|x:y\n\
    chr1\t7\t18\tC\tCT\t.\t.\tGENEINFO=AB:1;CLNSIG=Benign\n\
    chr1\t7\t19\tCT\tC\t.\t.\tCLNDN=x\n\
    chr1\t12\t20\tC\t.\t.\t.\tCLNHGVS=NC_000001.11:g.12=\n\
    chr1\t13\t21\tAA\tTC\t.\t.\t.\n\
    chr1\t20\t22\tN\tT\t.\t.\t.\n\
    chr1\t22\t23\tC\tG\t.\t.\t.\n\
    chrX\t9\t24\tT\tG\t.\t.\tGENEINFO=-\n\
    scaffold\t300000\t25\tA\tACCCCCCCCCCCCCCCCCCC\t.\t.\t.\n";
const FASTA: &str = ">chr1\nACACACTTTTGCAAAACGTACGTTTTTACACACGGGTCATCATCATAAACC\n>chrX\nACACACTTTTGCAAAACG\n";

/// Uses a panel in all ways.
pub(crate) fn walk(panel: Panel) {
    let bytes = panel.to_bytes();
    let again = Panel::open(&bytes).expect("it was written so");
    assert_eq!((again.to_bytes(), again.len()), (bytes, panel.len()));
    for (number, contig) in (0_u16..).zip(panel.contigs()).take(64) {
        let known = panel.contig_by_key(&contig.key).expect("it has this contig");
        assert!(known <= number);
        let ids = panel.contig_entries(number);
        for id in ids.start..ids.end.min(ids.start.saturating_add(LOOKED_AT)) {
            entry(&panel, &again, number, id);
        }
    }
    screen(&Arc::new(panel));
}

fn entry(panel: &Panel, again: &Panel, contig: u16, id: u32) {
    let entry = panel.entry(id);
    assert_eq!((&entry, panel.annotation(id)), (&again.entry(id), again.annotation(id)));
    assert_eq!(entry.contig, contig);
    let (span, reach) = (entry.span(), entry.reach());
    assert!(span.start < span.end && reach.start < reach.end, "{entry:?}");
    for Range { start, end } in [span, reach] {
        assert!(panel.covers(contig, start, end));
        let mut found = Vec::new();
        panel.overlapping(contig, start..end, &mut found);
        assert!(found.contains(&id) && found.is_sorted(), "{entry:?} is not among {found:?}");
    }
    assert!(panel.is_comparable(id) || !entry.representable || entry.ref_differs);
}

/// Screens a file that names the panel's entries, and looks at them in every order.
fn screen(panel: &Arc<Panel>) {
    let mut text = b"##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n".to_vec();
    for id in 0..u32::try_from(panel.len()).unwrap_or(u32::MAX).min(LOOKED_AT) {
        let entry = panel.entry(id);
        let contig = &panel.contigs()[usize::from(entry.contig)].name;
        text.extend_from_slice(format!("{contig}\t{}\t.\t", entry.pos).as_bytes());
        text.extend_from_slice(&[&entry.reference[..], b"\t", &entry.alternate, b"\t.\t.\t.\tGT\t0/1\n"].concat());
    }
    let options = ScreenOptions { build: Some(Build::GRCh38), ..ScreenOptions::default() };
    let mut screen = Screen::new(Arc::clone(panel), options);
    // A name of a contig may make of a line what ends the header.
    let Ok(answer) = screen.push(&text).and_then(|()| screen.answer()) else { return };
    let counts = &answer.head().summary[0];
    assert_eq!(State::ALL.iter().map(|state| counts.count(*state)).sum::<u64>(), panel.len() as u64);
    for (search, sort) in
        [("a", SortKey::Gene), ("1", SortKey::Stars), ("1:7", SortKey::Significance), ("", SortKey::State)]
    {
        let query = Query { search: search.into(), sort, ..Query::default() };
        let view = answer.view(&query).expect("the sample is there");
        assert_eq!(answer.rows(&view, 0, 100).len(), view.count().min(100));
    }
}
