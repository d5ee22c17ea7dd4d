//! No schedule: the learning rate stays.

use super::Factor;
use crate::fields::fields;

fields! {
    /// 1, always.
    pub struct Constant {}
}

impl Factor for Constant {
    fn after(&self, _: u32, _: u32) -> f64 {
        1.0
    }
}
