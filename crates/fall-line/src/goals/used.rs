//! What a run takes: its length, its parameters, the rows that its updates see.

use super::{End, Trace};
use crate::batches::Batches;
use crate::experiment::{Experiment, Task};

/// How many steps or epochs a run takes.
pub(super) fn length(experiment: &Experiment, run: u32) -> u32 {
    let run = run as usize;
    match &experiment.document.task {
        Task::SurfaceTask(_) => experiment.plan(run).map_or(0, |plan| plan.task.steps),
        #[cfg(feature = "network")]
        Task::NetworkTask(_) => {
            experiment.network().ok().and_then(|(_, plans)| plans.get(run)).map_or(0, |plan| plan.task.epochs)
        }
    }
}

/// Of a surface: x and y. Of a network whoever trains it says it.
pub(super) fn parameters(experiment: &Experiment) -> Option<f64> {
    matches!(experiment.document.task, Task::SurfaceTask(_)).then_some(2.0)
}

/// Rows that updates have seen, as often as they were seen. Of a network all rows in each epoch.
pub(super) fn rows(experiment: &Experiment, run: u32, trace: &Trace<'_>) -> Option<f64> {
    let updates = match trace.end {
        End::Diverged(at) => at as usize,
        _ => trace.loss.len().saturating_sub(1),
    };
    let Ok((task, plans)) = experiment.surface() else {
        return trace.rows.map(|rows| rows * trace.loss.len().saturating_sub(1) as f64);
    };
    let rows = task.data.as_ref().map_or(0, |data| data.count() as u32);
    let settings = &plans.get(run as usize)?.settings;
    let (_, first) = settings.first()?;
    if rows == 0 {
        return Some(0.0);
    }
    let mut batches = Batches::new(rows, first.batch, false, 0);
    let (mut seen, mut setting) = (0.0, 0);
    for t in 0..updates as u32 {
        while let Some((_, next)) = settings.get(setting + 1).filter(|(at, _)| *at <= t) {
            setting += 1;
            batches.resize(next.batch, false, 0);
        }
        batches.next_batch();
        seen += if batches.is_all() { f64::from(rows) } else { batches.rows().len() as f64 };
    }
    Some(seen)
}
