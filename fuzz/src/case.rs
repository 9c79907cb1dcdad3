//! A small panel, a VCF around its entries, and options, out of bytes.

use std::fmt::Write;
use std::sync::Arc;

use genosieve::genome::Build;
use genosieve::panel::Panel;
use genosieve::screen::{CallableReader, ScreenOptions};

use super::common::compile;
use super::draw::Draw;

/// The bases of every contig: repeats, so that spellings shift.
const REFERENCE: &str = "ACACACTTTTGCAAAACGTACGTTTTTACACACGGGTCATCATCATAAACC";
const ALTERNATES: [&str; 20] = [
    "A",
    "C",
    "G",
    "T",
    "AC",
    "CA",
    "ACA",
    "TT",
    "TTT",
    "",
    "<NON_REF>",
    "<*>",
    "*",
    ".",
    "<DEL>",
    "<DUP>",
    "<INS>",
    "]2:7]A",
    "N",
    "a",
];
const INFOS: [&str; 14] = [
    ".",
    ".",
    ".",
    "END=",
    "END=3",
    "SVLEN=-4",
    "IMP",
    "IMPRECISE;END=20",
    "CIPOS=-1,1",
    "NT=ref",
    "NT=het",
    "AF=0.5",
    "END=x",
    "SVLEN=4294967295",
];
const FORMATS: [&str; 10] =
    ["GT:GQ", "GT", "GT:PS", "GT:AD:DP", "GT:PGT:PID:GQ", "GT:FT", "GQ:AD", "GT:AF", "GT:GQ:DP", "AU:CU:GU:TU:TAR:TIR"];
const GENOTYPES: [&str; 20] = [
    "0/0", "0/1", "1/1", "0|1", "1|0", "./.", "1/.", ".|1", "0", "1", ".", "0/2", "1/2", "2|1", "0/1/1", "|0|1", "1|1",
    "0/7", "x", "0|0|1|1",
];
const ODD: [&str; 10] = [
    "",
    "#comment",
    "few\tcolumns",
    "1\tx\t.\tA\tC\t.\t.\t.\tGT\t0/1",
    "1\t9\t.\tA\0\tC\t.\t.\t.\tGT\t0/1",
    "scaffold7\t5\t.\tA\tC\t.\t.\t.\tGT\t0/1",
    "chrUn\t0\t.\tA\tC\t.\t.\t.",
    "1\t2147483647\t.\tA\tC\t.\tPASS\tEND=2147483647\tGT\t0/1",
    "MT\t2147483646\t.\tAC\tC\t.\tPASS\t.\tGT\t0/1",
    "1\t0\t.\tA\tC\t.\tPASS\t.\tGT\t1/1",
];
/// The largest byte that stands for a panel of alleles.
const REGIONS: u8 = 223;
const CALLABLE: &str = "1\t0\t30\nX\t5\t20\nMT\t1\t9\n";

/// What is screened.
pub(crate) struct Case {
    pub(crate) panel: Arc<Panel>,
    pub(crate) text: Vec<u8>,
    pub(crate) options: ScreenOptions,
}

impl Case {
    /// From all bytes that are left; nothing where they make no panel. `contig` is the name of the contig that
    /// most records are on.
    pub(crate) fn new(mut draw: Draw<'_>, contig: &str) -> Option<Self> {
        let names = [contig, contig, "X", "MT"];
        let samples = draw.pick(&[1, 1, 2, 3, 0, 17]);
        let options = options(&mut draw, samples);
        let panel = panel(&mut draw, names)?;
        if draw.once_in(16) {
            return Some(Self { panel, text: draw.rest().to_vec(), options });
        }
        let end_of_line = draw.pick(&["\n", "\n", "\n", "\r\n", "\r"]);
        let mark = if draw.once_in(16) { "\u{feff}" } else { "" };
        let whole = !draw.once_in(8);
        let mut text = format!("{mark}{}", header(contig, samples)).replace('\n', end_of_line).into_bytes();
        while !draw.is_empty() {
            match draw.below(16) {
                0 => {
                    let raw = draw.below(48);
                    text.extend_from_slice(draw.take(raw));
                }
                1 => text.extend_from_slice(draw.pick(&ODD).as_bytes()),
                _ => text.extend_from_slice(record(&mut draw, names, samples).as_bytes()),
            }
            text.extend_from_slice(end_of_line.as_bytes());
        }
        if !whole {
            text.truncate(text.len() - end_of_line.len());
        }
        Some(Self { panel, text, options })
    }
}

fn header(contig: &str, samples: usize) -> String {
    let mut text = "##fileformat=VCFv4.2\n".to_owned();
    for name in [contig, "2", "X", "MT"] {
        writeln!(text, "##contig=<ID={name},length=5000>").expect("a text takes all");
    }
    text.push_str("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO");
    if samples > 0 {
        text.push_str("\tFORMAT");
    }
    for sample in 0..samples {
        write!(text, "\tS{sample}").expect("a text takes all");
    }
    text + "\n"
}

