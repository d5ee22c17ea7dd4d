//! The largest learning rate that is stable.

use super::{Setup, Standing, Verdict, counted, said};
use crate::error::Code;
use crate::experiment::Experiment;
use crate::fields::{Choice, Field, Form, Path, Slot};
use crate::json::Json;
use crate::number;
use crate::optimizer::Optimizer;

/// Whether a run's rate is as near below or above the edge. What the edge is, is not said: it may be the question.
pub(super) fn edge(experiment: &Experiment, run: u32, within: f64) -> Verdict {
    let own = counted(run);
    let Some((lr, limit)) = found(experiment, run, within) else {
        return said(Standing::Missed, Code::GoalEdgeNone, [&own]);
    };
    let rate = number::short(lr, 6);
    if (lr / limit - 1.0).abs() <= within {
        said(Standing::Reached, Code::GoalEdge, [&rate, &number::print(within)])
    } else if lr > limit {
        said(Standing::Missed, Code::GoalEdgeAbove, [&rate])
    } else {
        said(Standing::Missed, Code::GoalEdgeBelow, [&rate])
    }
}

fn found(experiment: &Experiment, run: u32, within: f64) -> Option<(f64, f64)> {
    let setup = Setup::new(experiment, run).ok()?;
    let rule = setup.rule()?;
    let known = || rule.limit(setup.surface.curvature()?).map(|(limit, _)| limit);
    Some((rule.lr(), known().or_else(|| search(&setup, rule, within))?))
}

/// Updates of all trials of a search, over rows.
const UPDATES: usize = 2_000_000;
/// Trials of a search at most.
const TRIALS: usize = 120;
/// Rates reach so far.
const LARGEST: f64 = 1e6;

/// The largest rate with which a run neither diverges nor ends above its start, by halving.
fn search(setup: &Setup<'_>, rule: &Optimizer, within: f64) -> Option<f64> {
    let steps = (UPDATES / TRIALS / (setup.surface.rows() + 1)).max(50) as u32;
    let steps = if setup.steps < steps { setup.steps } else { steps };
    let stable = |lr: f64| -> Option<bool> {
        let mut trial = setup.trial(&with_rate(rule, lr)?, setup.start).ok()?;
        let first = trial.loss;
        Some((0..steps).all(|_| trial.step()) && trial.loss <= first)
    };
    let first = if rule.lr() > 0.0 { rule.lr() } else { 1.0 };
    let (mut low, mut high) = (first, first);
    if stable(first)? {
        while stable(high)? {
            low = high;
            high *= 2.0;
            if high > LARGEST {
                return None;
            }
        }
    } else {
        while !stable(low)? {
            high = low;
            low /= 2.0;
            if low < 1e-12 {
                return None;
            }
        }
    }
    let fine = 1.0 + if within < 1e-3 { within / 10.0 } else { 1e-4 };
    for _ in 0..TRIALS / 2 {
        if high <= low * fine {
            break;
        }
        let middle = (low + high) / 2.0;
        if stable(middle)? { low = middle } else { high = middle }
    }
    Some(low)
}

/// The same rule with another rate.
fn with_rate(rule: &Optimizer, lr: f64) -> Option<Optimizer> {
    let mut json = rule.write(Form::Full)?;
    json.put(&[rule.key(), ".lr"].concat(), Json::Number(lr));
    let mut other = Optimizer::default();
    other.read(&json, &Field::new("", ""), &mut Path::default()).ok()?;
    Some(other)
}
