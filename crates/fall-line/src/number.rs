//! Text ↔ f64, correctly rounded both ways, and the same on every target.
//!
//! Printing gives the shortest digits that read back as the same number, and of two equally near ones the even, laid
//! out as JavaScript and RFC 8785 do. Std takes the upper of the two, and weighs 25 kB in wasm: so both directions are
//! our own, and tests hold them against std natively and against JavaScript in Node.

mod exact;

/// Reads a JSON number. Too large becomes infinity: the caller says what that means. None if `text` is not a number.
pub fn parse(text: &str) -> Option<f64> {
    Some(exact::parse(&Decimal::of(text)?))
}

/// The shortest text that reads back as `x`, as JavaScript's `String(x)`. −0 prints as 0.
pub fn print(x: f64) -> String {
    if x == 0.0 {
        return "0".into();
    }
    if !x.is_finite() {
        return if x.is_nan() {
            "NaN"
        } else if x > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .into();
    }
    let (digits, exponent) = exact::shortest(x.abs());
    let text = layout(&digits, exponent);
    if x < 0.0 { "-".to_owned() + &text } else { text }
}

/// With so many digits at most, for reading.
pub fn short(x: f64, most: usize) -> String {
    if x == 0.0 || !x.is_finite() {
        return print(x);
    }
    let (digits, mut n) = exact::shortest(x.abs());
    let mut kept: Vec<u8> = digits.bytes().take(most).collect();
    // the digits are the shortest that there are: a five at the end is a five
    if digits.as_bytes().get(most).is_some_and(|&digit| digit >= b'5') {
        let place = kept.iter().rposition(|&digit| digit != b'9');
        kept.truncate(place.map_or(0, |place| place + 1));
        match kept.last_mut() {
            Some(last) => *last += 1,
            None => (kept, n) = (vec![b'1'], n + 1),
        }
    }
    while kept.len() > 1 && kept.last() == Some(&b'0') {
        kept.pop();
    }
    let text = layout(&kept.into_iter().map(char::from).collect::<String>(), n);
    if x < 0.0 { "-".to_owned() + &text } else { text }
}

/// ECMAScript's Number::toString, given the digits: a plain decimal for 10⁻⁶ ≤ x < 10²¹, else with an exponent.
fn layout(digits: &str, n: i32) -> String {
    let plain = (-5..=21).contains(&n);
    // how many digits stand before the point, and how many zeros stand in for digits
    let whole = if plain { n } else { 1 };
    let mut out = String::new();
    if whole <= 0 {
        out.push_str("0.");
        (whole..0).for_each(|_| out.push('0'));
    }
    for (place, digit) in (0..).zip(digits.bytes()) {
        if place == whole && place > 0 {
            out.push('.');
        }
        out.push(char::from(digit));
    }
    (digits.len() as i32..whole).for_each(|_| out.push('0'));
    if !plain {
        out.push_str(if n > 0 { "e+" } else { "e-" });
        out.push_str(&(n - 1).abs().to_string());
    }
    out
}

/// A number as JSON writes it: its digits without leading zeros, and the power of ten of the last one.
struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    /// None unless `text` is `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
    fn of(text: &str) -> Option<Decimal> {
        let (negative, rest) = after(b'-', text.as_bytes()).map_or((false, text.as_bytes()), |rest| (true, rest));
        let (whole, rest) = digits(rest);
        let (part, rest) = match after(b'.', rest).map(digits) {
            Some(([], _)) => return None,
            Some(both) => both,
            None => (&[][..], rest),
        };
        let power = match after(b'e', rest).or(after(b'E', rest)) {
            Some(rest) => power(rest)?,
            None if rest.is_empty() => 0,
            None => return None,
        };
        if whole.is_empty() || (whole.len() > 1 && whole[0] == b'0') {
            return None;
        }
        let digits = whole.iter().chain(part).map(|b| b - b'0').skip_while(|&d| d == 0).collect();
        Some(Decimal { negative, digits, exponent: power - part.len() as i64 })
    }
}

fn after(first: u8, text: &[u8]) -> Option<&[u8]> {
    text.split_first().filter(|&(&byte, _)| byte == first).map(|(_, rest)| rest)
}

