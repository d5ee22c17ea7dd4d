//! Optimizers: one rule a file, each a struct of its hyper-parameters that can take a step.

use crate::error::Error;
use crate::fields::{Choice, Form, Slot, choices};
use crate::formula::{self, RuleRoom};
use crate::json::Json;
use crate::real::Real;
use std::ops::Range;

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

    /// Where the gradient is wanted.
    const WANTED: Wanted = Wanted::Here;

    /// Whether a gradient that is not finite may leave no trace in w and state.
    const FORGETS: bool = false;

    /// Whether a step leaves 0 where state is too small to matter: else that is a pass of its own.
    const FLUSHES: bool = false;

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

    /// Moves a copy of `w` to where this rule wants the gradient. Asked only of rules that want it ahead.
    fn look<T: Real>(&self, point: &mut [T], slots: Slots<'_, T>) {
        let _ = (point, slots);
    }

    /// Moves `w`, or a part of it, by the gradient `g` there. What every rule has that does not have an `update` of its
    /// own.
    fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], slots: Slots<'_, T>) {
        let _ = (at, w, g, slots);
    }

    /// One update: `gradient` fills its second argument with the gradient at its first.
    fn update<T: Real>(
        &self,
        at: At,
        w: &mut [T],
        state: &mut [T],
        room: &mut Room<T>,
        gradient: &mut dyn FnMut(&[T], &mut [T]),
    ) {
        let Room { point, g, .. } = room;
        if g.len() != w.len() {
            g.resize(w.len(), T::of(0.0));
        }
        // as long as w, which is known where that is an array
        let Some(g) = g.get_mut(..w.len()) else { return };
        if Self::WANTED == Wanted::Ahead {
            point.clear();
            point.extend_from_slice(w);
            self.look(point, Slots::all(state, w.len()));
            gradient(point, g);
        } else {
            gradient(w, g);
        }
        self.step(at, w, g, Slots::all(state, w.len()));
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

/// Where a rule wants the gradient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Once, at w: so it can move w part by part.
    Here,
    /// Once, where `look` says.
    Ahead,
    /// Where and how often its text says.
    Asked,
}

/// The state vectors of a rule, or the same part of each.
#[derive(Debug)]
pub struct Slots<'a, T> {
    state: &'a mut [T],
    every: usize,
    len: usize,
}

impl<'a, T> Slots<'a, T> {
    /// The vectors stand one after the other, each as long as w.
    #[inline]
    pub fn all(state: &'a mut [T], len: usize) -> Slots<'a, T> {
        Slots { state, every: len, len }
    }

    /// Of each vector only this part.
    #[inline]
    pub fn part(state: &'a mut [T], every: usize, part: Range<usize>) -> Slots<'a, T> {
        let len = part.len();
        Slots { state: state.get_mut(part.start..).unwrap_or_default(), every, len }
    }

    #[cfg(test)]
    fn of<const D: usize>(slots: &'a mut [[T; D]]) -> Slots<'a, T> {
        Slots::all(slots.as_flattened_mut(), D)
    }

    /// Vector by vector; empty where there are fewer.
    #[inline]
    fn parts<const N: usize>(self) -> [&'a mut [T]; N] {
        let Slots { state, every, len } = self;
        let mut vectors = state.chunks_mut(if every > 0 { every } else { 1 });
        std::array::from_fn(|_| vectors.next().and_then(|vector| vector.get_mut(..len)).unwrap_or_default())
    }
}

/// Where a rule computes: kept from one update to the next, and of no other rule.
#[derive(Clone, Debug, Default)]
pub struct Room<T> {
    own: RuleRoom<T>,
    point: Vec<T>,
    g: Vec<T>,
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

    /// One update of w and its state, whose vectors stand one after the other: `gradient` fills its second argument with
    /// the gradient at its first. State too small to matter becomes 0.
    pub fn update<T: Real>(
        &self,
        at: At,
        w: &mut [T],
        state: &mut [T],
        room: &mut Room<T>,
        gradient: &mut dyn FnMut(&[T], &mut [T]),
    ) {
        each_rule!(self, rule => rule.update(at, w, state, room, gradient));
        state.iter_mut().for_each(|s| *s = s.flushed());
    }

    /// Where the gradient is wanted.
    pub fn wanted(&self) -> Wanted {
        fn wanted<R: Rule>(_: &R) -> Wanted {
            R::WANTED
        }
        each_rule!(self, rule => wanted(rule))
    }

    /// Whether a gradient that is not finite may leave no trace.
    pub fn forgets(&self) -> bool {
        fn forgets<R: Rule>(_: &R) -> bool {
            R::FORGETS
        }
        each_rule!(self, rule => forgets(rule))
    }

    /// Moves a part of w by the gradient there, for rules that want it once, where w is. `state` is all of the state,
    /// each vector `every` numbers long.
    pub fn step<T: Real>(&self, at: At, w: &mut [T], g: &[T], state: &mut [T], every: usize, part: Range<usize>) {
        // so few at a time that the state is near when it is flushed
        for from in part.clone().step_by(NEAR) {
            let to = if from + NEAR < part.end { from + NEAR } else { part.end };
            let own = from - part.start..to - part.start;
            let (Some(w), Some(g)) = (w.get_mut(own.clone()), g.get(own)) else { return };
            each_rule!(self, rule => rule.step(at, w, g, Slots::part(state, every, from..to)));
            if self.flushes() {
                continue;
            }
            for vector in state.chunks_mut(if every > 0 { every } else { 1 }) {
                vector.get_mut(from..to).into_iter().flatten().for_each(|s| *s = s.flushed());
            }
        }
    }

    fn flushes(&self) -> bool {
        fn flushes<R: Rule>(_: &R) -> bool {
            R::FLUSHES
        }
        each_rule!(self, rule => flushes(rule))
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

/// How many parameters are moved at a time.
const NEAR: usize = 1024;

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
mod tests;
