//! A training that is made ready piece by piece: images that are drawn take seconds where they are many.

use super::{Training, amend, learners};
use crate::error::Error;
use crate::examples::{Files, Loading};
use crate::experiment::{Experiment, limits};
use std::rc::Rc;

/// A training on its way to its first update.
pub struct Beginning {
    training: Training,
    /// The seeds whose rows are still on their way, the last one first.
    waiting: Vec<(Experiment, Loading)>,
    rows: usize,
}

impl Beginning {
    /// Nothing is drawn yet, but all errors are found that do not need it.
    pub fn new(experiment: &Experiment, files: &Files) -> Result<Beginning, Error> {
        Beginning::within(experiment, files, limits::WORK)
    }

    /// The same, with not more work than this.
    pub(crate) fn within(experiment: &Experiment, files: &Files, most: f64) -> Result<Beginning, Error> {
        let (task, plans) = experiment.network()?;
        let epochs = plans.iter().map(|plan| plan.task.epochs).max().unwrap_or(0);
        let bare = Some(amend::bare(&experiment.document));
        let (mut waiting, mut rows) = (Vec::new(), 0);
        for number in 0..experiment.document.repeat {
            let own = if number == 0 { experiment.clone() } else { experiment.repetition(number)? };
            let loading = task.data.begin(own.seed.data, files)?;
            let size = loading.examples.size();
            limits::network_within(&own, size, most)?;
            rows += size.rows;
            waiting.insert(0, (own, loading));
        }
        Ok(Beginning { training: Training { repetitions: Vec::new(), epochs, bare }, waiting, rows })
    }

    /// Draws about so many rows, or looks at so many before the first update; true while there is more to do.
    pub fn advance(&mut self, rows: usize) -> Result<bool, Error> {
        let Some((_, loading)) = self.waiting.last_mut() else { return Ok(self.training.look(rows)) };
        if !loading.advance(rows)
            && let Some((experiment, loading)) = self.waiting.pop()
        {
            let shown = self.training.repetitions.is_empty();
            self.training.repetitions.push(learners(&experiment, &Rc::new(loading.examples), shown)?);
        }
        Ok(true)
    }

    /// Whether rows are still on their way.
    pub fn is_drawing(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// How many rows are there, and how many there will be.
    pub fn progress(&self) -> [usize; 2] {
        let open = self.waiting.iter().map(|(_, loading)| loading.progress());
        [self.rows - open.map(|[done, all]| all - done).sum::<usize>(), self.rows]
    }

    /// It is ready; of seeds whose rows are not there it has none.
    pub fn training(self) -> Training {
        self.training
    }
}
