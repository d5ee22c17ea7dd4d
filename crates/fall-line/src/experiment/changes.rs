//! What a run has of its own: fields of the task that it replaces, and edits made on its way.

use super::plan::Kind;
use super::{Plan, Run, Setting};
use crate::error::{Code, Error};
#[cfg(feature = "schema")]
use crate::fields::Schema;
use crate::fields::{Field, Form, Path, Record, Slot, fields};
use crate::json::{Json, in_order};

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

/// Gives each plan the settings that the changes make of its run, in the order of their times.
pub(super) fn apply<T: Kind>(
    changes: &[Change],
    plans: &mut [Plan<T>],
    task: &T,
    path: &mut Path,
) -> Result<(), Error> {
    let count = plans.len();
    let mut order: Vec<(usize, &Change)> = Vec::new();
    for (number, change) in changes.iter().enumerate() {
        let place = order.partition_point(|(_, other)| other.at <= change.at);
        order.insert(place, (number, change));
    }
    for (number, change) in order {
        path.at(&format!("changes[{number}]"), |path| {
            let Some(plan) = plans.get_mut(change.run as usize) else {
                let reason = Code::ChangeRun.with([&change.run.to_string(), &count.to_string()]);
                return path.at("run", |path| Err(path.error(reason)));
            };
            let Some((_, last)) = plan.settings.last() else { return Ok(()) };
            let after = changed(&last.run, change, task, path)?;
            plan.settings.push((change.at, after));
            Ok(())
        })?;
    }
    Ok(())
}

/// The setting once a change is made. Pointers lead into the run with all its defaults written out, and are followed in
/// the order of the canonical form: what leads into a choice after what makes it.
fn changed<T: Kind>(before: &Run, change: &Change, task: &T, path: &mut Path) -> Result<Setting, Error> {
    let (mut run, mut own) = (before.clone(), task.light());
    path.at("set", |path| {
        for (pointer, value) in in_order(&change.set.0) {
            path.at_key(pointer, |path| set(&mut run, pointer, value, T::OPEN, path))?;
        }
        // what the run had of its own is read already: what is wrong is the change's
        replace(&mut own, &mut run.with, "data", &mut path.apart())
            .map_err(|error| path.at_key(&format!("/with/{}", error.path), |path| path.place(error)))
    })?;
    Ok(Setting::of(run, &own, task))
}

/// Puts a value where a pointer leads.
fn set(run: &mut Run, pointer: &str, value: &Json, open: &[&str], path: &mut Path) -> Result<(), Error> {
    let below = |above: &str| pointer.strip_prefix(above).filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let slot = |name: &str| below(&format!("/{name}"));
    let found =
        Run::FIELDS.iter().zip(run.slots_mut()).find_map(|(field, into)| Some((field, into, slot(field.name)?)));
    let is_open = open.iter().any(|open| below(open).is_some());
    let wrong = |path: &Path| {
        let found = Json::text(pointer).glance();
        path.error(Code::ChangePointer.with([&found, &open.join(", ")]))
    };
    let Some((field, into, rest)) = found.filter(|_| is_open) else { return Err(wrong(path)) };
    let mut json = into.write(Form::Full).unwrap_or(Json::Null);
    let steps: Vec<&str> = rest.split('/').skip(1).collect();
    if !put(&mut json, &steps, value.clone()) {
        return Err(wrong(path));
    }
    // the value's own place: where the pointer leads, and on from there
    let place = |error: Error| {
        let on = error.path.strip_prefix(&steps.join(".")).unwrap_or_default().to_owned();
        let dot = if on.is_empty() || on.starts_with(['.', '[']) { "" } else { "." };
        let at = path.place(error);
        let path = at.path.clone() + dot + &on;
        at.placed(&path)
    };
    into.read(&json, field, &mut path.apart()).map_err(place)
}

/// A key as a JSON pointer writes it, `~1` for `/` and `~0` for `~`. Not by `replace`, whose search of texts
/// weighs two kilobytes.
pub(super) fn unescaped(key: &str) -> String {
    let mut pieces = key.split('~');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (letter, rest) = match piece.as_bytes().first() {
            Some(b'1') => ("/", piece.get(1..)),
            Some(b'0') => ("~", piece.get(1..)),
            _ => ("~", Some(piece)),
        };
        text.push_str(letter);
        text.push_str(rest.unwrap_or_default());
    }
    text
}

/// Puts a value where the keys lead; the last may be new. False where there is no such place.
pub(super) fn put(json: &mut Json, steps: &[&str], value: Json) -> bool {
    let Some((first, rest)) = steps.split_first() else {
        *json = value;
        return true;
    };
    let Json::Object(entries) = json else { return false };
    let key = unescaped(first);
    let place = entries.iter_mut().find(|(known, _)| *known == key);
    match (place, rest) {
        (Some((_, inner)), rest) => put(inner, rest, value),
        (None, []) => {
            entries.push((key, value));
            true
        }
        (None, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn a_key_of_a_pointer_is_read_as_its_definition_says() {
        for key in ["", "lr", "a~1b", "a~0b", "~01", "~~1~0", "~", "é~1~", "~2", "~1~1"] {
            assert_eq!(unescaped(key), key.replace("~1", "/").replace("~0", "~"), "{key}");
        }
    }
}
