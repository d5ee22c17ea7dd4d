//! Constants that a document gives a name, as numbers or drawn from the seed.

use crate::error::{Code, Error};
#[cfg(feature = "schema")]
use crate::fields::Schema;
use crate::fields::{Field, Form, Path, Slot, fields};
use crate::formula;
use crate::json::Json;
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
        match self.step {
            // a little more than the quotient, so that 0.1 … 0.3 by 0.1 are three
            Some(step) => {
                self.from + step * libm::floor(uniform * (libm::floor((self.to - self.from) / step + 1e-9) + 1.0))
            }
            None => self.from + (self.to - self.from) * uniform,
        }
    }

    fn check(&self, path: &mut Path) -> Result<(), Error> {
        if self.to < self.from || !(self.to - self.from).is_finite() {
            let [from, to] = [self.from, self.to].map(crate::number::print);
            return path.at("to", |path| Err(path.error(Code::OutOfRange.with([&to, &format!("{from} ≤ to")]))));
        }
        if let Some(step) = self.step.filter(|&step| step <= 0.0 || (self.to - self.from) / step > 1e15) {
            let found = crate::number::print(step);
            return path.at("step", |path| Err(path.error(Code::OutOfRange.with([&found, "0 < step"]))));
        }
        Ok(())
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
        Some(Json::object(entries))
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
