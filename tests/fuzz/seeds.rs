//! What fuzzing begins with. All of it is made here, and none of it depends on a version of a compressor.

use super::targets::{panel_bytes, random_bytes, stored_blocks};

/// Target, name of the file, bytes.
pub(super) type Seed = (&'static str, String, Vec<u8>);

const COLUMNS: &str = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
/// Seeds of a target whose input is decisions.
const DRAWN: u64 = 12;
const LENGTH: usize = 220;

pub(super) fn all() -> Vec<Seed> {
    let mut seeds = Vec::new();
    let mut add = |target: &'static str, inputs: Vec<Vec<u8>>| {
        seeds.extend(inputs.into_iter().enumerate().map(|(i, bytes)| (target, format!("{i:02}"), bytes)));
    };
    add("sniff", sniff());
    add("header", headers());
    add("line", lines());
    add("genotype", genotypes());
    add("stream", streams());
    add("bcf", bcfs());
    add("bed", beds());
    add("source", sources());
    add("panel", panels());
    add("index", indexes());
    for (number, target) in (0..).zip(["screen", "tiers", "chunks", "containers", "parts"]) {
        add(target, (0..DRAWN).map(|seed| random_bytes(100 * number + seed, LENGTH)).collect());
    }
    seeds
}

fn owned(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

fn sniff() -> Vec<Vec<u8>> {
    let text = "##fileformat=VCFv4.2\n";
    let utf16: Vec<u8> = text.bytes().flat_map(|byte| [byte, 0]).collect();
    let mut seeds = owned(&[text, "\u{feff}##fileformat=VCFv4.2\n", "PK\x03\x04..", "BAM\x01", "CRAM\x03", "BZh91AY"]);
    seeds.extend(owned(&[
        "BCF\x02\x02",
        "GSP\x1a\x01",
        " <!DOCTYPE html>",
        "{\"a\": 1}",
        "rsid\tchromosome\n",
        "\0\x01\x02\x03\x04",
    ]));
    seeds.extend([utf16, stored_blocks(text.as_bytes(), [255, 255]), b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec()]);
    seeds
}

fn headers() -> Vec<Vec<u8>> {
    let with = |meta: &str, columns: &str| format!("##fileformat=VCFv4.2\n{meta}{COLUMNS}{columns}\n");
    let texts = [
        with("##source=seed\n", ""),
        with("##contig=<ID=chr1,length=248956422,assembly=38>\n", "\tFORMAT\tA\tB"),
        with("##contig=<ID=1,species=\"Homo, sapiens\">\n##contig=<length=1>\n", "\tFORMAT\tA"),
        with("##reference=file:///x/hg19.fa\n##source=caller 1\n##fileDate=20260101\n", "\tFORMAT\tA"),
        with("##INFO=<ID=SVLEN,Number=A>\n##ALT=<ID=DEL>\n##ALT=<ID=NON_REF>\n", ""),
        with("##liftOverChainFile=/x/hg19Tohg38.over.chain.gz\n", "\tFORMAT\tA\tA"),
        with("# a comment\n\n##contig=<broken\n", "\tFORMAT\t\tB"),
        with("", "\tFORMAT\tA\t\t"),
        with("", "\tFORMAT\tA\nchr1\t5\t.\tA\tG\t.\t.\t.\tGT\t0/1"),
        with("1\t2\t.\tA\tG\n", ""),
        "rsid\tchromosome\tposition\tgenotype\nrs1\t1\t100\tAA\n".to_owned(),
        "#CHROM POS ID REF ALT\n".to_owned(),
    ];
    texts.map(String::into_bytes).to_vec()
}

fn lines() -> Vec<Vec<u8>> {
    let mut seeds = owned(&[
        "chr1\t10\trs1\tA\tG,<NON_REF>\t50\tLowQ\tDP=3;END=12;IMP\tGT:AD:GQ:FT\t0/1:3,4,0:14.79:PASS\t./.",
        "1\t5\t.\tA\tG\t.\tPASS\t.\tGT:PS\t0|1:77",
        "1\t5\t.\tA\tG\t.\tPASS\t.\tGT:PGT:PID\t0/1:1|0:5_A_G",
        "1\t100\t.\tA\t<DUP>,<DEL>\t.\tPASS\tSVLEN=5,-20;IMPRECISE\tGT\t0/1",
        "1\t100\t.\tA\t]2:7]A\t.\tPASS\tEND=3;SVTYPE=BND\tGT\t0/1",
        "MT\t5\t.\tA\tG,AT\t.\tPASS\t.\tGT:AF:HF:AD\t0/1:0.125,0.5:.:30,10,0",
        "1\t5\t.\tA\tG\t.\tPASS\tNT=het\tAU:CU:GU:TU\t30,31:0,0:4,4:0,0",
        "1\t5\t.\tAC\tA\t.\tPASS\tNT=ref\tTAR:TIR\t30,31:4,4",
        "1\t2147483647\t.\tA\t.\t.\t.\tEND=2147483648",
        "1\t0\t.\tn\t*\t.\t.\t.\tGT\t1/.",
        "1\tx\t.\tA\tG\t.\t.\t.",
        "few\tcolumns",
    ]);
    let calls = ["0/0:9", "0/1:50", "./.", "0/0:8"].repeat(6).join("\t");
    seeds.push(format!("1\t5\t.\tA\tG\t.\tPASS\t.\tGT:GQ\t{calls}").into_bytes());
    seeds.push(b"chr1\t9\tM\xfc\t\xc3A\tG\t.\t.\t.\tGT\t0/1".to_vec());
    seeds
}

fn genotypes() -> Vec<Vec<u8>> {
    owned(&["0/1", "0|1", ".", "./.", "1/.", "1", "0/1/1", "|0|1", "/1", "0|1/2", "0/9999", "99999", "0//1", "/"])
}

/// How it is packed, the chunk, two sizes of blocks, how many bytes change and which; then the text.
fn streams() -> Vec<Vec<u8>> {
    let text = format!("##fileformat=VCFv4.2\n{COLUMNS}\n1\t5\t.\tA\tG\t.\t.\t.\n");
    let heads = (0..5).flat_map(|kind| [vec![kind, 6, 30, 9, 0], vec![kind, 2, 50, 0, 2, 40, 0, 1, 9, 0, 0]]);
    let mut seeds: Vec<Vec<u8>> = heads.map(|head| [head, text.clone().into_bytes()].concat()).collect();
    seeds.push([vec![0, 3, 0, 0, 0], stored_blocks(text.as_bytes(), [20, 70])].concat());
    seeds.push([vec![0, 3, 0, 0, 0], stored_blocks(text.as_bytes(), [20, 70]), b"garbage".to_vec()].concat());
    seeds
}

/// Changes of a sound file, three bytes each, and records behind a header.
fn bcfs() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = [0, 2, 4, 6, 8, 12].map(|mode| vec![mode]).to_vec();
    for (at, byte) in [(5, 0xff), (300, 0x11), (420, 0x7f), (450, 0), (480, 0xf7), (520, 0x80)] {
        let at = u16::try_from(at).expect("is short").to_be_bytes();
        seeds.push(vec![4, at[0], at[1], byte]);
    }
    seeds.push(b"\x01\x2d\0\0\0#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n\0\0\x18\0\0\0\0\0\0\0".to_vec());
    seeds
}

