//! What keeps a line from being a record.

/// Why a line was skipped. Each has a code that the accounting counts.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum LineFault {
    /// Fewer than the eight fixed columns.
    FewColumns,
    /// POS is no number from 0 to 2^31 − 1.
    BadPosition,
    /// CHROM, REF or ALT is empty, or REF is `.`.
    EmptyField,
    /// Fewer or more sample columns than the header names: using them would risk another's genotype.
    SampleCount,
    /// A GT value that is no genotype.
    BadGenotype,
    /// A GT index beyond the alleles of the record.
    GenotypeOutOfRange,
    /// A NUL byte.
    NulByte,
    /// The record's fields cannot be told apart.
    Malformed,
    /// INFO END lies before POS, and the alleles do not tell the end.
    BadEnd,
    /// A record of BCF states a number for which the header has no name.
    UndeclaredName,
}

impl LineFault {
    /// All of them.
    pub(crate) const ALL: [Self; 10] = [
        Self::FewColumns,
        Self::BadPosition,
        Self::EmptyField,
        Self::SampleCount,
        Self::BadGenotype,
        Self::GenotypeOutOfRange,
        Self::NulByte,
        Self::Malformed,
        Self::BadEnd,
        Self::UndeclaredName,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::FewColumns => "few_columns",
            Self::BadPosition => "bad_position",
            Self::EmptyField => "empty_field",
            Self::SampleCount => "sample_count",
            Self::BadGenotype => "bad_genotype",
            Self::GenotypeOutOfRange => "genotype_out_of_range",
            Self::NulByte => "nul_byte",
            Self::Malformed => "malformed",
            Self::BadEnd => "bad_end",
            Self::UndeclaredName => "undeclared_name",
        }
    }
}
