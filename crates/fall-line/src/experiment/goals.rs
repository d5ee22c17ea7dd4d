//! Goals: what a run must reach, by which an exercise is judged.

use super::{Experiment, Task};
use crate::error::{Code, Error};
use crate::fields::{Choice, choices, fields, words};
use crate::number;
use crate::optimizer::Optimizer;

choices! {
    /// What must be reached; runs and questions count from 0.
    pub enum Goal {
        LossGoal "loss",
        ReachGoal "reach",
        AccuracyGoal "accuracy",
        BeatsGoal "beats",
        DivergesGoal "diverges",
        StaysGoal "stays",
        AtMostGoal "at_most",
        EdgeGoal "edge",
        AnswerGoal "answer",
        FollowsGoal "follows",
    }
    dispatch each_goal
}

fields! {
    /// The loss comes below a value.
    pub struct LossGoal {
        run: u32 = 0, in 0.0..=31.0, "Which run.";
        below: f64 = 0.0, (required), "What the loss comes below.";
        by: Option<u32>, in 0.0..=1000000.0, "After how many steps or epochs at the latest; by default the run's length.";
        points: f64 = 1.0, in 0.0..=1000.0, "What it counts.";
    }
}

fields! {
    /// The path comes near a point.
    pub struct ReachGoal {
        run: u32 = 0, in 0.0..=31.0, "Which run.";
        point: [f64; 2] = [0.0; 2], (required), "The point.";
        within: f64 = 0.0, in 0.0..=1e300, (required), "How near.";
        by: Option<u32>, in 0.0..=1000000.0, "After how many steps at the latest; by default the run's length.";
        points: f64 = 1.0, in 0.0..=1000.0, "What it counts.";
    }
}

fields! {
    /// The accuracy rises above a share.
    pub struct AccuracyGoal {
        run: u32 = 0, in 0.0..=31.0, "Which run.";
        above: f64 = 0.0, in 0.0..=1.0, (required), "What the accuracy rises above.";
        by: Option<u32>, in 0.0..=1000000.0, "After how many epochs at the latest; by default the run's length.";
        on: RowsOf = RowsOf::Test, "On which rows.";
        points: f64 = 1.0, in 0.0..=1000.0, "What it counts.";
    }
}

words! {
    /// Rows of a network's data.
    pub enum RowsOf { Test "test", Training "training", Validation "validation", }
}

fields! {
    /// A run ends with a lower loss than another.
    pub struct BeatsGoal {
        run: u32 = 0, in 0.0..=31.0, "Which run.";
        than: u32 = 0, in 0.0..=31.0, (required), "Than which other run.";
        margin: f64 = 0.0, in 0.0..=1e300, "By more than how much.";
        points: f64 = 1.0, in 0.0..=1000.0, "What it counts.";
    }
}

fields! {
    /// A run diverges.
    pub struct DivergesGoal {
        run: u32 = 0, in 0.0..=31.0, "Which run.";
        points: f64 = 1.0, in 0.0..=1000.0, "What it counts.";
    }
}

fields! {
    /// A run's whole path stays in a part of the plane.
    pub struct StaysGoal {
        run: u32 = 0, in 0.0..=31.0, "Which run.";
        inside: [f64; 4] = [0.0; 4], (required), "The part of the plane: [x0, x1, y0, y1].";
        points: f64 = 1.0, in 0.0..=1000.0, "What it counts.";
    }
}

fields! {
    /// No run takes more than this: of exactly one of them.
    pub struct AtMostGoal {
        parameters: Option<f64>, in 0.0..=1e15, "Parameters of the network; 2 on a surface.";
        evaluations: Option<f64>, in 0.0..=1e15, "Gradients asked for.";
        rows: Option<f64>, in 0.0..=1e15, "Rows seen by updates, as often as they were seen.";
        points: f64 = 1.0, in 0.0..=1000.0, "What it counts.";
    }
}

fields! {
    /// The learning rate is the largest that is stable.
    pub struct EdgeGoal {
        run: u32 = 0, in 0.0..=31.0, "Which run.";
        within: f64 = 0.01, in 0.0..=1.0, "How far off, as a share.";
        points: f64 = 1.0, in 0.0..=1000.0, "What it counts.";
    }
}

fields! {
    /// A question is answered as the key answers it.
    pub struct AnswerGoal {
        question: u32 = 0, in 0.0..=19.0, "Which question.";
        within: Option<f64>, in 0.0..=1e300, "How far off; by default a millionth.";
        points: f64 = 1.0, in 0.0..=1000.0, "What it counts.";
    }
}

