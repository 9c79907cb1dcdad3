//! Headers of both files, and lines of the panel.

use std::io::{self, Write};

use crate::annotation;
use crate::change::Allele;
use crate::contigs::Contig;
use crate::random::Random;
use crate::reference::Reference;
use crate::truth::sample_name;

/// What the lines use: the kind of line, the ID, Number and Type.
const GENOME_KEYS: [(&str, &str, &str, &str); 22] = [
    ("INFO", "AC", "A", "Integer"),
    ("INFO", "AF", "A", "Float"),
    ("INFO", "AN", "1", "Integer"),
    ("INFO", "BaseQRankSum", "1", "Float"),
    ("INFO", "DP", "1", "Integer"),
    ("INFO", "END", "1", "Integer"),
    ("INFO", "ExcessHet", "1", "Float"),
    ("INFO", "FS", "1", "Float"),
    ("INFO", "MLEAC", "A", "Integer"),
    ("INFO", "MLEAF", "A", "Float"),
    ("INFO", "MQ", "1", "Float"),
    ("INFO", "MQRankSum", "1", "Float"),
    ("INFO", "QD", "1", "Float"),
    ("INFO", "ReadPosRankSum", "1", "Float"),
    ("INFO", "SOR", "1", "Float"),
    ("INFO", "VQSLOD", "1", "Float"),
    ("FORMAT", "GT", "1", "String"),
    ("FORMAT", "AD", "R", "Integer"),
    ("FORMAT", "DP", "1", "Integer"),
    ("FORMAT", "GQ", "1", "Integer"),
    ("FORMAT", "MIN_DP", "1", "Integer"),
    ("FORMAT", "PL", "G", "Integer"),
];
const PANEL_KEYS: [(&str, &str, &str, &str); 24] = [
    ("INFO", "AF_EXAC", "1", "Float"),
    ("INFO", "ALLELEID", "1", "Integer"),
    ("INFO", "CLNDISDB", ".", "String"),
    ("INFO", "CLNDN", ".", "String"),
    ("INFO", "CLNHGVS", ".", "String"),
    ("INFO", "CLNREVSTAT", ".", "String"),
    ("INFO", "CLNSIG", ".", "String"),
    ("INFO", "CLNSIGCONF", ".", "String"),
    ("INFO", "CLNSIGSCV", ".", "String"),
    ("INFO", "CLNVC", "1", "String"),
    ("INFO", "CLNVCSO", "1", "String"),
    ("INFO", "CLNVI", ".", "String"),
    ("INFO", "GENEINFO", "1", "String"),
    ("INFO", "MC", ".", "String"),
    ("INFO", "ONC", ".", "String"),
    ("INFO", "ONCDISDB", ".", "String"),
    ("INFO", "ONCDN", ".", "String"),
    ("INFO", "ONCREVSTAT", ".", "String"),
    ("INFO", "ORIGIN", ".", "String"),
    ("INFO", "RS", ".", "String"),
    ("INFO", "SCI", ".", "String"),
    ("INFO", "SCIDISDB", ".", "String"),
    ("INFO", "SCIDN", ".", "String"),
    ("INFO", "SCIREVSTAT", ".", "String"),
];

pub(crate) fn write_genome(out: &mut dyn Write, contigs: &[Contig], samples: u32, is_gvcf: bool) -> io::Result<()> {
    write_meta(out, "synthetic_genome", &GENOME_KEYS, contigs)?;
    if is_gvcf {
        writeln!(out, "##ALT=<ID=NON_REF,Description=\"Any other allele\">")?;
    }
    let names: Vec<String> = (0..samples).map(sample_name).collect();
    writeln!(out, "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t{}", names.join("\t"))
}

pub(crate) fn write_panel(out: &mut dyn Write, contigs: &[Contig]) -> io::Result<()> {
    write_meta(out, "synthetic_panel", &PANEL_KEYS, contigs)?;
    writeln!(out, "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO")
}

fn write_meta(
    out: &mut dyn Write,
    source: &str,
    keys: &[(&str, &str, &str, &str)],
    contigs: &[Contig],
) -> io::Result<()> {
    writeln!(out, "##fileformat=VCFv4.2\n##source={source}: no person's data\n##reference=GRCh38")?;
    writeln!(out, "##FILTER=<ID=PASS,Description=\"All filters passed\">")?;
    for (kind, id, number, of_type) in keys {
        writeln!(out, "##{kind}=<ID={id},Number={number},Type={of_type},Description=\"{id}\">")?;
    }
    for Contig { name, length, .. } in contigs {
        writeln!(out, "##contig=<ID={name},length={length}>")?;
    }
    Ok(())
}

/// A line of the panel.
pub(crate) fn entry(out: &mut Vec<u8>, random: &mut Random, place: (Contig, Reference), entry: &Allele) {
    let (id, high, low) = (100_000 + random.below(4_000_000), random.below(u32::MAX), random.below(u32::MAX));
    let Allele { pos, reference, alternate } = entry;
    write!(out, "{}\t{pos}\t{id}\t{reference}\t{alternate}\t.\t.\t", place.0.name).expect("memory");
    annotation::write(out, u64::from(high) << 32 | u64::from(low), id, place, entry);
    out.push(b'\n');
}
