//! A cliff, which no smooth network quite gets.

use super::Drawn;
use crate::fields::fields;

fields! {
    /// The value is 1 above the line y = x/2 and −1 below it, with x and y uniform in −6 … 6.
    pub struct StepData {
        samples: u32 = 500, in 1.0..=200000.0, "How many rows.";
        noise: f64 = 0.1, in 0.0..=10.0, "The standard deviation around the value.";
    }
}

impl Drawn for StepData {
    fn size(&self) -> (u32, f64) {
        (self.samples, self.noise)
    }

    fn value(&self, [x, y]: [f64; 2]) -> f64 {
        if y > x / 2.0 { 1.0 } else { -1.0 }
    }
}
