//! What whoever made a document calls its hyper-parameters: `{"lr": "α"}`.

use super::{Loose, View};
use crate::error::{Code, Error};
use crate::json::Json;

/// So many names, and so many bytes of each and of its letters.
const MOST: usize = 32;

impl View {
    /// Whether its symbols can be shown.
    pub(super) fn check_symbols(&self) -> Result<(), Error> {
        let Loose(symbols) = &self.symbols;
        few(symbols.len(), 0).map_err(|code| Error::at("view.symbols", code))?;
        for (name, value) in symbols {
            let wrong = |code| Error::at(format!("view.symbols.{name}"), code);
            let Json::Text(letters) = value else { return Err(wrong(Code::ExpectedText.with([&value.glance()]))) };
            few(name.len(), 1).and_then(|()| few(letters.len(), 1)).map_err(wrong)?;
        }
        Ok(())
    }
}

fn few(n: usize, least: usize) -> Result<(), crate::error::Reason> {
    if (least..=MOST).contains(&n) {
        return Ok(());
    }
    Err(Code::OutOfCount.with([&n.to_string(), &format!("{least} … {MOST}")]))
}

#[cfg(test)]
mod tests {
    use crate::experiment::Experiment;

    #[test]
    fn letters_are_kept_and_what_cannot_be_one_is_refused_at_its_place() {
        let parse = |symbols: &str| {
            let text = format!(r#"{{"task":"surface","view":{{"symbols":{symbols}}}}}"#);
            Experiment::parse(&text).map(|read| read.canonical()).map_err(|error| error.to_string())
        };
        let kept = parse(r#"{"momentum":"μ","lr":"α"}"#).unwrap();
        assert!(kept.contains(r#""symbols":{"lr":"α","momentum":"μ"}"#), "{kept}");
        assert!(!parse("{}").unwrap().contains("symbols"), "nothing is the default");
        for (symbols, expected) in [
            ("[]".to_owned(), "view.symbols: expected an object in braces, found []".to_owned()),
            (r#"{"lr":7}"#.into(), "view.symbols.lr: expected a text in quotation marks, found 7".into()),
            (r#"{"lr":""}"#.into(), "view.symbols.lr: there are 0 here; 1 … 32 are possible".into()),
            (
                format!(r#"{{"lr":"{}"}}"#, "a".repeat(33)),
                "view.symbols.lr: there are 33 here; 1 … 32 are possible".into(),
            ),
        ] {
            assert_eq!(parse(&symbols).unwrap_err(), expected, "{symbols}");
        }
    }
}
