//! NAdam: Adam that already counts the gradient at hand for its next step.

use super::{At, Rule, Slots, unbias};
use crate::fields::fields;
use crate::real::Real;

fields! {
    /// Adam with Nesterov's look ahead.
    ///
    /// m and v as Adam,  m̂ = β₁m/(1−β₁ᵗ⁺¹) + (1−β₁)g/(1−β₁ᵗ),  w ← w − lr · m̂ / (√v̂ + ε)
    ///
    /// m is carried one step on, and the newest gradient added to it once more.
    ///
    /// Dozat, 2016, where β₁ rises with t. *Where libraries differ:* Optax keeps β₁ constant, as here. PyTorch and
    /// Keras let it rise, by 1 − ½·0.96^(t/250) the one and 1 − ½·0.96ᵗ the other; PyTorch's lr is 0.002 by default.
    pub struct Nadam {
        lr: f64 = 0.001, in 0.0..=1e6, "How far to go each step.";
        beta1: f64 = 0.9, in 0.0..1.0, "How long the direction remembers.";
        beta2: f64 = 0.999, in 0.0..1.0, "How long the scale remembers.";
        eps: f64 = 1e-8, in 0.0..=1.0, "Keeps the division finite.";
    }
}

impl Rule for Nadam {
    const LABEL: &'static str = "NAdam";

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
            "mhat = beta1*m/(1 - beta1^(t + 1)) + (1 - beta1)*g/(1 - beta1^t)",
            "vhat = v/(1 - beta2^t)",
            "w = w - lr*mhat/(sqrt(vhat) + eps)",
        ]
        .join("\n")
    }

    fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], slots: Slots<'_, T>) {
        let [lr, beta1, beta2, eps] = [at.lr, self.beta1, self.beta2, self.eps].map(T::of);
        let [rest1, rest2] = [1.0 - self.beta1, 1.0 - self.beta2].map(T::of);
        let [unbias1, unbias2] = [self.beta1, self.beta2].map(|beta| T::of(unbias(beta, at.t)));
        let next1 = T::of(unbias(self.beta1, at.t + 1));
        let [m, v] = slots.parts();
        for (((w, &g), m), v) in w.iter_mut().zip(g).zip(m).zip(v) {
            *m = beta1 * *m + rest1 * g;
            *v = beta2 * *v + rest2 * (g * g);
            let mhat = beta1 * *m * next1 + rest1 * g * unbias1;
            *w = *w - lr * mhat / ((*v * unbias2).sqrt() + eps);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_step_counts_the_gradient_almost_one_and_a_half_times() {
        let (rule, mut w) = (Nadam { eps: 0.0, ..Nadam::default() }, [0.0_f64]);
        rule.step(At { t: 1, lr: 0.25 }, &mut w, &[-3e4], Slots::of(&mut [[0.0], [0.0]]));
        // 1 + β₁(1−β₁)/(1−β₁²)
        assert!((w[0] - 0.25 * (1.0 + 0.9 / 1.9)).abs() < 1e-12, "{w:?}");
    }
}
