//! Cosine: slowly off, quickly through the middle, slowly in.

use super::{Factor, half_wave, progress};
use crate::fields::fields;

fields! {
    /// Falls along half a wave.
    ///
    /// floor + (1−floor) · (½ · (1 + cos(π·u))),  u = min(t−1, steps)/steps
    ///
    /// Loshchilov and Hutter, 2017, without the restarts. *Where libraries differ:* Keras and Optax do as here and call the
    /// floor `alpha`; PyTorch's `eta_min` is a rate, not a part of it, and after `T_max` its wave comes up again.
    pub struct Cosine {
        steps: Option<u32>, in 0.0..=4294967295.0, "How many updates the way down takes; by default the whole run.";
        floor: f64 = 0.0, in 0.0..=1.0, "The part of the learning rate that stays.";
    }
}

impl Factor for Cosine {
    fn after(&self, n: u32, steps: u32) -> f64 {
        self.floor + (1.0 - self.floor) * half_wave(progress(n, self.steps.unwrap_or(steps)))
    }

    fn settle(&mut self, length: u32) {
        self.steps.get_or_insert(length);
    }
}
