//! Which build real headers name.

use std::path::{Path, PathBuf};

use super::super::{Header, Lines};
use super::Counted;
use crate::genome::{build_of, header_evidence};

/// A file without a header.
const HEADERLESS: &str = "files/somatic/varcode/mutect-example-headerless.vcf";
/// Files whose headers say nothing of a build: their REF bases have to.
const SILENT: [&str; 2] =
    ["files/somatic/varcode/mutect2_example.vcf", "files/trio/scout/643594.clinical.str.stranger.vcf.gz"];

/// The header, or the code of the refusal.
fn header(path: &Path) -> Result<Header, String> {
    let bytes = std::fs::read(path).expect("reads");
    let (mut lines, mut sink) = (Lines::new(), Counted::default());
    for chunk in bytes.chunks(1 << 16) {
        lines.push(chunk, &mut sink).map_err(|e| e.code())?;
        if let Some(header) = sink.header {
            return Ok(header);
        }
    }
    lines.finish(&mut sink).map_err(|e| e.code())?;
    sink.header.ok_or_else(|| "no header".to_owned())
}

/// What the collection's manifest says of each VCF in these groups: file and build.
fn manifest(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().skip(1).filter_map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        let (group, file, build) = (columns[0], columns[1], columns[8]);
        let vcf = [".vcf", ".vcf.gz", ".vcf.bgz"].iter().any(|end| file.ends_with(end));
        (vcf && ["single", "trio", "somatic", "panel"].contains(&group)).then_some((file, build))
    })
}

#[test]
fn real_headers_name_their_build() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let Ok(text) = std::fs::read_to_string(root.join("MANIFEST.tsv")) else {
        eprintln!("skipped: no ../shared/data");
        return;
    };
    let (mut named, mut silent) = (0, Vec::new());
    for (file, build) in manifest(&text).filter(|(file, _)| root.join(file).is_file()) {
        let found = header(&root.join(file)).map(|h| build_of(&header_evidence(&h.contigs, &h.texts)));
        match found {
            Ok(Some(found)) => {
                // One row of the manifest may stand for the same file on both builds.
                let right =
                    build == found.name() || (build == "GRCh37/38" && file.contains(&found.name().to_lowercase()));
                assert!(right, "{file}: {found}, not {build}");
                named += 1;
            }
            Ok(None) => silent.push(file),
            Err(code) => assert_eq!((file, code.as_str()), (HEADERLESS, "header_missing")),
        }
    }
    assert_eq!(silent, SILENT);
    assert!(named >= 50, "{named}");
}
