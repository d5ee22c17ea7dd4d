//! The field table: one table per type is the struct, the parser, the defaults, the ranges, the canonical form, the
//! schema and the paths in errors.
//!
//! `fields!` declares a struct with its table, `choices!` an enum tagged from outside (`{"adam": {"lr": 0.1}}`),
//! `words!` an enum of plain words. Whatever stands in a field is a [`Slot`]: it reads itself from JSON, writes itself,
//! and describes itself. A struct is reached through `&mut dyn Slot` per field, so reading and writing exist once,
//! not once per type.

use crate::error::{Code, Error, Reason};
use crate::json::Json;
use crate::number;
use crate::text::joined;

mod declare;
#[cfg(feature = "schema")]
mod schema;
mod slots;

pub(crate) use declare::{choices, fields, words};
#[cfg(feature = "schema")]
pub use schema::Schema;
pub use slots::{Languages, Seed, SeedField, Text};

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key, and the struct's field.
    pub name: &'static str,
    /// What it is for, in a sentence; empty without the feature `schema`.
    pub doc: &'static str,
    /// Where its numbers may lie.
    pub range: Range,
    /// How many values a list may have.
    pub count: [usize; 2],
    /// No default: must be there.
    pub required: bool,
    /// Written even where equal to the default.
    pub keep: bool,
    /// Its numbers cannot be formulas.
    pub plain: bool,
}

impl Field {
    /// A field that allows everything; the macro narrows it.
    pub const fn new(name: &'static str, doc: &'static str) -> Field {
        let doc = if cfg!(feature = "schema") { doc } else { "" };
        Field { name, doc, range: Range::ALL, count: [0, usize::MAX], required: false, keep: false, plain: false }
    }
}

/// From `low` to `high`; `open` leaves `high` itself out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The least value.
    pub low: f64,
    /// The greatest value, or what all values are below.
    pub high: f64,
    /// Whether `high` itself is outside.
    pub open: bool,
}

impl Range {
    /// Every finite number.
    pub const ALL: Range = Range { low: f64::MIN, high: f64::MAX, open: false };

    /// Whether `x` lies in it; the error says so in symbols: `0 ≤ beta2 < 1`.
    pub(crate) fn check(self, name: &str, x: f64) -> Result<(), Reason> {
        if self.holds(x) { Ok(()) } else { Err(self.outside(name, x)) }
    }

    fn holds(self, x: f64) -> bool {
        x >= self.low && if self.open { x < self.high } else { x <= self.high }
    }

    fn outside(self, name: &str, x: f64) -> Reason {
        let sign = if self.open { " < " } else { " ≤ " };
        let range = joined(&[&number::print(self.low), " ≤ ", name, sign, &number::print(self.high)]);
        Code::OutOfRange.with([&number::print(x), &range])
    }
}

/// How much to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Fields equal to their default left out.
    Canonical,
    /// Every default written out.
    Full,
}

/// What can stand in a field.
pub trait Slot {
    /// Takes the value of `json`; on an error `self` may be half read.
    fn read(&mut self, json: &Json, field: &Field, path: &mut Path) -> Result<(), Error>;
    /// The value as JSON; None is a value left out.
    fn write(&self, form: Form) -> Option<Json>;
    /// The JSON Schema of all possible values; types with names are added to `schema`.
    #[cfg(feature = "schema")]
    fn describe(&self, field: &Field, schema: &mut Schema) -> Json;
}

/// Where the reader is, `runs[1].optimizer`, and the document's constants.
#[derive(Debug, Default)]
pub struct Path {
    at: String,
    constants: Option<Constants>,
    written: Vec<(String, String)>,
}

/// What makes a number of a formula: the constants, and what computes with them.
#[derive(Clone, Debug)]
pub struct Constants {
    /// Their names and values.
    pub given: Vec<(String, f64)>,
    /// The value of a formula of them.
    pub value: Evaluate,
}

/// The value of a formula of constants.
pub type Evaluate = fn(&str, &[(String, f64)]) -> Result<f64, Error>;

impl Path {
    /// At the document itself; numbers may be formulas of these.
    pub fn with(constants: Constants) -> Path {
        Path { constants: Some(constants), ..Path::default() }
    }

    /// Nowhere, with the same constants: for what stands elsewhere in the document than where it is read.
    pub fn apart(&self) -> Path {
        Path { constants: self.constants.clone(), ..Path::default() }
    }

