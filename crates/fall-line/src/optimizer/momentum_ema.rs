//! Momentum as an average: the ball rolls where the last gradients point on the whole.

use super::{At, Rule, Slots};
use crate::fields::fields;
use crate::real::Real;

fields! {
    /// Momentum as a moving average of the gradients.
    ///
    /// v ← βv + (1−β)g,  w ← w − lr · v
    ///
    /// The weights of the past gradients, (1−β)βᵏ, add up to 1: v is as large as a gradient, and while lr is constant
    /// the path is that of momentum with the rate (1−β)·lr. v starts at 0, so the first steps are short.
    ///
    /// Polyak, 1964, rescaled. *Where libraries differ:* PyTorch's `dampening` = β is this, but for a first v that is
    /// the whole gradient. Optax's `ema` undoes the zero start unless told not to. Keras has only the other form.
    pub struct MomentumEma {
        lr: f64 = 0.1, in 0.0..=1e6, "How far to go each step.";
        beta: f64 = 0.9, in 0.0..1.0, "How long the average remembers.";
    }
}

impl Rule for MomentumEma {
    const LABEL: &'static str = "Momentum (average)";

    fn lr(&self) -> f64 {
        self.lr
    }

    fn slots(&self) -> Vec<&str> {
        vec!["v"]
    }

    fn text(&self) -> String {
        ["param lr = 0.1, beta = 0.9", "state v", "v = beta*v + (1 - beta)*g", "w = w - lr*v"].join("\n")
    }

    fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], slots: Slots<'_, T>) {
        let [lr, beta, rest] = [at.lr, self.beta, 1.0 - self.beta].map(T::of);
        let [v] = slots.parts();
        for ((w, &g), v) in w.iter_mut().zip(g).zip(v) {
            *v = beta * *v + rest * g;
            *w = *w - lr * *v;
        }
    }

    fn limit(&self, lambda: f64) -> Option<(f64, &'static str)> {
        Some((2.0 * (1.0 + self.beta) / ((1.0 - self.beta) * lambda), "2(1+β)/((1−β)λmax)"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_constant_slope_steps_grow_from_a_part_of_the_rate_to_all_of_it() {
        let (rule, mut slots) = (MomentumEma { beta: 0.75, ..MomentumEma::default() }, [[0.0]]);
        let mut step = |t| {
            let mut w = [0.0_f64];
            rule.step(At { t, lr: 0.5 }, &mut w, &[-4.0], Slots::of(&mut slots));
            w[0]
        };
        assert_eq!(step(1), 0.25 * 0.5 * 4.0);
        assert!((2..200).all(|t| step(t) < 2.0 + 1e-12));
        assert!((step(200) - 0.5 * 4.0).abs() < 1e-12);
    }
}