fn beds() -> Vec<Vec<u8>> {
    owned(&[
        "\x01chr1\t5\t9\n1\t0\t3\n1\t3\t6\n",
        "\x041\t5\t9\r\n2\t1\t2\r\n",
        "\x09# a comment\ntrack name=x\nbrowser position\n1\t1\t60\tname\t0\t+\n",
        "\x011\t9\t5\n",
        "\x011\t0\t4294967295\n",
        "\x011\t4294967295\t4294967296\n",
        "\x011 5 9\n",
        "\x01\n\n1\t1\t1\n",
        "\x01",
        "\x011\t2\t3\r1\t4\t5\r",
        "\x01PK\x03\x04",
        "\x01\u{feff}1\t2\t3",
    ])
}

/// Header, bytes of the rows, the chunk; then the rows and a FASTA.
fn sources() -> Vec<Vec<u8>> {
    let fasta = ">chr1 a name\nACACACTTTTGCAAAACG\nTACGTTTTTACACACGGG\n>chr1\nA\n>2\nACGT";
    let vcf = [
        "chr1\t2\t17\tC\tA\t.\t.\tGENEINFO=AB:1|CD:2;CLNSIG=Pathogenic;CLNREVSTAT=practice_guideline\n",
        "chr1\t7\t18\tC\tCT,CTT\t.\t.\tVARIATION_ID=4;CLNDN=x\nchr1\t7\t18\tCT\tC\t.\t.\t.\n",
        "chr1\t12\t20\tC\t.\t.\t.\tCLNHGVS=NC_000001.11:g.12=\nX\t12\t20\tC\t.\t.\t.\t.\n",
        "chr1\t20\t22\tN\tT\t.\t.\t.\n2\t2\t.\tT\tG\t.\t.\t.\n2\t2\t.\tT\tG\t.\t.\t.\n",
        "chr1\t0\t.\tA\tC\t.\t.\t.\nchr1\t2147483647\t.\tA\tC\t.\t.\t.\nfew\tcolumns\n",
        "",
    ];
    let table = [
        "rs1\t1\t3\tA\tC\tAB\tBenign\n",
        "\t1\t3\tA\tA\tAB\t\nrs2\t1\t5\tAC\tA\t\t.\n",
        "4\tX\tx\tA\tC\n5\tX\t0\tA\tC\n6\t\t1\tA\tC\n",
    ];
    let own = [
        "contig\tgrch38_pos\tgrch38_ref\tgrch37_pos\tgrch37_ref\teffect\n1\t3\tA\t4\tC\tC\n",
        "a\tb\n",
        "#chrom\tpos\tref\talt\n1\t1\ta\tn\n",
        "sep=;\r\nChromosome;chromStart;chromEnd;Reference;Alternate;Gene\r\n1;2;3;A;C;AB\r\n1;2;2;A;-;\r\n",
        "chr,pos,ref,alt,build,note\n1,3,A,\"C,G\",GRCh38,\"two\nlines\"\n1,3,A,C,hg19,\"open\n1,4,C,T,,,x\n",
        "1-3-A-C\nchr1:4 C>T\nNC_000001.11:4:A:G\nNC_000001.11:g.6_7dupCA\nNC_000001.10:g.7del\nrs7\n1:8:A:\n",
        "##x=y\n# rsid\tgenotype\nrs7\tAA\n",
        "chr1\t10\t20\n",
        "AB1, CD2\n",
    ];
    let bed = ["chr1\t10\t20\tAB exon 1\nchr1\t0\t15\nchr1\t10\t20\n2\t3\t3\n", "1 5 9\n2\t9\t5\n1\t0\t99999999\n"];
    let seed = |kind: u8, rows: &str, fasta: &str| {
        let length = u16::try_from(rows.len()).unwrap().to_le_bytes();
        [&[kind, length[0], length[1], 40][..], rows.as_bytes(), fasta.as_bytes()].concat()
    };
    let mut seeds: Vec<Vec<u8>> = vcf.iter().map(|rows| seed(0, rows, fasta)).collect();
    seeds.extend(table.iter().map(|rows| seed(1, rows, "")));
    seeds.extend(own.iter().map(|rows| seed(2, rows, "no fasta")));
    seeds.extend(bed.iter().map(|rows| seed(3, rows, fasta)));
    seeds
}

