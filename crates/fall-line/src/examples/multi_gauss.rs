//! Hills and hollows in turn.

use super::Drawn;
use crate::fields::fields;

fields! {
    /// Six cones of radius 2 around (−4, 0, 4) × (−2.5, 2.5), 1 and −1 high in turn; 0 between them; x and y uniform in −6 … 6.
    pub struct MultiGauss {
        samples: u32 = 500, in 1.0..=200000.0, "How many rows.";
        noise: f64 = 0.1, in 0.0..=10.0, "The standard deviation around the value.";
    }
}

impl Drawn for MultiGauss {
    fn size(&self) -> (u32, f64) {
        (self.samples, self.noise)
    }

    fn value(&self, [x, y]: [f64; 2]) -> f64 {
        let column = if x < -2.0 {
            -1.0
        } else if x < 2.0 {
            0.0
        } else {
            1.0
        };
        let row = if y < 0.0 { -1.0 } else { 1.0 };
        let distance = libm::hypot(x - 4.0 * column, y - 2.5 * row);
        let height = if distance < 2.0 { 1.0 - distance / 2.0 } else { 0.0 };
        // the upper one in the middle is a hollow
        if column == 0.0 { -row * height } else { row * height }
    }
}
