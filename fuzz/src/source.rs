//! Sources of panels: a VCF, a table or a BED, and a FASTA.

use genosieve::error::Error;
use genosieve::panel::{BuildOptions, Panel, PanelBuilder};

use super::draw::Draw;
use super::panel::walk;

const VCF: &[u8] = b"##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
const BED: &[u8] = b"track name=x\n";
const TABLE: &[u8] = b"id\tcontig\tpos\tref\talt\tgene\tclnsig\n";

/// A source gives a panel or an error, the same in any chunks, and the panel is that of its bytes.
pub fn run(data: &[u8]) {
    let mut draw = Draw::new(data);
    let header = draw.pick(&[VCF, TABLE, b"", BED]);
    let (length, chunk) = (usize::from(draw.wide()), 1 + usize::from(draw.byte()));
    let rows = draw.take(length);
    let (source, reference) = ([header, rows].concat(), draw.rest());
    let whole = compile(&source, reference, usize::MAX);
    match (whole, compile(&source, reference, chunk)) {
        (Ok(whole), Ok(other)) => {
            assert_eq!(whole.to_bytes(), other.to_bytes());
            assert!(!whole.is_empty());
            walk(whole);
        }
        (Err(whole), Err(other)) => assert_eq!((whole.code(), whole.position()), (other.code(), other.position())),
        (whole, other) => panic!("{:?} and {:?}", whole.err(), other.err()),
    }
}

fn compile(source: &[u8], reference: &[u8], chunk: usize) -> Result<Panel, Error> {
    let mut builder = PanelBuilder::new(BuildOptions::default());
    source.chunks(chunk).try_for_each(|piece| builder.push(piece))?;
    builder.source_done()?;
    reference.chunks(chunk).try_for_each(|piece| builder.push_reference(piece))?;
    builder.finish()
}
