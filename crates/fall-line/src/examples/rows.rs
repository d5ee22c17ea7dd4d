//! Rows of one's own: numbers in the document.

use super::{CLASSES, Examples, Kind, Size, Targets};
use crate::error::{Code, Error};
#[cfg(feature = "schema")]
use crate::fields::Schema;
use crate::fields::{Field, Form, Path, Slot, fields};
use crate::json::Json;

fields! {
    /// Rows given as they are.
    pub struct GivenRows {
        inputs: Vec<Vec<f64>> = Vec::new(), in -3e38..=3e38, count 1..=200000, (required), "The inputs of each row.";
        targets: Answers = Answers::default(), in -3e38..=3e38, count 1..=200000, (required),
            "What should come out of each row: class numbers from 0, or for regression numbers or lists of numbers.";
    }
}

/// Rows of one's own, one target each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows(GivenRows);

/// What should come out: a number a row, or a list a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Answers {
    /// A number each: of a class, or to be met.
    Plain(Vec<f64>),
    /// Numbers to be met.
    Lists(Vec<Vec<f64>>),
}

impl Rows {
    /// How many rows, inputs and outputs.
    pub fn size(&self) -> Size {
        let kind = match &self.0.targets {
            Answers::Plain(values) => kind(values),
            Answers::Lists(lists) => Kind::Numbers { width: lists.first().map_or(0, Vec::len), classes: None },
        };
        Size { rows: self.0.inputs.len(), inputs: self.width(), kind }
    }

    /// The rows as the engine has them.
    pub fn examples(&self) -> Examples {
        let targets = match (&self.0.targets, self.size().kind) {
            (Answers::Plain(values), Kind::Classes(count)) => {
                Targets::Classes { count, labels: values.iter().map(|&x| x as u32).collect() }
            }
            (Answers::Plain(values), _) => {
                Targets::Numbers { width: 1, values: values.iter().map(|&x| x as f32).collect() }
            }
            (Answers::Lists(lists), _) => Targets::Numbers {
                width: lists.first().map_or(0, Vec::len),
                values: lists.iter().flatten().map(|&x| x as f32).collect(),
            },
        };
        let inputs = self.0.inputs.iter().flatten().map(|&x| x as f32).collect();
        Examples { width: self.width(), inputs, targets, ..Examples::default() }
    }

    fn width(&self) -> usize {
        self.0.inputs.first().map_or(0, Vec::len)
    }

    /// Rows as long as the first, and a target for each.
    fn check(&self, path: &mut Path) -> Result<(), Error> {
        let same = |lists: &[Vec<f64>], path: &mut Path| {
            let wanted = lists.first().map_or(0, Vec::len);
            match lists.iter().position(|list| list.len() != wanted) {
                Some(at) => path.at(&format!("[{at}]"), |path| length(wanted, lists[at].len(), path)),
                None => Ok(()),
            }
        };
        path.at("inputs", |path| same(&self.0.inputs, path))?;
        path.at("targets", |path| {
            let found = match &self.0.targets {
                Answers::Plain(values) => values.len(),
                Answers::Lists(lists) => {
                    same(lists, path)?;
                    lists.len()
                }
            };
            length(self.0.inputs.len(), found, path)
        })
    }
}

/// Classes, where every number from 0 to the greatest occurs; other whole numbers may be meant as either.
fn kind(values: &[f64]) -> Kind {
    let mut seen = vec![false; CLASSES];
    for &x in values {
        match seen.get_mut(x as usize) {
            Some(seen) if f64::from(x as u32) == x => *seen = true,
            _ => return Kind::Numbers { width: 1, classes: None },
        }
    }
    let count = seen.iter().rposition(|&seen| seen).map_or(0, |last| last + 1);
    if count > 1 && seen.iter().take(count).all(|&seen| seen) {
        Kind::Classes(count)
    } else {
        Kind::Numbers { width: 1, classes: Some(count) }
    }
}

fn length(wanted: usize, found: usize, path: &Path) -> Result<(), Error> {
    if wanted == found {
        return Ok(());
    }
    Err(path.error(Code::ExpectedLength.with([&wanted.to_string(), &found.to_string()])))
}

impl Slot for Rows {
    fn read(&mut self, json: &Json, field: &Field, path: &mut Path) -> Result<(), Error> {
        self.0.read(json, field, path)?;
        self.check(path)
    }

    fn write(&self, form: Form) -> Option<Json> {
        self.0.write(form)
    }

    #[cfg(feature = "schema")]
    fn describe(&self, field: &Field, schema: &mut Schema) -> Json {
        self.0.describe(field, schema)
    }
}

impl Default for Answers {
    fn default() -> Self {
        Answers::Plain(Vec::new())
    }
}

impl Slot for Answers {
    fn read(&mut self, json: &Json, field: &Field, path: &mut Path) -> Result<(), Error> {
        // the first row tells which: the others are read alike
        let lists = matches!(json, Json::List(items) if matches!(items.first(), Some(Json::List(_))));
        *self = if lists {
            let mut values = Vec::<Vec<f64>>::new();
            values.read(json, field, path)?;
            Answers::Lists(values)
        } else {
            let mut values = Vec::<f64>::new();
            values.read(json, field, path)?;
            Answers::Plain(values)
        };
        Ok(())
    }

    fn write(&self, form: Form) -> Option<Json> {
        match self {
            Answers::Plain(values) => values.write(form),
            Answers::Lists(lists) => lists.write(form),
        }
    }

    #[cfg(feature = "schema")]
    fn describe(&self, field: &Field, schema: &mut Schema) -> Json {
        let either = [Vec::<f64>::new().describe(field, schema), Vec::<Vec<f64>>::new().describe(field, schema)];
        Json::object([("anyOf", Json::List(either.to_vec()))])
    }
}
