//! Reads a kept report as a stream: its head, each row, its end. Rows are never all held.

use std::fmt;
use std::io;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::head::{Head, KeptAccounting};
use crate::error::{Error, ErrorKind, Position};
use crate::report::{SCHEMA, VerdictRow};

/// Takes a report in parts, in the order of its text.
pub(crate) trait Sink {
    /// All that stands before the rows.
    fn head(&mut self, head: Head) -> io::Result<()>;
    /// The next row.
    fn row(&mut self, row: VerdictRow) -> io::Result<()>;
    /// What stands behind them.
    fn end(&mut self, accounting: &KeptAccounting) -> io::Result<()>;
}

/// Reads a report.
///
/// # Errors
///
/// Those of the reader and of the sink. What is no report, or one with its rows before its head, is
/// [`InvalidData`](io::ErrorKind::InvalidData) with an [`Error`] inside.
pub(crate) fn read(report: impl io::Read, sink: &mut dyn Sink) -> io::Result<()> {
    let mut deserializer = serde_json::Deserializer::from_reader(io::BufReader::new(report));
    let mut stopped = None;
    let seed = ReportSeed { sink, stopped: &mut stopped };
    let read = seed.deserialize(&mut deserializer).and_then(|()| deserializer.end());
    match (read, stopped) {
        (_, Some(error)) => Err(error),
        (Ok(()), None) => Ok(()),
        (Err(error), None) if error.is_io() => Err(error.into()),
        (Err(error), None) => Err(invalid(&error)),
    }
}

fn invalid(error: &serde_json::Error) -> io::Error {
    let line = Position::line(error.line().try_into().unwrap_or_default());
    io::Error::new(
        io::ErrorKind::InvalidData,
        Error::new(ErrorKind::ReportInvalid).with_detail(error.to_string()).at(line),
    )
}

/// Reads the object of a report into a sink, whose error it keeps aside.
struct ReportSeed<'a> {
    sink: &'a mut dyn Sink,
    stopped: &'a mut Option<io::Error>,
}

impl<'de> DeserializeSeed<'de> for ReportSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

/// Keeps the first error of a sink, and ends the reading.
fn go_on<E: de::Error>(done: io::Result<()>, stopped: &mut Option<io::Error>) -> Result<(), E> {
    done.map_err(|error| {
        stopped.get_or_insert(error);
        E::custom("stopped")
    })
}

/// Parts of a head, until all are there.
#[derive(Default)]
struct Parts {
    schema: Option<String>,
    tool: Option<super::head::KeptTool>,
    panel: Option<crate::panel::PanelInfo>,
    filter: Option<super::head::KeptFilter>,
    input: Option<super::head::KeptInput>,
    policy: Option<crate::report::ReportPolicy>,
    notices: Option<Vec<super::head::KeptNotice>>,
    summary: Option<Vec<crate::report::Summary>>,
}

impl Parts {
    fn head<E: de::Error>(self) -> Result<Head, E> {
        let lacks = E::missing_field;
        match self.schema.as_deref() {
            Some(SCHEMA) => {}
            other => return Err(E::custom(format_args!("schema {}", other.unwrap_or("-")))),
        }
        Ok(Head {
            tool: self.tool.ok_or_else(|| lacks("tool"))?,
            panel: self.panel.ok_or_else(|| lacks("panel"))?,
            filter: self.filter,
            input: self.input.ok_or_else(|| lacks("input"))?,
            policy: self.policy.ok_or_else(|| lacks("policy"))?,
            notices: self.notices.ok_or_else(|| lacks("notices"))?,
            summary: self.summary.ok_or_else(|| lacks("summary"))?,
        })
    }
}

impl<'de> Visitor<'de> for ReportSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a report")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut parts = Parts::default();
        let (mut rows, mut accounting) = (false, None::<KeptAccounting>);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "schema" => parts.schema = Some(map.next_value()?),
                "tool" => parts.tool = Some(map.next_value()?),
                "panel" => parts.panel = Some(map.next_value()?),
                "filter" => parts.filter = map.next_value()?,
                "input" => parts.input = Some(map.next_value()?),
                "policy" => parts.policy = Some(map.next_value()?),
                "notices" => parts.notices = Some(map.next_value()?),
                "summary" => parts.summary = Some(map.next_value()?),
                "verdicts" => {
                    let head = std::mem::take(&mut parts).head()?;
                    go_on(self.sink.head(head), self.stopped)?;
                    map.next_value_seed(RowsSeed(ReportSeed { sink: &mut *self.sink, stopped: &mut *self.stopped }))?;
                    rows = true;
                }
                "accounting" => accounting = Some(map.next_value()?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let accounting = accounting.filter(|_| rows).ok_or_else(|| de::Error::missing_field("verdicts"))?;
        go_on(self.sink.end(&accounting), self.stopped)
    }
}

/// Reads the rows.
struct RowsSeed<'a>(ReportSeed<'a>);

impl<'de> DeserializeSeed<'de> for RowsSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for RowsSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while let Some(row) = rows.next_element::<VerdictRow>()? {
            go_on(self.0.sink.row(row), self.0.stopped)?;
        }
        Ok(())
    }
}
