//! Constants, as the lean engine knows them: none.

use crate::fields::fields;

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
