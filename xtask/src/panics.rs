//! Takes the words of panics out of a module.
//!
//! Nobody can read them: there is nothing on wasm32-unknown-unknown that a panic could be printed to, and what
//! JavaScript sees of one is a trap. rustc can leave them away itself, but on nightly alone (`-Z build-std` with
//! `panic_immediate_abort`). Here, between the linker and wasm-bindgen:
//!
//! ```text
//! functions that word a panic, and those that nothing here runs ▸ a trap
//! what leads to a call of one, and nowhere else ▸ refers to nothing any more
//! functions and data that nothing refers to now (texts, Debug) ▸ a trap, zeros
//! places in sources, which panics alone would say ▸ zeros
//! ```
//!
//! wasm-opt takes away the functions and what they were called with. The zeros stay, and gzip makes nothing of them.

use std::ops::Range;

use crate::Result;
use crate::linked::{Linked, Symbol};

/// Parts of the names, as rustc mangles them, of functions that word a panic and do not return.
const WORDING: [&str; 11] = [
    "4core9panicking",
    "13assert_failed",
    "17capacity_overflow",
    "18handle_alloc_error",
    "7raw_vec12handle_error",
    "panic_already_",
    "13unwrap_failed",
    "13expect_failed",
    "17len_mismatch_fail",
    "16slice_index_fail",
    "slice_error_fail",
];

/// Parts of the names of functions that do not run as the crate is written. Who calls one all the same meets a trap.
const NEVER_RUN: [&str; 5] = [
    // Panics and tests print by `Debug`; vtables of errors name it (tests/layout.rs).
    "5Debug3fmt",
    "core..fmt..Debug$GT$3fmt",
    "core..fmt..Debug$u20$for",
    // Streams are inflated raw, and checked by the crate.
    "7zlib_rs5crc32",
    "7zlib_rs7adler32",
];

/// Bytes of a `core::panic::Location` on wasm32: address and length of a file's name, line, column.
const LOCATION: usize = 16;

/// A body without locals that begins with a trap and ends.
const NO_LOCALS: u8 = 0;
const UNREACHABLE: u8 = 0;
const NOP: u8 = 1;
const END: u8 = 0x0b;

/// The module with traps for panics, every byte where it was.
pub(crate) fn silenced(module: &[u8]) -> Result<Vec<u8>> {
    let linked = Linked::read(module)?;
    let worded = worded(&linked);
    if !worded.contains(&true) {
        return Err("no function words a panic: their names are others now".into());
    }
    let alive = Alive::of(module, &linked, &worded)?;
    let mut out = module.to_vec();
    for (body, bytes) in linked.bodies.iter().enumerate() {
        if worded[body] || !alive.bodies[body] {
            trap(&mut out[bytes.range()]);
        }
    }
    let data = |alive_ones: bool| {
        let symbols = linked.symbols.iter().zip(&alive.symbols).filter(move |(_, alive)| **alive == alive_ones);
        symbols.filter_map(|(symbol, _)| if let Symbol::Data(bytes) = symbol { Some(bytes.clone()) } else { None })
    };
    data(false).for_each(|bytes| out[bytes].fill(0));
    // Data may share bytes.
    data(true).for_each(|bytes| out[bytes.clone()].copy_from_slice(&module[bytes]));
    Ok(out)
}

fn worded(linked: &Linked<'_>) -> Vec<bool> {
    let mut worded = vec![false; linked.bodies.len()];
    for symbol in &linked.symbols {
        if let Symbol::Function(name, body) = symbol {
            worded[*body] |= WORDING.iter().chain(&NEVER_RUN).any(|part| name.contains(part));
        }
    }
    worded
}

/// Which symbols are places in sources: functions that may panic are given one by those that call them.
fn locations(module: &[u8], linked: &Linked<'_>) -> Vec<bool> {
    let is_location = |symbol: &Symbol<'_>| {
        let Symbol::Data(bytes) = symbol else { return false };
        let named = linked.references.get(&bytes.start).map(|named| &linked.symbols[*named]);
        let Some(Symbol::Data(name)) = named else { return false };
        let name = module[name.clone()].strip_suffix(b"\0").unwrap_or(&module[name.clone()]);
        let length = module[bytes.clone()].get(4..8) == Some(&u32::try_from(name.len()).unwrap_or(0).to_le_bytes());
        bytes.len() == LOCATION && length && name.ends_with(b".rs")
    };
    linked.symbols.iter().map(is_location).collect()
}

