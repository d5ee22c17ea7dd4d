//! What is seen of a run while it trains, cheaply enough to be seen thirty times a second. Nothing here changes it.

use super::Lesson;
use super::snapshots::Snapshots;
use super::walk::{Course, Desk, Manner, Walk, size};
use crate::cells::centre;
use crate::examples::Targets;
use crate::network::{Layer, Layout, Network, Values};
use std::rc::Rc;

/// A run as it is, or as it was at the end of an epoch: to be asked.
pub struct Probe<'a> {
    /// How many epochs were done.
    pub epoch: u32,
    pub(super) course: &'a Course,
    pub(super) network: &'a mut Network,
    pub(super) walk: &'a Walk,
    pub(super) snapshots: &'a Snapshots,
}

/// How numbers are spread.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Histogram {
    /// The least and the greatest of them.
    pub range: [f64; 2],
    /// How many lie in each of equal parts of the range; empty where not all are finite.
    pub counts: Vec<u32>,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation.
    pub deviation: f64,
    /// The share of them that is 0.
    pub zeros: f64,
}

/// What a layer is like.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerProbe {
    /// What its units say of training rows, 500 at most.
    pub activations: Histogram,
    /// Its weights.
    pub weights: Histogram,
    /// The gradient of the loss by its weights, over the same rows.
    pub gradients: Histogram,
    /// The size of its weights and biases.
    pub norm: f64,
    /// The size of the gradient by them.
    pub gradient_norm: f64,
    /// The size of what the next update moves, as a share of theirs. Of a larger batch 500 rows are taken for all.
    pub ratio: f64,
    /// The share of its units that say the same of all rows, as a ReLU does that is 0 everywhere.
    pub still: f64,
    /// The share of what they say that is within a fortieth of a bound: where a sigmoid or a tanh is flat.
    pub saturated: f64,
}

/// As many rows are looked at by what goes backward too.
const ROWS: usize = 500;

/// As many rows are counted in a confusion matrix.
const COUNTED: usize = 2000;

