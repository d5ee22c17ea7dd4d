//! Jobs: the same bits whatever the slices, and numbers that are those of plain trainings.

#![expect(clippy::unwrap_used, reason = "a test")]

use fall_line::examples::{Files, Targets};
use fall_line::jobs::{Axis, Finder, Landscape, Measure, Plane, TrainingSweep, Worst};
use fall_line::json::Json;
use fall_line::session::Status;
use fall_line::{Experiment, Training};

fn experiment(text: &str) -> Experiment {
    Experiment::parse(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn done(experiment: &Experiment) -> Training {
    let mut training = Training::new(experiment, &Files::default()).unwrap();
    while training.advance(usize::MAX) {}
    training
}

const SPIRAL: &str = r#"{"task":{"network":{"data":{"spiral":{"samples":80}},"layers":[{"units":6}],"batch":8,"epochs":9}},
    "runs":[{"optimizer":{"adam":{"lr":0.05}}},{"optimizer":{"momentum":{"lr":0.1}},"with":{"batch":5}}],"seed":4}"#;

/// Two parameters.
const LINE: &str = r#"{"task":{"network":{"data":{"plane":{"samples":50}},"features":["x"],"batch":5,"epochs":20,"test":0}},
    "runs":[{"optimizer":{"gd":{"lr":0.01}}}]}"#;

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|x| x.to_bits()).collect()
}

#[test]
fn a_landscape_has_the_runs_loss_in_its_middle_and_the_same_bits_in_slices() {
    for text in [SPIRAL, LINE] {
        let mut training = done(&experiment(text));
        let fingerprint = training.fingerprint();
        for plane in [Plane::Random { seed: 0 }, Plane::Random { seed: 9 }, Plane::Path] {
            let learner = &mut training.learners_mut()[0];
            let loss = *learner.series("loss").last().unwrap() as f32;
            let begun = |learner: &mut fall_line::training::Learner| Landscape::new(&learner.now(), plane, 1.5, 5, 3);
            let mut whole = begun(learner);
            assert!(whole.values.iter().all(|x| x.is_nan()));
            assert!(!whole.advance(usize::MAX));
            assert!(whole.values.iter().all(|x| x.is_finite()) && whole.progress() == [15, 15]);
            for slice in [1, 4] {
                let mut sliced = begun(learner);
                while sliced.advance(slice) {}
                assert_eq!(bits(&sliced.values), bits(&whole.values));
            }
            let [a0, a1, b0, b1] = whole.domain;
            if plane == Plane::Path {
                let inside = |p: &[f64]| (a0..a1).contains(&p[0]) && (b0..b1).contains(&p[1]);
                assert!(whole.path.chunks(2).all(inside) && whole.path.ends_with(&[0.0, 0.0]), "{:?}", whole.path);
                assert!(
                    whole.kept > if text == LINE { 1.0 - 1e-9 } else { 0.5 } && whole.kept <= 1.0,
                    "{}",
                    whole.kept
                );
                assert_eq!(whole.path.len(), 2 * learner.kept().len());
            } else {
                assert_eq!(whole.domain, [-1.5, 1.5, -1.5, 1.5]);
                // more than the middle is the run's only where nothing else is
                assert!(bits(&whole.values).iter().filter(|&&x| x == loss.to_bits()).count() == 1);
                assert_eq!(whole.values[7].to_bits(), loss.to_bits());
            }
            drop(begun(learner));
        }
        assert_eq!(training.fingerprint(), fingerprint);
    }
}

#[test]
fn a_landscape_is_seen_from_the_first_moment_on() {
    let mut training = Training::new(&experiment(SPIRAL), &Files::default()).unwrap();
    for (epoch, kept) in [(0, 0), (0, 1), (1, 2)] {
        // before anything, at the start, after an epoch
        training.step(if epoch > 0 { 5 } else { 0 });
        let learner = &mut training.learners_mut()[0];
        for plane in [Plane::Path, Plane::Random { seed: 1 }] {
            let mut landscape = Landscape::new(&learner.now(), plane, 1.0, 3, 3);
            while landscape.advance(2) {}
            let different = landscape.values.iter().filter(|x| **x != landscape.values[4]).count();
            assert!(different == 8, "{plane:?} {epoch}: {:?}", landscape.values);
        }
        assert!(learner.kept().len() >= kept);
    }
    let mut none = Landscape::new(&training.learners_mut()[0].now(), Plane::Path, 1.0, 0, 3);
    assert!(!none.advance(10) && none.values.is_empty());
}