fields! {
    /// A run's rule goes the same ways as the key's.
    pub struct FollowsGoal {
        run: u32 = 0, in 0.0..=31.0, "Which run.";
        within: f64 = 1e-9, in 0.0..=1.0, "How far off, as a share.";
        shown: Vec<Shown> = Vec::new(), count 0..=3, "Where the key's rule leads to, for everybody to compare.";
        points: f64 = 1.0, in 0.0..=1000.0, "What it counts.";
    }
}

fields! {
    /// Where a rule leads to.
    pub struct Shown {
        start: [f64; 2] = [0.0; 2], (required), "From where.";
        after: u32 = 1, in 0.0..=1000000.0, (required), "After how many updates.";
        point: [f64; 2] = [0.0; 2], (required), "To where.";
    }
}

impl Goal {
    /// What it counts.
    pub fn points(&self) -> f64 {
        each_goal!(self, goal => goal.points)
    }

    /// The run whose rule the key has.
    #[cfg(feature = "grade")]
    pub(crate) fn reference(&self) -> Option<u32> {
        match self {
            Goal::FollowsGoal(goal) => Some(goal.run),
            _ => None,
        }
    }

    /// Which runs it is about.
    fn runs(&self) -> Vec<(&'static str, u32)> {
        match self {
            Goal::LossGoal(LossGoal { run, .. })
            | Goal::ReachGoal(ReachGoal { run, .. })
            | Goal::AccuracyGoal(AccuracyGoal { run, .. })
            | Goal::DivergesGoal(DivergesGoal { run, .. })
            | Goal::StaysGoal(StaysGoal { run, .. })
            | Goal::EdgeGoal(EdgeGoal { run, .. })
            | Goal::FollowsGoal(FollowsGoal { run, .. }) => vec![("run", *run)],
            Goal::BeatsGoal(BeatsGoal { run, than, .. }) => vec![("run", *run), ("than", *than)],
            Goal::AtMostGoal(_) | Goal::AnswerGoal(_) => Vec::new(),
        }
    }
}

impl Experiment {
    /// Whether goals speak of what there is.
    pub(super) fn check_goals(&self) -> Result<(), Error> {
        for (number, goal) in self.document.goals.iter().flatten().enumerate() {
            let place = ["goals[", &number.to_string(), "].", goal.key()].concat();
            self.check_goal(goal, &place)?;
        }
        Ok(())
    }

    fn check_goal(&self, goal: &Goal, place: &str) -> Result<(), Error> {
        let at = |field: &str, reason| Err(Error::at([place, ".", field].concat(), reason));
        let count = self.document.runs.len();
        for (field, run) in goal.runs() {
            if run as usize >= count {
                return at(field, Code::ChangeRun.with([&run.to_string(), &count.to_string()]));
            }
        }
        let is_surface = matches!(self.document.task, Task::SurfaceTask(_));
        let of_surfaces =
            matches!(goal, Goal::ReachGoal(_) | Goal::StaysGoal(_) | Goal::EdgeGoal(_) | Goal::FollowsGoal(_));
        let wanted = match goal {
            Goal::AccuracyGoal(_) => Some("network").filter(|_| is_surface),
            _ => Some("surface").filter(|_| of_surfaces && !is_surface),
        };
        if let Some(wanted) = wanted {
            let found = self.document.task.key();
            return Err(Error::at(place, Code::OtherTask.with([wanted, found])));
        }
        match goal {
            Goal::StaysGoal(StaysGoal { inside: inside @ [x0, x1, y0, y1], .. }) if x0 >= x1 || y0 >= y1 => {
                at("inside", Code::EmptyDomain.with([&inside.map(number::print).join(", ")]))
            }
            Goal::AtMostGoal(most) => {
                let count = [most.parameters, most.evaluations, most.rows].iter().flatten().count();
                let known = "parameters, evaluations, rows";
                if count == 1 {
                    return Ok(());
                }
                Err(Error::at(place, Code::OneChoice.with([known, &count.to_string()])))
            }
            Goal::AnswerGoal(AnswerGoal { question, .. }) => {
                let count = self.document.questions().len();
                if (*question as usize) < count {
                    return Ok(());
                }
                at("question", Code::NoQuestion.with([&question.to_string(), &count.to_string()]))
            }
            Goal::FollowsGoal(FollowsGoal { run, .. }) => {
                let place = ["runs", &run.to_string(), "optimizer"].map(str::to_owned);
                let own = self.document.runs.get(*run as usize).map(|run| &run.optimizer);
                if matches!(own, Some(Optimizer::Written(_))) || self.is_open(&place) {
                    return Ok(());
                }
                at("run", Code::GoalWritten.with([&run.to_string()]))
            }
            _ => Ok(()),
        }
    }
}