    /// The constants.
    pub fn given(&self) -> &[(String, f64)] {
        self.constants.as_ref().map_or(&[], |constants| &constants.given)
    }

    /// The numbers that were written as formulas: where, and how.
    pub fn written(self) -> Vec<(String, String)> {
        self.written
    }

    /// The number that a formula comes to, if numbers may be formulas here.
    fn formula(&mut self, text: &str) -> Option<Result<f64, Error>> {
        let constants = self.constants.as_ref().filter(|constants| !constants.given.is_empty())?;
        let value = (constants.value)(text, &constants.given).map_err(|error| self.place(error));
        self.written.push((self.at.clone(), text.to_owned()));
        Some(value)
    }

    /// An error in a text that stands here.
    pub fn place(&self, error: Error) -> Error {
        error.placed(&self.at)
    }

    /// Goes to `step` for the time of `inside`.
    pub fn at<R>(&mut self, step: &str, inside: impl FnOnce(&mut Path) -> R) -> R {
        let length = self.at.len();
        self.enter(step);
        let result = inside(self);
        self.at.truncate(length);
        result
    }

    /// Goes to a place of a list for the time of `inside`.
    pub fn item<R>(&mut self, number: usize, inside: impl FnOnce(&mut Path) -> R) -> R {
        let length = self.at.len();
        self.enter_item(number);
        let result = inside(self);
        self.at.truncate(length);
        result
    }

    // the lean engine never says where it is

    #[cfg_attr(feature = "whole", inline(never))]
    fn enter(&mut self, step: &str) {
        if cfg!(feature = "whole") {
            self.at.push_str(if self.at.is_empty() { "" } else { "." });
            self.at.push_str(step);
        }
    }

    #[cfg_attr(feature = "whole", inline(never))]
    fn enter_item(&mut self, number: usize) {
        if cfg!(feature = "whole") {
            self.at.push_str(&joined(&["[", &number.to_string(), "]"]));
        }
    }

    /// Goes to a key that the document chose: one that is no plain name stands as in the document, and not longer than a
    /// glance.
    pub(crate) fn at_key<R>(&mut self, key: &str, inside: impl FnOnce(&mut Path) -> R) -> R {
        let plain = (1..=40).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        let step = if plain { key.to_owned() } else { Json::text(key).glance() };
        self.at(&step, inside)
    }

    /// The error `reason` here.
    pub fn error(&self, reason: Reason) -> Error {
        Error::at(self.at.as_str(), reason)
    }

    pub(crate) fn wrong<T>(&self, code: Code, found: &Json) -> Result<T, Error> {
        Err(Error::told(|| self.error(code.with([found.glance().as_str()]))))
    }
}

/// A struct with a table, made by `fields!`.
pub trait Record: Default {
    /// Its name in the schema.
    const NAME: &'static str;
    /// What it is, in the first line of its doc.
    const DOC: &'static str;
    /// Its rows, in the order of the slots.
    const FIELDS: &'static [Field];
    /// Its values.
    fn slots(&self) -> Vec<&dyn Slot>;
    /// Its values, to be read into.
    fn slots_mut(&mut self) -> Vec<&mut dyn Slot>;
}

impl<R: Record> Slot for R {
    fn read(&mut self, json: &Json, _: &Field, path: &mut Path) -> Result<(), Error> {
        read_record(R::FIELDS, self.slots_mut(), json, path)
    }

    fn write(&self, form: Form) -> Option<Json> {
        Some(write_record(R::FIELDS, &self.slots(), &R::default().slots(), form))
    }

    #[cfg(feature = "schema")]
    fn describe(&self, _: &Field, schema: &mut Schema) -> Json {
        schema.named(R::NAME, |schema| schema::record(R::DOC, R::FIELDS, &R::default().slots(), schema))
    }
}

