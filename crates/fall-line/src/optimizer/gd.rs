//! Gradient descent: straight down, as far as the learning rate says.

use super::{At, Rule, Slots};
use crate::fields::fields;
use crate::real::Real;

fields! {
    /// Gradient descent.
    ///
    /// w ← w − lr · g
    ///
    /// Cauchy, 1847. With rows it is stochastic or mini-batch descent: the same rule on fewer rows.
    pub struct Gd {
        lr: f64 = 0.1, in 0.0..=1e6, "How far to go each step.";
    }
}

impl Rule for Gd {
    const LABEL: &'static str = "GD";

    fn lr(&self) -> f64 {
        self.lr
    }

    fn slots(&self) -> Vec<&str> {
        vec![]
    }

    fn text(&self) -> String {
        ["param lr = 0.1", "w = w - lr*g"].join("\n")
    }

    fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], _: Slots<'_, T>) {
        let lr = T::of(at.lr);
        for (w, &g) in w.iter_mut().zip(g) {
            *w = *w - lr * g;
        }
    }

    fn limit(&self, lambda: f64) -> Option<(f64, &'static str)> {
        Some((2.0 / lambda, "2/λmax"))
    }
}
