//! The built-in panels, compiled, and a genome to screen beside the first of them: all made here.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use genosieve::panel::{BuildOptions, Panel, PanelBuilder};
use noodles::bgzf;

use crate::{Result, genome};

/// The table that the synthetic genome is made for.
const SENTINELS: &str = "japan-sentinels";
const POSITIONS: &str = "pharmacogenomic-positions";

/// Writes the tables of `panels/` on two builds, such as `dist/demo/japan-sentinels.grch38.gsp` and
/// `….grch37.gsp`, and `dist/demo/synthetic-genome.grch38.vcf.gz`.
pub(crate) fn write(root: &Path) -> Result {
    let out = root.join("dist/demo");
    fs::create_dir_all(&out)?;

    let panel = write_panel(root, SENTINELS, "GRCh38", &out)?;
    write_panel(root, SENTINELS, "GRCh37", &out)?;
    write_panel(root, POSITIONS, "GRCh38", &out)?;
    write_panel(root, POSITIONS, "GRCh37", &out)?;
    let positions = positions(&panel);
    check(&positions)?;

    let text = genome::vcf(&positions);
    let mut writer = bgzf::io::Writer::new(Vec::new());
    writer.write_all(text.as_bytes())?;
    let packed = writer.finish()?;
    fs::write(out.join("synthetic-genome.grch38.vcf.gz"), &packed)?;
    let records = text.lines().filter(|line| !line.starts_with('#')).count();
    println!("synthetic-genome.grch38.vcf.gz: {records} records, {} bytes", packed.len());
    Ok(())
}

/// Compiles the table's columns of a build into a file named by it.
fn write_panel(root: &Path, name: &str, build: &str, out: &Path) -> Result<Panel> {
    let table = fs::read(root.join(format!("panels/{name}.tsv")))?;
    let panel = compile(name, &table, build)?;
    let bytes = panel.to_bytes();
    let file = format!("{name}.{}.gsp", build.to_ascii_lowercase());
    fs::write(out.join(&file), &bytes)?;
    println!("{file}: {} alleles, {} bytes", panel.len(), bytes.len());
    Ok(panel)
}

fn compile(name: &str, table: &[u8], build: &str) -> Result<Panel> {
    let mut builder = PanelBuilder::new(BuildOptions {
        name: name.to_owned(),
        source_name: format!("{name}.tsv"),
        build: Some(build.parse()?),
        ..BuildOptions::default()
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
