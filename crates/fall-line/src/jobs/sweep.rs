//! One run trained at every setting of one or two of its fields, with several seeds each.

use super::within;
use crate::error::{Code, Error};
use crate::examples::{Examples, Files, Loading};
use crate::experiment::{Experiment, limits};
use crate::json::Json;
use crate::session::Status;
use crate::training::{ACCURACIES, LOSSES, Learner, Training};
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
    /// The rows of the seed that is gone through, once they are there.
    rows: Rows,
    training: Option<Training>,
}

/// Rows on their way; or all of them, and whether they took a while; or none, where what the seed draws leaves a range.
enum Rows {
    Drawn(Box<Loading>),
    There(Rc<Examples>, bool),
    Missing,
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
        let rows = loading(&experiment.edited(run, &[])?, &files)?;
        let size = rows.examples.size();
        let sweep = TrainingSweep {
            values: vec![f64::NAN; all],
            experiment: experiment.clone(),
            run,
            axes,
            seeds: seeds as usize,
            series: series.to_owned(),
            measure,
            next: 0,
            rows: Rows::Drawn(Box::new(rows)),
            files,
            training: None,
        };
        for cell in 0..cells {
            limits::network(&sweep.setting(cell)?, size)?;
        }
        Ok(sweep)
    }

    /// Goes on by about so many rows, backward counted as two; true while there is more.
    pub fn advance(&mut self, rows: usize) -> bool {
        if self.next >= self.values.len() {
            return false;
        }
        let (seed, cell) = self.place();
        if let Rows::Drawn(loading) = &mut self.rows {
            let slow = loading.progress()[0] < loading.progress()[1];
            if !loading.advance(rows) {
                self.rows = Rows::There(Rc::new(std::mem::take(&mut loading.examples)), slow);
            }
            return true;
        }
        let training = self.training.take().or_else(|| self.begin(seed, cell));
        if let Some(mut training) = training {
            if training.advance(rows) {
                self.training = Some(training);
                return true;
            }
            let value = self.measured(&training);
            self.values.get_mut(cell * self.seeds + seed).into_iter().for_each(|place| *place = value);
        }
        self.next += 1;
        let more = self.next < self.values.len();
        if let (true, (seed, 0)) = (more, self.place()) {
            // the last ones go first: they may be many
            self.rows = Rows::Missing;
            let own = self.setting(0).and_then(|own| own.repetition(seed as u32));
            if let Ok(loading) = own.and_then(|own| loading(&own, &self.files)) {
                self.rows = Rows::Drawn(Box::new(loading));
            }
        }
        more
    }

    /// How much is done, from 0 to 1: trainings, and of the one under way a part.
    pub fn progress(&self) -> f64 {
        let share = |[done, all]: [usize; 2]| done as f64 / all as f64;
        let trained =
            self.training.as_ref().and_then(|training| training.learners().first()).map_or(0.0, Learner::share);
        let own = match &self.rows {
            Rows::Drawn(loading) => share(loading.progress()) / 2.0,
            // rows that took a while were half of the first training's way
            Rows::There(_, true) if self.place().1 == 0 => (1.0 + trained) / 2.0,
            Rows::There(..) | Rows::Missing => trained,
        };
        // no part is a whole
        let parts = if self.next == self.values.len() { 0.0 } else { own * 0.999 };
        (self.next as f64 + parts) / self.values.len() as f64
    }

    /// The seed and the setting that are next.
    fn place(&self) -> (usize, usize) {
        let cells = self.values.len() / self.seeds;
        (self.next / cells, self.next % cells)
    }

    /// None where there is nothing to train: settings were checked, but what another seed draws may leave a range.
    fn begin(&self, seed: usize, cell: usize) -> Option<Training> {
        let Rows::There(examples, _) = &self.rows else { return None };
        let own = self.setting(cell).and_then(|own| own.repetition(seed as u32));
        own.and_then(|own| Training::once(&own, examples)).ok()
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

/// An experiment's rows, on their way.
fn loading(experiment: &Experiment, files: &Files) -> Result<Loading, Error> {
    experiment.network()?.0.data.begin(experiment.seed.data, files)
}
