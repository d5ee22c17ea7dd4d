//! One run trained at every setting of one or two of its fields, with several seeds each.

use super::within;
use crate::error::{Code, Error};
use crate::examples::{Examples, Files};
use crate::experiment::{Experiment, limits};
use crate::json::Json;
use crate::session::Status;
use crate::training::{self, ACCURACIES, LOSSES, Training};
use std::rc::Rc;

/// What is varied: where in the run (`/optimizer/adam/lr`, `/with/batch`; `*` is whatever optimizer it has), and what
/// stands there.
#[derive(Clone, Debug)]
pub struct Axis {
    /// A JSON Pointer into the run.
    pub pointer: String,
    /// The values, in order.
    pub values: Vec<Json>,
}

impl Axis {
    /// A pointer, and its values as the text of a JSON list; `place` is what the axis is called in errors.
    pub fn parse(pointer: &str, values: &str, place: &str) -> Result<Axis, Error> {
        let placed = |error: Error| error.placed(&format!("{place}.values"));
        match Json::parse(values).map_err(placed)? {
            Json::List(values) => Ok(Axis { pointer: pointer.to_owned(), values }),
            other => Err(Error::at(format!("{place}.values"), Code::ExpectedList.with([&other.glance()]))),
        }
    }
}

/// What a setting is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The series' last value.
    Last,
    /// Its best: the least loss, the greatest accuracy.
    Best,
}

/// All settings with the first seed, then all with the next. A setting has the first axis's values within the second's.
pub struct TrainingSweep {
    /// What the series came to: `seeds` numbers a setting; NaN where a run diverged, or is not done yet.
    pub values: Vec<f64>,
    experiment: Experiment,
    run: usize,
    axes: Vec<Axis>,
    seeds: usize,
    series: String,
    measure: Measure,
    files: Files,
    next: usize,
    /// The rows of the seed that is gone through.
    examples: Rc<Examples>,
    training: Option<Training>,
}

/// As many trainings are one job.
const MOST: usize = 10_000;

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
        let count = |place: String, found: usize, range: &str| {
            Err(Error::at(place, Code::OutOfCount.with([&found.to_string(), range])))
        };
        if !(1..=2).contains(&axes.len()) {
            return count("axes".into(), axes.len(), "1 … 2");
        }
        if let Some(empty) = axes.iter().position(|axis| axis.values.is_empty()) {
            return count(format!("axes[{empty}].values"), 0, &format!("1 … {MOST}"));
        }
        within("seeds", f64::from(seeds), (1..=64).contains(&seeds), "1 ≤ seeds ≤ 64")?;
        let cells = axes.iter().fold(1, |cells: usize, axis| cells.saturating_mul(axis.values.len()));
        let all = cells.saturating_mul(seeds as usize);
        if all > MOST {
            return count("axes".into(), all, &format!("1 … {MOST}"));
        }
        if !LOSSES.iter().chain(&ACCURACIES).any(|&known| known == series) {
            let known = [LOSSES, ACCURACIES].concat().join(", ");
            return Err(Error::at("series", Code::ExpectedChoice.with([&known, &Json::text(series).glance()])));
        }
        let sweep = TrainingSweep {
            values: vec![f64::NAN; all],
            experiment: experiment.clone(),
            run,
            axes,
            seeds: seeds as usize,
            series: series.to_owned(),
            measure,
            next: 0,
            examples: training::examples(&experiment.edited(run, &[])?, &files)?,
            files,
            training: None,
        };
        for cell in 0..cells {
            limits::network(&sweep.setting(cell)?, sweep.examples.size())?;
        }
        Ok(sweep)
    }

    /// Goes on by about so many rows, backward counted as two; true while there is more.
    pub fn advance(&mut self, rows: usize) -> bool {
        if self.next >= self.values.len() {
            return false;
        }
        let training = self.training.take().map_or_else(|| self.begin(), Ok);
        // settings were checked, but what another seed draws may leave a range
        if let Ok(mut training) = training {
            if training.advance(rows) {
                self.training = Some(training);
                return true;
            }
            let (seed, cell) = self.place();
            let value = self.measured(&training);
            self.values.get_mut(cell * self.seeds + seed).into_iter().for_each(|place| *place = value);
        }
        self.next += 1;
        self.next < self.values.len()
    }

    /// Trainings done, and all of them.
    pub fn progress(&self) -> [usize; 2] {
        [self.next, self.values.len()]
    }

    /// The seed and the setting that are next.
    fn place(&self) -> (usize, usize) {
        let cells = self.values.len() / self.seeds;
        (self.next / cells, self.next % cells)
    }

    fn begin(&mut self) -> Result<Training, Error> {
        let (seed, cell) = self.place();
        let own = self.setting(cell)?.repetition(seed as u32)?;
        if cell == 0 && seed > 0 {
            self.examples = training::examples(&own, &self.files)?;
        }
        Training::once(&own, &self.examples)
    }

    fn setting(&self, cell: usize) -> Result<Experiment, Error> {
        let mut rest = cell;
        let edit = |axis: &Axis| {
            let at = rest % axis.values.len();
            rest /= axis.values.len();
            (axis.pointer.clone(), axis.values[at].clone())
        };
        let edits: Vec<_> = self.axes.iter().map(edit).collect();
        self.experiment.edited(self.run, &edits)
    }

    fn measured(&self, training: &Training) -> f64 {
        let done = training.learners().first().filter(|learner| learner.status == Status::Done);
        let values = done.map_or(&[][..], |learner| learner.series(&self.series));
        let up = self.series.ends_with("accuracy");
        let best = || values.iter().copied().reduce(|best, x| if (x > best) == up { x } else { best });
        let found = if self.measure == Measure::Best { best() } else { values.last().copied() };
        found.unwrap_or(f64::NAN)
    }
}
