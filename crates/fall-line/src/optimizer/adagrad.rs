//! AdaGrad: each axis is slowed by all the slope it has seen.

use super::{At, Rule, Slots};
use crate::fields::fields;
use crate::real::Real;

fields! {
    /// Adaptive gradients: a rate for each axis.
    ///
    /// h ← h + g²,  w ← w − lr · g / (√h + ε)
    ///
    /// A steep axis is slowed, a flat one is not. h only grows: on a constant slope step t is lr/√t, and in the end the
    /// rule hardly moves.
    ///
    /// Duchi, Hazan and Singer, 2011. *Where libraries differ:* PyTorch does as here. Keras and Optax start h at 0.1
    /// and have ε inside the root, so their first steps on a gentle slope are shorter.
    pub struct Adagrad {
        lr: f64 = 0.01, in 0.0..=1e6, "How far to go each step.";
        eps: f64 = 1e-10, in 0.0..=1.0, "Keeps the division finite.";
    }
}

impl Rule for Adagrad {
    const LABEL: &'static str = "AdaGrad";

    fn lr(&self) -> f64 {
        self.lr
    }

    fn slots(&self) -> Vec<&str> {
        vec!["h"]
    }

    fn text(&self) -> String {
        ["param lr = 0.01, eps = 1e-10", "state h", "h = h + g^2", "w = w - lr*g/(sqrt(h) + eps)"].join("\n")
    }

    fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], slots: Slots<'_, T>) {
        let [lr, eps] = [at.lr, self.eps].map(T::of);
        let [h] = slots.parts();
        for ((w, &g), h) in w.iter_mut().zip(g).zip(h) {
            *h = *h + g * g;
            *w = *w - lr * g / (h.sqrt() + eps);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_constant_slope_step_t_is_the_rate_over_the_root_of_t_however_steep() {
        let (rule, mut slots) = (Adagrad { eps: 0.0, ..Adagrad::default() }, [[0.0; 2]]);
        for t in 1..=100 {
            let mut w = [0.0; 2];
            rule.step(At { t, lr: 0.5 }, &mut w, &[1e-4, -300.0], Slots::of(&mut slots));
            let size = 0.5 / f64::from(t).sqrt();
            assert!((w[0] + size).abs() < 1e-12 && (w[1] - size).abs() < 1e-12, "{t}: {w:?}");
        }
    }
}
