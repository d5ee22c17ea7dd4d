//! Optimizers: one rule a file, each a struct of its hyper-parameters that can take a step.

use crate::error::Error;
use crate::fields::{Choice, Form, Slot, choices};
use crate::formula::{self, RuleRoom};
use crate::json::Json;
use crate::real::Real;

mod adabelief;
mod adadelta;
mod adagrad;
mod adam;
mod adamax;
mod adamw;
mod amsgrad;
mod gd;
mod lion;
mod momentum;
mod momentum_ema;
mod nadam;
mod nesterov;
mod power;
mod radam;
mod rmsprop;
mod sign;
mod written;

pub use adabelief::Adabelief;
pub use adadelta::Adadelta;
pub use adagrad::Adagrad;
pub use adam::Adam;
pub use adamax::Adamax;
pub use adamw::Adamw;
pub use amsgrad::Amsgrad;
pub use gd::Gd;
pub use lion::Lion;
pub use momentum::Momentum;
pub use momentum_ema::MomentumEma;
pub use nadam::Nadam;
pub use nesterov::Nesterov;
use power::power;
pub use radam::Radam;
pub use rmsprop::Rmsprop;
pub use sign::Sign;
pub use written::Written;

choices! {
    /// The rule that turns gradients into steps.
    pub enum Optimizer {
        Gd "gd",
        Momentum "momentum",
        #[cfg(feature = "whole")] MomentumEma "momentum_ema",
        #[cfg(feature = "whole")] Nesterov "nesterov",
        #[cfg(feature = "whole")] Adagrad "adagrad",
        #[cfg(feature = "whole")] Rmsprop "rmsprop",
        #[cfg(feature = "whole")] Adadelta "adadelta",
        Adam "adam",
        #[cfg(feature = "whole")] Adamw "adamw",
        #[cfg(feature = "whole")] Amsgrad "amsgrad",
        #[cfg(feature = "whole")] Adamax "adamax",
        #[cfg(feature = "whole")] Nadam "nadam",
        #[cfg(feature = "whole")] Radam "radam",
        #[cfg(feature = "whole")] Adabelief "adabelief",
        #[cfg(feature = "whole")] Lion "lion",
        #[cfg(feature = "whole")] Sign "sign",
        #[cfg(feature = "whole")] Written "written",
    }
    dispatch each_rule
}

/// How parameters move, given a gradient. `self` is the hyper-parameters, exactly as written in the document.
pub trait Rule: Slot {
    /// What runs are called that have no name of their own.
    const LABEL: &'static str;

    /// Whether the gradient is wanted elsewhere than at `w`: where `look` says.
    const AHEAD: bool = false;

    /// The learning rate, before any schedule.
    fn lr(&self) -> f64;

    /// The names of the state vectors, all 0 at first: the page plots and prints them.
    fn slots(&self) -> Vec<&str>;

    /// The rule in the formula language: the definition. `step` gives its bits.
    fn text(&self) -> String;

    /// What a rule of one's own has compiled already: its text, and its hyper-parameters without lr.
    fn compiled(&self) -> Option<(formula::Rule, Vec<f64>)> {
        None
    }

    /// Where this rule wants the gradient. Asked only of rules with `AHEAD`.
    fn look<T: Real, const D: usize>(&self, at: At, w: &[T; D], slots: &[[T; D]]) -> [T; D] {
        let _ = (at, slots);
        *w
    }

    /// Moves `w` by the gradient `g`. What every rule has that does not have an `update` of its own.
    fn step<T: Real, const D: usize>(&self, at: At, w: &mut [T; D], g: &[T; D], slots: &mut [[T; D]]) {
        let _ = (at, w, g, slots);
    }

    /// One update: `gradient` is the gradient at its argument, and a rule of one's own computes in `room`.
    fn update<T: Real, const D: usize>(
        &self,
        at: At,
        w: &mut [T; D],
        slots: &mut [[T; D]],
        room: &mut RuleRoom<T>,
        gradient: &mut dyn FnMut([T; D]) -> [T; D],
    ) {
        let _ = room;
        let point = if Self::AHEAD { self.look(at, w, slots) } else { *w };
        self.step(at, w, &gradient(point), slots);
    }

    /// How many gradients an update asks for.
    fn gradients(&self) -> usize {
        1
    }

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
    pub fn slots(&self) -> Vec<&str> {
        each_rule!(self, rule => rule.slots())
    }

    /// The rule in the formula language.
    pub fn text(&self) -> String {
        each_rule!(self, rule => rule.text())
    }

