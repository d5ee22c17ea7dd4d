//! What each run does: the task with what the run has of its own, and the run as it is after each change.

use super::changes;
use super::{Change, Run};
use crate::batches::Batch;
use crate::error::Error;
use crate::fields::{Path, Record};
#[cfg(feature = "network")]
use crate::network::Penalty;
use crate::schedule::Per;
use crate::text::joined;

/// What one run does.
#[derive(Clone, Debug)]
pub struct Plan<T> {
    /// The task, with what the run has of its own.
    pub task: T,
    /// The run from the start, then after each change: from which update on.
    pub settings: Vec<(u32, Setting)>,
}

/// A run between two changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// The run; its schedule's length is written out, where it is known.
    pub run: Run,
    /// How many rows an update sees.
    pub batch: Batch,
    /// How strong the noise on gradients is.
    pub noise: f64,
    /// What weights cost.
    #[cfg(feature = "network")]
    pub penalty: Penalty,
}

/// What both kinds of task have.
pub(super) trait Kind: Record + Clone {
    /// Where changes may point to, in a run.
    #[cfg(feature = "whole")]
    const OPEN: &'static [&'static str];

    /// All that no single field can see.
    fn check(&self, path: &mut Path) -> Result<(), Error>;

    /// The same of a run's own task, where it differs from the one of all; its fields stand at `place`.
    fn check_own(&self, of: &Self, path: &mut Path, place: &str) -> Result<(), Error>;

    /// How many updates or epochs a run takes; None before its rows are known. `of` has the data.
    fn length(&self, of: &Self, per: Per) -> Option<u32>;

    /// What changes may replace, without what is heavy.
    #[cfg(feature = "whole")]
    fn light(&self) -> Self;

    /// How many rows an update sees.
    fn batch(&self) -> Batch;

    /// How strong the noise on gradients is.
    fn noise(&self) -> f64 {
        0.0
    }

    /// What weights cost.
    #[cfg(feature = "network")]
    fn penalty(&self) -> Penalty {
        Penalty::default()
    }
}

impl<T> Plan<T> {
    /// How many gradients an update asks for at most: changes may bring other rules.
    pub fn gradients(&self) -> usize {
        self.settings.iter().map(|(_, setting)| setting.run.optimizer.gradients()).max().unwrap_or(1)
    }
}

impl Setting {
    /// A run with what its own task says; `of` has the data.
    pub(super) fn of<T: Kind>(mut run: Run, own: &T, of: &T) -> Setting {
        if let Some(length) = own.length(of, run.schedule_per) {
            run.schedule.settle(length);
        }
        Setting {
            run,
            batch: own.batch(),
            noise: own.noise(),
            #[cfg(feature = "network")]
            penalty: own.penalty(),
        }
    }
}

/// Gives runs the schedules that their plans begin with: with their lengths.
pub(super) fn settle<T>(runs: &mut [Run], plans: &[Plan<T>]) {
    for (run, plan) in runs.iter_mut().zip(plans) {
        if let Some((_, setting)) = plan.settings.first() {
            run.schedule = setting.run.schedule.clone();
        }
    }
}

/// Each run with its own task and its changes, in which everything is checked that no single field can see.
pub(super) fn plans<T: Kind>(
    task: &T,
    runs: &mut [Run],
    changes: &[Change],
    path: &mut Path,
) -> Result<Vec<Plan<T>>, Error> {
    task.check(path)?;
    let mut plans = Vec::new();
    for (number, run) in runs.iter_mut().enumerate() {
        let mut own = task.clone();
        path.at("runs", |path| {
            path.item(number, |path| path.at("with", |path| changes::replace(&mut own, &mut run.with, "data", path)))
        })?;
        // the lean engine knows no fields of a run's own
        if cfg!(feature = "whole") {
            own.check_own(task, path, &joined(&["runs[", &number.to_string(), "].with"]))?;
        }
        let setting = Setting::of(run.clone(), &own, &own);
        plans.push(Plan { task: own, settings: vec![(0, setting)] });
    }
    changes::apply(changes, &mut plans, task, path)?;
    Ok(plans)
}
