//! The learning-rate finder: one short training whose rate grows from update to update until it diverges (Smith, 2017).

use super::alone;
use crate::error::Error;
use crate::examples::Files;
use crate::experiment::Experiment;
use crate::json::Json;
use crate::session::Status;
use crate::training::Training;

/// A range of rates, and what the loss of the batches was at each.
pub struct Finder {
    /// The learning rates so far.
    pub rates: Vec<f64>,
    /// The loss of each update's batch, before the update.
    pub losses: Vec<f64>,
    /// The same, smoothed: what comes before counts for nine tenths.
    pub smooth: Vec<f64>,
    training: Training,
    updates: usize,
    average: f64,
}

impl Finder {
    /// Of a run of the document, from one rate to another in so many updates.
    pub fn new(
        experiment: &Experiment,
        run: usize,
        [from, to]: [f64; 2],
        updates: u32,
        files: &Files,
    ) -> Result<Finder, Error> {
        let steps = f64::from(updates.max(2) - 1);
        let growth = libm::exp(libm::log(to / from) / steps);
        let schedule = Json::object([("exponential", Json::object([("rate", Json::Number(growth))]))]);
        let edits = [
            ("/schedule".to_owned(), schedule),
            ("/schedule_per".to_owned(), Json::text("step")),
            ("/warmup".to_owned(), Json::Number(0.0)),
            ("/optimizer/*/lr".to_owned(), Json::Number(from)),
            // as long as it takes
            ("/with/epochs".to_owned(), Json::Number(f64::from(updates))),
        ];
        let training = alone(experiment, run, &edits, 0, files)?;
        let (rates, losses, smooth) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Finder { rates, losses, smooth, training, updates: updates as usize, average: 0.0 })
    }

    /// Some more updates; true while there are more. It ends early where the loss is beyond all that was, or not finite.
    pub fn advance(&mut self, updates: usize) -> bool {
        for _ in 0..updates {
            let Some(learner) = self.training.learners_mut().first_mut() else { return false };
            if self.rates.len() >= self.updates || learner.status != Status::Running {
                return false;
            }
            let (rate, loss) = learner.try_batch();
            if !loss.is_finite() {
                return false;
            }
            self.rates.push(rate);
            self.losses.push(loss);
            self.average = 0.9 * self.average + 0.1 * loss;
            // an average that began at 0 is too small at first
            let smooth = self.average / (1.0 - libm::pow(0.9, self.losses.len() as f64));
            self.smooth.push(smooth);
            let best = self.smooth.iter().fold(f64::INFINITY, |best, &x| if x < best { x } else { best });
            if smooth > 4.0 * best && self.rates.len() > 10 {
                return false;
            }
        }
        true
    }

    /// A rate that learns fast and is safe: a tenth of the one at which the smoothed loss was least; None before.
    pub fn suggested(&self) -> Option<f64> {
        let best = self.smooth.iter().enumerate().min_by(|(_, a), (_, b)| a.total_cmp(b))?;
        self.rates.get(best.0).map(|rate| rate / 10.0)
    }
}
