//! What a network learns from: the rows as it sees them, and how they are split.

use crate::error::{Code, Error};
use crate::examples::{Examples, Kind, Targets};
use crate::experiment::NetworkTask;
use crate::formula::{self, BLOCK, Program};
use crate::network::{self, Loss, Samples, Shape};
use crate::number;
use crate::rng::{Rng, Stream};
use std::rc::Rc;

/// Rows, their split and what is asked of them; runs that see the same share one.
#[derive(Debug)]
pub struct Lesson {
    /// The network that goes with it.
    pub shape: Shape,
    /// What is minimised.
    pub loss: Loss,
    /// The inputs as the network sees them, where these are not those of the rows.
    featured: Option<Vec<f32>>,
    /// The rows as they were loaded.
    pub examples: Rc<Examples>,
    /// The targets as the loss takes them.
    targets: Option<Targets>,
    /// What makes inputs of a point; none where they are given as they are.
    features: Vec<Program>,
    /// Rows to train on, for choosing, and for the test; each in their own order.
    pub parts: [Vec<u32>; 3],
    /// The same, mixed.
    mixed: [Vec<u32>; 3],
}

impl Lesson {
    /// The rows as a task uses them; `of` has the data. What is wrong has been found already, but for the values of
    /// features.
    pub(super) fn new(
        task: &NetworkTask,
        of: &NetworkTask,
        examples: &Rc<Examples>,
        seed: u32,
        given: &formula::Given,
    ) -> Result<Lesson, Error> {
        let size = examples.size();
        let shape = task.fits(of, size, "task.network")?;
        let loss = task.outputs(size.kind).map_or(Loss::MeanSquared, |(loss, _)| loss);
        // numbers as classes, where the loss asks for them
        let asked = loss != Loss::MeanSquared && matches!(size.kind, Kind::Numbers { .. });
        let targets = if asked { examples.targets.clone().classes() } else { None };
        let parts = split(task, of, size.rows, seed);
        let mixed = parts.each_ref().map(|part| {
            // not of the seed: what is looked at is no part of the result
            let order = Rng::new(0, Stream::Noise).permutation(part.len() as u32);
            order.iter().filter_map(|&at| part.get(at as usize).copied()).collect()
        });
        let mut lesson = Lesson {
            shape,
            loss,
            featured: None,
            examples: examples.clone(),
            targets,
            features: Vec::new(),
            parts,
            mixed,
        };
        if of.data.is_plane() {
            lesson.features = features(task, given)?;
        }
        lesson.featured = lesson.seen(&examples.inputs);
        if let Some(at) = lesson.inputs().iter().position(|x| !x.is_finite()) {
            let (row, feature) = (at / lesson.shape.inputs, at % lesson.shape.inputs);
            let point = [0, 1].map(|k| examples.inputs.get(2 * row + k).copied().unwrap_or(0.0));
            let [x, y] = point.map(|x| number::short(f64::from(x), 6));
            let place = format!("task.network.features[{feature}]");
            return Err(Error::at(place, Code::FeatureFinite.with([&x, &y])));
        }
        Ok(lesson)
    }

    /// The inputs as the network sees them, row after row.
    pub fn inputs(&self) -> &[f32] {
        self.featured.as_ref().unwrap_or(&self.examples.inputs)
    }

    /// What the network sees of points, point after point; None where the data are of no plane.
    pub fn seen(&self, points: &[f32]) -> Option<Vec<f32>> {
        let width = self.features.len();
        if width == 0 {
            return None;
        }
        let mut values = vec![0.0; points.len() / 2 * width];
        for (number, program) in self.features.iter().enumerate() {
            let mut room: Vec<[f64; BLOCK]> = program.room();
            for (points, values) in points.chunks(2 * BLOCK).zip(values.chunks_mut(width * BLOCK)) {
                for (input, place) in room.iter_mut().take(2).enumerate() {
                    let column = points.iter().skip(input).step_by(2);
                    place.iter_mut().zip(column).for_each(|(into, &x)| *into = f64::from(x));
                }
                program.run(&mut room);
                let column = values.iter_mut().skip(number).step_by(width);
                column.zip(&room[program.output(0)]).for_each(|(into, &value)| *into = value as f32);
            }
        }
        Some(values)
    }

    /// A part's rows (to train on, for choosing, for the test), or `most` of them as if drawn, where there are more: for
    /// what need not be exact, and must be quick.
    pub fn some(&self, part: usize, most: usize) -> &[u32] {
        let all = self.parts.get(part).map_or(&[][..], Vec::as_slice);
        self.mixed.get(part).filter(|mixed| mixed.len() > most).and_then(|mixed| mixed.get(..most)).unwrap_or(all)
    }

    /// The inputs of some rows, row after row.
    pub fn inputs_of(&self, rows: &[u32]) -> Vec<f32> {
        let width = self.shape.inputs;
        let row = |&row: &u32| self.inputs().get(row as usize * width..).and_then(|rest| rest.get(..width));
        rows.iter().filter_map(row).flatten().copied().collect()
    }

    /// The targets as the loss takes them.
    pub fn targets(&self) -> &Targets {
        self.targets.as_ref().unwrap_or(&self.examples.targets)
    }

    /// All rows, for the passes.
    pub fn samples(&self) -> Samples<'_> {
        let targets = match self.targets() {
            Targets::Classes { labels, .. } => network::Targets::Classes(labels),
            Targets::Numbers { values, .. } => network::Targets::Numbers(values),
        };
        Samples { inputs: self.inputs(), targets }
    }
}

/// The features, compiled.
fn features(task: &NetworkTask, given: &formula::Given) -> Result<Vec<Program>, Error> {
    let program = |(number, text): (usize, &String)| {
        let place = |error: Error| error.placed(&format!("task.network.features[{number}]"));
        let formula = formula::compile(text, &["x", "y"], given).map_err(place)?;
        Ok(Program::new(&formula.graph, 2, &[formula.root]))
    };
    task.features.iter().enumerate().map(program).collect()
}

/// Rows by what they are for. Where some are held out they are the last of one permutation, which comes from the data
/// stream after the rows: at its end the test, before it validation.
fn split(task: &NetworkTask, of: &NetworkTask, rows: usize, seed: u32) -> [Vec<u32>; 3] {
    let sizes = task.split(rows);
    if sizes.train == rows {
        return [(0..rows as u32).collect(), Vec::new(), Vec::new()];
    }
    let mut rng = Rng::new(seed, Stream::Data);
    rng.advance(of.data.words());
    let order = rng.permutation(rows as u32);
    let (train, rest) = order.split_at(sizes.train);
    let (validation, test) = rest.split_at(sizes.validation);
    [train, validation, test].map(|part| {
        let mut own = vec![false; rows];
        part.iter().for_each(|&row| own[row as usize] = true);
        (0..rows as u32).filter(|&row| own[row as usize]).collect()
    })
}