    /// Its text compiled, and its hyper-parameters without lr, in the text's order: what moves many points at once.
    pub fn rule(&self) -> Result<(formula::Rule, Vec<f64>), Error> {
        if let Some(own) = each_rule!(self, rule => rule.compiled()) {
            return Ok(own);
        }
        let rule = formula::Rule::new(&self.text(), &[])?;
        let fields = self.slot().write(Form::Full).unwrap_or(Json::Null);
        let value = |(name, default): &(String, f64)| match fields.get(name) {
            Some(Json::Number(x)) => *x,
            _ => *default,
        };
        let others = rule.params.iter().filter(|(name, _)| name != "lr").map(value).collect();
        Ok((rule, others))
    }

    /// One update: `gradient` is asked at the point that the rule wants, the rule takes its step, and state too small
    /// to matter becomes 0.
    pub fn update<T: Real, const D: usize>(
        &self,
        at: At,
        w: &mut [T; D],
        slots: &mut [[T; D]],
        room: &mut RuleRoom<T>,
        gradient: &mut dyn FnMut([T; D]) -> [T; D],
    ) {
        each_rule!(self, rule => rule.update(at, w, slots, room, gradient));
        slots.iter_mut().flatten().for_each(|s| *s = s.flushed());
    }

    /// How many gradients an update asks for.
    pub fn gradients(&self) -> usize {
        each_rule!(self, rule => rule.gradients())
    }

    /// The largest stable learning rate, and its formula.
    pub fn limit(&self, lambda: f64) -> Option<(f64, &'static str)> {
        each_rule!(self, rule => rule.limit(lambda))
    }
}

/// 1/(1 − βᵗ): times that, an average that started at 0 is no longer too small. Rules divide vectors by scalars so: a
/// division for each element would take most of Adam's time.
fn unbias(beta: f64, t: u32) -> f64 {
    1.0 / (1.0 - power(beta, t))
}

/// The formula language's `max`.
fn larger<T: Real>(a: T, b: T) -> T {
    if b > a || b.wide().is_nan() { b } else { a }
}

