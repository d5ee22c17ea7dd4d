//! AdaDelta: steps of the size that steps have had, so that no rate is needed.

use super::{At, Rule, Slots};
use crate::fields::fields;
use crate::real::Real;

fields! {
    /// RMSProp whose rate is the size of its own last steps.
    ///
    /// h ← decay·h + (1−decay)·g²,  d = g · √(a+ε) / √(h+ε),  a ← decay·a + (1−decay)·d²,  w ← w − lr · d
    ///
    /// d has the unit of w, whatever the unit of f. Steps begin near √ε and grow from there: ε is the first push here,
    /// not only what keeps a division finite.
    ///
    /// Zeiler, 2012, without lr. *Where libraries differ:* decay is 0.9 in PyTorch and Optax and 0.95 in the paper and
    /// in Keras, where ε is 1e-7 and lr by default 0.001, a thousandth of the paper's steps.
    pub struct Adadelta {
        lr: f64 = 1.0, in 0.0..=1e6, "How much of each step to go; 1 is the rule as published.";
        decay: f64 = 0.95, in 0.0..1.0, "How long both scales remember.";
        eps: f64 = 1e-6, in 0.0..=1.0, "The first steps are about its root.";
    }
}

impl Rule for Adadelta {
    const LABEL: &'static str = "AdaDelta";

    fn lr(&self) -> f64 {
        self.lr
    }

    fn slots(&self) -> Vec<&str> {
        vec!["h", "a"]
    }

    fn text(&self) -> String {
        [
            "param lr = 1, decay = 0.95, eps = 1e-6",
            "state h, a",
            "h = decay*h + (1 - decay)*g^2",
            "d = g*sqrt(a + eps)/sqrt(h + eps)",
            "a = decay*a + (1 - decay)*d^2",
            "w = w - lr*d",
        ]
        .join("\n")
    }

    fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], slots: Slots<'_, T>) {
        let [lr, decay, rest, eps] = [at.lr, self.decay, 1.0 - self.decay, self.eps].map(T::of);
        let [h, a] = slots.parts();
        for (((w, &g), h), a) in w.iter_mut().zip(g).zip(h).zip(a) {
            *h = decay * *h + rest * (g * g);
            let d = g * (*a + eps).sqrt() / (*h + eps).sqrt();
            *a = decay * *a + rest * (d * d);
            *w = *w - lr * d;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_of_f_does_not_matter() {
        let (rule, mut slots, mut w) = (Adadelta::default(), [[0.0; 2], [0.0; 2]], [0.0_f64; 2]);
        for t in 1..=1000 {
            // the same slope, once in metres and once in kilometres
            rule.step(At { t, lr: 1.0 }, &mut w, &[-1e3, -1e6], Slots::of(&mut slots));
        }
        assert!(w[0] > 1.0 && (w[1] / w[0] - 1.0).abs() < 1e-6, "{w:?}");
    }
}
