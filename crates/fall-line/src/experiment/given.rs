//! Constants that a document gives a name, as numbers or drawn from the seed.

use crate::error::{Code, Error};
#[cfg(feature = "schema")]
use crate::fields::Schema;
use crate::fields::{Field, Form, Path, Slot, fields};
use crate::formula;
use crate::json::Json;
use crate::number;
use crate::rng::{Rng, Stream};

/// Constants by name, in the document's order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Given(Vec<(String, Constant)>);

#[derive(Clone, Debug, PartialEq)]
enum Constant {
    Number(f64),
    Drawn(Draw),
}

fields! {
    /// A constant drawn from the seed: `from`, or so many steps further, up to `to`; without `step`, anything between.
    pub struct Draw {
        from: f64 = 0.0, (required), "The least value.";
        to: f64 = 0.0, (required), "The greatest value.";
        step: Option<f64>, "How far possible values lie apart.";
    }
}

const COUNT: usize = 32;

impl Given {
    /// Whether any is drawn.
    pub fn draws(&self) -> bool {
        self.0.iter().any(|(_, constant)| matches!(constant, Constant::Drawn(_)))
    }

    /// The names with their values. Drawn ones take two words of the seed's data stream each, in the order of their
    /// names, so that the order of the document does not matter.
    pub fn values(&self, seed: u32) -> Vec<(String, f64)> {
        let mut rng = Rng::new(seed, Stream::Data);
        let mut values: Vec<(String, f64)> = Vec::new();
        for (name, constant) in &self.0 {
            let place = values.partition_point(|(other, _)| other < name);
            let start = if let Constant::Number(x) = constant { *x } else { f64::NAN };
            values.insert(place, (name.clone(), start));
        }
        for (name, value) in &mut values {
            if let Some((_, Constant::Drawn(draw))) = self.0.iter().find(|(known, _)| known == name) {
                *value = draw.value(rng.uniform());
            }
        }
        values
    }
}

impl Draw {
    fn value(&self, uniform: f64) -> f64 {
        let Draw { from, to, step } = *self;
        let x = match step {
            // a little more than the quotient, so that 0.1 … 0.3 by 0.1 are three
            Some(step) => from + step * libm::floor(uniform * (libm::floor((to - from) / step + 1e-9) + 1.0)),
            None => from + (to - from) * uniform,
        };
        // and the last of them is 0.3, where the sum is a little more
        if x < to { x } else { to }
    }

    fn check(&self, path: &mut Path) -> Result<(), Error> {
        if self.to < self.from || !(self.to - self.from).is_finite() {
            let [from, to] = [self.from, self.to].map(number::print);
            return path.at("to", |path| Err(path.error(Code::OutOfRange.with([&to, &format!("{from} ≤ to")]))));
        }
        // more values than there are numbers between
        let least = (self.to - self.from) / 1e15;
        if let Some(step) = self.step.filter(|&step| step <= 0.0 || step < least) {
            let range = if step <= 0.0 { "0 < step".to_owned() } else { format!("{} ≤ step", number::print(least)) };
            return path.at("step", |path| Err(path.error(Code::OutOfRange.with([&number::print(step), &range]))));
        }
        Ok(())
    }
}

/// The value of a formula of constants.
pub(super) fn value(text: &str, given: &[(String, f64)]) -> Result<f64, Error> {
    let x = formula::number(text, given)?;
    if x.is_finite() { Ok(x) } else { Err(Error::at("", Code::FormulaFinite.with([&number::print(x)]))) }
}

/// Puts formulas where numbers were written so: their places, and the formulas.
pub(super) fn write(formulas: &[(String, String)], json: &mut Json) {
    for (path, text) in formulas {
        json.put(path, Json::text(text.as_str()));
    }
}

/// Words of rules too: a constant hides nothing.
const OWN: [&str; 9] = ["x", "y", "w", "g", "t", "lr", "grad", "param", "state"];

impl Slot for Given {
    fn read(&mut self, json: &Json, field: &Field, path: &mut Path) -> Result<(), Error> {
        let Json::Object(entries) = json else { return path.wrong(Code::ExpectedObject, json) };
        if entries.len() > COUNT {
            let reason = Code::OutOfCount.with([&entries.len().to_string(), &format!("0 … {COUNT}")]);
            return Err(path.error(reason));
        }
        self.0.clear();
        for (name, value) in entries {
            let constant = path.at_key(name, |path| {
                formula::check_name(name, &OWN).map_err(|reason| path.error(reason))?;
                if let Json::Object(_) = value {
                    let mut draw = Draw::default();
                    draw.read(value, field, path)?;
                    draw.check(path)?;
                    return Ok(Constant::Drawn(draw));
                }
                let mut x = 0.0;
                x.read(value, &Field::new("", ""), path)?;
                Ok(Constant::Number(x))
            })?;
            self.0.push((name.clone(), constant));
        }
        Ok(())
    }

    fn write(&self, form: Form) -> Option<Json> {
        let entries = self.0.iter().filter_map(|(name, constant)| {
            let value = match constant {
                Constant::Number(x) => x.write(form),
                Constant::Drawn(draw) => draw.write(form),
            };
            Some((name.as_str(), value?))
        });
        Some(Json::object(entries.collect::<Vec<_>>()))
    }

    #[cfg(feature = "schema")]
    fn describe(&self, _: &Field, schema: &mut Schema) -> Json {
        let field = Field::new("", "");
        let either = [0.0_f64.describe(&field, schema), Draw::default().describe(&field, schema)];
        Json::object([
            ("type", Json::text("object")),
            ("additionalProperties", Json::object([("anyOf", Json::List(either.to_vec()))])),
        ])
    }
}