fn read_record(fields: &[Field], slots: Vec<&mut dyn Slot>, json: &Json, path: &mut Path) -> Result<(), Error> {
    let Json::Object(entries) = json else { return path.wrong(Code::ExpectedObject, json) };
    if let Some((key, _)) = entries.iter().find(|(key, _)| fields.iter().all(|field| field.name != key)) {
        return Err(Error::told(|| {
            let known: Vec<_> = fields.iter().map(|field| field.name).collect();
            let known = if known.is_empty() { "∅".into() } else { known.join(", ") };
            let reason = Code::UnknownField.with([&Json::text(key).glance(), &known]);
            path.at_key(key, |path| path.error(reason))
        }));
    }
    for (field, slot) in fields.iter().zip(slots) {
        path.at(field.name, |path| match json.get(field.name) {
            Some(value) if field.plain => {
                let constants = path.constants.take();
                let read = slot.read(value, field, path);
                path.constants = constants;
                read
            }
            Some(value) => slot.read(value, field, path),
            None if field.required => Err(path.error(Code::MissingField.with([]))),
            None => Ok(()),
        })?;
    }
    Ok(())
}

fn write_record(fields: &[Field], slots: &[&dyn Slot], defaults: &[&dyn Slot], form: Form) -> Json {
    let mut entries = Vec::new();
    for ((field, slot), default) in fields.iter().zip(slots).zip(defaults) {
        let Some(value) = slot.write(form) else { continue };
        if form == Form::Full || field.keep || field.required || Some(&value) != default.write(form).as_ref() {
            entries.push((field.name, value));
        }
    }
    Json::object(entries)
}

/// An enum tagged from outside, made by `choices!`.
pub trait Choice: Default {
    /// Its name in the schema.
    const NAME: &'static str;
    /// What is chosen.
    const DOC: &'static str;
    /// The keys, in order.
    const KEYS: &'static [&'static str];
    /// The choice of a key, with every default.
    fn of(key: &str) -> Option<Self>;
    /// The chosen key.
    fn key(&self) -> &'static str;
    /// What is chosen.
    fn slot(&self) -> &dyn Slot;
    /// What is chosen, to be read into.
    fn slot_mut(&mut self) -> &mut dyn Slot;

    /// Every choice, with every default.
    fn all() -> impl Iterator<Item = Self> {
        Self::KEYS.iter().filter_map(|key| Self::of(key))
    }
}

/// What `choices!` and `words!` call: [`Slot`] for a [`Choice`].
pub(crate) mod choice {
    use super::*;

    /// [`Slot::read`] of a choice.
    pub(crate) fn read<C: Choice>(choice: &mut C, json: &Json, field: &Field, path: &mut Path) -> Result<(), Error> {
        // a bare name is an object without fields: where that is not enough, it says so
        const EMPTY: &Json = &Json::Object(Vec::new());
        let (key, inner) = key(C::KEYS, json, path)?;
        *choice = C::of(key).ok_or_else(|| unknown(C::KEYS, &Json::text(key), path))?;
        path.at(key, |path| choice.slot_mut().read(inner.unwrap_or(EMPTY), field, path))
    }

    /// The key that is chosen, and what stands under it.
    fn key<'a>(keys: &[&str], json: &'a Json, path: &Path) -> Result<(&'a str, Option<&'a Json>), Error> {
        match json {
            Json::Text(key) => Ok((key, None)),
            Json::Object(entries) => match entries.as_slice() {
                [(key, inner)] => Ok((key, Some(inner))),
                _ => Err(Error::told(|| {
                    path.error(Code::OneChoice.with([&keys.join(", "), &entries.len().to_string()]))
                })),
            },
            _ => Err(unknown(keys, json, path)),
        }
    }

    /// Which of `words` stands there: once for all enums of words.
    pub(crate) fn word(words: &[&str], json: &Json, path: &Path) -> Result<usize, Error> {
        let known = if let Json::Text(word) = json { place(words, word) } else { None };
        known.ok_or_else(|| unknown(words, json, path))
    }

    /// Where a word stands among others.
    pub(crate) fn place(words: &[&str], word: &str) -> Option<usize> {
        words.iter().position(|&known| known == word)
    }

    /// The error about a word that is none of `keys`.
    fn unknown(keys: &[&str], found: &Json, path: &Path) -> Error {
        Error::told(|| path.error(Code::ExpectedChoice.with([&keys.join(", "), &found.glance()])))
    }

    /// [`Slot::write`] of a choice.
    pub(crate) fn write<C: Choice>(choice: &C, form: Form) -> Option<Json> {
        let inner = choice.slot().write(form)?;
        let plain = form == Form::Canonical && inner == Json::Object(Vec::new());
        Some(if plain { Json::text(choice.key()) } else { Json::object([(choice.key(), inner)]) })
    }
}
