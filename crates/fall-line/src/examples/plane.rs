//! A slope, which one unit without activation learns.

use super::Drawn;
use crate::fields::fields;

fields! {
    /// The value is (x + y)/10, with x and y uniform in −6 … 6.
    pub struct Plane {
        samples: u32 = 500, in 1.0..=200000.0, "How many rows.";
        noise: f64 = 0.1, in 0.0..=10.0, "The standard deviation around the value.";
    }
}

impl Drawn for Plane {
    fn size(&self) -> (u32, f64) {
        (self.samples, self.noise)
    }

    fn value(&self, [x, y]: [f64; 2]) -> f64 {
        (x + y) / 10.0
    }
}
