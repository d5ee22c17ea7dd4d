//! Momentum: the ball keeps part of its speed.

use super::{At, Rule, Slots};
use crate::fields::fields;
use crate::real::Real;

fields! {
    /// Momentum, the heavy ball.
    ///
    /// v ← momentum·v − lr·g,  w ← w + v
    ///
    /// Polyak, 1964. *Where libraries differ:* PyTorch and Optax keep v without the rate (v ← momentum·v + g,
    /// w ← w − lr·v): the same path while lr is constant, another when a schedule changes it. Keras does as here.
    pub struct Momentum {
        lr: f64 = 0.01, in 0.0..=1e6, "How far to go each step.";
        momentum: f64 = 0.9, in 0.0..1.0, "The part of the last step that is kept.";
    }
}

impl Rule for Momentum {
    const LABEL: &'static str = "Momentum";

    fn lr(&self) -> f64 {
        self.lr
    }

    fn slots(&self) -> Vec<&str> {
        vec!["v"]
    }

    fn text(&self) -> String {
        ["param lr = 0.01, momentum = 0.9", "state v", "v = momentum*v - lr*g", "w = w + v"].join("\n")
    }

    fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], slots: Slots<'_, T>) {
        let [lr, momentum] = [at.lr, self.momentum].map(T::of);
        let [v] = slots.parts();
        for ((w, &g), v) in w.iter_mut().zip(g).zip(v) {
            *v = momentum * *v - lr * g;
            *w = *w + *v;
        }
    }

    fn limit(&self, lambda: f64) -> Option<(f64, &'static str)> {
        Some((2.0 * (1.0 + self.momentum) / lambda, "2(1+β)/λmax"))
    }
}
