//! Columns of one's own: numbers in the document, by name.

use crate::error::{Code, Error};
#[cfg(feature = "schema")]
use crate::fields::Schema;
use crate::fields::{Field, Form, Path, Slot};
use crate::formula;
use crate::json::Json;

/// Columns by name, in the document's order, all of one length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns(pub Vec<(String, Vec<f64>)>);

const COLUMNS: usize = 16;

/// What each column is read as.
const COLUMN: Field = Field { count: [1, 200_000], ..Field::new("", "") };

impl Slot for Columns {
    fn read(&mut self, json: &Json, _: &Field, path: &mut Path) -> Result<(), Error> {
        let Json::Object(entries) = json else { return path.wrong(Code::ExpectedObject, json) };
        if !(1..=COLUMNS).contains(&entries.len()) {
            let range = format!("1 … {COLUMNS}");
            return Err(path.error(Code::OutOfCount.with([&entries.len().to_string(), &range])));
        }
        self.0.clear();
        for (name, list) in entries {
            let values = path.at_key(name, |path| self.column(name, list, path))?;
            self.0.push((name.clone(), values));
        }
        Ok(())
    }

    fn write(&self, form: Form) -> Option<Json> {
        Some(Json::object(
            self.0.iter().filter_map(|(name, values)| Some((name.as_str(), values.write(form)?))).collect::<Vec<_>>(),
        ))
    }

    #[cfg(feature = "schema")]
    fn describe(&self, _: &Field, schema: &mut Schema) -> Json {
        Json::object([
            ("type", Json::text("object")),
            ("propertyNames", Json::object([("pattern", Json::text("^[A-Za-z_][A-Za-z0-9_]{0,31}$"))])),
            ("additionalProperties", Vec::<f64>::new().describe(&COLUMN, schema)),
            ("minProperties", Json::Number(1.0)),
            ("maxProperties", Json::Number(COLUMNS as f64)),
        ])
    }
}

impl Columns {
    /// The next column, as long as the first.
    fn column(&self, name: &str, list: &Json, path: &mut Path) -> Result<Vec<f64>, Error> {
        // x and y are the parameters, t is kept for the time
        formula::check_name(name, &["x", "y", "t"]).map_err(|reason| path.error(reason))?;
        let mut values = Vec::new();
        values.read(list, &COLUMN, path)?;
        match self.0.first() {
            Some((first, wanted)) if wanted.len() != values.len() => {
                let [found, wanted] = [values.len(), wanted.len()].map(|n| n.to_string());
                Err(path.error(Code::ColumnLength.with([name, &found, first, &wanted])))
            }
            _ => Ok(values),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Columns, String> {
        let mut columns = Columns(vec![("old".into(), vec![0.0])]);
        let json = Json::parse(text).unwrap();
        let read = Path::default().at("columns", |path| columns.read(&json, &COLUMN, path));
        read.map(|()| columns).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_wrong_with_columns_is_said_at_its_place() {
        let many: Vec<_> = (0..17).map(|i| format!(r#""a{i}":[1]"#)).collect();
        let long = "a".repeat(33);
        for (text, message) in [
            ("[1]".into(), "columns: expected an object in braces, found [1]".into()),
            ("{}".into(), "columns: there are 0 here; 1 … 16 are possible".into()),
            (format!("{{{}}}", many.join(",")), "columns: there are 17 here; 1 … 16 are possible".into()),
            (r#"{"u":7}"#.into(), "columns.u: expected a list in [ ], found 7".into()),
            (r#"{"u":[]}"#.into(), "columns.u: there are 0 here; 1 … 200000 are possible".to_owned()),
            (
                format!(r#"{{"u":[{}1]}}"#, "1,".repeat(200_000)),
                "columns.u: there are 200001 here; 1 … 200000 are possible".into(),
            ),
            (r#"{"u":[1,2],"v":[1,2,3,"4"]}"#.into(), "columns.v[3]: expected a number, found \"4\"".into()),
            (
                r#"{"u":[1,2],"v":[1,2],"w":[1]}"#.into(),
                "columns.w: w has 1 values, but u has 2; a row needs one of each".into(),
            ),
        ] {
            assert_eq!(read(&text), Err(message));
        }
        for name in ["", "2u", "a b", "é", "u.v", &long] {
            let found = Json::text(name).glance();
            let message = format!(
                "columns.{}: {found} cannot be a name; take a letter or _ first, then letters, digits and _, at most 32 in all",
                if name == "2u" || name == long { name } else { &found }
            );
            assert_eq!(read(&format!("{{{}:[1]}}", Json::text(name).canonical())), Err(message), "{name}");
        }
        for name in ["x", "y", "t", "e", "pi", "let", "if", "sin", "hypot"] {
            let message = format!("columns.{name}: \"{name}\" already means something here; choose another name");
            assert_eq!(read(&format!(r#"{{"{name}":[1]}}"#)), Err(message));
        }
    }

    #[cfg(feature = "schema")]
    #[test]
    fn the_schema_has_the_same_limits() {
        let schema = Columns::default().describe(&COLUMN, &mut Schema::default()).canonical();
        for limit in [r#""maxItems":200000,"minItems":1"#, r#""maxProperties":16,"minProperties":1"#, "{0,31}"] {
            assert!(schema.contains(limit), "{schema}");
        }
    }

    #[test]
    fn columns_keep_the_documents_order() {
        let text = r#"{"v":[1,-2.5],"_u9":[0,3],"X":[0,0]}"#;
        let columns = read(text).unwrap();
        assert_eq!(columns.0[1], ("_u9".into(), vec![0.0, 3.0]));
        assert_eq!(columns.write(Form::Full), Json::parse(text).ok());
    }
}
