//! Rust to wasm: cargo, wasm-bindgen, wasm-opt.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;

use wasm_bindgen_cli_support::Bindgen;

use crate::{Result, imports, order, panics, sections, sizes};

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

/// `#[inline]`, which most of the standard library has, makes LLVM put code in the place of calls as for speed,
/// whatever the level. Without that weight the level alone says what is worth it: a smaller wasm.
const INLINING: &str = "llvm-args=-inlinehint-threshold=20";

/// Calls stay calls unless that is the smaller way. What runs for every line asks to be put in their place.
const SMALLEST: &str = "opt-level=z";
/// To compile a panel takes a third longer at the level above.
const SMALL: &str = "opt-level=s";

/// A module that is shipped.
pub(crate) struct Module {
    /// Of the file in `dist/`, without its extension.
    pub(crate) name: &'static str,
    /// The feature of the crate that says what it binds.
    feature: &'static str,
    /// Whether it is built for simd128, the libraries too: zlib-rs and memchr have code for it.
    simd128: bool,
    /// The level that the crate itself is optimised at; its libraries have that of the profile.
    level: &'static str,
    /// The most that it may weigh after gzip, in bytes. Raise it only with a reason in the log.
    pub(crate) budget: usize,
}

/// What everyone downloads: it opens panels and screens.
const SCREEN: Module =
    Module { name: "genosieve", feature: "wasm-screen", simd128: true, level: SMALLEST, budget: 204_800 };
/// The same for browsers without simd128.
const SCALAR: Module =
    Module { name: "genosieve.scalar", feature: "wasm-screen", simd128: false, level: SMALLEST, budget: 206_300 };
/// What compiles panels.
const COMPILER: Module =
    Module { name: "genosieve.compiler", feature: "wasm-compile", simd128: true, level: SMALL, budget: 93_000 };
/// The same for browsers without simd128.
const SCALAR_COMPILER: Module =
    Module { name: "genosieve.compiler.scalar", feature: "wasm-compile", simd128: false, level: SMALL, budget: 93_900 };
/// What says what panels hold. The commands ask for it, and pages that compare releases.
const DESCRIBER: Module =
    Module { name: "genosieve.describer", feature: "wasm-describe", simd128: false, level: SMALLEST, budget: 83_600 };
/// What writes a report in the forms of other software.
const EXPORTER: Module =
    Module { name: "genosieve.exporter", feature: "wasm-export", simd128: false, level: SMALLEST, budget: 173_400 };
/// What compares samples. It screens, too: reports do not go from one module to another.
const FAMILY: Module =
    Module { name: "genosieve.family", feature: "wasm-family", simd128: true, level: SMALLEST, budget: 256_500 };
/// The same for browsers without simd128.
const SCALAR_FAMILY: Module = Module {
    name: "genosieve.family.scalar",
    feature: "wasm-family",
    simd128: false,
    level: SMALLEST,
    budget: 258_000,
};

/// All of them.
pub(crate) const MODULES: [&Module; 8] =
    [&SCREEN, &SCALAR, &COMPILER, &SCALAR_COMPILER, &DESCRIBER, &EXPORTER, &FAMILY, &SCALAR_FAMILY];