#[test]
fn the_worst_rows_are_those_of_the_largest_losses() {
    let text = r#"{"task":{"network":{"data":{"sine":{"samples":3000,"noise":0.2}},"epochs":2}}}"#;
    let mut training = done(&experiment(text));
    let learner = &mut training.learners_mut()[0];
    for part in [0, 2] {
        let lesson = learner.now().lesson().clone();
        let Targets::Numbers { values, .. } = lesson.targets() else { panic!() };
        let mut all: Vec<(u32, f32)> = Vec::new();
        for &row in &lesson.parts[part] {
            let said = learner.now().think(&lesson.examples.inputs[2 * row as usize..][..2]).unwrap();
            let error = said.last().unwrap() - values[row as usize];
            all.push((row, error * error));
        }
        all.sort_by(|a, b| b.1.total_cmp(&a.1));
        for slice in [1, 7, 5000] {
            let mut worst = Worst::new(&learner.now(), part, 20);
            while worst.advance(slice) {}
            assert_eq!(worst.found, &all[..20], "part {part} by {slice}");
            assert_eq!(worst.progress(), [1500, 1500]);
        }
    }
    let mut none = Worst::new(&learner.now(), 1, 20);
    assert!(!none.advance(10) && none.found.is_empty());
}

#[test]
fn a_first_batch_that_happens_to_cost_little_is_no_minimum() {
    let circle = r#"{"task":{"network":{"data":"circle","layers":[{"units":8}],"batch":10}},"runs":["RULE"]}"#;
    for rule in [r#"{"optimizer":"gd"}"#, r#"{"optimizer":"rmsprop"}"#] {
        let mut finder =
            Finder::new(&experiment(&circle.replace("\"RULE\"", rule)), 0, [1e-5, 10.0], 200, &Files::default())
                .unwrap();
        while finder.advance(100) {}
        let least = finder.smooth.iter().fold(f64::INFINITY, |least, &loss| if loss < least { loss } else { least });
        assert_eq!(finder.smooth[0], least, "{rule}");
        assert!(finder.suggested().unwrap() > 0.01, "{rule}");
    }
}

