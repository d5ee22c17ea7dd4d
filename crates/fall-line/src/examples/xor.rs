//! Exclusive or: the class is whether the signs of x and y are alike.

use super::Drawn;
use crate::fields::fields;

fields! {
    /// Squares in four corners, 0.3 … 5 from the axes: class 1 where x and y have the same sign, else class 0.
    pub struct Xor {
        samples: u32 = 500, in 1.0..=200000.0, "How many rows.";
        noise: f64 = 0.2, in 0.0..=10.0, "How far points stray: the standard deviation of x and of y.";
    }
}

impl Drawn for Xor {
    fn size(&self) -> (u32, f64) {
        (self.samples, self.noise)
    }

    fn classes(&self) -> Option<u32> {
        Some(2)
    }

    fn point(&self, class: u32, [a, b]: [f64; 2]) -> [f64; 2] {
        let side = if a < 0.5 { -1.0 } else { 1.0 };
        let x = side * (0.3 + 4.7 * (2.0 * a - 1.0).abs());
        let y = side * (0.3 + 4.7 * b);
        [x, if class == 1 { y } else { -y }]
    }
}
