//! The sections of a wasm module: what its functions weigh, and the module without their names.
//!
//! WebAssembly Core Specification 2.0, section 5.5 (modules) and appendix 7.4 (the name section).

use std::collections::BTreeMap;

use crate::Result;

/// Magic and version.
pub(crate) const HEAD: usize = 8;

const CUSTOM: u8 = 0;
pub(crate) const IMPORT: u8 = 2;
const CODE: u8 = 10;
const DATA: u8 = 11;

/// The bytes of a module by who they are for.
pub(crate) struct Weights {
    /// Name and bytes of each function that has a body.
    pub(crate) functions: Vec<(String, usize)>,
    /// Bytes of the data section.
    pub(crate) data: usize,
}

/// What the functions of a module with names weigh.
pub(crate) fn weights(module: &[u8]) -> Result<Weights> {
    let (mut imported, mut bodies, mut data) = (0, Vec::new(), 0);
    let mut names = BTreeMap::new();
    for section in Sections(Cursor(module.get(HEAD..).ok_or("no wasm")?)) {
        let Section { id, mut content, .. } = section?;
        match id {
            IMPORT => imported = functions_imported(&mut content)?,
            CODE => {
                for _ in 0..content.number()? {
                    let length = content.number()?;
                    content.take(length)?;
                    bodies.push(length);
                }
            }
            DATA => data = content.0.len(),
            CUSTOM if content.text()? == "name" => names = function_names(content)?,
            _ => {}
        }
    }
    let mut name = |at: usize| names.remove(&(imported + at)).unwrap_or_default();
    let functions = (0..bodies.len()).map(&mut name).zip(bodies.iter().copied()).collect();
    Ok(Weights { functions, data })
}

/// The module without what nobody needs who runs it: names, and what tools note down.
pub(crate) fn stripped(module: &[u8]) -> Result<Vec<u8>> {
    without(module, |_| true)
}

/// The module without what the linker noted down, which holds for no other module that is made of it.
pub(crate) fn unlinked(module: &[u8]) -> Result<Vec<u8>> {
    without(module, |name| name == "linking" || name.starts_with("reloc."))
}

fn without(module: &[u8], dropped: impl Fn(&str) -> bool) -> Result<Vec<u8>> {
    let (head, rest) = module.split_at_checked(HEAD).ok_or("no wasm")?;
    let mut out = head.to_vec();
    for section in Sections(Cursor(rest)) {
        let Section { id, mut content, whole } = section?;
        if id != CUSTOM || !dropped(content.text()?) {
            out.extend_from_slice(whole);
        }
    }
    Ok(out)
}

/// How many functions are imported; they are numbered first.
fn functions_imported(content: &mut Cursor<'_>) -> Result<usize> {
    let mut functions = 0;
    for _ in 0..content.number()? {
        content.text()?;
        content.text()?;
        match content.byte()? {
            0 => {
                content.number()?;
                functions += 1;
            }
            kind => return Err(format!("an import of kind {kind}, where functions are imported alone").into()),
        }
    }
    Ok(functions)
}

fn function_names(mut content: Cursor<'_>) -> Result<BTreeMap<usize, String>> {
    let mut names = BTreeMap::new();
    while !content.0.is_empty() {
        let id = content.byte()?;
        let length = content.number()?;
        let mut map = Cursor(content.take(length)?);
        if id == 1 {
            for _ in 0..map.number()? {
                names.insert(map.number()?, map.text()?.to_owned());
            }
        }
    }
    Ok(names)
}

pub(crate) struct Section<'a> {
    pub(crate) id: u8,
    pub(crate) content: Cursor<'a>,
    /// With id and length.
    pub(crate) whole: &'a [u8],
}

pub(crate) struct Sections<'a>(pub(crate) Cursor<'a>);

impl<'a> Iterator for Sections<'a> {
    type Item = Result<Section<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        let before = self.0.0;
        (!before.is_empty()).then(|| {
            let id = self.0.byte()?;
            let length = self.0.number()?;
            let content = Cursor(self.0.take(length)?);
            Ok(Section { id, content, whole: &before[..before.len() - self.0.0.len()] })
        })
    }
}

/// Bytes that are yet to be read.
pub(crate) struct Cursor<'a>(pub(crate) &'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or("the wasm ends too soon")?;
        self.0 = rest;
        Ok(taken)
    }

    pub(crate) fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    /// Unsigned LEB128.
    pub(crate) fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 127) << shift;
            if byte & 128 == 0 {
                return Ok(number);
            }
        }
        Err("a number of the wasm is too long".into())
    }

    pub(crate) fn text(&mut self) -> Result<&'a str> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.take(length)?)?)
    }
}
