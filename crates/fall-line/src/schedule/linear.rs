//! Linear: a straight line down, then flat.

use super::{Factor, progress};
use crate::fields::fields;

fields! {
    /// Falls in a straight line.
    ///
    /// 1 − (1−floor) · u,  u = min(t−1, steps)/steps
    ///
    /// The last of `steps` updates still has u = (steps−1)/steps: the floor is what comes after. *Where libraries differ:*
    /// Optax does as here, Keras says polynomial decay of power 1, and both name the end itself, not its share of the
    /// start; PyTorch's LinearLR by default rises, from a third to 1 in 5 epochs: a warm-up.
    pub struct Linear {
        steps: Option<u32>, in 0.0..=4294967295.0, "How many updates the way down takes; by default the whole run.";
        floor: f64 = 0.0, in 0.0..=1.0, "The part of the learning rate that stays.";
    }
}

impl Factor for Linear {
    fn after(&self, n: u32, steps: u32) -> f64 {
        1.0 - (1.0 - self.floor) * progress(n, self.steps.unwrap_or(steps))
    }

    fn settle(&mut self, length: u32) {
        self.steps.get_or_insert(length);
    }
}
