//! What came out of a training.

use super::{name, status};
use crate::error::Error;
use crate::examples::{Examples, Files, Skipped, Targets};
use crate::experiment::{ENGINE, Experiment, Task, VERSION};
use crate::fields::{Choice, Form, Slot};
use crate::json::Json;
use crate::network::Layer;
use crate::session::{Session, Spread};
use crate::training::{ACCURACIES, Histogram, LOSSES, LayerProbe, Learner, Lesson, Probe, Training};

/// Runs a document to its end, whatever its task: the result.
pub fn run(experiment: &Experiment, files: &Files) -> Result<Json, Error> {
    if let Task::NetworkTask(_) = experiment.document.task {
        let mut training = Training::new(experiment, files)?;
        while training.advance(usize::MAX) {}
        return Ok(trained(&mut training));
    }
    let mut session = Session::new(experiment)?;
    while session.step(u32::MAX) {}
    Ok(super::result(&session))
}

/// The result of a training so far, as JSON.
pub fn trained(training: &mut Training) -> Json {
    let spreads: Vec<_> = (0..training.learners().len()).map(|run| repeated(training, run)).collect();
    let fingerprint = training.fingerprint().text();
    let learners = training.learners_mut().iter_mut().zip(spreads);
    Json::object([
        ("version", Json::Number(f64::from(VERSION))),
        ("engine", Json::Number(f64::from(ENGINE))),
        ("fingerprint", Json::text(fingerprint)),
        ("runs", Json::List(learners.map(|(learner, many)| run_of(learner, many)).collect())),
    ])
}

fn run_of(learner: &mut Learner, many: Option<Json>) -> Json {
    let width = learner.lesson().shape.outputs();
    let said = learner.said();
    let rows = said.chunks(if width > 0 { width } else { 1 });
    let outputs = rows.map(|row| Json::List(row.iter().map(|&x| Json::Number(f64::from(x))).collect()));
    let outputs = Json::List(outputs.collect());
    let told = [
        ("name", name(&learner.name, learner.optimizer())),
        ("status", status(&learner.status)),
        ("fingerprint", Json::text(learner.fingerprint().text())),
        ("evaluations", Json::Number(learner.evaluations() as f64)),
    ];
    let series = learner.all_series().map(|(name, values)| (name, Json::numbers(values)));
    let many = many.map(|many| ("repeat", many));
    Json::object(told.into_iter().chain(series).chain([("outputs", outputs)]).chain(many).collect::<Vec<_>>())
}

/// How each series of a run lies over its seeds; None where there is but one.
fn repeated(training: &Training, run: usize) -> Option<Json> {
    let first = training.learners().get(run)?;
    let lists = first.all_series().filter_map(|(name, _)| {
        let Spread { lower, median, upper } = training.spread(run, name).filter(|_| measured(name))?;
        let lists = [("lower", lower), ("median", median), ("upper", upper)];
        Some((name, Json::object(lists.map(|(name, values)| (name, Json::numbers(&values))))))
    });
    let count = training.repetitions(run).len();
    (count > 1)
        .then(|| Json::object([("seeds", Json::Number(count as f64))].into_iter().chain(lists).collect::<Vec<_>>()))
}

/// Whether a series says how well a run does.
fn measured(name: &str) -> bool {
    LOSSES.iter().chain(&ACCURACIES).any(|&known| known == name)
}

/// How far a run is.
pub fn progress(learner: &Learner) -> Json {
    let number = |n: u32| Json::Number(f64::from(n));
    Json::object([
        ("name", name(&learner.name, learner.optimizer())),
        ("optimizer", Json::text(learner.optimizer().key())),
        ("status", status(&learner.status)),
        ("epochs", number(learner.epochs())),
        ("updates", number(learner.updates())),
        ("within", Json::List(learner.within().map(number).to_vec())),
        ("evaluations", Json::Number(learner.evaluations() as f64)),
        ("parameters", Json::Number(learner.weights().len() as f64)),
        ("series", Json::List(learner.all_series().map(|(name, _)| Json::text(name)).collect())),
    ])
}

/// What each layer of a run is like, the output's last. Null is what is not finite.
pub fn layers(probe: &mut Probe<'_>, bins: usize) -> Json {
    let number = |x: f64| if x.is_finite() { Json::Number(x) } else { Json::Null };
    let histogram = |of: &Histogram| {
        Json::object([
            ("range", Json::List(of.range.map(number).to_vec())),
            ("counts", Json::List(of.counts.iter().map(|&count| Json::Number(f64::from(count))).collect())),
            ("mean", number(of.mean)),
            ("deviation", number(of.deviation)),
            ("zeros", number(of.zeros)),
        ])
    };
    let layer = |layer: &LayerProbe| {
        Json::object([
            ("activations", histogram(&layer.activations)),
            ("weights", histogram(&layer.weights)),
            ("gradients", histogram(&layer.gradients)),
            ("norm", number(layer.norm)),
            ("gradient_norm", number(layer.gradient_norm)),
            ("ratio", number(layer.ratio)),
            ("still", number(layer.still)),
            ("saturated", number(layer.saturated)),
        ])
    };
    Json::List(probe.layers(bins).iter().map(layer).collect())
}

/// What a run learns from, beside its numbers.
pub fn lesson(lesson: &Lesson) -> Json {
    let count = |n: usize| Json::Number(n as f64);
    let counts = |all: &[usize]| Json::List(all.iter().map(|&n| count(n)).collect());
    let texts = |all: &[String]| Json::List(all.iter().map(Json::text).collect());
    let Examples { image, names, classes, skipped, .. } = &*lesson.examples;
    let place = |at: Option<[usize; 2]>| at.map_or(Json::Null, |at| counts(&at));
    let word = |word: &dyn Slot| word.write(Form::Full).unwrap_or(Json::Null);
    let layer = |layer: &Layer| Json::object([("units", count(layer.units)), ("activation", word(&layer.activation))]);
    let (kind, width) = match lesson.targets() {
        Targets::Classes { count, .. } => ("classes", *count),
        Targets::Numbers { width, .. } => ("numbers", *width),
    };
    Json::object([
        ("rows", count(lesson.examples.size().rows)),
        ("width", count(lesson.examples.width)),
        ("inputs", count(lesson.shape.inputs)),
        ("layers", Json::List(lesson.shape.layers.iter().map(layer).collect())),
        ("loss", word(&lesson.loss)),
        (kind, count(width)),
        ("parts", counts(&lesson.parts.each_ref().map(Vec::len))),
        ("image", place(*image)),
        ("names", texts(names)),
        ("class_names", texts(classes)),
        ("skipped", self::skipped(skipped)),
    ])
}

/// What of a table was left out.
pub fn skipped(Skipped { missing, odd, at, columns }: &Skipped) -> Json {
    let count = |n: usize| Json::Number(n as f64);
    Json::object([
        ("missing", count(*missing)),
        ("odd", count(*odd)),
        ("at", at.map_or(Json::Null, |at| Json::List(at.map(count).to_vec()))),
        ("columns", Json::List(columns.iter().map(Json::text).collect())),
    ])
}
