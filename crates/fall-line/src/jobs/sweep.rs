//! One run trained at every setting of one or two of its fields, with several seeds each.

use super::alone;
use crate::error::Error;
use crate::examples::Files;
use crate::experiment::Experiment;
use crate::json::Json;
use crate::session::Status;
use crate::training::Training;

/// What is varied: where in the run (`/optimizer/adam/lr`, `/with/batch`), and what stands there.
#[derive(Clone, Debug)]
pub struct Axis {
    /// A JSON Pointer into the run.
    pub pointer: String,
    /// The values, in order.
    pub values: Vec<Json>,
}

/// What a cell shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// A series' last value.
    Last,
    /// Its best: the least loss, the greatest accuracy.
    Best,
}

/// All settings, the first axis within the second, each with every seed in turn.
pub struct TrainingSweep {
    /// What the series came to: `seeds` numbers a cell; NaN where a run diverged, or is not done yet.
    pub values: Vec<f64>,
    experiment: Experiment,
    run: usize,
    axes: Vec<Axis>,
    seeds: usize,
    series: String,
    measure: Measure,
    files: Files,
    next: usize,
    training: Option<Training>,
}

impl TrainingSweep {
    /// Nothing is trained yet, but each setting is checked.
    pub fn new(
        experiment: &Experiment,
        run: usize,
        axes: Vec<Axis>,
        seeds: u32,
        (series, measure): (&str, Measure),
        files: Files,
    ) -> Result<TrainingSweep, Error> {
        let cells: usize = axes.iter().map(|axis| axis.values.len()).product();
        let seeds = seeds.max(1) as usize;
        let sweep = TrainingSweep {
            values: vec![f64::NAN; cells * seeds],
            experiment: experiment.clone(),
            run,
            axes,
            seeds,
            series: series.to_owned(),
            measure,
            files,
            next: 0,
            training: None,
        };
        for cell in 0..cells {
            sweep.experiment.edited(run, &sweep.edits(cell))?;
        }
        Ok(sweep)
    }

    /// Goes on by about so many rows, backward counted as two; true while there is more.
    pub fn advance(&mut self, rows: usize) -> bool {
        if self.next >= self.values.len() {
            return false;
        }
        let training = match &mut self.training {
            Some(training) => training,
            None => {
                let (cell, seed) = (self.next / self.seeds, self.next % self.seeds);
                match alone(&self.experiment, self.run, &self.edits(cell), seed as u32, &self.files) {
                    Ok(training) => self.training.insert(training),
                    // settings were checked: a draw of another seed may leave a range
                    Err(_) => {
                        self.next += 1;
                        return self.next < self.values.len();
                    }
                }
            }
        };
        if training.advance(rows) {
            return true;
        }
        if let (Some(value), Some(learner)) = (self.values.get_mut(self.next), training.learners().first()) {
            let values = learner.series(&self.series);
            let up = self.series.ends_with("accuracy");
            let best = values.iter().copied().reduce(|best, x| if (x > best) == up { x } else { best });
            let found = if self.measure == Measure::Best { best } else { values.last().copied() };
            *value = found.filter(|_| learner.status == Status::Done).unwrap_or(f64::NAN);
        }
        self.training = None;
        self.next += 1;
        self.next < self.values.len()
    }

    /// Trainings done, and all of them.
    pub fn progress(&self) -> [usize; 2] {
        [self.next, self.values.len()]
    }

    fn edits(&self, cell: usize) -> Vec<(String, Json)> {
        let mut rest = cell;
        let edit = |axis: &Axis| {
            let count = axis.values.len();
            let at = rest % count;
            rest /= count;
            axis.values.get(at).map(|value| (axis.pointer.clone(), value.clone()))
        };
        self.axes.iter().filter_map(edit).collect()
    }
}
