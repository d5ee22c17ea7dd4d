//! The picture of a training: on a plane, what a run says of every point with the points it learned from; and the curves.

use super::axes::{self, GUTTER};
use super::curves::Curves;
use super::inks::{Colour, GROUND, HIGH, QUIET, class, toned};
use super::legend::{self, EDGES, Item};
use super::numbers::format;
use super::pen::{Lines, Pen};
use super::regions::Grid;
use super::scales::{Frame, Scales, larger, smaller};
use super::sentence::{Told, filled};
use super::{Sheet, subject, way};
use crate::error::Error;
use crate::examples::{Files, Targets};
use crate::experiment::{Experiment, NetworkTask};
use crate::fields::Choice;
use crate::network::Loss;
use crate::session::Status;
use crate::training::{Learner, Lesson, Training};
use std::collections::BTreeMap;

/// Data of the plane are drawn in about these.
const DOMAIN: [f64; 4] = [-6.0, 6.0, -6.0, 6.0];
/// Cells are about so large, in pixels.
const CELL: f64 = 5.0;
/// What all units may say of a picture's cells, in numbers.
const COST: f64 = 4e6;
/// As many points as can be told apart.
const POINTS: usize = 600;
/// Over each of the plots.
const CAPTION: f64 = 20.0;
const GAP: f64 = 20.0;
/// Where both plots stand side by side.
const WIDE: f64 = 520.0;
const LARGEST: f64 = 440.0;

pub(super) fn picture(
    experiment: &Experiment,
    task: &NetworkTask,
    files: &Files,
    sheet: &Sheet,
) -> Result<String, Error> {
    let words = sheet.words;
    let (mut training, updates) = trained(experiment, files)?;
    let names = words.runs(training.learners().iter().map(|learner| (&learner.name, learner.optimizer())));
    let epochs = training.epochs();
    let at = sheet.at.filter(|at| *at < epochs);
    let said = {
        let runs = training.learners().iter().zip(&updates);
        let told: Vec<Told<'_>> = runs.map(|(learner, updates)| told(learner, updates, sheet)).collect();
        filled(words.text(&experiment.document.title), &told, None)
    };
    let (left, right) = (EDGES + GUTTER[0], sheet.width - EDGES);
    let mut pen = sheet.pen();
    let top = legend::sentence(&mut pen, said.as_deref().unwrap_or(""), EDGES, right, EDGES - 4.0);
    let top = larger(top, EDGES) + CAPTION;

    let side_by_side = sheet.width >= WIDE;
    let half = libm::floor((right - left - GUTTER[0] - GAP) / 2.0);
    let plane = task.data.is_plane().then(|| {
        let side = if side_by_side { half } else { smaller(right - left, LARGEST) };
        Frame { left, top, width: side, height: side }
    });
    let curves = match plane {
        Some(plane) if side_by_side => Frame { left: plane.right() + GAP + GUTTER[0], width: half, ..plane },
        Some(plane) => {
            let top = plane.bottom() + GUTTER[1] + CAPTION + 6.0;
            Frame { left, top, width: right - left, height: libm::round(0.5 * (right - left)) }
        }
        None => Frame { left, top, width: right - left, height: libm::round(0.5 * (right - left)) },
    };

    let mut held = false;
    if let (Some(frame), Some(name)) = (plane, names.first()) {
        caption(&mut pen, &words.says(name), frame);
        let to = Scales::new(DOMAIN, frame);
        if let Some(learner) = training.learners_mut().first_mut() {
            ground(&mut pen, learner, at, &to);
            held = points(&mut pen, learner.lesson(), &to);
        }
        axes::plane(&mut pen, &to);
    }
    let drawn = Curves::of(&experiment.document.view, training.learners());
    caption(&mut pen, &words.by_epoch(&drawn.series), curves);
    drawn.draw(&mut pen, curves, epochs, at);

    let value = |learner: &Learner| {
        let loss = learner.series("loss");
        let epoch = at.map_or(usize::MAX, |at| at as usize);
        match learner.status {
            Status::Diverged { at, .. } if epoch >= loss.len() => words.diverged_training(at),
            _ => words.loss(&format(loss.get(epoch).or(loss.last()).copied().unwrap_or(f64::NAN), 3)),
        }
    };
    let values: Vec<String> = training.learners().iter().map(value).collect();
    let runs = || names.iter().zip(&values).enumerate();
    let shown = words.epochs(at.unwrap_or(epochs) as usize);
    let items = runs().map(|(number, (name, value))| Item::run(number, name, value.clone()));
    let items = items.chain([Item::Words(shown.clone())]);
    let hole = || Item::Point { colour: QUIET, filled: false, what: words.held().to_owned() };
    let items: Vec<Item> = items.chain(held.then(hole)).collect();
    let below = curves.bottom() + GUTTER[1] + 6.0;
    let bottom = legend::draw(&mut pen, &items, EDGES, right, below);

    let name = words.network(task.data.key());
    let title = said.unwrap_or_else(|| subject(&name, names.iter().map(String::as_str)));
    let mut description = [&name, ", ", &shown, "."].concat();
    for (_, (name, value)) in runs() {
        description.push_str(&[" ", name, ": ", value, "."].concat());
    }
    Ok(pen.document([sheet.width, bottom + EDGES - 4.0], &title, &description))
}