fn trap(body: &mut [u8]) {
    if let [locals, first, between @ .., last] = body {
        (*locals, *first, *last) = (NO_LOCALS, UNREACHABLE, END);
        between.fill(NOP);
    }
}

/// What something refers to that runs.
struct Alive {
    bodies: Vec<bool>,
    symbols: Vec<bool>,
}

impl Alive {
    fn of(module: &[u8], linked: &Linked<'_>, worded: &[bool]) -> Result<Self> {
        let mut alive = Self { bodies: vec![false; linked.bodies.len()], symbols: vec![false; linked.symbols.len()] };
        let locations = locations(module, linked);
        let mut open: Vec<Range<usize>> = Vec::new();
        for body in &linked.exported {
            alive.add_body(linked, worded, *body, &mut open)?;
        }
        for symbol in &linked.kept {
            alive.add(linked, worded, *symbol, &mut open)?;
        }
        while let Some(places) = open.pop() {
            for (_, symbol) in linked.references.range(places) {
                if !locations[*symbol] {
                    alive.add(linked, worded, *symbol, &mut open)?;
                }
            }
        }
        Ok(alive)
    }

    /// Adds a symbol, and to `open` the places that it refers to others from.
    fn add(&mut self, linked: &Linked<'_>, worded: &[bool], symbol: usize, open: &mut Vec<Range<usize>>) -> Result {
        if std::mem::replace(&mut self.symbols[symbol], true) {
            return Ok(());
        }
        match &linked.symbols[symbol] {
            Symbol::Function(_, body) => self.add_body(linked, worded, *body, open)?,
            Symbol::Data(bytes) => open.push(bytes.clone()),
            Symbol::Other => {}
        }
        Ok(())
    }

    fn add_body(&mut self, linked: &Linked<'_>, worded: &[bool], at: usize, open: &mut Vec<Range<usize>>) -> Result {
        if std::mem::replace(&mut self.bodies[at], true) || worded[at] {
            return Ok(());
        }
        let body = &linked.bodies[at];
        let Range { start: mut from, end } = body.range();
        for leading in linked.before_calls(body, worded)? {
            open.push(from..leading.start);
            from = leading.end;
        }
        open.push(from..end);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::process::Command;

    use super::*;

    const SOURCE: &str = r#"
        static TEXT: [&str; 2] = ["a text that is given", "another"];
        #[unsafe(no_mangle)]
        pub extern "C" fn given(at: usize) -> *const u8 {
            if at == 7 { panic!("a text that a panic says of {at}") }
            if at == 8 { failed(&"a text that Debug prints") }
            TEXT.get(at).expect("a text that is expected").as_ptr()
        }
        #[track_caller]
        #[inline(never)]
        fn failed(text: &dyn std::fmt::Debug) {
            if text as *const dyn std::fmt::Debug as *const u8 as usize != 9 { panic!("{text:?}") }
        }
    "#;

    #[test]
    fn what_only_panics_say_goes_and_the_rest_stays() {
        let folder = std::env::temp_dir().join(format!("genosieve-panics-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("given.rs"), SOURCE).unwrap();
        let built = Command::new("rustc")
            .current_dir(&folder)
            .args(["--edition", "2024", "--target", "wasm32-unknown-unknown", "--crate-type", "cdylib"])
            .args(["-C", "opt-level=s", "-C", "panic=abort", "-C", "lto=fat", "-C", "link-arg=--emit-relocs"])
            .args(["-o", "out.wasm", "given.rs"])
            .status();
        assert!(built.unwrap().success());
        let module = fs::read(folder.join("out.wasm")).unwrap();
        fs::remove_dir_all(&folder).unwrap();

        let silent = silenced(&module).unwrap();
        wasmparser::validate(&silent).unwrap();
        assert_eq!(silent.len(), module.len(), "every byte is where it was");
        let holds = |module: &[u8], text: &str| module.windows(text.len()).any(|window| window == text.as_bytes());
        for (text, stays) in [
            ("a text that is given", true),
            ("another", true),
            ("a text that is expected", false),
            ("a text that a panic says of ", false),
            ("given.rs", false),
        ] {
            assert!(holds(&module, text), "{text} is there before");
            assert_eq!(holds(&silent, text), stays, "{text}");
        }
    }

    #[test]
    fn a_module_without_relocations_is_refused() {
        assert!(silenced(b"\0asm\x01\0\0\0").is_err());
    }
}
