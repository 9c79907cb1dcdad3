//! The documents and the message table say what the code does.

mod common;

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use genosieve::error::ErrorKind;
use genosieve::kernel::{Flag, MatchKind, Reason, State, Zygosity};
use genosieve::messages;
use genosieve::panel::{GeneFault, SKIP_REASONS, SignificanceClass};

const TABLES: [&str; 3] = [
    include_str!("../messages/messages.tsv"),
    include_str!("../messages/families.tsv"),
    include_str!("../messages/cohorts.tsv"),
];
const ERRORS: &str = include_str!("../docs/errors.md");
const PANEL_FORMAT: &str = include_str!("../docs/panel-format.md");

/// Words that `docs/semantics.md` rules out, in lower case; English ones count as whole words.
const BANNED_ENGLISH: [&str; 12] = [
    "positive",
    "negative",
    "normal",
    "safe",
    "at risk",
    "diagnosis",
    "diagnoses",
    "you have",
    "you will",
    "cleared",
    "anonymised",
    "anonymized",
];
const BANNED_JAPANESE: [&str; 11] = [
    "陽性",
    "陰性",
    "正常",
    "異常",
    "安全",
    "発症する",
    "リスクが高い",
    "リスクが低い",
    "診断",
    "健康です",
    "匿名加工",
];
/// The one text that may say what the program is not for.
const INTENDED_USE: &str = "intended.full";

fn row(key: &str) -> Option<(&'static str, &'static str)> {
    messages::rows().find(|row| row.0 == key).map(|(_, en, ja)| (en, ja))
}

/// Lists the words of an enum, and does not compile when a variant is missing.
macro_rules! words {
    ($name:ident: $($variant:ident)*) => {{
        let word = |value: $name| match value { $($name::$variant => value.word(),)* };
        [$($name::$variant),*].map(word)
    }};
}

/// Rows of tables in a document, by the code in their first cell.
fn documented<'a>(document: &'a str, code: &str) -> Option<&'a str> {
    let start = format!("| `{code}` |");
    document.lines().find(|line| line.starts_with(&start))
}

fn assert_documented(code: &str, cells: &[String]) {
    let expected = format!("| `{code}` | {} |", cells.join(" | "));
    assert_eq!(documented(ERRORS, code), Some(expected.as_str()), "docs/errors.md needs this row");
}

#[test]
fn every_error_is_documented_with_its_texts() {
    for kind in ErrorKind::ALL {
        let code = kind.code();
        let text = |part: &str| {
            let key = format!("error.{code}.{part}");
            row(&key).unwrap_or_else(|| panic!("messages.tsv lacks {key}"))
        };
        let ((message, message_ja), (remedy, remedy_ja)) = (text("message"), text("remedy"));
        let exit = kind.exit_code().to_string();
        assert_documented(&code, &[exit, message.into(), remedy.into(), message_ja.into(), remedy_ja.into()]);
    }
    let known: HashSet<String> = ErrorKind::ALL.iter().map(|kind| kind.code()).collect();
    for (key, ..) in messages::rows() {
        let Some(rest) = key.strip_prefix("error.") else { continue };
        let (code, _) = rest.split_once('.').expect("error.<code>.<part>");
        assert!(known.contains(code), "{key} belongs to no kind");
    }
}

#[test]
fn every_notice_has_its_texts_and_is_documented() {
    let mut in_code = BTreeSet::new();
    for (path, text) in sources("src") {
        let tells = ["src/input/", "src/screen/", "src/report/notices.rs"].iter().any(|place| path.starts_with(place));
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for start in [
            "IN_MIDDLE: &str = \"",
            "TRUNCATED: &str = \"",
            "Notice::new(\"",
            "say(\"",
            "code: \"",
            "TRUNCATED } else { \"",
        ] {
            in_code.extend(quoted_after(text, start).filter(|_| tells).map(str::to_owned));
        }
    }
    assert!(in_code.contains("truncated") && in_code.contains("no_final_newline"), "{in_code:?}");
    for code in in_code {
        assert!(row(&format!("notice.{code}")).is_some(), "messages.tsv lacks notice.{code}");
    }
    for (key, en, ja) in messages::rows() {
        if let Some(code) = key.strip_prefix("notice.") {
            assert_documented(code, &[en.into(), ja.into()]);
        }
    }
}

/// Lower-case codes in quotes that follow `start`.
fn quoted_after<'a>(text: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|code| !code.is_empty() && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
}

#[test]
fn every_reason_to_skip_a_line_is_documented() {
    let faults = fs::read_to_string(root().join("src/input/fault.rs")).unwrap();
    let codes = faults.split("fn code(self)").nth(1).and_then(|rest| rest.split("\n    }\n").next()).unwrap();
    let scan = fs::read_to_string(root().join("src/screen/scan.rs")).unwrap();
    let mut reasons: Vec<&str> = quoted_after(codes, "=> \"").collect();
    assert_eq!(reasons.len(), codes.matches("Self::").count());
    reasons.extend(quoted_after(&scan, ".skip(\"").chain(quoted_after(&scan, "HEADER_IN_BODY: &str = \"")));
    assert!(reasons.contains(&"header_line_in_body"));
    for reason in reasons {
        assert!(documented(ERRORS, reason).is_some(), "docs/errors.md lacks {reason}");
    }
    let genes = GeneFault::ALL.map(GeneFault::code);
    for reason in SKIP_REASONS.into_iter().chain(genes.iter().map(String::as_str)) {
        assert!(PANEL_FORMAT.contains(&format!("`{reason}`")), "docs/panel-format.md lacks {reason}");
    }
    for (path, text) in sources("src/panel") {
        for reason in quoted_after(&text, ".skip(\"").chain(quoted_after(&text, "counts.insert(\"")) {
            assert!(SKIP_REASONS.contains(&reason), "SKIP_REASONS lacks {reason} of {path}");
        }
    }
}

