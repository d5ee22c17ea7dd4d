//! Two half circles, each reaching into the other.

use super::{Drawn, polar};
use crate::fields::fields;

fields! {
    /// Class 0 is the upper half of a circle of radius 3 around (−1.5, −0.75), class 1 the same turned by half a turn.
    pub struct Moons {
        samples: u32 = 500, in 1.0..=200000.0, "How many rows.";
        noise: f64 = 0.3, in 0.0..=10.0, "How far points stray: the standard deviation of x and of y.";
    }
}

impl Drawn for Moons {
    fn size(&self) -> (u32, f64) {
        (self.samples, self.noise)
    }

    fn classes(&self) -> Option<u32> {
        Some(2)
    }

    fn point(&self, class: u32, [a, _]: [f64; 2]) -> [f64; 2] {
        let [x, y] = polar(3.0, a / 2.0);
        let [x, y] = [x - 1.5, y - 0.75];
        if class == 0 { [x, y] } else { [-x, -y] }
    }
}
