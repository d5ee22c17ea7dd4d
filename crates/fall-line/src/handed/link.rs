//! Links to experiments, wherever they stand in a text: `#1.` and the document, packed and written in 64 letters.

use crate::error::{Code, Error};
use crate::experiment::limits::DOCUMENT_BYTES;
use crate::inflate::{Fault, inflate};

/// What stands before the document; the second is how an address within an address has it.
const MARKS: [&str; 2] = ["#1.", "%231."];

/// The shortest document needs more: `#1.5` is no link.
const LEAST: usize = 16;

/// What follows each mark in a text, in order: a link that stands there twice in a row, as address and as what is read, is one.
pub(super) fn links(text: &str) -> Vec<&str> {
    let (mut found, mut rest) = (Vec::new(), if text.len() < LEAST { "" } else { text });
    while let Some((at, mark)) = next(rest) {
        rest = rest.get(at + mark.len()..).unwrap_or_default();
        let length = rest.bytes().take_while(|&byte| value(byte).is_some()).count();
        let packed = rest.get(..length).unwrap_or_default();
        if length >= LEAST && found.last() != Some(&packed) {
            found.push(packed);
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    found
}

fn next(text: &str) -> Option<(usize, &'static str)> {
    // both have it, and it is rarer than what they begin with
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find("1.")?;
        let before = text.get(..at + 2)?;
        if let Some(mark) = MARKS.into_iter().find(|mark| before.ends_with(mark)) {
            return Some((at + 2 - mark.len(), mark));
        }
        from = at + 2;
    }
}

/// The document that such letters hold.
pub fn document(packed: &str) -> Result<String, Error> {
    let broken = || Error::at("", Code::HandedLink.with([]));
    let bytes = inflate(&bytes(packed).ok_or_else(broken)?, DOCUMENT_BYTES).map_err(|fault| match fault {
        Fault::Full => Error::at("", Code::HandedTooLarge.with([&DOCUMENT_BYTES.to_string()])),
        Fault::Cut | Fault::Broken => broken(),
    })?;
    String::from_utf8(bytes).map_err(|_| broken())
}

/// Base64 as addresses have it (RFC 4648, 5), without its `=`.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let (mut out, mut bits) = (Vec::with_capacity(text.len() / 4 * 3 + 2), 0_u32);
    for (place, byte) in text.bytes().enumerate() {
        bits = bits << 6 | u32::from(value(byte)?);
        // of four letters the first completes no byte
        if place % 4 > 0 {
            out.push((bits >> (6 - place % 4 * 2)) as u8);
        }
    }
    // what is left over of the last letter says nothing; a single letter would be all left over
    (text.len() % 4 != 1).then_some(out)
}

fn value(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_bytes() {
        for (text, wanted) in [
            ("", Some(&b""[..])),
            ("Zg", Some(b"f")),
            ("Zm8", Some(b"fo")),
            ("Zm9v", Some(b"foo")),
            ("Zm9vYmE", Some(b"fooba")),
            ("-_-_", Some(b"\xfb\xff\xbf")),
            ("Zm9vY", None),
            ("Zm9=", None),
        ] {
            assert_eq!(bytes(text).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn links_are_found_where_they_stand_and_nothing_else_is() {
        let [a, b] = ["q1YqSSzOVrKqVi", "abcdefghijklmno"].map(|short| short.to_owned() + "-_9");
        for (text, wanted) in [
            (format!("see https://a.b/c#1.{a}."), vec![&a]),
            (format!("<a href=\"x#1.{a}\">x#1.{a}</a> and #1.{b}"), vec![&a, &b]),
            (format!("https://lms/go?to=https%3A%2F%2Fa.b%2F%231.{b}&x=1"), vec![&b]),
            (format!("11.1.#1.#1.{b}#1.{a}"), vec![&b, &a]),
            ("exercise #1.5, #1.abc and 1.#1.".into(), vec![]),
            (String::new(), vec![]),
        ] {
            assert_eq!(links(&text), wanted, "{text}");
        }
    }

    #[test]
    fn a_link_is_its_document_or_says_why_not() {
        // bare deflate of a stored block
        assert_eq!(document("AQIA_f97fQ").unwrap(), "{}");
        for text in ["AQIA_f97", "AQIA_f97fX19", "AQIA_f8A_w", "A", "AQIA_f_-_w"] {
            assert!(document(text).is_err(), "{text}");
        }
    }
}
