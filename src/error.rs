//! Errors: one enum, a stable code for each kind, and the place in the input.
//!
//! The code is the contract (`docs/errors.md` lists them); people read the text of the message
//! table, in their language. Nothing on either side of the wasm boundary matches message text.

use std::fmt;

use crate::messages::{self, Language};

/// What went wrong. Every kind has a stable [`code`](ErrorKind::code).
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input has no bytes.
    #[error("input_empty")]
    InputEmpty,
    /// A zip archive.
    #[error("input_zip")]
    InputZip,
    /// UTF-16 text.
    #[error("input_utf16")]
    InputUtf16,
    /// A BAM file.
    #[error("input_bam")]
    InputBam,
    /// A CRAM file.
    #[error("input_cram")]
    InputCram,
    /// A BCF file of a version before 2.2.
    #[error("input_bcf")]
    InputBcf,
    /// A compression other than gzip (bzip2, xz, zstd, 7z).
    #[error("input_compression")]
    InputCompression,
    /// Bytes that are no text and no known container.
    #[error("input_binary")]
    InputBinary,
    /// Text that is no VCF (HTML, JSON, a table …).
    #[error("input_not_vcf")]
    InputNotVcf,
    /// A `.gsp` panel where a genome is expected.
    #[error("input_is_panel")]
    InputIsPanel,
    /// No `#CHROM` line before the first record, or none at all.
    #[error("header_missing")]
    HeaderMissing,
    /// The `#CHROM` line lacks its fixed columns or repeats a sample name.
    #[error("header_malformed")]
    HeaderMalformed,
    /// The header exceeds the limit of bytes.
    #[error("header_too_large")]
    HeaderTooLarge,
    /// A line exceeds the limit of bytes.
    #[error("line_too_long")]
    LineTooLong,
    /// A BGZF block whose frame, deflate data or CRC is wrong.
    #[error("bgzf_corrupt")]
    BgzfCorrupt,
    /// A record of BCF whose size cannot be right, or that is cut off where all of it is needed.
    #[error("bcf_corrupt")]
    BcfCorrupt,
    /// A gzip member whose header, deflate data or CRC is wrong.
    #[error("gzip_corrupt")]
    GzipCorrupt,
    /// What the input asks for does not fit into memory.
    #[error("out_of_memory")]
    OutOfMemory,
    /// An index that is neither tabix nor CSI, or that was made for another format than VCF.
    #[error("index_not_of_vcf")]
    IndexNotOfVcf,
    /// An index beyond the limits of bytes or contigs.
    #[error("index_too_large")]
    IndexTooLarge,
    /// An index that cannot be decompressed, ends too early or contradicts itself.
    #[error("index_corrupt")]
    IndexCorrupt,
    /// An index that was made for another state of the file, or for another file.
    #[error("index_stale")]
    IndexStale,
    /// An index that cannot find all records which a screen of this file looks at.
    #[error("index_unfit")]
    IndexUnfit,
    /// Read again, the file is not what was screened.
    #[error("file_changed")]
    FileChanged,
    /// Build evidence disagrees.
    #[error("build_conflict")]
    BuildConflict,
    /// No evidence of the build on one side and nothing to compare.
    #[error("build_unknown")]
    BuildUnknown,
    /// A requested sample is not in the file.
    #[error("sample_unknown")]
    SampleUnknown,
    /// More samples at once than there is memory for, beside this panel.
    #[error("samples_too_many")]
    SamplesTooMany,
    /// An option has a value that it cannot have.
    #[error("option_invalid")]
    OptionInvalid,
    /// A filter that no entry of the panel fits.
    #[error("filter_empty")]
    FilterEmpty,
    /// The bytes are not a `.gsp` panel.
    #[error("panel_magic")]
    PanelMagic,
    /// A `.gsp` of a version that this build does not read.
    #[error("panel_version")]
    PanelVersion,
    /// A `.gsp` that ends too early.
    #[error("panel_truncated")]
    PanelTruncated,
    /// A `.gsp` whose checksum is wrong.
    #[error("panel_checksum")]
    PanelChecksum,
    /// A `.gsp` whose checksum is right and whose content contradicts itself.
    #[error("panel_corrupt")]
    PanelCorrupt,
    /// A panel source without a single usable entry.
    #[error("panel_empty")]
    PanelEmpty,
    /// A panel source table without the columns it needs.
    #[error("panel_columns")]
    PanelColumns,
    /// A panel source that names its variants by rs numbers alone.
    #[error("panel_rs_only")]
    PanelRsOnly,
    /// A list of genes where a panel of alleles is expected.
    #[error("panel_is_gene_list")]
    PanelIsGenes,
    /// A list of genes that cannot be read.
    #[error("gene_list_invalid")]
    GeneListInvalid,
    /// A gene table without a single approved symbol.
    #[error("gene_table_invalid")]
    GeneTableInvalid,
    /// A panel beyond the limits of the format (entries, contigs, allele length).
    #[error("panel_too_large")]
    PanelTooLarge,
    /// A BED without a single region.
    #[error("callable_empty")]
    CallableEmpty,
    /// A contig map that cannot be read, or whose names mean nothing.
    #[error("contig_map_invalid")]
    ContigMapInvalid,
    /// A contig map that makes one contig of two of the file.
    #[error("contig_map_conflict")]
    ContigMapConflict,
    /// A reference that is no FASTA.
    #[error("reference_not_fasta")]
    ReferenceNotFasta,
    /// What is no report of a version that this build exports.
    #[error("report_invalid")]
    ReportInvalid,
    /// A pedigree that cannot be read.
    #[error("ped_invalid")]
    PedInvalid,
    /// Roles that make neither a family nor a tumour and its matched sample.
    #[error("roles_invalid")]
    RolesInvalid,
    /// What is no cohort file of a version that this build reads, or is damaged.
    #[error("cohort_invalid")]
    CohortInvalid,
    /// Cohort files of other panels or policies, or a sample that is in both.
    #[error("cohort_conflict")]
    CohortConflict,
    /// Reading or writing failed outside the core.
    #[error("io")]
    Io,
}

