//! Multilayer perceptrons in f32: a shape, where its parameters stand, and the passes over its layers.

use crate::fields::words;
use kernel::{Gradient, Size};
use lanes::{Lanes, all};
use room::Room;
use std::ops::Range;
use straight::Straight;

mod activation;
mod init;
mod kernel;
mod lanes;
mod layout;
mod look;
mod loss;
mod penalty;
mod room;
mod straight;

pub use init::{Init, Values, first_weights};
pub use layout::Layout;
pub use penalty::Penalty;
pub use straight::{Host, PATIENCE, Passes, compile_by};

/// How many inputs, and the layers after them: the hidden ones and the output, which is linear.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Numbers that a row brings.
    pub inputs: usize,
    /// At least one, the last of them the output.
    pub layers: Vec<Layer>,
}

/// Units that all see the layer before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layer {
    /// How many.
    pub units: usize,
    /// What each does with its sum.
    pub activation: Activation,
}

words! {
    /// What a unit does with its sum.
    pub enum Activation {
        Linear "linear",
        Relu "relu",
        LeakyRelu "leaky_relu",
        Elu "elu",
        Silu "silu",
        Gelu "gelu",
        Softplus "softplus",
        Sigmoid "sigmoid",
        Tanh "tanh",
    }
}

words! {
    /// How far outputs are from what they should be.
    pub enum Loss {
        MeanSquared "mean_squared",
        BinaryCrossEntropy "binary_cross_entropy",
        CrossEntropy "cross_entropy",
    }
}

impl Shape {
    /// Outputs of the network.
    pub fn outputs(&self) -> usize {
        self.layers.last().map_or(self.inputs, |layer| layer.units)
    }

    /// Units of the layer before: what each unit of `layer` has a weight for.
    pub fn before(&self, layer: usize) -> usize {
        layer.checked_sub(1).and_then(|before| self.layers.get(before)).map_or(self.inputs, |before| before.units)
    }
}

/// Rows, and what a network should say of each.
#[derive(Clone, Copy, Debug)]
pub struct Samples<'a> {
    /// Row after row.
    pub inputs: &'a [f32],
    /// In the order of the rows.
    pub targets: Targets<'a>,
}

/// What a network should say.
#[derive(Clone, Copy, Debug)]
pub enum Targets<'a> {
    /// Each row's class: of one output −1 and 1 (mean squared) or 0 and 1, of several one-hot.
    Classes(&'a [u32]),
    /// A number for each output, row after row.
    Numbers(&'a [f32]),
}

/// What came out over many rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// The mean over the rows.
    pub loss: f64,
    /// Rows whose class was said rightly; None where the targets are numbers.
    pub right: Option<usize>,
}

/// Told when a range of the parameters has its gradient and is needed no more in this pass: the range, its
/// parameters and its gradient. An update made there finds all of it in cache.
pub type Ready<'a> = &'a mut dyn FnMut(Range<usize>, &mut [f32], &mut [f32]);

/// The passes over a network's layers, and their room.
pub struct Network {
    shape: Shape,
    loss: Loss,
    layout: Layout,
    room: Room,
    straight: Straight,
}

/// Rows that pass together: what is said of them stays in the cache, and memory is bounded whatever the batch.
const TOGETHER: usize = 128;
/// Parameters that `ready` is told of together, about.
const PART: usize = 1024;

impl Network {
    /// Of this shape, trained by this loss.
    pub fn new(shape: &Shape, loss: Loss) -> Self {
        Self {
            layout: Layout::new(shape),
            shape: shape.clone(),
            loss,
            room: Room::default(),
            straight: Straight::default(),
        }
    }

    /// Where the parameters stand.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// What the last layer says of the rows that were taken, and only that.
    fn answer(&mut self, w: &[f32]) {
        let Network { shape, loss, layout, room, straight } = self;
        if !straight.say((shape, *loss, layout), room, w) {
            self.forward(w);
        }
    }

