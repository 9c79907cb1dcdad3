//! The counts of a cohort as Parquet.

use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

use genosieve::cohort::{COLUMNS, CohortTable};
use parquet::basic::{Compression, GzipLevel, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArrayType, DataType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

/// Entries of a row group.
const GROUP: usize = 1 << 17;
/// Columns of an entry's locus in the order of [`CohortTable::locus`], and whether they hold numbers.
const LOCUS: [(&str, bool); 6] =
    [("contig", false), ("pos", true), ("ref", false), ("alt", false), ("regionEnd", true), ("id", false)];

/// Writes `entry`, the locus where there is a panel, and the counts; what is not shown or not there is null. The file is
/// made in memory: it is a small part of what the counts take.
pub(crate) fn write(table: &CohortTable<'_>, entries: usize, out: &mut dyn Write) -> Result<(), ParquetError> {
    let has_locus = entries > 0 && table.locus(0).is_some();
    let properties = WriterProperties::builder()
        .set_compression(Compression::GZIP(GzipLevel::default()))
        .set_created_by(concat!("genosieve ", env!("CARGO_PKG_VERSION")).into());
    let mut writer = SerializedFileWriter::new(Vec::new(), Arc::new(schema(has_locus)?), Arc::new(properties.build()))?;
    for from in (0..entries).step_by(GROUP) {
        let mut group = writer.next_row_group()?;
        rows(table, from..entries.min(from + GROUP), has_locus, &mut group)?;
        group.close()?;
    }
    out.write_all(&writer.into_inner()?)?;
    Ok(())
}

fn schema(has_locus: bool) -> Result<Type, ParquetError> {
    let number = |name: &str, repetition| {
        Type::primitive_type_builder(name, Physical::INT64).with_repetition(repetition).build().map(Arc::new)
    };
    let text = |name: &str| {
        let text = Type::primitive_type_builder(name, Physical::BYTE_ARRAY).with_repetition(Repetition::OPTIONAL);
        text.with_logical_type(Some(LogicalType::String)).build().map(Arc::new)
    };
    let mut fields = vec![number("entry", Repetition::REQUIRED)?];
    for (name, is_number) in LOCUS.into_iter().filter(|_| has_locus) {
        fields.push(if is_number { number(name, Repetition::OPTIONAL) } else { text(name) }?);
    }
    for name in COLUMNS {
        fields.push(number(name, Repetition::OPTIONAL)?);
    }
    Type::group_type_builder("entries").with_fields(fields).build()
}

fn rows<W: Write + Send>(
    table: &CohortTable<'_>,
    entries: Range<usize>,
    has_locus: bool,
    group: &mut SerializedRowGroupWriter<'_, W>,
) -> Result<(), ParquetError> {
    let signed = |count: usize| i64::try_from(count).expect("entries take 28 bits");
    let numbers: Vec<i64> = entries.clone().map(signed).collect();
    let mut column = group.next_column()?.expect("the schema begins with the entry");
    column.typed::<Int64Type>().write_batch(&numbers, None, None)?;
    column.close()?;
    if has_locus {
        let loci: Vec<_> = entries.clone().filter_map(|entry| table.locus(entry)).collect();
        for (at, (_, is_number)) in LOCUS.into_iter().enumerate() {
            let cells = loci.iter().map(|locus| Some(locus[at].as_str()).filter(|cell| !cell.is_empty()));
            if is_number {
                optional::<Int64Type, _>(group, cells.map(|cell| cell.and_then(|cell| cell.parse().ok())))?;
            } else {
                optional::<ByteArrayType, _>(group, cells.map(|cell| cell.map(Into::into)))?;
            }
        }
    }
    let shown: Vec<_> = entries.map(|entry| table.shown(entry).cells()).collect();
    for at in 0..COLUMNS.len() {
        let counts =
            shown.iter().map(|cells| cells[at].map(|count| i64::try_from(count).expect("counts take 32 bits")));
        optional::<Int64Type, _>(group, counts)?;
    }
    Ok(())
}

/// Writes the next column, whose values may be null.
fn optional<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    cells: impl Iterator<Item = Option<T::T>>,
) -> Result<(), ParquetError> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        levels.push(i16::from(cell.is_some()));
        values.extend(cell);
    }
    let mut column = group.next_column()?.expect("the schema has the column");
    column.typed::<T>().write_batch(&values, Some(&levels), None)?;
    column.close()
}
