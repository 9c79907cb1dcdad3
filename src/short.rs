//! Short texts, looked for in each other and joined.
//!
//! The library's ways are made for long ones, with tables and a loop for each length of a separator: 4 KB of the
//! wasm.

/// What stands before and behind the first place of a wanted text, which is not empty.
pub(crate) fn split_once<'a>(text: &'a str, wanted: &str) -> Option<(&'a str, &'a str)> {
    let at = text.as_bytes().windows(wanted.len()).position(|found| found == wanted.as_bytes())?;
    Some((&text[..at], &text[at + wanted.len()..]))
}

/// The text with another in each place of a wanted one, which is not empty.
pub(crate) fn replace(mut text: &str, wanted: &str, other: &str) -> String {
    let mut out = String::new();
    while let Some((before, behind)) = split_once(text, wanted) {
        out.push_str(before);
        out.push_str(other);
        text = behind;
    }
    out + text
}

/// The texts with a separator between them.
pub(crate) fn join(texts: &[impl AsRef<str>], separator: &str) -> String {
    let mut out = String::new();
    for (place, text) in texts.iter().enumerate() {
        if place > 0 {
            out.push_str(separator);
        }
        out.push_str(text.as_ref());
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_library(text in "[aé語]{0,9}", wanted in "[aé語]{1,3}", other in "[aé語]{0,2}") {
            prop_assert_eq!(super::split_once(&text, &wanted), text.split_once(wanted.as_str()));
            prop_assert_eq!(super::replace(&text, &wanted, &other), text.replace(wanted.as_str(), &other));
            prop_assert_eq!(super::join(&[&text, &wanted, &other], &wanted), [&*text, &wanted, &other].join(&wanted));
            prop_assert_eq!(super::join(&[&text], &wanted), text);
        }
    }
}
