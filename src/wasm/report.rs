//! Reports and what can be asked of them.

use wasm_bindgen::prelude::*;

use super::fields::Wrong;
use super::filter::filter;
use super::value::{invalid, options, parse_language, thrown, to_js};
use crate::kernel::{Flag, MatchKind, Reason, State, Zygosity};
use crate::panel::{ListedBy, SignificanceClass};
use crate::screen::{self, Answer, Query, SortKey};

/// The fields of a `Query`, and what its words stand for.
pub(super) fn query(value: &JsValue) -> Result<Query, JsValue> {
    let (mut query, [states, reasons, classes, listed_by, matches, zygosities, flags], sort) =
        options(value, |fields| {
            let query = Query {
                sample: fields.number_if_any("sample")?.try_into().map_err(|_| Wrong("sample".to_owned()))?,
                search: fields.text_if_any("search")?.unwrap_or_default(),
                descending: fields.flag("descending")?,
                fold_zero_stars: fields.flag("foldZeroStars")?,
                ..Query::default()
            };
            let mut lists = [const { Vec::new() }; 7];
            let names = ["states", "reasons", "classes", "listedBy", "matches", "zygosities", "flags"];
            for (list, name) in lists.iter_mut().zip(names) {
                *list = fields.texts(name)?;
            }
            Ok((query, lists, fields.text_if_any("sort")?))
        })?;
    query.states = words(&states, &State::ALL, State::word)?;
    query.reasons = words(&reasons, &Reason::ALL, Reason::word)?;
    query.classes = words(&classes, &SignificanceClass::ALL, SignificanceClass::word)?;
    query.listed_by = words(&listed_by, &ListedBy::ALL, ListedBy::word)?;
    query.matches = words(&matches, &MatchKind::ALL, MatchKind::word)?;
    query.zygosities = words(&zygosities, &Zygosity::ALL, Zygosity::word)?;
    query.flags = words(&flags, &Flag::ALL, Flag::word)?;
    query.sort = sort_key(sort.as_deref())?;
    Ok(query)
}

/// The items that words stand for.
pub(super) fn words<T: Copy>(words: &[String], all: &[T], word_of: fn(T) -> String) -> Result<Vec<T>, JsValue> {
    let mut items = Vec::new();
    take_words(words, all.len(), &|at| word_of(all[at]), &mut |at| items.push(all[at]))?;
    Ok(items)
}

/// Takes the places of words among so many that are known: apart, so that it is there once for all kinds of items.
#[inline(never)]
fn take_words(
    words: &[String],
    known: usize,
    word_at: &dyn Fn(usize) -> String,
    take: &mut dyn FnMut(usize),
) -> Result<(), JsValue> {
    for word in words {
        take((0..known).find(|at| word_at(*at) == *word).ok_or_else(|| invalid(word))?);
    }
    Ok(())
}

fn sort_key(word: Option<&str>) -> Result<SortKey, JsValue> {
    Ok(match word {
        None | Some("state") => SortKey::State,
        Some("gene") => SortKey::Gene,
        Some("position") => SortKey::Position,
        Some("zygosity") => SortKey::Zygosity,
        Some("significance") => SortKey::Significance,
        Some("stars") => SortKey::Stars,
        Some("match") => SortKey::Match,
        Some("reason") => SortKey::Reason,
        Some(other) => return Err(invalid(other)),
    })
}

/// A report, with the evidence behind it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Report(pub(super) Answer);

#[wasm_bindgen]
impl Report {
    /// A piece of its one line of JSON, which is byte for byte as the native command writes it; pieces are
    /// counted from 0, and nothing follows the last. That of a cohort is longer than a text of JavaScript
    /// can be.
    #[wasm_bindgen(js_name = jsonPiece)]
    #[must_use]
    pub fn json_piece(&self, number: usize) -> Option<String> {
        self.0.json_piece(number)
    }

    /// The same without verdicts, of which a cohort has millions.
    #[must_use]
    pub fn overview(&self) -> String {
        self.0.overview()
    }

    /// Tab-separated values.
    #[must_use]
    pub fn tsv(&mut self) -> String {
        self.0.with_verdicts(crate::report::Report::to_tsv)
    }

