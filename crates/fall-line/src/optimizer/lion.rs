//! Lion: one length for every step, and momentum for its direction.

use super::{At, Rule, Slots, sign};
use crate::fields::fields;
use crate::real::Real;

fields! {
    /// The evolved sign momentum.
    ///
    /// u = sign(β₁m + (1−β₁)g),  m ← β₂m + (1−β₂)g,  w ← w − lr · (u + weight_decay·w)
    ///
    /// Each axis moves by lr, to one side or the other: a tenth of Adam's rate is the usual one. With a constant rate
    /// it does not settle, but walks to and fro around a minimum by about lr.
    ///
    /// Chen, Liang, Huang and others, 2023, found by a search over programs. *Where libraries differ:* Optax has
    /// weight_decay 0.001 and Keras lr 0.001 by default; PyTorch has none of its own.
    pub struct Lion {
        lr: f64 = 0.0001, in 0.0..=1e6, "How far to go each step, on each axis.";
        beta1: f64 = 0.9, in 0.0..1.0, "How much the past counts in the direction.";
        beta2: f64 = 0.99, in 0.0..1.0, "How long the past is remembered.";
        weight_decay: f64 = 0.0, in 0.0..=1e6, "How much of itself each weight loses, times lr.";
    }
}

impl Rule for Lion {
    const LABEL: &'static str = "Lion";

    fn lr(&self) -> f64 {
        self.lr
    }

    fn slots(&self) -> Vec<&str> {
        vec!["m"]
    }

    fn text(&self) -> String {
        [
            "param lr = 0.0001, beta1 = 0.9, beta2 = 0.99, weight_decay = 0",
            "state m",
            "u = sign(beta1*m + (1 - beta1)*g)",
            "m = beta2*m + (1 - beta2)*g",
            "w = w - lr*(u + weight_decay*w)",
        ]
        .join("\n")
    }

    fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], slots: Slots<'_, T>) {
        let [lr, beta1, beta2, weight_decay] = [at.lr, self.beta1, self.beta2, self.weight_decay].map(T::of);
        let [rest1, rest2] = [1.0 - self.beta1, 1.0 - self.beta2].map(T::of);
        let [m] = slots.parts();
        for ((w, &g), m) in w.iter_mut().zip(g).zip(m) {
            let u = sign(beta1 * *m + rest1 * g);
            *m = beta2 * *m + rest2 * g;
            *w = *w - lr * (u + weight_decay * *w);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_the_rate_and_turns_when_the_past_is_outweighed() {
        let (rule, mut slots) = (Lion::default(), [[0.0; 2]]);
        let mut step = |t, g: [f64; 2]| {
            let mut w = [0.0; 2];
            rule.step(At { t, lr: 0.25 }, &mut w, &g, Slots::of(&mut slots));
            w
        };
        for t in 1..=10 {
            assert_eq!(step(t, [3.0, -1e-9]), [-0.25, 0.25]);
        }
        // m is 3(1 − 0.99¹⁰) = 0.287: nine times that is more than 1, and less than 5
        assert_eq!(step(11, [-1.0, 5e-9]), [-0.25, -0.25]);
    }
}
