//! Fields of a board in turn.

use super::Drawn;
use crate::fields::fields;

fields! {
    /// A board of 4 by 4 fields, each 2.5 wide, with a rim of a tenth kept free: class 1 where the lowest left one is.
    pub struct Checkerboard {
        samples: u32 = 500, in 1.0..=200000.0, "How many rows.";
        noise: f64 = 0.1, in 0.0..=10.0, "How far points stray: the standard deviation of x and of y.";
    }
}

impl Drawn for Checkerboard {
    fn size(&self) -> (u32, f64) {
        (self.samples, self.noise)
    }

    fn classes(&self) -> Option<u32> {
        Some(2)
    }

    fn point(&self, class: u32, [a, b]: [f64; 2]) -> [f64; 2] {
        // one of the eight fields of the class, two in each row of the board
        let field = (8.0 * a) as u32;
        let (row, pair) = (field / 2, field % 2);
        let column = 2 * pair + (row + class + 1) % 2;
        let across = 8.0 * a - f64::from(field);
        [f64::from(column) + 0.1 + 0.8 * across, f64::from(row) + 0.1 + 0.8 * b].map(|side| 2.5 * side - 5.0)
    }
}