/// Trained to the end, and how many updates each run had made by the end of each epoch.
fn trained(experiment: &Experiment, files: &Files) -> Result<(Training, Vec<Vec<u32>>), Error> {
    let mut training = Training::new(experiment, files)?;
    let mut updates = vec![Vec::new(); training.learners().len()];
    loop {
        // a piece at a time, so that no epoch's end is missed
        let is_running = training.advance(1);
        for (learner, updates) in training.learners().iter().zip(&mut updates) {
            if learner.series("loss").len() > updates.len() {
                updates.push(learner.updates());
            }
        }
        if !is_running {
            return Ok((training, updates));
        }
    }
}

fn told<'a>(learner: &'a Learner, updates: &'a [u32], sheet: &Sheet) -> Told<'a> {
    let diverged = if let Status::Diverged { at, .. } = learner.status { Some(at) } else { None };
    Told {
        name: sheet.words.run(&learner.name, learner.optimizer()),
        loss: learner.series("loss"),
        diverged,
        unseen: learner.series("test_loss"),
        right: learner.series("test_accuracy"),
        updates,
        ..Told::default()
    }
}

fn caption(pen: &mut Pen, text: &str, frame: Frame) {
    pen.tag("text").at("x", frame.left).at("y", frame.top - 7.0).at("font-size", 12.0).fill(QUIET).says(text);
}

/// What a run says of the plane: the surer, the fuller the colour of what it says.
fn ground(pen: &mut Pen, learner: &mut Learner, epoch: Option<u32>, to: &Scales) {
    let frame = to.frame;
    let (outputs, loss, most) = {
        let lesson = learner.lesson();
        (lesson.shape.outputs(), lesson.loss, most(lesson.targets()))
    };
    let classes = matches!(learner.lesson().targets(), Targets::Classes { .. });
    let mut probe = match epoch.filter(|epoch| learner.kept().first().is_some_and(|first| first <= epoch)) {
        Some(epoch) => match learner.at(epoch) {
            Some(probe) => probe,
            None => return,
        },
        None => learner.now(),
    };
    let units = probe.units();
    let grid = Grid::new(frame, larger(CELL, libm::sqrt(frame.width * frame.height * units as f64 / COST)));
    let cells = grid.columns * grid.rows;
    let Some(said) = probe.plane(grid.domain(to.domain), grid.columns, grid.rows) else { return };
    let of = |output: usize| said.get((units - outputs + output) * cells..).and_then(|rest| rest.get(..cells));
    let all: Vec<&[f32]> = (0..outputs).filter_map(of).collect();

    let mut edge = Lines::default();
    edge.around(&frame.corners());
    way::clip(pen, "plane", &frame);
    let mut fill = |lines: &Lines, colour: Colour, boundary: bool| {
        let tag = pen.tag("path").set("d", lines.text()).fill(colour);
        // where it says neither, there is a line
        if boundary { tag.stroke(QUIET, 0.8).done() } else { tag.done() }
    };
    let signed = |value: f32| match loss {
        Loss::MeanSquared => f64::from(value) / most,
        _ => 2.0 * f64::from(value) - 1.0,
    };
    if classes && outputs > 1 {
        fill(&edge, HIGH, false);
        for (number, own) in all.iter().enumerate() {
            let margin = |(cell, value): (usize, &f32)| {
                let others = all.iter().enumerate().filter(|(other, _)| *other != number);
                f64::from(*value) - others.map(|(_, said)| f64::from(said[cell])).fold(f64::NEG_INFINITY, larger)
            };
            let margins: Vec<f64> = own.iter().enumerate().map(margin).collect();
            let levels = [0.0, 0.2, 0.4, 0.6, 0.8];
            for (region, level) in grid.regions(&margins, &levels).iter().zip(levels) {
                bands(region, |lines| fill(lines, toned(number, level + 0.1), level == 0.0));
            }
        }
    } else if let Some(own) = all.first() {
        let values: Vec<f64> = own.iter().map(|value| signed(*value)).collect();
        let shade = |value: f64| toned(usize::from(value > 0.0), value.abs());
        fill(&edge, shade(-0.9), false);
        let levels: [f64; 9] = std::array::from_fn(|k| f64::from(k as u32) * 0.2 - 0.8);
        for (k, region) in grid.regions(&values, &levels).iter().enumerate() {
            bands(region, |lines| fill(lines, shade(levels[k] + 0.1), classes && k == 4));
        }
    }
    pen.end("g");
}

