//! Whether an answer is the key's.

use super::key::drawn;
use crate::error::Code;
use crate::experiment::{Answer, AnswerGoal, Experiment, QuestionKind};
use crate::formula::{self, Program};
use crate::goals::{Standing, Verdict, counted, said};

/// Points at which two formulas are held against each other.
const POINTS: usize = 16;
/// How far off a number may be, as a share, where nothing is said.
const NEAR: f64 = 1e-6;

/// The verdict on an answer of a hand-in to what is asked.
pub(super) fn answered(
    asked: &Experiment,
    hand_in: &Experiment,
    goal: &AnswerGoal,
    right: &Answer,
    salt: &str,
) -> Verdict {
    let question = goal.question as usize;
    let number = counted(goal.question);
    let given = hand_in.document.hand_in.as_ref().and_then(|hand_in| hand_in.answers.get(question));
    let kind = asked.document.questions().get(question).map(|question| &question.kind);
    let (Some(given), Some(kind)) = (given, kind) else {
        return said(Standing::Missed, Code::GoalNoAnswer, [&number]);
    };
    // of a formula it is a share everywhere: its values may be of any size
    let near = |found: f64, wanted: f64| {
        let size = if wanted.abs() > 1.0 { wanted.abs() } else { 1.0 };
        let is_share = goal.within.is_none() || matches!(kind, QuestionKind::FormulaQuestion(_));
        let within = goal.within.unwrap_or(NEAR) * if is_share { size } else { 1.0 };
        found == wanted || (found - wanted).abs() <= within
    };
    let is_right = match kind {
        QuestionKind::NumberQuestion(_) => {
            let value = |answer: &Answer| value(asked, answer);
            value(given).zip(value(right)).is_some_and(|(found, wanted)| near(found, wanted))
        }
        QuestionKind::ChoiceQuestion(_) => *right != Answer::None && given == right,
        QuestionKind::FormulaQuestion(_) => match (program(asked, given), program(asked, right)) {
            (Some(found), Some(wanted)) => drawn(salt, "answer", domain(asked), POINTS).iter().all(|at| {
                let [[found], [wanted]] = [found.at::<f64, 1>(at), wanted.at::<f64, 1>(at)];
                near(found, wanted) || (found.is_nan() && wanted.is_nan())
            }),
            _ => false,
        },
    };
    if is_right {
        said(Standing::Reached, Code::GoalAnswered, [&number])
    } else {
        said(Standing::Missed, Code::GoalAnsweredMissed, [&number])
    }
}

/// A number, or a formula that comes to one.
fn value(experiment: &Experiment, answer: &Answer) -> Option<f64> {
    match answer {
        Answer::None => None,
        Answer::Number(x) => Some(*x),
        Answer::Formula(text) => formula::number(text, &experiment.given).ok().filter(|x| x.is_finite()),
    }
}

/// A formula in x and y; a number is one too.
fn program(experiment: &Experiment, answer: &Answer) -> Option<Program> {
    let text = match answer {
        Answer::None => return None,
        Answer::Number(x) => crate::number::print(*x),
        Answer::Formula(text) => text.clone(),
    };
    let formula = formula::compile(&text, &["x", "y"], &experiment.given).ok()?;
    Some(Program::new(&formula.graph, 2, &[formula.root]))
}

/// Where formulas are compared: in the part of the plane that the exercise shows. What a hand-in shows is its own affair:
/// near a single point every formula is a number.
fn domain(exercise: &Experiment) -> [f64; 4] {
    exercise.document.view.domain.unwrap_or([-4.0, 4.0, -4.0, 4.0])
}
