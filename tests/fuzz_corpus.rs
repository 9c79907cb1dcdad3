//! The fuzz targets on every commit: their seeds, and every input that once broke one, on stable.

#[path = "fuzz/seeds.rs"]
mod seeds;
#[path = "../fuzz/src/lib.rs"]
#[allow(unreachable_pub, reason = "there they are a library")]
mod targets;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use targets::{TARGETS, Target};

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// The files of a folder; none where it is not there.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn names(folder: &Path) -> BTreeSet<String> {
    files(folder).iter().map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect()
}

/// Replays the files of a folder, each of which is named where it breaks its target.
fn replay(kind: &str, (name, run): Target) -> usize {
    let files = files(&fuzz().join(kind).join(name));
    for path in &files {
        let data = fs::read(path).unwrap();
        let done = std::panic::catch_unwind(|| run(&data));
        assert!(done.is_ok(), "{} breaks {name}", path.display());
    }
    files.len()
}

#[test]
fn seeds_pass() {
    for target in TARGETS {
        assert!(replay("seeds", target) >= 10, "{} has seeds", target.0);
    }
}

#[test]
fn no_bytes_at_all_pass() {
    for (_, run) in TARGETS {
        run(b"");
    }
}

#[test]
fn what_once_broke_a_target_passes() {
    assert!(TARGETS.map(|target| replay("crashes", target)).iter().sum::<usize>() > 0);
}

#[test]
fn every_target_is_built_and_every_folder_is_of_one() {
    let listed: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names(&fuzz().join("fuzz_targets")), listed);
    assert_eq!(names(&fuzz().join("seeds")), listed);
    assert!(names(&fuzz().join("crashes")).is_subset(&listed));
    let manifest = fs::read_to_string(fuzz().join("Cargo.toml")).unwrap();
    for name in &listed {
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")), "{name}");
    }
    let document = fs::read_to_string(fuzz().join("../docs/fuzzing.md")).unwrap();
    for name in &listed {
        assert!(document.contains(&format!("| `{name}` |")), "docs/fuzzing.md says what {name} asserts");
    }
}

/// The project makes its seeds: `UPDATE=1 cargo test --test fuzz_corpus` writes them anew.
#[test]
fn seeds_are_those_that_are_made() {
    let made = seeds::all();
    let folder = fuzz().join("seeds");
    if std::env::var_os("UPDATE").is_some() {
        for (target, name, bytes) in &made {
            fs::create_dir_all(folder.join(target)).unwrap();
            fs::write(folder.join(target).join(name), bytes).unwrap();
        }
    }
    let count: usize = TARGETS.iter().map(|(name, _)| files(&folder.join(name)).len()).sum();
    assert_eq!(count, made.len());
    for (target, name, bytes) in made {
        assert_eq!(fs::read(folder.join(target).join(&name)).unwrap(), bytes, "{target}/{name}");
    }
}