#[test]
fn every_word_of_an_answer_has_texts_and_is_documented() {
    let semantics = fs::read_to_string(root().join("docs/semantics.md")).unwrap();
    let states = words!(State: Carried CarriedAssumed NotCarried NotCarriedAssumed NotAssessed Indeterminate).to_vec();
    let reasons = words!(Reason: NoRecord NoCall HalfCall LowQuality Filtered SpanPartlyCovered RefMismatch
        ContigAbsent ContigDiffers UnsupportedKind EntryNotRepresentable GenotypeMissing PhaseUnknown ComplexOverlap
        StarAllele UnspecifiedAllele ConflictingRecords)
    .to_vec();
    let zygosities = words!(Zygosity: Het Hom Hemi Copies Homoplasmic Heteroplasmic Unknown).to_vec();
    let matches = words!(MatchKind: Exact Equivalent Composed Component InRegion).to_vec();
    let flags = words!(Flag: Filtered LowQuality QualityNotStated GenotypeMissing SitesOnly Imputed
        ConflictingZygosity DuplicateRecords HetInHaploidRegion DiploidInHaploidRegion)
    .to_vec();
    assert_eq!(sorted(&State::ALL.map(State::word)), sorted(&states));
    assert_eq!(sorted(&Reason::ALL.map(Reason::word)), sorted(&reasons));
    let classes = SignificanceClass::ALL.map(SignificanceClass::word);
    assert_eq!(union("SignificanceClass"), sorted(&classes), "js/types/query.ts");
    let groups =
        [("state", states), ("reason", reasons), ("zygosity", zygosities), ("match", matches), ("flag", flags)];
    let types = [("State", 0), ("Reason", 1), ("Zygosity", 2), ("Match", 3), ("Flag", 4)];
    for (name, group) in types {
        assert_eq!(union(name), sorted(&groups[group].1), "js/types.ts, {name}");
    }
    for (group, words) in groups {
        for word in &words {
            assert!(semantics.contains(&format!("`{word}`")), "docs/semantics.md lacks {group} {word}");
            // An exact match is not worth a note beside the answer.
            let needed = (group, word.as_str()) != ("match", "exact");
            assert!(!needed || row(&format!("{group}.{word}")).is_some(), "messages.tsv lacks {group}.{word}");
        }
        for (key, ..) in messages::rows() {
            let known = key.split_once('.').is_none_or(|(g, word)| g != group || words.iter().any(|w| w == word));
            assert!(known, "{key} is no word of an answer");
        }
    }
}

/// The words of a union in the types of the package, sorted.
fn union(name: &str) -> Vec<String> {
    let types =
        ["js/types.ts", "js/types/query.ts"].map(|path| fs::read_to_string(root().join(path)).unwrap()).concat();
    let start = format!("export type {name} =");
    let text = types.split(&start).nth(1).and_then(|rest| rest.split(';').next()).expect(name);
    sorted(&text.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>())
}

fn sorted(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    words.sort();
    words
}

#[test]
fn the_package_has_a_type_of_every_error_code() {
    let codes: Vec<String> = ErrorKind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!(union("CoreCode"), sorted(&codes));
}

#[test]
fn the_message_table_is_sound() {
    let mut keys = HashSet::new();
    assert_eq!(TABLES[0].lines().next(), Some("key\ten\tja"));
    for line in TABLES.iter().flat_map(|table| table.lines()) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [key, en, ja] = columns[..] else { panic!("three columns: {line}") };
        assert!(keys.insert(key), "{key} occurs twice");
        assert!(!key.is_empty() && !en.is_empty() && !ja.is_empty(), "{line}");
        assert_eq!(placeholders(en), placeholders(ja), "{key}");
    }
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn no_text_says_more_than_the_file() {
    for (key, en, ja) in messages::rows().filter(|row| row.0 != INTENDED_USE) {
        let words: Vec<String> = en
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .map(str::to_owned)
            .filter(|w| !w.is_empty())
            .collect();
        let spaced = format!(" {} ", words.join(" "));
        for word in BANNED_ENGLISH {
            assert!(!spaced.contains(&format!(" {word} ")), "{key}: {word}");
        }
        for word in BANNED_JAPANESE {
            assert!(!ja.contains(word), "{key}: {word}");
        }
    }
}

/// The reader that `docs/panel-format.md` shows, on a panel with entries of all kinds.
#[test]
fn the_reader_of_the_panel_format_reads() {
    let source = "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n\
                  chr2\t700\trs2\tA\tG,T\t.\t.\t.\nchr1\t5\trs1\tCAA\tC\t.\t.\t.\nchr1\t900\t.\tN\tG\t.\t.\t.\n";
    let panel = common::compile(source.as_bytes(), None).unwrap();
    let script = PANEL_FORMAT.split("```python\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let (file, reader) = (folder.join("format.gsp"), folder.join("reader.py"));
    fs::write(&file, panel.to_bytes()).unwrap();
    fs::write(&reader, script).unwrap();
    let Ok(out) = Command::new("python3").args([&reader, &file]).arg("--entries").output() else {
        eprintln!("skipped: python3 is not there");
        return;
    };
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], format!("sha256 {}", panel.info().sha256));
    assert!(lines[4].starts_with("codes 4 1.00"), "{text}");
    assert_eq!(lines[7..], ["chr2 700 A G", "chr2 700 A T"]);
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Rust files below a folder: path from the root, text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()) {
            if item.is_dir() {
                folders.push(item);
            } else if item.extension().is_some_and(|e| e == "rs") {
                found.push((relative(&item), fs::read_to_string(&item).unwrap()));
            }
        }
    }
    found
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}
