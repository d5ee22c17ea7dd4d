//! Trainings: the same bits however they are sliced, what rules and changes do to them, and how they end.

use fall_line::examples::{Files, Targets};
use fall_line::fields::Choice;
use fall_line::json::Json;
use fall_line::optimizer::Optimizer;
use fall_line::session::Status;
use fall_line::{Experiment, Training, result};

fn training(task: &str, runs: &str, beside: &str) -> Training {
    let text = format!(r#"{{"task":{{"network":{{{task}}}}},"runs":[{runs}]{beside}}}"#);
    let experiment = Experiment::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    Training::new(&experiment, &Files::default()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn done(task: &str, runs: &str, beside: &str) -> Training {
    let mut training = training(task, runs, beside);
    while training.advance(usize::MAX) {}
    training
}

const CIRCLE: &str = r#""data":{"circle":{"samples":60}},"layers":[{"units":4},{"units":2}],"batch":7,"epochs":6"#;

#[test]
fn slices_of_any_size_give_the_same_bits() {
    for (task, runs) in [
        (CIRCLE, r#"{"optimizer":{"adam":{"lr":0.05}}},{"optimizer":"nesterov","clip":0.1,"schedule":"plateau"}"#),
        (
            r#""data":"xor","batch":"all","epochs":9,"test":0,"penalty":{"l1":0.01,"l2":0.1}"#,
            r#"{"schedule":"cosine"}"#,
        ),
        (r#""data":{"plane":{"samples":3000}},"epochs":1,"batch":2000,"validation":0.1"#, "{}"),
    ] {
        let whole = done(task, runs, "").fingerprint();
        for slice in [1, 10, 999] {
            let mut stepped = training(task, runs, "");
            while stepped.step(slice) {}
            assert_eq!(stepped.fingerprint(), whole, "{task} by {slice} updates");
            let mut sliced = training(task, runs, "");
            while sliced.advance(slice as usize) {}
            assert_eq!(sliced.fingerprint(), whole, "{task} by {slice} rows");
        }
    }
}

#[test]
fn a_rules_text_trains_with_its_bits() {
    for optimizer in Optimizer::all().filter(|optimizer| optimizer.key() != "written") {
        let text = Json::text(optimizer.text()).canonical();
        let run = |optimizer: String, beside: &str| format!(r#"{{"optimizer":{optimizer}{beside}}}"#);
        for beside in ["", r#","clip":0.05"#, r#","schedule":"exponential","warmup":3"#] {
            let native = run(format!(r#""{}""#, optimizer.key()), beside);
            let written = run(format!(r#"{{"written":{{"text":{text}}}}}"#), beside);
            let mut training = done(CIRCLE, &format!("{native},{written}"), "");
            let [native, written] = training.learners_mut() else { panic!() };
            assert!(native.weights() == written.weights(), "{} {beside}", optimizer.key());
            assert_eq!(native.fingerprint(), written.fingerprint(), "{} {beside}", optimizer.key());
        }
    }
}

#[test]
fn runs_share_weights_data_and_order_and_have_their_own_where_they_say_so() {
    let mut training =
        done(CIRCLE, r#"{},{},{"with":{"batch":3}},{"with":{"init":"zeros"}},{"with":{"layers":[]}}"#, "");
    let all: Vec<_> = training.learners_mut().iter_mut().map(|learner| learner.fingerprint()).collect();
    assert_eq!(all[0], all[1]);
    for (i, one) in all.iter().enumerate().skip(1) {
        assert!(all[..i].iter().skip(usize::from(i == 1)).all(|other| i == 1 || other != one), "{i}");
    }
    // what is the same in the first entry: before any update
    let first: Vec<_> = training.learners().iter().map(|learner| learner.series("loss")[0]).collect();
    assert_eq!((first[0], first[2]), (first[1], first[0]));
    assert_eq!(training.learners()[4].layout().len(), 3);
}

#[test]
fn half_of_what_is_drawn_is_for_the_test_and_no_row_is_in_two_parts() {
    for (shares, sizes) in [
        ("", [250, 0, 250]),
        (r#","test":0,"validation":0"#, [500, 0, 0]),
        (r#","test":0.2,"validation":0.1"#, [350, 50, 100]),
        (r#","test":0.501,"validation":0.001"#, [248, 1, 251]),
    ] {
        let training = training(&format!(r#""data":"gauss"{shares}"#), "{}", r#","seed":3"#);
        let lesson = training.learners()[0].lesson();
        assert_eq!(lesson.parts.each_ref().map(Vec::len), sizes);
        let mut all = lesson.parts.concat();
        assert!(lesson.parts.iter().all(|part| part.is_sorted()));
        all.sort_unstable();
        assert_eq!(all, (0..500).collect::<Vec<u32>>());
    }
}

#[test]
fn nothing_is_learned_from_what_is_held_out() {
    let beside = r#""layers":[{"units":4}],"epochs":5,"batch":7"#;
    let held = done(&format!(r#""data":{{"circle":{{"samples":60}}}},"validation":0.2,{beside}"#), "{}", "");
    let lesson = held.learners()[0].lesson();
    let Targets::Classes { labels, .. } = lesson.targets() else { panic!() };
    let inputs = lesson.parts[0].iter().map(|&row| {
        let point = &lesson.examples.inputs[2 * row as usize..][..2];
        Json::numbers(&[f64::from(point[0]), f64::from(point[1])])
    });
    let targets = lesson.parts[0].iter().map(|&row| Json::Number(f64::from(labels[row as usize])));
    let rows = Json::object([("inputs", Json::List(inputs.collect())), ("targets", Json::List(targets.collect()))]);
    let given = done(&format!(r#""data":{{"rows":{}}},{beside}"#, rows.canonical()), "{}", "");
    assert!(held.learners()[0].weights() == given.learners()[0].weights());
    assert_eq!(held.learners()[0].series("loss"), given.learners()[0].series("loss"));
}

#[test]
fn features_are_formulas_of_the_point() {
    let task = r#""data":"spiral","features":["x","y^2","a*sin(x)"]"#;
    let training = training(task, "{}", r#","given":{"a":2}"#);
    let lesson = training.learners()[0].lesson();
    let (points, seen) = (&lesson.examples.inputs, lesson.inputs());
    for (point, seen) in points.chunks(2).zip(seen.chunks(3)) {
        let [x, y] = [point[0], point[1]].map(f64::from);
        assert_eq!([seen[0], seen[1]], [x as f32, (y * y) as f32]);
        assert!((f64::from(seen[2]) - 2.0 * libm::sin(x)).abs() < 1e-6);
    }
    let refused = |features: &str| {
        let text = format!(r#"{{"task":{{"network":{{"data":"xor","features":[{features}]}}}}}}"#);
        let read =
            Experiment::parse(&text).and_then(|experiment| Training::new(&experiment, &Files::default()).map(drop));
        read.unwrap_err().to_string()
    };
    assert_eq!(refused(r#""x","q""#), "task.network.features[1], column 1: there is no q here; there are x, y, pi, e");
    assert!(refused(r#""1/(x-x)""#).starts_with("task.network.features[0]: this feature is not finite at the row ("));
}

#[test]
fn a_change_takes_hold_after_its_update_and_a_document_with_it_replays() {
    let runs = r#"{"optimizer":{"momentum":{"lr":0.05}}}"#;
    let change = |at: u32, set: &str| format!(r#","changes":[{{"run":0,"at":{at},"set":{{{set}}}}}]"#);
    let mut plain = done(CIRCLE, runs, "");
    // five updates an epoch: thirty rows in batches of seven
    for (at, set, differs) in [
        (12, r#""/optimizer/momentum/lr":0.2"#, 3),
        (15, r#""/optimizer/momentum/lr":0.2"#, 4),
        (0, r#""/with/batch":1"#, 1),
        (7, r#""/with/penalty":{"l2":0.5}"#, 2),
        (30, r#""/optimizer":"adam""#, 99),
    ] {
        let changed = done(CIRCLE, runs, &change(at, set));
        let [before, after] = [&plain, &changed].map(|training| training.learners()[0].series("loss").to_vec());
        let first = before.iter().zip(&after).position(|(a, b)| a != b).unwrap_or(99);
        assert_eq!(first, differs, "{at} {set}");
    }
    assert_eq!(done(CIRCLE, runs, &change(30, r#""/clip":1"#)).fingerprint(), plain.fingerprint());
}

#[test]
fn a_run_that_diverges_says_at_which_update_and_the_others_go_on() {
    let wild = r#"{"optimizer":{"gd":{"lr":1e6}}}"#;
    let task = r#""data":{"plane":{"samples":100}},"layers":[{"units":4,"activation":"relu"}],"batch":5,"epochs":20"#;
    let mut training = done(task, &format!(r#"{{"optimizer":{{"gd":{{"lr":0.001}}}}}},{wild}"#), "");
    let text = result::trained(&mut training).canonical();
    assert!(!text.contains("nan") && !text.contains("inf"), "{text}");
    let [calm, wild] = training.learners() else { panic!() };
    assert_eq!((&calm.status, calm.epochs()), (&Status::Done, 20));
    let Status::Diverged { at, .. } = wild.status else { panic!("{:?}", wild.status) };
    // ten updates an epoch: what is kept ends before
    assert!(at > 1 && wild.epochs() == (at - 1) / 10 && wild.series("loss").len() as u32 == wild.epochs() + 1, "{at}");
    assert!(wild.series("loss").iter().chain(wild.series("lr")).all(|x| x.is_finite()));
    // one update before, all is finite
    let short = format!(r#"{task},"test":0.5"#).replace(r#""epochs":20"#, &format!(r#""epochs":{}"#, at.div_ceil(10)));
    let mut up_to = self::training(&short, r#"{"optimizer":{"gd":{"lr":1e6}}}"#, "");
    up_to.step(at - 1);
    assert!(up_to.learners()[0].weights().iter().all(|w| w.is_finite()), "{at}");
    up_to.step(1);
    assert!(matches!(up_to.learners()[0].status, Status::Diverged { .. }) || at % 10 != 0);
}

#[test]
fn a_gradient_that_leaves_no_trace_is_found_all_the_same() {
    let text = r"w = w - lr*if(g < 1e30, if(g > -1e30, g, 0), 0)";
    let task = r#""data":{"rows":{"inputs":[[1e30],[2]],"targets":[1e30,0.5]}},"layers":[],"epochs":3"#;
    let runs = format!(r#"{{"optimizer":{{"written":{{"text":"{text}"}}}}}},{{"optimizer":"sign"}}"#);
    for learner in done(task, &runs, "").learners() {
        assert!(matches!(learner.status, Status::Diverged { .. }), "{:?}", learner.status);
    }
}

#[test]
fn weights_go_out_and_in_and_the_training_goes_on_from_them() {
    let mut first = done(CIRCLE, "{}", "");
    let weights = first.learners_mut()[0].now().values().json().canonical();
    let again = training(&format!(r#"{CIRCLE},"init":{{"values":{weights}}}"#), "{}", "");
    assert_eq!(again.learners()[0].weights(), first.learners()[0].weights());
    let refused = Experiment::parse(&format!(
        r#"{{"task":{{"network":{{"layers":[{{"units":3}}],"init":{{"values":{weights}}}}}}}}}"#
    ));
    assert_eq!(refused.unwrap_err().to_string(), "task.network.init.values: expected 2 values, found 3");
}

#[test]
fn many_seeds_have_a_spread_and_the_first_is_what_is_shown() {
    let mut many = done(CIRCLE, "{}", r#","repeat":3"#);
    let mut one = done(CIRCLE, "{}", "");
    assert_eq!(many.learners_mut()[0].fingerprint(), one.learners_mut()[0].fingerprint());
    let json = result::trained(&mut many);
    let Some(Json::List(runs)) = json.get("runs") else { panic!() };
    let repeat = runs[0].get("repeat").unwrap();
    assert_eq!(repeat.get("seeds"), Some(&Json::Number(3.0)));
    for series in ["loss", "test_loss", "accuracy", "test_accuracy"] {
        let Some(Json::List(median)) = repeat.get(series).and_then(|lists| lists.get("median")) else {
            panic!("{series}")
        };
        assert_eq!(median.len(), 7, "{series}");
    }
}

#[test]
fn what_does_not_fit_is_said_at_its_place() {
    for (task, message) in [
        (
            r#""test":0.6,"validation":0.4"#,
            "task.network.test: 300 rows are held out for the test and 200 for validation, of 500 in all; leave some to train on",
        ),
        (
            r#""data":"plane","loss":"cross_entropy""#,
            "task.network.loss: this loss needs a class for each row: whole numbers from 0, and for binary_cross_entropy only 0 and 1",
        ),
        (
            r#""data":{"blobs":{"classes":3}},"loss":"binary_cross_entropy""#,
            "task.network.loss: this loss needs a class for each row: whole numbers from 0, and for binary_cross_entropy only 0 and 1",
        ),
        (r#""layers":[{"units":0}]"#, "task.network.layers[0].units: 0 is outside 1 ≤ units ≤ 1024"),
        (r#""epochs":100001"#, "task.network.epochs: 100001 is outside 0 ≤ epochs ≤ 100000"),
    ] {
        let text = format!(r#"{{"task":{{"network":{{{task}}}}}}}"#);
        assert_eq!(Experiment::parse(&text).unwrap_err().to_string(), message, "{task}");
    }
    let other = Experiment::parse(r#"{"task":"surface"}"#).unwrap();
    let error = Training::new(&other, &Files::default()).map(drop).unwrap_err();
    assert_eq!(error.to_string(), "task: this needs a document whose task is network; here it is surface");
}

#[test]
fn every_loss_learns_what_it_can() {
    for (task, series, at_least) in [
        (r#""data":"circle","layers":[{"units":8}],"batch":10,"epochs":60"#, "test_accuracy", 0.97),
        (r#""data":"xor","layers":[{"units":8}],"batch":10,"epochs":60,"loss":"mean_squared""#, "test_accuracy", 0.92),
        (r#""data":{"blobs":{"classes":4}},"batch":10,"epochs":30"#, "test_accuracy", 0.9),
        (
            r#""data":{"rings":{"classes":3}},"layers":[{"units":16,"activation":"relu"}],"batch":10,"epochs":80,"loss":"mean_squared""#,
            "accuracy",
            0.88,
        ),
    ] {
        let training = done(task, r#"{"optimizer":{"adam":{"lr":0.02}}}"#, "");
        let reached = *training.learners()[0].series(series).last().unwrap();
        assert!(reached >= at_least, "{task}: {reached}");
    }
}
