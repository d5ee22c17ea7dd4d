//! The text of a table: its separator, its records, and what a cell may be.

use crate::error::{Code, Reason};
use crate::number;
use std::borrow::Cow;

/// A table's text, to be gone through more than once.
#[derive(Clone, Copy)]
pub(crate) struct Table<'a> {
    text: &'a str,
    separator: u8,
}

/// A cell, without the space and the quotation marks around it, and where in the text it begins.
pub(crate) struct Cell<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) at: usize,
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Content {
    Missing,
    Number(f64),
    Text,
}

/// The most columns, and where a record is given up: a line of separators alone would fill the memory.
pub(crate) const COLUMNS: usize = 10_000;
const CELLS: usize = 2 * COLUMNS;

impl<'a> Table<'a> {
    /// Separated by what separates most in the first line: `,` or `;` or a tab.
    pub(crate) fn new(bytes: &'a [u8]) -> Result<Table<'a>, Reason> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = 1 + bytes.iter().take(error.valid_up_to()).filter(|&&byte| byte == b'\n').count();
            Code::CsvText.with([&line.to_string()])
        })?;
        Ok(Table::of(text))
    }

    /// The same of a text.
    pub(crate) fn of(text: &'a str) -> Table<'a> {
        let (mut counts, mut quoted) = ([0; 3], false);
        for byte in text.trim_start().bytes() {
            match byte {
                b'"' => quoted = !quoted,
                b',' if !quoted => counts[0] += 1,
                b';' if !quoted => counts[1] += 1,
                b'\t' if !quoted => counts[2] += 1,
                b'\n' | b'\r' if !quoted => break,
                _ => {}
            }
        }
        let separator = if counts[0] >= counts[1] && counts[0] >= counts[2] {
            b','
        } else if counts[1] >= counts[2] {
            b';'
        } else {
            b'\t'
        };
        Table { text, separator }
    }

    /// Tells of each record that is not empty.
    pub(crate) fn each(self, tell: &mut dyn FnMut(&[Cell<'a>]) -> Result<(), Reason>) -> Result<(), Reason> {
        let mut reader = Reader { bytes: self.text.as_bytes(), table: self, at: 0 };
        let mut cells = Vec::new();
        while reader.at < reader.bytes.len() {
            cells.clear();
            while reader.cell(&mut cells)? {
                if cells.len() == CELLS {
                    return Err(Code::CsvColumns.with([&format!("> {CELLS}"), &COLUMNS.to_string()]));
                }
            }
            if cells.len() > 1 || cells.iter().any(|cell| !cell.text.is_empty()) {
                tell(&cells)?;
            }
        }
        Ok(())
    }

    /// An error at a place of the text, by line and column from 1.
    pub(crate) fn wrong(self, code: Code, at: usize) -> Reason {
        let [line, column] = self.place(at).map(|n| n.to_string());
        code.with([&line, &column])
    }

    /// Line and column of a place, from 1.
    pub(crate) fn place(self, at: usize) -> [usize; 2] {
        let before = self.text.get(..at).unwrap_or_default();
        // a line ends with \n, \r\n or \r
        let ends = before.bytes().zip(before.bytes().skip(1).chain([0]));
        let lines = ends.filter(|&(byte, next)| byte == b'\n' || (byte == b'\r' && next != b'\n')).count();
        let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
        [1 + lines, 1 + line.chars().count()]
    }

    /// What a cell's text stands for. A decimal comma is read where commas do not separate.
    pub(crate) fn content(self, text: &str) -> Content {
        if text.is_empty() || ["?", "NA", "N/A", "NaN", "null"].iter().any(|word| text.eq_ignore_ascii_case(word)) {
            return Content::Missing;
        }
        match number(text, self.separator != b',') {
            // an f32's, or no number that a network can meet
            Some(x) if x.abs() <= 3e38 => Content::Number(x),
            _ => Content::Text,
        }
    }
}

/// A number as tables have them: also `+1`, `.5`, `5.` and `007`.
pub(crate) fn number(text: &str, comma: bool) -> Option<f64> {
    let digits = |bytes: &'_ [u8]| bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (sign, rest) = match text.as_bytes() {
        [b'-', rest @ ..] => ("-", rest),
        [b'+', rest @ ..] => ("", rest),
        rest => ("", rest),
    };
    let (whole, rest) = rest.split_at(digits(rest));
    let (part, rest) = match rest {
        [b'.', rest @ ..] => rest.split_at(digits(rest)),
        [b',', rest @ ..] if comma => rest.split_at(digits(rest)),
        rest => (&[][..], rest),
    };
    if whole.is_empty() && part.is_empty() {
        return None;
    }
    // as JSON has it
    let whole = whole.get(whole.iter().take_while(|&&byte| byte == b'0').count()..).unwrap_or_default();
    let [whole, point] = [if whole.is_empty() { &b"0"[..] } else { whole }, if part.is_empty() { b"" } else { b"." }];
    let plain: String = [whole, point, part, rest].into_iter().flatten().map(|&byte| char::from(byte)).collect();
    number::parse(&(sign.to_owned() + &plain))
}

struct Reader<'a> {
    table: Table<'a>,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Reads a cell; false where it is the last of its record.
    fn cell(&mut self, cells: &mut Vec<Cell<'a>>) -> Result<bool, Reason> {
        while self.peek().is_some_and(|byte| byte == b' ' || (byte == b'\t' && self.table.separator != b'\t')) {
            self.at += 1;
        }
        let at = self.at;
        let text = if self.peek() == Some(b'"') { self.quoted()? } else { Cow::Borrowed(self.plain()) };
        cells.push(Cell { text, at });
        match self.peek() {
            Some(byte) if byte == self.table.separator => {
                self.at += 1;
                Ok(true)
            }
            _ => {
                self.newline();
                Ok(false)
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn slice(&self, from: usize) -> &'a str {
        self.table.text.get(from..self.at).unwrap_or_default()
    }

    /// Up to a separator or the line's end.
    fn plain(&mut self) -> &'a str {
        let from = self.at;
        while self.peek().is_some_and(|byte| byte != self.table.separator && byte != b'\n' && byte != b'\r') {
            self.at += 1;
        }
        self.slice(from).trim_end_matches([' ', '\t'])
    }

    /// Between quotation marks, of which two stand for one.
    fn quoted(&mut self) -> Result<Cow<'a, str>, Reason> {
        let (open, mut text) = (self.at, Cow::Borrowed(""));
        loop {
            self.at += 1;
            let from = self.at;
            while self.peek().is_some_and(|byte| byte != b'"') {
                self.at += 1;
            }
            if self.peek().is_none() {
                return Err(self.table.wrong(Code::CsvQuote, open));
            }
            let piece = self.slice(from);
            self.at += 1;
            if text.is_empty() {
                text = Cow::Borrowed(piece);
            } else {
                text.to_mut().push_str(piece);
            }
            if self.peek() != Some(b'"') {
                break;
            }
            text.to_mut().push('"');
        }
        let after = self.at;
        if self.plain().is_empty() { Ok(text) } else { Err(self.table.wrong(Code::CsvAfterQuote, after)) }
    }

    fn newline(&mut self) {
        self.at += if self.bytes.get(self.at..self.at + 2) == Some(b"\r\n") { 2 } else { 1 };
    }
}