    /// A table for people.
    ///
    /// # Errors
    ///
    /// Where the language is neither `en` nor `ja`.
    pub fn table(&mut self, language: &str) -> Result<String, JsValue> {
        let language = parse_language(language)?;
        Ok(self.0.with_verdicts(|report| report.to_table(language)))
    }

    /// 0 answered, 5 incomplete.
    #[wasm_bindgen(js_name = exitCode)]
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        self.0.head().exit_code()
    }

    /// The entries that fit a `Query`.
    ///
    /// # Errors
    ///
    /// Where the query holds a value that it cannot have.
    pub fn view(&self, query: &JsValue) -> Result<View, JsValue> {
        Ok(View(self.0.view(&self::query(query)?).map_err(thrown)?))
    }

    /// Asks about the entries that an `EntryFilter` leaves, and about no others: the file is not read again. Views
    /// that were made before are of no use.
    ///
    /// # Errors
    ///
    /// Where it has a value that it cannot have, or leaves nothing.
    #[wasm_bindgen(js_name = setFilter)]
    pub fn set_filter(&mut self, value: &JsValue) -> Result<(), JsValue> {
        self.0.set_filter(options(value, filter)?).map_err(thrown)
    }

    /// Rows of a view of this report, `{number, significanceClass, stars, verdict}` each.
    #[must_use]
    pub fn rows(&self, view: &View, from: usize, to: usize) -> JsValue {
        to_js(&self.0.rows(&view.0, from, to))
    }

    /// `{contig, name, length, width, counts}` of each chromosome, or of one where it is named.
    ///
    /// # Errors
    ///
    /// Where there is no such sample or chromosome, or bins are none or too many.
    pub fn tracks(&self, sample: usize, bins: u32, only: &str) -> Result<JsValue, JsValue> {
        let only = Some(only).filter(|only| !only.is_empty());
        Ok(to_js(&self.0.tracks(sample, bins, only).map_err(thrown)?))
    }

    /// A reader for the line of a record that a row lists.
    ///
    /// # Errors
    ///
    /// Where none does.
    pub fn reader(&self, line: u64) -> Result<RecordReader, JsValue> {
        Ok(RecordReader(self.0.reader(line).map_err(thrown)?))
    }

    /// Begins to screen the file again for one entry.
    ///
    /// # Errors
    ///
    /// Where there is no such entry or sample.
    pub fn rescreen(&self, number: u32, sample: usize) -> Result<Rescreen, JsValue> {
        Ok(Rescreen(self.0.rescreen(number, sample).map_err(thrown)?))
    }

    /// The row of that entry with all its records. The screen is used up.
    ///
    /// # Errors
    ///
    /// As the core's answer.
    pub fn evidence(&mut self, rescreen: Rescreen) -> Result<JsValue, JsValue> {
        Ok(to_js(&self.0.evidence(rescreen.0).map_err(thrown)?))
    }
}

/// A screen of the same file again, for one entry.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Rescreen(pub(super) screen::Rescreen);

#[wasm_bindgen]
impl Rescreen {
    /// Takes the next bytes of the file.
    ///
    /// # Errors
    ///
    /// As the core's screen.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        self.0.push(bytes).map_err(thrown)
    }

    /// `{bytesRead, records, position}`.
    #[must_use]
    pub fn progress(&self) -> JsValue {
        to_js(&self.0.progress())
    }
}

/// Reads the line of a record again.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RecordReader(pub(super) screen::RecordReader);

#[wasm_bindgen]
impl RecordReader {
    /// The byte of the file that comes first.
    #[must_use]
    pub fn from(&self) -> u64 {
        self.0.from()
    }

    /// Takes the next bytes; true once the line is there.
    ///
    /// # Errors
    ///
    /// As the core's reader.
    pub fn push(&mut self, bytes: &[u8]) -> Result<bool, JsValue> {
        self.0.push(bytes).map_err(thrown)
    }

    /// The line. The reader is used up.
    ///
    /// # Errors
    ///
    /// As the core's reader.
    pub fn finish(self) -> Result<String, JsValue> {
        self.0.finish().map_err(thrown)
    }
}

/// The entries of a report that fit a query.
#[wasm_bindgen]
#[derive(Debug)]
pub struct View(screen::View);

#[wasm_bindgen]
impl View {
    /// `{count, classes}`.
    #[must_use]
    pub fn counts(&self) -> JsValue {
        to_js(&self.0)
    }
}
