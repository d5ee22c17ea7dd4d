//! A run's updates as many points take them together: what all of them share, and a block of them.

use crate::error::Error;
use crate::experiment::Run;
use crate::formula::{self, BLOCK, Precision, Program, Rule, RuleRoom, clipped};
use crate::real::Real;
use crate::schedule::Pace;

/// What is the same for all points of a run: its slope is a formula's, and its learning rate a function of t.
#[derive(Clone, Debug)]
pub(super) struct March {
    slope: Program,
    rule: Rule,
    /// The hyper-parameters without lr, in the rule's order.
    others: Vec<f64>,
    lr: f64,
    clip: Option<f64>,
    pace: Pace,
}

impl March {
    pub(super) fn new(slope: Program, run: &Run, updates: u32) -> Result<March, Error> {
        let (rule, others) = run.optimizer.rule()?;
        let pace = run.schedule.start(updates, run.warmup);
        Ok(March { slope, rule, others, lr: run.optimizer.lr(), clip: run.clip, pace })
    }

    /// As a WebAssembly module, whose tables' rows are those that `row` gives.
    pub(super) fn kernel(&self, precision: Precision) -> Vec<u8> {
        formula::kernel(&self.slope, &self.rule, precision, self.clip.is_some())
    }

    /// The learning rate, before any schedule.
    pub(super) fn lr(&self) -> f64 {
        self.lr
    }

    /// The hyper-parameters without lr: names with values.
    pub(super) fn others(&self) -> impl Iterator<Item = (&str, f64)> {
        let names = self.rule.params.iter().map(|(name, _)| name.as_str()).filter(|&name| name != "lr");
        names.zip(self.others.iter().copied())
    }

    /// How many arrays of numbers points have: x, y, and those of each state vector.
    pub(super) fn arrays(&self) -> usize {
        2 + 2 * self.rule.state.len()
    }

    /// How many numbers a row has.
    pub(super) fn width(&self) -> usize {
        self.rule.scalar_count() + usize::from(self.clip.is_some())
    }

    /// What all points share in update `t`: the rule's scalars, and with clip the largest gradient.
    pub(super) fn row(&self, room: &mut Vec<[f64; 1]>, t: u32, each: &mut dyn FnMut(f64)) {
        self.rule.scalars(room, t, self.lr * self.pace.factor(t), &self.others, each);
        self.clip.into_iter().for_each(each);
    }

    /// The same by lane, of learning rates and other hyper-parameters that differ.
    pub(super) fn row_of(
        &self,
        room: &mut Vec<[f64; BLOCK]>,
        t: u32,
        lr: &[f64; BLOCK],
        others: &[[f64; BLOCK]],
        each: &mut dyn FnMut([f64; BLOCK]),
    ) {
        let factor = self.pace.factor(t);
        let inputs = [[f64::from(t); BLOCK], lr.map(|lr| lr * factor)];
        self.rule.scalars_of(room, inputs.into_iter().chain(others.iter().copied()), each);
        self.clip.into_iter().for_each(|most| each([most; BLOCK]));
    }
}

/// As many points as a block has lanes, moved by the interpreter.
#[derive(Clone, Debug)]
pub(super) struct Block<T> {
    /// x of all lanes, then y.
    pub(super) w: Vec<T>,
    /// Each state vector likewise, one after the other.
    pub(super) state: Vec<T>,
    room: RuleRoom<T>,
    slope: Vec<[T; BLOCK]>,
}

impl<T: Real> Block<T> {
    pub(super) fn new(march: &March) -> Block<T> {
        let zeros = |vectors| vec![T::of(0.0); 2 * BLOCK * vectors];
        let state = zeros(march.rule.state.len());
        Block { w: zeros(1), state, room: RuleRoom::default(), slope: march.slope.room() }
    }

    /// The numbers of array `number`, as a march counts them.
    pub(super) fn array(&self, number: usize) -> &[T] {
        let (vectors, number) = if number < 2 { (&self.w, number) } else { (&self.state, number - 2) };
        &vectors[number * BLOCK..][..BLOCK]
    }

    /// The same, to be written.
    pub(super) fn array_mut(&mut self, number: usize) -> &mut [T] {
        let (vectors, number) = if number < 2 { (&mut self.w, number) } else { (&mut self.state, number - 2) };
        &mut vectors[number * BLOCK..][..BLOCK]
    }

    /// One update, by a row of a march's with a value for each lane.
    pub(super) fn step(&mut self, march: &March, row: &[[T; BLOCK]]) {
        let Block { w, state, room, slope } = self;
        let most = march.clip.and(row.last());
        march.rule.update_by(room, row, w, state, &mut |point, g| {
            slope.iter_mut().zip(point.as_chunks().0).for_each(|(place, x)| *place = *x);
            march.slope.run(slope);
            let [x, y] = [0, 1].map(|output| &slope[march.slope.output(output)]);
            for lane in 0..BLOCK {
                let found = [x[lane], y[lane]];
                [g[lane], g[BLOCK + lane]] = most.map_or(found, |most| clipped(found, most[lane]));
            }
        });
        state.iter_mut().for_each(|s| *s = s.flushed());
    }
}
