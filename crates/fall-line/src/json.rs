//! JSON (RFC 8259): read strictly, written canonically (RFC 8785).

use crate::error::Error;
use crate::number;

mod parse;

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
    /// An object of these entries: of a list of any length, so that there is not one copy of this for each.
    pub fn object<K: Into<String>>(entries: impl Into<Vec<(K, Json)>>) -> Json {
        #[inline(never)]
        fn of<K: Into<String>>(entries: Vec<(K, Json)>) -> Json {
            Json::Object(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
        }
        of(entries.into())
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

    /// Puts a value where a path like `runs[1].optimizer.adam.lr` leads; what is not there yet is made.
    pub fn put(&mut self, path: &str, value: Json) {
        let end = path.find(['.', '[']).filter(|&end| end > 0);
        // no slicing that could panic: what says where it cut a letter weighs three kilobytes
        let (step, rest) = end.and_then(|end| path.split_at_checked(end)).unwrap_or((path, ""));
        let place = if let Some(index) = step.strip_suffix(']') {
            let index = index.bytes().fold(0_usize, |n, digit| n * 10 + usize::from(digit.wrapping_sub(b'0') % 10));
            if !matches!(self, Json::List(_)) {
                *self = Json::List(Vec::new());
            }
            let Json::List(items) = self else { return };
            while items.len() <= index {
                items.push(Json::Object(Vec::new()));
            }
            &mut items[index]
        } else {
            if !matches!(self, Json::Object(_)) {
                *self = Json::Object(Vec::new());
            }
            let Json::Object(entries) = self else { return };
            let at = entries.iter().position(|(key, _)| key == step).unwrap_or_else(|| {
                entries.push((step.to_owned(), Json::Null));
                entries.len() - 1
            });
            &mut entries[at].1
        };
        match rest.strip_prefix(['.', '[']) {
            Some(rest) => place.put(rest, value),
            None => *place = value,
        }
    }

    /// Reads one value and nothing after it.
    pub fn parse(text: &str) -> Result<Json, Error> {
        parse::parse(text)
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
pub(crate) fn in_order(entries: &[(String, Json)]) -> Vec<&(String, Json)> {
    let mut sorted: Vec<&(String, Json)> = Vec::new();
    for entry in entries {
        let place = sorted.partition_point(|other| units(&other.0).lt(units(&entry.0)));
        sorted.insert(place, entry);
    }
    sorted
}

/// Bytes that are ordered as the UTF-16 units of a text: its own, with those that begin U+E000 … U+FFFF behind those that
/// begin what lies above.
fn units(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().map(|byte| if matches!(byte, 0xEE | 0xEF) { byte + 8 } else { byte })
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
    // what needs no escape is taken over in one piece
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            8 => "\\b",
            b'\t' => "\\t",
            b'\n' => "\\n",
            12 => "\\f",
            b'\r' => "\\r",
            0..16 => "\\u000",
            16..32 => "\\u001",
            _ => continue,
        };
        out.push_str(text.get(from..at).unwrap_or_default());
        out.push_str(escape);
        if escape.len() > 2 {
            let digit = usize::from(byte % 16);
            out.push_str("0123456789abcdef".get(digit..=digit).unwrap_or_default());
        }
        from = at + 1;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_canonically() {
        for (text, canonical) in [
            (" { \"b\" : 1.0 , \"a\" : [ ] } ", r#"{"a":[],"b":1}"#),
            (
                r#"{"￮":2,"\ud83d\ude00":1,"é￮":3,"é😀":4,"é힣":6,"é":5}"#,
                r#"{"é":5,"é힣":6,"é😀":4,"é￮":3,"😀":1,"￮":2}"#,
            ),
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
}
