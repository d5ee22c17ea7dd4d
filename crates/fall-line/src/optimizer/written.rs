//! A rule of one's own, in the rule language.

use super::{At, Room, Rule, Wanted};
use crate::error::{Code, Error};
#[cfg(feature = "schema")]
use crate::fields::Schema;
use crate::fields::{Field, Form, Path, Slot};
use crate::formula;
use crate::json::Json;
use crate::real::Real;
use std::sync::Arc;

/// A written rule: its text, and hyper-parameters where they differ from the text's defaults.
///
/// What a document gives goes before what the text declares; a text without `lr` has 0.1.
#[derive(Clone, Debug)]
pub struct Written {
    text: String,
    rule: Arc<formula::Rule>,
    /// As the rule declares them; lr first, declared or not.
    values: Vec<(String, f64)>,
    /// The values without lr.
    others: Vec<f64>,
}

/// What `"written"` alone means: gradient descent.
const PLAIN: &str = "param lr = 0.1\nw = w - lr*g";

const LR: Field = Field { range: formula::RATES, ..Field::new("lr", "") };

impl Default for Written {
    fn default() -> Written {
        let mut written = Written { text: PLAIN.into(), rule: Arc::default(), values: Vec::new(), others: Vec::new() };
        // the text above compiles, as a test shows
        if let Ok(rule) = formula::Rule::new(PLAIN, &[]) {
            written.take(rule);
        }
        written
    }
}

impl PartialEq for Written {
    fn eq(&self, other: &Written) -> bool {
        (&self.text, &self.values) == (&other.text, &other.values)
    }
}

impl Written {
    fn take(&mut self, rule: formula::Rule) {
        let lr = rule.params.iter().find(|(name, _)| name == "lr").map_or(0.1, |(_, x)| *x);
        self.values = vec![("lr".to_owned(), lr)];
        self.values.extend(rule.params.iter().filter(|(name, _)| name != "lr").cloned());
        self.rule = Arc::new(rule);
        self.settle();
    }

    fn settle(&mut self) {
        self.others = self.values.iter().skip(1).map(|(_, x)| *x).collect();
    }
}

impl Slot for Written {
    fn read(&mut self, json: &Json, _: &Field, path: &mut Path) -> Result<(), Error> {
        let Json::Object(entries) = json else { return path.wrong(Code::ExpectedObject, json) };
        if let Some(text) = json.get("text") {
            path.at("text", |path| {
                self.text.read(text, &Field::new("text", ""), path)?;
                let rule = formula::Rule::new(&self.text, path.given()).map_err(|error| path.place(error))?;
                self.take(rule);
                Ok(())
            })?;
        }
        for (key, value) in entries.iter().filter(|(key, _)| key != "text") {
            let known = self.values.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
            let Some((name, x)) = self.values.iter_mut().find(|(name, _)| name == key) else {
                let reason = Code::UnknownField.with([&Json::text(key).glance(), &format!("text, {known}")]);
                return path.at_key(key, |path| Err(path.error(reason)));
            };
            let field = if name == "lr" { LR } else { Field::new("", "") };
            path.at(name, |path| x.read(value, &field, path))?;
        }
        self.settle();
        Ok(())
    }

    fn write(&self, form: Form) -> Option<Json> {
        let declared = |name: &str| self.rule.params.iter().find(|(known, _)| known == name).map(|(_, x)| *x);
        let changed = |name: &str, x: f64| declared(name).unwrap_or(0.1) != x;
        let text = (form == Form::Full || self.text != PLAIN).then(|| ("text", Json::text(self.text.as_str())));
        let values = self.values.iter().filter(|(name, x)| form == Form::Full || changed(name, *x));
        Some(Json::object(
            text.into_iter().chain(values.map(|(name, x)| (name.as_str(), Json::Number(*x)))).collect::<Vec<_>>(),
        ))
    }

    #[cfg(feature = "schema")]
    fn describe(&self, _: &Field, schema: &mut Schema) -> Json {
        let text = String::new().describe(&Field::new("text", ""), schema);
        let number = 0.0_f64.describe(&Field::new("", ""), schema);
        Json::object([
            ("type", Json::text("object")),
            ("description", Json::text("A rule in the rule language, and its hyper-parameters by name.")),
            ("properties", Json::object([("text", text)])),
            ("additionalProperties", number),
        ])
    }
}

