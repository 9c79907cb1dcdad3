//! Screening a file along its index, as a host does.
#![allow(dead_code, reason = "each test binary uses some of it")]

use std::sync::Arc;

use genosieve::error::Error;
use genosieve::input::FileIndex;
use genosieve::panel::Panel;
use genosieve::report::Report;
use genosieve::screen::{Answer, Plan, Screen, ScreenOptions};
use serde_json::Value;

/// The answer from what an index finds, in so many shares; nothing where it saves too little. `read` counts
/// bytes that were asked for.
pub(crate) fn by_index(
    panel: &Arc<Panel>,
    bytes: &[u8],
    index: &[u8],
    options: &ScreenOptions,
    way: (u64, usize),
) -> Result<Option<Answer>, Error> {
    by_plan(panel, bytes, index, options, way, Screen::plan)
}

/// The same with another plan.
pub(crate) fn by_plan(
    panel: &Arc<Panel>,
    bytes: &[u8],
    index: &[u8],
    options: &ScreenOptions,
    (shares, chunk): (u64, usize),
    plan: impl FnOnce(&Screen, &FileIndex, u64) -> Result<Option<Arc<Plan>>, Error>,
) -> Result<Option<Answer>, Error> {
    let mut whole = Screen::new(Arc::clone(panel), options.clone());
    for piece in bytes.chunks(chunk.max(300)) {
        if !whole.has_header() {
            whole.push(piece)?;
        }
    }
    let Some(plan) = plan(&whole, &FileIndex::read(index)?, bytes.len() as u64)? else { return Ok(None) };
    let mut partials = Vec::new();
    for share in plan.shares(shares) {
        let mut screen = whole.along(&plan, share)?.expect("it is BGZF");
        while let Some(range) = screen.next_range()? {
            let range = usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap();
            for piece in bytes[range].chunks(chunk) {
                screen.push(piece)?;
            }
        }
        partials.push(screen.partial()?);
    }
    whole.answer_of(partials)
}

/// What must be the same in the report of a reader of the whole: all but what says how much was read, and
/// line numbers, which count the lines that were read.
pub(crate) fn verdicts(report: &Report) -> Value {
    let mut value: Value = serde_json::from_str(&report.to_json()).unwrap();
    let accounting = value["accounting"].as_object_mut().unwrap();
    for key in ["bytesRead", "records", "lines", "blankLines", "lastPosition"] {
        accounting.remove(key);
    }
    for contig in accounting["unknownContigs"].as_array_mut().unwrap() {
        contig.as_object_mut().unwrap().remove("line");
    }
    // Of lines that were not read nothing is known; of the others the numbers differ.
    let warnings = accounting.remove("warnings").unwrap();
    let warned = |code: &Value| warnings.get(code.as_str().unwrap()).is_some();
    let notices = value["notices"].as_array_mut().unwrap();
    notices.retain(|notice| notice["code"] != "index_used" && !warned(&notice["code"]));
    for verdict in value["verdicts"].as_array_mut().unwrap() {
        for record in verdict["records"].as_array_mut().unwrap() {
            record.as_object_mut().unwrap().remove("line");
        }
    }
    value
}
