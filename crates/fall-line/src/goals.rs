//! Whether goals are reached, and how far off they are: of one document, by what came out of its runs. What only the
//! teacher's key knows is left open.

use crate::error::{Code, Reason};
use crate::experiment::{AccuracyGoal, Answer, AnswerGoal, AtMostGoal, BeatsGoal, DivergesGoal, EdgeGoal, Experiment};
use crate::experiment::{FollowsGoal, Goal, LossGoal, ReachGoal, RowsOf, StaysGoal};
use crate::number;
use crate::session::{Session, Status, Track};
#[cfg(feature = "network")]
use crate::training::{Learner, Training};

mod edge;
mod seed;
mod shown;
mod told;
mod trial;
mod used;

pub use seed::{fingerprint, student_seed};
#[cfg(feature = "grade")]
pub(crate) use shown::off;
pub use told::{asked, check_told, verdicts};
pub(crate) use trial::Setup;

/// What came out of a run, as far as goals ask.
#[derive(Clone, Debug, Default)]
pub struct Trace<'a> {
    /// How far it is.
    pub end: End,
    /// The loss after each step or epoch, from the start on.
    pub loss: &'a [f64],
    /// x0, y0, x1, y1, …
    pub path: &'a [f64],
    /// The accuracies on the rows of the test, of training, of validation.
    pub accuracy: [&'a [f64]; 3],
    /// Gradients asked for.
    pub evaluations: f64,
    /// Parameters, where they are known.
    pub parameters: Option<f64>,
    /// Rows to train on, where they are known.
    pub rows: Option<f64>,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// There is more to come.
    #[default]
    Running,
    /// It is done.
    Done,
    /// It diverged in this update.
    Diverged(u32),
}

/// Whether a goal is reached, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Whether it is.
    pub standing: Standing,
    /// Why, or why not yet.
    pub why: Reason,
}

/// Whether a goal is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    Reached,
    /// It is not, or not yet.
    Missed,
    /// The teacher's key decides.
    Key,
}

use Standing::{Key, Missed, Reached};

/// The verdict on each goal, in their order.
pub fn check(experiment: &Experiment, traces: &[Trace<'_>]) -> Vec<Verdict> {
    experiment.document.goals.iter().flatten().map(|goal| verdict(experiment, goal, traces)).collect()
}

/// What came out of a session.
pub fn of_session(session: &Session) -> Vec<Trace<'_>> {
    fn trace(track: &Track) -> Trace<'_> {
        Trace {
            end: end(&track.status),
            loss: &track.loss,
            path: &track.path,
            evaluations: f64::from(track.evaluations),
            ..Trace::default()
        }
    }
    session.tracks().iter().map(trace).collect()
}

/// What came out of a training.
#[cfg(feature = "network")]
pub fn of_training(training: &Training) -> Vec<Trace<'_>> {
    fn trace(learner: &Learner) -> Trace<'_> {
        Trace {
            end: end(&learner.status),
            loss: learner.series("loss"),
            path: &[],
            accuracy: PARTS.map(|name| learner.series(name)),
            evaluations: learner.evaluations() as f64,
            parameters: Some(learner.weights().len() as f64),
            rows: Some(learner.lesson().parts[0].len() as f64),
        }
    }
    training.learners().iter().map(trace).collect()
}

/// The series of accuracies, on the rows of the test, of training, of validation.
const PARTS: [&str; 3] = ["test_accuracy", "accuracy", "validation_accuracy"];

fn end(status: &Status) -> End {
    match status {
        Status::Running => End::Running,
        Status::Done => End::Done,
        Status::Diverged { at, .. } => End::Diverged(*at),
    }
}

