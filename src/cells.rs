//! Rows of tab-separated values.

/// Appends a row. A tab or a line feed within a cell would be another cell or row: a space stands for each.
pub(crate) fn put_row<'a>(cells: impl IntoIterator<Item = &'a str>, out: &mut String) {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            out.push('\t');
        }
        out.extend(cell.chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }));
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_cell_is_one_cell() {
        let mut out = String::new();
        super::put_row(["a\tb", "", "c\r\nd"], &mut out);
        assert_eq!(out, "a b\t\tc  d\n");
    }
}
