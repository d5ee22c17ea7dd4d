//! Waves in both directions, of which sin(x) and sin(y) are the features worth having.

use super::Drawn;
use crate::fields::fields;

fields! {
    /// The value is (sin x + sin y)/2, with x and y uniform in −6 … 6.
    pub struct SineData {
        samples: u32 = 500, in 1.0..=200000.0, "How many rows.";
        noise: f64 = 0.1, in 0.0..=10.0, "The standard deviation around the value.";
    }
}

impl Drawn for SineData {
    fn size(&self) -> (u32, f64) {
        (self.samples, self.noise)
    }

    fn value(&self, [x, y]: [f64; 2]) -> f64 {
        (libm::sin(x) + libm::sin(y)) / 2.0
    }
}
