//! Multilayer perceptrons in f32: a shape, where its parameters stand, and the passes over its layers.

use crate::fields::words;
use std::ops::Range;

mod init;
mod layout;
mod penalty;

pub use init::{Init, Values, first_weights};
pub use layout::Layout;
pub use penalty::Penalty;

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
}

impl Network {
    /// Of this shape, trained by this loss.
    pub fn new(shape: &Shape, loss: Loss) -> Self {
        Self { layout: Layout::new(shape), shape: shape.clone(), loss }
    }

    /// Where the parameters stand.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Appends what the network says of rows of inputs, row after row: probabilities (one for binary cross-entropy)
    /// or values.
    pub fn outputs(&mut self, w: &[f32], inputs: &[f32], out: &mut Vec<f32>) {
        for row in inputs.chunks_exact(self.shape.inputs) {
            let (_, mut values) = self.forward(w, row);
            self.loss.say(&mut values);
            out.extend(values.iter().map(|&value| value as f32));
        }
    }

    /// How well the network does on these rows.
    pub fn score(&mut self, w: &[f32], samples: &Samples<'_>, rows: &[u32]) -> Score {
        let (mut sum, mut right) = (0.0, 0);
        for &row in rows {
            let (_, values) = self.forward(w, self.row(samples, row));
            let (loss, _) = self.loss.of(&values, &self.target(samples, row));
            sum += loss;
            right += usize::from(matches!(samples.targets, Targets::Classes(classes)
                if self.loss.class(&values) == classes[row as usize] as usize));
        }
        let classes = matches!(samples.targets, Targets::Classes(_));
        Score { loss: sum / rows.len() as f64, right: classes.then_some(right) }
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
        let (mut loss, scale) = (0.0, 1.0 / rows.len() as f64);
        g.fill(0.0);
        for &row in rows {
            let (kept, values) = self.forward(w, self.row(samples, row));
            let (row_loss, mut d) = self.loss.of(&values, &self.target(samples, row));
            loss += row_loss * scale;
            for layer in (0..self.layout.layers()).rev() {
                let (sums, before) = &kept[layer];
                let slopes = sums.iter().map(|&z| self.shape.layers[layer].activation.slope(z));
                d = d.iter().zip(slopes).map(|(d, slope)| d * slope).collect();
                let mut below = vec![0.0; before.len()];
                for (o, d) in d.iter().enumerate() {
                    g[self.layout.bias(layer, o)] += (d * scale) as f32;
                    for (i, a) in before.iter().enumerate() {
                        g[self.layout.weight(layer, o, i)] += (d * a * scale) as f32;
                        below[i] += d * f64::from(w[self.layout.weight(layer, o, i)]);
                    }
                }
                d = below;
            }
        }
        ready(0..w.len(), w, g);
        loss as f32
    }

    fn row<'a>(&self, samples: &Samples<'a>, row: u32) -> &'a [f32] {
        &samples.inputs[row as usize * self.shape.inputs..][..self.shape.inputs]
    }

    fn target(&self, samples: &Samples<'_>, row: u32) -> Vec<f64> {
        let outputs = self.shape.outputs();
        match samples.targets {
            Targets::Numbers(numbers) => {
                numbers[row as usize * outputs..][..outputs].iter().map(|&x| f64::from(x)).collect()
            }
            Targets::Classes(classes) if outputs == 1 => {
                let low = if self.loss == Loss::MeanSquared { -1.0 } else { 0.0 };
                vec![if classes[row as usize] == 1 { 1.0 } else { low }]
            }
            Targets::Classes(classes) => {
                (0..outputs).map(|o| f64::from(u8::from(classes[row as usize] as usize == o))).collect()
            }
        }
    }

    /// Of each layer the sums and what it saw; and the outputs.
    fn forward(&self, w: &[f32], row: &[f32]) -> (Vec<(Vec<f64>, Vec<f64>)>, Vec<f64>) {
        let mut seen: Vec<f64> = row.iter().map(|&x| f64::from(x)).collect();
        let mut kept = Vec::new();
        for (layer, Layer { units, activation }) in self.shape.layers.iter().enumerate() {
            let sums: Vec<f64> = (0..*units)
                .map(|o| {
                    let weights = (0..seen.len()).map(|i| f64::from(w[self.layout.weight(layer, o, i)]) * seen[i]);
                    weights.sum::<f64>() + f64::from(w[self.layout.bias(layer, o)])
                })
                .collect();
            let values = sums.iter().map(|&z| activation.value(z)).collect();
            kept.push((sums, std::mem::replace(&mut seen, values)));
        }
        (kept, seen)
    }
}

