//! Every pass against the plainest one there is, in f64, and that one against differences.

use super::*;
use crate::rng::{Rng, Stream};

/// What a network says, its loss and its gradient, row by row and unit by unit.
struct Plain<'a> {
    shape: &'a Shape,
    loss: Loss,
    layout: Layout,
}

impl Plain<'_> {
    /// Of each layer the sums and what it saw, and the outputs.
    fn forward(&self, w: &[f64], row: &[f32]) -> (Vec<[Vec<f64>; 2]>, Vec<f64>) {
        let mut seen: Vec<f64> = row.iter().map(|&x| f64::from(x)).collect();
        let mut kept = Vec::new();
        for (layer, Layer { units, activation }) in self.shape.layers.iter().enumerate() {
            let sum = |o| {
                let weighted = |i: usize| w[self.layout.weight(layer, o, i)] * seen[i];
                (0..seen.len()).map(weighted).sum::<f64>() + w[self.layout.bias(layer, o)]
            };
            let sums: Vec<f64> = (0..*units).map(sum).collect();
            let values = sums.iter().map(|&z| value(*activation, z)).collect();
            kept.push([sums, std::mem::replace(&mut seen, values)]);
        }
        (kept, seen)
    }

    fn gradient(&self, w: &[f64], samples: &Samples<'_>, rows: &[u32]) -> (f64, Vec<f64>) {
        let (mut loss, mut g, scale) = (0.0, vec![0.0; w.len()], 1.0 / rows.len() as f64);
        for &row in rows {
            let (kept, values) =
                self.forward(w, &samples.inputs[row as usize * self.shape.inputs..][..self.shape.inputs]);
            let (row_loss, mut d) = lost(self.loss, &values, &self.target(samples, row));
            loss += row_loss * scale;
            for (layer, [sums, seen]) in kept.iter().enumerate().rev() {
                let mut below = vec![0.0; seen.len()];
                for (o, d) in d.iter().enumerate() {
                    let d = d * slope(self.shape.layers[layer].activation, sums[o]);
                    g[self.layout.bias(layer, o)] += d * scale;
                    for (i, a) in seen.iter().enumerate() {
                        g[self.layout.weight(layer, o, i)] += d * a * scale;
                        below[i] += d * w[self.layout.weight(layer, o, i)];
                    }
                }
                d = below;
            }
        }
        (loss, g)
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
}

/// The loss of a row, and its slopes by the outputs.
fn lost(loss: Loss, values: &[f64], target: &[f64]) -> (f64, Vec<f64>) {
    let pairs = || values.iter().zip(target);
    let n = values.len() as f64;
    let slopes = |said: Vec<f64>| said.iter().zip(target).map(|(p, t)| p - t).collect();
    match loss {
        Loss::MeanSquared => {
            let loss = pairs().map(|(v, t)| (v - t) * (v - t)).sum::<f64>() / n;
            (loss, pairs().map(|(v, t)| 2.0 * (v - t) / n).collect())
        }
        Loss::BinaryCrossEntropy => {
            (pairs().map(|(&v, t)| value(Activation::Softplus, v) - v * t).sum(), slopes(said(loss, values)))
        }
        Loss::CrossEntropy => {
            let top = values.iter().copied().fold(f64::NEG_INFINITY, larger);
            let log = top + libm::log(values.iter().map(|&v| libm::exp(v - top)).sum());
            (pairs().map(|(v, t)| t * (log - v)).sum(), slopes(said(loss, values)))
        }
    }
}

fn said(loss: Loss, values: &[f64]) -> Vec<f64> {
    match loss {
        Loss::MeanSquared => values.to_vec(),
        Loss::BinaryCrossEntropy => values.iter().map(|&v| value(Activation::Sigmoid, v)).collect(),
        Loss::CrossEntropy => {
            let top = values.iter().copied().fold(f64::NEG_INFINITY, larger);
            let sum: f64 = values.iter().map(|&v| libm::exp(v - top)).sum();
            values.iter().map(|&v| libm::exp(v - top) / sum).collect()
        }
    }
}

fn value(activation: Activation, z: f64) -> f64 {
    match activation {
        Activation::Linear => z,
        Activation::Relu => larger(z, 0.0),
        Activation::LeakyRelu => larger(z, 0.01 * z),
        Activation::Elu if z > 0.0 => z,
        Activation::Elu => libm::expm1(z),
        Activation::Silu => z * value(Activation::Sigmoid, z),
        Activation::Gelu => 0.5 * z * (1.0 + libm::tanh(bent(z))),
        Activation::Softplus => larger(z, 0.0) + libm::log1p(libm::exp(-z.abs())),
        Activation::Sigmoid => 1.0 / (1.0 + libm::exp(-z)),
        Activation::Tanh => libm::tanh(z),
    }
}

