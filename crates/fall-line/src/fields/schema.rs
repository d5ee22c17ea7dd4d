//! The tables as JSON Schema (draft 2020-12).

use super::{Choice, Field, Form, Range, Record, Slot};
use crate::json::Json;

/// The named types met so far.
#[derive(Default)]
pub struct Schema {
    defs: Vec<(String, Json)>,
    plain: bool,
}

impl Schema {
    /// The schema of documents of type `R`.
    pub fn of<R: Record>(title: &str) -> Json {
        let mut schema = Schema::default();
        R::default().describe(&Field::new("", ""), &mut schema);
        let (_, Json::Object(mut root)) = schema.defs.remove(0) else { return Json::Null };
        root.insert(0, ("$schema".into(), Json::text("https://json-schema.org/draft/2020-12/schema")));
        root.insert(1, ("title".into(), Json::text(title)));
        root.push(("$defs".into(), Json::Object(schema.defs)));
        Json::Object(root)
    }

    /// A reference to the type `name`, which `make` describes the first time.
    pub(super) fn named(&mut self, name: &str, make: impl FnOnce(&mut Schema) -> Json) -> Json {
        if self.defs.iter().all(|(known, _)| known != name) {
            let place = self.defs.len();
            self.defs.push((name.into(), Json::Null));
            self.defs[place].1 = make(self);
        }
        Json::object([("$ref", Json::text(format!("#/$defs/{name}")))])
    }

    /// An enum tagged from outside: a key alone, or an object of one key.
    pub(crate) fn choice<C: Choice>(&mut self) -> Json {
        self.named(C::NAME, |schema| {
            let keys = C::KEYS.iter().map(|&key| Json::text(key)).collect();
            let objects = C::all().map(|choice| {
                let inner = choice.slot().describe(&Field::new("", ""), schema);
                object("", vec![(choice.key().into(), inner)], vec![choice.key()])
            });
            let either = std::iter::once(Json::object([("enum", Json::List(keys))])).chain(objects).collect();
            Json::object([("description", Json::text(C::DOC.trim())), ("anyOf", Json::List(either))])
        })
    }

    pub(super) fn number(&mut self, kind: &str, range: Range) -> Json {
        let mut entries = vec![("type", Json::text(kind))];
        if range.low > f64::MIN {
            entries.push(("minimum", Json::Number(range.low)));
        }
        if range.high < f64::MAX {
            entries.push((if range.open { "exclusiveMaximum" } else { "maximum" }, Json::Number(range.high)));
        }
        let number = Json::object(entries);
        if kind != "number" || self.plain {
            return number;
        }
        let formula = Json::object([
            ("type", Json::text("string")),
            ("description", Json::text("A formula of the document's constants, `given`.")),
        ]);
        Json::object([("anyOf", Json::List(vec![number, formula]))])
    }

    pub(super) fn list(&mut self, items: Json, count: [usize; 2]) -> Json {
        let mut entries = vec![("type", Json::text("array")), ("items", items)];
        if count[0] > 0 {
            entries.push(("minItems", Json::Number(count[0] as f64)));
        }
        if count[1] < usize::MAX {
            entries.push(("maxItems", Json::Number(count[1] as f64)));
        }
        Json::object(entries)
    }
}

pub(super) fn record(doc: &str, fields: &[Field], defaults: &[&dyn Slot], schema: &mut Schema) -> Json {
    let properties = fields.iter().zip(defaults).map(|(field, default)| {
        let plain = schema.plain;
        schema.plain |= field.plain;
        let described = default.describe(field, schema);
        schema.plain = plain;
        let Json::Object(mut entries) = described else { unreachable!("schemas are objects") };
        entries.insert(0, ("description".into(), Json::text(field.doc)));
        if let Some(default) = default.write(Form::Canonical).filter(|_| !field.required) {
            entries.push(("default".into(), default));
        }
        (field.name.to_owned(), Json::Object(entries))
    });
    let properties = properties.collect();
    object(doc, properties, fields.iter().filter(|field| field.required).map(|field| field.name).collect())
}

fn object(doc: &str, properties: Vec<(String, Json)>, required: Vec<&str>) -> Json {
    let mut entries = vec![("type", Json::text("object")), ("properties", Json::Object(properties))];
    if !doc.is_empty() {
        entries.insert(0, ("description", Json::text(doc.trim())));
    }
    if !required.is_empty() {
        entries.push(("required", Json::List(required.into_iter().map(Json::text).collect())));
    }
    entries.push(("additionalProperties", Json::Bool(false)));
    Json::object(entries)
}
