//! The rules of the house, checked on the tree itself.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The longest source file, in lines.
const MOST_LINES: usize = 500;

/// Text files of the tree that are tracked or about to be: path from the root, text.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(root, root, &mut found);
    let ignored = ignored(root, &found);
    found.retain(|(path, _)| !ignored.contains(path));
    assert!(found.len() > 50, "the tree is there");
    found
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<(String, String)>) {
    for item in fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()) {
        let name = item.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if matches!(name.as_str(), ".git" | "target" | "dist" | "node_modules" | ".tools") || item.is_symlink() {
            continue;
        }
        if item.is_dir() {
            walk(root, &item, found);
        } else if let Ok(text) = fs::read_to_string(&item) {
            found.push((item.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"), text));
        }
    }
}

/// The paths that git ignores; none where there is no git (an unpacked source archive).
fn ignored(root: &Path, found: &[(String, String)]) -> Vec<String> {
    let paths = found.iter().map(|(path, _)| path);
    let Ok(out) = Command::new("git").current_dir(root).arg("check-ignore").args(paths).output() else {
        return Vec::new();
    };
    String::from_utf8_lossy(&out.stdout).lines().map(str::to_owned).collect()
}

fn is_under(path: &str, places: &[&str]) -> bool {
    places.iter().any(|place| path.starts_with(place))
}

fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|e| e == "rs")
}

/// Lines of code with their number: no comments.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(i, line)| (i + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Lines of Rust code outside `places` that name `word`.
fn named_outside(word: &str, places: &[&str]) -> Vec<String> {
    files()
        .into_iter()
        .filter(|(path, _)| is_rust(path) && !is_under(path, places))
        .flat_map(|(path, text)| {
            code(&text).filter(|(_, line)| line.contains(word)).map(|(n, _)| format!("{path}:{n}")).collect::<Vec<_>>()
        })
        .collect()
}

const NOTHING: [String; 0] = [];

#[test]
fn noodles_is_named_in_the_input_alone() {
    assert_eq!(named_outside("noodles", &["src/input/", "benches/", "xtask/", "tests/"]), NOTHING);
}

#[test]
fn the_binding_is_in_its_file_alone() {
    for word in ["wasm_bindgen", "js_sys"] {
        assert_eq!(named_outside(word, &["src/wasm", "xtask/", "tests/"]), NOTHING);
    }
}

/// xtask takes `Debug` out of the wasm, whose panics nobody reads (xtask/src/panics.rs).
#[test]
fn nothing_that_runs_prints_by_debug() {
    for (path, text) in files().into_iter().filter(|(path, _)| is_under(path, &["src/"]) && is_rust(path)) {
        if is_under(&path, &["src/bin/"]) || path.contains("/tests") {
            continue;
        }
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for (n, line) in code(text) {
            assert!(!line.contains(":?}") && !line.contains(":#?}"), "{path}:{n} prints by Debug");
        }
    }
}

#[test]
fn the_target_is_asked_in_one_place() {
    assert_eq!(named_outside("target_arch", &["src/lib.rs", "tests/"]), NOTHING);
}

#[test]
fn no_crate_type_turns_lto_off() {
    for (path, text) in files().into_iter().filter(|(path, _)| path.ends_with("Cargo.toml")) {
        let declared = text.lines().any(|line| line.trim_start().starts_with("crate-type"));
        assert!(!declared, "{path} declares a crate-type");
    }
}

#[test]
fn unsafe_stands_in_simd_alone_and_says_why_it_is_sound() {
    for (path, text) in files().into_iter().filter(|(path, _)| is_under(path, &["src/"]) && is_rust(path)) {
        let lines: Vec<&str> = text.lines().collect();
        for (n, line) in code(&text) {
            let words = |wanted: &str| line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|w| w == wanted);
            let allowed = is_under(&path, &["src/simd/"]);
            assert!(allowed || !words("unsafe") && !words("unsafe_code"), "{path}:{n}");
            let reason = n > 1 && lines[n - 2].trim_start().starts_with("// SAFETY: ");
            assert!(!words("unsafe") || reason, "{path}:{n} has no SAFETY comment");
        }
    }
}

#[test]
fn a_file_holds_one_idea() {
    for (path, text) in files().into_iter().filter(|(path, _)| is_under(path, &["src/"])) {
        let lines = text.lines().count();
        assert!(lines <= MOST_LINES, "{path} has {lines} lines");
    }
}

#[test]
fn dependencies_point_one_way() {
    // Tests at the end of a file may look where they like.
    for (path, text) in files().into_iter().filter(|(path, _)| is_under(path, &["src/"]) && is_rust(path)) {
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for (n, line) in code(text) {
            let beyond = |words: &[&str]| words.iter().any(|word| line.contains(word));
            let below = ["src/kernel/", "src/input/", "src/panel/", "src/genome/", "src/allele/", "src/genotype.rs"];
            let kernel = is_under(&path, &["src/kernel/"]);
            let record_only = kernel && line.contains("crate::input") && !line.contains("crate::input::record::");
            let wrong = record_only
                || is_under(&path, &below) && beyond(&["crate::screen", "crate::report"])
                || is_under(&path, &below[1..]) && beyond(&["crate::kernel"]);
            assert!(!wrong, "{path}:{n} looks the wrong way: {line}");
        }
    }
}

#[test]
fn nothing_names_a_machine() {
    // Written in halves, so that this file does not name them itself.
    let paths = ["/ho|me/", "/Us|ers/", "/ro|ot/", "/wo|rk/", "C:\\Us|ers"].map(|p| p.replace('|', ""));
    for (path, text) in files() {
        let locked = path.ends_with("Cargo.lock") || path.ends_with("package-lock.json");
        for (n, line) in text.lines().enumerate() {
            let place = paths.iter().any(|p| line.contains(p.as_str()));
            assert!(!place, "{path}:{}: a path of a machine", n + 1);
            assert!(!names_registry(line, locked), "{path}:{}: a registry that is not the public one", n + 1);
        }
    }
}

/// Whether a line names the host of a package registry or a mirror: in a lock file any but the public
/// ones, elsewhere every one.
fn names_registry(line: &str, locked: bool) -> bool {
    if locked {
        let public = ["registry+https://github.com/rust-lang/crates.io-index", "https://registry.np|mjs.org/"]
            .map(|p| p.replace('|', ""));
        let stated = line.trim_start().starts_with("source =") || line.trim_start().starts_with("\"resolved\":");
        return stated && !public.iter().any(|host| line.contains(host.as_str()));
    }
    [
        "registry.np|mjs",
        "index.cra|tes.io",
        "static.cra|tes.io",
        "artifac|tory",
        "replace-w|ith",
        "[source|.",
        "ne|xus.",
    ]
    .iter()
    .any(|host| line.contains(&host.replace('|', "")))
}