#[cfg(test)]
mod tests {
    use crate::experiment::Experiment;

    fn parse(beside: &str) -> Result<Experiment, String> {
        Experiment::parse(&format!(r#"{{"task":"surface",{beside}}}"#)).map_err(|error| error.to_string())
    }

    fn values(given: &str, seed: u32) -> Vec<(String, f64)> {
        parse(&format!(r#""given":{given},"seed":{seed}"#)).unwrap().given
    }

    /// The first numbers of this seed: 0.5715…, 0.7027…, 0.7244…, 0.0685….
    #[test]
    fn constants_are_drawn_in_the_order_of_their_names() {
        let drawn = r#"{"from":10,"to":20}"#;
        let expected = [("a", 15.71549009175956), ("b", 7.0), ("c", 17.02758974608626), ("d", 17.24408230615098)];
        for given in [
            format!(r#"{{"a":{drawn},"b":7,"c":{drawn},"d":{drawn}}}"#),
            format!(r#"{{"d":{drawn},"c":{drawn},"b":7,"a":{drawn}}}"#),
        ] {
            let found = values(&given, 9);
            let near = found.iter().zip(expected).all(|((name, x), (known, y))| name == known && (x - y).abs() < 1e-13);
            assert!(near && found.len() == 4, "{found:?}");
        }
    }

    #[test]
    fn every_value_from_one_end_to_the_other_is_drawn_and_no_other() {
        for (draw, expected) in [
            (r#"{"from":10,"to":40,"step":10}"#, &[10.0, 20.0, 30.0, 40.0][..]),
            (r#"{"from":10,"to":39,"step":10}"#, &[10.0, 20.0, 30.0]),
            (r#"{"from":0.1,"to":0.3,"step":0.1}"#, &[0.1, 0.2, 0.3]),
            (r#"{"from":-1,"to":1,"step":1}"#, &[-1.0, 0.0, 1.0]),
            (r#"{"from":5,"to":6,"step":7}"#, &[5.0]),
            (r#"{"from":5,"to":5}"#, &[5.0]),
            (r#"{"from":5,"to":5,"step":1e-300}"#, &[5.0]),
        ] {
            let mut seen: Vec<f64> = (0..200).map(|seed| values(&format!(r#"{{"a":{draw}}}"#), seed)[0].1).collect();
            seen.sort_by(f64::total_cmp);
            seen.dedup();
            assert_eq!(seen, expected, "{draw}");
        }
        for (from, to) in [(0.0, 1.0), (-1e308, 0.0), (1.0, 1.0000000000000002), (0.1, 0.7)] {
            let given = format!(r#"{{"a":{{"from":{from:e},"to":{to:e}}}}}"#);
            assert!((0..200).all(|seed| (from..=to).contains(&values(&given, seed)[0].1)), "{given}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_constant_is_said_at_its_place() {
        let many: Vec<_> = (0..33).map(|i| format!(r#""a{i}":1"#)).collect();
        for (given, message) in [
            ("7".into(), "given: expected an object in braces, found 7"),
            (format!("{{{}}}", many.join(",")), "given: there are 33 here; 0 … 32 are possible"),
            (r#"{"a":"2"}"#.into(), "given.a: expected a number, found \"2\""),
            (r#"{"b":2,"a":"2b"}"#.into(), "given.a: expected a number, found \"2b\""),
            (r#"{"a":[1]}"#.into(), "given.a: expected a number, found [1]"),
            (r#"{"a":{}}"#.into(), "given.a.from: this field has no default; add it"),
            (r#"{"a":{"from":1}}"#.into(), "given.a.to: this field has no default; add it"),
            (r#"{"a":{"from":1,"to":0}}"#.into(), "given.a.to: 0 is outside 1 ≤ to"),
            (r#"{"a":{"from":-1e308,"to":1e308}}"#.into(), "given.a.to: 1e+308 is outside -1e+308 ≤ to"),
            (
                r#"{"a":{"from":0,"to":1,"by":1}}"#.into(),
                "given.a.by: there is no field \"by\" here; there are from, to, step",
            ),
            (r#"{"a":{"from":0,"to":1,"step":0}}"#.into(), "given.a.step: 0 is outside 0 < step"),
            (r#"{"a":{"from":0,"to":1,"step":-1}}"#.into(), "given.a.step: -1 is outside 0 < step"),
            (r#"{"a":{"from":0,"to":1,"step":1e-16}}"#.into(), "given.a.step: 1e-16 is outside 1e-15 ≤ step"),
            (
                r#"{"2a":1}"#.into(),
                "given.2a: \"2a\" cannot be a name; take a letter or _ first, then letters, digits and _, at most 32 in all",
            ),
        ] {
            assert_eq!(parse(&format!(r#""given":{given}"#)).unwrap_err(), message);
        }
        for name in ["x", "y", "w", "g", "t", "lr", "grad", "param", "state", "let", "if", "sin", "max", "pi", "e"] {
            let message = format!("given.{name}: \"{name}\" already means something here; choose another name");
            assert_eq!(parse(&format!(r#""given":{{"{name}":1}}"#)).unwrap_err(), message);
        }
        let hidden = r#"{"task":{"surface":{"data":"line"}},"given":{"v":1}}"#;
        let message = "given.v: \"v\" already means something here; choose another name";
        assert_eq!(Experiment::parse(hidden).unwrap_err().to_string(), message);
        assert!(parse(r#""given":{"rosenbrock":1,"_":2,"A9":3,"momentum":4}"#).is_ok());
    }
}
