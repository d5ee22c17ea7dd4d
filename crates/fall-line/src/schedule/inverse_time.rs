//! Inverse time: steps that shrink like 1/t, as the theory of noisy gradients asks.

use super::Factor;
use crate::fields::fields;

fields! {
    /// Falls like one over the time.
    ///
    /// 1 / (1 + decay · (t−1))
    ///
    /// The steps add up to infinity and their squares do not: far enough to get anywhere, small enough to come to rest
    /// there although every gradient is noisy (Robbins and Monro, 1951). *Where libraries differ:* Keras divides t−1 by
    /// its `decay_steps` first, so its `decay_rate` of 1 means half the rate after that many; PyTorch and Optax have none.
    pub struct InverseTime {
        decay: f64 = 0.01, in 0.0..=1e6, "How fast: after 1/decay updates half the learning rate is left.";
    }
}

impl Factor for InverseTime {
    fn after(&self, n: u32, _: u32) -> f64 {
        1.0 / (1.0 + self.decay * f64::from(n))
    }
}
