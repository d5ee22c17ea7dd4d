//! What is seen of a training: it changes nothing, and its numbers are those of the training.

#![expect(clippy::unwrap_used, reason = "a test")]

use fall_line::examples::Files;
use fall_line::training::{Histogram, LayerProbe, Probe};
use fall_line::{Experiment, Training};

fn training(task: &str, runs: &str) -> Training {
    let text = format!(r#"{{"task":{{"network":{{{task}}}}},"runs":[{runs}]}}"#);
    let experiment = Experiment::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    Training::new(&experiment, &Files::default()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

const CIRCLE: &str = r#""data":{"circle":{"samples":60}},"layers":[{"units":5},{"units":3}],"batch":7,"epochs":6"#;

/// Of every kind of loss, data and rule.
const TABLE: &[(&str, &str)] = &[
    (CIRCLE, r#"{"optimizer":{"adam":{"lr":0.05}}}"#),
    (CIRCLE, r#"{"optimizer":"nesterov","clip":0.1,"schedule":"plateau","warmup":3}"#),
    (r#""data":{"plane":{"samples":90}},"epochs":4,"validation":0.1,"penalty":{"l2":0.1}"#, r#"{"optimizer":"lion"}"#),
    (
        r#""data":{"blobs":{"samples":40,"classes":3}},"features":["x","x*y"],"layers":[{"units":6,"activation":"relu"}],"batch":1,"epochs":2"#,
        r#"{"optimizer":{"gd":{"lr":0.001}},"with":{"loss":"mean_squared"}}"#,
    ),
    (
        r#""data":{"rows":{"inputs":[[1,2,3],[3,2,1],[0,0,1]],"targets":[0,0,0]}},"loss":"binary_cross_entropy","epochs":3"#,
        "{}",
    ),
];

/// Everything that can be asked.
fn ask(probe: &mut Probe<'_>) {
    let width = probe.lesson().examples.width;
    probe.plane([-6.0, 6.0, -6.0, 6.0], 5, 4);
    probe.think(&vec![0.5; width]).unwrap();
    probe.layers(10);
    probe.says(&[0]);
    (0..4).for_each(|part| drop(probe.confusion(part)));
    assert!(probe.path().count() > 0 || probe.epoch == 0);
}

#[test]
fn a_training_that_is_asked_all_the_time_is_the_same() {
    for (task, runs) in TABLE {
        let mut plain = training(task, runs);
        while plain.advance(usize::MAX) {}
        let mut asked = training(task, runs);
        loop {
            let goes_on = asked.advance(1);
            let learner = &mut asked.learners_mut()[0];
            ask(&mut learner.now());
            learner.kept().iter().for_each(|&epoch| ask(&mut learner.at(epoch).unwrap()));
            if !goes_on {
                break;
            }
        }
        assert_eq!(asked.fingerprint(), plain.fingerprint(), "{task}");
    }
}

#[test]
fn a_heat_map_is_what_every_unit_says_of_each_point_and_the_last_units_are_the_outputs() {
    for (task, runs) in &TABLE[..4] {
        let mut training = training(task, runs);
        training.step(9);
        let learner = &mut training.learners_mut()[0];
        let (said, points) = (learner.said(), learner.lesson().examples.inputs.clone());
        let rows = learner.lesson().parts[0].clone();
        let mut probe = learner.now();
        let (plane, units) = (probe.plane([-2.0, 6.0, 1.0, 5.0], 4, 2).unwrap(), probe.units());
        assert_eq!(plane.len(), units * 8);
        for (cell, point) in [4.0, 2.0].into_iter().flat_map(|y| [-1.0, 1.0, 3.0, 5.0].map(|x| [x, y])).enumerate() {
            let thought = probe.think(&point).unwrap();
            let seen: Vec<f32> = plane.iter().skip(cell).step_by(8).copied().collect();
            assert_eq!(thought, seen, "{task} at {point:?}");
        }
        let outputs = said.len() / rows.len();
        for (&row, said) in rows.iter().zip(said.chunks(outputs)) {
            let thought = probe.think(&points[2 * row as usize..][..2]).unwrap();
            assert_eq!(&thought[units - outputs..], said, "{task} row {row}");
            assert_eq!(probe.says(&[row]), said, "{task} row {row}");
        }
        assert_eq!(probe.says(&rows), said, "{task}");
        assert_eq!(probe.says(&[u32::MAX]), []);
        assert!(probe.think(&[1.0]).is_none() && probe.think(&[]).is_none() && probe.think(&[1.0; 4]).is_none());
    }
    let mut rows = training(TABLE[4].0, "{}");
    assert!(rows.learners_mut()[0].now().plane([0.0, 1.0, 0.0, 1.0], 2, 2).is_none());
}

#[test]
fn a_histogram_counts_every_number_once() {
    for (task, runs) in TABLE {
        let mut training = training(task, runs);
        training.step(5);
        let learner = &mut training.learners_mut()[0];
        let (layout, w) = (learner.layout().clone(), learner.weights().to_vec());
        let (rows, shape) = (learner.lesson().parts[0].len(), learner.lesson().shape.clone());
        for bins in [1, 7, 40] {
            for (number, layer) in learner.now().layers(bins).iter().enumerate() {
                let own = &w[layout.weights(number)];
                for (histogram, wanted) in [
                    (&layer.weights, own.len()),
                    (&layer.gradients, own.len()),
                    (&layer.activations, rows * shape.layers[number].units),
                ] {
                    let Histogram { range: [least, most], counts, mean, deviation, zeros } = histogram;
                    assert_eq!((counts.len(), counts.iter().sum::<u32>() as usize), (bins, wanted), "{task}");
                    assert!(least <= mean && mean <= most && *deviation <= most - least, "{histogram:?}");
                    assert!((0.0..=1.0).contains(zeros) && counts[0] > 0 && counts[bins - 1] > 0, "{histogram:?}");
                }
                let mean = own.iter().map(|&x| f64::from(x)).sum::<f64>() / own.len() as f64;
                assert!((layer.weights.mean - mean).abs() < 1e-12);
                assert!(layer.norm > 0.0 && layer.gradient_norm > 0.0 && layer.ratio > 0.0, "{layer:?}");
            }
        }
    }
    // half of what a ReLU says is nothing, and a histogram tells
    let mut relu = training(TABLE[3].0, "{}");
    let layers = relu.learners_mut()[0].now().layers(10);
    assert!((0.2..0.8).contains(&layers[0].activations.zeros), "{}", layers[0].activations.zeros);
}

#[test]
fn units_that_are_dead_or_at_their_bounds_are_counted() {
    let probe = |activation: &str, bias: f64| {
        let layers = format!(r#""layers":[{{"units":2,"activation":"{activation}"}}]"#);
        let values = format!(r#"[{{"weights":[[1,0],[0,1]],"bias":[0,{bias}]}},{{"weights":[[1,1]]}}]"#);
        let task = format!(r#""data":{{"circle":{{"samples":60}}}},"init":{{"values":{values}}},{layers}"#);
        training(&task, "{}").learners_mut()[0].now().layers(1)[0].clone()
    };
    // one of two units is pushed so far that no row brings it back
    let relu = probe("relu", -100.0);
    assert_eq!((relu.still, relu.saturated), (0.5, 0.0));
    assert_eq!(probe("relu", 0.0).still, 0.0);
    for activation in ["tanh", "sigmoid"] {
        let [pushed, free] = [100.0, 0.0].map(|bias| probe(activation, bias));
        assert!(pushed.saturated >= 0.5 && free.saturated < pushed.saturated, "{activation}");
        assert!(free.saturated > 0.0 && free.still == 0.0, "{activation}");
    }
}

#[test]
fn a_ratio_is_how_far_the_next_update_really_goes() {
    for (task, runs) in TABLE {
        let mut training = training(task, runs);
        while {
            let learner = &mut training.learners_mut()[0];
            let (before, layout) = (learner.weights().to_vec(), learner.layout().clone());
            let told: Vec<LayerProbe> = learner.now().layers(1);
            let goes_on = training.step(1);
            let after = training.learners()[0].weights();
            for (number, told) in told.iter().enumerate() {
                let all = layout.weights(number).start..layout.biases(number).end;
                let length = |from: &dyn Fn(usize) -> f32| {
                    all.clone().map(|at| f64::from(from(at)) * f64::from(from(at))).sum::<f64>().sqrt()
                };
                let ratio = length(&|at| after[at] - before[at]) / length(&|at| before[at]);
                assert!((told.ratio - ratio).abs() <= 1e-12 * ratio, "{task}: {} {ratio}", told.ratio);
            }
            goes_on
        } {}
    }
}

#[test]
fn the_diagonal_of_a_confusion_is_the_accuracy() {
    for (task, runs) in [0, 3, 4].map(|row| TABLE[row]) {
        let mut training = training(task, runs);
        while training.advance(usize::MAX) {}
        let learner = &mut training.learners_mut()[0];
        for (part, series) in [(0, "accuracy"), (2, "test_accuracy")] {
            let rows = learner.lesson().parts[part].len();
            let Some(&accuracy) = learner.series(series).last() else { continue };
            let counts = learner.now().confusion(part);
            let classes = (counts.len() as f64).sqrt() as usize;
            assert_eq!((classes * classes, counts.iter().sum::<u32>() as usize), (counts.len(), rows), "{task}");
            let diagonal: u32 = (0..classes).map(|class| counts[class * classes + class]).sum();
            assert_eq!(f64::from(diagonal) / rows as f64, accuracy, "{task} {series}");
        }
    }
    let mut numbers = training(TABLE[2].0, "{}");
    assert!(numbers.learners_mut()[0].now().confusion(0).is_empty());
}

#[test]
fn of_many_rows_some_are_looked_at_as_if_drawn() {
    let mut training = training(r#""data":{"blobs":{"samples":20000,"classes":10}},"epochs":1,"test":0"#, "{}");
    let learner = &mut training.learners_mut()[0];
    let counts = learner.now().confusion(0);
    let rows: Vec<u32> = counts.chunks(10).map(|row| row.iter().sum()).collect();
    // the classes take turns, so that rows at equal distances would be all of one
    assert!(rows.iter().sum::<u32>() == 2000 && rows.iter().all(|&row| (140..260).contains(&row)), "{rows:?}");
    let activations = &learner.now().layers(3)[0].activations;
    assert_eq!(activations.counts.iter().sum::<u32>(), 500 * 10);
}

#[test]
fn an_epoch_that_is_kept_is_seen_as_it_was() {
    let (task, runs) = TABLE[1];
    let mut training = self::training(task, runs);
    // five updates an epoch
    let mut then = Vec::new();
    for _ in 0..=6 {
        training.step(if then.is_empty() { 0 } else { 5 });
        let mut probe = training.learners_mut()[0].now();
        then.push((probe.weights().to_vec(), probe.layers(4), probe.confusion(0)));
    }
    let learner = &mut training.learners_mut()[0];
    assert_eq!(learner.kept(), [0, 1, 2, 3, 4, 5, 6]);
    for (epoch, (w, layers, confusion)) in then.iter().enumerate() {
        let mut probe = learner.at(epoch as u32).unwrap();
        assert_eq!((probe.epoch as usize, probe.weights()), (epoch, w.as_slice()));
        assert_eq!((&probe.layers(4), &probe.confusion(0)), (layers, confusion), "{epoch}");
    }
    assert_eq!(learner.at(99).unwrap().epoch, 6);
    // many epochs are kept as evenly as a bound of memory allows, the first and the last among them
    let mut long = self::training(r#""data":{"xor":{"samples":4}},"epochs":4096"#, "{}");
    while long.advance(usize::MAX) {}
    let kept = long.learners()[0].kept();
    assert_eq!((kept.len(), kept[0], kept[1], kept[kept.len() - 1]), (513, 0, 8, 4096));
}
