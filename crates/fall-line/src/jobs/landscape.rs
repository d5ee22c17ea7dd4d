//! The loss on a plane through the space of weights: along two random directions, or along those in which the run has
//! moved most.

use crate::network::{Layout, Network};
use crate::rng::{Rng, Stream};
use crate::training::{Learner, Lesson};
use std::rc::Rc;

/// Which plane through the weights as they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Plane {
    /// Two random directions, in which each unit's weights are as long as its own (Li and others, 2018). From −1 to 1 is
    /// from a unit turned round to one twice as large.
    Random {
        /// Where the directions are drawn from.
        seed: u32,
    },
    /// The two directions that keep most of the run's path through the epochs that are kept (its principal components).
    Path,
}

/// The loss on a plane, and the run's path on it.
pub struct Landscape {
    /// a0, a1, b0, b1: the part of the plane.
    pub domain: [f64; 4],
    /// The mean loss at the centres of the cells, the top row first; NaN where it is not finite, or not known yet.
    pub values: Vec<f32>,
    /// a, b, a, b, …: the epochs that are kept, as they lie on the plane, oldest first.
    pub path: Vec<f64>,
    /// How much of the path's movement the two directions keep: 0 … 1.
    pub kept: f64,
    columns: usize,
    centre: Vec<f32>,
    directions: [Vec<f32>; 2],
    lesson: Rc<Lesson>,
    rows: Vec<u32>,
    network: Network,
    next: usize,
}

/// As many training rows are averaged over.
const ROWS: usize = 1024;

/// As many epochs make the plane of a path.
const EPOCHS: usize = 64;

impl Landscape {
    /// Of a run as it is; `radius` is how far random directions go, a path is seen whole.
    pub fn new(learner: &Learner, plane: Plane, radius: f64, columns: usize, rows: usize) -> Landscape {
        let lesson = learner.shared_lesson();
        let layout = learner.layout();
        let centre = learner.weights().to_vec();
        let kept: Vec<Vec<f32>> =
            learner.kept().iter().filter_map(|&epoch| Some(learner.at(epoch)?.1.to_vec())).collect();
        let directions = match plane {
            Plane::Random { seed } => {
                let mut rng = Rng::new(seed, Stream::Noise);
                [(); 2].map(|()| random(layout, &centre, &mut rng))
            }
            Plane::Path => principal(&kept, &centre),
        };
        let on = |w: &Vec<f32>| directions.each_ref().map(|direction| along(w, &centre, direction));
        let path: Vec<[f64; 2]> = kept.iter().map(on).collect();
        let domain = match plane {
            Plane::Random { .. } => [-radius, radius, -radius, radius],
            Plane::Path => around(&path),
        };
        let rows_seen = lesson.parts[0].get(..ROWS).unwrap_or(&lesson.parts[0]).to_vec();
        Landscape {
            domain,
            values: vec![f32::NAN; columns * rows],
            kept: share(&kept, &centre, &path),
            path: path.into_iter().flatten().collect(),
            columns,
            network: Network::new(&lesson.shape, lesson.loss),
            centre,
            directions,
            rows: rows_seen,
            lesson,
            next: 0,
        }
    }

    /// Some more cells; true while there are more.
    pub fn advance(&mut self, cells: usize) -> bool {
        let rows = self.values.len() / if self.columns > 0 { self.columns } else { 1 };
        let samples = self.lesson.samples();
        let [a0, a1, b0, b1] = self.domain;
        let mut w = self.centre.clone();
        for _ in 0..cells {
            let Some(value) = self.values.get_mut(self.next) else { return false };
            let (row, column) = ((self.next / self.columns) as f64, (self.next % self.columns) as f64);
            let a = (a0 + (a1 - a0) * ((column + 0.5) / self.columns as f64)) as f32;
            let b = (b1 - (b1 - b0) * ((row + 0.5) / rows as f64)) as f32;
            let [first, second] = &self.directions;
            for (((w, &at), &d), &e) in w.iter_mut().zip(&self.centre).zip(first).zip(second) {
                *w = at + a * d + b * e;
            }
            let loss = self.network.score(&w, &samples, &self.rows).loss;
            *value = if loss.is_finite() { loss as f32 } else { f32::NAN };
            self.next += 1;
        }
        self.next < self.values.len()
    }

    /// Cells done, and all of them.
    pub fn progress(&self) -> [usize; 2] {
        [self.next, self.values.len()]
    }
}

