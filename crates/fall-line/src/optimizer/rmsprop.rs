//! RMSProp: each axis is slowed by the slope it has seen lately.

use super::{At, Rule, Slots};
use crate::fields::fields;
use crate::real::Real;

fields! {
    /// AdaGrad with a moving average in place of the sum.
    ///
    /// h ← decay·h + (1−decay)·g²,  w ← w − lr · g / (√h + ε)
    ///
    /// On a constant slope every step tends to lr, however steep it is, and after a cliff the rate recovers. h starts
    /// at 0, so the first step is lr/√(1−decay), three times lr by default.
    ///
    /// Tieleman and Hinton, 2012: a slide of a lecture, never a paper. *Where libraries differ:* PyTorch has ε outside
    /// the root as here, and decay 0.99; Keras and Optax have ε inside, where it weighs more: √ε is the smallest
    /// divisor.
    pub struct Rmsprop {
        lr: f64 = 0.001, in 0.0..=1e6, "How far to go each step.";
        decay: f64 = 0.9, in 0.0..1.0, "How long the scale remembers.";
        eps: f64 = 1e-8, in 0.0..=1.0, "Keeps the division finite.";
    }
}

impl Rule for Rmsprop {
    const LABEL: &'static str = "RMSProp";

    fn lr(&self) -> f64 {
        self.lr
    }

    fn slots(&self) -> Vec<&str> {
        vec!["h"]
    }

    fn text(&self) -> String {
        [
            "param lr = 0.001, decay = 0.9, eps = 1e-8",
            "state h",
            "h = decay*h + (1 - decay)*g^2",
            "w = w - lr*g/(sqrt(h) + eps)",
        ]
        .join("\n")
    }

    fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], slots: Slots<'_, T>) {
        let [lr, decay, rest, eps] = [at.lr, self.decay, 1.0 - self.decay, self.eps].map(T::of);
        let [h] = slots.parts();
        for ((w, &g), h) in w.iter_mut().zip(g).zip(h) {
            *h = decay * *h + rest * (g * g);
            *w = *w - lr * g / (h.sqrt() + eps);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_cliff_the_rate_recovers() {
        let (rule, mut slots) = (Rmsprop { eps: 0.0, ..Rmsprop::default() }, [[0.0]]);
        let mut step = |t, g| {
            let mut w = [0.0];
            rule.step(At { t, lr: 0.5 }, &mut w, &[g], Slots::of(&mut slots));
            w[0]
        };
        assert!((step(1, -1e6) - 0.5 / 0.1_f64.sqrt()).abs() < 1e-12);
        assert!(step(2, -1.0) < 1e-5);
        (3..500).for_each(|t| _ = step(t, -1.0));
        assert!((step(500, -1.0) - 0.5).abs() < 1e-9);
    }
}