fn verdict(experiment: &Experiment, goal: &Goal, traces: &[Trace<'_>]) -> Verdict {
    let none = &Trace::default();
    let trace = |run: &u32| traces.get(*run as usize).unwrap_or(none);
    match goal {
        Goal::LossGoal(LossGoal { run, below, by, .. }) => {
            let mut values = trace(run).loss.iter().copied();
            series(experiment, *run, *by, &mut values, Series { most: *below, open: true, sign: 1.0, codes: LOSS })
        }
        Goal::AccuracyGoal(AccuracyGoal { run, above, by, on, .. }) => {
            let part = match on {
                RowsOf::Test => 0,
                RowsOf::Training => 1,
                RowsOf::Validation => 2,
            };
            let mut values = trace(run).accuracy[part].iter().map(|x| -x);
            let asked = Series { most: -above, open: true, sign: -1.0, codes: ACCURACY };
            series(experiment, *run, *by, &mut values, asked)
        }
        Goal::ReachGoal(ReachGoal { run, point: [x, y], within, by, .. }) => {
            let mut values = trace(run).path.chunks_exact(2).map(|at| libm::hypot(at[0] - x, at[1] - y));
            let asked = Series { most: *within, open: false, sign: 1.0, codes: REACH };
            series(experiment, *run, *by, &mut values, asked)
        }
        Goal::BeatsGoal(BeatsGoal { run, than, margin, .. }) => beats(trace(run), trace(than), [*run, *than], *margin),
        Goal::DivergesGoal(DivergesGoal { run, .. }) => {
            let trace = trace(run);
            match (trace.end, trace.loss.last()) {
                (End::Diverged(at), _) => said(Reached, Code::GoalDiverged, [&counted(*run), &at.to_string()]),
                (End::Done, Some(&loss)) => {
                    said(Missed, Code::GoalDivergesMissed, [&counted(*run), &number::short(loss, DIGITS)])
                }
                _ => running(*run),
            }
        }
        Goal::StaysGoal(StaysGoal { run, inside, .. }) => stays(trace(run), *run, *inside),
        Goal::AtMostGoal(most) => at_most(experiment, most, traces),
        Goal::EdgeGoal(EdgeGoal { run, within, .. }) => edge::edge(experiment, *run, *within),
        Goal::AnswerGoal(AnswerGoal { question, .. }) => {
            let answers = experiment.document.hand_in.as_ref().map_or(&[][..], |hand_in| &hand_in.answers);
            match answers.get(*question as usize) {
                None | Some(Answer::None) => said(Missed, Code::GoalNoAnswer, [&counted(*question)]),
                Some(_) => said(Key, Code::GoalKey, []),
            }
        }
        Goal::FollowsGoal(goal) => follows(experiment, goal),
    }
}

/// Digits of a number in a reason, where no more are needed to see a difference.
const DIGITS: usize = 4;

pub(crate) fn said<const N: usize>(standing: Standing, code: Code, params: [&str; N]) -> Verdict {
    Verdict { standing, why: code.with(params) }
}

/// People count from 1.
pub(crate) fn counted(number: u32) -> String {
    (number + 1).to_string()
}

fn running(run: u32) -> Verdict {
    said(Missed, Code::GoalRunning, [&counted(run)])
}

/// Two numbers in so many digits that they are seen to differ.
pub(crate) fn apart(a: f64, b: f64) -> [String; 2] {
    let shown = |digits| [a, b].map(|x| number::short(x, digits));
    let differ = |[left, right]: &[String; 2]| a == b || left != right;
    (DIGITS..17).map(shown).find(differ).unwrap_or_else(|| shown(17))
}

/// What is asked of a series: that some value is not above `most`, or, where `open`, below it. Values to be high are
/// handed over as negative ones.
struct Series {
    most: f64,
    open: bool,
    sign: f64,
    codes: [Code; 2],
}

const LOSS: [Code; 2] = [Code::GoalLoss, Code::GoalLossMissed];
const ACCURACY: [Code; 2] = [Code::GoalAccuracy, Code::GoalAccuracyMissed];
const REACH: [Code; 2] = [Code::GoalReach, Code::GoalReachMissed];

/// The first value that is good enough, or else the best.
fn series(
    experiment: &Experiment,
    run: u32,
    by: Option<u32>,
    values: &mut dyn Iterator<Item = f64>,
    Series { most, open, sign, codes: [met, missed] }: Series,
) -> Verdict {
    let by = by.unwrap_or_else(|| used::length(experiment, run));
    let mut best: Option<(u32, f64)> = None;
    for (at, value) in (0..=by).zip(values) {
        if best.is_none_or(|(_, least)| value < least) {
            best = Some((at, value));
        }
        if value < most || (!open && value == most) {
            let [found, most] = apart(sign * value, sign * most);
            return said(Reached, met, [&at.to_string(), &found, &most]);
        }
    }
    let Some((at, value)) = best else { return said(Missed, Code::GoalNothing, [&counted(run)]) };
    let [found, most] = apart(sign * value, sign * most);
    said(Missed, missed, [&found, &at.to_string(), &most, &by.to_string()])
}

fn beats(own: &Trace<'_>, other: &Trace<'_>, [run, than]: [u32; 2], margin: f64) -> Verdict {
    let [left, right] = [run, than].map(counted);
    match (own.end, other.end) {
        (End::Diverged(at), _) => said(Missed, Code::GoalDivergedMissed, [&left, &at.to_string()]),
        (End::Running, _) => running(run),
        (_, End::Running) => running(than),
        (_, End::Diverged(_)) => said(Reached, Code::GoalBeatsDiverged, [&right, &left]),
        _ => {
            let (Some(&loss), Some(&high)) = (own.loss.last(), other.loss.last()) else { return running(run) };
            let [found, other] = apart(loss, high);
            if loss + margin < high {
                return said(Reached, Code::GoalBeats, [&left, &found, &right, &other]);
            }
            said(Missed, Code::GoalBeatsMissed, [&left, &found, &right, &other, &number::short(margin, DIGITS)])
        }
    }
}

fn stays(trace: &Trace<'_>, run: u32, [x0, x1, y0, y1]: [f64; 4]) -> Verdict {
    let own = counted(run);
    for (step, at) in trace.path.chunks_exact(2).enumerate() {
        if !(at[0] >= x0 && at[0] <= x1 && at[1] >= y0 && at[1] <= y1) {
            let [x, y] = [at[0], at[1]].map(|x| number::short(x, DIGITS));
            return said(Missed, Code::GoalStaysMissed, [&step.to_string(), &own, &x, &y]);
        }
    }
    match trace.end {
        End::Diverged(at) => said(Missed, Code::GoalDivergedMissed, [&own, &at.to_string()]),
        End::Done if !trace.path.is_empty() => said(Reached, Code::GoalStays, [&own]),
        _ => running(run),
    }
}

/// Of the run that takes the most.
fn at_most(experiment: &Experiment, most: &AtMostGoal, traces: &[Trace<'_>]) -> Verdict {
    let limit = most.parameters.or(most.evaluations).or(most.rows).unwrap_or_default();
    let mut worst = (0, 0.0);
    let mut open = None;
    for run in 0..experiment.document.runs.len() as u32 {
        let Some(trace) = traces.get(run as usize) else { return running(run) };
        let found = match most {
            AtMostGoal { parameters: Some(_), .. } => trace.parameters.or_else(|| used::parameters(experiment)),
            AtMostGoal { evaluations: Some(_), .. } => Some(trace.evaluations),
            _ => used::rows(experiment, run, trace),
        };
        let Some(found) = found else { return running(run) };
        if found > worst.1 {
            worst = (run, found);
        }
        if most.parameters.is_none() && trace.end == End::Running {
            open.get_or_insert(run);
        }
    }
    let [found, limit_text] = [worst.1, limit].map(number::print);
    match open {
        _ if worst.1 > limit => said(Missed, Code::GoalAtMostMissed, [&counted(worst.0), &found, &limit_text]),
        Some(run) => running(run),
        None => said(Reached, Code::GoalAtMost, [&found, &limit_text]),
    }
}

/// By the points that everybody is shown.
fn follows(experiment: &Experiment, goal: &FollowsGoal) -> Verdict {
    match shown::farthest(experiment, goal) {
        Some((found, at)) => {
            let found = if found.is_finite() { number::short(found, DIGITS) } else { "∞".to_owned() };
            let [x, y] = at.start.map(|x| number::short(x, DIGITS));
            said(Missed, Code::GoalShownMissed, [&x, &y, &found, &at.after.to_string()])
        }
        None => said(Key, Code::GoalKey, []),
    }
}

#[cfg(test)]
mod tests;
