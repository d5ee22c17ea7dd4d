//! Whether a rule that was written goes the ways of the key's.

use super::key::drawn;
use crate::error::Code;
use crate::experiment::{Experiment, FollowsGoal, Shown};
use crate::fields::{Seed, SeedField};
use crate::goals::{Setup, Standing, Verdict, counted, off, said};
use crate::number;
use crate::optimizer::Optimizer;

/// Starts that nobody knows, beside the document's own.
const HIDDEN: usize = 8;
/// What everybody is shown, and after how many updates at most.
const SHOWN: usize = 3;
const SHOWN_AFTER: u32 = 12;

/// The verdict on the rule that a hand-in gives a run: it has to be where the reference is after every update of what is
/// asked, from all starts.
pub(super) fn followed(
    asked: &Experiment,
    hand_in: &Experiment,
    goal: &FollowsGoal,
    reference: &Optimizer,
    salt: &str,
) -> Verdict {
    let rule = hand_in.document.runs.get(goal.run as usize).map(|run| &run.optimizer);
    match rule.and_then(|rule| missed(asked, goal, [rule, reference], salt)) {
        Some(None) => said(Standing::Reached, Code::GoalFollows, []),
        Some(Some(([x, y], step))) => {
            let [x, y] = [x, y].map(|x| number::short(x, 4));
            said(Standing::Missed, Code::GoalFollowsMissed, [&x, &y, &step.to_string()])
        }
        None => said(Standing::Missed, Code::GoalNothing, [&counted(goal.run)]),
    }
}

/// From where the rule leaves the reference's way, and in which update.
fn missed(
    asked: &Experiment,
    goal: &FollowsGoal,
    [rule, reference]: [&Optimizer; 2],
    salt: &str,
) -> Option<Option<([f64; 2], u32)>> {
    let setup = Setup::new(asked, goal.run).ok()?;
    for start in std::iter::once(setup.start).chain(drawn(salt, "start", setup.domain(), HIDDEN)) {
        let (mut own, mut other) = (setup.trial(rule, start).ok()?, setup.trial(reference, start).ok()?);
        for step in 1..=setup.steps {
            let [is_there, should_be] = [own.step(), other.step()];
            if is_there != should_be || (should_be && off(own.point(), other.point()) > goal.within) {
                return Some(Some((start, step)));
            }
            if !should_be {
                break;
            }
        }
    }
    Some(None)
}

/// What everybody is shown of a reference. Nothing, where each student has a seed and it is not the same for them.
pub(super) fn shown(experiment: &Experiment, run: u32, reference: &Optimizer, salt: &str) -> Vec<Shown> {
    let points = with_own_seed(experiment, run, reference, salt);
    if !experiment.document.exercise.as_ref().is_some_and(|exercise| exercise.seed_by_student) {
        return points;
    }
    let is_same = |&seed: &u32| {
        let seed = SeedField(Seed { data: seed, init: seed, shuffle: seed, noise: seed });
        experiment.seeded(&seed).is_ok_and(|other| with_own_seed(&other, run, reference, salt) == points)
    };
    if SEEDS.iter().all(is_same) { points } else { Vec::new() }
}

/// Seeds that are tried.
const SEEDS: [u32; 3] = [1, 20, 300];

fn with_own_seed(experiment: &Experiment, run: u32, reference: &Optimizer, salt: &str) -> Vec<Shown> {
    let Ok(setup) = Setup::new(experiment, run) else { return Vec::new() };
    let after = if setup.steps < SHOWN_AFTER { setup.steps } else { SHOWN_AFTER };
    let one = |start: [f64; 2]| {
        // as they would be typed
        let start = start.map(|x| libm::round(x * 100.0) / 100.0);
        let mut trial = setup.trial(reference, start).ok()?;
        let there = (0..after).all(|_| trial.step());
        there.then(|| Shown { start, after, point: trial.point() })
    };
    drawn(salt, "shown", setup.domain(), SHOWN).into_iter().filter_map(one).collect()
}
