//! A run of a surface's document, with another rule or from another start than it has.

use crate::error::Error;
use crate::experiment::Experiment;
use crate::optimizer::Optimizer;
use crate::session::walk::{Course, Desk, Walk};
use crate::surface::Surface;
use std::rc::Rc;

/// What all trials of a run share.
pub(crate) struct Setup<'a> {
    experiment: &'a Experiment,
    run: usize,
    pub(crate) surface: Rc<Surface>,
    pub(crate) start: [f64; 2],
    /// How many updates the run takes.
    pub(crate) steps: u32,
}

/// A run on its way.
pub(crate) struct Trial {
    course: Course,
    walk: Walk,
    desk: Desk,
    /// The loss where it stands.
    pub(crate) loss: f64,
}

impl Setup<'_> {
    /// Of one run.
    pub(crate) fn new(experiment: &Experiment, run: u32) -> Result<Setup<'_>, Error> {
        let (task, _) = experiment.surface()?;
        let own = &experiment.plan(run as usize)?.task;
        let shared = task.surface(experiment.seed.data, &experiment.given)?;
        let start = own.start.unwrap_or(task.start(&shared));
        let beside = || shared.beside(own.formula(), &experiment.given);
        let surface = if own.formula() == task.formula() { shared } else { beside()? };
        Ok(Setup { experiment, run: run as usize, surface: Rc::new(surface), start, steps: own.steps })
    }

    /// The part of the plane that is worth seeing.
    #[cfg(feature = "grade")]
    pub(crate) fn domain(&self) -> [f64; 4] {
        self.surface.domain(self.start)
    }

    /// The run's own rule.
    pub(crate) fn rule(&self) -> Option<&Optimizer> {
        self.experiment.document.runs.get(self.run).map(|run| &run.optimizer)
    }

    /// At its start.
    pub(crate) fn trial(&self, rule: &Optimizer, start: [f64; 2]) -> Result<Trial, Error> {
        let plan = self.experiment.plan_with(self.run, rule.clone())?;
        let course = Course::new(&plan, &self.experiment.seed, self.surface.clone(), start);
        let (mut walk, mut desk) = (Walk::new(&course), Desk::default());
        let loss = walk.loss(&course, &mut desk);
        Ok(Trial { course, walk, desk, loss })
    }
}

impl Trial {
    /// Where it stands.
    pub(crate) fn point(&self) -> [f64; 2] {
        self.walk.w
    }

    /// One update; false where a session would have diverged.
    pub(crate) fn step(&mut self) -> bool {
        let Trial { course, walk, desk, loss } = self;
        walk.changes(course, desk);
        let update = walk.update(course, desk);
        *loss = update.loss;
        let numbers = [update.lr, update.norm, update.loss];
        walk.slots.iter().flatten().chain(&walk.w).chain(&numbers).all(|x| x.is_finite())
    }
}
