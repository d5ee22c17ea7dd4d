//! Going on as another document says, where that differs only in what is still to come, or in what can be gone back to.

use super::Training;
use super::learner::Learner;
use crate::error::Error;
use crate::experiment::{Document, Experiment, NetworkTask, Plan, Setting, Task, View};
use crate::fields::Text;

/// A document without what may differ: its changes, how long it trains, and what it is called and looks like.
pub(super) fn bare(document: &Document) -> Document {
    let mut bare = document.clone();
    bare.leave_exercise();
    (bare.title, bare.view, bare.changes) = (Text::default(), View::default(), Vec::new());
    bare.runs.iter_mut().for_each(|run| run.name = Text::default());
    if let Task::NetworkTask(task) = &mut bare.task {
        task.epochs = 0;
    }
    bare
}

/// What becomes of a learner.
struct Turn<'a> {
    plan: Plan<NetworkTask>,
    learner: &'a mut Learner,
    /// The epoch that it goes back to.
    back: Option<u32>,
}

impl Training {
    /// Goes back to the end of an epoch, or of the last before it that is kept; what came later is learned again.
    pub fn back(&mut self, epoch: u32) {
        for learner in self.repetitions.iter_mut().flatten().filter(|learner| learner.epochs() >= epoch) {
            learner.back(epoch);
        }
    }

    /// Takes another document on, and goes back no farther than it must: then it is as if that had been trained from the
    /// start. False, and nothing has happened, where it has to be begun anew.
    pub fn amend(&mut self, experiment: &Experiment) -> Result<bool, Error> {
        if self.bare.as_ref() != Some(&bare(&experiment.document)) {
            return Ok(false);
        }
        let mut turns = Vec::new();
        for (number, learners) in (0u32..).zip(&mut self.repetitions) {
            let other = if number == 0 { None } else { Some(experiment.repetition(number)?) };
            let (_, plans) = other.as_ref().unwrap_or(experiment).network()?;
            for (learner, plan) in learners.iter_mut().zip(plans) {
                let plan = learner.settled(plan);
                let Some(back) = learner.back_for(&plan) else { return Ok(false) };
                turns.push(Turn { plan, learner, back });
            }
        }
        for Turn { plan, learner, back } in turns {
            learner.amend(plan, back);
        }
        let (_, plans) = experiment.network()?;
        self.epochs = plans.iter().map(|plan| plan.task.epochs).max().unwrap_or(0);
        Ok(true)
    }
}

/// From which update on two lists of settings differ, and which is the first that does.
pub(super) fn parting(old: &[(u32, Setting)], new: &[(u32, Setting)]) -> Option<(u32, usize)> {
    let first = old.iter().zip(new).take_while(|(old, new)| alike(old, new)).count();
    let at = [old, new].into_iter().filter_map(|settings| settings.get(first)).map(|(at, _)| *at).min()?;
    Some((at, first))
}

/// A name trains nothing.
fn alike((at, old): &(u32, Setting), (other, new): &(u32, Setting)) -> bool {
    let mut renamed = old.clone();
    renamed.run.name.clone_from(&new.run.name);
    at == other && renamed == *new
}
