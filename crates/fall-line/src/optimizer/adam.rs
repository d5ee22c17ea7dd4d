//! Adam: momentum's direction, each axis with a step of its own.

use super::{At, Rule, Slots, unbias};
use crate::fields::fields;
use crate::real::Real;

fields! {
    /// Adaptive moment estimation.
    ///
    /// m ← β₁m + (1−β₁)g,  v ← β₂v + (1−β₂)g²,  w ← w − lr · m̂ / (√v̂ + ε)
    ///
    /// with m̂ = m/(1−β₁ᵗ) and v̂ = v/(1−β₂ᵗ): both averages start at zero and would be too small at first; at t = 1,
    /// m is only (1−β₁)·g.
    ///
    /// Kingma and Ba, 2015. *Where libraries differ:* ε stands outside the root here, in PyTorch and in Optax; Keras
    /// folds the corrections into the rate, so the same ε weighs more in the first steps.
    pub struct Adam {
        lr: f64 = 0.001, in 0.0..=1e6, "How far to go each step.";
        beta1: f64 = 0.9, in 0.0..1.0, "How long the direction remembers.";
        beta2: f64 = 0.999, in 0.0..1.0, "How long the scale remembers.";
        eps: f64 = 1e-8, in 0.0..=1.0, "Keeps the division finite.";
        bias_correction: bool = true, "Undo the zero start of both averages.";
    }
}

impl Rule for Adam {
    const LABEL: &'static str = "Adam";
    // what the first engine moves is two numbers
    const FLUSHES: bool = cfg!(feature = "network");

    fn lr(&self) -> f64 {
        self.lr
    }

    fn slots(&self) -> Vec<&str> {
        vec!["m", "v"]
    }

    fn text(&self) -> String {
        [
            "param lr = 0.001, beta1 = 0.9, beta2 = 0.999, eps = 1e-8",
            "state m, v",
            "m = beta1*m + (1 - beta1)*g",
            "v = beta2*v + (1 - beta2)*g^2",
            if self.bias_correction {
                "mhat = m/(1 - beta1^t)\nvhat = v/(1 - beta2^t)\nw = w - lr*mhat/(sqrt(vhat) + eps)"
            } else {
                "w = w - lr*m/(sqrt(v) + eps)"
            },
        ]
        .join("\n")
    }

    fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], slots: Slots<'_, T>) {
        let [lr, beta1, beta2, eps] = [at.lr, self.beta1, self.beta2, self.eps].map(T::of);
        let [rest1, rest2] = [1.0 - self.beta1, 1.0 - self.beta2].map(T::of);
        // dividing by 1 changes no bit, so without the correction the same loop serves
        let unbias = |beta| T::of(if self.bias_correction { unbias(beta, at.t) } else { 1.0 });
        let [unbias1, unbias2] = [self.beta1, self.beta2].map(unbias);
        let [m, v] = slots.parts();
        for (((w, &g), m), v) in w.iter_mut().zip(g).zip(m).zip(v) {
            let (now_m, now_v) = (beta1 * *m + rest1 * g, beta2 * *v + rest2 * (g * g));
            *w = *w - lr * (now_m * unbias1) / ((now_v * unbias2).sqrt() + eps);
            (*m, *v) = if Self::FLUSHES { (now_m.flushed(), now_v.flushed()) } else { (now_m, now_v) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_step_is_the_learning_rate_against_the_sign() {
        let (mut w, adam) = ([1.0, 1.0], Adam { eps: 0.0, ..Adam::default() });
        adam.step(At { t: 1, lr: 0.25 }, &mut w, &[1e-5, -3e4], Slots::of(&mut [[0.0; 2], [0.0; 2]]));
        assert!((w[0] - 0.75_f64).abs() < 1e-12 && (w[1] - 1.25_f64).abs() < 1e-12, "{w:?}");
    }
}
