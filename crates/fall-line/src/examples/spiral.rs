//! Arms that wind around each other.

use super::{Drawn, polar};
use crate::fields::fields;

fields! {
    /// Each class is an arm from the middle to radius 5, evenly along it. All arms together make 3½ turns, so that more of
    /// them lie no closer.
    pub struct Spiral {
        samples: u32 = 500, in 1.0..=200000.0, "How many rows.";
        noise: f64 = 0.1, in 0.0..=10.0, "How far points stray: the standard deviation of x and of y.";
        classes: u32 = 2, in 2.0..=10.0, "How many arms.";
    }
}

impl Drawn for Spiral {
    fn size(&self) -> (u32, f64) {
        (self.samples, self.noise)
    }

    fn classes(&self) -> Option<u32> {
        Some(self.classes)
    }

    fn point(&self, class: u32, [a, _]: [f64; 2]) -> [f64; 2] {
        let arms = f64::from(self.classes);
        polar(5.0 * a, (3.5 * a + f64::from(class)) / arms)
    }
}
