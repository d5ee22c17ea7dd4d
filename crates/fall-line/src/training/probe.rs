//! What is seen of a run while it trains, cheaply enough to be seen thirty times a second. Nothing here changes it.

use super::learner::Learner;
use crate::examples::Targets;

/// How numbers are spread.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Histogram {
    /// The least and the greatest of them.
    pub range: [f64; 2],
    /// How many lie in each of equal parts of the range.
    pub counts: Vec<u32>,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation.
    pub deviation: f64,
    /// The share of them that is 0.
    pub zeros: f64,
}

/// What a layer is like now.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerProbe {
    /// What its units say of training rows.
    pub activations: Histogram,
    /// Its weights.
    pub weights: Histogram,
    /// The gradient by them, over the same rows.
    pub gradients: Histogram,
    /// The size of its weights and biases.
    pub norm: f64,
    /// The size of the gradient by them.
    pub gradient_norm: f64,
    /// How large the next update is, measured by the size of what it moves.
    pub ratio: f64,
}

/// As many training rows are looked at.
const ROWS: usize = 500;

/// As many rows are counted in a confusion matrix.
const COUNTED: usize = 2000;

impl Learner {
    /// What every unit says at the centres of cells of the plane: unit after unit, the top row first; empty where the
    /// data are of no plane. The outputs are the last units.
    pub fn plane(&mut self, domain: [f64; 4], columns: usize, rows: usize) -> Vec<f32> {
        let [x0, x1, y0, y1] = domain;
        let centre = |cell| {
            let (row, column) = ((cell / columns) as f64, (cell % columns) as f64);
            [x0 + (x1 - x0) * ((column + 0.5) / columns as f64), y1 - (y1 - y0) * ((row + 0.5) / rows as f64)]
        };
        let points: Vec<f32> = (0..columns * rows).flat_map(centre).map(|x| x as f32).collect();
        let Some(inputs) = self.course.lesson.seen(&points) else { return Vec::new() };
        self.network.units(&self.walk.w, &inputs)
    }

    /// What every unit says of one row of inputs, as they are given: of the plane a point.
    pub fn think(&mut self, inputs: &[f32]) -> Vec<f32> {
        let seen = self.course.lesson.seen(inputs);
        let inputs = seen.as_deref().unwrap_or(inputs);
        if inputs.len() != self.course.lesson.shape.inputs {
            return Vec::new();
        }
        self.network.units(&self.walk.w, inputs)
    }

    /// Layer by layer, the output last.
    pub fn layers(&mut self, bins: usize) -> Vec<LayerProbe> {
        let lesson = self.course.lesson.clone();
        let rows = lesson.parts[0].get(..ROWS).unwrap_or(&lesson.parts[0]);
        let said = self.network.units(&self.walk.w, &lesson.inputs_of(rows));
        let mut g = vec![0.0; self.walk.w.len()];
        self.network.gradient(&mut self.walk.w.clone(), &lesson.samples(), rows, &mut g, &mut |_, _, _| {});
        let after = self.after();
        let layout = &self.course.layout;
        let mut first = 0;
        let probe = |(layer, units): (usize, usize)| {
            let activations = said.get(first * rows.len()..(first + units) * rows.len()).unwrap_or_default();
            first += units;
            let (weights, all) = (layout.weights(layer), layout.weights(layer).start..layout.biases(layer).end);
            let norm = size(&self.walk.w[all.clone()]);
            let moved: Vec<f32> =
                self.walk.w[all.clone()].iter().zip(&after[all.clone()]).map(|(a, b)| b - a).collect();
            LayerProbe {
                activations: histogram(activations, bins),
                weights: histogram(&self.walk.w[weights.clone()], bins),
                gradients: histogram(&g[weights], bins),
                norm,
                gradient_norm: size(&g[all]),
                ratio: if norm > 0.0 { size(&moved) / norm } else { 0.0 },
            }
        };
        lesson.shape.layers.iter().map(|layer| layer.units).enumerate().map(probe).collect()
    }

    /// Of a part's rows (to train on, for choosing, for the test), of each class in turn: how often each class was said.
    /// Empty where there are no classes.
    pub fn confusion(&mut self, part: usize) -> Vec<u32> {
        let lesson = self.course.lesson.clone();
        let Some(rows) = lesson.parts.get(part) else { return Vec::new() };
        let rows = rows.get(..COUNTED).unwrap_or(rows);
        let Targets::Classes { count, labels } = lesson.targets() else { return Vec::new() };
        let mut counts = vec![0; count * count];
        for (&row, said) in rows.iter().zip(self.network.classes(&self.walk.w, &lesson.samples(), rows)) {
            if let Some(into) = counts.get_mut(labels[row as usize] as usize * count + said as usize) {
                *into += 1;
            }
        }
        counts
    }

    /// The losses of some rows of a part, from its `from`-th on.
    pub fn losses(&mut self, part: usize, from: usize, count: usize) -> Vec<f32> {
        let lesson = self.course.lesson.clone();
        let rows = lesson.parts.get(part).and_then(|rows| rows.get(from..)).unwrap_or_default();
        let rows = rows.get(..count).unwrap_or(rows);
        self.network.losses(&self.walk.w, &lesson.samples(), rows)
    }
}

/// The size of a vector, in f64.
fn size(values: &[f32]) -> f64 {
    values.iter().map(|&x| f64::from(x) * f64::from(x)).sum::<f64>().sqrt()
}

fn histogram(values: &[f32], bins: usize) -> Histogram {
    let n = values.len() as f64;
    let wide = || values.iter().map(|&x| f64::from(x));
    if values.is_empty() || !values.iter().all(|x| x.is_finite()) {
        return Histogram::default();
    }
    let least = wide().fold(f64::INFINITY, |least, x| if x < least { x } else { least });
    let most = wide().fold(f64::NEG_INFINITY, |most, x| if x > most { x } else { most });
    let mean = wide().sum::<f64>() / n;
    let variance = wide().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
    let mut counts = vec![0; bins];
    for x in wide() {
        let bin = if most > least { ((x - least) / (most - least) * bins as f64) as usize } else { 0 };
        let last = bins.saturating_sub(1);
        if let Some(count) = counts.get_mut(if bin < last { bin } else { last }) {
            *count += 1;
        }
    }
    let zeros = values.iter().filter(|&&x| x == 0.0).count() as f64 / n;
    Histogram { range: [least, most], counts, mean, deviation: variance.sqrt(), zeros }
}
