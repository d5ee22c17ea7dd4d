//! The loss on a plane through the space of weights: along two random directions, or along those in which the run has
//! moved most.

use crate::cells::centre;
use crate::network::{Layout, Network};
use crate::rng::{Rng, Stream};
use crate::training::{Lesson, Probe};
use std::rc::Rc;

/// Which plane through the weights.
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
    /// a0, a1, b0, b1: the part of the plane. The weights of the probe are at 0, 0.
    pub domain: [f64; 4],
    /// The mean loss at the centres of the cells, the top row first; NaN where it is not finite, or not known yet. Of
    /// 1,024 training rows at most.
    pub values: Vec<f32>,
    /// a, b, a, b, …: the epochs that are kept, as they lie on the plane, oldest first.
    pub path: Vec<f64>,
    /// How much of the path's squared distances from the weights the plane keeps: 0 … 1.
    pub kept: f64,
    columns: usize,
    centre: Vec<f32>,
    directions: [Vec<f32>; 2],
    lesson: Rc<Lesson>,
    network: Network,
    next: usize,
}

/// As many training rows are averaged over.
const ROWS: usize = 1024;

/// As many epochs make the plane of a path.
const EPOCHS: usize = 32;

impl Landscape {
    /// Around a run's weights: `radius` is how far is seen along random directions. A path is seen whole.
    pub fn new(probe: &Probe<'_>, plane: Plane, radius: f64, columns: usize, rows: usize) -> Landscape {
        let (lesson, centre) = (probe.lesson().clone(), probe.weights().to_vec());
        let kept: Vec<&[f32]> = probe.path().collect();
        let directions = match plane {
            Plane::Random { seed } => random(probe.layout(), &centre, seed),
            Plane::Path => {
                let mut found = principal(&kept, &centre).into_iter();
                match [found.next(), found.next()] {
                    [Some(first), Some(second)] => [first, second],
                    // a path along a line has planes around it, one that has not begun any
                    [Some(first), None] => [first, unit(&random(probe.layout(), &centre, 0)[0])],
                    _ => random(probe.layout(), &centre, 0),
                }
            }
        };
        let path: Vec<[f64; 2]> = kept.iter().map(|w| project(w, &centre, &directions)).collect();
        let domain = match plane {
            Plane::Path => around(&path),
            Plane::Random { .. } => None,
        };
        Landscape {
            domain: domain.unwrap_or([-radius, radius, -radius, radius]),
            values: vec![f32::NAN; columns * rows],
            kept: share(&kept, &centre, &directions, &path),
            path: path.into_iter().flatten().collect(),
            columns,
            network: Network::new(&lesson.shape, lesson.loss),
            centre,
            directions,
            lesson,
            next: 0,
        }
    }

    /// Some more cells; true while there are more.
    pub fn advance(&mut self, cells: usize) -> bool {
        let rows = self.values.len().checked_div(self.columns).unwrap_or(0);
        let (samples, seen) = (self.lesson.samples(), self.lesson.some(0, ROWS));
        let mut w = self.centre.clone();
        for _ in 0..cells {
            let Some(value) = self.values.get_mut(self.next) else { return false };
            let [a, b] = centre(self.domain, self.columns, rows, self.next).map(|x| x as f32);
            let [first, second] = &self.directions;
            for (((w, &at), &d), &e) in w.iter_mut().zip(&self.centre).zip(first).zip(second) {
                *w = at + a * d + b * e;
            }
            let loss = self.network.score(&w, &samples, seen).loss as f32;
            *value = if loss.is_finite() { loss } else { f32::NAN };
            self.next += 1;
        }
        self.next < self.values.len()
    }

    /// Cells done, and all of them.
    pub fn progress(&self) -> [usize; 2] {
        [self.next, self.values.len()]
    }
}

/// Normal directions in which each unit's weights and bias are together as long as its own.
fn random(layout: &Layout, w: &[f32], seed: u32) -> [Vec<f32>; 2] {
    let mut rng = Rng::new(seed, Stream::Noise);
    let mut normals = std::iter::repeat_with(|| rng.normals()).flatten();
    [(); 2].map(|()| {
        let mut direction = vec![0.0; w.len()];
        for layer in 0..layout.layers() {
            for unit in 0..layout.biases(layer).len() {
                let places = || layout.weights_of(layer, unit).chain([layout.bias(layer, unit)]);
                let drawn: Vec<f64> = places().zip(&mut normals).map(|(_, normal)| normal).collect();
                let length = places().map(|at| f64::from(w[at]) * f64::from(w[at])).sum::<f64>().sqrt();
                let own = drawn.iter().map(|x| x * x).sum::<f64>().sqrt();
                for (at, x) in places().zip(drawn) {
                    direction[at] = if own > 0.0 { (x / own * length) as f32 } else { 0.0 };
                }
            }
        }
        direction
    })
}

