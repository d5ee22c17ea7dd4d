//! JSON (RFC 8259): read strictly, written canonically (RFC 8785).

use crate::error::{Code, Error, Reason};
use crate::number;

/// A JSON value. Objects keep the order of the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// Every number; finite.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object; no key twice.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// An object of these entries.
    pub fn object<K: Into<String>>(entries: impl IntoIterator<Item = (K, Json)>) -> Json {
        Json::Object(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// A list of these numbers.
    pub fn numbers(values: &[f64]) -> Json {
        Json::List(values.iter().map(|&x| Json::Number(x)).collect())
    }

    /// A string.
    pub fn text(text: impl Into<String>) -> Json {
        Json::Text(text.into())
    }

    /// The value of `key`, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Object(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Reads one value and nothing after it.
    pub fn parse(text: &str) -> Result<Json, Error> {
        let mut parser = Parser { text, at: 0, depth: 0 };
        let value = parser.value()?;
        parser.space();
        if parser.at < text.len() {
            let from = parser.at;
            return Err(parser.error(from, Code::JsonEnd, &[]));
        }
        Ok(value)
    }

    /// The canonical text: keys in order of their UTF-16 units, no space, numbers as JavaScript prints them.
    pub fn canonical(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// For people: a line an entry, keys as they come.
    pub fn pretty(&self) -> String {
        let mut out = String::new();
        self.write_pretty("\n", &mut out);
        out + "\n"
    }

    fn write(&self, out: &mut String) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(x) => out.push_str(if *x { "true" } else { "false" }),
            Json::Number(x) => out.push_str(&number::print(*x)),
            Json::Text(text) => write_text(text, out),
            Json::List(items) => between(out, ["[", ",", "]"], items, |out, item| item.write(out)),
            Json::Object(entries) => {
                between(out, ["{", ",", "}"], in_order(entries), |out, (key, value)| {
                    write_text(key, out);
                    out.push(':');
                    value.write(out);
                });
            }
        }
    }

    fn write_pretty(&self, newline: &str, out: &mut String) {
        let deeper = format!("{newline}  ");
        let marks =
            |open: &str, close: &str| [format!("{open}{deeper}"), format!(",{deeper}"), format!("{newline}{close}")];
        match self {
            Json::List(items) if !items.is_empty() => {
                let marks = marks("[", "]");
                between(out, marks.each_ref().map(String::as_str), items, |out, item| item.write_pretty(&deeper, out));
            }
            Json::Object(entries) if !entries.is_empty() => {
                let marks = marks("{", "}");
                between(out, marks.each_ref().map(String::as_str), entries, |out, (key, value)| {
                    write_text(key, out);
                    out.push_str(": ");
                    value.write_pretty(&deeper, out);
                });
            }
            plain => plain.write(out),
        }
    }

    /// As an error shows it: canonical, cut to a glance.
    pub fn glance(&self) -> String {
        cut(&self.canonical())
    }
}

/// By the UTF-16 units of the keys. Put in one by one: objects are small, and a sort of std's would be a tenth of the
/// page's engine.
fn in_order(entries: &[(String, Json)]) -> Vec<&(String, Json)> {
    let mut sorted: Vec<&(String, Json)> = Vec::new();
    for entry in entries {
        let place = sorted.partition_point(|other| other.0.encode_utf16().lt(entry.0.encode_utf16()));
        sorted.insert(place, entry);
    }
    sorted
}

fn between<T>(
    out: &mut String,
    [open, comma, close]: [&str; 3],
    items: impl IntoIterator<Item = T>,
    write: impl Fn(&mut String, T),
) {
    out.push_str(open);
    for (i, item) in items.into_iter().enumerate() {
        if i > 0 {
            out.push_str(comma);
        }
        write(out, item);
    }
    out.push_str(close);
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(39) {
        Some((end, _)) if end + 1 < text.len() => text.get(..end).unwrap_or_default().to_owned() + "…",
        _ => text.into(),
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if c < ' ' => {
                let hex = |n: u32| char::from_digit(n, 16).unwrap_or('0');
                out.push_str("\\u00");
                out.extend([hex(c as u32 >> 4), hex(c as u32 & 15)]);
            }
            c => out.push(c),
        }
    }
    out.push('"');
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

    /// The error about what stands at `from`: its line and column first, then `params`, then the thing itself.
    fn error(&self, from: usize, code: Code, params: &[&str]) -> Error {
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
        let mut found = cut(self.word(from));
        if found.is_empty() {
            found.extend(next);
        }
        let (code, params) = if next.is_none() { (Code::JsonCut, &[][..]) } else { (code, params) };
        let span = Some([start, start + found.chars().map(|c| c.len_utf16() as u32).sum::<u32>()]);
        let mut all = vec![line.to_string(), column.to_string()];
        all.extend(params.iter().map(|&p| p.to_owned()));
        if all.len() < code.params().count() {
            all.push(found);
        }
        Error { reason: Reason { code, params: all }, path: String::new(), span }
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
            if entries.iter().any(|(k, _)| *k == key) {
                return Err(self.error(from, Code::JsonDuplicate, &[&cut(&key)]));
            }
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
    fn what_is_read_is_written_canonically() {
        for (text, canonical) in [
            (" { \"b\" : 1.0 , \"a\" : [ ] } ", r#"{"a":[],"b":1}"#),
            (r#"{"\ud83d\ude00":1,"￮":2}"#, r#"{"😀":1,"￮":2}"#),
            (r#""\u0000\u001f\/\n\"""#, r#""\u0000\u001f/\n\"""#),
            ("[-0, 1E3, 0.1e-6, true, false, null]", "[0,1000,1e-7,true,false,null]"),
        ] {
            assert_eq!(Json::parse(text).unwrap().canonical(), canonical);
        }
    }

    #[test]
    fn pretty_keeps_the_order_and_reads_back() {
        let json = Json::parse(r#"{"b":[1,{}],"a":[]}"#).unwrap();
        assert_eq!(json.pretty(), "{\n  \"b\": [\n    1,\n    {}\n  ],\n  \"a\": []\n}\n");
        assert_eq!(Json::parse(&json.pretty()).unwrap(), json);
    }

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
            ("1 x", [2, 3], "line 1, column 3: the document ends before this; remove x"),
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
