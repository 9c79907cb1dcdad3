pub const MAGIC: &[u8] = b"GSP\x1a";
