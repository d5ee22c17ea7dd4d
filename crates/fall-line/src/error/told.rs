//! An error that says what is wrong, and where.

use super::{Reason, Wrong};

/// The one error type: a code with its parameters, where in the document, and where in a text.
///
/// One type because every face shows errors alike: the path leads to the field, the span marks the letters, and the
/// page says the same sentence in Korean from `code` and `params`. Parameters are data (numbers, names, symbols), never
/// English.
///
/// A pointer, so that what can fail stays as small as what cannot: that is a tenth of the page's engine.
#[derive(Clone, Debug, PartialEq)]
pub struct Error(Box<Wrong>);

impl Error {
    /// An error about some letters of a text.
    #[inline(never)]
    pub fn new(reason: Reason, path: String, span: Option<[u32; 2]>) -> Error {
        Error(Box::new(Wrong { reason, path, span }))
    }

    /// An error that takes some work to say.
    pub fn told(tell: impl FnOnce() -> Error) -> Error {
        tell()
    }

    /// The same, at another place of the document.
    pub fn placed(mut self, path: &str) -> Error {
        self.0.path = path.into();
        self
    }

    /// The same, about other letters.
    pub fn marked(mut self, span: [u32; 2]) -> Error {
        self.0.span = Some(span);
        self
    }
}

impl std::ops::Deref for Error {
    type Target = Wrong;

    fn deref(&self) -> &Wrong {
        &self.0
    }
}
