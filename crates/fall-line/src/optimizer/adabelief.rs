//! AdaBelief: long steps where gradients come as expected.

use super::{At, Rule, Slots, unbias};
use crate::fields::fields;
use crate::real::Real;

fields! {
    /// Adam scaled by how wrong its expectation was.
    ///
    /// m as Adam,  s ← β₂s + (1−β₂)(g−m)² + ε,  w ← w − lr · m̂ / (√ŝ + ε),  ŝ = s/(1−β₂ᵗ)
    ///
    /// m is what the rule believes the gradient to be. Where g keeps to it s fades, and steps grow far beyond lr: on a
    /// long even slope this rule runs away where Adam walks.
    ///
    /// Zhuang, Tang, Ding, Tatikonda, Dvornek, Papademetris and Duncan, 2020. *Where libraries differ:* Optax has
    /// two ε, both 1e-16, and in earlier versions the m before g is counted. PyTorch and Keras have none of their own.
    pub struct Adabelief {
        lr: f64 = 0.001, in 0.0..=1e6, "How far to go each step.";
        beta1: f64 = 0.9, in 0.0..1.0, "How long the direction remembers.";
        beta2: f64 = 0.999, in 0.0..1.0, "How long the scale remembers.";
        eps: f64 = 1e-16, in 0.0..=1.0, "Keeps the division finite, and steps where nothing surprises.";
    }
}

impl Rule for Adabelief {
    const LABEL: &'static str = "AdaBelief";

    fn lr(&self) -> f64 {
        self.lr
    }

    fn slots(&self) -> Vec<&str> {
        vec!["m", "s"]
    }

    fn text(&self) -> String {
        [
            "param lr = 0.001, beta1 = 0.9, beta2 = 0.999, eps = 1e-16",
            "state m, s",
            "m = beta1*m + (1 - beta1)*g",
            "s = beta2*s + (1 - beta2)*(g - m)^2 + eps",
            "mhat = m/(1 - beta1^t)",
            "shat = s/(1 - beta2^t)",
            "w = w - lr*mhat/(sqrt(shat) + eps)",
        ]
        .join("\n")
    }

    fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], slots: Slots<'_, T>) {
        let [lr, beta1, beta2, eps] = [at.lr, self.beta1, self.beta2, self.eps].map(T::of);
        let [rest1, rest2] = [1.0 - self.beta1, 1.0 - self.beta2].map(T::of);
        let [unbias1, unbias2] = [self.beta1, self.beta2].map(|beta| T::of(unbias(beta, at.t)));
        let [m, s] = slots.parts();
        for (((w, &g), m), s) in w.iter_mut().zip(g).zip(m).zip(s) {
            *m = beta1 * *m + rest1 * g;
            let surprise = g - *m;
            *s = beta2 * *s + rest2 * (surprise * surprise) + eps;
            *w = *w - lr * (*m * unbias1) / ((*s * unbias2).sqrt() + eps);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_constant_slope_steps_grow_far_beyond_the_rate() {
        let (rule, mut slots) = (Adabelief::default(), [[0.0], [0.0]]);
        let steps = (1..=5000).map(|t| {
            let mut w = [0.0];
            rule.step(At { t, lr: 0.5 }, &mut w, &[-3.0], Slots::of(&mut slots));
            w[0]
        });
        let steps: Vec<f64> = steps.collect();
        assert!(steps.is_sorted() && steps[4999] > 100.0 * 0.5, "{}", steps[4999]);
    }
}