    /// Appends what the network says of rows of inputs, row after row: probabilities (one for binary cross-entropy)
    /// or values.
    pub fn outputs(&mut self, w: &[f32], inputs: &[f32], out: &mut Vec<f32>) {
        let width = self.shape.inputs;
        for inputs in inputs.chunks(TOGETHER * width) {
            let rows = inputs.len() / width;
            self.room.take(&self.shape, rows, |row| &inputs[row * width..]);
            self.answer(w);
            self.say();
            (0..rows).for_each(|row| out.extend(self.room.said(row)));
        }
    }

    /// How well the network does on these rows.
    pub fn score(&mut self, w: &[f32], samples: &Samples<'_>, rows: &[u32]) -> Score {
        let (mut loss, mut right) = (0.0, 0);
        for rows in rows.chunks(TOGETHER) {
            self.take(samples, rows);
            self.answer(w);
            if let Targets::Classes(classes) = samples.targets {
                self.classes_said(|at, class| right += usize::from(class == classes[rows[at] as usize]));
            }
            self.lose(0.0, |losses, left| {
                losses.to_array().iter().take(left).for_each(|&row| loss += f64::from(row));
            });
        }
        let classes = matches!(samples.targets, Targets::Classes(_));
        Score { loss: loss / rows.len() as f64, right: classes.then_some(right) }
    }

    /// The gradient of the mean loss over these rows into `g`, and the mean loss. `ready` is told of every parameter
    /// once, and may change those that it is told of.
    pub fn gradient(
        &mut self,
        w: &mut [f32],
        samples: &Samples<'_>,
        rows: &[u32],
        g: &mut [f32],
        ready: Ready<'_>,
    ) -> f32 {
        let (share, mut loss) = (1.0 / rows.len() as f32, Lanes::ZERO);
        let mut parts = rows.chunks(TOGETHER).enumerate().peekable();
        while let Some((part, rows)) = parts.next() {
            self.take(samples, rows);
            let kind = (&self.shape, self.loss, &self.layout);
            if let Some(losses) = self.straight.learn(kind, &self.room, w, g, (share, part > 0), loss) {
                loss = losses;
                if parts.peek().is_none() {
                    ready(0..w.len(), w, g);
                }
                continue;
            }
            self.forward(w);
            self.lose(share, |losses, left| {
                loss += losses * if left < 4 { share_of(left, share) } else { all(share) };
            });
            self.back(w, g, part > 0, parts.peek().is_none(), ready);
        }
        lanes::totals([loss; 4]).to_array()[0]
    }

    fn take(&mut self, samples: &Samples<'_>, rows: &[u32]) {
        let width = self.shape.inputs;
        self.room.take(&self.shape, rows.len(), |row| &samples.inputs[rows[row] as usize * width..]);
        self.room.aim(&self.shape, self.loss, samples, rows);
    }

    /// What every layer says.
    fn forward(&mut self, w: &[f32]) {
        let Room { vectors, values, slopes, .. } = &mut self.room;
        let vectors = *vectors;
        let mut values = values.as_mut_slice();
        for ((at, layer), slopes) in self.shape.layers.iter().enumerate().zip(slopes) {
            let Some(([seen], rest)) = values.split_at_mut_checked(1) else { return };
            let said = &mut rest[0];
            let size = Size { inputs: self.shape.before(at), outputs: layer.units, vectors };
            let (w, biases) = (&w[self.layout.weights(at)], &w[self.layout.biases(at)]);
            kernel::sums(size, w, biases, seen, said, |place, said| {
                layer.activation.apply(said, slopes.get_mut(place).unwrap_or_default());
            });
            values = rest;
        }
    }

