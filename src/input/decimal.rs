//! Numbers with a fraction, such as GQ.
//!
//! The library reads every float to its last bit, by tables that took 12 KB of the wasm after gzip. A
//! quality is compared with a round threshold and printed as it was written.

/// The number of a text such as `99`, `14.79` or `1e2`, to the precision of the type. Nothing for
/// other texts, infinity and what is too large among them.
pub(super) fn decimal(text: &str) -> Option<f32> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().ok()?;
    let unsigned = mantissa.strip_prefix(['+', '-']).unwrap_or(mantissa);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = || whole.bytes().chain(fraction.bytes());
    if whole.len() + fraction.len() == 0 || !digits().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let value = digits().fold(0.0_f64, |value, digit| value * 10.0 + f64::from(digit - b'0'));
    let places = exponent.saturating_sub(i32::try_from(fraction.len()).ok()?);
    // A negative power is less exact than a division.
    let scale = 10_f64.powi(places.saturating_abs());
    let value = if places < 0 { value / scale } else { value * scale };
    #[allow(clippy::cast_possible_truncation, reason = "rounds")]
    let value = if mantissa.starts_with('-') { -value } else { value } as f32;
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::decimal;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_number_is_none() {
        for text in
            ["", ".", "-", "e3", "1e", "1.2.3", "1,5", " 1", "x", "nan", "inf", "-inf", "1e39", "0x1", "1e99999999999"]
        {
            assert_eq!(decimal(text), None, "{text:?}");
        }
        assert_eq!(["5.", ".5", "-.5e1", "+7"].map(decimal), [Some(5.0), Some(0.5), Some(-5.0), Some(7.0)]);
    }

    proptest! {
        #[test]
        fn qualities_are_as_the_library_reads_them(text in "[0-9]{1,4}(\\.[0-9]{0,4})?") {
            prop_assert_eq!(decimal(&text), text.parse().ok());
        }

        #[test]
        fn any_number_is_near_what_the_library_reads(text in "[-+]?[0-9]{0,12}(\\.[0-9]{0,12})?([eE][-+]?[0-9]{0,2})?") {
            let theirs: Option<f32> = text.parse().ok().filter(|value: &f32| value.is_finite());
            let ours = decimal(&text);
            prop_assert_eq!(ours.is_some(), theirs.is_some(), "{:?} {:?}", ours, theirs);
            if let (Some(ours), Some(theirs)) = (ours, theirs) {
                prop_assert!((ours - theirs).abs() <= theirs.abs() * 1e-6 + f32::MIN_POSITIVE, "{} {}", ours, theirs);
            }
        }
    }
}