fn larger(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

/// What GELU takes the hyperbolic tangent of.
fn bent(z: f64) -> f64 {
    libm::sqrt(2.0 / std::f64::consts::PI) * (z + 0.044715 * z * z * z)
}

fn slope(activation: Activation, z: f64) -> f64 {
    let p = value(Activation::Sigmoid, z);
    match activation {
        Activation::Linear => 1.0,
        Activation::Relu => f64::from(u8::from(z > 0.0)),
        Activation::LeakyRelu if z > 0.0 => 1.0,
        Activation::LeakyRelu => 0.01,
        Activation::Elu if z > 0.0 => 1.0,
        Activation::Elu => libm::exp(z),
        Activation::Silu => p * (1.0 + z * (1.0 - p)),
        Activation::Gelu => {
            let t = libm::tanh(bent(z));
            let inner = libm::sqrt(2.0 / std::f64::consts::PI) * (1.0 + 3.0 * 0.044715 * z * z);
            0.5 * (1.0 + t) + 0.5 * z * (1.0 - t * t) * inner
        }
        Activation::Softplus => p,
        Activation::Sigmoid => p * (1.0 - p),
        Activation::Tanh => 1.0 - libm::tanh(z) * libm::tanh(z),
    }
}

const ACTIVATIONS: [Activation; 9] = [
    Activation::Linear,
    Activation::Relu,
    Activation::LeakyRelu,
    Activation::Elu,
    Activation::Silu,
    Activation::Gelu,
    Activation::Softplus,
    Activation::Sigmoid,
    Activation::Tanh,
];

/// Each loss with the outputs it is tried with.
const LOSSES: [(Loss, usize); 6] = [
    (Loss::MeanSquared, 1),
    (Loss::MeanSquared, 3),
    (Loss::BinaryCrossEntropy, 1),
    (Loss::CrossEntropy, 2),
    (Loss::CrossEntropy, 10),
    (Loss::CrossEntropy, 13),
];

/// Inputs, and the hidden units of each layer.
const SHAPES: [(usize, &[usize]); 9] = [
    (1, &[]),
    (2, &[1]),
    (2, &[8, 8]),
    (3, &[3]),
    (7, &[13, 1, 6]),
    (5, &[2, 5, 3, 4]),
    (64, &[32]),
    (70, &[9, 21]),
    (33, &[150]),
];

const BATCHES: [usize; 8] = [1, 2, 3, 4, 10, 13, 33, 200];

fn shape_of(inputs: usize, hidden: &[usize], outputs: usize, activation: Activation) -> Shape {
    let hidden = hidden.iter().map(|&units| Layer { units, activation });
    let output = Layer { units: outputs, activation: Activation::Linear };
    Shape { inputs, layers: hidden.chain([output]).collect() }
}

/// Numbers of about the size `scale`.
fn numbers(rng: &mut Rng, count: usize, scale: f64) -> Vec<f32> {
    (0..count).map(|_| ((rng.uniform() * 2.0 - 1.0) * scale) as f32).collect()
}

/// A task drawn for a shape: parameters and 200 rows of inputs, classes and numbers.
struct Drawn {
    w: Vec<f32>,
    inputs: Vec<f32>,
    classes: Vec<u32>,
    numbers: Vec<f32>,
}

const ROWS: u32 = 200;

impl Drawn {
    fn new(shape: &Shape) -> Self {
        let mut rng = Rng::new(7, Stream::Data);
        let (rows, outputs) = (ROWS as usize, shape.outputs());
        let layout = Layout::new(shape);
        let mut w = numbers(&mut rng, layout.len(), 0.5);
        for layer in 0..layout.layers() {
            let scale = 3.0 / (shape.before(layer) as f32).sqrt();
            w[layout.weights(layer)].iter_mut().for_each(|w| *w *= scale);
        }
        let inputs = numbers(&mut rng, rows * shape.inputs, 1.5);
        let classes = (0..rows).map(|_| rng.below(if outputs == 1 { 2 } else { outputs as u32 })).collect();
        Self { w, inputs, classes, numbers: numbers(&mut rng, rows * outputs, 2.0) }
    }

    fn samples(&self, by_class: bool) -> Samples<'_> {
        let targets = if by_class { Targets::Classes(&self.classes) } else { Targets::Numbers(&self.numbers) };
        Samples { inputs: &self.inputs, targets }
    }

    fn wide(&self) -> Vec<f64> {
        self.w.iter().map(|&w| f64::from(w)).collect()
    }
}

fn each_case(mut each: impl FnMut(&str, &Shape, Loss, Drawn)) {
    for activation in ACTIVATIONS {
        for (loss, outputs) in LOSSES {
            for (inputs, hidden) in SHAPES {
                let shape = shape_of(inputs, hidden, outputs, activation);
                each(
                    &format!("{activation:?} {loss:?} {inputs}-{hidden:?}-{outputs}"),
                    &shape,
                    loss,
                    Drawn::new(&shape),
                );
            }
        }
    }
}

fn largest(numbers: &[f64]) -> f64 {
    numbers.iter().fold(0.0, |largest, x| larger(largest, x.abs()))
}

