//! Writes a synthetic genome, a panel and the planted truth as files.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use noodles::bgzf;
use synthetic::{Carried, Made, Outputs, Spec};

use crate::Result;

const USAGE: &str = "usage: cargo run -p xtask --release -- generate --out FOLDER [--seed N] \
                     [--scale large | short] [--records N] [--entries N] [--samples N] [--gvcf] [--fasta]";

/// Writes `genome.vcf.gz`, `panel.vcf.gz` and `truth.tsv`, and `reference.fa.gz` where it is asked for.
pub(crate) fn write(arguments: impl Iterator<Item = String>) -> Result {
    let Options { out, spec, fasta } = parse(arguments)?;
    fs::create_dir_all(&out)?;
    let mut genome = compressed(File::create(out.join("genome.vcf.gz"))?);
    let mut panel = compressed(File::create(out.join("panel.vcf.gz"))?);
    let mut truth = BufWriter::new(File::create(out.join("truth.tsv"))?);
    Carried::write_header(&mut truth)?;
    let mut tell = |carried: Carried| writeln!(truth, "{carried}");
    let made = synthetic::generate(&spec, Outputs { genome: &mut genome, panel: &mut panel, carried: &mut tell })?;
    finish(genome)?;
    finish(panel)?;
    truth.flush()?;
    if fasta {
        let mut reference = compressed(File::create(out.join("reference.fa.gz"))?);
        synthetic::write_reference(&spec, &mut reference)?;
        finish(reference)?;
    }
    println!("{}", told(&made));
    if (made.records, made.entries) != (spec.records, spec.entries) {
        eprintln!("xtask: the chromosomes had no room for the others that were asked for");
    }
    Ok(())
}

/// The counts as JSON, for whoever calls this.
fn told(made: &Made) -> String {
    let Made { records, blocks, bytes, entries, carried, respelled, decoys } = made;
    format!(
        "{{\"records\":{records},\"blocks\":{blocks},\"bytes\":{bytes},\"entries\":{entries},\
         \"carried\":{carried},\"respelled\":{respelled},\"decoys\":{decoys}}}"
    )
}

/// BGZF by noodles: equal text gives equal bytes.
fn compressed(file: File) -> bgzf::io::Writer<BufWriter<File>> {
    bgzf::io::Writer::new(BufWriter::new(file))
}

fn finish(writer: bgzf::io::Writer<BufWriter<File>>) -> io::Result<()> {
    writer.finish()?.flush()
}

#[derive(Debug)]
struct Options {
    out: PathBuf,
    spec: Spec,
    fasta: bool,
}

fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Options> {
    let (mut out, mut spec, mut fasta) = (None, Spec::default(), false);
    let (mut records, mut entries) = (None, None);
    while let Some(name) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{name} needs a value\n{USAGE}"));
        match name.as_str() {
            "--out" => out = Some(PathBuf::from(value()?)),
            "--seed" => spec.seed = number(&value()?)?,
            "--records" => records = Some(number(&value()?)?),
            "--entries" => entries = Some(number(&value()?)?),
            "--samples" => spec.samples = number(&value()?)?,
            "--gvcf" => spec.gvcf = true,
            "--fasta" => fasta = true,
            "--scale" => {
                let sized = match value()?.as_str() {
                    "large" => Spec::large(),
                    "short" => Spec::default(),
                    _ => return Err(USAGE.into()),
                };
                (spec.records, spec.entries) = (sized.records, sized.entries);
            }
            _ => return Err(USAGE.into()),
        }
    }
    spec.records = records.unwrap_or(spec.records);
    spec.entries = entries.unwrap_or(spec.entries);
    if spec.samples == 0 {
        return Err("there is at least one sample".into());
    }
    Ok(Options { out: out.ok_or(USAGE)?, spec, fasta })
}

fn number<N: std::str::FromStr>(text: &str) -> Result<N> {
    text.parse().map_err(|_| format!("{text} is no such number\n{USAGE}").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Options> {
        parse(text.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn a_number_is_stronger_than_a_scale() {
        let options = parsed("--records 7 --out o --scale large --gvcf").unwrap();
        assert_eq!(options.spec, Spec { records: 7, gvcf: true, ..Spec::large() });
        assert_eq!((options.out, options.fasta), (PathBuf::from("o"), false));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for text in ["", "--out", "--out o --samples 0", "--out o --scale huge", "--out o --records x", "--out o --x"] {
            assert!(parsed(text).is_err(), "{text}");
        }
    }
}
