//! Each goal reached, missed, diverged, and of a run that is not there; and what a document may not ask for.

use super::*;

fn verdicts(document: &str) -> Result<Vec<(Standing, String)>, String> {
    let experiment = Experiment::parse(document).map_err(|error| error.to_string())?;
    let found = if document.contains("network") {
        let mut training = Training::new(&experiment, &Default::default()).unwrap();
        while training.advance(usize::MAX) {}
        check(&experiment, &of_training(&training))
    } else {
        let mut session = Session::new(&experiment).unwrap();
        while session.step(u32::MAX) {}
        check(&experiment, &of_session(&session))
    };
    Ok(found.into_iter().map(|verdict| (verdict.standing, verdict.why.text())).collect())
}

/// A quadratic whose runs are: one that comes down, one that stays where it is, one that diverges.
fn bowl(beside: &str) -> String {
    let runs = r#"[{"optimizer":{"gd":{"lr":0.5}}},{"optimizer":{"gd":{"lr":0}}},{"optimizer":{"gd":{"lr":1e5}}}]"#;
    format!(
        r#"{{"task":{{"surface":{{"f":"x^2/2 + y^2/2","start":[4,0],"steps":100}}}},"runs":{runs},
            "given":{{"a":3}},{beside}}}"#
    )
}

fn digits(beside: &str) -> String {
    let rows = r#"{"rows":{"inputs":[[0,0],[0,1],[1,0],[1,1]],"targets":[0,0,1,1]}}"#;
    let runs = r#"[{"optimizer":{"gd":{"lr":0.3}}},{"optimizer":{"gd":{"lr":0}}},{"optimizer":{"gd":{"lr":1e6}}}]"#;
    format!(
        r#"{{"task":{{"network":{{"data":{rows},"loss":"mean_squared","epochs":30,"batch":2}}}},
            "runs":{runs},{beside}}}"#
    )
}

