//! The learning-rate finder: one short training whose rate grows from update to update until it diverges (Smith, 2017).

use super::within;
use crate::error::Error;
use crate::examples::Files;
use crate::experiment::Experiment;
use crate::training::{self, Learner};

/// A range of rates, and what the loss of the batches was at each.
pub struct Finder {
    /// The learning rates so far: each a multiple of the one before.
    pub rates: Vec<f64>,
    /// The loss of each update's batch, where its rule asked first.
    pub losses: Vec<f64>,
    /// The same, smoothed: what comes before counts for nine tenths.
    pub smooth: Vec<f64>,
    learner: Learner,
    range: [f64; 2],
    updates: usize,
    average: f64,
    /// The least of the smoothed losses.
    best: f64,
    over: bool,
}

/// So many updates it takes until the smoothed loss is a mean of several batches.
const SETTLES: usize = 10;

/// The largest rate of a document.
const RATE: f64 = 1e6;

impl Finder {
    /// Of a run of the document as it begins, from one rate to another in so many updates. Its schedule and its changes
    /// have no say.
    pub fn new(
        experiment: &Experiment,
        run: usize,
        range: [f64; 2],
        updates: u32,
        files: &Files,
    ) -> Result<Finder, Error> {
        let [from, to] = range;
        within("from", from, from > 0.0 && from < RATE, "0 < from < 1000000")?;
        within("to", to, to > from && to <= RATE, "from < to ≤ 1000000")?;
        within("updates", f64::from(updates), (2..=100_000).contains(&updates), "2 ≤ updates ≤ 100000")?;
        let learner = training::tried(experiment, run, files)?;
        let (rates, losses, smooth) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Finder {
            rates,
            losses,
            smooth,
            learner,
            range,
            updates: updates as usize,
            average: 0.0,
            best: f64::INFINITY,
            over: false,
        })
    }

    /// Some more updates; true while there are more. It ends early where the loss is far above all that was, or not finite.
    pub fn advance(&mut self, updates: usize) -> bool {
        for _ in 0..updates {
            self.over = self.over || self.rates.len() == self.updates || !self.update();
            if self.over {
                return false;
            }
        }
        self.rates.len() < self.updates
    }

    /// False where it is enough.
    fn update(&mut self) -> bool {
        let ([from, to], done) = (self.range, self.rates.len());
        let rate = from * libm::pow(to / from, done as f64 / (self.updates - 1) as f64);
        let loss = self.learner.try_update(rate);
        if !loss.is_finite() {
            return false;
        }
        self.rates.push(rate);
        self.losses.push(loss);
        self.average = 0.9 * self.average + 0.1 * loss;
        // an average that began at 0 is too small at first
        let smooth = self.average / (1.0 - libm::pow(0.9, self.losses.len() as f64));
        self.smooth.push(smooth);
        if smooth < self.best {
            self.best = smooth;
        }
        smooth <= 4.0 * self.best || done < SETTLES
    }

    /// Updates done, and all of them.
    pub fn progress(&self) -> [usize; 2] {
        [self.rates.len(), self.updates]
    }

    /// A rate that learns fast and is safe: a tenth of the one at which the smoothed loss was least, once it is smooth;
    /// None before.
    pub fn suggested(&self) -> Option<f64> {
        let settled = self.smooth.iter().enumerate().skip(SETTLES - 1);
        let best = settled.min_by(|(_, a), (_, b)| a.total_cmp(b))?;
        self.rates.get(best.0).map(|rate| rate / 10.0)
    }
}
