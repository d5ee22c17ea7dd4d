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

#[cfg(feature = "schema")]
mod schema;
mod slots;

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
}

impl Field {
    /// A field that allows everything; the macro narrows it.
    pub const fn new(name: &'static str, doc: &'static str) -> Field {
        let doc = if cfg!(feature = "schema") { doc } else { "" };
        Field { name, doc, range: Range::ALL, count: [0, usize::MAX], required: false, keep: false }
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

    fn contains(self, x: f64) -> bool {
        x >= self.low && if self.open { x < self.high } else { x <= self.high }
    }

    /// In symbols: `0 ≤ beta2 < 1`.
    fn around(self, name: &str) -> String {
        let sign = if self.open { '<' } else { '≤' };
        format!("{} ≤ {name} {sign} {}", number::print(self.low), number::print(self.high))
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

/// Where the reader is: `runs[1].optimizer`.
#[derive(Debug, Default)]
pub struct Path(String);

impl Path {
    /// Goes to `step` for the time of `inside`.
    pub fn at<R>(&mut self, step: &str, inside: impl FnOnce(&mut Path) -> R) -> R {
        let length = self.0.len();
        if !self.0.is_empty() && !step.starts_with('[') {
            self.0.push('.');
        }
        self.0.push_str(step);
        let result = inside(self);
        self.0.truncate(length);
        result
    }

    /// The error `reason` here.
    pub fn error(&self, reason: Reason) -> Error {
        Error::at(self.0.as_str(), reason)
    }

    fn wrong<T>(&self, code: Code, found: &Json) -> Result<T, Error> {
        Err(self.error(code.with([found.glance().as_str()])))
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
        let known: Vec<_> = fields.iter().map(|field| field.name).collect();
        let known = if known.is_empty() { "∅".into() } else { known.join(", ") };
        let reason = Code::UnknownField.with([&Json::text(key).glance(), &known]);
        return path.at(key, |path| Err(path.error(reason)));
    }
    for (field, slot) in fields.iter().zip(slots) {
        path.at(field.name, |path| match json.get(field.name) {
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
        let (key, inner) = key(C::KEYS, json, path)?;
        *choice = C::of(key).ok_or_else(|| unknown(C::KEYS, &Json::text(key), path))?;
        inner.map_or(Ok(()), |inner| path.at(key, |path| choice.slot_mut().read(inner, field, path)))
    }

    /// The key that is chosen, and what stands under it.
    fn key<'a>(keys: &[&str], json: &'a Json, path: &Path) -> Result<(&'a str, Option<&'a Json>), Error> {
        match json {
            Json::Text(key) => Ok((key, None)),
            Json::Object(entries) => match entries.as_slice() {
                [(key, inner)] => Ok((key, Some(inner))),
                _ => Err(path.error(Code::OneChoice.with([&keys.join(", "), &entries.len().to_string()]))),
            },
            _ => Err(unknown(keys, json, path)),
        }
    }

    /// The error about a word that is none of `keys`.
    pub(crate) fn unknown(keys: &[&str], found: &Json, path: &Path) -> Error {
        path.error(Code::ExpectedChoice.with([&keys.join(", "), &found.glance()]))
    }

    /// [`Slot::write`] of a choice.
    pub(crate) fn write<C: Choice>(choice: &C, form: Form) -> Option<Json> {
        let inner = choice.slot().write(form)?;
        let plain = form == Form::Canonical && inner == Json::Object(Vec::new());
        Some(if plain { Json::text(choice.key()) } else { Json::object([(choice.key(), inner)]) })
    }
}

/// Declares a struct with its field table:
///
/// ```text
/// fields! {
///     /// What it is.
///     pub struct Adam {
///         lr: f64 = 0.001, in 0.0..=100.0, "How far to go.";
///     }
/// }
/// ```
///
/// After the default may stand `in low..=high` or `in low..high` (numbers), `count low..=high` (lists), `(keep)` (written
/// even where equal to the default) or `(required)`.
macro_rules! fields {
    (
        $(#[doc = $doc:literal])* pub struct $Name:ident {
            $($field:ident: $Type:ty $(= $default:expr)?,
                $(in $low:literal $(..=$high:literal)? $(..$open:literal)?,)?
                $(count $least:literal ..= $most:literal,)?
                $(($flag:ident),)?
            $say:literal;)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $Name { $(#[doc = $say] pub $field: $Type),* }

        impl Default for $Name {
            fn default() -> Self {
                $Name { $($field: $crate::fields::fields!(@default $($default)?)),* }
            }
        }

        impl $crate::fields::Record for $Name {
            const NAME: &'static str = stringify!($Name);
            const DOC: &'static str = [$($doc),*][0];
            const FIELDS: &'static [$crate::fields::Field] = &[$($crate::fields::Field {
                $(range: $crate::fields::fields!(@range $low $(..=$high)? $(..$open)?),)?
                $(count: [$least, $most],)?
                $($flag: true,)?
                ..$crate::fields::Field::new(stringify!($field), $say)
            }),*];

            fn slots(&self) -> Vec<&dyn $crate::fields::Slot> {
                vec![$(&self.$field),*]
            }

            fn slots_mut(&mut self) -> Vec<&mut dyn $crate::fields::Slot> {
                vec![$(&mut self.$field),*]
            }
        }
    };
    (@default) => { Default::default() };
    (@default $default:expr) => { $default };
    (@range $low:literal ..= $high:literal) => { $crate::fields::Range { low: $low, high: $high, open: false } };
    (@range $low:literal .. $high:literal) => { $crate::fields::Range { low: $low, high: $high, open: true } };
}

/// Declares an enum tagged from outside; the first choice is the default.
///
/// `dispatch name` after it also defines `name!(choice, inner => expression)`, which does the same to whatever is chosen: for
/// traits whose methods are generic and so cannot be reached through `dyn`.
macro_rules! choices {
    ($(#[doc = $doc:literal])* pub enum $Name:ident $variants:tt $(dispatch $each:ident)?) => {
        $crate::fields::choices!(@enum [$($doc)*] $Name $variants);
        $($crate::fields::choices!(@dispatch ($) $each $Name $variants);)?
    };
    (@enum [$($doc:literal)*] $Name:ident { $First:ident $first:literal, $($Variant:ident $key:literal,)* }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $Name {
            #[doc = concat!("`", $first, "`")] $First($First),
            $(#[doc = concat!("`", $key, "`")] $Variant($Variant)),*
        }

        impl Default for $Name {
            fn default() -> Self {
                $Name::$First(Default::default())
            }
        }

        impl $crate::fields::Choice for $Name {
            const NAME: &'static str = stringify!($Name);
            const DOC: &'static str = [$($doc),*][0];
            const KEYS: &'static [&'static str] = &[$first $(, $key)*];

            fn of(key: &str) -> Option<Self> {
                match key {
                    $first => Some($Name::$First(Default::default())),
                    $($key => Some($Name::$Variant(Default::default())),)*
                    _ => None,
                }
            }

            fn key(&self) -> &'static str {
                match self { $Name::$First(_) => $first $(, $Name::$Variant(_) => $key)* }
            }

            fn slot(&self) -> &dyn $crate::fields::Slot {
                match self { $Name::$First(inner) => inner $(, $Name::$Variant(inner) => inner)* }
            }

            fn slot_mut(&mut self) -> &mut dyn $crate::fields::Slot {
                match self { $Name::$First(inner) => inner $(, $Name::$Variant(inner) => inner)* }
            }
        }

        impl $crate::fields::Slot for $Name {
            fn read(
                &mut self,
                json: &$crate::json::Json,
                field: &$crate::fields::Field,
                path: &mut $crate::fields::Path,
            ) -> Result<(), $crate::error::Error> {
                $crate::fields::choice::read(self, json, field, path)
            }

            fn write(&self, form: $crate::fields::Form) -> Option<$crate::json::Json> {
                $crate::fields::choice::write(self, form)
            }

            #[cfg(feature = "schema")]
            fn describe(&self, _: &$crate::fields::Field, schema: &mut $crate::fields::Schema) -> $crate::json::Json {
                schema.choice::<$Name>()
            }
        }
    };
    (@dispatch ($d:tt) $each:ident $Name:ident { $($Variant:ident $key:literal,)* }) => {
        macro_rules! $each {
            ($d choice:expr, $d inner:ident => $d body:expr) => {
                match $d choice { $($Name::$Variant($d inner) => $d body),* }
            };
        }
    };
}

/// Declares an enum of plain words; the first is the default.
macro_rules! words {
    ($(#[doc = $doc:literal])* pub enum $Name:ident { $First:ident $first:literal, $($Word:ident $word:literal,)* }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $Name {
            #[default] #[doc = concat!("`", $first, "`")] $First,
            $(#[doc = concat!("`", $word, "`")] $Word),*
        }

        impl $crate::fields::Slot for $Name {
            fn read(
                &mut self,
                json: &$crate::json::Json,
                _: &$crate::fields::Field,
                path: &mut $crate::fields::Path,
            ) -> Result<(), $crate::error::Error> {
                *self = match json {
                    $crate::json::Json::Text(word) if word == $first => $Name::$First,
                    $($crate::json::Json::Text(word) if word == $word => $Name::$Word,)*
                    _ => return Err($crate::fields::choice::unknown(&[$first $(, $word)*], json, path)),
                };
                Ok(())
            }

            fn write(&self, _: $crate::fields::Form) -> Option<$crate::json::Json> {
                Some($crate::json::Json::text(match self { $Name::$First => $first $(, $Name::$Word => $word)* }))
            }

            #[cfg(feature = "schema")]
            fn describe(&self, _: &$crate::fields::Field, _: &mut $crate::fields::Schema) -> $crate::json::Json {
                let words = [$first $(, $word)*];
                $crate::json::Json::object([("enum", $crate::json::Json::List(words.map($crate::json::Json::text).to_vec()))])
            }
        }
    };
}

pub(crate) use {choices, fields, words};
