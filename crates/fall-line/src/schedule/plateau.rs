//! Plateau: smaller steps, once these gain nothing any more.

use super::{Factor, Watch};
use crate::fields::fields;

fields! {
    /// Falls when the loss no longer does.
    ///
    /// After each epoch (on surfaces: update), if loss < best − threshold·|best|, then best ← loss and bad ← 0, else
    /// bad ← bad + 1; if now bad > patience, then its factor ← max(floor, factor · its factor) and bad ← 0.
    ///
    /// Its factor starts at 1; the first loss that it sees, after the first update, is the best so far. *Where libraries
    /// differ:* PyTorch and Optax take the threshold of best, not of |best|, so below 0 a worse loss can count as better;
    /// Keras watches the validation loss, and its threshold is no part of the loss. Keras and Optax act when bad reaches
    /// the patience, one earlier. All three leave a tenth, where here a half is left.
    pub struct Plateau {
        factor: f64 = 0.5, in 0.0..=1.0, "What is left of the learning rate each time.";
        patience: u32 = 10, in 0.0..=1000000.0, "How many losses without progress are waited out.";
        threshold: f64 = 1e-4, in 0.0..=1.0, "By which part of itself the best loss must be beaten.";
        floor: f64 = 0.0, in 0.0..=1.0, "The part of the learning rate that stays.";
    }
}

impl Factor for Plateau {
    /// By time alone nothing changes.
    fn after(&self, _: u32, _: u32) -> f64 {
        1.0
    }

    fn saw(&self, loss: f64, watch: &mut Watch) {
        if watch.best.is_none_or(|best| loss < best - self.threshold * best.abs()) {
            watch.best = Some(loss);
            watch.bad = 0;
            return;
        }
        watch.bad += 1;
        if watch.bad > self.patience {
            let lower = self.factor * watch.factor;
            watch.factor = if lower < self.floor { self.floor } else { lower };
            watch.bad = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reacts_to_losses_as_the_words_say() {
        let plateau = |factor, patience, threshold, floor| Plateau { factor, patience, threshold, floor };
        for (plateau, losses, factors) in [
            // the first loss is the best, the second is no better
            (plateau(0.5, 0, 0.0, 0.0), &[5.0, 5.0, 4.0, 4.0, 4.0, 3.0][..], &[1.0, 0.5, 0.5, 0.25, 0.125, 0.125][..]),
            // two are waited out, and a better one forgives them
            (plateau(0.5, 2, 0.0, 0.0), &[3.0, 3.0, 3.0, 2.0, 2.0, 9.0, 2.0, 1.0], &[1., 1., 1., 1., 1., 1., 0.5, 0.5]),
            // after a fall the counting starts anew
            (plateau(0.25, 1, 0.0, 0.0), &[1.0; 7], &[1.0, 1.0, 0.25, 0.25, 0.0625, 0.0625, 0.015625]),
            // never below the floor
            (plateau(0.125, 0, 0.0, 0.1), &[1.0; 4], &[1.0, 0.125, 0.1, 0.1]),
            (plateau(0.0, 0, 0.0, 0.0), &[1.0; 3], &[1.0, 0.0, 0.0]),
            // better by a quarter only counts when it is more; the best stays what it was
            (plateau(0.5, 0, 0.25, 0.0), &[16.0, 12.0, 13.0, 11.0, 9.0], &[1.0, 0.5, 0.25, 0.25, 0.125]),
            // below 0, better is lower by a part of the size
            (plateau(0.5, 0, 0.5, 0.0), &[-8.0, -12.0, -13.0, -4.0], &[1.0, 0.5, 0.5, 0.25]),
            // with no threshold to speak of, zero is only beaten from below
            (plateau(0.5, 0, 1.0, 0.0), &[0.0, 0.0, -1.0], &[1.0, 0.5, 0.5]),
        ] {
            let mut watch = Watch::default();
            let hear = |&loss: &f64| {
                plateau.saw(loss, &mut watch);
                watch.factor
            };
            assert_eq!(losses.iter().map(hear).collect::<Vec<_>>(), factors, "{plateau:?}");
        }
    }
}
