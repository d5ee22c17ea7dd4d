//! The teacher's key: what no link holds.

use crate::error::{Code, Error};
use crate::experiment::{Answer, Experiment};
use crate::fields::{Record, Slot, fields};
use crate::json::Json;
use crate::optimizer::Optimizer;
use crate::sha256;
use crate::text::joined;

fields! {
    /// What an exercise is judged by.
    pub struct Key {
        exercise: String = String::new(), "The fingerprint of the exercise that it is of.";
        answers: Vec<Answer> = Vec::new(), count 0..=20, "The right answers, by question: a number, a formula, or null.";
        references: Vec<Reference> = Vec::new(), count 0..=32, "The rules that are to be written.";
        salt: String = String::new(), "What the hidden starts are drawn from.";
    }
}

fields! {
    /// A rule that is to be written.
    pub struct Reference {
        run: u32 = 0, in 0.0..=31.0, "Of which run.";
        optimizer: Optimizer = Optimizer::default(), (required), "What its rule has to do.";
    }
}

impl Key {
    /// Reads a key; numbers that are formulas are those of this experiment.
    pub(super) fn read_for(experiment: &Experiment, json: &Json) -> Result<Key, Error> {
        let mut key = Key::default();
        experiment.numbers().at("key", |path| key.read(json, &Key::FIELDS[0], path))?;
        Ok(key)
    }

    /// Whether it is of this exercise, and has all that its goals ask of it.
    pub(super) fn check(&self, fingerprint: &str, experiment: &Experiment) -> Result<(), Error> {
        if self.exercise != fingerprint {
            return Err(Error::at("key.exercise", Code::KeyOther.with([])));
        }
        let runs = experiment.document.goals.iter().flatten().filter_map(|goal| goal.reference());
        match runs.into_iter().find(|&run| self.reference(run).is_none()) {
            Some(run) => Err(Error::at("key.references", Code::KeyReference.with([&run.to_string()]))),
            None => Ok(()),
        }
    }

    /// What a run's rule has to do.
    pub(super) fn reference(&self, run: u32) -> Option<&Optimizer> {
        self.references.iter().find(|reference| reference.run == run).map(|reference| &reference.optimizer)
    }
}

/// Points of a part of the plane, drawn from a salt for a purpose: whoever does not know the salt does not know them.
pub(super) fn drawn(salt: &str, purpose: &str, [x0, x1, y0, y1]: [f64; 4], count: usize) -> Vec<[f64; 2]> {
    let one = |number: usize| {
        let hash = sha256::sha256(joined(&[salt, "\n", purpose, "\n", &number.to_string()]).as_bytes());
        let share = |from: usize| {
            let bytes = hash.iter().skip(from).take(6);
            bytes.fold(0.0, |sum, &byte| (sum + f64::from(byte)) / 256.0)
        };
        [x0 + (x1 - x0) * share(0), y0 + (y1 - y0) * share(6)]
    };
    (0..count).map(one).collect()
}
