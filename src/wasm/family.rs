//! Families and tumours, in a module that screens, too: most people compare nobody.

use wasm_bindgen::prelude::*;

use super::fields::{Fields, Wrong};
use super::report::{RecordReader, Report, Rescreen, query, words};
use super::value::{invalid, options, parse_language, thrown, to_js};
use crate::family::{self, Assigned, FamilyQuery, FamilyRow, Headed, Pedigree, StatedRole};
use crate::input::RelationReader;
use crate::panel::SignificanceClass;
use crate::screen::Answer;

/// The files of a family, as far as their headers are read: what their samples are called, and who they are.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Roles {
    files: Vec<Headed>,
    reader: Option<RelationReader>,
    pedigree: Option<Pedigree>,
}

#[wasm_bindgen]
impl Roles {
    /// Of no files yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Roles {
        Self::default()
    }

    /// Takes the next bytes of a file; true once its header is read.
    ///
    /// # Errors
    ///
    /// As the core's reader.
    pub fn push(&mut self, bytes: &[u8]) -> Result<bool, JsValue> {
        self.reader.get_or_insert_default().push(bytes).map_err(thrown)
    }

    /// Ends that file, and gives the names of its samples.
    ///
    /// # Errors
    ///
    /// As the core's reader.
    #[wasm_bindgen(js_name = endFile)]
    pub fn end_file(&mut self, name: String) -> Result<Vec<String>, JsValue> {
        let (samples, relations) = self.reader.take().unwrap_or_default().finish().map_err(thrown)?;
        self.files.push(Headed { name, samples: samples.clone(), relations });
        Ok(samples)
    }

    /// Takes a pedigree.
    ///
    /// # Errors
    ///
    /// Where it is none.
    pub fn pedigree(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        self.pedigree = Some(Pedigree::read(bytes).map_err(thrown)?);
        Ok(())
    }

    /// The roles that are found, with those of `stated` (`NAME=ROLE`) over them: `{sample, role, sex, affected}` each. They may
    /// be none that can be compared.
    ///
    /// # Errors
    ///
    /// Where a role is none, and where the pedigree is that of others.
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen passes no lists by reference")]
    pub fn found(&self, stated: Vec<String>) -> Result<JsValue, JsValue> {
        let stated: Vec<StatedRole> =
            stated.iter().map(|text| text.parse().map_err(thrown)).collect::<Result<_, JsValue>>()?;
        Ok(to_js(&family::found(&self.files, self.pedigree.as_ref(), &stated).map_err(thrown)?))
    }

    /// The names by which roles are given, those of a file behind those of the files before.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        family::names_of(&self.files)
    }

    /// The samples of a file (its number, from 0) that `{roles}` have something to say of; all where there are none.
    ///
    /// # Errors
    ///
    /// Where the roles cannot be compared, and where none is of that file.
    pub fn wanted(&self, file: usize, roles: &JsValue) -> Result<Vec<String>, JsValue> {
        let roles = options(roles, assigned)?;
        family::check(&roles).map_err(thrown)?;
        let file = self.files.get(file).ok_or_else(|| invalid("file"))?;
        family::wanted(file, &roles).map_err(thrown)
    }
}

/// `{roles: [{sample, role, sex?, affected?}]}`.
fn assigned(fields: &Fields) -> Result<Vec<Assigned>, Wrong> {
    let one = |fields: Fields| {
        let word = fields.text("role")?;
        let role = word.parse().map_err(|_| Wrong(format!("role: {word}")))?;
        let sex = fields.text_if_any("sex")?;
        let sex = sex.map(|word| word.parse().map_err(|_| Wrong(format!("sex: {word}")))).transpose()?;
        Ok(Assigned { sample: fields.text("sample")?, role, sex, affected: fields.flag_if_any("affected")? })
    };
    fields.each("roles")?.into_iter().map(one).collect()
}

/// What the reports of files answer together.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Family(family::Family);

#[wasm_bindgen]
impl Family {
    /// Compares reports about one panel, which are used up, by `{roles: [{sample, role, sex?, affected?}]}`.
    ///
    /// # Errors
    ///
    /// As the core's family.
    #[wasm_bindgen(constructor)]
    pub fn new(reports: Vec<Report>, roles: &JsValue) -> Result<Family, JsValue> {
        let answers: Vec<Answer> = reports.into_iter().map(|report| report.0).collect();
        let roles = options(roles, assigned)?;
        family::Family::new(answers, &roles).map(Self).map_err(thrown)
    }

    /// The report as JSON, with an empty list of rows.
    #[must_use]
    pub fn overview(&self) -> String {
        crate::json::json_of(self.0.overview())
    }

