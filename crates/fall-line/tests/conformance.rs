//! Every trace of PyTorch, Optax and the textbook formulas, whose experiment this engine reads, agrees to 1e-9.

use fall_line::json::Json;
use fall_line::{Experiment, Session};

fn numbers(json: &Json) -> Vec<f64> {
    match json {
        Json::Number(x) => vec![*x],
        Json::List(items) => items.iter().flat_map(numbers).collect(),
        other => panic!("not numbers: {other:?}"),
    }
}

#[test]
fn paths_agree_with_the_reference_traces() {
    let Ok(Json::List(cases)) = Json::parse(include_str!("../../../tests/reference/traces.json")) else { panic!() };
    let mut agreed = Vec::new();
    for case in &cases {
        let Some(Json::Text(id)) = case.get("id") else { panic!("a case without id") };
        let Some(expected) = case.get("expect").and_then(|expect| expect.get("path")) else { continue };
        // what is not read yet is named here by its family, so that nothing falls out unseen
        let experiment = match Experiment::parse(&case.get("experiment").unwrap().canonical()) {
            Ok(experiment) => experiment,
            Err(error) => {
                let later = ["expected_choice", "unknown_field"];
                assert!(later.contains(&error.reason.code.name()), "{id}: {error}");
                continue;
            }
        };
        let mut session = Session::new(&experiment).unwrap();
        while session.step(50) {}
        let (path, expected) = (&session.tracks()[0].path, numbers(expected));
        assert_eq!(path.len(), expected.len(), "{id}");
        for (k, (ours, theirs)) in path.iter().zip(&expected).enumerate() {
            let scale = if theirs.abs() > 1.0 { theirs.abs() } else { 1.0 };
            assert!((ours - theirs).abs() <= 1e-9 * scale, "{id}, step {}: {ours}, not {theirs}", k / 2);
        }
        agreed.push(id);
    }
    assert_eq!(agreed.len(), AGREED, "{agreed:#?}");
}

/// How many traces are of surfaces, optimizers and schedules that there are.
const AGREED: usize = 118;