/// The sum of (a − from)·(b − from).
fn dot(a: &[f32], b: &[f32], from: &[f32]) -> f64 {
    let moved = |(&w, &from): (&f32, &f32)| f64::from(w) - f64::from(from);
    a.iter().zip(from).map(moved).zip(b.iter().zip(from).map(moved)).map(|(a, b)| a * b).sum()
}

/// Where w lies on a plane: nearest to it, whatever the angle of its directions.
fn project(w: &[f32], centre: &[f32], [d, e]: &[Vec<f32>; 2]) -> [f64; 2] {
    let along = |direction: &[f32]| {
        let products = w.iter().zip(centre).zip(direction);
        products.map(|((&w, &at), &d)| (f64::from(w) - f64::from(at)) * f64::from(d)).sum::<f64>()
    };
    let between = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum::<f64>();
    let ([p, q], [dd, de, ee]) = ([along(d), along(e)], [between(d, d), between(d, e), between(e, e)]);
    let determinant = dd * ee - de * de;
    if determinant > 1e-9 * dd * ee {
        return [(p * ee - q * de) / determinant, (q * dd - p * de) / determinant];
    }
    [if dd > 0.0 { p / dd } else { 0.0 }, 0.0]
}

/// A square around a path and the weights, with a margin; None where nothing moved.
fn around(path: &[[f64; 2]]) -> Option<[f64; 4]> {
    let side = |k: usize| {
        let least = path.iter().fold(0.0, |least, point| if point[k] < least { point[k] } else { least });
        let most = path.iter().fold(0.0, |most, point| if point[k] > most { point[k] } else { most });
        [least, most]
    };
    let ([a0, a1], [b0, b1]) = (side(0), side(1));
    let longer = if a1 - a0 > b1 - b0 { a1 - a0 } else { b1 - b0 };
    let (a, b, half) = ((a0 + a1) / 2.0, (b0 + b1) / 2.0, 0.8 * longer);
    (longer > 0.0).then_some([a - half, a + half, b - half, b + half])
}

/// How much of all squared distances from the centre lies in the plane.
fn share(kept: &[&[f32]], centre: &[f32], [d, e]: &[Vec<f32>; 2], path: &[[f64; 2]]) -> f64 {
    let (mut all, mut beside) = (0.0, 0.0);
    for (w, &[a, b]) in kept.iter().zip(path) {
        for (((&w, &at), &d), &e) in w.iter().zip(centre).zip(d).zip(e) {
            let moved = f64::from(w) - f64::from(at);
            let rest = moved - a * f64::from(d) - b * f64::from(e);
            (all, beside) = (all + moved * moved, beside + rest * rest);
        }
    }
    if all > 0.0 { 1.0 - beside / all } else { 1.0 }
}

/// The two principal directions of the kept weights around the centre, each of length 1; fewer where they have not moved
/// in two. Of few epochs' dot products: what spans n vectors is found among n × n numbers.
fn principal(kept: &[&[f32]], centre: &[f32]) -> Vec<Vec<f32>> {
    let every = kept.len().div_ceil(EPOCHS).max(1);
    let some: Vec<&[f32]> = kept.iter().step_by(every).copied().collect();
    let mut gram: Vec<Vec<f64>> = some.iter().map(|a| some.iter().map(|b| dot(a, b, centre)).collect()).collect();
    let mut first = 0.0;
    let mut found = Vec::new();
    for _ in 0..2 {
        let (value, vector) = largest(&gram);
        // below is what f32 leaves of nothing
        if !value.is_finite() || value <= 1e-12 * first || value <= 0.0 {
            break;
        }
        first = value;
        // what is found is taken out, so that the next is found
        for (row, &x) in gram.iter_mut().zip(&vector) {
            row.iter_mut().zip(&vector).for_each(|(entry, &y)| *entry -= value * x * y);
        }
        let mut direction = vec![0.0; centre.len()];
        for (w, &share) in some.iter().zip(&vector) {
            let moved = w.iter().zip(centre).map(|(&w, &at)| f64::from(w) - f64::from(at));
            direction.iter_mut().zip(moved).for_each(|(d, x)| *d += share * x);
        }
        let direction: Vec<f32> = direction.iter().map(|&x: &f64| x as f32).collect();
        found.push(unit(&direction));
    }
    found
}

