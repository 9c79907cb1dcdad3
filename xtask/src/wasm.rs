//! Rust to wasm: cargo, wasm-bindgen, wasm-opt, and a budget for what is downloaded.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use wasm_bindgen_cli_support::Bindgen;

use crate::Result;

/// The most that the wasm may weigh after gzip, in bytes. Raise it only with a reason in the log.
/// The aim is 200 KiB, and a toolchain may differ by a few.
const BUDGET_GZIP: usize = 252 * 1024;

const TARGET: &str = "wasm32-unknown-unknown";

/// What the target's baseline of Rust 1.95 uses and every browser of the last years has.
const FEATURES: [&str; 7] = [
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Builds `dist/genosieve.wasm` with the glue for modules (`glue.js`) and for classic workers
/// (`glue.no-modules.js`), and the texts that it is given (`messages.js`).
pub(crate) fn build(root: &Path) -> Result {
    let module = compile(root)?;
    let scratch = root.join("target/xtask");
    let dist = root.join("dist");
    fs::create_dir_all(&dist)?;

    let web = bind(&module, &scratch.join("web"), Glue::Module)?;
    let classic = bind(&module, &scratch.join("no-modules"), Glue::Classic)?;
    if fs::read(web.join("genosieve_bg.wasm"))? != fs::read(classic.join("genosieve_bg.wasm"))? {
        return Err("the two glues need different wasm, but one is shipped".into());
    }
    fs::copy(web.join("genosieve.js"), dist.join("glue.js"))?;
    fs::copy(classic.join("genosieve.js"), dist.join("glue.no-modules.js"))?;
    fs::write(dist.join("messages.js"), texts(root)?)?;

    let shipped = dist.join("genosieve.wasm");
    let bound = web.join("genosieve_bg.wasm");
    let raw = fs::metadata(&bound)?.len();
    optimise(root, &bound, &shipped)?;
    weigh(&shipped, raw)
}

/// The message table as a module: bundlers and classic workers can then do without another request.
fn texts(root: &Path) -> Result<String> {
    let table = fs::read_to_string(root.join("messages/messages.tsv"))?;
    Ok(format!("export default {};\n", serde_json::to_string(&table)?))
}

fn compile(root: &Path) -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .current_dir(root)
        .args(["rustc", "--profile", "wasm", "--package", "genosieve", "--lib"])
        .args(["--crate-type", "cdylib", "--target", TARGET, "--no-default-features"])
        // For the libraries too: zlib-rs and memchr have code for it.
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-C target-feature=+simd128")
        .status()?;
    if !status.success() {
        return Err("the wasm did not compile".into());
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    Ok(target.join(TARGET).join("wasm/genosieve.wasm"))
}

/// Who loads the wasm.
#[derive(Clone, Copy)]
enum Glue {
    /// An ES module: pages, module workers, Node.
    Module,
    /// A classic worker, such as one made from a blob.
    Classic,
}

fn bind(module: &Path, out: &Path, glue: Glue) -> Result<PathBuf> {
    let mut bindgen = Bindgen::new();
    // The package names the URL of the wasm itself, so that bundlers and users can change it.
    bindgen.input_path(module).out_name("genosieve").typescript(false).omit_default_module_path(true);
    match glue {
        // After a trap the package makes a new instance behind the same glue.
        Glue::Module => bindgen.web(true)?.reset_state_function(true),
        Glue::Classic => bindgen.no_modules(true)?,
    };
    bindgen.generate(out)?;
    Ok(out.to_owned())
}

/// `wasm-opt` of the npm package binaryen; without `node_modules` the wasm is shipped as it is.
fn optimise(root: &Path, from: &Path, to: &Path) -> Result {
    let tool = root.join("node_modules/binaryen/bin/wasm-opt");
    if !tool.exists() {
        println!("wasm-opt is not installed (npm ci brings it): the wasm is larger than it need be");
        fs::copy(from, to)?;
        return Ok(());
    }
    let status = Command::new("node")
        .arg(tool)
        .args(["-O3", "--converge"])
        // What is a function of its own stays one: an engine puts faster code in its place between two calls.
        .args(["--one-caller-inline-max-function-size", "0"])
        .args(FEATURES)
        .arg(from)
        .arg("-o")
        .arg(to)
        .status()?;
    if status.success() { Ok(()) } else { Err("wasm-opt failed".into()) }
}

fn weigh(wasm: &Path, before: u64) -> Result {
    let bytes = fs::read(wasm)?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&bytes)?;
    let packed = gzip.finish()?.len();
    println!("genosieve.wasm: {} bytes, {packed} after gzip ({before} before wasm-opt)", bytes.len());
    if packed > BUDGET_GZIP {
        return Err(format!("the wasm weighs {packed} bytes after gzip; the budget is {BUDGET_GZIP}").into());
    }
    Ok(())
}
