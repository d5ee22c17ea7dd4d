//! AdamW: Adam, and weights that shrink by themselves.

use super::{At, Rule, Slots, unbias};
use crate::fields::fields;
use crate::real::Real;

fields! {
    /// Adam with decoupled weight decay.
    ///
    /// w ← w − lr · weight_decay · w, then Adam's update with the gradient from before
    ///
    /// A penalty in the gradient would be divided by √v̂ as well, and so shrink least the weights with steep gradients;
    /// here all shrink alike, by what their size and the rate say.
    ///
    /// Loshchilov and Hutter, 2019. *Where libraries differ:* in the paper the decay follows the schedule but not lr
    /// itself; here, as in PyTorch, Keras and Optax, it follows both. weight_decay is 0.01 in PyTorch, 0.004 in Keras,
    /// 0.0001 in Optax.
    pub struct Adamw {
        lr: f64 = 0.001, in 0.0..=1e6, "How far to go each step.";
        beta1: f64 = 0.9, in 0.0..1.0, "How long the direction remembers.";
        beta2: f64 = 0.999, in 0.0..1.0, "How long the scale remembers.";
        eps: f64 = 1e-8, in 0.0..=1.0, "Keeps the division finite.";
        weight_decay: f64 = 0.01, in 0.0..=1e6, "How much of itself each weight loses, times lr.";
    }
}

impl Rule for Adamw {
    const LABEL: &'static str = "AdamW";

    fn lr(&self) -> f64 {
        self.lr
    }

    fn slots(&self) -> Vec<&str> {
        vec!["m", "v"]
    }

    fn text(&self) -> String {
        [
            "param lr = 0.001, beta1 = 0.9, beta2 = 0.999, eps = 1e-8, weight_decay = 0.01",
            "state m, v",
            "w = w - lr*weight_decay*w",
            "m = beta1*m + (1 - beta1)*g",
            "v = beta2*v + (1 - beta2)*g^2",
            "mhat = m/(1 - beta1^t)",
            "vhat = v/(1 - beta2^t)",
            "w = w - lr*mhat/(sqrt(vhat) + eps)",
        ]
        .join("\n")
    }

    fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], slots: Slots<'_, T>) {
        let [lr, beta1, beta2, eps] = [at.lr, self.beta1, self.beta2, self.eps].map(T::of);
        let [decay, rest1, rest2] = [at.lr * self.weight_decay, 1.0 - self.beta1, 1.0 - self.beta2].map(T::of);
        let [unbias1, unbias2] = [self.beta1, self.beta2].map(|beta| T::of(unbias(beta, at.t)));
        let [m, v] = slots.parts();
        for (((w, &g), m), v) in w.iter_mut().zip(g).zip(m).zip(v) {
            *w = *w - decay * *w;
            *m = beta1 * *m + rest1 * g;
            *v = beta2 * *v + rest2 * (g * g);
            *w = *w - lr * (*m * unbias1) / ((*v * unbias2).sqrt() + eps);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_flat_ground_all_weights_shrink_alike() {
        let (rule, mut w) = (Adamw { weight_decay: 0.5, ..Adamw::default() }, [8.0, -2.0, 0.0]);
        rule.step(At { t: 1, lr: 0.5 }, &mut w, &[0.0; 3], Slots::of(&mut [[0.0; 3], [0.0; 3]]));
        assert_eq!(w, [6.0, -1.5, 0.0]);
    }
}