fn bands(region: &[Vec<[f64; 2]>], fill: impl FnOnce(&Lines)) {
    let mut lines = Lines::default();
    region.iter().for_each(|ring| lines.around(ring));
    if !lines.is_empty() {
        fill(&lines);
    }
}

/// The largest of the numbers that should come out; classes are −1 and 1.
fn most(targets: &Targets) -> f64 {
    match targets {
        Targets::Classes { .. } => 1.0,
        Targets::Numbers { values, .. } => values.iter().map(|value| f64::from(value.abs())).fold(1e-6, larger),
    }
}

/// The rows as points in the colour of what they should be; those held out have a hole. Whether there are any.
fn points(pen: &mut Pen, lesson: &Lesson, to: &Scales) -> bool {
    let most = most(lesson.targets());
    let width = match lesson.targets() {
        Targets::Numbers { width, .. } => *width,
        Targets::Classes { .. } => 1,
    };
    let colour = |row: usize| match lesson.targets() {
        Targets::Classes { labels, .. } => class(labels.get(row).map_or(0, |label| *label as usize)),
        Targets::Numbers { values, .. } => {
            let value = values.get(row * width).map_or(0.0, |value| f64::from(*value));
            // few shades, so that few groups
            let share = libm::ceil(4.0 * smaller(1.0, value.abs() / most)) / 4.0;
            HIGH.mixed(class(usize::from(value >= 0.0)), share)
        }
    };
    let mut held = vec![false; lesson.examples.size().rows];
    for part in &lesson.parts[1..] {
        part.iter().for_each(|&row| held.get_mut(row as usize).into_iter().for_each(|held| *held = true));
    }
    let mut groups: BTreeMap<(bool, [u32; 2]), Lines> = BTreeMap::new();
    for (row, point) in lesson.examples.inputs.chunks_exact(2).enumerate().take(POINTS) {
        let point = [f64::from(point[0]), f64::from(point[1])];
        if to.holds(point) {
            let key = (held.get(row).copied().unwrap_or(false), colour(row).0);
            groups.entry(key).or_default().spot(to.point(point));
        }
    }
    pen.tag("g").set("stroke-linecap", "round").open();
    for (number, ((held, colour), dots)) in groups.iter().enumerate() {
        let id = [pen.id.as_str(), "-p", &number.to_string()].concat();
        let address = ["#", &id].concat();
        pen.tag("defs").open();
        pen.tag("path").set("id", &id).set("d", dots.text()).done();
        pen.end("defs");
        let (outer, inner) = if *held { (Colour(*colour), GROUND) } else { (GROUND, Colour(*colour)) };
        pen.tag("use").set("href", &address).stroke(outer, 7.0).done();
        pen.tag("use").set("href", &address).stroke(inner, if *held { 4.0 } else { 5.0 }).done();
    }
    pen.end("g");
    groups.keys().any(|(held, _)| *held)
}
