//! Numbers as people read them, as the page writes them: few digits, a real minus sign, powers of ten.

use crate::number;

/// So many significant digits: 8.12×10⁻⁴ for three of 0.00081234.
pub(super) fn format(value: f64, digits: usize) -> String {
    if value.is_nan() {
        return "–".into();
    }
    let sign = if value < 0.0 { "−" } else { "" };
    if value.is_infinite() {
        return sign.to_owned() + "∞";
    }
    if value == 0.0 {
        return "0".into();
    }
    let (mut kept, place) = decimal(value, digits);
    while kept.len() < digits {
        kept.push('0');
    }
    // 0.001 and more, below a million
    let text = if (-2..=6).contains(&place) { plain_digits(&kept, place) } else { scientific(&kept, place - 1) };
    sign.to_owned() + &text
}

/// In as few digits as say it.
pub(super) fn plain(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return format(value, 1);
    }
    let sign = if value < 0.0 { "−" } else { "" };
    let (digits, place) = decimal(value, 12);
    let text = if (-2..=6).contains(&place) {
        plain_digits(&digits, place)
    } else if digits == "1" {
        power_of_ten(place - 1)
    } else {
        scientific(&digits, place - 1)
    };
    sign.to_owned() + &text
}

/// With as many digits as are right to a twentieth of `gap`, what is between it and its neighbour; and two at least.
pub(super) fn apart(value: f64, gap: f64) -> String {
    let told = |digits: usize| number::parse(&number::short(value.abs(), digits)).unwrap_or(value.abs());
    let digits = (2..12).find(|&digits| (told(digits) - value.abs()).abs() <= gap / 20.0);
    format(value, digits.unwrap_or(12))
}

/// 10⁻⁶ for −6.
pub(super) fn power_of_ten(exponent: i32) -> String {
    "10".to_owned() + &superscript(exponent)
}

/// The digits of a number, rounded to `most`, without zeros at the end, and how many stand before its point.
fn decimal(value: f64, most: usize) -> (String, i32) {
    let text = number::short(value.abs(), most);
    let (mantissa, power) = text.split_once('e').unwrap_or((&text, "0"));
    let power: i32 = power.trim_start_matches('+').parse().unwrap_or(0);
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = whole.to_owned() + part;
    let digits = all.trim_start_matches('0');
    let place = power + whole.len() as i32 - (all.len() - digits.len()) as i32;
    (digits.trim_end_matches('0').to_owned(), place)
}

fn plain_digits(digits: &str, place: i32) -> String {
    if place <= 0 {
        return "0.".to_owned() + &"0".repeat(place.unsigned_abs() as usize) + digits;
    }
    match digits.split_at_checked(place as usize) {
        Some((whole, "")) => whole.to_owned(),
        Some((whole, part)) => whole.to_owned() + "." + part,
        None => digits.to_owned() + &"0".repeat(place as usize - digits.len()),
    }
}

fn scientific(digits: &str, exponent: i32) -> String {
    let (first, rest) = digits.split_at_checked(1).unwrap_or((digits, ""));
    let point = if rest.is_empty() { "" } else { "." };
    first.to_owned() + point + rest + "×" + &power_of_ten(exponent)
}

fn superscript(exponent: i32) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = |c: char| if c == '-' { Some('⁻') } else { DIGITS.get(c.to_digit(10)? as usize).copied() };
    exponent.to_string().chars().filter_map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_page_writes_them() {
        for (value, three, few) in [
            (0.0, "0", "0"),
            (-0.0, "0", "0"),
            (1.0, "1.00", "1"),
            (-8.0, "−8.00", "−8"),
            (0.5, "0.500", "0.5"),
            (109.0, "109", "109"),
            (1234.5678, "1230", "1234.5678"),
            (999_999.0, "1.00×10⁶", "999999"),
            (0.01, "0.0100", "0.01"),
            (0.001, "0.00100", "0.001"),
            (0.00099996, "0.00100", "9.9996×10⁻⁴"),
            (0.00081234, "8.12×10⁻⁴", "8.1234×10⁻⁴"),
            (0.0001, "1.00×10⁻⁴", "10⁻⁴"),
            (-1e7, "−1.00×10⁷", "−10⁷"),
            (1.5e300, "1.50×10³⁰⁰", "1.5×10³⁰⁰"),
            (f64::INFINITY, "∞", "∞"),
            (f64::NAN, "–", "–"),
        ] {
            assert_eq!((format(value, 3).as_str(), plain(value).as_str()), (three, few));
        }
    }

    #[test]
    fn neighbours_are_told_apart() {
        for (value, gap, text) in [(0.25, 0.25, "0.25"), (1.2345, 0.001, "1.2345"), (100.0, 20.0, "100")] {
            assert_eq!(apart(value, gap), text);
        }
    }
}
