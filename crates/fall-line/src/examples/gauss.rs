//! Two clouds, which a straight line separates.

use super::Drawn;
use crate::fields::fields;

fields! {
    /// A normal cloud around (2, 2) is class 1, one around (−2, −2) class 0.
    pub struct Gauss {
        samples: u32 = 500, in 1.0..=200000.0, "How many rows.";
        noise: f64 = 1.0, in 0.0..=10.0, "How far points stray: the standard deviation of x and of y.";
    }
}

impl Drawn for Gauss {
    fn size(&self) -> (u32, f64) {
        (self.samples, self.noise)
    }

    fn classes(&self) -> Option<u32> {
        Some(2)
    }

    fn point(&self, class: u32, _: [f64; 2]) -> [f64; 2] {
        if class == 1 { [2.0, 2.0] } else { [-2.0, -2.0] }
    }
}