/// Holds each number to within `within` of the largest.
fn assert_close(what: &str, found: &[f32], wanted: &[f64], within: f64) {
    assert_eq!(found.len(), wanted.len(), "{what}");
    let scale = largest(wanted) + 0.01;
    for (i, (&found, &wanted)) in found.iter().zip(wanted).enumerate() {
        assert!((f64::from(found) - wanted).abs() <= within * scale, "{what}, {i}: {found} for {wanted} of {scale}");
    }
}

#[test]
fn every_pass_agrees_with_the_plainest_one() {
    each_case(|what, shape, loss, drawn| agree(what, shape, loss, &drawn, &BATCHES));
}

#[test]
fn layers_that_pass_in_parts_agree_with_it_too() {
    for activation in [Activation::Relu, Activation::Tanh, Activation::Gelu] {
        let shape = shape_of(1, &[1500, 60], 3, activation);
        agree(&format!("{activation:?}"), &shape, Loss::CrossEntropy, &Drawn::new(&shape), &[3, 70]);
    }
}

fn agree(what: &str, shape: &Shape, loss: Loss, drawn: &Drawn, batches: &[usize]) {
    let plain = Plain { shape, loss, layout: Layout::new(shape) };
    let (wide, mut network) = (drawn.wide(), Network::new(shape, loss));
    let mut outputs = Vec::new();
    network.outputs(&drawn.w, &drawn.inputs, &mut outputs);
    let row = |row: usize| plain.forward(&wide, &drawn.inputs[row * shape.inputs..][..shape.inputs]).1;
    let wanted: Vec<f64> = (0..ROWS as usize).flat_map(|at| said(loss, &row(at))).collect();
    assert_close(what, &outputs, &wanted, 1e-5);
    for &batch in batches {
        let what = format!("{what}, {batch} rows");
        let rows: Vec<u32> = (0..batch as u32).map(|row| row * 37 % ROWS).collect();
        let samples = drawn.samples(loss != Loss::MeanSquared || batch % 2 == 0);
        let (wanted, wanted_g) = plain.gradient(&wide, &samples, &rows);
        let (mut g, mut w, mut told) = (vec![f32::NAN; wide.len()], drawn.w.clone(), vec![0; wide.len()]);
        let found = network.gradient(&mut w, &samples, &rows, &mut g, &mut |range, w, g| {
            told[range].iter_mut().for_each(|told| *told += 1);
            // the pass has seen the last of these
            w.iter_mut().zip(g).for_each(|(w, g)| *w = f32::NAN + *g);
        });
        assert!((f64::from(found) - wanted).abs() < 1e-5 * (1.0 + wanted), "{what}: {found} for {wanted}");
        assert_close(&what, &g, &wanted_g, 1e-5);
        assert!(told.iter().all(|&told| told == 1), "{what}: {told:?}");
        let score = network.score(&drawn.w, &samples, &rows);
        assert!((score.loss - wanted).abs() < 1e-5 * (1.0 + wanted), "{what}: {score:?} for {wanted}");
        let right = rows.iter().filter(|&&at| {
            let values = row(at as usize);
            let best = (1..values.len()).fold(0, |best, o| if values[o] > values[best] { o } else { best });
            let class = if values.len() == 1 { usize::from(values[0] >= 0.0) } else { best };
            class == drawn.classes[at as usize] as usize
        });
        let wanted = matches!(samples.targets, Targets::Classes(_)).then(|| right.count());
        assert_eq!(score.right, wanted, "{what}");
    }
}

#[test]
fn the_plainest_gradient_is_that_of_differences() {
    each_case(|what, shape, loss, drawn| {
        let plain = Plain { shape, loss, layout: Layout::new(shape) };
        let (wide, samples, rows) = (drawn.wide(), drawn.samples(loss != Loss::MeanSquared), [3, 9]);
        let (_, g) = plain.gradient(&wide, &samples, &rows);
        for i in (0..wide.len()).step_by(1 + wide.len() / 20) {
            let at = |step: f64| {
                let mut w = wide.clone();
                w[i] += step;
                plain.gradient(&w, &samples, &rows).0
            };
            let difference = (at(1e-6) - at(-1e-6)) / 2e-6;
            assert!((g[i] - difference).abs() < 1e-7 * (1.0 + largest(&g)), "{what}, {i}: {} {difference}", g[i]);
        }
    });
}

#[test]
fn a_padded_row_adds_nothing_even_where_it_would_overflow() {
    // a first unit that is at its largest for rows of zeros, and 0 for the one row there is
    let shape = shape_of(1, &[1], 1, Activation::Relu);
    let mut network = Network::new(&shape, Loss::MeanSquared);
    let (mut w, mut g) = (vec![-3e38, 3e38, 3e38, 1.0], vec![0.0; 4]);
    let samples = Samples { inputs: &[1.0], targets: Targets::Numbers(&[1.0]) };
    assert_eq!(network.gradient(&mut w, &samples, &[0], &mut g, &mut |_, _, _| {}), 0.0);
    assert_eq!(g, [0.0; 4]);
}