/// A normal direction in which each unit's weights and bias are together as long as its own.
fn random(layout: &Layout, w: &[f32], rng: &mut Rng) -> Vec<f32> {
    let mut direction: Vec<f32> = vec![0.0; w.len()];
    for pair in direction.chunks_mut(2) {
        pair.iter_mut().zip(rng.normals()).for_each(|(d, normal)| *d = normal as f32);
    }
    for layer in 0..layout.layers() {
        for unit in 0..layout.biases(layer).len() {
            let own: Vec<usize> = layout.weights_of(layer, unit).chain([layout.bias(layer, unit)]).collect();
            let size = |values: &[f32]| {
                own.iter().map(|&at| f64::from(values[at]) * f64::from(values[at])).sum::<f64>().sqrt()
            };
            let (length, drawn) = (size(w), size(&direction));
            let factor = if drawn > 0.0 { (length / drawn) as f32 } else { 0.0 };
            own.iter().for_each(|&at| direction[at] *= factor);
        }
    }
    direction
}

/// w − centre along a direction, measured in its lengths.
fn along(w: &[f32], centre: &[f32], direction: &[f32]) -> f64 {
    let (mut dot, mut square) = (0.0, 0.0);
    for ((&w, &at), &d) in w.iter().zip(centre).zip(direction) {
        dot += (f64::from(w) - f64::from(at)) * f64::from(d);
        square += f64::from(d) * f64::from(d);
    }
    if square > 0.0 { dot / square } else { 0.0 }
}

/// A box around a path and the point where it is now, with a margin.
fn around(path: &[[f64; 2]]) -> [f64; 4] {
    let side = |k: usize| {
        let (mut low, mut high) = (0.0, 0.0);
        for point in path {
            (low, high) = (if point[k] < low { point[k] } else { low }, if point[k] > high { point[k] } else { high });
        }
        let margin = 0.25 * (high - low) + 1e-3;
        [low - margin, high + margin]
    };
    let ([a0, a1], [b0, b1]) = (side(0), side(1));
    [a0, a1, b0, b1]
}

/// How much of all squared distances from the centre lies in the plane. The directions stand at a right angle.
fn share(kept: &[Vec<f32>], centre: &[f32], path: &[[f64; 2]]) -> f64 {
    let square = |w: &Vec<f32>| {
        w.iter()
            .zip(centre)
            .map(|(&w, &at)| (f64::from(w) - f64::from(at)) * (f64::from(w) - f64::from(at)))
            .sum::<f64>()
    };
    let all = kept.iter().map(square).sum::<f64>();
    let seen = path.iter().map(|[a, b]| a * a + b * b).sum::<f64>();
    if all > 0.0 && seen < all { seen / all } else { 1.0 }
}

/// The two principal directions of the kept weights around the newest, each of length 1. Of few epochs' dot products:
/// what spans n vectors is found among n × n numbers.
fn principal(kept: &[Vec<f32>], centre: &[f32]) -> [Vec<f32>; 2] {
    let every = kept.len().div_ceil(EPOCHS).max(1);
    let moved: Vec<Vec<f64>> = kept
        .iter()
        .step_by(every)
        .map(|w| w.iter().zip(centre).map(|(&w, &at)| f64::from(w) - f64::from(at)).collect())
        .collect();
    let n = moved.len();
    let mut gram = vec![vec![0.0; n]; n];
    for i in 0..n {
        for j in 0..=i {
            let dot = moved[i].iter().zip(&moved[j]).map(|(a, b)| a * b).sum::<f64>();
            (gram[i][j], gram[j][i]) = (dot, dot);
        }
    }
    [0, 1].map(|_| {
        let (value, vector) = largest(&gram);
        // what is found is taken out, so that the next is found
        for i in 0..n {
            for j in 0..n {
                gram[i][j] -= value * vector[i] * vector[j];
            }
        }
        let mut direction = vec![0.0; centre.len()];
        for (moved, &share) in moved.iter().zip(&vector) {
            direction.iter_mut().zip(moved).for_each(|(d, &x)| *d += share * x);
        }
        let size = direction.iter().map(|x| x * x).sum::<f64>().sqrt();
        direction.iter().map(|&x| if size > 0.0 { (x / size) as f32 } else { 0.0 }).collect()
    })
}

/// The largest eigenvalue of a symmetric matrix without negative ones, and its vector: by repeated multiplication.
fn largest(matrix: &[Vec<f64>]) -> (f64, Vec<f64>) {
    let n = matrix.len();
    // no direction is favoured, and none is left out
    let mut vector: Vec<f64> = (0..n).map(|i| 1.0 + 0.1 * libm::sin(i as f64)).collect();
    let mut value = 0.0;
    for _ in 0..200 {
        let next: Vec<f64> = matrix.iter().map(|row| row.iter().zip(&vector).map(|(a, b)| a * b).sum()).collect();
        let size = next.iter().map(|x: &f64| x * x).sum::<f64>().sqrt();
        if size <= 0.0 {
            return (0.0, vec![0.0; n]);
        }
        value = size;
        vector = next.into_iter().map(|x| x / size).collect();
    }
    (value, vector)
}
