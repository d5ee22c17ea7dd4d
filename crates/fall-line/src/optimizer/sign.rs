//! Sign descent: downhill on every axis, each step as long as the last.

use super::{At, Rule, Slots, sign};
use crate::fields::fields;
use crate::real::Real;

fields! {
    /// Descent by the sign of the gradient alone.
    ///
    /// w ← w − lr · sign(g)
    ///
    /// What is left of Adam without memory, and of Lion. How steep the slope is does not matter, only to which side it
    /// falls; with a constant rate the end is a walk to and fro around the minimum, closer to it than lr.
    ///
    /// Bernstein, Wang, Azizzadenesheli and Anandkumar, 2018, as signSGD; Riedmiller and Braun's Rprop, 1993, also
    /// adapts the steps. *Where libraries differ:* Optax's `sign_sgd` does as here; PyTorch has Rprop only, Keras
    /// neither.
    pub struct Sign {
        lr: f64 = 0.001, in 0.0..=1e6, "How far to go each step, on each axis.";
    }
}

impl Rule for Sign {
    const LABEL: &'static str = "Sign descent";
    const FORGETS: bool = true;

    fn lr(&self) -> f64 {
        self.lr
    }

    fn slots(&self) -> Vec<&str> {
        vec![]
    }

    fn text(&self) -> String {
        ["param lr = 0.001", "w = w - lr*sign(g)"].join("\n")
    }

    fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], _: Slots<'_, T>) {
        let lr = T::of(at.lr);
        for (w, &g) in w.iter_mut().zip(g) {
            *w = *w - lr * sign(g);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_the_rate_however_steep_and_none_where_it_is_flat() {
        let mut w = [1.0, 1.0, 1.0, 1.0];
        Sign::default().step(At { t: 1, lr: 0.25 }, &mut w, &[1e-300, -1e300, 0.0, -0.0], Slots::of::<4>(&mut []));
        assert_eq!(w, [0.75, 1.25, 1.0, 1.0]);
    }
}
