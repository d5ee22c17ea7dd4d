//! A training that takes another document on is what a training of that document would be.

use fall_line::examples::Files;
use fall_line::session::Status;
use fall_line::{Experiment, Training};

fn experiment(runs: &str, beside: &str, epochs: u32) -> Experiment {
    let text = format!(
        r#"{{"task":{{"network":{{"data":{{"circle":{{"samples":60}}}},"layers":[{{"units":3}}],"batch":7,"epochs":{epochs}}}}},
        "runs":[{runs}]{beside}}}"#
    );
    Experiment::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn begun(experiment: &Experiment) -> Training {
    Training::new(experiment, &Files::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn ended(mut training: Training) -> (String, Vec<Vec<f64>>) {
    while training.step(1000) {}
    let fingerprint = training.fingerprint().to_string();
    let series = training.learners().iter().flat_map(|learner| learner.all_series().map(|(_, x)| x.to_vec())).collect();
    (fingerprint, series)
}

/// Updates are five an epoch: 30 rows to train on, seven at a time.
const BEFORE: [(&str, &str, u32); 5] = [
    (r#"{"optimizer":{"adam":{"lr":0.05}}},{"optimizer":"nesterov","schedule":"plateau"}"#, "", 8),
    (r#"{"optimizer":"momentum"}"#, r#","changes":[{"at":10,"set":{"/optimizer/momentum/lr":0.5}}]"#, 8),
    (r#"{"optimizer":{"gd":{"lr":1e6}}},{"optimizer":"adam"}"#, "", 8),
    (r#"{"optimizer":"rmsprop"}"#, r#","repeat":3"#, 8),
    (r#"{"schedule":"cosine"}"#, "", 8),
];

const AFTER: [(&str, u32); 9] = [
    (r#""changes":[{"at":17,"set":{"/optimizer":{"adam":{"lr":0.3}}}}]"#, 8),
    (r#""changes":[{"at":15,"set":{"/optimizer":"adagrad"}},{"at":15,"set":{"/with/batch":4}}]"#, 8),
    (r#""changes":[{"at":0,"set":{"/optimizer":{"gd":{"lr":0.2}}}}]"#, 8),
    (r#""changes":[{"at":10,"set":{"/optimizer":{"momentum":{"lr":0.5}}}},{"at":33,"set":{"/clip":0.01}}]"#, 8),
    (r#""changes":[{"at":25,"set":{"/schedule":"plateau"}}]"#, 8),
    ("", 12),
    ("", 4),
    ("", 8),
    (r#""title":"Another","changes":[{"at":40,"set":{"/optimizer":"lion"}}]"#, 9),
];

#[test]
fn whatever_was_learned_when_another_document_came_it_ends_as_if_that_had_been_there_from_the_start() {
    let (mut taken, mut anew) = (0, 0);
    for (runs, beside, epochs) in BEFORE {
        for (changes, longer) in AFTER {
            let seeds = if beside.contains("repeat") { beside } else { "" };
            let changes = if changes.is_empty() { String::new() } else { format!(",{changes}") };
            let (old, new) = (experiment(runs, beside, epochs), experiment(runs, &format!("{seeds}{changes}"), longer));
            let wanted = ended(begun(&new));
            for updates in [None, Some(0), Some(1), Some(9), Some(10), Some(15), Some(16), Some(17), Some(38), Some(40)]
            {
                let mut training = begun(&old);
                if let Some(updates) = updates {
                    training.step(updates);
                }
                if !training.amend(&new).unwrap() {
                    anew += 1;
                    continue;
                }
                taken += 1;
                assert_eq!(ended(training), wanted, "{runs}{beside} after {updates:?}: {changes} to {longer}");
            }
        }
    }
    // anew: where the beginning changes, or a seed that is not shown, of which nothing is kept, is past it
    assert_eq!((taken, anew), (397, 53));
}

#[test]
fn going_back_goes_no_farther_than_it_must() {
    let old = experiment("{}", "", 8);
    let new = experiment("{}", r#","changes":[{"at":16,"set":{"/optimizer/gd/lr":0.5}}]"#, 8);
    for (updates, then) in [(12, 12), (16, 16), (17, 15), (40, 15)] {
        let mut training = begun(&old);
        training.step(updates);
        assert!(training.amend(&new).unwrap());
        assert_eq!(training.learners()[0].updates(), then, "after {updates}");
        assert!(training.learners()[0].status == Status::Running);
    }
}

#[test]
fn what_was_gone_back_over_is_learned_again_with_the_same_bits() {
    for (runs, beside, epochs) in BEFORE {
        let document = experiment(runs, beside, epochs);
        let wanted = ended(begun(&document));
        for (updates, epoch) in [(0, 0), (12, 9), (12, 1), (40, 8), (40, 5), (40, 0)] {
            let mut training = begun(&document);
            training.step(updates);
            training.back(epoch);
            let shown = training.learners()[0].epochs();
            assert!(shown <= epoch, "{shown} after {epoch}");
            assert_eq!(ended(training), wanted, "{runs}{beside} after {updates}, back to {epoch}");
        }
    }
}

#[test]
fn another_task_has_to_begin_anew() {
    let old = experiment("{}", "", 8);
    for (runs, beside) in
        [(r#"{"optimizer":"adam"}"#, ""), ("{},{}", ""), ("{}", r#","seed":3"#), ("{}", r#","repeat":2"#)]
    {
        assert!(!begun(&old).amend(&experiment(runs, beside, 8)).unwrap(), "{runs}{beside}");
    }
    assert!(begun(&old).amend(&experiment(r#"{"name":"Mine"}"#, "", 8)).unwrap());
}
