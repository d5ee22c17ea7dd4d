//! What a session does, held against hands that do the same slowly.

use super::*;
use crate::surface::Rows;

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
        "step {at}: the learning rate 1.5 is above this quadratic's limit 2/λmax = 1, so each step overshoots more than the last; try one below it"
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
        (row("x^2 + y^2", "[0,0]", r#"{"adam":{"eps":0}}"#), Code::DivergedEps),
        // an eps is no help where the surface itself has no value, nor where the rule has none
        (row("log(x) + y", "[0.1,0]", r#"{"adam":{"lr":1}}"#), Code::DivergedUndefined),
        (row("log(x) + y", "[0.1,0]", r#"{"gd":{"lr":1}}"#), Code::DivergedUndefined),
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

/// At its end.
fn done(text: &str) -> Session {
    let mut session = session(text);
    while session.step(1000) {}
    session
}

fn why(track: &Track) -> String {
    match &track.status {
        Status::Diverged { why, .. } => why.to_string(),
        other => format!("{other:?}"),
    }
}

#[test]
fn a_rate_above_the_rules_own_limit_is_named_and_no_other_is() {
    // λmax of x² + y² is 2
    for (run, sentence) in [
        (r#"{"gd":{"lr":1.5}}"#, "the learning rate 1.5 is above this quadratic's limit 2/λmax = 1, so"),
        (r#"{"gd":{"lr":1.01}}"#, "the learning rate 1.01 is above this quadratic's limit 2/λmax = 1, so"),
        (r#"{"gd":{"lr":1.000012345}}"#, "the learning rate 1.00001 is above this quadratic's limit 2/λmax = 1, so"),
        (
            r#"{"momentum":{"lr":2,"momentum":0.9}}"#,
            "the learning rate 2 is above this quadratic's limit 2(1+β)/λmax = 1.9, so",
        ),
        (
            r#"{"momentum_ema":{"lr":20,"beta":0.9}}"#,
            "the learning rate 20 is above this quadratic's limit 2(1+β)/((1−β)λmax) = 19, so",
        ),
        (
            r#"{"nesterov":{"lr":0.7,"momentum":0.9}}"#,
            "the learning rate 0.7 is above this quadratic's limit 2(1+β)/((1+2β)λmax) = 0.6786, so",
        ),
        (r#"{"adam":{"lr":1e6,"eps":0}}"#, "Done"),
        (r#"{"written":{"text":"w = w - 5g"}}"#, "the numbers grew past the largest that there is; try"),
    ] {
        // so near the limit it takes long
        let start = if run.contains("1.00001") { "[1e154,2]" } else { "[1,2]" };
        let session = done(&format!(
            r#"{{"task":{{"surface":{{"f":"x^2 + y^2","start":{start},"steps":30000}}}},"runs":[{{"optimizer":{run}}}]}}"#
        ));
        let found = why(&session.tracks()[0]);
        assert!(found.contains(sentence) || sentence.contains(&found), "{run}: {found}");
    }
    // where the curvature is no single number there is no limit; nor below it, whatever else drives a run off
    for (f, run) in
        [("x^4 + y^2", r#"{"optimizer":{"gd":{"lr":1.5}}}"#), ("x^2 - y^2", r#"{"optimizer":{"gd":{"lr":0.5}}}"#)]
    {
        let session =
            done(&format!(r#"{{"task":{{"surface":{{"f":"{f}","start":[2,3],"steps":9999}}}},"runs":[{run}]}}"#));
        assert!(why(&session.tracks()[0]).contains("the numbers grew"), "{f}");
    }
}

#[test]
fn the_limit_is_held_against_the_rate_of_the_moment_and_of_the_rule_of_the_moment() {
    let text = |beside: &str| {
        format!(r#"{{"task":{{"surface":{{"f":"x^2 + y^2","start":[1e150,2],"steps":9999}}}},{beside}}}"#)
    };
    for (beside, sentence) in [
        (
            r#""runs":[{"optimizer":{"gd":{"lr":0.001}},"schedule":{"exponential":{"rate":1.01}}}]"#,
            "is above this quadratic's limit 2/λmax = 1,",
        ),
        (
            r#""runs":[{"optimizer":{"gd":{"lr":0.1}}}],"changes":[{"at":3,"set":{"/optimizer/gd/lr":1.5}}]"#,
            "rate 1.5 is above this quadratic's limit 2/λmax = 1,",
        ),
        (
            r#""runs":[{"optimizer":"adam"}],"changes":[{"at":0,"set":{"/optimizer":{"gd":{"lr":1e6}}}}]"#,
            "step 1: the learning rate 1000000 is above this quadratic's limit 2/λmax = 1,",
        ),
        (
            r#""runs":[{"optimizer":"gd"}],"changes":[{"at":9,"set":{"/optimizer":{"written":{"text":"w = w - 5g"}}}}]"#,
            "the numbers grew",
        ),
        (
            r#""runs":[{"optimizer":{"gd":{"lr":9}}}],"changes":[{"at":1,"set":{"/optimizer":{"written":{"text":"w = w*1e200*1e200"}}}}]"#,
            "step 2: the numbers grew",
        ),
    ] {
        let session = done(&text(beside));
        let found = why(&session.tracks()[0]);
        assert!(found.contains(sentence), "{beside}: {found}");
    }
    let mut early = session(&text(
        r#""runs":[{"optimizer":"adam"}],"changes":[{"at":0,"set":{"/optimizer":"gd"}},{"at":2,"set":{"/optimizer":"momentum"}}]"#,
    ));
    let limit = |session: &Session| session.tracks()[0].limit();
    assert_eq!(limit(&early), Some(1.0));
    early.step(2);
    assert_eq!(limit(&early), Some(1.9));
}

#[test]
fn state_that_is_not_finite_ends_a_run_though_a_change_would_drop_it() {
    let text = r#"{"task":{"surface":{"f":"1e200*x","start":[0,0],"steps":9}},"runs":[{"optimizer":"adam"}],
        "changes":[{"at":1,"set":{"/optimizer":"gd"}}]}"#;
    let Status::Diverged { at, .. } = done(text).tracks()[0].status else { panic!() };
    assert_eq!(at, 1);
}

#[test]
fn the_rows_of_an_update_are_those_that_its_gradient_was_made_of() {
    let text = |beside: &str| {
        format!(
            r#"{{"task":{{"surface":{{"data":{{"line":{{"samples":10}}}},"steps":300}}}},"seed":{{"shuffle":7}},{beside}}}"#
        )
    };
    let rows = |session: &Session, step| session.tracks()[0].batch(step);
    // the orders of the shuffle stream, as the batches' own test has them
    let threes = done(&text(r#""runs":[{"with":{"batch":3}}]"#));
    for (step, batch) in
        [(1, vec![9, 5, 2]), (2, vec![6, 4, 3]), (4, vec![8]), (5, vec![0, 3, 7]), (0, vec![]), (301, vec![])]
    {
        assert_eq!(rows(&threes, step), batch, "update {step}");
    }
    let all = done(&text(r#""runs":[{}]"#));
    assert_eq!(rows(&all, 300), (0..10).collect::<Vec<_>>());
    let change = done(&text(r#""runs":[{"with":{"batch":6}}],"changes":[{"at":1,"set":{"/with/batch":3}}]"#));
    assert_eq!([1, 2, 3].map(|step| rows(&change, step).len()), [6, 3, 1]);
    assert_eq!(rows(&done(r#"{"task":"surface"}"#), 3), []);
    for session in [&threes, &change] {
        let [track] = session.tracks() else { panic!() };
        for step in [1, 63, 64, 65, 129, 300] {
            let at = 2 * (step as usize - 1);
            let point = [track.path[at], track.path[at + 1]];
            let (gradient, _) = track.surface().slope(&mut Default::default(), point, Rows::Some(&track.batch(step)));
            assert_eq!(track.moment(step).unwrap().gradient, Some(gradient), "update {step}");
        }
    }
}

#[test]
fn a_run_has_arrived_where_it_comes_near_a_minimum_to_stay() {
    for (task, run, near, arrival) in [
        // 8, halved each step
        (r#""f":"x^2 + y^2","start":[8,0],"steps":9"#, r#"{"gd":{"lr":0.25}}"#, 1.0, Some((0, 3))),
        (r#""f":"x^2 + y^2","start":[8,0],"steps":2"#, r#"{"gd":{"lr":0.25}}"#, 1.0, None),
        (r#""f":"x^2 + y^2","start":[0,0],"steps":5"#, "\"gd\"", 1e-9, Some((0, 0))),
        (r#""f":"x^2 + y^2","start":[0,0],"steps":0"#, "\"gd\"", 1e-9, Some((0, 0))),
        // passes through, and comes back from the other side
        (r#""f":"x^2 + y^2","start":[8,0],"steps":6"#, r#"{"gd":{"lr":0.75}}"#, 1.0, Some((0, 3))),
        (r#""f":"himmelblau","start":[3,2],"steps":5"#, "\"gd\"", 1e-3, Some((0, 0))),
        (r#""f":"himmelblau","start":[-3,-3],"steps":500"#, r#"{"gd":{"lr":0.01}}"#, 1e-3, Some((2, 7))),
        (r#""f":"(x - 3)^2 + 2(y + 1)^2 - x*y/10","start":[8,0],"steps":400"#, "\"gd\"", 1e-6, Some((0, 70))),
        // a valley without a lowest point, a saddle, a bowl that nobody has computed, no start
        (r#""f":"(x - y)^2","start":[0,0],"steps":5"#, "\"gd\"", 1.0, None),
        // nearer than the next, though both are within
        (r#""f":"himmelblau","start":[3.5,-1.8],"steps":0"#, "\"gd\"", 5.0, Some((3, 0))),
        (r#""f":"x^6 + y^6","start":[0,0],"steps":5"#, "\"gd\"", 1.0, None),
        (r#""f":"x*y","start":[0,0],"steps":5"#, "\"gd\"", 1.0, None),
        (r#""start":[1e300,0],"steps":5"#, "\"gd\"", 1.0, None),
    ] {
        let session = done(&format!(r#"{{"task":{{"surface":{{{task}}}}},"runs":[{{"optimizer":{run}}}]}}"#));
        assert_eq!(session.tracks()[0].arrival(near), arrival, "{task}");
    }
    // of a quadratic the minimum is computed: 2(x − 3) = y/10 and 4(y + 1) = x/10
    let session = session(r#"{"task":{"surface":{"f":"(x - 3)^2 + 2(y + 1)^2 - x*y/10"}}}"#);
    let [[x, y]] = session.surface().minima()[..] else { panic!() };
    assert!((2.0 * (x - 3.0) - y / 10.0).abs() < 1e-14 && (4.0 * (y + 1.0) - x / 10.0).abs() < 1e-14, "{x} {y}");
}

/// All that can be on a way at once: rows, noise, a plateau that listens, rules that look twice, changes.
const WAY: &str = r#"{"task":{"surface":{"data":{"line":{"samples":23}},"batch":5,"noise":0.2,"steps":3000}},
    "runs":[
        {"optimizer":{"momentum":{"lr":0.002}},"schedule":{"plateau":{"patience":40}},"clip":3},
        {"optimizer":{"written":{"text":"state v\nv = 0.9v - lr*(g + grad(w + v))\nw = w + v","lr":0.001}},"warmup":100},
        {"optimizer":"adam","schedule_per":"epoch","schedule":"cosine"},
        {"optimizer":{"gd":{"lr":1}},"with":{"noise":0}}],
    "changes":[
        {"at":1000,"set":{"/optimizer":{"adam":{"lr":0.01}},"/with/batch":7}},
        {"at":1500,"set":{"/optimizer/adam/lr":0.1,"/schedule/plateau/patience":3}},
        {"at":2000,"set":{"/optimizer":{"nesterov":{"lr":0.001}},"/with/batch":"all"}},
        {"at":2001,"set":{"/with/batch":1,"/clip":1}},
        {"run":1,"at":64,"set":{"/optimizer":{"written":{"text":"w = w - lr*g"}}}},
        {"run":2,"at":1900,"set":{"/with/batch":4,"/schedule_per":"step"}}]}"#;

#[test]
fn a_moment_is_what_the_run_knew_then() {
    let whole = done(WAY);
    let mut slow = session(WAY);
    for step in 0..=3001 {
        for (track, whole) in slow.tracks().iter().zip(whole.tracks()) {
            let moment = whole.moment(step);
            assert_eq!(moment.is_some(), step <= whole.steps());
            // the same from a run that has just come so far, and from its own memory
            if step == track.steps() {
                assert_eq!(track.moment(step), moment, "{} at {step}", track.optimizer.label());
                let Some(Moment { state, gradient }) = moment else { panic!("{step}") };
                assert_eq!(gradient.is_some(), step > 0);
                let norm = gradient.map_or(0.0, |[x, y]| libm::hypot(x, y));
                assert!(step == 0 || norm.to_bits() == track.gradient_norm[step as usize - 1].to_bits());
                // changes of the rule itself begin a state anew, after this
                let fresh = [64, 1000, 2000].contains(&step);
                assert!(fresh || state.iter().map(|(_, slot)| slot).eq(&track.walk.slots), "{step}: {state:?}");
            }
        }
        slow.step(1);
    }
    let names = |run: usize, step: u32| {
        let state = whole.tracks()[run].moment(step).unwrap().state;
        state.into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(" ")
    };
    assert_eq!([0, 1000, 1001, 2000, 2001, 3000].map(|step| names(0, step)), ["v", "v", "m v", "m v", "v", "v"]);
    assert_eq!([0, 64, 65].map(|step| names(1, step)), ["v", "v", ""]);
    let last = whole.tracks()[0].moment(1000).unwrap().state[0].1;
    assert!(last.iter().all(|x| *x != 0.0), "what the last update before a change left: {last:?}");
    let wild = &whole.tracks()[3];
    assert!(matches!(wild.status, Status::Diverged { .. }) && wild.moment(wild.steps()).is_some());
    assert_eq!(session(r#"{"task":{"surface":{"start":[1e300,0]}}}"#).tracks()[0].moment(0), None);
}

#[test]
fn a_million_steps_keep_few_places_and_none_is_far() {
    let text = r#"{"task":{"surface":{"data":{"line":{"samples":9}},"batch":4,"steps":1000000}},"runs":[{"optimizer":{"gd":{"lr":1e-6}}}]}"#;
    let mut session = session(text);
    while session.step(100_000) {
        let places = &session.tracks()[0].checkpoints.walks;
        assert!((128..=CHECKPOINTS + 1).contains(&places.len()), "{}", places.len());
    }
    let track = &session.tracks()[0];
    let times: Vec<_> = track.checkpoints.walks.iter().map(|walk| walk.way.t).chain([track.steps()]).collect();
    assert!(times[0] == 0 && times.windows(2).all(|pair| pair[1] - pair[0] <= 8192), "{times:?}");
    assert!(track.checkpoints.walks.iter().all(|walk| walk.unfolded().way.t == walk.way.t));
    for step in [1, 64, 65, 123_457, 999_999, 1_000_000] {
        let norm = track.moment(step).unwrap().gradient.map(|[x, y]| libm::hypot(x, y));
        assert_eq!(norm, Some(track.gradient_norm[step as usize - 1]), "{step}");
    }
}