impl Loss {
    /// The loss of one row, and its slopes by the outputs.
    fn of(self, values: &[f64], target: &[f64]) -> (f64, Vec<f64>) {
        let pairs = || values.iter().zip(target);
        let mut said = values.to_vec();
        match self {
            Loss::MeanSquared => {
                let n = values.len() as f64;
                let loss = pairs().map(|(v, t)| (v - t) * (v - t)).sum::<f64>() / n;
                return (loss, pairs().map(|(v, t)| 2.0 * (v - t) / n).collect());
            }
            Loss::BinaryCrossEntropy | Loss::CrossEntropy => self.say(&mut said),
        }
        let slopes = said.iter().zip(target).map(|(p, t)| p - t).collect();
        let loss = match self {
            Loss::CrossEntropy => {
                let top = values.iter().fold(values[0], |top, &v| if v > top { v } else { top });
                let log = top + libm::log(values.iter().map(|&v| libm::exp(v - top)).sum());
                pairs().map(|(v, t)| t * (log - v)).sum()
            }
            _ => {
                pairs().map(|(&v, t)| (if v > 0.0 { v } else { 0.0 }) - v * t + libm::log1p(libm::exp(-v.abs()))).sum()
            }
        };
        (loss, slopes)
    }

    /// Outputs become what is told: probabilities, or values as they are.
    fn say(self, values: &mut [f64]) {
        match self {
            Loss::MeanSquared => {}
            Loss::BinaryCrossEntropy => values.iter_mut().for_each(|v| *v = 1.0 / (1.0 + libm::exp(-*v))),
            Loss::CrossEntropy => {
                let top = values.iter().fold(values[0], |top, &v| if v > top { v } else { top });
                values.iter_mut().for_each(|v| *v = libm::exp(*v - top));
                let sum: f64 = values.iter().sum();
                values.iter_mut().for_each(|v| *v /= sum);
            }
        }
    }

    /// The class that outputs speak for.
    fn class(self, values: &[f64]) -> usize {
        match values {
            [v] => usize::from(*v >= 0.0),
            _ => (1..values.len()).fold(0, |best, o| if values[o] > values[best] { o } else { best }),
        }
    }
}

impl Activation {
    fn value(self, z: f64) -> f64 {
        match self {
            Activation::Linear => z,
            Activation::Relu => {
                if z > 0.0 {
                    z
                } else {
                    0.0
                }
            }
            Activation::LeakyRelu => {
                if z > 0.0 {
                    z
                } else {
                    0.01 * z
                }
            }
            Activation::Elu => {
                if z > 0.0 {
                    z
                } else {
                    libm::expm1(z)
                }
            }
            Activation::Silu => z * Activation::Sigmoid.value(z),
            Activation::Gelu => 0.5 * z * (1.0 + libm::tanh(0.7978845608028654 * (z + 0.044715 * z * z * z))),
            Activation::Softplus => (if z > 0.0 { z } else { 0.0 }) + libm::log1p(libm::exp(-z.abs())),
            Activation::Sigmoid => 1.0 / (1.0 + libm::exp(-z)),
            Activation::Tanh => libm::tanh(z),
        }
    }

    fn slope(self, z: f64) -> f64 {
        let sigmoid = Activation::Sigmoid.value(z);
        match self {
            Activation::Linear => 1.0,
            Activation::Relu => {
                if z > 0.0 {
                    1.0
                } else {
                    0.0
                }
            }
            Activation::LeakyRelu => {
                if z > 0.0 {
                    1.0
                } else {
                    0.01
                }
            }
            Activation::Elu => {
                if z > 0.0 {
                    1.0
                } else {
                    libm::exp(z)
                }
            }
            Activation::Silu => sigmoid * (1.0 + z * (1.0 - sigmoid)),
            Activation::Gelu => {
                let tanh = libm::tanh(0.7978845608028654 * (z + 0.044715 * z * z * z));
                let inner = 0.7978845608028654 * (1.0 + 3.0 * 0.044715 * z * z);
                0.5 * (1.0 + tanh) + 0.5 * z * (1.0 - tanh * tanh) * inner
            }
            Activation::Softplus => sigmoid,
            Activation::Sigmoid => sigmoid * (1.0 - sigmoid),
            Activation::Tanh => 1.0 - libm::tanh(z) * libm::tanh(z),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_network_learns_xor() {
        let layer = |units, activation| Layer { units, activation };
        let shape = Shape { inputs: 2, layers: vec![layer(4, Activation::Tanh), layer(1, Activation::Linear)] };
        let mut network = Network::new(&shape, Loss::MeanSquared);
        let samples =
            Samples { inputs: &[-1.0, -1.0, -1.0, 1.0, 1.0, -1.0, 1.0, 1.0], targets: Targets::Classes(&[0, 1, 1, 0]) };
        let mut w: Vec<f32> = (0..network.layout().len()).map(|i| ((i * 7 % 11) as f32 - 5.0) / 7.0).collect();
        let mut g = vec![0.0; w.len()];
        for _ in 0..500 {
            network.gradient(&mut w, &samples, &[0, 1, 2, 3], &mut g, &mut |_, w, g| {
                w.iter_mut().zip(g).for_each(|(w, g)| *w -= 0.2 * g);
            });
        }
        let score = network.score(&w, &samples, &[0, 1, 2, 3]);
        assert!(score.loss < 0.01 && score.right == Some(4), "{score:?}");
    }
}
