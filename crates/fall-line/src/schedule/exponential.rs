//! Exponential: the same percentage less at every update.

use super::Factor;
use crate::fields::fields;

fields! {
    /// Falls by the same part each time; with a rate above 1 it grows.
    ///
    /// rate^(t−1), the power libm's; it grows no further than the largest f64
    ///
    /// Growing is for looking: on the way up the loss falls fastest at a good learning rate and leaps up at one too large.
    /// *Where libraries differ:* PyTorch multiplies what it has by `gamma`, which rounds each time; Keras and Optax first
    /// divide t−1 by a number of steps, after which the rate has acted once.
    pub struct Exponential {
        rate: f64 = 0.99, in 0.0..=2.0, "What is left of the learning rate after each update.";
    }
}

impl Factor for Exponential {
    fn after(&self, n: u32, _: u32) -> f64 {
        let factor = libm::pow(self.rate, f64::from(n));
        if factor > f64::MAX { f64::MAX } else { factor }
    }
}
