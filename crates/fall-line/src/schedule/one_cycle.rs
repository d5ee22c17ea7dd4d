//! One cycle: straight up to a rate that would be too large for long, then down to nothing.

use super::{Factor, half_wave, progress};
use crate::fields::fields;

fields! {
    /// Rises once, then falls to 0.
    ///
    /// 1 + (peak−1) · v,  v = u/0.3,  up to u = 0.3;  then peak · (½ · (1 + cos(π·v))),  v = (u−0.3)/0.7
    ///
    /// with u = min(t−1, steps)/steps. The learning rate is where it starts, not its top. Smith and Topin, 2018.
    /// *Where libraries differ:* PyTorch and Optax name the top, start at 1/25 of it, rise along a wave too and end at
    /// 1/10,000 of the start; PyTorch also lowers the momentum while the rate is high. Keras has none.
    pub struct OneCycle {
        steps: Option<u32>, in 0.0..=4294967295.0, "How many updates the cycle takes; by default the whole run.";
        peak: f64 = 10.0, in 0.0..=1e6, "The top, as a multiple of the learning rate.";
    }
}

/// The part of the cycle that rises.
const RISE: f64 = 0.3;

impl Factor for OneCycle {
    fn after(&self, n: u32, steps: u32) -> f64 {
        let u = progress(n, self.steps.unwrap_or(steps));
        if u <= RISE { 1.0 + (self.peak - 1.0) * (u / RISE) } else { self.peak * half_wave((u - RISE) / (1.0 - RISE)) }
    }

    fn settle(&mut self, length: u32) {
        self.steps.get_or_insert(length);
    }
}
