//! Step: a staircase, by the same factor at every stair.

use super::Factor;
use crate::fields::fields;

fields! {
    /// Falls in stairs.
    ///
    /// factor^⌊(t−1)/every⌋, the quotient in whole numbers, the power libm's
    ///
    /// *Where libraries differ:* PyTorch's StepLR multiplies what it has by `gamma`, 0.1 unless told otherwise, which
    /// rounds once a stair and not once in all; Keras and Optax say exponential decay with `staircase`.
    pub struct Step {
        every: u32 = 10, in 1.0..=1000000.0, "How many updates a stair is long.";
        factor: f64 = 0.5, in 0.0..=1.0, "What is left of the learning rate at each stair.";
    }
}

impl Factor for Step {
    fn after(&self, n: u32, _: u32) -> f64 {
        // `every` is at least 1 in a document, but the struct is public
        let stairs = n.checked_div(self.every).unwrap_or(n);
        libm::pow(self.factor, f64::from(stairs))
    }
}
