//! Optimizers: one rule a file, each a struct of its hyper-parameters that can take a step.

use crate::fields::choices;
use crate::real::Real;

mod adam;
mod gd;
mod momentum;

pub use adam::Adam;
pub use gd::Gd;
pub use momentum::Momentum;

choices! {
    /// The rule that turns gradients into steps.
    pub enum Optimizer {
        Gd "gd",
        Momentum "momentum",
        Adam "adam",
    }
    dispatch each_rule
}

/// How parameters move, given a gradient. `self` is the hyper-parameters, exactly as written in the document.
pub trait Rule {
    /// What runs are called that have no name of their own.
    const LABEL: &'static str;

    /// The learning rate, before any schedule.
    fn lr(&self) -> f64;

    /// The names of the state vectors, all 0 at first: the page plots and prints them.
    fn slots(&self) -> &[&str];

    /// The rule in the formula language: the definition. `step` gives its bits.
    fn text(&self) -> String;

    /// One update of `w` by the gradient `g`.
    fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], slots: &mut [Vec<T>]);

    /// The largest learning rate that is stable on a quadratic whose steepest curvature is `lambda`, and the formula
    /// that says so; None where no such limit is known.
    fn limit(&self, lambda: f64) -> Option<(f64, &'static str)> {
        let _ = lambda;
        None
    }
}

/// When an update happens.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// Counts from 1.
    pub t: u32,
    /// The learning rate, already scheduled.
    pub lr: f64,
}

/// x^n for a whole n that is not written as a number: libm's.
fn power(x: f64, n: u32) -> f64 {
    libm::pow(x, f64::from(n))
}

impl Optimizer {
    /// What runs are called that have no name of their own.
    pub fn label(&self) -> &'static str {
        fn label<R: Rule>(_: &R) -> &'static str {
            R::LABEL
        }
        each_rule!(self, rule => label(rule))
    }

    /// The learning rate, before any schedule.
    pub fn lr(&self) -> f64 {
        each_rule!(self, rule => rule.lr())
    }

    /// The names of the state vectors.
    pub fn slots(&self) -> &[&str] {
        each_rule!(self, rule => rule.slots())
    }

    /// The rule in the formula language.
    pub fn text(&self) -> String {
        each_rule!(self, rule => rule.text())
    }

    /// One update, and state too small to matter set to 0.
    pub fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], slots: &mut [Vec<T>]) {
        each_rule!(self, rule => rule.step(at, w, g, slots));
        slots.iter_mut().flatten().for_each(|s| *s = s.flushed());
    }

    /// The largest stable learning rate, and its formula.
    pub fn limit(&self, lambda: f64) -> Option<(f64, &'static str)> {
        each_rule!(self, rule => rule.limit(lambda))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::{Choice, Field, Form, Path, Slot};

    /// From (3, −2) on x² + y²/4, with the rate that the rule likes.
    fn run<T: Real>(optimizer: &Optimizer, steps: u32, lr: f64) -> Vec<f64> {
        let (mut w, mut slots) = ([3.0, -2.0].map(T::of), vec![vec![T::of(0.0); 2]; optimizer.slots().len()]);
        for t in 1..=steps {
            let g = [T::of(2.0) * w[0], T::of(0.5) * w[1]];
            optimizer.step(At { t, lr }, &mut w, &g, &mut slots);
        }
        w.map(T::wide).to_vec()
    }

    fn descends_on_a_quadratic(optimizer: &Optimizer) {
        for end in [run::<f64>(optimizer, 2000, 0.1), run::<f32>(optimizer, 2000, 0.1)] {
            assert!(end.iter().all(|x| x.abs() < 1e-3), "{optimizer:?}: {end:?}");
        }
    }

    fn stands_still_without_a_rate(optimizer: &Optimizer) {
        assert_eq!(run::<f64>(optimizer, 10, 0.0), [3.0, -2.0], "{optimizer:?}");
    }

    fn survives_a_round_trip(optimizer: &Optimizer) {
        for form in [Form::Canonical, Form::Full] {
            let mut again = Optimizer::default();
            let json = optimizer.write(form).unwrap();
            again.read(&json, &Field::new("", ""), &mut Path::default()).unwrap();
            assert_eq!(&again, optimizer);
        }
    }

    /// Just below the limit x² + y²/4 is descended, just above it is left.
    fn is_stable_up_to_its_limit(optimizer: &Optimizer) {
        let Some((limit, _)) = optimizer.limit(2.0) else { return };
        let size = |lr| run::<f64>(optimizer, 4000, lr)[0].abs();
        assert!(size(limit * 0.99) < 1e-3, "{optimizer:?}");
        let beyond = size(limit * 1.01);
        assert!(beyond.is_nan() || beyond > 1e3, "{optimizer:?}");
    }

    fn names_its_state_in_its_text(optimizer: &Optimizer) {
        let (text, lr) = (optimizer.text(), optimizer.lr());
        assert!(text.contains("lr") && lr > 0.0, "{optimizer:?}");
        assert!(optimizer.slots().iter().all(|slot| text.contains(&format!("\n{slot} = "))), "{text}");
    }

    #[test]
    fn every_optimizer_does_what_optimizers_do() {
        for optimizer in Optimizer::all() {
            descends_on_a_quadratic(&optimizer);
            stands_still_without_a_rate(&optimizer);
            survives_a_round_trip(&optimizer);
            is_stable_up_to_its_limit(&optimizer);
            names_its_state_in_its_text(&optimizer);
        }
    }

    #[test]
    fn state_below_what_matters_becomes_zero() {
        let momentum = Optimizer::Momentum(Momentum { momentum: 0.5, ..Momentum::default() });
        let mut slots = vec![vec![1.0, 1.0]];
        for t in 1..=900 {
            momentum.step(At { t, lr: 0.0 }, &mut [0.0, 0.0], &[1.0, 1.0], &mut slots);
        }
        assert_eq!(slots, [[0.0, 0.0]]);
    }
}
