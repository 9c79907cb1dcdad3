//! Shorter names of what a module imports.
//!
//! wasm-bindgen tells functions of one name apart by hashes of sixteen digits, which gzip cannot pack. Here a number
//! does, in the module and in its glue.

use crate::Result;
use crate::sections::{Cursor, HEAD, IMPORT, Section, Sections};

/// Digits of a hash.
const HASH: usize = 16;

/// The module and its glue with numbers for hashes, in the order of the imports.
pub(crate) fn numbered(module: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let (head, rest) = module.split_at_checked(HEAD).ok_or("no wasm")?;
    let (mut out, mut glue) = (head.to_vec(), glue.to_owned());
    for section in Sections(Cursor(rest)) {
        let Section { id, content, whole } = section?;
        if id != IMPORT {
            out.extend_from_slice(whole);
            continue;
        }
        let imports = renamed(content, &mut glue)?;
        out.push(IMPORT);
        put_number(imports.len(), &mut out);
        out.extend_from_slice(&imports);
    }
    Ok((out, glue))
}

/// The content of the section of imports, all of which are functions.
fn renamed(mut content: Cursor<'_>, glue: &mut String) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let count = content.number()?;
    put_number(count, &mut out);
    for number in 0..count {
        put_text(content.text()?, &mut out);
        let name = content.text()?;
        let short = without_hash(name).map(|own| format!("{own}{number}"));
        if let Some(short) = &short {
            if !glue.contains(name) || glue.contains(&format!("{short}:")) {
                return Err(format!("the glue does not name {name}, or has {short} already").into());
            }
            *glue = glue.replace(name, short);
        }
        put_text(short.as_deref().unwrap_or(name), &mut out);
        out.push(content.byte()?);
        put_number(content.number()?, &mut out);
    }
    Ok(out)
}

/// The name up to its hash; nothing where it has none.
fn without_hash(name: &str) -> Option<&str> {
    let (own, hash) = name.split_at_checked(name.len().checked_sub(HASH)?)?;
    let is_hash = own.ends_with('_') && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    // Those of a fixed meaning are numbered by wasm-bindgen itself.
    (is_hash && own.starts_with("__wbg_")).then_some(own)
}

fn put_text(text: &str, out: &mut Vec<u8>) {
    put_number(text.len(), out);
    out.extend_from_slice(text.as_bytes());
}

/// Unsigned LEB128.
fn put_number(mut number: usize, out: &mut Vec<u8>) {
    loop {
        let low = u8::try_from(number & 127).expect("seven bits");
        number >>= 7;
        if number == 0 {
            return out.push(low);
        }
        out.push(low | 128);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_become_numbers_in_both() {
        // One type, `() -> ()`, and two imports of it.
        let name = "__wbg_set_0123456789abcdef";
        let mut imports = vec![2];
        for name in [name, "__wbindgen_init_externref_table"] {
            put_text("./x.js", &mut imports);
            put_text(name, &mut imports);
            imports.extend([0, 0]);
        }
        let mut module = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02".to_vec();
        put_number(imports.len(), &mut module);
        module.extend(&imports);
        wasmparser::validate(&module).unwrap();

        let (shorter, glue) = numbered(&module, &format!("{{ {name}: function() {{}} }}")).unwrap();
        wasmparser::validate(&shorter).unwrap();
        assert_eq!(glue, "{ __wbg_set_0: function() {} }");
        let holds = |text: &str| shorter.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(holds("__wbg_set_0") && holds("__wbindgen_init_externref_table") && !holds(name));
        assert!(numbered(&module, "another glue").is_err());
    }
}