#[test]
fn each_goal_says_whether_it_is_reached_and_how_far_off_it_is() {
    for (goal, standing, why) in [
        (r#"{"loss":{"below":1}}"#, Reached, "at 2 the loss is 0.5, below 1"),
        (r#"{"loss":{"below":"a/6"}}"#, Reached, "at 3 the loss is 0.125, below 0.5"),
        (r#"{"loss":{"below":0.1,"by":2}}"#, Missed, "the lowest loss is 0.5, at 2; it must come below 0.1 by 2"),
        (r#"{"loss":{"below":8,"run":1}}"#, Missed, "the lowest loss is 8, at 0; it must come below 8 by 100"),
        (
            r#"{"loss":{"below":7.99999,"run":1}}"#,
            Missed,
            "the lowest loss is 8, at 0; it must come below 7.99999 by 100",
        ),
        (r#"{"loss":{"below":1,"run":2}}"#, Missed, "the lowest loss is 8, at 0; it must come below 1 by 100"),
        (
            r#"{"reach":{"point":[1,0],"within":0}}"#,
            Reached,
            "at 2 the run is 0 away from the point, and 0 is near enough",
        ),
        (
            r#"{"reach":{"point":[0,3],"within":1}}"#,
            Missed,
            "the run comes no nearer than 3, at 27; it must come within 1 by 100",
        ),
        (
            r#"{"reach":{"point":[4,5],"within":1,"run":2}}"#,
            Missed,
            "the run comes no nearer than 5, at 0; it must come within 1 by 100",
        ),
        (r#"{"beats":{"run":0,"than":1}}"#, Reached, "run 1 ends at a loss of 4.978e-60, run 2 at 8"),
        (r#"{"beats":{"run":0,"than":2}}"#, Reached, "run 3 diverged, and run 1 did not"),
        (
            r#"{"beats":{"run":0,"than":1,"margin":8}}"#,
            Missed,
            "run 1 ends at a loss of 4.978e-60, run 2 at 8; it must be lower by more than 8",
        ),
        (
            r#"{"beats":{"run":1,"than":1}}"#,
            Missed,
            "run 2 ends at a loss of 8, run 2 at 8; it must be lower by more than 0",
        ),
        (r#"{"beats":{"run":2,"than":1}}"#, Missed, "run 3 diverged at 31, which it must not"),
        (r#"{"diverges":{"run":2}}"#, Reached, "run 3 diverged at 31"),
        (r#""diverges""#, Missed, "run 1 did not diverge: it ends at a loss of 4.978e-60"),
        (r#"{"stays":{"inside":[0,4,0,1]}}"#, Reached, "run 1 stays inside all the way"),
        (r#"{"stays":{"inside":[1,4,0,1]}}"#, Missed, "at 3 run 1 is at (0.5, 0), which is outside"),
        (r#"{"stays":{"run":2,"inside":[-1e300,1e300,-1,1]}}"#, Missed, "run 3 diverged at 31, which it must not"),
        (r#"{"at_most":{"evaluations":100}}"#, Reached, "it takes 100, and 100 would be allowed"),
        (r#"{"at_most":{"evaluations":99}}"#, Missed, "run 1 takes 100; at most 99 are allowed"),
        (r#"{"at_most":{"parameters":1}}"#, Missed, "run 1 takes 2; at most 1 are allowed"),
        (r#"{"at_most":{"rows":0}}"#, Reached, "it takes 0, and 0 would be allowed"),
        (r#"{"edge":{"run":0}}"#, Missed, "the learning rate 0.5 is stable, and so would be a larger one"),
        (r#"{"edge":{"run":2}}"#, Missed, "the learning rate 100000 is above the largest that is stable"),
        (
            r#"{"edge":{"run":0,"within":0.75}}"#,
            Reached,
            "the learning rate 0.5 is the largest that is stable, within 0.75",
        ),
        (r#"{"answer":{"question":0}}"#, Key, "only the teacher's key can tell"),
        (r#"{"answer":{"question":1}}"#, Missed, "question 2 has no answer yet"),
        (r#"{"answer":{"question":2}}"#, Missed, "question 3 has no answer yet"),
        (r#""follows""#, Key, "only the teacher's key can tell"),
        (
            r#"{"follows":{"shown":[{"start":[2,-2],"after":2,"point":[0.5,-0.5]}]}}"#,
            Key,
            "only the teacher's key can tell",
        ),
        (
            r#"{"follows":{"shown":[{"start":[2,-2],"after":1,"point":[1,-1]},{"start":[2,2],"after":2,"point":[0.5,0.25]}]}}"#,
            Missed,
            "from (2, 2) the rule is 0.25 off after 2 updates; compare its lines with what was asked",
        ),
        (
            r#"{"follows":{"run":2,"shown":[{"start":[2,2],"after":99,"point":[0,0]}]}}"#,
            Missed,
            "from (2, 2) the rule is ∞ off after 99 updates; compare its lines with what was asked",
        ),
    ] {
        let beside =
            format!(r#""goals":[{goal}],"exercise":{{"questions":[{{}},{{}},{{}}]}},"hand_in":{{"answers":[1,null]}}"#);
        assert_eq!(verdicts(&bowl(&beside)), Ok(vec![(standing, why.to_owned())]), "{goal}");
    }
}

#[test]
fn so_do_those_of_networks() {
    for (goal, standing, why) in [
        (r#"{"accuracy":{"above":0.9,"on":"training"}}"#, Reached, ""),
        (r#"{"accuracy":{"above":1,"on":"training"}}"#, Missed, ""),
        (r#"{"accuracy":{"above":0.9,"on":"training","run":2}}"#, Missed, ""),
        (r#"{"accuracy":{"above":0.9}}"#, Missed, "run 1 has no values to judge by"),
        (r#"{"loss":{"below":0.01}}"#, Reached, ""),
        (r#"{"diverges":{"run":2}}"#, Reached, ""),
        (r#"{"at_most":{"parameters":3}}"#, Reached, "it takes 3, and 3 would be allowed"),
        (r#"{"at_most":{"parameters":2}}"#, Missed, "run 1 takes 3; at most 2 are allowed"),
        (r#"{"at_most":{"rows":120}}"#, Reached, "it takes 120, and 120 would be allowed"),
        (r#"{"at_most":{"evaluations":59}}"#, Missed, "run 1 takes 60; at most 59 are allowed"),
    ] {
        let found = verdicts(&digits(&format!(r#""goals":[{goal}]"#))).unwrap();
        assert_eq!(found.first().map(|(standing, _)| *standing), Some(standing), "{goal}: {found:?}");
        assert!(why.is_empty() || found[0].1 == why, "{goal}: {found:?}");
    }
}
