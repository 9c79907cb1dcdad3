//! Entries from a table of tab-separated values with a header line.

use crate::allele::fold_case;
use crate::error::{Error, ErrorKind};
use crate::genome::Build;
use crate::panel::annotation::{ColumnBuilder, Kind};
use crate::panel::builder::Gathered;

/// Where the columns of a table stand.
#[derive(Debug)]
pub(crate) struct TsvSource {
    build: Option<Build>,
    contig: usize,
    pos: usize,
    reference: usize,
    alternate: usize,
    /// Columns that become annotation, in the order of the panel's columns.
    annotation: Vec<usize>,
}

impl TsvSource {
    /// From the header line. Names are compared without case; `#` before the first is dropped.
    ///
    /// A table for several builds has columns such as `grch38_pos`, `grch38_ref`; those of `build`
    /// are taken (`GRCh38` where none is given).
    ///
    /// # Errors
    ///
    /// `panel_columns` where a column is missing.
    pub(crate) fn new(line: &[u8], build: Option<Build>, gathered: &mut Gathered) -> Result<Self, Error> {
        let line = String::from_utf8_lossy(line);
        let names: Vec<String> =
            line.trim_start_matches('#').split('\t').map(|n| n.trim().to_ascii_lowercase()).collect();
        let find = |wanted: &[&str]| names.iter().position(|name| wanted.contains(&name.as_str()));
        let need =
            |wanted: &[&str]| find(wanted).ok_or_else(|| Error::new(ErrorKind::PanelColumns).with_detail(wanted[0]));
        let chosen = build.unwrap_or(Build::GRCh38);
        let prefix = chosen.name().to_ascii_lowercase();
        let (of_pos, of_ref) = (format!("{prefix}_pos"), format!("{prefix}_ref"));
        let several = Build::ALL.iter().any(|b| find(&[&format!("{}_pos", b.name().to_ascii_lowercase())]).is_some());
        let (pos, reference) = if several {
            (need(&[&of_pos])?, need(&[&of_ref])?)
        } else {
            (need(&["pos", "position"])?, need(&["ref"])?)
        };
        let contig = need(&["contig", "chrom", "chr"])?;
        let alternate = need(&["alt", "effect", "effect_allele"])?;
        let id = find(&["id", "rsid", "dbsnp"]);
        let other_build = |name: &str| name.ends_with("_pos") || name.ends_with("_ref");
        let mut annotation: Vec<usize> = id.into_iter().collect();
        annotation.extend((0..names.len()).filter(|i| {
            let place = [contig, pos, reference, alternate].contains(i) || Some(*i) == id;
            let other = several && other_build(&names[*i]);
            !(place || other || names[*i].is_empty())
        }));
        gathered.columns = annotation
            .iter()
            .map(|i| ColumnBuilder::new(if Some(*i) == id { "id" } else { &names[*i] }, Kind::Text))
            .collect();
        Ok(Self { build: if several { Some(chosen) } else { build }, contig, pos, reference, alternate, annotation })
    }

    pub(crate) fn build(&self) -> Option<Build> {
        self.build
    }

    /// Takes a row. One that is no entry is skipped and counted.
    ///
    /// # Errors
    ///
    /// Where the panel grows too large.
    pub(crate) fn line(&self, line: &[u8], gathered: &mut Gathered) -> Result<(), Error> {
        if line.is_empty() || line[0] == b'#' {
            return Ok(());
        }
        let text = String::from_utf8_lossy(line);
        let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
        let cell = |i: usize| cells.get(i).copied().unwrap_or_default();
        let (contig, pos, reference, alternate) =
            (cell(self.contig), cell(self.pos), cell(self.reference), cell(self.alternate));
        if matches!(pos, "" | "." | "NA") {
            gathered.skip("no_position");
            return Ok(());
        }
        let pos = match pos.parse::<u32>() {
            Ok(pos) if pos > 0 && i32::try_from(pos).is_ok() => pos,
            _ => {
                gathered.skip("bad_position");
                return Ok(());
            }
        };
        if [contig, reference, alternate].iter().any(|value| matches!(*value, "" | ".")) {
            gathered.skip("empty_field");
            return Ok(());
        }
        let codes: Vec<u32> =
            self.annotation.iter().zip(&mut gathered.columns).map(|(i, column)| column.intern(cell(*i))).collect();
        let contig = gathered.contig(contig)?;
        gathered.add(contig, pos, fold_case(reference.as_bytes()), fold_case(alternate.as_bytes()), &codes)
    }
}
