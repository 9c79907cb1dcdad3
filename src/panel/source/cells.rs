//! Rows of a table into cells (RFC 4180, and what spreadsheets make of it).

/// What may stand between cells.
pub(in crate::panel) const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];

/// What stands between the cells of a line: what occurs most of what may.
pub(in crate::panel) fn delimiter_of(line: &[u8]) -> u8 {
    let count = |delimiter: &u8| line.split(|b| b == delimiter).count();
    DELIMITERS.into_iter().max_by_key(count).unwrap_or(b'\t')
}

/// The cells of a row, without the white space around them; nothing where a quote stays open.
///
/// A cell that begins with a quote holds anything up to the next one; a quote in it is written twice.
pub(in crate::panel) fn split(delimiter: u8, row: &[u8]) -> Option<Vec<String>> {
    let (mut cells, mut cell, mut in_quotes, mut begun) = (Vec::new(), Vec::new(), false, false);
    let mut bytes = row.iter().copied().chain([delimiter]).peekable();
    while let Some(byte) = bytes.next() {
        if in_quotes {
            // The delimiter behind the row is none of its bytes.
            bytes.peek()?;
            if byte != b'"' || bytes.next_if_eq(&b'"').is_some() {
                cell.push(byte);
            } else {
                in_quotes = false;
            }
        } else if byte == b'"' && !begun {
            (in_quotes, begun) = (true, true);
        } else if byte == delimiter {
            cells.push(String::from_utf8_lossy(cell.trim_ascii()).into_owned());
            cell.clear();
            begun = false;
        } else {
            cell.push(byte);
            begun = true;
        }
    }
    Some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_all_kinds() {
        for (delimiter, row, cells) in [
            (b'\t', "a\tb c\t", &["a", "b c", ""][..]),
            (b',', "\"a,b\", \"c\",d", &["a,b", "\"c\"", "d"]),
            (b';', "1;\"say \"\"x\"\"\";", &["1", "say \"x\"", ""]),
            (b',', "5\" probe,x", &["5\" probe", "x"]),
            (b',', "\"two\nlines\",x", &["two\nlines", "x"]),
            (b',', ",", &["", ""]),
            (b',', "x", &["x"]),
            (b',', "\"\"", &[""]),
        ] {
            assert_eq!(
                split(delimiter, row.as_bytes()).as_deref(),
                Some(&cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>()[..]),
                "{row}"
            );
        }
    }

    #[test]
    fn an_open_quote_is_told() {
        for row in ["a,\"b", "\"", "\"a,\"\"", "a,\"b\nc,d"] {
            assert_eq!(split(b',', row.as_bytes()), None, "{row}");
        }
        for row in ["a,b\"", "a \"b", "\"a\"b\"", ""] {
            assert!(split(b',', row.as_bytes()).is_some(), "{row}");
        }
    }
}
