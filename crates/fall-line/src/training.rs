//! A network's experiment on its way: all runs, from the same weights and the same order of rows. Training cannot fail:
//! a run is running, done, or diverged at an update.

use crate::error::Error;
use crate::examples::{Examples, Files};
use crate::experiment::{Document, Experiment, limits};
use crate::fingerprint::Fingerprint;
use crate::session::{Spread, Status, spread};
use std::rc::Rc;

mod amend;
mod beginning;
mod learner;
mod lesson;
mod probe;
mod snapshots;
mod walk;

pub use beginning::Beginning;
pub use learner::{ACCURACIES, LOSSES, Learner};
pub use lesson::Lesson;
pub use probe::{Histogram, LayerProbe, Probe};

/// All runs of an experiment.
pub struct Training {
    /// By repetition, then by run: the first repetition is what is shown.
    repetitions: Vec<Vec<Learner>>,
    epochs: u32,
    /// Its document, without what may differ when another is taken on; None where none is.
    bare: Option<Document>,
}

impl Training {
    /// Ready for the first batch. `files` are handed over beside the document, by the names that it has for them.
    pub fn new(experiment: &Experiment, files: &Files) -> Result<Training, Error> {
        Training::of(Beginning::new(experiment, files)?)
    }

    /// The same, with not more work than this.
    #[cfg(feature = "grade")]
    pub(crate) fn within(experiment: &Experiment, files: &Files, most: f64) -> Result<Training, Error> {
        Training::of(Beginning::within(experiment, files, most)?)
    }

    fn of(mut beginning: Beginning) -> Result<Training, Error> {
        while beginning.is_drawing() {
            beginning.advance(usize::MAX)?;
        }
        Ok(beginning.training())
    }

    /// A document of one run and one seed, on rows that are loaded already.
    pub(crate) fn once(experiment: &Experiment, examples: &Rc<Examples>) -> Result<Training, Error> {
        Ok(Training { repetitions: vec![learners(experiment, examples, false)?], epochs: 0, bare: None })
    }

    /// Every run that still runs makes up to `n` updates, with the evaluations after them; true while any still runs.
    pub fn step(&mut self, n: u32) -> bool {
        for learner in self.repetitions.iter_mut().flatten() {
            let end = learner.updates().saturating_add(n);
            while learner.status == Status::Running && (learner.updates() < end || learner.is_scoring()) {
                learner.piece();
            }
        }
        self.is_running()
    }

    /// About so many rows are gone through by each run, backward counted as two more; true while any still runs.
    pub fn advance(&mut self, rows: usize) -> bool {
        for learner in self.repetitions.iter_mut().flatten() {
            let mut seen = 0;
            while learner.status == Status::Running && seen < rows {
                seen += learner.piece();
            }
        }
        self.is_running()
    }

    /// About so many rows of how the runs do before their first update; true while there are more.
    fn look(&mut self, rows: usize) -> bool {
        let mut seen = 0;
        for learner in self.repetitions.iter_mut().flatten() {
            while learner.updates() == 0 && learner.is_scoring() {
                if seen >= rows {
                    return true;
                }
                seen += learner.piece();
            }
        }
        false
    }

    fn is_running(&self) -> bool {
        self.repetitions.iter().flatten().any(|learner| learner.status == Status::Running)
    }

    /// The runs, with the first of the seeds.
    pub fn learners(&self) -> &[Learner] {
        self.repetitions.first().map_or(&[], Vec::as_slice)
    }

    /// The same, to ask them what they say.
    pub fn learners_mut(&mut self) -> &mut [Learner] {
        self.repetitions.first_mut().map_or(&mut [], Vec::as_mut_slice)
    }

    /// One run with every seed.
    pub fn repetitions(&self, run: usize) -> impl ExactSizeIterator<Item = &Learner> {
        self.repetitions.iter().map(move |learners| &learners[run])
    }

    /// How a series lies over a run's seeds; None where there is but one.
    pub fn spread(&self, run: usize, series: &str) -> Option<Spread> {
        let worst = if series.ends_with("accuracy") { f64::NEG_INFINITY } else { f64::INFINITY };
        let all: Vec<&[f64]> = self.repetitions(run).map(|learner| learner.series(series)).collect();
        (all.len() > 1).then(|| spread(&all, worst))
    }

    /// How many epochs the document asks for: the longest of its runs.
    pub fn epochs(&self) -> u32 {
        self.epochs
    }

    /// A hash of all bits of one run, with each seed.
    pub fn fingerprints(&mut self, run: usize) -> Vec<Fingerprint> {
        self.repetitions.iter_mut().filter_map(|learners| learners.get_mut(run)).map(Learner::fingerprint).collect()
    }

    /// A hash of all result bits.
    pub fn fingerprint(&mut self) -> Fingerprint {
        let mut all = Fingerprint::default();
        self.repetitions.iter_mut().flatten().for_each(|learner| all.number(learner.fingerprint().bits()));
        all
    }
}

/// The rows of a document, if it is not too large with them.
pub(crate) fn examples(experiment: &Experiment, files: &Files) -> Result<Rc<Examples>, Error> {
    let (task, _) = experiment.network()?;
    let examples = task.data.load(experiment.seed.data, files)?;
    limits::network(experiment, examples.size())?;
    Ok(Rc::new(examples))
}

/// One run as it begins, without its changes: to be tried.
pub(crate) fn tried(experiment: &Experiment, run: usize, files: &Files) -> Result<Learner, Error> {
    let (of, plans) = experiment.network()?;
    let mut plan = plans.get(run).ok_or_else(|| Experiment::no_run(run, plans.len()))?.clone();
    plan.settings.truncate(1);
    let lesson = Lesson::new(&plan.task, of, &examples(experiment, files)?, experiment.seed.data, &experiment.given)?;
    Ok(Learner::new(&plan, Rc::new(lesson), &experiment.seed, false))
}

/// The runs with one of the seeds. Lessons that are alike are one.
fn learners(experiment: &Experiment, examples: &Rc<Examples>, shown: bool) -> Result<Vec<Learner>, Error> {
    let (of, plans) = experiment.network()?;
    let mut learners: Vec<Learner> = Vec::new();
    for (number, plan) in plans.iter().enumerate() {
        let task = &plan.task;
        let alike = plans.iter().zip(&learners).take(number).find(|(other, _)| {
            let other = &other.task;
            (&other.features, other.test, other.validation, &other.layers, other.loss)
                == (&task.features, task.test, task.validation, &task.layers, task.loss)
        });
        let lesson = match alike {
            Some((_, learner)) => learner.course.lesson.clone(),
            None => Rc::new(Lesson::new(task, of, examples, experiment.seed.data, &experiment.given)?),
        };
        learners.push(Learner::new(plan, lesson, &experiment.seed, shown));
    }
    Ok(learners)
}