/// Builds the modules into `dist/` with their glue: `glue.js` for those that screen, `glue.no-modules.js`
/// the same for classic scripts, `glue.compiler.js`, `glue.describer.js`, `glue.exporter.js`, `glue.family.js`; and the texts
/// that they are given (`messages.js`, `messages.family.js`, `messages.cohorts.js`).
///
/// With names, only modules of these are compiled.
pub(crate) fn build(root: &Path, names: &[String]) -> Result {
    let dist = root.join("dist");
    fs::create_dir_all(&dist)?;
    if let Some(name) = names.iter().find(|name| MODULES.iter().all(|module| module.name != **name)) {
        return Err(format!("there is no module {name}").into());
    }
    let is_wanted = |module: &Module| names.is_empty() || names.iter().any(|name| name == module.name);
    let wanted: Vec<&Module> = MODULES.into_iter().filter(|module| is_wanted(module)).collect();
    // Each of the two kinds has a folder of its own, and the last step of each module takes one core alone.
    let (with, without): (Vec<&Module>, Vec<&Module>) = wanted.into_iter().partition(|module| module.simd128);
    at_once(vec![with, without], |kind| kind.into_iter().try_for_each(|module| compile(root, module)))?;
    let screen = bind(root, &SCREEN, Glue::Module)?;
    let scalar = bind(root, &SCALAR, Glue::Module)?;
    let classic = bind(root, &SCREEN, Glue::Classic)?;
    if screen.wasm()? != classic.wasm()? {
        return Err("the two glues need different wasm, but one is shipped".into());
    }
    let compiler = bind(root, &COMPILER, Glue::Module)?;
    let scalar_compiler = bind(root, &SCALAR_COMPILER, Glue::Module)?;
    let family = bind(root, &FAMILY, Glue::Module)?;
    let scalar_family = bind(root, &SCALAR_FAMILY, Glue::Module)?;
    let twins = [(&screen, &scalar), (&compiler, &scalar_compiler), (&family, &scalar_family)];
    let unlike = twins.into_iter().map(|(one, other)| Ok(one.glue()? != other.glue()?)).collect::<Result<Vec<_>>>()?;
    if unlike.contains(&true) {
        return Err("the wasm with and without simd128 need different glue, but one is shipped".into());
    }
    let describer = bind(root, &DESCRIBER, Glue::Module)?;
    let exporter = bind(root, &EXPORTER, Glue::Module)?;
    fs::write(dist.join("glue.js"), screen.glue()?)?;
    fs::write(dist.join("glue.no-modules.js"), classic.glue()?)?;
    fs::write(dist.join("glue.compiler.js"), compiler.glue()?)?;
    fs::write(dist.join("glue.describer.js"), describer.glue()?)?;
    fs::write(dist.join("glue.exporter.js"), exporter.glue()?)?;
    fs::write(dist.join("glue.family.js"), family.glue()?)?;
    fs::write(dist.join("messages.js"), texts(root, "messages")?)?;
    fs::write(dist.join("messages.family.js"), texts(root, "families")?)?;
    fs::write(dist.join("messages.cohorts.js"), texts(root, "cohorts")?)?;

    let bound = [
        (&SCREEN, screen),
        (&SCALAR, scalar),
        (&COMPILER, compiler),
        (&SCALAR_COMPILER, scalar_compiler),
        (&DESCRIBER, describer),
        (&EXPORTER, exporter),
        (&FAMILY, family),
        (&SCALAR_FAMILY, scalar_family),
    ];
    let wanted = bound.into_iter().filter(|(module, _)| is_wanted(module)).collect();
    at_once(wanted, |(module, bound)| optimise(root, &bound.0.join("genosieve_bg.wasm"), &named(root, module)))?;
    sizes::ship(root)
}

/// Does something with each item, as many at a time as there are cores.
fn at_once<T: Send>(items: Vec<T>, work: impl Fn(T) -> Result + Sync) -> Result {
    let cores = thread::available_parallelism().map_or(1, Into::into).min(items.len());
    let items = Mutex::new(items.into_iter());
    // The lock is let go of before the work begins.
    let next = || items.lock().expect("no thread panics").next();
    let worker = || std::iter::from_fn(next).try_for_each(|item| work(item).map_err(|error| error.to_string()));
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().expect("no thread panics"))
    })?;
    Ok(())
}

/// A module with the names of its functions, which are not shipped.
pub(crate) fn named(root: &Path, module: &Module) -> PathBuf {
    root.join("target/xtask").join(format!("{}.named.wasm", module.name))
}

/// A message table as a module: bundlers and classic workers can then do without another request.
fn texts(root: &Path, name: &str) -> Result<String> {
    let table = fs::read_to_string(root.join("messages").join(name).with_extension("tsv"))?;
    Ok(format!("export default {};\n", serde_json::to_string(&table)?))
}

/// Where the wasm lies as rustc leaves it, without the words of panics.
fn compiled(root: &Path, module: &Module) -> PathBuf {
    root.join("target/xtask").join(format!("{}.compiled.wasm", module.name))
}

