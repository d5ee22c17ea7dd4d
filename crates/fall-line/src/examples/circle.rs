//! A disc inside a ring.

use super::{Drawn, polar};
use crate::fields::fields;

fields! {
    /// Class 1 is a disc of radius 2.5, denser in the middle, class 0 a ring around it from 3.5 to 5.
    pub struct Circle {
        samples: u32 = 500, in 1.0..=200000.0, "How many rows.";
        noise: f64 = 0.2, in 0.0..=10.0, "How far points stray: the standard deviation of x and of y.";
    }
}

impl Drawn for Circle {
    fn size(&self) -> (u32, f64) {
        (self.samples, self.noise)
    }

    fn classes(&self) -> Option<u32> {
        Some(2)
    }

    fn point(&self, class: u32, [a, b]: [f64; 2]) -> [f64; 2] {
        polar(if class == 1 { 2.5 * a } else { 3.5 + 1.5 * a }, b)
    }
}
