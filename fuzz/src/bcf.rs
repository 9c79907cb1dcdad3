//! BCF: bytes behind its magic, and a sound file with some of its bytes changed.

use genosieve::error::Error;
use genosieve::input::record::LineFault;
use genosieve::input::{LineSink, Lines, Marks};

use super::draw::Draw;
use super::forms::forms;

const MAGIC: &[u8] = b"BCF\x02\x02";
/// Every kind of value.
const SOUND: &str = "##fileformat=VCFv4.2\n##contig=<ID=1,length=5000>\n##contig=<ID=2>\n\
    #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\tT\n\
    1\t10\trs1\tA\tC,<NON_REF>\t50.5\tPASS\tEND=12;DB;AF=0.5,.;CSQ=a|b\tGT:AD:PS:FT\t0|1:3,4:7:PASS\t./.:.:.:low\n\
    2\t70000\t.\tACGTACGTACGTACGTA\tA\t.\tq10;s50\t.\tGT\t300/1\t0\n\
    1\t9\t.\tA\t.\t1e+10\t.\tDP=70000\tGT:GQ\t0/0:-1\t1/1/1:99\n";

/// Reading never stops but with a code, gives lines that hold no other, and gives the same however the bytes
/// are cut.
pub fn run(data: &[u8]) {
    let mut draw = Draw::new(data);
    let mode = draw.byte();
    let bytes = if mode & 1 == 1 {
        [MAGIC, draw.rest()].concat()
    } else {
        let mut sound = forms(SOUND, 1 << (mode % 3)).expect("it can be written").bcf;
        while !draw.is_empty() {
            let (high, low, byte) = (draw.byte(), draw.byte(), draw.byte());
            let at = (usize::from(high) << 8 | usize::from(low)) % sound.len();
            sound[at] = byte;
        }
        sound
    };
    let whole = read(&bytes, bytes.len());
    assert_eq!(whole, read(&bytes, 1 + usize::from(mode >> 1)));
    for line in whole.0.iter().filter_map(|(_, line)| line.as_ref().ok()) {
        assert!(!line.contains(&b'\n'));
        // Samples and keys of FORMAT that are there, each without a value at the least.
        assert!(line.len() <= bytes.len() * bytes.len(), "{} of {}", line.len(), bytes.len());
    }
}

/// Lines with their numbers, or why there is none.
type Read = (Vec<(u64, Result<Vec<u8>, LineFault>)>, Result<(bool, usize), (String, Option<u64>)>);

#[derive(Default)]
struct Kept(Vec<(u64, Result<Vec<u8>, LineFault>)>);

impl LineSink for Kept {
    fn line(&mut self, number: u64, line: &[u8], _marks: &Marks) -> Result<(), Error> {
        self.0.push((number, Ok(line.to_vec())));
        Ok(())
    }

    fn fault(&mut self, number: u64, fault: LineFault, _line: &[u8]) -> Result<(), Error> {
        self.0.push((number, Err(fault)));
        Ok(())
    }
}

fn read(bytes: &[u8], chunk: usize) -> Read {
    let (mut lines, mut kept) = (Lines::new(), Kept::default());
    let pushed = bytes.chunks(chunk).try_for_each(|piece| lines.push(piece, &mut kept));
    let end = pushed.and_then(|()| lines.finish(&mut kept));
    (kept.0, end.map(|end| (end.complete, end.notices.len())).map_err(|e| (e.code(), e.position().line)))
}
