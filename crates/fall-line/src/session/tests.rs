//! What a session does, held against hands that do the same slowly.

use super::*;

fn session(text: &str) -> Session {
    Session::new(&Experiment::parse(text).unwrap()).unwrap()
}

#[test]
fn the_arrival_scene_stays_below_a_hundredth_from_109_and_58_on() {
    let mut session = session(include_str!("../../../../www/scenes/arrival.json"));
    while session.step(7) {}
    // momentum dips below at 45, and swings out once more
    let first = session.tracks().iter().map(|track| track.loss.iter().position(|&loss| loss < 0.01));
    assert_eq!(first.collect::<Vec<_>>(), [Some(109), Some(45)]);
    let last_above = session.tracks().iter().map(|track| track.loss.iter().rposition(|&loss| loss >= 0.01));
    assert_eq!(last_above.collect::<Vec<_>>(), [Some(108), Some(57)]);
}

#[test]
fn one_step_at_a_time_or_all_at_once_is_the_same() {
    let text = r#"{"task":"surface","runs":[{"optimizer":"gd"},{"optimizer":"adam"},{"optimizer":"momentum"}]}"#;
    let (mut slow, mut fast) = (session(text), session(text));
    while slow.step(1) {}
    assert!(!fast.step(1000));
    assert_eq!(slow.fingerprint(), fast.fingerprint());
    assert_eq!(slow.tracks()[1].path, fast.tracks()[1].path);
    assert_ne!(fast.tracks()[0].fingerprint(), fast.tracks()[1].fingerprint());
}

#[test]
fn the_gradient_that_is_recorded_is_the_one_that_the_rule_saw() {
    let text = r#"{"task":{"surface":{"f":"x^2 + y^2","start":[1,0],"steps":2}},
        "runs":[{"optimizer":{"nesterov":{"lr":0.25,"momentum":0.5}}}]}"#;
    let mut session = session(text);
    session.step(2);
    let [track] = session.tracks() else { panic!() };
    // from 1 by −0.5 to 0.5, and looking on from there by half as much
    assert_eq!((&track.path[2..3], &track.gradient_norm[..]), (&[0.5][..], &[2.0, 0.5][..]));
    assert_eq!(track.evaluations, 2);
}

#[test]
fn a_run_that_diverges_stops_with_its_reason_and_the_others_go_on() {
    let gd = |lr: &str| format!(r#"{{"optimizer":{{"gd":{{"lr":{lr}}}}}}}"#);
    let text = format!(r#"{{"task":{{"surface":{{"steps":9999}}}},"runs":[{},{}]}}"#, gd("1.5"), gd("0.5"));
    let mut session = session(&text);
    while session.step(100) {}
    let [wild, calm] = session.tracks() else { panic!() };
    let Status::Diverged { at, why } = &wild.status else { panic!("{:?}", wild.status) };
    let sentence = format!(
        "step {at}: the learning rate 1.5 is above this quadratic's limit 2/λmax = 1, so each step overshoots more than the last"
    );
    assert_eq!(why.to_string(), sentence);
    assert_eq!((wild.loss.len(), wild.lr.len(), wild.path.len()), (*at as usize, *at as usize - 1, 2 * *at as usize));
    assert!(wild.path.iter().chain(&wild.loss).chain(&wild.gradient_norm).all(|x| x.is_finite()));
    assert_eq!((calm.status.clone(), calm.loss.len()), (Status::Done, 10_000));
}

#[test]
fn whatever_is_first_not_finite_ends_a_run_with_its_own_reason() {
    let row = |f: &str, start: &str, optimizer: &str| {
        session(&format!(
            r#"{{"task":{{"surface":{{"f":"{f}","start":{start},"steps":9}}}},"runs":[{{"optimizer":{optimizer}}}]}}"#
        ))
    };
    for (mut session, code) in [
        // the gradient's size alone, then a state vector alone
        (row("1.5e308*(x + y)", "[0,0]", r#"{"gd":{"lr":0}}"#), Code::DivergedOverflow),
        (row("1e200*x", "[0,0]", r#"{"adam":{"lr":0.1}}"#), Code::DivergedOverflow),
        (row("x^2 + y^2", "[0,0]", r#"{"adam":{"eps":0}}"#), Code::DivergedUndefined),
    ] {
        while session.step(1) {}
        let Status::Diverged { at, why } = &session.tracks()[0].status else { panic!("{code:?}") };
        assert_eq!((*at, why.code), (1, code), "{why}");
    }
}

#[test]
fn the_rate_of_an_update_is_the_rules_times_the_schedules_times_the_warm_ups() {
    for (run, expected) in [
        (r#""schedule":{"step":{"every":2}}"#, [0.5, 0.5, 0.25, 0.25, 0.125, 0.125]),
        (r#""warmup":4"#, [0.125, 0.25, 0.375, 0.5, 0.5, 0.5]),
        (r#""schedule":{"linear":{"floor":0.25}},"warmup":2"#, [0.25, 0.4375, 0.375, 0.3125, 0.25, 0.1875]),
        // without rows an update is an epoch
        (r#""schedule":{"linear":{"steps":5}},"schedule_per":"epoch","warmup":2"#, [0.25, 0.4, 0.3, 0.2, 0.1, 0.0]),
        // the loss is 3 for ever: the first is the best, two more are one too many
        (r#""schedule":{"plateau":{"patience":1}}"#, [0.5, 0.5, 0.5, 0.25, 0.25, 0.125]),
    ] {
        let text = r#"{"task":{"surface":{"f":"3","start":[1,1],"steps":6}},"runs":[{"optimizer":{"gd":{"lr":0.5}},"#;
        let mut session = session(&format!("{text}{run}}}]}}"));
        while session.step(1) {}
        let lr = &session.tracks()[0].lr;
        assert!(lr.iter().zip(expected).all(|(lr, wanted)| (lr - wanted).abs() < 1e-15), "{run}: {lr:?}");
        assert_eq!(lr.len(), 6);
    }
}

#[test]
fn a_rate_that_outgrows_f64_ends_the_run() {
    let text = r#"{"task":{"surface":{"f":"3","start":[1,1],"steps":2000}},"runs":[{"optimizer":{"gd":{"lr":4}},"schedule":{"exponential":{"rate":2}}}]}"#;
    let mut session = session(text);
    while session.step(100) {}
    let track = &session.tracks()[0];
    assert_eq!(track.status, Status::Diverged { at: 1023, why: Code::DivergedOverflow.with(["1023"]) });
    assert!(track.lr.len() == 1022 && track.lr.iter().chain(&track.path).all(|x| x.is_finite()));
}

#[test]
fn a_start_without_a_value_is_a_reason_and_not_a_panic() {
    let mut session = session(r#"{"task":{"surface":{"start":[1e300,0]}}}"#);
    assert!(!session.step(1));
    let track = &session.tracks()[0];
    assert_eq!(track.status, Status::Diverged { at: 0, why: Code::DivergedStart.with([]) });
    assert!(track.path.is_empty() && track.loss.is_empty());
}
