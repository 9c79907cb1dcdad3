//! Numbers: out of bytes, and as text.

/// An unsigned number at a byte, where all of it is there.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

/// Writes a number in decimal.
pub(super) fn put_integer(number: i64, out: &mut Vec<u8>) {
    if number < 0 {
        out.push(b'-');
    }
    put_digits(number.unsigned_abs(), 1, out);
}

/// Writes a number with so many digits at least.
fn put_digits(mut number: u64, least: usize, out: &mut Vec<u8>) {
    let mut digits = [b'0'; 20];
    let mut from = digits.len();
    while number > 0 || digits.len() - from < least {
        from -= 1;
        digits[from] = b'0' + u8::try_from(number % 10).expect("a digit");
        number /= 10;
    }
    out.extend_from_slice(&digits[from..]);
}

/// Digits that are written of a fraction: those of `%g`, as all writers of VCF have them.
const DIGITS: i32 = 6;

/// Writes a number with six significant digits, without zeros at the end.
pub(super) fn put_float(number: f32, out: &mut Vec<u8>) {
    if number.is_nan() {
        return out.extend_from_slice(b"nan");
    }
    if number.is_sign_negative() {
        out.push(b'-');
    }
    let number = f64::from(number.abs());
    if number.is_infinite() {
        return out.extend_from_slice(b"inf");
    }
    if number == 0.0 {
        return out.push(b'0');
    }
    let (digits, exponent) = significant(number);
    if (-4..DIGITS).contains(&exponent) {
        put_fixed(digits, exponent, out);
    } else {
        put_fixed(digits, 0, out);
        out.extend_from_slice(if exponent < 0 { b"e-" } else { b"e+" });
        put_digits(u64::from(exponent.unsigned_abs()), 2, out);
    }
}

/// Six digits, and the power of ten that the first one counts.
fn significant(number: f64) -> (u64, i32) {
    let rounded = |exponent: i32| {
        let shift = DIGITS - 1 - exponent;
        // Powers of ten up to 22 are exact, and all that a float can need beyond lies far from a tie.
        let power = (0..shift.abs()).fold(1.0, |power, _| power * 10.0);
        let scaled = if shift < 0 { number / power } else { number * power };
        // htslib rounds a tie up where it needs no exponent, and leaves it to the C library elsewhere.
        if (1e-4..=999_999.0).contains(&number) { scaled.round() } else { scaled.round_ties_even() }
    };
    // The logarithm from that of base two, or one below.
    #[allow(clippy::cast_possible_truncation, reason = "eleven bits of exponent")]
    let binary = (number.to_bits() >> 52) as i32 - 1023;
    let mut exponent = ((binary * 1233) >> 12) - 1;
    while rounded(exponent) >= 1e6 {
        exponent += 1;
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of six digits")]
    let digits = rounded(exponent) as u64;
    (digits, exponent)
}

/// Writes six digits with a point behind the one that counts ones.
fn put_fixed(mut digits: u64, exponent: i32, out: &mut Vec<u8>) {
    let mut decimals = usize::try_from(DIGITS - 1 - exponent).unwrap_or_default();
    while decimals > 0 && digits.is_multiple_of(10) {
        (digits, decimals) = (digits / 10, decimals - 1);
    }
    let begin = out.len();
    put_digits(digits, decimals + 1, out);
    if decimals > 0 {
        let point = out.len() - decimals;
        debug_assert!(point > begin, "a digit stands before the point");
        out.insert(point, b'.');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_text() {
        let mut text = Vec::new();
        for number in [0, -1, 10, i64::from(i32::MIN), i64::from(i32::MAX) + 1] {
            put_integer(number, &mut text);
            text.push(b' ');
        }
        assert_eq!(String::from_utf8(text).unwrap(), "0 -1 10 -2147483648 2147483648 ");
    }

    #[test]
    fn floats_have_six_digits() {
        for (number, expected) in [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.0, "1"),
            (-2.5, "-2.5"),
            (100_000.0, "100000"),
            (999_999.0, "999999"),
            (999_999.5, "1e+06"),
            (1_234_567.0, "1.23457e+06"),
            (0.1, "0.1"),
            (1.0 / 3.0, "0.333333"),
            (0.000_123_456, "0.000123456"),
            (0.000_099_999_99, "0.0001"),
            (0.000_012_345, "1.2345e-05"),
            (3.0e-45, "2.8026e-45"),
            (3.402_823_5e38, "3.40282e+38"),
            (123_456.5, "123457"),
            (1_234_565.0, "1.23456e+06"),
            (123_457.5, "123458"),
            (f32::INFINITY, "inf"),
            (f32::NEG_INFINITY, "-inf"),
            (f32::NAN, "nan"),
        ] {
            let mut text = Vec::new();
            put_float(number, &mut text);
            assert_eq!(String::from_utf8(text).unwrap(), expected, "{number:e}");
        }
    }

    /// As near as what the standard library rounds to, over all magnitudes.
    #[test]
    fn floats_are_rounded_right() {
        for bits in (0..f32::INFINITY.to_bits()).step_by(99_991) {
            let (number, mut text) = (f32::from_bits(bits), Vec::new());
            put_float(number, &mut text);
            let text = String::from_utf8(text).unwrap();
            let back: f64 = text.parse().unwrap();
            let rounded: f64 = format!("{:.5e}", f64::from(number)).parse().unwrap();
            let off = |text: f64| (text - f64::from(number)).abs();
            assert!(off(back) <= off(rounded) + rounded * 1e-12, "{number:e}: {text}");
            assert!(text.bytes().filter(u8::is_ascii_digit).count() <= 11, "{text}");
        }
    }
}
