//! From an author's document to the two files of an exercise.

use super::Published;
use super::follows::shown;
use super::key::Key;
use crate::error::Error;
use crate::experiment::{Experiment, Goal};
use crate::fields::{Form, Slot};
use crate::goals::fingerprint;
use crate::json::Json;

/// Makes the two files of an exercise: of the author's document, and of `{"answers": […], "references": […]}`. The salt is
/// from the machine's own randomness.
pub fn publish(document: &str, parts: &str, salt: [u8; 16]) -> Result<Published, Error> {
    let experiment = Experiment::parse(document)?;
    let parts = Json::parse(parts)?;
    let mut key = Key::read_for(&experiment, &parts)?;
    let digits = salt.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    key.salt = digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect();
    let mut student = experiment.clone();
    student.document.hand_in = None;
    for goal in student.document.goals.iter_mut().flatten() {
        if let Goal::FollowsGoal(goal) = goal
            && let Some(reference) = key.reference(goal.run)
        {
            goal.shown = shown(&experiment, goal.run, reference, &key.salt);
        }
    }
    // as whoever opens it reads it
    let student = Experiment::parse(&student.canonical())?;
    key.exercise = fingerprint(&student);
    key.check(&key.exercise, &student)?;
    let mut written = key.write(Form::Canonical).unwrap_or(Json::Null);
    // as they were written, formulas too
    parts.get("references").into_iter().for_each(|json| written.put("references", json.clone()));
    Ok(Published { document: student.canonical(), key: written.canonical() })
}
