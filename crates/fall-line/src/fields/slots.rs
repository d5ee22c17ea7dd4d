//! The plain values that fields hold.

#[cfg(feature = "schema")]
use super::Schema;
use super::{Field, Form, Path, Slot, fields};
use crate::error::{Code, Error};
use crate::json::Json;
use crate::text::joined;

impl Slot for f64 {
    fn read(&mut self, json: &Json, field: &Field, path: &mut Path) -> Result<(), Error> {
        let x = match json {
            Json::Number(x) => *x,
            Json::Text(text) => match path.formula(text) {
                Some(value) => value?,
                None => return path.wrong(Code::ExpectedNumber, json),
            },
            _ => return path.wrong(Code::ExpectedNumber, json),
        };
        if !field.range.holds(x) {
            return Err(Error::told(|| path.error(field.range.outside(field.name, x))));
        }
        *self = x;
        Ok(())
    }

    fn write(&self, _: Form) -> Option<Json> {
        Some(Json::Number(*self))
    }

    #[cfg(feature = "schema")]
    fn describe(&self, field: &Field, schema: &mut Schema) -> Json {
        schema.number("number", field.range)
    }
}

impl Slot for u32 {
    fn read(&mut self, json: &Json, field: &Field, path: &mut Path) -> Result<(), Error> {
        let mut x = 0.0;
        match json {
            Json::Number(_) => x.read(json, field, path)?,
            _ => return path.wrong(Code::ExpectedInteger, json),
        }
        if f64::from(x as u32) != x {
            return path.wrong(Code::ExpectedInteger, json);
        }
        *self = x as u32;
        Ok(())
    }

    fn write(&self, _: Form) -> Option<Json> {
        Some(Json::Number(f64::from(*self)))
    }

    #[cfg(feature = "schema")]
    fn describe(&self, field: &Field, schema: &mut Schema) -> Json {
        schema.number("integer", field.range)
    }
}

impl Slot for bool {
    fn read(&mut self, json: &Json, _: &Field, path: &mut Path) -> Result<(), Error> {
        let Json::Bool(x) = *json else { return path.wrong(Code::ExpectedBool, json) };
        *self = x;
        Ok(())
    }

    fn write(&self, _: Form) -> Option<Json> {
        Some(Json::Bool(*self))
    }

    #[cfg(feature = "schema")]
    fn describe(&self, _: &Field, _: &mut Schema) -> Json {
        Json::object([("type", Json::text("boolean"))])
    }
}

impl Slot for String {
    fn read(&mut self, json: &Json, _: &Field, path: &mut Path) -> Result<(), Error> {
        let Json::Text(x) = json else { return path.wrong(Code::ExpectedText, json) };
        self.clone_from(x);
        Ok(())
    }

    fn write(&self, _: Form) -> Option<Json> {
        Some(Json::text(self.as_str()))
    }

    #[cfg(feature = "schema")]
    fn describe(&self, _: &Field, _: &mut Schema) -> Json {
        Json::object([("type", Json::text("string"))])
    }
}

/// A value that may be absent: then the program finds one, as the field's doc says.
impl<T: Slot + Default> Slot for Option<T> {
    fn read(&mut self, json: &Json, field: &Field, path: &mut Path) -> Result<(), Error> {
        self.insert(T::default()).read(json, field, path)
    }

    fn write(&self, form: Form) -> Option<Json> {
        self.as_ref().and_then(|value| value.write(form))
    }

    #[cfg(feature = "schema")]
    fn describe(&self, field: &Field, schema: &mut Schema) -> Json {
        T::default().describe(field, schema)
    }
}

impl<T: Slot + Default> Slot for Vec<T> {
    fn read(&mut self, json: &Json, field: &Field, path: &mut Path) -> Result<(), Error> {
        self.clear();
        read_items(json, field.count, path, &mut |_, item, path| {
            let mut value = T::default();
            value.read(item, field, path)?;
            self.push(value);
            Ok(())
        })
    }

    fn write(&self, form: Form) -> Option<Json> {
        Some(Json::List(self.iter().filter_map(|item| item.write(form)).collect()))
    }

    #[cfg(feature = "schema")]
    fn describe(&self, field: &Field, schema: &mut Schema) -> Json {
        let items = T::default().describe(field, schema);
        schema.list(items, field.count)
    }
}

