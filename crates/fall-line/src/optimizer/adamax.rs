//! AdaMax: Adam with the largest recent gradient for a scale.

use super::{At, Rule, Slots, larger, power};
use crate::fields::fields;
use crate::real::Real;

fields! {
    /// Adam by the largest gradient in place of the mean square.
    ///
    /// m as Adam,  u ← max(β₂u, |g| + ε),  w ← w − lr/(1−β₁ᵗ) · m / u
    ///
    /// Adam's √v is a mean of order 2 over the last gradients; this is the order ∞. u needs no correction: a maximum is
    /// not too small for having started at 0.
    ///
    /// Kingma and Ba, 2015, in section 7 of Adam's paper, without ε. *Where libraries differ:* PyTorch and Optax do as
    /// here, PyTorch with lr 0.002 by default; Keras adds ε to the divisor instead.
    pub struct Adamax {
        lr: f64 = 0.001, in 0.0..=1e6, "How far to go each step.";
        beta1: f64 = 0.9, in 0.0..1.0, "How long the direction remembers.";
        beta2: f64 = 0.999, in 0.0..1.0, "How long the largest gradient counts.";
        eps: f64 = 1e-8, in 0.0..=1.0, "Keeps the division finite.";
    }
}

impl Rule for Adamax {
    const LABEL: &'static str = "AdaMax";

    fn lr(&self) -> f64 {
        self.lr
    }

    fn slots(&self) -> Vec<&str> {
        vec!["m", "u"]
    }

    fn text(&self) -> String {
        [
            "param lr = 0.001, beta1 = 0.9, beta2 = 0.999, eps = 1e-8",
            "state m, u",
            "m = beta1*m + (1 - beta1)*g",
            "u = max(beta2*u, abs(g) + eps)",
            "w = w - lr/(1 - beta1^t)*m/u",
        ]
        .join("\n")
    }

    fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], slots: Slots<'_, T>) {
        let [rate, eps] = [at.lr / (1.0 - power(self.beta1, at.t)), self.eps].map(T::of);
        let [beta1, rest1, beta2] = [self.beta1, 1.0 - self.beta1, self.beta2].map(T::of);
        let [m, u] = slots.parts();
        for (((w, &g), m), u) in w.iter_mut().zip(g).zip(m).zip(u) {
            *m = beta1 * *m + rest1 * g;
            *u = larger(beta2 * *u, larger(g, -g) + eps);
            *w = *w - rate * *m / *u;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_the_largest_gradient_and_fades() {
        let (rule, mut slots) = (Adamax { beta2: 0.5, eps: 0.0, ..Adamax::default() }, [[0.0], [0.0]]);
        let gradients = [1.0, -64.0, 20.0, 1.0, 1.0, -8.0, 1.0];
        let scales = (1..).zip(gradients).map(|(t, g)| {
            rule.step(At { t, lr: 0.1 }, &mut [0.0], &[g], Slots::of(&mut slots));
            slots[1][0]
        });
        assert_eq!(scales.collect::<Vec<_>>(), [1.0, 64.0, 32.0, 16.0, 8.0, 8.0, 4.0]);
    }
}
