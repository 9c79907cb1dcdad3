//! Compressing what a target has written.

#[path = "../../tests/common/pack.rs"]
mod shared;

pub(crate) use shared::{bgzf, gzip};

/// BGZF whose blocks are stored, which takes no time, of two sizes by turns.
pub(crate) fn stored(bytes: &[u8], sizes: [u8; 2]) -> Vec<u8> {
    let (mut out, mut rest, mut turn) = (Vec::new(), bytes, 0);
    while !rest.is_empty() {
        let (content, behind) = rest.split_at(usize::from(sizes[turn % 2].max(1)).min(rest.len()));
        block(content, &mut out);
        (rest, turn) = (behind, turn + 1);
    }
    block_of(b"\x03\0", b"", &mut out);
    out
}

fn block(content: &[u8], out: &mut Vec<u8>) {
    let length = u16::try_from(content.len()).expect("blocks are short").to_le_bytes();
    let header = [1, length[0], length[1], !length[0], !length[1]];
    block_of(&[&header, content].concat(), content, out);
}

/// A block whose deflate stream is this.
fn block_of(stream: &[u8], content: &[u8], out: &mut Vec<u8>) {
    let size = u16::try_from(18 + stream.len() + 8 - 1).expect("blocks are short");
    let mut crc = flate2::Crc::new();
    crc.update(content);
    out.extend_from_slice(b"\x1f\x8b\x08\x04\0\0\0\0\0\xff\x06\0BC\x02\0");
    out.extend_from_slice(&size.to_le_bytes());
    out.extend_from_slice(stream);
    out.extend_from_slice(&crc.sum().to_le_bytes());
    out.extend_from_slice(&u32::try_from(content.len()).expect("blocks are short").to_le_bytes());
}
