//! Strelka writes no GT: what its tumour column holds was called, its normal is told by NT.

use std::fmt::Write;

use super::{answer, file, parts, run, text};
use crate::common::{compile, shared};
use genosieve::kernel::{Flag, State, Zygosity};

#[test]
fn strelka_examples_answer_by_presence() {
    for (input, rows) in [("strelka-example.vcf", 1), ("strelka2_somatic_snvs.vcf", 1)] {
        let path = format!("files/somatic/varcode/{input}");
        if shared(&path).is_none() {
            return;
        }
        let vcf = text(file(&path));
        let (header, records) = parts(&vcf);
        let meta = header.iter().filter(|line| line.starts_with("##"));
        let mut source = meta.fold(String::new(), |out, line| out + line + "\n");
        source.push_str("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        let called: Vec<_> = records.iter().filter(|cells| cells[4] != ".").collect();
        for cells in &called {
            writeln!(source, "{}\t.\t.\t.", cells[..5].join("\t")).unwrap();
        }
        let panel = compile(source.as_bytes(), None).unwrap();
        let report = run(&panel, vcf.as_bytes());
        assert!(called.len() >= rows && !report.verdicts.is_empty());
        assert_eq!(report.verdicts.len(), 2 * panel.len());
        for verdict in &report.verdicts {
            let expected = match verdict.sample.as_deref() {
                Some("TUMOR") => State::Carried,
                Some("NORMAL") => State::NotAssessed,
                other => panic!("{other:?}"),
            };
            assert_eq!(verdict.state, expected, "{} {}", verdict.entry.pos, answer(verdict));
            if expected == State::Carried {
                assert_eq!(verdict.zygosity, Some(Zygosity::Unknown));
                assert!(verdict.flags.contains(&Flag::GenotypeMissing));
            } else {
                assert_eq!(answer(verdict), "notAssessed genotype_missing");
            }
        }
    }
}
