//! The demonstration: a compiled panel and a genome to screen, both made here.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use genosieve::panel::{BuildOptions, Panel, PanelBuilder};
use noodles::bgzf;

use crate::{Result, genome};

const TABLE: &str = "panels/japan-sentinels.tsv";
const NAME: &str = "japan-sentinels";

/// Writes `dist/demo/japan-sentinels.grch38.gsp` and `dist/demo/synthetic-genome.grch38.vcf.gz`.
pub(crate) fn write(root: &Path) -> Result {
    let out = root.join("dist/demo");
    fs::create_dir_all(&out)?;

    let panel = compile(&fs::read(root.join(TABLE))?)?;
    let positions = positions(&panel);
    check(&positions)?;
    let bytes = panel.to_bytes();
    fs::write(out.join(format!("{NAME}.grch38.gsp")), &bytes)?;
    println!("{NAME}.grch38.gsp: {} alleles, {} bytes", panel.len(), bytes.len());

    let text = genome::vcf(&positions);
    let mut writer = bgzf::io::Writer::new(Vec::new());
    writer.write_all(text.as_bytes())?;
    let packed = writer.finish()?;
    fs::write(out.join("synthetic-genome.grch38.vcf.gz"), &packed)?;
    let records = text.lines().filter(|line| !line.starts_with('#')).count();
    println!("synthetic-genome.grch38.vcf.gz: {records} records, {} bytes", packed.len());
    Ok(())
}

fn compile(table: &[u8]) -> Result<Panel> {
    let mut builder = PanelBuilder::new(BuildOptions {
        name: NAME.to_owned(),
        source_name: format!("{NAME}.tsv"),
        build: Some("GRCh38".parse()?),
    });
    builder.push(table)?;
    builder.source_done()?;
    Ok(builder.finish()?)
}

/// A place that the panel asks about.
pub(crate) struct Position {
    /// Contig as the genome names it, with `chr`.
    pub(crate) contig: String,
    /// 1-based.
    pub(crate) pos: u64,
    /// Bases of the reference there.
    pub(crate) reference: String,
}

fn positions(panel: &Panel) -> Vec<Position> {
    let entries = (0..u32::try_from(panel.len()).unwrap_or(u32::MAX)).map(|id| panel.entry(id));
    entries
        .map(|entry| Position {
            contig: format!("chr{}", panel.contigs()[usize::from(entry.contig)].key),
            pos: u64::from(entry.pos),
            reference: String::from_utf8_lossy(&entry.reference).into_owned(),
        })
        .collect()
}

/// A genome whose REF disagrees with the panel would be refused for its build: find it here.
fn check(positions: &[Position]) -> Result {
    for (contig, pos, reference, ..) in genome::SET {
        let known = positions.iter().any(|p| p.contig == contig && p.pos == pos && p.reference == reference);
        if !known {
            return Err(format!("the panel has no entry at {contig}:{pos} with REF {reference}").into());
        }
    }
    Ok(())
}
