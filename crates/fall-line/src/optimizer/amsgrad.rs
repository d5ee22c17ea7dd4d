//! AMSGrad: Adam whose scale never forgets a steep slope.

use super::{At, Rule, Slots, larger, power, unbias};
use crate::fields::fields;
use crate::real::Real;

fields! {
    /// Adam with the largest scale so far.
    ///
    /// m and v as Adam,  u ← max(u, v),  w ← w − lr · m̂ / (√u / √(1−β₂ᵗ) + ε)
    ///
    /// Adam's v forgets, so its steps can grow again where a rare steep gradient was what mattered; on such problems
    /// Adam does not converge, and this rule does.
    ///
    /// Reddi, Kale and Kumar, 2018, without the corrections for the zero start. *Where libraries differ:* PyTorch does
    /// as here; Keras too, with the corrections folded into the rate. Optax takes the maximum of the corrected v̂,
    /// which is large at first and so weighs for ever.
    pub struct Amsgrad {
        lr: f64 = 0.001, in 0.0..=1e6, "How far to go each step.";
        beta1: f64 = 0.9, in 0.0..1.0, "How long the direction remembers.";
        beta2: f64 = 0.999, in 0.0..1.0, "How long the scale remembers, but for its peak.";
        eps: f64 = 1e-8, in 0.0..=1.0, "Keeps the division finite.";
    }
}

impl Rule for Amsgrad {
    const LABEL: &'static str = "AMSGrad";

    fn lr(&self) -> f64 {
        self.lr
    }

    fn slots(&self) -> Vec<&str> {
        vec!["m", "v", "u"]
    }

    fn text(&self) -> String {
        [
            "param lr = 0.001, beta1 = 0.9, beta2 = 0.999, eps = 1e-8",
            "state m, v, u",
            "m = beta1*m + (1 - beta1)*g",
            "v = beta2*v + (1 - beta2)*g^2",
            "u = max(u, v)",
            "mhat = m/(1 - beta1^t)",
            "w = w - lr*mhat/(sqrt(u)/sqrt(1 - beta2^t) + eps)",
        ]
        .join("\n")
    }

    fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], slots: Slots<'_, T>) {
        let [lr, beta1, beta2, eps] = [at.lr, self.beta1, self.beta2, self.eps].map(T::of);
        let [rest1, rest2] = [1.0 - self.beta1, 1.0 - self.beta2].map(T::of);
        let [unbias1, root2] = [unbias(self.beta1, at.t), 1.0 / (1.0 - power(self.beta2, at.t)).sqrt()].map(T::of);
        let [m, v, u] = slots.parts();
        for ((((w, &g), m), v), u) in w.iter_mut().zip(g).zip(m).zip(v).zip(u) {
            *m = beta1 * *m + rest1 * g;
            *v = beta2 * *v + rest2 * (g * g);
            *u = larger(*u, *v);
            *w = *w - lr * (*m * unbias1) / (u.sqrt() * root2 + eps);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_cliff_the_steps_stay_short() {
        let (rule, mut slots) = (Amsgrad { beta1: 0.0, beta2: 0.5, ..Amsgrad::default() }, [[0.0]; 3]);
        let mut step = |t, g| {
            let mut w = [0.0_f64];
            rule.step(At { t, lr: 1.0 }, &mut w, &[g], Slots::of(&mut slots));
            w[0].abs()
        };
        step(1, 1e3);
        // Adam's would be 1 again
        assert!((2..1000).all(|t| step(t, 1.0) < 2e-3));
    }
}
