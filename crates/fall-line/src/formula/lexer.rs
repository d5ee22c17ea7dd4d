//! A formula's letters as tokens, each with its place.

use super::Span;
use crate::error::{Code, Error, letter};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Number(f64),
    Name(String),
    /// One of `+ - * / ^ ( ) , = < > ≤ ≥ ≡ ≠`, and `;` or a new line for the end of a line.
    Sign(char),
    End,
}

/// What may be written for a sign, longest first; copied formulas bring typographic ones.
const SIGNS: [(&str, char); 15] = [
    ("<=", '≤'),
    (">=", '≥'),
    ("==", '≡'),
    ("!=", '≠'),
    ("**", '^'),
    ("≤", '≤'),
    ("≥", '≥'),
    ("≠", '≠'),
    ("−", '-'),
    ("–", '-'),
    ("×", '*'),
    ("·", '*'),
    ("⋅", '*'),
    ("÷", '/'),
    ("π", 'π'),
];

/// What the end of a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// Ends a `let`, else is a space: formulas.
    Let,
    /// Ends an assignment: rules.
    All,
}

pub(super) fn tokens(text: &str, lines: Lines) -> Result<Vec<Token>, Error> {
    let mut found = Vec::new();
    let (mut rest, mut at) = (text, 0);
    // never inside brackets
    let (mut in_let, mut brackets) = (false, 0);
    while let Some(c) = rest.chars().next() {
        let (kind, length) = if digits(rest) > 0 || (c == '.' && digits(rest.get(1..).unwrap_or("")) > 0) {
            let length = number(rest);
            let digits = rest.get(..length).unwrap_or("");
            match crate::number::parse(&as_json(digits)).filter(|x| x.is_finite()) {
                Some(x) => (Kind::Number(x), length),
                None => return Err(super::error(Code::FormulaNumber.with([digits]), [at, at + length as u32])),
            }
        } else if let Some(&(written, sign)) = SIGNS.iter().find(|(written, _)| rest.starts_with(written)) {
            (if sign == 'π' { Kind::Name("pi".into()) } else { Kind::Sign(sign) }, written.len())
        } else if matches!(c, '+' | '-' | '*' | '/' | '^' | '(' | ')' | ',' | '=' | '<' | '>' | ';') {
            (Kind::Sign(c), 1)
        } else if c.is_ascii_alphabetic() || c == '_' {
            let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
            (Kind::Name(rest.get(..length).unwrap_or("").to_owned()), length)
        } else if c == '\n' && (in_let || lines == Lines::All) && brackets == 0 {
            (Kind::Sign(c), 1)
        } else if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{3000}') {
            at += 1;
            rest = rest.get(c.len_utf8()..).unwrap_or("");
            continue;
        } else {
            let span = [at, at + c.len_utf16() as u32];
            return Err(Error::told(|| super::error(Code::FormulaCharacter.with([&letter(c)]), span)));
        };
        match &kind {
            Kind::Name(name) if name == "let" => in_let = true,
            Kind::Sign('(') => brackets += 1,
            Kind::Sign(')') => brackets -= 1,
            Kind::Sign(';' | '\n') => in_let = false,
            _ => {}
        }
        let end = at + rest.get(..length).map_or(0, |word| word.encode_utf16().count() as u32);
        found.push(Token { kind, span: [at, end] });
        (rest, at) = (rest.get(length..).unwrap_or(""), end);
    }
    found.push(Token { kind: Kind::End, span: [at, at] });
    Ok(found)
}

/// JSON's numbers have a digit on both sides of the point and no zeros in front.
fn as_json(text: &str) -> String {
    let mut out = String::new();
    let mut bytes = text.bytes().peekable();
    while bytes.next_if_eq(&b'0').is_some() {}
    while let Some(byte) = bytes.next() {
        let bare = |out: &String| !out.ends_with(|c: char| c.is_ascii_digit());
        if matches!(byte, b'.' | b'e' | b'E') && bare(&out) {
            out.push('0');
        }
        out.push(char::from(byte));
        if byte == b'.' && !bytes.peek().is_some_and(u8::is_ascii_digit) {
            out.push('0');
        }
    }
    if out.is_empty() { "0".into() } else { out }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// How many bytes a number takes: `12`, `1.5`, `.5`, `2e-3`; the e of `2e` or `2exp(x)` is not its own.
fn number(text: &str) -> usize {
    let mut length = digits(text);
    if text.as_bytes().get(length) == Some(&b'.') {
        length += 1 + digits(text.get(length + 1..).unwrap_or(""));
    }
    if let Some(b'e' | b'E') = text.as_bytes().get(length) {
        let sign = usize::from(matches!(text.as_bytes().get(length + 1), Some(b'+' | b'-')));
        let power = digits(text.get(length + 1 + sign..).unwrap_or(""));
        if power > 0 {
            length += 1 + sign + power;
        }
    }
    length
}
