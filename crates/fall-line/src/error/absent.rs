//! An error, as the lean engine knows it: that there is one. What it is, the whole engine says.

use super::{Code, Reason, Wrong};

/// It takes no room, so that what can fail is as small as what cannot.
#[derive(Clone, Debug, PartialEq)]
pub struct Error;

impl Error {
    /// An error.
    pub fn new(_: Reason, _: String, _: Option<[u32; 2]>) -> Error {
        Error
    }

    /// An error, and nothing of it.
    pub fn told(_: impl FnOnce() -> Error) -> Error {
        Error
    }

    /// The same.
    pub fn placed(self, _: &str) -> Error {
        self
    }

    /// The same.
    pub fn marked(self, _: [u32; 2]) -> Error {
        self
    }
}

impl std::ops::Deref for Error {
    type Target = Wrong;

    fn deref(&self) -> &Wrong {
        const WRONG: &Wrong =
            &Wrong { reason: Reason { code: Code::JsonValue, params: Vec::new() }, path: String::new(), span: None };
        WRONG
    }
}