impl ErrorKind {
    /// All of them, in the order of `docs/errors.md`.
    pub const ALL: [Self; 52] = [
        Self::InputEmpty,
        Self::InputZip,
        Self::InputUtf16,
        Self::InputBam,
        Self::InputCram,
        Self::InputBcf,
        Self::InputCompression,
        Self::InputBinary,
        Self::InputNotVcf,
        Self::InputIsPanel,
        Self::HeaderMissing,
        Self::HeaderMalformed,
        Self::HeaderTooLarge,
        Self::LineTooLong,
        Self::BgzfCorrupt,
        Self::BcfCorrupt,
        Self::GzipCorrupt,
        Self::OutOfMemory,
        Self::IndexNotOfVcf,
        Self::IndexTooLarge,
        Self::IndexCorrupt,
        Self::IndexStale,
        Self::IndexUnfit,
        Self::FileChanged,
        Self::BuildConflict,
        Self::BuildUnknown,
        Self::SampleUnknown,
        Self::SamplesTooMany,
        Self::OptionInvalid,
        Self::FilterEmpty,
        Self::PanelMagic,
        Self::PanelVersion,
        Self::PanelTruncated,
        Self::PanelChecksum,
        Self::PanelCorrupt,
        Self::PanelEmpty,
        Self::PanelColumns,
        Self::PanelRsOnly,
        Self::PanelIsGenes,
        Self::GeneListInvalid,
        Self::GeneTableInvalid,
        Self::PanelTooLarge,
        Self::CallableEmpty,
        Self::ContigMapInvalid,
        Self::ContigMapConflict,
        Self::ReferenceNotFasta,
        Self::ReportInvalid,
        Self::PedInvalid,
        Self::RolesInvalid,
        Self::CohortInvalid,
        Self::CohortConflict,
        Self::Io,
    ];

    /// The stable code, e.g. `bgzf_corrupt`.
    #[must_use]
    pub fn code(self) -> String {
        self.to_string()
    }

    /// The command's exit code: 1 usage, 3 refused for the build, 4 unreadable.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::OptionInvalid
            | Self::FilterEmpty
            | Self::SampleUnknown
            | Self::SamplesTooMany
            | Self::RolesInvalid
            | Self::ContigMapConflict
            | Self::CohortConflict => 1,
            Self::BuildConflict | Self::BuildUnknown => 3,
            _ => 4,
        }
    }
}

