//! The verdicts of a document by what a page has of its runs, as JSON both ways.

use super::{End, PARTS, Standing, Trace, Verdict, check, fingerprint, student_seed};
use crate::error::Error;
use crate::experiment::Experiment;
use crate::fields::{Form, Slot};
use crate::json::Json;
use crate::result;

/// What a page has of a run.
#[derive(Default)]
struct Held {
    end: End,
    loss: Vec<f64>,
    path: Vec<f64>,
    accuracy: [Vec<f64>; 3],
    numbers: [Option<f64>; 3],
}

impl Held {
    fn trace(&self) -> Trace<'_> {
        let [evaluations, parameters, rows] = self.numbers;
        Trace {
            end: self.end,
            loss: &self.loss,
            path: &self.path,
            accuracy: self.accuracy.each_ref().map(Vec::as_slice),
            evaluations: evaluations.unwrap_or_default(),
            parameters,
            rows,
        }
    }
}

/// The verdicts by a result document, or what there is of one: of each run `status`, `loss`, `path` (of pairs or of numbers),
/// the accuracies, `evaluations`, and of networks `parameters` and `rows`, those to train on.
pub fn check_told(experiment: &Experiment, told: &str) -> Result<Json, Error> {
    let told = Json::parse(told)?;
    let runs = if let Some(Json::List(runs)) = told.get("runs") { runs.as_slice() } else { &[] };
    let held: Vec<Held> = runs.iter().map(held).collect();
    let traces: Vec<Trace<'_>> = held.iter().map(Held::trace).collect();
    Ok(verdicts(&check(experiment, &traces)))
}

/// What an exercise is for a student: its constants and its goals in numbers, and the student's own seed.
pub fn asked(experiment: &Experiment, student: &str) -> Json {
    let given = experiment.given.iter().map(|(name, value)| (name.clone(), Json::Number(*value)));
    let goals = experiment.document.goals.iter().flatten().filter_map(|goal| goal.write(Form::Full));
    let seed = student_seed(&fingerprint(experiment), student);
    Json::object([
        ("given", Json::Object(given.collect())),
        ("goals", Json::List(goals.collect())),
        ("seed", Json::Number(seed.into())),
    ])
}

/// As JSON.
pub fn verdicts(all: &[Verdict]) -> Json {
    let told = all.iter().map(|verdict| {
        let word = match verdict.standing {
            Standing::Reached => "reached",
            Standing::Missed => "missed",
            Standing::Key => "key",
        };
        let mut entries = result::coded(&verdict.why);
        entries.push(("message", Json::text(verdict.why.text())));
        entries.push(("standing", Json::text(word)));
        Json::object(entries)
    });
    Json::List(told.collect())
}

fn held(run: &Json) -> Held {
    let series = |name: &str| {
        let mut values = Vec::new();
        run.get(name).into_iter().for_each(|json| numbers(json, &mut values));
        values
    };
    let number = |json: Option<&Json>| if let Some(Json::Number(x)) = json { Some(*x) } else { None };
    let end = match run.get("status") {
        Some(Json::Text(word)) if word == "done" => End::Done,
        Some(status) => match number(status.get("diverged").and_then(|diverged| diverged.get("at"))) {
            Some(at) => End::Diverged(at as u32),
            None => End::Running,
        },
        None => End::Running,
    };
    Held {
        end,
        loss: series("loss"),
        path: series("path"),
        accuracy: PARTS.map(series),
        numbers: ["evaluations", "parameters", "rows"].map(|name| number(run.get(name))),
    }
}

/// All numbers of a list, and of the lists in it.
fn numbers(json: &Json, into: &mut Vec<f64>) {
    match json {
        Json::Number(x) => into.push(*x),
        Json::List(items) => items.iter().for_each(|item| numbers(item, into)),
        _ => {}
    }
}