#[test]
fn a_finder_goes_from_one_rate_to_the_other_and_stops_where_the_loss_explodes() {
    let calm = experiment(SPIRAL);
    let wild = r#"{"task":{"network":{"data":{"plane":{"samples":50}},"batch":5}},"runs":[{"optimizer":"gd","schedule":"cosine","warmup":9}],"changes":[{"at":3,"set":{"/optimizer":"adam"}}]}"#;
    let wild = experiment(wild);
    for (experiment, run, range, ends) in [
        (&calm, 0, [1e-5, 1.0], false),
        (&calm, 1, [1e-4, 1e-2], false),
        (&wild, 0, [1e-4, 1e3], true),
        (&wild, 0, [1e-9, 1e6], true),
    ] {
        let begun = || Finder::new(experiment, run, range, 50, &Files::default()).unwrap();
        let mut whole = begun();
        assert_eq!(whole.suggested(), None);
        assert!(!whole.advance(usize::MAX) && !whole.advance(5));
        let Finder { rates, losses, smooth, .. } = &whole;
        assert_eq!((rates.len(), rates.len(), rates.len() < 50), (losses.len(), smooth.len(), ends), "{range:?}");
        let factor = libm::pow(range[1] / range[0], 1.0 / 49.0);
        assert!(rates[0] == range[0] && rates.windows(2).all(|two| (two[1] / two[0] / factor - 1.0).abs() < 1e-9));
        assert!(ends || (rates[49] / range[1] - 1.0).abs() < 1e-12);
        let best = (9..smooth.len()).min_by(|&a, &b| smooth[a].total_cmp(&smooth[b])).unwrap();
        assert_eq!(whole.suggested(), Some(rates[best] / 10.0));
        for slice in [1, 7] {
            let mut sliced = begun();
            while sliced.advance(slice) {}
            assert!(sliced.losses == *losses && sliced.rates == *rates, "{slice}");
        }
    }
    // an update is the run's own: the first two losses of batches that are all rows are those of the run
    let whole = SPIRAL.replace(r#""batch":8"#, r#""batch":"all""#).replace("0.05", "0.002");
    let (whole, mut finder) =
        (experiment(&whole), Finder::new(&experiment(&whole), 0, [0.002, 0.1], 9, &Files::default()).unwrap());
    finder.advance(2);
    let training = done(&whole);
    let losses = training.learners()[0].series("loss");
    assert!(
        finder.losses.iter().zip(losses).all(|(a, b)| (a / b - 1.0).abs() < 1e-6),
        "{:?} {losses:?}",
        finder.losses
    );
}

#[test]
fn a_sweep_is_trainings_of_the_document_with_each_setting_and_seed() {
    let axes = || {
        let axis = |pointer: &str, values: &[&str]| Axis {
            pointer: pointer.into(),
            values: values.iter().map(|text| Json::parse(text).unwrap()).collect(),
        };
        vec![axis("/optimizer/*/lr", &["0.01", "1e6", "0.1"]), axis("/with/layers", &["[]", r#"[{"units":3}]"#])]
    };
    for (series, measure) in [("test_loss", Measure::Last), ("loss", Measure::Best), ("accuracy", Measure::Best)] {
        let text = SPIRAL.replace("spiral", "circle").replace(r#""momentum""#, r#""gd""#);
        let begun =
            || TrainingSweep::new(&experiment(&text), 1, axes(), 2, (series, measure), Files::default()).unwrap();
        let mut whole = begun();
        while whole.advance(usize::MAX) {}
        assert_eq!((whole.values.len(), whole.progress()), (12, 1.0));
        for (place, found) in whole.values.iter().enumerate() {
            let (cell, seed) = (place / 2, place % 2);
            let (lr, layers) = ([0.01, 1e6, 0.1][cell % 3], ["[]", r#"[{"units":3}]"#][cell / 3]);
            let single = format!(
                r#"{{"task":{{"network":{{"data":{{"circle":{{"samples":80}}}},"layers":{layers},"batch":5,"epochs":9}}}},
                    "runs":[{{"optimizer":{{"gd":{{"lr":{lr}}}}}}}],"seed":{}}}"#,
                4 + seed
            );
            let training = done(&experiment(&single));
            let learner = &training.learners()[0];
            let values = learner.series(series).iter().copied();
            let best = values.clone().reduce(|best, x| if (x > best) == (series == "accuracy") { x } else { best });
            let wanted = if measure == Measure::Best { best } else { values.last() }.unwrap();
            let wanted = if learner.status == Status::Done { wanted } else { f64::NAN };
            assert_eq!(found.to_bits(), wanted.to_bits(), "{series} {place}");
        }
        let mut sliced = begun();
        while sliced.advance(33) {}
        let bits = |sweep: &TrainingSweep| sweep.values.iter().map(|x| x.to_bits()).collect::<Vec<u64>>();
        assert_eq!(bits(&sliced), bits(&whole));
    }
}

/// The first seeds come first, so that a picture is whole before it is exact.
#[test]
fn a_sweep_goes_through_all_settings_with_one_seed_first() {
    let axis = Axis { pointer: "/with/epochs".into(), values: [1.0, 2.0].map(Json::Number).to_vec() };
    let mut sweep =
        TrainingSweep::new(&experiment(LINE), 0, vec![axis], 3, ("loss", Measure::Last), Files::default()).unwrap();
    while sweep.progress() * 6.0 < 2.0 {
        sweep.advance(usize::MAX);
    }
    assert_eq!(
        sweep.values.iter().map(|x| x.is_finite()).collect::<Vec<_>>(),
        [true, false, false, true, false, false]
    );
}

/// Rows that are drawn and a training that takes long are told of on their way.
#[test]
fn a_sweep_tells_how_far_it_is_within_a_training() {
    let text = r#"{"task":{"network":{"data":{"strokes":{"samples":60}},"layers":[],"batch":5,"epochs":4}},
        "runs":[{"optimizer":"gd"}]}"#;
    let axis = Axis { pointer: "/optimizer/*/lr".into(), values: [0.1, 0.2].map(Json::Number).to_vec() };
    let mut sweep =
        TrainingSweep::new(&experiment(text), 0, vec![axis], 2, ("loss", Measure::Last), Files::default()).unwrap();
    let mut seen = vec![sweep.progress()];
    while sweep.advance(10) {
        seen.push(sweep.progress());
        let known = sweep.values.iter().filter(|x| x.is_finite()).count();
        assert_eq!((sweep.progress() * 4.0 + 1e-9).floor(), known as f64, "{seen:?}");
    }
    assert_eq!((seen[0], sweep.progress()), (0.0, 1.0));
    assert!(seen.is_sorted() && seen.len() > 40, "{seen:?}");
    // three of six slices of drawing are a quarter of the first of four trainings
    assert!((seen[3] - 0.0625).abs() < 1e-3, "{seen:?}");
}

/// What is drawn with the next seed may leave a range: then none of its settings is trained, whatever they are.
#[test]
fn a_seed_without_rows_is_left_out_of_a_sweep() {
    let text = |seed: u32| {
        format!(
            r#"{{"task":{{"network":{{"data":{{"circle":{{"noise":"a"}}}},"epochs":1}}}},"given":{{"a":{{"from":-1,"to":1,"step":1}}}},
                "runs":[{{"optimizer":"gd"}}],"seed":{seed}}}"#
        )
    };
    let allowed = |seed: u32| Experiment::parse(&text(seed)).is_ok_and(|own| own.network().is_ok());
    let seed = (0..99).find(|&seed| allowed(seed) && !allowed(seed + 1)).unwrap();
    let axis = Axis { pointer: "/optimizer/*/lr".into(), values: [0.1, 0.2].map(Json::Number).to_vec() };
    let measure = ("loss", Measure::Last);
    let mut sweep = TrainingSweep::new(&experiment(&text(seed)), 0, vec![axis], 2, measure, Files::default()).unwrap();
    while sweep.advance(usize::MAX) {}
    assert_eq!(sweep.values.iter().map(|x| x.is_finite()).collect::<Vec<_>>(), [true, false, true, false]);
    assert_eq!(sweep.progress(), 1.0);
}

#[test]
fn what_a_job_cannot_do_it_says_with_a_place() {
    let spiral = experiment(SPIRAL);
    let finder = |run, range, updates| Finder::new(&spiral, run, range, updates, &Files::default()).map(drop);
    let axis = |pointer: &str, values: &[f64]| Axis {
        pointer: pointer.into(),
        values: values.iter().map(|&x| Json::Number(x)).collect(),
    };
    let sweep = |axes: &[Axis], seeds, series| {
        TrainingSweep::new(&spiral, 1, axes.to_vec(), seeds, (series, Measure::Last), Files::default()).map(drop)
    };
    let lr = axis("/optimizer/momentum/lr", &[0.1]);
    let surface = experiment(r#"{"task":"surface"}"#);
    for (found, message) in [
        (finder(2, [0.1, 1.0], 9), "runs[2]: there is no run 2; there are 2, counted from 0"),
        (finder(0, [0.0, 1.0], 9), "from: 0 is outside 0 < from < 1000000"),
        (finder(0, [f64::NAN, 1.0], 9), "from: NaN is outside 0 < from < 1000000"),
        (finder(0, [0.1, 0.1], 9), "to: 0.1 is outside from < to ≤ 1000000"),
        (finder(0, [0.1, f64::INFINITY], 9), "to: Infinity is outside from < to ≤ 1000000"),
        (finder(0, [0.1, 1.0], 1), "updates: 1 is outside 2 ≤ updates ≤ 100000"),
        (
            Finder::new(&surface, 0, [0.1, 1.0], 9, &Files::default()).map(drop),
            "task: this needs a document whose task is network; here it is surface",
        ),
        (sweep(&[], 1, "loss"), "axes: there are 0 here; 1 … 2 are possible"),
        (
            sweep(&[lr.clone(), axis("/clip", &[])], 1, "loss"),
            "axes[1].values: there are 0 here; 1 … 10000 are possible",
        ),
        (sweep(std::slice::from_ref(&lr), 0, "loss"), "seeds: 0 is outside 1 ≤ seeds ≤ 64"),
        (sweep(std::slice::from_ref(&lr), 65, "loss"), "seeds: 65 is outside 1 ≤ seeds ≤ 64"),
        (sweep(&[axis("/clip", &[1.0; 5001])], 2, "loss"), "axes: there are 10002 here; 1 … 10000 are possible"),
        (
            sweep(std::slice::from_ref(&lr), 1, "los"),
            "series: expected one of loss, validation_loss, test_loss, accuracy, validation_accuracy, test_accuracy, found \"los\"",
        ),
        (
            sweep(&[axis("/optimizer/*/lr", &[0.1, -1.0])], 1, "loss"),
            "runs[1].optimizer.momentum.lr: -1 is outside 0 ≤ lr ≤ 1000000",
        ),
        (
            sweep(&[axis("/optimizer/adam/lr", &[0.1])], 1, "loss"),
            r#"runs[1]: there is no field "/optimizer/adam/lr" here; there are /optimizer, "#,
        ),
        (
            sweep(&[axis("/with/data", &[0.1])], 1, "loss"),
            "runs[1].with.data: \"data\" is no field that a run may have of its own",
        ),
        (
            sweep(&[axis("/with/epochs", &[1.0, 1e6])], 1, "loss"),
            "runs[1].with.epochs: 1000000 is outside 0 ≤ epochs ≤ 100000",
        ),
        (sweep(&[axis("lr", &[0.1])], 1, "loss"), "runs[1]"),
    ] {
        let found = found.unwrap_err().to_string();
        assert!(found.starts_with(message), "{found}\n{message}");
    }
}
