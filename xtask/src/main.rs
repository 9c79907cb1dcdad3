//! Steps that need Rust: `wasm`, `sizes`, `demo` and `generate`.
//!
//! `cargo run -p xtask -- wasm` leaves the wasm modules and their glue in `dist/`, and says what grew;
//! with names of modules behind it (`genosieve.family`), it builds those anew, and the others stay as they were built before;
//! `cargo run -p xtask -- sizes` takes the sizes of those for what the next ones are compared with;
//! `cargo run -p xtask -- demo` leaves the demonstration in `dist/demo/`;
//! `cargo run -p xtask --release -- generate --out FOLDER` leaves a synthetic genome, a panel and what
//! the one carries of the other in a folder.

mod demo;
mod generate;
mod genome;
mod imports;
mod linked;
mod order;
mod panics;
mod sections;
mod sizes;
mod wasm;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Any failure of a step: it ends the build with its text.
type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let step = arguments.next().unwrap_or_default();
    let done = match step.as_str() {
        "wasm" => wasm::build(&root(), &arguments.collect::<Vec<_>>()),
        "sizes" => sizes::accept(&root()),
        "demo" => demo::write(&root()),
        "generate" => generate::write(arguments),
        _ => Err("usage: cargo run -p xtask -- wasm | sizes | demo | generate".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The root of the repository.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}