/// The same of length 1.
fn unit(direction: &[f32]) -> Vec<f32> {
    let size = direction.iter().map(|&x| f64::from(x) * f64::from(x)).sum::<f64>().sqrt();
    direction.iter().map(|&x| if size > 0.0 { (f64::from(x) / size) as f32 } else { 0.0 }).collect()
}

/// The largest eigenvalue of a symmetric matrix without negative ones, and its vector: by repeated multiplication.
fn largest(matrix: &[Vec<f64>]) -> (f64, Vec<f64>) {
    // no direction is favoured, and none is left out
    let mut vector: Vec<f64> = (0..matrix.len()).map(|i| 1.0 + 0.1 * libm::sin(i as f64)).collect();
    let mut value = 0.0;
    for _ in 0..200 {
        let next: Vec<f64> = matrix.iter().map(|row| row.iter().zip(&vector).map(|(a, b)| a * b).sum()).collect();
        value = next.iter().map(|x: &f64| x * x).sum::<f64>().sqrt();
        vector = next.into_iter().map(|x| if value > 0.0 { x / value } else { 0.0 }).collect();
    }
    (value, vector)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Activation, Layer, Shape};

    #[test]
    fn each_unit_of_a_random_direction_is_as_long_as_its_own() {
        let layer = |units| Layer { units, activation: Activation::Tanh };
        let layout = Layout::new(&Shape { inputs: 3, layers: vec![layer(6), layer(2)] });
        let w: Vec<f32> = (0..layout.len()).map(|at| (at % 7) as f32 - 2.5).collect();
        let directions = random(&layout, &w, 5);
        for direction in &directions {
            for (layer, unit) in (0..2).flat_map(|layer| (0..layout.biases(layer).len()).map(move |unit| (layer, unit)))
            {
                let length = |of: &[f32]| {
                    let places = layout.weights_of(layer, unit).chain([layout.bias(layer, unit)]);
                    places.map(|at| f64::from(of[at]) * f64::from(of[at])).sum::<f64>().sqrt()
                };
                assert!((length(direction) / length(&w) - 1.0).abs() < 1e-6, "{layer} {unit}");
            }
        }
        assert_ne!(directions[0], directions[1]);
        assert_ne!(directions, random(&layout, &w, 6));
    }

    #[test]
    fn the_principal_plane_of_a_path_in_a_plane_is_that_plane() {
        // an ellipse in a plane of five dimensions that is not one of two axes
        let (centre, d, e) = ([1.0, -2.0, 3.0, 0.5, 0.0], [0.5, 0.5, 0.5, 0.5, 0.0], [0.1, -0.1, 0.0, 0.0, 0.2]);
        let point = |k: usize| {
            let (a, b) = (libm::cos(k as f64), libm::sin(k as f64));
            (0..5).map(|i| (centre[i] + a * d[i] + b * e[i]) as f32).collect::<Vec<f32>>()
        };
        let kept: Vec<Vec<f32>> = (0..100).map(point).collect();
        let kept: Vec<&[f32]> = kept.iter().map(Vec::as_slice).collect();
        let centre = centre.map(|x| x as f32);
        let Ok(found) = <[Vec<f32>; 2]>::try_from(principal(&kept, &centre)) else { panic!() };
        let path: Vec<[f64; 2]> = kept.iter().map(|w| project(w, &centre, &found)).collect();
        assert!(share(&kept, &centre, &found, &path) > 1.0 - 1e-9);
        assert!(found[0].iter().zip(d).all(|(&x, d)| (f64::from(x).abs() - d).abs() < 0.01), "{found:?}");
        // along a line there is one direction, at rest none
        assert_eq!(principal(&[&centre, kept[1], &centre], &centre).len(), 1);
        assert!(principal(&[&centre], &centre).is_empty() && principal(&[], &centre).is_empty());
    }
}
