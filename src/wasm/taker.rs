//! What is written goes to JavaScript in pieces.

use std::io::{self, BufWriter, Write};

use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;

use super::value::thrown;
use crate::error::{Error, ErrorKind};

/// Bytes of a piece.
const PIECE: usize = 1 << 16;

/// Has `write` write to a function that is called with each piece of the bytes, a `Uint8Array`.
///
/// # Errors
///
/// What the function throws, else what `write` fails with.
pub(super) fn taking<E: IntoThrown>(
    take: &Function,
    write: impl FnOnce(&mut BufWriter<&mut Taker<'_>>) -> Result<(), E>,
) -> Result<(), JsValue> {
    let mut taker = Taker { take, thrown: None };
    let mut out = BufWriter::with_capacity(PIECE, &mut taker);
    let written = write(&mut out).map_err(IntoThrown::into_thrown);
    let written = written.and_then(|()| out.flush().map_err(IntoThrown::into_thrown));
    // What is left after a failure goes nowhere.
    drop(out.into_parts());
    taker.thrown.map_or(written, Err)
}

/// What JavaScript catches.
pub(super) trait IntoThrown {
    fn into_thrown(self) -> JsValue;
}

impl IntoThrown for JsValue {
    fn into_thrown(self) -> JsValue {
        self
    }
}

impl IntoThrown for io::Error {
    fn into_thrown(self) -> JsValue {
        thrown(Error::new(ErrorKind::Io).with_detail(self.to_string()))
    }
}

/// Hands on what is written.
pub(super) struct Taker<'a> {
    take: &'a Function,
    thrown: Option<JsValue>,
}

impl Write for Taker<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.take.call1(&JsValue::NULL, &Uint8Array::from(bytes)) {
            Ok(_) => Ok(bytes.len()),
            Err(thrown) => {
                self.thrown = Some(thrown);
                Err(io::ErrorKind::Other.into())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