/// Goes through a list of so many values, once for all types: `each` reads an item at its place.
fn read_items(
    json: &Json,
    [least, most]: [usize; 2],
    path: &mut Path,
    each: &mut dyn FnMut(usize, &Json, &mut Path) -> Result<(), Error>,
) -> Result<(), Error> {
    let Json::List(items) = json else { return path.wrong(Code::ExpectedList, json) };
    if !(least..=most).contains(&items.len()) {
        return Err(Error::told(|| {
            let [found, least, most] = [items.len(), least, most].map(|n| n.to_string());
            let exact = || Code::ExpectedLength.with([&least, &found]);
            let range = joined(&[&least, " … ", &most]);
            path.error(if least == most { exact() } else { Code::OutOfCount.with([&found, &range]) })
        }));
    }
    for (i, item) in items.iter().enumerate() {
        path.item(i, |path| each(i, item, path))?;
    }
    Ok(())
}

impl<const N: usize> Slot for [f64; N] {
    fn read(&mut self, json: &Json, field: &Field, path: &mut Path) -> Result<(), Error> {
        read_items(json, [N, N], path, &mut |i, item, path| self[i].read(item, field, path))
    }

    fn write(&self, _: Form) -> Option<Json> {
        Some(Json::numbers(self))
    }

    #[cfg(feature = "schema")]
    fn describe(&self, field: &Field, schema: &mut Schema) -> Json {
        let items = 0.0.describe(field, schema);
        schema.list(items, [N, N])
    }
}

/// A text for people: one for all, or one a language.
#[derive(Clone, Debug, PartialEq)]
pub enum Text {
    /// The same for every reader.
    Plain(String),
    /// One a language.
    Languages(Languages),
}

fields! {
    /// A text in each language; one may be missing.
    pub struct Languages {
        en: Option<String>, "English.";
        ko: Option<String>, "Korean.";
    }
}

impl Default for Text {
    fn default() -> Self {
        Text::Plain(String::new())
    }
}

impl Slot for Text {
    fn read(&mut self, json: &Json, field: &Field, path: &mut Path) -> Result<(), Error> {
        *self = if let Json::Object(_) = json {
            let mut languages = Languages::default();
            languages.read(json, field, path)?;
            Text::Languages(languages)
        } else {
            let mut text = String::new();
            text.read(json, field, path)?;
            Text::Plain(text)
        };
        Ok(())
    }

    fn write(&self, form: Form) -> Option<Json> {
        match self {
            Text::Plain(text) => text.write(form),
            Text::Languages(languages) => languages.write(form),
        }
    }

    #[cfg(feature = "schema")]
    fn describe(&self, field: &Field, schema: &mut Schema) -> Json {
        let either = [String::new().describe(field, schema), Languages::default().describe(field, schema)];
        Json::object([("anyOf", Json::List(either.to_vec()))])
    }
}

fields! {
    /// The seeds of what is random, each its own stream; as one number, the same seed for all four.
    pub struct Seed {
        data: u32 = 0, in 0.0..=4294967295.0, "Draws generated data and its split.";
        init: u32 = 0, in 0.0..=4294967295.0, "Draws the first weights.";
        shuffle: u32 = 0, in 0.0..=4294967295.0, "Orders the rows of each epoch.";
        noise: u32 = 0, in 0.0..=4294967295.0, "Adds the noise on gradients.";
    }
}

/// A seed as the document spells it: a number, or an object of four.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeedField(pub Seed);

impl Slot for SeedField {
    fn read(&mut self, json: &Json, field: &Field, path: &mut Path) -> Result<(), Error> {
        if let Json::Object(_) = json {
            return self.0.read(json, field, path);
        }
        let mut seed = 0;
        seed.read(json, field, path)?;
        self.0 = Seed { data: seed, init: seed, shuffle: seed, noise: seed };
        Ok(())
    }

    fn write(&self, form: Form) -> Option<Json> {
        let Seed { data, init, shuffle, noise } = self.0;
        if [init, shuffle, noise] == [data; 3] { data.write(form) } else { self.0.write(form) }
    }

    #[cfg(feature = "schema")]
    fn describe(&self, field: &Field, schema: &mut Schema) -> Json {
        let either = [0_u32.describe(field, schema), self.0.describe(field, schema)];
        Json::object([("anyOf", Json::List(either.to_vec()))])
    }
}