    /// Tells of each row that passed the class that its outputs speak for: of one output by its sign, of several the
    /// largest, the first of equals.
    fn classes_said(&self, mut told: impl FnMut(usize, u32)) {
        let Room { rows, vectors, ref values, .. } = self.room;
        let (Some(said), outputs) = (values.last(), self.shape.outputs()) else { return };
        for vector in 0..vectors {
            let (column, apart) = room::column(vectors, vector, outputs);
            let mut at = column.start;
            let mut best = said[at].to_array();
            let mut classes = best.map(|z| u32::from(outputs == 1 && z >= 0.0));
            for output in 1..outputs as u32 {
                at += apart;
                for ((z, best), class) in said[at].to_array().into_iter().zip(&mut best).zip(&mut classes) {
                    if z > *best {
                        (*best, *class) = (z, output);
                    }
                }
            }
            classes.into_iter().zip(4 * vector..rows).for_each(|(class, row)| told(row, class));
        }
    }

    /// The slopes of the loss by what the last layer says, times `share`; each four rows' losses
    /// are told, and how many rows are left with them.
    fn lose(&mut self, share: f32, mut told: impl FnMut(Lanes, usize)) {
        let Room { rows, vectors, values, targets, d: [d, _], .. } = &mut self.room;
        let Some(said) = values.last() else { return };
        let outputs = self.shape.outputs();
        let (vectors, mut left) = (*vectors, *rows);
        for vector in 0..vectors {
            let scale = if left < 4 { share_of(left, share) } else { all(share) };
            let (column, apart) = room::column(vectors, vector, outputs);
            let (said, targets) = (&said[column.clone()], &targets[column.clone()]);
            told(self.loss.slopes(&mut loss::Apart { said, targets, slopes: &mut d[column], apart }, scale), left);
            left -= left.min(4);
        }
    }

    /// What the last layer says becomes what is told.
    fn say(&mut self) {
        let (vectors, outputs) = (self.room.vectors, self.shape.outputs());
        let Some(said) = self.room.values.last_mut() else { return };
        for vector in 0..vectors {
            let (column, apart) = room::column(vectors, vector, outputs);
            self.loss.say(&mut said[column], apart);
        }
    }

    /// The gradient, from the slopes of the loss.
    fn back(&mut self, w: &mut [f32], g: &mut [f32], more: bool, last: bool, ready: Ready<'_>) {
        let Room { rows, vectors, values, slopes, d: [d, below], turned, .. } = &mut self.room;
        let at_once = self.layout.len() <= 4 * PART;
        for (layer, Layer { units, .. }) in self.shape.layers.iter().enumerate().rev() {
            let (weights, biases) = (self.layout.weights(layer), self.layout.biases(layer));
            let inputs = self.shape.before(layer);
            let size = Size { inputs, outputs: *units, vectors: *vectors };
            if let Some(before) = layer.checked_sub(1) {
                let (activation, values, slopes) =
                    (self.shape.layers[before].activation, &values[layer], &slopes[before]);
                kernel::below(size, &w[weights.clone()], d, below, |place, d| {
                    activation.back(d, &values[place.clone()], slopes.get(place).unwrap_or_default());
                });
            }
            let gradient = Gradient { slopes: d, seen: &values[layer], size, rows: *rows, more };
            let together = if at_once { *units } else { (PART / inputs / 8 + 1) * 8 };
            for first in (0..*units).step_by(together) {
                let outputs = together.min(units - first);
                let (from, to) = (weights.start + first * inputs, weights.start + (first + outputs) * inputs);
                // a layer's biases follow its weights
                let (g_weights, g_biases) = g[from..biases.end].split_at_mut(biases.start - from);
                gradient.write(
                    first,
                    &mut g_weights[..outputs * inputs],
                    &mut g_biases[first..first + outputs],
                    turned,
                );
                if last && !at_once {
                    let to = if to == weights.end { biases.end } else { to };
                    ready(from..to, &mut w[from..to], &mut g[from..to]);
                }
            }
            std::mem::swap(d, below);
        }
        if last && at_once {
            ready(0..w.len(), w, g);
        }
    }
}

/// A row's share, where only so many of four are rows.
fn share_of(left: usize, share: f32) -> Lanes {
    Lanes::new([0, 1, 2, 3].map(|lane| if lane < left { share } else { 0.0 }))
}

#[cfg(test)]
mod tests;