impl Rule for Written {
    const LABEL: &'static str = "Written";
    const FORGETS: bool = true;
    const WANTED: Wanted = Wanted::Asked;

    fn lr(&self) -> f64 {
        self.values.first().map_or(0.1, |(_, lr)| *lr)
    }

    fn slots(&self) -> Vec<&str> {
        self.rule.state.iter().map(String::as_str).collect()
    }

    fn text(&self) -> String {
        self.text.clone()
    }

    fn compiled(&self) -> Option<(formula::Rule, Vec<f64>)> {
        Some(((*self.rule).clone(), self.others.clone()))
    }

    fn gradients(&self) -> usize {
        self.rule.gradients().max(1)
    }

    fn update<T: Real>(
        &self,
        at: At,
        w: &mut [T],
        state: &mut [T],
        room: &mut Room<T>,
        gradient: &mut dyn FnMut(&[T], &mut [T]),
    ) {
        self.rule.update(&mut room.own, (at.t, at.lr, &self.others), w, state, gradient);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Form::{Canonical, Full};

    fn read(text: &str) -> Result<Written, String> {
        let mut written = Written::default();
        let json = Json::parse(text).unwrap();
        written.read(&json, &Field::new("", ""), &mut Path::default()).map(|()| written).map_err(|e| e.to_string())
    }

    #[test]
    fn the_documents_values_go_before_the_texts_and_are_left_out_where_equal() {
        let text = "param k = 2, lr = 0.3\nw = w - k*lr*g";
        for (fields, canonical, lr, others) in [
            ("", "", 0.3, [2.0]),
            (r#","k":5"#, r#""k":5,"#, 0.3, [5.0]),
            (r#","k":2,"lr":0.3"#, "", 0.3, [2.0]),
            (r#","lr":0.1"#, r#""lr":0.1,"#, 0.1, [2.0]),
        ] {
            let text = Json::text(text).canonical();
            let written = read(&format!(r#"{{"text":{text}{fields}}}"#)).unwrap();
            assert_eq!((written.lr(), written.compiled().unwrap().1), (lr, others.to_vec()));
            assert_eq!(written.write(Canonical).unwrap().canonical(), format!(r#"{{{canonical}"text":{text}}}"#));
            assert_eq!(read(&written.write(Full).unwrap().canonical()), Ok(written));
        }
        // a text without lr has one
        assert_eq!(read(r#"{"text":"w = w - g"}"#).unwrap().lr(), 0.1);
        assert_eq!(read(r#"{"lr":0.1}"#).unwrap().write(Canonical), read("{}").unwrap().write(Canonical));
    }

    #[test]
    fn what_is_wrong_with_a_rule_is_said_at_its_place() {
        for (text, message) in [
            (r#"{"k":1}"#, "k: there is no field \"k\" here; there are text, lr"),
            (r#"{"lr":-1}"#, "lr: -1 is outside 0 ≤ lr ≤ 1000000"),
            (r#"{"text":"param k = 1\nw = w - k*g","q":1}"#, "q: there is no field \"q\" here; there are text, lr, k"),
            (r#"{"text":"param k = 1\nw = w - k*g","k":"1"}"#, "k: expected a number, found \"1\""),
            (r#"{"text":7}"#, "text: expected a text in quotation marks, found 7"),
            (r#"{"text":"w = w - q*g"}"#, "text, column 9: there is no q here; there are w, t, lr, g, pi, e"),
            (r#"{"text":"lr*g"}"#, "text, column 3: expected '=' after the name, found '*'"),
            (r#"{"text":"param lr = 0 - 1\nw = w - lr*g"}"#, "text, column 12: -1 is outside 0 ≤ lr ≤ 1000000"),
            (r#"{"text":"a = g"}"#, "text, column 1: this rule never moves: it needs a line like w = w - lr*g"),
            (
                r#"{"text":"param text = 1\nw = w - g"}"#,
                "text, column 7: text already means something here; choose another name",
            ),
        ] {
            assert_eq!(read(text).unwrap_err(), message, "{text}");
        }
    }
}
