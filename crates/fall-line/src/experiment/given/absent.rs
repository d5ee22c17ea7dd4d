//! Constants, as the lean engine knows them: none.

use crate::error::Error;
use crate::fields::fields;
use crate::json::Json;

fields! {
    /// Constants by name.
    pub struct Given {}
}

impl Given {
    /// Nothing is drawn.
    pub fn draws(&self) -> bool {
        false
    }

    /// No constants have no values.
    pub fn values(&self, _: u32) -> Vec<(String, f64)> {
        Vec::new()
    }
}

/// No formula has a value.
pub(super) fn value(_: &str, _: &[(String, f64)]) -> Result<f64, Error> {
    Err(Error)
}

/// No number was written as a formula.
pub(super) fn write(_: &[(String, String)], _: &mut Json) {}