/// A panel as it stands; its sections; then changes: section, kind, place, value.
fn panels() -> Vec<Vec<u8>> {
    let (sound, sections) = panel_bytes();
    let lengths: Vec<u8> = sections[1..].iter().map(|section| u8::try_from(section.len()).unwrap_or(u8::MAX)).collect();
    let mut seeds = vec![[&[0][..], sound].concat(), vec![0], vec![2]];
    // The provenance is made anew, and is longer than a byte can say.
    seeds.push([&[1, 0, 0][..], &lengths[..4], &sections[1..].concat()].concat());
    seeds.extend(
        [[0, 3], [1, 3], [2, 3], [3, 3], [4, 3], [5, 3], [5, 0], [4, 1], [1, 2]]
            .map(|[section, kind]| vec![2, section, kind, 9, 0, 1, section, 3, 4, 0, 255]),
    );
    seeds
}

/// Which index, a range and how near stretches are one; then changes: kind, value, place.
fn indexes() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = (1..4).map(|kind| vec![kind, 60, 73, 16, 0, 1, 0]).collect();
    for kind in 1..4 {
        seeds.push(vec![kind, 60, 73, 16, 0, 0, 0, 3, 255, 60, 0]);
        seeds.push(vec![kind, 0, 0, 16, 200, 0, 255, 3, 1, 90, 0, 0, 7, 8, 0]);
        seeds.push(vec![kind, 1, 0, 1, 0, 0, 1, 2, 0, 120, 1]);
    }
    seeds.push(
        [&[0, 0, 0, 9, 0, 0, 0][..], b"TBI\x01\0\0\0\0\x02\0\0\0\x01\0\0\0\x02\0\0\0\0\0\0\0#\0\0\0\0\0\0\0\0\0\0\0"]
            .concat(),
    );
    seeds
}