    /// How many rows there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.count()
    }

    /// A piece of the report's one line of JSON, as [`Report::json_piece`].
    #[wasm_bindgen(js_name = jsonPiece)]
    #[must_use]
    pub fn json_piece(&self, number: usize) -> Option<String> {
        self.0.json_piece(number)
    }

    /// The same of a file's own report.
    ///
    /// # Errors
    ///
    /// Where there is no such file.
    #[wasm_bindgen(js_name = reportPiece)]
    pub fn report_piece(&mut self, report: usize, number: usize) -> Result<Option<String>, JsValue> {
        self.0.report_piece(report, number).map_err(thrown)
    }

    /// Writes tab-separated values: `take` is called with each piece of their bytes.
    ///
    /// # Errors
    ///
    /// Whatever the function throws.
    pub fn tsv(&self, take: &js_sys::Function) -> Result<(), JsValue> {
        super::taker::taking(take, |out| self.0.write_tsv(out))
    }

    /// A table for people.
    ///
    /// # Errors
    ///
    /// Where the language is neither `en` nor `ja`.
    pub fn table(&self, language: &str) -> Result<String, JsValue> {
        Ok(self.0.to_table(parse_language(language)?))
    }

    /// What a reader must know, a line each.
    ///
    /// # Errors
    ///
    /// Where the language is neither `en` nor `ja`.
    #[wasm_bindgen(js_name = noticeLines)]
    pub fn notice_lines(&self, language: &str) -> Result<Vec<String>, JsValue> {
        Ok(self.0.notice_lines(parse_language(language)?))
    }

    /// 0 answered, 5 where a file is incomplete.
    #[wasm_bindgen(js_name = exitCode)]
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        self.0.exit_code()
    }

    /// Lists the rows that fit a `FamilyQuery`.
    ///
    /// # Errors
    ///
    /// Where the query holds a value that it cannot have.
    pub fn list(&self, value: &JsValue) -> Result<FamilyList, JsValue> {
        let read = |fields: &Fields| {
            let member = fields.number_if_any("member")?.try_into().map_err(|_| Wrong("member".to_owned()))?;
            Ok((member, fields.texts("views")?))
        };
        let (member, views) = options(value, read)?;
        let views = words(&views, &family::FamilyView::ALL, family::FamilyView::word)?;
        let list = self.0.list(&FamilyQuery { member, views, query: query(value)? }).map_err(thrown)?;
        Ok(FamilyList(list))
    }

    /// Rows of a list.
    #[must_use]
    pub fn listed(&self, list: &FamilyList, from: usize, to: usize) -> JsValue {
        to_js(&self.0.listed(&list.0, from..to).collect::<Vec<FamilyRow>>())
    }

    /// Rows of all, in panel order.
    #[must_use]
    pub fn rows(&self, from: usize, to: usize) -> JsValue {
        to_js(&self.0.rows(from..to).collect::<Vec<FamilyRow>>())
    }

    /// A reader for the line of a record of a file.
    ///
    /// # Errors
    ///
    /// Where no row lists it.
    pub fn reader(&self, report: usize, line: u64) -> Result<RecordReader, JsValue> {
        Ok(RecordReader(self.0.reader(report, line).map_err(thrown)?))
    }

    /// Begins to screen the file of a member again for one entry.
    ///
    /// # Errors
    ///
    /// Where there is no such entry or member.
    pub fn rescreen(&self, number: u32, member: usize) -> Result<Rescreen, JsValue> {
        Ok(Rescreen(self.0.rescreen(number, member).map_err(thrown)?))
    }

    /// What the member has of that entry, with all its records. The screen is used up.
    ///
    /// # Errors
    ///
    /// As the core's answer.
    pub fn evidence(&mut self, rescreen: Rescreen, member: usize) -> Result<JsValue, JsValue> {
        Ok(to_js(&self.0.evidence(rescreen.0, member).map_err(thrown)?))
    }
}

/// The rows of a family that fit a query.
#[wasm_bindgen]
#[derive(Debug)]
pub struct FamilyList(family::FamilyList);

#[wasm_bindgen]
impl FamilyList {
    /// How many fit.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.count()
    }

    /// How many of each class fit all but the query's classes, in the order of [`SignificanceClass::ALL`] as `{word: count}`.
    #[must_use]
    pub fn classes(&self) -> JsValue {
        let counts: std::collections::BTreeMap<String, u64> =
            SignificanceClass::ALL.map(|class| (class.word(), self.0.class_count(class))).into_iter().collect();
        to_js(&counts)
    }
}
