//! Reads plain objects of JavaScript, field by field. Through serde each kind of object took 5 KB of wasm,
//! and the wording of what serde found amiss another 10.

use js_sys::{Array, Number, Object, Reflect};
use wasm_bindgen::prelude::*;

/// Where a value is none that it can be: the name of its field.
#[derive(Debug)]
pub(super) struct Wrong(pub(super) String);

type Read<T> = Result<T, Wrong>;

/// A plain object. What is undefined is not there; fields that nobody asks for are passed over.
pub(super) struct Fields(Object);

impl Fields {
    /// The fields of a value, which is named for the case that it is no object.
    pub(super) fn of(value: &JsValue, name: &str) -> Read<Self> {
        let is_plain = value.is_object() && !Array::is_array(value);
        if is_plain { Ok(Self(value.clone().unchecked_into())) } else { Err(wrong(name)) }
    }

    /// A field and what it holds, if it is there.
    fn get(&self, name: &str) -> Read<Option<JsValue>> {
        let value = Reflect::get(&self.0, &name.into()).map_err(|_| wrong(name))?;
        Ok(Some(value).filter(|value| !value.is_undefined()))
    }

    fn has(&self, name: &str) -> Read<JsValue> {
        self.get(name)?.ok_or_else(|| wrong(name))
    }

    pub(super) fn text(&self, name: &str) -> Read<String> {
        self.has(name)?.as_string().ok_or_else(|| wrong(name))
    }

    /// A text that may be null or not be there.
    pub(super) fn text_if_any(&self, name: &str) -> Read<Option<String>> {
        let value = self.get(name)?.filter(|value| !value.is_null());
        value.map(|value| value.as_string().ok_or_else(|| wrong(name))).transpose()
    }

    /// Refuses an object with any other field.
    #[cfg(any(feature = "wasm-screen", feature = "wasm-describe"))]
    pub(super) fn only(&self, known: &[&str]) -> Read<()> {
        let names = Object::keys(&self.0).to_vec().into_iter().filter_map(|name| name.as_string());
        names.into_iter().find(|name| !known.contains(&name.as_str())).map_or(Ok(()), |name| Err(Wrong(name)))
    }

    /// Refuses an object without a field.
    pub(super) fn must_have(&self, name: &str) -> Read<()> {
        self.has(name).map(|_| ())
    }

    /// A list, empty if it is not there.
    fn list(&self, name: &str) -> Read<Vec<JsValue>> {
        match self.get(name)? {
            None => Ok(Vec::new()),
            Some(list) if Array::is_array(&list) => Ok(list.unchecked_into::<Array>().to_vec()),
            Some(_) => Err(wrong(name)),
        }
    }

    /// A list of texts, empty if it is not there.
    pub(super) fn texts(&self, name: &str) -> Read<Vec<String>> {
        self.list(name)?.iter().map(|text| text.as_string().ok_or_else(|| wrong(name))).collect()
    }

    /// False if it is not there.
    pub(super) fn flag(&self, name: &str) -> Read<bool> {
        self.get(name)?.map_or(Ok(false), |value| value.as_bool().ok_or_else(|| wrong(name)))
    }

    /// True, false, or neither where it is null or not there.
    #[cfg(feature = "wasm-family")]
    pub(super) fn flag_if_any(&self, name: &str) -> Read<Option<bool>> {
        let value = self.get(name)?.filter(|value| !value.is_null());
        value.map(|value| value.as_bool().ok_or_else(|| wrong(name))).transpose()
    }

    /// A whole number that JavaScript holds without loss.
    pub(super) fn number(&self, name: &str) -> Read<u64> {
        whole(&self.has(name)?).ok_or_else(|| wrong(name))
    }

    /// The same, 0 if it is not there.
    pub(super) fn number_if_any(&self, name: &str) -> Read<u64> {
        self.get(name)?.map_or(Ok(0), |value| whole(&value).ok_or_else(|| wrong(name)))
    }

    /// An object within.
    pub(super) fn fields(&self, name: &str) -> Read<Self> {
        Self::of(&self.has(name)?, name)
    }

    /// The same, if it is there.
    pub(super) fn fields_if_any(&self, name: &str) -> Read<Option<Self>> {
        self.get(name)?.filter(|value| !value.is_null()).map(|value| Self::of(&value, name)).transpose()
    }

    /// A list of objects.
    pub(super) fn each(&self, name: &str) -> Read<Vec<Self>> {
        self.has(name)?;
        self.each_if_any(name)
    }

    /// The same, empty if it is not there.
    pub(super) fn each_if_any(&self, name: &str) -> Read<Vec<Self>> {
        self.list(name)?.iter().map(|value| Self::of(value, name)).collect()
    }

    /// All of its fields, each a whole number.
    pub(super) fn numbers(&self) -> Read<Vec<(String, u64)>> {
        let names = Object::keys(&self.0).to_vec().into_iter().filter_map(|name| name.as_string());
        names.map(|name| self.number(&name).map(|number| (name, number))).collect()
    }
}

fn wrong(name: &str) -> Wrong {
    Wrong(name.to_owned())
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number of 53 bits")]
fn whole(value: &JsValue) -> Option<u64> {
    let number = value.as_f64().filter(|number| *number >= 0.0 && Number::is_safe_integer(value))?;
    Some(number as u64)
}
