//! What moves a point: a surface's slope, and a run without its start.

use crate::error::{Code, Error};
use crate::experiment::{Experiment, Plan, Run};
use crate::fields::Choice;
use crate::formula::{self, BLOCK, Precision, Program, Rule, RuleRoom, clipped};
use crate::real::Real;
use crate::schedule::Pace;
use crate::surface::Surface;
use std::rc::Rc;

/// A run as it goes from any start.
#[derive(Clone, Debug)]
pub struct Motion {
    /// What it goes down on.
    pub surface: Rc<Surface>,
    /// How many updates the document asks for.
    pub updates: u32,
    /// Where the document starts it.
    pub start: [f64; 2],
    pub(super) run: Run,
    slope: Program,
    rule: Rule,
    /// The hyper-parameters without lr, in the rule's order.
    others: Vec<f64>,
    pace: Pace,
}

/// Ends belong to a minimum within this share of the diagonal of the part of the plane that the surface is shown in by
/// default: of a map that looks closer, too, so that what a pixel says does not depend on what is shown around it.
const NEAR: f64 = 0.005;

/// Whether many points can take a run's steps together: they share all that changes from step to step, so nothing of it
/// may come from where a point is (a plateau hears its loss), and all of it is a formula's (rows, noise and changes are
/// not). Other runs are for sessions, one start at a time.
pub fn can_swarm(plan: &Plan) -> Result<(), Error> {
    let setting = plan.settings.first().map(|(_, setting)| setting);
    let is_plateau = setting.is_some_and(|setting| setting.run.schedule.key() == "plateau");
    let [data, noise] = [plan.task.data.is_some(), setting.is_some_and(|setting| setting.noise > 0.0)];
    let rows = [(is_plateau, "plateau"), (data, "data"), (noise, "noise"), (plan.settings.len() != 1, "changes")];
    match rows.into_iter().find(|(holds, _)| *holds) {
        Some((_, found)) => Err(Error::at("", Code::MapRun.with([found]))),
        None => Ok(()),
    }
}

impl Motion {
    /// The motion of a run, by its number. Fails where the run cannot swarm.
    pub fn new(experiment: &Experiment, number: usize) -> Result<Motion, Error> {
        let here = |error: Error| error.placed(&format!("runs[{number}]"));
        let Some(plan) = experiment.plans.get(number) else {
            let counts = [number, experiment.plans.len()].map(|n| n.to_string());
            return Err(here(Error::at("", Code::ChangeRun.with([&counts[0], &counts[1]]))));
        };
        can_swarm(plan).map_err(here)?;
        let run = plan.settings.first().map(|(_, setting)| setting.run.clone()).unwrap_or_default();
        let surface = plan.task.surface(experiment.seed.data, &experiment.given)?;
        let (rule, others) = run.optimizer.rule()?;
        let updates = plan.task.steps;
        Ok(Motion {
            // without data, as can_swarm made sure
            slope: surface.gradient().unwrap_or_default(),
            rule,
            others,
            pace: run.schedule.start(updates, run.warmup),
            updates,
            start: plan.task.start.unwrap_or(surface.start()),
            surface: Rc::new(surface),
            run,
        })
    }

    /// How near a minimum its own ends are.
    pub fn near(&self) -> f64 {
        let [x0, x1, y0, y1] = self.surface.domain(self.start);
        NEAR * libm::hypot(x1 - x0, y1 - y0)
    }

    /// The hyper-parameters without lr: names with values.
    pub(super) fn others(&self) -> impl Iterator<Item = (&str, f64)> {
        let names = self.rule.params.iter().map(|(name, _)| name.as_str()).filter(|&name| name != "lr");
        names.zip(self.others.iter().copied())
    }

    /// As a WebAssembly module, whose tables' rows are those that `row` gives.
    pub fn kernel(&self, precision: Precision) -> Vec<u8> {
        formula::kernel(&self.slope, &self.rule, precision, self.run.clip.is_some())
    }

    /// How many arrays of numbers points have: x, y, and those of each state vector.
    pub(super) fn arrays(&self) -> usize {
        2 + 2 * self.rule.state.len()
    }

    /// How many numbers a row has.
    pub(super) fn width(&self) -> usize {
        self.rule.scalar_count() + usize::from(self.run.clip.is_some())
    }

    /// What all points share in update `t`: the rule's scalars, and with clip the largest gradient.
    pub(super) fn row(&self, room: &mut Vec<[f64; 1]>, t: u32, each: &mut dyn FnMut(f64)) {
        self.rule.scalars(room, t, self.run.optimizer.lr() * self.pace.factor(t), &self.others, each);
        self.run.clip.into_iter().for_each(each);
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
        self.run.clip.into_iter().for_each(|most| each([most; BLOCK]));
    }
}

/// As many points as a block has lanes, moved by the interpreter.
#[derive(Clone, Debug)]
pub(super) struct Block<T> {
    /// x of all lanes, then y.
    pub(super) w: Vec<T>,
    /// Each state vector likewise.
    pub(super) state: Vec<Vec<T>>,
    room: RuleRoom<T>,
    slope: Vec<[T; BLOCK]>,
}

impl<T: Real> Block<T> {
    pub(super) fn new(motion: &Motion) -> Block<T> {
        let zeros = || vec![T::of(0.0); 2 * BLOCK];
        let state = motion.rule.state.iter().map(|_| zeros()).collect();
        Block { w: zeros(), state, room: RuleRoom::default(), slope: motion.slope.room() }
    }

    /// The numbers of array `number`, as a motion counts them.
    pub(super) fn array(&mut self, number: usize) -> &mut [T] {
        let vector = match number / 2 {
            0 => &mut self.w,
            slot => &mut self.state[slot - 1],
        };
        &mut vector[number % 2 * BLOCK..][..BLOCK]
    }

    /// One update, by a row of a motion's with a value for each lane.
    pub(super) fn step(&mut self, motion: &Motion, row: &[[T; BLOCK]]) {
        let Block { w, state, room, slope } = self;
        let most = motion.run.clip.and(row.last());
        motion.rule.update_by(room, row, w, state, &mut |point, g| {
            slope.iter_mut().zip(point.as_chunks().0).for_each(|(place, x)| *place = *x);
            motion.slope.run(slope);
            let [x, y] = [0, 1].map(|output| &slope[motion.slope.output(output)]);
            for lane in 0..BLOCK {
                let found = [x[lane], y[lane]];
                [g[lane], g[BLOCK + lane]] = most.map_or(found, |most| clipped(found, most[lane]));
            }
        });
        state.iter_mut().flatten().for_each(|s| *s = s.flushed());
    }
}
