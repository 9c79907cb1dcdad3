//! What the wasm weighs: budgets for what is downloaded, and what grew since the sizes were last accepted.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::wasm::{MODULES, Module, named};
use crate::{Result, sections};

/// The accepted sizes: module, part, bytes.
const ACCEPTED: &str = "xtask/sizes.tsv";
/// The row of a module that its budget is for.
const PACKED: &str = "after gzip";
/// Parts that changed by fewer bytes are not told: another order of functions does as much.
const WORTH_TELLING: usize = 64;

/// Bytes by module and part.
type Sizes = BTreeMap<(String, String), usize>;

/// Copies the modules to `dist/`, without the names of their functions, and compares what they weigh with
/// the accepted sizes and with their budgets.
pub(crate) fn ship(root: &Path) -> Result {
    let accepted = parse(&fs::read_to_string(root.join(ACCEPTED))?)?;
    let sizes = measure(root)?;
    let mut too_large = String::new();
    for module in MODULES {
        let shipped = sections::stripped(&fs::read(named(root, module))?)?;
        fs::write(root.join("dist").join(format!("{}.wasm", module.name)), &shipped)?;
        let packed = sizes[&key(module, PACKED)];
        println!("{}.wasm: {} bytes, {packed} after gzip of {}", module.name, shipped.len(), module.budget);
        if packed > module.budget {
            let _ = write!(too_large, "{}.wasm is {} bytes over its budget. ", module.name, packed - module.budget);
        }
    }
    let told = changes(&accepted, &sizes);
    print!("{told}");
    if too_large.is_empty() { Ok(()) } else { Err(too_large.into()) }
}

/// Writes what the modules of the last build weigh as the accepted sizes.
pub(crate) fn accept(root: &Path) -> Result {
    let mut table = String::from("module\tpart\tbytes\n");
    for ((module, part), bytes) in measure(root)? {
        let _ = writeln!(table, "{module}\t{part}\t{bytes}");
    }
    Ok(fs::write(root.join(ACCEPTED), table)?)
}

fn key(module: &Module, part: &str) -> (String, String) {
    (module.name.to_owned(), part.to_owned())
}

fn measure(root: &Path) -> Result<Sizes> {
    let mut sizes = Sizes::new();
    for module in MODULES {
        let bytes = fs::read(named(root, module))?;
        let weights = sections::weights(&bytes)?;
        for (name, bytes) in &weights.functions {
            *sizes.entry(key(module, &part(name))).or_default() += bytes;
        }
        sizes.insert(key(module, "data"), weights.data);
        sizes.insert(key(module, PACKED), gzip(&sections::stripped(&bytes)?)?);
    }
    Ok(sizes)
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    Ok(gzip.finish()?.len())
}

/// Whose a function is: a module of the crate wherever that is named, else the library that comes first.
fn part(function: &str) -> String {
    const OWN: &str = "genosieve::";
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    if let Some(at) = function.find(OWN) {
        let module = function[at + OWN.len()..].split(|c| !is_word(c)).next();
        return format!("{OWN}{}", module.unwrap_or_default());
    }
    let Some((before, _)) = function.split_once("::") else { return "exports".to_owned() };
    // Some compilers write the crate as `name[hash]`.
    let before = before.split_once('[').map_or(before, |(library, _)| library);
    // What stands in brackets alone is a type of the language, as in `<char>`.
    let library = before.rsplit(|c| !is_word(c)).next().unwrap_or_default();
    if library.is_empty() { "core".to_owned() } else { library.to_owned() }
}

fn parse(table: &str) -> Result<Sizes> {
    let mut sizes = Sizes::new();
    for row in table.lines().skip(1) {
        let [module, part, bytes] = row.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("{ACCEPTED} has an odd row: {row}").into());
        };
        sizes.insert((module.to_owned(), part.to_owned()), bytes.parse()?);
    }
    Ok(sizes)
}

/// Parts that weigh more or less than they did, one a line.
fn changes(before: &Sizes, now: &Sizes) -> String {
    let mut told = String::new();
    for key in before.keys().chain(now.keys()).collect::<BTreeSet<_>>() {
        let of = |sizes: &Sizes| sizes.get(key).copied().unwrap_or_default();
        let (was, is) = (of(before), of(now));
        if was.abs_diff(is) >= WORTH_TELLING {
            let sign = if is > was { '+' } else { '-' };
            let _ = writeln!(told, "  {}.wasm {}: {was} → {is} ({sign}{})", key.0, key.1, was.abs_diff(is));
        }
    }
    if !told.is_empty() {
        told.insert_str(0, "sizes in bytes that differ from the accepted ones (xtask/sizes.tsv):\n");
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(rows: &[(&str, usize)]) -> Sizes {
        rows.iter().map(|(part, bytes)| (("m".to_owned(), (*part).to_owned()), *bytes)).collect()
    }

    #[test]
    fn a_function_belongs_to_a_module_or_a_library() {
        assert_eq!(part("genosieve::screen::scan::Scan::push::h0123"), "genosieve::screen");
        assert_eq!(
            part("<alloc::vec::Vec<genosieve::panel::Entry> as core::ops::drop::Drop>::drop"),
            "genosieve::panel"
        );
        assert_eq!(part("<alloc::string::String as core::fmt::Write>::write_str"), "alloc");
        assert_eq!(part("serde_json::ser::format_escaped_str"), "serde_json");
        assert_eq!(part("<dlmalloc[e24a27700634d609]::dlmalloc::Dlmalloc>::malloc"), "dlmalloc");
        assert_eq!(part("<char>::escape_debug_ext"), "core");
        assert_eq!(part("screen_push"), "exports");
    }

    #[test]
    fn what_grew_shrank_came_or_went_is_told() {
        let before = sizes(&[("a", 1000), ("b", 1000), ("c", 1000), ("gone", 500)]);
        let now = sizes(&[("a", 1200), ("b", 900), ("c", 1010), ("new", 300)]);
        let told = changes(&before, &now);
        for line in ["a: 1000 → 1200 (+200)", "b: 1000 → 900 (-100)", "gone: 500 → 0 (-500)", "new: 0 → 300 (+300)"]
        {
            assert!(told.contains(&format!("  m.wasm {line}\n")), "{told}");
        }
        assert!(!told.contains(" c:"), "{told}");
        assert_eq!(changes(&now, &now), "");
    }
}