fn compile(root: &Path, module: &Module) -> Result {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // With other flags in one folder cargo would build all libraries anew, every time.
    let target = root.join("target").join(if module.simd128 { "simd128" } else { "scalar" });
    let status = Command::new(cargo)
        .current_dir(root)
        .args(["rustc", "--profile", "wasm", "--package", "genosieve", "--lib"])
        .args(["--crate-type", "cdylib", "--target", TARGET])
        .args(["--no-default-features", "--features", module.feature])
        .env("CARGO_ENCODED_RUSTFLAGS", flags(module)?)
        .arg("--target-dir")
        .arg(&target)
        .args(["--", "-C", INLINING, "-C", module.level, "-C", "link-arg=--emit-relocs"])
        .status()?;
    if !status.success() {
        return Err(format!("{} did not compile", module.name).into());
    }
    let kept = compiled(root, module);
    fs::create_dir_all(root.join("target/xtask"))?;
    // The next one has the same name.
    let linked = fs::read(target.join(TARGET).join("wasm/genosieve.wasm"))?;
    // Tests see by it what the module is made of.
    fs::write(kept.with_extension("").with_extension("linked.wasm"), &linked)?;
    Ok(fs::write(kept, sections::unlinked(&panics::silenced(&linked)?)?)?)
}

/// Those of the module, and names for where libraries lie that are the same on every machine: the folder of a
/// registry differs with the home and with the host that crates come from, and panics say where they arose.
/// Encoded, they may have spaces, and a `RUSTFLAGS` of the machine does not take their place.
fn flags(module: &Module) -> Result<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo"))).unwrap_or_default();
    let mut flags = Vec::new();
    if module.simd128 {
        flags.push("-Ctarget-feature=+simd128".to_owned());
    }
    for registry in fs::read_dir(home.join("registry/src"))? {
        flags.push(format!("--remap-path-prefix={}=crates", registry?.path().display()));
    }
    Ok(flags.join("\x1f"))
}

/// Who loads the wasm.
#[derive(Clone, Copy, Debug)]
enum Glue {
    /// An ES module: pages, module workers, Node.
    Module,
    /// A classic worker, such as one made from a blob.
    Classic,
}

/// A folder with a module and its glue.
struct Bound(PathBuf);

impl Bound {
    fn wasm(&self) -> Result<Vec<u8>> {
        Ok(fs::read(self.0.join("genosieve_bg.wasm"))?)
    }

    fn glue(&self) -> Result<Vec<u8>> {
        Ok(fs::read(self.0.join("genosieve.js"))?)
    }
}

fn bind(root: &Path, module: &Module, glue: Glue) -> Result<Bound> {
    let out = root.join("target/xtask").join(format!("{}-{glue:?}", module.name));
    let mut bindgen = Bindgen::new();
    // The package names the URL of the wasm itself, so that bundlers and users can change it.
    bindgen.input_path(compiled(root, module)).out_name("genosieve").typescript(false).omit_default_module_path(true);
    match glue {
        // The package makes a new instance behind the same glue: after a trap, after compiling a panel.
        Glue::Module => bindgen.web(true)?.reset_state_function(true),
        Glue::Classic => bindgen.no_modules(true)?,
    };
    bindgen.generate(&out)?;
    let bound = Bound(out);
    let (wasm, glue) = imports::numbered(&bound.wasm()?, &String::from_utf8(bound.glue()?)?)?;
    fs::write(bound.0.join("genosieve_bg.wasm"), wasm)?;
    fs::write(bound.0.join("genosieve.js"), glue)?;
    Ok(bound)
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
        // With the names of functions, by which what is large is told.
        .args(["-O3", "--converge", "--debuginfo"])
        // What is a function of its own stays one: an engine puts faster code in its place between two calls.
        .args(["--one-caller-inline-max-function-size", "0"])
        .args(FEATURES)
        .arg(from)
        .arg("-o")
        .arg(to)
        .status()?;
    if !status.success() {
        return Err("wasm-opt failed".into());
    }
    Ok(fs::write(to, order::alike_together(&fs::read(to)?)?)?)
}
