//! What a network learns from: the rows as it sees them, and how they are split.

use crate::error::{Code, Error};
use crate::examples::{Examples, Kind, Targets};
use crate::experiment::NetworkTask;
use crate::formula::{self, BLOCK, Program};
use crate::network::{self, Loss, Samples, Shape};
use crate::rng::{Rng, Stream};
use std::rc::Rc;

/// Rows, their split and what is asked of them; runs that see the same share one.
#[derive(Debug)]
pub struct Lesson {
    /// The network that goes with it.
    pub shape: Shape,
    /// What is minimised.
    pub loss: Loss,
    /// The inputs as the network sees them, row after row.
    pub inputs: Vec<f32>,
    /// The rows as they were loaded.
    pub examples: Rc<Examples>,
    /// The targets as the loss takes them.
    targets: Option<Targets>,
    /// Rows to train on, for choosing, and for the test; each in their own order.
    pub parts: [Vec<u32>; 3],
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
        let inputs = if of.data.is_plane() { features(task, examples, given)? } else { examples.inputs.clone() };
        let parts = split(task, of, size.rows, seed);
        Ok(Lesson { shape, loss, inputs, examples: examples.clone(), targets, parts })
    }

    /// All rows, for the passes.
    pub fn samples(&self) -> Samples<'_> {
        let targets = match self.targets.as_ref().unwrap_or(&self.examples.targets) {
            Targets::Classes { labels, .. } => network::Targets::Classes(labels),
            Targets::Numbers { values, .. } => network::Targets::Numbers(values),
        };
        Samples { inputs: &self.inputs, targets }
    }
}

/// The values of the features at each row's point, row after row.
fn features(task: &NetworkTask, examples: &Examples, given: &formula::Given) -> Result<Vec<f32>, Error> {
    let width = task.features.len();
    let rows = examples.inputs.len() / 2;
    let mut values = vec![0.0; rows * width];
    for (number, text) in task.features.iter().enumerate() {
        let at = || format!("task.network.features[{number}]");
        let formula = formula::compile(text, &["x", "y"], given).map_err(|error| error.placed(&at()))?;
        let program = Program::new(&formula.graph, 2, &[formula.root]);
        let mut room: Vec<[f64; BLOCK]> = program.room();
        for (block, points) in examples.inputs.chunks(2 * BLOCK).enumerate() {
            for (input, place) in room.iter_mut().take(2).enumerate() {
                let column = points.iter().skip(input).step_by(2);
                place.iter_mut().zip(column).for_each(|(into, &x)| *into = f64::from(x));
            }
            program.run(&mut room);
            for (lane, &value) in room[program.output(0)].iter().take(points.len() / 2).enumerate() {
                let value = value as f32;
                if !value.is_finite() {
                    let [x, y] = [0, 1].map(|k| crate::number::short(f64::from(points[2 * lane + k]), 6));
                    return Err(Error::at(at(), Code::FeatureFinite.with([&x, &y])));
                }
                values[(block * BLOCK + lane) * width + number] = value;
            }
        }
    }
    Ok(values)
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
