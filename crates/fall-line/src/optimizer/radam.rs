//! RAdam: Adam that waits with its scale until there is enough to know it from.

use super::{At, Rule, Slots, power};
use crate::fields::fields;
use crate::real::Real;

fields! {
    /// Rectified Adam.
    ///
    /// m and v as Adam,  ρ∞ = 2/(1−β₂) − 1,  ρ = ρ∞ − 2tβ₂ᵗ/(1−β₂ᵗ)
    ///
    /// where ρ > 5:  w ← w − lr · m̂ · r · √(1−β₂ᵗ) / (√v + ε),  r = √((ρ−4)(ρ−2)ρ∞ / ((ρ∞−4)(ρ∞−2)ρ))
    ///
    /// before:  w ← w − lr · m̂
    ///
    /// ρ is about the number of gradients that v is made of. While they are few, √v says little and Adam's first steps
    /// are a lottery; r holds them back and grows to 1: a warm-up that needs no setting. The very first, five by
    /// default, are as long as the slope is steep.
    ///
    /// Liu, Jiang, He, Chen, Liu, Gao and Han, 2020, with ρ > 4. *Where libraries differ:* PyTorch and Optax have 5 as
    /// here; Optax's ε acts on the corrected √v̂. Keras has no such rule.
    pub struct Radam {
        lr: f64 = 0.001, in 0.0..=1e6, "How far to go each step.";
        beta1: f64 = 0.9, in 0.0..1.0, "How long the direction remembers.";
        beta2: f64 = 0.999, in 0.0..1.0, "How long the scale remembers.";
        eps: f64 = 1e-8, in 0.0..=1.0, "Keeps the division finite.";
    }
}

impl Rule for Radam {
    const LABEL: &'static str = "RAdam";

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
            "mhat = m/(1 - beta1^t)",
            "rho_inf = 2/(1 - beta2) - 1",
            "rho = rho_inf - 2*t*beta2^t/(1 - beta2^t)",
            "r = sqrt((rho - 4)*(rho - 2)*rho_inf/((rho_inf - 4)*(rho_inf - 2)*rho))",
            "w = w - if(rho > 5, lr*mhat*r*sqrt(1 - beta2^t)/(sqrt(v) + eps), lr*mhat)",
        ]
        .join("\n")
    }

    fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], slots: Slots<'_, T>) {
        let [power1, power2] = [self.beta1, self.beta2].map(|beta| power(beta, at.t));
        let rho_inf = 2.0 / (1.0 - self.beta2) - 1.0;
        let rho = rho_inf - 2.0 * f64::from(at.t) * power2 / (1.0 - power2);
        let r = ((rho - 4.0) * (rho - 2.0) * rho_inf / ((rho_inf - 4.0) * (rho_inf - 2.0) * rho)).sqrt();

        let [lr, beta1, beta2, eps] = [at.lr, self.beta1, self.beta2, self.eps].map(T::of);
        let [rest1, rest2] = [1.0 - self.beta1, 1.0 - self.beta2].map(T::of);
        let [unbias1, r, root2] = [1.0 / (1.0 - power1), r, (1.0 - power2).sqrt()].map(T::of);
        let [m, v] = slots.parts();
        for (((w, &g), m), v) in w.iter_mut().zip(g).zip(m).zip(v) {
            *m = beta1 * *m + rest1 * g;
            *v = beta2 * *v + rest2 * (g * g);
            let mhat = *m * unbias1;
            *w = *w - if rho > 5.0 { lr * mhat * r * root2 / (v.sqrt() + eps) } else { lr * mhat };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_steps_follow_the_slope_then_a_warm_up_leads_to_the_rate() {
        let (rule, mut slots) = (Radam::default(), [[0.0], [0.0]]);
        let mut steps = (1..=20_000).map(|t| {
            let mut w = [0.0];
            rule.step(At { t, lr: 0.5 }, &mut w, &[-64.0], Slots::of(&mut slots));
            w[0]
        });
        assert!(steps.by_ref().take(5).all(|step: f64| (step - 0.5 * 64.0).abs() < 1e-12));
        let scaled: Vec<_> = steps.collect();
        assert!(scaled[0] < 0.02 && scaled.is_sorted(), "{}", scaled[0]);
        assert!((scaled[scaled.len() - 1] - 0.5).abs() < 1e-6);
    }
}
