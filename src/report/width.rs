//! How many columns of a terminal a text takes.
//!
//! A library knows every character of Unicode and took 5 KB of the wasm after gzip. Tables hold gene
//! symbols, names and the texts of two languages.

/// Ranges whose characters take two columns: East Asian wide and fullwidth (Unicode's annex 11), in
/// order.
const WIDE: [(char, char); 14] = [
    ('\u{1100}', '\u{115f}'),
    ('\u{2e80}', '\u{303e}'),
    ('\u{3041}', '\u{33ff}'),
    ('\u{3400}', '\u{4dbf}'),
    ('\u{4e00}', '\u{a4cf}'),
    ('\u{a960}', '\u{a97f}'),
    ('\u{ac00}', '\u{d7a3}'),
    ('\u{f900}', '\u{faff}'),
    ('\u{fe30}', '\u{fe6f}'),
    ('\u{ff01}', '\u{ff60}'),
    ('\u{ffe0}', '\u{ffe6}'),
    ('\u{1f300}', '\u{1f64f}'),
    ('\u{1f900}', '\u{1f9ff}'),
    ('\u{20000}', '\u{3fffd}'),
];

/// Columns of a text: none for combining marks, two for wide characters, else one.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(of_char).sum()
}

fn of_char(c: char) -> usize {
    match c {
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' => 0,
        _ if WIDE.iter().any(|(first, last)| (*first..=*last).contains(&c)) => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn as_the_library_in_all_texts_of_the_table() {
        for (key, en, ja) in crate::messages::rows() {
            assert_eq!((width(en), width(ja)), (en.width(), ja.width()), "{key}");
        }
    }

    #[test]
    fn as_the_library_in_names() {
        for text in ["NUDT15", "ALDH2 rs671", "e\u{301}", "Crohn’s", "μg", "検体", "ｶﾅ", "（検体なし）", "한글", "が"]
        {
            assert_eq!(width(text), text.width(), "{text}");
        }
    }
}