/// The digits at the start, and what follows them.
fn digits(text: &[u8]) -> (&[u8], &[u8]) {
    text.split_at(text.iter().take_while(|byte| byte.is_ascii_digit()).count())
}

/// An exponent, held within ±10⁹: beyond that every number is 0 or infinite.
fn power(text: &[u8]) -> Option<i64> {
    let sign = if after(b'-', text).is_some() { -1 } else { 1 };
    let (digits, rest) = digits(after(b'-', text).or(after(b'+', text)).unwrap_or(text));
    if digits.is_empty() || !rest.is_empty() {
        return None;
    }
    Some(sign * digits.iter().fold(0, |n, d| if n > 100_000_000 { n } else { n * 10 + i64::from(d - b'0') }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bit patterns spread over the whole range, then decimal numbers as people write them.
    fn samples() -> impl Iterator<Item = f64> {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let bits = std::iter::repeat_with(move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from_bits(state ^ (state >> 29))
        });
        let plain = (0..20_000).map(|i| f64::from(i) / 1000.0);
        let edges = [f64::MAX, f64::MIN_POSITIVE, 5e-324, 1e21, 1e-6, 1e-7, 123_456_789_012_345_680_000.0, 2f64.sqrt()];
        bits.take(100_000).filter(|x| x.is_finite()).chain(plain).chain(edges)
    }

    #[test]
    fn reading_and_printing_agree_with_std_on_120_000_numbers() {
        for x in samples().filter(|&x| x != 0.0) {
            let std = format!("{:e}", x.abs());
            let (digits, exponent) = std.split_once('e').unwrap();
            let (digits, exponent) = (digits.replace('.', ""), exponent.parse::<i32>().unwrap() + 1);
            let (ours, n) = exact::shortest(x.abs());
            let tie = ours.len() == digits.len() && n == exponent && ours.ends_with(['0', '2', '4', '6', '8']) && {
                // as far from x as std's, on the other side: only where x has one digit more, a 5
                format!("{:.*e}", ours.len(), x.abs()).split_once('e').unwrap().0.ends_with('5')
            };
            assert!((&ours, n) == (&digits, exponent) || tie, "{x:e}: {ours}");
            assert_eq!(print(x).parse::<f64>().unwrap().to_bits(), x.to_bits());
            for text in [print(x), format!("{x:.3e}"), format!("{x:.20e}")] {
                let decimal = Decimal::of(&text.replace("e+", "e")).unwrap();
                assert_eq!(exact::parse(&decimal).to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
            }
        }
    }

    #[test]
    fn halves_between_two_numbers_go_to_the_even_one() {
        for text in [
            "9007199254740993",
            "9007199254740995",
            "9007199254740993.0000000000000000000000000000001",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "0.000000000000000000000000000000000000000000000000000001e54",
            "1e400",
            "1e-400",
            "0e999999999999999999999",
        ] {
            let expected = text.parse::<f64>().unwrap();
            assert_eq!(exact::parse(&Decimal::of(text).unwrap()).to_bits(), expected.to_bits(), "{text}");
        }
    }

    #[test]
    fn numbers_print_as_javascript_prints_them() {
        for (x, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-8.5, "-8.5"),
            (0.1, "0.1"),
            (1e-6, "0.000001"),
            (1.2e-7, "1.2e-7"),
            (1e21, "1e+21"),
            (123_456_789_012_345_680_000.0, "123456789012345680000"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            // exactly …51.25, halfway between …51.2 and …51.3
            (2_023_347_301_156_851.2, "2023347301156851.2"),
            (-2_204_138_485_456_065.2, "-2204138485456065.2"),
        ] {
            assert_eq!(print(x), text);
        }
    }

    #[test]
    fn only_json_numbers_are_read() {
        for text in ["", "-", "+1", ".5", "1.", "01", "1e", "1e+", "0x1", "1_0", "NaN", "1 ", "--1", "1.2.3"] {
            assert_eq!(parse(text), None, "{text:?}");
        }
        for (text, x) in [("-0", 0.0), ("1E2", 100.0), ("12.50", 12.5), ("1e-2", 0.01), ("1e999", f64::INFINITY)] {
            assert_eq!(parse(text), Some(x), "{text:?}");
        }
    }
}