impl Probe<'_> {
    /// What the run learns from.
    pub fn lesson(&self) -> &Rc<Lesson> {
        &self.course.lesson
    }

    /// Where its parameters stand.
    pub fn layout(&self) -> &Layout {
        &self.course.layout
    }

    /// Its parameters.
    pub fn weights(&self) -> &[f32] {
        &self.walk.w
    }

    /// The same as `init` takes them, without loss.
    pub fn values(&self) -> Values {
        Values::of(&self.course.layout, &self.walk.w)
    }

    /// The parameters at the ends of the epochs that are kept, oldest first.
    pub fn path(&self) -> impl Iterator<Item = &[f32]> {
        self.snapshots.all().map(|(_, walk)| walk.w.as_slice())
    }

    /// How many units there are, in all layers.
    pub fn units(&self) -> usize {
        self.course.lesson.shape.layers.iter().map(|layer| layer.units).sum()
    }

    /// What every unit says at the centres of cells of the plane: unit after unit, the top row first; None where the
    /// data are of no plane. The outputs are the last units.
    pub fn plane(&mut self, domain: [f64; 4], columns: usize, rows: usize) -> Option<Vec<f32>> {
        let centres = (0..columns * rows).flat_map(|cell| centre(domain, columns, rows, cell));
        let points: Vec<f32> = centres.map(|x| x as f32).collect();
        let inputs = self.course.lesson.seen(&points)?;
        Some(self.network.units(&self.walk.w, &inputs))
    }

    /// What every unit says of one row of inputs as the data have them, of the plane a point; None where they are not as
    /// many.
    pub fn think(&mut self, inputs: &[f32]) -> Option<Vec<f32>> {
        let lesson = &self.course.lesson;
        if inputs.len() != lesson.examples.width {
            return None;
        }
        let seen = lesson.seen(inputs);
        Some(self.network.units(&self.walk.w, seen.as_deref().unwrap_or(inputs)))
    }

    /// What the network says of some rows, row after row: probabilities (one for binary cross-entropy) or values. Of rows
    /// that there are not, nothing.
    pub fn says(&mut self, rows: &[u32]) -> Vec<f32> {
        let mut said = Vec::new();
        self.network.outputs(&self.walk.w, &self.course.lesson.inputs_of(rows), &mut said);
        said
    }

    /// Layer by layer, the output last.
    pub fn layers(&mut self, bins: usize) -> Vec<LayerProbe> {
        let Probe { course, network, walk, .. } = self;
        let Course { lesson, layout, .. } = course;
        let (w, rows) = (&walk.w, lesson.some(0, ROWS));
        let said = network.units(w, &lesson.inputs_of(rows));
        let mut g = vec![0.0; w.len()];
        network.gradient(&mut w.clone(), &lesson.samples(), rows, &mut g, &mut |_, _, _| {});
        let mut next = walk.unfolded();
        next.update(course, network, &mut Desk::default(), Manner { most: Some(ROWS), ..Manner::default() });
        let mut said = said.as_slice();
        let probe = |(layer, &Layer { units, activation }): (usize, &Layer)| {
            let (own, rest) = said.split_at_checked(units * rows.len()).unwrap_or_default();
            said = rest;
            let weights = layout.weights(layer);
            let all = weights.start..layout.biases(layer).end;
            let (norm, before) = (size(&w[all.clone()]), &w[all.clone()]);
            let moved: Vec<f32> =
                before.iter().zip(&next.w[all.clone()]).map(|(before, after)| after - before).collect();
            LayerProbe {
                activations: histogram(own, bins),
                weights: histogram(&w[weights.clone()], bins),
                gradients: histogram(&g[weights], bins),
                norm,
                gradient_norm: size(&g[all]),
                ratio: if norm > 0.0 { size(&moved) / norm } else { 0.0 },
                still: share(own.chunks(rows.len().max(1)), |unit| unit.iter().all(|x| unit.first() == Some(x))),
                saturated: share(own.iter(), |&&x| activation.bounds().is_some_and(|bounds| near(x, bounds))),
            }
        };
        lesson.shape.layers.iter().enumerate().map(probe).collect()
    }

    /// Of a part's rows (to train on, for choosing, for the test), 2,000 at most: of each class in turn, how often each
    /// class was said. Empty where there are no classes.
    pub fn confusion(&mut self, part: usize) -> Vec<u32> {
        let lesson = &self.course.lesson;
        let rows = lesson.some(part, COUNTED);
        let Targets::Classes { count, labels } = lesson.targets() else { return Vec::new() };
        // one output says of two classes, also where the rows have but one
        let count = if lesson.shape.outputs() == 1 { 2 } else { *count };
        let mut counts = vec![0; count * count];
        for (&row, said) in rows.iter().zip(self.network.classes(&self.walk.w, &lesson.samples(), rows)) {
            let label = labels.get(row as usize).map_or(0, |&label| label as usize);
            counts.get_mut(label * count + said as usize).into_iter().for_each(|count| *count += 1);
        }
        counts
    }
}

/// How many of them are so, of all.
fn share<T>(all: impl ExactSizeIterator<Item = T>, is: impl Fn(&T) -> bool) -> f64 {
    let count = all.len();
    if count > 0 { all.filter(|one| is(one)).count() as f64 / count as f64 } else { 0.0 }
}

/// Whether it is so near to one of the bounds that a slope there is next to nothing.
fn near(x: f32, [low, high]: [f32; 2]) -> bool {
    let margin = (high - low) / 40.0;
    x < low + margin || x > high - margin
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
        counts.get_mut(if bin < last { bin } else { last }).into_iter().for_each(|count| *count += 1);
    }
    let zeros = values.iter().filter(|&&x| x == 0.0).count() as f64 / n;
    Histogram { range: [least, most], counts, mean, deviation: variance.sqrt(), zeros }
}
