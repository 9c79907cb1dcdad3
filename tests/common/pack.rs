//! Compressing what a test has written.
#![allow(dead_code, reason = "each test binary uses some of it")]

use std::io::Write;

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// In blocks of so many bytes.
pub(crate) fn bgzf(bytes: &[u8], block: usize) -> Vec<u8> {
    let mut writer = noodles::bgzf::io::Writer::new(Vec::new());
    for part in bytes.chunks(block) {
        writer.write_all(part).unwrap();
        writer.flush().unwrap();
    }
    writer.finish().unwrap()
}
