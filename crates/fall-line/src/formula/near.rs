//! What somebody may have meant who wrote a name that there is not.

use super::{library, op};

/// Names that mathematics has for functions that are called something else here.
const OTHERS: [(&str, &str); 2] = [("ln", "log"), ("tg", "tan")];

/// Longer names are no slips of the pen.
const LONGEST: usize = 24;

/// Of the names in scope, then the functions and the surfaces of the library, the one with the fewest letters
/// different; a short name may have one, a longer one two.
pub(super) fn near<'a>(name: &str, scope: &[&'a str]) -> Option<&'a str> {
    let letters = |text: &str| text.bytes().map(|b| b.to_ascii_lowercase()).collect::<Vec<u8>>();
    let name = letters(name);
    if let Some((_, meant)) = OTHERS.iter().find(|(other, _)| other.as_bytes() == name) {
        return Some(meant);
    }
    let functions = op::FUNCTIONS.iter().map(|row| row.0);
    let all = scope.iter().copied().chain(functions).chain(library::LIBRARY.iter().map(|entry| entry.name));
    let mut least = (if name.len() < 5 { 2 } else { 3 }, 0);
    let mut best = None;
    // one letter is as near to every other, and two side by side are more often a product
    for known in all.filter(|known| known.len() > 1 && (2..=LONGEST).contains(&name.len())) {
        let far = (distance(&name, &letters(known)), known.len().abs_diff(name.len()));
        if far < least {
            (least, best) = (far, Some(known));
        }
    }
    best
}

/// How many letters must come, go, change or trade places with their neighbour to make `b` of `a`.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for (i, letter) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, other) in b.iter().enumerate() {
            let change = usize::from(letter != other);
            let mut least = (rows[i][j] + change).min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *letter == b[j - 1] && a[i - 1] == *other {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_names_what_was_meant() {
        for (written, meant) in [
            ("sn", Some("sin")),
            ("Sin", Some("sin")),
            ("cso", Some("cos")),
            ("sqr", Some("sqrt")),
            ("tahn", Some("tanh")),
            ("arctan", Some("atan")),
            ("ln", Some("log")),
            ("PI", Some("pi")),
            ("slop", Some("slope")),
            ("himelblau", Some("himmelblau")),
            ("sofa", None),
            ("z", None),
            ("xy", None),
            ("", None),
        ] {
            assert_eq!(near(written, &["x", "y", "slope", "pi", "e"]), meant, "{written}");
        }
    }
}
