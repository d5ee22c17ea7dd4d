//! The points that everybody is shown of a rule that is to be written.

use super::Setup;
use crate::experiment::{Experiment, FollowsGoal, Shown};

/// Where a run's rule first misses a point that is shown, and by how much; None where it meets them all.
pub(super) fn farthest<'a>(experiment: &Experiment, goal: &'a FollowsGoal) -> Option<(f64, &'a Shown)> {
    let setup = Setup::new(experiment, goal.run).ok()?;
    let rule = setup.rule()?;
    goal.shown.iter().find_map(|shown| {
        let mut trial = setup.trial(rule, shown.start).ok()?;
        // what has diverged is nowhere near
        let there = (0..shown.after).all(|_| trial.step());
        let far = if there { off(trial.point(), shown.point) } else { f64::INFINITY };
        (far > goal.within).then_some((far, shown))
    })
}

/// How far a point is from where it should be, as a share of what is large there.
pub(crate) fn off(found: [f64; 2], wanted: [f64; 2]) -> f64 {
    let share = |found: f64, wanted: f64| (found - wanted).abs() / if wanted.abs() > 1.0 { wanted.abs() } else { 1.0 };
    let [x, y] = [share(found[0], wanted[0]), share(found[1], wanted[1])];
    if x > y { x } else { y }
}
