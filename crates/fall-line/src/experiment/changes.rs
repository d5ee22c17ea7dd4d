//! What a run has of its own: fields of the task that it replaces, and edits made on its way.

use super::Run;
use crate::error::{Code, Error};
#[cfg(feature = "schema")]
use crate::fields::Schema;
use crate::fields::{Field, Form, Path, Record, Slot, fields};
use crate::json::Json;

/// Keys with values that are read later, by what they replace.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loose(pub Vec<(String, Json)>);

fields! {
    /// An edit made while a run is on its way.
    pub struct Change {
        run: u32 = 0, in 0.0..=31.0, "Which run, counted from 0.";
        at: u32 = 0, in 0.0..=1000000.0, "After how many of its updates.";
        set: Loose = Loose::default(), "JSON Pointers into the run, and their new values.";
    }
}

impl Slot for Loose {
    fn read(&mut self, json: &Json, _: &Field, path: &mut Path) -> Result<(), Error> {
        let Json::Object(entries) = json else { return path.wrong(Code::ExpectedObject, json) };
        self.0.clone_from(entries);
        Ok(())
    }

    fn write(&self, _: Form) -> Option<Json> {
        Some(Json::Object(self.0.clone()))
    }

    #[cfg(feature = "schema")]
    fn describe(&self, _: &Field, _: &mut Schema) -> Json {
        Json::object([("type", Json::text("object"))])
    }
}

/// Replaces whole fields of a record, all but `fixed`; afterwards the values stand in their canonical form.
pub(super) fn replace<R: Record>(record: &mut R, with: &mut Loose, fixed: &str, path: &mut Path) -> Result<(), Error> {
    for (key, value) in &mut with.0 {
        path.at_key(key, |path| {
            let names = || R::FIELDS.iter().map(|field| field.name).filter(|&name| name != fixed);
            let found = R::FIELDS.iter().zip(record.slots_mut()).find(|(field, _)| field.name == key && key != fixed);
            let Some((field, slot)) = found else {
                let known = names().collect::<Vec<_>>().join(", ");
                return Err(path.error(Code::WithField.with([&Json::text(key.as_str()).glance(), &known])));
            };
            slot.read(value, field, path)?;
            if let Some(canonical) = slot.write(Form::Canonical) {
                *value = canonical;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// Where a change may point to.
const OPEN: [&str; 7] = ["/optimizer", "/schedule", "/schedule_per", "/warmup", "/clip", "/with/batch", "/with/noise"];

/// The run once a change is made. Pointers lead into the run with all its defaults written out.
pub(super) fn changed(run: &Run, change: &Change, path: &mut Path) -> Result<Run, Error> {
    let mut json = run.write(Form::Full).unwrap_or(Json::Null);
    path.at("set", |path| {
        for (pointer, value) in &change.set.0 {
            let known = || OPEN.join(", ");
            let open = OPEN
                .iter()
                .any(|open| pointer.strip_prefix(open).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')));
            let steps: Vec<&str> = pointer.split('/').skip(1).collect();
            if !open || !put(&mut json, &steps, value.clone()) {
                let reason = Code::ChangePointer.with([&Json::text(pointer.as_str()).glance(), &known()]);
                return path.at_key(pointer, |path| Err(path.error(reason)));
            }
        }
        let mut after = Run::default();
        // the place within the run says which of the pointers it was
        after.read(&json, &Field::new("", ""), path)?;
        Ok(after)
    })
}

/// Puts a value where the keys lead; the last may be new. False where there is no such place.
fn put(json: &mut Json, steps: &[&str], value: Json) -> bool {
    let (Json::Object(entries), Some((first, rest))) = (json, steps.split_first()) else { return false };
    let key = first.replace("~1", "/").replace("~0", "~");
    let place = entries.iter_mut().find(|(known, _)| *known == key);
    match (place, rest) {
        (Some((_, inner)), []) => *inner = value,
        (Some((_, inner)), rest) => return put(inner, rest, value),
        (None, []) => entries.push((key, value)),
        (None, _) => return false,
    }
    true
}
