//! Nesterov's momentum: the ball looks where its speed will carry it, and brakes before the overshoot.

use super::{At, Rule, Slots, Wanted};
use crate::fields::fields;
use crate::real::Real;

fields! {
    /// Momentum that takes the gradient ahead.
    ///
    /// v ← momentum·v − lr·∇f(w + momentum·v),  w ← w + v
    ///
    /// Nesterov, 1983, in the form of Sutskever, Martens, Dahl and Hinton, 2013. *Where libraries differ:* PyTorch,
    /// Keras and Optax keep the point ahead in place of w, so that the gradient at hand is already the right one: their
    /// path, while lr is constant, is that of the points at which this rule looks. PyTorch and Optax also keep v without
    /// the rate, which differs again when a schedule changes it.
    pub struct Nesterov {
        lr: f64 = 0.01, in 0.0..=1e6, "How far to go each step.";
        momentum: f64 = 0.9, in 0.0..1.0, "The part of the last step that is kept.";
    }
}

impl Rule for Nesterov {
    const LABEL: &'static str = "Nesterov";
    const WANTED: Wanted = Wanted::Ahead;

    fn lr(&self) -> f64 {
        self.lr
    }

    fn slots(&self) -> Vec<&str> {
        vec!["v"]
    }

    fn text(&self) -> String {
        let v = "v = momentum*v - lr*grad(w + momentum*v)";
        ["param lr = 0.01, momentum = 0.9", "state v", v, "w = w + v"].join("\n")
    }

    fn look<T: Real>(&self, point: &mut [T], slots: Slots<'_, T>) {
        let momentum = T::of(self.momentum);
        let [v] = slots.parts();
        for (x, &mut v) in point.iter_mut().zip(v) {
            *x = *x + momentum * v;
        }
    }

    fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], slots: Slots<'_, T>) {
        let [lr, momentum] = [at.lr, self.momentum].map(T::of);
        let [v] = slots.parts();
        for ((w, &g), v) in w.iter_mut().zip(g).zip(v) {
            *v = momentum * *v - lr * g;
            *w = *w + *v;
        }
    }

    fn limit(&self, lambda: f64) -> Option<(f64, &'static str)> {
        // at this rate −1 solves z² = (1 − lr·λ)((1+β)z − β), the growth of w from step to step
        let beta = self.momentum;
        Some((2.0 * (1.0 + beta) / ((1.0 + 2.0 * beta) * lambda), "2(1+β)/((1+2β)λmax)"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_looks_where_its_speed_would_carry_it() {
        let rule = Nesterov { momentum: 0.5, ..Nesterov::default() };
        let mut point = [1.0, 2.0];
        rule.look(&mut point, Slots::of(&mut [[4.0, -8.0]]));
        assert_eq!(point, [3.0, -2.0]);
    }
}
