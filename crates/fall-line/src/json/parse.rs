//! Reading JSON: strict, and exact about where it went wrong.

use super::{Json, cut};
use crate::error::{Code, Error, Reason, letter};
use crate::number;

pub(super) fn parse(text: &str) -> Result<Json, Error> {
    // some editors write a byte order mark in front; it is no part of the document
    let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut parser = Parser { text, at, depth: 0 };
    let value = parser.value()?;
    parser.space();
    if parser.at < text.len() {
        return Err(parser.error(parser.at, Code::JsonEnd, &[]));
    }
    Ok(value)
}

/// Deeper than any document, shallower than any stack.
const DEPTH: u32 = 64;

/// It looks at bytes: what JSON is made of is ASCII, and bytes cost the page half of what characters do.
struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
}

impl Parser<'_> {
    /// The next byte; 0 at the end.
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn next(&mut self) -> u8 {
        let byte = self.peek();
        self.at += 1;
        byte
    }

    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        self.space();
        let there = self.peek() == byte;
        self.at += usize::from(there);
        there
    }

    /// What a person would call a word from here: a number, a name.
    fn word(&self, from: usize) -> &str {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        let wordy = |&&byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_');
        self.text.get(from..from + rest.iter().take_while(wordy).count()).unwrap_or_default()
    }

    fn error(&self, from: usize, code: Code, params: &[&str]) -> Error {
        Error::told(|| self.told(from, code, params))
    }

    /// The error about what stands at `from`: its line and column first, then `params`, then the thing itself.
    fn told(&self, from: usize, code: Code, params: &[&str]) -> Error {
        let (mut line, mut column, mut start) = (1, 1, 0);
        let mut next = None;
        for (at, c) in self.text.char_indices() {
            if at >= from {
                next = Some(c);
                break;
            }
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
            start += c.len_utf16() as u32;
        }
        let (found, length) = match (self.word(from), next) {
            ("", None) => (String::new(), 0),
            ("", Some(c)) => (letter(c), c.len_utf16()),
            (word, _) => (cut(word), word.len()),
        };
        let (code, params) = if next.is_none() { (Code::JsonCut, &[][..]) } else { (code, params) };
        let span = Some([start, start + length as u32]);
        let mut all = vec![line.to_string(), column.to_string()];
        all.extend(params.iter().map(|&p| p.to_owned()));
        if all.len() < code.params().count() {
            all.push(found);
        }
        Error::new(Reason { code, params: all }, String::new(), span)
    }

    fn value(&mut self) -> Result<Json, Error> {
        self.space();
        let from = self.at;
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.error(from, Code::JsonDepth, &["64"]));
        }
        let value = match self.peek() {
            b'{' => self.object()?,
            b'[' => self.list()?,
            b'"' => Json::Text(self.string()?),
            b'-' | b'0'..=b'9' => self.number()?,
            _ => {
                let word = self.word(from);
                let value = match word {
                    "null" => Json::Null,
                    "true" => Json::Bool(true),
                    "false" => Json::Bool(false),
                    _ => return Err(self.error(from, Code::JsonValue, &[])),
                };
                self.at += word.len();
                value
            }
        };
        self.depth -= 1;
        Ok(value)
    }

    fn object(&mut self) -> Result<Json, Error> {
        self.at += 1;
        let mut entries: Vec<(String, Json)> = Vec::new();
        // their places by their keys: comparing each with all takes seconds in a document of many
        let mut sorted: Vec<u32> = Vec::new();
        while !self.take(b'}') {
            if !entries.is_empty() && !self.take(b',') {
                return Err(self.error(self.at, Code::JsonComma, &["}"]));
            }
            self.space();
            let from = self.at;
            if self.peek() != b'"' {
                return Err(self.error(from, Code::JsonKey, &[]));
            }
            let key = self.string()?;
            let place = sorted.partition_point(|&other| entries[other as usize].0 < key);
            if sorted.get(place).is_some_and(|&other| entries[other as usize].0 == key) {
                return Err(self.error(from, Code::JsonDuplicate, &[&cut(&key)]));
            }
            sorted.insert(place, entries.len() as u32);
            if !self.take(b':') {
                return Err(self.error(self.at, Code::JsonColon, &[]));
            }
            entries.push((key, self.value()?));
        }
        Ok(Json::Object(entries))
    }

    fn list(&mut self) -> Result<Json, Error> {
        self.at += 1;
        let mut items = Vec::new();
        while !self.take(b']') {
            if !items.is_empty() && !self.take(b',') {
                return Err(self.error(self.at, Code::JsonComma, &["]"]));
            }
            items.push(self.value()?);
        }
        Ok(Json::List(items))
    }

    fn number(&mut self) -> Result<Json, Error> {
        let from = self.at;
        let word = self.word(from);
        let (value, length) = (number::parse(word), word.len());
        self.at += length;
        match value {
            Some(x) if x.is_finite() => Ok(Json::Number(x + 0.0)), // −0 + 0 is 0
            Some(_) => Err(self.error(from, Code::NotFinite, &[])),
            None => Err(self.error(from, Code::JsonNumber, &[])),
        }
    }

    fn string(&mut self) -> Result<String, Error> {
        let from = self.at;
        self.at += 1;
        let mut bytes = Vec::new();
        loop {
            match self.next() {
                b'"' => break,
                b'\\' => match self.escape() {
                    Some(c) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                    None => return Err(self.error(from, Code::JsonString, &[])),
                },
                0..b' ' => return Err(self.error(from, Code::JsonString, &[])),
                byte => bytes.push(byte),
            }
        }
        String::from_utf8(bytes).map_err(|_| self.error(from, Code::JsonString, &[]))
    }

    fn escape(&mut self) -> Option<char> {
        Some(match self.next() {
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.hex()?;
                if (0xD800..0xDC00).contains(&first) {
                    let second = if (self.next(), self.next()) == (b'\\', b'u') { self.hex()? } else { 0 };
                    let low = second.checked_sub(0xDC00).filter(|&low| low < 0x400)?;
                    char::from_u32(0x10000 + ((first - 0xD800) << 10) + low)?
                } else {
                    char::from_u32(first)?
                }
            }
            _ => return None,
        })
    }

    fn hex(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit * 16 + char::from(self.next()).to_digit(16)?;
        }
        Some(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_where_and_what() {
        for (text, span, message) in [
            ("", [0, 0], "line 1, column 1: the document ends here, before it is complete"),
            ("{\"a\": 1,\n  b: 2}", [11, 12], "line 2, column 3: expected a key in quotation marks, found b"),
            ("{\"a\" 1}", [5, 6], "line 1, column 6: expected ':' after the key, found 1"),
            ("[1 2]", [3, 4], "line 1, column 4: expected ',' or ']', found 2"),
            ("{\"a\": 1", [7, 7], "line 1, column 8: the document ends here, before it is complete"),
            ("[1,]", [3, 4], "line 1, column 4: expected a value, found ]"),
            ("{\"a\":1,}", [7, 8], "line 1, column 8: expected a key in quotation marks, found }"),
            ("[01.5]", [1, 5], "line 1, column 2: 01.5 is not a number as JSON writes it"),
            ("{\"a\":1,\"a\":2}", [7, 8], "line 1, column 8: the key a stands here a second time; keep one"),
            (
                "{\"b\":1,\"a\":2,\"c\":3,\"b\":4}",
                [19, 20],
                "line 1, column 20: the key b stands here a second time; keep one",
            ),
            ("1 x", [2, 3], "line 1, column 3: the document ends before this; remove x"),
            ("\u{feff}{} \u{200b}", [4, 5], "line 1, column 5: the document ends before this; remove U+200B"),
            ("NaN", [0, 3], "line 1, column 1: expected a value, found NaN"),
            (
                "[\"😀\", 1e999]",
                [7, 12],
                "line 1, column 7: 1e999 is too large for a number; the largest is about 1.8e308",
            ),
        ] {
            let error = Json::parse(text).unwrap_err();
            assert_eq!((error.to_string().as_str(), error.span), (message, Some(span)), "{text}");
        }
        for text in ["\"a", "\"\n\"", "\"\\x\"", "\"\\ud800\"", "\"\\u12", "\"\\"] {
            assert_eq!(Json::parse(text).unwrap_err().reason.code, Code::JsonString, "{text}");
        }
        assert_eq!(Json::parse(&"[".repeat(100_000)).unwrap_err().reason.code, Code::JsonDepth);
    }

    #[test]
    fn every_cut_of_a_document_is_an_error_and_never_a_panic() {
        let text = r#"{"task":{"surface":{"f":"x^2\u00b2é😀","start":[-8e0,2.5]}},"n":[null,true,-1]}"#;
        for (end, _) in text.char_indices() {
            assert!(Json::parse(&text[..end]).is_err(), "{end}");
        }
        assert!(Json::parse(text).is_ok());
    }
}
