//! What is asked of a document, read from the words after the command.

use crate::experiment::{Lang, Theme};
use crate::picture::{Look, WIDTHS};

/// What is to be done with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Run,
    Picture,
    Parse,
}

pub(super) struct Asked<'a> {
    pub(super) kind: Kind,
    /// A document a line.
    pub(super) lines: bool,
    /// Where the document is; where it is nowhere, it comes in.
    pub(super) path: Option<&'a str>,
    /// Files by the names that documents have for them.
    pub(super) data: Vec<(&'a str, &'a str)>,
    pub(super) look: Look,
}

impl<'a> Asked<'a> {
    /// None where there is no such command; an error where it is one with a value that it does not take.
    pub(super) fn of(kind: &str, words: &[&'a str]) -> Result<Option<Asked<'a>>, String> {
        let kind = match kind {
            "run" => Kind::Run,
            "picture" => Kind::Picture,
            _ => Kind::Parse,
        };
        let mut asked = Asked { kind, lines: false, path: None, data: Vec::new(), look: Look::default() };
        let (mut words, mut document) = (words.iter().copied(), false);
        while let Some(word) = words.next() {
            match word {
                "--data" if kind != Kind::Parse => match words.next().and_then(|word| word.split_once('=')) {
                    Some(data) => asked.data.push(data),
                    None => return Ok(None),
                },
                "--ndjson" if kind == Kind::Run && !asked.lines => asked.lines = true,
                "--theme" | "--lang" | "--width" | "--at" if kind == Kind::Picture => {
                    let Some(value) = words.next() else { return Ok(None) };
                    asked.looks(word, value)?;
                }
                _ if document => return Ok(None),
                "-" => document = true,
                _ if word.starts_with('-') => return Ok(None),
                _ => (document, asked.path) = (true, Some(word)),
            }
        }
        Ok((!asked.lines || !document).then_some(asked))
    }

    fn looks(&mut self, word: &str, value: &str) -> Result<(), String> {
        let number = value.parse::<u32>().ok();
        let look = &mut self.look;
        let wanted = match word {
            "--theme" => {
                look.theme = [("light", Theme::Light), ("dark", Theme::Dark), ("auto", Theme::Auto)]
                    .into_iter()
                    .find_map(|(name, theme)| (name == value).then_some(theme));
                look.theme.is_none().then(|| "light, dark or auto".to_owned())
            }
            "--lang" => {
                look.lang = [("en", Lang::English), ("ko", Lang::Korean)]
                    .into_iter()
                    .find_map(|(name, lang)| (name == value).then_some(lang));
                look.lang.is_none().then(|| "en or ko".to_owned())
            }
            "--width" => {
                look.width = number.filter(|width| WIDTHS.contains(width));
                let [least, most] = [WIDTHS.start(), WIDTHS.end()].map(u32::to_string);
                look.width.is_none().then(|| ["a whole number, ", &least, " … ", &most].concat())
            }
            _ => {
                look.at = number;
                look.at.is_none().then(|| "a whole number from 0".to_owned())
            }
        };
        wanted.map_or(Ok(()), |wanted| Err([word, " ", value, ": expected ", &wanted].concat()))
    }
}
