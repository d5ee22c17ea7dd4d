//! Cosine with restarts: down along half a wave, and up again at once.

use super::{Factor, half_wave, progress};
use crate::fields::fields;

fields! {
    /// Falls along half a wave, again and again.
    ///
    /// floor + (1−floor) · (½ · (1 + cos(π·u))),  u = ((t−1) mod steps)/steps
    ///
    /// The large steps of a restart can leave a valley that is not the best. SGDR, Loshchilov and Hutter, 2017.
    /// *Where libraries differ:* all waves are equally long here and, unless told otherwise, in PyTorch; in Keras each is
    /// twice as long as the last; Optax takes a list of them.
    pub struct CosineRestarts {
        steps: Option<u32>, in 0.0..=4294967295.0, "How many updates one wave takes; by default the whole run.";
        floor: f64 = 0.0, in 0.0..=1.0, "The part of the learning rate that stays.";
    }
}

impl Factor for CosineRestarts {
    fn after(&self, n: u32, steps: u32) -> f64 {
        let steps = self.steps.unwrap_or(steps);
        // a wave of no length is over, as every schedule of no steps
        let within = n.checked_rem(steps).unwrap_or(n);
        self.floor + (1.0 - self.floor) * half_wave(progress(within, steps))
    }

    fn settle(&mut self, length: u32) {
        self.steps.get_or_insert(length);
    }
}
