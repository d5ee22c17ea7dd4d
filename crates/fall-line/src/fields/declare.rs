//! The macros that declare what documents are made of: structs, choices, words.

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
/// even where equal to the default), `(required)` or `(plain)` (numbers in it cannot be formulas). Before a field may stand
/// `#[cfg(…)]`: then other engines do not know it.
macro_rules! fields {
    (
        $(#[doc = $doc:literal])* $(#[derive($Derived:ident)])? pub struct $Name:ident {
            $($(#[cfg($when:meta)])? $field:ident: $Type:ty $(= $default:expr)?,
                $(in $low:literal $(..=$high:literal)? $(..$open:literal)?,)?
                $(count $least:literal ..= $most:literal,)?
                $(($flag:ident),)?
            $say:literal;)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq $(, $Derived)?)]
        pub struct $Name { $($(#[cfg($when)])? #[doc = $say] pub $field: $Type),* }

        impl Default for $Name {
            fn default() -> Self {
                $Name { $($(#[cfg($when)])? $field: $crate::fields::fields!(@default $($default)?)),* }
            }
        }

        impl $crate::fields::Record for $Name {
            const NAME: &'static str = stringify!($Name);
            const DOC: &'static str = [$($doc),*][0];
            const FIELDS: &'static [$crate::fields::Field] = &[$($(#[cfg($when)])? $crate::fields::Field {
                $(range: $crate::fields::fields!(@range $low $(..=$high)? $(..$open)?),)?
                $(count: [$least, $most],)?
                $($flag: true,)?
                ..$crate::fields::Field::new(stringify!($field), $say)
            }),*];

            fn slots(&self) -> Vec<&dyn $crate::fields::Slot> {
                vec![$($(#[cfg($when)])? &self.$field),*]
            }

            fn slots_mut(&mut self) -> Vec<&mut dyn $crate::fields::Slot> {
                vec![$($(#[cfg($when)])? &mut self.$field),*]
            }
        }
    };
    (@default) => { Default::default() };
    (@default $default:expr) => { $default };
    (@range $low:literal ..= $high:literal) => { $crate::fields::Range { low: $low, high: $high, open: false } };
    (@range $low:literal .. $high:literal) => { $crate::fields::Range { low: $low, high: $high, open: true } };
}

/// Declares an enum tagged from outside; the first choice is the default. Others may be of the whole engine only:
/// `#[cfg(feature = "whole")]`.
///
/// `dispatch name` after it also defines `name!(choice, inner => expression)`, which does the same to whatever is chosen: for
/// traits whose methods are generic and so cannot be reached through `dyn`.
macro_rules! choices {
    ($(#[doc = $doc:literal])* pub enum $Name:ident $variants:tt $(dispatch $each:ident)?) => {
        $crate::fields::choices!(@enum [$($doc)*] $Name $variants);
        $($crate::fields::choices!(@dispatch ($) $each $Name $variants);)?
    };
    (@enum [$($doc:literal)*] $Name:ident {
        $First:ident $first:literal,
        $($(#[$when:meta])? $Variant:ident $key:literal,)*
    }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $Name {
            #[doc = concat!("`", $first, "`")] $First($First),
            $($(#[$when])? #[doc = concat!("`", $key, "`")] $Variant($Variant),)*
        }

        impl Default for $Name {
            fn default() -> Self {
                $Name::$First(Default::default())
            }
        }

        impl $crate::fields::Choice for $Name {
            const NAME: &'static str = stringify!($Name);
            const DOC: &'static str = [$($doc),*][0];
            const KEYS: &'static [&'static str] = &[$first, $($(#[$when])? $key,)*];

            fn of(key: &str) -> Option<Self> {
                let all: &[fn() -> Self] = &[
                    || $Name::$First(Default::default()),
                    $($(#[$when])? || $Name::$Variant(Default::default()),)*
                ];
                $crate::fields::choice::place(<Self as $crate::fields::Choice>::KEYS, key).and_then(|at| all.get(at)).map(|make| make())
            }

            fn key(&self) -> &'static str {
                match self {
                    $Name::$First(_) => $first,
                    $($(#[$when])? $Name::$Variant(_) => $key,)*
                }
            }

            fn slot(&self) -> &dyn $crate::fields::Slot {
                match self {
                    $Name::$First(inner) => inner,
                    $($(#[$when])? $Name::$Variant(inner) => inner,)*
                }
            }

            fn slot_mut(&mut self) -> &mut dyn $crate::fields::Slot {
                match self {
                    $Name::$First(inner) => inner,
                    $($(#[$when])? $Name::$Variant(inner) => inner,)*
                }
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
    (@dispatch ($d:tt) $each:ident $Name:ident { $($(#[$when:meta])? $Variant:ident $key:literal,)* }) => {
        macro_rules! $each {
            ($d choice:expr, $d inner:ident => $d body:expr) => {
                match $d choice { $($(#[$when])? $Name::$Variant($d inner) => $d body,)* }
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
                let at = $crate::fields::choice::word(&[$first $(, $word)*], json, path)?;
                *self = [$Name::$First $(, $Name::$Word)*].get(at).copied().unwrap_or_default();
                Ok(())
            }

            fn write(&self, _: $crate::fields::Form) -> Option<$crate::json::Json> {
                [$first $(, $word)*].get(*self as usize).map(|&word| $crate::json::Json::text(word))
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
