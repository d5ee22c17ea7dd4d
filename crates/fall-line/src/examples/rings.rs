//! Rings around each other.

use super::{Drawn, polar};
use crate::fields::fields;

fields! {
    /// Each class is a ring around the middle, the classes from the inside out, to radius 5; two fifths of the way between
    /// them are free.
    pub struct Rings {
        samples: u32 = 500, in 1.0..=200000.0, "How many rows.";
        noise: f64 = 0.1, in 0.0..=10.0, "How far points stray: the standard deviation of x and of y.";
        classes: u32 = 3, in 2.0..=6.0, "How many rings.";
    }
}

impl Drawn for Rings {
    fn size(&self) -> (u32, f64) {
        (self.samples, self.noise)
    }

    fn classes(&self) -> Option<u32> {
        Some(self.classes)
    }

    fn point(&self, class: u32, [a, b]: [f64; 2]) -> [f64; 2] {
        polar(5.0 * (f64::from(class) + 0.2 + 0.6 * a) / f64::from(self.classes), b)
    }
}
