//! Clouds in a circle, a class each.

use super::{Drawn, polar};
use crate::fields::fields;

fields! {
    /// Normal clouds around points on a circle of radius 4, the first at the top.
    pub struct Blobs {
        samples: u32 = 500, in 1.0..=200000.0, "How many rows.";
        noise: f64 = 0.8, in 0.0..=10.0, "How far points stray: the standard deviation of x and of y.";
        classes: u32 = 4, in 2.0..=10.0, "How many clouds.";
    }
}

impl Drawn for Blobs {
    fn size(&self) -> (u32, f64) {
        (self.samples, self.noise)
    }

    fn classes(&self) -> Option<u32> {
        Some(self.classes)
    }

    fn point(&self, class: u32, _: [f64; 2]) -> [f64; 2] {
        polar(4.0, 0.25 + f64::from(class) / f64::from(self.classes))
    }
}