/// Where in the input. All parts are optional: an error that concerns the whole has none.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Position {
    /// Line number, 1-based, of the decompressed text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Offset in bytes, 0-based, in the file as given (compressed, where it is).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byte: Option<u64>,
}

impl Position {
    /// At a line (1-based).
    #[must_use]
    pub const fn line(line: u64) -> Self {
        Self { line: Some(line), byte: None }
    }

    /// At a byte (0-based) of the file as given.
    #[must_use]
    pub const fn byte(byte: u64) -> Self {
        Self { line: None, byte: Some(byte) }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.byte) {
            (Some(line), _) => write!(f, "line {line}"),
            (None, Some(byte)) => write!(f, "byte {byte}"),
            (None, None) => f.write_str("-"),
        }
    }
}

/// An error with its kind, its place, and a detail (a value, never a sentence to match).
#[derive(Clone, Debug, thiserror::Error)]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    kind: ErrorKind,
    position: Position,
    detail: String,
    evidence: Vec<crate::genome::Evidence>,
}

impl Error {
    /// An error of this kind without a place.
    #[must_use]
    pub fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Inner { kind, position: Position::default(), detail: String::new(), evidence: Vec::new() }))
    }

    /// The same with a place.
    #[must_use]
    pub fn at(mut self, position: Position) -> Self {
        self.0.position = position;
        self
    }

    /// The same with the offending value, which the message shows.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.0.detail = detail.into();
        self
    }

    /// The same with the evidence that led to a refusal.
    #[must_use]
    pub fn with_evidence(mut self, evidence: Vec<crate::genome::Evidence>) -> Self {
        self.0.evidence = evidence;
        self
    }

    /// The kind.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> String {
        self.0.kind.code()
    }

    /// The place in the input.
    #[must_use]
    pub fn position(&self) -> Position {
        self.0.position
    }

    /// The offending value, or an empty string.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.0.detail
    }

    /// The evidence behind a refusal; empty for other errors.
    #[must_use]
    pub fn evidence(&self) -> &[crate::genome::Evidence] {
        &self.0.evidence
    }

    /// What happened, for people.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        messages::fill(language, &format!("error.{}.message", self.code()), &[self.detail()])
    }

    /// What to do about it, for people.
    #[must_use]
    pub fn remedy(&self, language: Language) -> String {
        messages::fill(language, &format!("error.{}.remedy", self.code()), &[self.detail()])
    }

    /// One line: `code (position): message remedy`.
    #[must_use]
    pub fn line(&self, language: Language) -> String {
        let place = match self.position() {
            p if p == Position::default() => String::new(),
            p => format!(" ({p})"),
        };
        format!("{}{place}: {} {}", self.code(), self.message(language), self.remedy(language))
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self::new(kind)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line(Language::En))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Does not compile when a kind is added and not named here; fails when it is not in `ALL`.
    macro_rules! assert_all {
        ($($kind:ident)*) => {
            let complete = |kind: ErrorKind| match kind { $(ErrorKind::$kind => ErrorKind::ALL.contains(&kind),)* };
            let named = [$(ErrorKind::$kind),*];
            assert!(named.into_iter().all(complete));
            assert_eq!(named.len(), ErrorKind::ALL.len());
        };
    }

    #[test]
    fn all_is_all() {
        assert_all!(InputEmpty InputZip InputUtf16 InputBam InputCram InputBcf InputCompression InputBinary InputNotVcf InputIsPanel HeaderMissing HeaderMalformed HeaderTooLarge LineTooLong BgzfCorrupt BcfCorrupt GzipCorrupt OutOfMemory IndexNotOfVcf IndexTooLarge IndexCorrupt IndexStale IndexUnfit FileChanged BuildConflict BuildUnknown SampleUnknown SamplesTooMany OptionInvalid FilterEmpty PanelMagic PanelVersion PanelTruncated PanelChecksum PanelCorrupt PanelEmpty PanelColumns PanelRsOnly PanelIsGenes GeneListInvalid GeneTableInvalid PanelTooLarge CallableEmpty ContigMapInvalid ContigMapConflict ReferenceNotFasta ReportInvalid PedInvalid RolesInvalid CohortInvalid CohortConflict Io);
    }
}
