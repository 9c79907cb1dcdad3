//! Structured header values: `<ID=chr1,length=248956422,species="Homo, sapiens">`.

/// What stands between the angle brackets; a missing closing one is forgiven.
pub(super) fn structured(value: &str) -> Option<&str> {
    let inner = value.trim().strip_prefix('<')?;
    Some(inner.strip_suffix('>').unwrap_or(inner))
}

/// The fields, with quotes taken off their values. Commas in quotes separate nothing.
pub(super) fn fields(mut inner: &str) -> impl Iterator<Item = (&str, &str)> {
    std::iter::from_fn(move || {
        while !inner.is_empty() {
            let mut quoted = false;
            let mut escaped = false;
            let end = inner.bytes().position(|byte| {
                let ends = byte == b',' && !quoted;
                quoted ^= byte == b'"' && !escaped;
                escaped = byte == b'\\' && !escaped;
                ends
            });
            let (field, rest) = end.map_or((inner, ""), |end| (&inner[..end], &inner[end + 1..]));
            inner = rest;
            if let Some((key, value)) = field.split_once('=') {
                let value = value.trim();
                let bare = value.strip_prefix('"').and_then(|v| v.strip_suffix('"')).unwrap_or(value);
                return Some((key.trim(), bare));
            }
        }
        None
    })
}

/// Whether a structured value ends with its bracket and closes its quotation marks, and whether something between its
/// commas is no `key=value`.
pub(super) fn form(value: &str) -> (bool, bool) {
    let (mut quoted, mut escaped, mut named, mut bare) = (false, false, false, false);
    for byte in value.bytes() {
        match byte {
            b'"' => quoted ^= !escaped,
            b'=' => named = true,
            b',' if !quoted => {
                bare |= !named;
                named = false;
            }
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    (!quoted && value.trim_ascii_end().ends_with('>'), bare || !named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_hold_commas_and_escapes() {
        let inner = structured(r#"<ID=1, species="Homo, \"s\"",flag,length=5,assembly="b37",="#).expect("has brackets");
        let found: Vec<_> = fields(inner).collect();
        let species = r#"Homo, \"s\""#;
        assert_eq!(found, [("ID", "1"), ("species", species), ("length", "5"), ("assembly", "b37"), ("", "")]);
    }

    #[test]
    fn odd_values_end() {
        for value in ["<", "<>", "<,,,>", "<\"", "<=,\u{e9}=\u{e9}"] {
            assert!(fields(structured(value).expect("has a bracket")).count() <= 2);
        }
        assert_eq!(structured("ID=1"), None);
    }
}