fn options(draw: &mut Draw<'_>, samples: usize) -> ScreenOptions {
    let flags = draw.byte();
    let has = |bit: u8| flags >> bit & 1 == 1;
    // All contigs have other lengths than any build, so the file and the panel agree without a name.
    let build = [Some(Build::GRCh38), Some(Build::GRCh37), None, None][usize::from(flags & 3)];
    let mut options = ScreenOptions { build, all: has(2), absent_is_reference: has(3), ..ScreenOptions::default() };
    options.policy.allow_imputed = has(4);
    options.policy.min_dp = has(5).then_some(10);
    if has(6) {
        let mut reader = CallableReader::new();
        reader.push(CALLABLE.as_bytes()).expect("it is a BED");
        options.callable = Some(Arc::new(reader.finish("c.bed").expect("it is a BED")));
    }
    if has(7) && samples > 0 {
        let chosen = draw.byte();
        options.samples = vec![format!("S{}", usize::from(chosen) % samples)];
        options.x_copies = format!("{}", 1 + chosen % 2).parse().into_iter().collect();
    }
    options
}

fn panel(draw: &mut Draw<'_>, names: [&str; 4]) -> Option<Arc<Panel>> {
    let kind = draw.byte();
    if kind > REGIONS {
        return regions(draw, names);
    }
    let (mut source, with_reference) = (header(names[0], 0), kind % 2 == 1);
    for number in 0..=draw.below(16) {
        let (contig, place) = (draw.pick(&names), draw.below(48));
        let (reference, alternate) = alleles(draw, place);
        let info = draw.pick(&[
            ".",
            "GENEINFO=AB:1|CD:2;CLNSIG=Pathogenic",
            "GENEINFO=EF:3;CLNREVSTAT=practice_guideline",
            "CLNHGVS=NC_000001.11:g.1=",
        ]);
        writeln!(source, "{contig}\t{}\t{number}\t{reference}\t{alternate}\t.\t.\t{info}", place + 1)
            .expect("a text takes all");
    }
    let sequence = |name| format!(">{name}\n{REFERENCE}\n");
    let fasta: String = [names[0], "X", "MT"].map(sequence).concat();
    compile(source.as_bytes(), with_reference.then_some(fasta.as_bytes())).ok()
}

/// A panel of regions.
fn regions(draw: &mut Draw<'_>, names: [&str; 4]) -> Option<Arc<Panel>> {
    let mut source = String::new();
    for number in 0..=draw.below(8) {
        let (contig, start, bases) = (draw.pick(&names), draw.below(48), draw.below(24));
        writeln!(source, "{contig}\t{start}\t{}\t{number}", start + bases).expect("a text takes all");
    }
    compile(source.as_bytes(), None).ok()
}

/// REF as the sequence has it, mostly, and an ALT.
fn alleles(draw: &mut Draw<'_>, place: usize) -> (String, String) {
    let shape = draw.byte();
    let length = [1, 1, 1, 2, 3, 4, 2, 7][usize::from(shape & 7)].min(REFERENCE.len() - place);
    let mut reference = REFERENCE[place..place + length].to_owned();
    let alternate = ALTERNATES[usize::from(shape >> 3) % ALTERNATES.len()];
    if shape >> 3 == 31 {
        draw.pick(&["A", "N", "acg", ".", "<X>"]).clone_into(&mut reference);
    }
    let padded = matches!(alternate.bytes().next(), None | Some(b'A'..=b'Z')) && shape & 4 == 4;
    let alternate = if padded { format!("{}{alternate}", &reference[..1]) } else { alternate.to_owned() };
    (reference, if alternate.is_empty() { "G".to_owned() } else { alternate })
}

fn record(draw: &mut Draw<'_>, names: [&str; 4], samples: usize) -> String {
    let (contig, place) = (draw.pick(&names), draw.below(50));
    let far = if place == 49 { 1000 * draw.below(256) } else { 0 };
    let (reference, mut alternates) = alleles(draw, place);
    let shape = draw.byte();
    for _ in 0..shape & 3 & shape >> 2 {
        alternates = format!("{alternates},{}", alleles(draw, place).1);
    }
    let info = match INFOS[usize::from(shape >> 4) % INFOS.len()] {
        "END=" => format!("END={}", place + 1 + draw.below(64)),
        info => info.to_owned(),
    };
    let filter = draw.pick(&["PASS", "PASS", ".", "low"]);
    let mut line = format!("{contig}\t{}\t.\t{reference}\t{alternates}\t.\t{filter}\t{info}", place + 1 + far);
    if samples > 0 {
        let format = draw.pick(&FORMATS);
        line = format!("{line}\t{format}");
        // Of a cohort most samples say the same.
        let columns: Vec<String> = (0..samples.min(3)).map(|_| column(draw, format)).collect();
        for sample in 0..samples {
            line = format!("{line}\t{}", columns[sample % columns.len()]);
        }
    }
    line
}

fn column(draw: &mut Draw<'_>, format: &str) -> String {
    let value = |key| match key {
        "GT" => draw.pick(&GENOTYPES),
        "GQ" => draw.pick(&["50", "9", ".", "20", "3.5", "x", "", "1e9"]),
        "PS" => draw.pick(&["1", "7", ".", ""]),
        "AD" => draw.pick(&["3,4", "0,0", ".", "9", "1,2,3", "4294967295,4294967295", "-1,x"]),
        "DP" => draw.pick(&["30", "0", ".", "4294967296"]),
        "PGT" => draw.pick(&["0|1", "1|0", ".", "2|1"]),
        "PID" => draw.pick(&["5_A_G", "."]),
        "FT" => draw.pick(&["PASS", "low", "."]),
        "AF" => draw.pick(&["0.5", ".", "0.1,0.9", "nan", "inf", "1e39"]),
        _ => draw.pick(&["3,4", "0,0", "."]),
    };
    format.split(':').map(value).collect::<Vec<_>>().join(":")
}
