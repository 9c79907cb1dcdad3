//! Cases as files: a FASTA, a panel's source, and a VCF of one sample.

use std::fmt::Write;
use std::sync::Arc;

use super::generate::Case;
use crate::common::{compile, screen};
use genosieve::panel::Panel;
use genosieve::report::Report;
use genosieve::screen::ScreenOptions;

/// All islands one after the other on one contig.
pub(crate) struct World {
    pub fasta: String,
    /// Rows of the panel's source.
    pub entries: Vec<String>,
    /// Rows of the VCF.
    pub records: Vec<String>,
    pub length: usize,
}

const FIXED: &str = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";

impl World {
    pub(crate) fn new(cases: &[Case]) -> Self {
        let mut world = Self { fasta: ">chr1\n".into(), entries: Vec::new(), records: Vec::new(), length: 0 };
        for case in cases {
            for entry in &case.entries {
                let (pos, reference, alternate) = case.spelled(entry, world.length);
                world.entries.push(format!("1\t{pos}\t.\t{reference}\t{alternate}\t.\t.\t."));
            }
            world.records.extend(case.rows.iter().map(|row| row.line("chr1", world.length, &case.reference)));
            world.fasta.push_str(std::str::from_utf8(&case.reference).unwrap());
            world.length += case.reference.len();
        }
        world
    }

    fn meta(&self, contig: &str) -> String {
        format!("##fileformat=VCFv4.2\n##contig=<ID={contig},length={}>\n", self.length)
    }

    pub(crate) fn source(&self, entries: &[String]) -> String {
        format!("{}{FIXED}\n{}\n", self.meta("1"), entries.join("\n"))
    }

    pub(crate) fn panel(&self) -> Arc<Panel> {
        self.panel_of(&self.entries)
    }

    pub(crate) fn panel_of(&self, entries: &[String]) -> Arc<Panel> {
        let panel = compile(self.source(entries).as_bytes(), Some(self.fasta.as_bytes())).unwrap();
        assert_eq!(panel.info().ref_mismatch, 0);
        panel
    }

    pub(crate) fn vcf(&self, records: &[String]) -> String {
        self.vcf_of("chr1", "S", records)
    }

    pub(crate) fn vcf_of(&self, contig: &str, samples: &str, records: &[String]) -> String {
        let mut text = format!("{}{FIXED}\tFORMAT\t{samples}\n", self.meta(contig));
        for record in records {
            writeln!(text, "{record}").unwrap();
        }
        text
    }
}

/// The report of every entry.
pub(crate) fn report(panel: &Arc<Panel>, vcf: &[u8]) -> Report {
    let options = ScreenOptions { all: true, ..ScreenOptions::default() };
    screen(panel, vcf, 1 << 20, options).unwrap()
}
