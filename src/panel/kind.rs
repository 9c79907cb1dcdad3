//! What a file is that someone drops: told by its beginning, the same on every surface.

use serde::Serialize;

use super::source::{DELIMITERS, Table};
use crate::error::{Error, ErrorKind};
use crate::input::{Decompressor, Sniffed, sniff};

/// Bytes of the text that are looked at.
const HEAD: usize = 64 << 10;

/// What a file is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A VCF: a genome, or the source of a panel.
    Vcf,
    /// BCF 2.2, the same.
    Bcf,
    /// A compiled panel.
    Gsp,
    /// Regions.
    Bed,
    /// A table of variants, the source of a panel.
    Table,
    /// Genes: a plain list, or a table with a column of them.
    GeneList,
    /// Genes as `PanelApp` gives them: JSON.
    PanelApp,
}

/// Tells a file by its first bytes, as given: give the first 64 KiB, or all of a smaller one.
///
/// # Errors
///
/// What the bytes are, where nothing is read from such a file (`input_…`), and what a table lacks
/// (`panel_columns`, `panel_rs_only`).
pub fn kind_of(bytes: &[u8]) -> Result<FileKind, Error> {
    match sniff(bytes) {
        Ok(Sniffed::Panel) => Ok(FileKind::Gsp),
        Ok(Sniffed::Bcf) => Ok(FileKind::Bcf),
        Ok(Sniffed::Text) => kind_of_text(bytes),
        Ok(Sniffed::Gzip | Sniffed::Bgzf) => {
            let mut text = Vec::new();
            Decompressor::new().push(bytes, &mut |_, piece| {
                text.extend_from_slice(&piece[..piece.len().min(HEAD - text.len().min(HEAD))]);
                Ok(())
            })?;
            if sniff(&text)? == Sniffed::Bcf { Ok(FileKind::Bcf) } else { kind_of_text(&text) }
        }
        Err(error) if error.kind() == ErrorKind::InputNotVcf && is_panel_app(bytes) => Ok(FileKind::PanelApp),
        Err(error) => Err(error),
    }
}

/// Whether JSON has the fields by which `PanelApp` tells of genes.
fn is_panel_app(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    // No search of memchr's: it is 5 KB of wasm, and this is one look at a head.
    let has = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
    has(b"\"gene_data\"") || has(b"\"relevant_disorders\"") && has(b"\"genes\"")
}

fn kind_of_text(bytes: &[u8]) -> Result<FileKind, Error> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = &text[..text.len().min(HEAD)];
    let mut delimiter = None;
    let mut kind = Err(ErrorKind::PanelEmpty.into());
    for line in head.split(|b| matches!(b, b'\n' | b'\r')) {
        match beginning(line) {
            Beginning::Blank => {}
            Beginning::Vcf => return Ok(FileKind::Vcf),
            Beginning::Bed => return Ok(FileKind::Bed),
            // What a VCF and lists of genes may begin with.
            Beginning::Meta => kind = Ok(FileKind::Vcf),
            Beginning::Separator(stated) => delimiter = Some(stated),
            Beginning::Row => match Table::open(line, delimiter, None) {
                Ok(_) => return Ok(FileKind::Table),
                Err(error) if error.kind() == ErrorKind::PanelIsGenes => return Ok(FileKind::GeneList),
                Err(_) if line[0] == b'#' => {}
                Err(error) => return Err(error),
            },
        }
    }
    kind
}

/// What a line says of what follows, before anything else has.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Beginning {
    Blank,
    Vcf,
    /// A line that begins with `##`: a VCF without `##fileformat`, or a table with comments.
    Meta,
    /// `sep=;`, which spreadsheets write above a table.
    Separator(u8),
    Bed,
    Row,
}

pub(super) fn beginning(line: &[u8]) -> Beginning {
    let line = line.trim_ascii_end();
    if line.is_empty() {
        Beginning::Blank
    } else if line.starts_with(b"##fileformat") || line.starts_with(b"#CHROM\tPOS\tID\tREF\tALT\tQUAL") {
        Beginning::Vcf
    } else if line.starts_with(b"##") {
        Beginning::Meta
    } else if let Some(delimiter) = separator(line) {
        Beginning::Separator(delimiter)
    } else if is_bed(line) {
        Beginning::Bed
    } else {
        Beginning::Row
    }
}

fn separator(line: &[u8]) -> Option<u8> {
    let bare: Vec<u8> = line.iter().copied().filter(|b| *b != b'"').collect();
    let (name, stated) = bare.split_at_checked(4)?;
    // The line was trimmed, so that a tab is not there any more.
    let delimiter = stated.first().copied().unwrap_or(b'\t');
    let is = name.eq_ignore_ascii_case(b"sep=") && stated.len() < 2 && DELIMITERS.contains(&delimiter);
    is.then_some(delimiter)
}

/// A line of a BED (UCSC's description of the format): a name, a start and an end, and no alleles behind them.
fn is_bed(line: &[u8]) -> bool {
    if line.starts_with(b"track ") || line.starts_with(b"browser ") {
        return true;
    }
    let by_tab = line.contains(&b'\t');
    let cells = line.split(|b| if by_tab { *b == b'\t' } else { *b == b' ' });
    let cells: Vec<&[u8]> = cells.map(<[u8]>::trim_ascii).filter(|cell| by_tab || !cell.is_empty()).collect();
    let number = |at: usize| cells.get(at).and_then(|cell| std::str::from_utf8(cell).ok()?.parse::<u32>().ok());
    let (Some(start), Some(end)) = (number(1), number(2)) else { return false };
    let bases = |at: usize| cells.get(at).is_some_and(|cell| cell.iter().all(|b| b"ACGTacgt-".contains(b)));
    start <= end && !(bases(3) && bases(4))
}
