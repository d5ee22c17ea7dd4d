//! A rule of one's own, in the rule language.

use super::{At, Rule, Scratch};
use crate::error::{Code, Error};
#[cfg(feature = "schema")]
use crate::fields::Schema;
use crate::fields::{Field, Form, Path, Range, Slot};
use crate::formula;
use crate::json::Json;
use crate::real::Real;

/// A written rule: its text, and hyper-parameters where they differ from the text's defaults.
///
/// What a document gives goes before what the text declares; a text without `lr` has 0.1.
#[derive(Clone, Debug)]
pub struct Written {
    text: String,
    rule: Box<formula::Rule>,
    /// As the rule declares them; lr first, declared or not.
    values: Vec<(String, f64)>,
    /// The values without lr.
    others: Vec<f64>,
}

/// What `"written"` alone means: gradient descent.
const PLAIN: &str = "param lr = 0.1\nw = w - lr*g";

const LR: Field = Field { range: Range { low: 0.0, high: 1e6, open: false }, ..Field::new("lr", "") };

impl Default for Written {
    fn default() -> Written {
        let mut written = Written { text: PLAIN.into(), rule: Box::default(), values: Vec::new(), others: Vec::new() };
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
        *self.rule = rule;
        self.settle();
    }

    fn settle(&mut self) {
        self.others = self.values.iter().skip(1).map(|(_, x)| *x).collect();
    }

    /// The rule, compiled, and its hyper-parameters without lr.
    pub fn compiled(&self) -> (&formula::Rule, &[f64]) {
        (&self.rule, &self.others)
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
        Some(Json::object(text.into_iter().chain(values.map(|(name, x)| (name.as_str(), Json::Number(*x))))))
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

    fn lr(&self) -> f64 {
        self.values.first().map_or(0.1, |(_, lr)| *lr)
    }

    fn slots(&self) -> Vec<&str> {
        self.rule.state.iter().map(String::as_str).collect()
    }

    fn text(&self) -> String {
        self.text.clone()
    }

    fn update<T: Real>(
        &self,
        at: At,
        w: &mut [T],
        slots: &mut [Vec<T>],
        scratch: &mut Scratch<T>,
        gradient: &mut dyn FnMut(&[T], &mut [T]),
    ) {
        self.rule.update(&mut scratch.rule, (at.t, at.lr, &self.others), w, slots, gradient);
    }
}
