//! Every trace of PyTorch, Optax and the textbook formulas agrees: paths to 1e-9, trainings as far as f32 reaches.

#![expect(clippy::unwrap_used, reason = "a test")]

use fall_line::json::Json;
use fall_line::{Experiment, Session, Training};

fn numbers(json: &Json) -> Vec<f64> {
    match json {
        Json::Number(x) => vec![*x],
        Json::List(items) => items.iter().flat_map(numbers).collect(),
        other => panic!("not numbers: {other:?}"),
    }
}

fn cases() -> Vec<Json> {
    let Ok(Json::List(cases)) = Json::parse(include_str!("../../../tests/reference/traces.json")) else { panic!() };
    cases
}

/// Those whose expectation has this, and what it is.
fn expecting(cases: &[Json], key: &str) -> Vec<(String, Experiment, Vec<f64>)> {
    let of = |case: &Json| {
        let expected = numbers(case.get("expect")?.get(key)?);
        let Some(Json::Text(id)) = case.get("id") else { panic!("a case without id") };
        let text = case.get("experiment").unwrap().canonical();
        let experiment = Experiment::parse(&text).unwrap_or_else(|error| panic!("{id}: {error}"));
        Some((id.clone(), experiment, expected))
    };
    cases.iter().filter_map(of).collect()
}

/// Each number within `tolerance` of the expected one, relative where that is above `unit`.
fn agrees(id: &str, ours: &[f64], expected: &[f64], tolerance: f64, unit: f64) {
    assert_eq!(ours.len(), expected.len(), "{id}");
    for (k, (ours, theirs)) in ours.iter().zip(expected).enumerate() {
        let scale = if theirs.abs() > unit { theirs.abs() } else { unit };
        assert!((ours - theirs).abs() <= tolerance * scale, "{id}, number {k}: {ours}, not {theirs}");
    }
}

#[test]
fn paths_agree_with_the_reference_traces() {
    let cases = expecting(&cases(), "path");
    for (id, experiment, expected) in &cases {
        let mut session = Session::new(experiment).unwrap();
        while session.step(50) {}
        agrees(id, &session.tracks()[0].path, expected, 1e-9, 1.0);
    }
    assert_eq!(cases.len(), 118);
}

#[test]
fn trainings_agree_with_the_reference_traces() {
    let cases = cases();
    let (losses, outputs) = (expecting(&cases, "loss"), expecting(&cases, "outputs"));
    for ((id, experiment, loss), (_, _, outputs)) in losses.iter().zip(&outputs) {
        let mut training = Training::new(experiment, &Default::default()).unwrap();
        while training.advance(1000) {}
        let learner = &mut training.learners_mut()[0];
        agrees(id, learner.series("loss"), loss, 2e-3, 0.05);
        let said: Vec<f64> = learner.said().into_iter().map(f64::from).collect();
        agrees(id, &said, outputs, 5e-3, 0.05);
    }
    assert_eq!((losses.len(), outputs.len()), (17, 17));
}