/// The formula language's `sign`: 1, −1, or x itself where it is neither above nor below 0.
fn sign<T: Real>(x: T) -> T {
    let zero = T::of(0.0);
    if x > zero {
        T::of(1.0)
    } else if x < zero {
        T::of(-1.0)
    } else {
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::{Field, Path};

    /// From (3, −2) on x² + y²/4.
    fn run<T: Real>(optimizer: &Optimizer, steps: u32, lr: f64) -> Vec<f64> {
        let (mut w, mut slots) = ([3.0, -2.0].map(T::of), vec![[T::of(0.0); 2]; optimizer.slots().len()]);
        let mut room = RuleRoom::default();
        for t in 1..=steps {
            optimizer
                .update(At { t, lr }, &mut w, &mut slots, &mut room, &mut |[x, y]| [T::of(2.0) * x, T::of(0.5) * y]);
        }
        w.map(T::wide).to_vec()
    }

    /// The rate for this bowl, and how near its bottom the rule must come there.
    fn suited(optimizer: &Optimizer) -> (f64, f64) {
        let lr = 0.07;
        match optimizer {
            // steps that do not fade with the slope: each is lr long, which ends astride the bottom, anywhere within a
            // step, and with a past that turns late within a step and a half
            Optimizer::Rmsprop(_) => (lr, lr / 2.0 * 1.001),
            Optimizer::Sign(_) => (lr, lr),
            Optimizer::Lion(_) => (lr, lr * 1.5),
            // rates in a unit of their own: of all slopes so far, of all steps so far
            Optimizer::Adagrad(_) | Optimizer::Adadelta(_) => (1.0, 1e-3),
            _ => (lr, 1e-3),
        }
    }

    fn descends_on_a_quadratic(optimizer: &Optimizer) {
        let (lr, near) = suited(optimizer);
        for end in [run::<f64>(optimizer, 2000, lr), run::<f32>(optimizer, 2000, lr)] {
            assert!(end.iter().all(|x| x.abs() < near), "{optimizer:?}: {end:?}");
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

    /// Its text declares its hyper-parameters with their defaults and its state, and computes the state.
    fn declares_in_its_text_what_it_has(optimizer: &Optimizer) {
        let text = optimizer.text();
        let declared = |word| {
            let line = text.lines().find_map(|line| line.strip_prefix(word)).unwrap_or("");
            line.split(", ").filter(|one| !one.is_empty()).collect::<Vec<_>>()
        };
        let Some(Json::Object(fields)) = optimizer.slot().write(Form::Full) else { panic!("{optimizer:?}") };
        let numbers = fields.iter().filter_map(|(name, value)| match value {
            Json::Number(x) => Some((name.as_str(), *x)),
            _ => None,
        });
        let params = declared("param ").into_iter().map(|param| {
            let (name, value) = param.split_once(" = ").unwrap();
            (name, value.parse::<f64>().unwrap())
        });
        assert!(params.clone().eq(numbers) && params.clone().next() == Some(("lr", optimizer.lr())), "{text}");
        assert_eq!(declared("state "), optimizer.slots(), "{text}");
        assert!(optimizer.slots().iter().all(|slot| text.contains(&format!("\n{slot} = "))), "{text}");
    }

    /// Its bits are held everywhere.
    fn has_a_fingerprint(optimizer: &Optimizer) {
        let list = include_str!("../../../tests/fingerprints.json");
        let key = optimizer.key();
        assert!(list.contains(&format!("{{\"{key}\": {{")), "tests/fingerprints.json has no document with {key}");
    }

    /// From all over, on a bent surface whose gradient mixes its neighbours: after every step the same numbers.
    fn its_text_gives_its_bits<T: Real>(optimizer: &Optimizer) {
        let (rule, others) = optimizer.rule().unwrap();
        let start: [T; 70] = std::array::from_fn(|i| T::of(libm::sin(i as f64 * 1.7) * 3.0));
        let slots = vec![[T::of(0.0); 70]; optimizer.slots().len()];
        let mut native = (start, slots.clone());
        let mut written = (start, slots);
        let mut slope = |w: &[T], g: &mut [T]| {
            for i in 0..w.len() {
                let other = w[(i + 1) % w.len()].wide();
                g[i] = T::of(libm::sin(w[i].wide() * 2.0) + 0.3 * w[i].wide() - 0.1 * other * other);
            }
        };
        let [mut room, mut room_written] = [(); 2].map(|()| RuleRoom::default());
        for t in 1..=400 {
            let lr = optimizer.lr() / f64::from(t % 7 + 1);
            optimizer.update(At { t, lr }, &mut native.0, &mut native.1, &mut room, &mut |w| {
                let mut g = w;
                slope(&w, &mut g);
                g
            });
            let state = written.1.as_flattened_mut();
            rule.update(&mut room_written, (t, lr, &others), &mut written.0, state, &mut slope);
            written.1.iter_mut().flatten().for_each(|s| *s = s.flushed());
            assert_eq!(written, native, "{optimizer:?}, step {t}");
        }
        assert!(native.0.iter().all(|x| x.is_finite()), "{optimizer:?}");
    }

    /// Every optimizer, and some with values of their own.
    fn samples() -> impl Iterator<Item = Optimizer> {
        let own = [
            r#"{"adam":{"lr":0.3,"beta1":0.7,"beta2":0.9,"eps":1e-3,"bias_correction":false}}"#,
            r#"{"radam":{"lr":0.1,"beta2":0.5}}"#,
            r#"{"radam":{"lr":0.1,"beta2":0.99}}"#,
            r#"{"nesterov":{"lr":0.2,"momentum":0.3}}"#,
            r#"{"amsgrad":{"lr":0.1,"beta2":0.3}}"#,
            r#"{"lion":{"lr":0.1,"weight_decay":0.1}}"#,
            r#"{"written":{"text":"param k = 2, lr = 0.3\nstate a\nb = grad(w - lr*g)/k\na = max(a, abs(b))\nw = w - lr*b","k":4}}"#,
        ];
        Optimizer::all().chain(own.map(|text| {
            let mut optimizer = Optimizer::default();
            optimizer.read(&Json::parse(text).unwrap(), &Field::new("", ""), &mut Path::default()).unwrap();
            optimizer
        }))
    }

    #[test]
    fn text_and_native_rule_give_the_same_bits() {
        for optimizer in samples() {
            its_text_gives_its_bits::<f64>(&optimizer);
            its_text_gives_its_bits::<f32>(&optimizer);
        }
    }

    #[test]
    fn every_optimizer_does_what_optimizers_do() {
        for optimizer in Optimizer::all() {
            descends_on_a_quadratic(&optimizer);
            stands_still_without_a_rate(&optimizer);
            survives_a_round_trip(&optimizer);
            is_stable_up_to_its_limit(&optimizer);
            declares_in_its_text_what_it_has(&optimizer);
            has_a_fingerprint(&optimizer);
        }
    }

    #[test]
    fn state_below_what_matters_becomes_zero() {
        let momentum = Optimizer::Momentum(Momentum { momentum: 0.5, ..Momentum::default() });
        let mut slots = [[1.0, 1.0]];
        for t in 1..=900 {
            momentum
                .update(At { t, lr: 0.0 }, &mut [0.0, 0.0], &mut slots, &mut RuleRoom::default(), &mut |_| [0.0; 2]);
        }
        assert_eq!(slots, [[0.0, 0.0]]);
    }
}
