//! Rows of one's own: numbers in the document.

use super::{Examples, Kind, Size, Targets, kind};
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
                Some(at) => path.item(at, |path| length(wanted, lists[at].len(), path)),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Rows, String> {
        let mut rows = Rows::default();
        let json = Json::parse(text).unwrap();
        let read = Path::default().at("task.network.data.rows", |path| rows.read(&json, &Field::new("rows", ""), path));
        read.map(|()| rows).map_err(|error| error.to_string())
    }

    #[test]
    fn targets_are_classes_where_no_number_from_0_is_missing() {
        let classes = |count, labels: &[u32]| Some(Targets::Classes { count, labels: labels.to_vec() });
        for (targets, kind, asked) in [
            ("[0,1,1]", Kind::Classes(2), classes(2, &[0, 1, 1])),
            ("[2,0,1]", Kind::Classes(3), classes(3, &[2, 0, 1])),
            ("[3,0,1]", Kind::Numbers { width: 1, classes: Some(4) }, classes(4, &[3, 0, 1])),
            ("[0,0,0]", Kind::Numbers { width: 1, classes: Some(1) }, classes(1, &[0, 0, 0])),
            ("[0,1,0.5]", Kind::Numbers { width: 1, classes: None }, None),
            ("[0,1,-1]", Kind::Numbers { width: 1, classes: None }, None),
            ("[0,1,1024]", Kind::Numbers { width: 1, classes: None }, None),
            ("[[0],[1],[1]]", Kind::Numbers { width: 1, classes: None }, classes(2, &[0, 1, 1])),
            ("[[0,1],[1,0],[1,0]]", Kind::Numbers { width: 2, classes: None }, None),
        ] {
            let rows = read(&format!(r#"{{"inputs":[[1,2],[3,4],[5,6]],"targets":{targets}}}"#)).unwrap();
            assert_eq!(rows.size(), Size { rows: 3, inputs: 2, kind }, "{targets}");
            let examples = rows.examples();
            assert_eq!(examples.inputs, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
            assert_eq!(matches!(examples.targets, Targets::Classes { .. }), matches!(kind, Kind::Classes(_)));
            assert_eq!(examples.targets.classes(), asked, "{targets}");
        }
    }

    #[test]
    fn what_is_wrong_with_rows_is_said_at_its_place() {
        for (inputs, targets, message) in [
            ("[]", "[]", "inputs: there are 0 here; 1 … 200000 are possible"),
            ("[[]]", "[1]", "inputs[0]: there are 0 here; 1 … 200000 are possible"),
            ("[[1],[2],[3],[4,5]]", "[1]", "inputs[3]: expected 1 values, found 2"),
            ("[[1],2]", "[1,2]", "inputs[1]: expected a list in [ ], found 2"),
            ("[[1],[null]]", "[1,2]", "inputs[1][0]: expected a number, found null"),
            ("[[1],[4e38]]", "[1,2]", "inputs[1][0]: 4e+38 is outside -3e+38 ≤ inputs ≤ 3e+38"),
            ("[[1],[2]]", "[1]", "targets: expected 2 values, found 1"),
            ("[[1],[2]]", "[1,[2]]", "targets[1]: expected a number, found [2]"),
            ("[[1],[2]]", "[[1],2]", "targets[1]: expected a list in [ ], found 2"),
            ("[[1],[2]]", "[[1],[2,3]]", "targets[1]: expected 1 values, found 2"),
            ("[[1],[2]]", "7", "targets: expected a list in [ ], found 7"),
        ] {
            let found = read(&format!(r#"{{"inputs":{inputs},"targets":{targets}}}"#));
            assert_eq!(found, Err(format!("task.network.data.rows.{message}")));
        }
        let missing = "task.network.data.rows.targets: this field has no default; add it";
        assert_eq!(read(r#"{"inputs":[[1]]}"#), Err(missing.into()));
    }

    #[test]
    fn rows_are_written_as_they_were() {
        for text in [r#"{"inputs":[[0.1,-2],[3,4]],"targets":[1,0]}"#, r#"{"inputs":[[1]],"targets":[[2.5,3]]}"#] {
            assert_eq!(read(text).unwrap().write(Form::Canonical).map(|json| json.canonical()).as_deref(), Some(text));
        }
    }
}
